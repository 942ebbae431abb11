/*
 * manifest_seal.h: a manifest's own checksum: the SHA-256 of its whole text with
 * zeros in the checksum's place. For manifest.c only; manifest_seal is in build.h.
 */
#ifndef STORE_MANIFEST_SEAL_H
#define STORE_MANIFEST_SEAL_H

#include "store/sha256.h"
#include "text/buf.h"

/* The checksum of a manifest that is not sealed yet. */
extern const char manifest_unsealed[SHA256_HEX + 1];

/* Whether a manifest is as it was when it was sealed. */
bool manifest_seal_holds(struct span text);

#endif
