#include "text/provision_bracket.h"

#include "text/provision_stem.h"
#include "text/provision_words.h"

#define LEVELS_MOST 3 /* "абзац второй подпункта 1 пункта 3" */
#define GROUPS_MOST 8 /* "пункта 1 и подпункта «с» пункта 3"; the rest is not read */
#define BETWEEN_MOST 4 /* words of "in conjunction with" between two groups */
#define TENS 10       /* "décimo segundo" is 12 */

/* Ukrainian "п’ята", "дев’ятої", which the mark parts; 0: none stands at i. */
static unsigned parted_ordinal(const struct references *r, size_t i)
{
	struct span word = references_word(r, i);

	if (!references_glued(r, i + 1, PTOKEN_APOSTROPHE) || !references_glued(r, i + 2, PTOKEN_WORD) ||
	    !span_starts(ptoken_text(r->t, i + 2), "ят") || span_eq_str(ptoken_text(r->t, i + 2), "ять"))
		return 0;
	return span_eq_str(word, "п") ? 5 : span_eq_str(word, "дев") ? 9 : 0;
}

/* The ordinal at i, 0: it is none; *past is behind it. */
static unsigned ordinal_at(const struct references *r, size_t i, size_t *past)
{
	struct buf folded;
	unsigned value = parted_ordinal(r, i);

	*past = i + (value != 0 ? 3 : 1);
	if (value != 0 || !ptoken_is(r->t, i, CLASS_ORDINAL))
		return value;
	buf_init(&folded);
	ptoken_fold(&folded, ptoken_text(r->t, i));
	value = ordinal_value(buf_span(&folded));
	buf_release(&folded);
	return value;
}

size_t paragraph_ordinals(struct references *r, size_t i, struct paragraphs *out)
{
	size_t next = i, past, behind;
	unsigned value;

	while ((value = ordinal_at(r, next, &past)) != 0) {
		unsigned more = value >= TENS && value % TENS == 0 ? ordinal_at(r, past, &behind) : 0;
		struct paragraph *p = paragraph_add(out, next);

		if (p == NULL)
			break;
		more = more < TENS ? more : 0;
		i = more != 0 ? behind : past;
		p->paragraph = paragraph_span(r, value + more);
		p->past = i;
		next = i + references_kind(r, i, PTOKEN_COMMA);
		next += ptoken_is(r->t, next, CLASS_AND);
		if (next == i)
			break;
	}
	return i;
}

size_t paragraph_ordinals_named(struct references *r, size_t i, struct paragraphs *out)
{
	size_t count = out->count, past = paragraph_ordinals(r, i, out);

	if (past != i && ptoken_is(r->t, past, CLASS_PARAGRAPH | CLASS_SUBPARAGRAPH)) {
		out->inner = !ptoken_is(r->t, past, CLASS_PARAGRAPH);
		return past + 1;
	}
	out->count = count;
	return i;
}

/* The next of "1°, 2° et 3°" behind the number at i; i if it is the last. */
static size_t counted_next(const struct references *r, size_t i)
{
	size_t next = i + 2 + references_kind(r, i + 2, PTOKEN_COMMA);

	next += ptoken_is(r->t, next, CLASS_AND);
	return next != i + 2 && paragraph_is_number(r, next) && references_glued(r, next + 1, PTOKEN_NUMERO) ? next : i;
}

/* Past all of "1°, 2° et 3°" at i, or so many as an article has: each of a long list is asked. */
static size_t counted_past(const struct references *r, size_t i)
{
	size_t next;

	for (size_t count = 1; count < PARAGRAPHS_MOST && (next = counted_next(r, i)) != i; count++)
		i = next;
	return i + 2;
}

bool paragraph_is_counted(const struct references *r, size_t i)
{
	static const char *const endings[] = {"e", "er", "re", "ème", "eme", "th", "st", "nd", "rd", "o"};

	if (references_glued(r, i + 1, PTOKEN_NUMERO))
		return paragraph_is_number(r, i) && ptoken_is(r->t, counted_past(r, i), CLASS_OF);
	for (size_t n = 0; paragraph_is_number(r, i) && n < sizeof endings / sizeof *endings; n++)
		if (references_glued(r, i + 1, PTOKEN_WORD) && span_eq_str(ptoken_text(r->t, i + 1), endings[n]))
			return ptoken_is(r->t, i + 2, CLASS_PARAGRAPH);
	return false;
}

/* "5e alinéa", "1° et 2°" at i */
static size_t read_counted(struct references *r, size_t i, struct paragraphs *out)
{
	size_t next;

	if (!references_kind(r, i + 1, PTOKEN_NUMERO)) {
		paragraph_put(r, i, true, i, i + 3, out);
		return i + 3;
	}
	paragraph_put(r, i, true, i, i + 2, out);
	while ((next = counted_next(r, i)) != i) {
		i = next;
		paragraph_put(r, i, true, i, i + 2, out);
	}
	return i + 2;
}

/* "п. «а»", "пп. «а», «ж»" */
static size_t read_quoted_letters(struct references *r, size_t i, struct paragraphs *out)
{
	size_t k = i + 1 + references_kind(r, i + 1, PTOKEN_STOP), past = i;

	if (!ptoken_is(r->t, i, CLASS_PARAGRAPH | CLASS_SUBPARAGRAPH))
		return i;
	while (references_kind(r, k, PTOKEN_QUOTE) && paragraph_is_letter(r, k + 1) && references_kind(r, k + 2, PTOKEN_QUOTE)) {
		paragraph_put(r, k + 1, true, i, k + 3, out);
		past = k = k + 3;
		k += references_kind(r, k, PTOKEN_COMMA);
		k += ptoken_is(r->t, k, CLASS_AND);
	}
	return past;
}

bool paragraph_is_roman(const struct references *r, size_t i)
{
	size_t unit;

	return references_kind(r, i, PTOKEN_WORD) && ptoken_has_flag(r->t, i, PTOKEN_CAPITAL) &&
	       roman_value(ptoken_text(r->t, i), false) != 0 && span_eq_str(references_word(r, i + 1), "de") &&
	       paragraph_unit_behind(r, i + 1, &unit) && ptoken_is(r->t, unit, CLASS_ARTICLE);
}

/* "подпункт 2", a number of what else has letters. */
static size_t read_numbered_letter(struct references *r, size_t i, struct paragraphs *out)
{
	size_t k = i + 1 + references_kind(r, i + 1, PTOKEN_STOP);

	if (!ptoken_is(r->t, i, CLASS_SUBPARAGRAPH) || !paragraph_is_number(r, k))
		return i;
	return paragraph_numbers(r, k, true, out);
}

/* "и первой статьи 144" behind "частей второй статьи 136", at i: a part of it, its word having been said before; i if it is none. */
static size_t read_ordinal_beside(struct references *r, size_t i, struct paragraphs *out)
{
	size_t past;

	if (r->count == 0 || i == 0 || !ptoken_has_flag(r->t, i, PTOKEN_CYRILLIC) || !ptoken_is(r->t, i - 1, CLASS_AND))
		return i;
	past = paragraph_ordinals(r, i, out);
	if (past != i && ptoken_is(r->t, past, CLASS_ARTICLE) && references_kind(r, past + 1, PTOKEN_NUMBER))
		return past;
	out->count = 0;
	return i;
}

/* One level: "paragraphs 1 and 3", "части первой", "first part", "п. «а»", "sub-paragraphs (a) to (f)"; i if none. */
static size_t read_level(struct references *r, size_t i, struct paragraphs *out)
{
	bool plural;
	size_t word, past;

	memset(out, 0, sizeof *out);
	if (ptoken_is(r->t, i, CLASS_ORDINAL))
		return (past = paragraph_ordinals_named(r, i, out)) != i ? past : read_ordinal_beside(r, i, out);
	if (paragraph_is_counted(r, i))
		return read_counted(r, i, out);
	if (paragraph_is_roman(r, i)) {
		paragraph_put(r, i, true, i, i + 1, out);
		return i + 1;
	}
	if ((word = paragraph_numero(r, i)) != i) /* "n.º 1 do artigo", and not "Protocol No. 4, Article" */
		return ptoken_is(r->t, past = paragraph_numbers(r, word, false, out), CLASS_OF) ? past : i;
	if ((past = read_quoted_letters(r, i, out)) != i)
		return past;
	word = paragraph_word(r, i, &plural);
	if (word != i && paragraph_is_number(r, word)) {
		past = paragraph_numbers(r, word, true, out);
		return paragraph_letter_words(r, past, out); /* "inciso 24, literal f, del" */
	}
	if (word != i && paragraph_is_bracket(r, word))
		return paragraph_brackets(r, word, out);
	if (word != i && (past = paragraph_ordinals(r, word, out)) != word)
		return past;
	if ((past = paragraph_letter_words(r, i, out)) != i || (past = paragraph_capital_words(r, i, out)) != i)
		return past;
	return read_numbered_letter(r, i, out);
}

/* Past ", ", "of the " and the like at i, between a level and what it is of. */
static size_t skip_of(const struct references *r, size_t i)
{
	while (ptoken_is(r->t, i, CLASS_OF | CLASS_THE) || references_kind(r, i, PTOKEN_APOSTROPHE) ||
	       references_kind(r, i, PTOKEN_COMMA))
		i++;
	return i;
}

/* "частями третьей", "пунктом 2": begins what is named beside, where "части третьей", "пункта 2" may be what it is of. */
static bool is_instrumental(const struct references *r, size_t i)
{
	static const char *const endings[] = {"ом", "ами", "ями", "ью", "иною", "ім"};
	struct span word = references_word(r, i);

	for (size_t n = 0; n < sizeof endings / sizeof *endings && ptoken_has_flag(r->t, i, PTOKEN_CYRILLIC); n++)
		if (span_ends(word, endings[n]))
			return true;
	return false;
}

/* A level and those that it is of: "подпункт «с» пункта 1"; its past token, i if there is none. */
static size_t read_group(struct references *r, size_t i, struct paragraphs *out)
{
	size_t past = read_level(r, i, out);

	for (size_t levels = 1; past != i && levels < LEVELS_MOST; levels++) {
		struct paragraphs outer;
		size_t next = skip_of(r, past), end = read_level(r, next, &outer);

		if (end == next || outer.count == 0 || is_instrumental(r, next))
			break;
		for (size_t n = 0; n < out->count; n++)
			paragraph_nest(r, &outer.at[0], &out->at[n]);
		past = end;
	}
	return out->count == 0 ? i : past;
}

size_t paragraph_group(struct references *r, size_t i, struct paragraphs *out)
{
	return read_group(r, i, out);
}

/* Past ", and ", ", а также ", "ainsi que " at i, between two groups; i if nothing of it stands there. */
static size_t skip_between(const struct references *r, size_t i)
{
	size_t past = i + references_kind(r, i, PTOKEN_COMMA);

	past += ptoken_is(r->t, past, CLASS_AND);
	for (size_t n = 0; n < BETWEEN_MOST && ptoken_is(r->t, past, CLASS_CHAIN); n++)
		past++;
	return past;
}

static void join(struct paragraphs *out, const struct paragraphs *more)
{
	out->inner = more->inner;
	for (size_t i = 0; i < more->count && out->count < PARAGRAPHS_MOST; i++)
		out->at[out->count++] = more->at[i];
}

size_t paragraphs_before(struct references *r, size_t i, struct paragraphs *out)
{
	size_t past = i, next = i, unit;

	memset(out, 0, sizeof *out);
	for (size_t groups = 0; groups < GROUPS_MOST; groups++) {
		struct paragraphs group;
		size_t end = read_group(r, next, &group);

		if (end == next)
			break;
		join(out, &group);
		past = end;
		next = skip_between(r, past);
		if (next == past)
			break;
	}
	return past != i && paragraph_unit_behind(r, past, &unit) ? unit : i;
}

size_t paragraph_sections_beside(struct references *r, size_t i, struct paragraphs *out)
{
	for (;;) {
		size_t next = i + references_kind(r, i, PTOKEN_COMMA);

		next += ptoken_is(r->t, next, CLASS_AND);
		if (next == i || !paragraph_is_number(r, next) || ptoken_is(r->t, next + 1, CLASS_COUNTED))
			return i;
		paragraph_put(r, next, true, next, next + 1, out);
		i = paragraph_brackets(r, next + 1, out);
	}
}
