/*
 * crew.h: child processes that do the work of a command, so that several cores
 * are used, a signal can end them at once, and a crash in one is an error with
 * a name. For indexer/ only.
 */
#ifndef INDEXER_CREW_H
#define INDEXER_CREW_H

#include "indexer/wire.h"

#include <stdatomic.h>

/* Blocks SIGINT, SIGTERM and SIGHUP from here on; crew_run and crew_stopped look for them. */
void crew_hold_signals(void);
/* Whether one of them is waiting. */
bool crew_stopped(void);

enum crew_end {
	CREW_DONE,
	CREW_FAILED, /* *error says why */
	CREW_STOPPED, /* a signal */
};

struct crew {
	unsigned count; /* children */
	const char *doing; /* for messages: "reading", "merging" */
	void *context;
	/* In a child: its work; messages go to fd. False with *error (allocated). */
	bool (*work)(void *context, unsigned number, int fd, char **error);
	/* In the parent: each message but WIRE_ERROR and WIRE_DONE; may be NULL. */
	void (*hear)(void *context, const struct message *m);
	/* In the parent, a few times a second; may be NULL. */
	void (*tick)(void *context);
	/* In the parent, once all are at work: what of its own it can do meanwhile, in a fraction of a second; may be NULL. */
	void (*beside)(void *context);
};

/* A number, 0 at first, that the children of a crew count up together; NULL with *error. */
atomic_size_t *crew_counter_new(char **error);
void crew_counter_free(atomic_size_t *counter);

/* Runs the children to their end. When one fails or a signal comes, the others are ended. */
enum crew_end crew_run(const struct crew *c, char **error);

#endif
