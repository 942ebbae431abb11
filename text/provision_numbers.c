/* provision_numbers.c: the numbers of paragraphs: the words before them, lists and ranges of them, "N° 4". */
#include "text/provision_bracket.h"

#define NUMERO_TOKENS 4 /* of "N°", "núm.", "n.º", "n.ºs" */
#define ABSATZ_MOST 20  /* of "Abs. 1 und 3": a higher number is the next article's */
#define NUMERO_MOST 99  /* of a paragraph; a higher number may be a law's */

/* "6.1" of "часть 6.1 статьи 20.2", a part that was put in behind the sixth; "1.2.3" is no paragraph's. */
static bool is_pointed(const struct references *r, size_t i)
{
	return references_glued(r, i + 1, PTOKEN_STOP) && references_glued(r, i + 2, PTOKEN_NUMBER) &&
	       !(references_glued(r, i + 3, PTOKEN_STOP) && references_glued(r, i + 4, PTOKEN_NUMBER));
}

/* Token after a paragraph's number, what is glued to it read too: "1er", "2a". */
static size_t read_one(struct references *r, size_t i, struct paragraphs *out)
{
	size_t past = i + 1;

	out->bracketed = false;
	if (is_pointed(r, i)) {
		paragraph_put_label(r, span_sub(r->t->text, ptokens_range(r->t, i, i + 3)), true, i, i + 3, out);
		return paragraph_brackets(r, i + 3, out);
	}
	paragraph_put(r, i, true, i, past, out);
	if (references_glued(r, past, PTOKEN_WORD)) {
		struct span word = ptoken_text(r->t, past);

		if (word.len == 1)
			paragraph_put(r, past, false, i, past + 1, out);
		past += word.len == 1 || span_eq_str(word, "er");
	}
	past += references_glued(r, past, PTOKEN_STOP) && references_glued(r, past + 1, PTOKEN_NUMERO); /* "1.º" */
	past += references_glued(r, past, PTOKEN_NUMERO);
	past = paragraph_closed_letters(r, past, i, out);
	if (references_glued(r, past, PTOKEN_CLOSE) && past == i + 1 && !paragraph_in_bracket(r, past))
		past++; /* "п. 4)" */
	return paragraph_brackets(r, past, out);
}

size_t paragraph_word(const struct references *r, size_t i, bool *plural)
{
	size_t k = i;

	*plural = false;
	if (references_kind(r, k, PTOKEN_PARAGRAPH) && r->by_sign)
		return i;
	if (references_kind(r, k, PTOKEN_PARAGRAPH)) {
		while (references_kind(r, k, PTOKEN_PARAGRAPH))
			k++;
		*plural = k - i > 1;
		return k;
	}
	if (span_eq_str(references_word(r, k), "sub") && references_glued(r, k + 1, PTOKEN_DASH) && ptoken_is(r->t, k + 2, CLASS_SECTION))
		k += 2; /* sub-section */
	else if (!ptoken_is(r->t, k, CLASS_PARAGRAPH))
		return i;
	*plural = ptoken_is(r->t, k, CLASS_PLURAL);
	k++;
	if (references_kind(r, k, PTOKEN_STOP))
		k++;
	if (k > i + 1 && ptoken_has_flag(r->t, i, PTOKEN_CYRILLIC) && span_eq(references_word(r, k), references_word(r, i))) {
		*plural = true; /* "п.п. 1, 2" */
		k += references_kind(r, k + 1, PTOKEN_STOP) ? 2 : 1;
	}
	while (ptoken_is(r->t, k, CLASS_NUMERO) || references_kind(r, k, PTOKEN_NUMERO))
		k += references_kind(r, k + 1, PTOKEN_STOP) ? 2 : 1;
	return k;
}

bool paragraph_has_own(const struct references *r, size_t i)
{
	size_t k = i + 1 + references_kind(r, i + 1, PTOKEN_COMMA), word;
	bool plural;

	word = paragraph_word(r, k, &plural);
	return word != k && !(paragraph_is_letter(r, word) && references_glued(r, word + 1, PTOKEN_CLOSE)); /* "2, apartados a)" */
}

/* "-24" at i + 1, behind a number that has been read: what lies between, and that. Its past token; i if there is none. */
static size_t fill_range(struct references *r, size_t i, struct paragraphs *out)
{
	bool dash = references_kind(r, i + 1, PTOKEN_DASH) || references_kind(r, i + 1, PTOKEN_LONGDASH);

	if ((!dash && !ptoken_is(r->t, i + 1, CLASS_TO)) || !paragraph_is_number(r, i + 2) || r->t->token[i + 2].value <= r->t->token[i].value)
		return i;
	paragraph_between(r, r->t->token[i].value, r->t->token[i + 2].value, i, out);
	return read_one(r, i + 2, out);
}

/* "1-250" at i: no article has so many, so that none of them is named. */
static bool is_beyond(const struct references *r, size_t i)
{
	return (references_glued(r, i + 1, PTOKEN_DASH) || references_glued(r, i + 1, PTOKEN_LONGDASH)) && references_glued(r, i + 2, PTOKEN_NUMBER) &&
	       r->t->token[i + 2].value > PARAGRAPH_MOST;
}

/*
 * Whether the number at i behind "und" is the next article's, though its paragraphs' word, at i or before `first`, is of one
 * and of several: "Abs. 4 und 87", and "§§ 3 Abs. 2 und 4", since the sign promises another section.
 */
static bool is_next_article(const struct references *r, size_t first, size_t i)
{
	static const char *const words[] = {"Abs", "Absatz", "Ziff", "Ziffer"};
	struct span word = references_word(r, first - 1 - references_kind(r, first - 1, PTOKEN_STOP));
	uint32_t value = r->t->token[i].value;

	for (size_t n = 0; n < sizeof words / sizeof *words; n++)
		if (span_eq_str(word, words[n]))
			return value > ABSATZ_MOST || (r->by_sign && r->plural && value > r->number);
	return false;
}

/*
 * "article 46, alinéa 1 et 2", "ст. 46 ч. 1 и 2": whether the number at next is a paragraph like the one at i, though their word is of
 * one. So it is of one article where it is the higher of the two and lower than the article's, since articles are named in their order.
 */
static bool is_like(const struct references *r, size_t i, size_t next)
{
	uint32_t value = r->t->token[next].value;
	bool word = references_kind(r, next + 1, PTOKEN_WORD) && !ptoken_has_flag(r->t, next + 1, PTOKEN_CAPITAL);

	return r->number > value && !r->plural && value > r->t->token[i].value && value <= ALINEA_MOST &&
	       (!word || ptoken_is(r->t, next + 1, CLASS_OF | CLASS_AND | CLASS_IN | CLASS_THE | CLASS_CHAIN));
}

size_t paragraph_numbers(struct references *r, size_t i, bool several, struct paragraphs *out)
{
	size_t past, range, first = i;

	if (is_beyond(r, i))
		return i + 3;
	past = read_one(r, i, out);

	if (past == i + 1 && (range = fill_range(r, i, out)) != i)
		past = range;
	while (!out->closed) {
		size_t next = past + references_kind(r, past, PTOKEN_COMMA);
		bool closes = ptoken_is(r->t, next, CLASS_AND);

		next += closes;
		if (next == past || !paragraph_is_number(r, next) || ptoken_is(r->t, next + 1, CLASS_COUNTED) ||
		    paragraph_has_own(r, next) || is_next_article(r, first, next) || (!several && !is_like(r, i, next)))
			break;
		out->closed = closes;
		i = next;
		past = read_one(r, i, out);
		if (past == i + 1 && (range = fill_range(r, i, out)) != i)
			past = range;
	}
	return past;
}

/* "os" of "n.os", "s" of "n.ºs" */
static bool is_plural_ending(const struct references *r, size_t i)
{
	if (i > 0 && references_glued(r, i, PTOKEN_WORD) && references_kind(r, i - 1, PTOKEN_NUMERO))
		return span_eq_str(ptoken_text(r->t, i), "s");
	return i > 1 && references_glued(r, i, PTOKEN_WORD) && references_glued(r, i - 1, PTOKEN_STOP) &&
	       ptoken_is(r->t, i - 2, CLASS_NUMERO) && span_eq_str(ptoken_text(r->t, i), "os");
}

size_t paragraph_numero(const struct references *r, size_t i)
{
	size_t k = i;

	if (!ptoken_is(r->t, i, CLASS_NUMERO))
		return i;
	while (k < i + NUMERO_TOKENS && (ptoken_is(r->t, k, CLASS_NUMERO) || (k > i && references_kind(r, k, PTOKEN_STOP)) ||
	                                 references_kind(r, k, PTOKEN_NUMERO) || is_plural_ending(r, k)))
		k++;
	return paragraph_is_number(r, k) && !references_kind(r, k + 1, PTOKEN_SLASH) ? k : i;
}

/* Whether what stands before i, the number, promises several: "n.os", "números". */
static bool is_plural_numero(const struct references *r, size_t i)
{
	return is_plural_ending(r, i - 1) || ptoken_is(r->t, i - 1, CLASS_PLURAL);
}

/* Whether the number at i, behind ", N°", is no law's: the list, or what the article is of, goes on. */
static bool is_small_numero(const struct references *r, size_t i)
{
	return r->t->token[i].value <= NUMERO_MOST &&
	       (references_kind(r, i + 1, PTOKEN_COMMA) || references_kind(r, i + 1, PTOKEN_CLOSE) ||
	        ptoken_is(r->t, i + 1, CLASS_AND | CLASS_PARAGRAPH) || (ptoken_is(r->t, i + 1, CLASS_OF) && !references_kind(r, i + 2, PTOKEN_NUMBER)));
}

size_t paragraph_numeros(struct references *r, size_t i, struct paragraphs *out)
{
	size_t word = i + (references_kind(r, i, PTOKEN_COMMA) || ptoken_is(r->t, i, CLASS_AND)), number = paragraph_numero(r, word);
	bool beside;

	if (number == word || (word == i && (r->by_sign || !references_kind(r, i - 1, PTOKEN_NUMBER))))
		return i; /* "§ 3 Nr. 1": as read_nummer reads it */
	if (is_plural_numero(r, number))
		return paragraph_numbers(r, number, true, out);
	if (word != i && !references_kind(r, i - 1, PTOKEN_NUMERO) && !is_small_numero(r, number))
		return i;
	beside = word != i && i > 1 && (references_kind(r, i - 2, PTOKEN_NUMERO) || ptoken_is(r->t, i - 2, CLASS_NUMERO)); /* "N° 1, N° 3" */
	paragraph_put(r, number, beside, i, number + 1, out);
	return number + 1;
}
