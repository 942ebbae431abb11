/* Passages from an outline: section paths, lead-ins, bytes, pages, ids. */
#include "indexer/passage.h"
#include "tests/unit/tap.h"

#include <stdlib.h>

static const char text[] =
	"# Report\n\n## Torture\n\n1. The first half\n\nSecond page: of it; namely:\n\n- beatings¹ here\n- beatings here\n\n¹ See below.\n";

/* Where a part of the text stands; `after`: the search begins there. */
static struct range find(const char *part, size_t after)
{
	const char *at = strstr(text + after, part);

	if (at == NULL)
		exit(2);
	return (struct range){(size_t)(at - text), (size_t)(at - text) + strlen(part)};
}

static struct outline_passage *add(struct outline *o, enum passage_kind kind, struct range *ranges,
                                   size_t count)
{
	struct outline_passage *p;

	ARRAY_GROW(o->passages, o->count, o->cap);
	p = &o->passages[o->count++];
	memset(p, 0, sizeof *p);
	p->kind = kind;
	p->ranges = ranges;
	p->range_count = count;
	p->heading = p->parent = p->lead_in = OUTLINE_NONE;
	return p;
}

static void test_source(struct passage_maker *maker, const struct document *d, const struct outline *o)
{
	struct record r;
	struct span reading;
	char ids[6][RECORD_ID_LEN + 1];

	passage_maker_begin(maker, span_of("a/b.txt"), span_of(text), d, o, language_find(span_of("en")));
	tap_ok(passage_maker_next(maker, &r, &reading) && r.kind == PASSAGE_HEADING && r.section_count == 0 &&
	               span_eq_str(reading, "Report") && r.ordinal == 0,
	       "a heading is a passage and not in its own path");
	memcpy(ids[0], r.id, sizeof ids[0]);
	tap_ok(passage_maker_next(maker, &r, &reading) && r.section_count == 1 &&
	               span_eq_str(r.sections[0], "Report"),
	       "a heading's path is that of its parent");
	memcpy(ids[1], r.id, sizeof ids[1]);

	tap_ok(passage_maker_next(maker, &r, &reading) && r.section_count == 2 &&
	               span_eq_str(r.sections[0], "Report") && span_eq_str(r.sections[1], "Torture"),
	       "a paragraph's path runs from the outermost heading");
	memcpy(ids[2], r.id, sizeof ids[2]);
	tap_ok(span_eq_str(reading, "The first half […] of it; namely:"), "two ranges are joined visibly");
	tap_ok(span_eq_str(r.bytes, "The first halfof it; namely:"), "bytes are those of the ranges alone");
	tap_ok(r.page_count == 2 && r.pages[0].physical == 1 && r.pages[1].physical == 2,
	       "a paragraph over a page break is on both pages");
	tap_ok(span_eq_str(r.language, "en") && strlen(r.source_key) == RECORD_KEY_LEN &&
	               span_eq_str(r.label, "1"),
	       "language, source key and label");

	tap_ok(passage_maker_next(maker, &r, &reading) && span_eq_str(reading, "beatings here"),
	       "a note call is not read");
	tap_ok(span_eq_str(r.bytes, "beatings¹ here"), "a note call is in the bytes");
	tap_ok(span_eq_str(r.lead_in, "The first half […] of it; namely:"), "an item has its lead-in");
	tap_ok(r.page_count == 1 && r.pages[0].physical == 2, "a later passage is on the later page only");
	memcpy(ids[3], r.id, sizeof ids[3]);
	tap_ok(passage_maker_next(maker, &r, &reading) && span_eq_str(reading, "beatings here") &&
	               strcmp(r.id, ids[3]) != 0,
	       "the same text again has an id of its own");
	memcpy(ids[4], r.id, sizeof ids[4]);
	tap_ok(passage_maker_next(maker, &r, &reading) && span_eq_str(r.note, "1") && r.ordinal == 5 &&
	               span_eq_str(r.sections[1], "Torture"),
	       "a note has its label and section");
	tap_ok(!passage_maker_next(maker, &r, &reading), "the end");

	passage_maker_begin(maker, span_of("a/b.txt"), span_of(text), d, o, language_find(span_of("en")));
	for (size_t i = 0; i < 5; i++)
		tap_ok(passage_maker_next(maker, &r, &reading) && strcmp(r.id, ids[i]) == 0,
		       "passage %zu has the same id when it is made again", i);
	passage_maker_begin(maker, span_of("other"), span_of(text), d, o, language_find(span_of("en")));
	tap_ok(passage_maker_next(maker, &r, &reading) && strcmp(r.id, ids[0]) != 0,
	       "another source's passage has another id");
}

/* Two sections of one title, a third of it below another, and a label in the first two. */
static void test_numbers(struct passage_maker *maker, const struct document *d)
{
	struct range heading = find("Torture", 0), paragraph = find("beatings here", 0), parent = find("Report", 0);
	const uint32_t sections[] = {1, 1, 2, 2, 0, 3, 0, 0};
	const bool repeats[] = {false, true, false, true, false, false, false, false};
	struct outline o = {.count = 0};
	struct outline_passage *p;
	struct record r;
	struct span reading;

	for (size_t i = 0; i < 3; i++) {
		size_t above = OUTLINE_NONE;

		if (i == 2) {
			above = o.count;
			add(&o, PASSAGE_HEADING, &parent, 1);
		}
		add(&o, PASSAGE_HEADING, &heading, 1)->parent = above;
		p = add(&o, PASSAGE_PARAGRAPH, &paragraph, 1);
		p->heading = o.count - 2;
		p->label = span_of(i < 2 ? "7" : "8");
	}
	add(&o, PASSAGE_PARAGRAPH, &paragraph, 1);
	passage_maker_begin(maker, span_of("n"), span_of(text), d, &o, language_find(span_of("en")));
	for (size_t i = 0; i < o.count; i++)
		tap_ok(passage_maker_next(maker, &r, &reading) && r.section_number == sections[i] &&
		               r.label_repeats == repeats[i],
		       "the place of passage %zu is told from others: %u", i, (unsigned)r.section_number);
	free(o.passages);
}

int main(void)
{
	size_t notes = find("¹ See", 0).start;
	struct range ranges[] = {
		find("Report", 0), find("Torture", 0), find("The first half", 0), find("of it; namely:", 0),
		find("beatings¹ here", 0), find("beatings here", 0), find("See below.", notes),
	};
	struct range call = find("¹", 0);
	struct page_mark pages[] = {{0, 1, {NULL, 0}}, {find("Second page", 0).start, 2, {NULL, 0}}};
	struct document d;
	struct outline o = {.count = 0};
	struct passage_maker *maker = passage_maker_new();
	struct outline_passage *p;

	document_init(&d);
	buf_add_str(&d.text, text);
	d.pages = pages;
	d.page_count = 2;
	add(&o, PASSAGE_HEADING, &ranges[0], 1);
	add(&o, PASSAGE_HEADING, &ranges[1], 1)->parent = 0;
	p = add(&o, PASSAGE_PARAGRAPH, &ranges[2], 2);
	p->heading = 1;
	p->label = span_of("1");
	for (size_t i = 0; i < 2; i++) {
		p = add(&o, PASSAGE_ITEM, &ranges[4 + i], 1);
		p->heading = 1;
		p->lead_in = 2;
		p->skips = &call;
		p->skip_count = i == 0;
	}
	p = add(&o, PASSAGE_NOTE, &ranges[6], 1);
	p->heading = 1;
	p->note = span_of("1");

	test_source(maker, &d, &o);
	test_numbers(maker, &d);
	passage_maker_free(maker);
	free(o.passages);
	d.pages = NULL;
	d.page_count = 0;
	document_release(&d);
	return tap_done();
}
