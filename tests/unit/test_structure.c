/*
 * The five statements of ../shared/corpus against ../shared/truth/structure.json:
 * what a person found in them, and how much of it the outline finds. Prints
 * each figure. Lines of the truth count from 1.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/outline.h"
#include "indexer/title.h"
#include "tests/unit/tap.h"
#include "text/reading.h"

#define TRUTH "../shared/truth/structure.json"
#define CORPUS "../shared/corpus/"

struct score {
	size_t found, of;
};

struct figures {
	struct score notes, continuations, cuts, headings, numbered, items;
	size_t false_headings, titles_in_paths, foreign_metadata, wrong_metadata;
};

struct doc {
	json_t *truth;
	struct span text;
	struct document document;
	struct outline outline;
	struct metadata meta;
	size_t *lines; /* where each begins; [count] is the text's end */
	size_t line_count;
};

static bool read_file(const char *path, struct buf *to)
{
	char bytes[65536];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (!f)
		return false;
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(to, bytes, n);
	fclose(f);
	return true;
}

static void index_lines(struct doc *d)
{
	size_t cap = 0;

	for (size_t i = 0; i <= d->text.len; i++) {
		if (i > 0 && i < d->text.len && d->text.data[i - 1] != '\n')
			continue;
		ARRAY_GROW(d->lines, d->line_count, cap);
		d->lines[d->line_count++] = i;
	}
	d->line_count--;
}

/* The bytes of line n without the white space around them. */
static struct range line_range(const struct doc *d, json_int_t n)
{
	struct range r = {d->lines[n - 1], d->lines[n]};

	while (r.end > r.start && (unsigned char)d->text.data[r.end - 1] <= ' ')
		r.end--;
	while (r.start < r.end && (unsigned char)d->text.data[r.start] <= ' ')
		r.start++;
	return r;
}

static const char *string_of(json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static json_int_t number_of(json_t *object, const char *key)
{
	return json_integer_value(json_object_get(object, key));
}

/* The passage with a range that begins on the line. */
static const struct outline_passage *passage_on(const struct doc *d, json_int_t line, size_t *range)
{
	struct range l = line_range(d, line);

	for (size_t i = 0; i < d->outline.count; i++) {
		const struct outline_passage *p = &d->outline.passages[i];
		for (size_t k = 0; k < p->range_count; k++) {
			if (p->ranges[k].start >= l.start && p->ranges[k].start < l.end) {
				*range = k;
				return p;
			}
		}
	}
	return NULL;
}

static bool ends_on(const struct doc *d, const struct outline_passage *p, size_t range, json_int_t line)
{
	return p && p->ranges[range].end == line_range(d, line).end;
}

static void read_reading(const struct doc *d, const struct outline_passage *p, struct reading *r)
{
	reading_make(r, d->text, p->ranges, p->range_count, p->skips, p->skip_count);
}

static void count(struct score *s, bool good, const struct doc *d, const char *what, json_int_t line)
{
	s->of++;
	s->found += good;
	if (!good)
		tap_note("%s: %s at line %d", string_of(d->truth, "file"), what, (int)line);
}

static void check_notes(struct doc *d, struct figures *f)
{
	const char *label;
	json_t *note, *list = json_object_get(d->truth, "footnotes");

	json_object_foreach(list, label, note) {
		size_t range = 0;
		const struct outline_passage *p = passage_on(d, number_of(note, "line"), &range);
		const char *first = string_of(note, "first");
		bool good = p && p->kind == PASSAGE_NOTE && span_eq_str(p->note, label) && range == 0 &&
		            span_starts(span_sub(d->text, p->ranges[0]), first);
		count(&f->notes, good, d, "note", number_of(note, "line"));
	}
}

static void check_continuations(struct doc *d, struct figures *f)
{
	size_t i;
	json_t *c;

	json_array_foreach(json_object_get(d->truth, "footnote_continuations"), i, c) {
		struct range l = line_range(d, number_of(c, "continued_at"));
		bool good = false;
		for (size_t k = 0; k < d->outline.count; k++) {
			const struct outline_passage *p = &d->outline.passages[k];
			for (size_t j = 0; j < p->range_count; j++)
				good |= p->kind == PASSAGE_NOTE && span_eq_str(p->note, string_of(c, "marker")) &&
				        p->ranges[j].start <= l.start && p->ranges[j].end >= l.end;
		}
		count(&f->continuations, good, d, "continuation", number_of(c, "continued_at"));
	}
}

static void check_cuts(struct doc *d, struct figures *f)
{
	size_t i;
	json_t *c;

	json_array_foreach(json_object_get(d->truth, "cut_paragraphs"), i, c) {
		size_t a = 0, b = 0;
		const char *kind = string_of(c, "kind");
		const struct outline_passage *p, *q;
		if (span_eq_str(span_of(kind), "footnote"))
			continue;
		p = passage_on(d, number_of(c, "before_line"), &a);
		q = passage_on(d, number_of(c, "after_line"), &b);
		count(&f->cuts, p && p == q && b == a + 1 && ends_on(d, p, a, number_of(c, "before_line")), d, "cut",
		      number_of(c, "before_line"));
	}
}

static bool is_title_line(const struct doc *d, json_int_t line)
{
	struct range l = line_range(d, line);

	for (size_t i = 0; i < d->outline.title_count; i++)
		if (d->outline.title[i].at.start >= l.start && d->outline.title[i].at.end <= l.end)
			return true;
	return false;
}

static void check_headings(struct doc *d, struct figures *f)
{
	json_t *list = json_object_get(d->truth, "headings"), *h;
	size_t i, sections = (size_t)number_of(d->truth, "section_headings"), titles = json_array_size(list) - sections;
	size_t found = 0, all = 0;

	json_array_foreach(list, i, h) {
		size_t range = 0;
		const struct outline_passage *p = passage_on(d, number_of(h, "line"), &range);
		bool heading = p && p->kind == PASSAGE_HEADING;
		if (i < titles) {
			f->titles_in_paths += heading || !is_title_line(d, number_of(h, "line"));
			continue;
		}
		struct reading r;
		reading_init(&r);
		if (p)
			read_reading(d, p, &r);
		heading = heading && span_eq_str(buf_span(&r.text), string_of(h, "text"));
		reading_release(&r);
		found += heading;
		count(&f->headings, heading, d, "heading", number_of(h, "line"));
	}
	for (i = 0; i < d->outline.count; i++)
		all += d->outline.passages[i].kind == PASSAGE_HEADING;
	f->false_headings += all - found;
}

/* The last line of a numbered paragraph: where it is cut, of its second half. */
static json_int_t last_line(const struct doc *d, json_int_t line)
{
	size_t i;
	json_t *c;

	json_array_foreach(json_object_get(d->truth, "cut_paragraphs"), i, c)
		if (number_of(c, "before_line") == line)
			return number_of(c, "after_line");
	return line;
}

static void check_numbered(struct doc *d, struct figures *f)
{
	size_t i;
	json_t *line;

	json_array_foreach(json_object_get(d->truth, "numbered_paragraph_lines"), i, line) {
		size_t range = 0;
		char label[32], mark[32];
		json_int_t n = json_integer_value(line);
		const struct outline_passage *p = passage_on(d, n, &range);
		snprintf(label, sizeof label, "%zu", i + 1);
		snprintf(mark, sizeof mark, "%zu. ", i + 1);
		count(&f->numbered,
		      p && p->kind == PASSAGE_PARAGRAPH && span_eq_str(p->label, label) && range == 0 &&
		              p->ranges[0].start == line_range(d, n).start + strlen(mark) &&
		              ends_on(d, p, p->range_count - 1, last_line(d, n)),
		      d, "numbered paragraph", n);
	}
}

static void check_items(struct doc *d, struct figures *f)
{
	size_t i;
	json_t *line;

	json_array_foreach(json_object_get(d->truth, "bullet_lines"), i, line) {
		size_t range = 0;
		json_int_t n = json_integer_value(line);
		const struct outline_passage *p = passage_on(d, n, &range);
		count(&f->items, p && p->kind == PASSAGE_ITEM && p->item > 0 && range == 0 &&
		                         p->ranges[0].start == line_range(d, n).start + 2,
		      d, "item", n);
	}
}

/* Right, or unknown; where the truth has none it must be unknown. */
static void check_field(struct figures *f, struct doc *d, const char *name, const char *truth, const char *ours)
{
	if (!ours)
		return;
	if (!truth) {
		f->foreign_metadata++;
		tap_note("%s: %s \"%s\" is not the document's own", string_of(d->truth, "file"), name, ours);
	} else if (strcmp(truth, ours) != 0) {
		f->wrong_metadata++;
		tap_note("%s: %s is \"%s\", not \"%s\"", string_of(d->truth, "file"), name, ours, truth);
	}
}

static void check_publishers(struct figures *f, struct doc *d)
{
	json_t *list = json_object_get(d->truth, "publisher");

	for (size_t i = 0; i < d->meta.publisher_count; i++) {
		const char *truth = json_string_value(json_array_get(list, i));
		if (!truth || strncmp(truth, d->meta.publishers[i], strlen(d->meta.publishers[i])) != 0) {
			f->wrong_metadata++;
			tap_note("%s: publisher \"%s\"", string_of(d->truth, "file"), d->meta.publishers[i]);
		}
	}
	if (d->meta.publisher_count && d->meta.publisher_count != json_array_size(list))
		f->wrong_metadata++;
}

static void check_metadata(struct doc *d, struct figures *f)
{
	check_field(f, d, "title", string_of(d->truth, "title"), d->meta.title);
	check_field(f, d, "date", string_of(d->truth, "date"), d->meta.date);
	check_field(f, d, "symbol", string_of(d->truth, "symbol"), d->meta.symbol);
	check_publishers(f, d);
	tap_note("%s: title %s, date %s, symbol %s, kind %s, %zu publishers", string_of(d->truth, "file"),
	         d->meta.title ? d->meta.title : "unknown", d->meta.date ? d->meta.date : "unknown",
	         d->meta.symbol ? d->meta.symbol : "unknown", d->meta.kind ? d->meta.kind : "unknown", d->meta.publisher_count);
}

static void check_missing(struct doc *d)
{
	size_t missing = json_array_size(json_object_get(d->truth, "footnote_missing_definition"));

	tap_ok(d->outline.missing_notes == missing, "%s: %zu calls without a note (%u found)", string_of(d->truth, "file"),
	       missing, d->outline.missing_notes);
}

static void check_document(json_t *truth, struct figures *f)
{
	struct doc d = {.truth = truth};
	char path[256];

	snprintf(path, sizeof path, CORPUS "%s", string_of(truth, "file"));
	document_init(&d.document);
	outline_init(&d.outline);
	metadata_init(&d.meta);
	if (tap_ok(read_file(path, &d.document.text), "%s is read", path)) {
		d.text = buf_span(&d.document.text);
		index_lines(&d);
		outline_make(&d.outline, d.text, &d.document, false);
		title_read(&d.meta, d.text, &d.outline, NULL);
		check_notes(&d, f);
		check_continuations(&d, f);
		check_cuts(&d, f);
		check_headings(&d, f);
		check_numbered(&d, f);
		check_items(&d, f);
		check_metadata(&d, f);
		check_missing(&d);
	}
	free(d.lines);
	metadata_release(&d.meta);
	outline_release(&d.outline);
	document_release(&d.document);
}

static void report(const char *what, struct score s, size_t of)
{
	tap_ok(s.found == s.of && s.of == of, "%s: %zu of %zu", what, s.found, of);
}

int main(void)
{
	struct figures f = {.false_headings = 0};
	json_t *truth = json_load_file(TRUTH, 0, NULL), *document;
	size_t i;

	if (!truth) {
		tap_skip("no ../shared", "structure of the five statements");
		return tap_done();
	}
	json_array_foreach(truth, i, document)
		check_document(document, &f);
	report("note definitions, with their first words", f.notes, 134);
	report("note continuations", f.continuations, 4);
	report("body cuts", f.cuts, 7);
	report("section headings", f.headings, 33);
	tap_ok(f.false_headings == 0, "false headings: %zu", f.false_headings);
	tap_ok(f.titles_in_paths == 0, "title-block lines in a section path: %zu of 7", f.titles_in_paths);
	report("numbered paragraphs, first to last word", f.numbered, 35);
	report("list items", f.items, 59);
	tap_ok(f.foreign_metadata == 0, "dates, symbols, titles that are not the document's: %zu", f.foreign_metadata);
	tap_ok(f.wrong_metadata == 0, "titles, dates, symbols, publishers that are wrong: %zu", f.wrong_metadata);
	json_decref(truth);
	return tap_done();
}
