/* provision_nummer.c: numbers of a paragraph or section, as German texts have them: "Abs. 1 Nr. 1, 3". */
#include "text/provision_bracket.h"

#define NUMMER_MOST 20 /* of "Abs. 1 Nr. 1, 3" among several sections: a higher number is the next section's */

size_t paragraph_further(struct references *r, size_t i, struct paragraphs *out)
{
	struct span of = out->at[0].paragraph;

	for (;;) {
		size_t next = i + references_kind(r, i, PTOKEN_COMMA), before = i - 1;

		next += ptoken_is(r->t, next, CLASS_AND);
		if (next == i || !paragraph_is_number(r, next) || r->t->token[next].value <= r->t->token[before].value || out->count == PARAGRAPHS_MOST ||
		    (r->by_sign && r->plural && (r->t->token[next].value > NUMMER_MOST || r->t->token[next].value > r->number)))
			return i; /* nor "§§ 86a Abs. 1 Nr. 1, 53" */
		paragraph_put_label(r, of, true, next, next + 1, out);
		paragraph_put(r, next, false, next, next + 1, out);
		i = next + 1;
	}
}

/* "Nr. 1 und 3" right behind "§ 3c", its number at i: numbers of the section itself. */
static size_t read_nummer_of_section(struct references *r, size_t i, struct paragraphs *out)
{
	for (;;) {
		size_t next = i + 1 + references_kind(r, i + 1, PTOKEN_COMMA);

		paragraph_put(r, i, true, i, i + 1, out);
		next += ptoken_is(r->t, next, CLASS_AND);
		if (next == i + 1 || !paragraph_is_number(r, next) || r->t->token[next].value <= r->t->token[i].value ||
		    r->t->token[next].value > NUMMER_MOST || r->plural)
			return i + 1;
		i = next;
	}
}

size_t paragraph_nummer(struct references *r, size_t i, struct paragraphs *out)
{
	size_t number = i + 1 + references_kind(r, i + 1, PTOKEN_STOP);

	if (out->count > 1 || (out->count == 1 && out->at[0].subparagraph.len != 0) ||
	    (!span_eq_str(references_word(r, i), "Nr") && !span_eq_str(references_word(r, i), "Z")) || !paragraph_is_number(r, number))
		return i;
	if (out->count == 0)
		return r->by_sign ? read_nummer_of_section(r, number, out) : i;
	if (references_glued(r, number + 1, PTOKEN_WORD) && ptoken_text(r->t, number + 1).len == 1) {
		paragraph_put_label(r, span_sub(r->t->text, ptokens_range(r->t, number, number + 2)), false, i, number + 2, out);
		return number + 2; /* "Nr. 4a" */
	}
	paragraph_put(r, number, false, i, number + 1, out);
	return paragraph_further(r, number + 1, out);
}
