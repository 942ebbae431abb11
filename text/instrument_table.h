/*
 * instrument_table.h: what stands behind struct instruments: tables that grow as lists
 * are read, or one piece of bytes (instrument_piece.h) that is used as it lies. For
 * instrument.c and instrument_piece.h only.
 */
#ifndef TEXT_INSTRUMENT_TABLE_H
#define TEXT_INSTRUMENT_TABLE_H

#include "text/instrument_parts.h"
#include "text/packed.h"
#include "text/packed_words.h"
#include "text/pool.h"
#include "text/provision_token.h"
#include "text/strmap.h"

#define INSTRUMENT_MARKS (1U << 16)

/* A place in the tree of names, but for its root, is reached from one other along one word. */
struct name_edge {
	uint32_t place, word;
};

struct instruments {
	struct pool pool;
	struct strmap words, edges, ids; /* ids: place in rows + 1 */
	uint64_t *classes;               /* by word */
	struct span *texts;              /* by word */
	uint32_t *firsts;                /* by word: the place that it leads to from the root; NAME_ROOT: no name begins so */
	size_t word_count, word_cap, text_cap, first_cap;
	uint64_t marks[INSTRUMENT_MARKS / 64]; /* of the words: a word without its mark is none of them */
	struct name *names;        /* by place in the tree of names */
	struct name_edge *reached; /* likewise */
	size_t name_count, name_cap, reached_cap;
	struct instrument *rows;
	size_t row_count, row_cap;
	struct span *countries, *country_names;
	size_t country_count, country_cap, country_name_cap;
	struct span *homes;
	size_t home_count, home_cap;
	struct ptokens tokens;
	struct buf folded;
	struct packed packed; /* in place of words, edges, ids, classes and names; without slots: it is not used */
	struct packed_words packed_words;
	struct span packed_classes, packed_class_sets, packed_places, packed_names;
};

/* Without a word or name. */
struct instruments *instruments_empty(void);
/* What the piece has of a word, of the step along a word from a place, and of an id: a number, 0 where it has nothing. */
uint32_t instruments_packed_word(const struct instruments *in, struct span folded);
uint32_t instruments_packed_step(const struct instruments *in, uint32_t place, uint32_t word);
uint32_t instruments_packed_id(const struct instruments *in, struct span id); /* its row + 1 */
uint64_t instruments_packed_classes(const struct instruments *in, uint32_t word);
struct name instruments_packed_name(const struct instruments *in, uint32_t place);

#endif
