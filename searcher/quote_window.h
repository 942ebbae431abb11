/*
 * quote_window.h: passages of one source, strung together in its order, as the
 * atoms that a quotation is compared with. For searcher/quote*.c only.
 */
#ifndef SEARCHER_QUOTE_WINDOW_H
#define SEARCHER_QUOTE_WINDOW_H

#include "searcher/hit.h"
#include "text/wording.h"

#define WINDOW_SIDE_MAX 24 /* passages added on either side, at most */

struct window {
	struct hit *hits; /* the sources are not loaded */
	size_t count;
	struct wording wording;
	uint32_t *passage; /* by atom: which of the hits it is of */
	size_t passage_cap;
};

void window_init(struct window *w);
void window_release(struct window *w);
/* Loads one passage; false: its record is damaged or cannot be read. */
bool window_open(struct window *w, const struct library *l, struct wordbook *b, uint32_t docid);
/*
 * Adds neighbours on both sides, as many as hold `bytes` of text: of a note
 * notes, of all others what is no note. False: there are none.
 */
bool window_grow(struct window *w, const struct library *l, struct wordbook *b, size_t bytes);
bool window_has(const struct window *w, uint32_t docid);
/* The passage that an atom is of. */
struct hit *window_hit(const struct window *w, size_t atom);

#endif
