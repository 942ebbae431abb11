/*
 * warn.h: one clear line on stderr. Anyone may include it.
 */
#ifndef TEXT_WARN_H
#define TEXT_WARN_H

#include "text/buf.h"

/* Prints "PROGRAM: message\n" to stderr; control characters and ill-formed bytes in it are escaped. */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Appends s with bytes that are not printable UTF-8 as %XX (and % as %25): file names for people and ids. */
void escape_name(struct buf *out, struct span s);

#endif
