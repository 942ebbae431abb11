#include "text/instrument_country.h"

#define NAME_GAP 2      /* marks passed over between two words of a name */
#define COUNTRY_BACK 6  /* tokens before "Criminal Code" in which its country may begin */
#define YEAR_FIRST 1700
#define YEAR_LAST 2099

bool instrument_is_year(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_NUMBER) && t->token[i].value >= YEAR_FIRST && t->token[i].value <= YEAR_LAST;
}

/* A mark of "(EU)". */
static bool is_of_bracket(const struct ptokens *t, size_t i)
{
	size_t word = ptoken_is_kind(t, i, PTOKEN_OPEN) ? i + 1 : i - 1;

	return ptoken_has_flag(t, word, PTOKEN_CAPITALS) && ptoken_is_kind(t, word - 1, PTOKEN_OPEN) && ptoken_is_kind(t, word + 1, PTOKEN_CLOSE);
}

/* Marks inside a name: "Women's", "Economic, Social", "ICCPR-OP1", "Protocol No. 1", "Convention (No. 87)", "(EU) 2016/679". */
static bool is_passed_over(const struct ptokens *t, size_t i)
{
	if (i >= t->count)
		return false;
	switch (t->token[i].kind) {
	case PTOKEN_APOSTROPHE:
	case PTOKEN_DASH:
	case PTOKEN_COMMA:
	case PTOKEN_STOP:
	case PTOKEN_NUMERO:
		return true;
	case PTOKEN_OPEN:
		return ptoken_is(t, i + 1, CLASS_NUMERO) || is_of_bracket(t, i);
	case PTOKEN_CLOSE:
		return is_of_bracket(t, i);
	case PTOKEN_SLASH:
		return ptoken_glued(t, i) && ptoken_is_kind(t, i - 1, PTOKEN_NUMBER) && ptoken_is_kind(t, i + 1, PTOKEN_NUMBER);
	default:
		return false;
	}
}

static bool fits_case(const struct provision_context *c, const struct ptokens *t, struct name name,
                      size_t first, size_t past)
{
	if (!name.capitals || c->query)
		return true;
	for (size_t i = first; i < past; i++)
		if (t->token[i].kind == PTOKEN_WORD && !ptoken_has_flag(t, i, PTOKEN_CAPITALS))
			return false;
	return true;
}

/* The country of what has none named with it. */
static struct span default_country(const struct provision_context *c)
{
	bool known = c->country_known || (c->country_settled && !c->several_countries);

	return span_make(c->country, known ? sizeof c->country : 0);
}

bool instrument_is_behind_number(const struct ptokens *t, size_t i)
{
	if (ptoken_glued(t, i) || ptoken_has_flag(t, i, PTOKEN_SENTENCE))
		return false; /* "95/46/CE" */
	while (i > 0 && ptoken_is(t, i - 1, CLASS_OF) && ptoken_text(t, i - 1).len > 1)
		i--;
	i -= i > 0 && ptoken_is_kind(t, i - 1, PTOKEN_COMMA);
	if (i > 1 && ptoken_is(t, i - 1, CLASS_PARAGRAPH) && ptoken_is(t, i - 2, CLASS_ORDINAL))
		return true; /* "secondo comma, Cost." */
	return i > 0 &&
	       (ptoken_is_kind(t, i - 1, PTOKEN_NUMBER) || ptoken_is(t, i - 1, CLASS_BIS) || ptoken_is_kind(t, i - 1, PTOKEN_CLOSE) || ptoken_is_kind(t, i - 1, PTOKEN_NUMERO) ||
	        (ptoken_is_kind(t, i - 1, PTOKEN_WORD) && (ptoken_text(t, i - 1).len == 1 || roman_value(ptoken_text(t, i - 1), false) != 0)));
}

/* Whether a name of some countries only is one here: a document's of such a country, behind a number. */
static bool fits_home(const struct provision_context *c, const struct ptokens *t, struct name name, size_t i)
{
	struct span country = default_country(c), homes;

	if (name.home == 0)
		return true;
	homes = instruments_home(c->in, name.home);
	for (size_t at = 0; country.len != 0 && at + 2 <= homes.len; at += 3)
		if (memcmp(homes.data + at, country.data, 2) == 0)
			return instrument_is_behind_number(t, i);
	return false;
}

struct name instrument_match(const struct provision_context *c, const struct ptokens *t, size_t i, size_t *past)
{
	struct name best = {NAME_NOTHING, 0, false, 0};
	uint32_t place = instruments_step(c->in, NAME_ROOT, t->token[i].word);

	for (size_t k = i; place != NAME_NONE; k++) {
		struct name name = instruments_name(c->in, place);
		size_t gap = 0;

		if (name.of != NAME_NOTHING && fits_case(c, t, name, i, k + 1) && fits_home(c, t, name, i)) {
			best = name;
			*past = k + 1;
		}
		while (gap < NAME_GAP && is_passed_over(t, k + 1)) {
			k++;
			gap++;
		}
		if (k + 1 >= t->count || ptoken_has_flag(t, k + 1, PTOKEN_SENTENCE | PTOKEN_ADDRESS))
			break;
		place = instruments_step(c->in, place, t->token[k + 1].word);
	}
	return best;
}

bool name_is_country(struct name name)
{
	return name.of == NAME_COUNTRY || name.of == NAME_ADJECTIVE;
}

/* ---- what is known ---- */

uint32_t known_put(struct provision_context *c, struct span id, enum instrument_kind kind, uint32_t row)
{
	bool is_new;
	uint32_t *place = strmap_put(&c->known_ids, id, &is_new);
	struct known k = {.id = id, .kind = kind, .row = row};

	if (!is_new)
		return *place;
	*place = (uint32_t)c->known_count;
	k.id = pool_span(&c->kept, id);
	k.last = row == NAME_NONE ? 0 : instruments_row(c->in, row)->last;
	ARRAY_GROW(c->known, c->known_count, c->known_cap);
	c->known[c->known_count] = k;
	return (uint32_t)c->known_count++;
}

void instrument_note_country(struct provision_context *c, struct span country)
{
	if (c->country_known)
		return;
	if (!c->country_settled)
		memcpy(c->country, country.data, sizeof c->country);
	else if (memcmp(c->country, country.data, sizeof c->country) != 0)
		c->several_countries = true;
	c->country_settled = true;
}

/* ---- a country's own ---- */

/* Past "Республикасы" behind a country at i, where it is part of its name. */
static size_t past_state(const struct ptokens *t, size_t i)
{
	return i + (ptoken_is(t, i, CLASS_STATE) && ptoken_has_flag(t, i, PTOKEN_CYRILLIC) && !ptoken_is(t, i, CLASS_AND));
}

/* "Kazakhstan's new", "the 1997", "the former" before token around->first. */
static void look_left(const struct provision_context *c, const struct ptokens *t, struct around *a)
{
	size_t i = a->first;

	while (i > 0 && a->first - i < COUNTRY_BACK && !ptoken_has_flag(t, i, PTOKEN_SENTENCE)) {
		size_t k = i - 1;

		if (instrument_is_year(t, k))
			a->year = t->token[k].value;
		else if (ptoken_is(t, k, CLASS_FORMER))
			a->former = true;
		else if (!ptoken_is(t, k, CLASS_FILL) && !ptoken_is_kind(t, k, PTOKEN_APOSTROPHE) &&
		         !(ptoken_is_kind(t, k, PTOKEN_WORD) && ptoken_text(t, k).len == 1 && k > 0 &&
		           ptoken_is_kind(t, k - 1, PTOKEN_APOSTROPHE)))
			break;
		i = k;
	}
	if (a->year != 0 || a->former)
		a->first = i;
	for (size_t k = i; k > 0 && i - k < COUNTRY_BACK; k--) {
		size_t past;
		struct name name = instrument_match(c, t, k - 1, &past);

		if (name_is_country(name) && past_state(t, past) == i) {
			a->country = instruments_country(c->in, name.value);
			a->first = k - 1;
		}
	}
	while (a->country.len != 0 && a->first > 0 && ptoken_is(t, a->first - 1, CLASS_STATE) &&
	       (ptoken_has_flag(t, a->first - 1, PTOKEN_CAPITAL) || ptoken_is(t, a->first - 2, CLASS_STATE)))
		a->first--;
}

static size_t look_year(const struct ptokens *t, size_t i, struct around *a)
{
	size_t k = i;

	while (k < i + 2 && (ptoken_is(t, k, CLASS_OF) || ptoken_is_kind(t, k, PTOKEN_OPEN) || ptoken_is_kind(t, k, PTOKEN_COMMA)))
		k++;
	if (!instrument_is_year(t, k) || ptoken_is_kind(t, k + 1, PTOKEN_SLASH))
		return i;
	a->year = t->token[k].value;
	return k + 1 + ptoken_is_kind(t, k + 1, PTOKEN_CLOSE);
}

/* "République", of "la République française". */
static bool is_state(const struct ptokens *t, size_t i)
{
	return ptoken_is(t, i, CLASS_STATE) && ptoken_has_flag(t, i, PTOKEN_CAPITAL);
}

/* "of the Republic of Kazakhstan", "français", "de la République française", "РК" behind token a->past. */
static void look_right(const struct provision_context *c, const struct ptokens *t, struct around *a)
{
	size_t i = look_year(t, a->past, a), k = i, past;
	bool of = false, in = false;

	a->past = i;
	for (; k < i + COUNTRY_AHEAD && k < t->count && !ptoken_has_flag(t, k, PTOKEN_SENTENCE); k++) {
		struct name name = instrument_match(c, t, k, &past);

		if (name_is_country(name) && (name.of != NAME_ADJECTIVE || k == i || is_state(t, k - 1)) &&
		    (!in || of || k <= i + 2)) {
			a->country = instruments_country(c->in, name.value);
			a->past = look_year(t, past, a);
			return;
		}
		of = of || ptoken_is(t, k, CLASS_OF);
		in = in || (ptoken_is(t, k, CLASS_IN) && !ptoken_is(t, k, CLASS_OF));
		if (!ptoken_is(t, k, CLASS_OF | CLASS_IN | CLASS_THE | CLASS_STATE) &&
		    !ptoken_is_kind(t, k, PTOKEN_APOSTROPHE) && !(k == i && span_eq_str(ptoken_text(t, k), "for")))
			break;
	}
	/* "Constitution of UNESCO": somebody else's. */
	a->foreign = of && k < t->count && ptoken_is_kind(t, k, PTOKEN_WORD) && ptoken_has_flag(t, k, PTOKEN_CAPITAL) &&
	             !ptoken_has_flag(t, k, PTOKEN_SENTENCE) && !ptoken_is(t, k, CLASS_UNIT) && k > i;
}

#define SENTENCE_BACK 60 /* tokens before a code, in which its sentence must begin */

static size_t sentence_start(const struct ptokens *t, size_t i)
{
	size_t k = i;

	while (k > 0 && i - k < SENTENCE_BACK && !ptoken_has_flag(t, k, PTOKEN_SENTENCE))
		k--;
	return k;
}

/* "In Kazakhstan, …", where its sentence begins so; empty: it does not. */
static struct span country_ahead(const struct provision_context *c, const struct ptokens *t, size_t start)
{
	size_t past;
	struct name name = instrument_match(c, t, start + 1, &past);

	if (ptoken_is(t, start, CLASS_IN) && name.of == NAME_COUNTRY && ptoken_is_kind(t, past, PTOKEN_COMMA))
		return instruments_country(c->in, name.value);
	return span_of("");
}

/* "Kazakhstan … its Criminal Code": the only country of its sentence, where nobody speaks of another; empty: none. */
static struct span country_owning(const struct provision_context *c, const struct ptokens *t, size_t start, size_t i)
{
	uint32_t found = NAME_NONE;

	for (size_t k = start; k < i;) {
		size_t past = k + 1;
		struct name name = instrument_match(c, t, k, &past);

		if (ptoken_is(t, k, CLASS_SPEAKS) || (name_is_country(name) && found != NAME_NONE && name.value != found))
			return span_of("");
		if (name.of == NAME_COUNTRY)
			found = name.value;
		k = past;
	}
	return found == NAME_NONE ? span_of("") : instruments_country(c->in, found);
}

static bool is_its(const struct ptokens *t, size_t i)
{
	static const char *const words[] = {"its", "their", "son", "su", "своего", "своей"};

	for (size_t n = 0; n < sizeof words / sizeof *words; n++)
		if (span_eq_str(ptoken_text(t, i), words[n]))
			return true;
	return false;
}

/* The country of a code by its sentence; empty: it tells none. */
static struct span country_by_sentence(const struct provision_context *c, const struct ptokens *t, size_t first)
{
	size_t start = sentence_start(t, first);
	struct span country = country_ahead(c, t, start);

	if (country.len == 0 && first > start && is_its(t, first - 1))
		country = country_owning(c, t, start, first - 1);
	return country;
}

struct around instrument_around(const struct provision_context *c, const struct ptokens *t, size_t first,
                                 size_t past)
{
	struct around a = {.first = first, .past = past};

	look_right(c, t, &a);
	if (a.country.len == 0) {
		look_left(c, t, &a);
	} else {
		struct span country = a.country;

		look_left(c, t, &a);
		a.country = country;
	}
	if (a.country.len != 0)
		a.foreign = false;
	else if (!a.foreign)
		a.country = country_by_sentence(c, t, a.first);
	return a;
}

uint32_t instrument_national(struct provision_context *c, struct span id, enum instrument_kind kind,
                         uint32_t row, const struct around *a)
{
	struct span country = a->country.len != 0 ? a->country : default_country(c);
	size_t plain;

	buf_clear(&c->text);
	if (country.len != 0) {
		buf_add_span(&c->text, country);
		buf_add_char(&c->text, ':');
	}
	buf_add_span(&c->text, id);
	plain = c->text.len;
	if (a->year != 0) {
		buf_addf(&c->text, "-%u", a->year);
		if (a->former || instruments_find(c->in, buf_span(&c->text)) != NAME_NONE)
			return known_put(c, buf_span(&c->text), kind, NAME_NONE);
		c->text.len = plain;
	} else if (a->former) {
		row = instruments_replaced(c->in, buf_span(&c->text));
		if (row == NAME_NONE)
			return KNOWN_NONE;
		return known_put(c, instruments_row(c->in, row)->id, kind, row);
	}
	return known_put(c, buf_span(&c->text), kind, row);
}
