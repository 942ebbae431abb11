/* provision_russian.c: points and letters behind a part, as Russian and Polish texts write them article first: "ст. 159 ч. 3 п. «б»", "art. 258 § 1 pkt 2". */
#include "text/provision_bracket.h"

size_t paragraph_russian_point(struct references *r, size_t i, size_t word, struct paragraphs *out)
{
	struct span unit = ptoken_text(r->t, i);

	if (out->count != 1 || out->at[0].subparagraph.len != 0 || out->at[0].paragraph.len == 0 ||
	    (!span_starts(unit, "п") && !span_starts(unit, "абз") && !span_eq_str(unit, "pkt")) || ptoken_is(r->t, word + 1, CLASS_UNIT))
		return i;
	paragraph_put(r, word, false, i, word + 1, out);
	return word + 1 + (references_glued(r, word + 1, PTOKEN_CLOSE) && !paragraph_in_bracket(r, word + 1)); /* "п. 1)" */
}

size_t paragraph_russian_letters(struct references *r, size_t i, struct paragraphs *out)
{
	bool plural;
	size_t quote = paragraph_word(r, i, &plural), past = i;

	if (quote == i || out->count != 1 || out->at[0].subparagraph.len != 0 || out->at[0].paragraph.len == 0 || !ptoken_has_flag(r->t, i, PTOKEN_CYRILLIC))
		return i;
	while (references_kind(r, quote, PTOKEN_QUOTE) && paragraph_is_letter(r, quote + 1) && references_kind(r, quote + 2, PTOKEN_QUOTE) &&
	       !ptoken_is(r->t, quote + 3, CLASS_UNIT)) {
		paragraph_put(r, quote + 1, past != i, past == i ? i : quote, quote + 3, out);
		past = quote + 3;
		quote = past + references_kind(r, past, PTOKEN_COMMA);
		quote += ptoken_is(r->t, quote, CLASS_AND);
	}
	return past;
}
