/*
 * sandbox.h: what a child process that parses a foreign file may not do. For
 * formats/child.c and tests/.
 */
#ifndef FORMATS_SANDBOX_H
#define FORMATS_SANDBOX_H

#include "text/buf.h"

/* What came into force; the kernel may lack some of it. */
struct sandbox_state {
	bool limits;         /* rlimits: memory, processor, no file written, few files open, no processes, no core */
	bool no_new_privileges;
	int landlock;        /* ABI version, 0: none. No file may be opened, no TCP port used */
	bool seccomp;        /* only the system calls of a list; what would leave the process ends it */
};

#define SANDBOX_FILES_MAX 16 /* open files */

/*
 * Gives up, for good, whatever the process does not need to turn bytes in its
 * memory into bytes on an open pipe. `memory` is in bytes above what the
 * process has mapped already; without an address space limit under a sanitizer.
 */
void sandbox_enter(struct sandbox_state *state, size_t memory, unsigned cpu_seconds);
/* For people: one line for each means. */
void sandbox_add_description(struct buf *out, const struct sandbox_state *state, size_t memory, unsigned cpu_seconds);

#endif
