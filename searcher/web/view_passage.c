#include "searcher/web/view_passage.h"

#include "render/json.h"
#include "render/passage_text.h"
#include "searcher/units.h"

#include <stdlib.h>

/* Something that stands between two bytes of the reading text. */
struct insertion {
	size_t place;
	const struct page_mark *page; /* NULL: it is a call */
	size_t call;
};

struct parts {
	json_t *array;
	const struct hit *hit;
	struct range *marked;
	size_t marked_count;
};

/* ---- places ---- */

/* Where a source offset lies in the reading text; what is not read lies where it was left out. */
static size_t reading_place(const struct hit *h, size_t source)
{
	size_t at = passage_offset(&h->record, source), place = 0;

	for (size_t i = 0; i < h->reading.count; i++) {
		const struct piece *piece = &h->reading.pieces[i];
		size_t within;

		if (piece->len == 0 || piece->source > at)
			continue;
		within = at - piece->source;
		place = piece->at + (within > piece->len ? piece->len : within);
	}
	return place;
}

static int by_place(const void *a, const void *b)
{
	const struct insertion *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	return (x->page != NULL) - (y->page != NULL);
}

/* A page that began before the passage is marked only where the passage before it did not stand on it. */
static size_t insertions(struct passage_view *v, const struct hit *h, struct insertion **out)
{
	const struct record *r = &h->record;
	uint32_t *last_page = &v->last_page[r->kind == PASSAGE_NOTE];
	struct insertion *list = mem_alloc((r->call_count + r->page_count + 1) * sizeof *list);
	size_t count = 0;

	for (size_t i = 0; i < r->page_count; i++) {
		const struct page_mark *page = &r->pages[i];

		if (page->physical != *last_page)
			list[count++] = (struct insertion){reading_place(h, page->start), page, 0};
		*last_page = page->physical;
	}
	for (size_t i = 0; i < r->call_count; i++)
		list[count++] = (struct insertion){reading_place(h, r->calls[i].at), NULL, i};
	if (count != 0)
		qsort(list, count, sizeof *list, by_place);
	*out = list;
	return count;
}

/* ---- parts ---- */

static void add_stretch(struct parts *p, struct range at, const char *kind)
{
	struct buf text;

	if (at.start >= at.end)
		return;
	buf_init(&text);
	reading_show(&text, &p->hit->reading, at);
	json_array_append_new(p->array, page_part(buf_span(&text), kind));
	buf_release(&text);
}

static void add_text(struct parts *p, size_t from, size_t to)
{
	for (size_t i = 0; i < p->marked_count; i++) {
		struct range mark = p->marked[i];

		if (mark.end <= from || mark.start >= to)
			continue;
		if (mark.start < from)
			mark.start = from;
		if (mark.end > to)
			mark.end = to;
		add_stretch(p, (struct range){from, mark.start}, "plain");
		add_stretch(p, mark, "mark");
		from = mark.end;
	}
	add_stretch(p, (struct range){from, to}, "plain");
}

/* "page-3", where it is not taken; a name that is absent would be looked for further out. */
static void set_page_id(struct passage_view *v, json_t *page, const struct hit *h, uint32_t physical)
{
	struct buf text;

	json_object_set_new(page, "id", json_null());
	if (h->record.kind == PASSAGE_NOTE || physical <= v->top_page)
		return;
	v->top_page = physical;
	buf_init(&text);
	buf_addf(&text, "page-%u", (unsigned)physical);
	page_set(page, "id", buf_span(&text));
	buf_release(&text);
}

static void add_page(struct passage_view *v, struct parts *p, const struct page_mark *mark)
{
	struct buf number;
	json_t *part, *page = json_object();

	buf_init(&number);
	buf_addf(&number, "%u", (unsigned)mark->physical);
	page_set(page, "page_label", mark->label.len != 0 ? mark->label : buf_span(&number));
	page_set_filled(v->page, page, "label", "page_n");
	set_page_id(v, page, p->hit, mark->physical);
	part = page_part(mark->label.len != 0 ? mark->label : buf_span(&number), "page");
	json_object_set_new(part, "page", page);
	json_array_append_new(p->array, part);
	buf_release(&number);
}

void passage_call_id(struct buf *out, const struct hit *h, size_t call)
{
	buf_addf(out, "call-%s-%zu", h->record.id, call);
}

const struct hit *passage_note(const struct passage_view *v, const struct hit *h, struct span label)
{
	const struct hit *before = NULL;

	for (size_t i = 0; i < v->count; i++) {
		const struct hit *one = &v->hits[i];

		if (one->record.kind != PASSAGE_NOTE || !span_eq(one->record.note, label))
			continue;
		if (one->record.ordinal > h->record.ordinal)
			return one;
		before = one;
	}
	return before;
}

/* A call whose note is not in the file, or on another page, is shown and leads nowhere. */
static void add_call(const struct passage_view *v, struct parts *p, size_t call)
{
	struct span label = p->hit->record.calls[call].label;
	const struct hit *note = passage_note(v, p->hit, label);
	json_t *part = page_part(label, "call"), *values = json_object();
	struct buf text;

	buf_init(&text);
	passage_call_id(&text, p->hit, call);
	page_set(values, "id", buf_span(&text));
	page_set(values, "note", label);
	page_set_filled(v->page, values, "label", "note_n");
	page_set_string(values, "to", note == NULL ? NULL : note->record.id);
	json_object_set_new(part, "call", values);
	json_array_append_new(p->array, part);
	buf_release(&text);
}

json_t *passage_parts(struct passage_view *v, const struct hit *h)
{
	struct parts p = {json_array(), h, NULL, 0};
	struct insertion *list;
	size_t count = insertions(v, h, &list), at = 0;

	p.marked_count = marked_ranges(h, &p.marked);
	for (size_t i = 0; i < count; i++) {
		add_text(&p, at, list[i].place);
		at = list[i].place;
		if (list[i].page != NULL)
			add_page(v, &p, list[i].page);
		else
			add_call(v, &p, list[i].call);
	}
	add_text(&p, at, h->reading.text.len);
	free(p.marked);
	free(list);
	return p.array;
}
