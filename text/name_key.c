#include <assert.h>

#include "text/name_sounds.h"
#include "text/name_tables.h"
#include "text/utf8.h"

#define PLURAL_MIN 6 /* letters, the s included */
#define SHORT_MOST 3 /* letters of a name that is no beginning of another: Ali, Isa */

/*
 * What a run of i and y becomes: nothing after a vowel; i before a consonant;
 * before a vowel i if it is long or, in the `full` reading, an i; else a glide,
 * which only a and u keep: Yakim is not Akim, nor Diana Dana.
 */
static char run_sound(const char *run, size_t len, char before, char next, bool full)
{
	if (sound_is_vowel(before))
		return '\0';
	if (!sound_is_vowel(next) || len > 1 || (full && *run == 'i'))
		return 'i';
	return next == 'a' || next == 'u' ? 'y' : '\0';
}

static bool softens(char c)
{
	return c == 'Z' || c == 'S' || c == 'C' || c == 'W';
}

/* The raw letter at i, which is no glide: o after a glide is e, as ё is; so is Gorbachov's. */
static char letter_sound(const struct raw *r, size_t i, char before)
{
	bool glided = i > 0 && sound_is_glide(r->letters[i - 1]) &&
		      (before != 'i' || (i > 1 && r->letters[i - 1] == 'y'));
	bool hushed = softens(before) && r->letters[i + 1] == 'v';

	return r->letters[i] == 'o' && (glided || hushed) ? 'e' : r->letters[i];
}

/* Makes the key of the raw letters; `full`: a single i before a vowel is one, not a glide. */
static bool key_make(struct name_reading *out, const struct raw *r, bool full)
{
	size_t len = 0;

	for (size_t i = 0; i < r->len;) {
		size_t end = i;
		char c, before = len == 0 ? '\0' : out->key[len - 1];

		while (sound_is_glide(r->letters[end]))
			end++;
		if (end > i)
			c = run_sound(r->letters + i, end - i, before, r->letters[end], full);
		else
			c = letter_sound(r, end++, before);
		i = end;
		if (c == '\0' || (c == 'e' && before == 'e'))
			continue;
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

/* Letters of the article after "abd": ul, el before a consonant; u, e before a doubled one, or
 * before Allah. */
static size_t article_length(const struct name_reading *k)
{
	if (k->len <= 5 || memcmp(k->key, "abd", 3) != 0 || !sound_is_vowel(k->key[3]))
		return 0;
	if (sound_is_vowel(k->key[5]))
		return 1;
	return k->key[4] == 'l' ? 2 : 0;
}

/* Abdulrahman, Abdelrahman and Abderrahmane, Abdullah and Abdallah, Abdul and Abdel have one key.
 */
static void key_abd(struct name_reading *k)
{
	size_t article = article_length(k);

	if (k->len == 5 && memcmp(k->key, "abd", 3) == 0 && k->key[4] == 'l')
		key_cut(k, 2);
	memmove(k->key + 3, k->key + 3 + article, article == 0 ? 0 : k->len - 3 - article + 1);
	k->len -= article;
}

/*
 * Letters of -ev or -ov that a short name ending in a vowel keeps, if such an ending would be cut and leave `left`:
 * Aliyeva and Aliyev are forms of one name, and Ali is another.
 */
static size_t kept(const struct name_reading *k, const struct name_ending *e, size_t left)
{
	bool whole = e->ending[1] == 'v' && e->cut == strlen(e->ending);

	return whole && left <= SHORT_MOST && sound_is_vowel(k->key[left - 1]) ? 2 : 0;
}

static size_t base_length(const struct name_reading *k, bool cyrillic)
{
	for (size_t i = 0; i < name_ending_count; i++) {
		const struct name_ending *e = &name_endings[i];

		if ((!e->cyrillic || cyrillic) && k->len >= e->cut + e->least &&
		    key_ends(k, e->ending))
			return k->len - e->cut + kept(k, e, k->len - e->cut);
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
	if (k->len < NAME_KEY_MIN || strpbrk(k->key, "aeiou") == NULL)
		return;
	for (size_t i = 0; i < n->count; i++)
		if (span_eq_str(span_make(k->key, k->len), n->readings[i].key))
			return;
	k->usual = n->count == 0 || (scheme == SCHEME_ENGLISH && full);
	k->base = base_length(k, n->cyrillic);
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
	static const char *const arabic[] = {"ee", "q", "ja", "oua", NULL};
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
	if (initial && !has(word, "sch") && r->letters[0] == 's' && sound_is_vowel(r->letters[1]))
		r->letters[0] = 'z';
	if (has(word, "ss") || !has(word, "w"))
		return;
	for (size_t i = 1; i + 1 < r->len; i++)
		if (r->letters[i] == 's' && sound_is_vowel(r->letters[i - 1]) &&
		    sound_is_vowel(r->letters[i + 1]))
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
	raw_merge(&r);
	add_reading(n, &r, scheme, true);
	if (!n->cyrillic)
		add_reading(n, &r, scheme, false);
}

/* Whether it has letters of Cyrillic or Armenian script: each has one sound. */
static bool has_cyrillic(struct span word)
{
	int32_t cp;

	for (size_t at = 0; at < word.len;) {
		at += utf8_decode(word, at, &cp);
		if (cp >= 0x400 && cp < 0x588)
			return true;
	}
	return false;
}

/* The bytes of an apostrophe at `at`: ' or ’; 0 if there is none. */
static size_t apostrophe(struct span word, size_t at)
{
	struct span rest = span_make(word.data + at, word.len - at);

	return span_starts(rest, "'") ? 1 : span_starts(rest, "’") ? strlen("’") : 0;
}

/* Whether there may be an apostrophe in it. */
static bool may_have_apostrophe(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.data[i] == '\'' || (unsigned char)word.data[i] >= 0x80)
			return true;
	return false;
}

struct span name_part(struct span word)
{
	static const char *const possessives[] = {"'s", "’s", "'S", "’S"};

	if (!may_have_apostrophe(word))
		return word;
	for (size_t i = 0; i < sizeof possessives / sizeof *possessives; i++)
		if (span_ends(word, possessives[i]))
			word.len -= strlen(possessives[i]);
	for (size_t at = 0; at < word.len && utf8_is_lower(utf8_peek(word, 0)); at++) {
		size_t end = at + apostrophe(word, at);

		if (end > at && end < word.len && utf8_is_upper(utf8_peek(word, end)))
			return span_make(word.data + end, word.len - end);
	}
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
		utf8_fold(&folded, name_part(word));
	w = buf_span(&folded);
	n->letters = utf8_length(w);
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
