/*
 * match_leaf.h: one leaf of a query against the tokens of one text. For
 * match*.c, plan*.c and rerank.c only.
 */
#ifndef SEARCHER_MATCH_LEAF_H
#define SEARCHER_MATCH_LEAF_H

#include "searcher/plan.h"
#include "store/schema.h"

/* A text's tokens, by place and by position; good until the analyser's next call. */
struct text_tokens {
	const struct token *tokens;
	size_t count;
	size_t *first; /* by position: its first token */
	uint32_t last_position;
	const struct language *language;
	const struct lists *lists;
};

/* wanted: what those words begin with that are looked at; others' tokens may have no term (analyse.h). */
void text_tokens_read(struct text_tokens *t, const struct library *l, const struct language *lang,
                      struct span text, const struct beginnings *wanted);
void text_tokens_release(struct text_tokens *t);

/* One place where a leaf matches. */
struct occurrence {
	struct range at;
	enum match how;
	uint32_t first, last; /* positions */
};

/* Adds what the words begin with by which the leaf is found, and their stems. */
void leaf_beginnings(const struct leaf *leaf, struct beginnings *b);
/* The tightest match of a word or phrase that begins with token i. */
bool leaf_match_at(const struct leaf *leaf, const struct text_tokens *text, size_t i,
                   struct occurrence *out);
/* All matches of any leaf, NEAR too; *out is allocated. */
size_t leaf_occurrences(const struct leaf *leaf, const struct text_tokens *text,
                        struct occurrence **out);
/* Whether the leaf matches anywhere in the text. */
bool leaf_in_text(const struct leaf *leaf, const struct library *l, const struct language *lang,
                  struct span text);
/* Whether some leaf's match may begin with the token: most begin none, and are passed over. */
bool plan_may_begin(const struct plan *p, const struct language *lang, const struct token *t);
/* The first characters of a term. */
struct span truncated(struct span term, size_t characters);

#endif
