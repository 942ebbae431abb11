/*
 * pdf_blocks.h: lines → paragraphs, headings, items, rows. For formats/pdf*.c only.
 */
#ifndef FORMATS_PDF_BLOCKS_H
#define FORMATS_PDF_BLOCKS_H

#include "formats/pdf.h"

#define SIZE_APART 0.6F /* points: lines whose sizes differ by more look otherwise */

enum pdf_kind { PDF_PARAGRAPH, PDF_HEADING, PDF_NUMBERED, PDF_ITEM, PDF_ROW };

/* A line of the flow, with what its text says. */
struct pdf_flow {
	const struct pdf_line *line;
	struct range text;      /* of struct pdf_blocks.text */
	uint32_t label;         /* bytes of the number or bullet that it begins with; 0: none */
	uint32_t label_words;   /* words of it */
	uint32_t repeated;      /* words at its head that are labels printed again (pdf_repeats.c): no text */
	bool bullet, letter;    /* what the label is; neither: a number */
	bool grouped;           /* a number with stops in it, and none behind: "19.3" may be a quantity */
	bool bare;              /* a number without a stop or bracket */
	bool next_roman;        /* the label is the Roman number after that of the label before */
	bool tab;               /* a wide gap stands behind the label */
	bool ends, lower;       /* ends a sentence; begins in lower case */
	uint32_t cells;         /* parts with wide gaps between them, its label apart */
};

struct pdf_block {
	enum pdf_kind kind;
	size_t first, count;    /* lines of the flow */
	int level;
	float size;
	bool bold, italic, capitals;
	float gap;              /* above it, in leadings; 0: at the head of its column */
};

struct pdf_blocks {
	const struct pdf *pdf;
	struct buf text;
	struct pdf_flow *flow;
	size_t flow_count, flow_cap;
	struct pdf_block *blocks;
	size_t count, cap;
	bool apart;               /* no block goes on in another column */
	bool *parallel;           /* by page: two texts stand side by side on it; nothing goes on from one to the other */
	float labelled, indented; /* the part of the long paragraphs that begin so */
};

void pdf_blocks_init(struct pdf_blocks *b, const struct pdf *p);
void pdf_blocks_release(struct pdf_blocks *b);
/* The lines of a role in reading order, and what they say. */
void pdf_flow_make(struct pdf_blocks *b, enum pdf_role role);
bool pdf_flow_is_lower(struct span text);
/* Behind word `word` of its line. */
float pdf_flow_gap(const struct pdf_flow *f, const struct pdf *p, size_t word);
/* Whether most lines of the column that begins with line `first` of a page are stretched to its width. */
bool pdf_column_is_running(const struct pdf *p, const struct pdf_page *page, size_t first);
/* The parts of a line with wide gaps between them, its label apart; running: its column is. */
uint32_t pdf_flow_cells(const struct pdf *p, const struct pdf_flow *f, bool running);
/* Takes lines for stretched ones that go on in lower case below. */
void pdf_stretched_join(struct pdf_blocks *b);
/*
 * The label of a line whose first words (f->repeated, and their text) are dropped; none where what follows is no
 * label. next: it counts on from the label before.
 */
void pdf_flow_relabel(struct pdf_blocks *b, struct pdf_flow *f, bool next);
/* Finds labels that are printed again at the head of a page, and takes them for no text. */
void pdf_repeats_find(struct pdf_blocks *b);
/*
 * Finds pages with two texts side by side, as an act's in two languages: there the left one breaks off in a sentence, and the right
 * one begins with a number. Each goes on below itself on the next page, which is such a page, too.
 */
void pdf_parallel_find(struct pdf_blocks *b);
/* Whether a block ends before line `next` of the flow; the block has lines first … next - 1. */
bool pdf_block_ends(const struct pdf_blocks *b, size_t first, size_t next);
void pdf_blocks_make(struct pdf_blocks *b);

#endif
