#include "searcher/evidence.h"

#include "searcher/match_cited.h"

#include <stdlib.h>

/* Words may stand in the title, section path or lead-in instead: those were indexed with the passage. */
static void read_fields(const struct hit *h, const struct plan *p, const struct library *l,
                        enum match *best)
{
	const char *title = h->source.meta.title;

	if (title != NULL)
		plan_evidence(p, l, h->language, span_of(title), true, best);
	for (size_t i = 0; i < h->record.section_count; i++)
		plan_evidence(p, l, h->language, h->record.sections[i], true, best);
	if (h->record.lead_in.len != 0)
		plan_evidence(p, l, h->language, h->record.lead_in, true, best);
}

static bool counts(const struct leaf *leaf)
{
	return !leaf->negative && !leaf->stop;
}

static bool all_found(const struct plan *p, const enum match *best)
{
	for (size_t i = 0; i < p->leaf_count; i++)
		if (counts(&p->leaves[i]) && best[i] == MATCH_KINDS)
			return false;
	return true;
}

/* "Kenya;" without its mark; a full stop stays where there is another ("U.N."). */
static struct span without_marks(struct span word)
{
	static const char *const marks[] = {",", ";", ":", "،", "؛"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (span_ends(word, marks[i]) && word.len > strlen(marks[i])) {
			word.len -= strlen(marks[i]);
			i = SIZE_MAX; /* from the first again */
		}
	if (word.len > 1 && word.data[word.len - 1] == '.' && memchr(word.data, '.', word.len - 1) == NULL)
		word.len--;
	return word;
}

/* The same, "[GC]," without the pair of brackets around it, too; "41(2)(d)" and "c)" stay. */
static struct span bare(struct span word)
{
	word = without_marks(word);
	if (word.len > 2 && ((*word.data == '[' && word.data[word.len - 1] == ']') || (*word.data == '(' && word.data[word.len - 1] == ')')) &&
	    memchr(word.data + 1, *word.data, word.len - 1) == NULL)
		word = span_make(word.data + 1, word.len - 2);
	return word;
}

static void settle(struct hit *h, const struct plan *p, const enum match *best)
{
	free(h->missing);
	h->missing = mem_alloc((p->leaf_count + 1) * sizeof *h->missing);
	h->missing_count = 0;
	h->match = MATCH_EXACT;
	for (size_t i = 0; i < p->leaf_count; i++) {
		const struct leaf *leaf = &p->leaves[i];

		if (!counts(leaf))
			continue;
		if (best[i] == MATCH_KINDS && !leaf->optional)
			h->missing[h->missing_count++] = leaf->kind == LEAF_WORD ? bare(leaf->text) : leaf->text;
		else if (best[i] != MATCH_KINDS && best[i] > h->match)
			h->match = best[i];
	}
}

static bool is_verified(const struct leaf *leaf)
{
	return leaf->kind == LEAF_PHRASE || leaf->kind == LEAF_NEAR;
}

/* The words are marked if there are some that no citation speaks for. */
void hit_mark(struct hit *h, const struct plan *p, const struct library *l)
{
	if (h->best != NULL)
		return;
	h->best = mem_alloc((p->leaf_count + 1) * sizeof *h->best);
	for (size_t i = 0; i < p->leaf_count; i++)
		h->best[i] = MATCH_KINDS;
	if (!cited_is_all(p, h))
		h->mark_count = plan_marks(p, l, h->language, buf_span(&h->reading.text), &h->marks, h->best);
}

bool hit_judge(struct hit *h, const struct plan *p, const struct library *l, struct span *phrase)
{
	bool borne_out = true;

	hit_mark(h, p, l);
	for (size_t i = 0; i < p->leaf_count && borne_out; i++)
		if (p->leaves[i].required && is_verified(&p->leaves[i]) && h->best[i] == MATCH_KINDS) {
			borne_out = false;
			*phrase = p->leaves[i].text;
		}
	cited_marks(h, p, l, h->best);
	if (!all_found(p, h->best))
		read_fields(h, p, l, h->best);
	settle(h, p, h->best);
	return borne_out;
}

/* ---- a whole source ---- */

static bool has_mark_of(const struct hit *h, size_t leaf)
{
	for (size_t i = 0; i < h->mark_count; i++)
		if (h->marks[i].leaf == leaf)
			return true;
	return false;
}

void hits_mark(struct hit *hits, size_t count, const struct plan *p, const struct library *l)
{
	bool cited = false;

	for (size_t i = 0; i < count; i++) {
		hit_mark(&hits[i], p, l);
		cited_marks(&hits[i], p, l, hits[i].best);
	}
	for (size_t leaf = 0; leaf < p->leaf_count; leaf++, cited = false) {
		for (size_t i = 0; i < count && p->leaves[leaf].kind == LEAF_CITED && !cited; i++)
			cited = has_mark_of(&hits[i], leaf);
		for (size_t i = 0; i < count && cited; i++)
			cited_drop_words(&hits[i], p, leaf);
	}
}
