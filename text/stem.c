#include "text/stem.h"

#include <dlfcn.h>
#include <libstemmer.h>
#include <limits.h>
#include <stdlib.h>

#include "text/stem_arabic.h"
#include "text/stem_endings.h"
#include "text/strmap.h"

#define STEMMED_MAX 256 /* bytes: a longer word is no word of a language, and is left as it is */
#define FEMININE_LEAST 6 /* bytes of a French word whose last -ee is an ending (not année, idée) */

#ifndef STEM_LIBRARY
#define STEM_LIBRARY "libstemmer.so"
#endif

/* Where the stemmers are that a program does not have in it (stem_absent.c, stem_apart.c), beside it or installed. */
static const char *const libraries[] = {"$ORIGIN/stemmers.so", "$ORIGIN/../lib/hrsearch/stemmers.so", STEM_LIBRARY};

#define LIBRARIES (sizeof libraries / sizeof *libraries)

/* libstemmer's functions: those linked in, or a library's. */
struct functions {
	struct sb_stemmer *(*make)(const char *algorithm, const char *encoding);
	void (*free)(struct sb_stemmer *s);
	const sb_symbol *(*stem)(struct sb_stemmer *s, const sb_symbol *word, int size);
	int (*length)(struct sb_stemmer *s);
};

struct stemmer {
	const struct language *lang;
	const struct lists *lists;
	struct functions call;
	struct sb_stemmer *snowball; /* NULL: the language has none */
	struct strmap places;        /* word → place in stems */
	struct span *stems;
	size_t count, cap;
	struct pool pool; /* the stems' bytes */
	const struct stem_ending *endings;
	struct buf even;  /* stem_ending's, arabic_stem's */
	bool arabic;
};

/* POSIX has functions' addresses be objects'. */
static bool take(void *library, const char *name, void *function)
{
	void *found = dlsym(library, name);

	memcpy(function, &found, sizeof found);
	return found != NULL;
}

/* The functions of a library, which stays; false: it is not there. */
static bool from_library(const char *name, struct functions *call)
{
	void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

	return library != NULL && take(library, "sb_stemmer_new", &call->make) &&
	       take(library, "sb_stemmer_delete", &call->free) && take(library, "sb_stemmer_stem", &call->stem) &&
	       take(library, "sb_stemmer_length", &call->length);
}

/* NULL: the language has none, or it is not there. */
static struct sb_stemmer *make(const char *algorithm, struct functions *call)
{
	struct sb_stemmer *made;

	*call = (struct functions){sb_stemmer_new, sb_stemmer_delete, sb_stemmer_stem, sb_stemmer_length};
	if (*algorithm == '\0')
		return NULL;
	made = call->make(algorithm, NULL);
	for (size_t i = 0; made == NULL && i < LIBRARIES; i++)
		if (from_library(libraries[i], call))
			made = call->make(algorithm, NULL);
	return made;
}

bool stemmer_is_there(const struct language *lang)
{
	struct functions call;
	struct sb_stemmer *made = make(lang->stemmer, &call);

	if (made != NULL)
		call.free(made);
	return made != NULL || !language_has_stemmer(lang);
}

struct stemmer *stemmer_new(const struct language *lang, const struct lists *lists)
{
	struct stemmer *s = mem_zalloc(sizeof *s);

	s->lang = lang == NULL ? language_unknown() : lang;
	s->lists = lists;
	s->snowball = make(s->lang->stemmer, &s->call);
	s->endings = stem_endings(s->lang);
	s->arabic = strcmp(s->lang->code, "ar") == 0;
	strmap_init(&s->places);
	pool_init(&s->pool);
	buf_init(&s->even);
	return s;
}

void stemmer_free(struct stemmer *s)
{
	if (s == NULL)
		return;
	if (s->snowball != NULL)
		s->call.free(s->snowball);
	strmap_release(&s->places);
	pool_release(&s->pool);
	buf_release(&s->even);
	free(s->stems);
	free(s);
}

/*
 * French words come without their accents, and "condamnee" then ends in a
 * feminine -e that the stemmer does not see: it is cut here, so that condamné,
 * condamnée, condamnés and condamnées have one stem.
 */
static struct span without_feminine(struct span word)
{
	size_t plural = span_ends(word, "s");

	if (word.len >= FEMININE_LEAST + plural &&
	    span_ends(span_make(word.data, word.len - plural), "ee"))
		word.len -= 1 + plural;
	return word;
}

/* By the language's stemmer; good until the next call. */
static struct span by_snowball(struct stemmer *s, struct span word)
{
	const sb_symbol *stem;

	if (s->snowball == NULL || word.len > STEMMED_MAX)
		return word;
	stem = s->call.stem(s->snowball, (const sb_symbol *)word.data, (int)word.len);
	if (stem == NULL || s->call.length(s->snowball) <= 0)
		return word;
	return span_make((const char *)stem, (size_t)s->call.length(s->snowball));
}

/* By the rules of the language for a word without marks; good until the next call. */
static struct span by_rules(struct stemmer *s, struct span word)
{
	if (s->arabic)
		return arabic_stem(word, &s->even);
	if (s->endings != NULL)
		word = stem_ending(s->endings, word, &s->even);
	return by_snowball(s, strcmp(s->lang->code, "fr") == 0 ? without_feminine(word) : word);
}

/* Whether the lists know the word, which loses its article if it is Arabic, and its endings where they know it so. */
static bool is_listed(struct stemmer *s, struct span *word, struct span *listed)
{
	struct span stem;

	if (!s->arabic)
		return lists_stem(s->lists, s->lang, *word, listed);
	*word = arabic_without_article(*word);
	if (lists_stem(s->lists, s->lang, *word, listed))
		return true;
	stem = arabic_stem(*word, &s->even);
	if (!lists_stem(s->lists, s->lang, stem, listed))
		return false;
	*word = stem;
	return true;
}

/*
 * A listed exception's stem is taken as it stands. The words of an equivalence
 * group share the stem of its first word, so that forms of that word which
 * are not listed meet them too.
 */
static struct span find_stem(struct stemmer *s, struct span word)
{
	struct span listed;

	if (!is_listed(s, &word, &listed))
		return by_rules(s, word);
	if (!lists_is_equivalent(s->lists, s->lang, word))
		return listed;
	if (!lists_is_equivalent(s->lists, s->lang, listed) &&
	    lists_stem(s->lists, s->lang, listed, &word))
		return word;
	return by_rules(s, listed);
}

/* Their stemmers take prefixes off, or write the word in Latin letters. */
static const char changes_first[][3] = {"ar", "ga", "id", "sr"};

static bool may_change_first(const struct language *lang)
{
	for (size_t i = 0; i < sizeof changes_first / sizeof *changes_first; i++)
		if (strcmp(lang->code, changes_first[i]) == 0)
			return true;
	return false;
}

/* Their stemmers leave the second letter as it is; English turns "dying" into "die". */
static const char keeps_second[][3] = {"en", "es", "fr"};

static bool keeps_second_letter(const struct language *lang)
{
	bool keeps = !language_has_stemmer(lang);

	for (size_t i = 0; i < sizeof keeps_second / sizeof *keeps_second && !keeps; i++)
		keeps = strcmp(lang->code, keeps_second[i]) == 0;
	return keeps;
}

/* Adds what words may have as their second letter whose stems have these. */
static void widen_second(uint32_t *letters, const struct language *lang)
{
	const uint32_t i = UINT32_C(1) << ('i' - 'a'), y = UINT32_C(1) << ('y' - 'a');

	if (*letters & i)
		*letters |= y;
	if (*letters != 0 && !keeps_second_letter(lang))
		*letters = BEGINNINGS_BY_ANY;
}

void stem_widen(struct beginnings *stems, const struct language *lang, const struct lists *lists)
{
	if (may_change_first(lang))
		stems->any = true;
	for (size_t i = 0; i < BEGINNINGS_LETTERS && !stems->any; i++)
		widen_second(&stems->followed[i], lang);
	if (!stems->any)
		lists_widen(lists, lang, stems); /* last: the lists say which word has the stem of which */
}

struct span stemmer_with_marks(struct stemmer *s, struct span word, struct span folded)
{
	struct span listed;

	if (s->snowball == NULL || lists_stem(s->lists, s->lang, folded, &listed))
		return span_make(NULL, 0);
	return by_snowball(s, word);
}

struct span stemmer_behind_and(struct stemmer *s, struct span word)
{
	word = s->arabic ? arabic_behind_and(word) : span_make(NULL, 0);
	return word.len == 0 ? word : find_stem(s, word);
}

struct span stemmer_stem(struct stemmer *s, struct span word)
{
	uint32_t *place = strmap_get(&s->places, word);

	if (place != NULL)
		return s->stems[*place];
	if (word.len > STEMMED_MAX)
		return find_stem(s, word);
	if (s->count == STEM_CACHE) {
		strmap_clear(&s->places);
		pool_clear(&s->pool);
		s->count = 0;
	}
	ARRAY_GROW(s->stems, s->count, s->cap);
	s->stems[s->count] = pool_span(&s->pool, find_stem(s, word));
	*strmap_put(&s->places, word, NULL) = (uint32_t)s->count;
	return s->stems[s->count++];
}
