/*
 * attached.h: the files attached to an e-mail, each a source of its own below
 * it: "mail.eml/report.pdf". For indexer/ingest.c only.
 */
#ifndef INDEXER_ATTACHED_H
#define INDEXER_ATTACHED_H

#include "indexer/ingest.h"

/*
 * Adds what a message's bytes hold beside its own text; what cannot be read is
 * sent as a failure under its own name. False with *error as in ingest_file.
 */
bool attached_add(struct ingest *n, const struct input *mail, struct span bytes, char **error);

#endif
