/*
 * RTF (Rich Text Format Specification 1.9.1): the document as Word prints it
 * with every tracked change accepted. Left out: headers and footers, comments,
 * hidden and struck text, field codes, tables of contents, pictures, embedded objects. A
 * text box stands before the paragraph that it is anchored in.
 */
#include <stdlib.h>

#include "formats/codepage.h"
#include "formats/document.h"
#include "formats/readers.h"
#include "formats/rtf_text.h"

static char *say(const char *reason)
{
	return mem_strdup(reason);
}

/* ---- groups ---- */

static bool open_group(struct rtf *x, char **reason)
{
	struct rtf_group g = {.unicode_bytes = 1, .outline = -1};

	rtf_flush(x);
	x->skip = 0;
	if (x->depth == RTF_GROUPS_MAX) {
		*reason = say("groups stand too deep inside one another");
		return false;
	}
	if (x->depth != 0) {
		g = *rtf_group(x);
		rtf_group(x)->fresh = false;
		if (g.two)
			g.place = RTF_NOWHERE;
		g.frame = g.two = false;
	}
	g.fresh = true;
	g.starred = false;
	ARRAY_GROW(x->groups, x->depth, x->cap);
	x->groups[x->depth++] = g;
	return true;
}

/* "heading 1;": the name of the style that was read. */
static void end_style(struct rtf *x)
{
	struct rtf_style *s = rtf_style(x->tables, x->style_number);
	struct span name = span_trim(buf_span(&x->name));

	if (name.len != 0 && name.data[name.len - 1] == ';')
		x->name.data[(size_t)(name.data - x->name.data) + name.len - 1] = '\0';
	if (s != NULL && name.len != 0)
		s->look = office_style(name.data);
	buf_clear(&x->name);
	x->style_number = 0;
}

static void close_group(struct rtf *x)
{
	const struct rtf_group *g = rtf_group(x);

	rtf_flush(x);
	x->skip = 0;
	if (g->place == RTF_IN_STYLES)
		end_style(x);
	if (g->frame)
		rtf_end_frame(x);
	x->depth--;
}

/* ---- control words ---- */

static void begin_destination(struct rtf *x, enum rtf_action action)
{
	struct rtf_group *g = rtf_group(x);

	switch (action) {
	case RTF_SKIPPED: g->place = RTF_NOWHERE; break;
	case RTF_FONT_TABLE: g->place = RTF_IN_FONTS; break;
	case RTF_STYLE_SHEET: g->place = RTF_IN_STYLES; break;
	case RTF_INFO: g->place = RTF_IN_INFO; break;
	case RTF_TITLE: g->place = g->place == RTF_IN_INFO ? RTF_IN_TITLE : RTF_NOWHERE; break;
	case RTF_LABEL: g->place = RTF_IN_LABEL; break;
	case RTF_TWO: g->two = true; break;
	case RTF_SECOND:
		if (x->depth > 1 && x->groups[x->depth - 2].two)
			g->place = x->groups[x->depth - 2].place;
		break;
	case RTF_FOOTNOTE:
	case RTF_BOX:
		if (!rtf_begin_frame(x, action == RTF_FOOTNOTE))
			g->place = RTF_NOWHERE;
		break;
	default: break;
	}
}

static void take_table_word(struct rtf *x, enum rtf_action action, long number)
{
	struct rtf_font *font = rtf_font(x->tables, x->font_number);
	struct rtf_style *style = rtf_style(x->tables, x->style_number);

	if (rtf_group(x)->place == RTF_IN_FONTS && action == RTF_FONT)
		x->font_number = number;
	else if (rtf_group(x)->place == RTF_IN_FONTS && action == RTF_FONT_CHARSET && font != NULL)
		*font = (struct rtf_font){codepage_of_font(number), number == FONT_CHARSET_SYMBOL};
	else if (rtf_group(x)->place == RTF_IN_FONTS && action == RTF_FONT_PAGE && font != NULL)
		font->encoding = codepage_encoding(number);
	else if (rtf_group(x)->place == RTF_IN_STYLES && action == RTF_STYLE)
		x->style_number = number;
	else if (rtf_group(x)->place == RTF_IN_STYLES && action == RTF_BASED && style != NULL)
		style->based_on = number;
	else if (rtf_group(x)->place == RTF_IN_STYLES && action == RTF_OUTLINE && style != NULL)
		style->outline = number >= 0 && number < OFFICE_HEADING_LEVELS ? (int)number : -1;
}

static void take_document_word(struct rtf *x, enum rtf_action action, const struct rtf_token *t, long argument)
{
	struct rtf_frame *f = rtf_frame(x);

	switch (action) {
	case RTF_CODE_PAGE:
		if (codepage_encoding(t->numbered ? t->number : argument) != NULL)
			x->encoding = codepage_encoding(t->numbered ? t->number : argument);
		break;
	case RTF_DEFAULT_FONT: x->default_font = t->number; break;
	case RTF_NOTE_FORM: x->numbering[0].numerals = (enum numerals)argument; break;
	case RTF_ENDNOTE_FORM: x->numbering[1].numerals = (enum numerals)argument; break;
	case RTF_NOTE_START: x->numbering[0].next = t->number; break;
	case RTF_ENDNOTE_START: x->numbering[1].next = t->number; break;
	case RTF_NOTE_RESTART: x->by_page = true; break;
	case RTF_LANGUAGE: document_declare(x->office.document, rtf_language(t->number)); break;
	case RTF_ENDNOTE: f->endnote = f->note; break;
	case RTF_NOTE_NUMBER: f->numbered_at = f->paragraph.text.len; break;
	default: break;
	}
}

static void set_pard(struct rtf_group *g)
{
	g->style = 0;
	g->outline = -1;
	g->level = 0;
	g->in_table = false;
}

static void set_property(struct rtf *x, enum rtf_action action, const struct rtf_token *t)
{
	struct rtf_group *g = rtf_group(x);
	bool on = !t->numbered || t->number != 0;

	switch (action) {
	case RTF_PLAIN:
		g->hidden = g->deleted = g->struck = g->raised = false;
		g->font = rtf_font(x->tables, x->default_font);
		break;
	case RTF_FONT: g->font = rtf_font(x->tables, t->number); break;
	case RTF_UC: g->unicode_bytes = t->number < 0 || t->number > RTF_UC_MAX ? 1 : t->number; break;
	case RTF_HIDDEN: g->hidden = on; break;
	case RTF_DELETED: g->deleted = on; break;
	case RTF_STRUCK: g->struck = on; break;
	case RTF_RAISED: g->raised = on; break;
	case RTF_UNRAISED: g->raised = false; break;
	case RTF_PARD: set_pard(g); break;
	case RTF_STYLE: g->style = t->number; break;
	case RTF_OUTLINE: g->outline = t->number >= 0 && t->number < OFFICE_HEADING_LEVELS ? (int)t->number : -1; break;
	case RTF_IN_TABLE: g->in_table = on; break;
	case RTF_LEVEL: g->level = t->number < 0 || t->number > OFFICE_HEADING_LEVELS ? 0 : (int)t->number; break;
	default: break;
	}
}

static void take_text_word(struct rtf *x, enum rtf_action action, const struct rtf_token *t, long argument)
{
	switch (action) {
	case RTF_CHARACTER: rtf_add_character(x, (int32_t)argument); break;
	case RTF_LINE: rtf_add_character(x, '\n'); break;
	case RTF_PAR:
	case RTF_SECTION: rtf_end_paragraph(x); break;
	case RTF_CELL: rtf_end_cell(x); break;
	case RTF_ROW: rtf_end_row(x); break;
	case RTF_NESTED: rtf_end_nested(x); break;
	case RTF_UNICODE:
		rtf_add_unicode(x, t->number);
		x->skip = rtf_group(x)->unicode_bytes;
		break;
	default: break;
	}
}

static void take_word(struct rtf *x, const struct rtf_token *t)
{
	struct rtf_group *g = rtf_group(x);
	long argument = 0;
	enum rtf_action action = rtf_action(t->text, &argument);
	bool fresh = g->fresh;

	g->fresh = false;
	if (action != RTF_UNICODE)
		rtf_flush(x);
	if (fresh && g->starred && (action == RTF_UNKNOWN || action >= RTF_CHARACTER) && g->place != RTF_IN_STYLES)
		g->place = RTF_NOWHERE;
	else if (fresh && action >= RTF_SKIPPED && action <= RTF_SECOND)
		begin_destination(x, action);
	if (action >= RTF_CHARACTER && action <= RTF_UNICODE)
		take_text_word(x, action, t, argument);
	if (g->place == RTF_IN_FONTS || g->place == RTF_IN_STYLES)
		take_table_word(x, action, t->number);
	else if (action >= RTF_PLAIN && action <= RTF_LEVEL)
		set_property(x, action, t);
	take_document_word(x, action, t, argument);
}

/* ---- signs ---- */

static void take_symbol(struct rtf *x, char sign)
{
	struct rtf_group *g = rtf_group(x);

	if (sign == '*' && g->fresh) {
		g->starred = true;
		return;
	}
	g->fresh = false;
	switch (sign) {
	case '~': rtf_add_character(x, 0xA0); break;
	case '_': rtf_add_character(x, 0x2011); break;
	case '\t': rtf_add_character(x, ' '); break;
	case '\r':
	case '\n': rtf_end_paragraph(x); break;
	default: break; /* \- may break a word; others are for indexes */
	}
}

static void take_text(struct rtf *x, struct span text)
{
	rtf_group(x)->fresh = false;
	if (x->skip > 0) {
		size_t n = (size_t)x->skip < text.len ? (size_t)x->skip : text.len;

		x->skip -= (long)n;
		text = span_make(text.data + n, text.len - n);
	}
	if (text.len != 0)
		rtf_add_bytes(x, text);
}

static void take_token(struct rtf *x, const struct rtf_token *t)
{
	if (t->kind == RTF_TEXT) {
		take_text(x, t->text);
	} else if (x->skip > 0 && !(t->kind == RTF_WORD && span_eq_str(t->text, "u"))) {
		x->skip--; /* some programs write \u without a sign for old ones */
	} else if (t->kind == RTF_BYTE) {
		rtf_group(x)->fresh = false;
		rtf_add_bytes(x, span_make(&t->byte, 1));
	} else if (t->kind == RTF_WORD) {
		take_word(x, t);
	} else {
		take_symbol(x, t->byte);
	}
}

/* ---- the whole ---- */

static bool read_groups(struct rtf *x, struct span bytes, char **reason)
{
	struct rtf_lexer l = {bytes, 0};

	for (;;) {
		struct rtf_token t = rtf_next(&l);

		if (t.kind == RTF_END || (x->depth == 0 && t.kind != RTF_OPEN)) {
			*reason = say(t.kind == RTF_END ? "cut short: its groups are not closed" : "not RTF that can be read");
			return false;
		}
		if (t.kind == RTF_OPEN && !open_group(x, reason))
			return false;
		if (t.kind == RTF_CLOSE && x->depth == 1)
			rtf_end_document(x);
		if (t.kind == RTF_CLOSE)
			close_group(x);
		if (x->depth == 0)
			return true;
		if (t.kind != RTF_OPEN && t.kind != RTF_CLOSE)
			take_token(x, &t);
	}
}

bool rtf_read(struct document *d, struct span bytes, char **reason)
{
	struct rtf x;
	bool good;

	*reason = NULL;
	rtf_init(&x, d);
	good = read_groups(&x, bytes, reason) && office_finish(&x.office, reason);
	if (good)
		office_take_title(&x.office, buf_span(&x.title));
	rtf_release(&x);
	return good;
}
