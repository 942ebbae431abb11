/* emit.h: the last part of the outline: passages. For emit.c, item_*.c, place.c and outline.c. */
#ifndef INDEXER_EMIT_H
#define INDEXER_EMIT_H

#include "indexer/scan.h"

/* A list that the next item may belong to. */
struct open_list {
	size_t chain;  /* of its numbers, NONE: bullets */
	size_t lead;   /* passage that leads in to it, NONE */
	uint16_t indent;
	struct span mark; /* of its last item; empty: a bullet */
	uint32_t items;
	bool certain;  /* its marks say where an item stands */
};

/* A heading that the next heading may stand under. */
struct place {
	enum heading_class class;
	int markup;     /* level of CLASS_MARKUP */
	int level;      /* 0: unknown */
	size_t passage;
	int unit;       /* which of CLASS_PART … CLASS_ARTICLE its words say, whatever its class; -1: none */
	bool contents;  /* "Contents": nothing stands under it but its own lines */
	bool front;     /* "Executive summary": the numbered parts of the text do not stand under it */
};

struct emitter {
	struct scan *s;
	size_t heading, paragraph, lead; /* passages; NONE */
	size_t last_item;
	struct span label;               /* of the last paragraph */
	enum mark_style label_style;     /* of its sequence */
	uint32_t counted, items;         /* under the heading; after the paragraph */
	bool item_leads;                 /* the last item ends in a colon */
	bool uncounted;                  /* an article without a heading has begun: nobody knows from where to count */
	uint32_t items_before;           /* items above the paragraph, or section's paragraph, that a list may stand in */
	struct span inside;              /* the section's paragraph that the text is in: 2 of 12(2); empty: none */
	uint8_t item_ending;             /* enum ending: how it ends */
	struct strmap marks;             /* of the items after the paragraph: the first passage that has each */

	struct open_list *lists;
	size_t list_count, list_cap;
	struct place *places;
	size_t place_count, place_cap;
	bool paired[CLASSES];            /* two of this class have stood in a row */
	bool headed[CLASSES];            /* a bare heading stood above the first of this class, which may be over it */
	size_t last_heading;             /* block of a heading with nothing below it yet, NONE */

	struct range *ranges;
	size_t range_count, range_cap;
	struct markup markup;
};

void emit_init(struct emitter *e, struct scan *s);
void emit_release(struct emitter *e);
void emit_blocks(struct emitter *e);
void emit_whole(struct emitter *e, size_t from, size_t to); /* all in one passage */

/* ---- item_lists.c, item_marks.c ---- */

/* The list that the next item belongs to is the top one afterwards. */
void item_lists_enter(struct emitter *e, const struct block *k);

/* Whether a list that begins below the last item stands in that item. */
bool item_marks_lead_in(const struct emitter *e);
/* Whether two sequences have marks of one kind: (a) and b., but not (i). */
bool item_marks_same_kind(const struct chain *a, const struct chain *b);
/* The mark of an item of the top list, after those of the items that it stands in; empty: none, or not certain. */
struct span item_marks_path(struct emitter *e, const struct block *k);
/* Two items of a paragraph with the same mark are known by none. */
void item_marks_take(struct emitter *e, size_t passage);

/* place.c: sets parent and level; the heading becomes the last of e->places. */
void place_heading(struct emitter *e, size_t block, struct outline_passage *p);
/* A paragraph that begins another article than the heading above says: that heading ends. Whether it did. */
bool place_leave_article(struct emitter *e, struct span text);

#endif
