/*
 * snippet.h: the sentences of a hit that are worth showing. For searcher/ and
 * tests/.
 */
#ifndef SEARCHER_SNIPPET_H
#define SEARCHER_SNIPPET_H

#include "searcher/hit.h"
#include "text/lists.h"

#define SNIPPET_BYTES 600 /* aimed at; whole sentences, so it may be more */
#define SNIPPET_SENTENCE_MAX 1200 /* a longer sentence is cut at words, with the mark, never next to a negation */

#define SNIPPET_CUT "[…]" /* at the end of a snippet that ends inside a sentence, and at its beginning likewise */

struct snippet {
	struct buf text;         /* as shown: " […] " between parts and where two ranges meet */
	struct range *highlights; /* bytes of text */
	size_t highlight_count;
	struct range *ranges;    /* bytes of the source */
	size_t range_count;
	char sha256[65];         /* of those bytes, one range after the other */
};

void snippet_init(struct snippet *s);
void snippet_release(struct snippet *s);
/* context: that many sentences more on each side. */
void snippet_make(struct snippet *s, const struct hit *h, const struct lists *lists, unsigned context);

#endif
