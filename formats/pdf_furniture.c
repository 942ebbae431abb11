/*
 * pdf_furniture.c: what stands at the head and foot of pages and is no text: what
 * pages repeat, and what stands apart at one place on most of them.
 */
#include "formats/pdf_furniture.h"

#include <math.h>
#include <stdlib.h>

#include "text/utf8.h"

#define ZONE 0.16F      /* of the height: heads and feet stand in it */
#define ZONE_ROWS 3     /* rows of it that can be one */
#define REPEATS 3       /* pages that say the same; fewer where the document is short */
#define REPEATS_APART 4 /* pages from one to the next of them: "ARTICLE 10" may begin a page here and there */
#define PAGE_ROWS 6     /* lines of a page, at least, on which what stands apart is looked at */
#define APART 1.5F      /* of the leading: a head stands so far from the text */
#define PARTED 1.25F    /* of the leading: heads that stand nearer to the text are part of it */
#define LARGER 1.07F    /* than the document's size: a title of its own, which heads no other page */
#define SAME_PLACE 1.5F /* points */
#define TURNS_LEAST 8   /* lines of a hearing that begin with "Q." or "A.", at least */

/* ---- rows at the edges ---- */

static int by_top(const void *a, const void *b, void *context)
{
	const struct pdf_line *lines = context;
	const struct pdf_box *m = &lines[*(const uint32_t *)a].box, *n = &lines[*(const uint32_t *)b].box;
	float x = m->y0 + m->y1, y = n->y0 + n->y1;

	return x != y ? (x > y) - (x < y) : (m->x0 > n->x0) - (m->x0 < n->x0);
}

static bool in_zone(const struct pdf_page *page, const struct pdf_box *b, bool foot)
{
	return foot ? b->y0 > page->height * (1 - ZONE) : b->y1 < page->height * ZONE;
}

/* Adds the rows of one edge; sorted: the page's lines from the edge inwards. */
static void add_edge(struct furniture *f, const struct pdf_page *page, const uint32_t *sorted, bool foot)
{
	size_t n = page->line_count, row_first = f->edge_count;
	struct pdf_box row = {0, 0, 0, 0};
	int rows = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t at = sorted[foot ? n - 1 - i : i];
		const struct pdf_box *b = &page->lines[at].box;
		bool same = i != 0 && pdf_overlap(&row, b) > 0.5F;

		if (!same && i != 0) {
			for (size_t e = row_first; e < f->edge_count; e++)
				f->edges[e].gap = foot ? row.y0 - b->y1 : b->y0 - row.y1;
			row_first = f->edge_count;
			rows++;
		}
		if (rows >= ZONE_ROWS || !in_zone(page, b, foot))
			return;
		if (same)
			pdf_box_add(&row, b);
		else
			row = *b;
		ARRAY_GROW(f->edges, f->edge_count, f->edge_cap);
		f->edges[f->edge_count++] = (struct edge){at, (uint8_t)rows, foot, page->height};
	}
}

static void find_edges(struct furniture *f)
{
	for (size_t n = 0; n < f->pdf->page_count; n++) {
		struct pdf_page *page = &f->pdf->pages[n];
		uint32_t *sorted = mem_alloc((page->line_count + 1) * sizeof *sorted);

		f->first[n] = f->edge_count;
		for (uint32_t i = 0; i < page->line_count; i++)
			sorted[i] = i;
		qsort_r(sorted, page->line_count, sizeof *sorted, by_top, page->lines);
		add_edge(f, page, sorted, false);
		add_edge(f, page, sorted, true);
		free(sorted);
	}
	f->first[f->pdf->page_count] = f->edge_count;
}

/* ---- what is repeated ---- */

/* A new entry for the text, whose last one was at *place. */
static void begin_repeated(struct furniture *f, uint32_t *place, uint32_t page)
{
	ARRAY_GROW(f->repeated, f->repeated_count, f->repeated_cap);
	f->repeated[f->repeated_count++] = (struct repeated){.first = page + 1, .before = *place};
	*place = (uint32_t)f->repeated_count;
}

uint32_t furniture_count(struct furniture *f, struct span key, uint32_t page)
{
	uint32_t *place = strmap_put(&f->texts, key, NULL);
	struct repeated *r;

	if (*place == 0 || page + 1 > f->repeated[*place - 1].last + REPEATS_APART)
		begin_repeated(f, place, page);
	r = &f->repeated[*place - 1];
	r->pages += r->last != page + 1;
	r->last = page + 1;
	return *place - 1;
}

bool furniture_is_repeated(const struct furniture *f, uint32_t place)
{
	return f->repeated[place].pages >= (f->pdf->page_count < 6 ? 2 : REPEATS);
}

/* What furniture_count has counted the page for. */
static const struct repeated *repeated_at(const struct furniture *f, struct span key, uint32_t page)
{
	const uint32_t *place = strmap_get(&f->texts, key);
	uint32_t at = *place;

	while (f->repeated[at - 1].first > page + 1)
		at = f->repeated[at - 1].before;
	return &f->repeated[at - 1];
}

static void add_key(struct buf *out, const struct pdf *p, const struct pdf_line *l, bool foot)
{
	buf_add_char(out, foot ? 'F' : 'H');
	pdf_line_text(out, p, l);
}

/* "Q.", "A:": another speaks. */
static bool begins_turn(const struct pdf *p, const struct pdf_line *l)
{
	struct span s = pdf_word_text(p, pdf_line_word(p, l, 0));

	return s.len == 2 && strchr("QAPR", s.data[0]) != NULL && (s.data[1] == '.' || s.data[1] == ':');
}

static bool is_hearing(const struct pdf *p)
{
	size_t count = 0;

	for (size_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i < p->pages[n].line_count && count < TURNS_LEAST; i++)
			count += p->pages[n].lines[i].count != 0 && begins_turn(p, &p->pages[n].lines[i]);
	return count >= TURNS_LEAST;
}

/* A number alone is a page's only where it counts the pages. */
static bool says_something(struct span key)
{
	return utf8_holds(span_make(key.data + 1, key.len - 1), utf8_is_letter);
}

/* The first page may print large, as its title, what heads all others. */
static bool differs(const struct pdf_line *l, const struct repeated *r)
{
	return fabsf(l->box.y0 - r->y) > 2 * SAME_PLACE || fabsf(l->size - r->size) > 0.3F;
}

/* Does `with` for each text at an edge of the page that has letters. */
static void each_text(struct furniture *f, uint32_t page,
                      void (*with)(struct furniture *f, uint32_t page, struct span key, size_t edge))
{
	struct buf key;

	buf_init(&key);
	for (size_t e = f->first[page]; e < f->first[page + 1]; e++) {
		struct pdf_line *l = &f->pdf->pages[page].lines[f->edges[e].line];

		buf_clear(&key);
		add_key(&key, f->pdf, l, f->edges[e].foot);
		if (says_something(buf_span(&key)) && !(f->hearing && l->count != 0 && begins_turn(f->pdf, l)))
			with(f, page, buf_span(&key), e);
	}
	buf_release(&key);
}

static struct pdf_line *edge_line(const struct furniture *f, uint32_t page, size_t edge)
{
	return &f->pdf->pages[page].lines[f->edges[edge].line];
}

static void count_text(struct furniture *f, uint32_t page, struct span key, size_t edge)
{
	const struct pdf_line *l = edge_line(f, page, edge);
	uint32_t place = furniture_count(f, key, page); /* before the array is used: it may move */
	struct repeated *r = &f->repeated[place];

	r->y = l->box.y0;
	r->size = l->size;
}

/* "5.", "Q.": a paragraph's label, whose text a tab sets off. */
static bool is_label(struct span key)
{
	size_t digits = 0;

	key = span_make(key.data + 1, key.len - 1);
	while (digits < key.len && key.data[digits] >= '0' && key.data[digits] <= '9')
		digits++;
	if (digits == 0 && key.len == 2 && key.data[0] >= 'A' && key.data[0] <= 'Z')
		digits = 1;
	return digits != 0 && digits + 1 == key.len && key.data[digits] == '.';
}

/*
 * Whether a text that is not repeated stands beside it, or a paragraph's label, and their row not apart from the next: a cell of a
 * table ("Noted"), which many rows have.
 */
static bool is_cell(const struct furniture *f, uint32_t page, size_t edge)
{
	const struct edge *own = &f->edges[edge];
	struct buf key;
	bool found = false;

	if (own->gap > APART * f->pdf->leading - f->pdf->size)
		return false;
	buf_init(&key);
	for (size_t e = f->first[page]; e < f->first[page + 1] && !found; e++) {
		const struct pdf_line *l = edge_line(f, page, e);

		if (e == edge || f->edges[e].foot != own->foot || f->edges[e].row != own->row)
			continue;
		buf_clear(&key);
		add_key(&key, f->pdf, l, own->foot);
		found = l->role == PDF_BODY && is_label(buf_span(&key));
		found |= says_something(buf_span(&key)) && strmap_get(&f->texts, buf_span(&key)) != NULL &&
		        !furniture_is_repeated(f, (uint32_t)(repeated_at(f, buf_span(&key), page) - f->repeated));
	}
	buf_release(&key);
	return found;
}

bool furniture_is_parted(const struct furniture *f, uint32_t page, size_t edge)
{
	const struct edge *own = &f->edges[edge];

	for (size_t e = f->first[page]; e < f->first[page + 1]; e++)
		if (f->edges[e].foot == own->foot && f->edges[e].row >= own->row && f->edges[e].gap > PARTED * f->pdf->leading - f->pdf->size)
			return true;
	return false;
}

static void mark_text(struct furniture *f, uint32_t page, struct span key, size_t edge)
{
	struct pdf_line *l = edge_line(f, page, edge);
	const struct repeated *r = repeated_at(f, key, page);

	if (furniture_is_repeated(f, (uint32_t)(r - f->repeated)) && !(page == 0 && differs(l, r)) && furniture_is_parted(f, page, edge) && !is_cell(f, page, edge))
		l->role = PDF_FURNITURE;
}

/* ---- what stands apart at the same place on most pages ---- */

static bool stands_apart(const struct furniture *f, const struct pdf_page *page, const struct edge *e)
{
	if (page->lines[e->line].size > LARGER * f->pdf->size)
		return false;
	return e->row == 0 && page->line_count >= PAGE_ROWS && e->gap > APART * f->pdf->leading - f->pdf->size;
}

static bool at_place(const struct pdf_line *l, float y)
{
	return fabsf(l->box.y0 - y) < SAME_PLACE;
}

/* Pages whose outermost row stands at y; those of them where it stands apart. */
static void count_place(const struct furniture *f, bool foot, float y, size_t *at, size_t *apart)
{
	*at = *apart = 0;
	for (size_t n = 0; n < f->pdf->page_count; n++)
		for (size_t e = f->first[n]; e < f->first[n + 1]; e++) {
			const struct edge *edge = &f->edges[e];

			if (edge->foot != foot || edge->row != 0 || !at_place(&f->pdf->pages[n].lines[edge->line], y))
				continue;
			++*at;
			*apart += stands_apart(f, &f->pdf->pages[n], edge);
			break;
		}
}

static void mark_place(struct furniture *f, bool foot)
{
	size_t best = 0, at, apart;
	float place = 0;

	if (f->pdf->page_count < 4)
		return;
	for (size_t n = 1; n < f->pdf->page_count && n < 8; n++)
		for (size_t e = f->first[n]; e < f->first[n + 1]; e++) {
			float y = f->pdf->pages[n].lines[f->edges[e].line].box.y0;

			if (f->edges[e].foot != foot || f->edges[e].row != 0)
				continue;
			count_place(f, foot, y, &at, &apart);
			if (apart * 10 >= at * 9 && at > best) {
				best = at;
				place = y;
			}
		}
	if (best * 5 < f->pdf->page_count * 3)
		return;
	for (size_t n = 0; n < f->pdf->page_count; n++)
		for (size_t e = f->first[n]; e < f->first[n + 1]; e++)
			if (f->edges[e].foot == foot && stands_apart(f, &f->pdf->pages[n], &f->edges[e]) && at_place(&f->pdf->pages[n].lines[f->edges[e].line], place))
				f->pdf->pages[n].lines[f->edges[e].line].role = PDF_FURNITURE;
}

void pdf_furniture_find(struct pdf *p)
{
	struct furniture f = {.pdf = p, .hearing = is_hearing(p)};

	strmap_init(&f.texts);
	f.first = mem_zalloc((p->page_count + 1) * sizeof *f.first);
	find_edges(&f);
	furniture_numbers_find(&f);
	for (uint32_t n = 0; n < p->page_count; n++)
		each_text(&f, n, count_text);
	for (uint32_t n = 0; n < p->page_count; n++)
		each_text(&f, n, mark_text);
	mark_place(&f, false);
	mark_place(&f, true);
	strmap_release(&f.texts);
	free(f.first);
	free(f.edges);
	free(f.repeated);
}
