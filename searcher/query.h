/*
 * query.h: from what was typed to a tree. Pure; for searcher/ and tests/.
 *
 *	words · "exact phrase" · AND OR NOT (capitals) ( ) · +must -not · a NEAR/n b
 *	· word* · field:value. Anything not well-formed is read as words, with a note.
 * A query never fails for its punctuation.
 */
#ifndef SEARCHER_QUERY_H
#define SEARCHER_QUERY_H

#include "text/pool.h"

#define QUERY_BYTES_MAX ((size_t)1024 * 1024) /* more is refused, with its length */
#define QUERY_DEPTH_MAX 64                    /* deeper brackets are read as if they were not there */
#define QUERY_LEAVES_MAX 4096                 /* words and phrases; further ones are left out, with a note */

enum node_kind {
	NODE_WORD,   /* text */
	NODE_PREFIX, /* text, without its star */
	NODE_PHRASE, /* text between the quotes */
	NODE_NEAR,   /* children: words or phrases; near: the window n */
	NODE_ANY,    /* children side by side: OR-ed and ranked, see `need` */
	NODE_AND,
	NODE_OR,
	NODE_NOT,    /* first child, without the others */
	NODE_FIELD,  /* field, and one child or text (date:2015..2017) */
};

enum need { NEED_MAY, NEED_MUST, NEED_NOT };

struct node {
	enum node_kind kind;
	enum need need;    /* of this node in its NODE_ANY */
	struct span text;  /* as typed */
	struct span before; /* NODE_WORD: white space and signs between the word before and it, if nothing else */
	struct span field;
	uint32_t near;
	struct node **children;
	size_t count, cap;
};

struct query {
	struct pool pool; /* owns the tree */
	struct node *root; /* NULL: nothing to search for */
	struct buf notes;  /* one line for each thing that was not read as typed */
};

void query_init(struct query *q);
void query_release(struct query *q);
void query_parse(struct query *q, struct span typed);
/* Every byte is a word: for --batch, where operators are never read. */
void query_words(struct query *q, struct span typed);
/* The tree as it was understood, for --explain and tests: (any "a b" (not c d)). */
void query_describe(const struct query *q, struct buf *out);

/* Bytes of what was typed that a note repeats ("%.*s"): all, up to NOTE_TEXT_MAX. */
#define NOTE_TEXT_MAX 80
int note_length(struct span typed);

#endif
