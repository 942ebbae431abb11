/*
 * aside.h: metadata put aside until the tables are written, since the library
 * itself writes it then. For store/bulk/ only.
 */
#ifndef STORE_BULK_ASIDE_H
#define STORE_BULK_ASIDE_H

#include "store/bulk/spool.h"
#include "store/xap.h"

void aside_begin(struct spool *file, const char *folder);
void aside_note(struct spool *file, struct span key, struct span value);
/*
 * Writes what was noted into the database in `folder`, which is made if `make`.
 * Closes and removes the file. What failed is in `error` (XAP_MESSAGE bytes).
 */
enum xap_status aside_end(struct spool *file, const char *folder, bool make, char *error);

#endif
