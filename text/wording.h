/*
 * wording.h: a text as what counts when it is compared word by word with
 * another: a quotation and its source. Anyone may include it.
 *
 * Case counts, and so do punctuation and marks on letters. What does not: kinds
 * of quotation marks, apostrophes and dashes, white space and line ends, ligatures
 * and other presentation forms, soft hyphens and other invisible characters,
 * bullets, asterisks and underscores of mark-up.
 */
#ifndef TEXT_WORDING_H
#define TEXT_WORDING_H

#include "text/wordbook.h"

enum atom_kind {
	ATOM_WORD,  /* a part of a word without apostrophes, dashes and stops; a letter of Chinese or Thai */
	ATOM_MARK,  /* any other character that counts */
	ATOM_QUOTE, /* a quotation mark or apostrophe of any kind */
	ATOM_DASH,  /* one or more dashes of any kind */
	ATOM_GAP,   /* words left out: … ... [...] (…) [footnote omitted] */
};

enum {
	ATOM_OPTIONAL = 1 << 0,  /* may be in the other text or not: a note's call, a paragraph's number */
	ATOM_BRACKETED = 1 << 1, /* some or all of it in square brackets: a quoter's own */
	ATOM_LINK = 1 << 2,      /* a dash or apostrophe inside a word, a line's end after it allowed */
	ATOM_LETTERS = 1 << 3,   /* a word that has a letter */
	ATOM_CALL = 1 << 4,      /* superscript digits */
	ATOM_SIC = 1 << 5,       /* [sic] */
	ATOM_SIGN = 1 << 6,      /* a minus or a point that a number begins with: -5, .5 */
};

struct atom {
	enum atom_kind kind;
	unsigned flags;
	uint32_t text;   /* in the wordbook: equal atoms have equal numbers */
	struct range at; /* bytes of the text */
};

struct wording {
	struct atom *atoms;
	size_t count, cap;
};

void wording_init(struct wording *w);
void wording_release(struct wording *w);
void wording_clear(struct wording *w);
/*
 * Appends the atoms of a text; `holes` (sorted, apart) are bytes that are not read, as marks
 * of joins. `at` counts bytes of `text`, so that of several texts the caller knows which is whose.
 */
void wording_add(struct wording *w, struct wordbook *b, struct span text, const struct range *holes,
                 size_t hole_count);
/* The same, each atom optional and at byte `at` of the text that it stands in. */
void wording_add_optional(struct wording *w, struct wordbook *b, struct span text, size_t at);

/*
 * Whether an atom of a quotation is one of its source: equal, but for the case of
 * bracketed letters ([T]he), or an optional number however it is printed (², [2]).
 */
bool atom_matches(const struct wordbook *b, const struct atom *said, const struct atom *source);

#endif
