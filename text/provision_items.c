#include "text/provision_bracket.h"

#define RANGE_MOST 200 /* "Articles 8 to 11": a longer range names its two ends only */
#define WHAT_TOKENS 16 /* of "(right to life)" */

struct item *item_add(struct references *r, struct item item)
{
	ARRAY_GROW(r->item, r->item_count, r->item_cap);
	r->item[r->item_count] = item;
	return &r->item[r->item_count++];
}

/* An article with its paragraphs, each an item. */
static void add_items(struct references *r, struct item item, const struct paragraphs *p)
{
	item.points = p->points;
	item.pointed = p->pointed;
	if (p->count == 0)
		item_add(r, item);
	for (size_t i = 0; i < p->count; i++) {
		struct item one = item;

		one.paragraph = p->at[i].paragraph;
		one.subparagraph = p->at[i].subparagraph;
		if (i > 0)
			one.first = p->at[i].first;
		one.past = p->at[i].past > one.first ? p->at[i].past : item.past;
		item_add(r, one);
	}
}

/* ", Section 2, Clause 3", ", Sec. 2" behind an article in Roman numbers, as in the Constitution of the United States. */
static size_t read_sections(struct references *r, size_t i, struct paragraphs *out)
{
	size_t word = i + references_kind(r, i, PTOKEN_COMMA), number = word + 1 + references_kind(r, word + 1, PTOKEN_STOP);

	if (out->count != 0 || !ptoken_is(r->t, word, CLASS_SECTION) || !paragraph_is_number(r, number))
		return i;
	paragraph_put(r, number, true, i, number + 1, out);
	i = paragraph_brackets(r, number + 1, out);
	if (ptoken_is(r->t, word, CLASS_PLURAL))
		return paragraph_sections_beside(r, i, out);
	word = i + references_kind(r, i, PTOKEN_COMMA);
	if (!ptoken_is(r->t, word, CLASS_PARAGRAPH | CLASS_SUBPARAGRAPH) || !paragraph_is_number(r, word + 1))
		return i;
	paragraph_put(r, word + 1, false, i, word + 2, out);
	return word + 2;
}

/* ", A, 2" behind "1er" at i, before "de la": a letter of the number and its paragraph, as French texts cite "1A(2)"; i if it is none. */
static size_t read_letter_parted(struct references *r, size_t i, struct item *item, struct paragraphs *out)
{
	struct span letter = references_word(r, i + 1);
	struct buf label;

	if (!references_kind(r, i, PTOKEN_COMMA) || letter.len != 1 || letter.data[0] < 'A' || letter.data[0] > 'H' ||
	    !references_kind(r, i + 2, PTOKEN_COMMA) || !paragraph_is_number(r, i + 3) || !ptoken_is(r->t, i + 4, CLASS_OF))
		return i;
	buf_init(&label);
	buf_add_span(&label, item->article);
	buf_add_span(&label, letter);
	item->article = pool_span(r->pool, buf_span(&label));
	buf_release(&label);
	paragraph_put(r, i + 3, true, i, i + 4, out);
	return i + 4;
}

/* The paragraphs that stood before an article; letters are of the article's own: "(a) to (f) of Article 5 § 1". */
static void put_before(struct references *r, const struct paragraphs *before, const struct item *item,
                       struct paragraphs *p)
{
	const struct paragraph own = p->count == 0 ? (struct paragraph){0} : p->at[0];
	bool nested = p->count == 1 && own.subparagraph.len == 0;
	size_t past = p->count == 0 ? item->past : own.past;

	for (size_t i = 0; i < before->count; i++)
		nested = nested && (before->inner || before->at[i].paragraph.len == 0);
	if (p->count != 0 && !nested)
		return;
	*p = *before;
	for (size_t i = 0; i < p->count; i++) {
		if (nested)
			paragraph_nest(r, &own, &p->at[i]);
		p->at[i].first = item->first;
		p->at[i].past = past;
	}
}

size_t items_first(struct references *r, size_t i, struct reference *ref, const struct paragraphs *before)
{
	struct item item;
	struct paragraphs p;
	size_t past = label_read(r, i, ref, &item);

	if (past == i)
		return i;
	memset(&p, 0, sizeof p);
	r->number = item.value;
	r->plural = ref->plural;
	past = read_letter_parted(r, past, &item, &p);
	if (p.count == 0 && (!ref->comment || !references_kind(r, past, PTOKEN_COMMA)))
		past = paragraphs_read(r, past, &p);
	r->number = 0;
	if (item.roman && ref->unit == PROVISION_ARTICLE)
		past = read_sections(r, past, &p);
	if (before != NULL && before->count != 0)
		put_before(r, before, &item, &p);
	add_items(r, item, &p);
	return past;
}

size_t items_same(struct references *r, size_t first, size_t past, const struct paragraphs *before)
{
	const struct reference *last = &r->ref[r->count - 1];
	struct item item = r->item[last->item];
	struct paragraphs p = *before;

	for (size_t i = last->item; i < last->item + last->item_count; i++)
		if (!span_eq(r->item[i].article, item.article) || r->item[i].points != 0)
			return 0;
	item.paragraph = item.subparagraph = span_of("");
	item.first = first;
	item.past = past;
	for (size_t i = 0; i < p.count; i++) {
		p.at[i].first = first;
		p.at[i].past = past;
	}
	p.points = 0;
	add_items(r, item, &p);
	return p.count;
}

/* "495-17", "R776-20": more than a number. */
static bool is_lettered(const struct item *item)
{
	return item->article.len != 0 && (memchr(item->article.data, '-', item->article.len) != NULL ||
	                                  item->article.data[0] > '9');
}

/* "22(4) to 22(7)" at i: paragraphs of one article; the token past the second, i if it is none. */
static size_t read_paragraph_range(struct references *r, size_t i, struct reference *ref)
{
	const struct item last = r->item[r->item_count - 1];
	struct paragraphs p = {.bracketed = true};
	struct item next;
	size_t bracket = label_read(r, i + 1, ref, &next);

	if (bracket == i + 1 || last.paragraph.len == 0 || last.subparagraph.len != 0 || !span_eq(next.article, last.article) ||
	    !paragraph_is_bracket(r, bracket) || !references_kind(r, bracket + 1, PTOKEN_NUMBER))
		return i;
	paragraph_add(&p, i)->paragraph = last.paragraph;
	paragraph_fill(r, bracket, &p);
	paragraph_put(r, bracket + 1, true, i + 1, bracket + 3, &p);
	for (size_t k = 1; k < p.count; k++) {
		next.paragraph = p.at[k].paragraph;
		next.past = bracket + 3;
		item_add(r, next);
	}
	return bracket + 3;
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
	if (past == i + 1 || ptoken_is(r->t, past, CLASS_COUNTED))
		return i;
	if (!dash && next.value == last.value && is_lettered(&next) && is_lettered(&last))
		return i + 1;
	if (next.value <= last.value)
		return i;
	if (next.value - last.value > RANGE_MOST || is_lettered(&next) || is_lettered(&last))
		return i + 1; /* its two ends only */
	for (uint32_t value = last.value + 1; value < next.value; value++) {
		struct buf label;

		buf_init(&label);
		buf_addf(&label, "%u", value);
		between.article = pool_span(r->pool, buf_span(&label));
		between.value = value;
		between.first = last.first;
		between.past = past;
		item_add(r, between);
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

static bool is_sign(const struct references *r, size_t i, char sign)
{
	return references_kind(r, i, PTOKEN_OTHER) && r->t->text.data[r->t->token[i].at.start] == sign;
}

/* "r/w", read with */
static bool is_read_with(const struct references *r, size_t i)
{
	return span_eq_str(references_word(r, i), "r") && references_glued(r, i + 1, PTOKEN_SLASH) && span_eq_str(references_word(r, i + 2), "w");
}

/* Past ", ", " and ", ", and ", "/", "13+8", " r/w " at i; *and and *comma say which. */
static size_t read_separator(const struct references *r, size_t i, bool *and, bool *comma)
{
	*and = *comma = false;
	if (references_is_next_by_slash(r, i) || (is_sign(r, i, '+') && references_glued(r, i + 1, PTOKEN_NUMBER)))
		return i + 1;
	if (is_read_with(r, i))
		return i + 3;
	*comma = references_kind(r, i, PTOKEN_COMMA) || references_kind(r, i, PTOKEN_SEMICOLON);
	i += *comma;
	*and = ptoken_is(r->t, i, CLASS_AND) || is_sign(r, i, '&') || (references_kind(r, i + 1, PTOKEN_NUMBER) && span_eq_str(references_word(r, i), "i"));
	return i + *and;
}

#define ASIDE_TOKENS 5 /* of ", in the alternative," */

/* Past ", in the alternative," behind "and", or Spanish "el", at i, where a number follows; i otherwise. */
static size_t skip_aside(const struct references *r, size_t i)
{
	size_t k = i + 1;

	if (r->spanish && (span_eq_str(references_word(r, i), "el") || span_eq_str(references_word(r, i), "los")) &&
	    references_kind(r, k, PTOKEN_NUMBER))
		return k;
	if (!references_kind(r, i, PTOKEN_COMMA) || !ptoken_is(r->t, i - 1, CLASS_AND))
		return i;
	while (k <= i + ASIDE_TOKENS && references_kind(r, k, PTOKEN_WORD) && !ptoken_is(r->t, k, CLASS_UNIT))
		k++;
	return references_kind(r, k, PTOKEN_COMMA) && references_kind(r, k + 1, PTOKEN_NUMBER) ? k + 1 : i;
}

/* What has been read of a list for certain, and what only an "of the" after it confirms. */
struct list {
	size_t past, items; /* certain */
	bool closed;        /* "and" has come */
	bool doubted;
};

/* "Конвенции", "Закона" right behind a number: whose articles they are, in the genitive. */
static bool is_genitive_name(const struct references *r, size_t i)
{
	return i < r->t->count && (r->t->token[i].flags & (PTOKEN_CAPITAL | PTOKEN_CYRILLIC | PTOKEN_SENTENCE)) == (PTOKEN_CAPITAL | PTOKEN_CYRILLIC) &&
	       !ptoken_is(r->t, i, CLASS_UNIT);
}

static bool is_confirmed(const struct references *r, size_t past)
{
	past += references_kind(r, past, PTOKEN_COMMA);
	if (is_read_with(r, past) || (ptoken_is(r->t, past, CLASS_CHAIN) && ptoken_is(r->t, past + 1, CLASS_CHAIN) && !ptoken_is(r->t, past, CLASS_AND)))
		return true; /* "read with" */
	return (ptoken_is(r->t, past, CLASS_OF) && !ptoken_is(r->t, past + 1, CLASS_PRONOUN | CLASS_COUNTED)) || references_is_abbreviation(r, past) ||
	       references_kind(r, past, PTOKEN_CLOSE) ||
	       (past < r->t->count && (r->t->token[past].flags & PTOKEN_CAPITALS) != 0 &&
	        !ptoken_is(r->t, past, CLASS_UNIT)) ||
	       is_genitive_name(r, past) ||
	       (r->query && past >= r->t->count);
}

/* Past "(right to life)" at i, which says what the item is about, where another item follows; i otherwise. */
static size_t skip_what(const struct references *r, size_t i)
{
	size_t k = i + 1;

	if (!references_kind(r, i, PTOKEN_OPEN))
		return i;
	while (k < i + WHAT_TOKENS && (references_kind(r, k, PTOKEN_WORD) || references_kind(r, k, PTOKEN_COMMA) ||
	                               references_kind(r, k, PTOKEN_APOSTROPHE) || references_kind(r, k, PTOKEN_DASH)))
		k++;
	if (!references_kind(r, k, PTOKEN_CLOSE) || k < i + 2)
		return i;
	k++;
	return references_kind(r, k, PTOKEN_COMMA) || ptoken_is(r->t, k, CLASS_AND) ? k : i;
}

/* "were" of "articles 2, 4 and 6 were breached", where people would stand behind a second "and" */
static bool is_verb(const struct references *r, size_t i)
{
	static const char *const words[] = {"was", "were", "has", "have", "had", "are"};

	for (size_t n = 0; n < sizeof words / sizeof *words; n++)
		if (span_eq_str(references_word(r, i), words[n]))
			return true;
	return false;
}

/* One more item of the list at `at`; `at` if there is none. */
static size_t read_more(struct references *r, size_t at, struct reference *ref, struct list *list)
{
	bool and, comma, aside;
	size_t next, past;

	if (ptoken_is(r->t, at, CLASS_TO) && (past = read_paragraph_range(r, at, ref)) != at)
		return past;
	next = read_range(r, at, ref);
	if (next != at)
		return items_first(r, next, ref, NULL);
	next = read_separator(r, skip_what(r, at), &and, &comma);
	past = next == at ? next : skip_aside(r, next);
	aside = past != next;
	next = past;
	if (next == at || !references_kind(r, next, PTOKEN_NUMBER))
		if (next == at || !references_kind(r, next, PTOKEN_WORD) || ptoken_is(r->t, next, CLASS_UNIT | CLASS_FIRST))
			return at;
	past = items_first(r, next, ref, NULL);
	if (past == next)
		return at;
	if (ptoken_is(r->t, past, CLASS_COUNTED) && !(ref->plural && !list->closed && is_verb(r, past)))
		return at;
	if (list->closed || !ref->plural || aside)
		list->doubted = list->doubted || comma || aside || !ends_item(r, past) || list->closed;
	list->closed = list->closed || and;
	return past;
}

size_t items_rest(struct references *r, size_t at, struct reference *ref)
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
