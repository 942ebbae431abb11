#include "text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <utf8proc.h>

/* A code point's full compatibility decomposition has at most 18 (U+FDFA). */
#define POINTS_OF_ONE 18
#define POINTS_LOCAL 96
#define INSERTION_MAX 16 /* runs of marks up to this long are sorted by insertion */

/* ---- properties ---- */

static utf8proc_category_t category(int32_t cp)
{
	return utf8proc_category(cp);
}

bool utf8_is_upper_beyond(int32_t cp)
{
	utf8proc_category_t c = category(cp);

	return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool utf8_is_lower_beyond(int32_t cp)
{
	return category(cp) == UTF8PROC_CATEGORY_LL;
}

int32_t utf8_title(int32_t cp)
{
	return utf8proc_totitle(cp);
}

bool utf8_is_letter_beyond(int32_t cp)
{
	utf8proc_category_t c = category(cp);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool utf8_is_mark_beyond(int32_t cp)
{
	utf8proc_category_t c = category(cp);

	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_digit_beyond(int32_t cp)
{
	return category(cp) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_space_beyond(int32_t cp)
{
	utf8proc_category_t c = category(cp);

	return cp == 0x85 || (c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP);
}

bool utf8_is_punct(int32_t cp)
{
	utf8proc_category_t c = category(cp);

	return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_PO;
}

bool utf8_is_printable(int32_t cp)
{
	switch (category(cp)) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	default:
		return true;
	}
}

int utf8_superscript(int32_t cp)
{
	switch (cp) {
	case 0x00B9:
		return 1;
	case 0x00B2:
	case 0x00B3:
		return cp - 0x00B0;
	default:
		return cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079) ? cp - 0x2070 : -1;
	}
}

/* ---- normal forms ---- */

/*
 * utf8proc_map orders marks by swapping neighbours, which takes quadratic time
 * on a long run of them; so the ordering is done here, and utf8proc only maps
 * single code points and composes.
 */
struct points {
	int32_t local[POINTS_LOCAL], *data;
	size_t count, cap;
};

static void points_init(struct points *p)
{
	p->data = p->local;
	p->count = 0;
	p->cap = POINTS_LOCAL;
}

static void points_release(struct points *p)
{
	if (p->data != p->local)
		free(p->data);
}

static void points_reserve(struct points *p, size_t more)
{
	int32_t *grown;

	if (p->cap - p->count >= more)
		return;
	p->cap = p->cap * 2 + more;
	grown = mem_alloc(p->cap * sizeof *grown);
	memcpy(grown, p->data, p->count * sizeof *grown);
	points_release(p);
	p->data = grown;
}

static int combining_class(int32_t cp)
{
	return cp < 0x300 ? 0 : utf8proc_get_property(cp)->combining_class;
}

static void order_by_insertion(int32_t *marks, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		int32_t mark = marks[i];
		size_t j = i;

		for (; j > 0 && combining_class(marks[j - 1]) > combining_class(mark); j--)
			marks[j] = marks[j - 1];
		marks[j] = mark;
	}
}

/* Stable, in linear time: there are fewer than 256 combining classes. */
static void order_by_counting(int32_t *marks, size_t count)
{
	size_t start[257] = {0};
	int32_t *ordered = mem_alloc(count * sizeof *ordered);

	for (size_t i = 0; i < count; i++)
		start[combining_class(marks[i]) + 1]++;
	for (size_t c = 1; c < 257; c++)
		start[c] += start[c - 1];
	for (size_t i = 0; i < count; i++)
		ordered[start[combining_class(marks[i])]++] = marks[i];
	memcpy(marks, ordered, count * sizeof *marks);
	free(ordered);
}

/* The Canonical Ordering Algorithm (Unicode 15.0, section 3.11, D109). */
static void points_order(struct points *p)
{
	for (size_t i = 0, end; i < p->count; i = end + (end == i)) {
		for (end = i; end < p->count && combining_class(p->data[end]) != 0;)
			end++;
		if (end - i > INSERTION_MAX)
			order_by_counting(p->data + i, end - i);
		else
			order_by_insertion(p->data + i, end - i);
	}
}

static void points_add(struct points *p, int32_t cp, utf8proc_option_t options)
{
	utf8proc_ssize_t n;
	int boundary = UTF8PROC_BOUNDCLASS_START;

	points_reserve(p, POINTS_OF_ONE);
	n = utf8proc_decompose_char(cp, p->data + p->count, POINTS_OF_ONE, options, &boundary);
	assert(n >= 0 && n <= POINTS_OF_ONE);
	p->count += (size_t)n;
}

static void points_write(struct buf *out, const struct points *p)
{
	buf_reserve(out, p->count * UTF8_MAX);
	for (size_t i = 0; i < p->count; i++)
		out->len += utf8_put(p->data[i], out->data + out->len);
	out->data[out->len] = '\0';
}

/* Default_Ignorable_Code_Point by rule, not assigned yet: utf8proc keeps these. */
static bool is_ignorable_unassigned(int32_t cp)
{
	return cp == 0x2065 || (cp >= 0xFFF0 && cp <= 0xFFF8) || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

static void convert(struct buf *out, struct span s, utf8proc_option_t options)
{
	struct points p;
	int32_t cp;

	points_init(&p);
	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (!(options & UTF8PROC_IGNORE && is_ignorable_unassigned(cp)))
			points_add(&p, cp, options);
	}
	points_order(&p);
	if (options & UTF8PROC_COMPOSE)
		p.count = (size_t)utf8proc_normalize_utf32(p.data, (utf8proc_ssize_t)p.count,
		                                           UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	points_write(out, &p);
	points_release(&p);
}

void utf8_normalise(struct buf *out, struct span s, bool decompose)
{
	if (utf8_skip_ascii(s, 0) == s.len)
		buf_add_span(out, s);
	else
		convert(out, s, UTF8PROC_STABLE | (decompose ? UTF8PROC_DECOMPOSE : UTF8PROC_COMPOSE));
}

/* Letters that are another's shape, or several letters' (Unicode 15.0, by blocks). */
static bool is_presentation(int32_t cp)
{
	return (cp >= 0xFB00 && cp <= 0xFDFB) || (cp >= 0xFE70 && cp <= 0xFEFC) ||
	       (cp >= 0xFF01 && cp <= 0xFF5E) || cp == 0x132 || cp == 0x133 || cp == 0x149 ||
	       (cp >= 0x1C4 && cp <= 0x1CC) || (cp >= 0x1F1 && cp <= 0x1F3);
}

void utf8_spell_out(struct buf *out, struct span s)
{
	struct points p;
	int32_t cp;

	if (utf8_skip_ascii(s, 0) == s.len) {
		buf_add_span(out, s);
		return;
	}
	points_init(&p);
	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		points_add(&p, cp, UTF8PROC_STABLE | UTF8PROC_COMPOSE |
		                           (is_presentation(cp) ? UTF8PROC_COMPAT : 0));
	}
	points_order(&p);
	p.count = (size_t)utf8proc_normalize_utf32(p.data, (utf8proc_ssize_t)p.count,
	                                           UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	points_write(out, &p);
	points_release(&p);
}

size_t utf8_decompose(int32_t cp, int32_t parts[UTF8_DECOMPOSED_MAX])
{
	utf8proc_ssize_t n;
	int boundary = UTF8PROC_BOUNDCLASS_START;

	n = utf8proc_decompose_char(cp, parts, UTF8_DECOMPOSED_MAX,
	                            UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
	assert(n >= 1 && n <= UTF8_DECOMPOSED_MAX);
	return (size_t)n;
}

/*
 * The folded form of a letter beyond ASCII that has no mark after it and folds
 * to one code point: those of Latin-1 and of U+0400 to U+045F, and apostrophes.
 * -1 for everything else.
 */
static int32_t fold_plain(int32_t cp)
{
	if (cp >= 0xC0 && cp <= 0xFF && cp != 0xDF)
		return cp < 0xDF && cp != 0xD7 ? cp + 0x20 : cp;
	if (cp >= 0x400 && cp < 0x460)
		return cp < 0x410 ? cp + 0x50 : cp < 0x430 ? cp + 0x20 : cp;
	return cp == 0x2018 || cp == 0x2019 ? cp : -1;
}

/* Folds a word of plain letters; false, with nothing added, if it has others. */
static bool fold_fast(struct buf *out, struct span word)
{
	size_t start = out->len;
	int32_t cp;

	buf_reserve(out, word.len);
	for (size_t at = 0; at < word.len;) {
		unsigned char c = (unsigned char)word.data[at];

		if (c < 0x80) {
			out->data[out->len++] = (char)(c + (c >= 'A' && c <= 'Z') * 0x20);
			at++;
			continue;
		}
		at += utf8_decode(word, at, &cp);
		cp = fold_plain(cp);
		if (cp < 0) {
			out->len = start;
			out->data[start] = '\0';
			return false;
		}
		out->len += utf8_put(cp, out->data + out->len); /* never longer than it was */
	}
	out->data[out->len] = '\0';
	return true;
}

void utf8_fold(struct buf *out, struct span word)
{
	if (!fold_fast(out, word))
		convert(out, word,
		        UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
		                UTF8PROC_IGNORE);
}

bool utf8_folds_to(struct span text, const char *const *words)
{
	struct buf folded;
	bool is = false;

	buf_init(&folded);
	utf8_fold(&folded, text);
	for (; *words != NULL && !is; words++)
		is = span_eq_str(buf_span(&folded), *words);
	buf_release(&folded);
	return is;
}
