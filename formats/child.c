#include "formats/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ANSWER_FD 3
#define READ_STEP ((size_t)256 * 1024)
#define STATUS_MEMORY 2 /* what mem_alloc ends with */

void child_job_init(struct child_job *job, void (*work)(struct child_job *, struct buf *), void *context)
{
	*job = (struct child_job){.limits = {CHILD_MEMORY, CHILD_CPU_SECONDS, CHILD_WALL_SECONDS, CHILD_OUTPUT}, .work = work, .context = context};
}

/* ---- in the child ---- */

/* No file stays open but the pipe, as ANSWER_FD; standard streams lead nowhere. */
static void keep_only(int fd)
{
	int null = open("/dev/null", O_RDWR);

	if (fd != ANSWER_FD)
		dup2(fd, ANSWER_FD);
	for (int i = 0; i <= 2; i++)
		if (null >= 0)
			dup2(null, i);
		else
			close(i);
#ifdef SYS_close_range
	if (syscall(SYS_close_range, ANSWER_FD + 1, ~0U, 0) == 0)
		return;
#endif
	for (int i = ANSWER_FD + 1, end = (int)sysconf(_SC_OPEN_MAX); i < end; i++)
		close(i);
}

static void default_signals(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGALRM, SIGCHLD, SIGUSR1, SIGUSR2, SIGXCPU};
	sigset_t none;

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static bool write_all(struct span s)
{
	while (s.len != 0) {
		ssize_t n = write(ANSWER_FD, s.data, s.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s = span_make(s.data + n, s.len - (size_t)n);
	}
	return true;
}

static _Noreturn void be_child(struct child_job *job, int fd, pid_t parent)
{
	struct buf answer;

	default_signals();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	keep_only(fd);
	sandbox_enter(&job->state, job->limits.memory, job->limits.cpu_seconds);
	buf_init(&answer);
	job->work(job, &answer);
	_exit(write_all(buf_span(&answer)) ? 0 : 1);
}

/* ---- in the parent ---- */

static long long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

enum ending { ENDED, TOO_LONG, TOO_MUCH, NO_READING };

static enum ending read_answer(int fd, const struct child_limits *limits, struct buf *answer)
{
	long long end = now_ms() + (long long)limits->wall_seconds * 1000;
	size_t first = answer->len;

	for (;;) {
		long long left = end - now_ms();
		struct pollfd p = {.fd = fd, .events = POLLIN};
		ssize_t got;

		if (left <= 0)
			return TOO_LONG;
		if (poll(&p, 1, left > INT_MAX ? INT_MAX : (int)left) < 0 && errno != EINTR)
			return NO_READING;
		if (p.revents == 0)
			continue;
		buf_reserve(answer, READ_STEP);
		got = read(fd, answer->data + answer->len, READ_STEP);
		if (got == 0)
			return ENDED;
		if (got < 0 && errno != EINTR)
			return NO_READING;
		if (got > 0)
			answer->len += (size_t)got;
		answer->data[answer->len] = '\0';
		if (answer->len - first > limits->output)
			return TOO_MUCH;
	}
}

static int wait_for(pid_t child)
{
	int status = 0;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/* Why a child that was not cut short gave no sound answer; NULL: it did. */
static char *reason_of(int status, const struct child_limits *limits)
{
	struct buf b;
	int signal_number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;

	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return NULL;
	buf_init(&b);
	if (signal_number == SIGXCPU)
		buf_addf(&b, "took more than %u seconds of processor time", limits->cpu_seconds);
	else if (signal_number == SIGSYS)
		buf_add_str(&b, "its reader was stopped: it tried what no reader may do");
	else if (signal_number != 0)
		buf_addf(&b, "its reader crashed (signal %d)", signal_number);
	else if (WEXITSTATUS(status) == STATUS_MEMORY)
		buf_addf(&b, "needs more than %zu MB of memory", limits->memory / (1024 * 1024));
	else
		buf_addf(&b, "its reader failed (status %d)", WEXITSTATUS(status));
	return b.data;
}

static char *reason_cut_short(enum ending how, const struct child_limits *limits)
{
	struct buf b;

	buf_init(&b);
	if (how == TOO_LONG)
		buf_addf(&b, "took longer than %u seconds", limits->wall_seconds);
	else if (how == TOO_MUCH)
		buf_addf(&b, "gives more than %zu MB of text", limits->output / (1024 * 1024));
	else
		buf_add_str(&b, "its reader cannot be heard");
	return b.data;
}

static char *reason_system(const char *what)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b, "no process for its reader (%s: %s)", what, strerror(errno));
	return b.data;
}

bool child_run(struct child_job *job, struct buf *answer, char **reason)
{
	pid_t parent = getpid(), child;
	enum ending how;
	int ends[2], status;

	*reason = NULL;
	if (pipe2(ends, O_CLOEXEC) != 0) {
		*reason = reason_system("pipe");
		return false;
	}
	child = fork();
	if (child == 0)
		be_child(job, ends[1], parent);
	close(ends[1]);
	if (child < 0) {
		*reason = reason_system("fork");
		close(ends[0]);
		return false;
	}
	how = read_answer(ends[0], &job->limits, answer);
	close(ends[0]);
	if (how != ENDED)
		kill(child, SIGKILL);
	status = wait_for(child);
	job->timed_out = how == TOO_LONG || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU);
	*reason = how == ENDED ? reason_of(status, &job->limits) : reason_cut_short(how, &job->limits);
	return *reason == NULL;
}

static unsigned part_of(unsigned seconds)
{
	return seconds < CHILD_LESS_PART ? 1 : seconds / CHILD_LESS_PART;
}

bool child_run_or_less(struct child_job *job, bool *less, struct buf *answer, char **reason)
{
	char *again;

	if (child_run(job, answer, reason))
		return true;
	if (*less)
		return false;
	if (job->timed_out) {
		job->limits.cpu_seconds = part_of(job->limits.cpu_seconds);
		job->limits.wall_seconds = part_of(job->limits.wall_seconds);
	}
	*less = true;
	buf_clear(answer);
	if (!child_run(job, answer, &again)) {
		free(again);
		return false;
	}
	free(*reason);
	*reason = NULL;
	return true;
}

/* ---- what is in force ---- */

static void give_state(struct child_job *job, struct buf *answer)
{
	buf_add(answer, &job->state, sizeof job->state);
}

void sandbox_describe(struct buf *out)
{
	struct child_job job;
	struct sandbox_state state;
	struct buf answer;
	char *reason;

	child_job_init(&job, give_state, NULL);
	buf_init(&answer);
	if (child_run(&job, &answer, &reason) && answer.len == sizeof state) {
		memcpy(&state, answer.data, sizeof state);
		sandbox_add_description(out, &state, job.limits.memory, job.limits.cpu_seconds);
	} else {
		buf_addf(out, "no reader can be started: %s\n", reason != NULL ? reason : "no answer");
	}
	free(reason);
	buf_release(&answer);
}
