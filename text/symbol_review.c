#include "text/symbol_adopter.h"

#define RANGE_MOST 100 /* numbers of recommendations that a range adds: a longer one names its two ends */
#define UPR_LEAST 50   /* the first paragraph that holds recommendations has about this number */
#define LIST_TOKENS 24 /* between "Recommendations" and the last of their numbers */

bool symbol_is_recommendation(struct span number)
{
	size_t at = 0, digits = 0;
	unsigned value = 0;

	for (; at < number.len && at < 3 && number.data[at] >= '0' && number.data[at] <= '9'; at++)
		value = value * 10 + (unsigned)(number.data[at] - '0');
	if (at < 2 || value < UPR_LEAST || at == number.len || number.data[at] != '.')
		return false;
	for (at++; at < number.len && number.data[at] >= '0' && number.data[at] <= '9'; at++)
		digits++;
	return at == number.len && digits > 0 && digits <= 3;
}

/* Whether a bracket at i opens on a country: "(Czech Republic)". */
static bool is_state_bracket(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_OPEN) && ptoken_is_kind(t, i + 1, PTOKEN_WORD) &&
	       (t->token[i + 1].flags & PTOKEN_CAPITAL) != 0;
}

bool symbol_is_recommendation_word(struct symbols *s, const struct ptokens *t, size_t i)
{
	/* folded; a word with a star has any ending */
	static const char *const words[] = {"recommendation*", "recommandation*", "recomendac*", "рекомендаци*",
					    "ұсыным*", "توصي*", "التوصي*", "rec", "recs"};
	struct span word = ptoken_is_kind(t, i, PTOKEN_WORD) ? symbol_folded(s, t, i) : span_of("");

	for (size_t n = 0; n < sizeof words / sizeof *words && word.len != 0; n++)
		if (symbol_word_fits(word, span_of(words[n])))
			return true;
	return false;
}

/* Words of paragraphs, as reports call recommendations too; "para. 98.21" may be any paragraph's, but as typed. */
static bool is_paragraph_word(struct symbols *s, const struct ptokens *t, size_t i)
{
	struct span word = ptoken_text(t, i);

	return ptoken_is_kind(t, i, PTOKEN_WORD) && (symbol_folds_to(word, "paragraph") || symbol_folds_to(word, "paragraphs") ||
	                                             symbol_folds_to(word, "paras") || (s->query && symbol_folds_to(word, "para")));
}

/* Whether such a word stands before the number, others like it between: "Recommendations 124.26,
 * 124.27 and". */
static bool is_recommended(struct symbols *s, const struct ptokens *t, size_t i)
{
	for (size_t k = i; k > 0 && i - k < LIST_TOKENS; k--) {
		if (symbol_is_recommendation_word(s, t, k - 1) || is_paragraph_word(s, t, k - 1))
			return true;
		if (!ptoken_is_kind(t, k - 1, PTOKEN_NUMBER) && !ptoken_is_kind(t, k - 1, PTOKEN_STOP) &&
		    !ptoken_is_kind(t, k - 1, PTOKEN_COMMA) && !ptoken_is_kind(t, k - 1, PTOKEN_DASH) &&
		    !ptoken_is_kind(t, k - 1, PTOKEN_LONGDASH) &&
		    !ptoken_is(t, k - 1, CLASS_AND | CLASS_NUMERO | CLASS_TO))
			return false;
	}
	return false;
}

#define STATE_TOKENS 12 /* of "(Bolivia (Plurinational State of))", at the end of a recommendation */

/* "120.4 Repeal the law (Greece);", all of a passage: its number at token i, its State at the end.
 */
static bool is_whole(const struct ptokens *t, size_t i)
{
	size_t end = t->count;

	if (i != 0 || !(ptoken_is_kind(t, 3, PTOKEN_STOP) ? ptoken_is_kind(t, 4, PTOKEN_WORD)
							  : ptoken_is_kind(t, 3, PTOKEN_WORD)))
		return false;
	while (end > 3 && (ptoken_is_kind(t, end - 1, PTOKEN_STOP) || ptoken_is_kind(t, end - 1, PTOKEN_SEMICOLON)))
		end--;
	if (!ptoken_is_kind(t, end - 1, PTOKEN_CLOSE))
		return false;
	for (size_t k = end - 1; k > 3 && end - k < STATE_TOKENS; k--)
		if (is_state_bracket(t, k - 1))
			return true;
	return false;
}

/* "124.27 (Czech Republic)", "Recommendation 124.27". */
size_t symbol_recommendation(struct symbols *s, const struct ptokens *t, size_t i)
{
	if (symbol_digits(t, i) < 2 || symbol_digits(t, i) > 3 || t->token[i].value < UPR_LEAST ||
	    !ptoken_is_kind(t, i + 1, PTOKEN_STOP) || !ptoken_glued(t, i + 1) || !ptoken_glued(t, i + 2) ||
	    symbol_digits(t, i + 2) < 1 || symbol_digits(t, i + 2) > 3 ||
	    (ptoken_is_kind(t, i + 3, PTOKEN_WORD) && ptoken_glued(t, i + 3)) ||
	    (i > 0 && ptoken_glued(t, i) && t->token[i - 1].kind != PTOKEN_OPEN) ||
	    (ptoken_is_kind(t, i + 3, PTOKEN_STOP) && ptoken_glued(t, i + 4) && symbol_digits(t, i + 4) != 0))
		return 0;
	if (!is_state_bracket(t, i + 3) && !is_recommended(s, t, i) && !is_whole(t, i) && !(s->query && t->count == 3))
		return 0;
	buf_clear(&s->name);
	buf_add_span(&s->name, span_sub(t->text, ptokens_range(t, i, i + 3)));
	return t->token[i + 2].at.end;
}

/* Past "-", "–" or "to" at i, which a range goes over; i if none stands there. */
static size_t past_range_mark(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_DASH) || ptoken_is_kind(t, i, PTOKEN_LONGDASH) ||
			       ptoken_is(t, i, CLASS_TO)
		       ? i + 1
		       : i;
}

/* The rest of "97.45-97.48", the first being at i: all the numbers, over the whole of it; its end,
 * 0 if it is no range. */
size_t symbol_recommendation_range(struct symbols *s, const struct ptokens *t, size_t i, struct pool *pool)
{
	size_t second = past_range_mark(t, i + 3);
	uint32_t first, last;

	if (second == i + 3 || !ptoken_is_kind(t, second, PTOKEN_NUMBER) ||
	    t->token[second].value != t->token[i].value || !ptoken_is_kind(t, second + 1, PTOKEN_STOP) ||
	    !ptoken_glued(t, second + 1) || !ptoken_glued(t, second + 2) || symbol_digits(t, second + 2) < 1 ||
	    symbol_digits(t, second + 2) > 3)
		return 0;
	first = t->token[i + 2].value;
	last = t->token[second + 2].value;
	if (last <= first || last - first > RANGE_MOST)
		return 0;
	for (uint32_t number = first + 1; number <= last; number++) {
		buf_clear(&s->name);
		buf_addf(&s->name, "%u.%u", t->token[i].value, number);
		symbols_take(s, pool, t->token[i].at.start, t->token[second + 2].at.end);
	}
	return t->token[second + 2].at.end;
}
