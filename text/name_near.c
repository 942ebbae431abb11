#include "text/name_sounds.h"

#define LENIENT_FIRM 3	/* consonants, or a vowel at the beginning, for vowels to count little */
#define LENIENT_SHORT 5 /* letters of a key that may have one such vowel only, but for o/u */

/* What a slip may take away or put in: ya and a, too. */
static bool is_soft(char c)
{
	return sound_is_vowel(c) || c == 'y';
}

static bool is_pair(char a, char b, const char *pairs)
{
	for (; *pairs != '\0'; pairs += 2)
		if ((pairs[0] == a && pairs[1] == b) || (pairs[0] == b && pairs[1] == a))
			return true;
	return false;
}

/* The consonants that readers and typists take for each other. */
static bool is_confusable(char a, char b)
{
	return is_pair(a, b, "zsgkghkhbpdtvfTsTzSW");
}

/* One vowel more, less or other, or one confusable consonant; never the first letter. */
static bool is_slip(struct span a, struct span b)
{
	size_t i = 0;
	struct span rest_a, rest_b;

	if (a.len < NAME_NEAR_MIN || b.len < NAME_NEAR_MIN || a.len > b.len + 1 ||
	    b.len > a.len + 1)
		return false;
	while (i < a.len && i < b.len && a.data[i] == b.data[i])
		i++;
	if (i == 0)
		return false;
	rest_a = span_make(a.data + i, a.len - i);
	rest_b = span_make(b.data + i, b.len - i);
	if (a.len == b.len)
		return rest_a.len > 0 &&
		       ((is_soft(*rest_a.data) && is_soft(*rest_b.data)) ||
			is_confusable(*rest_a.data, *rest_b.data)) &&
		       memcmp(rest_a.data + 1, rest_b.data + 1, rest_a.len - 1) == 0;
	if (a.len > b.len)
		return is_soft(*rest_a.data) &&
		       memcmp(rest_a.data + 1, rest_b.data, rest_b.len) == 0;
	return is_soft(*rest_b.data) && memcmp(rest_b.data + 1, rest_a.data, rest_a.len) == 0;
}

/*
 * Arabic names in Latin letters: the consonants agree, and the vowels but for
 * e/a, e/i, e/u and o/u, which writers of Arabic do not tell apart. A short one may begin with another only if
 * both keys are as long as the words are (`plain`): Omar and Umar, not Osal and Uysal.
 */
static bool is_lenient(struct span a, struct span b, bool plain)
{
	size_t firm = 0, other = 0;

	if (a.len < LENIENT_SHORT && !plain && a.data[0] != b.data[0])
		return false;
	if (a.len != b.len || (a.data[0] != b.data[0] && !is_pair(a.data[0], b.data[0], "ou")))
		return false;
	for (size_t i = 0; i < a.len; i++) {
		if (a.data[i] != b.data[i] && !is_pair(a.data[i], b.data[i], "eaeiouue"))
			return false;
		other += a.data[i] != b.data[i] && !is_pair(a.data[i], b.data[i], "ou");
		firm += i == 0 || !sound_is_vowel(a.data[i]);
	}
	return firm >= LENIENT_FIRM && (other <= 1 || a.len > LENIENT_SHORT);
}

/* Whether a name has none of the endings that Arabic ones do not have: -ov, -ovich …, but perhaps
 * -a. */
static bool is_bare(const struct name_reading *r)
{
	return r->len - r->base < 2;
}

static bool is_near(const struct name_reading *a, const struct name_reading *b)
{
	return is_slip(span_make(a->key, a->len), span_make(b->key, b->len)) ||
	       is_slip(span_make(a->key, a->base), span_make(b->key, b->base));
}

static bool is_arabic(const struct name_reading *a, const struct name_reading *b, bool plain)
{
	return is_bare(a) && is_bare(b) &&
	       is_lenient(span_make(a->key, a->len), span_make(b->key, b->len), plain);
}

/*
 * Of two Latin words an unusual reading counts for less: short keys agree by
 * chance, and a slip on top of it is one chance too many.
 */
static enum name_level compare(const struct name_reading *a, const struct name_reading *b,
			       bool latin, bool plain)
{
	bool doubtful = latin && !(a->usual && b->usual);

	if (doubtful && (a->base < NAME_UNUSUAL_MIN || b->base < NAME_UNUSUAL_MIN))
		return NAME_NONE;
	if (span_eq(span_make(a->key, a->len), span_make(b->key, b->len)))
		return NAME_SAME;
	if (span_eq(span_make(a->key, a->base), span_make(b->key, b->base)))
		return NAME_ENDING;
	return (!doubtful && is_near(a, b)) || (latin && is_arabic(a, b, plain)) ? NAME_NEAR : NAME_NONE;
}

/* Two Cyrillic words are in no scheme: only their usual readings count. */
enum name_level name_compare(const struct name *a, const struct name *b)
{
	bool cyrillic = a->cyrillic && b->cyrillic, latin = !a->cyrillic && !b->cyrillic;
	size_t count_a = cyrillic && a->count > 1 ? 1 : a->count;
	size_t count_b = cyrillic && b->count > 1 ? 1 : b->count;
	enum name_level best = NAME_NONE;

	for (size_t i = 0; i < count_a; i++)
		for (size_t k = 0; k < count_b; k++) {
			bool plain = a->letters == a->readings[i].len && b->letters == b->readings[k].len;
			enum name_level level = compare(&a->readings[i], &b->readings[k], latin, plain);

			if (level != NAME_NONE && (best == NAME_NONE || level < best))
				best = level;
		}
	return best;
}

/* The letter of a block; confusable consonants have the same one, vowels none but at the beginning.
 */
static char block_letter(char c, bool first)
{
	static const char from[] = "zghbdvTW", to[] = "skkptfsS";
	const char *at = strchr(from, c);

	if (is_soft(c))
		return first ? 'a' : '\0';
	return at == NULL ? c : to[at - from];
}

static void block_make(struct name_block *out, struct span key)
{
	size_t len = 0;

	for (size_t i = 0; i < key.len; i++) {
		char c = block_letter(key.data[i], i == 0);

		if (c != '\0')
			out->letters[len++] = c;
	}
	out->letters[len] = '\0';
}

size_t name_blocks(const struct name *n, struct name_block out[NAME_BLOCKS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < 2 * n->count; i++) {
		const struct name_reading *r = &n->readings[i / 2];
		size_t k = 0;

		block_make(&out[count], span_make(r->key, i % 2 == 0 ? r->len : r->base));
		while (k < count && strcmp(out[k].letters, out[count].letters) != 0)
			k++;
		count += k == count;
	}
	return count;
}
