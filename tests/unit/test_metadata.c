/* Metadata: fields, dates, languages, publishers, and what fills what. */
#include "tests/unit/tap.h"
#include "text/metadata.h"

#include <stdlib.h>

static bool set(struct metadata *m, const char *name, const char *value)
{
	char *error = NULL;
	bool good = metadata_set(m, span_of(name), span_of(value), &error);

	tap_ok(good == (error == NULL), "%s: %s", name, good ? "set" : error);
	free(error);
	return good;
}

static bool is(const char *value, const char *expected)
{
	return expected == NULL ? value == NULL : value != NULL && strcmp(value, expected) == 0;
}

static void dates(void)
{
	static const char *const good[] = {"2021", "2021-11", "2021-11-30", "2020-02-29", "2000-02-29", "0001"};
	static const char *const bad[] = {
		"", "21", "202", "20211", "2021-", "2021-1", "2021-13", "2021-00", "2021/11", "2021-11-31", "2021-11-00",
		"2021-02-29", "1900-02-29", "2021-11-3", "2021-11 30", "November 2021", "0000", "-021", "+021", "2021-1a",
		"2021-11-30T00:00",
	};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		tap_ok(metadata_is_date(span_of(good[i])), "\"%s\" is a date", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		tap_ok(!metadata_is_date(span_of(bad[i])), "\"%s\" is no date", bad[i]);
}

/* Days as spreadsheets save them, and what is like them. */
static void dotted(void)
{
	static const char *const good[][2] = {
		{"05.07.2013", "2013-07-05"}, {"5.7.2013", "2013-07-05"}, {"5.07.2013", "2013-07-05"}, {"31.12.1999", "1999-12-31"}, {"05.7.2013", "2013-07-05"},
	};
	static const char *const bad[] = {
		".", "5.", "5.7", "5.7.13", "07.2013", "31.02.2013", "0.7.2013", "5.13.2013", "005.7.2013", "5.007.2013", "5.7.20133", "5.7.0000",
		"7/5/2013", "5.7-2013", "a.7.2013", "5.b.2013", "5..2013", "5.7.2013 ?",
	};
	struct metadata m;

	metadata_init(&m);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		tap_ok(set(&m, "date", good[i][0]) && is(m.date, good[i][1]), "\"%s\" is %s", good[i][0], good[i][1]);
	set(&m, "date", "2015");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		tap_ok(!set(&m, "date", bad[i]) && is(m.date, "2015"), "\"%s\" is no day", bad[i]);
	metadata_release(&m);
}

static void fields(void)
{
	struct metadata m;

	metadata_init(&m);
	tap_ok(set(&m, "title", " A title ") && is(m.title, "A title"), "values are trimmed");
	tap_ok(set(&m, "title", "") && m.title == NULL, "an empty value is unknown");
	tap_ok(set(&m, "date", "2021-11") && !set(&m, "date", "May 2021") && is(m.date, "2021-11"),
	       "a bad date leaves the one before");
	tap_ok(set(&m, "language", "EN-gb") && is(m.language, "en"), "a language becomes its ISO 639-1 code");
	tap_ok(set(&m, "language", "kaz") && is(m.language, "kk"), "from ISO 639-2 too");
	tap_ok(!set(&m, "language", "Kazakh") && is(m.language, "kk"), "a language that is no code");
	tap_ok(!set(&m, "author", "x") && !set(&m, "Title", "x") && !set(&m, "", "x"), "unknown fields");
	tap_ok(set(&m, "id", "a") && set(&m, "symbol", "A/1") && set(&m, "kind", "k") && set(&m, "country", "kz") &&
	               set(&m, "url", "http://x") && is(m.id, "a") && is(m.symbol, "A/1") && is(m.kind, "k") &&
	               is(m.country, "kz") && is(m.url, "http://x"),
	       "the other fields");
	tap_ok(metadata_is_field(span_of("publisher")) && metadata_is_field(span_of("url")) &&
	               !metadata_is_field(span_of("file")),
	       "which names are fields");
	metadata_release(&m);
	metadata_release(NULL);
}

static void publishers(void)
{
	struct metadata m;

	metadata_init(&m);
	tap_ok(set(&m, "publisher", "Article 19; Adil Soz ;; ") && m.publisher_count == 2 &&
	               is(m.publishers[0], "Article 19") && is(m.publishers[1], "Adil Soz"),
	       "publishers are parted by semicolons");
	tap_ok(set(&m, "publisher", "PEN") && m.publisher_count == 1, "set again, they are replaced");
	tap_ok(set(&m, "publisher", " ; ") && m.publisher_count == 0, "or unknown");
	metadata_release(&m);
}

static void fill(void)
{
	struct metadata m, lower;

	metadata_init(&m);
	metadata_init(&lower);
	set(&m, "title", "Upper");
	set(&lower, "title", "Lower");
	set(&lower, "date", "2015");
	set(&lower, "publisher", "A; B");
	metadata_fill(&m, &lower);
	tap_ok(is(m.title, "Upper") && is(m.date, "2015") && m.publisher_count == 2 && is(m.publishers[1], "B"),
	       "only unknown fields are filled");
	metadata_release(&lower);
	tap_ok(is(m.date, "2015") && is(m.publishers[0], "A"), "with copies");
	set(&lower, "publisher", "C");
	metadata_fill(&m, &lower);
	tap_ok(m.publisher_count == 2, "publishers are one field");
	metadata_release(&m);
	metadata_release(&lower);
}

int main(void)
{
	dates();
	dotted();
	fields();
	publishers();
	fill();
	return tap_done();
}
