/*
 * emit.c: from blocks to passages: ranges, counts, lead-ins, places under
 * headings.
 */
#include "indexer/emit.h"

#include <stdlib.h>

#include "text/utf8.h"

#define CUT_NOTES_MAX 64   /* notes between the halves of a paragraph */

void emit_init(struct emitter *e, struct scan *s)
{
	*e = (struct emitter){.s = s, .heading = NONE, .paragraph = NONE, .lead = NONE, .last_item = NONE, .last_heading = NONE};
	strmap_init(&e->marks);
}

void emit_release(struct emitter *e)
{
	free(e->lists);
	free(e->ranges);
	free(e->places);
	free(e->markup.skips);
	free(e->markup.calls);
	strmap_release(&e->marks);
}

static struct outline *outline_of(const struct emitter *e)
{
	return e->s->outline;
}

/* ---- ranges ---- */

static void range_add(struct emitter *e, struct range r)
{
	if (r.start >= r.end)
		return;
	ARRAY_GROW(e->ranges, e->range_count, e->range_cap);
	e->ranges[e->range_count++] = r;
}

static void collect(struct emitter *e, size_t block)
{
	e->range_count = 0;
	for (; block != NONE; block = e->s->blocks[block].next)
		range_add(e, (struct range){e->s->blocks[block].from, e->s->blocks[block].to});
}

static void *copy(struct emitter *e, const void *data, size_t size)
{
	void *to;

	if (size == 0)
		return NULL;
	to = pool_alloc(outline_of(e)->pool, size);
	memcpy(to, data, size);
	return to;
}

static size_t add_piece(struct emitter *e, const struct outline_passage *like, const struct range *ranges, size_t count)
{
	struct outline *o = outline_of(e);
	struct outline_passage *p;

	markup_find(e->s, ranges, count, &e->markup);
	ARRAY_GROW(o->passages, o->count, o->cap);
	p = &o->passages[o->count];
	*p = *like;
	p->ranges = copy(e, ranges, count * sizeof *ranges);
	p->range_count = count;
	p->skips = copy(e, e->markup.skips, e->markup.skip_count * sizeof *p->skips);
	p->skip_count = e->markup.skip_count;
	p->calls = copy(e, e->markup.calls, e->markup.call_count * sizeof *p->calls);
	p->call_count = e->markup.call_count;
	return o->count++;
}

static bool is_sentence_end(struct span t, size_t at)
{
	return strchr(".!?", t.data[at]) && (unsigned char)t.data[at + 1] <= ' ' && t.data[at + 1] &&
	       at + 2 < t.len && !((t.data[at + 2] | 0x20) >= 'a' && t.data[at + 2] >= 'a' && t.data[at + 2] <= 'z');
}

/* Where [from, limit) is best cut: after a sentence, else at white space, else between characters. */
static size_t cut_at(struct span t, size_t from, size_t limit)
{
	size_t least = from + (limit - from) / 2, space = 0;

	for (size_t i = limit - 1; i > least; i--) {
		if (is_sentence_end(t, i - 1))
			return i;
		if (!space && (unsigned char)t.data[i] <= ' ')
			space = i;
	}
	if (space)
		return space;
	return utf8_floor(t, limit);
}

/* One passage, or several with the same locus if it is longer than PASSAGE_BYTES_MAX. Returns the first's index. */
static size_t add_passage(struct emitter *e, const struct outline_passage *like)
{
	struct span t = e->s->text;
	size_t first = NONE, begin = 0, bytes = 0, at;

	for (size_t i = 0; i < e->range_count; i++) {
		while (bytes + (e->ranges[i].end - e->ranges[i].start) > PASSAGE_BYTES_MAX) {
			struct range rest = e->ranges[i];
			size_t cut = cut_at(t, rest.start, rest.start + (PASSAGE_BYTES_MAX - bytes));
			e->ranges[i].end = cut;
			at = add_piece(e, like, e->ranges + begin, i - begin + 1);
			first = first == NONE ? at : first;
			e->ranges[i] = (struct range){skip_space(t, cut, rest.end), rest.end};
			begin = i;
			bytes = 0;
		}
		bytes += e->ranges[i].end - e->ranges[i].start;
	}
	if (bytes == 0)
		return first;
	at = add_piece(e, like, e->ranges + begin, e->range_count - begin);
	return first == NONE ? at : first;
}

/* ---- items ---- */

/* "… the following:"; "Holds", above "(a) that …"; "I urge you to", above "• release …". */
static bool leads_in(const struct emitter *e, const struct block *k)
{
	const struct block *next = k + 1, *past = e->s->blocks + e->s->block_count;

	while (next < past && next->kind == BLOCK_MARGIN)
		next++;
	if (k->ending == ENDING_COLON)
		return true;
	if (next < past && next->kind == BLOCK_BULLET && next->lower && k->ending == ENDING_WORD)
		return true;
	return next < past && next->kind == BLOCK_LETTER && next->role == ROLE_ITEM && next->lower &&
	       e->s->chains[next->chain].first_block == (size_t)(next - e->s->blocks) &&
	       (k->ending == ENDING_WORD || k->ending == ENDING_HYPHEN || k->ending == ENDING_COMMA);
}

/* "(2) …" of section 12: what stands below it stands in it. */
static void emit_inner(struct emitter *e, size_t block)
{
	const struct block *k = &e->s->blocks[block];
	struct outline_passage p = {.kind = PASSAGE_ITEM, .heading = e->heading, .parent = NONE, .lead_in = NONE, .label = e->label};

	e->inside = span_sub(e->s->text, k->label);
	e->list_count = 0;
	p.counted = e->label.len || e->uncounted || e->paragraph == NONE ? 0 : e->counted;
	p.item = e->items_before = ++e->items;
	p.mark = e->inside;
	collect(e, block);
	e->last_item = add_passage(e, &p);
	item_marks_take(e, e->last_item);
	e->item_ending = k->ending;
	e->item_leads = false;
	e->lead = leads_in(e, k) ? e->last_item : NONE;
}

static void emit_item(struct emitter *e, size_t block)
{
	struct scan *s = e->s;
	const struct block *k = &s->blocks[block], *last = k;
	struct outline_passage p = {.kind = PASSAGE_ITEM, .heading = e->heading, .parent = NONE};

	if (k->inner) {
		emit_inner(e, block);
		return;
	}
	item_lists_enter(e, k);
	p.label = e->label;
	p.counted = e->label.len || e->uncounted ? 0 : e->paragraph == NONE ? 0 : e->counted;
	p.item = ++e->items;
	p.lead_in = e->lists[e->list_count - 1].lead;
	p.mark = item_marks_path(e, k);
	collect(e, block);
	e->last_item = add_passage(e, &p);
	item_marks_take(e, e->last_item);
	while (last->next != NONE)
		last = &s->blocks[last->next];
	e->item_ending = last->ending;
	e->item_leads = last->ending == ENDING_COLON;
}

/* ---- the other kinds ---- */

static size_t before_space(struct span t, size_t from, size_t to)
{
	while (to > from && (unsigned char)t.data[to - 1] <= ' ')
		to--;
	return to;
}

/* "… RESUELVE: 1. Declarar …. 2. …": the paragraph up to the colon, and each number an item of it. */
static size_t add_run_on(struct emitter *e, const struct outline_passage *like)
{
	struct span t = e->s->text;
	struct range all = e->ranges[0];
	size_t at = e->range_count == 1 ? run_on_first(t, all) : all.end, lead;
	struct outline_passage item = *like;

	if (at == all.end)
		return add_passage(e, like);
	e->ranges[0].end = before_space(t, all.start, at);
	lead = add_passage(e, like);
	item.kind = PASSAGE_ITEM;
	item.lead_in = lead;
	while (at < all.end) {
		size_t next = run_on_next(t, at, all.end, ++item.item + 1), dot = at;

		while (t.data[dot] != '.')
			dot++;
		item.mark = span_make(t.data + at, dot - at);
		e->range_count = 0;
		range_add(e, (struct range){at, before_space(t, at, next)});
		add_passage(e, &item);
		at = next;
	}
	return lead;
}

static void emit_paragraph(struct emitter *e, size_t block, bool apart)
{
	struct scan *s = e->s;
	const struct block *k = &s->blocks[block], *last = k;
	struct outline_passage p = {.kind = PASSAGE_PARAGRAPH, .heading = e->heading, .parent = NONE, .lead_in = NONE};
	size_t at;

	collect(e, block);
	if (k->role == ROLE_TITLE)
		p.heading = NONE;
	if (apart) {
		add_passage(e, &p);
		return;
	}
	if (place_leave_article(e, span_make(s->text.data + k->from, k->to - k->from)))
		p.heading = e->heading;
	e->counted++;
	e->label = k->label.end > k->label.start ? span_sub(s->text, k->label) : span_make(NULL, 0);
	e->label_style = k->chain == NONE ? STYLE_BARE : s->chains[k->chain].style;
	p.label = e->label;
	p.counted = p.label.len || e->uncounted ? 0 : e->counted;
	at = add_run_on(e, &p);
	e->paragraph = at;
	e->items = e->items_before = 0;
	e->inside = k->first_inside ? span_of("1") : span_make(NULL, 0);
	strmap_clear(&e->marks);
	e->list_count = 0;
	e->item_leads = false;
	while (last->next != NONE)
		last = &s->blocks[last->next];
	e->lead = leads_in(e, last) ? at : NONE;
}

/* The heading above a place in the text that has been emitted; NONE. */
static size_t heading_of(const struct emitter *e, size_t place)
{
	const struct outline *o = outline_of(e);
	size_t low = 0, high = o->count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (o->passages[mid].ranges[0].start <= place)
			low = mid + 1;
		else
			high = mid;
	}
	/* A call in the second half of a cut paragraph stands below the notes that cut it. */
	for (size_t i = 0; low > 0 && o->passages[low - 1].kind == PASSAGE_NOTE; low--)
		if (i++ == CUT_NOTES_MAX)
			return NONE;
	if (low == 0)
		return NONE;
	return o->passages[low - 1].kind == PASSAGE_HEADING ? low - 1 : o->passages[low - 1].heading;
}

/* A note belongs to the section of its call, not to the one at whose end it is printed. */
static void emit_note(struct emitter *e, size_t block)
{
	size_t call = e->s->blocks[block].call;
	struct outline_passage p = {.kind = PASSAGE_NOTE, .heading = NONE, .parent = NONE, .lead_in = NONE};

	if (call != NONE)
		p.heading = heading_of(e, e->s->calls[call].at);

	p.note = label_text(e->s, e->s->blocks[block].label);
	collect(e, block);
	add_passage(e, &p);
}

static void emit_heading(struct emitter *e, size_t block)
{
	const struct block *k = &e->s->blocks[block];
	struct outline_passage p = {.kind = PASSAGE_HEADING, .lead_in = NONE, .parent = NONE, .heading = NONE};

	place_heading(e, block, &p);
	if (k->label.end > k->label.start)
		p.label = span_make(NULL, 0);
	p.heading = p.parent;
	collect(e, block);
	e->heading = add_passage(e, &p);
	e->places[e->place_count - 1].passage = e->heading;
	e->counted = e->items = e->items_before = 0;
	e->inside = span_make(NULL, 0);
	e->uncounted = false;
	strmap_clear(&e->marks);
	e->paragraph = e->lead = NONE;
	e->label = span_make(NULL, 0);
	e->list_count = 0;
	e->item_leads = false;
}

void emit_blocks(struct emitter *e)
{
	struct scan *s = e->s;

	for (size_t i = 0; i < s->block_count; i++) {
		const struct block *k = &s->blocks[i];
		if (k->joins != NONE)
			continue;
		if (k->role == ROLE_HEADING)
			emit_heading(e, i);
		else if (k->role == ROLE_ITEM)
			emit_item(e, i);
		else if (k->role == ROLE_NOTE)
			emit_note(e, i);
		else if (k->role != ROLE_NOTHING)
			emit_paragraph(e, i, k->role != ROLE_PARAGRAPH);
		e->last_heading = k->role == ROLE_HEADING ? i : k->role == ROLE_NOTE || k->role == ROLE_NOTHING ? e->last_heading : NONE;
	}
}

void emit_whole(struct emitter *e, size_t from, size_t to)
{
	struct outline_passage p = {.kind = PASSAGE_PARAGRAPH, .heading = NONE, .parent = NONE, .lead_in = NONE};

	e->range_count = 0;
	range_add(e, (struct range){from, to});
	if (e->range_count)
		add_passage(e, &p);
}
