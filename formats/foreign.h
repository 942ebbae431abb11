/*
 * foreign.h: the formats that are parsed in a child process, by one door. For
 * formats/document.c.
 */
#ifndef FORMATS_FOREIGN_H
#define FORMATS_FOREIGN_H

#include "formats/reader.h"

bool format_is_foreign(enum format format);
/* Fills a fresh document; false with *reason (allocated). */
bool foreign_read(struct document *d, enum format format, struct span bytes, char **reason);

#endif
