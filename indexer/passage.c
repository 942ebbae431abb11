#include "indexer/passage.h"

#include "text/reading.h"
#include "text/strmap.h"

#include <stdlib.h>

/* What is made once for a heading or lead-in and used by the passages below it. */
struct shown {
	struct span text;
	bool made;
};

struct passage_maker {
	struct span source_id, text;
	char source_key[RECORD_KEY_LEN + 1];
	const struct document *document;
	const struct outline *outline;
	const struct language *language;
	size_t next;

	struct shown *shown; /* one for each passage of the outline */
	size_t shown_cap;
	struct pool source_pool, passage_pool;
	struct strmap seen; /* kind and text, hashed → how often they occurred */
	struct reading reading;
	struct buf scratch;
};

struct passage_maker *passage_maker_new(void)
{
	struct passage_maker *p = mem_zalloc(sizeof *p);

	pool_init(&p->source_pool);
	pool_init(&p->passage_pool);
	strmap_init(&p->seen);
	reading_init(&p->reading);
	buf_init(&p->scratch);
	return p;
}

void passage_maker_free(struct passage_maker *p)
{
	if (p == NULL)
		return;
	free(p->shown);
	pool_release(&p->source_pool);
	pool_release(&p->passage_pool);
	strmap_release(&p->seen);
	reading_release(&p->reading);
	buf_release(&p->scratch);
	free(p);
}

void passage_maker_begin(struct passage_maker *p, struct span source_id, struct span text,
                         const struct document *d, const struct outline *o,
                         const struct language *language)
{
	p->source_id = source_id;
	source_key(p->source_key, source_id);
	p->text = text;
	p->document = d;
	p->outline = o;
	p->language = language;
	p->next = 0;
	if (p->shown_cap < o->count) {
		p->shown_cap = o->count;
		free(p->shown);
		p->shown = mem_alloc(p->shown_cap * sizeof *p->shown);
	}
	if (o->count != 0)
		memset(p->shown, 0, o->count * sizeof *p->shown);
	pool_clear(&p->source_pool);
	strmap_release(&p->seen);
	strmap_init(&p->seen);
}

static void read_passage(struct passage_maker *p, const struct outline_passage *from)
{
	reading_make(&p->reading, p->text, from->ranges, from->range_count, from->skips,
	             from->skip_count);
}

/* The text of passage `i` as a person sees it, made at most once. */
static struct span shown_text(struct passage_maker *p, size_t i)
{
	struct shown *s = &p->shown[i];
	struct range all = {0, 0};

	if (s->made)
		return s->text;
	read_passage(p, &p->outline->passages[i]);
	all.end = p->reading.text.len;
	buf_clear(&p->scratch);
	reading_show(&p->scratch, &p->reading, all);
	s->text = pool_span(&p->source_pool, buf_span(&p->scratch));
	s->made = true;
	return s->text;
}

static size_t path_length(const struct outline *o, size_t heading)
{
	size_t count = 0;

	for (; heading != OUTLINE_NONE; heading = o->passages[heading].parent)
		count++;
	return count;
}

/* The section path from the outermost heading to `heading`. */
static void fill_sections(struct passage_maker *p, struct record *r, size_t heading)
{
	size_t at = path_length(p->outline, heading);

	r->section_count = at;
	if (at == 0)
		return;
	r->sections = pool_alloc(&p->passage_pool, at * sizeof *r->sections);
	for (; heading != OUTLINE_NONE; heading = p->outline->passages[heading].parent)
		r->sections[--at] = shown_text(p, heading);
}

/* The bytes of the ranges, one after the other; one range needs no copy. */
static struct span joined_bytes(struct passage_maker *p, const struct outline_passage *from)
{
	size_t len = 0;
	char *bytes, *at;

	if (from->range_count == 1)
		return span_sub(p->text, from->ranges[0]);
	for (size_t i = 0; i < from->range_count; i++)
		len += from->ranges[i].end - from->ranges[i].start;
	at = bytes = pool_alloc(&p->passage_pool, len + 1);
	for (size_t i = 0; i < from->range_count; i++) {
		struct span part = span_sub(p->text, from->ranges[i]);

		if (part.len != 0)
			memcpy(at, part.data, part.len);
		at += part.len;
	}
	return span_make(bytes, len);
}

/* The last page that begins at or before byte `at`; page_count if none does. */
static size_t page_at(const struct document *d, size_t at)
{
	size_t low = 0, high = d->page_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (d->pages[middle].start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? d->page_count : low - 1;
}

static bool page_holds(const struct document *d, size_t page, const struct outline_passage *from)
{
	size_t start = d->pages[page].start;
	size_t end = page + 1 < d->page_count ? d->pages[page + 1].start : SIZE_MAX;

	for (size_t i = 0; i < from->range_count; i++)
		if (from->ranges[i].start < end && from->ranges[i].end > start)
			return true;
	return false;
}

/* The pages on which the passage has bytes. */
static void fill_pages(struct passage_maker *p, struct record *r, const struct outline_passage *from)
{
	const struct document *d = p->document;
	size_t end, first;

	if (d->page_count == 0 || from->range_count == 0)
		return;
	end = from->ranges[from->range_count - 1].end;
	first = page_at(d, from->ranges[0].start);
	if (first == d->page_count)
		first = 0;
	for (size_t i = first; i < d->page_count && d->pages[i].start < end; i++)
		r->page_count += page_holds(d, i, from);
	if (r->page_count == 0)
		return;
	r->pages = pool_alloc(&p->passage_pool, r->page_count * sizeof *r->pages);
	for (size_t i = first, n = 0; n < r->page_count; i++)
		if (page_holds(d, i, from))
			r->pages[n++] = d->pages[i];
}

/* How often this kind and text came before in the source. Two seeds: 128 bits stand for the text. */
static uint32_t occurrence(struct passage_maker *p, enum passage_kind kind, struct span text)
{
	uint64_t key[2] = {hash_bytes(text, (uint64_t)kind), hash_bytes(text, 0x100 + (uint64_t)kind)};

	return (*strmap_put(&p->seen, span_make((const char *)key, sizeof key), NULL))++;
}

static void fill_locus(struct passage_maker *p, struct record *r, const struct outline_passage *from)
{
	r->kind = from->kind;
	r->ordinal = (uint32_t)p->next;
	r->language = span_of(p->language->code);
	r->label = from->label;
	r->counted = from->counted;
	r->item = from->item;
	r->note = from->note;
	fill_sections(p, r, from->kind == PASSAGE_HEADING ? from->parent : from->heading);
	if (from->lead_in != OUTLINE_NONE)
		r->lead_in = shown_text(p, from->lead_in);
	fill_pages(p, r, from);
}

bool passage_maker_next(struct passage_maker *p, struct record *record, struct span *reading)
{
	const struct outline_passage *from;
	struct record r = {.kind = PASSAGE_PARAGRAPH};

	if (p->next == p->outline->count)
		return false;
	from = &p->outline->passages[p->next];
	pool_clear(&p->passage_pool);
	memcpy(r.source_key, p->source_key, sizeof r.source_key);
	fill_locus(p, &r, from);
	r.ranges = from->ranges;
	r.range_count = from->range_count;
	r.skips = from->skips;
	r.skip_count = from->skip_count;
	r.calls = from->calls;
	r.call_count = from->call_count;
	r.bytes = joined_bytes(p, from);
	read_passage(p, from);
	*reading = buf_span(&p->reading.text);
	passage_id(r.id, p->source_id, r.kind, *reading, occurrence(p, r.kind, *reading));
	p->next++;
	*record = r;
	return true;
}

const struct reading *passage_maker_reading(const struct passage_maker *p)
{
	return &p->reading;
}
