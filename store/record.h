/*
 * record.h: what the index remembers of a passage: its locus, its bytes and
 * their place in the source. Written by the indexer, read by both programs.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "text/buf.h"
#include "text/page.h"
#include "text/pool.h"
#include "text/provision.h"

#define RECORD_ID_LEN 16 /* hex digits of a passage id */
#define RECORD_KEY_LEN 16 /* hex digits of a source key */

enum passage_kind { PASSAGE_PARAGRAPH, PASSAGE_ITEM, PASSAGE_NOTE, PASSAGE_HEADING, PASSAGE_KINDS };

extern const char *const passage_kind_names[PASSAGE_KINDS]; /* "paragraph" "item" "note" "heading" */

/* A call of a note: source byte of the call and the note's label. */
struct note_call {
	size_t at;
	struct span label;
};

/* A provision that the passage cites; `of.at` are bytes of the reading text. */
struct record_provision {
	struct provision of;
	struct range *ranges; /* the same in the canonical text */
	size_t range_count;
};

struct record {
	char id[RECORD_ID_LEN + 1];
	char source_key[RECORD_KEY_LEN + 1];
	enum passage_kind kind;
	uint32_t ordinal;     /* place among the source's passages, from 0 */
	struct span language; /* ISO 639-1, empty: unknown */

	struct span label;    /* printed paragraph number ("14", "2.1"), empty: none printed */
	uint32_t counted;     /* place among the paragraphs under the nearest heading, from 1; 0: none
	                         (label given, or nothing to count). For an item: of the paragraph before it */
	uint32_t item;        /* an item: which one after that paragraph, from 1; else 0 */
	struct span mark;     /* an item: by which printed mark it is known there: "a", "c(ii)"; empty: none, or not certain */
	uint32_t section_number; /* where a citation names several sections (of a heading: headings) of the
	                         source alike: which of them, from 1; else 0 */
	bool label_repeats;   /* the source has its label, or note label, more than once */
	struct span note;     /* a note's label; empty: not a note */
	struct span *sections; /* section path, outermost first; reading text */
	size_t section_count;
	struct span lead_in;  /* reading text of a list's lead-in; empty: none */

	struct range *ranges; /* in the canonical text */
	size_t range_count;
	struct range *skips;  /* note calls and mark-up inside the ranges */
	size_t skip_count;
	struct note_call *calls;
	size_t call_count;
	struct page_mark *pages; /* the page where the passage begins, then each page that begins in it; none: 0 */
	size_t page_count;
	struct record_provision *provisions; /* in the order of the text */
	size_t provision_count;
	struct provision *own; /* whose own text it is, in a document that is an instrument (provision_own) */
	size_t own_count;
	struct symbol *symbols; /* `at`: bytes of the reading text */
	size_t symbol_count;
	uint32_t ocr;         /* read by OCR from a picture: how sure that is, per cent; 0: not so */
	struct span bytes;    /* the bytes of the ranges, one after the other */
};

/* Appends the encoded record, its checksum first. */
void record_encode(struct buf *out, const struct record *r);
/*
 * Decodes; everything points into `data` or is allocated in `pool`, and lives
 * as long as both. False: damaged (checksum, lengths, order of ranges): the
 * record is not to be shown.
 */
bool record_decode(struct record *r, struct span data, struct pool *pool);

/*
 * The id of a passage: SHA-256 over source id, kind, reading text and its
 * occurrence (0 for the first passage of that source with this kind and text,
 * 1 for the next …), first RECORD_ID_LEN hex digits. So it does not change
 * when other parts of the source do.
 */
void passage_id(char out[RECORD_ID_LEN + 1], struct span source_id, enum passage_kind kind,
                struct span text, uint32_t occurrence);
/* The key of a source: the first RECORD_KEY_LEN hex digits of SHA-256 of its id. */
void source_key(char out[RECORD_KEY_LEN + 1], struct span source_id);

#endif
