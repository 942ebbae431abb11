/*
 * source.h: what is known of a source. Kept under the metadata key "s:" + source key in the passages
 * database: a checksum (checksum.h), and JSON.
 */
#ifndef STORE_SOURCE_H
#define STORE_SOURCE_H

#include "text/metadata.h"

/* Strings are owned, NULL where unknown. */
struct source {
	struct metadata meta;
	char *file; /* the path below the PATH given, %XX for bytes that are not UTF-8; of a part, "/" and its path follow */
	char *part; /* the path inside its file: "report.pdf" of an e-mail; NULL: the file itself */
	char sha256[65];      /* of the file's, the part's, or the JSON line's, bytes */
	char text_sha256[65]; /* of the canonical text */

	uint32_t root;        /* which of the manifest's roots `file` is below */
	uint64_t offset, length; /* a JSON line's bytes in its file; length 0: the whole file */
	char *encoding;       /* what the canonical text was converted from; NULL: UTF-8, unchanged */
	uint32_t passages, notes, pages; /* counts; pages 0: the format has none */
	char *ocr;            /* what read its pages that are pictures: "tesseract 5.3.0, eng+rus"; NULL: nothing did */
	uint32_t ocr_pages, ocr_confidence; /* how many it read, and how sure it is, per cent */
	uint32_t picture_pages; /* pages that are pictures and were not read */
	uint32_t missing_notes; /* calls without a definition */
	uint32_t pack;        /* where the canonical text lies: pack number, */
	uint64_t pack_offset, pack_length; /* its compressed bytes, */
	uint64_t text_length; /* and its own length */
};

void source_init(struct source *s);
void source_release(struct source *s);
void source_encode(struct buf *out, const struct source *s); /* appends; the JSON has sorted keys */
bool source_decode(struct source *s, struct span record);    /* false: damaged */
/*
 * Appends the JSON alone, without what says only where this build keeps it (root, pack): the order of
 * files changes these, and must not change the digest. False, nothing appended: damaged.
 */
bool source_without_place(struct buf *out, struct span record);
void source_metadata_key(struct buf *out, const char *key);  /* "s:" + key */

#endif
