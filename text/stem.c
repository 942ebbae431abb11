#include "text/stem.h"

#include <libstemmer.h>
#include <limits.h>
#include <stdlib.h>

#include "text/strmap.h"

#define STEMMED_MAX 256 /* bytes: a longer word is no word of a language, and is left as it is */
#define FEMININE_LEAST 6 /* bytes of a French word whose last -ee is an ending (not année, idée) */

struct stemmer {
	const struct language *lang;
	const struct lists *lists;
	struct sb_stemmer *snowball; /* NULL: the language has none */
	struct strmap places;        /* word → place in stems */
	struct span *stems;
	size_t count, cap;
	struct pool pool; /* the stems' bytes */
};

struct stemmer *stemmer_new(const struct language *lang, const struct lists *lists)
{
	struct stemmer *s = mem_zalloc(sizeof *s);

	s->lang = lang == NULL ? language_unknown() : lang;
	s->lists = lists;
	if (s->lang->stemmer != NULL)
		s->snowball = sb_stemmer_new(s->lang->stemmer, NULL);
	strmap_init(&s->places);
	pool_init(&s->pool);
	return s;
}

void stemmer_free(struct stemmer *s)
{
	if (s == NULL)
		return;
	sb_stemmer_delete(s->snowball);
	strmap_release(&s->places);
	pool_release(&s->pool);
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

/* By the rules of the language; good until the next call. */
static struct span by_rules(struct stemmer *s, struct span word)
{
	const sb_symbol *stem;

	if (s->snowball == NULL || word.len > STEMMED_MAX)
		return word;
	if (strcmp(s->lang->code, "fr") == 0)
		word = without_feminine(word);
	stem = sb_stemmer_stem(s->snowball, (const sb_symbol *)word.data, (int)word.len);
	if (stem == NULL || sb_stemmer_length(s->snowball) <= 0)
		return word;
	return span_make((const char *)stem, (size_t)sb_stemmer_length(s->snowball));
}

/*
 * A listed exception's stem is taken as it stands. The words of an equivalence
 * group share the stem of its first word, so that forms of that word which
 * are not listed meet them too.
 */
static struct span find_stem(struct stemmer *s, struct span word)
{
	struct span listed;

	if (!lists_stem(s->lists, s->lang, word, &listed))
		return by_rules(s, word);
	if (!lists_is_equivalent(s->lists, s->lang, word))
		return listed;
	if (!lists_is_equivalent(s->lists, s->lang, listed) &&
	    lists_stem(s->lists, s->lang, listed, &word))
		return word;
	return by_rules(s, listed);
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
