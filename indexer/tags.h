/*
 * tags.h: which <…> in a text is a tag of HTML and which is the text's own:
 * "a<b and c>d" is none. For markup_marks.c.
 */
#ifndef INDEXER_TAGS_H
#define INDEXER_TAGS_H

#include "text/buf.h"

struct tag {
	size_t end;   /* past its > */
	bool closing;
	bool parts;   /* br, p, div …: it parts two words */
	bool raises;  /* sup, sub */
};

/*
 * The tag that begins at `at`: a known inline name, then > or /> or attributes
 * of the form name="value". Struck-out text (s, del, strike) is none: without
 * its tags it would read as if it stood.
 */
bool tag_read(struct span text, size_t at, size_t to, struct tag *out);
/* Past the comment <!-- … --> that begins at `at`; `at` if there is none. */
size_t comment_end(struct span text, size_t at, size_t to);
/* Whether what stands between an opening sup or sub and its end has a digit or a sign: 10<sup>-3</sup>. */
bool tag_raises_number(struct span text, const struct tag *tag, size_t to);

#endif
