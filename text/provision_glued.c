/* provision_glued.c: paragraphs that are glued to the number of their article: "19.2", "220/7", "7.b", "115.II". */
#include "text/provision_bracket.h"

#include "text/utf8.h"

#define BRACKET_TOKENS 30
#define BESIDE_MOST 9 /* "24.1 y 2" are paragraphs; of "36.6 y 23" the second is an article */

/* Whether the bracket that closes at i was opened. */
bool paragraph_in_bracket(const struct references *r, size_t i)
{
	for (size_t k = i; k > 0 && i - k < BRACKET_TOKENS && !references_kind(r, k - 1, PTOKEN_CLOSE); k--)
		if (references_kind(r, k - 1, PTOKEN_OPEN))
			return true;
	return false;
}

/* "i" of "40.6.1° i", at i: a small Roman number behind which the list or its law goes on. */
static bool is_roman_apart(const struct references *r, size_t i)
{
	return references_kind(r, i, PTOKEN_WORD) && roman_value(ptoken_text(r->t, i), true) != 0 && !ptoken_is(r->t, i, CLASS_AND) &&
	       (references_kind(r, i + 1, PTOKEN_COMMA) || ptoken_is(r->t, i + 1, CLASS_AND | CLASS_OF));
}

/* "°", ".i", "°.i", "° i" behind "40.6.1", at i. */
static size_t read_fourth(struct references *r, size_t i, struct paragraphs *out)
{
	bool degree = references_glued(r, i, PTOKEN_NUMERO);

	i += degree;
	if (degree && is_roman_apart(r, i)) {
		paragraph_put(r, i, false, i, i + 1, out);
		return i + 1;
	}
	if (!references_glued(r, i, PTOKEN_STOP) || !references_glued(r, i + 1, PTOKEN_WORD) || !paragraph_is_letter(r, i + 1) ||
	    ptoken_has_flag(r->t, i + 1, PTOKEN_CAPITAL))
		return i;
	paragraph_put(r, i + 1, false, i, i + 2, out);
	return i + 2;
}

/*
 * " y 2" behind "24.1", at i: a second paragraph, where the number is of the article's next paragraphs and lower than
 * the article's own, since articles are named in their order ("1.1 y 2"), and has no paragraph of its own.
 */
static size_t read_beside(struct references *r, size_t i, struct paragraphs *out)
{
	const struct ptoken *number = &r->t->token[i + 1], *article = &r->t->token[i - 3];

	if (!ptoken_is(r->t, i, CLASS_AND) || ptoken_has_flag(r->t, i, PTOKEN_CYRILLIC) || !paragraph_is_number(r, i + 1) ||
	    article->kind != PTOKEN_NUMBER || number->value >= article->value || number->value <= r->t->token[i - 1].value || number->value > r->t->token[i - 1].value + BESIDE_MOST ||
	    references_glued(r, i + 2, PTOKEN_STOP) || references_kind(r, i + 2, PTOKEN_OPEN) || references_kind(r, i + 2, PTOKEN_PARAGRAPH) ||
	    ptoken_is(r->t, i + 2 + references_kind(r, i + 2, PTOKEN_COMMA), CLASS_PARAGRAPH | CLASS_SUBPARAGRAPH | CLASS_COUNTED))
		return i;
	paragraph_put(r, i + 1, true, i + 1, i + 2, out);
	return i + 2;
}

/* "19.2", "220/7": the paragraph glued to the number; of "226/227" the second is no paragraph. */
size_t paragraph_glued(struct references *r, size_t i, struct paragraphs *out)
{
	bool dot = references_glued(r, i, PTOKEN_STOP);

	if (references_is_next_by_slash(r, i))
		return i;
	if (references_glued(r, i, PTOKEN_DASH) && references_glued(r, i + 1, PTOKEN_NUMBER) && references_glued(r, i + 2, PTOKEN_NUMERO) &&
	    paragraph_is_number(r, i + 1)) {
		paragraph_put(r, i + 1, false, i, i + 3, out); /* "99-4°" */
		return i + 3;
	}
	if ((!dot && !references_glued(r, i, PTOKEN_SLASH)) || !references_glued(r, i + 1, PTOKEN_NUMBER) ||
	    !paragraph_is_number(r, i + 1))
		return i;
	paragraph_put(r, i + 1, false, i, i + 2, out);
	out->points = dot;
	i += 2;
	i += dot && references_glued(r, i, PTOKEN_NUMERO); /* "169.2º", "22.4ª" */
	if (dot && references_glued(r, i, PTOKEN_STOP) && references_glued(r, i + 1, PTOKEN_NUMBER) &&
	    paragraph_is_number(r, i + 1)) {
		paragraph_put(r, i + 1, false, i - 2, i + 2, out);
		out->points++;
		i += 2;
		i += references_glued(r, i, PTOKEN_STOP) && references_glued(r, i + 1, PTOKEN_NUMERO) ? 2U : 0U; /* "149.1.18.ª" */
		i = read_fourth(r, i, out);
	} else if (dot && references_glued(r, i, PTOKEN_STOP) && references_glued(r, i + 1, PTOKEN_WORD) &&
	           utf8_length(ptoken_text(r->t, i + 1)) == 1) {
		paragraph_put(r, i + 1, false, i - 2, i + 2, out); /* "8.2.f", "8.2.f)" */
		i += 2;
		i += references_glued(r, i, PTOKEN_CLOSE) && !paragraph_in_bracket(r, i);
	} else if (dot) {
		i = read_beside(r, i, out);
	}
	return i;
}

/* "115.II": a Roman number; "5.I" only where the list or its law goes on, since "I" may begin a sentence. */
static bool is_pointed_roman(const struct references *r, size_t i)
{
	struct span word = ptoken_text(r->t, i);

	return roman_value(word, false) != 0 &&
	       (word.len > 1 || references_kind(r, i + 1, PTOKEN_COMMA) || references_kind(r, i + 1, PTOKEN_CLOSE) ||
	        ptoken_is(r->t, i + 1, CLASS_AND | CLASS_OF));
}

/* "7.b", "115.II": a letter or Roman number at token i + 1 behind a point, where no sentence ends there. */
size_t paragraph_pointed_letter(struct references *r, size_t i, struct paragraphs *out)
{
	if (!references_glued(r, i, PTOKEN_STOP) || !references_glued(r, i + 1, PTOKEN_WORD) ||
	    (!is_pointed_roman(r, i + 1) &&
	     (ptoken_text(r->t, i + 1).len != 1 || ptoken_has_flag(r->t, i + 1, PTOKEN_CAPITAL))) ||
	    references_glued(r, i + 2, PTOKEN_APOSTROPHE) || references_glued(r, i + 2, PTOKEN_STOP))
		return i;
	paragraph_put(r, i + 1, false, i, i + 2, out);
	if (is_pointed_roman(r, i + 1))
		return paragraph_letters_beside(r, i + 2, out); /* "180.I y II" */
	i += 2;
	return i + (references_glued(r, i, PTOKEN_CLOSE) && !paragraph_in_bracket(r, i));
}
