/*
 * events.h: what a command tells a script while it works (--json): JSON lines
 * on stdout, written out at once. hrindex(1) describes them; they are a contract
 * (EVENTS_SCHEMA). The first is "begin" and the last "done", whatever happens
 * between, unless the process is killed. For indexer/ only.
 */
#ifndef INDEXER_EVENTS_H
#define INDEXER_EVENTS_H

#include "store/build.h"

#include <jansson.h>
#include <time.h>

#define EVENTS_SCHEMA "hrindex/1"
#define EVENTS_EVERY 1.0 /* seconds: no "progress" sooner after another event about progress */

struct events {
	bool on;     /* else nothing of this does anything */
	bool broken; /* stdout could not be written, errno being `why` */
	int why;
	struct timespec start;
	double told; /* seconds after the start when progress was told last */
};

void events_init(struct events *e, bool on);
/* live: the number of the build that is live, 0: none. */
void events_begin(struct events *e, const char *command, const char *index, uint32_t live);
/* A step of the work begins; 0 files: it is not counted in files. */
void events_step(struct events *e, const char *step, uint64_t files, uint64_t bytes);
void events_progress(struct events *e, const char *step, uint64_t files, uint64_t bytes);
/* lines: how many of the file could not be read; 0: the file. */
void events_failed(struct events *e, struct span file, struct span reason, uint64_t lines);

/* How a command ended. */
struct ending {
	int status;
	const char *error;            /* NULL: none */
	const struct manifest *build; /* the one that is live now, NULL: see live */
	uint32_t live, before;        /* numbers of the live build and of the one before, 0: none */
	bool changed;                 /* another build is live than before */
	json_t *files;                /* of an update: what became of them; NULL; owned, and freed by the call */
};
void events_done(struct events *e, const struct ending *end);

/* False with *error when an event could not be written: to be asked before a build is made live. */
bool events_written(const struct events *e, char **error);
/* The same at the end of a command that changed nothing, or is done: false, warned of. */
bool events_told(const struct events *e);

/* By the clock that runs on. */
double seconds_since(const struct timespec *start);

#endif
