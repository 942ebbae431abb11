/*
 * rtf_blocks.c: paragraphs with their styles and numbers, rows of tables, notes
 * and text boxes.
 */
#include "formats/rtf_text.h"

#include <stdio.h>

#include "text/utf8.h"

/* ---- paragraphs ---- */

static bool is_bullet(struct span s)
{
	int32_t cp;

	if (span_eq_str(s, "o"))
		return true;
	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			return false;
	}
	return true;
}

static void dress(struct rtf *x, struct rtf_frame *f)
{
	const struct rtf_group *g = rtf_group(x);
	struct office_style look = rtf_look(x->tables, g->style);
	struct office_paragraph *p = &f->paragraph;
	struct span label = span_trim(buf_span(&f->label));

	p->title = look.title && g->outline < 0;
	p->quotation = look.quotation;
	p->heading = g->outline >= 0 ? g->outline + 1 : look.heading;
	if (p->heading > OFFICE_HEADING_LEVELS || office_is_long_sentence(buf_span(&p->text)))
		p->heading = 0;
	if (look.contents)
		buf_clear(&p->text);
	if (label.len == 0)
		return;
	if (!is_bullet(label) && label.len < OFFICE_LABEL_MAX)
		snprintf(p->label, sizeof p->label, "%.*s", (int)label.len, label.data);
	p->item = p->heading == 0 && !p->title && !office_label_is_worded(p->label);
	p->level = p->item ? g->level + 1 : 0;
}

static void add_to_note(struct rtf *x, struct rtf_frame *f)
{
	struct buf *note = &x->office.notes[f->number].text;
	struct span text = paragraph_note_text(&f->paragraph);

	if (text.len == 0)
		return;
	if (note->len != 0)
		buf_add_char(note, '\n');
	buf_add_span(note, text);
}

static void clear(struct rtf_frame *f)
{
	paragraph_release(&f->paragraph);
	paragraph_init(&f->paragraph);
	buf_clear(&f->label);
	f->raised_at = f->numbered_at = RTF_NO_PLACE;
}

static void close_table(struct rtf *x)
{
	if (x->row)
		office_end_row(&x->office, true);
	if (x->table)
		office_end_table(&x->office);
	x->table = x->row = x->cell = false;
}

/* The cell that the paragraph stands in is open. */
static void open_cell(struct rtf *x)
{
	if (!x->table)
		office_begin_table(&x->office);
	if (!x->row)
		office_begin_row(&x->office);
	if (!x->cell)
		office_begin_cell(&x->office);
	x->table = x->row = x->cell = true;
}

static void write_paragraph(struct rtf *x, bool in_cell)
{
	struct rtf_frame *f = rtf_frame(x);

	if (f->note) {
		add_to_note(x, f);
	} else {
		dress(x, f);
		if (x->frame_count == 1 && in_cell)
			open_cell(x);
		else if (x->frame_count == 1)
			close_table(x);
		if (f->paragraph.text.len == 0)
			f->paragraph.call_count = 0;
		office_add(&x->office, &f->paragraph);
	}
	clear(f);
}

/* A paragraph's end that was deleted joins it to the next. */
void rtf_end_paragraph(struct rtf *x)
{
	const struct rtf_group *g = rtf_group(x);

	rtf_flush(x);
	if (g->place == RTF_IN_BODY && !g->deleted)
		write_paragraph(x, g->in_table);
}

/* ---- tables ---- */

void rtf_end_cell(struct rtf *x)
{
	rtf_flush(x);
	if (rtf_group(x)->place != RTF_IN_BODY || x->frame_count != 1)
		return;
	write_paragraph(x, true);
	x->cell = false;
}

void rtf_end_row(struct rtf *x)
{
	rtf_flush(x);
	if (rtf_group(x)->place != RTF_IN_BODY || x->frame_count != 1 || !x->row)
		return;
	office_end_row(&x->office, true);
	x->row = x->cell = false;
}

/* A table inside a cell: its cells are paragraphs of that one. */
void rtf_end_nested(struct rtf *x)
{
	rtf_flush(x);
	if (rtf_group(x)->place != RTF_IN_BODY || x->frame_count != 1)
		return;
	if (span_trim(buf_span(&rtf_frame(x)->paragraph.text)).len != 0)
		write_paragraph(x, true);
	x->office.nested = true;
}

/* ---- notes and text boxes ---- */

/* The raised text before a note that has no number is its mark. */
static void take_mark(struct rtf_frame *f, char label[OFFICE_LABEL_MAX])
{
	struct buf *text = &f->paragraph.text;
	struct span mark;

	if (f->raised_at == RTF_NO_PLACE || f->raised_at > text->len)
		return;
	mark = span_trim(span_make(text->data + f->raised_at, text->len - f->raised_at));
	if (mark.len == 0 || mark.len > RTF_MARK_MAX)
		return;
	snprintf(label, OFFICE_LABEL_MAX, "%.*s", (int)mark.len, mark.data);
	text->len = f->raised_at;
	text->data[text->len] = '\0';
	f->raised_at = RTF_NO_PLACE;
}

static void call_note(struct rtf *x, struct rtf_frame *f, struct rtf_frame *note)
{
	bool numbered = f->numbered_at == f->paragraph.text.len;

	note->number = office_note(&x->office);
	if (!numbered)
		take_mark(f, x->office.notes[note->number].label);
	note->own_number = numbered;
	paragraph_call(&f->paragraph, note->number);
	f->numbered_at = RTF_NO_PLACE;
}

bool rtf_begin_frame(struct rtf *x, bool note)
{
	struct rtf_frame *f = rtf_frame(x);
	struct rtf_group *g = rtf_group(x);

	rtf_flush(x);
	if (x->frame_count == RTF_FRAMES_MAX || g->place != RTF_IN_BODY || g->hidden || g->deleted || g->struck || (note && f->note))
		return false;
	clear(&x->frames[x->frame_count]);
	x->frames[x->frame_count].note = note;
	x->frames[x->frame_count].endnote = false;
	if (note)
		call_note(x, f, &x->frames[x->frame_count]);
	x->frame_count++;
	g->frame = true;
	g->raised = g->in_table = false;
	g->style = 0;
	g->outline = -1;
	return true;
}

static void number_note(struct rtf *x, const struct rtf_frame *f)
{
	struct rtf_numbering *n = &x->numbering[f->endnote];
	char number[NUMERAL_MAX];

	if (f->own_number && !x->by_page && numeral_write(number, n->numerals, n->next++))
		snprintf(x->office.notes[f->number].label, OFFICE_LABEL_MAX, "%s", number);
}

/* A mark of its own is printed at the note's head too. */
static void drop_mark(struct office_note *note)
{
	size_t len = strlen(note->label);

	if (len == 0 || !span_starts(buf_span(&note->text), note->label))
		return;
	memmove(note->text.data, note->text.data + len, note->text.len - len + 1);
	note->text.len -= len;
}

void rtf_end_frame(struct rtf *x)
{
	struct rtf_frame *f = rtf_frame(x);

	rtf_flush(x);
	write_paragraph(x, false);
	if (f->note) {
		if (!f->own_number)
			drop_mark(&x->office.notes[f->number]);
		number_note(x, f);
	}
	x->frame_count--;
}

void rtf_end_document(struct rtf *x)
{
	rtf_flush(x);
	if (rtf_frame(x)->paragraph.text.len != 0)
		write_paragraph(x, rtf_group(x)->in_table);
	close_table(x);
}
