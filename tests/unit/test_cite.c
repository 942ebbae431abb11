/* Citations against the table in tests/cases/cite.txt. */
#include "render/cite.h"
#include "tests/unit/cite_case.h"
#include "tests/unit/tap.h"

static void compare(const struct cite_case *t, const char *what, const char *want, const struct buf *got)
{
	if (want == NULL)
		return;
	if (!tap_ok(strcmp(want, got->data) == 0, "%s: %s", what, t->name)) {
		tap_note("want %s", want);
		tap_note("got  %s", got->data);
	}
}

static void run(const struct cite_case *t)
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
	struct cite_case t;
	struct buf out;

	cite_case_init(&t);
	buf_init(&out);
	t.source.meta.title = mem_strdup("Ti\xfftle\n\tof\xe2\x80");
	t.record.label = span_of("1\n4");
	cite_plain(&out, &t.source, &t.record, NULL);
	tap_ok(strcmp(out.data, "Ti\xef\xbf\xbdtle of\xef\xbf\xbd, para. 1 4.") == 0,
	       "ill-formed bytes and line ends in metadata make one clean line: %s", out.data);
	buf_release(&out);
	cite_case_release(&t);
}

int main(void)
{
	FILE *file = fopen("tests/cases/cite.txt", "r");
	char line[4096];
	struct cite_case t;

	if (!tap_ok(file != NULL, "the table of citations is there"))
		return tap_done();
	cite_case_init(&t);
	for (bool more = true; more;) {
		more = fgets(line, sizeof line, file) != NULL;
		if (more)
			line[strcspn(line, "\n")] = '\0';
		if (more && line[0] == '#')
			continue;
		if (more && line[0] != '\0') {
			char shown[64];

			snprintf(shown, sizeof shown, "%.60s", line);
			if (!cite_case_set(&t, line))
				tap_ok(false, "a line of the table is understood: %s", shown);
			continue;
		}
		if (t.lines != 0)
			run(&t);
		cite_case_release(&t);
		cite_case_init(&t);
	}
	cite_case_release(&t);
	fclose(file);
	hostile();
	return tap_done();
}
