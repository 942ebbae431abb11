#include "formats/charset.h"
#include "formats/charset_tables.h"

#include <math.h>
#include <stdlib.h>

#define WORD_MAX 8 /* letters of the longest function word in the tables, and one more */
#define WORDS_EXPECTED 0.1 /* of a second language, beside the first one's */
#define WORD_MISSING 2.0 /* nats for each that is not there */
#define OTHER_SCRIPT_MOST 30.0 /* nats */
#define UNLIKELY_LANGUAGE (-4.6) /* nats: few words of it may stand in a text of another */

struct evidence {
	struct span bytes;
	size_t high;         /* how many of them */
	bool used[HIGH];     /* in the whole text */
	double prior[LANGUAGE_COUNT];
	struct charset_reading readings[CHARSET_COUNT];
};

/* Whether the encoding has all the bytes that the text uses. */
static bool can_read(const struct evidence *e, const struct charset_reading *r)
{
	for (unsigned b = 0; b < HIGH; b++)
		if (e->used[b] && r->cp[b] == 0)
			return false;
	return true;
}

static void weigh(const struct evidence *e, struct charset_reading *r, double prior)
{
	r->score = -HUGE_VAL;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		for (int caps = 0; caps < 2; caps++) {
			size_t odd;
			double likelihood = charset_reading_score(r, &languages[i], caps != 0, &odd) + prior;

			if (likelihood + e->prior[i] <= r->score)
				continue;
			r->score = likelihood + e->prior[i];
			r->likelihood = likelihood + fmax(e->prior[i], UNLIKELY_LANGUAGE);
			r->odd = odd;
		}
}

static bool has_word(const char *words, const char *word, size_t len)
{
	for (const char *at = words; (at = strstr(at, word)) != NULL; at++)
		if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

/* How many of the text's words are a language's function words. */
static void count_words(struct span s, size_t hits[LANGUAGE_COUNT])
{
	char word[WORD_MAX + 1];
	size_t len = 0;

	for (size_t i = 0; i <= s.len && i <= CHARSET_SAMPLE; i++) {
		bool in = i < s.len && (is_high(s, i) || ascii_side(s.data[i]) != SIDE_NONE);

		if (in && len < WORD_MAX)
			word[len] = (char)(s.data[i] | 0x20);
		if (in) {
			len++;
			continue;
		}
		word[len < WORD_MAX ? len : WORD_MAX] = '\0';
		for (size_t l = 0; len != 0 && len < WORD_MAX && l < LANGUAGE_COUNT; l++)
			hits[l] += has_word(languages[l].words, word, len);
		len = 0;
	}
}

/*
 * How unlikely a language is that has `hits` function words where the first has
 * `most`: in a long text, a language with next to none of them is not there.
 * Other scripts have no words in ASCII, so their absence says less.
 */
static double language_prior(const struct charset_language *l, size_t hits, size_t most)
{
	double share = (double)(hits + 1) / (double)(most + 1);
	double missing = fmax(0, WORDS_EXPECTED * (double)most - (double)hits) * WORD_MISSING;

	if (l->script != SCRIPT_LATIN)
		missing = fmin(missing, OTHER_SCRIPT_MOST);
	return 2 * log(share) - missing;
}

static void weigh_languages(struct evidence *e)
{
	size_t hits[LANGUAGE_COUNT] = {0}, most = 0;

	count_words(e->bytes, hits);
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		most = hits[i] > most ? hits[i] : most;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		e->prior[i] = language_prior(&languages[i], hits[i], most);
}

/* Whether two encodings give the same text. */
static bool same_text(const struct evidence *e, size_t a, size_t b)
{
	for (unsigned i = 0; i < HIGH; i++)
		if (e->used[i] && e->readings[a].cp[i] != e->readings[b].cp[i])
			return false;
	return true;
}

static struct evidence *evidence_new(struct span bytes)
{
	struct evidence *e = mem_zalloc(sizeof *e);

	e->bytes = bytes;
	for (size_t i = 0; i < bytes.len; i++)
		if (is_high(bytes, i)) {
			e->used[high_of(bytes, i)] = true;
			e->high++;
		}
	weigh_languages(e);
	for (size_t i = 0; i < CHARSET_COUNT; i++) {
		struct charset_reading *r = &e->readings[i];

		r->score = -HUGE_VAL;
		if (!charset_reading_init(r, charsets[i].name) || !can_read(e, r)) {
			r->score = -HUGE_VAL;
			continue;
		}
		charset_reading_count(r, bytes, CHARSET_SAMPLE);
		weigh(e, r, charsets[i].prior);
	}
	return e;
}

/* The best reading; with `other_than` the best that gives another text than that one. CHARSET_COUNT: none. */
static size_t best(const struct evidence *e, size_t other_than)
{
	size_t found = CHARSET_COUNT;

	for (size_t i = 0; i < CHARSET_COUNT; i++) {
		if (e->readings[i].score == -HUGE_VAL ||
		    (other_than != CHARSET_COUNT && same_text(e, i, other_than)))
			continue;
		if (found == CHARSET_COUNT || e->readings[i].score > e->readings[found].score)
			found = i;
	}
	return found;
}

/* Whether a reading is likely in itself, not only beside the others. */
static bool is_plausible(const struct evidence *e, size_t i)
{
	size_t sample = e->high < CHARSET_SAMPLE ? e->high : CHARSET_SAMPLE;
	double n = (double)sample;

	return e->readings[i].score != -HUGE_VAL &&
	       e->readings[i].likelihood >= CHARSET_FLOOR * n - CHARSET_SLACK * sqrt(n) &&
	       e->readings[i].odd * 100 <= sample * CHARSET_ODD_PERCENT;
}

/* Few odd bytes that no encoding explains: they are damage in a text that is otherwise UTF-8. */
static bool are_stray(const struct evidence *e)
{
	for (size_t i = 0; i < CHARSET_COUNT; i++)
		if (is_plausible(e, i))
			return false;
	return e->high * 1000 <= e->bytes.len * CHARSET_STRAY_PER_MILLE;
}

static char *why_not(size_t first, size_t second)
{
	struct buf b;

	buf_init(&b);
	if (second == CHARSET_COUNT)
		buf_add_str(&b, "encoding is not known (not UTF-8); convert it to UTF-8 (iconv -f ITS-ENCODING -t UTF-8)");
	else
		buf_addf(&b, "encoding is not certain (%s or %s); convert it to UTF-8, e.g. iconv -f %s -t UTF-8",
		         charsets[first].name, charsets[second].name, charsets[first].name);
	return b.data;
}

const char *charset_detect(struct span bytes, char **reason)
{
	struct evidence *e = evidence_new(bytes);
	size_t first = best(e, CHARSET_COUNT), second = CHARSET_COUNT;
	const char *found = NULL;

	*reason = NULL;
	if (first != CHARSET_COUNT && is_plausible(e, first)) {
		second = best(e, first);
		if (second == CHARSET_COUNT ||
		    e->readings[first].score - e->readings[second].score >= CHARSET_MARGIN)
			found = charsets[first].name;
	} else if (are_stray(e)) {
		found = "UTF-8";
	}
	if (found == NULL)
		*reason = why_not(first, second);
	free(e);
	return found;
}

const char *charset_candidate(size_t number)
{
	return number < CHARSET_COUNT ? charsets[number].name : NULL;
}
