#include "text/instrument_country.h"

/* The only instrument of a kind that the document has named, or the one it calls so. */
static uint32_t known_of_kind(const struct provision_context *c, enum instrument_kind kind)
{
	if (c->alias_of[kind] != KNOWN_NONE)
		return c->alias_of[kind];
	return c->several_of_kind[kind] ? KNOWN_NONE : c->of_kind[kind];
}

/* "the 1998 Act": the only law of that year. */
static uint32_t known_of_year(const struct provision_context *c, struct span year)
{
	const uint32_t *place = strmap_get(&c->years, year);

	return place == NULL || *place == UINT32_MAX ? KNOWN_NONE : *place - 1;
}

/* The Optional Protocol to the Covenant names the Covenant, too: "the Covenant" is that one, if no other is named. */
static void note_treaty(struct provision_context *c, uint32_t protocol)
{
	uint32_t row = c->known[protocol].row, treaty = row == NAME_NONE ? NAME_NONE : instruments_treaty_of(c->in, row);
	enum instrument_kind kind;

	if (treaty == NAME_NONE)
		return;
	kind = instruments_row(c->in, treaty)->kind;
	if (c->of_kind[kind] == KNOWN_NONE)
		c->of_kind[kind] = known_put(c, instruments_row(c->in, treaty)->id, kind, treaty);
}

void instrument_note_kind(struct provision_context *c, uint32_t known)
{
	enum instrument_kind kind = c->known[known].kind;

	c->last_of_kind[kind] = known;
	if (c->of_kind[kind] == KNOWN_NONE)
		c->of_kind[kind] = known;
	else if (c->of_kind[kind] != known)
		c->several_of_kind[kind] = true;
	if (kind == INSTRUMENT_OPTIONAL_PROTOCOL)
		note_treaty(c, known);
}

/* "the same Convention": the one named last; "that Convention" only if it was named in this passage. */
static uint32_t same_of_kind(const struct provision_context *c, const struct ptokens *t, size_t word,
                             enum instrument_kind kind)
{
	static const char *const same[] = {"same", "latter", "même", "mismo", "misma"};
	uint32_t known = c->last_of_kind[kind];

	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		if (span_eq_str(ptoken_text(t, word), same[i]))
			return known;
	if (known == KNOWN_NONE || c->known[known].named == c->passage)
		return known;
	return known_of_kind(c, kind);
}

static bool is_proper(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_WORD) && ptoken_has_flag(t, i, PTOKEN_CAPITAL) &&
	       !ptoken_is(t, i, CLASS_THE | CLASS_OF | CLASS_IN | CLASS_AND | CLASS_FILL | CLASS_UNIT | CLASS_STATE |
	                            CLASS_CHAIN | CLASS_GAP | CLASS_A | CLASS_SEE | CLASS_FORMER);
}

/* "para Prevenir" */
static bool is_for(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_WORD) && span_eq_str(ptoken_text(t, i), "para") && ptoken_has_flag(t, i + 1, PTOKEN_CAPITAL);
}

bool instrument_is_another(const struct ptokens *t, size_t first, size_t past)
{
	size_t k = past;
	bool about = ptoken_is(t, k, CLASS_ABOUT) && !ptoken_has_flag(t, k, PTOKEN_SENTENCE);
	bool of = ptoken_is(t, k, CLASS_OF);

	if (first > 0 && is_proper(t, first - 1) && !ptoken_has_flag(t, first, PTOKEN_SENTENCE) &&
	    !ptoken_has_flag(t, first - 1, PTOKEN_ADDRESS))
		return true;
	if (is_proper(t, k) && !ptoken_has_flag(t, k, PTOKEN_SENTENCE) && ptoken_is_kind(t, k, PTOKEN_WORD) &&
	    (ptoken_is(t, k + 1, CLASS_ABOUT | CLASS_OF) || is_for(t, k + 1)))
		return true; /* "Convenção Interamericana para Prevenir e Punir a Tortura" */
	while ((about || of) && k < past + 4 && (ptoken_is(t, k, CLASS_ABOUT | CLASS_OF | CLASS_THE) ||
	                                         ptoken_is_kind(t, k, PTOKEN_APOSTROPHE)))
		k++;
	if (k == past || !is_proper(t, k) || ptoken_has_flag(t, k, PTOKEN_SENTENCE))
		return false;
	return !ptoken_is(t, k, CLASS_BODY) || ptoken_is(t, k + 1, CLASS_OF);
}

/* "Protocol II", "Protocol No. 4", "Law No. 12": another than "the Protocol", "the Law". */
static bool is_numbered(const struct ptokens *t, size_t past, enum instrument_kind kind)
{
	bool numero = ptoken_is(t, past, CLASS_NUMERO) || ptoken_is_kind(t, past, PTOKEN_NUMERO), number = ptoken_is_kind(t, past, PTOKEN_NUMBER);

	if (kind == INSTRUMENT_LAW)
		return numero || (number && ptoken_is(t, past + 1, CLASS_OF));
	return (kind == INSTRUMENT_PROTOCOL || kind == INSTRUMENT_OPTIONAL_PROTOCOL) &&
	       (numero || number || (ptoken_is_kind(t, past, PTOKEN_WORD) && roman_value(ptoken_text(t, past), false) != 0));
}

static bool is_generic_case(const struct provision_context *c, const struct ptokens *t, size_t i,
                            enum instrument_kind kind)
{
	return ptoken_has_flag(t, i, PTOKEN_CAPITAL) || c->query ||
	       (kind == INSTRUMENT_CODE && ptoken_has_flag(t, i, PTOKEN_CYRILLIC));
}

/* Past "Российской Федерации" at i; i if no country stands there. */
static size_t country_past(const struct provision_context *c, const struct ptokens *t, size_t i, uint32_t *country)
{
	for (size_t k = i; k < i + COUNTRY_AHEAD && k < t->count; k++) {
		size_t past;
		struct name name = instrument_match(c, t, k, &past);

		if (name_is_country(name)) {
			*country = name.value;
			return past;
		}
		if (!ptoken_is(t, k, CLASS_STATE))
			break;
	}
	return i;
}

/* "Кодекс Республики Казахстан об административных правонарушениях": the country inside the name. */
static bool find_parted(struct provision_context *c, const struct ptokens *t, size_t first, size_t past,
                        struct mention *m)
{
	uint32_t country, place = instruments_step(c->in, NAME_ROOT, t->token[first].word);
	size_t i = country_past(c, t, past, &country);
	struct name name = {NAME_NOTHING, 0, false, 0};
	struct around a = {.first = first};

	if (i == past || past != first + 1)
		return false;
	for (; i < t->count && name.of != NAME_INSTRUMENT; i++) {
		place = place == NAME_NONE ? NAME_NONE : instruments_step(c->in, place, t->token[i].word);
		if (place == NAME_NONE)
			return false;
		name = instruments_name(c->in, place);
	}
	if (name.of != NAME_INSTRUMENT)
		return false;
	a.country = instruments_country(c->in, country);
	m->known = instrument_national(c, instruments_row(c->in, name.value)->id, instruments_row(c->in, name.value)->kind,
	                    name.value, &a);
	m->past = i;
	m->generic = false;
	return true;
}

/* "artículo 16 constitucional", "artículo 1o. constitucional", "20, apartado A, constitucional": the adjective behind a number or its paragraph. */
static bool find_adjective(struct provision_context *c, const struct ptokens *t, size_t first, struct mention *m)
{
	uint32_t row = instruments_find(c->in, span_of("constitution"));
	size_t k = first;
	struct around a;

	while (k > 0 && (ptoken_is_kind(t, k - 1, PTOKEN_STOP) || ptoken_is_kind(t, k - 1, PTOKEN_NUMERO)))
		k--;
	if (k > 1 && ptoken_glued(t, k - 1) && ptoken_text(t, k - 1).len == 1 && ptoken_text(t, k - 1).data[0] == 'o')
		k--;
	if (row == NAME_NONE || k == 0 || (!ptoken_is_kind(t, k - 1, PTOKEN_NUMBER) && !instrument_is_behind_number(t, first)))
		return false;
	a = instrument_around(c, t, first, first + 1);
	m->known = instrument_national(c, instruments_row(c->in, row)->id, INSTRUMENT_CONSTITUTION, row, &a);
	m->generic = false;
	return true;
}

bool instrument_find_generic(struct provision_context *c, const struct ptokens *t, struct name name, size_t first,
                         size_t past, struct mention *m)
{
	enum instrument_kind kind = (enum instrument_kind)name.value;

	m->first = first;
	m->past = past;
	m->kind = kind;
	m->generic = true;
	m->known = KNOWN_NONE;
	if (kind == INSTRUMENT_CONSTITUTION)
		return find_adjective(c, t, first, m);
	if (kind == INSTRUMENT_CODE && find_parted(c, t, first, past, m))
		return true;
	if ((kind == INSTRUMENT_LAW || kind == INSTRUMENT_CODE) && instrument_find_law(c, t, first, past, kind, m)) {
		m->generic = false;
		return true;
	}
	if (!is_generic_case(c, t, first, kind))
		return false;
	if (is_numbered(t, past, kind) || instrument_is_another(t, first, past))
		m->generic = false;
	else if (first > 0 && ptoken_is(t, first - 1, CLASS_SAME))
		m->known = same_of_kind(c, t, first - 1, kind);
	else if (kind == INSTRUMENT_LAW && first > 0 && instrument_is_year(t, first - 1))
		m->known = known_of_year(c, ptoken_text(t, first - 1));
	else
		m->known = known_of_kind(c, kind);
	return true;
}
