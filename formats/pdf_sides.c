/*
 * pdf_sides.c: sides of tables that are not drawn. A row that a page cuts has no rule there, and many tables have none on their left
 * and right: where several rules end at one place, one across is taken to close them.
 */
#include "formats/pdf_rules.h"

#include <math.h>
#include <stdlib.h>

#define SAME_END 3.0F     /* points: rules that end so near one another end at one place */
#define UPRIGHT_LEAST 2   /* upright rules that end at one height */
#define LEVEL_LEAST 3     /* level rules that begin and end at one place */

enum ends { FROM = 1, TO = 2 };

static bool same_ends(const struct pdf_rule *a, const struct pdf_rule *b, int ends)
{
	return a->upright == b->upright && ((ends & FROM) == 0 || fabsf(a->from - b->from) <= SAME_END) && ((ends & TO) == 0 || fabsf(a->to - b->to) <= SAME_END);
}

/* Whether a line from place to place would pass through a word. */
static bool crosses_word(const struct pdf_page *page, float at, float from, float to, bool upright)
{
	for (size_t i = 0; i < page->word_count; i++) {
		const struct pdf_box *w = &page->words[i].box;

		if (upright ? w->x0 < at - SAME_END && w->x1 > at + SAME_END && w->y1 > from && w->y0 < to
		            : w->y0 < at - SAME_END && w->y1 > at + SAME_END && w->x1 > from && w->x0 < to)
			return true;
	}
	return false;
}

/* Whether a word stands between two level rules: what is empty is no row, as between the boxes of two numbers in the margin. */
static bool has_word(const struct pdf_page *page, const struct pdf_rule *a, const struct pdf_rule *b)
{
	for (size_t i = 0; i < page->word_count; i++) {
		const struct pdf_box *w = &page->words[i].box;

		if (w->x0 < a->to && w->x1 > a->from && w->y0 + w->y1 > 2 * a->at && w->y0 + w->y1 < 2 * b->at)
			return true;
	}
	return false;
}

static void add_side(struct pdf_rules *rules, const struct pdf_page *page, float at, float from, float to, bool upright)
{
	if (rules->count >= PDF_RULES_MAX || crosses_word(page, at, from, to, upright))
		return;
	ARRAY_GROW(rules->items, rules->count, rules->cap);
	rules->items[rules->count++] = (struct pdf_rule){at, from, to, upright};
}

/* The nearest of the first `count` rules behind `own` that ends where it does; NULL: there is none. */
static const struct pdf_rule *next_of(const struct pdf_rules *rules, size_t count, const struct pdf_rule *own, int ends)
{
	const struct pdf_rule *best = NULL;

	for (size_t k = 0; k < count; k++) {
		const struct pdf_rule *r = &rules->items[k];

		if (r->at > own->at && same_ends(r, own, ends) && (best == NULL || r->at < best->at))
			best = r;
	}
	return best;
}

/* Whether one of the first `count` rules between two goes on beyond the place where they end. */
static bool is_passed(const struct pdf_rules *rules, size_t count, const struct pdf_rule *own, const struct pdf_rule *next, float end)
{
	for (size_t k = 0; k < count; k++) {
		const struct pdf_rule *r = &rules->items[k];

		if (r->upright == own->upright && r->at > own->at && r->at < next->at && r->from < end - SAME_END && r->to > end + SAME_END)
			return true;
	}
	return false;
}

static size_t count_same(const struct pdf_rules *rules, size_t count, const struct pdf_rule *own, int ends)
{
	size_t same = 0;

	for (size_t k = 0; k < count; k++)
		same += same_ends(&rules->items[k], own, ends);
	return same;
}

/* Closes what is between rule i and the next one, at an end that they share. */
static void close_ends(struct pdf_rules *rules, const struct pdf_page *page, size_t count, size_t i, int ends, size_t least)
{
	struct pdf_rule own = rules->items[i];
	const struct pdf_rule *found = next_of(rules, count, &own, ends);
	struct pdf_rule next;

	if (found == NULL || count_same(rules, count, &own, ends) < least)
		return;
	next = *found;
	if (!own.upright && !has_word(page, &own, &next))
		return;
	if ((ends & FROM) != 0 && !is_passed(rules, count, &own, &next, own.from))
		add_side(rules, page, own.from, own.at, next.at, !own.upright);
	if ((ends & TO) != 0 && !is_passed(rules, count, &own, &next, own.to))
		add_side(rules, page, own.to, own.at, next.at, !own.upright);
}

void pdf_rules_close(struct pdf_rules *rules, const struct pdf_page *page)
{
	size_t count = rules->count;

	for (size_t i = 0; i < count; i++) {
		if (!rules->items[i].upright) {
			close_ends(rules, page, count, i, FROM | TO, LEVEL_LEAST);
			continue;
		}
		close_ends(rules, page, count, i, FROM, UPRIGHT_LEAST);
		close_ends(rules, page, count, i, TO, UPRIGHT_LEAST);
	}
}
