#include "text/language.h"

#include <assert.h>
#include <stdlib.h>

#include "text/fold.h"
#include "text/language_words.h"
#include "text/lists.h"
#include "text/strmap.h"
#include "text/utf8.h"
#include "text/words.h"

#define READ_MOST ((size_t)64 * 1024)
#define WORDS_MOST 4096
#define LETTERS_LEAST 12    /* of the script: fewer say nothing */
#define HITS_LEAST 3        /* function words of the language … */
#define HITS_LETTERS 1      /* … or, where its own letters speak for it, */
#define OWN_ENOUGH 15       /* in a thousand */
#define SCRIPT_LEAST 600    /* in a thousand letters */
#define KANA_LEAST 20       /* in a thousand kana and Han: below, Japanese is out of the question */
#define FOREIGN_MOST 12     /* in a thousand letters of the script: names and quotations; */
#define FOREIGN_FEW 2       /* so many may stand in any text */
#define MARGIN_HITS 2       /* words that only this language has, over those that only the other has … */
#define MARGIN_FACTOR 2     /* … times this */

#define LETTERS_COUNTED 0xA00 /* code points below are counted one by one: the candidates' own letters are there */

#define CANDIDATES (sizeof candidates / sizeof *candidates)

/* What a text is made of. Its different words are folded, and stand one after the other in `folded`. */
struct profile {
	struct buf folded;
	struct strmap places; /* of the words in `words` */
	struct range words[WORDS_MOST];
	enum script word_script[WORDS_MOST];
	uint32_t times[WORDS_MOST];
	size_t word_count; /* different ones */
	size_t read;       /* the times of all */
	size_t letters, of_script[SCRIPT_COUNT], of_letter[LETTERS_COUNTED];
};

static enum script script_of(int32_t cp)
{
	for (size_t i = 0; i < sizeof script_ranges / sizeof *script_ranges; i++)
		if (cp >= script_ranges[i].first && cp <= script_ranges[i].last)
			return script_ranges[i].script;
	return SCRIPT_NONE;
}

/* Counts the letters of a word that occurs so many times; returns the script of the last, NONE if it has none. */
static enum script count_word(struct profile *p, struct span word, size_t times)
{
	enum script last = SCRIPT_NONE;

	for (size_t at = 0; at < word.len;) {
		int32_t cp;
		enum script script;

		at += utf8_decode(word, at, &cp);
		script = script_of(cp);
		if (script == SCRIPT_NONE || !(utf8_is_letter(cp) || utf8_is_mark(cp)))
			continue;
		p->letters += times;
		p->of_script[script] += times;
		if (cp < LETTERS_COUNTED)
			p->of_letter[cp] += times;
		last = script;
	}
	return last;
}

/* A word again, or a new one. One without a letter that counts is let go of. */
static void add_word(struct profile *p, struct span word)
{
	struct range r = {p->folded.len, 0};
	struct span folded;
	uint32_t *place;

	utf8_fold(&p->folded, word);
	r.end = p->folded.len;
	folded = span_sub(buf_span(&p->folded), r);
	place = strmap_get(&p->places, folded);
	if (place != NULL) {
		p->times[*place]++;
		p->read++;
	} else if ((p->word_script[p->word_count] = count_word(p, folded, 1)) != SCRIPT_NONE) {
		*strmap_put(&p->places, folded, NULL) = (uint32_t)p->word_count;
		p->words[p->word_count] = r;
		p->times[p->word_count++] = 1;
		p->read++;
		return;
	}
	p->folded.len = r.start;
	p->folded.data[r.start] = '\0';
}

/* The letters of the times after the first. */
static void count_again(struct profile *p)
{
	for (size_t i = 0; i < p->word_count; i++)
		count_word(p, span_sub(buf_span(&p->folded), p->words[i]), p->times[i] - 1);
}

static void read_text(struct profile *p, struct span text)
{
	size_t at = 0;

	if (text.len > READ_MOST)
		text.len = READ_MOST;
	while (at < text.len && p->read < WORDS_MOST) {
		size_t end = word_end(text, at);
		struct span word = span_sub(text, (struct range){at, end});

		if (word_is_word(word))
			add_word(p, word);
		at = end;
	}
	count_again(p);
}

static bool at_least(size_t part, size_t whole, size_t in_a_thousand)
{
	return part * 1000 >= whole * in_a_thousand;
}

/* The script most of the letters are of; SCRIPT_NONE if there is none. Japanese counts as kana. */
static enum script main_script(struct profile *p)
{
	enum script best = SCRIPT_NONE;
	size_t east = p->of_script[SCRIPT_KANA] + p->of_script[SCRIPT_HAN];

	if (at_least(p->of_script[SCRIPT_KANA], east, KANA_LEAST)) {
		p->of_script[SCRIPT_KANA] = east;
		p->of_script[SCRIPT_HAN] = 0;
	}
	for (int s = SCRIPT_NONE + 1; s < SCRIPT_COUNT; s++)
		if (p->of_script[s] > p->of_script[best])
			best = (enum script)s;
	if (p->of_script[best] < LETTERS_LEAST || !at_least(p->of_script[best], p->letters, SCRIPT_LEAST))
		return SCRIPT_NONE;
	return best;
}

static size_t count_letters(const struct profile *p, const char *letters)
{
	struct span s = span_of(letters);
	size_t at = 0, count = 0;

	while (at < s.len) {
		int32_t cp;

		at += utf8_decode(s, at, &cp);
		assert(cp < LETTERS_COUNTED);
		count += p->of_letter[cp];
	}
	return count;
}

/* Whether the text may be in the language: what it cannot be spelled with is rare. */
static bool letters_allow(const struct profile *p, const struct candidate *c)
{
	size_t foreign = count_letters(p, c->foreign);

	return foreign <= FOREIGN_FEW || foreign * 1000 <= p->of_script[c->script] * FOREIGN_MOST;
}

/* Whether its own letters are there. */
static bool letters_speak(const struct profile *p, const struct candidate *c)
{
	return at_least(count_letters(p, c->own), p->of_script[c->script], c->own_least);
}

/* ---- function words: one bit a candidate, counted within the script ---- */

#define FUNCTION_WORDS_MOST 4096

/* Puts each function word of the script's candidates into the map, with the place of its mask. */
static void map_words(struct strmap *map, enum script script, uint64_t *masks)
{
	size_t count = 0, bit = 0;

	for (size_t i = 0; i < CANDIDATES; i++) {
		const char *word = candidates[i].words;

		if (candidates[i].script != script)
			continue;
		while (*word != '\0') {
			size_t len = strcspn(word, " ");
			bool is_new;
			uint32_t *place = strmap_put(map, span_make(word, len), &is_new);

			if (is_new)
				*place = (uint32_t)count++;
			assert(*place < FUNCTION_WORDS_MOST);
			masks[*place] |= UINT64_C(1) << bit;
			word += len + (word[len] == ' ');
		}
		bit++;
	}
	assert(bit <= 64);
}

/* A candidate with a stop list, found once for a text and not for each word of it. */
struct stop_list {
	const struct language *lang;
	uint64_t bit;
};

static size_t stop_lists(struct stop_list *out, const struct lists *lists, enum script script)
{
	size_t count = 0;
	uint64_t bit = 1;

	for (size_t i = 0; i < CANDIDATES && lists != NULL; i++) {
		const struct language *lang;

		if (candidates[i].script != script)
			continue;
		lang = language_find(span_of(candidates[i].code));
		if (lang != NULL && lists_has_stops(lists, lang))
			out[count++] = (struct stop_list){lang, bit};
		bit <<= 1;
	}
	return count;
}

/* Whether a folded word is the same in every language: letters of ASCII only. */
static bool is_plain(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.data[i] < 'a' || word.data[i] > 'z')
			return false;
	return true;
}

/* The candidates on whose stop lists the word is. */
static uint64_t stop_mask(const struct lists *lists, const struct stop_list *with, size_t count,
                          struct span word, struct buf *folded)
{
	uint64_t mask = 0;
	bool plain = is_plain(word);

	for (size_t i = 0; i < count; i++) {
		if (!plain) {
			buf_clear(folded);
			fold_word(folded, word, with[i].lang);
		}
		if (lists_is_stop(lists, with[i].lang, plain ? word : buf_span(folded)))
			mask |= with[i].bit;
	}
	return mask;
}

/* The candidates for which the words of the script speak. */
struct masks {
	struct {
		uint64_t bits;
		size_t times;
	} word[WORDS_MOST];  /* those that speak for any */
	size_t count, words; /* words: how many there are in all, each as often as it occurs */
};

static void word_masks(struct masks *out, const struct profile *p, enum script script, const struct lists *lists)
{
	struct strmap map;
	struct buf folded;
	uint64_t *masks = mem_zalloc(FUNCTION_WORDS_MOST * sizeof *masks);
	struct stop_list stops[CANDIDATES];
	size_t stop_count = stop_lists(stops, lists, script);

	strmap_init(&map);
	buf_init(&folded);
	map_words(&map, script, masks);
	for (size_t i = 0; i < p->word_count; i++) {
		struct span word = span_sub(buf_span(&p->folded), p->words[i]);
		uint32_t *place = strmap_get(&map, word);
		uint64_t bits = place == NULL ? 0 : masks[*place];

		if (p->word_script[i] != script)
			continue;
		bits |= stop_mask(lists, stops, stop_count, word, &folded);
		out->words += p->times[i];
		if (bits == 0)
			continue;
		out->word[out->count].bits = bits;
		out->word[out->count++].times = p->times[i];
	}
	buf_release(&folded);
	strmap_release(&map);
	free(masks);
}

/* The words that have this bit and not that one. */
static size_t count_only(const struct masks *m, uint64_t with, uint64_t without)
{
	size_t n = 0;

	for (size_t i = 0; i < m->count; i++)
		if ((m->word[i].bits & with) != 0 && (m->word[i].bits & without) == 0)
			n += m->word[i].times;
	return n;
}

/* Whether the language of `bit` is clear of each other one that the letters allow. */
static bool clear_of_others(const struct masks *m, uint64_t bit, uint64_t allowed)
{
	for (uint64_t other = 1; other != 0; other <<= 1) {
		if (other == bit || (allowed & other) == 0)
			continue;
		if (count_only(m, bit, other) < MARGIN_HITS + MARGIN_FACTOR * count_only(m, other, bit))
			return false;
	}
	return true;
}

static size_t hits_least(const struct candidate *c)
{
	return c->own_least >= OWN_ENOUGH ? HITS_LETTERS : HITS_LEAST;
}

/* The candidate of this script that the words speak for beyond doubt, or NULL. */
static const struct candidate *choose(const struct profile *p, enum script script, const struct masks *m)
{
	const struct candidate *best = NULL;
	uint64_t bit = 1, best_bit = 0, allowed = 0;
	size_t most = 0;

	for (size_t i = 0; i < CANDIDATES; i++) {
		size_t hits;

		if (candidates[i].script != script)
			continue;
		hits = count_only(m, bit, 0);
		if (letters_allow(p, &candidates[i])) {
			allowed |= bit;
			if (hits > most && letters_speak(p, &candidates[i])) {
				most = hits;
				best = &candidates[i];
				best_bit = bit;
			}
		}
		bit <<= 1;
	}
	if (best == NULL || most < hits_least(best) || !at_least(most, m->words, best->words_least))
		return NULL;
	return clear_of_others(m, best_bit, allowed) ? best : NULL;
}

static const struct language *by_words(const struct profile *p, enum script script,
                                       const struct lists *lists)
{
	struct masks *m = mem_zalloc(sizeof *m);
	const struct candidate *c;
	const struct language *found;

	word_masks(m, p, script, lists);
	c = choose(p, script, m);
	found = c == NULL ? NULL : language_find(span_of(c->code));
	free(m);
	return found == NULL ? language_unknown() : found;
}

const struct language *language_detect(struct span text, const struct lists *lists)
{
	struct profile *p = mem_zalloc(sizeof *p);
	const struct language *found = NULL;
	enum script script;

	buf_init(&p->folded);
	strmap_init(&p->places);
	read_text(p, text);
	script = main_script(p);
	for (size_t i = 0; i < sizeof script_languages / sizeof *script_languages; i++)
		if (script_languages[i].script == script)
			found = language_find(span_of(script_languages[i].code));
	if (found == NULL)
		found = script == SCRIPT_NONE ? language_unknown() : by_words(p, script, lists);
	strmap_release(&p->places);
	buf_release(&p->folded);
	free(p);
	return found;
}
