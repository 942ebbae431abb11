/*
 * verify_quote.h: what --quote --format json says of a quotation, verified. For
 * searcher/verify.c only.
 */
#ifndef SEARCHER_VERIFY_QUOTE_H
#define SEARCHER_VERIFY_QUOTE_H

#include "searcher/verify_claim.h"

/* Whether a line is of a quotation rather than a hit. */
bool verify_is_quotation(const json_t *line);
/* What is wrong with the line (a constant); NULL: nothing, and the claim is filled as far as there is a place. */
const char *verify_quote_read(struct claim *c);
/*
 * What is wrong, allocated; NULL: nothing. The source's hashes and the quoted bytes are compared
 * with the file; then the quotation is looked for again in that source, and every member of the
 * line compared, but for those that depend on the document that it was in and on other sources.
 * One that was not found must not be found now, in any source.
 */
char *verify_quote(struct rereader *r, const struct claim *c);

#endif
