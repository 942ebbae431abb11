#include "searcher/web/place.h"

#include "render/cite.h"
#include "searcher/headline.h"

#include <assert.h>
#include <stdio.h>

/* The values that a text of a place may name. */
struct values {
	const struct record *record;
	const struct page_mark *page;
	enum tongue tongue;
};

/* "3rd", "3e"; the Russian texts bring their own endings. */
static void add_ordinal(struct buf *out, enum tongue tongue, uint32_t n)
{
	if (tongue == TONGUE_EN)
		cite_add_ordinal(out, n);
	else
		buf_addf(out, "%u%s", (unsigned)n, tongue == TONGUE_FR ? n == 1 ? "er" : "e" : "");
}

static void add_value(struct buf *out, const struct values *v, struct span name)
{
	if (span_eq_str(name, "note"))
		cite_add_line(out, v->record->note);
	else if (span_eq_str(name, "label"))
		cite_add_line(out, v->record->label);
	else if (span_eq_str(name, "printed"))
		cite_add_line(out, v->page->label);
	else if (span_eq_str(name, "page"))
		buf_addf(out, "%u", (unsigned)v->page->physical);
	else if (span_eq_str(name, "mark"))
		cite_add_mark(out, v->record, false);
	else if (span_eq_str(name, "item"))
		add_ordinal(out, v->tongue, v->record->item);
	else if (span_eq_str(name, "paragraph"))
		add_ordinal(out, v->tongue, v->record->counted);
	else
		assert(false && "a text of a place names what there is");
}

static void add_filled(struct buf *out, const struct values *v, const char *key)
{
	struct span text = text_find(v->tongue, span_of(key));
	const char *open;

	assert(text.data != NULL);
	while ((open = memchr(text.data, '{', text.len)) != NULL) {
		size_t before = (size_t)(open - text.data);
		const char *end = memchr(open, '}', text.len - before);

		assert(end != NULL);
		buf_add(out, text.data, before);
		add_value(out, v, span_make(open + 1, (size_t)(end - open - 1)));
		text = span_make(end + 1, text.len - (size_t)(end + 1 - text.data));
	}
	buf_add_span(out, text);
}

/* By what the paragraph before an item has, a printed number, a count, or none; and whether the item has a mark. */
static const char *const keys_of_items[][2] = {
	{"place_item_of", "place_mark_of"},
	{"place_item_after", "place_mark_after"},
	{"place_item", "place_mark"},
};

/* Which text says where a passage of the kind stands; NULL: nothing is known. */
static const char *key_of(const struct record *r)
{
	bool is_item = r->kind == PASSAGE_ITEM && r->item != 0;

	if (r->kind == PASSAGE_HEADING)
		return "place_heading";
	if (r->kind == PASSAGE_NOTE)
		return r->note.len != 0 ? "place_note" : NULL;
	if (is_item)
		return keys_of_items[r->label.len != 0 ? 0 : r->counted != 0 ? 1 : 2][r->mark.len != 0];
	return r->label.len != 0 ? "place_paragraph" : r->counted != 0 ? "place_counted" : NULL;
}

static bool is_printed_otherwise(const struct page_mark *page)
{
	char number[16];

	snprintf(number, sizeof number, "%u", (unsigned)page->physical);
	return page->label.len != 0 && !span_eq_str(page->label, number);
}

void place_add(struct buf *out, enum tongue tongue, const struct record *r, const struct page_mark *page)
{
	struct values v = {r, page, tongue};
	const char *key = key_of(r);

	if (key != NULL)
		add_filled(out, &v, key);
	if (page == NULL || page->physical == 0)
		return;
	if (key != NULL)
		buf_add_str(out, ", ");
	add_filled(out, &v, is_printed_otherwise(page) ? "place_page_printed" : "place_page");
}

/* The first word is the unit. */
void place_add_provision(struct buf *out, enum tongue tongue, const struct provision *p)
{
	struct buf english, key;
	struct span unit, text;

	buf_init(&english);
	buf_init(&key);
	provision_add(&english, p);
	unit = span_make(english.data, strcspn(english.data, " "));
	buf_addf(&key, "unit_%.*s", (int)unit.len, unit.data);
	text = text_find(tongue, buf_span(&key));
	buf_add_span(out, text.data != NULL ? text : unit);
	buf_add_str(out, english.data + unit.len);
	buf_release(&english);
	buf_release(&key);
}
