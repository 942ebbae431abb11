/*
 * stars.c: notes marked by stars in documents that have segments, whose other
 * notes their readers know: "Review*" above, and "* Adopted in May." or
 * "*The experts: …" in a paragraph of its own below. Several in a row are a list.
 */
#include "indexer/markup_parts.h"

#include <stdlib.h>
#include <string.h>

bool stars_are_pair(struct span text, size_t stars)
{
	const char *at = text.data, *end = text.data + text.len;
	size_t runs = 0;

	while (runs <= 2 && at < end && (at = memchr(at, '*', (size_t)(end - at))) != NULL) {
		const char *from = at;

		while (at < end && *at == '*')
			at++;
		runs += (size_t)(at - from) == stars;
	}
	return runs == 2;
}

/* The stars that a paragraph begins with, and nothing but a letter, a digit or a quotation mark behind them; 0 if it is no such. */
static size_t leading_stars(const struct scan *s, const struct block *k, size_t *from)
{
	struct span t = s->text;
	size_t at = k->mark_from, stars;
	int32_t cp;

	while (at < k->to && t.data[at] == '*')
		at++;
	stars = at - k->mark_from;
	at = skip_space(t, at, k->to);
	if (stars == 0 || stars > STARS_MAX || at == k->to || memchr(t.data + at, '*', k->to - at) != NULL)
		return 0;
	utf8_decode(t, at, &cp);
	*from = at;
	return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_one_of(cp, "\"“«„‘[(") ? stars : 0;
}

/* Whether the paragraph before or behind it begins with as many: then they are items of a list. */
static bool is_in_list(const struct scan *s, size_t block, size_t stars)
{
	size_t from;

	return (block > 0 && leading_stars(s, &s->blocks[block - 1], &from) == stars) ||
	       (block + 1 < s->block_count && leading_stars(s, &s->blocks[block + 1], &from) == stars);
}

/* "* one thing", typed. */
static void make_item(struct block *k, size_t from)
{
	k->kind = BLOCK_BULLET;
	k->from = from;
	k->shaped = false;
}

void star_notes_find(struct scan *s)
{
	for (size_t i = 0; i < s->document->segment_count; i++) {
		struct block *k = &s->blocks[i];
		struct mark m = {.type = MARK_STARS};
		size_t stars, from = 0;

		if (k->kind != BLOCK_TEXT || s->document->segments[i].kind != SEGMENT_PARAGRAPH || (stars = leading_stars(s, k, &from)) == 0)
			continue;
		calls_see(s, k->mark_from);
		if (is_in_list(s, i, stars)) {
			if (stars == 1 && from > k->mark_from + 1)
				make_item(k, from);
			continue;
		}
		if (s->star_calls[stars] == NONE || (from == k->mark_from + stars && !stars_are_pair(s->text, stars)))
			continue;
		m.label = (struct range){k->mark_from, k->mark_from + stars};
		k->kind = BLOCK_NOTE;
		k->from = from;
		k->label = m.label;
		k->shaped = false;
		note_add(s, i, &m);
	}
}

static int by_place(const void *a, const void *b)
{
	const struct note_call *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

void star_calls_add(struct scan *s, struct range range, struct markup *out)
{
	size_t before = out->call_count;

	for (size_t i = call_first(s, range.start); i < s->call_count && s->calls[i].at < range.end; i++) {
		const struct call *c = &s->calls[i];

		if (!c->met)
			continue;
		markup_skip(out, c->at, c->end);
		ARRAY_GROW(out->calls, out->call_count, out->call_cap);
		out->calls[out->call_count++] = (struct note_call){c->at, label_text(s, c->label)};
	}
	if (out->call_count > before)
		qsort(out->calls, out->call_count, sizeof *out->calls, by_place);
}
