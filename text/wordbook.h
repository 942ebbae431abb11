/*
 * wordbook.h: words as numbers, so that texts can be compared. For text/wording*.c,
 * text/compare.c and searcher/quote*.c.
 */
#ifndef TEXT_WORDBOOK_H
#define TEXT_WORDBOOK_H

#include "text/strmap.h"

/* The spellings of atoms, shared by the texts that are compared. */
struct wordbook {
	struct strmap numbers;
	struct span *texts;
	uint32_t *folded; /* by number: that of the same word without case */
	uint32_t *bare;   /* and that of the same without marks on its letters either */
	size_t count, cap;
	struct pool pool;
	struct buf made;
};

void wordbook_init(struct wordbook *b);
void wordbook_release(struct wordbook *b);
/* The number of a spelling, new or known; the text may be b->made. */
uint32_t wordbook_number(struct wordbook *b, struct span text);
static inline struct span wordbook_text(const struct wordbook *b, uint32_t number)
{
	return b->texts[number];
}

#endif
