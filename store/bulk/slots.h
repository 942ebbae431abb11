/*
 * slots.h: of each slot how many values it has, the least and the greatest:
 * what the tables say before the values themselves. For store/bulk/ only.
 */
#ifndef STORE_BULK_SLOTS_H
#define STORE_BULK_SLOTS_H

#include "store/bulk/table.h"

struct slot_bounds {
	struct buf key; /* its slot as the table has it: low byte first, without what is 0 at the end */
	uint32_t slot, count;
	struct buf least, greatest;
};

struct slots {
	struct slot_bounds *items;
	size_t count, cap;
};

void slots_init(struct slots *s);
void slots_release(struct slots *s);
void slots_note(struct slots *s, uint32_t slot, struct span value);
/* As `count` values of it, of which these are the least and the greatest. */
void slots_note_all(struct slots *s, uint32_t slot, uint32_t count, struct span least, struct span greatest);
/* In the order of their keys; nothing may be noted after it. */
void slots_write(struct slots *s, struct table *postlist);

#endif
