#include "formats/charset.h"
#include "formats/charset_tables.h"

#include <math.h>
#include <stdlib.h>

#define WORD_MAX 8 /* letters of the longest function word in the tables, and one more */
#define UNLIKELY_LANGUAGE 0.01

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
			double score = charset_reading_score(r, &languages[i], caps != 0, &odd) + e->prior[i] + prior;

			if (score <= r->score)
				continue;
			r->score = score;
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

static void weigh_languages(struct evidence *e)
{
	size_t hits[LANGUAGE_COUNT] = {0}, most = 0;

	count_words(e->bytes, hits);
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		most = hits[i] > most ? hits[i] : most;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		double share = (double)(hits[i] + 1) / (double)(most + 1);

		share *= share;
		e->prior[i] = log(share > UNLIKELY_LANGUAGE ? share : UNLIKELY_LANGUAGE);
	}
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

static const char *uncertain(const struct evidence *e, size_t first, size_t second, char **reason)
{
	struct buf b;

	if (first == CHARSET_COUNT && e->high * 1000 <= e->bytes.len * CHARSET_STRAY_PER_MILLE)
		return "UTF-8";
	buf_init(&b);
	if (first == CHARSET_COUNT)
		buf_add_str(&b, "encoding is not known (not UTF-8); convert it to UTF-8 (iconv -f ITS-ENCODING -t UTF-8)");
	else
		buf_addf(&b, "encoding is not certain (%s or %s); convert it to UTF-8, e.g. iconv -f %s -t UTF-8",
		         charsets[first].name, charsets[second].name, charsets[first].name);
	*reason = b.data;
	return NULL;
}

/* Whether a reading is likely in itself, not only beside the others. */
static bool is_plausible(const struct evidence *e, size_t i)
{
	size_t sample = e->high < CHARSET_SAMPLE ? e->high : CHARSET_SAMPLE;
	double n = (double)sample;

	return e->readings[i].score >= CHARSET_FLOOR * n - CHARSET_SLACK * sqrt(n) &&
	       e->readings[i].odd * 100 <= sample * CHARSET_ODD_PERCENT;
}

const char *charset_detect(struct span bytes, char **reason)
{
	struct evidence *e = evidence_new(bytes);
	size_t first = best(e, CHARSET_COUNT), second = CHARSET_COUNT;
	const char *found = NULL;

	*reason = NULL;
	if (first != CHARSET_COUNT && !is_plausible(e, first))
		first = CHARSET_COUNT;
	if (first != CHARSET_COUNT)
		second = best(e, first);
	if (first != CHARSET_COUNT &&
	    (second == CHARSET_COUNT ||
	     e->readings[first].score - e->readings[second].score >= CHARSET_MARGIN))
		found = charsets[first].name;
	else
		found = uncertain(e, first, second, reason);
	free(e);
	return found;
}
