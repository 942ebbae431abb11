/*
 * gap.h: whether a place where UAX #29 ends a sentence lies between two
 * sentences for a reader too. To be used by sentences.c only.
 */
#ifndef TEXT_GAP_H
#define TEXT_GAP_H

#include "text/lists.h"

/* A place where UAX #29 ends a sentence, between the ink on its left and on its right. */
struct gap {
	struct span text;
	const struct language *lang;
	const struct lists *lists;
	size_t start;       /* of the sentence so far */
	size_t left, right; /* past the last ink before, at the first after */
	size_t ended;       /* left without closing quotation marks and brackets: past the terminator */
	size_t feeds;       /* line ends between left and right; a paragraph separator counts as two */
	size_t bracket;     /* the outermost open bracket of the sentence so far, or SIZE_MAX */
	struct span stopped; /* the word whose stop ends the left side, for gap.c alone */
};

/*
 * False where a reader goes on: after abbreviations, initials and numbers of
 * paragraphs, inside citations and URLs. In doubt it says false, for a sentence
 * too long is still true to its source. Looks at a bounded number of bytes.
 */
bool gap_is_sentence_end(struct gap *gap);

#endif
