#include "text/provision_bracket.h"

#include <stdlib.h>

#define SLASH_LEAST 100 /* "226/227" are two articles, "48/3" is one */
#define SLASH_APART 20
#define SECTION_MOST 999 /* behind a slash: a higher number is a year */
#define COMMENT_WORDS 3 /* of "comment", "observation générale", "замечание общего порядка" before its number */
#define COMMENT_TOKENS 6 /* between "general comment" and "on" */

bool references_kind(const struct references *r, size_t i, enum ptoken_kind kind)
{
	return ptoken_is_kind(r->t, i, kind);
}

struct span references_word(const struct references *r, size_t i)
{
	return i < r->t->count ? ptoken_text(r->t, i) : span_of("");
}

bool references_is_next_by_slash(const struct references *r, size_t i)
{
	uint32_t before, after;

	if (i == 0 || !references_glued(r, i, PTOKEN_SLASH) || !references_glued(r, i + 1, PTOKEN_NUMBER) ||
	    (!references_kind(r, i - 1, PTOKEN_NUMBER) && !(r->slashes && references_glued(r, i - 1, PTOKEN_WORD) && ptoken_text(r->t, i - 1).len == 1)))
		return false;
	before = r->t->token[i - 1].value;
	after = r->t->token[i + 1].value;
	if (r->slashes)
		return after != 0 && after <= SECTION_MOST;
	return before >= SLASH_LEAST && after > before && after - before <= SLASH_APART;
}

bool references_glued(const struct references *r, size_t i, enum ptoken_kind kind)
{
	return ptoken_is_kind(r->t, i, kind) && ptoken_glued(r->t, i);
}

void references_release(struct references *r)
{
	free(r->ref);
	free(r->item);
	memset(r, 0, sizeof *r);
}

/* Past "l’", "al" before the unit at i, back to "sur", "relativa". */
static size_t before_the(const struct references *r, size_t i)
{
	while (i > 1 && (references_kind(r, i - 1, PTOKEN_APOSTROPHE) || span_eq_str(references_word(r, i - 1), "l") || span_eq_str(references_word(r, i - 1), "al")))
		i--;
	return i;
}

/* "general comment No. 35 (2014) on article 9": what the unit at i follows is this "on". */
static bool is_comment_on(const struct references *r, size_t i)
{
	size_t k;

	i = before_the(r, i);
	if (i == 0 || (!ptoken_is(r->t, i - 1, CLASS_ABOUT) && !span_eq_str(references_word(r, i - 1), "по")))
		return false;
	for (k = i - 1; k > 0 && i - k <= COMMENT_TOKENS; k--)
		if (!references_kind(r, k - 1, PTOKEN_NUMBER) && !references_kind(r, k - 1, PTOKEN_OPEN) &&
		    !references_kind(r, k - 1, PTOKEN_CLOSE) && !references_kind(r, k - 1, PTOKEN_STOP) &&
		    !references_kind(r, k - 1, PTOKEN_COMMA) && !references_kind(r, k - 1, PTOKEN_NUMERO) &&
		    !ptoken_is(r->t, k - 1, CLASS_NUMERO))
			break;
	for (size_t n = 0; k > 0 && k < i - 1 && n < COMMENT_WORDS; n++, k--)
		if (ptoken_is(r->t, k - 1, CLASS_COMMENT))
			return true;
	return false;
}

static enum provision_unit unit_of(uint64_t classes)
{
	if ((classes & CLASS_ARTICLE) != 0)
		return PROVISION_ARTICLE;
	if ((classes & CLASS_SECTION) != 0)
		return PROVISION_SECTION;
	return (classes & CLASS_RULE) != 0 ? PROVISION_RULE : PROVISION_PRINCIPLE;
}

void references_add(struct references *r, struct reference ref, size_t first, size_t past)
{
	ref.first = first;
	ref.past = past;
	ref.item_count = r->item_count - ref.item;
	ARRAY_GROW(r->ref, r->count, r->cap);
	r->ref[r->count++] = ref;
}

/* Past "Article", "arts.", "ст.ст.", "art. No." at i. */
static size_t read_unit(const struct references *r, size_t i, struct reference *ref)
{
	size_t k = i + 1;

	ref->unit = unit_of(r->t->token[i].classes);
	ref->plural = ptoken_is(r->t, i, CLASS_PLURAL);
	ref->doubtful = ptoken_is(r->t, i, CLASS_DIVISION); /* "الفصل 31 من الدستور", but no chapter of a book */
	ref->cyrillic = (r->t->token[i].flags & PTOKEN_CYRILLIC) != 0;
	if (ptoken_is(r->t, i, CLASS_ABBREVIATION) && references_kind(r, k, PTOKEN_STOP))
		k++;
	if (ptoken_is(r->t, i, CLASS_ABBREVIATION) && ptoken_is(r->t, k, CLASS_ABBREVIATION) &&
	    ptoken_is(r->t, k, CLASS_UNIT)) {
		ref->plural = true; /* "ст. ст. 274" */
		k += references_kind(r, k + 1, PTOKEN_STOP) ? 2 : 1;
	}
	if (references_kind(r, k, PTOKEN_OPEN) && references_kind(r, k + 1, PTOKEN_WORD) && references_kind(r, k + 2, PTOKEN_CLOSE) &&
	    ptoken_text(r->t, k + 1).len == 1 && ptoken_glued(r->t, k)) {
		ref->plural = true; /* "article(s)" */
		k += 3;
	}
	while (ptoken_is(r->t, k, CLASS_NUMERO) || references_kind(r, k, PTOKEN_NUMERO))
		k += references_kind(r, k + 1, PTOKEN_STOP) ? 2 : 1;
	return k;
}

#define GAZETTE_LEAST 1900 /* the first year that one may be of */

/* "2004, № 25, ст. 2485": an item of a gazette, whose year and number stand before it. */
static bool is_of_gazette(const struct references *r, size_t i)
{
	return i > 4 && ptoken_has_flag(r->t, i, PTOKEN_CYRILLIC) && references_kind(r, i - 1, PTOKEN_COMMA) && references_kind(r, i - 2, PTOKEN_NUMBER) &&
	       (references_kind(r, i - 3, PTOKEN_NUMERO) || ptoken_is(r->t, i - 3, CLASS_NUMERO)) && references_kind(r, i - 4, PTOKEN_COMMA) &&
	       references_kind(r, i - 5, PTOKEN_NUMBER) && r->t->token[i - 5].value >= GAZETTE_LEAST;
}

/* "cl. 5", a clause, and "clan", which are no "čl." and no "član" */
static bool is_english(struct span word)
{
	static const char *const words[] = {"cl", "Cl", "clan", "Clan"};

	for (size_t n = 0; n < sizeof words / sizeof *words; n++)
		if (span_eq_str(word, words[n]))
			return true;
	return false;
}

/* "sub-section", "an article", "the six-month rule", "article19.org": not a unit of an instrument. */
static bool is_no_unit(const struct references *r, size_t i)
{
	if (references_glued(r, i + 1, PTOKEN_NUMBER) && references_glued(r, i + 2, PTOKEN_STOP) && references_glued(r, i + 3, PTOKEN_WORD) &&
	    !ptoken_has_flag(r->t, i + 3, PTOKEN_CAPITAL) && ptoken_text(r->t, i + 3).len > 1)
		return true; /* "article19.org" */
	if (i == 0)
		return false;
	if (is_of_gazette(r, i))
		return true;
	if (is_english(references_word(r, i)))
		return true;
	if (references_kind(r, i - 1, PTOKEN_DASH) && ptoken_glued(r->t, i))
		return i < 2 || !ptoken_is(r->t, i - 2, CLASS_FORMER);
	if (ptoken_is(r->t, i, CLASS_RULE | CLASS_PRINCIPLE) && i > 2 && references_kind(r, i - 2, PTOKEN_DASH) &&
	    ptoken_glued(r->t, i - 1))
		return true;
	return ptoken_is(r->t, i - 1, CLASS_A) && span_ends(ptoken_text(r->t, i - 1), "n") &&
	       ptoken_text(r->t, i - 1).len == 2;
}

#define HEADING_TOKENS 12 /* between "Articles of the" and its ":" */

/* Past "of the Covenant:" at i, as decisions of treaty bodies list their articles; i if it does not stand there. */
static size_t skip_heading(const struct references *r, size_t i, struct reference *ref)
{
	size_t k = i;

	if (!ptoken_is(r->t, i, CLASS_OF) && !(ref->cyrillic && ref->plural && ptoken_has_flag(r->t, i, PTOKEN_CAPITAL)))
		return i; /* "Статьи Пакта:" has no "of" */
	while (k < i + HEADING_TOKENS && (references_kind(r, k, PTOKEN_WORD) || references_kind(r, k, PTOKEN_APOSTROPHE)))
		k++;
	if (!references_kind(r, k, PTOKEN_COLON))
		return i;
	ref->colon = k;
	ref->plural = true;
	return k + 1;
}

#define ABBREVIATION_BYTES 4 /* of "Cst." */

bool references_is_abbreviation(const struct references *r, size_t i)
{
	return ptoken_has_flag(r->t, i, PTOKEN_CAPITAL) && ptoken_text(r->t, i).len <= ABBREVIATION_BYTES && references_glued(r, i + 1, PTOKEN_STOP);
}

/* Whether an instrument may be named at i: "of the", "PIDCP", "Cst.". */
static bool is_named_behind(const struct references *r, size_t i)
{
	return (ptoken_is(r->t, i, CLASS_OF) && !ptoken_is(r->t, i, CLASS_THE)) || ptoken_is_letters(r->t, i) || references_is_abbreviation(r, i);
}

#define SHORT_NAME_TOKENS 10 /* of "(en adelante, “la Convención”)" */

/* Past "(PIDCP)", "(hereinafter “the Covenant”)" behind a name, at i: a bracket without numbers; i if none stands there. */
static size_t skip_short_name(const struct references *r, size_t i)
{
	size_t k = i + 1;

	if (!references_kind(r, i, PTOKEN_OPEN))
		return i;
	while (k < i + SHORT_NAME_TOKENS && (references_kind(r, k, PTOKEN_WORD) || references_kind(r, k, PTOKEN_QUOTE) ||
	                                     references_kind(r, k, PTOKEN_COMMA) || references_kind(r, k, PTOKEN_APOSTROPHE)) &&
	       !ptoken_is(r->t, k, CLASS_UNIT))
		k++;
	return references_kind(r, k, PTOKEN_CLOSE) ? k + 1 : i;
}

#define GOES_ON_TOKENS 24 /* of an instrument's name, behind which a list may go on */

/*
 * "articles 6 de la Convention, 591 et 593 du code de procédure pénale": adds the numbers behind the first
 * instrument, the list so far ending at `past`; they count only if another is named with them.
 */
static void read_on(struct references *r, size_t past, const struct reference *list)
{
	past += references_kind(r, past, PTOKEN_COMMA);
	for (size_t k = past; is_named_behind(r, past) && k < past + GOES_ON_TOKENS && k < r->t->count; k++) {
		struct reference ref = {.item = r->item_count, .unit = list->unit, .cyrillic = list->cyrillic,
		                        .plural = true, .doubtful = true, .goes_on = true};
		size_t first, end;

		k = skip_short_name(r, k);
		first = k + 1 + ptoken_is(r->t, k + 1, CLASS_AND);
		first += span_eq_str(references_word(r, first), "del") ? 1U : 0U; /* "y del 5.4 de la Ley" */
		if (ptoken_is(r->t, k, CLASS_UNIT) || (references_kind(r, k, PTOKEN_PARAGRAPH) && !references_kind(r, k - 1, PTOKEN_NUMBER)) || references_kind(r, k, PTOKEN_OPEN) || ptoken_has_flag(r->t, k, PTOKEN_SENTENCE))
			return;
		if (!references_kind(r, k, PTOKEN_COMMA) && !references_kind(r, k, PTOKEN_SEMICOLON) && !ptoken_is(r->t, k, CLASS_AND))
			continue;
		end = items_first(r, first, &ref, NULL);
		end = end == first ? first : items_rest(r, end, &ref);
		if (end == first || !is_named_behind(r, end + references_kind(r, end, PTOKEN_COMMA)) || ptoken_is(r->t, end, CLASS_COUNTED)) {
			r->item_count = ref.item;
			continue;
		}
		references_add(r, ref, first, end);
		k = end;
		past = end + references_kind(r, end, PTOKEN_COMMA);
	}
}

/* A reference whose unit is token i and that began at `first`; its past token, i if it is none. */
static size_t read_reference(struct references *r, size_t i, size_t first, const struct paragraphs *before)
{
	struct reference ref = {.item = r->item_count, .comment = is_comment_on(r, first)};
	size_t number, past;

	if (is_no_unit(r, i))
		return i;
	number = read_unit(r, i, &ref);
	number = skip_heading(r, number, &ref);
	r->slashes = ref.unit == PROVISION_SECTION;
	past = items_first(r, number, &ref, before);
	if (past == number) {
		r->item_count = ref.item;
		return i;
	}
	past = items_rest(r, past, &ref);
	ref.pointed = ref.unit == PROVISION_RULE && references_is_behind_pointed(r, i);
	references_add(r, ref, first, past);
	if ((ref.plural || ptoken_is(r->t, i, CLASS_ABBREVIATION)) && ref.colon == 0)
		read_on(r, past, &ref);
	return r->ref[r->count - 1].past;
}

/* "Section 7 of Article VII", "Sections 4 and 14(2), Article III", as the United States and others write: *unit is the article's. */
static size_t read_section_of(struct references *r, size_t i, struct paragraphs *before, size_t *unit)
{
	size_t k = i + 1;

	memset(before, 0, sizeof *before);
	if (!ptoken_is(r->t, i, CLASS_SECTION) || !paragraph_is_number(r, k))
		return i;
	paragraph_put(r, k, true, i, k + 1, before);
	k = paragraph_brackets(r, k + 1, before);
	if (ptoken_is(r->t, i, CLASS_PLURAL))
		k = paragraph_sections_beside(r, k, before);
	k += references_kind(r, k, PTOKEN_COMMA) || ptoken_is(r->t, k, CLASS_OF);
	*unit = k;
	if (!ptoken_is(r->t, k, CLASS_ARTICLE) || ptoken_is(r->t, k, CLASS_PLURAL) || !references_kind(r, k + 1, PTOKEN_WORD) ||
	    roman_value(ptoken_text(r->t, k + 1), false) == 0)
		return i;
	return k;
}

/* "paragraph 2 of the same article", the unit's word at `unit`: the article cited last; i if it is none. */
static size_t read_same(struct references *r, size_t i, size_t unit, const struct paragraphs *before)
{
	struct reference ref = {.item = r->item_count, .unit = unit_of(r->t->token[unit].classes), .same = true};

	if (r->count == 0 || !ptoken_is(r->t, unit - 1, CLASS_SAME) || (ptoken_is(r->t, unit, CLASS_PLURAL) && !ptoken_has_flag(r->t, unit, PTOKEN_CYRILLIC)) ||
	    r->ref[r->count - 1].unit != ref.unit || items_same(r, i, unit + 1, before) == 0)
		return i;
	references_add(r, ref, i, unit + 1);
	return unit + 1;
}

/* A reference whose paragraphs stand before its article; i if there is none. */
static size_t read_with_before(struct references *r, size_t i)
{
	struct paragraphs before;
	size_t unit = i, past;

	if (!ptoken_is(r->t, i, CLASS_SECTION))
		unit = paragraphs_before(r, i, &before);
	else if (read_section_of(r, i, &before, &unit) == i)
		unit = i;
	if (unit == i || ptoken_is(r->t, unit, CLASS_BEHIND))
		return i;
	if (!ptoken_is(r->t, unit, CLASS_UNIT))
		past = references_section_letter(r, unit, i, &before);
	else if ((past = read_reference(r, unit, i, &before)) == unit)
		return read_same(r, i, unit, &before);
	return past == unit ? i : past;
}

#define ROMAN_MOST 4   /* bytes of "VIII" */

/*
 * "8(2)" at i, behind "under" or the like, where the last article cited is 8, too: that one with another paragraph, and of
 * the same instrument; i if it is none.
 */
static size_t read_bare_same(struct references *r, size_t i)
{
	const struct reference *last = r->count == 0 ? NULL : &r->ref[r->count - 1];
	struct reference ref = {.item = r->item_count, .same = true};
	const struct item *item;
	size_t past;

	if (last == NULL || i == 0 || !references_glued(r, i + 1, PTOKEN_OPEN) || !ptoken_is(r->t, i - 1, CLASS_IN | CLASS_OF))
		return i;
	item = &r->item[last->item];
	if (item->value != r->t->token[i].value || item->roman || item->points != 0)
		return i;
	ref.unit = last->unit;
	past = items_first(r, i, &ref, NULL);
	if (past == i || !span_eq(r->item[ref.item].article, r->item[last->item].article) || r->item[ref.item].paragraph.len == 0) {
		r->item_count = ref.item;
		return i;
	}
	references_add(r, ref, i, past);
	return past;
}

/* Whether a word is as short as "ss", or "CPR". */
static bool may_be_letters(const struct ptoken *token)
{
	size_t len = token->at.end - token->at.start;

	return len <= REFERENCE_LETTERS_MOST || (len == REFERENCE_CAPITALS_MOST && (token->flags & PTOKEN_CAPITALS) != 0);
}

static size_t read_at(struct references *r, size_t i)
{
	const struct ptoken *token = &r->t->token[i];
	size_t past;

	r->slashes = false;
	if ((token->flags & PTOKEN_ADDRESS) != 0)
		return i;
	if (references_kind(r, i, PTOKEN_PARAGRAPH)) {
		if (i > 0 && references_kind(r, i - 1, PTOKEN_PARAGRAPH))
			return i; /* "§§" has been read from its first */
		past = read_with_before(r, i); /* "§ 2 of Article 8" */
		return past != i ? past : references_sign(r, i);
	}
	if (((token->classes & (CLASS_PARAGRAPH | CLASS_SUBPARAGRAPH | CLASS_ORDINAL | CLASS_NUMERO | CLASS_SECTION)) != 0 ||
	     (token->kind == PTOKEN_NUMBER && paragraph_is_counted(r, i)) ||
	     ((token->flags & PTOKEN_CAPITAL) != 0 && token->at.end - token->at.start <= ROMAN_MOST && paragraph_is_roman(r, i))) &&
	    (past = read_with_before(r, i)) != i)
		return past;
	if (token->kind == PTOKEN_NUMBER && (past = read_bare_same(r, i)) != i)
		return past;
	if (r->canadian && (token->classes & (CLASS_PARAGRAPH | CLASS_SUBPARAGRAPH)) != 0)
		return references_canadian(r, i);
	if ((token->classes & CLASS_UNIT) == 0)
		return token->kind == PTOKEN_WORD && may_be_letters(token) ? references_letter(r, i) : i;
	if (ptoken_is(r->t, i, CLASS_BEHIND))
		return references_behind(r, i);
	past = ptoken_is(r->t, i, CLASS_ARTICLE) ? references_ordinal_before(r, i) : i;
	return past != i ? past : read_reference(r, i, i, NULL);
}

void references_find(struct references *r)
{
	r->count = r->item_count = 0;
	for (size_t i = 0; i < r->t->count;) {
		size_t past = read_at(r, i);

		i = past > i ? past : i + 1;
	}
}
