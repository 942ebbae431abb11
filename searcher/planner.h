/*
 * planner.h: what the parts of plan_make share. For plan*.c only.
 */
#ifndef SEARCHER_PLANNER_H
#define SEARCHER_PLANNER_H

#include "searcher/plan.h"
#include "store/schema.h"

struct planner {
	struct plan *plan;
	const struct library *library;
	const struct plan_options *options;
	bool lower_case;      /* some word was typed with lower-case letters */
	bool *stop_languages; /* whose stop words are left out, by place in library->languages */
	struct buf text, term;
	char **error;
	bool failed; /* *error is set */
};

/* A part of the query: what finds passages, and what only adds weight to those found. NULL: nothing. */
struct part {
	struct xap_query *core, *soft;
	bool blank; /* there was no word in it: as if it had not been typed */
};

/* What the place of a node in the tree says of its leaves. */
struct place {
	bool negative, required, optional;
};

/* ---- plan.c: the tree ---- */
struct part planner_compile(struct planner *pl, const struct node *n, struct place at);
/* Puts a copy among the plan's leaves; returns its number. */
size_t planner_add_leaf(struct planner *pl, const struct leaf *leaf, struct place at);
bool leaf_same_words(const struct leaf *a, const struct leaf *b);
void part_drop_soft(struct part *part);
struct xap_query *unweighted(struct xap_query *q);

/* ---- plan_sides.c: a NODE_ANY ---- */
struct part planner_compile_any(struct planner *pl, const struct node *any, struct place at);

/* ---- plan_terms.c: terms and queries of them ---- */
void planner_fail(struct planner *pl, enum xap_status status);
/* Prefix + value, in pl->term until the next call. */
struct span planner_term(struct planner *pl, enum schema_prefix prefix, struct span value);
uint32_t planner_frequency(struct planner *pl, enum schema_prefix prefix, struct span value);
/* NULL if no passage has the term. */
struct xap_query *planner_query(struct planner *pl, enum schema_prefix prefix, struct span value,
                                uint32_t wqf);
/* Combining that knows NULL; each consumes its operands. */
struct xap_query *either(struct xap_query *a, struct xap_query *b);
struct xap_query *both(struct xap_query *a, struct xap_query *b);
struct xap_query *but_not(struct xap_query *a, struct xap_query *b);
struct xap_query *filtered(struct xap_query *a, struct xap_query *b);
struct xap_query *maybe(struct xap_query *a, struct xap_query *b);
/*
 * The passages of `candidates` whose text the leaf matches: read one by one.
 * Consumes candidates.
 */
struct xap_query *planner_resolve(struct planner *pl, struct xap_query *candidates,
                                  const struct leaf *leaf);

/* ---- plan_leaves.c: from typed words to leaves ---- */
/* Decides from all words of the query whose stop words are left out, and how capitals read. */
void planner_survey(struct planner *pl, const struct node *root);
/* Reads a word, prefix or phrase; false if it holds no word. */
bool leaf_read(struct planner *pl, const struct node *node, struct leaf *out);

/* ---- plan_queries.c: from leaves to queries ---- */
struct part leaf_query(struct planner *pl, const struct leaf *leaf);
struct xap_query *near_query(struct planner *pl, const struct leaf *near);

/* ---- plan_fields.c: metadata ---- */
/* The passages of field:value; NULL with a note where there are none. */
struct xap_query *field_query(struct planner *pl, const struct node *field);
/* All filters of the options as one, *any: whether there are some; false with *error. */
bool filters_query(struct planner *pl, struct xap_query **out, bool *any);

#endif
