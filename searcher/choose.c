#include "searcher/choose.h"

#include "searcher/snippet.h"

#include <stdlib.h>

struct chooser {
	const struct units *units;
	const struct mark *marks;
	bool *chosen;     /* by unit */
	bool *covered;    /* by leaf: in a chosen unit */
	size_t *seen;     /* by leaf: the last count it was counted in */
	size_t counts;    /* counts made so far */
	size_t bytes;     /* of the chosen units */
	size_t leaf_count;
};

struct worth {
	size_t leaves, marks;
};

static size_t unit_bytes(const struct unit *u)
{
	return u->at.end - u->at.start;
}

static bool is_better(struct worth a, struct worth b)
{
	return a.leaves != b.leaves ? a.leaves > b.leaves : a.marks > b.marks;
}

/* Adds a unit's marks to a count; leaves that are covered already do not count as distinct. */
static void add_worth(struct chooser *c, const struct unit *u, struct worth *w)
{
	for (size_t i = u->mark; i < u->mark + u->mark_count; i++) {
		uint32_t leaf = c->marks[i].leaf;

		if (c->seen[leaf] != c->counts && !c->covered[leaf])
			w->leaves++;
		c->seen[leaf] = c->counts;
	}
	w->marks += u->mark_count;
}

static void choose(struct chooser *c, size_t i)
{
	const struct unit *u = &c->units->unit[i];

	if (c->chosen[i])
		return;
	c->chosen[i] = true;
	c->bytes += unit_bytes(u);
	for (size_t m = u->mark; m < u->mark + u->mark_count; m++)
		c->covered[c->marks[m].leaf] = true;
}

/* The best window's first and last unit; both have marks. False: there are no marks. */
static bool best_window(struct chooser *c, size_t *first, size_t *last)
{
	const struct unit *unit = c->units->unit;
	struct worth best = {0, 0};

	for (size_t i = 0; i < c->units->count; i++) {
		struct worth w = {0, 0};

		if (unit[i].mark_count == 0)
			continue;
		c->counts++;
		for (size_t j = i; j < c->units->count; j++) {
			if (j != i && unit[j].at.end - unit[i].at.start > SNIPPET_BYTES)
				break;
			add_worth(c, &unit[j], &w);
			if (is_better(w, best)) {
				best = w;
				*first = i;
				*last = j;
			}
		}
	}
	return best.marks != 0;
}

/* The unit with the most leaves that are not yet covered, if it still fits. */
static bool best_further(struct chooser *c, size_t *at)
{
	struct worth best = {0, 0};

	for (size_t i = 0; i < c->units->count; i++) {
		const struct unit *u = &c->units->unit[i];
		struct worth w = {0, 0};

		if (c->chosen[i] || c->bytes + unit_bytes(u) > 2 * SNIPPET_BYTES)
			continue;
		c->counts++;
		add_worth(c, u, &w);
		if (w.leaves != 0 && is_better(w, best)) {
			best = w;
			*at = i;
		}
	}
	return best.leaves != 0;
}

static void close_gaps(struct chooser *c)
{
	size_t last = c->units->count;

	for (size_t i = 0; i < c->units->count; i++) {
		const struct unit *unit = c->units->unit;

		if (!c->chosen[i])
			continue;
		if (last < i && unit[i].at.start - unit[last].at.end < SNIPPET_GAP)
			for (size_t j = last + 1; j < i; j++)
				choose(c, j);
		last = i;
	}
}

/* Sentences after, then before, while they fit. */
static void fill(struct chooser *c, size_t first, size_t last)
{
	const struct units *u = c->units;

	while (last + 1 < u->count && c->bytes + unit_bytes(&u->unit[last + 1]) <= SNIPPET_FILL)
		choose(c, ++last);
	while (first > 0 && c->bytes + unit_bytes(&u->unit[first - 1]) <= SNIPPET_FILL)
		choose(c, --first);
}

static void widen(struct chooser *c, size_t context)
{
	size_t count = c->units->count;
	bool *wide = mem_zalloc(count + 1);

	context = context < count ? context : count;
	for (size_t i = 0; i < count; i++) {
		bool edge = c->chosen[i] && (i == 0 || !c->chosen[i - 1] || i + 1 == count || !c->chosen[i + 1]);

		if (!edge)
			continue;
		for (size_t j = i > context ? i - context : 0; j <= i + context && j < count; j++)
			wide[j] = true;
	}
	for (size_t i = 0; i < count; i++)
		c->chosen[i] = c->chosen[i] || wide[i];
	free(wide);
}

static size_t leaves_of(const struct units *u, const struct mark *marks)
{
	size_t most = 0;

	for (size_t i = 0; i < u->count; i++)
		for (size_t m = u->unit[i].mark; m < u->unit[i].mark + u->unit[i].mark_count; m++)
			if (marks[m].leaf >= most)
				most = (size_t)marks[m].leaf + 1;
	return most;
}

bool *units_choose(const struct units *u, const struct mark *marks, unsigned context)
{
	struct chooser c = {u, marks, NULL, NULL, NULL, 0, 0, leaves_of(u, marks)};
	size_t first = 0, last = 0, further = 0;

	c.chosen = mem_zalloc(u->count + 1);
	c.covered = mem_zalloc(c.leaf_count + 1);
	c.seen = mem_zalloc((c.leaf_count + 1) * sizeof *c.seen);
	best_window(&c, &first, &last);
	for (size_t i = first; i <= last && i < u->count; i++)
		choose(&c, i);
	for (size_t parts = 1; parts < SNIPPET_PARTS && best_further(&c, &further); parts++)
		choose(&c, further);
	close_gaps(&c);
	fill(&c, first, last);
	if (context != 0)
		widen(&c, context);
	free(c.covered);
	free(c.seen);
	return c.chosen;
}
