/*
 * dates.h: FROM..TO as people type it. Pure; for searcher/ and tests/.
 */
#ifndef SEARCHER_DATES_H
#define SEARCHER_DATES_H

#include "text/buf.h"

/*
 * Reads "2015", "2015-06", "2015..2017", "2015-06-30..", "..2017" into its two
 * ends (empty: open); one date is both ends. NULL if it can be, else what is
 * wrong with it, to be put after the text: "is no date …".
 */
const char *date_range_read(struct span text, struct span *from, struct span *to);

#endif
