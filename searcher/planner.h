/*
 * planner.h: what the parts of plan_make share. For plan*.c,
 * name_forms.c and run_text.c only.
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
	const struct language *main; /* that most passages are in, of several that have stemmers; NULL: there are not several */
	bool *stop_languages; /* whose stop words are left out, by place in library->languages */
	bool words_beside;    /* the run at hand has words besides its provisions */
	bool symbol_alone;    /* it is one symbol and nothing else */
	struct xap_query *field_soft; /* what fields add to the weight of what is found */
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
/* What finds or weighs what either does. */
struct part part_plus(struct part a, struct part b);
struct xap_query *unweighted(struct xap_query *q);

/* Words typed side by side, unquoted and not under a sign. */
struct run {
	struct span *words;  /* as typed */
	struct span *before; /* for planner_provisions: what stood between each and the word before it (query.h) */
	size_t *leaves;     /* the leaf of each in the plan */
	size_t count;
	bool only;          /* nothing else is searched for */
	bool field;         /* the value of name: */
	bool *parted;       /* in plan_names.c: a mark behind the word parts it from the next */
};

/* ---- plan_provisions.c, plan_names.c, plan_person.c, plan_numbers.c: what a run of words says besides its words ---- */
/*
 * Each adds leaves for what it understands, covers the run's words by them, and
 * returns a query for it, NULL where there is nothing.
 */
struct part planner_provisions(struct planner *pl, const struct run *run);
/* plan_passages.c: what the run means by ids of passages. */
struct part planner_passages(struct planner *pl, const struct run *run);
/*
 * plan_judgments.c: the paragraph of a judgment that the run cites by its parties or its application's number, which
 * planner_provisions has found; needs run->before.
 */
struct part planner_judgments(struct planner *pl, const struct run *run);
struct part planner_names(struct planner *pl, const struct run *run);
struct part planner_person(struct planner *pl, const struct run *run, size_t first, size_t count);
/* No leaves, but weight for passages in which a number stands beside the word that was typed next to it. */
struct part planner_numbers(struct planner *pl, const struct run *run);

/* ---- plan_cited_terms.c: the terms that a provision or symbol stands for ---- */
/* Makes the leaf one of the passages that cite p, whose spans are copied. */
void leaf_set_provision(struct planner *pl, struct leaf *leaf, const struct provision *p);
/*
 * Makes a leaf of a paragraph or letter that no passage cites or has as its own text one of what it stands in, the
 * least of it that some passage does; false: there is none, or no need.
 */
bool leaf_widen(struct planner *pl, struct leaf *leaf);
/* Of no instrument: makes it of the constitution of a country, by its code, where the index has that as the instrument's own text; false: it has not. */
bool leaf_of_country(struct planner *pl, struct leaf *leaf, struct span code);
/* What was typed as "74/13", where nothing cites its paragraph: the article of that label, as Belgium numbers them; false: there is none. */
bool leaf_as_label(struct planner *pl, struct leaf *leaf, struct span typed);
/* Adds a term, copied, that what is looked for may have. */
void leaf_add_cited(struct planner *pl, struct leaf *leaf, struct span term);
/* Adds a symbol, and the other names that a general comment has, where the index has them. */
void leaf_add_symbol(struct planner *pl, struct leaf *leaf, struct span symbol);

/* ---- plan_paragraphs.c: the paragraphs of a document that are asked for ---- */
/* Adds one, by its number; symbol is the document's. */
void leaf_ask_paragraph(struct planner *pl, struct leaf *leaf, struct span symbol, struct span paragraph);
/* Adds those named behind the symbol, of which it has the first, in the text it was found in; where the last ends. */
size_t leaf_ask_paragraphs(struct planner *pl, struct leaf *leaf, const struct symbol *symbol, struct span text);

/* ---- plan_cited.c: what cites a provision or symbol ---- */
/*
 * What cites it, in tiers; in a run of words, others are found too, and passages that may mean it weigh more.
 * What is about it cites it, so that its terms need not be looked at to count.
 */
struct part planner_cited_part(struct planner *pl, struct leaf *leaf, bool in_run);

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
/* Keeps a copy of a part for --explain; q may be NULL. */
void planner_part(struct planner *pl, struct span of, const char *what, const struct xap_query *q);
/* Those of the terms that the index has, as one; NULL if it has none. */
struct xap_query *any_of(struct planner *pl, enum schema_prefix prefix, const struct span *set, size_t count,
                         enum xap_op op, uint32_t wqf);
/* What a stop word beside so many others adds to the weight of passages; NULL: nothing, or it is common, and so marked. */
struct xap_query *stop_query(struct planner *pl, struct leaf *leaf, size_t others);
/* Combining that knows NULL; each consumes its operands. */
struct xap_query *scaled(struct xap_query *q, double factor);
struct xap_query *either(struct xap_query *a, struct xap_query *b);
/* Likewise, and what has both weighs as the better one: the heading "Article 14" is cited in itself. */
struct xap_query *best_of(struct xap_query *a, struct xap_query *b);
struct xap_query *both(struct xap_query *a, struct xap_query *b);
struct xap_query *but_not(struct xap_query *a, struct xap_query *b);
struct xap_query *filtered(struct xap_query *a, struct xap_query *b);
struct xap_query *maybe(struct xap_query *a, struct xap_query *b);
/* A query that gives each passage of q just that weight; consumes q. */
struct xap_query *fixed_weight(struct xap_query *q, double weight);
/* The first `most` passages of a query, unweighted; NULL: it has failed. */
struct xap_results *planner_passages_of(struct planner *pl, const struct xap_query *query, uint32_t most);
/*
 * The passages of `candidates` whose text the leaf matches: read one by one.
 * Consumes candidates.
 */
struct xap_query *planner_resolve(struct planner *pl, struct xap_query *candidates,
                                  const struct leaf *leaf);

/* ---- plan_survey.c: what all words together say of one ---- */
/* Before anything is read: which language is the main one. */
void planner_find_main(struct planner *pl);
/* Decides from all words of the query whose stop words are left out, and how capitals read. */
void planner_survey(struct planner *pl, const struct node *root);
/*
 * Tokens of a typed word. Whether capitals are an acronym depends on the rest
 * of the line, so the word stands before a lower-case letter if the query has one.
 */
const struct token *planner_word_tokens(struct planner *pl, const struct language *lang, struct span word, size_t *count);
/* Whether a word is a stop word where stop words are left out. */
bool planner_is_stop(struct planner *pl, struct span word);

/* ---- plan_leaves.c: from typed words to leaves ---- */
/* Reads a word, prefix or phrase; false if it holds no word. */
bool leaf_read(struct planner *pl, const struct node *node, struct leaf *out);
/* Appends copies of another leaf's variants, as another form of the name. */
void leaf_add_forms(struct planner *pl, struct leaf *leaf, const struct leaf *form, unsigned level);

/* Likewise as words that mean the same. */
void leaf_add_equivalents(struct planner *pl, struct leaf *leaf, const struct leaf *form);

/* ---- plan_dates.c ---- */
/* Adds to the leaf of a word such as "15.12.2015" that date in words and in other figures, with a note; others stay. */
void leaf_add_dates(struct planner *pl, struct leaf *leaf);
/* "15 December 2015", "15 de diciembre de 2015" among the run's words: that date in any language, and in figures. */
struct part planner_dates(struct planner *pl, const struct run *run);

/* ---- plan_numbers.c ---- */
/* Adds to the leaf of a word such as "12,500" or "12500" that number as others part its digits; others stay. */
void leaf_add_numbers(struct planner *pl, struct leaf *leaf);
/* "12 500" among the run's words: that number, however its digits are parted. */
struct part planner_grouped(struct planner *pl, const struct run *run);

/* ---- plan_figures.c: what dates and large numbers have in common ---- */
/* Adds words that mean the same as the leaf's; not those that were typed. */
void leaf_add_written(struct planner *pl, struct leaf *leaf, struct span text);
/* Whether none of the words belongs to a leaf that was read in the run before. */
bool run_is_free(const struct planner *pl, const struct run *run, size_t first, size_t count);
/* The words as a phrase; false: they hold no word. */
bool leaf_of_run(struct planner *pl, const struct run *run, size_t first, size_t count, struct leaf *out);
/* Adds such a leaf, to which the words belong: where they are all that the query is, its passages come first. */
struct part planner_figure_part(struct planner *pl, const struct run *run, size_t first, size_t count, struct leaf *leaf, const char *what);

/* ---- plan_expansions.c ---- */
/* Of a word with its star: the most frequent terms that it stands for, with a note if there are more; NULL: none. */
struct xap_query *expansion_query(struct planner *pl, const struct leaf_word *w, enum xap_op op, uint32_t wqf);

/* ---- plan_queries.c: from leaves to queries ---- */
struct part leaf_query(struct planner *pl, const struct leaf *leaf);
/* The passages that have the words of any of the leaf's variants as they stand. */
struct xap_query *forms_query(struct planner *pl, const struct leaf *leaf);
/* The words of a phrase in their order, where no line's end parts them; NULL: nowhere. */
struct xap_query *strict_query(struct planner *pl, const struct leaf *phrase);
struct xap_query *near_query(struct planner *pl, const struct leaf *near);

/* ---- fields that need more than a term: NULL, with a note where the user needs one, if there is nothing ---- */
struct xap_query *planner_article_field(struct planner *pl, struct span value); /* plan_cited.c */
struct xap_query *planner_symbol_field(struct planner *pl, struct span value);
struct xap_query *planner_name_field(struct planner *pl, struct span value); /* plan_names.c */
struct xap_query *planner_title_field(struct planner *pl, const struct node *value); /* plan_titles.c */
struct xap_query *planner_section_field(struct planner *pl, const struct node *value);

/* ---- plan_fields.c: metadata ---- */
/* The passages of field:value; NULL with a note where there are none. */
struct xap_query *field_query(struct planner *pl, const struct node *field);
/* All filters of the options as one, *any: whether there are some; false with *error. */
bool filters_query(struct planner *pl, struct xap_query **out, bool *any);

#endif
