/* provision_signs.c: sections and rules by a sign or letters: "§ 130", "s. 295-C", "CPR r 3.4". */
#include "text/provision_parts.h"

bool references_is_behind_pointed(const struct references *r, size_t i)
{
	static const char *const names[] = {"CPR", "FPR", "CrimPR", "CPRs"};

	for (size_t n = 0; i > 0 && n < sizeof names / sizeof *names; n++)
		if (references_kind(r, i - 1, PTOKEN_WORD) && span_eq_str(ptoken_text(r->t, i - 1), names[n]))
			return true;
	return false;
}

size_t references_sign(struct references *r, size_t i)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_SECTION, .doubtful = true};
	size_t k = i, past;

	while (references_kind(r, k, PTOKEN_PARAGRAPH))
		k++;
	ref.plural = k - i > 1;
	if (!references_kind(r, k, PTOKEN_NUMBER) || (i > 0 && references_kind(r, i - 1, PTOKEN_NUMBER)))
		return i;
	r->by_sign = true;
	past = items_first(r, k, &ref, NULL);
	if (past != k)
		past = items_rest(r, r->item[r->item_count - 1].past, &ref);
	r->by_sign = false;
	if (past == k) {
		r->item_count = ref.item;
		return i;
	}
	references_add(r, ref, i, past);
	return past;
}

/* Whether "u/" stands before token i: "u/s 124A" is under it. */
static bool is_under(const struct references *r, size_t i)
{
	return i > 1 && references_glued(r, i - 1, PTOKEN_SLASH) &&
	       (span_eq_str(ptoken_text(r->t, i - 2), "u") || span_eq_str(ptoken_text(r->t, i - 2), "U"));
}

/* Past "s.", "ss", "S." at i, where a number follows; i if it is no such letter. *plural: "ss". */
static size_t read_letter_unit(const struct references *r, size_t i, bool *plural)
{
	struct span word = references_word(r, i);
	size_t k = i + 1 + references_kind(r, i + 1, PTOKEN_STOP);

	*plural = span_eq_str(word, "ss") || span_eq_str(word, "SS") || span_eq_str(word, "Ss");
	if (r->german || (!*plural && !span_eq_str(word, "s") && !(span_eq_str(word, "S") && k == i + 2)) ||
	    !references_kind(r, k, PTOKEN_NUMBER) ||
	    (ptoken_glued(r->t, i) && !references_kind(r, i - 1, PTOKEN_OPEN) && !is_under(r, i)))
		return i;
	return k;
}

size_t references_section_letter(struct references *r, size_t i, size_t first, const struct paragraphs *before)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_SECTION, .doubtful = true, .letter = true};
	size_t number = read_letter_unit(r, i, &ref.plural), past;

	if (number == i)
		return i;
	r->slashes = true;
	past = items_first(r, number, &ref, before);
	if (past == number) {
		r->item_count = ref.item;
		return i;
	}
	past = items_rest(r, past, &ref);
	references_add(r, ref, first, past);
	return past;
}

/* Whether "(1)", "b)" stands at i, behind a number. */
static bool is_canadian_letter(const struct references *r, size_t i)
{
	return (references_glued(r, i, PTOKEN_OPEN) && references_kind(r, i + 2, PTOKEN_CLOSE)) ||
	       (references_glued(r, i, PTOKEN_WORD) && ptoken_text(r->t, i).len == 1 && references_glued(r, i + 1, PTOKEN_CLOSE));
}

size_t references_canadian(struct references *r, size_t i)
{
	static const struct {
		const char *word;
		enum provision_unit unit;
	} words[] = {
		{"alinéa", PROVISION_ARTICLE}, {"alinéas", PROVISION_ARTICLE}, {"al", PROVISION_ARTICLE},
		{"paragraphe", PROVISION_ARTICLE}, {"paragraphes", PROVISION_ARTICLE}, {"par", PROVISION_ARTICLE},
		{"paragraph", PROVISION_SECTION}, {"paragraphs", PROVISION_SECTION},
		{"subsection", PROVISION_SECTION}, {"subsections", PROVISION_SECTION},
	};
	struct reference ref = {.item = r->item_count, .doubtful = true};
	size_t number = i + 1 + references_kind(r, i + 1, PTOKEN_STOP), past = number;

	for (size_t n = 0; n < sizeof words / sizeof *words && past == number; n++)
		if (span_eq_str(references_word(r, i), words[n].word) && references_kind(r, number, PTOKEN_NUMBER) && is_canadian_letter(r, number + 1)) {
			ref.unit = words[n].unit;
			past = items_first(r, number, &ref, NULL);
		}
	if (past == number) {
		r->item_count = ref.item;
		return i;
	}
	references_add(r, ref, i, past);
	return past;
}

/* Whether "CPR", "RSC", "Order 53," or the like stands before token i: what has rules. */
static bool is_behind_rules(const struct references *r, size_t i)
{
	size_t k = i - 1;

	if (i == 0)
		return false;
	if (ptoken_is_letters(r->t, k) && references_kind(r, k, PTOKEN_WORD) && ptoken_text(r->t, k).len > 2)
		return true;
	k -= k > 0 && references_kind(r, k, PTOKEN_COMMA);
	if (k == 0 || !references_kind(r, k, PTOKEN_NUMBER))
		return false;
	k -= k > 1 && references_kind(r, k - 1, PTOKEN_STOP) ? 2U : 1U;
	return span_eq_str(references_word(r, k), "Order") || span_eq_str(references_word(r, k), "Ord") ||
	       span_eq_str(references_word(r, k), "O");
}

/* "CPR r 3.4", "RSC Order 53, r. 3": a rule by its letter; i if it is none. */
static size_t read_rule_letter(struct references *r, size_t i)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_RULE};
	struct span word = references_word(r, i);
	size_t k = i + 1 + references_kind(r, i + 1, PTOKEN_STOP), past;

	ref.plural = span_eq_str(word, "rr");
	if ((!ref.plural && !span_eq_str(word, "r")) || !references_kind(r, k, PTOKEN_NUMBER) || ptoken_glued(r->t, i) ||
	    !is_behind_rules(r, i) || (past = items_first(r, k, &ref, NULL)) == k) {
		r->item_count = ref.item;
		return i;
	}
	past = items_rest(r, past, &ref);
	ref.pointed = references_is_behind_pointed(r, i);
	references_add(r, ref, i, past);
	return past;
}

/* "CPR 54.5(1)", the abbreviation at i: a rule of courts, as its point tells; i if it is none. */
static size_t read_pointed_rule(struct references *r, size_t i)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_RULE, .pointed = true};
	size_t past;

	if (!references_is_behind_pointed(r, i + 1) || !references_kind(r, i + 1, PTOKEN_NUMBER) || !references_glued(r, i + 2, PTOKEN_STOP) ||
	    !references_glued(r, i + 3, PTOKEN_NUMBER) || (past = items_first(r, i + 1, &ref, NULL)) == i + 1) {
		r->item_count = ref.item;
		return i;
	}
	past = items_rest(r, past, &ref);
	references_add(r, ref, i + 1, past);
	return past;
}

size_t references_letter(struct references *r, size_t i)
{
	if (ptoken_text(r->t, i).len == REFERENCE_CAPITALS_MOST)
		return read_pointed_rule(r, i);
	size_t past = references_section_letter(r, i, i, NULL);

	return past != i ? past : read_rule_letter(r, i);
}
