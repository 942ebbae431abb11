/*
 * OpenDocument text (ISO/IEC 26300): the document as it is shown with every
 * tracked change accepted. Left out: headers and footers, annotations, hidden and
 * struck text, tables of contents and other indexes, pictures.
 */
#include <stdio.h>
#include <stdlib.h>

#include "formats/document.h"
#include "formats/odt_styles.h"
#include "formats/readers.h"
#include "formats/xml.h"
#include "formats/zip.h"

#define NEST_MAX 8   /* paragraphs inside one another (text boxes, notes) */
#define SPANS_MAX 64 /* spans inside one another; deeper ones look as those around them */
#define LISTS_MAX 10 /* lists inside one another; deeper ones print no numbers */
#define NONE ((size_t)-1)

struct frame {
	struct office_paragraph paragraph;
	struct span style;
	bool heading;
	size_t note; /* it stands in this note, NONE */
	bool gone;        /* its style strikes it out or hides it */
	bool raised;      /* its style raises it */
	bool hidden;      /* all of it, by a field in it */
	size_t span_base; /* spans that were open around it */
};

struct open_list {
	struct odt_list *list; /* NULL: unknown */
	struct span style;
	bool item;             /* its number is still to be counted */
	long value;            /* that the item says; -1 */
};

struct odt {
	struct office office;
	struct odt_styles styles;
	struct frame frames[NEST_MAX];
	size_t depth, skip;
	struct open_list lists[LISTS_MAX];
	size_t list_depth;
	bool spans[SPANS_MAX]; /* whether their text is struck out or hidden */
	bool raised[SPANS_MAX]; /* whether it is raised */
	size_t span_depth;
	size_t note;      /* the one that is open, NONE */
	long covered;     /* columns that the last cell takes besides its own */
	bool citation;
	bool body;        /* styles were before it */
	struct buf title, language; /* of meta.xml */
	struct buf *property;       /* the one of them that is open, NULL */
};

static struct frame *frame(struct odt *x)
{
	return x->depth == 0 ? NULL : &x->frames[x->depth - 1 < NEST_MAX ? x->depth - 1 : NEST_MAX - 1];
}

/* ---- text that is struck out or hidden ---- */

static bool is_gone(const struct odt *x, const struct frame *f)
{
	size_t open = x->span_depth < SPANS_MAX ? x->span_depth : SPANS_MAX;

	return f->hidden || (open > f->span_base ? x->spans[open - 1] : f->gone);
}

static bool is_raised(const struct odt *x, const struct frame *f)
{
	size_t open = x->span_depth < SPANS_MAX ? x->span_depth : SPANS_MAX;

	return open > f->span_base ? x->raised[open - 1] : f->raised;
}

static void begin_span(struct odt *x, const struct frame *f, struct xml *a)
{
	const char *style = xml_get(a, "text:style-name");
	enum odt_gone gone = style == NULL ? ODT_UNSAID : odt_style_gone(&x->styles, span_of(style), true);
	enum odt_height height = style == NULL ? ODT_HEIGHT_UNSAID : odt_style_height(&x->styles, span_of(style), true);
	bool around = f != NULL && is_gone(x, f), raised = f != NULL && is_raised(x, f);

	if (x->span_depth++ >= SPANS_MAX)
		return;
	x->spans[x->span_depth - 1] = gone == ODT_UNSAID ? around : gone == ODT_GONE;
	x->raised[x->span_depth - 1] = height == ODT_HEIGHT_UNSAID ? raised : height == ODT_RAISED;
}

/* ---- lists ---- */

static void begin_list(struct odt *x, struct xml *a)
{
	const char *style = xml_get(a, "text:style-name"), *on = xml_get(a, "text:continue-numbering");
	struct open_list *l, *outer = x->list_depth == 0 || x->list_depth > LISTS_MAX ? NULL : &x->lists[x->list_depth - 1];

	if (++x->list_depth > LISTS_MAX)
		return;
	l = &x->lists[x->list_depth - 1];
	*l = (struct open_list){.style = style != NULL ? pool_span(&x->styles.pool, span_of(style)) : outer != NULL ? outer->style : span_make("", 0), .value = -1};
	l->list = odt_list_find(&x->styles, l->style);
	if (l->list != NULL && !(on != NULL && xml_is(on, "true")) && xml_get(a, "text:continue-list") == NULL)
		odt_list_restart(l->list, (int)x->list_depth - 1);
}

static void begin_item(struct odt *x, struct xml *a, bool header)
{
	struct open_list *l;

	if (x->list_depth == 0 || x->list_depth > LISTS_MAX)
		return;
	l = &x->lists[x->list_depth - 1];
	l->item = !header;
	l->value = xml_number(a, "text:start-value", -1);
}

/* The first paragraph of a list's item prints its number. */
static void dress_item(struct odt *x, struct frame *f)
{
	struct office_paragraph *p = &f->paragraph;
	int level = (int)x->list_depth - 1;
	struct open_list *l;

	if (x->list_depth == 0 || x->list_depth > LISTS_MAX || f->note != NONE)
		return;
	l = &x->lists[level];
	if (!l->item)
		return;
	l->item = false;
	if (l->list == NULL)
		l->list = odt_list_find(&x->styles, odt_style_list(&x->styles, f->style));
	if (l->list != NULL)
		odt_list_count(l->list, level, l->value, p->label);
	p->item = p->heading == 0 && !office_label_is_worded(p->label);
	p->level = p->item ? level + 1 : 0;
}

/* ---- paragraphs ---- */

static void begin_paragraph(struct odt *x, const char *name, struct xml *a)
{
	const char *style = xml_get(a, "text:style-name"), *unnumbered = xml_get(a, "text:is-list-header");
	struct frame *f;
	struct office_paragraph *p;

	x->depth++;
	f = frame(x);
	p = &f->paragraph;
	if (x->depth > NEST_MAX)
		return;
	paragraph_release(p);
	paragraph_init(p);
	f->style = style == NULL ? span_make("", 0) : pool_span(&x->styles.pool, span_of(style));
	f->heading = xml_is(name, "text:h");
	f->note = x->note;
	f->hidden = false;
	f->gone = odt_style_gone(&x->styles, f->style, false) == ODT_GONE;
	f->raised = odt_style_height(&x->styles, f->style, false) == ODT_RAISED;
	f->span_base = x->span_depth;
	p->title = odt_style_is(&x->styles, f->style, "Title");
	p->quotation = odt_style_is(&x->styles, f->style, "Quotations");
	if (f->heading && !p->title) {
		p->heading = (int)xml_number(a, "text:outline-level", 1);
		if (p->heading < 1 || p->heading > ODT_LEVELS)
			p->heading = ODT_LEVELS;
		if (x->list_depth == 0 && !(unnumbered != NULL && xml_is(unnumbered, "true")))
			odt_list_count(&x->styles.lists[0], p->heading - 1, xml_number(a, "text:start-value", -1), p->label);
	}
	dress_item(x, f);
}

static void end_paragraph(struct odt *x)
{
	struct frame *f = frame(x);

	if (f == NULL)
		return;
	x->depth--;
	if (f->note == NONE) {
		office_add(&x->office, &f->paragraph);
	} else {
		struct buf *note = &x->office.notes[f->note].text;

		if (note->len != 0)
			buf_add_char(note, '\n');
		buf_add_span(note, paragraph_note_text(&f->paragraph));
		buf_clear(&f->paragraph.text);
	}
}

static void begin_note(struct odt *x)
{
	struct frame *f = frame(x);

	if (f == NULL || x->note != NONE)
		return;
	x->note = office_note(&x->office);
	paragraph_call(&f->paragraph, x->note);
}

static void on_text(void *context, struct span text)
{
	struct odt *x = context;
	struct frame *f = frame(x);

	if (x->skip != 0)
		return;
	if (x->property != NULL) {
		buf_add_span(x->property, text);
	} else if (x->citation && x->note != NONE) {
		char *label = x->office.notes[x->note].label;
		size_t len = strlen(label);

		snprintf(label + len, OFFICE_LABEL_MAX - len, "%.*s", text.len < 16 ? (int)text.len : 0, text.data);
	} else if (f != NULL && (x->note == NONE || f->note == x->note) && !is_gone(x, f)) {
		size_t from = f->paragraph.text.len;

		for (size_t i = 0; i < text.len; i++)
			buf_add_char(&f->paragraph.text, (unsigned char)text.data[i] < ' ' ? ' ' : text.data[i]);
		if (is_raised(x, f))
			paragraph_raise(&f->paragraph, from);
	}
}

/* ---- elements ---- */

static bool is_skipped(const char *name)
{
	static const char *const names[] = {"text:tracked-changes", "office:annotation", "text:ruby-text", "text:number", "text:table-of-content",
	                                    "text:illustration-index", "text:table-index", "text:object-index", "text:user-index",
	                                    "text:alphabetical-index", "text:hidden-text", "text:script", "office:forms", "office:scripts", "title", "desc",
	                                    "office:binary-data", "office:event-listeners", "office:master-styles", NULL};

	for (int i = 0; names[i] != NULL; i++)
		if (xml_is(name, names[i]))
			return true;
	return false;
}

static bool says(const struct xml *a, const char *name, const char *value)
{
	const char *said = xml_get(a, name);

	return said != NULL && xml_is(said, value);
}

/* Sections and rows that the program does not show. */
static bool is_hidden(const char *name, const struct xml *a)
{
	if (xml_is(name, "text:section"))
		return says(a, "text:display", "none") || says(a, "text:is-hidden", "true");
	return xml_is(name, "table:table-row") && (says(a, "table:visibility", "collapse") || says(a, "table:visibility", "filter"));
}

static void hide_paragraph(struct frame *f)
{
	buf_clear(&f->paragraph.text);
	f->paragraph.call_count = f->paragraph.raised_count = 0;
	f->hidden = true;
}

/* A cell; one that is covered from above is there, too, and keeps the row's others in their columns. */
static void begin_cell(struct odt *x, struct xml *a, bool covered)
{
	if (covered && x->covered > 0) {
		x->covered--;
		return;
	}
	x->covered = covered ? 0 : xml_number(a, "table:number-columns-spanned", 1) - 1;
	office_begin_cell(&x->office);
}

static void on_start(void *context, const char *name, struct xml *a)
{
	struct odt *x = context;
	struct frame *f = frame(x);

	if (x->skip != 0 || is_skipped(name) || is_hidden(name, a) || (xml_is(name, "text:note") && f != NULL && is_gone(x, f))) {
		x->skip++;
		return;
	}
	x->body |= xml_is(name, "office:text");
	if (!x->body)
		odt_styles_start(&x->styles, name, a);
	if (!x->body && xml_is(name, "style:text-properties"))
		document_declare(x->office.document, xml_get(a, "fo:language"));
	if (xml_is(name, "text:p") || xml_is(name, "text:h"))
		begin_paragraph(x, name, a);
	else if (xml_is(name, "text:span"))
		begin_span(x, f, a);
	else if (xml_is(name, "text:list"))
		begin_list(x, a);
	else if (xml_is(name, "text:list-item") || xml_is(name, "text:list-header"))
		begin_item(x, a, xml_is(name, "text:list-header"));
	else if (xml_is(name, "text:note"))
		begin_note(x);
	else if (xml_is(name, "text:note-citation"))
		x->citation = true;
	else if (xml_is(name, "table:table"))
		office_begin_table(&x->office);
	else if (xml_is(name, "table:table-row"))
		office_begin_row(&x->office);
	else if (xml_is(name, "table:table-cell") || xml_is(name, "table:covered-table-cell"))
		begin_cell(x, a, xml_is(name, "table:covered-table-cell"));
	else if (xml_is(name, "dc:title") || xml_is(name, "dc:language"))
		x->property = xml_is(name, "dc:title") ? &x->title : &x->language;
	else if (f != NULL && xml_is(name, "text:hidden-paragraph") && says(a, "text:is-hidden", "true"))
		hide_paragraph(f);
	else if (f != NULL && (xml_is(name, "text:s") || xml_is(name, "text:tab")))
		buf_add_char(&f->paragraph.text, ' ');
	else if (f != NULL && xml_is(name, "text:line-break"))
		buf_add_char(&f->paragraph.text, '\n');
}

static void on_end(void *context, const char *name)
{
	struct odt *x = context;

	if (x->skip != 0) {
		x->skip--;
		return;
	}
	odt_styles_end(&x->styles, name);
	if (xml_is(name, "text:p") || xml_is(name, "text:h"))
		end_paragraph(x);
	else if (xml_is(name, "text:span") && x->span_depth > 0)
		x->span_depth--;
	else if (xml_is(name, "text:list") && x->list_depth > 0)
		x->list_depth--;
	else if (xml_is(name, "text:note"))
		x->note = NONE;
	else if (xml_is(name, "text:note-citation"))
		x->citation = false;
	else if (xml_is(name, "table:table"))
		office_end_table(&x->office);
	else if (xml_is(name, "table:table-row"))
		office_end_row(&x->office, true);
	else if (xml_is(name, "dc:title") || xml_is(name, "dc:language"))
		x->property = NULL;
}

/* ---- the whole ---- */

static void odt_init(struct odt *x, struct document *d)
{
	memset(x, 0, sizeof *x);
	office_init(&x->office, d);
	odt_styles_init(&x->styles);
	for (size_t i = 0; i < NEST_MAX; i++)
		paragraph_init(&x->frames[i].paragraph);
	buf_init(&x->title);
	buf_init(&x->language);
	x->note = NONE;
}

static void odt_release(struct odt *x)
{
	for (size_t i = 0; i < NEST_MAX; i++)
		paragraph_release(&x->frames[i].paragraph);
	buf_release(&x->title);
	buf_release(&x->language);
	odt_styles_release(&x->styles);
	office_release(&x->office);
}

enum member { STYLES, META, CONTENT, MANIFEST, MEMBERS };

/* OpenDocument 1.3 part 2, 4.8: what is encrypted says so in the manifest. */
static bool is_sealed(const struct zip_member *manifest)
{
	return manifest->found && strstr(manifest->bytes.data, "encryption-data") != NULL;
}

bool odt_read(struct document *d, struct span bytes, char **reason)
{
	static const struct xml_reader reader = {on_start, on_end, on_text};
	struct zip_member members[MEMBERS] = {{.name = "styles.xml"}, {.name = "meta.xml"}, {.name = "content.xml"}, {.name = "META-INF/manifest.xml"}};
	struct odt x;
	bool good;

	*reason = NULL;
	odt_init(&x, d);
	for (int i = 0; i < MEMBERS; i++)
		buf_init(&members[i].bytes);
	good = zip_read(bytes, members, MEMBERS, reason);
	if (good && !members[CONTENT].found) {
		*reason = mem_strdup("no document in it");
		good = false;
	}
	if (good && is_sealed(&members[MANIFEST])) {
		*reason = mem_strdup("encrypted: save it without its password");
		good = false;
	}
	for (int i = 0; good && i <= CONTENT; i++)
		good = !members[i].found || xml_read(buf_span(&members[i].bytes), members[i].name, &reader, &x, reason);
	good = good && office_finish(&x.office, reason);
	if (good) {
		office_take_title(&x.office, buf_span(&x.title));
		document_declare(d, x.language.data);
	}
	odt_release(&x);
	for (int i = 0; i < MEMBERS; i++)
		buf_release(&members[i].bytes);
	return good;
}
