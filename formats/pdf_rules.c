/*
 * pdf_rules.c: the lines drawn on a page, and the edges of its shaded parts. The page is drawn in grey, and long straight rows of
 * pixels are looked for that differ from those beside them: programs draw a table's rules as lines, as narrow rectangles, as dots, or
 * shade every other row. Pixels within words say nothing.
 */
#include "formats/pdf_rules.h"

#include <math.h>
#include <stdlib.h>

#include "formats/pdf_render.h"

#define DPI 144                 /* a rule of a quarter of a point is seen */
#define DPI_LEAST 50
#define PIXELS_MAX ((size_t)4 * 1000 * 1000) /* A3; a larger page is made coarser */
#define CONTRAST 10             /* of 255: between two pixels */
#define APART 2                 /* so many pixels apart: one on an edge may be half of each */
#define ALIKE 12                /* of 255: the pixels of a run, which in a picture differ */
#define UPRIGHT_LEAST 8.0F      /* points: a row of a table is no lower, */
#define LEVEL_LEAST 16.0F       /* and a column no narrower */
#define BRIDGED 1.5F            /* points: between the dots of a rule, or where another crosses it */
#define SAME 2.0F               /* points: both edges of a line, and two lines side by side, are one rule */
#define WORD_EDGE 0.12F         /* of a word's height: above and below its ink */

struct pdf_drawing {
	PopplerDocument *document;
	GBytes *input;
};

struct pdf_drawing *pdf_drawing_open(struct span bytes)
{
	struct pdf_drawing *d = mem_zalloc(sizeof *d);

	d->input = g_bytes_new_static(bytes.data, bytes.len);
	d->document = poppler_document_new_from_bytes(d->input, NULL, NULL);
	if (d->document != NULL)
		return d;
	pdf_drawing_close(d);
	return NULL;
}

void pdf_drawing_close(struct pdf_drawing *d)
{
	if (d == NULL)
		return;
	if (d->document != NULL)
		g_object_unref(d->document);
	g_bytes_unref(d->input);
	free(d);
}

/* ---- pixels ---- */

/* A row of pixels that are edges: where it began, and its last one. */
struct run {
	size_t from, last;
	unsigned char ink, beside; /* of its first pixel, and of the one that it differs from */
	bool open;
};

struct search {
	struct pdf_rules *rules;
	const struct ocr_raster *raster;
	char *masked;        /* of each pixel: within a word */
	struct run *upright; /* of each column of pixels */
	float scale;         /* pixels of a point */
	size_t bridge;
};

static size_t pixel(float points, float scale, size_t most)
{
	float at = points * scale;

	return at <= 0 ? 0 : at >= (float)most ? most : (size_t)at;
}

static void mask_words(struct search *s, const struct pdf_page *page)
{
	size_t width = s->raster->width;

	for (size_t i = 0; i < page->word_count; i++) {
		const struct pdf_box *b = &page->words[i].box;
		float edge = WORD_EDGE * pdf_height(b);
		size_t x0 = pixel(b->x0, s->scale, width), x1 = pixel(b->x1, s->scale, width);
		size_t y1 = pixel(b->y1 - edge, s->scale, s->raster->height);

		for (size_t y = pixel(b->y0 + edge, s->scale, s->raster->height); y < y1 && x1 > x0; y++)
			memset(s->masked + y * width + x0, 1, x1 - x0);
	}
}

/* Adds a rule, or makes a longer one of it and one that it touches. */
static void add_rule(struct pdf_rules *rules, const struct pdf_rule *r)
{
	for (size_t i = rules->count; i > 0; i--) {
		struct pdf_rule *old = &rules->items[i - 1];

		if (old->upright == r->upright && fabsf(old->at - r->at) <= SAME && old->from <= r->to + BRIDGED && old->to >= r->from - BRIDGED) {
			old->from = fminf(old->from, r->from);
			old->to = fmaxf(old->to, r->to);
			return;
		}
	}
	if (rules->count > PDF_RULES_MAX)
		return;
	ARRAY_GROW(rules->items, rules->count, rules->cap);
	rules->items[rules->count++] = *r;
}

static void end_run(struct search *s, struct run *run, size_t at, bool upright)
{
	struct pdf_rule r = {(float)at / s->scale, (float)run->from / s->scale, (float)(run->last + 1) / s->scale, upright};

	if (run->open && r.to - r.from >= (upright ? UPRIGHT_LEAST : LEVEL_LEAST))
		add_rule(s->rules, &r);
	run->open = false;
}

static bool differ(unsigned char a, unsigned char b, int least)
{
	return a > b ? a - b >= least : b - a >= least;
}

/* A pixel that is an edge goes on with a run, or begins one. */
static void extend_run(struct search *s, struct run *run, size_t to, unsigned char ink, unsigned char beside, size_t at, bool upright)
{
	if (run->open && (to - run->last > s->bridge || differ(run->ink, ink, ALIKE) || differ(run->beside, beside, ALIKE)))
		end_run(s, run, at, upright);
	if (!run->open) {
		run->from = to;
		run->ink = ink;
		run->beside = beside;
	}
	run->open = true;
	run->last = to;
}

#define AT_ONCE 8

/* Whether so many pixels are as those on their left and above: white paper, most of them. */
static bool are_plain(const unsigned char *row, const unsigned char *above, size_t x)
{
	return memcmp(row + x, row + x - APART, AT_ONCE) == 0 && memcmp(row + x, above + x, AT_ONCE) == 0;
}

static void search_row(struct search *s, size_t y)
{
	size_t width = s->raster->width;
	const unsigned char *row = (const unsigned char *)s->raster->grey.data + y * width, *above = row - (y < APART ? 0 : APART * width);
	const char *masked = s->masked + y * width;
	struct run level = {0, 0, 0, 0, false};

	for (size_t x = APART; x < width; x++) {
		while (x + AT_ONCE <= width && are_plain(row, above, x))
			x += AT_ONCE;
		if (x == width || masked[x])
			continue;
		if (differ(row[x], row[x - APART], CONTRAST))
			extend_run(s, &s->upright[x], y, row[x], row[x - APART], x, true);
		if (differ(row[x], above[x], CONTRAST))
			extend_run(s, &level, x, row[x], above[x], y, false);
	}
	end_run(s, &level, y, false);
}

static void search_raster(struct pdf_rules *rules, const struct ocr_raster *raster, const struct pdf_page *page)
{
	struct search s = {.rules = rules, .raster = raster, .scale = (float)raster->dpi / 72};

	s.bridge = 1 + (size_t)(BRIDGED * s.scale);
	s.masked = mem_zalloc((size_t)raster->width * raster->height + 1);
	s.upright = mem_zalloc((raster->width + 1) * sizeof *s.upright);
	mask_words(&s, page);
	for (size_t y = 0; y < raster->height && rules->count <= PDF_RULES_MAX; y++)
		search_row(&s, y);
	for (size_t x = 0; x < raster->width; x++)
		end_run(&s, &s.upright[x], x, true);
	if (rules->count > PDF_RULES_MAX)
		rules->count = 0;
	free(s.masked);
	free(s.upright);
}

void pdf_rules_read(struct pdf_rules *rules, struct pdf_drawing *d, const struct pdf_page *page, uint32_t number)
{
	static const struct ocr_limits limits = {.pixels = PIXELS_MAX, .dpi = DPI, .dpi_least = DPI_LEAST};
	PopplerPage *from = poppler_document_get_page(d->document, (int)number);
	struct ocr_raster raster = {.width = 0};
	char *reason = NULL;

	*rules = (struct pdf_rules){.items = NULL};
	buf_init(&raster.grey);
	if (from != NULL && pdf_render_page(&raster, from, &limits, &reason))
		search_raster(rules, &raster, page);
	free(reason);
	buf_release(&raster.grey);
	if (from != NULL)
		g_object_unref(from);
}
