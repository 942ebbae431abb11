/*
 * query_tokens.h: a typed query cut into words, phrases, brackets and
 * operators, before any grammar. For query.c and query_settle.c only.
 */
#ifndef SEARCHER_QUERY_TOKENS_H
#define SEARCHER_QUERY_TOKENS_H

#include "searcher/query.h"

enum query_token_kind {
	TYPED_WORD,
	TYPED_PREFIX,
	TYPED_PHRASE,
	TYPED_FIELD,
	TYPED_OPEN,
	TYPED_CLOSE,
	TYPED_AND,
	TYPED_OR,
	TYPED_NOT,
	TYPED_NEAR,
	TYPED_DROPPED, /* a bracket that is not counted */
};

struct query_token {
	enum query_token_kind kind;
	enum need need;
	struct span text;  /* word, phrase, or the field's value; an operator as typed */
	struct span before; /* a word: what was typed between the word before it, or the start, and it: " § " */
	struct span field;
	bool quoted;       /* the field's value is a phrase */
	uint32_t near;
};

struct query_tokens {
	struct query_token *items;
	size_t count, cap;
	size_t leaves;
};

/*
 * Fills `out`. Spans point into `typed`. What was not read as typed is noted,
 * one line each. Brackets are paired: those left over or deeper than
 * QUERY_DEPTH_MAX are TYPED_DROPPED; operators without operands are words.
 */
void query_tokens_read(struct query_tokens *out, struct span typed, struct buf *notes);
/* White space parts words; nothing else is read. */
void query_tokens_words(struct query_tokens *out, struct span typed, struct buf *notes);
/* Pairs brackets and settles operators: the last step of query_tokens_read. */
void query_tokens_settle(struct query_tokens *t, struct buf *notes);
void query_tokens_release(struct query_tokens *t);

#endif
