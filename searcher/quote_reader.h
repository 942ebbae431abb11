/*
 * quote_reader.h: what is kept from one quotation of a document to the next:
 * words as numbers, and passages that were looked at, as the words that they
 * have. Many quotations meet the same passages. For searcher/ and tests/.
 */
#ifndef SEARCHER_QUOTE_READER_H
#define SEARCHER_QUOTE_READER_H

#include "text/wording.h"

#define QUOTE_KEPT_ATOMS_MAX ((size_t)4 * 1024 * 1024) /* of passages, 8 bytes each */
#define QUOTE_KEPT_WORDS_MAX ((size_t)64 * 1024)       /* spellings of words */

struct kept_atom;

/* The limits may be set to less before its first use. */
struct quote_reader {
	struct wordbook book;
	struct strmap places; /* by docid: where its atoms begin, after how many they are */
	struct kept_atom *atoms;
	size_t count, cap;
	size_t atoms_most, words_most;
	bool is_full;
	struct wording recalled;
};

void quote_reader_init(struct quote_reader *r);
void quote_reader_release(struct quote_reader *r);
/* Before each quotation: what is kept is forgotten where it has come to its limits, numbers of words too. */
void quote_reader_begin(struct quote_reader *r);
/* Keeps a passage's wording, if there is room for it. */
void quote_reader_keep(struct quote_reader *r, uint32_t docid, const struct wording *w);
/* The wording that was kept, without places, good until the next call; NULL: none was. */
const struct wording *quote_reader_recall(struct quote_reader *r, uint32_t docid);

#endif
