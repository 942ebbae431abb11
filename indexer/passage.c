#include "indexer/passage.h"

#include "render/cite.h"
#include "text/reading.h"
#include "text/strmap.h"

#include <stdlib.h>

/* What is made once for a heading or lead-in and used by the passages below it. */
struct shown {
	struct span text;
	bool made;
	uint32_t section_number, heading_number; /* of a heading: as in struct record */
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
	struct strmap numbers; /* how often what a citation names is in the source: number_* */
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
	strmap_init(&p->numbers);
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
	strmap_release(&p->numbers);
	reading_release(&p->reading);
	buf_release(&p->scratch);
	free(p);
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

/* ---- What a citation names more than once ---- */

/* A key of `numbers`: what sort of name, then the name. */
enum { NUMBER_SECTION = 's', NUMBER_HEADING = 'h', NUMBER_LABEL = 'l', NUMBER_NOTE = 'n' };

static uint32_t *number_of(struct passage_maker *p, char sort, struct span name)
{
	struct buf key;
	uint32_t *number;

	buf_init(&key);
	buf_add_char(&key, sort);
	buf_add_span(&key, name);
	number = strmap_put(&p->numbers, buf_span(&key), NULL);
	buf_release(&key);
	return number;
}

/* A heading's path, or the heading alone, as a citation names it. */
static uint32_t *heading_number(struct passage_maker *p, size_t heading, char sort)
{
	struct span path[CITE_SECTIONS];
	size_t at = CITE_SECTIONS, most = sort == NUMBER_HEADING ? 1 : CITE_SECTIONS;
	struct buf name;
	uint32_t *number;

	for (; heading != OUTLINE_NONE && CITE_SECTIONS - at < most; heading = p->outline->passages[heading].parent)
		path[--at] = shown_text(p, heading);
	buf_init(&name);
	cite_section(&name, path + at, CITE_SECTIONS - at);
	number = number_of(p, sort, buf_span(&name));
	buf_release(&name);
	return number;
}

/* The pieces of a passage that is too long have one number together. */
static bool is_same_number(const struct outline_passage *a, const struct outline_passage *b)
{
	return a->kind == b->kind && a->heading == b->heading && span_eq(a->label, b->label) &&
	       span_eq(a->note, b->note);
}

static void number_one(struct passage_maker *p, size_t i)
{
	const struct outline_passage *o = &p->outline->passages[i];

	if (o->kind == PASSAGE_HEADING) {
		p->shown[i].section_number = ++*heading_number(p, i, NUMBER_SECTION);
		p->shown[i].heading_number = ++*heading_number(p, i, NUMBER_HEADING);
	}
	if (i != 0 && is_same_number(o, o - 1))
		return;
	if (o->kind == PASSAGE_PARAGRAPH && o->label.len != 0)
		++*number_of(p, NUMBER_LABEL, o->label);
	if (o->kind == PASSAGE_NOTE && o->note.len != 0)
		++*number_of(p, NUMBER_NOTE, o->note);
}

/* Numbers the headings that a citation names alike, and counts the labels. */
static void number_all(struct passage_maker *p)
{
	strmap_release(&p->numbers);
	strmap_init(&p->numbers);
	for (size_t i = 0; i < p->outline->count; i++)
		number_one(p, i);
	for (size_t i = 0; i < p->outline->count; i++) {
		if (p->outline->passages[i].kind != PASSAGE_HEADING)
			continue;
		if (*heading_number(p, i, NUMBER_SECTION) == 1)
			p->shown[i].section_number = 0;
		if (*heading_number(p, i, NUMBER_HEADING) == 1)
			p->shown[i].heading_number = 0;
		/* A title that is named alone is told from those that are named with their parents. */
		if (p->outline->passages[i].parent == OUTLINE_NONE)
			p->shown[i].section_number = p->shown[i].heading_number;
	}
}

static void fill_numbers(struct passage_maker *p, struct record *r, const struct outline_passage *from)
{
	if (from->kind == PASSAGE_HEADING)
		r->section_number = p->shown[p->next].heading_number;
	else if (from->heading != OUTLINE_NONE)
		r->section_number = p->shown[from->heading].section_number;
	if (from->note.len != 0)
		r->label_repeats = *number_of(p, NUMBER_NOTE, from->note) > 1;
	else if (from->label.len != 0)
		r->label_repeats = *number_of(p, NUMBER_LABEL, from->label) > 1;
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
	number_all(p);
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
	size_t past = ARRAY_FIRST(d->pages, d->page_count, start, at + 1);

	return past == 0 ? d->page_count : past - 1;
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

/*
 * How often this kind and text came before in the source. A hash and the length stand for the text: another with the
 * same would be counted as the same text once more, and have an id of its own all the same.
 */
static uint32_t occurrence(struct passage_maker *p, enum passage_kind kind, struct span text)
{
	uint64_t key[2] = {hash_bytes(text, (uint64_t)kind), text.len};

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
	r->mark = from->mark;
	r->note = from->note;
	fill_numbers(p, r, from);
	fill_sections(p, r, from->kind == PASSAGE_HEADING ? from->parent : from->heading);
	if (from->lead_in != OUTLINE_NONE)
		r->lead_in = shown_text(p, from->lead_in);
	fill_pages(p, r, from);
	r->ocr = document_ocr_confidence(p->document, from->ranges, from->range_count);
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
