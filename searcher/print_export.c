/* Hits as records of reference managers (render/export.h). */
#include "render/cite.h"
#include "render/export.h"
#include "searcher/links.h"
#include "searcher/print_parts.h"

#include "store/sha256.h"

#include <stdlib.h>

#define COPIES_NAMED 5 /* copies of a hit that its note names; the rest are counted */

/* What an exported hit points to. */
struct quoted {
	struct snippet snippet;
	struct buf link, also;
};

/* "Body Two, Statement (2019), para. 3. Body Three, … And in 7 more sources." */
static void add_also(struct buf *out, const struct hit *h)
{
	size_t shown = h->copy_count < COPIES_NAMED ? h->copy_count : COPIES_NAMED, more = h->copies_in_all - shown;

	for (size_t i = 0; i < shown; i++) {
		const struct hit *copy = &h->copies[i];

		buf_add_str(out, i == 0 ? "" : " ");
		cite_plain(out, &copy->source, &copy->record, hit_first_page(copy));
	}
	if (more != 0)
		buf_addf(out, " And in %zu more %s.", more, more == 1 ? "source" : "sources");
}

static void quote(struct export_hit *e, struct quoted *q, const struct hit *h, struct links *links,
                  const struct library *l, unsigned context)
{
	snippet_init(&q->snippet);
	buf_init(&q->link);
	buf_init(&q->also);
	add_also(&q->also, h);
	snippet_make(&q->snippet, h, l->lists, context);
	links_add(&q->link, links, h, q->snippet.ranges, q->snippet.range_count);
	*e = (struct export_hit){
		.source = &h->source,
		.record = &h->record,
		.page = hit_first_page(h),
		.quotation = buf_span(&q->snippet.text),
		.ranges = q->snippet.ranges,
		.range_count = q->snippet.range_count,
		.sha256 = q->snippet.sha256,
		.link = buf_span(&q->link),
		.also = buf_span(&q->also),
	};
}

void print_export(struct buf *out, const struct answer *a, const struct library *l, enum export_format format,
                  unsigned context)
{
	struct export_hit *hits = mem_zalloc((a->count + 1) * sizeof *hits);
	struct quoted *quoted = mem_zalloc((a->count + 1) * sizeof *quoted);
	struct links links;

	links_init(&links, l);
	for (size_t i = 0; i < a->count; i++)
		quote(&hits[i], &quoted[i], &a->hits[i], &links, l, context);
	export_hits(out, format, hits, a->count);
	for (size_t i = 0; i < a->count; i++) {
		snippet_release(&quoted[i].snippet);
		buf_release(&quoted[i].link);
		buf_release(&quoted[i].also);
	}
	links_release(&links);
	free(hits);
	free(quoted);
}

void print_export_passage(struct buf *out, const struct hit *h, const struct library *l, enum export_format format)
{
	struct export_hit hit = {.source = &h->source,
	                         .record = &h->record,
	                         .page = hit_first_page(h),
	                         .ranges = h->record.ranges,
	                         .range_count = h->record.range_count};
	char sha256[SHA256_HEX + 1];
	struct links links;
	struct buf text, link;

	buf_init(&text);
	buf_init(&link);
	links_init(&links, l);
	reading_show(&text, &h->reading, (struct range){0, h->reading.text.len});
	links_add(&link, &links, h, hit.ranges, hit.range_count);
	sha256_hex(sha256, h->record.bytes);
	hit.quotation = buf_span(&text);
	hit.link = buf_span(&link);
	hit.sha256 = sha256;
	export_hits(out, format, &hit, 1);
	links_release(&links);
	buf_release(&text);
	buf_release(&link);
}
