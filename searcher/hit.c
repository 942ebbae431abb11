#include "searcher/hit.h"

#include <stdlib.h>

void hit_init(struct hit *h)
{
	*h = (struct hit){0};
	buf_init(&h->data);
	pool_init(&h->pool);
	source_init(&h->source);
	reading_init(&h->reading);
}

void hit_release(struct hit *h)
{
	if (h == NULL)
		return;
	buf_release(&h->data);
	pool_release(&h->pool);
	source_release(&h->source);
	reading_release(&h->reading);
	free(h->marks);
	free(h->best);
	free(h->missing);
	free(h->explained);
	for (size_t i = 0; i < h->copy_count; i++)
		hit_release(&h->copies[i]);
	free(h->copies);
	memset(h, 0, sizeof *h);
}

/* Where range i of the record begins in record.bytes. */
static size_t range_offset(const struct record *r, size_t i)
{
	size_t at = 0;

	for (size_t k = 0; k < i; k++)
		at += r->ranges[k].end - r->ranges[k].start;
	return at;
}

/* The ranges and skips as places in record.bytes, where the ranges stand one after the other. */
static void relative(const struct record *r, struct range *ranges, struct range *skips)
{
	size_t at = 0, skip = 0;

	for (size_t i = 0; i < r->range_count; i++) {
		size_t shift = r->ranges[i].start - at;

		ranges[i] = (struct range){at, r->ranges[i].end - shift};
		for (; skip < r->skip_count && r->skips[skip].end <= r->ranges[i].end; skip++)
			skips[skip] = (struct range){r->skips[skip].start - shift, r->skips[skip].end - shift};
		at = ranges[i].end;
	}
}

/* Whether what the record cites stands in its text. */
static bool places_hold(const struct record *r, size_t len)
{
	bool hold = true;

	for (size_t i = 0; i < r->provision_count; i++)
		hold &= r->provisions[i].of.at.end <= len;
	for (size_t i = 0; i < r->symbol_count; i++)
		hold &= r->symbols[i].at.end <= len;
	return hold;
}

bool hit_decode(struct hit *h)
{
	struct range *ranges, *skips;
	const struct record *r = &h->record;

	pool_clear(&h->pool);
	if (!record_decode(&h->record, buf_span(&h->data), &h->pool))
		return false;
	ranges = pool_alloc(&h->pool, (r->range_count + 1) * sizeof *ranges);
	skips = pool_alloc(&h->pool, (r->skip_count + 1) * sizeof *skips);
	relative(r, ranges, skips);
	reading_make(&h->reading, r->bytes, ranges, r->range_count, skips, r->skip_count);
	if (!places_hold(r, h->reading.text.len))
		return false;
	h->language = language_find(r->language);
	if (h->language == NULL)
		h->language = language_unknown();
	return true;
}

enum xap_status hit_load(struct hit *h, const struct library *l, uint32_t docid, bool *damaged)
{
	enum xap_status status = xap_reader_data(l->passages, docid, &h->data);

	if (status != XAP_OK)
		return status;
	h->docid = docid;
	*damaged = !hit_decode(h);
	return XAP_OK;
}

/* The source offset of a byte of record.bytes; `end`: of a range's end, which may be the last byte + 1. */
static size_t to_source(const struct record *r, size_t at, bool end)
{
	size_t i = 0;

	while (i + 1 < r->range_count && at >= range_offset(r, i + 1) + (end ? 1 : 0))
		i++;
	return r->ranges[i].start + (at - range_offset(r, i));
}

size_t hit_ranges(const struct hit *h, struct range at, struct range **out)
{
	size_t count = reading_ranges(&h->reading, at, out);

	for (size_t i = 0; i < count; i++) {
		(*out)[i].start = to_source(&h->record, (*out)[i].start, false);
		(*out)[i].end = to_source(&h->record, (*out)[i].end, true);
	}
	return count;
}

const struct page_mark *hit_page(const struct hit *h, size_t at)
{
	const struct record *r = &h->record;
	const struct page_mark *page = r->page_count == 0 ? NULL : &r->pages[0];
	size_t source = to_source(r, reading_source(&h->reading, at), false);

	for (size_t i = 1; i < r->page_count && r->pages[i].start <= source; i++)
		page = &r->pages[i];
	return page;
}
