#include "text/instrument_country.h"

#include "text/provision_stem.h"

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

/* "the draft law to the President": no "Law to Prevent Torture". */
static bool is_sent_to(const struct ptokens *t, size_t about)
{
	return span_eq_str(ptoken_text(t, about), "to") &&
	       (!ptoken_has_flag(t, about - 1, PTOKEN_CAPITAL) || ptoken_is(t, about + 1, CLASS_THE));
}

/* "of Armenia", "of the Republic of Armenia" at i: whose law it is, and no part of its name. */
static bool is_of_country(const struct provision_context *c, const struct ptokens *t, size_t i)
{
	size_t past;

	if (!ptoken_is(t, i, CLASS_OF))
		return false;
	while (ptoken_is(t, i, CLASS_OF | CLASS_THE | CLASS_STATE))
		i++;
	return i < t->count && name_is_country(instrument_match(c, t, i, &past));
}

/* "Law on Mass Media", "law on mass media;": the token past the name's, `past` if there is no name. */
static size_t law_right(const struct provision_context *c, const struct ptokens *t, size_t past)
{
	size_t i = past + 1 + ptoken_is_kind(t, past + 1, PTOKEN_QUOTE), first, end;
	bool capital;

	if (!ptoken_is(t, past, CLASS_ABOUT) || ptoken_has_flag(t, past, PTOKEN_CAPITAL) || is_sent_to(t, past))
		return past;
	while (ptoken_is(t, i, CLASS_THE))
		i++;
	first = end = i;
	capital = ptoken_has_flag(t, i, PTOKEN_CAPITAL);
	for (; i < t->count && i - first < LAW_WORDS + 2 && ptoken_is_kind(t, i, PTOKEN_WORD); i++) {
		bool joins = ptoken_is(t, i, CLASS_AND | CLASS_OF | CLASS_ABOUT | CLASS_THE);

		if ((capital && !joins && !ptoken_has_flag(t, i, PTOKEN_CAPITAL)) || (i > first && is_of_country(c, t, i)) ||
		    ptoken_is(t, i, CLASS_UNIT))
			break;
		if (!joins)
			end = i + 1;
	}
	if (end == first || end - first > LAW_WORDS)
		return past;
	/* In small letters it is a name only where it plainly ends: "the law on mass media;", but no draft's */
	if (!capital && past > 1 && span_eq_str(ptoken_text(t, past - 2), "draft"))
		return past;
	return capital || ((!ptoken_is_kind(t, i, PTOKEN_WORD) || ptoken_is(t, i, CLASS_UNIT)) && is_law_on(t, past)) ? end : past;
}

/* "Prevention of" before the token: the name goes on to the left; `first` if it does not. */
static size_t over_preposition(const struct ptokens *t, size_t first)
{
	size_t k = first;

	if (k > 1 && ptoken_is(t, k - 1, CLASS_THE) && ptoken_is(t, k - 2, CLASS_ABOUT))
		k--; /* "Offences against the Person" */
	if (k < 2 || !ptoken_is(t, k - 1, CLASS_OF | CLASS_ABOUT | CLASS_IN | CLASS_TO) ||
	    (ptoken_has_flag(t, k - 1, PTOKEN_CAPITAL) && !ptoken_is(t, k - 1, CLASS_ABOUT)) || ptoken_is(t, k - 1, CLASS_UNIT))
		return first;
	k -= 2;
	if (!ptoken_is_kind(t, k, PTOKEN_WORD) || !ptoken_has_flag(t, k, PTOKEN_CAPITAL) || ptoken_text(t, k).len == 1 ||
	    roman_value(ptoken_text(t, k), false) != 0 ||
	    (ptoken_is(t, k, CLASS_UNIT | CLASS_PARAGRAPH | CLASS_DIVISION | CLASS_THE | CLASS_IN | CLASS_LAW | CLASS_TREATY) &&
	     !span_eq_str(ptoken_text(t, k), "Regulation"))) /* "Regulation of Gatherings Act" */
		return first;
	return k;
}

/* "National", of the "National Security Act", where other words of its class ("new", "said") are of no name. */
static bool is_in_names(const struct ptokens *t, size_t i)
{
	static const char *const words[] = {"National", "International", "Federal", "European", "Interim"};

	for (size_t n = 0; n < sizeof words / sizeof *words; n++)
		if (span_eq_str(ptoken_text(t, i), words[n]))
			return true;
	return false;
}

/* "Criminal Procedure Act", "Anti-Terrorism Law": the name's first token, `i` if there is none. */
static size_t law_left(const struct provision_context *c, const struct ptokens *t, size_t i)
{
	size_t first = i, past;

	while (first > 0 && i - first < LAW_WORDS && !ptoken_has_flag(t, first, PTOKEN_SENTENCE)) {
		size_t k = first - 1;

		if (ptoken_is_kind(t, k, PTOKEN_DASH) && k > 0 && ptoken_glued(t, first))
			k--;
		else if (ptoken_is(t, k, CLASS_AND) && ptoken_has_flag(t, k - 1, PTOKEN_CAPITAL))
			k--;
		if (!ptoken_is_kind(t, k, PTOKEN_WORD) || !ptoken_has_flag(t, k, PTOKEN_CAPITAL) ||
		    ptoken_is(t, k, CLASS_THE | CLASS_OF | CLASS_IN | CLASS_A | CLASS_FORMER | CLASS_UNIT) ||
		    (ptoken_is(t, k, CLASS_FILL) && (first == i || !is_in_names(t, k))) ||
		    name_is_country(instrument_match(c, t, k, &past)))
			break;
		first = k;
	}
	/* nor is "Republic Act", which has a number for its name */
	if (first + 1 == i && ptoken_is(t, first, CLASS_STATE) && !ptoken_is(t, first, CLASS_AND) && !ptoken_has_flag(t, i, PTOKEN_SENTENCE))
		return i;
	/* "International Humanitarian Law" is no law's name, the "Public Order Act" is. */
	return ptoken_is(t, first, CLASS_COMMON) && i - first <= 2 && (t->token[i].at.end - t->token[i].at.start) == 3 &&
	                       (t->text.data[t->token[i].at.start] | 0x20) == 'l'
	               ? i
	               : first;
}

/* "the Nationality, " before the token: the name's first words, one each, if "the" stands before them; `first` if not. */
static size_t over_list(const struct ptokens *t, size_t first)
{
	size_t k = first;

	while (k > 2 && first - k < LAW_WORDS && ptoken_is_kind(t, k - 1, PTOKEN_COMMA) && ptoken_is_kind(t, k - 2, PTOKEN_WORD) &&
	       ptoken_has_flag(t, k - 2, PTOKEN_CAPITAL) && !ptoken_is(t, k - 2, CLASS_LAW | CLASS_TREATY | CLASS_UNIT))
		k -= 2;
	return k > 0 && ptoken_is(t, k - 1, CLASS_THE) && !ptoken_has_flag(t, k - 1, PTOKEN_CAPITAL) ? k : first;
}

/*
 * The same over "Prevention of" and "Immigration, ": *whole tells whether it is certain that the name
 * begins there. It is not at the beginning of a sentence, where any word is capital, nor of a "Law", as
 * in "Violations of Press Law", nor behind a comma.
 */
static size_t law_left_whole(const struct provision_context *c, const struct ptokens *t, size_t i, bool *whole)
{
	bool act = t->token[i].at.end - t->token[i].at.start == 3 && (t->text.data[t->token[i].at.start] | 0x20) == 'a';
	size_t left = law_left(c, t, i), over;

	*whole = true;
	if (left == i)
		return i;
	while (!ptoken_has_flag(t, left, PTOKEN_SENTENCE) && (over = over_preposition(t, left)) != left &&
	       i - over < LAW_WORDS) {
		*whole = *whole && act && !ptoken_has_flag(t, over, PTOKEN_SENTENCE);
		left = law_left(c, t, over);
	}
	for (size_t k = left; k < i; k++) {
		if (!ptoken_is(t, k, CLASS_AND) || left < 2 || !ptoken_is_kind(t, left - 1, PTOKEN_COMMA) ||
		    !ptoken_has_flag(t, left - 2, PTOKEN_CAPITAL))
			continue;
		over = over_list(t, left);
		*whole = *whole && act && over != left;
		return over;
	}
	return left;
}

/* "Decree Law": kinds of laws, and no law's name. */
static bool is_laws_only(const struct ptokens *t, size_t left, size_t first, bool is_left)
{
	while (left < first && ptoken_is(t, left, CLASS_LAW))
		left++;
	return is_left && left == first;
}

/* A law, or a code of a kind that is not listed, named at [first, past); false if it has no name. */
static bool find_law(struct provision_context *c, const struct ptokens *t, size_t first, size_t past,
                     enum instrument_kind kind, struct mention *m)
{
	size_t right = kind == INSTRUMENT_LAW ? law_right(c, t, past) : past, left = first;
	struct around a;
	struct buf slug;
	bool good, whole = true;

	if (right == past)
		left = law_left_whole(c, t, first, &whole);
	if ((right == past && left == first) || is_laws_only(t, left, first, right == past))
		return false;
	buf_init(&slug);
	for (size_t i = right != past ? past + 1 : left; i < (right != past ? right : first); i++)
		if (ptoken_is_kind(t, i, PTOKEN_WORD))
			slug_add(&slug, t, i, &c->text);
		else if (ptoken_is(t, i, CLASS_AND))
			buf_add_str(&slug, "-and"); /* "&" */
	slug_add(&slug, t, past - 1, &c->text);
	a = instrument_around(c, t, left, right);
	good = whole && slug.len <= LAW_BYTES && !a.foreign && !a.former;
	for (size_t i = 0; i < slug.len; i++)
		good = good && (unsigned char)slug.data[i] < 0x80;
	if (good && a.year != 0)
		a.year = 0; /* "the 1997 Pensions Act" is the Pensions Act */
	m->known = good ? instrument_national(c, buf_span(&slug), kind, NAME_NONE, &a) : KNOWN_NONE;
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

/* "the 1998 Act": the only law of that year. */
static uint32_t known_of_year(const struct provision_context *c, struct span year)
{
	const uint32_t *place = strmap_get(&c->years, year);

	return place == NULL || *place == UINT32_MAX ? KNOWN_NONE : *place - 1;
}

void instrument_note_kind(struct provision_context *c, uint32_t known)
{
	enum instrument_kind kind = c->known[known].kind;

	c->last_of_kind[kind] = known;
	if (c->of_kind[kind] == KNOWN_NONE)
		c->of_kind[kind] = known;
	else if (c->of_kind[kind] != known)
		c->several_of_kind[kind] = true;
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

bool instrument_is_another(const struct ptokens *t, size_t first, size_t past)
{
	size_t k = past;
	bool about = ptoken_is(t, k, CLASS_ABOUT) && !ptoken_has_flag(t, k, PTOKEN_SENTENCE);
	bool of = ptoken_is(t, k, CLASS_OF);

	if (first > 0 && is_proper(t, first - 1) && !ptoken_has_flag(t, first, PTOKEN_SENTENCE) &&
	    !ptoken_has_flag(t, first - 1, PTOKEN_ADDRESS))
		return true;
	while ((about || of) && k < past + 4 && (ptoken_is(t, k, CLASS_ABOUT | CLASS_OF | CLASS_THE) ||
	                                         ptoken_is_kind(t, k, PTOKEN_APOSTROPHE)))
		k++;
	if (k == past || !is_proper(t, k) || ptoken_has_flag(t, k, PTOKEN_SENTENCE))
		return false;
	return !ptoken_is(t, k, CLASS_BODY) || ptoken_is(t, k + 1, CLASS_OF);
}

/* "Protocol II", "Protocol No. 4": another than "the Protocol". */
static bool is_numbered(const struct ptokens *t, size_t past, enum instrument_kind kind)
{
	return (kind == INSTRUMENT_PROTOCOL || kind == INSTRUMENT_OPTIONAL_PROTOCOL) &&
	       (ptoken_is(t, past, CLASS_NUMERO) || ptoken_is_kind(t, past, PTOKEN_NUMBER) ||
	        (ptoken_is_kind(t, past, PTOKEN_WORD) && roman_value(ptoken_text(t, past), false) != 0));
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
	if ((kind == INSTRUMENT_LAW || kind == INSTRUMENT_CODE) && find_law(c, t, first, past, kind, m)) {
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
