#include <assert.h>

#include "text/name.h"
#include "text/name_tables.h"
#include "text/utf8.h"

#define RAW_MAX (2 * NAME_KEY_MAX)
#define PLURAL_MIN 6 /* letters, the s included */

/* A key on its way: what the rules gave, still with glides. */
struct raw {
	char letters[RAW_MAX + 1];
	size_t len;
};

static bool is_vowel(char c)
{
	return c != '\0' && strchr("aeiou", c) != NULL;
}

static bool is_glide(char c)
{
	return c == 'i' || c == 'y';
}

/* The first rule whose `from` is not before the bytes of the word at `at`'s first one. */
static size_t first_rule(unsigned char byte)
{
	size_t low = 0, high = name_rule_count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if ((unsigned char)name_rules[middle].from[0] < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct name_rule *longest_rule(struct span rest, unsigned scheme)
{
	const struct name_rule *best = NULL;

	for (size_t i = first_rule((unsigned char)rest.data[0]);
	     i < name_rule_count && name_rules[i].from[0] == rest.data[0]; i++)
		if ((name_rules[i].schemes & scheme) && span_starts(rest, name_rules[i].from) &&
		    (best == NULL || strlen(name_rules[i].from) > strlen(best->from)))
			best = &name_rules[i];
	return best;
}

static bool raw_add(struct raw *r, const char *letters)
{
	size_t len = strlen(letters);

	if (r->len + len > RAW_MAX)
		return false;
	memcpy(r->letters + r->len, letters, len + 1);
	r->len += len;
	return true;
}

/* A letter the rules do not know: its base without marks; nothing for a mark; false for another
 * script. */
static bool add_unknown(struct raw *r, int32_t cp, unsigned scheme)
{
	int32_t parts[UTF8_DECOMPOSED_MAX];
	char bytes[UTF8_MAX];
	const struct name_rule *rule;

	if (utf8_is_mark(cp) || utf8_is_punct(cp))
		return true;
	if (utf8_decompose(cp, parts) < 2)
		return false;
	rule = longest_rule(span_make(bytes, utf8_put(parts[0], bytes)), scheme);
	return rule != NULL && raw_add(r, rule->to);
}

/* A j that no vowel follows is a glide in English too: Sergej, Bajdalin. */
static bool silent_j(struct span rest)
{
	return rest.data[0] == 'j' &&
	       (rest.len == 1 || ((unsigned char)rest.data[1] < 0x80 && !is_vowel(rest.data[1]) &&
				  rest.data[1] != 'y'));
}

static bool raw_make(struct raw *r, struct span word, unsigned scheme)
{
	r->len = 0;
	r->letters[0] = '\0';
	for (size_t at = 0; at < word.len;) {
		struct span rest = span_make(word.data + at, word.len - at);
		const struct name_rule *rule = longest_rule(rest, scheme);
		int32_t cp;

		if (scheme == SCHEME_ENGLISH && silent_j(rest)) {
			if (!raw_add(r, "y"))
				return false;
			at++;
		} else if (rule != NULL) {
			if (!raw_add(r, rule->to))
				return false;
			at += strlen(rule->from);
		} else {
			at += utf8_decode(word, at, &cp);
			if (!add_unknown(r, cp, scheme))
				return false;
		}
	}
	return true;
}

/* Two letters that are one sound: of what stands before and what follows, or '\0'. */
static char one_sound(char before, char next)
{
	if (before == next && !is_glide(next))
		return next;
	if (before == 'd' && next == 'Z')
		return 'Z';
	if (before == 't' && (next == 's' || next == 'T'))
		return 'T';
	if ((before == 't' || before == 'T') && next == 'C')
		return 'C';
	if (before == 'S' && next == 'C')
		return 'W';
	if (before == 'n' && next == 'g')
		return 'n';
	return '\0';
}

static void merge_sounds(struct raw *r)
{
	size_t len = 0;

	for (size_t i = 0; i < r->len; i++) {
		char one = len == 0 ? '\0' : one_sound(r->letters[len - 1], r->letters[i]);

		if (one != '\0')
			r->letters[len - 1] = one;
		else
			r->letters[len++] = r->letters[i];
	}
	r->letters[len] = '\0';
	r->len = len;
}

/*
 * What a run of i and y, before `next`, becomes: nothing after a vowel; before
 * a vowel a glide (nothing) or, where it is long or `full`, i; else i.
 */
static bool run_sounds(const char *run, size_t len, char before, char next, bool full)
{
	if (is_vowel(before))
		return false;
	if (!is_vowel(next))
		return true;
	return len > 1 || (full && *run == 'i');
}

static bool softens(char c)
{
	return c == 'Z' || c == 'S' || c == 'C' || c == 'W';
}

/* Makes the key of the raw letters; `full`: a single i before a vowel is one, not a glide. */
static bool key_make(struct name_reading *out, const struct raw *r, bool full)
{
	size_t len = 0;

	for (size_t i = 0; i < r->len;) {
		size_t end = i;
		char c = r->letters[i], before = len == 0 ? '\0' : out->key[len - 1];

		while (is_glide(r->letters[end]))
			end++;
		if (end == i) {
			bool glided = i > 0 && is_glide(r->letters[i - 1]);
			bool sounded = glided && before == 'i';

			if (c == 'o' && ((glided && !sounded) || softens(before)))
				c = 'e';
			if (c == 'o' && sounded && i > 1 && r->letters[i - 1] == 'y')
				c = 'e';
			i++;
			if (c == before && c == 'e')
				continue;
		} else {
			bool sounds =
				run_sounds(r->letters + i, end - i, before, r->letters[end], full);

			bool glide = !sounds && !is_vowel(before) &&
				     (r->letters[end] == 'a' || r->letters[end] == 'u');

			i = end;
			if (!sounds && !glide)
				continue;
			c = sounds ? 'i' : 'y'; /* Yakim is not Akim, nor Diana Dana */
		}
		if (len == NAME_KEY_MAX)
			return false;
		out->key[len++] = c;
	}
	out->key[len] = '\0';
	out->len = len;
	return true;
}

static bool key_ends(const struct name_reading *k, const char *ending)
{
	return span_ends(span_make(k->key, k->len), ending);
}

static void key_cut(struct name_reading *k, size_t letters)
{
	k->len -= letters;
	k->key[k->len] = '\0';
}

/* What only Latin letters do at the end of a word: the Bokayevs, Poutine, Fatimah. */
static void latin_end(struct name_reading *k, unsigned scheme)
{
	if (k->len >= PLURAL_MIN && (key_ends(k, "ovs") || key_ends(k, "evs")))
		key_cut(k, 1);
	if ((scheme & SCHEME_FRENCH) && key_ends(k, "ine"))
		key_cut(k, 1);
	if ((scheme & SCHEME_ARABIC) && key_ends(k, "ah"))
		key_cut(k, 1);
}

/* "abd" and an article as one: Abdulrahman, Abdelrahman, Abderrahmane, Abdallah. */
static void key_abd(struct name_reading *k)
{
	size_t article = 0;

	if (k->len == 5 && memcmp(k->key, "abd", 3) == 0 && k->key[4] == 'l')
		key_cut(k, 2);
	if (k->len > 5 && memcmp(k->key, "abd", 3) == 0 && is_vowel(k->key[3]))
		article = k->key[4] == 'l' && !is_vowel(k->key[5]) ? 2
			  : is_vowel(k->key[5])			   ? 1
								   : 0;
	if (article != 0) {
		memmove(k->key + 3, k->key + 3 + article, k->len - 3 - article + 1);
		k->len -= article;
	}
}

static size_t base_length(const struct name_reading *k, bool cyrillic)
{
	for (size_t i = 0; i < name_ending_count; i++) {
		const struct name_ending *e = &name_endings[i];

		if ((!e->cyrillic || cyrillic) && k->len >= e->cut + e->least &&
		    key_ends(k, e->ending))
			return k->len - e->cut;
	}
	return k->len;
}

static void add_reading(struct name *n, const struct raw *r, unsigned scheme, bool full)
{
	struct name_reading *k = &n->readings[n->count];

	if (!key_make(k, r, full))
		return;
	if (!n->cyrillic)
		latin_end(k, scheme);
	key_abd(k);
	if (k->len < NAME_KEY_MIN)
		return;
	k->base = base_length(k, n->cyrillic);
	for (size_t i = 0; i < n->count; i++)
		if (span_eq_str(span_make(k->key, k->len), n->readings[i].key))
			return;
	assert(n->count < NAME_READINGS_MAX);
	n->count++;
}

static bool has(struct span word, const char *part)
{
	return memmem(word.data, word.len, part, strlen(part)) != NULL;
}

static bool has_any(struct span word, const char *const *parts)
{
	for (size_t i = 0; parts[i] != NULL; i++)
		if (has(word, parts[i]))
			return true;
	return false;
}

/*
 * The schemes a Latin word may have been written in, besides the usual one:
 * what only English uses excludes French and German, kh German.
 */
static unsigned schemes_of(struct span word)
{
	static const char *const english[] = {"sh", "zh", NULL};
	static const char *const french[] = {"ch", "j", "gue", "gui", "oua", "oui", NULL};
	static const char *const german[] = {"w", "ch", "j", "ss", NULL};
	static const char *const scholar[] = {"j", "c", "x", "â", "û", NULL};
	static const char *const turkic[] = {"j", "x", "c", NULL};
	static const char *const arabic[] = {"ee", "q", "ja", "jo", "ju", "oua", NULL};
	unsigned schemes = 0;

	if (has_any(word, turkic))
		schemes |= SCHEME_TURKIC;
	if (has_any(word, arabic) || span_ends(word, "ah"))
		schemes |= SCHEME_ARABIC;
	if (has_any(word, scholar))
		schemes |= SCHEME_SCHOLAR;
	if (has_any(word, english) && !has(word, "sch"))
		return schemes;
	if ((has_any(word, french) || span_ends(word, "ine")) && !has(word, "w"))
		schemes |= SCHEME_FRENCH;
	if (has(word, "kh") || !has_any(word, german))
		return schemes;
	schemes |= SCHEME_GERMAN;
	if (has(word, "sch") || word.data[0] == 's')
		schemes |= SCHEME_VOICED;
	return schemes;
}

/* In German a single s between vowels is z, and at the beginning it may be. */
static void voice_s(struct raw *r, struct span word, bool initial)
{
	if (initial && !has(word, "sch") && r->letters[0] == 's' && is_vowel(r->letters[1]))
		r->letters[0] = 'z';
	if (has(word, "ss") || !has(word, "w"))
		return;
	for (size_t i = 1; i + 1 < r->len; i++)
		if (r->letters[i] == 's' && is_vowel(r->letters[i - 1]) &&
		    is_vowel(r->letters[i + 1]))
			r->letters[i] = 'z';
}

static void read_scheme(struct name *n, struct span word, unsigned scheme)
{
	struct raw r;

	if (!raw_make(&r, word, scheme))
		return;
	if (scheme & (SCHEME_GERMAN | SCHEME_VOICED))
		voice_s(&r, word, scheme == SCHEME_VOICED);
	if (r.len > 3 && (span_ends(word, "off") || span_ends(word, "eff")))
		r.letters[r.len - 1] = r.letters[r.len - 2] = 'v'; /* Romanoff */
	merge_sounds(&r);
	add_reading(n, &r, scheme, true);
	if (!n->cyrillic)
		add_reading(n, &r, scheme, false);
}

static bool has_cyrillic(struct span word)
{
	int32_t cp;

	for (size_t at = 0; at < word.len;) {
		at += utf8_decode(word, at, &cp);
		if (cp >= 0x400 && cp < 0x530)
			return true;
	}
	return false;
}

static struct span without_possessive(struct span word)
{
	if (span_ends(word, "'s"))
		word.len -= 2;
	else if (span_ends(word, "’s"))
		word.len -= strlen("’s");
	return word;
}

void name_read(struct name *n, struct span word)
{
	static const unsigned latin[] = {SCHEME_FRENCH,	 SCHEME_GERMAN, SCHEME_VOICED,
					 SCHEME_SCHOLAR, SCHEME_TURKIC, SCHEME_ARABIC};
	struct buf folded;
	struct span w;

	buf_init(&folded);
	n->count = 0;
	if (word.len <= UTF8_MAX * NAME_KEY_MAX)
		utf8_fold(&folded, word);
	w = without_possessive(buf_span(&folded));
	n->cyrillic = has_cyrillic(w);
	if (w.len > 0 && n->cyrillic) {
		read_scheme(n, w, SCHEME_CYRILLIC);
		if (has(w, "г"))
			read_scheme(n, w, SCHEME_UKRAINIAN);
	} else if (w.len > 0) {
		unsigned schemes = schemes_of(w);

		read_scheme(n, w, SCHEME_ENGLISH);
		for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
			if (schemes & latin[i])
				read_scheme(n, w, latin[i]);
	}
	buf_release(&folded);
}
