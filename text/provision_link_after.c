#include "text/provision_linking.h"

#define AHEAD_TOKENS 9    /* between a reference and "Criminal Code": of the Republic's new … */
#define LETTERS_MOST 7 /* bytes of "LOGJCC", "CESEDA": longer ones are words of a heading */

/* The mention that begins at token i; l->count if none does. */
static size_t mention_at(const struct linking *l, size_t i)
{
	size_t k = ARRAY_FIRST(l->mention, l->count, first, i);

	return k < l->count && l->mention[k].first == i ? k : l->count;
}

/* "Article 19 (ICCPR)" */
static struct link in_bracket(const struct linking *l, size_t i)
{
	struct link nothing = {.past = i};
	size_t k = i + 1 + ptoken_is(l->t, i + 1, CLASS_THE), mention;

	if (!linking_is_kind(l, i, PTOKEN_OPEN))
		return nothing;
	mention = mention_at(l, k);
	if (mention == l->count || !linking_is_kind(l, l->mention[mention].past, PTOKEN_CLOSE))
		return nothing;
	return linking_found(l, mention);
}

static bool is_between(const struct linking *l, size_t i)
{
	return ptoken_is(l->t, i, CLASS_OF | CLASS_IN | CLASS_THE | CLASS_FILL | CLASS_FORMER | CLASS_OWN) ||
	       linking_is_kind(l, i, PTOKEN_APOSTROPHE) || linking_is_kind(l, i, PTOKEN_QUOTE) ||
	       (linking_is_kind(l, i, PTOKEN_NUMBER) && l->t->token[i].value > 1000) ||
	       (ptoken_is(l->t, i, CLASS_STATE) && !ptoken_is(l->t, i, CLASS_AND));
}

/* Past "of Chapter IX", "and Schedule 1", or "Part I" behind a comma, at i; i if it does not stand there. */
static size_t skip_division(const struct linking *l, size_t i)
{
	bool and = ptoken_is(l->t, i, CLASS_AND), of = and || ptoken_is(l->t, i, CLASS_OF | CLASS_IN);
	size_t k = i + of;

	while (k < i + 3 && ptoken_is(l->t, k, CLASS_THE))
		k++;
	if ((!of && !linking_is_kind(l, i - 1, PTOKEN_COMMA)) || !ptoken_is(l->t, k, CLASS_DIVISION) || (and && ptoken_is(l->t, k, CLASS_PARAGRAPH)))
		return i; /* nor "and part 1 of Article 182" */
	k++;
	if (linking_is_kind(l, k, PTOKEN_NUMBER) || (linking_is_kind(l, k, PTOKEN_WORD) && ptoken_text(l->t, k).len <= 5 &&
	                                     roman_value(ptoken_text(l->t, k), false) != 0))
		k++;
	return k;
}

/* "Art. 1 P1", as of a protocol: no more is known of it here. */
static bool is_protocol_letter(const struct linking *l, size_t i)
{
	return linking_is_kind(l, i, PTOKEN_WORD) && span_eq_str(ptoken_text(l->t, i), "P") && linking_is_kind(l, i + 1, PTOKEN_NUMBER) && ptoken_glued(l->t, i + 1);
}

/* "Section 144 CrPC": letters right behind it that are the name of something not listed; no heading. */
static bool is_unknown_name(const struct linking *l, size_t i)
{
	return ptoken_is_letters(l->t, i) && ptoken_text(l->t, i).len <= LETTERS_MOST && !linking_begins_sentence(l, i) &&
	       !ptoken_is_letters(l->t, i + 1) && !ptoken_is(l->t, i, CLASS_AND | CLASS_OF | CLASS_IN | CLASS_CHAIN);
}

static bool is_in_fine(const struct linking *l, size_t i)
{
	return i + 1 < l->t->count && span_eq_str(ptoken_text(l->t, i), "in") && span_eq_str(ptoken_text(l->t, i + 1), "fine");
}

/* Past "et suivants", "ff.", "Satz 2", "in fine", or "combinés" before "de la", at i; i if they do not stand there. */
static size_t skip_following(const struct linking *l, size_t i)
{
	size_t k = i + ptoken_is(l->t, i, CLASS_AND);

	if ((ptoken_is(l->t, i, CLASS_PHRASE) && linking_is_kind(l, i + 1, PTOKEN_NUMBER)) || is_in_fine(l, i))
		return i + 2;
	if (k == i && ptoken_is(l->t, i, CLASS_CHAIN) && ptoken_is(l->t, i + 1, CLASS_OF) && !ptoken_is(l->t, i, CLASS_IN))
		return i + 1;
	return ptoken_is(l->t, k, CLASS_FOLLOWING) ? k + 1 + linking_is_kind(l, k + 1, PTOKEN_STOP) : i;
}

/* Past "todos", ", ambos" before "of the", at i: what is said of all that was listed; i if it does not stand there. */
static size_t skip_all(const struct linking *l, size_t i)
{
	static const char *const words[] = {"both", "all", "tous", "toutes", "todos", "todas", "ambos", "ambas"};
	size_t k = i + linking_is_kind(l, i, PTOKEN_COMMA);

	for (size_t n = 0; ptoken_is(l->t, k + 1, CLASS_OF) && n < sizeof words / sizeof *words; n++)
		if (span_eq_str(ptoken_text(l->t, k), words[n]))
			return k + 1;
	return i;
}

/* Past ", as amended in 2012," or ", first sentence," at i, where "of the" follows; i if it does not. */
static size_t skip_aside(const struct linking *l, size_t i)
{
	size_t k = i + 1;

	if (!linking_is_kind(l, i, PTOKEN_COMMA) || ptoken_is(l->t, k, CLASS_OF))
		return i;
	if (ptoken_is(l->t, k, CLASS_ORDINAL) && ptoken_is(l->t, k + 1, CLASS_PHRASE) && linking_is_kind(l, k + 2, PTOKEN_COMMA))
		return k + 2;
	for (; k < i + BRACKET_TOKENS && k < l->t->count && !linking_begins_sentence(l, k); k++) {
		if (ptoken_is(l->t, k, CLASS_UNIT))
			return i;
		if (linking_is_kind(l, k, PTOKEN_COMMA) && ptoken_is(l->t, k + 1, CLASS_OF) && !ptoken_is(l->t, k + 1, CLASS_THE) && k > i + 1)
			return k;
	}
	return i;
}

/* "that treaty", "du même traité" at i, its noun: an instrument that was named. */
static bool is_back(const struct linking *l, size_t i)
{
	return i > 0 && ptoken_is(l->t, i - 1, CLASS_SAME) && ptoken_is(l->t, i, CLASS_TREATY) &&
	       (l->t->token[i].flags & PTOKEN_CAPITAL) == 0;
}

#define ADJECTIVES_MOST 4 /* of "Федерального конституционного закона" */

/* "Федерального", "указанного" */
static bool is_genitive(const struct linking *l, size_t i)
{
	static const char *const endings[] = {"ого", "его", "ой", "ей", "ых", "их"};
	bool found = false;

	for (size_t n = 0; n < sizeof endings / sizeof *endings && linking_is_kind(l, i, PTOKEN_WORD); n++)
		found = found || span_ends(ptoken_text(l->t, i), endings[n]);
	return found && ptoken_has_flag(l->t, i, PTOKEN_CYRILLIC);
}

/* "ustawy", "zákona": of a law, in Slavic languages with Latin letters */
static bool is_latin_law(const struct linking *l, size_t i)
{
	static const char *const words[] = {"ustawy", "rozporządzenia", "regulaminu", "zákona", "vyhlášky", "zakona", "pravilnika", "uredbe"};

	for (size_t n = 0; n < sizeof words / sizeof *words && linking_is_kind(l, i, PTOKEN_WORD); n++)
		if (span_eq_str(ptoken_text(l->t, i), words[n]))
			return true;
	return false;
}

/* "Федерального конституционного закона", "Нормативного постановления" right behind a reference: its law, not listed. */
static bool is_genitive_law(const struct linking *l, size_t i)
{
	size_t k = i;

	if (linking_begins_sentence(l, i))
		return false;
	while (k < i + ADJECTIVES_MOST && is_genitive(l, k))
		k++;
	return (k > i && ptoken_has_flag(l->t, i, PTOKEN_CAPITAL) && linking_is_kind(l, k, PTOKEN_WORD)) ||
	       (ptoken_is(l->t, k, CLASS_LAW) && ptoken_has_flag(l->t, k, PTOKEN_CYRILLIC)) || is_latin_law(l, i);
}

/* What "of the" at the end leads to when it is no mention. */
static struct link blocked(const struct linking *l, size_t i, size_t from, bool of)
{
	struct link link = {.past = from};

	if (i == from && (is_unknown_name(l, i) || is_genitive_law(l, i) || is_protocol_letter(l, i)))
		link.kind = LINK_BLOCKED;
	if (of && is_back(l, i))
		link.kind = LINK_BACK;
	else if (of && i < l->t->count &&
	    (ptoken_is(l->t, i, CLASS_LAW | CLASS_TREATY | CLASS_REPORT | CLASS_UNIT) ||
	     (linking_is_kind(l, i, PTOKEN_WORD) && (l->t->token[i].flags & PTOKEN_CAPITAL) != 0 && !linking_begins_sentence(l, i))))
		link.kind = LINK_BLOCKED;
	link.past = i;
	return link;
}

/* Reads "of the …" from token i; `from` is where the reference ended. */
static struct link read_of(const struct linking *l, size_t i, size_t from)
{
	bool of = false, in = false, own = false, the = false;
	size_t k = i;

	for (; k < i + AHEAD_TOKENS && k < l->t->count && !linking_begins_sentence(l, k); k++) {
		size_t mention = mention_at(l, k);

		if (mention != l->count) {
			struct link link = linking_found(l, mention);

			if (!of && !in && (the || (k != i && i != from)))
				break;
			if (own && of && (link.generic || l->mention[mention].kind == INSTRUMENT_CONSTITUTION))
				link.kind = LINK_OWN;
			return link;
		}
		if (!is_between(l, k))
			break;
		of = of || (ptoken_is(l->t, k, CLASS_OF) && (k > i || !ptoken_is(l->t, k, CLASS_THE)));
		in = in || ptoken_is(l->t, k, CLASS_IN);
		own = own || ptoken_is(l->t, k, CLASS_OWN);
		the = the || ptoken_is(l->t, k, CLASS_THE);
	}
	if (k > i && ptoken_is(l->t, k - 1, CLASS_THE) && ptoken_is(l->t, k - 1, CLASS_OWN) &&
	    ptoken_is(l->t, k, CLASS_REPORT))
		of = true;
	return blocked(l, k, from, of);
}

/* "174, 405-баптары": what they are of stands before them, and what stands behind has its own. */
static bool is_unit_behind(const struct linking *l, size_t ref)
{
	const struct reference *r = &l->refs->ref[ref];

	for (size_t i = r->first; i < r->past && linking_is_kind(l, r->first, PTOKEN_NUMBER); i++)
		if (ptoken_is(l->t, i, CLASS_BEHIND))
			return true;
	return false;
}

struct link link_after(const struct linking *l, size_t ref)
{
	size_t from = l->refs->ref[ref].past, i = from, past;
	struct link link = in_bracket(l, i);

	if (link.kind != LINK_NOTHING || linking_begins_sentence(l, i) || is_unit_behind(l, ref))
		return link;
	i = skip_following(l, i);
	if (linking_is_kind(l, i, PTOKEN_STOP) && i > 1 && linking_is_kind(l, i - 1, PTOKEN_WORD) && ptoken_glued(l->t, i - 1) &&
	    ptoken_text(l->t, i - 1).len == 1 && linking_is_kind(l, i - 2, PTOKEN_NUMBER))
		from = ++i; /* "1o. constitucional" */
	past = linking_skip_bracket(l, i);
	i = past;
	while (linking_is_kind(l, i, PTOKEN_QUOTE) || (past == from && linking_is_kind(l, i, PTOKEN_CLOSE) && i < from + 1 &&
	                                       ptoken_is(l->t, i + 1, CLASS_OF)))
		i++;
	i = skip_aside(l, skip_all(l, i));
	i += linking_is_kind(l, i, PTOKEN_COMMA);
	if (skip_division(l, i) != i) {
		i = skip_division(l, i);
		past = i;
		i += linking_is_kind(l, i, PTOKEN_COMMA);
	}
	return read_of(l, i, past);
}
