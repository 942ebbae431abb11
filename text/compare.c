#include "text/compare.h"

#include "text/compare_cut.h"
#include "text/compare_parts.h"

#include <stdlib.h>

#define ROWS (COMPARE_PARTS_MAX + 1)
#define IMPOSSIBLE (INT64_MAX / 4)

/* How a cell was reached: a step's kind, and how many atoms of each side it took. */
struct move {
	uint8_t kind, said, source;
};

struct table {
	const struct wordbook *book;
	const struct atom *said, *source;
	size_t m, n;
	int64_t *rows[ROWS]; /* the costs of the last rows; row i is rows[i % ROWS] */
	uint16_t *moves;     /* (m + 1) * (n + 1), packed */
	struct absence *absences; /* of source[0..n): in each row the same */
};

/* What it costs that the quotation lacks an atom of the source. */
struct absence {
	int64_t cost;
	bool is_free;
};

void comparison_init(struct comparison *c)
{
	memset(c, 0, sizeof *c);
}

void comparison_release(struct comparison *c)
{
	if (c == NULL)
		return;
	free(c->steps);
	memset(c, 0, sizeof *c);
}

/* ---- What single atoms cost ---- */

static int64_t weight(const struct atom *a)
{
	switch (a->kind) {
	case ATOM_WORD:
		return COMPARE_WORD;
	case ATOM_QUOTE:
		return COMPARE_QUOTE;
	default:
		return COMPARE_MARK;
	}
}

/* A hyphen inside a word: it may be there or not. Between digits it may not. */
static bool is_free_hyphen(const struct wordbook *b, const struct atom *atoms, size_t count, size_t i)
{
	if (atoms[i].kind != ATOM_DASH || !(atoms[i].flags & ATOM_LINK) || i == 0 || i + 1 == count)
		return false;
	return !compare_digits_meet(b, &atoms[i - 1], &atoms[i + 1]);
}

static bool is_gap(const struct atom *atoms, size_t count, size_t i)
{
	return i < count && atoms[i].kind == ATOM_GAP;
}

static bool is_quoter_mark(const struct table *t, const struct atom *a)
{
	struct span text;

	if (a->flags & ATOM_SIGN)
		return false;
	if (a->kind == ATOM_QUOTE || a->kind == ATOM_DASH)
		return true;
	if (a->kind != ATOM_MARK)
		return false;
	text = wordbook_text(t->book, a->text);
	return text.len == 1 && strchr(".,;:", text.data[0]) != NULL;
}

/* Whether only marks that a quoter may put there stand between said[i] and the end, or the beginning. */
static bool at_edge(const struct table *t, size_t i)
{
	size_t k = i;

	while (k < t->m && (is_quoter_mark(t, &t->said[k]) || t->said[k].kind == ATOM_GAP))
		k++;
	if (k == t->m)
		return true;
	for (k = i + 1; k > 0; k--)
		if (t->said[k - 1].kind != ATOM_QUOTE && t->said[k - 1].kind != ATOM_GAP &&
		    t->said[k - 1].kind != ATOM_DASH)
			return false;
	return true;
}

/* The cost of said[i] that is not in the source; *free: it does not count. */
static int64_t cost_added(const struct table *t, size_t i, bool *free_of)
{
	const struct atom *a = &t->said[i];

	*free_of = true;
	if (a->flags & ATOM_SIC)
		return 0;
	if (a->kind == ATOM_DASH && is_free_hyphen(t->book, t->said, t->m, i))
		return 0;
	if (is_quoter_mark(t, a)) {
		if (is_gap(t->said, t->m, i + 1) || (i > 0 && is_gap(t->said, t->m, i - 1)))
			return COMPARE_EDGE;
		if (at_edge(t, i))
			return COMPARE_EDGE;
	}
	*free_of = false;
	return a->kind == ATOM_WORD ? COMPARE_CHANGED : weight(a);
}

static int64_t cost_missing(const struct table *t, size_t j, bool *free_of)
{
	const struct atom *a = &t->source[j];

	*free_of = (a->flags & ATOM_OPTIONAL) != 0 || is_free_hyphen(t->book, t->source, t->n, j);
	return *free_of ? 0 : weight(a);
}

static bool begin_alike(struct span a, struct span b)
{
	size_t same = 0, least = a.len < b.len ? a.len : b.len, most = a.len < b.len ? b.len : a.len;

	if (least < 3 || a.data[0] != b.data[0])
		return false;
	while (same < least && a.data[same] == b.data[same])
		same++;
	return same >= 3 && 2 * same >= most;
}

static int64_t cost_changed(const struct table *t, const struct atom *said, const struct atom *source)
{
	if (said->kind != ATOM_WORD || source->kind != ATOM_WORD) {
		int64_t a = weight(said), b = weight(source);

		if ((said->kind == ATOM_WORD) != (source->kind == ATOM_WORD))
			return IMPOSSIBLE;
		return a > b ? a : b;
	}
	if (t->book->folded[said->text] == t->book->folded[source->text])
		return COMPARE_CASE;
	if (t->book->bare[said->text] == t->book->bare[source->text])
		return COMPARE_SIMILAR;
	return begin_alike(wordbook_text(t->book, said->text), wordbook_text(t->book, source->text))
	               ? COMPARE_SIMILAR
	               : COMPARE_CHANGED;
}

/* ---- Filling the table ---- */

static void put(struct table *t, size_t i, size_t j, int64_t cost, enum step_kind kind, size_t said,
                size_t source)
{
	int64_t *cell = &t->rows[i % ROWS][j];

	if (cost >= *cell)
		return;
	*cell = cost;
	t->moves[i * (t->n + 1) + j] = (uint16_t)((unsigned)kind << 8 | (unsigned)said << 4 | (unsigned)source);
}

static int64_t cost_at(const struct table *t, size_t i, size_t j)
{
	return t->rows[i % ROWS][j];
}

static void fill_first(struct table *t)
{
	for (size_t j = 0; j <= t->n; j++) {
		t->rows[0][j] = compare_cuts_before(t->book, t->source, t->n, j) ? COMPARE_WORD : 0;
		t->moves[j] = 0;
	}
}

/* The parts of one word on the other side, ending at (i, j). They are few: looked for forwards from each cell. */
static void put_parts(struct table *t, size_t i, size_t j)
{
	struct span said, source;
	size_t count;
	bool spaced;
	int64_t cost = cost_at(t, i, j);

	if (t->said[i].kind != ATOM_WORD || t->source[j].kind != ATOM_WORD)
		return;
	said = wordbook_text(t->book, t->said[i].text);
	source = wordbook_text(t->book, t->source[j].text);
	if (compare_may_begin(said, source) && compare_parts(t->book, said, t->source + j, t->n - j, &count, &spaced))
		put(t, i + 1, j + count, cost + (spaced ? COMPARE_MARK : 0), spaced ? STEP_SPACED : STEP_SAME, 1,
		    count);
	if (compare_may_begin(source, said) && compare_parts(t->book, source, t->said + i, t->m - i, &count, &spaced))
		put(t, i + count, j + 1, cost + (spaced ? COMPARE_MARK : 0), spaced ? STEP_SPACED : STEP_SAME,
		    count, 1);
}

/* atom_matches; what most pairs are is seen without a call. */
static bool is_same(const struct table *t, const struct atom *said, const struct atom *source)
{
	if (said->kind == source->kind && said->text == source->text)
		return true;
	return (source->flags & ATOM_OPTIONAL || said->flags & ATOM_BRACKETED) && atom_matches(t->book, said, source);
}

/* All moves from (i, j), but for those along the row. */
static void put_down(struct table *t, size_t i, size_t j, int64_t added, bool added_free)
{
	const struct atom *said = &t->said[i];
	int64_t cost = cost_at(t, i, j);

	if (said->kind == ATOM_GAP) {
		put(t, i + 1, j, cost, STEP_FREE, 1, 0);
		return;
	}
	put(t, i + 1, j, cost + added, added_free ? STEP_FREE : STEP_ADDED, 1, 0);
	if (j == t->n)
		return;
	if (is_same(t, said, &t->source[j]))
		put(t, i + 1, j + 1, cost, STEP_SAME, 1, 1);
	else
		put(t, i + 1, j + 1, cost + cost_changed(t, said, &t->source[j]), STEP_CHANGED, 1, 1);
	put_parts(t, i, j);
}

/* The moves along row i: atoms of the source that the quotation lacks. */
static void put_along(struct table *t, size_t i, size_t j)
{
	const struct absence *missing = &t->absences[j];
	int64_t cost = cost_at(t, i, j);

	if (i == 0 || j == t->n)
		return;
	if (t->said[i - 1].kind == ATOM_GAP && i < t->m) {
		put(t, i, j + 1, cost + COMPARE_LEFT_OUT, STEP_LEFT_OUT, 0, 1);
		return;
	}
	put(t, i, j + 1, cost + missing->cost, missing->is_free ? STEP_FREE : STEP_MISSING, 0, 1);
}

static void clear_row(struct table *t, size_t i)
{
	for (size_t j = 0; j <= t->n; j++)
		t->rows[i % ROWS][j] = IMPOSSIBLE;
}

static void fill(struct table *t)
{
	for (size_t i = 1; i < ROWS && i <= t->m; i++)
		clear_row(t, i);
	fill_first(t);
	for (size_t j = 0; j < t->n; j++)
		t->absences[j].cost = cost_missing(t, j, &t->absences[j].is_free);
	for (size_t i = 0; i < t->m; i++) {
		bool is_free;
		int64_t added = cost_added(t, i, &is_free);

		for (size_t j = 0; j <= t->n; j++) {
			put_along(t, i, j);
			put_down(t, i, j, added, is_free);
		}
		if (i + ROWS <= t->m)
			clear_row(t, i + ROWS);
	}
}

/* ---- Reading the way back ---- */

static size_t best_end(const struct table *t, bool *cut)
{
	size_t best = 0;
	int64_t least = IMPOSSIBLE;

	for (size_t j = 0; j <= t->n; j++) {
		bool cuts = compare_cuts_after(t->book, t->source, t->n, j);
		int64_t cost = cost_at(t, t->m, j) + (cuts ? COMPARE_WORD : 0);

		if (cost >= least)
			continue;
		least = cost;
		best = j;
		*cut = cuts;
	}
	return best;
}

static void trace(struct comparison *c, const struct table *t, size_t j)
{
	size_t i = t->m;

	while (i > 0) {
		unsigned move = t->moves[i * (t->n + 1) + j];
		struct step s = {(enum step_kind)(move >> 8), 0, move >> 4 & 15, 0, move & 15};

		i -= s.said_count;
		j -= s.source_count;
		s.said = i;
		s.source = j;
		ARRAY_GROW(c->steps, c->count, c->cap);
		c->steps[c->count++] = s;
	}
	c->cut_before = compare_cuts_before(t->book, t->source, t->n, j);
	for (size_t k = 0; k < c->count / 2; k++) {
		struct step swapped = c->steps[k];

		c->steps[k] = c->steps[c->count - 1 - k];
		c->steps[c->count - 1 - k] = swapped;
	}
}

static int64_t cost_of(const struct comparison *c, const struct table *t)
{
	int64_t cost = (c->cut_before ? COMPARE_WORD : 0) + (c->cut_after ? COMPARE_WORD : 0);
	bool is_free;

	for (size_t k = 0; k < c->count; k++) {
		const struct step *s = &c->steps[k];

		if (s->kind == STEP_ADDED)
			cost += cost_added(t, s->said, &is_free);
		else if (s->kind == STEP_MISSING)
			cost += cost_missing(t, s->source, &is_free);
		else if (s->kind == STEP_CHANGED)
			cost += cost_changed(t, &t->said[s->said], &t->source[s->source]);
		else if (s->kind == STEP_SPACED)
			cost += COMPARE_MARK;
	}
	return cost;
}

bool compare(struct comparison *c, const struct wordbook *b, const struct wording *said,
             const struct wording *source)
{
	struct table t = {.book = b, .said = said->atoms, .source = source->atoms, .m = said->count,
	                  .n = source->count};

	c->count = 0;
	c->cost = 0;
	c->cut_before = c->cut_after = false;
	if (t.m == 0 || t.n == 0 || t.m + 1 > COMPARE_CELLS_MAX / (t.n + 1))
		return false;
	t.moves = mem_alloc((t.m + 1) * (t.n + 1) * sizeof *t.moves);
	t.absences = mem_alloc(t.n * sizeof *t.absences);
	for (size_t i = 0; i < ROWS; i++)
		t.rows[i] = mem_alloc((t.n + 1) * sizeof *t.rows[i]);
	fill(&t);
	trace(c, &t, best_end(&t, &c->cut_after));
	c->cost = cost_of(c, &t);
	free(t.moves);
	free(t.absences);
	for (size_t i = 0; i < ROWS; i++)
		free(t.rows[i]);
	return true;
}
