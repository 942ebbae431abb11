#include "text/provision_link.h"

#define AHEAD_TOKENS 9    /* between a reference and "Criminal Code": of the Republic's new … */
#define BRACKET_TOKENS 16 /* of a bracket between them */
#define CHAIN_TOKENS 14
#define BEFORE_TOKENS 16
#define BEFORE_BYTES 90
#define LETTERS_MOST 5 /* bytes of "CrPC": longer ones are words of a heading */
#define NUMBERED_TOKENS 16 /* of "Decree No. 5 of 12 March, " */
#define SENTENCE_TOKENS 200 /* of a sentence, before a reference: what is further off is not its */

static bool is_kind(const struct linking *l, size_t i, enum ptoken_kind kind)
{
	return ptoken_is_kind(l->t, i, kind);
}

static bool begins_sentence(const struct linking *l, size_t i)
{
	return i < l->t->count && (l->t->token[i].flags & PTOKEN_SENTENCE) != 0;
}

/* The mention that begins at token i; l->count if none does. */
static size_t mention_at(const struct linking *l, size_t i)
{
	size_t k = ARRAY_FIRST(l->mention, l->count, first, i);

	return k < l->count && l->mention[k].first == i ? k : l->count;
}

/* The last mention that ends at or before token i; l->count if there is none. */
static size_t mention_before(const struct linking *l, size_t i)
{
	size_t k = ARRAY_FIRST(l->mention, l->count, past, i + 1);

	return k == 0 ? l->count : k - 1;
}

/* Past a short bracket at i that holds no reference: "(freedom of expression)". */
static size_t skip_bracket(const struct linking *l, size_t i)
{
	size_t k = i + 1;

	if (!is_kind(l, i, PTOKEN_OPEN))
		return i;
	while (k < i + BRACKET_TOKENS && k < l->t->count && !is_kind(l, k, PTOKEN_CLOSE)) {
		if (ptoken_is(l->t, k, CLASS_UNIT) && (is_kind(l, k + 1, PTOKEN_NUMBER) || is_kind(l, k + 1, PTOKEN_STOP)))
			return i;
		k++;
	}
	return is_kind(l, k, PTOKEN_CLOSE) ? k + 1 : i;
}

static struct link found(const struct linking *l, size_t mention)
{
	struct link link = {.kind = LINK_MENTION, .mention = mention, .past = l->mention[mention].past};

	link.generic = l->mention[mention].generic;
	return link;
}

/* "Article 19 (ICCPR)" */
static struct link in_bracket(const struct linking *l, size_t i)
{
	struct link nothing = {.past = i};
	size_t k = i + 1 + ptoken_is(l->t, i + 1, CLASS_THE), mention;

	if (!is_kind(l, i, PTOKEN_OPEN))
		return nothing;
	mention = mention_at(l, k);
	if (mention == l->count || !is_kind(l, l->mention[mention].past, PTOKEN_CLOSE))
		return nothing;
	return found(l, mention);
}

static bool is_between(const struct linking *l, size_t i)
{
	return ptoken_is(l->t, i, CLASS_OF | CLASS_IN | CLASS_THE | CLASS_FILL | CLASS_FORMER | CLASS_OWN) ||
	       is_kind(l, i, PTOKEN_APOSTROPHE) || is_kind(l, i, PTOKEN_QUOTE) ||
	       (is_kind(l, i, PTOKEN_NUMBER) && l->t->token[i].value > 1000) ||
	       (ptoken_is(l->t, i, CLASS_STATE) && !ptoken_is(l->t, i, CLASS_AND));
}

/* Past "of Chapter IX", or "Part I" behind a comma, at i; i if it does not stand there. */
static size_t skip_division(const struct linking *l, size_t i)
{
	bool of = ptoken_is(l->t, i, CLASS_OF | CLASS_IN);
	size_t k = i + of;

	while (k < i + 3 && ptoken_is(l->t, k, CLASS_THE))
		k++;
	if ((!of && !is_kind(l, i - 1, PTOKEN_COMMA)) || !ptoken_is(l->t, k, CLASS_DIVISION))
		return i;
	k++;
	if (is_kind(l, k, PTOKEN_NUMBER) || (is_kind(l, k, PTOKEN_WORD) && ptoken_text(l->t, k).len <= 5 &&
	                                     roman_value(ptoken_text(l->t, k), false) != 0))
		k++;
	return k;
}

/* "Section 144 CrPC": letters right behind it that are the name of something not listed; no heading. */
static bool is_unknown_name(const struct linking *l, size_t i)
{
	return ptoken_is_letters(l->t, i) && ptoken_text(l->t, i).len <= LETTERS_MOST && !begins_sentence(l, i) &&
	       !ptoken_is_letters(l->t, i + 1) && !ptoken_is(l->t, i, CLASS_AND | CLASS_OF | CLASS_IN | CLASS_CHAIN);
}

/* Past "et suivants", "ff.", "Satz 2", or "combinés" before "de la", at i; i if they do not stand there. */
static size_t skip_following(const struct linking *l, size_t i)
{
	size_t k = i + ptoken_is(l->t, i, CLASS_AND);

	if (ptoken_is(l->t, i, CLASS_PHRASE) && is_kind(l, i + 1, PTOKEN_NUMBER))
		return i + 2;
	if (k == i && ptoken_is(l->t, i, CLASS_CHAIN) && ptoken_is(l->t, i + 1, CLASS_OF) && !ptoken_is(l->t, i, CLASS_IN))
		return i + 1;
	return ptoken_is(l->t, k, CLASS_FOLLOWING) ? k + 1 + is_kind(l, k + 1, PTOKEN_STOP) : i;
}

/* Past ", as amended in 2012," or ", first sentence," at i, where "of the" follows; i if it does not. */
static size_t skip_aside(const struct linking *l, size_t i)
{
	size_t k = i + 1;

	if (!is_kind(l, i, PTOKEN_COMMA) || ptoken_is(l->t, k, CLASS_OF))
		return i;
	if (ptoken_is(l->t, k, CLASS_ORDINAL) && ptoken_is(l->t, k + 1, CLASS_PHRASE) && is_kind(l, k + 2, PTOKEN_COMMA))
		return k + 2;
	for (; k < i + BRACKET_TOKENS && k < l->t->count && !begins_sentence(l, k); k++) {
		if (ptoken_is(l->t, k, CLASS_UNIT))
			return i;
		if (is_kind(l, k, PTOKEN_COMMA) && ptoken_is(l->t, k + 1, CLASS_OF) && !ptoken_is(l->t, k + 1, CLASS_THE) && k > i + 1)
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

	for (size_t n = 0; n < sizeof endings / sizeof *endings && is_kind(l, i, PTOKEN_WORD); n++)
		found = found || span_ends(ptoken_text(l->t, i), endings[n]);
	return found && ptoken_has_flag(l->t, i, PTOKEN_CYRILLIC);
}

/* "Федерального конституционного закона", "Нормативного постановления" right behind a reference: its law, not listed. */
static bool is_genitive_law(const struct linking *l, size_t i)
{
	size_t k = i;

	if (begins_sentence(l, i))
		return false;
	while (k < i + ADJECTIVES_MOST && is_genitive(l, k))
		k++;
	return (k > i && ptoken_has_flag(l->t, i, PTOKEN_CAPITAL) && is_kind(l, k, PTOKEN_WORD)) ||
	       (ptoken_is(l->t, k, CLASS_LAW) && ptoken_has_flag(l->t, k, PTOKEN_CYRILLIC));
}

/* What "of the" at the end leads to when it is no mention. */
static struct link blocked(const struct linking *l, size_t i, size_t from, bool of)
{
	struct link link = {.past = from};

	if (i == from && (is_unknown_name(l, i) || is_genitive_law(l, i)))
		link.kind = LINK_BLOCKED;
	if (of && is_back(l, i))
		of = false;
	if (of && i < l->t->count &&
	    (ptoken_is(l->t, i, CLASS_LAW | CLASS_TREATY | CLASS_REPORT | CLASS_UNIT) ||
	     (is_kind(l, i, PTOKEN_WORD) && (l->t->token[i].flags & PTOKEN_CAPITAL) != 0 && !begins_sentence(l, i))))
		link.kind = LINK_BLOCKED;
	link.past = i;
	return link;
}

/* Reads "of the …" from token i; `from` is where the reference ended. */
static struct link read_of(const struct linking *l, size_t i, size_t from)
{
	bool of = false, in = false, own = false, the = false;
	size_t k = i;

	for (; k < i + AHEAD_TOKENS && k < l->t->count && !begins_sentence(l, k); k++) {
		size_t mention = mention_at(l, k);

		if (mention != l->count) {
			struct link link = found(l, mention);

			if (!of && !in && (the || (k != i && i != from)))
				break;
			if (own && of && (link.generic || l->mention[mention].kind == INSTRUMENT_CONSTITUTION))
				link.kind = LINK_OWN;
			return link;
		}
		if (!is_between(l, k))
			break;
		of = of || ptoken_is(l->t, k, CLASS_OF);
		in = in || ptoken_is(l->t, k, CLASS_IN);
		own = own || ptoken_is(l->t, k, CLASS_OWN);
		the = the || ptoken_is(l->t, k, CLASS_THE);
	}
	if (k > i && ptoken_is(l->t, k - 1, CLASS_THE) && ptoken_is(l->t, k - 1, CLASS_OWN) &&
	    ptoken_is(l->t, k, CLASS_REPORT))
		of = true;
	return blocked(l, k, from, of);
}

struct link link_after(const struct linking *l, size_t ref)
{
	size_t from = l->refs->ref[ref].past, i = from, past;
	struct link link = in_bracket(l, i);

	if (link.kind != LINK_NOTHING || begins_sentence(l, i))
		return link;
	i = skip_following(l, i);
	if (is_kind(l, i, PTOKEN_STOP) && i > 1 && is_kind(l, i - 1, PTOKEN_WORD) && ptoken_glued(l->t, i - 1) &&
	    ptoken_text(l->t, i - 1).len == 1 && is_kind(l, i - 2, PTOKEN_NUMBER))
		from = ++i; /* "1o. constitucional" */
	past = skip_bracket(l, i);
	i = past;
	while (is_kind(l, i, PTOKEN_QUOTE) || (past == from && is_kind(l, i, PTOKEN_CLOSE) && i < from + 1 &&
	                                       ptoken_is(l->t, i + 1, CLASS_OF)))
		i++;
	i = skip_aside(l, i);
	i += is_kind(l, i, PTOKEN_COMMA);
	if (skip_division(l, i) != i) {
		i = skip_division(l, i);
		past = i;
		i += is_kind(l, i, PTOKEN_COMMA);
	}
	return read_of(l, i, past);
}

struct link link_inside(const struct linking *l, size_t ref)
{
	const struct reference *r = &l->refs->ref[ref];
	struct link nothing = {.past = r->past};
	size_t mention;

	if (r->colon == 0)
		return nothing;
	mention = mention_before(l, r->colon);
	if (mention == l->count || l->mention[mention].first < r->first) {
		nothing.kind = LINK_BLOCKED;
		return nothing;
	}
	return found(l, mention);
}

static bool is_ampersand(const struct linking *l, size_t i)
{
	return is_kind(l, i, PTOKEN_OTHER) && l->t->text.data[l->t->token[i].at.start] == '&';
}

/* Any token of "i. V. m.": in conjunction with. */
static bool is_with(const struct linking *l, size_t i)
{
	static const char *const words[] = {"i", "V", "m"};

	for (size_t back = 0; back < 6 && back <= i; back++) {
		size_t n = 0;

		while (n < 3 && span_eq_str(i - back + 2 * n < l->t->count ? ptoken_text(l->t, i - back + 2 * n) : span_of(""), words[n]) &&
		       is_kind(l, i - back + 2 * n + 1, PTOKEN_STOP))
			n++;
		if (n == 3)
			return true;
	}
	return false;
}

/* Any token of "r/w", "c/c": read with. */
static bool is_read_with(const struct linking *l, size_t i)
{
	size_t slash = is_kind(l, i, PTOKEN_SLASH) ? i : is_kind(l, i + 1, PTOKEN_SLASH) ? i + 1 : i - (i > 0);

	return slash > 0 && is_kind(l, slash, PTOKEN_SLASH) && ptoken_glued(l->t, slash) && ptoken_glued(l->t, slash + 1) &&
	       is_kind(l, slash - 1, PTOKEN_WORD) && is_kind(l, slash + 1, PTOKEN_WORD) && ptoken_text(l->t, slash - 1).len == 1 &&
	       ptoken_text(l->t, slash + 1).len == 1;
}

/* Any token of "first sentence", "Satz 1". */
static bool is_phrase(const struct linking *l, size_t i)
{
	return ptoken_is(l->t, i, CLASS_PHRASE) || (ptoken_is(l->t, i, CLASS_ORDINAL) && ptoken_is(l->t, i + 1, CLASS_PHRASE)) ||
	       (is_kind(l, i, PTOKEN_NUMBER) && i > 0 && ptoken_is(l->t, i - 1, CLASS_PHRASE));
}

bool link_chains(const struct linking *l, size_t ref)
{
	size_t i = l->refs->ref[ref].past, next;

	if (ref + 1 >= l->refs->count)
		return false;
	next = l->refs->ref[ref + 1].first;
	if (next < i || next - i > CHAIN_TOKENS || next == i)
		return false;
	i = skip_bracket(l, i); /* "(fair trial)" */
	for (bool and = false; i < next; i++) {
		if (begins_sentence(l, i))
			return false;
		and = and || ptoken_is(l->t, i, CLASS_AND) || is_kind(l, i, PTOKEN_COMMA);
		if (!ptoken_is(l->t, i, CLASS_CHAIN | CLASS_AND | CLASS_IN | CLASS_THE | (and ? CLASS_OF | CLASS_TO : 0)) && !is_phrase(l, i) && !is_kind(l, i, PTOKEN_APOSTROPHE) && !is_kind(l, i, PTOKEN_COMMA) &&
		    !is_kind(l, i, PTOKEN_OPEN) && !is_kind(l, i, PTOKEN_CLOSE) && !is_kind(l, i, PTOKEN_SEMICOLON) &&
		    !is_kind(l, i, PTOKEN_SLASH) && !is_ampersand(l, i) && !is_read_with(l, i) && !is_with(l, i))
			return false;
	}
	return true;
}

/* "Cap 63" at i, either of the two. */
static bool is_chapter_of_laws(const struct linking *l, size_t i)
{
	size_t word = i - (is_kind(l, i, PTOKEN_NUMBER) && i > 0);

	word -= word > 0 && is_kind(l, word, PTOKEN_STOP);
	return ptoken_is(l->t, word, CLASS_DIVISION) && (is_kind(l, word + 1, PTOKEN_NUMBER) || is_kind(l, word + 2, PTOKEN_NUMBER));
}

/* ", 1860" */
static bool is_year_behind(const struct linking *l, size_t i)
{
	return is_kind(l, i, PTOKEN_NUMBER) && l->t->token[i].value > 1000 && i > 0 && is_kind(l, i - 1, PTOKEN_COMMA);
}

static bool is_gap(const struct linking *l, size_t i)
{
	return is_chapter_of_laws(l, i) || is_year_behind(l, i) || ptoken_is(l->t, i, CLASS_GAP | CLASS_CHAIN | CLASS_IN | CLASS_AND | CLASS_SEE | CLASS_PARAGRAPH) ||
	       is_kind(l, i, PTOKEN_COMMA) || is_kind(l, i, PTOKEN_OPEN) || is_kind(l, i, PTOKEN_COLON) ||
	       is_kind(l, i, PTOKEN_LONGDASH) || is_kind(l, i, PTOKEN_DASH) || is_kind(l, i, PTOKEN_APOSTROPHE) ||
	       is_kind(l, i, PTOKEN_QUOTE) || is_kind(l, i, PTOKEN_CLOSE) || is_kind(l, i, PTOKEN_STOP) ||
	       ptoken_is(l->t, i, CLASS_NOW | CLASS_FORMER);
}

struct link link_before(const struct linking *l, size_t ref)
{
	size_t first = l->refs->ref[ref].first, mention = mention_before(l, first), before = ref, k = first;
	struct link nothing = {.past = first};

	if (mention == l->count || first - l->mention[mention].past > BEFORE_TOKENS || begins_sentence(l, first) ||
	    l->t->token[first].at.start - l->t->token[l->mention[mention].past - 1].at.end > BEFORE_BYTES)
		return nothing;
	while (k > l->mention[mention].past) {
		k--;
		if (before > 0 && k < l->refs->ref[before - 1].past && k + 1 >= l->refs->ref[before - 1].past &&
		    l->refs->ref[before - 1].first >= l->mention[mention].past) {
			k = l->refs->ref[--before].first;
			if (begins_sentence(l, k))
				return nothing;
			continue;
		}
		if (!is_gap(l, k) || begins_sentence(l, k))
			return nothing;
	}
	return found(l, mention);
}

/* "janvier" of "12 janvier 2012" */
static bool is_month(const struct linking *l, size_t i)
{
	return i > 0 && is_kind(l, i - 1, PTOKEN_NUMBER) && is_kind(l, i + 1, PTOKEN_NUMBER) && l->t->token[i + 1].value > 1000;
}

bool link_is_other_law(const struct linking *l, size_t ref)
{
	size_t first = l->refs->ref[ref].first, mention = mention_before(l, first), k = first;
	bool numbered = false;

	if (begins_sentence(l, first))
		return false;
	for (; k > 0 && first - k < NUMBERED_TOKENS && !begins_sentence(l, k); k--) {
		if (mention != l->count && k <= l->mention[mention].past)
			return false;
		if (ptoken_is(l->t, k - 1, CLASS_LAW))
			return numbered;
		numbered = numbered || is_kind(l, k - 1, PTOKEN_NUMBER);
		if (!is_kind(l, k - 1, PTOKEN_NUMBER) && !is_kind(l, k - 1, PTOKEN_COMMA) && !is_kind(l, k - 1, PTOKEN_STOP) &&
		    !is_kind(l, k - 1, PTOKEN_NUMERO) && !is_kind(l, k - 1, PTOKEN_DASH) && !is_kind(l, k - 1, PTOKEN_SLASH) &&
		    !ptoken_is(l->t, k - 1, CLASS_NUMERO | CLASS_OF | CLASS_COUNTED | CLASS_GAP | CLASS_OWN) && ptoken_text(l->t, k - 1).len > 3 && !is_month(l, k - 1))
			return false;
	}
	return false;
}

/* "the Media Act violates article 19": another's article. */
static bool is_against(const struct linking *l, size_t mention, size_t first)
{
	const struct mention *m = &l->mention[mention];

	if (m->kind != INSTRUMENT_LAW && m->kind != INSTRUMENT_CODE)
		return false;
	for (size_t i = m->past; i < first; i++)
		if (ptoken_is(l->t, i, CLASS_AGAINST))
			return true;
	return false;
}

struct link link_sentence(const struct linking *l, size_t ref)
{
	size_t first = l->refs->ref[ref].first, mention = mention_before(l, first), k = first;
	struct link nothing = {.past = first};

	if (mention == l->count)
		return nothing;
	while (k > 0 && first - k < SENTENCE_TOKENS && !begins_sentence(l, k))
		k--;
	if (l->mention[mention].first < k || is_against(l, mention, first))
		return nothing;
	for (size_t m = mention; m > 0 && l->mention[m - 1].first >= k; m--)
		if (l->mention[m - 1].known != l->mention[mention].known)
			return nothing;
	return found(l, mention);
}

bool link_is_renumbered(const struct linking *l, size_t ref, const struct link *after)
{
	size_t i = after->kind == LINK_MENTION ? after->past : l->refs->ref[ref].past;

	if (ref + 1 >= l->refs->count)
		return false;
	while (is_kind(l, i, PTOKEN_OPEN) || is_kind(l, i, PTOKEN_COMMA))
		i++;
	return ptoken_is(l->t, i, CLASS_NOW) && l->refs->ref[ref + 1].first >= i &&
	       l->refs->ref[ref + 1].first <= i + 3;
}

bool link_is_former(const struct linking *l, size_t ref)
{
	size_t first = l->refs->ref[ref].first;

	if (first > 0 && is_kind(l, first - 1, PTOKEN_DASH))
		first--;
	return first > 0 && ptoken_is(l->t, first - 1, CLASS_FORMER) &&
	       !(first > 1 && ptoken_is(l->t, first - 2, CLASS_AND));
}
