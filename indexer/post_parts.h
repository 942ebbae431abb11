/*
 * post_parts.h: what the files behind post.h share: the passage at work, and
 * how a term gets into it. For indexer/post*.c only.
 */
#ifndef INDEXER_POST_PARTS_H
#define INDEXER_POST_PARTS_H

#include "indexer/post.h"
#include "indexer/terms.h"
#include "store/schema.h"

/* A term that a field adds to a passage. */
struct field_term {
	uint32_t entry;    /* among the poster's terms */
	uint32_t position; /* 0: none */
};

/* The terms of a word by its number (struct token), 0: not looked up yet, else one more than the entry. */
struct word_terms {
	uint32_t word, stem, truncated;
	uint32_t unstemmed; /* the stem, where it is an acronym or a bigram */
};

/* The terms of a title, section path or lead-in: many passages in a row share them. */
struct field {
	uint32_t wdf;
	bool positioned; /* its words go into SECTION_WORD too */
	struct buf key;  /* what the terms were made from */
	unsigned epoch;  /* of the poster's terms then */
	struct field_term *terms;
	size_t count, cap;
};

enum { FIELD_TITLE, FIELD_SECTION, FIELD_LEAD_IN, FIELD_COUNT };

struct poster {
	bool one_passage;
	const struct lists *lists;
	const struct name_lists *names;
	const struct aliases *aliases; /* NULL: none are known */
	struct name_counts *name_counts; /* NULL: names are not counted */
	struct analyser *analyser;
	struct terms terms;
	struct word_terms *words;   /* by number, */
	size_t word_cap;
	unsigned word_epoch;        /* in this epoch of the analyser … */
	unsigned word_terms_epoch;  /* … and this one of the terms */
	struct span prefixes[PREFIX_COUNT];
	struct field fields[FIELD_COUNT];
	struct buf key, value, data;

	/* the passage at work */
	struct xap_document *document;
	struct digest part;
	enum xap_status status; /* the first that was not XAP_OK */
};

static inline void post_status(struct poster *p, enum xap_status status)
{
	if (p->status == XAP_OK)
		p->status = status;
}

static inline void post_term(struct poster *p, enum schema_prefix prefix, struct span value, uint32_t wdf)
{
	terms_use(&p->terms, terms_entry(&p->terms, p->prefixes[prefix], value), wdf);
}

/* A word at a position. The same word twice at one position is one posting. */
static inline void post_posting(struct poster *p, uint32_t entry, uint32_t position, uint32_t wdf)
{
	struct term_slot *slot = terms_use(&p->terms, entry, 0);

	if (terms_position(&p->terms, slot, position))
		slot->wdf += wdf;
}

/* ---- post_words.c ---- */

/* The words of the passage itself. */
void post_body(struct poster *p, struct span reading, const struct language *language);
/* Those of a field (FIELD_TITLE …), which are made anew only if its texts are others than those of the passage before. */
void post_field(struct poster *p, int which, const struct span *texts, size_t count, const struct language *language);

/* ---- post_labels.c ---- */

/* What it cites: provisions and symbols. */
void post_references(struct poster *p, const struct record *record, struct span reading);
/* What it and its source are called, and are. */
void post_labels(struct poster *p, const struct record *record, const struct source *source);
/* The slots: to sort, filter and tell copies by. */
void post_values(struct poster *p, const struct record *record, const struct source *source, struct span reading);

#endif
