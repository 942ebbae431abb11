/*
 * pdf_breaks.c: where one paragraph ends and the next begins: white above a line,
 * another size or weight, a label, an indented line, a short last line.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "formats/pdf_blocks.h"
#include "text/provision_head.h"
#include "text/utf8.h"

#define GAP 1.27F         /* of the usual distance: a gap */
#define GAP_IN_SENTENCE 1.75F /* where a sentence goes on in lower case */
#define INDENT 0.8F       /* of the size */
#define OPEN_CHARS 3      /* of a last word in small letters that a title goes on from */
#define SHORT 0.5F        /* of the size: room left for the next word and this much */
#define VERY_SHORT 0.72F  /* of the room: a line that ends before needs no full stop to be the last */
#define NEIGHBOURS 5      /* lines on each side that show where the column ends */
#define SIDE_BY_SIDE 0.5F /* of the lower one's height that two columns share */
#define PARALLEL_PAGES 2  /* of a document that show two texts, at least; one whose number stands in both is enough */
#define STYLE_SHARE 0.55F /* of the paragraphs: then the document's begin so */

static const struct pdf_line *line(const struct pdf_blocks *b, size_t i)
{
	return b->flow[i].line;
}

static bool same_column(const struct pdf_line *a, const struct pdf_line *n)
{
	return a->page == n->page && a->column == n->column;
}

static bool ends_in_hyphen(const struct pdf_blocks *b, size_t i)
{
	struct span s = span_sub(buf_span(&b->text), b->flow[i].text);

	return span_ends(s, "-") || span_ends(s, "\xC2\xAD") || span_ends(s, "\xE2\x80\x90");
}

/* The right end of the lines around line i in its column. */
static float right_end(const struct pdf_blocks *b, size_t i)
{
	float end = line(b, i)->box.x1;
	size_t from = i < NEIGHBOURS ? 0 : i - NEIGHBOURS;

	for (size_t k = from; k < b->flow_count && k <= i + NEIGHBOURS; k++)
		if (same_column(line(b, k), line(b, i)) && fabsf(line(b, k)->size - line(b, i)->size) < SIZE_APART)
			end = fmaxf(end, line(b, k)->box.x1);
	return end;
}

static float first_word_width(const struct pdf_blocks *b, size_t i)
{
	const struct pdf_line *l = line(b, i);
	float end = pdf_line_word(b->pdf, l, 0)->box.x1;

	for (size_t k = 1; k < l->count && !pdf_line_word(b->pdf, l, k)->space; k++)
		end = pdf_line_word(b->pdf, l, k)->box.x1;
	return end - l->box.x0;
}

/* The first word of the next line would have had room in this one. */
static bool is_short(const struct pdf_blocks *b, size_t i, size_t next)
{
	const struct pdf_line *l = line(b, i);

	if (l->right_to_left)
		return l->box.x0 - l->room.x0 > first_word_width(b, next) + SHORT * l->size;
	return right_end(b, i) - l->box.x1 > first_word_width(b, next) + SHORT * l->size;
}

static bool is_very_short(const struct pdf_blocks *b, size_t i)
{
	const struct pdf_line *l = line(b, i);
	float right = right_end(b, i);

	return l->box.x1 - l->box.x0 < VERY_SHORT * (right - l->box.x0);
}

/* The usual distance of base lines in the block, or in text of its size. */
static float leading(const struct pdf_blocks *b, size_t first, size_t next)
{
	const struct pdf *p = b->pdf;
	float least = 0;

	for (size_t i = first + 1; i < next; i++) {
		float apart = line(b, i)->box.y1 - line(b, i - 1)->box.y1;

		if (same_column(line(b, i), line(b, i - 1)) && apart > 0 && (least == 0 || apart < least))
			least = apart;
	}
	if (least != 0)
		return least;
	return fmaxf(p->leading * line(b, next - 1)->size / p->size, line(b, next - 1)->size);
}

static bool is_centered(const struct pdf_line *l)
{
	float left = l->box.x0 - l->room.x0, right = l->room.x1 - l->box.x1;

	return left > 1.5F * l->size && fabsf(left - right) < fmaxf(2, 0.06F * pdf_width(&l->room));
}

/* ---- reasons ---- */

/* The last number, or the only letter, of a line's label; 0: neither. */
static long label_value(const struct pdf_blocks *b, size_t i)
{
	struct span s = span_make(b->text.data + b->flow[i].text.start, b->flow[i].label);
	long value = 0, scale = 1;

	while (s.len != 0 && strchr(".)]", s.data[s.len - 1]) != NULL)
		s.len--;
	if (b->flow[i].letter)
		return s.len == 0 || (s.len > 1 && s.data[s.len - 2] != '(') ? 0 : s.data[s.len - 1];
	for (; s.len != 0 && s.data[s.len - 1] >= '0' && s.data[s.len - 1] <= '9'; s.len--, scale *= 10)
		value += scale * (s.data[s.len - 1] - '0');
	return value;
}

static bool next_label(const struct pdf_blocks *b, size_t before, size_t i)
{
	return label_value(b, before) != 0 && label_value(b, i) == label_value(b, before) + 1;
}

static bool label_begins(const struct pdf_blocks *b, size_t first, size_t next)
{
	const struct pdf_flow *f = &b->flow[next], *before = &b->flow[next - 1];
	float left = line(b, next - 1)->box.x0, x = line(b, next)->box.x0;

	if (f->label == 0)
		return false;
	if (f->bullet || f->tab || before->ends || f->next_roman)
		return true;
	if (b->flow[first].label != 0 && b->flow[first].letter == f->letter && next_label(b, first, next) &&
	    fabsf(x - line(b, first)->box.x0) < INDENT * line(b, next)->size)
		return true;
	if (f->grouped)
		return false;
	return fabsf(x - left) > INDENT * line(b, next)->size;
}

static bool weight_changes(const struct pdf_blocks *b, size_t first, size_t next)
{
	const struct pdf_line *l = line(b, next), *before = line(b, next - 1);
	bool all = true;

	if (l->bold == before->bold)
		return false;
	for (size_t i = first; i < next; i++)
		all &= line(b, i)->bold == before->bold;
	if (before->bold)
		return all && !(b->flow[next].lower && !b->flow[next - 1].ends);
	return b->flow[next - 1].ends || is_very_short(b, next - 1);
}

static bool indent_begins(const struct pdf_blocks *b, size_t first, size_t next)
{
	const struct pdf_line *l = line(b, next), *before = line(b, next - 1);
	float step = l->box.x0 - before->box.x0, size = l->size;

	if (l->right_to_left || !same_column(l, before) || (is_centered(l) && is_centered(before)))
		return false;
	if (step > INDENT * size) {
		if (next - first == 1)
			return b->flow[first].label == 0 && (b->flow[next - 1].ends || is_short(b, next - 1, next)) && !b->flow[next].lower;
		return b->flow[next - 1].ends || is_short(b, next - 1, next);
	}
	if (step < -INDENT * size && next - first >= 2)
		return b->flow[next - 1].ends || is_short(b, next - 1, next) || !b->flow[next].lower;
	return false;
}

static bool last_line_ends(const struct pdf_blocks *b, size_t next)
{
	const struct pdf_line *l = line(b, next - 1);

	if (is_centered(l) && is_centered(line(b, next)))
		return false;
	if (!is_short(b, next - 1, next) || b->flow[next].lower)
		return false;
	return b->flow[next - 1].ends || is_very_short(b, next - 1);
}

static bool gap_ends(const struct pdf_blocks *b, size_t first, size_t next)
{
	float apart = line(b, next)->box.y1 - line(b, next - 1)->box.y1, usual = leading(b, first, next);
	bool in_sentence = b->flow[next].lower && !b->flow[next - 1].ends;

	return apart <= 0 || apart > (in_sentence ? GAP_IN_SENTENCE : GAP) * usual;
}

/* ---- two texts side by side ---- */

static bool is_beside(const struct pdf_line *a, const struct pdf_line *n)
{
	return a->page == n->page && a->column != n->column && a->room.x1 < n->room.x0 && pdf_overlap(&a->room, &n->room) > SIDE_BY_SIDE;
}

/* The left text breaks off in a sentence before line i, and the right one begins with a number. */
static bool begins_beside(const struct pdf_blocks *b, size_t i)
{
	const struct pdf_flow *f = &b->flow[i], *before = f - 1;

	return f->label != 0 && !f->bullet && !before->ends && !before->line->bold && fabsf(f->line->size - before->line->size) < SIZE_APART && !is_short(b, i - 1, i);
}

/* Whether a line of the same page or the one before begins with the label of line i, too: the same paragraph in another language. */
static bool is_twice(const struct pdf_blocks *b, size_t i)
{
	const struct pdf_flow *f = &b->flow[i];

	for (size_t k = i; k-- > 0 && line(b, k)->page + 1 >= f->line->page;)
		if (b->flow[k].label == f->label && memcmp(b->text.data + b->flow[k].text.start, b->text.data + f->text.start, f->label) == 0)
			return true;
	return false;
}

void pdf_parallel_find(struct pdf_blocks *b)
{
	size_t own = 0;
	uint32_t last = UINT32_MAX;

	b->parallel = mem_zalloc(b->pdf->page_count + 1);
	for (size_t i = 1; i < b->flow_count; i++) {
		uint32_t page = line(b, i)->page;

		if (!is_beside(line(b, i - 1), line(b, i)) || !begins_beside(b, i) || page == last)
			continue;
		b->parallel[page] = true;
		last = page;
		own += is_twice(b, i) ? PARALLEL_PAGES : 1;
	}
	for (size_t i = 1; i < b->flow_count; i++) {
		uint32_t page = line(b, i)->page;

		b->parallel[page] |= page != 0 && b->parallel[page - 1] && is_beside(line(b, i - 1), line(b, i));
	}
	if (own < PARALLEL_PAGES)
		memset(b->parallel, 0, b->pdf->page_count);
}

/* Over the end of a column or page. */
static bool ends_over(const struct pdf_blocks *b, size_t first, size_t next)
{
	const struct pdf_flow *before = &b->flow[next - 1], *f = &b->flow[next];
	bool full = !is_short(b, next - 1, next);

	if (f->label != 0 && (before->ends || f->tab || b->flow[first].label != 0))
		return true;
	if (b->parallel[before->line->page])
		return true;
	if (ends_in_hyphen(b, next - 1) && f->lower)
		return false;
	if (!before->ends)
		return !(f->lower || full || is_centered(f->line));
	if (f->lower && !b->flow[first].bullet && b->flow[first].label == 0)
		return false;
	if (!full)
		return true;
	if (b->indented > STYLE_SHARE)
		return f->line->box.x0 - f->line->room.x0 > INDENT * f->line->size;
	return !(b->labelled > STYLE_SHARE && b->flow[first].label != 0);
}

/* Small capitals and large first letters: the sentence goes on in the size that the line ends in. */
static bool sizes_meet(const struct pdf_blocks *b, size_t next)
{
	const struct pdf_line *l = line(b, next), *before = line(b, next - 1);

	return b->flow[next].lower && !b->flow[next - 1].ends &&
	       fabsf(pdf_line_word(b->pdf, l, 0)->size - pdf_line_word(b->pdf, before, before->count - 1)->size) < SIZE_APART;
}

/* Whether a line ends in a word that a title goes on from: "Application of", above "Chapter II". */
static bool ends_open(const struct pdf_blocks *b, size_t at)
{
	const struct pdf_line *l = line(b, at);
	struct span last = pdf_word_text(b->pdf, pdf_line_word(b->pdf, l, l->count - 1));

	return last.len == 0 || strchr(",-", last.data[last.len - 1]) != NULL || (utf8_length(last) <= OPEN_CHARS && pdf_flow_is_lower(last));
}

/* "CHAPTER I" in the line below a law's title or another unit's, in bold letters or in the middle as that is. */
static bool unit_begins(const struct pdf_blocks *b, size_t next)
{
	const struct pdf_line *l = line(b, next), *before = line(b, next - 1);
	struct span text = span_sub(buf_span(&b->text), b->flow[next].text);
	struct provision_head head;

	return ((l->bold && before->bold) || (is_centered(l) && is_centered(before))) && provision_head_read(text, &head) && (head.bare || head.closed) &&
	       !ends_open(b, next - 1);
}

bool pdf_block_ends(const struct pdf_blocks *b, size_t first, size_t next)
{
	const struct pdf_line *l = line(b, next), *before = line(b, next - 1);

	if ((fabsf(l->size - before->size) > SIZE_APART && !sizes_meet(b, next)) || weight_changes(b, first, next))
		return true;
	if (b->flow[next].cells > 1 || b->flow[next - 1].cells > 1)
		return true;
	if (!same_column(l, before) && (b->apart || l->cell || before->cell || l->boxed || before->boxed))
		return true;
	if (!same_column(l, before))
		return ends_over(b, first, next) || unit_begins(b, next);
	return gap_ends(b, first, next) || unit_begins(b, next) || label_begins(b, first, next) || indent_begins(b, first, next) || last_line_ends(b, next);
}
