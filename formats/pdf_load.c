/*
 * pdf_load.c: what poppler says of each page, as words.
 *
 * Poppler's GLib interface, and not pdftohtml or pdftotext: it reads bytes in
 * memory and opens no file, so that it works in a child that may do nothing but
 * answer (child.h); it tells each character's box, its font's name and size, and
 * the pages' labels, which the programs give only in part.
 */
#include "formats/pdf.h"

#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>

#include "formats/pdf_forms.h"
#include "formats/pdf_ligatures.h"
#include "text/utf8.h"

#define TAB_GAP 0.3F      /* of the size: poppler says nothing of a tab between two words */
#define PICTURE_SHARE 0.5 /* of a page's area */

void pdf_init(struct pdf *p)
{
	memset(p, 0, sizeof *p);
	buf_init(&p->text);
	strmap_init(&p->font_names);
}

void pdf_release(struct pdf *p)
{
	for (size_t i = 0; i < p->page_count; i++) {
		free(p->pages[i].words);
		free(p->pages[i].order);
		free(p->pages[i].lines);
		free(p->pages[i].cells);
	}
	free(p->pages);
	free(p->fonts);
	free(p->notes);
	free(p->title);
	strmap_release(&p->font_names);
	buf_release(&p->text);
}

/* ---- fonts ---- */

static bool name_has(struct span name, const char *const *parts)
{
	for (; *parts != NULL; parts++)
		if (memmem(name.data, name.len, *parts, strlen(*parts)) != NULL)
			return true;
	return false;
}

uint16_t pdf_font_of(struct pdf *p, const char *name)
{
	static const char *const bold[] = {"Bold", "bold", "BOLD", "Heavy", "Black", "Semibold", "Demi", "-Bd", ",Bd", NULL};
	static const char *const italic[] = {"Italic", "italic", "ITALIC", "Oblique", "oblique", "-It", "Slanted", NULL};
	static const char *const layer[] = {"GlyphLess", NULL};
	struct span key = span_of(name == NULL ? "" : name);
	uint32_t *place = strmap_put(&p->font_names, key, NULL);

	if (*place == 0 && p->font_count < UINT16_MAX) {
		ARRAY_GROW(p->fonts, p->font_count, p->font_cap);
		p->fonts[p->font_count++] = (struct pdf_font){name_has(key, bold), name_has(key, italic), name_has(key, layer)};
		*place = (uint32_t)p->font_count;
	}
	return (uint16_t)(*place == 0 ? 0 : *place - 1);
}

/* ---- characters ---- */

/* A page's characters as poppler gives them: text, a box for each, a look for each. */
struct stream {
	struct pdf *pdf;
	struct pdf_page *page;
	struct span text;
	const PopplerRectangle *boxes;
	size_t box_count;
	GList *look;
	bool aligned; /* marks of direction have no boxes */
	struct pdf_word *word; /* that is open */
	bool space, begins;
	bool superscript; /* the last character is printed as one */
	struct pdf_box last; /* the last character's */
	struct pdf_ligatures *ligatures;
};

static bool is_direction_mark(int32_t cp)
{
	return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0x200E || cp == 0x200F;
}

/* What no font can mean: controls, unassigned. Private ones are kept: bullets are among them. */
static bool is_ink(int32_t cp)
{
	return cp > ' ' && cp != 0x7F && !(cp >= 0x80 && cp < 0xA0) && cp != UTF8_REPLACEMENT && cp != 0xFEFF;
}

static const PopplerTextAttributes *look_at(struct stream *s, size_t at)
{
	while (s->look != NULL && ((const PopplerTextAttributes *)s->look->data)->end_index < (gint)at)
		s->look = s->look->next;
	return s->look == NULL ? NULL : s->look->data;
}

static void begin_word(struct stream *s, float size, uint16_t font)
{
	struct pdf_page *page = s->page;

	ARRAY_GROW(page->words, page->word_count, page->word_cap);
	s->word = &page->words[page->word_count++];
	*s->word = (struct pdf_word){.size = size, .font = font, .space = s->space || s->begins, .begins = s->begins,
	                             .text = {s->pdf->text.len, s->pdf->text.len}};
	s->pdf->word_total++;
}

static struct pdf_box box_of(const PopplerRectangle *r)
{
	struct pdf_box b = {(float)r->x1, (float)r->y1, (float)r->x2, (float)r->y2};

	if (b.x1 < b.x0)
		b.x1 = b.x0;
	if (b.y1 < b.y0)
		b.y1 = b.y0;
	return b;
}

/* Whether a character's box touches the last one's, on whichever side; poppler tells no space before it. */
static bool touches_last(const struct stream *s, const struct pdf_box *box, float size)
{
	float right = box->x0 - s->last.x1, left = s->last.x0 - box->x1;

	return s->word != NULL && !s->space && !s->begins && ((right < TAB_GAP * size && right > -TAB_GAP * size) || (left < TAB_GAP * size && left > -TAB_GAP * size));
}

static void add_ink(struct stream *s, int32_t cp, size_t at)
{
	const PopplerTextAttributes *look = look_at(s, at);
	float size = look == NULL ? 0 : (float)look->font_size;
	uint16_t font = look == NULL ? 0 : pdf_font_of(s->pdf, look->font_name);
	struct pdf_box box = box_of(&s->boxes[at]);
	struct pdf_word *w = s->word;
	bool superscript = utf8_superscript(cp) >= 0;
	bool fresh = w == NULL || superscript != s->superscript || s->space || s->begins || w->font != font || w->size < size - 0.1F || w->size > size + 0.1F ||
	             w->box.y0 < box.y0 - 0.2F || w->box.y0 > box.y0 + 0.2F;
	float gap = w == NULL ? 0 : box.x0 - s->last.x1;

	if (!fresh && (gap > TAB_GAP * size || gap < -TAB_GAP * size)) {
		s->space = gap > 0;
		fresh = true;
	}
	if (size > 0)
		pdf_ligatures_add(s->ligatures, &(struct pdf_letter){cp, box.x0, pdf_width(&box) / size, font, s->pdf->text.len, touches_last(s, &box, size)});
	s->last = box;
	if (fresh)
		begin_word(s, size, font);
	if (s->word->text.end == s->word->text.start)
		s->word->box = box;
	pdf_box_add(&s->word->box, &box);
	s->superscript = s->word->raised = superscript;
	utf8_add(&s->pdf->text, cp);
	s->word->text.end = s->pdf->text.len;
	s->space = s->begins = false;
}

static void read_characters(struct stream *s)
{
	size_t at = 0;
	int32_t cp;

	s->begins = true;
	for (size_t i = 0; i < s->text.len && at < s->box_count && s->pdf->word_total < PDF_WORDS_MAX;) {
		i += utf8_decode(s->text, i, &cp);
		if (is_direction_mark(cp)) {
			at += s->aligned;
			continue;
		}
		if (cp == '\n')
			s->begins = true;
		else if (utf8_is_space(cp))
			s->space = true;
		else if (is_ink(cp))
			add_ink(s, cp, at);
		at++;
	}
}

static size_t direction_marks(struct span text)
{
	size_t count = 0;
	int32_t cp;

	for (size_t i = 0; i < text.len;) {
		i += utf8_decode(text, i, &cp);
		count += is_direction_mark(cp);
	}
	return count;
}

/* ---- pages ---- */

#define TURNS 0x202B /* before words of a line, or a page, that runs from right to left */

static bool has_right_to_left(struct span text)
{
	int32_t cp;

	for (size_t i = 0; i < text.len;) {
		i += utf8_decode(text, i, &cp);
		if (pdf_is_right_to_left(cp) || cp == TURNS)
			return true;
	}
	return false;
}

/*
 * The text between two corners, where poppler takes it from one to the other: on a page that runs from right to left its
 * whole text begins at the upper right, and lies from there to the lower left. What lies behind its end is left out.
 */
static char *whole_text(const struct pdf_page *page, PopplerPage *from, PopplerRectangle *area)
{
	PopplerRectangle across = {(double)page->width, 0, 0, (double)page->height};
	char *text, *other;

	*area = (PopplerRectangle){0, 0, (double)page->width, (double)page->height};
	text = poppler_page_get_selected_text(from, POPPLER_SELECTION_GLYPH, area);
	if (text != NULL && text[0] != '\0' && !has_right_to_left(span_of(text)))
		return text;
	other = poppler_page_get_selected_text(from, POPPLER_SELECTION_GLYPH, &across);
	if (other == NULL || (text != NULL && strlen(other) <= strlen(text))) {
		g_free(other);
		return text;
	}
	g_free(text);
	*area = across;
	return other;
}

static void read_text(struct pdf *p, struct pdf_page *page, PopplerPage *from, struct pdf_ligatures *ligatures)
{
	PopplerRectangle area, *boxes = NULL;
	char *text = whole_text(page, from, &area);
	GList *looks = poppler_page_get_text_attributes_for_area(from, &area);
	guint box_count = 0;

	if (text != NULL && poppler_page_get_text_layout_for_area(from, &area, &boxes, &box_count)) {
		struct stream s = {.pdf = p, .page = page, .text = span_of(text), .boxes = boxes, .box_count = box_count, .look = looks, .ligatures = ligatures};

		s.aligned = utf8_length(s.text) <= box_count && direction_marks(s.text) != 0;
		read_characters(&s);
	}
	pdf_page_turn(page);
	g_free(boxes);
	poppler_page_free_text_attributes(looks);
	g_free(text);
}

static bool is_pictured(const struct pdf_page *page, PopplerPage *from)
{
	GList *pictures = poppler_page_get_image_mapping(from);
	double area = 0;

	for (GList *i = pictures; i != NULL; i = i->next) {
		const PopplerImageMapping *m = i->data;

		area += (m->area.x2 - m->area.x1) * (m->area.y2 - m->area.y1);
	}
	poppler_page_free_image_mapping(pictures);
	return area > PICTURE_SHARE * (double)page->width * (double)page->height;
}

static void read_label(struct pdf_page *page, PopplerPage *from)
{
	char *label = poppler_page_get_label(from);

	if (label != NULL && strlen(label) < PDF_LABEL_MAX && utf8_valid(span_of(label)))
		snprintf(page->given, sizeof page->given, "%s", label);
	g_free(label);
}

static void read_page(struct pdf *p, PopplerDocument *document, size_t i, struct pdf_ligatures *ligatures)
{
	struct pdf_page *page = &p->pages[i];
	PopplerPage *from = poppler_document_get_page(document, (int)i);
	double width = 0, height = 0;

	if (from == NULL)
		return;
	poppler_page_get_size(from, &width, &height);
	page->width = (float)width;
	page->height = (float)height;
	read_text(p, page, from, ligatures);
	if (!p->less)
		pdf_forms_read(p, page, from);
	if (page->word_count == 0)
		page->picture = is_pictured(page, from);
	read_label(page, from);
	g_object_unref(from);
}

/* Labels that only count the pages say nothing. */
static void drop_counting_labels(struct pdf *p)
{
	char number[24];

	for (size_t i = 0; i < p->page_count; i++) {
		snprintf(number, sizeof number, "%zu", i + 1);
		if (strcmp(number, p->pages[i].given) != 0)
			return;
	}
	for (size_t i = 0; i < p->page_count; i++)
		p->pages[i].given[0] = '\0';
}

static size_t count_attached(PopplerDocument *document)
{
	GList *files = poppler_document_has_attachments(document) ? poppler_document_get_attachments(document) : NULL;
	size_t count = g_list_length(files);

	g_list_free_full(files, g_object_unref);
	return count;
}

static bool read_document(struct pdf *p, PopplerDocument *document, char **reason)
{
	int count = poppler_document_get_n_pages(document);
	char *title = poppler_document_get_title(document);
	struct pdf_ligatures ligatures;

	if (title != NULL)
		p->title = mem_strdup(title);
	g_free(title);
	if (count <= 0 || count > PDF_PAGES_MAX) {
		*reason = mem_strdup(count <= 0 ? "a PDF without pages" : "more pages than we read");
		return false;
	}
	p->page_count = (size_t)count;
	p->attached = p->less ? 0 : count_attached(document);
	p->pages = mem_zalloc(p->page_count * sizeof *p->pages);
	pdf_ligatures_init(&ligatures);
	for (size_t i = 0; i < p->page_count; i++)
		read_page(p, document, i, &ligatures);
	pdf_ligatures_settle(&ligatures, &p->text);
	pdf_ligatures_release(&ligatures);
	drop_counting_labels(p);
	if (p->word_total < PDF_WORDS_MAX)
		return true;
	*reason = mem_strdup("more words than we read");
	return false;
}

static char *open_reason(GError *error)
{
	bool encrypted = error != NULL && error->code == POPPLER_ERROR_ENCRYPTED;
	struct buf b;

	buf_init(&b);
	if (encrypted)
		buf_add_str(&b, "encrypted: it opens only with a password");
	else
		buf_addf(&b, "a damaged PDF (%s)", error == NULL ? "no reason given" : error->message);
	if (error != NULL)
		g_error_free(error);
	return b.data;
}

bool pdf_load(struct pdf *p, struct span bytes, char **reason)
{
	PopplerDocument *document;
	GError *error = NULL;
	GBytes *input;
	bool good;

	input = g_bytes_new_static(bytes.data, bytes.len);
	document = poppler_document_new_from_bytes(input, NULL, &error);
	good = document != NULL && read_document(p, document, reason);
	if (document != NULL)
		g_object_unref(document);
	else
		*reason = open_reason(error);
	g_bytes_unref(input);
	return good;
}
