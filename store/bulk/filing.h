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

/* What is filed, in a file of the part and a table each. */
enum filed { FILED_TERMS, FILED_DATA };

extern const char *const filing_names[]; /* of the files */
/* Such a file into its table: of documents [first, first + count). False when it cannot be read: r->error. */
bool filing_copy(struct table *t, enum filed what, struct spool_reader *r, uint32_t first, uint32_t count);

#endif
