#include "searcher/scope.h"

#include "searcher/term.h"
#include "text/fold.h"
#include "text/words.h"

/* ---- what was searched ---- */

struct scope scope_of(const struct library *l)
{
	struct scope s = {0};

	for (size_t i = 0; i < l->count; i++) {
		const struct manifest *m = &l->indexes[i].build.manifest;

		s.sources += m->sources;
		s.passages += m->passages;
		s.undated += m->undated;
		s.failed += m->failed;
		s.failed_lines += m->failed_lines;
		if (m->date_first != NULL && (s.first == NULL || strcmp(m->date_first, s.first) < 0))
			s.first = m->date_first;
		if (m->date_last != NULL && (s.last == NULL || strcmp(m->date_last, s.last) > 0))
			s.last = m->date_last;
	}
	return s;
}

/* ---- which words occur nowhere ---- */

static bool word_occurs(const struct library *l, struct span word)
{
	struct buf folded;
	bool found = false;

	buf_init(&folded);
	for (size_t i = 0; i < l->language_count && !found; i++) {
		buf_clear(&folded);
		fold_word(&folded, word, l->languages[i]);
		found = folded.len == 0 || term_occurs(l, PREFIX_WORD, buf_span(&folded));
	}
	buf_release(&folded);
	return found;
}

struct absent {
	struct span *words;
	size_t count, cap;
};

static void add_absent(struct absent *a, const struct library *l, const struct leaf *leaf)
{
	struct span text = leaf->text;

	for (size_t i = 0; i < leaf->part_count; i++)
		add_absent(a, l, &leaf->parts[i]);
	if (leaf->part_count != 0 || leaf->negative || leaf->kind == LEAF_CITED || leaf->kind == LEAF_PERSON)
		return;
	for (size_t at = 0, end; at < text.len; at = end) {
		struct span word;

		end = word_end(text, at);
		word = span_make(text.data + at, end - at);
		if (!word_is_word(word) || word_occurs(l, word))
			continue;
		ARRAY_GROW(a->words, a->count, a->cap);
		a->words[a->count++] = word;
	}
}

static bool has_prefix(const struct plan *p)
{
	for (size_t i = 0; i < p->leaf_count; i++)
		for (size_t v = 0; v < p->leaves[i].variant_count; v++)
			for (size_t w = 0; w < p->leaves[i].variants[v].word_count; w++)
				if (p->leaves[i].variants[v].words[w].prefix)
					return true;
	return false;
}

/* Whether another leaf speaks for the words: a provision for "art" of "art.12", a name of two words; but a person's does not say which is absent. */
static bool is_covered(const struct plan *p, const struct leaf *leaf)
{
	return leaf->cover != 0 && p->leaves[leaf->cover - 1].kind != LEAF_PERSON;
}

size_t scope_absent(const struct plan *p, const struct library *l, struct span **out)
{
	struct absent a = {0};

	for (size_t i = 0; i < p->leaf_count && !has_prefix(p); i++)
		if (!is_covered(p, &p->leaves[i]))
			add_absent(&a, l, &p->leaves[i]);
	*out = a.words;
	return a.count;
}
