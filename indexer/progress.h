/*
 * progress.h: how far a build is: a bar on a terminal once it has taken a
 * second, and the lines that sum it up. All of it on stderr. For indexer/ only.
 */
#ifndef INDEXER_PROGRESS_H
#define INDEXER_PROGRESS_H

#include "text/buf.h"

#include <time.h>

#define PROGRESS_AFTER 1.0 /* seconds before a bar is shown */
#define PROGRESS_CELLS 20  /* columns of the bar */

struct progress {
	bool quiet;    /* nothing at all */
	bool terminal; /* stderr is one: a bar may be drawn */
	bool drawn;    /* a bar stands on the current line */
	struct timespec start;
	uint64_t files, bytes; /* to do */
};

void progress_init(struct progress *p, bool quiet, uint64_t files, uint64_t bytes);
/* Draws the bar anew; nothing before PROGRESS_AFTER. */
void progress_show(struct progress *p, const char *doing, uint64_t files, uint64_t bytes);
/* Ends the bar's line with the final figures, bar or not. */
void progress_done(struct progress *p, const char *doing, uint64_t files, uint64_t bytes);
/* Wipes the bar away, before something else is printed. */
void progress_wipe(struct progress *p);

/* "1,204" */
void add_thousands(struct buf *out, uint64_t n);
/* "312 MB", "4.2 MB", "17 kB" (decimal units) */
void add_size(struct buf *out, uint64_t bytes);

#endif
