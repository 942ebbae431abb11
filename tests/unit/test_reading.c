/* Reading text: the table of tests/cases/reading.txt, and the way back to the source. */
#include "tests/unit/table.h"
#include "text/reading.h"

#define CASES "tests/cases/reading.txt"
#define RANGES_MAX 16

/* A source with its ranges and skips. */
struct made {
	struct buf source;
	struct range ranges[RANGES_MAX], skips[RANGES_MAX];
	size_t range_count, skip_count;
};

/* Reads the table's notation: braces and brackets are taken out. */
static void make(struct made *m, struct span field)
{
	struct buf notation;

	buf_init(&notation);
	buf_init(&m->source);
	m->range_count = m->skip_count = 0;
	table_unescape(&notation, field);
	for (size_t i = 0; i < notation.len; i++) {
		char c = notation.data[i];

		if (c == '{')
			m->ranges[m->range_count].start = m->source.len;
		else if (c == '}')
			m->ranges[m->range_count++].end = m->source.len;
		else if (c == '(')
			m->skips[m->skip_count].start = m->source.len;
		else if (c == ')')
			m->skips[m->skip_count++].end = m->source.len;
		else
			buf_add_char(&m->source, c);
	}
	buf_release(&notation);
}

static void write_ranges(struct buf *out, const struct reading *r, struct range at)
{
	struct range *ranges;
	size_t count = reading_ranges(r, at, &ranges);

	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%zu-%zu", i == 0 ? "" : " ", ranges[i].start, ranges[i].end);
	free(ranges);
}

/* Every byte that a piece covers is the source's own, or white space for white space; pieces are in order. */
static bool pieces_hold(const struct reading *r, struct span source)
{
	size_t at = 0, from = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct piece *p = &r->pieces[i];

		if (p->at < at || p->source < from || p->at + p->len > r->text.len || p->source + p->len > source.len)
			return false;
		for (size_t k = 0; k < p->len; k++) {
			char c = r->text.data[p->at + k], s = source.data[p->source + k];

			if (c != s && !((c == ' ' || c == '\n') && strchr(" \t\n\v\f\r", s) != NULL))
				return false;
			if (reading_source(r, p->at + k) != p->source + k)
				return false;
		}
		at = p->at + p->len;
		from = p->source + p->len;
	}
	return true;
}

static void one_case(void *context, unsigned line, const struct span *fields)
{
	struct reading *r = context; /* used again and again */
	struct buf expected, ranges;
	struct made m;

	buf_init(&expected);
	buf_init(&ranges);
	make(&m, fields[0]);
	table_unescape(&expected, fields[1]);
	reading_make(r, buf_span(&m.source), m.ranges, m.range_count, m.skips, m.skip_count);
	write_ranges(&ranges, r, (struct range){0, r->text.len});
	if (!tap_ok(span_eq(buf_span(&r->text), buf_span(&expected)) && span_eq(buf_span(&ranges), fields[2]) &&
	                    pieces_hold(r, buf_span(&m.source)),
	            "%s:%u %.*s", CASES, line, (int)fields[0].len, fields[0].data))
		tap_note("found \"%s\", ranges %s", r->text.data, ranges.data);
	buf_release(&m.source);
	buf_release(&expected);
	buf_release(&ranges);
}

static void check_ranges(const struct reading *r, size_t start, size_t end, const char *expected)
{
	struct buf found;

	buf_init(&found);
	write_ranges(&found, r, (struct range){start, end});
	if (!tap_ok(span_eq_str(buf_span(&found), expected), "reading bytes %zu-%zu are %s", start, end, expected))
		tap_note("found %s", found.data);
	buf_release(&found);
}

/* Parts of a reading text, cut at every kind of place. */
static void parts(void)
{
	struct reading r;
	struct made m;
	static const char notation[] = "{one(1)  two} x {three}"; /* "one two […] three" */

	reading_init(&r);
	make(&m, span_of(notation));
	reading_make(&r, buf_span(&m.source), m.ranges, m.range_count, m.skips, m.skip_count);
	tap_ok(span_eq_str(buf_span(&r.text), "one two […] three"), "the text of %s", notation);
	check_ranges(&r, 0, 3, "0-3");
	check_ranges(&r, 1, 2, "1-2");
	check_ranges(&r, 0, 7, "0-9");
	check_ranges(&r, 3, 7, "6-9");
	check_ranges(&r, 0, 4, "0-3");
	check_ranges(&r, 3, 4, "");
	check_ranges(&r, 2, 5, "2-7");
	check_ranges(&r, 7, 14, "");
	check_ranges(&r, 6, 15, "8-9 12-13");
	check_ranges(&r, 14, 19, "12-17");
	check_ranges(&r, 0, r.text.len, "0-9 12-17");
	check_ranges(&r, 5, 5, "");
	tap_ok(reading_source(&r, 3) == 6, "folded white space is at the next byte's place");
	tap_ok(reading_source(&r, 9) == 12, "so is a join");
	tap_ok(reading_source(&r, r.text.len) == 17, "and past the end is past the last byte");
	reading_release(&r);
	reading_release(NULL);
	buf_release(&m.source);
}

static void shown(void)
{
	struct reading r;
	struct buf out;
	struct range all = {0, 10};

	reading_init(&r);
	buf_init(&out);
	buf_add_str(&out, "> ");
	reading_make(&r, span_of("a\xFF-\nb \xE2\x80 c"), &all, 1, NULL, 0);
	reading_show(&out, &r, (struct range){0, r.text.len});
	tap_ok(span_eq_str(buf_span(&out), "> a\xEF\xBF\xBD- b \xEF\xBF\xBD c"), "bytes that are no text, and line feeds");
	tap_ok(memchr(r.text.data, '\xFF', r.text.len) != NULL, "the reading text keeps them");
	reading_make(&r, span_of(""), NULL, 0, NULL, 0);
	tap_ok(r.text.len == 0 && reading_source(&r, 0) == 0, "no ranges, no text");
	buf_release(&out);
	reading_release(&r);
}

/* The reading text of ASCII, byte by byte: a run of white space is a blank, or a line feed after a hyphen. */
static void read_slowly(struct buf *out, struct span source)
{
	bool blank = false, line_end = false;

	for (size_t i = 0; i < source.len; i++) {
		char c = source.data[i];

		if (c != '\0' && strchr(" \t\n\v\f\r", c) != NULL) {
			blank = true;
			line_end |= c == '\n' || c == '\r';
			continue;
		}
		if (blank && out->len != 0)
			buf_add_char(out, line_end && out->data[out->len - 1] == '-' ? '\n' : ' ');
		buf_add_char(out, c);
		blank = line_end = false;
	}
}

/* What is read differently, at each place among the bytes that are read eight at a time. */
static void at_each_place(void)
{
	static const char *const odd[] = {" ",   "  ",   "   ", "\n",    "\t",   " \n", "\n ", "-\n", "- \n", " - \n-",
	                                  " !", "!  ", " ! ", "! !", "\x7F", "\x01", " \x1F ", "\x21 \x21", " a b c d e f g h i"};
	struct buf source, expected;
	struct reading r;

	reading_init(&r);
	buf_init(&source);
	buf_init(&expected);
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		bool same = true;

		for (size_t before = 0; before < 20; before++)
			for (size_t behind = 0; behind < 20; behind++) {
				struct range all = {0, before + strlen(odd[i]) + behind};

				buf_clear(&source);
				buf_clear(&expected);
				buf_add(&source, "abcd efg hijklmno pq", before);
				buf_add_str(&source, odd[i]);
				buf_add(&source, "rs tuvwxyz ABCDE FGH", behind);
				reading_make(&r, buf_span(&source), &all, 1, NULL, 0);
				read_slowly(&expected, buf_span(&source));
				same = same && span_eq(buf_span(&r.text), buf_span(&expected)) && pieces_hold(&r, buf_span(&source));
			}
		tap_ok(same, "odd bytes %zu at each place", i);
	}
	reading_release(&r);
	buf_release(&source);
	buf_release(&expected);
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* Any bytes, any ranges: the pieces hold, and every range lies inside those that were given. */
static void random_sources(void)
{
	static const char *const pieces[] = {" ", "\n", "-", "a", "é", "\xC2\xA0", "\xC2\xAD", "\xE2\x80", "\xFF", "word"};
	uint32_t state = 11;
	struct reading r;
	struct buf source;
	bool holds = true;

	reading_init(&r);
	buf_init(&source);
	for (unsigned i = 0; i < 20000; i++) {
		struct range ranges[4], skips[4];
		size_t count = 0, skip_count = 0;

		buf_clear(&source);
		while (count < 4) {
			ranges[count].start = source.len;
			for (unsigned k = next_random(&state) % 9; k > 0; k--)
				buf_add_str(&source, pieces[next_random(&state) % 10]);
			ranges[count].end = source.len;
			if (source.len > ranges[count].start && next_random(&state) % 2) {
				size_t len = source.len - ranges[count].start, from = next_random(&state) % len;

				skips[skip_count].start = ranges[count].start + from;
				skips[skip_count].end = skips[skip_count].start + next_random(&state) % (len - from + 1);
				skip_count++;
			}
			count++;
			buf_add_str(&source, "|");
		}
		reading_make(&r, buf_span(&source), ranges, count, skips, skip_count);
		holds = holds && pieces_hold(&r, buf_span(&source)) && memchr(r.text.data, '|', r.text.len) == NULL &&
		        strstr(r.text.data, "  ") == NULL;
	}
	tap_ok(holds, "the pieces hold for 20000 random sources");
	reading_release(&r);
	buf_release(&source);
}

int main(void)
{
	struct reading r;

	reading_init(&r);
	table_run(CASES, 3, 30, one_case, &r);
	reading_release(&r);
	parts();
	shown();
	at_each_place();
	random_sources();
	return tap_done();
}
