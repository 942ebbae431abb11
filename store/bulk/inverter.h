/*
 * inverter.h: from documents to lists: under each key, what the documents said
 * of it, in the order of their numbers, coded as it comes. For store/bulk/ only.
 *
 * A list is a chain of blocks in an arena, each twice as large as the one
 * before. A record in it: vint of the step from the document before (0 for the
 * first), then what its kind says: terms: vint wdf, vint length, the coded
 * positions; lengths of documents: vint; values: vint length, the value.
 */
#ifndef STORE_BULK_INVERTER_H
#define STORE_BULK_INVERTER_H

#include "text/pool.h"

/* In the order of their lists in the table. */
enum list_kind { LIST_VALUES = 1, LIST_LENGTHS, LIST_TERM };

/* A list as a whole. */
struct list_head {
	uint8_t kind;
	struct span key; /* LIST_VALUES: the slot as a vint; LIST_TERM: the term */
	uint32_t count, first, last; /* documents; the least and the greatest */
	uint64_t weight;             /* the sum of the wdf */
	uint64_t bytes;              /* of the records */
};

struct inverter_list {
	uint64_t hash;
	struct list_head head;
	char *block; /* the first */
	char *at, *end; /* where the next byte goes, and the end of the block it is in */
	uint32_t blocks;
};

struct inverter_slot {
	uint32_t list; /* + 1; 0: free */
	uint32_t mark; /* the upper half of its hash */
};

struct inverter {
	struct pool arena;
	struct inverter_list *lists;
	size_t count, cap;
	struct inverter_slot *slots; /* hash table */
	size_t size;     /* a power of two */
};

void inverter_init(struct inverter *v);
void inverter_release(struct inverter *v);
void inverter_clear(struct inverter *v);
size_t inverter_memory(const struct inverter *v); /* in use; what is kept for later is not counted */
uint64_t inverter_hash(enum list_kind kind, struct span key);
/*
 * What a key's record will need is asked of memory ahead, one step after the other, all keys of a
 * document in each: most of an inverter's time is waiting for memory.
 */
void inverter_ask_slot(const struct inverter *v, uint64_t hash);
void inverter_ask_list(const struct inverter *v, uint64_t hash);
void inverter_ask_end(const struct inverter *v, uint64_t hash);
/*
 * Adds a record; documents must ascend under each key. `hash`: the key's. `body` is the record
 * after its step.
 */
void inverter_add(struct inverter *v, enum list_kind kind, struct span key, uint64_t hash, uint32_t document,
                  uint32_t weight, struct span body);
/* The lists by kind, then key; allocated. */
uint32_t *inverter_order(const struct inverter *v);
/* The pieces of a list: *block from inverter_list.block on; an empty span at the end. */
struct span inverter_piece(const struct inverter_list *l, char **block, uint32_t *number);

#endif
