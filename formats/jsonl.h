/*
 * jsonl.h: JSON lines, one source a line. For indexer/ and searcher/.
 */
#ifndef FORMATS_JSONL_H
#define FORMATS_JSONL_H

#include "formats/reader.h"

struct jsonl {
	struct span bytes;
	size_t at;    /* next unread byte */
	size_t line;  /* number of the line last read, from 1 */
};

struct jsonl_source {
	struct range at; /* the line's bytes in the file, without its line feed */
	struct document document; /* text = the decoded "text"; front = id, title … */
	bool has_title;  /* a "title" member is there (it may be empty) */
	struct buf warnings; /* a line for each member left unknown because its value is bad */
};

void jsonl_init(struct jsonl *j, struct span bytes);
void jsonl_source_init(struct jsonl_source *s);
void jsonl_source_release(struct jsonl_source *s);
/* A record with a title and no text is its title: makes it so; false: there is a text, or no title. */
bool jsonl_take_title(struct jsonl_source *s);
/*
 * Reads the next line that is not blank: 1 read, 0 end, -1 bad line: *reason
 * (allocated) says what is wrong in line j->line; reading may go on.
 */
int jsonl_next(struct jsonl *j, struct jsonl_source *out, char **reason);

#endif
