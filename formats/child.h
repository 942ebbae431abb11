/*
 * child.h: work on a foreign file in a process of its own, which can do
 * nothing but answer. For formats/, tests/, and hrindex check --sandbox.
 */
#ifndef FORMATS_CHILD_H
#define FORMATS_CHILD_H

#include "formats/sandbox.h"

struct child_limits {
	size_t memory;         /* bytes, above what the parent has mapped */
	unsigned cpu_seconds;
	unsigned wall_seconds;
	size_t output;         /* bytes of the answer */
};

#define CHILD_MEMORY ((size_t)1024 * 1024 * 1024)
#define CHILD_CPU_SECONDS 60
#define CHILD_WALL_SECONDS 120
#define CHILD_LESS_PART 3 /* of the time of a first try that took too long, what a second one has */
#define CHILD_OUTPUT ((size_t)512 * 1024 * 1024)

struct child_job {
	struct child_limits limits;
	void (*work)(struct child_job *job, struct buf *answer); /* runs in the child, which then ends */
	void *context;
	struct sandbox_state state; /* set in the child before the work */
	bool timed_out;             /* set by child_run: it came to no end in its time */
};

void child_job_init(struct child_job *job, void (*work)(struct child_job *, struct buf *), void *context);
/*
 * Forks, lets the child work and appends its answer. The child has no files
 * but the pipe, and its parent's memory to read. False with *reason
 * (allocated): it crashed, was stopped, took too long, needed or gave too
 * much. An answer is what some parser made of hostile bytes: check it.
 */
bool child_run(struct child_job *job, struct buf *answer, char **reason);
/*
 * The same, into an empty buffer; where it fails, *less, which the work looks at, is set, and another
 * child tries: if the first one's time ran out, in a part of it (job->limits).
 * *reason is the first one's.
 */
bool child_run_or_less(struct child_job *job, bool *less, struct buf *answer, char **reason);
/* Starts a child and says what is in force in it. */
void sandbox_describe(struct buf *out);

#endif
