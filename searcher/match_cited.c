#include "searcher/match_cited.h"

#include "searcher/match_person.h"

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

bool cites_provision(const struct leaf *leaf, const struct provision *p)
{
	struct buf term;
	bool cites = false;

	buf_init(&term);
	for (size_t i = 0; !cites && provision_term(p, i, &term); i++) {
		for (size_t k = 0; k < leaf->cited_count; k++)
			cites |= span_eq(leaf->cited[k], buf_span(&term));
		buf_clear(&term);
	}
	buf_release(&term);
	return cites;
}

/* The typed words at a place where the text cites: then they stand there as they are. */
static bool is_typed_at(const struct leaf *leaf, const struct text_tokens *text, struct range at,
                        struct range *typed)
{
	struct occurrence o;

	for (size_t i = 0; i < text->count && text->tokens[i].at.start < at.end; i++)
		if (text->tokens[i].at.end > at.start && leaf_match_at(leaf, text, i, &o)) {
			*typed = o.at;
			return true;
		}
	return false;
}

/* Marks one place. */
static void add_place(struct marking *m, size_t number, const struct text_tokens *text, struct range at)
{
	struct range typed;

	if (is_typed_at(&m->plan->leaves[number], text, at, &typed)) {
		at.start = typed.start < at.start ? typed.start : at.start;
		at.end = typed.end > at.end ? typed.end : at.end;
		m->best[number] = MATCH_EXACT;
	} else if (m->best[number] == MATCH_KINDS) {
		m->best[number] = MATCH_PROVISION;
	}
	add(m, at, number, m->best[number]);
}

static bool cites(const struct leaf *leaf, const struct record *r)
{
	bool found = false;

	for (size_t i = 0; i < r->provision_count && !found; i++)
		found = !leaf->symbol && cites_provision(leaf, &r->provisions[i].of);
	for (size_t i = 0; i < r->symbol_count && !found; i++)
		found = leaf->symbol && span_eq(r->symbols[i].name, leaf->cited[0]);
	return found;
}

/* Marks what the record cites that the leaf asks for. */
static bool add_cited(struct marking *m, size_t number)
{
	const struct leaf *leaf = &m->plan->leaves[number];
	const struct record *r = &m->hit->record;
	struct text_tokens text;

	if (!cites(leaf, r))
		return false;
	text_tokens_read(&text, m->library, m->hit->language, buf_span(&m->hit->reading.text));
	for (size_t i = 0; i < r->provision_count && !leaf->symbol; i++)
		if (cites_provision(leaf, &r->provisions[i].of))
			add_place(m, number, &text, r->provisions[i].of.at);
	for (size_t i = 0; i < r->symbol_count && leaf->symbol; i++)
		if (span_eq(r->symbols[i].name, leaf->cited[0]))
			add_place(m, number, &text, r->symbols[i].at);
	text_tokens_release(&text);
	return true;
}

static size_t add_persons(struct marking *m, size_t number)
{
	const struct leaf *leaf = &m->plan->leaves[number];
	struct span bytes = buf_span(&m->hit->reading.text);
	struct person_match *found;
	struct text_tokens text;
	size_t count;

	text_tokens_read(&text, m->library, m->hit->language, bytes);
	count = person_matches(leaf, &text, bytes, &found);
	text_tokens_release(&text);
	for (size_t i = 0; i < count; i++)
		add(m, found[i].at, number, MATCH_NAME);
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

/* The words that the leaf speaks for are found with it. */
static void speak(struct marking *m, size_t number)
{
	for (size_t i = 0; i < m->plan->leaf_count; i++)
		if (m->plan->leaves[i].cover == number + 1 && m->best[i] > MATCH_EXACT)
			m->best[i] = MATCH_EXACT;
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
			if (!typed && add_persons(&m, i) == 0)
				continue;
			best[i] = typed ? best[i] : MATCH_NAME;
		} else if (!typed) {
			continue;
		}
		speak(&m, i);
	}
	marks_settle(h->marks, &h->mark_count);
}
