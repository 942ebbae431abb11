#include "text/provision_linking.h"

#define CHAIN_TOKENS 14     /* between a reference and the next: of "read in conjunction with" */
#define BEFORE_TOKENS 16    /* between an instrument and a reference behind it */
#define BEFORE_BYTES 90     /* of these */
#define NUMBERED_TOKENS 16  /* of "Decree No. 5 of 12 March, " */
#define SENTENCE_TOKENS 200 /* of a sentence, before a reference: what is further off is not its */

/* The last mention that ends at or before token i; l->count if there is none. */
static size_t mention_before(const struct linking *l, size_t i)
{
	size_t k = ARRAY_FIRST(l->mention, l->count, past, i + 1);

	return k == 0 ? l->count : k - 1;
}

size_t linking_skip_bracket(const struct linking *l, size_t i)
{
	size_t k = i + 1;

	if (!linking_is_kind(l, i, PTOKEN_OPEN))
		return i;
	while (k < i + BRACKET_TOKENS && k < l->t->count && !linking_is_kind(l, k, PTOKEN_CLOSE)) {
		if (ptoken_is(l->t, k, CLASS_UNIT) && (linking_is_kind(l, k + 1, PTOKEN_NUMBER) || linking_is_kind(l, k + 1, PTOKEN_STOP)))
			return i;
		k++;
	}
	return linking_is_kind(l, k, PTOKEN_CLOSE) ? k + 1 : i;
}

struct link linking_found(const struct linking *l, size_t mention)
{
	struct link link = {.kind = LINK_MENTION, .mention = mention, .past = l->mention[mention].past};

	link.generic = l->mention[mention].generic;
	return link;
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
	return linking_found(l, mention);
}

static bool is_ampersand(const struct linking *l, size_t i)
{
	return linking_is_kind(l, i, PTOKEN_OTHER) && l->t->text.data[l->t->token[i].at.start] == '&';
}

/* Any token of "i. V. m.": in conjunction with. */
static bool is_with(const struct linking *l, size_t i)
{
	static const char *const words[] = {"i", "V", "m"};

	for (size_t back = 0; back < 6 && back <= i; back++) {
		size_t n = 0;

		while (n < 3 && span_eq_str(i - back + 2 * n < l->t->count ? ptoken_text(l->t, i - back + 2 * n) : span_of(""), words[n]) &&
		       linking_is_kind(l, i - back + 2 * n + 1, PTOKEN_STOP))
			n++;
		if (n == 3)
			return true;
	}
	return false;
}

/* Any token of "r/w", "c/c": read with. */
static bool is_read_with(const struct linking *l, size_t i)
{
	size_t slash = linking_is_kind(l, i, PTOKEN_SLASH) ? i : linking_is_kind(l, i + 1, PTOKEN_SLASH) ? i + 1 : i - (i > 0);

	return slash > 0 && linking_is_kind(l, slash, PTOKEN_SLASH) && ptoken_glued(l->t, slash) && ptoken_glued(l->t, slash + 1) &&
	       linking_is_kind(l, slash - 1, PTOKEN_WORD) && linking_is_kind(l, slash + 1, PTOKEN_WORD) && ptoken_text(l->t, slash - 1).len == 1 &&
	       ptoken_text(l->t, slash + 1).len == 1;
}

/* Any token of "first sentence", "Satz 1". */
static bool is_phrase(const struct linking *l, size_t i)
{
	return ptoken_is(l->t, i, CLASS_PHRASE) || (ptoken_is(l->t, i, CLASS_ORDINAL) && ptoken_is(l->t, i + 1, CLASS_PHRASE)) ||
	       (linking_is_kind(l, i, PTOKEN_NUMBER) && i > 0 && ptoken_is(l->t, i - 1, CLASS_PHRASE));
}

/* "and amend", "et modifier": what a recommendation asks besides, between its articles. */
static bool is_asked(const struct linking *l, size_t i)
{
	static const char *const words[] = {"repeal", "amend", "revise", "review", "abolish", "reform", "abroger", "modifier", "réviser", "supprimer", "derogar", "revisar", "modificar", "reformar", "eliminar", "revogar", "отменить", "изменить", "пересмотреть", "исключить", "скасувати", "змінити"};

	for (size_t n = 0; n < sizeof words / sizeof *words && i > 0 && ptoken_is(l->t, i - 1, CLASS_AND); n++)
		if (span_eq_str(ptoken_text(l->t, i), words[n]))
			return true;
	return false;
}

/* "and, in particular," between two of one instrument. */
static bool is_particular(const struct linking *l, size_t i)
{
	static const char *const words[] = {"particular", "particularly", "especially", "notably", "notamment", "particulier", "especial", "частности", "substance", "sustancia"};

	for (size_t n = 0; n < sizeof words / sizeof *words; n++)
		if (span_eq_str(ptoken_text(l->t, i), words[n]))
			return true;
	return false;
}

/* "and on", "et sur" before the next; "na forma" of "na forma do art. 69". */
static bool is_led_to(const struct linking *l, size_t i)
{
	static const char *const led[] = {"on", "sur", "sobre"};

	for (size_t n = 0; n < sizeof led / sizeof *led && i > 0; n++)
		if (span_eq_str(ptoken_text(l->t, i), led[n]))
			return ptoken_is(l->t, i - 1, CLASS_AND) || linking_is_kind(l, i - 1, PTOKEN_COMMA);
	return span_eq_str(ptoken_text(l->t, i), "na") || (i > 0 && span_eq_str(ptoken_text(l->t, i), "forma") && span_eq_str(ptoken_text(l->t, i - 1), "na"));
}

/* "والفقرة", whose first letter is "and" */
static bool is_arabic_and(const struct linking *l, size_t i)
{
	return span_starts(ptoken_text(l->t, i), "و");
}

bool link_chains(const struct linking *l, size_t ref)
{
	size_t i = l->refs->ref[ref].past, next;

	if (ref + 1 >= l->refs->count)
		return false;
	next = l->refs->ref[ref + 1].first;
	if (next == i)
		return is_arabic_and(l, next);
	if (next < i || next - i > CHAIN_TOKENS)
		return false;
	i = linking_skip_bracket(l, i); /* "(fair trial)" */
	for (bool and = false; i < next; i++) {
		if (linking_begins_sentence(l, i))
			return false;
		and = and || ptoken_is(l->t, i, CLASS_AND) || linking_is_kind(l, i, PTOKEN_COMMA);
		if (!ptoken_is(l->t, i, CLASS_CHAIN | CLASS_AND | CLASS_IN | CLASS_THE | (and ? CLASS_OF | CLASS_TO : 0)) && !is_phrase(l, i) && !is_asked(l, i) && !is_particular(l, i) && !is_led_to(l, i) && !linking_is_kind(l, i, PTOKEN_APOSTROPHE) && !linking_is_kind(l, i, PTOKEN_COMMA) &&
		    !linking_is_kind(l, i, PTOKEN_OPEN) && !linking_is_kind(l, i, PTOKEN_CLOSE) && !linking_is_kind(l, i, PTOKEN_SEMICOLON) &&
		    !linking_is_kind(l, i, PTOKEN_SLASH) && !is_ampersand(l, i) && !is_read_with(l, i) && !is_with(l, i))
			return false;
	}
	return true;
}

/* "Cap 63" at i, either of the two. */
static bool is_chapter_of_laws(const struct linking *l, size_t i)
{
	size_t word = i - (linking_is_kind(l, i, PTOKEN_NUMBER) && i > 0);

	word -= word > 0 && linking_is_kind(l, word, PTOKEN_STOP);
	return ptoken_is(l->t, word, CLASS_DIVISION) && (linking_is_kind(l, word + 1, PTOKEN_NUMBER) || linking_is_kind(l, word + 2, PTOKEN_NUMBER));
}

/* ", 1860" */
static bool is_year_behind(const struct linking *l, size_t i)
{
	return linking_is_kind(l, i, PTOKEN_NUMBER) && l->t->token[i].value > 1000 && i > 0 && linking_is_kind(l, i - 1, PTOKEN_COMMA);
}

/* "нің" of "ҚК-нің": the case of an abbreviation. */
static bool is_case_ending(const struct linking *l, size_t i)
{
	return i > 1 && linking_is_kind(l, i, PTOKEN_WORD) && ptoken_has_flag(l->t, i, PTOKEN_CYRILLIC) && ptoken_glued(l->t, i) &&
	       linking_is_kind(l, i - 1, PTOKEN_DASH) && ptoken_glued(l->t, i - 1);
}

static bool is_gap(const struct linking *l, size_t i)
{
	return is_case_ending(l, i) || is_chapter_of_laws(l, i) || is_year_behind(l, i) || ptoken_is(l->t, i, CLASS_GAP | CLASS_CHAIN | CLASS_IN | CLASS_AND | CLASS_SEE | CLASS_PARAGRAPH) ||
	       linking_is_kind(l, i, PTOKEN_COMMA) || linking_is_kind(l, i, PTOKEN_OPEN) || linking_is_kind(l, i, PTOKEN_COLON) ||
	       linking_is_kind(l, i, PTOKEN_LONGDASH) || linking_is_kind(l, i, PTOKEN_DASH) || linking_is_kind(l, i, PTOKEN_APOSTROPHE) ||
	       linking_is_kind(l, i, PTOKEN_QUOTE) || linking_is_kind(l, i, PTOKEN_CLOSE) || linking_is_kind(l, i, PTOKEN_STOP) ||
	       ptoken_is(l->t, i, CLASS_NOW | CLASS_FORMER);
}

struct link link_before(const struct linking *l, size_t ref)
{
	size_t first = l->refs->ref[ref].first, mention = mention_before(l, first), before = ref, k = first;
	struct link nothing = {.past = first};

	if (mention == l->count || first - l->mention[mention].past > BEFORE_TOKENS || linking_begins_sentence(l, first) ||
	    l->t->token[first].at.start - l->t->token[l->mention[mention].past - 1].at.end > BEFORE_BYTES)
		return nothing;
	while (k > l->mention[mention].past) {
		k--;
		if (before > 0 && k < l->refs->ref[before - 1].past && k + 1 >= l->refs->ref[before - 1].past &&
		    l->refs->ref[before - 1].first >= l->mention[mention].past) {
			k = l->refs->ref[--before].first;
			if (linking_begins_sentence(l, k))
				return nothing;
			continue;
		}
		if (!is_gap(l, k) || linking_begins_sentence(l, k))
			return nothing;
	}
	return linking_found(l, mention);
}

/* Whether a semicolon stands between a reference and the next. */
static bool is_apart_from_next(const struct linking *l, size_t ref)
{
	for (size_t i = l->refs->ref[ref].past; i < l->refs->ref[ref + 1].first; i++)
		if (linking_is_kind(l, i, PTOKEN_SEMICOLON))
			return true;
	return false;
}

bool link_is_headed(const struct linking *l, size_t ref)
{
	size_t first = l->refs->ref[ref].first, mention = mention_before(l, first), named;

	if (first == 0 || linking_begins_sentence(l, first) || (ref > 0 && link_after(l, ref - 1).kind != LINK_NOTHING))
		return false;
	if (link_is_other_law(l, ref))
		return true;
	if (mention == l->count || l->mention[mention].past + 1 != first)
		return false;
	if (linking_is_kind(l, first - 1, PTOKEN_OPEN))
		return true;
	if (!linking_is_kind(l, first - 1, PTOKEN_COMMA) && !linking_is_kind(l, first - 1, PTOKEN_COLON))
		return false;
	/* not "under the Covenant, article 9 and article 5 of the Declaration" */
	named = l->mention[mention].first;
	return is_apart_from_next(l, ref) || named == 0 || !ptoken_is(l->t, named - 1, CLASS_THE);
}

/* "janvier" of "12 janvier 2012" */
static bool is_month(const struct linking *l, size_t i)
{
	return i > 0 && linking_is_kind(l, i - 1, PTOKEN_NUMBER) && linking_is_kind(l, i + 1, PTOKEN_NUMBER) && l->t->token[i + 1].value > 1000;
}

/* "осы Заңның" before "126-бабы", whose number is at i: a law that is not listed. */
static bool is_kazakh_law(const struct linking *l, size_t i)
{
	return i > 0 && linking_is_kind(l, i, PTOKEN_NUMBER) && ptoken_is(l->t, i - 1, CLASS_LAW) && ptoken_has_flag(l->t, i - 1, PTOKEN_CYRILLIC);
}

bool link_is_other_law(const struct linking *l, size_t ref)
{
	size_t first = l->refs->ref[ref].first, mention = mention_before(l, first), k = first;
	bool numbered = false;

	if (linking_begins_sentence(l, first))
		return false;
	if (is_kazakh_law(l, first))
		return true;
	for (; k > 0 && first - k < NUMBERED_TOKENS && !linking_begins_sentence(l, k); k--) {
		if (mention != l->count && k <= l->mention[mention].past) /* "Ley 1055," is not known which */
			return numbered && l->mention[mention].known == KNOWN_NONE && l->mention[mention].kind == INSTRUMENT_LAW;
		if (ptoken_is(l->t, k - 1, CLASS_LAW))
			return numbered;
		numbered = numbered || linking_is_kind(l, k - 1, PTOKEN_NUMBER);
		if (!linking_is_kind(l, k - 1, PTOKEN_NUMBER) && !linking_is_kind(l, k - 1, PTOKEN_COMMA) && !linking_is_kind(l, k - 1, PTOKEN_STOP) &&
		    !linking_is_kind(l, k - 1, PTOKEN_NUMERO) && !linking_is_kind(l, k - 1, PTOKEN_DASH) && !linking_is_kind(l, k - 1, PTOKEN_SLASH) &&
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
	while (k > 0 && first - k < SENTENCE_TOKENS && !linking_begins_sentence(l, k))
		k--;
	if (l->mention[mention].first < k || is_against(l, mention, first))
		return nothing;
	for (size_t m = mention; m > 0 && l->mention[m - 1].first >= k; m--)
		if (l->mention[m - 1].known != l->mention[mention].known)
			return nothing;
	return linking_found(l, mention);
}

bool link_is_renumbered(const struct linking *l, size_t ref, const struct link *after)
{
	size_t i = after->kind == LINK_MENTION ? after->past : l->refs->ref[ref].past;

	if (ref + 1 >= l->refs->count)
		return false;
	while (linking_is_kind(l, i, PTOKEN_OPEN) || linking_is_kind(l, i, PTOKEN_COMMA))
		i++;
	return ptoken_is(l->t, i, CLASS_NOW) && l->refs->ref[ref + 1].first >= i &&
	       l->refs->ref[ref + 1].first <= i + 3;
}

bool link_is_former(const struct linking *l, size_t ref)
{
	size_t first = l->refs->ref[ref].first;

	if (first > 0 && linking_is_kind(l, first - 1, PTOKEN_DASH))
		first--;
	return first > 0 && ptoken_is(l->t, first - 1, CLASS_FORMER) &&
	       !(first > 1 && ptoken_is(l->t, first - 2, CLASS_AND));
}

/* Whether the word at i is such as BVerfGG, VwGO, StGB: capitals with small letters among them; or, where `sure`, BGB. */
static bool is_german_law(const struct linking *l, size_t i, bool sure)
{
	struct span word = ptoken_is_letters(l->t, i) ? ptoken_text(l->t, i) : span_of("");

	return word.len > 2 && (sure || !ptoken_has_flag(l->t, i, PTOKEN_CAPITALS)) &&
	       (span_ends(word, "G") || span_ends(word, "GB") || span_ends(word, "O"));
}

bool link_is_german_law(const struct linking *l, size_t ref)
{
	const struct reference *r = &l->refs->ref[ref];
	size_t i = r->past;
	bool sure = false;

	if (!linking_is_kind(l, r->first, PTOKEN_PARAGRAPH))
		return false;
	for (size_t k = r->first; k < r->past; k++)
		sure = sure || span_eq_str(ptoken_text(l->t, k), "Abs") || span_eq_str(ptoken_text(l->t, k), "Absatz");
	i += ptoken_is(l->t, i, CLASS_PHRASE) && linking_is_kind(l, i + 1, PTOKEN_NUMBER) ? 2U : 0U; /* "Satz 1" */
	return is_german_law(l, i, sure);
}
