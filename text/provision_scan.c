#include "text/provision_parts.h"

#include <stdlib.h>

#define RANGE_MOST 200 /* "Articles 8 to 11": a longer range names its two ends only */
#define ITEMS_MOST 256 /* of one reference; the rest is not read */

bool references_kind(const struct references *r, size_t i, enum ptoken_kind kind)
{
	return ptoken_is_kind(r->t, i, kind);
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

static struct item *add_item(struct references *r, struct item item)
{
	ARRAY_GROW(r->item, r->item_count, r->item_cap);
	r->item[r->item_count] = item;
	return &r->item[r->item_count++];
}

/* An article with its paragraphs, each an item. */
static void add_items(struct references *r, struct item item, const struct paragraphs *p)
{
	item.dotted = p->dotted;
	if (p->count == 0)
		add_item(r, item);
	for (size_t i = 0; i < p->count; i++) {
		struct item one = item;

		one.paragraph = p->at[i].paragraph;
		one.subparagraph = p->at[i].subparagraph;
		if (i > 0)
			one.first = p->at[i].first;
		one.past = p->at[i].past > one.first ? p->at[i].past : item.past;
		add_item(r, one);
	}
}

#define COMMENT_TOKENS 6 /* between "general comment" and "on" */

/* "general comment No. 35 (2014) on article 9": the token before the unit is this "on". */
static bool is_comment_on(const struct references *r, size_t i)
{
	size_t k = i;

	if (i == 0 || !ptoken_is(r->t, i - 1, CLASS_ABOUT))
		return false;
	for (k = i - 1; k > 0 && i - k <= COMMENT_TOKENS; k--)
		if (!references_kind(r, k - 1, PTOKEN_NUMBER) && !references_kind(r, k - 1, PTOKEN_OPEN) &&
		    !references_kind(r, k - 1, PTOKEN_CLOSE) && !references_kind(r, k - 1, PTOKEN_STOP) &&
		    !references_kind(r, k - 1, PTOKEN_COMMA) && !references_kind(r, k - 1, PTOKEN_NUMERO) &&
		    !ptoken_is(r->t, k - 1, CLASS_NUMERO))
			break;
	return k > 0 && k < i - 1 && ptoken_is(r->t, k - 1, CLASS_COMMENT);
}

/* The number at i with its paragraphs, or with those that stood before it; i if there is none. */
static size_t read_item(struct references *r, size_t i, struct reference *ref,
                        const struct paragraphs *before)
{
	struct item item;
	struct paragraphs p;
	size_t past = label_read(r, i, ref, &item);

	if (past == i)
		return i;
	p.count = 0;
	p.dotted = false;
	if (!ref->comment || !references_kind(r, past, PTOKEN_COMMA))
		past = paragraphs_read(r, past, &p);
	if (before != NULL && before->count != 0 && p.count == 0) {
		p = *before;
		for (size_t k = 0; k < p.count; k++) {
			p.at[k].first = item.first;
			p.at[k].past = item.past;
		}
	}
	add_items(r, item, &p);
	return past;
}

/* "8 to 11", "274–276": adds what lies between; the token of the second number, i if this is no range. */
static size_t read_range(struct references *r, size_t i, struct reference *ref)
{
	const struct item last = r->item[r->item_count - 1];
	bool dash = references_kind(r, i, PTOKEN_LONGDASH) || references_kind(r, i, PTOKEN_DASH);
	struct item next, between = {0};
	size_t past;

	if ((!dash && !ptoken_is(r->t, i, CLASS_TO)) || last.paragraph.len != 0 || last.subparagraph.len != 0 ||
	    (dash && !references_kind(r, i + 1, PTOKEN_NUMBER)))
		return i;
	past = label_read(r, i + 1, ref, &next);
	if (past == i + 1 || next.value <= last.value || ptoken_is(r->t, past, CLASS_COUNTED))
		return i;
	if (next.value - last.value > RANGE_MOST)
		return i + 1;
	for (uint32_t value = last.value + 1; value < next.value; value++) {
		struct buf label;

		buf_init(&label);
		buf_addf(&label, "%u", value);
		between.article = pool_span(r->pool, buf_span(&label));
		between.value = value;
		between.first = last.first;
		between.past = past;
		add_item(r, between);
		buf_release(&label);
	}
	return i + 1;
}

/* Whether what stands at i lets the number before it be one of an article: no plain word. */
static bool ends_item(const struct references *r, size_t i)
{
	const struct ptoken *token = &r->t->token[i];

	if (i >= r->t->count || token->kind != PTOKEN_WORD)
		return i >= r->t->count || token->kind != PTOKEN_NUMBER;
	return (token->flags & PTOKEN_CAPITAL) != 0 ||
	       (token->classes & (CLASS_OF | CLASS_AND | CLASS_PARAGRAPH | CLASS_IN)) != 0;
}

/* Past ", ", " and ", ", and " at i; *and and *comma say which. */
static size_t read_separator(const struct references *r, size_t i, bool *and, bool *comma)
{
	*comma = references_kind(r, i, PTOKEN_COMMA) || references_kind(r, i, PTOKEN_SEMICOLON);
	i += *comma;
	*and = ptoken_is(r->t, i, CLASS_AND) ||
	       (references_kind(r, i, PTOKEN_OTHER) && r->t->text.data[r->t->token[i].at.start] == '&');
	return i + *and;
}

/* What has been read of a list for certain, and what only an "of the" after it confirms. */
struct list {
	size_t past, items; /* certain */
	bool closed;        /* "and" has come */
	bool doubted;
};

static bool is_confirmed(const struct references *r, size_t past)
{
	past += references_kind(r, past, PTOKEN_COMMA);
	return (ptoken_is(r->t, past, CLASS_OF) && !ptoken_is(r->t, past + 1, CLASS_PRONOUN)) ||
	       references_kind(r, past, PTOKEN_CLOSE) ||
	       (past < r->t->count && (r->t->token[past].flags & PTOKEN_CAPITALS) != 0 &&
	        !ptoken_is(r->t, past, CLASS_UNIT)) ||
	       (r->query && past >= r->t->count);
}

/* One more item of the list at `at`; `at` if there is none. */
static size_t read_more(struct references *r, size_t at, struct reference *ref, struct list *list)
{
	bool and, comma;
	size_t next = read_range(r, at, ref), past;

	if (next != at)
		return read_item(r, next, ref, NULL);
	next = read_separator(r, at, &and, &comma);
	if (next == at || !references_kind(r, next, PTOKEN_NUMBER))
		if (next == at || !references_kind(r, next, PTOKEN_WORD) || ptoken_is(r->t, next, CLASS_UNIT | CLASS_FIRST))
			return at;
	past = read_item(r, next, ref, NULL);
	if (past == next)
		return at;
	if (ptoken_is(r->t, past, CLASS_COUNTED))
		return at;
	if (list->closed || !ref->plural)
		list->doubted = list->doubted || comma || !ends_item(r, past) || list->closed;
	list->closed = list->closed || and;
	return past;
}

/* The rest of the list after its first item; its past token. */
static size_t read_list(struct references *r, size_t at, struct reference *ref)
{
	struct list list = {.past = at, .items = r->item_count};

	while (r->item_count - ref->item < ITEMS_MOST) {
		size_t kept = r->item_count, past = read_more(r, at, ref, &list);

		if (past == at) {
			r->item_count = kept;
			break;
		}
		at = past;
		if (!list.doubted) {
			list.past = at;
			list.items = r->item_count;
		}
	}
	if (list.doubted && is_confirmed(r, at)) {
		list.past = at;
		list.items = r->item_count;
	}
	r->item_count = list.items;
	return list.past;
}

static enum provision_unit unit_of(uint64_t classes)
{
	if ((classes & CLASS_ARTICLE) != 0)
		return PROVISION_ARTICLE;
	if ((classes & CLASS_SECTION) != 0)
		return PROVISION_SECTION;
	return (classes & CLASS_RULE) != 0 ? PROVISION_RULE : PROVISION_PRINCIPLE;
}

static void add_reference(struct references *r, struct reference ref, size_t first, size_t past)
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

/* "sub-section", "an article", "the six-month rule": not a unit of an instrument. */
static bool is_no_unit(const struct references *r, size_t i)
{
	if (i == 0)
		return false;
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

	if (!ptoken_is(r->t, i, CLASS_OF))
		return i;
	while (k < i + HEADING_TOKENS && (references_kind(r, k, PTOKEN_WORD) || references_kind(r, k, PTOKEN_APOSTROPHE)))
		k++;
	if (!references_kind(r, k, PTOKEN_COLON))
		return i;
	ref->colon = k;
	ref->plural = true;
	return k + 1;
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
	past = read_item(r, number, &ref, before);
	if (past == number) {
		r->item_count = ref.item;
		return i;
	}
	past = read_list(r, past, &ref);
	add_reference(r, ref, first, past);
	return past;
}

/* The first number of a list that ends before the unit at i: "174, 274 және 400-бап"; i if there is none. */
static size_t numbers_before(const struct references *r, size_t i)
{
	size_t k = i, first = i;

	while (k > 0 && i - k < ITEMS_MOST) {
		bool number = references_kind(r, k - 1, PTOKEN_NUMBER) && (r->t->token[k - 1].flags & PTOKEN_ADDRESS) == 0;

		if (!number && !references_kind(r, k - 1, PTOKEN_DASH) && !references_kind(r, k - 1, PTOKEN_LONGDASH) &&
		    !references_kind(r, k - 1, PTOKEN_COMMA) && !ptoken_is(r->t, k - 1, CLASS_AND))
			break;
		k--;
		if (number)
			first = k;
	}
	return first;
}

/* "2-тармағы", "2-бөлігінің 1-тармағы" at i. */
static size_t read_paragraph_behind(struct references *r, size_t i, struct item *item)
{
	size_t k = i;

	while (references_kind(r, k, PTOKEN_NUMBER)) {
		size_t word = k + 1 + references_kind(r, k + 1, PTOKEN_DASH);
		struct buf b;

		if (!ptoken_is(r->t, word, CLASS_PARAGRAPH))
			break;
		buf_init(&b);
		buf_addf(&b, "%u", r->t->token[k].value);
		if (item->paragraph.len == 0)
			item->paragraph = pool_span(r->pool, buf_span(&b));
		else if (item->subparagraph.len == 0)
			item->subparagraph = pool_span(r->pool, buf_span(&b));
		buf_release(&b);
		k = word + 1;
		item->past = k;
	}
	return k;
}

/* "174-бап", the unit at i. */
static size_t read_behind(struct references *r, size_t i)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_ARTICLE, .cyrillic = true};
	size_t first = numbers_before(r, i), past;

	if (first == i || (r->count != 0 && first < r->ref[r->count - 1].past))
		return i;
	ref.plural = ptoken_is(r->t, i, CLASS_PLURAL) || r->t->token[first].value < r->t->token[i - 1].value;
	past = read_item(r, first, &ref, NULL);
	if (past != first)
		past = read_list(r, past, &ref);
	if (past != i && !(past + 1 == i && references_kind(r, past, PTOKEN_DASH))) {
		r->item_count = ref.item;
		return i;
	}
	past = read_paragraph_behind(r, i + 1, &r->item[r->item_count - 1]);
	add_reference(r, ref, first, past);
	return past;
}

/* "§ 130": only with its instrument. */
static size_t read_sign(struct references *r, size_t i)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_SECTION, .doubtful = true};
	size_t k = i;

	while (references_kind(r, k, PTOKEN_PARAGRAPH))
		k++;
	ref.plural = k - i > 1;
	if (!references_kind(r, k, PTOKEN_NUMBER) || read_item(r, k, &ref, NULL) == k) {
		r->item_count = ref.item;
		return i;
	}
	k = read_list(r, r->item[r->item_count - 1].past, &ref);
	add_reference(r, ref, i, k);
	return k;
}

/* "s. 295-C", "ss 3 and 4": sections, where a law is named with them. */
static size_t read_section_letter(struct references *r, size_t i)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_SECTION, .doubtful = true, .letter = true};
	struct span word = ptoken_text(r->t, i);
	size_t k = i + 1 + references_kind(r, i + 1, PTOKEN_STOP), past;

	ref.plural = span_eq_str(word, "ss");
	if ((!ref.plural && !span_eq_str(word, "s")) || ptoken_glued(r->t, i) || !references_kind(r, k, PTOKEN_NUMBER))
		return i;
	past = read_item(r, k, &ref, NULL);
	if (past == k) {
		r->item_count = ref.item;
		return i;
	}
	past = read_list(r, past, &ref);
	add_reference(r, ref, i, past);
	return past;
}

static size_t read_at(struct references *r, size_t i)
{
	struct paragraphs before;
	size_t unit;

	if ((r->t->token[i].flags & PTOKEN_ADDRESS) != 0)
		return i;
	if (references_kind(r, i, PTOKEN_PARAGRAPH))
		return read_sign(r, i);
	if (ptoken_is(r->t, i, CLASS_PARAGRAPH | CLASS_SUBPARAGRAPH | CLASS_ORDINAL)) {
		unit = paragraphs_before(r, i, &before);
		if (unit != i && !ptoken_is(r->t, unit, CLASS_BEHIND)) {
			size_t past = read_reference(r, unit, i, &before);

			return past == unit ? i : past;
		}
	}
	if (!ptoken_is(r->t, i, CLASS_UNIT))
		return references_kind(r, i, PTOKEN_WORD) ? read_section_letter(r, i) : i;
	return ptoken_is(r->t, i, CLASS_BEHIND) ? read_behind(r, i) : read_reference(r, i, i, NULL);
}

void references_find(struct references *r)
{
	r->count = r->item_count = 0;
	for (size_t i = 0; i < r->t->count;) {
		size_t past = read_at(r, i);

		i = past > i ? past : i + 1;
	}
}
