/*
 * mark_letters.c: marks that are letters or Roman numbers, in the order of lists of several alphabets.
 */
#include "indexer/mark_parts.h"

#include "text/roman.h"
#include "text/utf8.h"

#define LETTERS_MOST 8
#define ROMAN_MOST 89 /* of a mark */

static uint32_t greek_place(int32_t cp)
{
	return cp >= 0x3B1 && cp <= 0x3C9 ? (uint32_t)(cp - 0x3B1 + 1) : 0;
}

/* In the order of lists, without ё and й. */
static uint32_t cyrillic_place(int32_t cp)
{
	static const int32_t skipped[] = {0x439, 0x44A, 0x44B, 0x44C};
	uint32_t place;

	if (cp < 0x430 || cp > 0x44F)
		return 0;
	place = (uint32_t)(cp - 0x430 + 1);
	for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
		if (cp == skipped[i])
			return 0;
		place -= cp > skipped[i];
	}
	return place;
}

/* The place of a letter in a list of letters; 0: it is not there. */
static uint32_t place_in(struct span order, int32_t cp)
{
	uint32_t place = 1;

	for (size_t at = 0; at < order.len; place++) {
		int32_t letter;

		at += utf8_decode(order, at, &letter);
		if (letter == cp)
			return place;
	}
	return 0;
}

/* أ to غ, in the order of lists; ه is written هـ, too. */
static uint32_t arabic_place(int32_t cp)
{
	return cp == 0x627 ? 1 : place_in(span_of("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"), cp); /* 0x627: ا */
}

static uint32_t stem_place(int32_t cp)
{
	return place_in(span_of("甲乙丙丁戊己庚辛壬癸"), cp);
}

/* The place of the Latin letter that a Cyrillic one looks like: texts in Russian have both in one list. */
static uint32_t twin_place(int32_t cp)
{
	static const char latin[] = "aceopx";
	uint32_t place = place_in(span_of("асеорх"), cp);

	return place == 0 ? 0 : (uint32_t)(latin[place - 1] - 'a' + 1);
}

/* A letter of another alphabet. */
static bool take_foreign(struct cursor *c, struct mark *m)
{
	static const struct {
		uint32_t alphabet;
		uint32_t (*place)(int32_t cp);
	} alphabets[] = {{GREEK, greek_place}, {CYRILLIC, cyrillic_place}, {ARABIC, arabic_place}, {STEMS, stem_place}};
	int32_t cp;
	size_t len = utf8_decode(c->text, c->at, &cp);

	for (size_t i = 0; cp >= 0x80 && i < sizeof alphabets / sizeof *alphabets; i++) {
		uint32_t place = alphabets[i].place(cp);

		if (place == 0)
			continue;
		m->letter = alphabets[i].alphabet + place;
		m->twin = twin_place(cp);
		c->at += len;
		mark_take(c, "ـ");
		return true;
	}
	return false;
}

/* The place of "c", of "cc" behind z, of "ccd" behind zz; of "cd", which was put in behind c, that of c. */
static void place_latin(struct mark *m, const char *letters, size_t count)
{
	uint32_t first = (uint32_t)((letters[0] | 0x20) - 'a' + 1), last = (uint32_t)((letters[count - 1] | 0x20) - 'a' + 1);

	if (count == 1)
		m->letter = first;
	else if (count == 2 && first == last)
		m->letter = first + LATIN;
	else if (count == 2)
		m->letter = first, m->suffix = last;
	else if (count == 3 && letters[0] == letters[1] && (letters[0] | 0x20) == 'z')
		m->letter = 2 * LATIN + last;
}

/* A letter, a doubled one (aa) after z, or a Roman number. */
static bool take_letters(struct cursor *c, struct mark *m)
{
	size_t from = c->at, count;
	const char *letters = c->text.data + from;

	if (c->at >= c->end)
		return false;
	if (take_foreign(c, m))
		return true;
	while (c->at < c->end && c->at - from <= LETTERS_MOST && (mark_peek(c, 0) | 0x20) >= 'a' && (mark_peek(c, 0) | 0x20) <= 'z')
		c->at++;
	count = c->at - from;
	if (count == 0)
		return false;
	m->upper = letters[0] < 'a';
	for (size_t i = 1; i < count; i++)
		if ((letters[i] < 'a') != m->upper)
			return false;
	place_latin(m, letters, count);
	m->roman = roman_read(span_make(letters, count), m->upper ? ROMAN_CAPITALS : ROMAN_SMALL);
	if (m->roman > ROMAN_MOST)
		m->roman = 0;
	return m->letter || m->roman;
}

/* The dash of "IV - " and "أ- ". */
static bool take_dash(struct cursor *c)
{
	mark_take(c, " ");
	return (mark_take(c, "-") || mark_take(c, "–") || mark_take(c, "—")) && mark_at_gap(c);
}

/* What closes a letter that no bracket stands before. */
static bool take_close(struct cursor *c, struct mark *m)
{
	bool arabic = m->letter > ARABIC && m->letter < STEMS;
	struct cursor after = *c;

	m->style = STYLE_CLOSED;
	if (mark_take(c, ")") || mark_take(c, "）"))
		return true;
	m->style = STYLE_DOT;
	if (m->letter <= CYRILLIC && mark_take(c, ".")) /* "г. Алматы" is no mark */
		return m->suffix == 0 || m->roman != 0;
	if (m->upper && m->roman != 0 && c->at == c->end) /* "VIII" alone on its line */
		return true;
	m->style = STYLE_DASH;
	if ((!arabic && !(m->upper && m->roman != 0)) || !take_dash(&after))
		return false;
	*c = after;
	return true;
}

bool mark_read_letter(struct cursor *c, struct mark *m)
{
	bool round = mark_take(c, "(") || mark_take(c, "（");
	uint32_t bis;

	m->type = MARK_LETTER;
	m->label.start = c->at;
	if (!take_letters(c, m))
		return false;
	bis = mark_take_bis(c, false);
	m->suffix = bis != 0 ? bis : m->suffix;
	m->label.end = c->at;
	m->style = STYLE_BOTH;
	if (round ? !(mark_take(c, ")") || mark_take(c, "）")) : !take_close(c, m))
		return false;
	return mark_at_gap(c) || m->letter > STEMS || mark_is_tight(c, m);
}
