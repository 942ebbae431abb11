/*
 * front.h: the HTTP side: connections, requests as they arrive, headers. For
 * searcher/web/serve.c only; front_parts.h alone includes libmicrohttpd's header.
 */
#ifndef SEARCHER_WEB_FRONT_H
#define SEARCHER_WEB_FRONT_H

#include "searcher/web/workers.h"

struct front;

struct front_options {
	int listening;            /* socket, bound and listening; taken over */
	const char *const *hosts; /* names it answers to beside localhost and addresses */
	size_t host_count;
	unsigned connections;     /* at most */
};

/* NULL with *error (allocated). The workers outlive it; their `done` must be front_done. */
struct front *front_open(const struct front_options *o, struct workers *workers, char **error);
void front_done(void *owner, enum work_end how, struct span answer);
int front_fd(const struct front *f); /* readable: front_turn has something to do */
int front_timeout(const struct front *f); /* milliseconds; -1: none */
void front_turn(struct front *f);
/* Takes no further connections. */
void front_end(struct front *f);
/* Whether no request is being answered. */
bool front_idle(const struct front *f);
/* All answers under way must have come (workers_release). */
void front_close(struct front *f);

#endif
