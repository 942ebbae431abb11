/* pdf_blocks.c: the flow's lines as paragraphs, headings, items and rows. */
#include "formats/pdf_blocks.h"

#include <math.h>
#include <stdlib.h>

#include "text/utf8.h"

#define LONG_LINES 3         /* a paragraph whose beginning shows how the document's begin */
#define SENTENCE_CHARS 40 /* of a numbered line in bold that ends in a stop: a shorter one is a title */
#define HEADING_CHARS 300
#define HEADING_LINES 5
#define SENTENCE_HEADING_CHARS 90 /* of one in bold that ends in a stop */
#define TITLE_LINES 12       /* of one in much larger letters: a protocol's whole name in a narrow column */
#define ITALIC_CHARS 120     /* of a heading that is only italic */
#define LARGER 1.07F         /* of the document's size */
#define MUCH_LARGER 1.3F
#define TEXT_CHARS 60        /* a paragraph as long as this is no line of a masthead */
#define CELL_CHARS 40        /* a number and so much text, with a tab between them, may be a row */
#define ROW_LINES 2          /* rows that follow one another, at least */

static const struct pdf_flow *flow(const struct pdf_blocks *b, size_t i)
{
	return &b->flow[i];
}

/* ---- cutting ---- */

static void add_block(struct pdf_blocks *b, size_t first, size_t next)
{
	ARRAY_GROW(b->blocks, b->count, b->cap);
	b->blocks[b->count++] = (struct pdf_block){.kind = PDF_PARAGRAPH, .first = first, .count = next - first};
}

static void cut(struct pdf_blocks *b)
{
	size_t first = 0;

	b->count = 0;
	for (size_t i = 1; i <= b->flow_count; i++)
		if (i == b->flow_count || pdf_block_ends(b, first, i)) {
			add_block(b, first, i);
			first = i;
		}
}

/* How long paragraphs begin: with labels, or indented. */
static void learn(struct pdf_blocks *b)
{
	size_t all = 0, labelled = 0, indented = 0;

	for (size_t i = 0; i < b->count; i++) {
		const struct pdf_flow *f = flow(b, b->blocks[i].first);

		if (b->blocks[i].count < LONG_LINES || f->line->page != f[1].line->page)
			continue;
		all++;
		labelled += f->label != 0 && !f->bullet;
		indented += f->label == 0 && f->line->box.x0 - f[1].line->box.x0 > 0.8F * f->line->size;
	}
	b->labelled = all == 0 ? 0 : (float)labelled / (float)all;
	b->indented = all == 0 ? 0 : (float)indented / (float)all;
}

/* ---- what they are ---- */

static void take_look(const struct pdf_blocks *b, struct pdf_block *k)
{
	const struct pdf_line *first = flow(b, k->first)->line;

	k->size = 0;
	k->bold = k->italic = k->capitals = true;
	for (size_t i = 0; i < k->count; i++) {
		const struct pdf_line *l = flow(b, k->first + i)->line;

		k->size = fmaxf(k->size, l->size);
		k->bold &= l->bold;
		k->italic &= l->italic;
		k->capitals &= l->capitals;
	}
	k->gap = 0;
	if (k->first != 0) {
		const struct pdf_line *before = flow(b, k->first - 1)->line;

		if (before->page == first->page && before->column == first->column)
			k->gap = (first->box.y1 - before->box.y1) / b->pdf->leading;
	}
}

static struct span text_of(const struct pdf_blocks *b, const struct pdf_block *k)
{
	const struct pdf_flow *last = flow(b, k->first + k->count - 1);

	return span_sub(buf_span(&b->text), (struct range){flow(b, k->first)->text.start, last->text.end});
}

static bool has_letters(struct span s, size_t least)
{
	int32_t cp;

	for (size_t at = 0; at < s.len && least > 0;) {
		at += utf8_decode(s, at, &cp);
		least -= utf8_is_letter(cp);
	}
	return least == 0;
}

/* "(b) Amend the Lakes Act.", "71. The Government should give back all boats.": bold recommendations, which end in a stop. */
static bool is_sentence(const struct pdf_flow *first, struct span text)
{
	return first->label != 0 && (text.data[0] == '(' || (!first->letter && utf8_length(text) >= SENTENCE_CHARS));
}

static bool is_heading(const struct pdf_blocks *b, const struct pdf_block *k)
{
	struct span text = text_of(b, k);
	const struct pdf_flow *first = flow(b, k->first);
	bool large = k->size > LARGER * b->pdf->size, stop;
	char last = text.len == 0 ? ' ' : text.data[text.len - 1];

	if (first->line->cell)
		return false;
	if (k->count > (k->size > MUCH_LARGER * b->pdf->size ? TITLE_LINES : HEADING_LINES) || first->bullet || first->cells > 2 || !has_letters(text, 2) || (first->lower && first->label == 0))
		return false;
	if (utf8_length(text) > HEADING_CHARS || strchr(",;:", last) != NULL)
		return false;
	stop = last == '.';
	if (k->size < 0.9F * b->pdf->size)
		return false;
	if (large || (k->bold && (!stop || (utf8_length(text) < SENTENCE_HEADING_CHARS && !is_sentence(first, text)))))
		return true;
	if (stop)
		return false;
	if (k->capitals)
		return has_letters(text, 4) && k->count <= 3;
	return k->italic && k->gap > 1.3F && utf8_length(text) < ITALIC_CHARS && !first->letter;
}

static void take_kind(const struct pdf_blocks *b, struct pdf_block *k)
{
	const struct pdf_flow *first = flow(b, k->first);

	if (first->line->row)
		k->kind = PDF_ROW;
	else if (is_heading(b, k))
		k->kind = PDF_HEADING;
	else if (first->label != 0 && (first->bullet || first->letter))
		k->kind = PDF_ITEM;
	else if (first->label != 0)
		k->kind = PDF_NUMBERED;
}

/* ---- tables ---- */

static bool is_row(const struct pdf_blocks *b, const struct pdf_block *k)
{
	const struct pdf_flow *f = flow(b, k->first);

	if (k->count != 1)
		return false;
	return f->cells >= 2 || (f->bare && f->tab && f->text.end - f->text.start <= CELL_CHARS);
}

/* The head of a table. */
static bool is_above_cells(const struct pdf_blocks *b, size_t next)
{
	const struct pdf_line *l = next == b->count ? NULL : flow(b, b->blocks[next].first)->line;

	return l != NULL && l->cell && l->page == flow(b, b->blocks[next - 1].first)->line->page;
}

static void take_rows(struct pdf_blocks *b)
{
	for (size_t i = 0; i < b->count;) {
		size_t end = i;
		uint32_t most = 0;

		while (end < b->count && is_row(b, &b->blocks[end]) && (end == i || b->blocks[end].gap < 3)) {
			most = flow(b, b->blocks[end].first)->cells > most ? flow(b, b->blocks[end].first)->cells : most;
			end++;
		}
		for (size_t k = i; (end - i >= ROW_LINES || (end > i && is_above_cells(b, end))) && most >= 2 && k < end; k++)
			b->blocks[k].kind = PDF_ROW;
		i = end > i ? end : i + 1;
	}
}

/* ---- levels of headings ---- */

/* How much a heading stands out: size before weight, weight before capitals. */
static int rank_of(const struct pdf_block *k)
{
	return (int)(k->size * 2 + 0.5F) * 8 + k->bold * 4 + k->capitals * 2;
}

static int descending(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	return (x < y) - (x > y);
}

static bool is_text(const struct pdf_blocks *b, const struct pdf_block *k)
{
	return k->kind != PDF_HEADING && utf8_length(text_of(b, k)) >= TEXT_CHARS;
}

/* The blocks of the first page before its text: a masthead, whose lines head nothing. */
static size_t masthead_end(const struct pdf_blocks *b)
{
	size_t i = 0;

	while (i < b->count && flow(b, b->blocks[i].first)->line->page == 0 && !is_text(b, &b->blocks[i]))
		i++;
	while (i > 0 && b->blocks[i - 1].kind == PDF_HEADING && flow(b, b->blocks[i - 1].first)->line->page == 0 && i < b->count &&
	       flow(b, b->blocks[i].first)->line->page == 0)
		i--;
	return i;
}

static void find_headings(struct pdf_blocks *b)
{
	int *ranks = mem_alloc((b->count + 1) * sizeof *ranks);
	size_t count = 0, kept = 0;

	for (size_t i = masthead_end(b); i < b->count; i++)
		if (b->blocks[i].kind == PDF_HEADING)
			ranks[count++] = rank_of(&b->blocks[i]);
	qsort(ranks, count, sizeof *ranks, descending);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || ranks[i] != ranks[kept - 1])
			ranks[kept++] = ranks[i];
	for (size_t i = 0; i < b->count; i++) {
		size_t level = 0;

		while (level < kept && ranks[level] > rank_of(&b->blocks[i]))
			level++;
		if (b->blocks[i].kind == PDF_HEADING)
			b->blocks[i].level = (int)level + 1;
	}
	free(ranks);
}

/* ---- all of it ---- */

void pdf_blocks_make(struct pdf_blocks *b)
{
	pdf_parallel_find(b);
	cut(b);
	learn(b);
	cut(b);
	for (size_t i = 0; i < b->count; i++)
		take_look(b, &b->blocks[i]);
	for (size_t i = 0; i < b->count; i++)
		take_kind(b, &b->blocks[i]);
	take_rows(b);
	find_headings(b);
}
