/* sha256.h: SHA-256 (FIPS 180-4) by nettle; only sha256.c includes its header. */
#ifndef STORE_SHA256_H
#define STORE_SHA256_H

#include "text/buf.h"

#define SHA256_HEX 64

void sha256_hex(char out[SHA256_HEX + 1], struct span bytes);
/* Of two spans' bytes, one after the other. */
void sha256_pair(char out[SHA256_HEX + 1], struct span first, struct span second);
/* Of the bytes of several ranges of a text, one after the other. */
void sha256_ranges(char out[SHA256_HEX + 1], struct span text, const struct range *ranges, size_t count);
/* Of a file's bytes; false with errno set. */
bool sha256_file(char out[SHA256_HEX + 1], const char *path);
/* The same, and the bytes are written to a descriptor. */
bool sha256_copy(char out[SHA256_HEX + 1], const char *path, int to);

#endif
