/*
 * parts.h: the files inside a file: what is attached to an e-mail, messages
 * inside it included. For formats/, indexer/ and searcher/.
 */
#ifndef FORMATS_PARTS_H
#define FORMATS_PARTS_H

#include "formats/reader.h"

#define PARTS_MAX 500         /* of one file */
#define PARTS_DEPTH_MAX 5     /* files inside one another */
#define PART_NAME_MAX 200     /* bytes */

struct part {
	const char *name;  /* UTF-8, one of its kind in its file, without "/"; never a path on disk */
	struct span bytes;
};

struct parts {
	struct part *items;
	size_t count;
	size_t left_out;   /* how many more there are than PARTS_MAX */
	struct buf memory; /* what the parts lie in */
};

/* Takes a message apart in a child process (child.h). False with *reason (allocated). */
bool parts_read(struct parts *p, struct span mail, char **reason);
void parts_release(struct parts *p);
/* Appends the bytes of the part at a path ("message.eml/report.pdf"). False with *reason: it is not there. */
bool parts_find(struct buf *out, struct span mail, const char *path, char **reason);

#endif
