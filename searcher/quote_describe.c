#include "searcher/quote_describe.h"

#include "render/passage_text.h"
#include "searcher/negation.h"
#include "store/sha256.h"

#include <stdlib.h>

#define GOES_ON_WORDS 6  /* shown of how a sentence goes on */
#define GOVERNED_WORDS 7 /* after a negation that may stand under it: "did not find any evidence that the" */

/* ---- Omissions ---- */

static void add_omission(struct quote_result *r, const struct quote_match *m, struct atoms source)
{
	struct quote_omission *o;

	if (!quote_has_word(m->window->wording.atoms, source))
		return;
	r->omissions = mem_realloc(r->omissions, (r->omission_count + 1) * sizeof *r->omissions);
	o = &r->omissions[r->omission_count++];
	o->text = quote_source_text(&r->pool, m, source);
	o->range_count = quote_source_ranges(m, source, &o->ranges);
	o->negation = quote_negations(o->text) != 0;
	r->negation |= o->negation;
}

static size_t left_out_end(const struct comparison *c, size_t i)
{
	while (i < c->count && c->steps[i].kind == STEP_LEFT_OUT)
		i++;
	return i;
}

static void add_omissions(struct quote_result *r, const struct quote_match *m)
{
	const struct comparison *c = m->comparison;

	for (size_t i = 0, end; i < c->count; i = end) {
		end = left_out_end(c, i);
		if (end > i)
			add_omission(r, m, quote_source_atoms(c, i, end));
		else
			end = i + 1;
	}
}

/* ---- The quoted bytes ---- */

static void add_bytes(struct buf *bytes, const struct quote_part *part)
{
	const struct record *record = &part->hit->record;
	struct range *ranges = NULL;
	size_t count = hit_ranges(part->hit, part->at, &ranges);

	for (size_t i = 0; i < count; i++) {
		size_t start = passage_offset(record, ranges[i].start);

		buf_add(bytes, record->bytes.data + start, passage_offset(record, ranges[i].end - 1) + 1 - start);
	}
	free(ranges);
}

/* Adds the parts of one stretch without omissions. */
static void add_stretch(struct quote_result *r, const struct quote_match *m, struct atoms source,
                        struct buf *bytes, struct buf *text)
{
	struct quote_part *parts = quote_parts_new(m);
	size_t count = quote_parts_of(m, source, parts);

	r->parts = mem_realloc(r->parts, (r->part_count + count + 1) * sizeof *r->parts);
	for (size_t i = 0; i < count; i++) {
		if (text->len != 0)
			buf_add_str(text, i == 0 ? READING_JOIN : PASSAGE_MARK);
		reading_show(text, &parts[i].hit->reading, parts[i].at);
		add_bytes(bytes, &parts[i]);
		quote_add_ranges(&r->ranges, &r->range_count, &parts[i]);
		r->parts[r->part_count++] = parts[i];
	}
	free(parts);
}

static void add_place(struct quote_result *r, const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	struct buf bytes, text;

	buf_init(&bytes);
	buf_init(&text);
	for (size_t i = 0, end; i < c->count; i = end) {
		for (end = i; end < c->count && c->steps[end].kind != STEP_LEFT_OUT;)
			end++;
		if (end > i)
			add_stretch(r, m, quote_source_atoms(c, i, end), &bytes, &text);
		end = left_out_end(c, end);
	}
	sha256_hex(r->sha256, buf_span(&bytes));
	r->text = pool_span(&r->pool, buf_span(&text));
	buf_release(&bytes);
	buf_release(&text);
}

/* ---- What stands beside it ---- */

static bool ends_clause(const struct quote_match *m, size_t i)
{
	const struct atom *a = &m->window->wording.atoms[i];
	struct span text = wordbook_text(m->book, a->text);

	return a->kind == ATOM_GAP ||
	       (a->kind == ATOM_MARK && text.len == 1 && strchr(".;:!?", text.data[0]) != NULL);
}

static bool is_comma(const struct quote_match *m, size_t i)
{
	const struct atom *a = &m->window->wording.atoms[i];

	return a->kind == ATOM_MARK && span_eq_str(wordbook_text(m->book, a->text), ",");
}

/* A negation among the last words before the quotation, in its clause: more of them where no comma parts it off. */
static void add_before(struct quote_result *r, const struct quote_match *m, size_t first)
{
	struct atoms near = {first, first};
	size_t words = 0, most = GOVERNED_WORDS;

	while (near.first > 0 && words < most &&
	       m->window->passage[near.first - 1] == m->window->passage[first] &&
	       !ends_clause(m, near.first - 1)) {
		words += quote_is_word(&m->window->wording.atoms[--near.first]);
		if (is_comma(m, near.first))
			most = NEGATION_AFTER;
		if (quote_negations(quote_source_text(&r->pool, m, near)) != 0) {
			near.end = first + 1;
			r->beside = quote_source_text(&r->pool, m, near);
			return;
		}
	}
}

/* A negation that follows the quotation at once. */
static void add_after(struct quote_result *r, const struct quote_match *m, size_t end)
{
	const struct wording *all = &m->window->wording;
	struct atoms near = {end - 1, end + 1};

	if (r->beside.len != 0 || end >= all->count || m->window->passage[end] != m->window->passage[end - 1] ||
	    !quote_is_word(&all->atoms[end]))
		return;
	while (near.end < all->count && all->atoms[near.end].flags & ATOM_LINK && near.end + 1 < all->count)
		near.end += 2; /* aren't */
	if (quote_negations(quote_source_text(&r->pool, m, (struct atoms){end, near.end})) != 0)
		r->beside = quote_source_text(&r->pool, m, near);
}

static bool is_stop_mark(const struct quote_match *m, const struct atom *a)
{
	return a->kind == ATOM_MARK && span_eq_str(wordbook_text(m->book, a->text), ".");
}

/* Whether the quotation ends with a full stop that the source has not there. */
static bool ends_with_own_stop(const struct quote_match *m)
{
	const struct comparison *c = m->comparison;

	for (size_t i = c->count; i > 0 && c->steps[i - 1].kind == STEP_FREE; i--)
		if (c->steps[i - 1].said_count == 1 && is_stop_mark(m, &m->said->atoms[c->steps[i - 1].said]))
			return true;
	return false;
}

/* How the sentence goes on in its passage. */
static void add_goes_on(struct quote_result *r, const struct quote_match *m, size_t end)
{
	const struct wording *all = &m->window->wording;
	struct atoms rest = {end, end};
	size_t words = 0;

	if (!ends_with_own_stop(m))
		return;
	while (rest.end < all->count && words < GOES_ON_WORDS && !is_stop_mark(m, &all->atoms[rest.end]) &&
	       m->window->passage[rest.end] == m->window->passage[end - 1])
		words += quote_is_word(&all->atoms[rest.end++]);
	if (words != 0)
		r->goes_on = quote_source_text(&r->pool, m, rest);
}

static void add_beside(struct quote_result *r, const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	size_t first = c->steps[0].source;
	size_t end = c->steps[c->count - 1].source + c->steps[c->count - 1].source_count;

	add_before(r, m, first);
	add_after(r, m, end);
	add_goes_on(r, m, end);
}

void quote_describe(struct quote_result *r, const struct quote_match *m)
{
	add_place(r, m);
	quote_add_differences(r, m);
	add_omissions(r, m);
	add_beside(r, m);
}
