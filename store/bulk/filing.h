/*
 * filing.h: what is written document by document: the tables `termlist` and
 * `docdata`. For store/bulk/ only.
 *
 * termlist: document: vints of its length and of how many terms it has; the
 * first term as u8 length, bytes, vint wdf; each further one as what it shares
 * with the one before, what it adds, its wdf. document 00: the slots it has
 * values in. docdata: document: its data, absent when empty.
 *
 * A part has their tags alone, each after its length as a vint, in the order of its documents: their
 * numbers are known when the parts before are.
 */
#ifndef STORE_BULK_FILING_H
#define STORE_BULK_FILING_H

#include "store/bulk/settle.h"
#include "store/bulk/table.h"

struct filing {
	struct spool terms, data;
	struct buf tag;
};

void filing_begin(struct filing *f, const char *folder);
void filing_put(struct filing *f, const struct settled *s, struct span data);
bool filing_end(struct filing *f); /* false when not all is written: terms.error, data.error */
void filing_release(struct filing *f);

/* The files of a part, */
extern const char filing_terms[], filing_data[];
/* and from such a file into the table: of documents [first, first + count). False when it cannot be read: r->error. */
bool filing_copy_terms(struct table *t, struct spool_reader *r, uint32_t first, uint32_t count);
bool filing_copy_data(struct table *t, struct spool_reader *r, uint32_t first, uint32_t count);

#endif
