/*
 * The rules of the outline, each with made-up texts: tests/cases/outline/X.txt
 * (or .md) is read, and what is found in it compared with X.out. With
 * OUTLINE_WRITE set the .out files are written instead: read them before you
 * believe them.
 *
 * In an .out file a passage is two lines: what it is and where, then its text,
 * with {what is not read} in braces and […] where two ranges meet.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/outline.h"
#include "indexer/scan.h"
#include "tests/unit/reader_cases.h"
#include "text/reading.h"

#define CASES "tests/cases/outline"

/* ---- the dump ---- */

static void add_shown(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		buf_add_char(out, strchr("\n\r\f\t", s.data[i]) ? ' ' : s.data[i]);
}

static void add_reading(struct buf *out, struct span text, const struct outline_passage *p)
{
	struct reading r;

	reading_init(&r);
	reading_make(&r, text, p->ranges, p->range_count, p->skips, p->skip_count);
	add_shown(out, buf_span(&r.text));
	reading_release(&r);
}

static void add_path(struct buf *out, struct span text, const struct outline *o, size_t heading)
{
	if (heading == OUTLINE_NONE)
		return;
	add_path(out, text, o, o->passages[heading].parent);
	buf_add_str(out, o->passages[heading].parent == OUTLINE_NONE ? " @ " : " > ");
	add_reading(out, text, &o->passages[heading]);
}

static void add_text(struct buf *out, struct span text, const struct outline_passage *p)
{
	size_t skip = 0;

	for (size_t i = 0; i < p->range_count; i++) {
		size_t at = p->ranges[i].start;
		if (i)
			buf_add_str(out, " […] ");
		for (; skip < p->skip_count && p->skips[skip].start < p->ranges[i].end; skip++) {
			add_shown(out, span_sub(text, (struct range){at, p->skips[skip].start}));
			buf_add_char(out, '{');
			add_shown(out, span_sub(text, p->skips[skip]));
			buf_add_char(out, '}');
			at = p->skips[skip].end;
		}
		add_shown(out, span_sub(text, (struct range){at, p->ranges[i].end}));
	}
}

static void add_passage(struct buf *out, struct span text, const struct outline *o, const struct outline_passage *p)
{
	static const char *const kinds[] = {"paragraph", "item", "note", "heading"};

	buf_add_str(out, kinds[p->kind]);
	if (p->label.len)
		buf_addf(out, " %.*s", (int)p->label.len, p->label.data);
	if (p->counted)
		buf_addf(out, " #%u", p->counted);
	if (p->item)
		buf_addf(out, " item %u", p->item);
	if (p->mark.len)
		buf_addf(out, " marked %.*s", (int)p->mark.len, p->mark.data);
	if (p->note.len)
		buf_addf(out, " %.*s", (int)p->note.len, p->note.data);
	if (p->kind == PASSAGE_HEADING)
		buf_addf(out, p->level ? " level %d" : " level unknown", p->level);
	add_path(out, text, o, p->heading);
	if (p->lead_in != OUTLINE_NONE) {
		buf_add_str(out, " <- ");
		add_reading(out, text, &o->passages[p->lead_in]);
	}
	for (size_t i = 0; i < p->call_count; i++)
		buf_addf(out, "%s%.*s", i ? "," : " calls ", (int)p->calls[i].label.len, p->calls[i].label.data);
	buf_add_str(out, "\n    ");
	add_text(out, text, p);
	buf_add_char(out, '\n');
}

static void dump(struct buf *out, struct span text, const struct outline *o)
{
	for (size_t i = 0; i < o->title_count; i++) {
		buf_addf(out, "title%s%s: ", o->title[i].level ? " #" : "", o->title[i].bold ? " bold" : "");
		add_shown(out, span_sub(text, o->title[i].at));
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < o->count; i++)
		add_passage(out, text, o, &o->passages[i]);
	if (o->missing_notes)
		buf_addf(out, "missing notes: %u\n", o->missing_notes);
}

/* ---- what must hold of every outline ---- */

static bool in_ranges(const struct outline_passage *p, struct range r)
{
	for (size_t i = 0; i < p->range_count; i++)
		if (r.start >= p->ranges[i].start && r.end <= p->ranges[i].end)
			return true;
	return false;
}

static bool passage_holds(const struct outline *o, size_t n, size_t length)
{
	const struct outline_passage *p = &o->passages[n];
	size_t past = 0, bytes = 0;

	for (size_t i = 0; i < p->range_count; i++) {
		if (p->ranges[i].start < past || p->ranges[i].end <= p->ranges[i].start || p->ranges[i].end > length)
			return false;
		past = p->ranges[i].end;
		bytes += p->ranges[i].end - p->ranges[i].start;
	}
	past = 0;
	for (size_t i = 0; i < p->skip_count; i++) {
		if (p->skips[i].start < past || !in_ranges(p, p->skips[i]))
			return false;
		past = p->skips[i].end;
	}
	return bytes > 0 && bytes <= PASSAGE_BYTES_MAX && (p->heading == OUTLINE_NONE || p->heading < n) &&
	       (p->lead_in == OUTLINE_NONE || p->lead_in < n) && (p->parent == OUTLINE_NONE || p->parent < n);
}

static bool outline_holds(const struct outline *o, size_t length)
{
	for (size_t i = 0; i < o->count; i++)
		if (!passage_holds(o, i, length))
			return false;
	return true;
}

/* ---- nothing is lost ---- */

/* How many passages hold each byte. */
static unsigned char *count_holders(const struct outline *o, size_t length)
{
	unsigned char *holders = mem_zalloc(length + 1);

	for (size_t i = 0; i < o->count; i++)
		for (size_t k = 0; k < o->passages[i].range_count; k++)
			for (size_t at = o->passages[i].ranges[k].start; at < o->passages[i].ranges[k].end; at++)
				holders[at] = holders[at] ? 2 : 1;
	return holders;
}

/* A line that is no text: a rule, a fence, the rule of a table, a mark whose text is on another line. */
static bool is_no_text(struct span text, const struct line *l)
{
	struct mark m;
	char sign;
	size_t length;

	return (l->flags & LINE_FURNITURE) || line_is_rule(text, l, &sign) || line_is_fence(text, l, &sign, &length) ||
	       line_is_row_rule(text, l) || line_underline(text, l) || (mark_read(text, l, &m) && m.alone);
}

/* Whether every byte of the line is in one passage, but for its mark and the #s after a heading. */
static bool line_is_held(struct span text, const struct line *l, const unsigned char *holders)
{
	struct mark m;
	size_t from = l->start, to = l->end, stars = l->start;
	bool marked = mark_read(text, l, &m);

	while (stars < to && text.data[stars] == '*')
		stars++; /* "*The experts: …" */
	while (from < to && holders[from] == 0)
		from++;
	if (from == to)
		return is_no_text(text, l);
	while (to > from && holders[to - 1] == 0 && strchr("# ", text.data[to - 1]))
		to--;
	if (from > l->start && !(marked && from == m.after) && from != stars)
		return false;
	for (size_t at = from; at < to; at++)
		if (holders[at] == 0 && (unsigned char)text.data[at] > ' ')
			return false;
	return true;
}

/* Every byte that is no white space, no mark and no furniture of a page is in exactly one passage. */
static bool nothing_is_lost(const struct document *d, struct outline *o)
{
	struct span text = buf_span(&d->text);
	struct scan s = {.text = text, .document = d, .outline = o, .markdown = d->style == STYLE_MARKDOWN};
	unsigned char *holders = count_holders(o, text.len);
	bool good = true;

	lines_find(&s);
	lines_drop_numbers(&s);
	lines_mark_furniture(&s);
	lines_find_tight(&s);
	for (size_t i = 0; i < s.line_count && good; i++) {
		good = (s.lines[i].flags & LINE_BLANK) || line_is_held(text, &s.lines[i], holders);
		if (!good)
			tap_note("lost in line %zu: %.*s", i + 1, (int)(s.lines[i].end - s.lines[i].start), text.data + s.lines[i].start);
	}
	for (size_t at = 0; at < text.len && good; at++) {
		good = holders[at] < 2;
		if (!good)
			tap_note("byte %zu is in two passages", at);
	}
	free(s.lines);
	free(holders);
	return good;
}

/* ---- the cases ---- */

static void show_difference(struct span found, struct span expected)
{
	size_t at = 0, line = 1;

	while (at < found.len && at < expected.len && found.data[at] == expected.data[at])
		line += found.data[at++] == '\n';
	while (at > 0 && found.data[at - 1] != '\n')
		at--;
	tap_note("line %zu: found    %.*s", line, (int)(found.len - at < 200 ? found.len - at : 200), found.data + at);
	tap_note("line %zu: expected %.*s", line, (int)(expected.len - at < 200 ? expected.len - at : 200), expected.data + at);
}

static void compare(const char *path, struct span found)
{
	struct buf expected;

	buf_init(&expected);
	if (getenv("OUTLINE_WRITE")) {
		FILE *f = fopen(path, "wb");
		if (f) {
			fwrite(found.data, 1, found.len, f);
			fclose(f);
		}
	}
	cases_file(path, &expected);
	if (!tap_ok(span_eq(found, buf_span(&expected)), "%s", path))
		show_difference(found, buf_span(&expected));
	buf_release(&expected);
}

static void run_case(const char *name)
{
	char path[512], *reason = NULL;
	const char *dot = strrchr(name, '.');
	struct buf bytes, found;
	struct document d;
	struct outline o;

	buf_init(&bytes);
	buf_init(&found);
	document_init(&d);
	outline_init(&o);
	snprintf(path, sizeof path, CASES "/%s", name);
	if (tap_ok(cases_file(path, &bytes) && document_read(&d, buf_span(&bytes), span_of(name), &reason), "%s is read", path)) {
		outline_make(&o, buf_span(&d.text), &d, false);
		tap_ok(outline_holds(&o, d.text.len), "%s: ranges and skips in order and inside", name);
		tap_ok(nothing_is_lost(&d, &o), "%s: every byte in one passage", name);
		dump(&found, buf_span(&d.text), &o);
		snprintf(path, sizeof path, CASES "/%.*s.out", (int)(dot - name), name);
		compare(path, buf_span(&found));
	}
	free(reason);
	outline_release(&o);
	document_release(&d);
	buf_release(&found);
	buf_release(&bytes);
}

static int is_input(const struct dirent *e)
{
	struct span s = span_of(e->d_name);

	if (cases_pass_over(e->d_name))
		return false;
	return span_ends(s, ".txt") || span_ends(s, ".md") || span_ends(s, ".html");
}

static void run_cases(void)
{
	struct dirent **list = NULL;
	int n = scandir(CASES, &list, is_input, alphasort);

	tap_ok(n >= 40, "%d cases", n);
	for (int i = 0; i < n; i++) {
		run_case(list[i]->d_name);
		free(list[i]);
	}
	free(list);
}

/* ---- limits and long inputs ---- */

static void make(struct outline *o, const struct buf *text, bool one_passage)
{
	struct document d = {.style = STYLE_PLAIN};

	outline_init(o);
	outline_make(o, buf_span(text), &d, one_passage);
}

static size_t passages_of(size_t length, const char *sentence, bool one_passage, bool *holds)
{
	struct buf text;
	struct outline o;
	size_t n;

	buf_init(&text);
	while (text.len + strlen(sentence) <= length)
		buf_add_str(&text, sentence);
	while (text.len < length)
		buf_add_char(&text, 'x');
	make(&o, &text, one_passage);
	n = o.count;
	*holds = outline_holds(&o, text.len);
	outline_release(&o);
	buf_release(&text);
	return n;
}

static void test_long_passages(void)
{
	bool holds;

	tap_ok(passages_of(PASSAGE_BYTES_MAX, "A sentence of rights. ", false, &holds) == 1 && holds,
	       "a passage of PASSAGE_BYTES_MAX is one");
	tap_ok(passages_of(PASSAGE_BYTES_MAX + 1, "A sentence of rights. ", false, &holds) == 2 && holds,
	       "a longer one is two");
	tap_ok(passages_of(3 * PASSAGE_BYTES_MAX, "a", false, &holds) == 3 && holds, "one word of 192 KiB is three");
	tap_ok(passages_of(3 * PASSAGE_BYTES_MAX, "л", true, &holds) >= 3 && holds, "and never cut inside a character");
	tap_ok(passages_of(20, "* not ** mark-up", true, &holds) == 1 && holds, "one passage");
}

/* Whether a page's note answers a call that stands apart from its word so many bytes above. */
static bool is_note_of_call(size_t apart)
{
	static const char filler[] = "Those who fish in the lake have counted the boats, and all the nets.\n";
	struct buf text;
	struct outline o;
	size_t call, notes = 0;

	buf_init(&text);
	buf_add_str(&text, "The lake\n\nThe boats were counted in the spring by those who fish there.\n\fThe oars were not counted.");
	call = text.len;
	buf_add_str(&text, " 1\n");
	while (text.len + 2 * strlen(filler) < call + apart)
		buf_add_str(&text, filler);
	while (text.len + 3 < call + apart)
		buf_add_char(&text, 'x');
	buf_add_str(&text, ".\n\n1 Letter of the council, of May.\n\fThe lamp is put out by the keeper.\n");
	make(&o, &text, false);
	for (size_t i = 0; i < o.count; i++)
		notes += o.passages[i].kind == PASSAGE_NOTE;
	outline_release(&o);
	buf_release(&text);
	return notes == 1;
}

static void test_calls_apart(void)
{
	tap_ok(is_note_of_call(200), "a note whose call stands apart from its word");
	tap_ok(is_note_of_call(NOTE_CALL_REACH - 1), "far above on its page");
	tap_ok(!is_note_of_call(NOTE_CALL_REACH), "and too far");
}

static void test_record(void)
{
	struct buf text;
	struct outline o;

	buf_init(&text);
	buf_add_str(&text, "The title of a record.\n\nIts text.\n");
	make(&o, &text, true);
	tap_ok(o.count == 1 && o.passages[0].counted == 0, "a record's one passage has no count");
	outline_release(&o);
	buf_release(&text);
}

static void test_same_locus(void)
{
	struct buf text;
	struct outline o;

	buf_init(&text);
	buf_add_str(&text, "7. ");
	while (text.len < PASSAGE_BYTES_MAX * 5 / 2)
		buf_add_str(&text, "Everyone has the right to life. ");
	buf_add_str(&text, "\n\n8. Next.\n");
	make(&o, &text, false);
	tap_ok(o.count == 4 && span_eq_str(o.passages[0].label, "7") && span_eq_str(o.passages[1].label, "7") &&
	               span_eq_str(o.passages[2].label, "7") && span_eq_str(o.passages[3].label, "8"),
	       "the parts of a long paragraph have one label");
	tap_ok(text.data[o.passages[0].ranges[0].end - 1] == '.', "and are cut after a sentence");
	outline_release(&o);
	buf_release(&text);
}

/* Repeats a pattern, with the number in it where it has one; returns the passages. */
static size_t repeated(const char *head, size_t times, const char *format, uint32_t *missing)
{
	struct buf text;
	struct outline o;
	size_t n;

	buf_init(&text);
	buf_add_str(&text, head);
	for (size_t i = 1; i <= times; i++)
		buf_addf(&text, format, (unsigned)i, (unsigned)i); // NOLINT: the formats are the table's below
	make(&o, &text, false);
	n = outline_holds(&o, text.len) ? o.count : 0;
	*missing = o.missing_notes;
	outline_release(&o);
	buf_release(&text);
	return n;
}

static void test_long_inputs(void)
{
	const size_t many = tap_scale(200000), half = many / 2, quarter = many / 4;
	uint32_t missing;

	tap_ok(repeated("", many, "%u. A right is a right, no more than that.\n\n", &missing) > 0, "200,000 numbered paragraphs");
	tap_ok(repeated("", half, "A right[^%u] is a right.\n\n[^%u]: A note.\n\n", &missing) == half * 2 && missing == 0,
	       "100,000 notes, each with its call");
	tap_ok(repeated("", half, "A right<sup>%u</sup> is a right.\n\n", &missing) == half && missing == half,
	       "100,000 calls without notes");
	tap_ok(repeated("Of these:\n\n", quarter, "1. One thing here.\n\n", &missing) == quarter + 1, "a list that begins 50,000 times");
	tap_ok(repeated("", half, "**a _b [c `d <e ", &missing) > 0, "mark-up that is never closed");
}

static void test_nested_lists(void)
{
	struct buf text;
	struct outline o;
	size_t depth = 0;
	const size_t lists = tap_scale(3000);

	buf_init(&text);
	buf_add_str(&text, "These are the rights:\n\n");
	for (size_t i = 0; i < lists; i++) {
		for (size_t k = 0; k < i * 2; k++)
			buf_add_char(&text, ' ');
		buf_add_str(&text, "- and one more\n");
	}
	make(&o, &text, false);
	for (size_t p = o.count - 1; p != OUTLINE_NONE && depth < 4000; p = o.passages[p].lead_in)
		depth++;
	tap_ok(depth == lists + 1, "3,000 lists inside one another: %zu", depth);
	outline_release(&o);
	buf_release(&text);
}

int main(void)
{
	run_cases();
	test_long_passages();
	test_calls_apart();
	test_record();
	test_same_locus();
	test_long_inputs();
	test_nested_lists();
	return tap_done();
}
