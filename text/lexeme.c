#include "text/lexeme.h"

#include <assert.h>
#include <stdlib.h>

#include "text/analyse.h"
#include "text/fold.h"
#include "text/stem.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define HASH_BYTES 17 /* "~" and 16 hex digits */

static_assert(LEXEME_UNKNOWN == STRMAP_NONE, "a word without a place is none of the map's");

/* One language's words; the map's values are places in `items`. */
struct vocabulary {
	struct stemmer *stemmer;
	struct strmap places;
	struct lexeme *items;
	size_t count, cap;
};

struct lexemes {
	const struct lists *lists;
	struct vocabulary **of; /* by language_index; NULL until used */
	size_t languages, count;
	struct pool pool;  /* terms and stems */
	struct pool loose; /* of words that are not remembered */
	struct lexeme last;
	struct buf term, marked;
};

struct lexemes *lexemes_new(const struct lists *lists)
{
	struct lexemes *l = mem_zalloc(sizeof *l);

	l->lists = lists;
	l->languages = language_index(NULL) + 1;
	l->of = mem_alloc(l->languages * sizeof *l->of);
	for (size_t i = 0; i < l->languages; i++)
		l->of[i] = NULL;
	pool_init(&l->pool);
	pool_init(&l->loose);
	buf_init(&l->term);
	buf_init(&l->marked);
	return l;
}

static void forget(struct lexemes *l)
{
	for (size_t i = 0; i < l->languages; i++) {
		struct vocabulary *v = l->of[i];

		if (v == NULL)
			continue;
		stemmer_free(v->stemmer);
		strmap_release(&v->places);
		free(v->items);
		free(v);
		l->of[i] = NULL;
	}
	pool_clear(&l->pool);
	l->count = 0;
}

void lexemes_free(struct lexemes *l)
{
	if (l == NULL)
		return;
	forget(l);
	free(l->of);
	pool_release(&l->pool);
	pool_release(&l->loose);
	buf_release(&l->term);
	buf_release(&l->marked);
	free(l);
}

bool lexemes_rest(struct lexemes *l)
{
	bool much = l->count > LEXEMES_MOST;

	pool_clear(&l->loose);
	if (much)
		forget(l);
	return much;
}

static struct vocabulary *vocabulary_of(struct lexemes *l, const struct language *lang)
{
	struct vocabulary **v = &l->of[language_index(lang)];

	if (*v == NULL) {
		*v = mem_zalloc(sizeof **v);
		(*v)->stemmer = stemmer_new(lang, l->lists);
		strmap_init(&(*v)->places);
	}
	return *v;
}

void lexeme_limit(struct buf *term)
{
	uint64_t hash = hash_bytes(buf_span(term), 0);

	if (term->len <= TOKEN_TERM_MAX)
		return;
	term->len = utf8_floor(buf_span(term), TOKEN_TERM_MAX - HASH_BYTES);
	buf_addf(term, "~%016llx", (unsigned long long)hash);
}

/* Looks at the letters as they are written. */
static void look(struct lexeme *x, struct span written)
{
	size_t at = 0, upper = 0, other = 0;

	while (at < written.len) {
		int32_t cp = (unsigned char)written.data[at];

		if (cp < 0x80)
			at++;
		else
			at += utf8_decode(written, at, &cp);
		if (utf8_is_upper(cp))
			upper++;
		else if (utf8_is_lower(cp))
			x->lower = true;
		else if (utf8_is_letter(cp))
			other++;
		x->inner |= cp == '.' || cp == '_';
		x->number |= (cp >= '0' && cp <= '9') || (cp >= 0x80 && utf8_is_digit(cp));
	}
	x->capitals = upper >= 2 && other == 0 && !x->lower;
}

static void make(struct lexemes *l, struct lexeme *x, const struct language *lang, struct pool *pool,
                 struct span written)
{
	memset(x, 0, sizeof *x);
	look(x, written);
	buf_clear(&l->term);
	fold_word(&l->term, written, lang);
	for (size_t i = 0; i < l->term.len && !x->number; i++)
		x->number = l->term.data[i] >= '0' && l->term.data[i] <= '9';
	x->stop = lists_is_stop(l->lists, lang, buf_span(&l->term));
	lexeme_limit(&l->term);
	x->term = pool_span(pool, buf_span(&l->term));
}

/* Whether a letter may have lost a mark to the folding: a Latin one beyond ASCII, or a mark of its own. */
static bool may_lose_marks(struct span written, const struct language *lang)
{
	if (!language_has_stemmer(lang) || lang->marks != MARKS_LATIN)
		return false;
	for (size_t i = 0; i < written.len; i++)
		if ((unsigned char)written.data[i] >= 0xC3 && (unsigned char)written.data[i] <= 0xCD)
			return true;
	return false;
}

/* The stem by the word's marks, without them; empty where it is the one without, or not to be had. */
static struct span marked_stem(struct lexemes *l, const struct lexeme *x, const struct language *lang,
                               struct stemmer *stemmer, struct pool *pool, struct span written)
{
	struct span stem;

	buf_clear(&l->marked);
	fold_with_marks(&l->marked, written, lang);
	if (span_eq(buf_span(&l->marked), x->term))
		return span_make(NULL, 0);
	stem = stemmer_with_marks(stemmer, buf_span(&l->marked), x->term);
	buf_clear(&l->marked);
	fold_word(&l->marked, stem, lang);
	lexeme_limit(&l->marked);
	stem = buf_span(&l->marked);
	return span_eq(stem, x->stem) ? span_make(NULL, 0) : pool_span(pool, stem);
}

/* "NGOs", "MPs": capitals of ASCII, two at least, and a small s. */
static bool is_acronym_plural(struct span written)
{
	size_t end = written.len - 1;

	if (written.len < 3 || written.data[end] != 's')
		return false;
	for (size_t i = 0; i < end; i++)
		if (written.data[i] < 'A' || written.data[i] > 'Z')
			return false;
	return true;
}

/* Finds the stems; that of the plural of an acronym is the acronym, which no stemmer knows ("ngos", "mps" stay as they are). */
static void add_stems(struct lexemes *l, struct lexeme *x, const struct language *lang, struct stemmer *stemmer,
                      struct pool *pool, struct span written)
{
	struct span stem;

	x->stem = x->term;
	if (x->number || x->term.len == 0)
		return;
	if (is_acronym_plural(written) && language_has_stemmer(lang)) {
		x->stem.len--;
		return;
	}
	stem = stemmer_stem(stemmer, x->term);
	if (!span_eq(stem, x->term))
		x->stem = pool_span(pool, stem);
	if (x->stop)
		return;
	if (may_lose_marks(written, lang))
		x->marked = marked_stem(l, x, lang, stemmer, pool, written);
	stem = stemmer_behind_and(stemmer, x->term);
	if (stem.len != 0 && !span_eq(stem, x->stem))
		x->marked = pool_span(pool, stem);
}

const struct lexeme *lexemes_get(struct lexemes *l, const struct language *lang, struct span written)
{
	struct vocabulary *v = vocabulary_of(l, lang);
	uint32_t *place;
	bool is_new;

	if (written.len > LEXEME_BYTES) {
		make(l, &l->last, lang, &l->loose, written);
		add_stems(l, &l->last, lang, v->stemmer, &l->loose, written);
		return &l->last;
	}
	place = strmap_put(&v->places, written, &is_new);
	if (is_new) {
		*place = (uint32_t)v->count;
		ARRAY_GROW(v->items, v->count, v->cap);
		make(l, &v->items[v->count], lang, &l->pool, written);
		add_stems(l, &v->items[v->count], lang, v->stemmer, &l->pool, written);
		v->items[v->count++].word = (uint32_t)++l->count;
	}
	return &v->items[*place];
}

void lexemes_ask(struct lexemes *l, const struct language *lang, const struct span *written, size_t count,
                 uint32_t *places)
{
	const struct vocabulary *v = vocabulary_of(l, lang);

	strmap_get_all(&v->places, written, count, places);
	for (size_t i = 0; i < count; i++) {
		const char *item = (const char *)(places[i] == LEXEME_UNKNOWN ? v->items : v->items + places[i]);

		if (item == NULL)
			continue;
		__builtin_prefetch(item);
		__builtin_prefetch(item + sizeof(struct lexeme) - 1); /* it may lie in two lines of the cache */
	}
}

const struct lexeme *lexemes_at(struct lexemes *l, const struct language *lang, uint32_t place)
{
	return &vocabulary_of(l, lang)->items[place];
}
