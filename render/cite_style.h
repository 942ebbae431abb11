/*
 * cite_style.h: citations in the styles that courts, journals and bodies ask
 * for. Pure functions over one record. For render/, searcher/ and tests/.
 *
 *	oscola    OSCOLA, 4th edition (Oxford 2012), and its section on
 *	          international sources (2006)
 *	chicago   The Chicago Manual of Style, 17th edition (2017), notes and bibliography
 *	un        United Nations Editorial Manual, "Footnotes and other references"
 *	bluebook  The Bluebook, 21st edition (2020), rules 4, 15 and 21
 *	apa       Publication Manual of the APA, 7th edition (2020), chapters 8 to 10
 *	plain     cite.h
 *
 * docs/citation-styles.md says which rule was read where, and what was not.
 *
 * Three things are ours in every style: a place that we counted is said to be
 * counted; a digest is called one; no date of access is given, for nothing was
 * fetched. "Ibid." is not used: a line copied alone must still name its work.
 */
#ifndef RENDER_CITE_STYLE_H
#define RENDER_CITE_STYLE_H

#include "store/record.h"
#include "store/source.h"

enum cite_style { CITE_PLAIN, CITE_OSCOLA, CITE_CHICAGO, CITE_UN, CITE_BLUEBOOK, CITE_APA, CITE_STYLES };

extern const char *const cite_style_names[CITE_STYLES];

enum cite_form {
	CITE_FULL,         /* a note that cites the work for the first time; APA: in the text */
	CITE_SHORT,        /* a later note */
	CITE_BIBLIOGRAPHY, /* an entry of the list of works, without a pinpoint */
	CITE_FORMS
};

enum cite_markup {
	CITE_TEXT, /* UTF-8 without italics */
	CITE_SHOWN, /* the same for a line that is shown left to right: what runs right to left is set apart (U+2068, U+2069) */
	CITE_HTML, /* escaped, italics as <i>, what runs right to left in <bdi>; no other element, and nothing that runs */
};

struct citation {
	const struct source *source;
	const struct record *record;   /* not needed for CITE_BIBLIOGRAPHY */
	const struct page_mark *page;  /* where the first match begins; NULL: pages are not known */
	const struct page_mark *last_page; /* where what is quoted ends; NULL: there too */
	enum cite_form form;
	enum cite_markup markup;
	uint32_t first_note; /* CITE_SHORT: the number of the note that cites it in full */
	bool whole_title;    /* CITE_SHORT: another work cited has the same short title */
	bool has_siblings;   /* CITE_SHORT: other works of its author are cited */
	uint32_t letter;     /* APA: the how-manieth work of its author and year, from 1; 0: the only one */
};

/* Appends the citation, on one line, valid UTF-8. */
void cite_style(struct buf *out, enum cite_style style, const struct citation *c);

/* What a list of citations settles for each of them. */
struct cited {
	size_t first;        /* which of the list cites the same work first: itself, if it does */
	bool whole_title;    /* as in struct citation */
	bool has_siblings;   /* likewise */
	uint32_t letter;     /* likewise */
};

/*
 * Settles `count` citations in the order in which they are printed; the same
 * work is the same id and hash. *out is allocated; the caller frees it.
 */
void cite_settle(struct cited **out, const struct source *const *sources, size_t count);
/*
 * The works of such a list, each once, in the order that the style wants of a
 * list of works, as places in `sources`. *out is allocated, the caller frees
 * it; returns how many.
 */
size_t cite_works(size_t **out, enum cite_style style, const struct source *const *sources, size_t count);

#endif
