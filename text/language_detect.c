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

/* What a text is made of. Words are folded, and stand one after the other in `folded`. */
struct profile {
	struct buf folded;
	struct range words[WORDS_MOST];
	enum script word_script[WORDS_MOST];
	size_t word_count;
	size_t letters, of_script[SCRIPT_COUNT], of_letter[LETTERS_COUNTED];
};

static enum script script_of(int32_t cp)
{
	for (size_t i = 0; i < sizeof script_ranges / sizeof *script_ranges; i++)
		if (cp >= script_ranges[i].first && cp <= script_ranges[i].last)
			return script_ranges[i].script;
	return SCRIPT_NONE;
}

static void add_word(struct profile *p, struct span word)
{
	struct range *r = &p->words[p->word_count];
	size_t at = p->folded.len;

	r->start = at;
	utf8_fold(&p->folded, word);
	r->end = p->folded.len;
	p->word_script[p->word_count] = SCRIPT_NONE;
	while (at < r->end) {
		int32_t cp;
		enum script script;

		at += utf8_decode(buf_span(&p->folded), at, &cp);
		script = script_of(cp);
		if (script == SCRIPT_NONE || !(utf8_is_letter(cp) || utf8_is_mark(cp)))
			continue;
		p->letters++;
		p->of_script[script]++;
		if (cp < LETTERS_COUNTED)
			p->of_letter[cp]++;
		p->word_script[p->word_count] = script;
	}
	if (p->word_script[p->word_count] != SCRIPT_NONE)
		p->word_count++;
}

static void read_text(struct profile *p, struct span text)
{
	size_t at = 0;

	if (text.len > READ_MOST)
		text.len = READ_MOST;
	while (at < text.len && p->word_count < WORDS_MOST) {
		size_t end = word_end(text, at);
		struct span word = span_sub(text, (struct range){at, end});

		if (word_is_word(word))
			add_word(p, word);
		at = end;
	}
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

/* The candidates on whose stop lists the word is. */
static uint64_t stop_mask(const struct lists *lists, const struct stop_list *with, size_t count,
                          struct span word, struct buf *folded)
{
	uint64_t mask = 0;

	for (size_t i = 0; i < count; i++) {
		buf_clear(folded);
		fold_word(folded, word, with[i].lang);
		if (lists_is_stop(lists, with[i].lang, buf_span(folded)))
			mask |= with[i].bit;
	}
	return mask;
}

/* A mask for each word of the script; returns their number. */
static size_t word_masks(const struct profile *p, enum script script, const struct lists *lists,
                         uint64_t *out)
{
	struct strmap map;
	struct buf folded;
	uint64_t *masks = mem_zalloc(FUNCTION_WORDS_MOST * sizeof *masks);
	struct stop_list stops[CANDIDATES];
	size_t count = 0, stop_count = stop_lists(stops, lists, script);

	strmap_init(&map);
	buf_init(&folded);
	map_words(&map, script, masks);
	for (size_t i = 0; i < p->word_count; i++) {
		struct span word = span_sub(buf_span(&p->folded), p->words[i]);
		uint32_t *place = strmap_get(&map, word);

		if (p->word_script[i] != script)
			continue;
		out[count] = place == NULL ? 0 : masks[*place];
		out[count] |= stop_mask(lists, stops, stop_count, word, &folded);
		count++;
	}
	buf_release(&folded);
	strmap_release(&map);
	free(masks);
	return count;
}

/* The words that have this bit and not that one. */
static size_t count_only(const uint64_t *masks, size_t count, uint64_t with, uint64_t without)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += (masks[i] & with) != 0 && (masks[i] & without) == 0;
	return n;
}

/* Whether the language of `bit` is clear of each other one that the letters allow. */
static bool clear_of_others(const uint64_t *masks, size_t count, uint64_t bit, uint64_t allowed)
{
	for (uint64_t other = 1; other != 0; other <<= 1) {
		if (other == bit || (allowed & other) == 0)
			continue;
		if (count_only(masks, count, bit, other) <
		    MARGIN_HITS + MARGIN_FACTOR * count_only(masks, count, other, bit))
			return false;
	}
	return true;
}

static size_t hits_least(const struct candidate *c)
{
	return c->own_least >= OWN_ENOUGH ? HITS_LETTERS : HITS_LEAST;
}

/* The candidate of this script that the words speak for beyond doubt, or NULL. */
static const struct candidate *choose(const struct profile *p, enum script script, const uint64_t *masks,
                                      size_t count)
{
	const struct candidate *best = NULL;
	uint64_t bit = 1, best_bit = 0, allowed = 0;
	size_t most = 0;

	for (size_t i = 0; i < CANDIDATES; i++) {
		size_t hits;

		if (candidates[i].script != script)
			continue;
		hits = count_only(masks, count, bit, 0);
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
	if (best == NULL || most < hits_least(best) || !at_least(most, count, best->words_least))
		return NULL;
	return clear_of_others(masks, count, best_bit, allowed) ? best : NULL;
}

static const struct language *by_words(const struct profile *p, enum script script,
                                       const struct lists *lists)
{
	uint64_t *masks = mem_alloc(WORDS_MOST * sizeof *masks);
	const struct candidate *c = choose(p, script, masks, word_masks(p, script, lists, masks));
	const struct language *found = c == NULL ? NULL : language_find(span_of(c->code));

	free(masks);
	return found == NULL ? language_unknown() : found;
}

const struct language *language_detect(struct span text, const struct lists *lists)
{
	struct profile *p = mem_zalloc(sizeof *p);
	const struct language *found = NULL;
	enum script script;

	buf_init(&p->folded);
	read_text(p, text);
	script = main_script(p);
	for (size_t i = 0; i < sizeof script_languages / sizeof *script_languages; i++)
		if (script_languages[i].script == script)
			found = language_find(span_of(script_languages[i].code));
	if (found == NULL)
		found = script == SCRIPT_NONE ? language_unknown() : by_words(p, script, lists);
	buf_release(&p->folded);
	free(p);
	return found;
}
