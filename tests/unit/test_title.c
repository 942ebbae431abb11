/*
 * What a text says of itself: tests/cases/title/X.txt, and in X.out the fields
 * that are certain, one a line. A field that is not certain is not there. With
 * TITLE_WRITE set the .out files are written instead.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/title.h"
#include "tests/unit/reader_cases.h"
#include "text/aliases.h"

#define CASES "tests/cases/title"

static void add_field(struct buf *out, const char *name, const char *value)
{
	if (value)
		buf_addf(out, "%s: %s\n", name, value);
}

static void dump(struct buf *out, const struct metadata *m)
{
	add_field(out, "title", m->title);
	for (size_t i = 0; i < m->publisher_count; i++)
		add_field(out, "publisher", m->publishers[i]);
	add_field(out, "date", m->date);
	add_field(out, "symbol", m->symbol);
	add_field(out, "kind", m->kind);
}

static void compare(const char *path, struct span found)
{
	struct buf expected;

	buf_init(&expected);
	if (getenv("TITLE_WRITE")) {
		FILE *f = fopen(path, "wb");
		if (f) {
			fwrite(found.data, 1, found.len, f);
			fclose(f);
		}
	}
	cases_file(path, &expected);
	if (!tap_ok(span_eq(found, buf_span(&expected)), "%s", path))
		tap_note("found\n%.*s", (int)found.len, found.data);
	buf_release(&expected);
}

static void run_case(const char *name, const struct aliases *aliases)
{
	char path[512], *reason = NULL;
	struct buf bytes, found;
	struct document d;
	struct outline o;
	struct metadata m;

	buf_init(&bytes);
	buf_init(&found);
	document_init(&d);
	outline_init(&o);
	metadata_init(&m);
	snprintf(path, sizeof path, CASES "/%s", name);
	if (tap_ok(cases_file(path, &bytes) && document_read(&d, buf_span(&bytes), span_of(name), &reason), "%s is read", path)) {
		title_leave_publisher(&d.front, aliases);
		outline_make(&o, buf_span(&d.text), &d, false);
		title_read(&m, buf_span(&d.text), &o, aliases);
		title_date(&m);
		metadata_fill(&m, &d.front);
		dump(&found, &m);
		snprintf(path, sizeof path, CASES "/%.*s.out", (int)(strrchr(name, '.') - name), name);
		compare(path, buf_span(&found));
	}
	free(reason);
	metadata_release(&m);
	outline_release(&o);
	document_release(&d);
	buf_release(&found);
	buf_release(&bytes);
}

static int is_input(const struct dirent *e)
{
	struct span s = span_of(e->d_name);

	return !cases_pass_over(e->d_name) && (span_ends(s, ".txt") || span_ends(s, ".html"));
}

int main(void)
{
	struct dirent **list = NULL;
	struct aliases *aliases = aliases_new();
	char *error = NULL;
	int n = scandir(CASES, &list, is_input, alphasort);

	tap_ok(aliases_add(aliases, span_of("lexicon/country_names.tsv"), span_of("ll\tLakeland; the Lake\n"), &error),
	       "a country");
	free(error);
	tap_ok(aliases_add(aliases, span_of("lexicon/publishers.tsv"), span_of("ca\tCourt of the Lake; CL\tcourt.example\n"), &error), "a publisher");
	free(error);
	tap_ok(n >= 15, "%d cases", n);
	for (int i = 0; i < n; i++) {
		run_case(list[i]->d_name, aliases);
		free(list[i]);
	}
	free(list);
	aliases_free(aliases);
	return tap_done();
}
