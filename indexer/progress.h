/*
 * progress.h: how far a step of a command is: a line on a terminal once it has
 * taken a second, with the rate and the time left, and events for a script. The
 * lines go to stderr. For indexer/ only.
 */
#ifndef INDEXER_PROGRESS_H
#define INDEXER_PROGRESS_H

#include "indexer/events.h"

#define PROGRESS_AFTER 1.0 /* seconds before a line is shown */
#define PROGRESS_CELLS 12  /* columns of the bar */
#define PROGRESS_LEFT_FROM 50 /* the time left is told from one part in so many on: before, the rate is a guess */
#define PROGRESS_COLUMNS 80   /* of a terminal that does not say */

struct progress {
	bool quiet;    /* no line at all */
	bool terminal; /* stderr is one: a line may be drawn */
	bool drawn;    /* one stands there now */
	const char *doing; /* "Reading" */
	struct timespec start;
	uint64_t files, bytes; /* to do; 0 files: it is not known how much */
	struct events *events;
};

/* A step begins. */
void progress_init(struct progress *p, struct events *events, bool quiet, const char *doing, uint64_t files,
                   uint64_t bytes);
/* Draws the line anew; nothing before PROGRESS_AFTER. */
void progress_show(struct progress *p, uint64_t files, uint64_t bytes);
/* Ends the line with the final figures, drawn or not. */
void progress_done(struct progress *p, uint64_t files, uint64_t bytes);
/* Wipes the line away, before something else is printed. */
void progress_wipe(struct progress *p);

/*
 * The line as it stands `seconds` after the start, cut down to fewer than `columns`: first the bar goes,
 * then the rate. With `columns` 0 it is the last one: no bar and no time left.
 */
void progress_line(struct buf *out, const struct progress *p, uint64_t files, uint64_t bytes, double seconds,
                   size_t columns);

/* "312 MB", "4.2 MB", "17 kB" (decimal units) */
void add_size(struct buf *out, uint64_t bytes);

#endif
