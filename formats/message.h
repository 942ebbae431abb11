/*
 * message.h: a document that goes through a pipe from a child process. What
 * arrives is trusted in nothing. For formats/ and tests/.
 */
#ifndef FORMATS_MESSAGE_H
#define FORMATS_MESSAGE_H

#include "formats/reader.h"

#define MESSAGE_REASON_MAX 1000 /* bytes of a reason that are kept */
#define MESSAGE_VALUE_MAX 4096 /* bytes of a value of metadata */

/* Appends the text, segments, calls and metadata of a document that could be read. */
void message_add_document(struct buf *out, const struct document *d);
/* Appends why it could not. */
void message_add_failure(struct buf *out, const char *reason);
/*
 * Fills a fresh document. False with *reason (allocated): the child's own
 * reason, cleaned, or that its answer is damaged: a wrong length, text that is
 * not UTF-8, segments out of order or outside the text, a call of no note.
 */
bool message_read(struct document *d, struct span message, char **reason);

#endif
