#include "formats/charset_reading.h"
#include "formats/charset_signs.h"
#include "text/utf8.h"

#include <iconv.h>
#include <math.h>
#include <stdlib.h>

/* Factors of a likelihood. */
#define RARE 1e-4       /* a letter or sign that the tables do not have */
#define UPPER 0.05      /* a capital, in ordinary text */
#define UPPER_CAPS 0.8  /* a capital, in a text in capitals */
#define LOWER_CAPS 0.2
#define UPPER_AFTER_LOWER 1e-3
#define LOWER_IN_CAPS 0.05 /* a small letter between capitals */
#define MIXED_SCRIPT 1e-5  /* beside a letter of another script */
#define NEIGHBOURS 0.15    /* two letters in a row that ASCII lacks, in a Latin language */
#define ALONE 0.01         /* a letter by itself that is no word */
#define BEFORE_FINAL_S 0.1 /* a letter, not an apostrophe, before a word's last s or t */
#define WRONG_PLACE 0.01
#define DOUBTFUL_PLACE 0.1
#define APART_BESIDE 0.4 /* a dash at a word: for each side */
#define ODD 3e-5 /* a character less likely than this is odd where it stands */
#define FINAL_SIGMA 0x3C2 /* stands at the end of a word only */
#define CAPS_PRIOR (-2.0)

bool charset_reading_init(struct charset_reading *r, const char *name)
{
	iconv_t cd = iconv_open("UTF-8", name);

	memset(r, 0, sizeof *r);
	if (cd == (iconv_t)-1)
		return false;
	for (unsigned b = 0; b < HIGH; b++) {
		char in = (char)(unsigned char)(b + HIGH), out[8], *from = &in, *to = out;
		size_t left = 1, room = sizeof out;

		if (iconv(cd, &from, &left, &to, &room) != (size_t)-1 && to != out)
			utf8_decode(span_make(out, (size_t)(to - out)), 0, &r->cp[b]);
		if (r->cp[b] < 0xA0)
			r->cp[b] = 0; /* C1 controls stand in no text */
		r->side[b] = utf8_is_upper(r->cp[b])    ? SIDE_HIGH_UPPER
		             : utf8_is_letter(r->cp[b]) ? SIDE_HIGH_LOWER
		                                        : SIDE_NONE;
	}
	iconv_close(cd);
	return true;
}

enum side ascii_side(char c)
{
	if (c >= 'a' && c <= 'z')
		return SIDE_LOWER;
	return c >= 'A' && c <= 'Z' ? SIDE_UPPER : SIDE_NONE;
}

static enum side side_at(const struct charset_reading *r, struct span s, size_t i)
{
	return is_high(s, i) ? r->side[high_of(s, i)] : ascii_side(s.data[i]);
}

static enum side side_after(const struct charset_reading *r, struct span s, size_t i)
{
	if (i >= s.len)
		return SIDE_NONE;
	if ((s.data[i] == 's' || s.data[i] == 't') && (i + 1 == s.len || side_at(r, s, i + 1) == SIDE_NONE))
		return SIDE_FINAL_S;
	return side_at(r, s, i);
}

void charset_reading_count(struct charset_reading *r, struct span s, size_t most)
{
	for (size_t i = 0; i < s.len && most > 0; i++) {
		if (!is_high(s, i))
			continue;
		r->seen[high_of(s, i)][i == 0 ? SIDE_NONE : side_at(r, s, i - 1)][side_after(r, s, i + 1)]++;
		most--;
	}
}

/* The weight of a letter in "é60à15…", and of all of them. */
static double weight_of(const char *weights, int32_t wanted, double *total)
{
	struct span s = span_of(weights);
	double found = 0;
	int32_t cp;

	*total = 0;
	for (size_t at = 0; at < s.len;) {
		char *end;
		double weight;

		at += utf8_decode(s, at, &cp);
		weight = strtod(s.data + at, &end);
		at = (size_t)(end - s.data);
		*total += weight;
		if (cp == wanted)
			found = weight;
	}
	return found;
}

static int32_t lower_of(int32_t cp)
{
	struct buf from, to;

	buf_init(&from);
	buf_init(&to);
	utf8_add(&from, cp);
	utf8_fold(&to, buf_span(&from));
	if (to.len != 0)
		utf8_decode(buf_span(&to), 0, &cp);
	buf_release(&from);
	buf_release(&to);
	return cp;
}

static bool holds(const char *letters, int32_t wanted)
{
	struct span s = span_of(letters);
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (cp == wanted)
			return true;
	}
	return false;
}

static bool is_ascii_side(enum side s)
{
	return s == SIDE_LOWER || s == SIDE_UPPER || s == SIDE_FINAL_S;
}

static bool is_upper_side(enum side s)
{
	return s == SIDE_UPPER || s == SIDE_HIGH_UPPER;
}

/* How a letter's neighbours change its likelihood. */
static double letter_context(const struct charset_language *l, int32_t cp, bool upper, enum side before,
                             enum side after)
{
	bool high = before == SIDE_HIGH_LOWER || before == SIDE_HIGH_UPPER;
	double factor = 1;

	if (upper && (before == SIDE_LOWER || before == SIDE_HIGH_LOWER))
		factor *= UPPER_AFTER_LOWER;
	if (!upper && is_upper_side(before) && is_upper_side(after))
		factor *= LOWER_IN_CAPS;
	if (cp == FINAL_SIGMA && after != SIDE_NONE)
		factor *= WRONG_PLACE;
	if (before == SIDE_NONE && after == SIDE_NONE && !holds(l->alone, cp))
		factor *= ALONE;
	if (l->script != SCRIPT_LATIN)
		return is_ascii_side(before) || is_ascii_side(after) ? factor * MIXED_SCRIPT : factor;
	if (high)
		factor *= NEIGHBOURS;
	return after == SIDE_FINAL_S ? factor * BEFORE_FINAL_S : factor;
}

static double sign_context(enum place place, enum side before, enum side after)
{
	switch (place) {
	case PLACE_OPEN:
		return before == SIDE_NONE ? 1 : WRONG_PLACE;
	case PLACE_CLOSE:
		return after == SIDE_NONE ? 1 : WRONG_PLACE;
	case PLACE_INNER:
		return before != SIDE_NONE ? 1 : DOUBTFUL_PLACE;
	case PLACE_APART:
		return (before == SIDE_NONE ? 1 : APART_BESIDE) * (after == SIDE_NONE ? 1 : APART_BESIDE);
	case PLACE_LONE:
		return before == SIDE_NONE && after == SIDE_NONE ? 1 : WRONG_PLACE;
	case PLACE_ANY:
		break;
	}
	return 1;
}

static const struct sign *find_sign(int32_t cp)
{
	for (size_t i = 0; i < SIGN_COUNT; i++)
		if (signs[i].cp == cp)
			return &signs[i];
	return NULL;
}

/* The likelihood of a character without its neighbours, in ordinary text or one in capitals. */
static double base_likelihood(const struct charset_language *l, int32_t cp, bool caps)
{
	const struct sign *sign = find_sign(cp);
	bool upper = utf8_is_upper(cp);
	double total, weight;

	if (sign != NULL)
		return (1 - l->letters) * sign->share;
	if (!utf8_is_letter(cp))
		return (1 - l->letters) * RARE;
	weight = weight_of(l->weights, upper ? lower_of(cp) : cp, &total);
	weight = weight > 0 ? weight / total : RARE;
	return l->letters * weight * (caps ? (upper ? UPPER_CAPS : LOWER_CAPS) : upper ? UPPER : 1);
}

static double context(const struct charset_language *l, int32_t cp, enum side before, enum side after)
{
	const struct sign *sign = find_sign(cp);

	if (sign != NULL)
		return sign_context(sign->place, before, after);
	if (utf8_is_letter(cp))
		return letter_context(l, cp, utf8_is_upper(cp), before, after);
	return before != SIDE_NONE && after != SIDE_NONE ? WRONG_PLACE : 1;
}

double charset_reading_score(const struct charset_reading *r, const struct charset_language *l, bool caps, size_t *odd)
{
	double score = caps ? CAPS_PRIOR : 0;

	*odd = 0;
	for (unsigned b = 0; b < HIGH; b++) {
		double base = 0;

		for (unsigned i = 0; i < SIDES * SIDES; i++) {
			enum side before = (enum side)(i / SIDES), after = (enum side)(i % SIDES);
			uint32_t n = r->seen[b][before][after];
			double likelihood;

			if (n == 0)
				continue;
			if (base == 0)
				base = base_likelihood(l, r->cp[b], caps);
			likelihood = base * context(l, r->cp[b], before, after);
			score += n * log(likelihood);
			*odd += likelihood < ODD ? n : 0;
		}
	}
	return score;
}

