/*
 * verify_claim.h: what a line to be verified says of a source, and whether the
 * source still has it. For searcher/verify*.c only.
 */
#ifndef SEARCHER_VERIFY_CLAIM_H
#define SEARCHER_VERIFY_CLAIM_H

#include "searcher/reread.h"

#include <jansson.h>

/* What a line says, pointing into its JSON. */
struct claim {
	json_t *json;
	struct span id, source_id, file, sha256, text_sha256, text;
	struct span snippet_text, snippet_sha256;
	bool whole; /* it has no snippet, as --show and hrindex export print it: all of the passage is quoted, and has no hash */
	struct range *ranges, *snippet_ranges;
	size_t range_count, snippet_range_count;
	json_int_t page; /* physical, 0: none */
	struct span page_label; /* printed; empty: none */
};

/* Each says what is wrong with the line (a constant); NULL: nothing, and the claim is filled. */
const char *claim_read_hit(struct claim *c);
const char *claim_read_quotation(struct claim *c); /* of a quotation that was found */
void claim_release(struct claim *c);

bool claim_lie_within(const struct range *ranges, size_t count, size_t len);
/* What is wrong with the source and the quoted bytes as they are now, allocated; NULL: nothing. */
char *claim_check_source(const struct claim *c, const struct reread *s);
/* Appends the path of the first member that the claim has otherwise, or not at all; false: there is none. */
bool claim_find_other(struct buf *path, json_t *given, const json_t *claimed);

#endif
