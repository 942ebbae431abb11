/*
 * scan.h: what the parts of the outline share while a text is read: lines,
 * blocks, calls of notes, and the sequences that numbers run in. For the
 * outline's own files only (outline.c says in which order they run).
 */
#ifndef INDEXER_SCAN_H
#define INDEXER_SCAN_H

#include "indexer/outline.h"
#include "indexer/shape.h"
#include "text/strmap.h"

#define NONE OUTLINE_NONE

/* ---- lines (lines.c) ---- */

enum {
	LINE_BLANK = 1 << 0,
	LINE_PAGE = 1 << 1,      /* the first line of a page */
	LINE_FURNITURE = 1 << 2, /* running head, page number: no part of the text */
	LINE_TOC = 1 << 3,       /* in a table of contents */
	LINE_SOFT = 1 << 4,      /* blank, inside a paragraph */
	LINE_NUMBERED = 1 << 5,  /* the number of the line stands before it */
	LINE_APART = 1 << 7,     /* a paragraph's number, alone above it */
	LINE_BESIDE = 1 << 8,    /* of two columns: `number` is where the right one begins */
	LINE_CELLS = 1 << 9,     /* a row whose cells tabs part */
	LINE_TIGHT = 1 << 6,     /* no white space parts marks from text: "1.The …" */
};

struct line {
	size_t start, end; /* content, without white space at its ends */
	size_t number;     /* LINE_NUMBERED: where its number begins; LINE_BESIDE */
	uint32_t chars;    /* code points of the content */
	uint16_t indent;   /* columns before it */
	uint16_t flags;
};

/* A text whose lines are at most this long (90 of 100 of them) is wrapped: a line is no paragraph. */
#define LINE_WRAPPED_MAX 140

/* ---- marks at the head of a line (marks.c) ---- */

#define LABEL_DEPTH_MAX 4 /* numbers in a label: 2.1.3.4 */
#define LABEL_NUMBER_MAX 9999
#define SUFFIX_NUMBER_MAX 99 /* 2-99) */
#define NOTE_NUMBER_MAX 999999
#define STARS_MAX 3 /* stars that mark a note: *, **, *** */

enum mark_type {
	MARK_NONE,
	MARK_ATX,    /* level: 1-6 */
	MARK_BULLET,
	MARK_NUMBER, /* 14.  2.1  (12)  14)  [14]  12A.  2-1)  1-  B.1.2.  一、 */
	MARK_LETTER, /* A.  (a)  a)  i.  (iv)  (ba)  (أ)  IV - */
	MARK_SUPER,  /* a superscript number: a note */
	MARK_TAG,    /* <sup>1</sup> */
	MARK_CARET,  /* [^1]: */
	MARK_SLASH,  /* 1/ */
	MARK_PLAIN,  /* a number and white space */
	MARK_STARS,  /* * or ** before text: a bullet or a note */
};

#define ALPHABET 100 /* mark.letter: Latin letters from 1, Greek ones from here, Cyrillic ones from twice this … */
#define GREEK ALPHABET
#define CYRILLIC (2 * ALPHABET)
#define ARABIC (3 * ALPHABET)
#define STEMS (4 * ALPHABET) /* 甲 */
#define LATIN 26
#define BIS (ALPHABET * ALPHABET) /* mark.suffix: "bis", and "ter" one higher */
#define EASTERN_MOST 99 /* 九十九、 */

enum mark_style { STYLE_DOT, STYLE_CLOSED, STYLE_BOTH, STYLE_SQUARE, STYLE_BARE, STYLE_DASH, STYLE_EASTERN, STYLE_EASTERN_BOTH, STYLE_APART, STYLE_LETTERED };

struct mark {
	enum mark_type type;
	enum mark_style style;
	struct range label;               /* without stop or brackets */
	size_t after;                     /* the first byte of what it marks */
	uint32_t number[LABEL_DEPTH_MAX]; /* MARK_NUMBER, and [0] of the notes' marks */
	uint32_t suffix;                  /* of 12A., 12a), 2-1), 12 bis., which stand between 12 and 13, 2 and 3, and of (ba), a bis); 0: none */
	int depth;
	uint32_t letter, roman; /* MARK_LETTER: its place in the alphabet, its value as a Roman number; 0: none */
	uint32_t twin;          /* of a Cyrillic letter: the place of the Latin one that looks so */
	bool upper, alone;      /* alone: nothing else on the line */
	int level;
	uint16_t indent;
};

/* ---- calls of notes (calls.c) ---- */

enum call_style { CALL_SUPER, CALL_TAG, CALL_CARET, CALL_SQUARE, CALL_SLASH, CALL_STARS, CALL_GLUED };

struct call {
	size_t at, end;     /* all its bytes */
	struct range label; /* as it stands in the text */
	uint32_t number;    /* 0: not a number */
	uint8_t style;      /* enum call_style */
	bool unit;          /* after a unit or a digit: perhaps an exponent */
	bool met;           /* a note was found for it */
	bool accepted;
};

/* ---- blocks (blocks.c) ---- */

enum block_kind {
	BLOCK_TEXT,
	BLOCK_NUMBER, /* MARK_NUMBER that runs in a sequence */
	BLOCK_LETTER, /* MARK_LETTER that runs in a sequence */
	BLOCK_BULLET,
	BLOCK_NOTE,
	BLOCK_HEADING, /* by mark-up */
	BLOCK_RULE,
	BLOCK_CODE,
	BLOCK_ROW,
	BLOCK_TOC,
	BLOCK_MARGIN, /* a note in the page's margin, before the block that it stands beside */
	BLOCK_DEFINITION, /* [ref]: https://… "Title" */
};

enum block_role { ROLE_PARAGRAPH, ROLE_ITEM, ROLE_HEADING, ROLE_NOTE, ROLE_TITLE, ROLE_APART, ROLE_NOTHING };

struct block {
	enum block_kind kind;
	enum block_role role;
	size_t first, last; /* lines */
	size_t mark_from;   /* where its mark begins; = from without one */
	size_t from, to;    /* content */
	struct range label;
	size_t chain;       /* the sequence it is in, NONE */
	uint32_t place;     /* in that sequence, from 1: "b" is the second, and "2.3" the third of its kind */
	int depth;          /* numbers in its label */
	size_t joins;       /* the block that it goes on from, NONE */
	size_t next;        /* the block that goes on from it, NONE */
	size_t call;        /* a note: the call that it met, NONE */
	int level;          /* BLOCK_HEADING */
	uint16_t indent;
	uint8_t ending;     /* enum ending */
	uint8_t class;      /* a heading: enum heading_class */
	bool page;          /* a page begins at or before it */
	bool gap_before;    /* a blank line, page break or the text's start before it */
	bool gap_after;
	bool before_label;  /* a line of its own, then a number without a blank line between */
	bool shaped;        /* looks like a heading */
	bool lower;         /* begins in lower case */
	bool section;       /* a number and a title that all those beside it also have */
	bool first_inside;  /* "12. (1) …": its first paragraph stands in its own line */
	bool inner;         /* "(2) …", a later one of such a section: an item by that number */
	bool inserted;      /* its number or letter was put in behind the last: 12A, 2-1, ba */
	bool quoted;        /* inside a quotation that runs over several blocks */
	bool signature;     /* of those who sign: it heads nothing */
};

/* ---- sequences of numbers (chains.c) ---- */

#define CHAINS_OPEN_MAX 32 /* sequences that may be interrupted at the same time */

enum chain_family { FAMILY_TEXT, FAMILY_SHAPED, FAMILY_LETTER, FAMILIES };

struct chain {
	enum chain_family family;
	enum mark_style style;
	bool upper, roman, greek; /* letters */
	uint32_t first;        /* its first number */
	uint16_t indent;
	uint32_t last[LABEL_DEPTH_MAX], last_suffix;
	int depth;
	size_t first_block, last_block;
	uint32_t count;
	uint32_t jump_from;    /* its last number before numbers were missing in it */
	size_t jump_block;     /* the block after them, if it is led in to; NONE */
	size_t outer;          /* the sequence that it interrupted, NONE */
	bool resumed;          /* the outer one went on after it: inner numbering */
	bool after_heading;    /* a heading stands between the outer one's last and its first */
	bool after_colon;      /* it is led in to */
	bool after_comma;      /* a sentence goes on in its first number: "The Assembly, Recalling …," */
	size_t below;          /* while votes are counted: the number of it that was last seen */
	bool headed;           /* a heading stands between two of its numbers */
	bool deep;             /* its first number has several parts: 9.1 */
	uint32_t total[LABEL_DEPTH_MAX + 1], shaped[LABEL_DEPTH_MAX + 1], leads[LABEL_DEPTH_MAX + 1];
};

/* What stands above a number: nothing that it could be a part of, the end of a sentence, or neither. */
enum footing { FOOTING_NONE, FOOTING_SENTENCE, FOOTING_FRESH };

struct chain_stack {
	size_t open[CHAINS_OPEN_MAX];
	size_t count;
};

struct scan {
	struct span text;
	const struct document *document;
	struct outline *outline;
	bool markdown;
	bool numbered;      /* lines have numbers */
	bool captions;      /* lines have times: none is a title or a heading */
	bool wrapped;       /* lines are shorter than paragraphs */
	bool dense;         /* a line is a paragraph, and blank lines part few of them: a text saved by a word processor */
	bool paged;         /* pages are known */
	bool tight;         /* marks stand before their text without white space */
	bool numbers_apart; /* paragraphs' numbers stand alone above them … */
	bool *apart;        /* … in these segments of the format, NULL: in none */
	bool styled;        /* the format marks its headings: a short line alone is none of them */
	uint32_t width;     /* of nine lines in ten, in characters */

	struct line *lines;
	size_t line_count, line_cap;
	struct block *blocks;
	size_t block_count, block_cap;
	struct chain *chains;
	size_t chain_count, chain_cap;
	struct chain_stack stacks[FAMILIES];
	struct range *quotations; /* that run over several blocks, in order */
	size_t quotation_count, quotation_cap;

	struct call *calls;
	size_t call_count, call_cap, call_seen; /* seen: calls before the line that is read */
	uint32_t *waiting;  /* per number: 1 + the last call seen that no note has met; 0: none */
	size_t waiting_count;
	uint32_t note_last; /* number of the last note */
	size_t note_block;  /* the last note's block, NONE */
	size_t note_call;   /* the call that it met, NONE */
	size_t star_calls[STARS_MAX + 1]; /* by their number: the last call by stars seen and not met, NONE */
	struct strmap notes; /* labels that have a note: how it is marked */
	size_t page_start;   /* where the page that is read begins */
	bool bare_labels;    /* numbers that a format sets apart without a stop are paragraphs' */
	bool bare_paragraphs; /* the same of plain text … */
	uint32_t bare_last;   /* … and the last such number */
	size_t hearing;      /* the letters of its questions and answers (hearing.c), NONE: it has none */
	size_t heading_line; /* "Notes": the line of the last such heading, NONE */
};

/* ---- the passes, in the order they run ---- */

void lines_find(struct scan *s);
void lines_drop_numbers(struct scan *s);   /* line_numbers.c: a line's own number is no part of it */
bool text_is_speech(struct span text);     /* "Q.   Where …", "MR. ROE:  Objection": a line of a transcript in which another speaks */
/* How wide the text is; again once it is known which lines are no part of it. */
void lines_measure(struct scan *s);
/* apart.c: which lines or segments are numbers of the paragraphs below them. */
void lines_find_apart(struct scan *s);
void segments_find_apart(struct scan *s);
void lines_find_bare_numbers(struct scan *s); /* bare_numbers.c: whether paragraphs have numbers without a stop */
void lines_mark_furniture(struct scan *s); /* furniture.c */
void lines_mark_cues(struct scan *s);      /* cues.c: numbers and times of captions */
/* tight.c: whether "1.The …", "2.It …" are how the text numbers its paragraphs; of the lines, or of a format's segments. */
void lines_find_tight(struct scan *s);
/* beside.c: lines of two columns, and of rows whose cells tabs part. */
void lines_find_beside(struct scan *s);
void segments_find_tight(struct scan *s);
void lines_close_up(struct scan *s);       /* spread.c: marks blank lines that part no paragraphs */
bool mark_read(struct span text, const struct line *line, struct mark *out);
/*
 * bare.c: "C. Orders that he be paid" below "B. Declares that …,", a sentence: they are of one list, and the mark is no heading's,
 * nor an item's, as the first of them is none.
 */
bool letter_is_of_sentences(const struct scan *s, const struct block *above, const struct mark *m);
/* bare_numbers.c: "12 The Court held …": a number without a stop, before a sentence. */
bool mark_is_bare_number(const struct scan *s, const struct line *l, const struct mark *m);
/* apart.c: "I." or "A." alone: above such a number, the title of a part. */
bool mark_is_title(const struct mark *m);
bool mark_heads_apart(const struct scan *s, const struct mark *m, size_t line);
/* Of Arabic, whose marks end in a dash: "1-". */
static inline bool is_arabic_letter(int32_t cp)
{
	return cp >= 0x621 && cp <= 0x64A;
}
void calls_find(struct scan *s);
void calls_find_stars(struct scan *s); /* those alone */
void calls_see(struct scan *s, size_t before); /* calls before this byte may now be met */
void calls_accept(struct scan *s);
void blocks_find(struct scan *s);
/* stars.c: whether so many stars in a row stand in two places: a call and its note, not the ends of emphasis. */
bool stars_are_pair(struct span text, size_t stars);
/* Bytes above a note in which its call may stand apart from its word: more than a page's, and the time stays linear. */
#define NOTE_CALL_REACH ((size_t)16 * 1024)
bool note_begins(struct scan *s, size_t line, const struct mark *m, bool fresh);
void note_add(struct scan *s, size_t block, const struct mark *m);
/* The sequence that a mark goes on with or begins; NONE if it runs in none. The block will be `block`. */
size_t chain_take(struct scan *s, const struct mark *m, bool shaped, enum footing footing, size_t block);
/* The place of a sequence's last mark in its alphabet, or among the numbers. */
uint32_t chain_place(const struct scan *s, size_t chain);
bool chain_expects(const struct scan *s, const struct mark *m); /* as the very next of an open sequence */
void chains_close(struct scan *s);
void title_find(struct scan *s);
/* Makes a note of the number below the text that the title calls, and takes the call off the title (title_note.c). Before roles_find. */
void title_note_find(struct scan *s);
void joins_find(struct scan *s);
/* articles.c: which lines that end like sentences are the titles of articles. */
void articles_find(struct scan *s);
bool text_begins_article(struct span text); /* "Article 5. Everyone …" */
/* inner.c: "(2) …" below "12. (1) …" is an item of 12, once the roles are known. */
void inner_numbers_find(struct scan *s);
/* The bracketed number that the last blocks expect so; 0: none. */
uint32_t inner_number_next(const struct scan *s);
/* quoted.c: before the blocks, where such quotations lie in the text; after them, which blocks are inside one. */
void quoted_ranges_find(struct scan *s);
const struct range *quotation_around(const struct scan *s, size_t at); /* NULL: none */
void quoted_find(struct scan *s);
/* lone.c: lines of a dense text that are set off as headings are. */
void lone_lines_find(struct scan *s);
/* bare.c: lines of their own that are headings, once all that has a label has its role. */
/* Marks signatures (signatures.c). */
void signatures_find(struct scan *s);
void bare_headings_find(struct scan *s);
bool block_asks(const struct scan *s, size_t i); /* "Q: Where …?" above "A: …": what one speaker asks another, and no heading */
/* roles.c */
bool block_is_aside(const struct block *k); /* a note, a rule, what stands in the margin or goes on with another: no part of the text's order */
struct span block_text(const struct scan *s, const struct block *k); /* without emphasis around it */
size_t block_below(const struct scan *s, size_t i); /* the next that is none; block_count if there is none */
void roles_find(struct scan *s);

/* ---- markup.c: what is not read inside a passage ---- */

struct markup {
	struct range *skips;
	size_t skip_count, skip_cap;
	struct note_call *calls;
	size_t call_count, call_cap;
};

void markup_find(struct scan *s, const struct range *ranges, size_t count, struct markup *out);
/* A note's label as a person writes it: superscripts become digits. Lives in the outline's pool. */
struct span label_text(struct scan *s, struct range at);

/* ---- markdown.c ---- */

bool line_is_rule(struct span text, const struct line *l, char *mark);
bool line_is_fence(struct span text, const struct line *l, char *mark, size_t *length);
bool line_is_row(struct span text, const struct line *l);
bool line_is_row_rule(struct span text, const struct line *l);
bool line_is_definition(struct span text, const struct line *l, bool markdown); /* of a link's address */
int line_underline(struct span text, const struct line *l); /* setext: 1 or 2, else 0 */

static inline struct block *block_at(struct scan *s, size_t i)
{
	return i == NONE ? NULL : &s->blocks[i];
}

/* Its number was none of the document's: it is text. */
static inline void block_unnumber(struct block *k)
{
	k->kind = BLOCK_TEXT;
	k->from = k->mark_from;
	k->label = (struct range){0, 0};
	k->chain = NONE;
	k->shaped = false;
}

#endif
