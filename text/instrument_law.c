/* instrument_law.c: laws by their names: "Law on Mass Media", "Unlawful Activities (Prevention) Act". */
#include "text/instrument_country.h"

#include "text/provision_stem.h"

#define LAW_WORDS 6  /* words of a law's name; a longer one is not certain to end where it seems to */
#define LAW_BYTES 72
#define LAW_BRACKET 6 /* words of "(Prevention of Atrocities)" */

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

/* That of "Counter-Terrorism". */
static bool is_hyphen(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_DASH) && ptoken_glued(t, i) && ptoken_is_kind(t, i + 1, PTOKEN_WORD) && ptoken_glued(t, i + 1);
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
	for (; i < t->count && i - first < LAW_WORDS + 2 && (ptoken_is_kind(t, i, PTOKEN_WORD) || is_hyphen(t, i)); i++) {
		bool joins = ptoken_is(t, i, CLASS_AND | CLASS_OF | CLASS_ABOUT | CLASS_THE) || is_hyphen(t, i);

		if ((capital && !joins && !ptoken_has_flag(t, i, PTOKEN_CAPITAL) && !is_hyphen(t, i - 1)) || (i > first && is_of_country(c, t, i)) ||
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

static bool is_bill_of_rights(const struct ptokens *t, size_t i)
{
	return span_eq_str(ptoken_text(t, i), "Bill") && span_eq_str(ptoken_text(t, i + 1), "of") && span_eq_str(ptoken_text(t, i + 2), "Rights");
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
	     !span_eq_str(ptoken_text(t, k), "Regulation") && !is_bill_of_rights(t, k))) /* "Regulation of Gatherings Act" */
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

/* The first token of "(Prevention of Atrocities)" that closes at k, capitals and "of" alone; k if none does, or nothing stands before it. */
static size_t over_bracket(const struct ptokens *t, size_t k)
{
	size_t open = k;

	if (!ptoken_is_kind(t, k, PTOKEN_CLOSE))
		return k;
	while (open > 1 && k - open < LAW_BRACKET && ptoken_is_kind(t, open - 1, PTOKEN_WORD) &&
	       (ptoken_has_flag(t, open - 1, PTOKEN_CAPITAL) || ptoken_is(t, open - 1, CLASS_OF | CLASS_AND)))
		open--;
	return open > 1 && open < k && ptoken_is_kind(t, open - 1, PTOKEN_OPEN) ? open - 1 : k;
}

/* Whether the token is a country's name or adjective, or the last of such a name: "New Zealand". */
static bool ends_country(const struct provision_context *c, const struct ptokens *t, size_t k)
{
	size_t past;

	return name_is_country(instrument_match(c, t, k, &past)) ||
	       (k > 0 && ptoken_has_flag(t, k - 1, PTOKEN_CAPITAL) && instrument_match(c, t, k - 1, &past).of == NAME_COUNTRY && past == k + 1);
}

/* "Criminal Procedure Act", "Anti-Terrorism Law": the name's first token, `i` if there is none. */
static size_t law_left(const struct provision_context *c, const struct ptokens *t, size_t i)
{
	size_t first = i, most = LAW_WORDS;

	while (first > 0 && i - first < most && !ptoken_has_flag(t, first, PTOKEN_SENTENCE)) {
		size_t k = first - 1, open = first == i ? over_bracket(t, k) : k;

		if (open != k) {
			most += first - open;
			k = open - 1;
		}
		if (ptoken_is_kind(t, k, PTOKEN_DASH) && k > 0 && ptoken_glued(t, first))
			k--;
		else if (ptoken_is(t, k, CLASS_AND) && ptoken_has_flag(t, k - 1, PTOKEN_CAPITAL))
			k--;
		if (!ptoken_is_kind(t, k, PTOKEN_WORD) || !ptoken_has_flag(t, k, PTOKEN_CAPITAL) ||
		    ptoken_is(t, k, CLASS_THE | CLASS_OF | CLASS_IN | CLASS_A | CLASS_FORMER | CLASS_UNIT) ||
		    (ptoken_is(t, k, CLASS_FILL) && (first == i || !is_in_names(t, k))) ||
		    (ptoken_is(t, k, CLASS_TO | CLASS_ABOUT) && ptoken_has_flag(t, k, PTOKEN_CAPITALS)) || /* "DEMOCRACY THROUGH LAW" */
		    ends_country(c, t, k))
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

/* "Decree Law", "Federal Decree-Law", "Real Decreto-ley": kinds of laws, and no law's name. */
static bool is_laws_only(const struct ptokens *t, size_t left, size_t first, bool is_left)
{
	static const char *const makers[] = {"Federal", "Royal", "Presidential", "Legislative", "Organic", "Real"};
	bool laws = false;

	for (size_t n = 0; n < sizeof makers / sizeof *makers && left < first; n++)
		if (span_eq_str(ptoken_text(t, left), makers[n]) && left + 1 < first) {
			left++;
			break;
		}
	for (; left < first && (ptoken_is(t, left, CLASS_LAW) || (laws && ptoken_is_kind(t, left, PTOKEN_DASH))); left++)
		laws = true;
	return is_left && left == first;
}

/* "Draft", "proposed" before the token: what is not in force has articles of its own. */
static bool is_draft(const struct ptokens *t, size_t i)
{
	static const char *const words[] = {"draft", "Draft", "proposed", "Proposed"};

	for (size_t n = 0; n < sizeof words / sizeof *words && i > 0; n++)
		if (span_eq_str(ptoken_text(t, i - 1), words[n]))
			return true;
	return false;
}

bool instrument_find_law(struct provision_context *c, const struct ptokens *t, size_t first, size_t past,
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
	good = whole && slug.len <= LAW_BYTES && !a.foreign && !a.former && !is_draft(t, left);
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
