/* Citations against the table in tests/cases/cite.txt. */
#include "render/cite.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

#define LIST_MAX 8

struct test {
	char *name, *cite, *pinpoint, *locus;
	struct source source;
	struct record record;
	struct span sections[LIST_MAX];
	struct range skips[LIST_MAX], all;
	struct page_mark page;
	struct pool pool;
	size_t lines;
};

static void test_init(struct test *t)
{
	memset(t, 0, sizeof *t);
	source_init(&t->source);
	pool_init(&t->pool);
	t->record.sections = t->sections;
	t->record.skips = t->skips;
	t->record.ranges = &t->all;
}

static void test_release(struct test *t)
{
	free(t->name);
	free(t->cite);
	free(t->pinpoint);
	free(t->locus);
	source_release(&t->source);
	pool_release(&t->pool);
}

static bool set_passage(struct record *r, const char *key, const char *value)
{
	if (strcmp(key, "counted") == 0)
		r->counted = (uint32_t)atoi(value);
	else if (strcmp(key, "item") == 0)
		r->item = (uint32_t)atoi(value);
	else if (strcmp(key, "nth") == 0)
		r->section_number = (uint32_t)atoi(value);
	else if (strcmp(key, "repeats") == 0)
		r->label_repeats = strcmp(value, "yes") == 0;
	else if (strcmp(key, "passage") == 0)
		for (int k = 0; k < PASSAGE_KINDS; k++)
			r->kind = strcmp(value, passage_kind_names[k]) == 0 ? (enum passage_kind)k : r->kind;
	else
		return false;
	return true;
}

static bool set_text(struct test *t, const char *key, struct span value)
{
	struct record *r = &t->record;

	value = pool_span(&t->pool, value);
	if (strcmp(key, "label") == 0)
		r->label = value;
	else if (strcmp(key, "note") == 0)
		r->note = value;
	else if (strcmp(key, "section") == 0 && r->section_count < LIST_MAX)
		t->sections[r->section_count++] = value;
	else if (strcmp(key, "printed") == 0)
		t->page.label = value;
	else if (strcmp(key, "text") == 0) {
		r->bytes = value;
		t->all.end = value.len;
		r->range_count = 1;
	} else
		return false;
	return true;
}

static bool set_expected(struct test *t, const char *key, const char *value)
{
	char **place = strcmp(key, "name") == 0       ? &t->name
	               : strcmp(key, "cite") == 0     ? &t->cite
	               : strcmp(key, "pinpoint") == 0 ? &t->pinpoint
	               : strcmp(key, "locus") == 0    ? &t->locus
	                                              : NULL;

	if (place != NULL)
		*place = mem_strdup(value);
	return place != NULL;
}

static bool set_other(struct test *t, const char *key, const char *value)
{
	unsigned start, end;
	char *error = NULL;
	bool good = true;

	if (strcmp(key, "page") == 0)
		t->page.physical = (uint32_t)atoi(value);
	else if (strcmp(key, "bytes") == 0)
		t->source.length = (uint64_t)atoi(value);
	else if (strcmp(key, "file") == 0)
		t->source.file = mem_strdup(value);
	else if (strcmp(key, "skip") == 0 && sscanf(value, "%u-%u", &start, &end) == 2)
		t->skips[t->record.skip_count++] = (struct range){start, end};
	else
		good = metadata_set(&t->source.meta, span_of(key), span_of(value), &error);
	free(error);
	return good;
}

static bool set(struct test *t, char *line)
{
	char *value = strstr(line, ": ");

	if (value == NULL)
		return false;
	*value = '\0';
	value += 2;
	t->lines++;
	return set_expected(t, line, value) || set_passage(&t->record, line, value) ||
	       set_text(t, line, span_of(value)) || set_other(t, line, value);
}

static void compare(const struct test *t, const char *what, const char *want, const struct buf *got)
{
	if (want == NULL)
		return;
	if (!tap_ok(strcmp(want, got->data) == 0, "%s: %s", what, t->name)) {
		tap_note("want %s", want);
		tap_note("got  %s", got->data);
	}
}

static void run(const struct test *t)
{
	const struct page_mark *page = t->page.physical == 0 ? NULL : &t->page;
	struct buf out;

	buf_init(&out);
	cite_plain(&out, &t->source, &t->record, page);
	compare(t, "citation", t->cite, &out);
	buf_clear(&out);
	cite_pinpoint(&out, &t->record, page);
	compare(t, "pinpoint", t->pinpoint, &out);
	buf_clear(&out);
	cite_locus(&out, &t->record, page);
	compare(t, "place", t->locus, &out);
	buf_release(&out);
}

static void hostile(void)
{
	struct test t;
	struct buf out;

	test_init(&t);
	buf_init(&out);
	t.source.meta.title = mem_strdup("Ti\xfftle\n\tof\xe2\x80");
	t.record.label = span_of("1\n4");
	cite_plain(&out, &t.source, &t.record, NULL);
	tap_ok(strcmp(out.data, "Ti\xef\xbf\xbdtle of\xef\xbf\xbd, para. 1 4.") == 0,
	       "ill-formed bytes and line ends in metadata make one clean line: %s", out.data);
	buf_release(&out);
	test_release(&t);
}

int main(void)
{
	FILE *file = fopen("tests/cases/cite.txt", "r");
	char line[4096];
	struct test t;

	if (!tap_ok(file != NULL, "the table of citations is there"))
		return tap_done();
	test_init(&t);
	for (bool more = true; more;) {
		more = fgets(line, sizeof line, file) != NULL;
		if (more)
			line[strcspn(line, "\n")] = '\0';
		if (more && line[0] == '#')
			continue;
		if (more && line[0] != '\0') {
			char shown[64];

			snprintf(shown, sizeof shown, "%.60s", line);
			if (!set(&t, line))
				tap_ok(false, "a line of the table is understood: %s", shown);
			continue;
		}
		if (t.lines != 0)
			run(&t);
		test_release(&t);
		test_init(&t);
	}
	test_release(&t);
	fclose(file);
	hostile();
	return tap_done();
}
