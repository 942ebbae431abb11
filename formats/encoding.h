/*
 * encoding.h: which character encoding some bytes are in, and their UTF-8.
 * For formats/ only.
 */
#ifndef FORMATS_ENCODING_H
#define FORMATS_ENCODING_H

#include "text/buf.h"

/*
 * The encoding of a text: "UTF-8" (a few ill-formed bytes among well-formed
 * ones are allowed and kept), "UTF-16LE", "UTF-16BE", "WINDOWS-1252",
 * "ISO-8859-1", "WINDOWS-1251", "KOI8-R", "MACINTOSH" …: an iconv name. NULL
 * with *reason (allocated) when it is binary or cannot be told with certainty.
 */
const char *encoding_detect(struct span bytes, char **reason);
/* Converts to UTF-8; false with *reason at the first byte that the encoding does not have. */
bool encoding_convert(struct buf *out, struct span bytes, const char *encoding, char **reason);

#endif
