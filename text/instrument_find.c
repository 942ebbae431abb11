#include "text/instrument_country.h"

#define ALIAS_TOKENS 14 /* of a bracket that names an alias */
#define ALIAS_BYTES 12

/* ---- protocols ---- */

/* "Optional Protocol to the" before a treaty's name makes it another instrument. */
static bool join_protocol(struct provision_context *c, const struct ptokens *t, struct mention *before,
                          const struct mention *treaty, uint32_t row)
{
	size_t k = before->past;

	if (before->kind != INSTRUMENT_PROTOCOL && before->kind != INSTRUMENT_OPTIONAL_PROTOCOL)
		return false;
	while (k < treaty->first && (ptoken_is(t, k, CLASS_OF | CLASS_ABOUT | CLASS_THE | CLASS_FILL | CLASS_IN) ||
	                             ptoken_is_kind(t, k, PTOKEN_APOSTROPHE)))
		k++;
	if (k != treaty->first || k == before->past)
		return false;
	before->past = treaty->past;
	if (row == NAME_NONE && treaty->known != KNOWN_NONE)
		row = c->known[treaty->known].row; /* "to that Convention" */
	if (before->generic || before->known == KNOWN_NONE) {
		uint32_t protocol = before->kind == INSTRUMENT_OPTIONAL_PROTOCOL && row != NAME_NONE
		                            ? instruments_protocol_to(c->in, row)
		                            : NAME_NONE;

		before->generic = false;
		before->known = protocol == NAME_NONE ? KNOWN_NONE
		                                      : known_put(c, instruments_row(c->in, protocol)->id,
		                                                  before->kind, protocol);
	}
	return true;
}

#define TREATY_AHEAD 4 /* words of a name that is not listed, up to its "Treaty" */

/* The treaty that a protocol known by its number belongs to, "echr" of "echr-p1"; empty: it is no such protocol. */
static struct span treaty_of_numbered(struct span id)
{
	size_t at = id.len;

	while (at > 0 && id.data[at - 1] >= '0' && id.data[at - 1] <= '9')
		at--;
	if (at == id.len || at < 3 || id.data[at - 1] != 'p' || id.data[at - 2] != '-')
		return span_of("");
	return span_make(id.data, at - 2);
}

/* A treaty that is not listed: "Amended Treaty on Fisheries" at k. */
static bool is_unlisted_treaty(const struct ptokens *t, size_t k)
{
	for (size_t n = 0; n < TREATY_AHEAD && ptoken_is_kind(t, k, PTOKEN_WORD) && ptoken_has_flag(t, k, PTOKEN_CAPITAL);
	     n++, k++)
		if (ptoken_is(t, k, CLASS_TREATY))
			return true;
	return false;
}

/* "Protocol No. 2 to the Treaty on Fisheries" is not the second to the Convention: which has no other name. */
static bool is_of_another(const struct provision_context *c, const struct ptokens *t, uint32_t row, size_t past)
{
	struct span treaty = treaty_of_numbered(instruments_row(c->in, row)->id);
	size_t k = past, end;
	struct name name;

	while (k < t->count && ptoken_is(t, k, CLASS_TO | CLASS_ABOUT | CLASS_IN | CLASS_OF | CLASS_THE) &&
	       !ptoken_has_flag(t, k, PTOKEN_SENTENCE))
		k++;
	if (treaty.len == 0 || k == past || k == t->count)
		return false;
	name = instrument_match(c, t, k, &end);
	if (name.of == NAME_INSTRUMENT)
		return !span_eq(instruments_row(c->in, name.value)->id, treaty);
	if (name.of == NAME_GENERIC && (enum instrument_kind)name.value == INSTRUMENT_CONVENTION)
		return instrument_is_another(t, k, end);
	return is_unlisted_treaty(t, k);
}

/* ---- (“the Convention”), (CC) ---- */

static void define_alias(struct provision_context *c, const struct ptokens *t, size_t i, size_t close,
                         uint32_t known)
{
	size_t past;
	bool quoted = false;

	for (size_t k = i; k < close; k++) {
		struct name name = instrument_match(c, t, k, &past);

		quoted = quoted || ptoken_is_kind(t, k, PTOKEN_QUOTE) || ptoken_is(t, k, CLASS_CALLED);
		if (name.of == NAME_GENERIC && ptoken_has_flag(t, k, PTOKEN_CAPITAL) && (quoted || close - i <= 2)) {
			c->alias_of[name.value] = known;
			return;
		}
		if (ptoken_is_letters(t, k) && name.of == NAME_NOTHING &&
		    ptoken_text(t, k).len <= ALIAS_BYTES && (quoted || close - i == 1)) {
			*strmap_put(&c->aliases, ptoken_text(t, k), NULL) = known + 1;
			return;
		}
	}
}

static void read_alias(struct provision_context *c, const struct ptokens *t, const struct mention *m)
{
	size_t i = m->past, close;

	if (m->known == KNOWN_NONE || m->generic || !ptoken_is_kind(t, i, PTOKEN_OPEN))
		return;
	close = ++i;
	while (close < t->count && close < i + ALIAS_TOKENS && !ptoken_is_kind(t, close, PTOKEN_CLOSE))
		close++;
	if (ptoken_is_kind(t, close, PTOKEN_CLOSE))
		define_alias(c, t, i, close, m->known);
}

/* ---- all of a passage ---- */

/* ": Human Dignity and Liberty", "on Human Dignity" behind "Basic Law", at i: of Israel's one of several. */
static bool is_titled(const struct ptokens *t, size_t i)
{
	return (ptoken_is_kind(t, i, PTOKEN_COLON) || ptoken_is(t, i, CLASS_ABOUT)) && ptoken_has_flag(t, i + 1, PTOKEN_CAPITAL);
}

static bool find_instrument(struct provision_context *c, const struct ptokens *t, uint32_t row, size_t first,
                            size_t past, bool note, struct mention *m)
{
	const struct instrument *i = instruments_row(c->in, row);
	struct around a = {.first = first, .past = past};

	m->kind = i->kind;
	m->letters = ptoken_has_flag(t, first, PTOKEN_CAPITALS);
	if (!span_eq_str(i->country, "*")) {
		m->known = is_of_another(c, t, row, past) ? KNOWN_NONE : known_put(c, i->id, i->kind, row);
		if (note && i->country.len == 2)
			instrument_note_country(c, i->country);
	} else {
		a = instrument_around(c, t, first, past);
		m->known = a.foreign ? KNOWN_NONE : instrument_national(c, i->id, i->kind, row, &a);
		if (m->known != KNOWN_NONE && is_titled(t, past) && span_eq_str(c->known[m->known].id, "il:constitution"))
			m->known = KNOWN_NONE;
		m->former = a.former;
		if (note && a.country.len != 0)
			instrument_note_country(c, a.country);
	}
	m->first = a.first;
	m->past = a.past;
	return true;
}

static bool find_alias(const struct provision_context *c, const struct ptokens *t, size_t i, struct mention *m)
{
	const uint32_t *known;

	if (c->aliases.count == 0 || !ptoken_is_letters(t, i))
		return false;
	known = strmap_get(&c->aliases, ptoken_text(t, i));
	if (known == NULL)
		return false;
	*m = (struct mention){.first = i, .past = i + 1, .known = *known - 1, .letters = true};
	m->kind = c->known[m->known].kind;
	return true;
}

#define SERIES_LEAST 1960 /* the first year of the Court's reports */
#define SERIES_MOST 2100

/* "ECHR 2011-III" is a volume of reports. */
static bool is_report_series(const struct provision_context *c, const struct ptokens *t, uint32_t row, size_t past)
{
	return span_eq_str(instruments_row(c->in, row)->id, "echr") && ptoken_has_flag(t, past - 1, PTOKEN_CAPITALS) &&
	       ptoken_is_kind(t, past, PTOKEN_NUMBER) && t->token[past].value >= SERIES_LEAST &&
	       t->token[past].value <= SERIES_MOST;
}

/* "the ICCPR Act", "Genocide Convention Bill": a country's law about a treaty. */
static bool is_act_on(const struct ptokens *t, size_t past)
{
	static const char *const words[] = {"Act", "Bill", "Ordinance", "Law"};

	for (size_t i = 0; i < sizeof words / sizeof *words && past < t->count; i++)
		if (span_eq_str(ptoken_text(t, past), words[i]))
			return true;
	return false;
}

/* The instrument named at token i. */
static bool find_at(struct provision_context *c, const struct ptokens *t, size_t i, bool note, struct mention *m,
                    uint32_t *row)
{
	size_t past = i + 1;
	struct name name = instrument_match(c, t, i, &past);

	memset(m, 0, sizeof *m);
	*row = NAME_NONE;
	m->known = KNOWN_NONE;
	if (name.of == NAME_INSTRUMENT &&
	    (is_report_series(c, t, name.value, past) ||
	     (is_act_on(t, past) && span_eq_str(instruments_row(c->in, name.value)->country, "-"))))
		return false;
	if (name.of == NAME_INSTRUMENT) {
		*row = name.value;
		return find_instrument(c, t, name.value, i, past, note, m);
	}
	if (name.of == NAME_GENERIC)
		return instrument_find_generic(c, t, name, i, past, m);
	if (find_alias(c, t, i, m))
		return true;
	if (!ptoken_is(t, i, CLASS_TREATY) || !ptoken_has_flag(t, i, PTOKEN_CAPITAL) || name_is_country(name))
		return false;
	*m = (struct mention){.first = i, .past = i + 1, .known = KNOWN_NONE, .kind = INSTRUMENT_CONVENTION};
	return true;
}

/* "Human Rights Act 1998", "Migration Act, 1958": "the 1998 Act" is this one. */
static void note_year(struct provision_context *c, const struct ptokens *t, const struct mention *m)
{
	size_t i = m->past + ptoken_is_kind(t, m->past, PTOKEN_COMMA);
	uint32_t *place;

	if (m->kind != INSTRUMENT_LAW)
		return;
	if (ptoken_is_kind(t, m->past - 1, PTOKEN_NUMBER))
		i = m->past - 1;
	if (!instrument_is_year(t, i))
		return;
	place = strmap_put(&c->years, ptoken_text(t, i), NULL);
	*place = *place == 0 || *place == m->known + 1 ? m->known + 1 : UINT32_MAX;
}

/* What a mention teaches about the document. */
static void note_mention(struct provision_context *c, const struct ptokens *t, const struct mention *m)
{
	struct known *k;

	if (m->known == KNOWN_NONE && !m->generic)
		c->last_of_kind[m->kind] = KNOWN_NONE; /* "that Convention" may be one that is not listed */
	if (m->known == KNOWN_NONE)
		return;
	read_alias(c, t, m);
	k = &c->known[m->known];
	if (!m->generic) {
		k->named = c->passage;
		instrument_note_kind(c, m->known);
		note_year(c, t, m);
	}
	if (k->words.len == 0)
		k->words = pool_span(&c->kept, span_sub(t->text, ptokens_range(t, m->first, m->past)));
}

void mentions_find(struct provision_context *c, const struct ptokens *t, struct mention **mention,
                   size_t *count, size_t *cap, bool note)
{
	*count = 0;
	for (size_t i = 0; i < t->count;) {
		struct mention m;
		uint32_t row;
		bool last = *count != 0;

		if ((t->token[i].word == 0 && c->aliases.count == 0) || ptoken_has_flag(t, i, PTOKEN_ADDRESS) ||
		    !find_at(c, t, i, note, &m, &row)) {
			i++;
			continue;
		}
		i = m.past > i ? m.past : i + 1;
		if (last && join_protocol(c, t, &(*mention)[*count - 1], &m, row)) {
			m = (*mention)[*count - 1];
		} else {
			if (last && m.first < (*mention)[*count - 1].past)
				m.first = (*mention)[*count - 1].past;
			ARRAY_GROW(*mention, *count, *cap);
			(*mention)[(*count)++] = m;
		}
		if (note)
			note_mention(c, t, &m);
	}
}
