#include "text/stem_endings.h"

#include "text/utf8.h"

struct stem_ending {
	char code[3];             /* of the language; "" in the last row */
	const char *from, *to;    /* the ending, and what stands in its place */
	size_t least;             /* bytes of the word */
	const char *before;       /* letters of which one stands before it; NULL: any does */
	const char *second;       /* the same of the letter before that */
};

#define CYRILLIC_VOWELS "аеиоуыэюя"
#define CYRILLIC_CONSONANTS "бвгджзкмнпрстфхцчшщ" /* without л, which is softened: владелец, владельца */

/* A language's stand together; the first that fits counts. Words that look so and are otherwise are in lexicon/exceptions.txt. */
static const struct stem_ending endings[] = {
	/* mujer, libertad, joven: of words in -er and -en the stemmer takes more away than of their plurals */
	{"es", "es", "", 5, "lrnd", "aeiou"},
	/* opinion, religion: -ions is a verb's ending to it */
	{"fr", "ions", "ion", 6, NULL, NULL},
	{"pt", "oes", "ao", 5, NULL, NULL},
	{"pt", "aes", "ao", 6, NULL, NULL},
	{"pt", "ais", "al", 6, NULL, NULL},
	{"pt", "eis", "el", 6, NULL, NULL},
	{"pt", "ens", "em", 5, NULL, NULL},
	{"pt", "uns", "um", 6, NULL, NULL},
	{"de", "erinnen", "er", 10, NULL, NULL},
	{"de", "istinnen", "ist", 11, NULL, NULL},
	{"de", "erin", "er", 7, NULL, NULL},
	{"de", "istin", "ist", 9, NULL, NULL},
	/* беженец, беженца; владелец, владельца; боец, бойца */
	{"ru", "лец", "льц", 10, CYRILLIC_VOWELS, NULL},
	{"ru", "ец", "ц", 8, CYRILLIC_CONSONANTS, CYRILLIC_VOWELS},
	{"ru", "ец", "йц", 8, CYRILLIC_VOWELS, NULL},
	/* подросток, подростка; попытка, попыток; девочка, девочек */
	{"ru", "ок", "к", 12, NULL, NULL},
	{"ru", "ек", "к", 12, "чшж", NULL},
	/* гражданин, граждане */
	{"ru", "нин", "не", 16, "ая", NULL},
	{"ru", "нина", "не", 18, "ая", NULL},
	{"ru", "нину", "не", 18, "ая", NULL},
	{"ru", "нине", "не", 18, "ая", NULL},
	{"ru", "нином", "не", 20, "ая", NULL},
	{"", NULL, NULL, 0, NULL, NULL},
};

/* Whether the letter before *at is one of the set; *at goes before it. */
static bool stands_before(struct span word, size_t *at, const char *set)
{
	int32_t cp;

	if (set == NULL)
		return true;
	if (*at == 0)
		return false;
	*at = utf8_before(word, *at);
	utf8_decode(word, *at, &cp);
	return utf8_is_one_of(cp, set);
}

static bool fits(const struct stem_ending *e, struct span word)
{
	size_t at = word.len - strlen(e->from);

	return word.len >= e->least && span_ends(word, e->from) && stands_before(word, &at, e->before) &&
	       stands_before(word, &at, e->second);
}

const struct stem_ending *stem_endings(const struct language *lang)
{
	for (const struct stem_ending *e = endings; *e->code != '\0'; e++)
		if (strcmp(e->code, lang->code) == 0)
			return e;
	return NULL;
}

struct span stem_ending(const struct stem_ending *first, struct span word, struct buf *out)
{
	for (const struct stem_ending *e = first; strcmp(e->code, first->code) == 0; e++) {
		if (!fits(e, word))
			continue;
		buf_clear(out);
		buf_add(out, word.data, word.len - strlen(e->from));
		buf_add_str(out, e->to);
		return buf_span(out);
	}
	return word;
}
