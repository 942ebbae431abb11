/*
 * workers.h: the processes that answer, and the requests that wait for one.
 * For searcher/web/serve.c and front*.c.
 *
 * A worker is a process: one that crashes, or takes too long over a question,
 * costs that question its answer and nobody else theirs. The server itself is
 * one thread that only waits; nothing here blocks.
 */
#ifndef SEARCHER_WEB_WORKERS_H
#define SEARCHER_WEB_WORKERS_H

#include "text/buf.h"

#include <poll.h>
#include <sys/types.h>

enum work_end {
	WORK_DONE,
	WORK_FAILED,  /* the worker ended, or what it sent is no answer */
	WORK_LATE,    /* it took longer than SERVE_ANSWER_SECONDS, and was ended */
	WORK_REFUSED, /* too many wait, or the server ends */
};

struct job {
	struct job *next;
	struct buf request; /* a message of wire.h */
	void *owner;
};

struct worker {
	pid_t pid;          /* 0: not running */
	int fd;
	struct job *job;    /* being answered; NULL: idle */
	size_t sent;        /* bytes of the job's request */
	struct buf answer;
	int64_t deadline;   /* of the job, in milliseconds of the monotonic clock */
	int64_t started;
};

struct workers {
	struct worker *worker;
	size_t count;
	struct job *first, *last; /* waiting */
	size_t waiting;
	bool ending;
	int (*work)(void *context, int fd); /* in the child, which then ends with that status */
	void *context;
	/* The end of a job; the answer (without its length) only with WORK_DONE, and only during the call. */
	void (*done)(void *owner, enum work_end how, struct span answer);
};

/* work and context are set before; starts all of them. */
void workers_start(struct workers *w, size_t count);
/* Takes over the request's bytes. `done` may be called before this returns. */
void workers_submit(struct workers *w, struct buf *request, void *owner);
/* Room for `count` entries each; what to wait for. */
void workers_poll(const struct workers *w, struct pollfd *fds);
/* After the wait: sends, receives, ends what is late, starts what is missing. */
void workers_turn(struct workers *w, const struct pollfd *fds);
/* Milliseconds until some worker is late; -1: none works. */
int workers_timeout(const struct workers *w);
/* No further job is taken; those that wait are refused. */
void workers_end(struct workers *w);
bool workers_idle(const struct workers *w);
/* Refuses what is left, ends the processes, frees. */
void workers_release(struct workers *w);
int64_t workers_clock(void); /* milliseconds of the monotonic clock */

#endif
