#include "searcher/match.h"

#include "searcher/match_leaf.h"
#include "text/utf8.h"

#include <stdlib.h>

const char *const match_names[MATCH_KINDS] = {
	[MATCH_EXACT] = "exact",         [MATCH_STEM] = "stem", [MATCH_EQUIVALENT] = "equivalent",
	[MATCH_PROVISION] = "provision", [MATCH_NAME] = "name", [MATCH_PREFIX] = "prefix",
	[MATCH_SPELLING] = "spelling",
};

static const enum match none = MATCH_KINDS;

struct span truncated(struct span term, size_t characters)
{
	size_t at = 0;
	int32_t cp;

	for (; characters != 0 && at < term.len; characters--)
		at += utf8_decode(term, at, &cp);
	return span_make(term.data, at);
}

static bool among(struct span s, const struct span *set, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (span_eq(s, set[i]))
			return true;
	return false;
}

static bool begins_with_one(struct span s, const struct span *set, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (s.len >= set[i].len && memcmp(s.data, set[i].data, set[i].len) == 0)
			return true;
	return false;
}

/* Whether a stem is one of the language that the text is in alone. */
static bool is_own(const struct leaf_word *w, struct span stem, const struct language *language)
{
	for (size_t i = 0; i < w->own_count; i++)
		if (w->own[i].language == language && span_eq(w->own[i].stem, stem))
			return true;
	return false;
}

/* How a word of the query matches a token; MATCH_KINDS: not at all. */
static enum match word_match(const struct leaf_word *w, const struct token *t, const struct text_tokens *text)
{
	if (among(t->term, w->terms, w->term_count))
		return MATCH_EXACT;
	if (w->prefix)
		return begins_with_one(t->term, w->terms, w->term_count) ? MATCH_PREFIX : none;
	if (t->stem.len == 0) /* those of addresses have none */
		return none;
	if (among(t->stem, w->stems, w->stem_count) ||
	    (t->marked.len != 0 && among(t->marked, w->stems, w->stem_count)) || is_own(w, t->stem, text->language) ||
	    (t->marked.len != 0 && is_own(w, t->marked, text->language)))
		return lists_is_equivalent(text->lists, text->language, t->term) ? MATCH_EQUIVALENT
		                                                                  : MATCH_STEM;
	if (!language_has_stemmer(text->language) &&
	    among(truncated(t->term, TRUNCATED_UNSTEMMED), w->truncated, w->truncated_count))
		return MATCH_STEM;
	return none;
}

/* The position after a token: a joined form spans its parts. */
static uint32_t position_after(const struct text_tokens *text, size_t i)
{
	size_t k = i + 1;

	if ((text->tokens[i].flags & TOKEN_JOINED) == 0)
		return text->tokens[i].position + 1;
	while (k < text->count && ((text->tokens[k].flags & TOKEN_JOINED) != 0 ||
	                           text->tokens[k].at.start < text->tokens[i].at.end))
		k++;
	return k < text->count ? text->tokens[k].position : text->last_position + 1;
}

/* Where a phrase may go on: there are several ways only where words are broken at line ends. */
#define WAYS_MAX 8

struct way {
	uint32_t position;
	size_t end;
	enum match how; /* of its last word: of a phrase those before it stand as they were typed */
};

/* The token of a phrase of several words: a joined form only where a line end broke the word. */
static bool may_stand(const struct token *t, size_t words)
{
	return words == 1 || (t->flags & TOKEN_JOINED) == 0 || (t->flags & TOKEN_BROKEN) != 0;
}

static size_t add_way(struct way *ways, size_t count, struct way w)
{
	for (size_t i = 0; i < count; i++)
		if (ways[i].position == w.position)
			return count;
	if (count < WAYS_MAX)
		ways[count++] = w;
	return count;
}

/* Takes every way one word further. */
static size_t step(const struct variant *v, size_t word, const struct text_tokens *text,
                   const struct way *from, size_t from_count, struct way *to)
{
	size_t count = 0;

	for (size_t i = 0; i < from_count; i++) {
		uint32_t p = from[i].position;

		for (size_t k = p <= text->last_position ? text->first[p] : text->count;
		     k < text->count && text->tokens[k].position == p; k++) {
			enum match how = may_stand(&text->tokens[k], v->word_count)
			                         ? word_match(&v->words[word], &text->tokens[k], text)
			                         : none;

			if (how != none)
				count = add_way(to, count, (struct way){position_after(text, k), text->tokens[k].at.end, how});
		}
	}
	return count;
}

/* The match of one variant that begins with token i. */
static bool variant_match(const struct variant *v, const struct text_tokens *text, size_t i,
                          struct occurrence *out)
{
	const struct token *t = &text->tokens[i];
	struct way ways[2][WAYS_MAX], *last;
	size_t count = 1;
	enum match how;

	if (!may_stand(t, v->word_count))
		return false;
	how = word_match(&v->words[0], t, text);
	if (how == none)
		return false;
	ways[0][0] = (struct way){position_after(text, i), t->at.end, how};
	for (size_t word = 1; word < v->word_count && count != 0; word++)
		count = step(v, word, text, ways[(word + 1) % 2], count, ways[word % 2]);
	if (count == 0)
		return false;
	last = &ways[(v->word_count + 1) % 2][0];
	*out = (struct occurrence){
		.at = {t->at.start, last->end},
		.how = v->how > last->how ? v->how : last->how,
		.first = t->position,
		.last = last->position - 1,
	};
	return true;
}

bool leaf_match_at(const struct leaf *leaf, const struct text_tokens *text, size_t i,
                   struct occurrence *out)
{
	struct occurrence o;
	bool found = false;

	for (size_t k = 0; k < leaf->variant_count; k++)
		if (variant_match(&leaf->variants[k], text, i, &o) &&
		    (!found || o.how < out->how ||
		     (o.how == out->how && o.at.end > out->at.end))) {
			*out = o;
			found = true;
		}
	return found;
}

static void add_beginnings(struct beginnings *b, const struct span *terms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		beginnings_add_folded(b, terms[i]);
}

void leaf_beginnings(const struct leaf *leaf, struct beginnings *b)
{
	if (leaf->person != NULL)
		add_beginnings(b, leaf->cited, leaf->cited_count);
	for (size_t i = 0; i < leaf->part_count; i++)
		leaf_beginnings(&leaf->parts[i], b);
	for (size_t i = 0; i < leaf->variant_count && !b->any; i++)
		for (size_t k = 0; k < leaf->variants[i].word_count; k++) {
			const struct leaf_word *w = &leaf->variants[i].words[k];

			add_beginnings(b, w->terms, w->term_count);
			add_beginnings(b, w->stems, w->stem_count);
			for (size_t o = 0; o < w->own_count; o++)
				add_beginnings(b, &w->own[o].stem, 1);
		}
}

void text_tokens_read(struct text_tokens *t, const struct library *l, const struct language *lang,
                      struct span text, const struct beginnings *wanted)
{
	uint32_t filled = 0;

	t->tokens = analyse_some(l->analyser, lang, text, wanted, &t->count);
	t->language = lang;
	t->lists = l->lists;
	t->last_position = 0;
	for (size_t i = 0; i < t->count; i++)
		if (t->tokens[i].position > t->last_position)
			t->last_position = t->tokens[i].position;
	t->first = mem_alloc(((size_t)t->last_position + 1) * sizeof *t->first);
	for (size_t i = 0; i < t->count; i++)
		for (; filled <= t->tokens[i].position; filled++)
			t->first[filled] = i;
}

void text_tokens_release(struct text_tokens *t)
{
	if (t == NULL)
		return;
	free(t->first);
	*t = (struct text_tokens){0};
}
