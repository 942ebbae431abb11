#include "formats/docx_text.h"

#include <stdio.h>
#include <stdlib.h>

#include "formats/xml.h"
#include "text/utf8.h"

void docx_init(struct docx *x, struct document *d)
{
	memset(x, 0, sizeof *x);
	office_init(&x->office, d);
	docx_styles_init(&x->styles);
	strmap_init(&x->by_id);
	for (size_t i = 0; i < DOCX_NEST_MAX; i++)
		paragraph_init(&x->frames[i].paragraph);
	buf_init(&x->form_field.shown);
	x->note = x->items_of = DOCX_NONE;
	ARRAY_GROW(x->sections, x->section_count, x->section_cap);
	x->sections[x->section_count++] = (struct docx_section){{{0}, {NUMERALS_DECIMAL, 1, false, false}, {NUMERALS_LOWER_ROMAN, 1, false, false}}};
}

void docx_release(struct docx *x)
{
	for (size_t i = 0; i < DOCX_NEST_MAX; i++)
		paragraph_release(&x->frames[i].paragraph);
	for (size_t i = 0; i < x->note_count; i++)
		buf_release(&x->notes[i].text);
	buf_release(&x->form_field.shown);
	free(x->notes);
	free(x->calls);
	free(x->sections);
	strmap_release(&x->by_id);
	docx_styles_release(&x->styles);
	office_release(&x->office);
}

struct docx_frame *docx_frame(struct docx *x)
{
	return x->depth == 0 ? NULL : &x->frames[x->depth - 1 < DOCX_NEST_MAX ? x->depth - 1 : DOCX_NEST_MAX - 1];
}

/* ---- text ---- */

static bool in_instructions(const struct docx *x)
{
	for (size_t i = 0; i < x->fields && i < DOCX_FIELDS_MAX; i++)
		if (x->instructions[i])
			return true;
	return false;
}

bool docx_is_shown(struct docx *x)
{
	return x->depth != 0 && !docx_frame_gone(docx_frame(x)) && !in_instructions(x);
}

void docx_add(struct docx *x, const char *text)
{
	if (docx_is_shown(x))
		buf_add_str(&docx_frame(x)->paragraph.text, text);
}

static void on_text(void *context, struct span text)
{
	struct docx *x = context;
	struct buf *paragraph;
	size_t from;

	if (!x->text || x->skip != 0 || !docx_is_shown(x))
		return;
	if (x->marks != 0) {
		struct office_note *note = &x->office.notes[x->marks - 1];

		snprintf(note->label, sizeof note->label, "%.*s", text.len < 16 ? (int)text.len : 0, text.data);
		x->marks = 0;
		return;
	}
	paragraph = &docx_frame(x)->paragraph.text;
	from = paragraph->len;
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(paragraph, (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i]);
	if (docx_frame_raised(docx_frame(x)))
		paragraph_raise(&docx_frame(x)->paragraph, from);
}

static void take_field(struct docx *x, struct xml *a)
{
	const char *type = xml_get(a, "w:fldCharType");

	if (type == NULL)
		return;
	if (xml_is(type, "begin")) {
		if (x->fields < DOCX_FIELDS_MAX)
			x->instructions[x->fields] = true;
		x->fields++;
	} else if (x->fields == 0) {
		return;
	} else if (xml_is(type, "separate")) {
		if (x->fields <= DOCX_FIELDS_MAX)
			x->instructions[x->fields - 1] = false;
	} else if (xml_is(type, "end")) {
		x->fields--;
		docx_end_form_field(x);
	}
}

/* ---- elements ---- */

/* What is not shown, or was deleted; what moved away; older properties. */
static bool is_skipped(const char *name)
{
	static const char *const names[] = {"w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:sdtPr", "w:sdtEndPr",
	                                    "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:tcPrChange", "w:trPrChange", "w:sectPrChange",
	                                    "w:numberingChange", "w:tblPr", "w:tcPr", "w:tblGrid", "mc:Fallback", "w:rt", "w:object", NULL};

	for (int i = 0; names[i] != NULL; i++)
		if (xml_is(name, names[i]))
			return true;
	return false;
}

static void take_run_style(struct docx *x, struct docx_frame *f, const char *style)
{
	f->run_style_gone = style == NULL ? 0 : docx_style_gone(&x->styles, span_of(style));
	f->run_style_height = style == NULL ? DOCX_HEIGHT_UNSAID : docx_style_height(&x->styles, span_of(style));
}

static void start_run_element(struct docx *x, const char *name, struct xml *a)
{
	struct docx_frame *f = docx_frame(x);

	if (xml_is(name, "w:t") || xml_is(name, "m:t"))
		x->text = true;
	else if (xml_is(name, "w:rPr"))
		x->run_properties = true;
	else if (x->run_properties && f != NULL && xml_is(name, "w:rStyle"))
		take_run_style(x, f, xml_get(a, "w:val"));
	else if (x->run_properties && f != NULL && docx_toggles_take(&f->run, name, a))
		;
	else if (x->run_properties && f != NULL && xml_is(name, "w:vertAlign"))
		f->run_height = docx_height_of(xml_get(a, "w:val"));
	else if (x->run_properties && xml_is(name, "w:lang"))
		document_declare(x->office.document, xml_get(a, "w:val"));
	else if (xml_is(name, "w:tab") || xml_is(name, "w:ptab"))
		docx_add(x, "\t");
	else if (xml_is(name, "w:br") || xml_is(name, "w:cr"))
		docx_add(x, "\n");
	else if (xml_is(name, "w:noBreakHyphen"))
		docx_add(x, "\u2011");
	else if (xml_is(name, "w:sym"))
		docx_add_symbol(x, a);
	else if (xml_is(name, "m:den"))
		docx_add(x, "/");
	else if (xml_is(name, "m:sup"))
		docx_add(x, "^");
	else if (xml_is(name, "w:fldChar"))
		take_field(x, a);
	else if (xml_is(name, "w:ffData"))
		docx_begin_form(x);
	else if (xml_is(name, "w:footnoteReference"))
		docx_call_note(x, DOCX_FOOTNOTES, a);
	else if (xml_is(name, "w:endnoteReference"))
		docx_call_note(x, DOCX_ENDNOTES, a);
}

static void start_table_element(struct docx *x, const char *name)
{
	if (x->part != DOCX_BODY)
		return;
	if (xml_is(name, "w:tbl")) {
		office_begin_table(&x->office);
	} else if (xml_is(name, "w:tr")) {
		office_begin_row(&x->office);
		x->row_deleted = false;
	} else if (xml_is(name, "w:tc")) {
		office_begin_cell(&x->office);
	} else if (xml_is(name, "w:trPr")) {
		x->row_properties = true;
	}
}

static bool is_run(const char *name)
{
	return xml_is(name, "w:r") || xml_is(name, "m:r");
}

/* What a run says of itself ends with it. */
static void set_plain(struct docx_frame *f)
{
	if (f == NULL)
		return;
	f->run = (struct docx_toggles){0, 0};
	f->run_style_gone = 0;
	f->run_height = f->run_style_height = DOCX_HEIGHT_UNSAID;
}

static void on_start(void *context, const char *name, struct xml *a)
{
	struct docx *x = context;
	struct docx_frame *f = docx_frame(x);
	bool properties = f != NULL && f->properties;

	if (x->skip != 0) {
		x->skip++;
		return;
	}
	if (x->form_field.open) {
		docx_take_form_element(x, name, a);
		return;
	}
	if (x->form != DOCX_BODY)
		docx_take_form(x, name, a);
	else if (xml_is(name, "w:footnotePr"))
		x->form = DOCX_FOOTNOTES;
	else if (xml_is(name, "w:endnotePr"))
		x->form = DOCX_ENDNOTES;
	else if (properties)
		docx_take_property(x, name, a);
	if (x->row_properties && xml_is(name, "w:del"))
		x->row_deleted = true;
	if (is_skipped(name)) {
		x->skip = 1;
	} else if (xml_is(name, "w:p")) {
		docx_begin_paragraph(x);
	} else if (xml_is(name, "w:pPr") && f != NULL) {
		f->properties = true;
	} else if (is_run(name)) {
		set_plain(f);
		x->marks = 0;
	} else if (xml_is(name, "w:footnote") || xml_is(name, "w:endnote")) {
		docx_begin_note(x, a);
	} else if (xml_is(name, "w:altChunk") || xml_is(name, "w:subDoc")) {
		x->inserted++;
	} else if (!properties) {
		start_run_element(x, name, a);
		start_table_element(x, name);
	}
}

static void on_end(void *context, const char *name)
{
	struct docx *x = context;
	struct docx_frame *f = docx_frame(x);

	if (x->skip != 0) {
		x->skip--;
		return;
	}
	if (xml_is(name, "w:p")) {
		docx_end_paragraph(x);
	} else if (xml_is(name, "w:pPr") && f != NULL) {
		f->properties = false;
	} else if (xml_is(name, "w:t") || xml_is(name, "m:t")) {
		x->text = false;
	} else if (xml_is(name, "w:rPr")) {
		x->run_properties = false;
	} else if (xml_is(name, "w:ffData")) {
		x->form_field.open = false;
	} else if (is_run(name)) {
		set_plain(f);
	} else if (xml_is(name, "w:footnotePr") || xml_is(name, "w:endnotePr")) {
		x->form = DOCX_BODY;
	} else if (xml_is(name, "w:sectPr") && x->part == DOCX_BODY) {
		x->section_ends = true;
	} else if (xml_is(name, "w:footnote") || xml_is(name, "w:endnote")) {
		x->note = DOCX_NONE;
	} else if (xml_is(name, "w:trPr")) {
		x->row_properties = false;
	} else if (x->part == DOCX_BODY && xml_is(name, "w:tr")) {
		office_end_row(&x->office, !x->row_deleted);
	} else if (x->part == DOCX_BODY && xml_is(name, "w:tbl")) {
		office_end_table(&x->office);
	}
}

static const struct xml_reader reader = {on_start, on_end, on_text};

bool docx_text_read(struct docx *x, enum docx_part part, struct span xml, char **reason)
{
	static const char *const names[] = {"the document", "footnotes.xml", "endnotes.xml"};

	x->part = part;
	x->usual = x->sections[0];
	x->depth = x->skip = x->fields = x->marks = 0;
	x->joined = x->text = x->form_field.open = x->section_ends = false;
	x->form_field.field = 0;
	return xml_read(xml, names[part], &reader, x, reason);
}
