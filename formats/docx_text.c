#include "formats/docx_text.h"

#include <stdio.h>
#include <stdlib.h>

#include "formats/xml.h"
#include "text/utf8.h"

#define NONE ((size_t)-1)
#define BODY_LEVEL 9       /* outline level of body text */

void docx_init(struct docx *x, struct document *d)
{
	memset(x, 0, sizeof *x);
	office_init(&x->office, d);
	docx_styles_init(&x->styles);
	strmap_init(&x->by_id);
	for (size_t i = 0; i < DOCX_NEST_MAX; i++)
		paragraph_init(&x->frames[i].paragraph);
	x->note = x->items_of = NONE;
	ARRAY_GROW(x->sections, x->section_count, x->section_cap);
	x->sections[x->section_count++] = (struct docx_section){{{0}, {NUMERALS_DECIMAL, 1, false, false}, {NUMERALS_LOWER_ROMAN, 1, false, false}}};
}

void docx_release(struct docx *x)
{
	for (size_t i = 0; i < DOCX_NEST_MAX; i++)
		paragraph_release(&x->frames[i].paragraph);
	for (size_t i = 0; i < x->note_count; i++)
		buf_release(&x->notes[i].text);
	free(x->notes);
	free(x->calls);
	free(x->sections);
	strmap_release(&x->by_id);
	docx_styles_release(&x->styles);
	office_release(&x->office);
}

static struct docx_frame *frame(struct docx *x)
{
	return x->depth == 0 ? NULL : &x->frames[x->depth - 1 < DOCX_NEST_MAX ? x->depth - 1 : DOCX_NEST_MAX - 1];
}

static bool is(const char *name, const char *other)
{
	return strcmp(name, other) == 0;
}

/* ---- text ---- */

static bool in_instructions(const struct docx *x)
{
	for (size_t i = 0; i < x->fields && i < DOCX_FIELDS_MAX; i++)
		if (x->instructions[i])
			return true;
	return false;
}

static void add(struct docx *x, const char *text)
{
	struct docx_frame *f = frame(x);

	if (f != NULL && !x->hidden && !in_instructions(x))
		buf_add_str(&f->paragraph.text, text);
}

static void on_text(void *context, struct span text)
{
	struct docx *x = context;
	struct docx_frame *f = frame(x);

	if (f == NULL || !x->text || x->skip != 0 || x->hidden || in_instructions(x))
		return;
	if (x->marks != 0) {
		struct office_note *note = &x->office.notes[x->marks - 1];

		snprintf(note->label, sizeof note->label, "%.*s", text.len < 16 ? (int)text.len : 0, text.data);
		x->marks = 0;
		return;
	}
	for (size_t i = 0; i < text.len; i++)
		buf_add_char(&f->paragraph.text, (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i]);
}

/* A character of a font: those of symbol fonts, in the private area, have no meaning elsewhere. */
static void add_symbol(struct docx *x, struct xml *a)
{
	const char *code = xml_get(a, "w:char");
	unsigned long cp = code == NULL ? 0 : strtoul(code, NULL, 16);
	char bytes[UTF8_MAX + 1] = "";

	if (cp < 0x20 || cp >= 0xD800)
		return;
	bytes[utf8_put((int32_t)cp, bytes)] = '\0';
	add(x, bytes);
}

static void take_field(struct docx *x, struct xml *a)
{
	const char *type = xml_get(a, "w:fldCharType");

	if (type == NULL)
		return;
	if (is(type, "begin")) {
		if (x->fields < DOCX_FIELDS_MAX)
			x->instructions[x->fields] = true;
		x->fields++;
	} else if (x->fields == 0) {
		return;
	} else if (is(type, "separate")) {
		if (x->fields <= DOCX_FIELDS_MAX)
			x->instructions[x->fields - 1] = false;
	} else if (is(type, "end")) {
		x->fields--;
	}
}

/* ---- notes ---- */

static struct span note_key(struct buf *to, enum docx_part part, const char *id)
{
	buf_addf(to, "%d %s", (int)part, id);
	return buf_span(to);
}

static void begin_note(struct docx *x, struct xml *a)
{
	const char *id = xml_get(a, "w:id"), *type = xml_get(a, "w:type");
	struct buf key;

	x->note = NONE;
	if (id == NULL || (type != NULL && !is(type, "normal")))
		return;
	ARRAY_GROW(x->notes, x->note_count, x->note_cap);
	buf_init(&x->notes[x->note_count].text);
	x->note = x->note_count++;
	buf_init(&key);
	*strmap_put(&x->by_id, note_key(&key, x->part, id), NULL) = (uint32_t)x->note_count;
	buf_release(&key);
}

static void call_note(struct docx *x, enum docx_part part, struct xml *a)
{
	const char *id = xml_get(a, "w:id");
	struct docx_frame *f = frame(x);
	const uint32_t *place;
	struct buf key;
	size_t number;

	if (id == NULL || f == NULL || x->part != DOCX_BODY || x->hidden || in_instructions(x))
		return;
	buf_init(&key);
	place = strmap_get(&x->by_id, note_key(&key, part, id));
	buf_release(&key);
	number = office_note(&x->office);
	if (place != NULL)
		buf_add_span(&x->office.notes[number].text, buf_span(&x->notes[*place - 1].text));
	ARRAY_GROW(x->calls, x->call_count, x->call_cap);
	x->calls[x->call_count++] = (struct docx_call){part, x->section_count - 1,
	        xml_get(a, "w:customMarkFollows") != NULL && !xml_is_off(a, "w:customMarkFollows")};
	x->marks = x->calls[x->call_count - 1].marked ? number + 1 : 0;
	paragraph_call(&f->paragraph, number);
}

void docx_number_notes(struct docx *x)
{
	long last[DOCX_PARTS] = {0};
	size_t section[DOCX_PARTS] = {NONE, NONE, NONE};

	for (size_t i = 0; i < x->call_count; i++) {
		const struct docx_call *c = &x->calls[i];
		const struct docx_note_form *form = &x->sections[c->section].forms[c->part];
		char number[NUMERAL_MAX];

		if (c->marked)
			continue;
		if (section[c->part] == NONE || (form->by_section && section[c->part] != c->section))
			last[c->part] = form->start - 1;
		section[c->part] = c->section;
		/* What begins anew on each page nobody can number without the pages. */
		if (!form->by_page && numeral_write(number, form->numerals, ++last[c->part]))
			snprintf(x->office.notes[i].label, OFFICE_LABEL_MAX, "%s", number);
	}
}

static void take_form(struct docx *x, const char *name, struct xml *a)
{
	struct docx_note_form *form = &x->sections[x->section_count - 1].forms[x->form];
	const char *value = xml_get(a, "w:val");

	if (value == NULL)
		return;
	if (is(name, "w:numFmt"))
		form->numerals = docx_numerals(value);
	else if (is(name, "w:numStart"))
		form->start = xml_number(a, "w:val", 1);
	else if (is(name, "w:numRestart")) {
		form->by_section = is(value, "eachSect");
		form->by_page = is(value, "eachPage");
	}
}

/* ---- paragraphs ---- */

static void begin_paragraph(struct docx *x)
{
	struct docx_frame *f;
	struct docx_look none = {DOCX_UNSET, DOCX_UNSET, DOCX_UNSET, false, false, false, {"", 0}};

	x->depth++;
	f = frame(x);
	if (!x->joined && x->depth <= DOCX_NEST_MAX) {
		buf_clear(&f->paragraph.text);
		f->paragraph.call_count = 0;
	}
	x->joined = false;
	f->own = none;
	f->style = span_make("", 0);
	f->properties = f->mark_deleted = false;
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
	size_t list = NONE;
	int level = 0;
	bool bullet = false, numbered;

	p->title = look.title && look.outline == DOCX_UNSET;
	p->quotation = look.quotation;
	p->heading = look.outline >= 0 && look.outline < BODY_LEVEL && !office_is_long_sentence(text) ? look.outline + 1 : 0;
	numbered = docx_next_number(&x->styles, &look, p->label, &level, &bullet, &list);
	if (p->heading > 0 || p->title) {
		x->items_of = NONE;
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

/* Without the stop or bracket that a note's number is printed with. */
static struct span after_mark(struct span s)
{
	return s.len > 1 && strchr(".):", s.data[0]) != NULL ? span_trim(span_make(s.data + 1, s.len - 1)) : s;
}

static void end_paragraph(struct docx *x)
{
	struct docx_frame *f = frame(x);

	if (f == NULL)
		return;
	x->depth--;
	if (x->section_ends && x->depth == 0)
		end_section(x);
	if (f->mark_deleted) {
		x->joined = true;
	} else if (x->part == DOCX_BODY) {
		dress(x, f);
		if (f->paragraph.text.len == 0)
			f->paragraph.call_count = 0;
		office_add(&x->office, &f->paragraph);
	} else if (x->note != NONE) {
		struct buf *note = &x->notes[x->note].text;
		struct span text = span_trim(buf_span(&f->paragraph.text));

		if (note->len != 0)
			buf_add_char(note, '\n');
		buf_add_span(note, note->len == 0 ? after_mark(text) : text);
	}
}

static void take_property(struct docx *x, const char *name, struct xml *a)
{
	struct docx_frame *f = frame(x);
	const char *value = xml_get(a, "w:val");

	if (is(name, "w:del") || is(name, "w:moveFrom"))
		f->mark_deleted = true;
	if (value == NULL)
		return;
	if (is(name, "w:pStyle"))
		f->style = pool_span(&x->styles.pool, span_of(value));
	else if (is(name, "w:outlineLvl"))
		f->own.outline = (int)xml_number(a, "w:val", DOCX_UNSET);
	else if (is(name, "w:numId"))
		f->own.number = xml_number(a, "w:val", DOCX_UNSET);
	else if (is(name, "w:ilvl"))
		f->own.level = (int)xml_number(a, "w:val", DOCX_UNSET);
}

/* ---- elements ---- */

/* What is not shown, or was deleted; what moved away; older properties. */
static bool is_skipped(const char *name)
{
	static const char *const names[] = {"w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText", "w:sdtPr", "w:sdtEndPr",
	                                    "w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:tcPrChange", "w:trPrChange", "w:sectPrChange",
	                                    "w:numberingChange", "w:tblPr", "w:tcPr", "w:tblGrid", "mc:Fallback", "w:rt", "w:object", "w:ffData", NULL};

	for (int i = 0; names[i] != NULL; i++)
		if (is(name, names[i]))
			return true;
	return false;
}

static void start_run_element(struct docx *x, const char *name, struct xml *a)
{
	if (is(name, "w:t") || is(name, "m:t"))
		x->text = true;
	else if (is(name, "w:rPr"))
		x->run_properties = true;
	else if (is(name, "w:vanish") && x->run_properties)
		x->hidden = !xml_is_off(a, "w:val");
	else if (is(name, "w:tab") || is(name, "w:ptab"))
		add(x, "\t");
	else if (is(name, "w:br") || is(name, "w:cr"))
		add(x, "\n");
	else if (is(name, "w:noBreakHyphen"))
		add(x, "\u2011");
	else if (is(name, "w:sym"))
		add_symbol(x, a);
	else if (is(name, "w:fldChar"))
		take_field(x, a);
	else if (is(name, "w:footnoteReference"))
		call_note(x, DOCX_FOOTNOTES, a);
	else if (is(name, "w:endnoteReference"))
		call_note(x, DOCX_ENDNOTES, a);
}

static void start_table_element(struct docx *x, const char *name)
{
	if (x->part != DOCX_BODY)
		return;
	if (is(name, "w:tbl")) {
		office_begin_table(&x->office);
	} else if (is(name, "w:tr")) {
		office_begin_row(&x->office);
		x->row_deleted = false;
	} else if (is(name, "w:tc")) {
		office_begin_cell(&x->office);
	} else if (is(name, "w:trPr")) {
		x->row_properties = true;
	}
}

static void on_start(void *context, const char *name, struct xml *a)
{
	struct docx *x = context;
	struct docx_frame *f = frame(x);
	bool properties = f != NULL && f->properties;

	if (x->skip != 0) {
		x->skip++;
		return;
	}
	if (x->form != DOCX_BODY)
		take_form(x, name, a);
	else if (is(name, "w:footnotePr"))
		x->form = DOCX_FOOTNOTES;
	else if (is(name, "w:endnotePr"))
		x->form = DOCX_ENDNOTES;
	else if (properties)
		take_property(x, name, a);
	if (x->row_properties && is(name, "w:del"))
		x->row_deleted = true;
	if (is_skipped(name)) {
		x->skip = 1;
	} else if (is(name, "w:p")) {
		begin_paragraph(x);
	} else if (is(name, "w:pPr") && f != NULL) {
		f->properties = true;
	} else if (is(name, "w:r")) {
		x->run = true;
		x->hidden = false;
		x->marks = 0;
	} else if (is(name, "w:footnote") || is(name, "w:endnote")) {
		begin_note(x, a);
	} else if (!properties) {
		start_run_element(x, name, a);
		start_table_element(x, name);
	}
}

static void on_end(void *context, const char *name)
{
	struct docx *x = context;
	struct docx_frame *f = frame(x);

	if (x->skip != 0) {
		x->skip--;
		return;
	}
	if (is(name, "w:p")) {
		end_paragraph(x);
	} else if (is(name, "w:pPr") && f != NULL) {
		f->properties = false;
	} else if (is(name, "w:t") || is(name, "m:t")) {
		x->text = false;
	} else if (is(name, "w:rPr")) {
		x->run_properties = false;
	} else if (is(name, "w:r")) {
		x->run = x->hidden = false;
	} else if (is(name, "w:footnotePr") || is(name, "w:endnotePr")) {
		x->form = DOCX_BODY;
	} else if (is(name, "w:sectPr") && x->part == DOCX_BODY) {
		x->section_ends = true;
	} else if (is(name, "w:footnote") || is(name, "w:endnote")) {
		x->note = NONE;
	} else if (is(name, "w:trPr")) {
		x->row_properties = false;
	} else if (x->part == DOCX_BODY && is(name, "w:tr")) {
		office_end_row(&x->office, !x->row_deleted);
	} else if (x->part == DOCX_BODY && is(name, "w:tbl")) {
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
	x->joined = x->text = x->hidden = x->section_ends = false;
	return xml_read(xml, names[part], &reader, x, reason);
}

static void settings_start(void *context, const char *name, struct xml *a)
{
	struct docx *x = context;

	if (is(name, "w:footnotePr"))
		x->form = DOCX_FOOTNOTES;
	else if (is(name, "w:endnotePr"))
		x->form = DOCX_ENDNOTES;
	else if (x->form != DOCX_BODY)
		take_form(x, name, a);
}

static void settings_end(void *context, const char *name)
{
	if (is(name, "w:footnotePr") || is(name, "w:endnotePr"))
		((struct docx *)context)->form = DOCX_BODY;
}

bool docx_settings_read(struct docx *x, struct span xml, char **reason)
{
	static const struct xml_reader settings = {settings_start, settings_end, NULL};

	return xml_read(xml, "settings.xml", &settings, x, reason);
}
