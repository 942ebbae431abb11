/*
 * filing.h: what is written document by document: the tables `termlist` and
 * `docdata`. For store/bulk/ only.
 *
 * termlist: document: vints of its length and of how many terms it has; the
 * first term as u8 length, bytes, vint wdf; each further one as what it shares
 * with the one before, what it adds, its wdf. document 00: the slots it has
 * values in. docdata: document: its data, absent when empty.
 */
#ifndef STORE_BULK_FILING_H
#define STORE_BULK_FILING_H

#include "store/bulk/settle.h"
#include "store/bulk/table.h"

struct filing {
	struct table *termlist, *docdata;
	struct buf key, tag;
};

void filing_init(struct filing *f, struct table *termlist, struct table *docdata);
void filing_release(struct filing *f);
/* Numbers ascend. */
void filing_put(struct filing *f, uint32_t number, const struct settled *s, struct span data);

#endif
