/*
 * docx_blocks.c: paragraphs with their styles and numbers, and the sections that
 * end with them.
 */
#include "formats/docx_text.h"

#include "formats/xml.h"

#define BODY_LEVEL 9 /* outline level of body text */

void docx_begin_paragraph(struct docx *x)
{
	struct docx_frame *f;
	struct docx_look none = {DOCX_UNSET, DOCX_UNSET, DOCX_UNSET, false, false, false, {"", 0}};
	const struct docx_frame *around = docx_frame(x);
	bool buried = around != NULL && docx_frame_gone(around);

	x->depth++;
	f = docx_frame(x);
	if (!x->joined && x->depth <= DOCX_NEST_MAX) {
		buf_clear(&f->paragraph.text);
		f->paragraph.call_count = f->paragraph.raised_count = 0;
	}
	x->joined = false;
	f->own = none;
	f->style = span_make("", 0);
	f->properties = f->mark_deleted = false;
	f->buried = buried;
	f->run = (struct docx_toggles){0, 0};
	f->style_gone = docx_style_gone(&x->styles, x->styles.default_style);
	f->run_style_gone = 0;
	f->style_height = docx_style_height(&x->styles, x->styles.default_style);
	f->run_height = f->run_style_height = DOCX_HEIGHT_UNSAID;
}

/* The paragraph's own properties before its style's. */
static struct docx_look whole_look(struct docx *x, const struct docx_frame *f)
{
	struct docx_look look = docx_look(&x->styles, f->style.len != 0 ? f->style : x->styles.default_style);

	if (f->own.outline != DOCX_UNSET)
		look.outline = f->own.outline;
	if (f->own.number != DOCX_UNSET) {
		look.number = f->own.number;
		look.level = f->own.level != DOCX_UNSET ? f->own.level : 0;
	} else if (f->own.level != DOCX_UNSET) {
		look.level = f->own.level;
	}
	return look;
}

/* How deep an item stands: under the levels of its list that were used since the last heading. */
static int depth_of_item(struct docx *x, size_t list, int level)
{
	int depth = 1;

	if (list != x->items_of)
		x->items_used = 0;
	x->items_of = list;
	x->items_used &= (2U << level) - 1;
	for (int i = 0; i < level; i++)
		depth += (x->items_used & 1U << i) != 0;
	x->items_used |= 1U << level;
	return depth;
}

static void dress(struct docx *x, struct docx_frame *f)
{
	struct docx_look look = whole_look(x, f);
	struct office_paragraph *p = &f->paragraph;
	struct span text = span_trim(buf_span(&p->text));
	size_t list = DOCX_NONE;
	int level = 0;
	bool bullet = false, numbered;

	p->title = look.title && look.outline == DOCX_UNSET;
	p->quotation = look.quotation;
	p->heading = look.outline >= 0 && look.outline < BODY_LEVEL && !office_is_long_sentence(text) ? look.outline + 1 : 0;
	numbered = docx_next_number(&x->styles, &look, p->label, &level, &bullet, &list);
	if (p->heading > 0 || p->title) {
		x->items_of = DOCX_NONE;
	} else if (numbered) {
		p->item = !office_label_is_worded(p->label);
		p->level = p->item ? depth_of_item(x, list, level) : 0;
		p->level = bullet && p->level < level + 1 ? level + 1 : p->level;
	}
	if (look.contents)
		buf_clear(&p->text);
}

/* A section ends with the paragraph whose properties hold its own. */
static void end_section(struct docx *x)
{
	ARRAY_GROW(x->sections, x->section_count, x->section_cap);
	x->sections[x->section_count++] = x->usual;
	x->section_ends = false;
}

/* Codes of fields end with their paragraph, or one that is never closed would take the rest of the document. */
static void end_instructions(struct docx *x)
{
	for (size_t i = 0; i < DOCX_FIELDS_MAX; i++)
		x->instructions[i] = false;
}

/* Without the stop or bracket that a note's number is printed with. */
static struct span after_mark(struct span s)
{
	return s.len > 1 && strchr(".):", s.data[0]) != NULL ? span_trim(span_make(s.data + 1, s.len - 1)) : s;
}

void docx_end_paragraph(struct docx *x)
{
	struct docx_frame *f = docx_frame(x);

	if (f == NULL)
		return;
	x->depth--;
	if (x->depth == 0)
		end_instructions(x);
	if (x->section_ends && x->depth == 0)
		end_section(x);
	if (f->mark_deleted) {
		x->joined = true;
	} else if (x->part == DOCX_BODY) {
		dress(x, f);
		if (f->paragraph.text.len == 0)
			f->paragraph.call_count = 0;
		office_add(&x->office, &f->paragraph);
	} else if (x->note != DOCX_NONE) {
		struct buf *note = &x->notes[x->note].text;
		struct span text = paragraph_note_text(&f->paragraph);

		if (note->len != 0)
			buf_add_char(note, '\n');
		buf_add_span(note, note->len == 0 ? after_mark(text) : text);
	}
}

static void take_style(struct docx *x, struct docx_frame *f, const char *style)
{
	f->style = pool_span(&x->styles.pool, span_of(style));
	f->style_gone = docx_style_gone(&x->styles, f->style);
	f->style_height = docx_style_height(&x->styles, f->style);
}

void docx_take_property(struct docx *x, const char *name, struct xml *a)
{
	struct docx_frame *f = docx_frame(x);
	const char *value = xml_get(a, "w:val");

	if (xml_is(name, "w:del") || xml_is(name, "w:moveFrom"))
		f->mark_deleted = true;
	if (value == NULL)
		return;
	if (xml_is(name, "w:pStyle"))
		take_style(x, f, value);
	else if (xml_is(name, "w:outlineLvl"))
		f->own.outline = (int)xml_number(a, "w:val", DOCX_UNSET);
	else if (xml_is(name, "w:numId"))
		f->own.number = xml_number(a, "w:val", DOCX_UNSET);
	else if (xml_is(name, "w:ilvl"))
		f->own.level = (int)xml_number(a, "w:val", DOCX_UNSET);
}
