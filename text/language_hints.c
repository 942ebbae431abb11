#include "text/language_hints.h"

#include <assert.h>
#include <stdlib.h>

#include "text/fold.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define FUNCTION_WORDS_MOST 4096 /* of one script */

/* A candidate with a stop list. */
struct stop_list {
	const struct language *lang;
	uint64_t bit;
};

/* The function words of a script's candidates; made when its first word comes. */
struct script_words {
	bool made;
	struct strmap places; /* of the words' masks */
	uint64_t *masks;
	struct stop_list stops[CANDIDATES];
	size_t stop_count;
};

struct hints {
	const struct lists *lists;
	struct script_words of[SCRIPT_COUNT];
	struct strmap places; /* of words as written, in `items` */
	struct hint *items;
	size_t count, cap;
	struct pool pool; /* folded words */
	struct buf folded, stop;
};

struct hints *hints_new(const struct lists *lists)
{
	struct hints *h = mem_zalloc(sizeof *h);

	h->lists = lists;
	strmap_init(&h->places);
	pool_init(&h->pool);
	buf_init(&h->folded);
	buf_init(&h->stop);
	return h;
}

void hints_free(struct hints *h)
{
	if (h == NULL)
		return;
	for (size_t i = 0; i < SCRIPT_COUNT; i++) {
		if (h->of[i].made)
			strmap_release(&h->of[i].places);
		free(h->of[i].masks);
	}
	strmap_release(&h->places);
	pool_release(&h->pool);
	buf_release(&h->folded);
	buf_release(&h->stop);
	free(h->items);
	free(h);
}

void hints_rest(struct hints *h)
{
	if (h->count <= HINTS_MOST && h->places.keys.total + h->pool.total <= HINTS_BYTES)
		return;
	strmap_clear(&h->places);
	pool_clear(&h->pool);
	h->count = 0;
}

struct hint *hints_at(struct hints *h, uint32_t place)
{
	return &h->items[place];
}

/* ---- scripts ---- */

enum script letter_script(int32_t cp)
{
	enum script script = SCRIPT_NONE;

	for (size_t i = 0; i < sizeof script_ranges / sizeof *script_ranges && script == SCRIPT_NONE; i++)
		if (cp >= script_ranges[i].first && cp <= script_ranges[i].last)
			script = script_ranges[i].script;
	if (script == SCRIPT_NONE || cp < 0x80)
		return script;
	return utf8_is_letter(cp) || utf8_is_mark(cp) ? script : SCRIPT_NONE;
}

static enum script word_script(struct span word)
{
	enum script last = SCRIPT_NONE;
	int32_t cp;

	for (size_t at = 0; at < word.len;) {
		enum script script;

		at += utf8_decode(word, at, &cp);
		script = letter_script(cp);
		if (script != SCRIPT_NONE)
			last = script;
	}
	return last;
}

/* ---- function words ---- */

/* Enters the words of one candidate, parted by spaces. */
static void add_words(struct script_words *s, const char *words, uint64_t bit)
{
	while (*words != '\0') {
		size_t len = strcspn(words, " ");
		bool is_new;
		uint32_t *place = strmap_put(&s->places, span_make(words, len), &is_new);

		if (is_new)
			*place = (uint32_t)s->places.count - 1;
		assert(*place < FUNCTION_WORDS_MOST);
		s->masks[*place] |= bit;
		words += len + (words[len] == ' ');
	}
}

static void make_words(struct script_words *s, enum script script, const struct lists *lists)
{
	uint64_t bit = 1;

	s->made = true;
	strmap_init(&s->places);
	s->masks = mem_zalloc(FUNCTION_WORDS_MOST * sizeof *s->masks);
	for (size_t i = 0; i < CANDIDATES; i++) {
		const struct language *lang;

		if (candidates[i].script != script)
			continue;
		assert(bit != 0);
		add_words(s, candidates[i].words, bit);
		lang = language_find(span_of(candidates[i].code));
		if (lists != NULL && lang != NULL && lists_has_stops(lists, lang))
			s->stops[s->stop_count++] = (struct stop_list){lang, bit};
		bit <<= 1;
	}
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
static uint64_t stop_mask(struct hints *h, const struct script_words *s, struct span word)
{
	uint64_t mask = 0;
	bool plain = is_plain(word);

	for (size_t i = 0; i < s->stop_count; i++) {
		if (!plain) {
			buf_clear(&h->stop);
			fold_word(&h->stop, word, s->stops[i].lang);
		}
		if (lists_is_stop(h->lists, s->stops[i].lang, plain ? word : buf_span(&h->stop)))
			mask |= s->stops[i].bit;
	}
	return mask;
}

static uint64_t mask_of(struct hints *h, struct span word, enum script script)
{
	struct script_words *s = &h->of[script];
	const uint32_t *place;

	if (!s->made)
		make_words(s, script, h->lists);
	place = strmap_get(&s->places, word);
	return (place == NULL ? 0 : s->masks[*place]) | stop_mask(h, s, word);
}

/* The place of a word as it is written, known or not. */
static uint32_t place_of(struct hints *h, struct span written)
{
	bool is_new;
	uint32_t *place = strmap_put(&h->places, written, &is_new);
	struct hint *w;

	if (!is_new)
		return *place;
	*place = (uint32_t)h->count;
	ARRAY_GROW(h->items, h->count, h->cap);
	w = &h->items[h->count++];
	memset(w, 0, sizeof *w);
	buf_clear(&h->folded);
	utf8_fold(&h->folded, written);
	w->folded = pool_span(&h->pool, buf_span(&h->folded));
	w->ascii = utf8_skip_ascii(written, 0) == written.len;
	w->script = word_script(w->folded);
	if (w->script != SCRIPT_NONE)
		w->speaks = mask_of(h, w->folded, w->script);
	return (uint32_t)h->count - 1;
}

void hints_places(struct hints *h, const struct span *written, size_t count, uint32_t *places)
{
	strmap_get_all(&h->places, written, count, places);
	for (size_t i = 0; i < count; i++)
		if (places[i] == STRMAP_NONE)
			places[i] = place_of(h, written[i]);
	for (size_t i = 0; i < count; i++)
		__builtin_prefetch(&h->items[places[i]].times, 1);
}

bool hints_tell(struct span code)
{
	for (size_t i = 0; i < CANDIDATES; i++)
		if (span_eq_str(code, candidates[i].code))
			return true;
	for (size_t i = 0; i < sizeof script_languages / sizeof *script_languages; i++)
		if (span_eq_str(code, script_languages[i].code))
			return true;
	return false;
}
