/*
 * outline.h: the structure of a text: title block, headings, paragraphs, list
 * items, notes, and which of them are one although a page's notes cut them in
 * two. Pure: text in, spans out. For indexer/ and tests/.
 *
 * The rules are design.md's "Structure, decided"; each has made-up cases in
 * tests/cases/outline/.
 */
#ifndef INDEXER_OUTLINE_H
#define INDEXER_OUTLINE_H

#include "formats/reader.h"
#include "store/record.h"

#define OUTLINE_NONE ((size_t)-1)

/*
 * All ranges are bytes of the canonical text. Spans point into it, or into the
 * pool (a raised note number in plain digits). A line of the title block is a
 * paragraph without a label or a count: it can be found, and has no pinpoint.
 */
struct outline_passage {
	enum passage_kind kind;
	struct range *ranges; /* from the first byte after number, bullet, note mark or # to the last word's punctuation */
	size_t range_count;
	struct range *skips;  /* note calls, emphasis and other mark-up inside the ranges */
	size_t skip_count;
	struct note_call *calls;
	size_t call_count;
	struct span label;   /* printed paragraph number without its stop or brackets; empty: none */
	uint32_t counted;    /* as in struct record */
	uint32_t item;
	struct span mark;    /* an item: its printed mark after those of the items that it stands in: "c(ii)"; empty: none, or not certain */
	struct span note;    /* a note's label; empty: not a note */
	size_t heading;      /* index of the innermost heading passage above it (a note: above its call), OUTLINE_NONE */
	size_t parent;       /* a heading: index of the heading it stands under; OUTLINE_NONE: none or unknown */
	size_t lead_in;      /* an item: index of the passage that leads in to its list, OUTLINE_NONE */
	int level;           /* a heading: 1 …; 0: unknown */
};

/* A line of the title block: event, publisher, kind, title, date, index. Never in a section path. */
struct title_line {
	struct range at; /* reading bytes: without mark-up */
	int level;       /* of its mark-up heading, 0: bare line */
	bool bold;
};

struct outline {
	struct outline_passage *passages; /* in reading order: a note block's notes stand where its block stands */
	size_t count, cap;
	struct title_line *title;
	size_t title_count, title_cap;
	struct span symbol;     /* the one that stands at the edges of its pages; empty: none, or several */
	uint32_t missing_notes; /* calls whose note is not in the text */
	struct pool *pool;      /* owns the arrays inside passages */
};

void outline_init(struct outline *o);
void outline_release(struct outline *o);
/* one_passage: the whole text is one paragraph (a record of a collection), the only one: it has no count. */
void outline_make(struct outline *o, struct span text, const struct document *d, bool one_passage);

/*
 * Passages longer than this many bytes are cut after a sentence (else a word)
 * into several with the same locus, so that memory stays bounded.
 */
#define PASSAGE_BYTES_MAX ((size_t)64 * 1024)

#endif
