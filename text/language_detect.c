#include "text/language.h"

#include <assert.h>
#include <stdlib.h>

#include "text/language_hints.h"
#include "text/strmap.h"
#include "text/utf8.h"
#include "text/words.h"

#define READ_MOST ((size_t)64 * 1024)
#define PIECES 4 /* a long text is read in so many, spread over it, */
#define PIECE ((size_t)1024) /* each of so many bytes */
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

#define WORDS_FEW 40       /* of the script: a text of more has function words, if it is in the language that its file declares */
#define TEMPLATE_LANGUAGE "en" /* programs write it where nobody said anything: to declare it says little without a word of it */
#define LETTERS_COUNTED 0xA00 /* code points below are counted one by one: the candidates' own letters are there */

/* What a text is made of. */
struct profile {
	uint32_t words[WORDS_MOST]; /* places of the different ones in the hints */
	size_t word_count;
	size_t read; /* how many there are in all */
	size_t of_byte[0x80]; /* in folded words of ASCII */
	size_t letters, of_script[SCRIPT_COUNT], of_letter[LETTERS_COUNTED];
};

/* The candidates for which the words of the script speak. */
struct masks {
	struct {
		uint64_t bits;
		size_t times;
	} word[WORDS_MOST];  /* those that speak for any */
	size_t count, words; /* words: how many there are in all, each as often as it occurs */
};

struct language_detector {
	struct hints *hints;
	struct profile profile;
	struct masks masks;
};

static void count_letter(struct profile *p, int32_t cp, size_t times)
{
	enum script script = letter_script(cp);

	if (script == SCRIPT_NONE)
		return;
	p->letters += times;
	p->of_script[script] += times;
	if (cp < LETTERS_COUNTED)
		p->of_letter[cp] += times;
}

/* Counts the letters of a word that occurs so many times. */
static void count_letters_of(struct profile *p, struct span word, size_t times)
{
	int32_t cp;

	for (size_t at = 0; at < word.len;) {
		at += utf8_decode(word, at, &cp);
		count_letter(p, cp, times);
	}
}

/* A word again, or a new one. One without a letter that counts is let go of. */
static void add_word(struct language_detector *d, uint32_t place)
{
	struct profile *p = &d->profile;
	struct hint *w = hints_at(d->hints, place);

	if (w->script == SCRIPT_NONE)
		return;
	if (w->times++ == 0)
		p->words[p->word_count++] = place;
	p->read++;
}

/* The letters of all words, of each word at once; those of ASCII by a short way. */
static void count_all(struct language_detector *d)
{
	struct profile *p = &d->profile;

	for (size_t i = 0; i < p->word_count; i++) {
		const struct hint *w = hints_at(d->hints, p->words[i]);

		if (!w->ascii)
			count_letters_of(p, w->folded, w->times);
		for (size_t k = 0; w->ascii && k < w->folded.len; k++)
			p->of_byte[(unsigned char)w->folded.data[k]] += w->times;
	}
	for (int32_t c = 'a'; c <= 'z'; c++)
		count_letter(p, c, p->of_byte[c]);
}

/* Up to `most` words from *at on; returns how many, and sets *at past them. */
static size_t next_words(struct span text, size_t *at, struct span *words, size_t most)
{
	size_t count = 0;

	while (*at < text.len && count < most) {
		size_t end = word_end(text, *at);

		words[count] = span_sub(text, (struct range){*at, end});
		count += word_is_word(words[count]);
		*at = end;
	}
	return count;
}

static void read_piece(struct language_detector *d, struct span text)
{
	struct span words[STRMAP_BATCH];
	uint32_t places[STRMAP_BATCH];
	size_t at = 0;

	while (at < text.len && d->profile.read < WORDS_MOST) {
		size_t room = WORDS_MOST - d->profile.read;
		size_t count = next_words(text, &at, words, room < STRMAP_BATCH ? room : STRMAP_BATCH);

		hints_places(d->hints, words, count, places);
		for (size_t i = 0; i < count; i++)
			add_word(d, places[i]);
	}
}

/* From behind the word that `at` is in, where that is not the text's first, to the end of that in which the piece ends. */
static struct span piece_at(struct span text, size_t at)
{
	size_t start = at == 0 ? 0 : word_end(text, utf8_floor(text, at)), end = utf8_floor(text, at + PIECE);

	if (end < start)
		end = start;
	return span_sub(text, (struct range){start, end < text.len ? word_end(text, end) : end});
}

static void read_text(struct language_detector *d, struct span text)
{
	if (text.len > READ_MOST)
		text.len = utf8_floor(text, READ_MOST);
	if (text.len <= PIECES * PIECE)
		read_piece(d, text);
	else
		for (size_t i = 0; i < PIECES; i++)
			read_piece(d, piece_at(text, i * (text.len - PIECE) / (PIECES - 1)));
	count_all(d);
}

static bool at_least(size_t part, size_t whole, size_t in_a_thousand)
{
	return part * 1000 >= whole * in_a_thousand;
}

/* The script most of the letters are of; SCRIPT_NONE if there is none, or too few letters. Japanese counts as kana. */
static enum script main_script(struct profile *p, size_t letters_least)
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
	if (p->of_script[best] < letters_least || !at_least(p->of_script[best], p->letters, SCRIPT_LEAST))
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

static void gather_masks(struct language_detector *d, enum script script)
{
	struct masks *m = &d->masks;

	m->count = m->words = 0;
	for (size_t i = 0; i < d->profile.word_count; i++) {
		const struct hint *w = hints_at(d->hints, d->profile.words[i]);

		if (w->script != script)
			continue;
		m->words += w->times;
		if (w->speaks == 0)
			continue;
		m->word[m->count].bits = w->speaks;
		m->word[m->count++].times = w->times;
	}
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

static const struct language *by_words(struct language_detector *d, enum script script)
{
	const struct candidate *c;
	const struct language *found;

	gather_masks(d, script);
	c = choose(&d->profile, script, &d->masks);
	found = c == NULL ? NULL : language_find(span_of(c->code));
	return found == NULL ? language_unknown() : found;
}

/* The one language of a script; NULL if there are candidates, or no script. */
static const struct language *only_language(enum script script)
{
	for (size_t i = 0; i < sizeof script_languages / sizeof *script_languages; i++)
		if (script_languages[i].script == script)
			return language_find(span_of(script_languages[i].code));
	return NULL;
}

/* ---- what a file declares, where the words decide nothing ---- */

/* Whether so few words that they need not say it, or as many of them as in any text. */
static bool words_bear_out(const struct masks *m, const struct candidate *c, uint64_t bit)
{
	size_t hits = count_only(m, bit, 0);

	if (m->words <= WORDS_FEW && strcmp(c->code, TEMPLATE_LANGUAGE) != 0)
		return true;
	return hits != 0 && at_least(hits, m->words, c->words_least);
}

/* Whether no other language that the letters allow has more of the words than the i-th candidate, whose bit this is. */
static bool words_allow(const struct language_detector *d, size_t i, uint64_t bit)
{
	uint64_t other = 1;

	for (size_t k = 0; k < CANDIDATES; k++) {
		if (candidates[k].script != candidates[i].script)
			continue;
		if (other != bit && letters_allow(&d->profile, &candidates[k]) && count_only(&d->masks, other, bit) > count_only(&d->masks, bit, other))
			return false;
		other <<= 1;
	}
	return words_bear_out(&d->masks, &candidates[i], bit);
}

/* Whether the letters and words of a text may all be of the i-th candidate, whose bit this is. */
static bool may_be(const struct language_detector *d, size_t i, uint64_t bit)
{
	return count_letters(&d->profile, candidates[i].foreign) == 0 && letters_speak(&d->profile, &candidates[i]) && words_allow(d, i, bit);
}

static bool is_declared(const char *code, const char (*declared)[3], size_t count)
{
	for (size_t i = 0; i < count && declared[i][0] != '\0'; i++)
		if (strcmp(declared[i], code) == 0)
			return true;
	return false;
}

/* The declared language that the text may be in, if it is one. */
static const struct language *by_declaration(struct language_detector *d, const char (*declared)[3], size_t count)
{
	enum script script = main_script(&d->profile, 1);
	const char *found = NULL;
	uint64_t bit = 1;

	if (only_language(script) != NULL)
		return is_declared(only_language(script)->code, declared, count) ? only_language(script) : language_unknown();
	gather_masks(d, script);
	for (size_t i = 0; script != SCRIPT_NONE && i < CANDIDATES; i++) {
		if (candidates[i].script != script)
			continue;
		if (is_declared(candidates[i].code, declared, count) && may_be(d, i, bit)) {
			if (found != NULL)
				return language_unknown();
			found = candidates[i].code;
		}
		bit <<= 1;
	}
	return found == NULL ? language_unknown() : language_find(span_of(found));
}

struct language_detector *language_detector_new(const struct lists *lists)
{
	struct language_detector *d = mem_zalloc(sizeof *d);

	d->hints = hints_new(lists);
	return d;
}

void language_detector_free(struct language_detector *d)
{
	if (d == NULL)
		return;
	hints_free(d->hints);
	free(d);
}

const struct language *language_detector_find(struct language_detector *d, struct span text)
{
	return language_detector_settle(d, text, NULL, 0);
}

const struct language *language_detector_settle(struct language_detector *d, struct span text, const char (*declared)[3], size_t count)
{
	const struct language *found;
	enum script script;

	memset(&d->profile, 0, sizeof d->profile);
	hints_rest(d->hints);
	read_text(d, text);
	script = main_script(&d->profile, LETTERS_LEAST);
	found = only_language(script);
	if (found == NULL)
		found = script == SCRIPT_NONE ? language_unknown() : by_words(d, script);
	if (found == language_unknown() && count != 0 && declared[0][0] != '\0')
		found = by_declaration(d, declared, count);
	for (size_t i = 0; i < d->profile.word_count; i++)
		hints_at(d->hints, d->profile.words[i])->times = 0;
	return found;
}

const struct language *language_detector_correct(struct language_detector *d, struct span text, struct span declared)
{
	const struct language *found = hints_tell(declared) ? language_detector_find(d, text) : NULL;

	return found == NULL || found == language_unknown() || span_eq_str(declared, found->code) ? NULL : found;
}
