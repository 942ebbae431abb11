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
	uint32_t count, first, last; /* documents; the least and the greatest */
	uint8_t kind;
	uint64_t weight;             /* the sum of the wdf */
	uint64_t bytes;              /* of the records */
	struct span key; /* LIST_VALUES: the slot as a vint; LIST_TERM: the term */
};

/* What each record changes stands together. */
struct inverter_list {
	char *at, *end; /* where the next byte goes, and the end of the block it is in */
	struct list_head head;
	char *block; /* the first */
	uint64_t hash;
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
	uint32_t *known; /* lists of numbered terms, + 1; 0: not known */
	size_t known_cap;
	uint32_t numbering; /* of these numbers */
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
void inverter_ask_list(const struct inverter *v, uint32_t list);
void inverter_ask_end(const struct inverter *v, uint32_t list);
/* The place of a key's list in `lists`, made if need be: until inverter_clear. `hash`: the key's. */
uint32_t inverter_list(struct inverter *v, enum list_kind kind, struct span key, uint64_t hash);
/*
 * Where the place of a numbered term's list, and one, is kept, 0 if it is not known yet. Good until the
 * next call; the numbers are of the numbering that was named last.
 */
uint32_t *inverter_known(struct inverter *v, uint32_t number);
void inverter_numbering(struct inverter *v, uint32_t numbering);
/* Adds a record to a list; documents must ascend in it. `body` is the record after its step. */
void inverter_add(struct inverter *v, uint32_t list, uint32_t document, uint32_t weight, struct span body);
/* The lists by kind, then key; allocated. */
uint32_t *inverter_order(const struct inverter *v);
/* The pieces of a list: *block from inverter_list.block on; an empty span at the end. */
struct span inverter_piece(const struct inverter_list *l, char **block, uint32_t *number);

#endif
