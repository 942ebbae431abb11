/*
 * verify.h: --verify: JSON lines of hits and of quotations checked against their
 * sources, byte for byte. For searcher/ only.
 */
#ifndef SEARCHER_VERIFY_H
#define SEARCHER_VERIFY_H

#include "searcher/library.h"

/*
 * Reads hits from `json`, prints "ok|FAIL id file reason" a line into out;
 * returns how many failed. Each source is read again from its file, through its
 * reader, and its hash, its text's hash and the snippet's bytes are compared; then
 * each member of the passage's object with what the index gives.
 */
size_t verify_hits(struct buf *out, const struct library *l, struct span json);

#endif
