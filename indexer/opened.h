/*
 * opened.h: the live build, opened for the commands that read it. For indexer/
 * only.
 */
#ifndef INDEXER_OPENED_H
#define INDEXER_OPENED_H

#include "store/build.h"
#include "store/record.h"
#include "store/source.h"
#include "store/xap.h"

struct opened {
	struct build build;
	struct xap_reader *reader;
	char **keys; /* of all sources, in the order of their ids */
	size_t count;
};

/* Opens the live build's manifest alone, then its database; each false with *error. */
bool opened_build(struct opened *o, const char *index, char **error);
bool opened_read(struct opened *o, char **error); /* to be closed all the same */
/* Another build than the live one, with its database; false with *error. */
bool opened_number(struct opened *o, const char *index, uint32_t number, char **error);
/* Both; false with *error. */
bool opened_open(struct opened *o, const char *index, char **error);
/* Reads the keys of all sources; false with *error, also where they are not as many as the manifest says. */
bool opened_keys(struct opened *o, char **error);
/* Reads one source's record; false with *error if absent or damaged. */
bool opened_source(struct opened *o, const char *key, struct source *s, char **error);
/*
 * The documents of a source's passages, in its own order; *docids allocated. False with *error, also where they
 * are not as many as its record says.
 */
bool opened_passages(struct opened *o, const char *key, const struct source *s, uint32_t **docids, size_t *count,
                     char **error);
void opened_close(struct opened *o);

#endif
