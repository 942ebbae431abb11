#include "indexer/crew.h"

#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define TICK_MS 100

struct child {
	pid_t pid; /* 0: ended and waited for */
	int fd;    /* -1: closed */
	struct wire wire;
	bool done;     /* it said so */
	struct buf at; /* the file it said it was about to read */
};

static void stop_signals(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGHUP);
}

void crew_hold_signals(void)
{
	sigset_t set;

	stop_signals(&set);
	sigprocmask(SIG_BLOCK, &set, NULL);
}

bool crew_stopped(void)
{
	sigset_t waiting;

	sigpending(&waiting);
	return sigismember(&waiting, SIGINT) || sigismember(&waiting, SIGTERM) ||
	       sigismember(&waiting, SIGHUP);
}

atomic_size_t *crew_counter_new(char **error)
{
	atomic_size_t *counter =
		mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (counter == MAP_FAILED) {
		*error = error_message("cannot share memory: %s", strerror(errno));
		return NULL;
	}
	atomic_init(counter, 0);
	return counter;
}

void crew_counter_free(atomic_size_t *counter)
{
	if (counter != NULL)
		munmap(counter, sizeof *counter);
}

/* The child's whole life. It dies with its parent, and by the signals the parent holds back. */
static _Noreturn void live(const struct crew *c, unsigned number, int fd, pid_t parent)
{
	char *error = NULL;
	sigset_t set;
	bool good;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(2);
	stop_signals(&set);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	good = c->work(c->context, number, fd, &error);
	if (good)
		wire_send(fd, WIRE_DONE, NULL, 0);
	else
		wire_say(fd, WIRE_ERROR, span_of(error));
	fflush(NULL);
	_exit(good ? 0 : 2);
}

static bool start(struct child *child, const struct crew *c, unsigned number, char **error)
{
	pid_t parent = getpid();
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0) {
		*error = error_message("cannot make a pipe: %s", strerror(errno));
		return false;
	}
	child->pid = fork();
	if (child->pid == 0) {
		close(ends[0]);
		live(c, number, ends[1], parent);
	}
	close(ends[1]);
	child->fd = ends[0];
	if (child->pid < 0) {
		child->pid = 0;
		*error = error_message("cannot start a process: %s", strerror(errno));
		return false;
	}
	return true;
}

/* Acts on the messages that are whole; false with *error when the child reports a failure. */
static bool hear_all(struct child *child, const struct crew *c, char **error)
{
	struct message m;
	int taken;

	while ((taken = wire_take(&child->wire, &m)) == 1) {
		if (m.kind == WIRE_ERROR) {
			*error = mem_spandup(m.fields[0]);
			return false;
		}
		if (m.kind == WIRE_DONE)
			child->done = true;
		if (m.kind == WIRE_BEGIN) {
			buf_clear(&child->at);
			buf_add_span(&child->at, m.fields[0]);
		}
		if (c->hear != NULL)
			c->hear(c->context, &m);
	}
	if (taken < 0)
		*error = error_message("a process sent a malformed message while %s", c->doing);
	return taken == 0;
}

/* A child's pipe has ended: waits for it. False with *error unless it had done its work. */
static bool bury(struct child *child, const struct crew *c, char **error)
{
	const char *where = child->at.len != 0 ? child->at.data : "";
	int status = 0;

	close(child->fd);
	child->fd = -1;
	waitpid(child->pid, &status, 0);
	child->pid = 0;
	if (child->done && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (WIFSIGNALED(status))
		*error = error_message("a process was ended by signal %d (%s) while %s %s", WTERMSIG(status),
		                       strsignal(WTERMSIG(status)), c->doing, where);
	else
		*error = error_message("a process ended with status %d while %s %s", WEXITSTATUS(status),
		                       c->doing, where);
	return false;
}

static bool serve(struct child *child, const struct crew *c, char **error)
{
	int got = wire_fill(&child->wire, child->fd);

	if (got <= 0)
		return bury(child, c, error);
	return hear_all(child, c, error);
}

/* One round of waiting; sets *open to how many children are still at work. */
static bool serve_ready(struct child *children, const struct crew *c, size_t *open, char **error)
{
	struct pollfd *fds = mem_alloc(c->count * sizeof *fds);
	bool good = true;

	for (unsigned i = 0; i < c->count; i++)
		fds[i] = (struct pollfd){children[i].fd, POLLIN, 0};
	if (poll(fds, c->count, TICK_MS) > 0)
		for (unsigned i = 0; i < c->count && good; i++)
			if (fds[i].revents != 0)
				good = serve(&children[i], c, error);
	*open = 0;
	for (unsigned i = 0; i < c->count; i++)
		*open += children[i].fd >= 0;
	free(fds);
	return good;
}

static enum crew_end wait_all(struct child *children, const struct crew *c, char **error)
{
	size_t open = c->count;

	while (open != 0) {
		bool good = serve_ready(children, c, &open, error);

		if (crew_stopped())
			return CREW_STOPPED;
		if (!good)
			return CREW_FAILED;
		if (c->tick != NULL)
			c->tick(c->context);
	}
	return CREW_DONE;
}

static void children_free(struct child *children, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		if (children[i].pid > 0)
			kill(children[i].pid, SIGKILL);
	for (unsigned i = 0; i < count; i++) {
		if (children[i].pid > 0)
			waitpid(children[i].pid, NULL, 0);
		if (children[i].fd >= 0)
			close(children[i].fd);
		wire_release(&children[i].wire);
		buf_release(&children[i].at);
	}
	free(children);
}

enum crew_end crew_run(const struct crew *c, char **error)
{
	struct child *children = mem_zalloc(c->count * sizeof *children);
	enum crew_end end = CREW_DONE;

	*error = NULL;
	fflush(NULL);
	for (unsigned i = 0; i < c->count; i++) {
		children[i].fd = -1;
		wire_init(&children[i].wire);
		buf_init(&children[i].at);
	}
	for (unsigned i = 0; i < c->count && end == CREW_DONE; i++)
		if (!start(&children[i], c, i, error))
			end = CREW_FAILED;
	if (end == CREW_DONE && c->beside != NULL)
		c->beside(c->context);
	if (end == CREW_DONE)
		end = wait_all(children, c, error);
	if (end == CREW_STOPPED) {
		free(*error);
		*error = NULL;
	}
	children_free(children, c->count);
	return end;
}
