/* Page marks in the reader: each page is named once, and a note takes none from the body. */
#include "render/passage_text.h"
#include "searcher/web/view_passage.h"
#include "tests/unit/tap.h"

static struct page_mark marks[] = {{.start = 0, .physical = 1}, {.start = 0, .physical = 2}};

static void make(struct hit *h, enum passage_kind kind, const char *text, struct page_mark *page)
{
	static struct range all;

	hit_init(h);
	all = (struct range){0, strlen(text)};
	h->record.kind = kind;
	h->record.bytes = span_of(text);
	h->record.ranges = &all;
	h->record.range_count = 1;
	h->record.pages = page;
	h->record.page_count = 1;
	passage_text(&h->reading, &h->record);
}

/* "2#page-2": the marks of a passage, with their addresses. */
static void check_marks(struct passage_view *v, enum passage_kind kind, struct page_mark *page, const char *expected)
{
	struct hit h;
	struct buf out;
	json_t *parts;

	buf_init(&out);
	make(&h, kind, "Some words.", page);
	parts = passage_parts(v, &h);
	for (size_t i = 0; i < json_array_size(parts); i++) {
		json_t *mark = json_object_get(json_array_get(parts, i), "page");
		const char *id = json_string_value(json_object_get(mark, "id"));

		if (json_is_object(mark))
			buf_addf(&out, "%s%s%s", json_string_value(json_object_get(mark, "page_label")), id != NULL ? "#" : "",
			         id != NULL ? id : "");
	}
	tap_ok(strcmp(out.data, expected) == 0, "marks of a %s on page %u: “%s”", passage_kind_names[kind],
	       (unsigned)page->physical, out.data);
	json_decref(parts);
	buf_release(&out);
	/* What the record points to is the test's own. */
	h.record = (struct record){0};
	hit_release(&h);
}

int main(void)
{
	struct page page = {.tongue = TONGUE_EN, .values = json_object()};
	struct passage_view v = {.page = &page};

	check_marks(&v, PASSAGE_PARAGRAPH, &marks[0], "1#page-1");
	check_marks(&v, PASSAGE_PARAGRAPH, &marks[0], "");
	check_marks(&v, PASSAGE_NOTE, &marks[0], "1");
	check_marks(&v, PASSAGE_NOTE, &marks[1], "2");
	check_marks(&v, PASSAGE_PARAGRAPH, &marks[1], "2#page-2");
	check_marks(&v, PASSAGE_PARAGRAPH, &marks[0], "1");
	check_marks(&v, PASSAGE_PARAGRAPH, &marks[1], "2");
	json_decref(page.values);
	return tap_done();
}
