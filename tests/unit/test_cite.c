/* Citations against the table in tests/cases/cite.txt. */
#include "render/cite.h"
#include "searcher/web/place.h"
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

/* The search page says in English what the terminal says. */
static void compare_page(const struct cite_case *t, const struct page_mark *page, const struct buf *locus)
{
	struct buf out;

	buf_init(&out);
	place_add(&out, TONGUE_EN, &t->record, page);
	compare(t, "place on the search page", locus->data, &out);
	buf_release(&out);
}

/* The same places in the other languages. */
static const struct {
	struct record record;
	struct page_mark page;
	const char *russian, *french;
} places[] = {
	{{.kind = PASSAGE_HEADING}, {0}, "заголовок", "titre"},
	{{.kind = PASSAGE_NOTE, .note = {"28", 2}}, {0}, "примечание 28", "note 28"},
	{{.kind = PASSAGE_PARAGRAPH, .label = {"2.1", 3}}, {.physical = 12}, "п. 2.1, с. 12", "par. 2.1, p. 12"},
	{{.kind = PASSAGE_PARAGRAPH, .counted = 1}, {0}, "1-й абзац (по счёту)", "1er paragraphe (compté)"},
	{{.kind = PASSAGE_PARAGRAPH, .counted = 3}, {.physical = 12, .label = {"x", 1}},
	 "3-й абзац (по счёту), с. 12 (напечатано x)", "3e paragraphe (compté), p. 12 (imprimé x)"},
	{{.kind = PASSAGE_ITEM, .label = {"7", 1}, .item = 2}, {0}, "п. 7, 2-й элемент перечня", "par. 7, 2e élément"},
	{{.kind = PASSAGE_ITEM, .counted = 3, .item = 2}, {0}, "2-й элемент перечня после 3-го абзаца (по счёту)",
	 "2e élément après le 3e paragraphe (compté)"},
	{{.kind = PASSAGE_ITEM, .item = 1}, {0}, "1-й элемент перечня (по счёту)", "1er élément (compté)"},
	{{.kind = PASSAGE_ITEM, .label = {"7", 1}, .item = 2, .mark = {"b", 1}}, {0}, "п. 7(b)", "par. 7(b)"},
	{{.kind = PASSAGE_ITEM, .counted = 3, .item = 4, .mark = {"б(i)", 5}}, {0},
	 "элемент (б)(i) перечня после 3-го абзаца (по счёту)", "élément (б)(i) après le 3e paragraphe (compté)"},
	{{.kind = PASSAGE_ITEM, .item = 1, .mark = {"1", 1}}, {0}, "элемент (1) перечня", "élément (1)"},
	{{.kind = PASSAGE_NOTE}, {.physical = 2, .label = {"2", 1}}, "с. 2", "p. 2"},
	{{.kind = PASSAGE_PARAGRAPH}, {0}, "", ""},
};

static void translated(void)
{
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		place_add(&out, TONGUE_RU, &places[i].record, &places[i].page);
		tap_ok(strcmp(out.data, places[i].russian) == 0, "in Russian: %s", out.data);
		buf_clear(&out);
		place_add(&out, TONGUE_FR, &places[i].record, &places[i].page);
		tap_ok(strcmp(out.data, places[i].french) == 0, "in French: %s", out.data);
		buf_clear(&out);
	}
	place_add_provision(&out, TONGUE_RU, &(struct provision){.unit = PROVISION_ARTICLE, .article = span_of("19"), .paragraph = span_of("3")});
	tap_ok(strcmp(out.data, "Статья 19(3)") == 0, "a provision in Russian: %s", out.data);
	buf_clear(&out);
	place_add_provision(&out, TONGUE_FR, &(struct provision){.unit = PROVISION_RULE, .article = span_of("43")});
	tap_ok(strcmp(out.data, "Règle 43") == 0, "a provision in French: %s", out.data);
	buf_release(&out);
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
	compare_page(t, page, &out);
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
	translated();
	return tap_done();
}
