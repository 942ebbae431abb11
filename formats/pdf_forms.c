/*
 * pdf_forms.c: what has been filled into a form. Poppler gives it apart from the
 * page, on which it stands as if it were printed there.
 */
#include "formats/pdf_forms.h"

#include <math.h>
#include <stdlib.h>

#include "text/utf8.h"

#define SIZE_MOST 10.0F    /* points, where the field says none */
#define SIZE_SHARE 0.7F    /* of the field's height */
#define LETTER_WIDTH 0.45F   /* of the size */
#define SAME_PLACE 0.1     /* points: a field and its annotation stand so near */
#define INSET 2.0F         /* points between the field's edge and its text */
#define BESIDE 200.0F      /* points: a word on the left that is not farther is the field's label */
#define BOX_BESIDE 30.0F   /* a word on the right that is not farther is what a box stands for */
#define SPACE 0.3F         /* of the size */
#define SAME_LINE 0.5F     /* of the lower one's height */
#define LEAD 1.15F         /* of the size: from line to line */
#define BOX_MARKED "☒"
#define BOX_EMPTY "☐"

/* Where the next word goes. */
struct pen {
	struct pdf *pdf;
	struct pdf_page *page;
	struct pdf_box room;
	float x, y, size, width; /* y: of the line's top; width: of a character */
	bool begins;
};

static void add_word(struct pen *pen, struct span text)
{
	float wide = pen->width * (float)utf8_length(text);
	struct pdf *p = pen->pdf;
	struct pdf_word *w;

	if (p->word_total >= PDF_WORDS_MAX)
		return;
	if (pen->x > pen->room.x0 + INSET && pen->x + wide > pen->room.x1) {
		pen->x = pen->room.x0 + INSET;
		pen->y += LEAD * pen->size;
		pen->begins = true;
	}
	ARRAY_GROW(pen->page->words, pen->page->word_count, pen->page->word_cap);
	w = &pen->page->words[pen->page->word_count++];
	p->word_total++;
	*w = (struct pdf_word){.box = {pen->x, pen->y, pen->x + wide, pen->y + pen->size}, .size = pen->size, .font = pdf_font_of(p, "form"),
	                       .space = true, .begins = pen->begins, .text = {p->text.len, p->text.len + text.len}};
	buf_add_span(&p->text, text);
	pen->x += wide + pen->width / 2;
	pen->begins = false;
}

static void add_line(struct pen *pen, struct span line)
{
	size_t from = 0, at = 0;

	pen->x = pen->room.x0 + INSET;
	pen->begins = true;
	while (at <= line.len) {
		int32_t cp = ' ';
		size_t n = at < line.len ? utf8_decode(line, at, &cp) : 1;

		if (utf8_is_space(cp) || cp < ' ') {
			if (at > from)
				add_word(pen, span_make(line.data + from, at - from));
			from = at + n;
		}
		at += n;
	}
	pen->y += LEAD * pen->size;
}

/* The nearest word to the left of a field (or to the right), on its height; NULL: there is none so near. */
static const struct pdf_word *beside(const struct pdf_page *page, size_t words, const struct pdf_box *room, bool right)
{
	const struct pdf_word *best = NULL;
	float least = right ? BOX_BESIDE : BESIDE;

	for (size_t i = 0; i < words; i++) {
		const struct pdf_box *b = &page->words[i].box;
		float apart = right ? b->x0 - room->x1 : room->x0 - b->x1;

		if (apart < -INSET || apart > least || pdf_overlap(b, room) < SAME_LINE)
			continue;
		least = apart;
		best = &page->words[i];
	}
	return best;
}

/* What is filled in goes on its label, and a box stands before what it is for: the room between them parts nothing. */
static void set_beside(struct pen *pen, const struct pdf_word *w, float wide, bool right)
{
	pen->size = w->size;
	pen->y = w->box.y0;
	pen->room.x0 = right ? w->box.x0 - SPACE * w->size - wide - INSET : w->box.x1 + SPACE * w->size - INSET;
	pen->room.x1 = fmaxf(pen->room.x1, pen->room.x0 + wide + 2 * INSET);
}

/* A single line stands in the middle of its field's height, several from its top. */
static void add_text(struct pdf *p, struct pdf_page *page, size_t words, const struct pdf_box *room, float size, struct span text, bool box)
{
	struct pen pen = {.pdf = p, .page = page, .room = *room};
	bool lines = memchr(text.data, '\n', text.len) != NULL || memchr(text.data, '\r', text.len) != NULL;
	float chars = (float)utf8_length(text), across = fmaxf(pdf_width(room) - 2 * INSET, 1);
	const struct pdf_word *right = box ? beside(page, words, room, true) : NULL, *by = right != NULL ? right : beside(page, words, room, false);

	pen.size = size > 0 ? size : fminf(SIZE_MOST, SIZE_SHARE * pdf_height(room));
	pen.width = LETTER_WIDTH * pen.size;
	lines |= pdf_height(room) > 2 * LEAD * pen.size;
	if (!lines && chars * pen.width > across)
		pen.width = across / chars;
	pen.y = lines ? room->y0 + INSET : (room->y0 + room->y1 - pen.size) / 2;
	if (!lines && by != NULL)
		set_beside(&pen, by, chars * pen.width, right != NULL);
	for (size_t at = 0, end; at < text.len; at = end + 1) {
		for (end = at; end < text.len && text.data[end] != '\n' && text.data[end] != '\r'; end++)
			;
		add_line(&pen, span_make(text.data + at, end - at));
	}
}

/* ---- fields ---- */

/* What a field shows, appended; nothing of passwords, buttons to press and signatures. */
static void value_of(struct buf *out, PopplerFormField *field)
{
	PopplerFormFieldType type = poppler_form_field_get_field_type(field);
	char *text = NULL;

	if (type == POPPLER_FORM_FIELD_TEXT && !poppler_form_field_text_is_password(field)) {
		text = poppler_form_field_text_get_text(field);
	} else if (type == POPPLER_FORM_FIELD_BUTTON && poppler_form_field_button_get_button_type(field) != POPPLER_FORM_BUTTON_PUSH) {
		buf_add_str(out, poppler_form_field_button_get_state(field) ? BOX_MARKED : BOX_EMPTY);
	} else if (type == POPPLER_FORM_FIELD_CHOICE) {
		for (gint i = 0, n = poppler_form_field_choice_get_n_items(field); i < n && text == NULL; i++)
			if (poppler_form_field_choice_is_item_selected(field, i))
				text = poppler_form_field_choice_get_item(field, i);
		if (text == NULL)
			text = poppler_form_field_choice_get_text(field);
	}
	if (text != NULL && utf8_valid(span_of(text)))
		buf_add_str(out, text);
	g_free(text);
}

/* Some of the field is on the page, and it is no larger than that. */
static bool is_on_page(const struct pdf_page *page, const struct pdf_box *room)
{
	return room->x0 < page->width && room->x1 > 0 && room->y0 < page->height && room->y1 > 0 && pdf_width(room) > 0 && pdf_height(room) > 0 &&
	       pdf_width(room) <= page->width && pdf_height(room) <= page->height;
}

static void add_field(struct pdf *p, struct pdf_page *page, size_t words, const PopplerFormFieldMapping *m)
{
	struct pdf_box room = {(float)m->area.x1, page->height - (float)m->area.y2, (float)m->area.x2, page->height - (float)m->area.y1};
	bool box = poppler_form_field_get_field_type(m->field) == POPPLER_FORM_FIELD_BUTTON;
	double size = 0;
	struct buf value;

	buf_init(&value);
	value_of(&value, m->field);
	if (!box)
		size = poppler_form_field_get_font_size(m->field);
	if (span_trim(buf_span(&value)).len != 0 && is_on_page(page, &room))
		add_text(p, page, words, &room, size > 0 && size < (double)pdf_height(&room) ? (float)size : 0, span_trim(buf_span(&value)), box);
	buf_release(&value);
}

static bool is_filled(PopplerFormField *field)
{
	struct buf value;
	bool filled;

	buf_init(&value);
	value_of(&value, field);
	filled = span_trim(buf_span(&value)).len != 0 && !span_eq_str(buf_span(&value), BOX_EMPTY);
	buf_release(&value);
	return filled;
}

/* A page that is shown turned has its fields' places as they are before that. */
static bool is_turned(const struct pdf_page *page, PopplerPage *from)
{
	PopplerRectangle box;

	poppler_page_get_crop_box(from, &box);
	return fabs(box.x2 - box.x1 - (double)page->width) > 1;
}

/* Whether the page says of what stands there that it is not shown. */
static bool is_hidden(const GList *annotations, const PopplerRectangle *area)
{
	for (const GList *i = annotations; i != NULL; i = i->next) {
		const PopplerAnnotMapping *m = i->data;

		if (fabs(m->area.x1 - area->x1) < SAME_PLACE && fabs(m->area.y1 - area->y1) < SAME_PLACE && fabs(m->area.x2 - area->x2) < SAME_PLACE &&
		    (poppler_annot_get_flags(m->annot) & (POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW)) != 0)
			return true;
	}
	return false;
}

void pdf_forms_read(struct pdf *p, struct pdf_page *page, PopplerPage *from)
{
	GList *fields = poppler_page_get_form_field_mapping(from);
	size_t words = page->word_count;
	GList *annotations = fields == NULL ? NULL : poppler_page_get_annot_mapping(from);
	bool turned = fields != NULL && is_turned(page, from);

	for (GList *i = fields; i != NULL; i = i->next) {
		const PopplerFormFieldMapping *m = i->data;

		if (is_hidden(annotations, &m->area))
			continue;
		if (turned)
			p->unread_fields += is_filled(m->field);
		else
			add_field(p, page, words, m);
	}
	poppler_page_free_annot_mapping(annotations);
	poppler_page_free_form_field_mapping(fields);
}
