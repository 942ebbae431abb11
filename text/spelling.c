#include "text/spelling.h"

#include <assert.h>

#include "text/utf8.h"

#define BAND (2 * SPELLING_EDITS_MAX + 1)

/* Decodes a word; 0 if it has a digit or too many letters. */
static size_t decode(struct span word, int32_t letters[SPELLING_LETTERS_MAX], uint64_t *set)
{
	size_t len = 0;

	*set = 0;
	for (size_t at = 0; at < word.len;) {
		int32_t cp = (unsigned char)word.data[at];
		bool ascii = cp < 0x80;

		at += ascii ? 1 : utf8_decode(word, at, &cp);
		if (len == SPELLING_LETTERS_MAX || (ascii ? cp >= '0' && cp <= '9' : utf8_is_digit(cp)))
			return 0;
		letters[len++] = cp;
		*set |= UINT64_C(1) << (cp & 63);
	}
	return len;
}

void spelling_init(struct spelling *s, struct span asked)
{
	s->count = 0;
	s->len = decode(asked, s->asked, &s->letters);
	s->edits = s->len < SPELLING_LETTERS_TWO ? 1 : SPELLING_EDITS_MAX;
	if (s->len < SPELLING_LETTERS_MIN)
		s->len = 0;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Rows of the table of distances, each only as wide as `most` allows: cell k of row i is column i +
 * k - most. */
struct rows {
	unsigned cells[3][BAND];
	unsigned most;
};

static unsigned cell(const struct rows *r, size_t row, size_t i, size_t column)
{
	size_t k = column + r->most - i;

	return column + r->most < i || k > 2 * (size_t)r->most ? r->most + 1 : r->cells[row % 3][k];
}

static unsigned edits_at(const struct rows *r, const int32_t *a, const int32_t *b, size_t i,
			 size_t j)
{
	unsigned best;

	if (i == 0 || j == 0)
		return least((unsigned)(i + j), r->most + 1);
	best = cell(r, i - 1, i - 1, j - 1) + (a[i - 1] != b[j - 1]);
	best = least(best, cell(r, i - 1, i - 1, j) + 1);
	best = least(best, cell(r, i, i, j - 1) + 1);
	if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
		best = least(best, cell(r, i - 2, i - 2, j - 2) + 1);
	return least(best, r->most + 1);
}

/* Row i: the edits from the first i letters of a to each beginning of b. The fewest of them. */
static unsigned fill_row(struct rows *r, const int32_t *a, size_t i, const int32_t *b, size_t b_len)
{
	unsigned fewest = r->most + 1;

	for (size_t k = 0; k <= 2 * (size_t)r->most; k++)
		r->cells[i % 3][k] = r->most + 1;
	for (size_t j = i > r->most ? i - r->most : 0; j <= i + r->most && j <= b_len; j++) {
		unsigned edits = edits_at(r, a, b, i, j);

		r->cells[i % 3][j + r->most - i] = edits;
		fewest = least(fewest, edits);
	}
	return fewest;
}

unsigned spelling_distance(const int32_t *a, size_t a_len, const int32_t *b, size_t b_len,
			   unsigned most)
{
	struct rows r = {.most = most};

	assert(most <= SPELLING_EDITS_MAX);
	if (a_len > b_len + most || b_len > a_len + most)
		return most + 1;
	for (size_t i = 0; i <= a_len; i++)
		if (fill_row(&r, a, i, b, b_len) > most)
			return most + 1;
	return cell(&r, a_len, a_len, b_len);
}

static unsigned bits(uint64_t set)
{
	return (unsigned)__builtin_popcountll(set);
}

static bool is_better(const struct spelling_word *a, const struct spelling_word *b)
{
	if (a->edits != b->edits)
		return a->edits < b->edits;
	if (a->frequency != b->frequency)
		return a->frequency > b->frequency;
	return strcmp(a->word, b->word) < 0;
}

static void keep(struct spelling *s, struct span word, uint32_t frequency, unsigned edits)
{
	struct spelling_word w = {.frequency = frequency, .edits = edits};
	size_t at = s->count;

	memcpy(w.word, word.data, word.len);
	if (s->count < SPELLING_BEST)
		s->count++;
	else if (is_better(&w, &s->best[--at]))
		s->edits = s->best[at].edits; /* what is worse than the last one kept is no use */
	else
		return;
	for (; at > 0 && is_better(&w, &s->best[at - 1]); at--)
		s->best[at] = s->best[at - 1];
	s->best[at] = w;
}

/* The edits to a word; 0: it is the one asked for, or too far from it. An edit changes at most one
 * letter of the set for another: two bits. */
static unsigned edits_to(const struct spelling *s, struct span word)
{
	int32_t letters[SPELLING_LETTERS_MAX];
	uint64_t set;
	unsigned edits;
	size_t len;

	if (s->len == 0 || word.len > SPELLING_BYTES_MAX || word.len + s->edits < s->len ||
	    word.len > UTF8_MAX * (s->len + s->edits))
		return 0;
	len = decode(word, letters, &set);
	if (len == 0 || bits(set ^ s->letters) > 2 * s->edits)
		return 0;
	edits = spelling_distance(s->asked, s->len, letters, len, s->edits);
	return edits > s->edits ? 0 : edits;
}

bool spelling_is_near(const struct spelling *s, struct span word)
{
	return edits_to(s, word) != 0;
}

size_t spelling_dead(const struct spelling *s, struct span word, size_t *alive)
{
	struct rows r = {.most = s->edits};
	int32_t letters[SPELLING_DEAD_MAX] = {0};
	size_t at = 0, count = 0;

	*alive = 0;
	fill_row(&r, letters, 0, s->asked, s->len);
	while (count < SPELLING_DEAD_MAX && at < word.len) {
		at += utf8_decode(word, at, &letters[count++]);
		if (utf8_is_digit(letters[count - 1]) || fill_row(&r, letters, count, s->asked, s->len) > r.most)
			return at;
	}
	if (count == SPELLING_DEAD_MAX)
		*alive = at;
	return 0;
}

static bool is_likely(const struct spelling *s, const struct spelling_word *w, bool name)
{
	int32_t first;

	utf8_decode(span_of(w->word), 0, &first);
	if (first != s->asked[0] && w->edits > 1)
		return false;
	if (!name)
		return true;
	if (s->len < SPELLING_NAME_ONE || (s->len < SPELLING_NAME_TWO && w->edits > 1))
		return false;
	return first == s->asked[0] || s->len >= SPELLING_NAME_TWO;
}

const char *spelling_meant(const struct spelling *s, bool name)
{
	for (size_t i = 0; i < s->count; i++)
		if (is_likely(s, &s->best[i], name))
			return s->best[i].word;
	return NULL;
}

void spelling_offer(struct spelling *s, struct span word, uint32_t frequency)
{
	unsigned edits = frequency == 0 ? 0 : edits_to(s, word);

	if (edits != 0)
		keep(s, word, frequency, edits);
}
