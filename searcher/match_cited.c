#include "searcher/match_cited.h"

#include "searcher/match_person.h"
#include "text/utf8.h"

#include <stdlib.h>

struct marking {
	struct hit *hit;
	const struct plan *plan;
	const struct library *library;
	enum match *best;
	size_t cap; /* of hit->marks */
};

static void add(struct marking *m, struct range at, size_t leaf, enum match how)
{
	struct hit *h = m->hit;

	if (m->cap < h->mark_count + 1) {
		m->cap = 2 * h->mark_count + 8;
		h->marks = mem_realloc(h->marks, m->cap * sizeof *h->marks);
	}
	h->marks[h->mark_count++] = (struct mark){.at = at, .leaf = (uint32_t)leaf, .how = how};
}

/* Whether a provision that a passage cites is what a LEAF_CITED stands for. */
static bool cites_provision(const struct leaf *leaf, const struct provision *p)
{
	struct buf term;
	bool cites = false;

	buf_init(&term);
	for (size_t i = 0; !cites && provision_term(p, i, &term); i++) {
		for (size_t k = 0; k < leaf->cited_count; k++)
			cites |= span_eq(leaf->cited[k], buf_span(&term));
		term.data[term.len - 1] = p->instrument.len == 0 ? *SCHEMA_NO_INSTRUMENT : term.data[term.len - 1];
		for (size_t k = 0; k < leaf->cited_count && p->instrument.len == 0; k++)
			cites |= span_eq(leaf->cited[k], buf_span(&term));
		buf_clear(&term);
	}
	buf_release(&term);
	return cites;
}

/* ---- the words at a place ---- */

static bool is_letter_or_digit(struct span text, size_t at)
{
	int32_t cp;

	utf8_decode(text, at, &cp);
	return utf8_is_letter(cp) || utf8_is_digit(cp);
}

/* Whether a text may be cut at the space: words go on over one only after a hyphen. */
static bool is_cut(struct span text, size_t space)
{
	size_t before;

	if (text.data[space] != ' ' || space == 0 || space + 1 == text.len)
		return false;
	before = utf8_before(text, space);
	return is_letter_or_digit(text, space + 1) &&
	       (is_letter_or_digit(text, before) || ((unsigned char)text.data[before] < 0x80 && text.data[before] != '-'));
}

/* The place with what stands before it in its word, and so many words more: the tokens in it are the text's. */
static struct range with_words(struct span text, struct range at, size_t words)
{
	struct range wide = at;

	while (wide.start > 0 && !is_cut(text, wide.start - 1))
		wide.start--;
	for (size_t past = 0; wide.end < text.len; wide.end++)
		if (is_cut(text, wide.end) && past++ == words)
			break;
	return wide;
}

static size_t most_words(const struct leaf *leaf)
{
	size_t most = 0;

	for (size_t i = 0; i < leaf->variant_count; i++)
		if (leaf->variants[i].word_count > most)
			most = leaf->variants[i].word_count;
	return most;
}

/* The typed words at a place where the text cites: then they stand there as they are. */
static bool is_typed_at(const struct marking *m, const struct leaf *leaf, struct range at, struct range *typed)
{
	struct span all = buf_span(&m->hit->reading.text);
	struct range wide = with_words(all, at, most_words(leaf));
	struct beginnings words = beginnings_none;
	struct text_tokens text;
	struct occurrence o;
	bool found = false;

	if (leaf->variant_count == 0)
		return false;
	leaf_beginnings(leaf, &words);
	text_tokens_read(&text, m->library, m->hit->language, span_sub(all, wide), &words);
	for (size_t i = 0; i < text.count && !found; i++)
		found = text.tokens[i].at.start < at.end - wide.start && text.tokens[i].at.end > at.start - wide.start &&
		        leaf_match_at(leaf, &text, i, &o);
	text_tokens_release(&text);
	if (found)
		*typed = (struct range){wide.start + o.at.start, wide.start + o.at.end};
	return found;
}

/* ---- marking ---- */

/* Marks one place. */
static void add_place(struct marking *m, size_t number, struct range at)
{
	struct range typed;

	if (is_typed_at(m, &m->plan->leaves[number], at, &typed)) {
		at.start = typed.start < at.start ? typed.start : at.start;
		at.end = typed.end > at.end ? typed.end : at.end;
		m->best[number] = MATCH_EXACT;
	} else if (m->best[number] == MATCH_KINDS) {
		m->best[number] = MATCH_PROVISION;
	}
	add(m, at, number, m->best[number]);
}

static bool is_asked_for(const struct leaf *leaf, struct span paragraph)
{
	for (size_t i = 0; i < leaf->paragraph_count; i++)
		if (span_eq(leaf->paragraphs[i], paragraph))
			return true;
	return false;
}

/* Whether it is a paragraph of the document that the leaf stands for, or a recommendation with its number. */
static bool is_paragraph_of(const struct leaf *leaf, const struct hit *h)
{
	const struct record *r = &h->record;
	struct buf own;
	bool same = false;

	if (leaf->paragraph_count == 0 || r->label.len == 0)
		return false;
	buf_init(&own);
	symbol_add_paragraph(&own, span_of(""), r->label, span_of(""), 0);
	same = is_asked_for(leaf, buf_span(&own));
	for (size_t levels = 0; levels <= symbol_mark_levels(r->mark) && !same && h->source.meta.symbol != NULL; levels++) {
		buf_clear(&own);
		symbol_add_paragraph(&own, span_of(h->source.meta.symbol), r->label, r->mark, levels);
		same = is_asked_for(leaf, buf_span(&own));
	}
	buf_release(&own);
	return same;
}

/* Whether the passage is the text of what the leaf stands for. */
static bool is_text_of(const struct leaf *leaf, const struct hit *h)
{
	bool found = span_eq_str(leaf->passage, h->record.id) || (leaf->symbol && is_paragraph_of(leaf, h));

	for (size_t i = 0; i < h->record.own_count && !found; i++)
		found = !leaf->symbol && cites_provision(leaf, &h->record.own[i]);
	return found;
}

/* Whether the leaf asks for the symbol, or for what has it for another name. */
static bool is_cited(const struct leaf *leaf, struct span symbol)
{
	for (size_t i = 0; i < leaf->cited_count; i++)
		if (span_eq(symbol, leaf->cited[i]))
			return true;
	return false;
}

/* Whether the passage stands in the document that is asked for by its symbol alone, and that nothing cites. */
static bool is_in_document(const struct leaf *leaf, const struct hit *h)
{
	struct buf own;
	bool same;

	if (!leaf->document || h->source.meta.symbol == NULL)
		return false;
	buf_init(&own);
	symbol_add(&own, span_of(h->source.meta.symbol));
	same = is_cited(leaf, buf_span(&own));
	buf_release(&own);
	return same;
}

static bool cites(const struct leaf *leaf, const struct hit *h)
{
	const struct record *r = &h->record;
	bool found = is_text_of(leaf, h) || is_in_document(leaf, h);

	for (size_t i = 0; i < r->provision_count && !found; i++)
		found = !leaf->symbol && cites_provision(leaf, &r->provisions[i].of);
	for (size_t i = 0; i < r->symbol_count && !found; i++)
		found = leaf->symbol && is_cited(leaf, r->symbols[i].name);
	return found;
}

/* Marks what the record cites that the leaf asks for; a provision's own text need not. */
static bool add_cited(struct marking *m, size_t number)
{
	const struct leaf *leaf = &m->plan->leaves[number];
	const struct record *r = &m->hit->record;

	if (!cites(leaf, m->hit))
		return false;
	for (size_t i = 0; i < r->provision_count && !leaf->symbol; i++)
		if (cites_provision(leaf, &r->provisions[i].of))
			add_place(m, number, r->provisions[i].of.at);
	for (size_t i = 0; i < r->symbol_count && leaf->symbol; i++)
		if (is_cited(leaf, r->symbols[i].name))
			add_place(m, number, r->symbols[i].at);
	if (m->best[number] == MATCH_KINDS)
		m->best[number] = leaf->passage.len != 0 || leaf->document ? MATCH_EXACT : MATCH_PROVISION;
	return true;
}

/* How many places name the person; *surname: the first, where each is the surname alone, or empty. */
static size_t add_persons(struct marking *m, size_t number, struct span *surname)
{
	const struct leaf *leaf = &m->plan->leaves[number];
	struct span bytes = buf_span(&m->hit->reading.text);
	struct beginnings words = beginnings_none;
	struct person_match *found;
	struct text_tokens text;
	size_t count;

	leaf_beginnings(leaf, &words);
	text_tokens_read(&text, m->library, m->hit->language, bytes, &words);
	count = person_matches(leaf, &text, bytes, &found);
	text_tokens_release(&text);
	*surname = count == 0 ? span_of("") : span_sub(bytes, found[0].at);
	for (size_t i = 0; i < count; i++) {
		add(m, found[i].at, number, MATCH_NAME);
		if (!found[i].bare)
			*surname = span_of("");
	}
	free(found);
	return count;
}

void cited_drop_words(struct hit *h, const struct plan *p, size_t leaf)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->mark_count; i++)
		if (p->leaves[h->marks[i].leaf].cover != leaf + 1)
			h->marks[kept++] = h->marks[i];
	h->mark_count = kept;
}

bool cited_is_all(const struct plan *p, const struct hit *h)
{
	for (size_t i = 0; i < p->leaf_count; i++) {
		const struct leaf *leaf = &p->leaves[i], *over = leaf->cover == 0 ? leaf : &p->leaves[leaf->cover - 1];

		if (!leaf->negative && !leaf->stop && (over->kind != LEAF_CITED || over->negative || !cites(over, h)))
			return false;
	}
	return p->leaf_count != 0;
}

/* The words that the leaf speaks for are found with it. */
static void speak(struct marking *m, size_t number)
{
	for (size_t i = 0; i < m->plan->leaf_count; i++)
		if (m->plan->leaves[i].cover == number + 1 && m->best[i] > MATCH_EXACT)
			m->best[i] = MATCH_EXACT;
}

/* "Bokayev" alone: of the words of "Nurlan Bokayev", the surname, in whatever spelling; the other is not there. */
static void speak_surname(struct marking *m, size_t number, struct span surname)
{
	struct person named, word;

	person_read(&named, &surname, 1);
	for (size_t i = 0; i < m->plan->leaf_count; i++) {
		struct span text = name_part(m->plan->leaves[i].text);

		if (m->plan->leaves[i].cover != number + 1 || m->best[i] <= MATCH_EXACT)
			continue;
		person_read(&word, &text, 1);
		if (person_compare(&word, &named, NULL) != NAME_NONE)
			m->best[i] = MATCH_EXACT;
	}
}

void cited_marks(struct hit *h, const struct plan *p, const struct library *l, enum match *best)
{
	struct marking m = {h, p, l, best, h->mark_count};

	for (size_t i = 0; i < p->leaf_count; i++) {
		const struct leaf *leaf = &p->leaves[i];
		bool typed = best[i] != MATCH_KINDS;

		if (leaf->negative)
			continue;
		if (leaf->kind == LEAF_CITED) {
			if (!add_cited(&m, i))
				continue;
			cited_drop_words(h, p, i);
		} else if (leaf->kind == LEAF_PERSON) {
			struct span surname = span_of("");

			if (!typed && add_persons(&m, i, &surname) == 0)
				continue;
			best[i] = typed ? best[i] : MATCH_NAME;
			if (surname.len != 0) {
				speak_surname(&m, i, surname);
				continue;
			}
		} else if (!typed) {
			continue;
		}
		speak(&m, i);
	}
	marks_settle(h->marks, &h->mark_count);
}
