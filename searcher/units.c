#include "searcher/units.h"

#include "searcher/negation.h"
#include "searcher/snippet.h"
#include "text/sentences.h"
#include "text/utf8.h"
#include "text/words.h"

#include <stdlib.h>

/* What a hit's text is cut by. */
struct cutter {
	struct units *units;
	const struct hit *hit;
	struct span text;
	struct range *marked; /* must not be parted */
	size_t marked_count;
};

size_t marked_ranges(const struct hit *h, struct range **out)
{
	struct range *marked = mem_alloc((h->mark_count + 1) * sizeof *marked);
	size_t count = 0;

	for (size_t i = 0; i < h->mark_count; i++) {
		struct range at = h->marks[i].at;

		if (at.start >= at.end || at.end > h->reading.text.len)
			continue;
		if (count == 0 || at.start >= marked[count - 1].end)
			marked[count++] = at;
		else if (at.end > marked[count - 1].end)
			marked[count - 1].end = at.end;
	}
	*out = marked;
	return count;
}

/* ---- Sentences, joined where a mark runs over their limit ---- */

static bool parts_mark(const struct cutter *c, size_t at)
{
	size_t i = range_after(c->marked, c->marked_count, at);

	return i < c->marked_count && c->marked[i].start < at;
}

static size_t join_marked(const struct cutter *c, struct range *sentences, size_t count)
{
	size_t kept = 0;

	for (size_t i = 1; i < count; i++) {
		if (parts_mark(c, sentences[i].start))
			sentences[kept].end = sentences[i].end;
		else
			sentences[++kept] = sentences[i];
	}
	return count == 0 ? 0 : kept + 1;
}

/* ---- Trimming ---- */

static bool is_join(const struct reading *r, size_t at)
{
	size_t low = ARRAY_FIRST(r->pieces, r->count, at, at);

	for (; low < r->count && r->pieces[low].at == at; low++)
		if (r->pieces[low].len == 0)
			return true;
	return false;
}

static size_t space_before(struct span text, size_t start, size_t at)
{
	int32_t cp;

	while (at > start) {
		size_t before = utf8_before(text, at);

		utf8_decode(text, before, &cp);
		if (before < start || !utf8_is_space(cp))
			break;
		at = before;
	}
	return at;
}

/* Without white space and joins at both ends. A join's own first byte is a space. */
static struct range trim(const struct reading *r, struct range at)
{
	static const size_t join = sizeof READING_JOIN - 1;
	struct span text = buf_span(&r->text);
	bool again = true;

	while (again && at.start < at.end) {
		size_t start = at.start, end = at.end;

		/* The join's leading space may have been left to the sentence before it. */
		if (is_join(r, start))
			at.start += join;
		else if (start > 0 && is_join(r, start - 1))
			at.start += join - 1;
		if (at.end >= join && is_join(r, at.end - join))
			at.end -= join;
		else if (at.end + 1 >= join && is_join(r, at.end + 1 - join))
			at.end -= join - 1;
		if (at.start >= at.end)
			break;
		at.start = utf8_after_spaces(text, at.start, at.end);
		at.end = space_before(text, at.start, at.end);
		again = at.start != start || at.end != end;
	}
	if (at.start > at.end)
		at.end = at.start;
	return at;
}

static void add_unit(struct cutter *c, struct range at, bool begins_cut, bool ends_cut)
{
	struct units *u = c->units;
	struct unit unit = {trim(&c->hit->reading, at), begins_cut, ends_cut, 0, 0};

	if (unit.at.start == unit.at.end)
		return;
	ARRAY_GROW(u->unit, u->count, u->cap);
	u->unit[u->count++] = unit;
}

/* ---- Parts of an over-long sentence ---- */

/* A place between two words of a sentence. */
struct gap {
	size_t before, after; /* where the part before it ends, and the next begins */
	bool good;            /* a cut here parts no mark, and no negation from its words */
	bool after_punctuation;
};

struct word {
	struct range at;
	bool negates;
};

struct words {
	struct word *word;
	size_t count, cap;
};

static void words_find(struct words *w, struct span text, struct range within)
{
	struct span sentence = span_sub(text, within);

	for (size_t at = 0, end; at < sentence.len; at = end) {
		struct span segment;

		end = word_end(sentence, at);
		segment = span_make(sentence.data + at, end - at);
		if (!word_is_word(segment))
			continue;
		ARRAY_GROW(w->word, w->count, w->cap);
		w->word[w->count++] = (struct word){
			{within.start + at, within.start + end}, is_negation(segment)};
	}
}

static bool near_negation(const struct words *w, size_t k)
{
	size_t first = k + 1 >= NEGATION_AFTER ? k + 1 - NEGATION_AFTER : 0;

	for (size_t i = first; i <= k + NEGATION_BEFORE && i < w->count; i++)
		if (w->word[i].negates)
			return true;
	return false;
}

/* Scripts that are written without spaces may be parted between any two words. */
static bool is_unspaced(struct span text, size_t at)
{
	int32_t cp;

	utf8_decode(text, at, &cp);
	return cp >= 0x0E00 && (cp < 0x10A0 || cp >= 0x1780) && !(cp >= 0x1E00 && cp < 0x2E80);
}

/* The gap after word k. */
static struct gap gap_after(const struct cutter *c, const struct words *w, size_t k)
{
	struct span text = c->text;
	size_t end = w->word[k + 1].at.start;
	struct gap g = {w->word[k].at.end, 0, false, false};
	bool spaced = false;
	size_t len;
	int32_t cp;

	for (; g.before < end; g.before += len) {
		len = utf8_decode(text, g.before, &cp);
		spaced = utf8_is_space(cp);
		if (spaced)
			break;
		g.after_punctuation = cp == ',' || cp == ';' || cp == ':';
	}
	g.after = utf8_after_spaces(text, g.before, end);
	if (!spaced)
		g.good = w->word[k].at.end == end && is_unspaced(text, end) &&
		         is_unspaced(text, utf8_before(text, end));
	else
		g.good = true;
	g.good = g.good && !near_negation(w, k) && !parts_mark(c, g.before) && !parts_mark(c, g.after);
	return g;
}

/*
 * Where the part that begins at `start` ends: at the last good gap within
 * UNIT_BYTES (rather after punctuation, if that is in its second half), else at
 * the first good gap beyond. False: at the sentence's end. *k: the word to go on from.
 */
static bool next_cut(const struct cutter *c, const struct words *w, size_t start, size_t *k,
                     struct gap *cut)
{
	bool found = false, by_punctuation = false;
	size_t next = *k;

	for (size_t i = *k; i + 1 < w->count; i++) {
		struct gap g = gap_after(c, w, i);
		bool within = g.before <= start + UNIT_BYTES;
		bool better = g.after_punctuation && g.before > start + UNIT_BYTES / 2;

		if (!within && found)
			break;
		if (!g.good || (by_punctuation && !better))
			continue;
		*cut = g;
		found = true;
		by_punctuation = better;
		next = i + 1;
		if (!within)
			break;
	}
	*k = next;
	return found;
}

static void cut_sentence(struct cutter *c, struct range at)
{
	struct words w = {NULL, 0, 0};
	struct gap cut = {0, 0, false, false};
	size_t start = at.start, k = 0;

	words_find(&w, c->text, at);
	while (at.end - start > UNIT_BYTES && next_cut(c, &w, start, &k, &cut)) {
		add_unit(c, (struct range){start, cut.before}, start != at.start, true);
		start = cut.after;
	}
	add_unit(c, (struct range){start, at.end}, start != at.start, false);
	free(w.word);
}

/* ---- All together ---- */

static void give_marks(struct units *u, const struct hit *h)
{
	size_t m = 0;

	for (size_t i = 0; i < u->count; i++) {
		struct unit *unit = &u->unit[i];

		while (m < h->mark_count && h->marks[m].at.end <= unit->at.start)
			m++;
		unit->mark = m;
		while (m < h->mark_count && h->marks[m].at.start < unit->at.end)
			m++;
		unit->mark_count = m - unit->mark;
	}
}

void units_make(struct units *u, const struct hit *h, const struct lists *lists)
{
	struct cutter c = {u, h, buf_span(&h->reading.text), NULL, 0};
	struct range *sentences = NULL;
	size_t count = sentences_find(c.text, h->language, lists, &sentences);

	u->unit = NULL;
	u->count = u->cap = 0;
	c.marked_count = marked_ranges(h, &c.marked);
	count = join_marked(&c, sentences, count);
	for (size_t i = 0; i < count; i++) {
		if (sentences[i].end - sentences[i].start > SNIPPET_SENTENCE_MAX)
			cut_sentence(&c, sentences[i]);
		else
			add_unit(&c, sentences[i], false, false);
	}
	give_marks(u, h);
	free(c.marked);
	free(sentences);
}
