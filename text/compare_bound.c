#include "text/compare_bound.h"

#include "text/compare_parts.h"

#include <stdlib.h>

#define BYTES 256

/* A word of the source: its folded number, and whether a quotation that lacks it differs. */
struct word {
	uint32_t folded;
	uint8_t weight;
};

struct compare_bound {
	const struct wordbook *book;
	const struct wording *said;
	size_t known;         /* numbers of the book below this may be the quotation's */
	uint32_t *need;       /* by folded number: how often the quotation has it, */
	uint32_t *have;       /* and the stretch of the source in hand */
	bool *is_free;        /* by atom of the quotation: it may cost nothing that its word is not there */
	uint32_t *next;       /* by atom: the next word with the same first byte, + 1 */
	uint32_t first[BYTES];
	size_t words;         /* of the quotation */
	size_t wanted;        /* of them those that are not free */
	bool is_open;         /* no bound is known */
	bool has_gap;         /* what is left out at an ellipsis has no length */
	struct word *source;
	size_t count, cap;
	size_t weight;        /* of all of the source's words */
};

static uint32_t folded_of(const struct compare_bound *c, const struct atom *a)
{
	return c->book->folded[a->text];
}

/* What a quoter may have put there or taken out is free. */
static bool is_plain_word(const struct atom *a)
{
	return a->kind == ATOM_WORD && !(a->flags & (ATOM_OPTIONAL | ATOM_CALL | ATOM_BRACKETED | ATOM_SIC));
}

struct compare_bound *compare_bound_new(const struct wordbook *b, const struct wording *said)
{
	struct compare_bound *c = mem_zalloc(sizeof *c);

	c->book = b;
	c->said = said;
	c->known = b->count;
	c->need = mem_zalloc((b->count + 1) * sizeof *c->need);
	c->have = mem_zalloc((b->count + 1) * sizeof *c->have);
	c->is_free = mem_zalloc((said->count + 1) * sizeof *c->is_free);
	c->next = mem_zalloc((said->count + 1) * sizeof *c->next);
	for (size_t i = said->count; i-- > 0;) {
		const struct atom *a = &said->atoms[i];
		struct span text = wordbook_text(b, a->text);

		c->has_gap |= a->kind == ATOM_GAP;
		c->is_open |= a->kind == ATOM_WORD && text.len == 0;
		if (a->kind != ATOM_WORD || text.len == 0)
			continue;
		c->words++;
		c->next[i] = c->first[(unsigned char)text.data[0]];
		c->first[(unsigned char)text.data[0]] = (uint32_t)i + 1;
	}
	return c;
}

void compare_bound_free(struct compare_bound *c)
{
	if (c == NULL)
		return;
	free(c->need);
	free(c->have);
	free(c->is_free);
	free(c->next);
	free(c->source);
	free(c);
}

/* ---- Words that are parts of another, or have it in parts ---- */

/* Frees what source[j] may be a part of, or be made of; returns the atoms of the source that a stretch may then have more. */
static size_t free_parts(struct compare_bound *c, const struct wording *source, size_t j)
{
	struct span text = wordbook_text(c->book, source->atoms[j].text);
	size_t more = 0, count;
	bool spaced;

	for (size_t k = c->first[(unsigned char)text.data[0]]; k != 0; k = c->next[k - 1]) {
		const struct atom *said = &c->said->atoms[k - 1];
		struct span word = wordbook_text(c->book, said->text);

		if (compare_may_begin(word, text) &&
		    compare_parts(c->book, word, source->atoms + j, source->count - j, &count, &spaced)) {
			c->is_free[k - 1] = true;
			more += count;
		}
		if (compare_may_begin(text, word) && compare_parts(c->book, text, said, c->said->count - (k - 1), &count, &spaced))
			memset(c->is_free + (k - 1), true, count);
	}
	return more;
}

/* A call's label matches a word however it is marked: ^2 and [2] are 2. */
static void free_labels(struct compare_bound *c, const struct atom *source)
{
	struct span text = wordbook_text(c->book, source->text);

	if (!(source->flags & ATOM_OPTIONAL) || (text.data[0] != '^' && text.data[0] != '['))
		return;
	for (size_t i = 0; i < c->said->count; i++)
		c->is_free[i] |= atom_matches(c->book, &c->said->atoms[i], source);
}

static void add_source_word(struct compare_bound *c, const struct atom *a)
{
	uint8_t weight = !(a->flags & ATOM_OPTIONAL);

	ARRAY_GROW(c->source, c->count, c->cap);
	c->source[c->count++] = (struct word){folded_of(c, a), weight};
	c->weight += weight;
}

/* Reads the source's words; *more as free_parts. False: no bound is known. */
static bool read_source(struct compare_bound *c, const struct wording *source, size_t *more)
{
	c->count = c->weight = *more = 0;
	memset(c->is_free, false, c->said->count * sizeof *c->is_free);
	for (size_t j = 0; j < source->count; j++) {
		if (source->atoms[j].kind != ATOM_WORD)
			continue;
		if (wordbook_text(c->book, source->atoms[j].text).len == 0)
			return false;
		add_source_word(c, &source->atoms[j]);
		*more += free_parts(c, source, j);
		free_labels(c, &source->atoms[j]);
	}
	return true;
}

static void count_need(struct compare_bound *c)
{
	c->wanted = 0;
	for (size_t i = 0; i < c->said->count; i++)
		c->need[folded_of(c, &c->said->atoms[i])] = 0;
	for (size_t i = 0; i < c->said->count; i++) {
		const struct atom *a = &c->said->atoms[i];

		c->is_free[i] |= !is_plain_word(a);
		if (c->is_free[i])
			continue;
		c->need[folded_of(c, a)]++;
		c->wanted++;
	}
}

/* ---- Stretches of the source ---- */

/* Puts source word i into the stretch; returns whether it is one that was wanted. */
static bool take_in(struct compare_bound *c, size_t i)
{
	uint32_t f = c->source[i].folded;

	return f < c->known && c->have[f]++ < c->need[f];
}

static bool put_out(struct compare_bound *c, size_t i)
{
	uint32_t f = c->source[i].folded;

	return f < c->known && --c->have[f] < c->need[f];
}

static void clear(struct compare_bound *c, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (c->source[i].folded < c->known)
			c->have[c->source[i].folded] = 0;
}

/* Whether said[i], a word, is in the stretch, or may be. */
static bool is_here(const struct compare_bound *c, size_t i)
{
	return c->is_free[i] || c->have[folded_of(c, &c->said->atoms[i])] != 0;
}

/*
 * Whether a share of the quotation's words may stand in the stretch, from its first word on, or
 * from its last back, with at most so many that do not.
 */
static bool has_share(struct compare_bound *c, bool back, size_t absent_most)
{
	size_t same = 0, absent = 0;

	for (size_t k = 0; k < c->said->count; k++) {
		size_t i = back ? c->said->count - 1 - k : k;
		const struct atom *a = &c->said->atoms[i];
		uint32_t f = folded_of(c, a);

		if (a->kind != ATOM_WORD)
			continue;
		if (c->is_free[i])
			same++;
		else if (c->have[f] != 0)
			same += c->have[f]-- != 0;
		else if (++absent > absent_most)
			return false;
		if (same * COMPARE_SHARE >= c->words)
			return true;
	}
	return false;
}

/* Whether the quotation may end in the source's beginning: the rest of it before. */
static bool may_end_here(struct compare_bound *c, size_t span, size_t absent_most)
{
	size_t weight = 0, to = 0;
	bool may;

	for (; to < c->count && weight + c->source[to].weight <= span; to++) {
		weight += c->source[to].weight;
		take_in(c, to);
	}
	may = has_share(c, true, absent_most);
	clear(c, 0, to);
	return may;
}

/* Whether some stretch has enough of the quotation. The last one that was looked at is in hand: from *from to *to. */
static bool stands_here(struct compare_bound *c, size_t span, size_t absent_most, size_t *from, size_t *to)
{
	size_t weight = 0, present = 0;
	bool may = false;

	*from = 0;
	for (*to = 0; *to < c->count && !may; ++*to) {
		present += take_in(c, *to);
		for (weight += c->source[*to].weight; weight > span; ++*from) {
			weight -= c->source[*from].weight;
			present -= put_out(c, *from);
		}
		may = c->wanted - present <= absent_most;
	}
	return may;
}

/* The same, or the last stretch has so much of it that it may begin there. */
static bool stands_or_begins_here(struct compare_bound *c, size_t span, size_t absent_most)
{
	size_t from, to;
	bool may = stands_here(c, span, absent_most, &from, &to) || has_share(c, false, absent_most);

	clear(c, from, to);
	return may;
}

/* Whether a share of the quotation's words, in a row but for so many, are of the source. */
static bool holds_share(struct compare_bound *c, size_t absent_most)
{
	size_t same = 0, absent = 0, first = 0;
	bool may = false;

	for (size_t i = 0; i < c->count; i++)
		take_in(c, i);
	for (size_t i = 0; i < c->said->count && !may; i++) {
		if (c->said->atoms[i].kind != ATOM_WORD)
			continue;
		*(is_here(c, i) ? &same : &absent) += 1;
		for (; absent > absent_most; first++)
			if (c->said->atoms[first].kind == ATOM_WORD)
				*(is_here(c, first) ? &same : &absent) -= 1;
		may = same * COMPARE_SHARE >= c->words;
	}
	clear(c, 0, c->count);
	return may;
}

/* Prepares for a source; *span: how long a stretch of it may be, *absent: how many words it may lack. False: no bound is known. */
static bool prepare(struct compare_bound *c, const struct wording *source, int64_t most, size_t *span, size_t *absent)
{
	size_t more;

	if (c->is_open || !read_source(c, source, &more))
		return false;
	count_need(c);
	*absent = (size_t)(most / COMPARE_SIMILAR);
	*span = c->has_gap ? SIZE_MAX : c->words + (size_t)(most / COMPARE_WORD) + more;
	return c->wanted > *absent;
}

bool compare_bound_allows_alone(struct compare_bound *c, const struct wording *source, int64_t most)
{
	size_t span, absent, from, to;
	bool may;

	if (!prepare(c, source, most, &span, &absent))
		return true;
	may = stands_here(c, span, absent, &from, &to);
	clear(c, from, to);
	return may;
}

bool compare_bound_allows(struct compare_bound *c, const struct wording *source, int64_t most)
{
	size_t span, absent;

	if (!prepare(c, source, most, &span, &absent))
		return true;
	if (c->weight <= span)
		return holds_share(c, absent);
	return stands_or_begins_here(c, span, absent) || may_end_here(c, span, absent);
}
