#include "text/provision_parts.h"

#include "text/provision_words.h"

#define NAME_GAP 2      /* marks passed over between two words of a name */
#define COUNTRY_BACK 6  /* tokens before "Criminal Code" in which its country may begin */
#define COUNTRY_AHEAD 9 /* tokens behind it in which its country must begin */
#define YEAR_FIRST 1700
#define YEAR_LAST 2099
#define ALIAS_TOKENS 14 /* of a bracket that names an alias */
#define ALIAS_BYTES 12

static bool is_kind(const struct ptokens *t, size_t i, enum ptoken_kind kind)
{
	return i < t->count && t->token[i].kind == (uint8_t)kind;
}

static bool has_flag(const struct ptokens *t, size_t i, uint8_t flag)
{
	return i < t->count && (t->token[i].flags & flag) != 0;
}

static bool is_year(const struct ptokens *t, size_t i)
{
	return is_kind(t, i, PTOKEN_NUMBER) && t->token[i].value >= YEAR_FIRST && t->token[i].value <= YEAR_LAST;
}

/* Marks inside a name: "Women's", "Economic, Social", "ICCPR-OP1", "Protocol No. 1". */
static bool is_passed_over(const struct ptokens *t, size_t i)
{
	return is_kind(t, i, PTOKEN_APOSTROPHE) || is_kind(t, i, PTOKEN_DASH) || is_kind(t, i, PTOKEN_COMMA) ||
	       is_kind(t, i, PTOKEN_STOP) || is_kind(t, i, PTOKEN_NUMERO);
}

static bool fits_case(const struct provision_context *c, const struct ptokens *t, struct name name,
                      size_t first, size_t past)
{
	if (!name.capitals || c->query)
		return true;
	for (size_t i = first; i < past; i++)
		if (t->token[i].kind == PTOKEN_WORD && !has_flag(t, i, PTOKEN_CAPITALS))
			return false;
	return true;
}

struct name instrument_match(const struct provision_context *c, const struct ptokens *t, size_t i, size_t *past)
{
	struct name best = {NAME_NOTHING, 0, false};
	uint32_t place = instruments_step(c->in, NAME_ROOT, t->token[i].word);

	for (size_t k = i; place != NAME_NONE; k++) {
		struct name name = instruments_name(c->in, place);
		size_t gap = 0;

		if (name.of != NAME_NOTHING && fits_case(c, t, name, i, k + 1)) {
			best = name;
			*past = k + 1;
		}
		while (gap < NAME_GAP && is_passed_over(t, k + 1)) {
			k++;
			gap++;
		}
		if (k + 1 >= t->count || has_flag(t, k + 1, PTOKEN_SENTENCE | PTOKEN_ADDRESS))
			break;
		place = instruments_step(c->in, place, t->token[k + 1].word);
	}
	return best;
}

static bool is_country(struct name name)
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

/* The country of what has none named with it. */
static struct span default_country(const struct provision_context *c)
{
	bool known = c->country_known || (c->country_settled && !c->several_countries);

	return span_make(c->country, known ? sizeof c->country : 0);
}

static void note_country(struct provision_context *c, struct span country)
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

/* What stands around "Criminal Code". */
struct around {
	size_t first, past;
	struct span country; /* empty: none named */
	uint32_t year;
	bool former, foreign;
};

/* "Kazakhstan's new", "the 1997", "the former" before token around->first. */
static void look_left(const struct provision_context *c, const struct ptokens *t, struct around *a)
{
	size_t i = a->first;

	while (i > 0 && a->first - i < COUNTRY_BACK && !has_flag(t, i, PTOKEN_SENTENCE)) {
		size_t k = i - 1;

		if (is_year(t, k))
			a->year = t->token[k].value;
		else if (ptoken_is(t, k, CLASS_FORMER))
			a->former = true;
		else if (!ptoken_is(t, k, CLASS_FILL) && !is_kind(t, k, PTOKEN_APOSTROPHE) &&
		         !(is_kind(t, k, PTOKEN_WORD) && ptoken_text(t, k).len == 1 && k > 0 &&
		           is_kind(t, k - 1, PTOKEN_APOSTROPHE)))
			break;
		i = k;
	}
	if (a->year != 0 || a->former)
		a->first = i;
	for (size_t k = i; k > 0 && i - k < COUNTRY_BACK; k--) {
		size_t past;
		struct name name = instrument_match(c, t, k - 1, &past);

		if (is_country(name) && past == i) {
			a->country = instruments_country(c->in, name.value);
			a->first = k - 1;
		}
	}
	while (a->country.len != 0 && a->first > 0 && ptoken_is(t, a->first - 1, CLASS_STATE) &&
	       (has_flag(t, a->first - 1, PTOKEN_CAPITAL) || ptoken_is(t, a->first - 2, CLASS_STATE)))
		a->first--;
}

static size_t look_year(const struct ptokens *t, size_t i, struct around *a)
{
	size_t k = i;

	while (k < i + 2 && (ptoken_is(t, k, CLASS_OF) || is_kind(t, k, PTOKEN_OPEN) || is_kind(t, k, PTOKEN_COMMA)))
		k++;
	if (!is_year(t, k) || is_kind(t, k + 1, PTOKEN_SLASH))
		return i;
	a->year = t->token[k].value;
	return k + 1 + is_kind(t, k + 1, PTOKEN_CLOSE);
}

/* "of the Republic of Kazakhstan", "français", "РК" behind token a->past. */
static void look_right(const struct provision_context *c, const struct ptokens *t, struct around *a)
{
	size_t i = look_year(t, a->past, a), k = i, past;
	bool of = false, in = false;

	a->past = i;
	for (; k < i + COUNTRY_AHEAD && k < t->count && !has_flag(t, k, PTOKEN_SENTENCE); k++) {
		struct name name = instrument_match(c, t, k, &past);

		if (is_country(name) && (name.of == NAME_ADJECTIVE ? k == i : true) && (!in || of || k <= i + 2)) {
			a->country = instruments_country(c->in, name.value);
			a->past = look_year(t, past, a);
			return;
		}
		of = of || ptoken_is(t, k, CLASS_OF);
		in = in || (ptoken_is(t, k, CLASS_IN) && !ptoken_is(t, k, CLASS_OF));
		if (!ptoken_is(t, k, CLASS_OF | CLASS_IN | CLASS_THE | CLASS_STATE) &&
		    !is_kind(t, k, PTOKEN_APOSTROPHE))
			break;
	}
	/* "Constitution of UNESCO": somebody else's. */
	a->foreign = of && k < t->count && is_kind(t, k, PTOKEN_WORD) && has_flag(t, k, PTOKEN_CAPITAL) &&
	             !has_flag(t, k, PTOKEN_SENTENCE) && !ptoken_is(t, k, CLASS_UNIT) && k > i;
}

static struct around look_around(const struct provision_context *c, const struct ptokens *t, size_t first,
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
	return a;
}

/* The instrument "country:id", of a year where it was replaced; KNOWN_NONE where that is not known. */
static uint32_t national(struct provision_context *c, struct span id, enum instrument_kind kind,
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

/* ---- laws by their names ---- */

#define LAW_WORDS 6  /* words of a law's name; a longer one is not certain to end where it seems to */
#define LAW_BYTES 48

static void slug_add(struct buf *slug, const struct ptokens *t, size_t i, struct buf *folded)
{
	ptoken_fold(folded, ptoken_text(t, i));
	if (span_eq_str(buf_span(folded), "the") || span_eq_str(buf_span(folded), "s"))
		return;
	if (slug->len != 0)
		buf_add_char(slug, '-');
	buf_add_span(slug, buf_span(folded));
}

static bool is_law_on(const struct ptokens *t, size_t about)
{
	struct span word = ptoken_text(t, about - 1), preposition = ptoken_text(t, about);

	return word.len == 3 && (word.data[0] | 0x20) == 'l' &&
	       (span_eq_str(preposition, "on") || span_eq_str(preposition, "concerning") ||
	        span_eq_str(preposition, "regarding"));
}

/* "Law on Mass Media", "law on mass media;": the token past the name's, `past` if there is no name. */
static size_t law_right(const struct ptokens *t, size_t past)
{
	size_t i = past + 1 + is_kind(t, past + 1, PTOKEN_QUOTE), first, end;
	bool capital;

	if (!ptoken_is(t, past, CLASS_ABOUT) || has_flag(t, past, PTOKEN_CAPITAL))
		return past;
	while (ptoken_is(t, i, CLASS_THE))
		i++;
	first = end = i;
	capital = has_flag(t, i, PTOKEN_CAPITAL);
	for (; i < t->count && i - first < LAW_WORDS + 2 && is_kind(t, i, PTOKEN_WORD); i++) {
		bool joins = ptoken_is(t, i, CLASS_AND | CLASS_OF | CLASS_ABOUT | CLASS_THE);

		if (capital && !joins && !has_flag(t, i, PTOKEN_CAPITAL))
			break;
		if (!joins)
			end = i + 1;
	}
	if (end == first || end - first > LAW_WORDS)
		return past;
	/* In small letters it is a name only where it plainly ends: "the law on mass media;" */
	return capital || (!is_kind(t, i, PTOKEN_WORD) && is_law_on(t, past)) ? end : past;
}

/* "Criminal Procedure Act", "Anti-Terrorism Law": the name's first token, `i` if there is none. */
static size_t law_left(const struct provision_context *c, const struct ptokens *t, size_t i)
{
	size_t first = i, past;

	while (first > 0 && i - first < LAW_WORDS && !has_flag(t, first, PTOKEN_SENTENCE)) {
		size_t k = first - 1;

		if (is_kind(t, k, PTOKEN_DASH) && k > 0 && ptoken_glued(t, first))
			k--;
		else if (ptoken_is(t, k, CLASS_AND) && has_flag(t, k - 1, PTOKEN_CAPITAL))
			k--;
		if (!is_kind(t, k, PTOKEN_WORD) || !has_flag(t, k, PTOKEN_CAPITAL) ||
		    ptoken_is(t, k, CLASS_THE | CLASS_OF | CLASS_IN | CLASS_A | CLASS_FILL | CLASS_FORMER | CLASS_UNIT) ||
		    is_country(instrument_match(c, t, k, &past)))
			break;
		first = k;
	}
	/* "International Humanitarian Law" is no law's name, the "Public Order Act" is. */
	return ptoken_is(t, first, CLASS_COMMON) && i - first <= 2 && (t->token[i].at.end - t->token[i].at.start) == 3 &&
	                       (t->text.data[t->token[i].at.start] | 0x20) == 'l'
	               ? i
	               : first;
}

/* A law, or a code of a kind that is not listed, named at [first, past); false if it has no name. */
static bool find_law(struct provision_context *c, const struct ptokens *t, size_t first, size_t past,
                     enum instrument_kind kind, struct mention *m)
{
	size_t right = kind == INSTRUMENT_LAW ? law_right(t, past) : past, left = first;
	struct around a;
	struct buf slug;
	bool good;

	if (right == past)
		left = law_left(c, t, first);
	if (right == past && left == first)
		return false;
	buf_init(&slug);
	for (size_t i = right != past ? past + 1 : left; i < (right != past ? right : first); i++)
		if (is_kind(t, i, PTOKEN_WORD))
			slug_add(&slug, t, i, &c->text);
	slug_add(&slug, t, past - 1, &c->text);
	a = look_around(c, t, left, right);
	good = slug.len <= LAW_BYTES && !a.foreign && !a.former;
	for (size_t i = 0; i < slug.len; i++)
		good = good && (unsigned char)slug.data[i] < 0x80;
	if (good && a.year != 0)
		a.year = 0; /* "the 1997 Pensions Act" is the Pensions Act */
	m->known = good ? national(c, buf_span(&slug), kind, NAME_NONE, &a) : KNOWN_NONE;
	m->first = a.first;
	m->past = a.past;
	buf_release(&slug);
	return true;
}

/* ---- "the Covenant" ---- */

/* The only instrument of a kind that the document has named, or the one it calls so. */
static uint32_t known_of_kind(const struct provision_context *c, enum instrument_kind kind)
{
	if (c->alias_of[kind] != KNOWN_NONE)
		return c->alias_of[kind];
	return c->several_of_kind[kind] ? KNOWN_NONE : c->of_kind[kind];
}

static void note_kind(struct provision_context *c, uint32_t known)
{
	enum instrument_kind kind = c->known[known].kind;

	c->last_of_kind[kind] = known;
	if (c->of_kind[kind] == KNOWN_NONE)
		c->of_kind[kind] = known;
	else if (c->of_kind[kind] != known)
		c->several_of_kind[kind] = true;
}

static bool is_proper(const struct ptokens *t, size_t i)
{
	return is_kind(t, i, PTOKEN_WORD) && has_flag(t, i, PTOKEN_CAPITAL) &&
	       !ptoken_is(t, i, CLASS_THE | CLASS_OF | CLASS_IN | CLASS_AND | CLASS_FILL | CLASS_UNIT | CLASS_STATE |
	                            CLASS_CHAIN | CLASS_GAP | CLASS_A | CLASS_SEE | CLASS_FORMER);
}

/* "Vienna Convention", "Charter of Fundamental Rights", "Convention on Cybercrime": not "the Convention". */
static bool is_another(const struct ptokens *t, size_t first, size_t past)
{
	size_t k = past;
	bool about = ptoken_is(t, k, CLASS_ABOUT) && !has_flag(t, k, PTOKEN_SENTENCE);
	bool of = ptoken_is(t, k, CLASS_OF);

	if (first > 0 && is_proper(t, first - 1) && !has_flag(t, first, PTOKEN_SENTENCE) &&
	    !has_flag(t, first - 1, PTOKEN_ADDRESS))
		return true;
	while ((about || of) && k < past + 4 && (ptoken_is(t, k, CLASS_ABOUT | CLASS_OF | CLASS_THE) ||
	                                         is_kind(t, k, PTOKEN_APOSTROPHE)))
		k++;
	if (k == past || !is_proper(t, k) || has_flag(t, k, PTOKEN_SENTENCE))
		return false;
	return !ptoken_is(t, k, CLASS_BODY) || ptoken_is(t, k + 1, CLASS_OF);
}

static bool is_generic_case(const struct provision_context *c, const struct ptokens *t, size_t i,
                            enum instrument_kind kind)
{
	return has_flag(t, i, PTOKEN_CAPITAL) || c->query ||
	       (kind == INSTRUMENT_CODE && has_flag(t, i, PTOKEN_CYRILLIC));
}

/* Past "Российской Федерации" at i; i if no country stands there. */
static size_t country_past(const struct provision_context *c, const struct ptokens *t, size_t i, uint32_t *country)
{
	for (size_t k = i; k < i + COUNTRY_AHEAD && k < t->count; k++) {
		size_t past;
		struct name name = instrument_match(c, t, k, &past);

		if (is_country(name)) {
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
	struct name name = {NAME_NOTHING, 0, false};
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
	m->known = national(c, instruments_row(c->in, name.value)->id, instruments_row(c->in, name.value)->kind,
	                    name.value, &a);
	m->past = i;
	m->generic = false;
	return true;
}

static bool find_generic(struct provision_context *c, const struct ptokens *t, struct name name, size_t first,
                         size_t past, struct mention *m)
{
	enum instrument_kind kind = (enum instrument_kind)name.value;

	m->first = first;
	m->past = past;
	m->kind = kind;
	m->generic = true;
	m->known = KNOWN_NONE;
	if (kind == INSTRUMENT_CODE && find_parted(c, t, first, past, m))
		return true;
	if ((kind == INSTRUMENT_LAW || kind == INSTRUMENT_CODE) && find_law(c, t, first, past, kind, m)) {
		m->generic = false;
		return true;
	}
	if (!is_generic_case(c, t, first, kind))
		return false;
	if (is_another(t, first, past))
		m->generic = false;
	else if (first > 0 && ptoken_is(t, first - 1, CLASS_SAME))
		m->known = c->last_of_kind[kind];
	else
		m->known = known_of_kind(c, kind);
	return true;
}

/* ---- protocols ---- */

/* "Optional Protocol to the" before a treaty's name makes it another instrument. */
static bool join_protocol(struct provision_context *c, const struct ptokens *t, struct mention *before,
                          const struct mention *treaty, uint32_t row)
{
	size_t k = before->past;

	if (before->kind != INSTRUMENT_PROTOCOL && before->kind != INSTRUMENT_OPTIONAL_PROTOCOL)
		return false;
	while (k < treaty->first && (ptoken_is(t, k, CLASS_OF | CLASS_ABOUT | CLASS_THE | CLASS_FILL | CLASS_IN) ||
	                             is_kind(t, k, PTOKEN_APOSTROPHE)))
		k++;
	if (k != treaty->first || k == before->past)
		return false;
	before->past = treaty->past;
	if (before->generic) {
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

/* ---- (“the Convention”), (CC) ---- */

static void define_alias(struct provision_context *c, const struct ptokens *t, size_t i, size_t close,
                         uint32_t known)
{
	size_t past;
	bool quoted = false;

	for (size_t k = i; k < close; k++) {
		struct name name = instrument_match(c, t, k, &past);

		quoted = quoted || is_kind(t, k, PTOKEN_QUOTE) || ptoken_is(t, k, CLASS_CALLED);
		if (name.of == NAME_GENERIC && has_flag(t, k, PTOKEN_CAPITAL) && (quoted || close - i <= 2)) {
			c->alias_of[name.value] = known;
			c->known[known].called = true;
			return;
		}
		if (has_flag(t, k, PTOKEN_CAPITALS) && name.of == NAME_NOTHING &&
		    ptoken_text(t, k).len <= ALIAS_BYTES && (quoted || close - i == 1)) {
			*strmap_put(&c->aliases, ptoken_text(t, k), NULL) = known + 1;
			return;
		}
	}
}

static void read_alias(struct provision_context *c, const struct ptokens *t, const struct mention *m)
{
	size_t i = m->past, close;

	if (m->known == KNOWN_NONE || m->generic || !is_kind(t, i, PTOKEN_OPEN))
		return;
	close = ++i;
	while (close < t->count && close < i + ALIAS_TOKENS && !is_kind(t, close, PTOKEN_CLOSE))
		close++;
	if (is_kind(t, close, PTOKEN_CLOSE))
		define_alias(c, t, i, close, m->known);
}

/* ---- all of a passage ---- */

static bool find_instrument(struct provision_context *c, const struct ptokens *t, uint32_t row, size_t first,
                            size_t past, bool note, struct mention *m)
{
	const struct instrument *i = instruments_row(c->in, row);
	struct around a = {.first = first, .past = past};

	m->kind = i->kind;
	m->letters = has_flag(t, first, PTOKEN_CAPITALS);
	if (!span_eq_str(i->country, "*")) {
		m->known = known_put(c, i->id, i->kind, row);
	} else {
		a = look_around(c, t, first, past);
		m->known = a.foreign ? KNOWN_NONE : national(c, i->id, i->kind, row, &a);
		m->former = a.former;
		if (note && a.country.len != 0)
			note_country(c, a.country);
	}
	m->first = a.first;
	m->past = a.past;
	return true;
}

static bool find_alias(const struct provision_context *c, const struct ptokens *t, size_t i, struct mention *m)
{
	const uint32_t *known;

	if (c->aliases.count == 0 || !has_flag(t, i, PTOKEN_CAPITALS))
		return false;
	known = strmap_get(&c->aliases, ptoken_text(t, i));
	if (known == NULL)
		return false;
	*m = (struct mention){.first = i, .past = i + 1, .known = *known - 1, .letters = true};
	m->kind = c->known[m->known].kind;
	return true;
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
	if (name.of == NAME_INSTRUMENT) {
		*row = name.value;
		return find_instrument(c, t, name.value, i, past, note, m);
	}
	if (name.of == NAME_GENERIC)
		return find_generic(c, t, name, i, past, m);
	if (find_alias(c, t, i, m))
		return true;
	if (!ptoken_is(t, i, CLASS_TREATY) || !has_flag(t, i, PTOKEN_CAPITAL) || is_country(name))
		return false;
	*m = (struct mention){.first = i, .past = i + 1, .known = KNOWN_NONE, .kind = INSTRUMENT_CONVENTION};
	return true;
}

/* What a mention teaches about the document. */
static void note_mention(struct provision_context *c, const struct ptokens *t, const struct mention *m)
{
	struct known *k;

	if (m->known == KNOWN_NONE)
		return;
	read_alias(c, t, m);
	k = &c->known[m->known];
	if (!m->generic) {
		k->named = c->passage;
		note_kind(c, m->known);
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

		if ((t->token[i].word == 0 && c->aliases.count == 0) || has_flag(t, i, PTOKEN_ADDRESS) ||
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
