/* pdf_lines.c: words → pieces of lines: words on one base line, close to one another. */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

#include "text/utf8.h"

#define PIECE_GAP 1.0F       /* of the size: a wider gap parts two pieces */
#define PIECE_GAP_LAYER 0.3F /* in a text layer, where it is known which spaces part columns */
#define PIECE_GAP_SAME 2.2F  /* where poppler found one line: justified text has wide spaces */
#define ROOM_OVERLAP 0.2F    /* of the size: words stand so far over one another at most */
#define INITIAL 1.8F         /* of the size beside it: a letter that begins a chapter over several lines */
#define PIECE_OVERLAP 0.5F   /* of the lower box's height */
#define PIECES_BACK 400      /* among so many, the last, a word looks for its own */

float pdf_height(const struct pdf_box *b)
{
	return b->y1 - b->y0;
}

float pdf_width(const struct pdf_box *b)
{
	return b->x1 - b->x0;
}

void pdf_box_add(struct pdf_box *b, const struct pdf_box *other)
{
	b->x0 = fminf(b->x0, other->x0);
	b->y0 = fminf(b->y0, other->y0);
	b->x1 = fmaxf(b->x1, other->x1);
	b->y1 = fmaxf(b->y1, other->y1);
}

float pdf_overlap(const struct pdf_box *a, const struct pdf_box *b)
{
	float shared = fminf(a->y1, b->y1) - fmaxf(a->y0, b->y0), lower = fminf(pdf_height(a), pdf_height(b));

	return lower <= 0 ? shared >= 0 : shared / lower;
}

static int by_length(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

void pdf_sort_lengths(float *lengths, size_t count)
{
	qsort(lengths, count, sizeof *lengths, by_length);
}

struct span pdf_word_text(const struct pdf *p, const struct pdf_word *w)
{
	return span_sub(buf_span(&p->text), w->text);
}

bool pdf_word_begins_lower(const struct pdf *p, const struct pdf_word *w)
{
	struct span text = pdf_word_text(p, w);
	int32_t cp = 0;

	if (text.len != 0)
		utf8_decode(text, 0, &cp);
	return utf8_is_lower(cp);
}

struct pdf_word *pdf_word_at(struct pdf *p, const struct pdf_line *l, size_t i)
{
	struct pdf_page *page = &p->pages[l->page];

	return &page->words[page->order[l->first + i]];
}

const struct pdf_word *pdf_line_word(const struct pdf *p, const struct pdf_line *l, size_t i)
{
	const struct pdf_page *page = &p->pages[l->page];

	return &page->words[page->order[l->first + i]];
}

/* ---- how a line looks ---- */

struct tally {
	float size;
	size_t chars;
};

#define TALLY_MAX 8

static void count_size(struct tally tallies[TALLY_MAX], float size, size_t chars)
{
	size_t i = 0;

	while (i < TALLY_MAX - 1 && tallies[i].chars != 0 && fabsf(tallies[i].size - size) > 0.05F)
		i++;
	tallies[i].size = size;
	tallies[i].chars += chars;
}

bool pdf_is_right_to_left(int32_t cp)
{
	return (cp >= 0x590 && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC);
}

struct letters {
	size_t upper, lower, left, right;
};

static void count_letters(struct letters *n, struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		n->upper += utf8_is_upper(cp);
		n->lower += utf8_is_lower(cp);
		n->right += pdf_is_right_to_left(cp);
		n->left += utf8_is_letter(cp) && !pdf_is_right_to_left(cp);
	}
}

void pdf_line_look(const struct pdf *p, struct pdf_line *l)
{
	struct tally tallies[TALLY_MAX] = {{0, 0}};
	struct letters n = {0, 0, 0, 0};
	size_t best = 0;

	l->bold = l->italic = l->count != 0;
	for (size_t i = 0; i < l->count; i++) {
		const struct pdf_word *w = pdf_line_word(p, l, i);
		struct span text = pdf_word_text(p, w);
		const struct pdf_font *font = w->font < p->font_count ? &p->fonts[w->font] : NULL;

		count_size(tallies, w->size, utf8_length(text));
		count_letters(&n, text);
		if (w->call || text.len < 2)
			continue;
		l->bold &= font != NULL && font->bold;
		l->italic &= font != NULL && font->italic;
	}
	for (size_t i = 1; i < TALLY_MAX; i++)
		if (tallies[i].chars > tallies[best].chars)
			best = i;
	l->size = tallies[best].size;
	l->capitals = n.lower == 0 && n.upper > 3;
	l->right_to_left = n.right > n.left;
}

/* ---- finding them ---- */

static int by_place(const void *a, const void *b, void *context)
{
	const struct pdf_page *page = context;
	const struct pdf_box *m = &page->words[*(const uint32_t *)a].box, *n = &page->words[*(const uint32_t *)b].box;

	return (m->x0 > n->x0) - (m->x0 < n->x0);
}

/* Whether no word of the piece so far stands where w does: small capitals may come after the rest of their line. */
static bool has_room(const struct pdf_page *page, const struct pdf_line *l, const struct pdf_word *w)
{
	for (const struct pdf_word *other = page->words; other < w; other++)
		if (other->line == (uint32_t)(l - page->lines) &&
		    fminf(other->box.x1, w->box.x1) - fmaxf(other->box.x0, w->box.x0) > ROOM_OVERLAP * w->size)
			return false;
	return true;
}

/* A letter so large that it reaches down beside the lines below its own, and goes on in letters: "A" of "A/HRC/26/4" does not. */
static bool is_initial(const struct pdf *p, const struct pdf_word *w, const struct pdf_word *beside, float size)
{
	struct span text = pdf_word_text(p, w), next = pdf_word_text(p, beside);
	int32_t cp, second;

	if (w->size < INITIAL * size || text.len == 0 || next.len == 0 || utf8_decode(text, 0, &cp) != text.len)
		return false;
	utf8_decode(next, 0, &second);
	return utf8_is_letter(cp) && utf8_is_letter(second);
}

/* The nearest piece that word w goes on, the last of several; the highest, if w is an initial. NULL: it begins one. */
static struct pdf_line *piece_of(const struct pdf *p, struct pdf_page *page, const struct pdf_word *w, enum pdf_role role, bool same)
{
	struct pdf_line *best = NULL;
	float best_gap = 0;

	for (size_t i = page->line_count, looked = 0; i > 0 && looked < PIECES_BACK; i--, looked++) {
		struct pdf_line *l = &page->lines[i - 1];
		float size = fmaxf(l->size, w->size), gap = fmaxf(w->box.x0 - l->box.x1, l->box.x0 - w->box.x1);
		float most = size * (same && i == page->line_count ? PIECE_GAP_SAME : page->layer ? PIECE_GAP_LAYER : PIECE_GAP);

		if (l->drawn != w->drawn || l->role != role || pdf_overlap(&l->box, &w->box) < PIECE_OVERLAP || gap > most)
			continue;
		if (gap < -0.6F * size && !has_room(page, l, w))
			continue;
		if (fabsf(pdf_height(&l->box) - pdf_height(&w->box)) > 1.2F * size && !same)
			continue;
		if (is_initial(p, w, &page->words[l->first], l->size))
			gap = l->box.y0;
		if (best == NULL || gap < best_gap) {
			best = l;
			best_gap = gap;
		}
	}
	return best;
}

/* A piece is as high as its words, but for an initial: other words on its height are of other lines. */
static void grow(const struct pdf *p, const struct pdf_page *page, struct pdf_line *l, const struct pdf_word *w)
{
	struct pdf_box box = w->box;
	const struct pdf_word *first = &page->words[l->first];

	if (l->count == 1 && is_initial(p, first, w, w->size)) {
		l->box.y0 = w->box.y0;
		l->box.y1 = w->box.y1;
		l->size = w->size;
	} else if (l->count != 0 && is_initial(p, w, first, l->size)) {
		box.y0 = l->box.y0;
		box.y1 = l->box.y1;
	}
	pdf_box_add(&l->box, &box);
}

/* Puts words into pieces; w->line says which until they are sorted, and a piece's `first` its first word. */
static void put_word(const struct pdf *p, struct pdf_page *page, uint32_t number, uint32_t i, enum pdf_role role)
{
	struct pdf_word *w = &page->words[i];
	struct pdf_line *l = piece_of(p, page, w, role, !w->begins);

	if (l == NULL) {
		ARRAY_GROW(page->lines, page->line_count, page->line_cap);
		l = &page->lines[page->line_count++];
		*l = (struct pdf_line){.page = number, .first = i, .box = w->box, .size = w->size, .drawn = w->drawn, .role = role};
	}
	grow(p, page, l, w);
	l->count++;
	w->line = (uint32_t)(l - page->lines);
}

static void collect(struct pdf_page *page)
{
	uint32_t at = 0;

	page->order = mem_alloc((page->word_count + 1) * sizeof *page->order);
	page->order_cap = page->word_count + 1;
	page->order_count = page->word_count;
	for (size_t i = 0; i < page->line_count; i++) {
		page->lines[i].first = at;
		at += page->lines[i].count;
		page->lines[i].count = 0;
	}
	for (uint32_t i = 0; i < page->word_count; i++) {
		struct pdf_line *l = &page->lines[page->words[i].line];

		page->order[l->first + l->count++] = i;
	}
}

/* The words of each piece by x. */
static void sort_pieces(const struct pdf *p, struct pdf_page *page)
{
	collect(page);
	for (size_t i = 0; i < page->line_count; i++) {
		struct pdf_line *l = &page->lines[i];

		qsort_r(page->order + l->first, l->count, sizeof *page->order, by_place, page);
		pdf_line_look(p, l);
	}
}

void pdf_lines_find(struct pdf *p)
{
	for (size_t n = 0; n < p->page_count; n++) {
		struct pdf_page *page = &p->pages[n];

		for (uint32_t i = 0; i < page->word_count; i++)
			put_word(p, page, (uint32_t)n, i, PDF_BODY);
		sort_pieces(p, page);
	}
}

void pdf_lines_find_again(struct pdf *p, uint32_t number)
{
	struct pdf_page *page = &p->pages[number];
	enum pdf_role *roles = mem_alloc((page->word_count + 1) * sizeof *roles);

	for (uint32_t i = 0; i < page->word_count; i++)
		roles[i] = page->lines[page->words[i].line].role;
	page->line_count = 0;
	free(page->order);
	for (uint32_t i = 0; i < page->word_count; i++)
		put_word(p, page, number, i, roles[i]);
	sort_pieces(p, page);
	free(roles);
}

/* ---- the document's measure ---- */

#define SIZE_STEPS 400 /* quarters of a point */

/* 0: none of them. */
static size_t step_of(float points)
{
	float steps = points * 4 + 0.5F;

	return steps >= 1 && steps < SIZE_STEPS ? (size_t)steps : 0;
}

void pdf_measure(struct pdf *p)
{
	size_t sizes[SIZE_STEPS] = {0}, leads[SIZE_STEPS] = {0}, best = 0, lead = 0;

	for (size_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i < p->pages[n].line_count; i++) {
			const struct pdf_line *l = &p->pages[n].lines[i];
			size_t step = step_of(l->size);

			if (step > 0)
				for (size_t w = 0; w < l->count; w++)
					sizes[step] += pdf_word_text(p, pdf_line_word(p, l, w)).len;
		}
	for (size_t i = 1; i < SIZE_STEPS; i++)
		if (sizes[i] > sizes[best])
			best = i;
	p->size = best == 0 ? 10 : (float)best / 4;
	for (size_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i + 1 < p->pages[n].line_count; i++) {
			const struct pdf_line *a = &p->pages[n].lines[i], *b = a + 1;
			size_t step = step_of(b->box.y1 - a->box.y1);

			if (fabsf(a->size - p->size) < 0.3F && fabsf(b->size - p->size) < 0.3F && step > 0 && (float)step > p->size * 3)
				leads[step]++;
		}
	for (size_t i = 1; i < SIZE_STEPS; i++)
		if (leads[i] > leads[lead])
			lead = i;
	p->leading = lead == 0 ? p->size * 1.2F : (float)lead / 4;
}
