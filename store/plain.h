/*
 * plain.h: JSON as this program writes most of it, read without a tree: no character is escaped, and white space
 * stands where jansson puts it. For source.c and manifest_files.c only.
 *
 * Each function goes on behind what it read, if it is there; if it is not, the text is left to the library.
 */
#ifndef STORE_PLAIN_H
#define STORE_PLAIN_H

#include "text/buf.h"

#define PLAIN_DIGITS 18 /* of a number, which is then less than INT64_MAX */

struct plain {
	const char *at, *end;
};

struct plain plain_of(struct span json);
bool plain_take(struct plain *p, const char *text);
/* A string in which each byte stands for itself. It is not checked to be UTF-8. */
bool plain_string(struct plain *p, struct span *out);
/* A whole number that is not negative. */
bool plain_number(struct plain *p, uint64_t *out);

#endif
