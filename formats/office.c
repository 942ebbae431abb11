#include "formats/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "formats/headings.h"
#include "text/utf8.h"

#define TITLE_WINDOW 3000 /* first bytes of the text, in which a title must stand */
#define TITLE_WORDS 2     /* a shorter one says nothing */

static bool holds_word(const char *name, const char *word)
{
	return strcasestr(name, word) != NULL;
}

static int level_after(const char *name, const char *word)
{
	size_t len = strlen(word);

	return strncasecmp(name, word, len) == 0 && name[len] >= '1' && name[len] <= '9' ? name[len] - '0' : 0;
}

/* "_ H _Ch_G", "_ H_1_G", "_ H_2/3_G": the United Nations' template has no outline levels. 0: none of its headings. */
static int level_of_united_nations(const char *name)
{
	static const struct {
		const char *name;
		int level;
	} styles[] = {{"_H__M_G", 1}, {"_H_Ch_G", 1}, {"_H_1_G", 2}, {"_H_2/3_G", 3}, {"_H_23_G", 3}, {"_H_4/5/6_G", 4}, {"_H_456_G", 4}, {NULL, 0}};
	char packed[16];
	size_t len = 0;

	for (; *name != '\0' && len + 1 < sizeof packed; name++)
		if (*name != ' ')
			packed[len++] = *name;
	packed[len] = '\0';
	for (size_t i = 0; styles[i].name != NULL; i++)
		if (strcasecmp(packed, styles[i].name) == 0)
			return styles[i].level;
	return 0;
}

/* Word keeps the English names of its own styles in every language. */
struct office_style office_style(const char *name)
{
	int level = level_after(name, "heading ");

	return (struct office_style){
	        .heading = level > 0 ? level : level_of_united_nations(name),
	        .title = strcasecmp(name, "title") == 0,
	        .quotation = holds_word(name, "quote") || holds_word(name, "quotation") || holds_word(name, "_quot") || holds_word(name, "block text"),
	        .contents = level_after(name, "toc ") > 0,
	};
}

bool office_is_long_sentence(struct span text)
{
	text = span_trim(text);
	return text.len > OFFICE_HEADING_MAX && strchr(".;:,", text.data[text.len - 1]) != NULL;
}

bool office_label_is_worded(const char *label)
{
	size_t letters = 0;
	struct span s = span_of(label);
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		letters += utf8_is_letter(cp) && strchr("ivxlcdmIVXLCDM", cp < 0x80 ? (int)cp : ' ') == NULL;
	}
	return letters > 2;
}

void office_init(struct office *o, struct document *d)
{
	*o = (struct office){.document = d};
	segments_init(&o->writer, d);
}

static void drop_held(struct office *o)
{
	for (size_t i = 0; i < o->held_count; i++)
		paragraph_release(&o->held[i]);
	o->held_count = o->cell_count = 0;
}

void office_release(struct office *o)
{
	drop_held(o);
	for (size_t i = 0; i < o->note_count; i++)
		buf_release(&o->notes[i].text);
	free(o->held);
	free(o->raised);
	free(o->cells);
	free(o->notes);
}

/* ---- writing ---- */

static void add_lines(struct segment_writer *w, struct span s, bool row)
{
	for (size_t at = 0; at < s.len;) {
		const char *end = memchr(s.data + at, '\n', s.len - at);
		size_t to = end == NULL ? s.len : (size_t)(end - s.data);

		segments_text(w, span_make(s.data + at, to - at));
		if (end != NULL && row)
			segments_text(w, span_of(" "));
		else if (end != NULL)
			segments_line(w);
		at = to + 1;
	}
}

/* Notes what was raised of the text from byte `from` on, white space before it apart. */
static void note_raised(struct office *o, size_t from)
{
	const struct document *d = o->document;

	while (from < d->text.len && (unsigned char)d->text.data[from] <= ' ')
		from++;
	if (from == d->text.len || !o->writer.open)
		return;
	ARRAY_GROW(o->raised, o->raised_count, o->raised_cap);
	o->raised[o->raised_count++] = (struct office_raised){d->segment_count - 1, {from, d->text.len}, false};
}

/* Bytes [from, to) of a paragraph; *next is the first raised text that is not written. */
static void add_part(struct office *o, const struct office_paragraph *p, size_t from, size_t to, size_t *next, bool row)
{
	while (from < to) {
		const struct range *r = *next < p->raised_count ? &p->raised[*next] : NULL;
		bool raised = r != NULL && r->start <= from;
		size_t end = r == NULL ? to : raised ? r->end : r->start, start = o->document->text.len;

		end = end < to ? end : to;
		add_lines(&o->writer, span_make(p->text.data + from, end - from), row);
		if (raised)
			note_raised(o, start);
		*next += raised && end == r->end;
		from = end;
	}
}

static void add_text(struct office *o, struct office_paragraph *p, bool row)
{
	size_t at = 0, next = 0;

	paragraph_drop_raised(p);
	for (size_t i = 0; i < p->call_count; i++) {
		add_part(o, p, at, p->calls[i].at, &next, row);
		segments_call(&o->writer, p->calls[i].note);
		at = p->calls[i].at;
	}
	add_part(o, p, at, p->text.len, &next, row);
}

static enum segment_kind kind_of(const struct office_paragraph *p)
{
	if (p->title || p->heading > 0)
		return SEGMENT_HEADING;
	if (p->item)
		return SEGMENT_ITEM;
	return p->quotation ? SEGMENT_QUOTATION : SEGMENT_PARAGRAPH;
}

static void write_paragraph(struct office *o, struct office_paragraph *p)
{
	enum segment_kind kind = kind_of(p);
	size_t count = o->document->segment_count;
	int level = kind == SEGMENT_ITEM ? p->level : kind != SEGMENT_HEADING ? 0 : p->title ? 1 : p->heading + o->titled;

	if (span_trim(buf_span(&p->text)).len == 0)
		return;
	segments_begin(&o->writer, kind, level);
	segments_label(&o->writer, span_of(p->label));
	add_text(o, p, false);
	segments_end(&o->writer);
	while (o->raised_count > 0 && o->raised[o->raised_count - 1].segment >= o->document->segment_count)
		o->raised_count--;
	if (p->title && !o->titled && o->document->segment_count > count) {
		o->titled = true;
		o->title = count;
	}
}

void office_add(struct office *o, struct office_paragraph *p)
{
	if (o->row) {
		if (o->cell_count == 0)
			office_begin_cell(o);
		ARRAY_GROW(o->held, o->held_count, o->held_cap);
		o->held[o->held_count++] = *p;
	} else {
		write_paragraph(o, p);
		paragraph_release(p);
	}
	paragraph_init(p);
}

/* ---- tables ---- */

void office_begin_table(struct office *o)
{
	o->tables++;
	o->nested |= o->tables > 1;
}

void office_end_table(struct office *o)
{
	o->tables--;
}

void office_begin_row(struct office *o)
{
	if (o->tables > 1)
		return;
	o->row = true;
	o->nested = false;
}

void office_begin_cell(struct office *o)
{
	if (o->tables > 1 || !o->row)
		return;
	ARRAY_GROW(o->cells, o->cell_count, o->cell_cap);
	o->cells[o->cell_count++] = o->held_count;
}

static size_t cell_end(const struct office *o, size_t cell)
{
	return cell + 1 < o->cell_count ? o->cells[cell + 1] : o->held_count;
}

static bool is_data(const struct office *o)
{
	bool any = false;

	if (o->nested || o->cell_count < 2)
		return false;
	for (size_t c = 0; c < o->cell_count; c++) {
		size_t bytes = 0;

		for (size_t i = o->cells[c]; i < cell_end(o, c); i++) {
			const struct office_paragraph *p = &o->held[i];

			if (p->heading > 0 || p->title || p->item)
				return false;
			bytes += p->text.len;
			any |= span_trim(buf_span(&p->text)).len != 0;
		}
		if (bytes > OFFICE_CELL_MAX)
			return false;
	}
	return any;
}

static void write_row(struct office *o)
{
	segments_begin(&o->writer, SEGMENT_ROW, 0);
	segments_text(&o->writer, span_of("|"));
	for (size_t c = 0; c < o->cell_count; c++) {
		for (size_t i = o->cells[c]; i < cell_end(o, c); i++) {
			segments_text(&o->writer, span_of(" "));
			add_text(o, &o->held[i], true);
		}
		segments_text(&o->writer, span_of(" |"));
	}
	segments_end(&o->writer);
}

void office_end_row(struct office *o, bool keep)
{
	if (o->tables > 1 || !o->row)
		return;
	o->row = false;
	if (keep && is_data(o))
		write_row(o);
	else if (keep)
		for (size_t i = 0; i < o->held_count; i++)
			write_paragraph(o, &o->held[i]);
	drop_held(o);
}

/* ---- notes ---- */

size_t office_note(struct office *o)
{
	ARRAY_GROW(o->notes, o->note_count, o->note_cap);
	o->notes[o->note_count] = (struct office_note){.label = ""};
	buf_init(&o->notes[o->note_count].text);
	return o->note_count++;
}

static void write_notes(struct office *o)
{
	size_t count = o->note_count + o->raised_count, *segment_of = mem_alloc((count + 1) * sizeof *segment_of);

	for (size_t i = 0; i < o->note_count; i++) {
		struct span text = buf_span(&o->notes[i].text);

		segment_of[i] = SEGMENT_NONE;
		if (span_trim(text).len == 0)
			continue;
		segments_begin(&o->writer, SEGMENT_NOTE, 0);
		segments_note_label(&o->writer, span_of(o->notes[i].label));
		add_lines(&o->writer, text, false);
		segments_end(&o->writer);
		segment_of[i] = o->document->segment_count - 1;
	}
	for (size_t i = 0; i < o->raised_count; i++)
		segment_of[o->note_count + i] = o->raised[i].segment;
	segments_join_calls(o->document, segment_of, count);
	free(segment_of);
}

static void set_title(struct office *o)
{
	const struct document *d = o->document;

	if (o->titled) {
		const struct segment *s = &d->segments[o->title];

		metadata_set(&o->document->front, span_of("title"), span_make(d->text.data + s->content, s->at.end - s->content), NULL);
	}
}

bool office_finish(struct office *o, char **reason)
{
	office_settle_raised(o);
	set_title(o);
	headings_settle(o->document);
	write_notes(o);
	if (o->writer.full)
		*reason = mem_strdup("more paragraphs than we read");
	else if (o->document->segment_count == 0)
		*reason = mem_strdup("no text in it");
	return *reason == NULL;
}

/* ---- properties ---- */

/* Folded, white space as single blanks. */
static void fold_words(struct buf *out, struct span s, size_t *words)
{
	struct span rest = s;

	*words = 0;
	while ((rest = span_trim(rest)).len != 0) {
		size_t end = 0;

		while (end < rest.len && (unsigned char)rest.data[end] > ' ')
			end++;
		if (out->len != 0)
			buf_add_char(out, ' ');
		utf8_fold(out, span_make(rest.data, end));
		rest = span_make(rest.data + end, rest.len - end);
		++*words;
	}
}

void office_take_title(struct office *o, struct span title)
{
	struct span text = buf_span(&o->document->text);
	struct buf a, b;
	size_t words, all;

	if (o->document->front.title != NULL || span_trim(title).len == 0)
		return;
	if (text.len > TITLE_WINDOW)
		text.len = TITLE_WINDOW;
	buf_init(&a);
	buf_init(&b);
	fold_words(&a, title, &words);
	fold_words(&b, text, &all);
	if (words >= TITLE_WORDS && memmem(b.data, b.len, a.data, a.len) != NULL)
		metadata_set(&o->document->front, span_of("title"), span_trim(title), NULL);
	buf_release(&a);
	buf_release(&b);
}
