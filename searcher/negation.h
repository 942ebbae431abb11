/*
 * negation.h: words that turn a statement round. For searcher/ only: a
 * snippet is never cut next to one.
 */
#ifndef SEARCHER_NEGATION_H
#define SEARCHER_NEGATION_H

#include "text/buf.h"

#define NEGATION_BEFORE 1 /* words before a negation that stay with it */
#define NEGATION_AFTER 3  /* words after it that stay with it */

/*
 * Whether a word (a UAX #29 segment, as written) negates, in any of the
 * table's languages: a word of another language that looks the same only makes
 * a cut move. The table is our own.
 */
bool is_negation(struct span word);
/*
 * Whether a word says without a negation that what follows is not so: failed to,
 * refused, unable, denied. Left out of a quotation it turns the statement round
 * as a negation does. The table is our own.
 */
bool is_reversal(struct span word);

#endif
