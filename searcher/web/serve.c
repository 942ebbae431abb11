#include "searcher/web/serve.h"

#include "formats/module.h"
#include "searcher/web/address.h"
#include "searcher/web/desk.h"
#include "searcher/web/front.h"
#include "searcher/web/limits.h"
#include "store/files.h"
#include "text/warn.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define OTHER_FILES 64 /* descriptors that are no connections: workers, signals, standard ones */
#define BACKLOG 511

struct server {
	const struct serve_options *options;
	struct address address;
	int listening, signals;
	struct desk desk;
	struct workers workers;
	struct front *front;
};

/* ---- beginning ---- */

static bool listen_at(struct server *s, char **error)
{
	int one = 1;

	s->listening = socket(s->address.of.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (s->listening >= 0 && setsockopt(s->listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
	    bind(s->listening, &s->address.of.any, s->address.length) == 0 && listen(s->listening, BACKLOG) == 0 &&
	    getsockname(s->listening, &s->address.of.any, &s->address.length) == 0)
		return true;
	*error = error_message("cannot listen at %s: %s", s->options->address, strerror(errno));
	return false;
}

/* Raises the limit of open files as far as it goes; how many connections fit below it. */
static unsigned connections(void)
{
	struct rlimit limit = {0, 0};
	rlim_t wanted = SERVE_CONNECTIONS_MAX + OTHER_FILES;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return 256;
	if (limit.rlim_cur < wanted) {
		limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
		setrlimit(RLIMIT_NOFILE, &limit);
		getrlimit(RLIMIT_NOFILE, &limit);
	}
	if (limit.rlim_cur >= wanted)
		return SERVE_CONNECTIONS_MAX;
	return limit.rlim_cur > OTHER_FILES * 2 ? (unsigned)limit.rlim_cur - OTHER_FILES : OTHER_FILES;
}

static bool catch_signals(struct server *s, char **error)
{
	sigset_t caught;

	sigemptyset(&caught);
	sigaddset(&caught, SIGTERM);
	sigaddset(&caught, SIGINT);
	signal(SIGPIPE, SIG_IGN);
	if (sigprocmask(SIG_BLOCK, &caught, NULL) == 0)
		s->signals = signalfd(-1, &caught, SFD_CLOEXEC | SFD_NONBLOCK);
	if (s->signals >= 0)
		return true;
	*error = error_message("cannot wait for signals: %s", strerror(errno));
	return false;
}

static void announce(const struct server *s)
{
	struct buf at;

	if (s->options->quiet)
		return;
	buf_init(&at);
	address_write(&at, &s->address);
	warn("at http://%s/ until it is ended (Ctrl-C)", at.data);
	if (!address_is_loopback(&s->address))
		warn("other machines can reach it: whoever does can read all that the index holds");
	buf_release(&at);
}

static bool begin(struct server *s, char **error)
{
	struct front_options front = {.hosts = s->options->hosts, .host_count = s->options->host_count};

	if (!desk_try(s->options->indexes, s->options->index_count, error) ||
	    !address_read(&s->address, s->options->address, error) || !listen_at(s, error) ||
	    !catch_signals(s, error))
		return false;
	front.connections = connections();
	front.listening = s->listening;
	s->desk.indexes = s->options->indexes;
	s->desk.index_count = s->options->index_count;
	s->workers.work = desk_work;
	s->workers.context = &s->desk;
	s->workers.done = front_done;
	workers_start(&s->workers, s->options->workers == 0 ? SERVE_WORKERS_DEFAULT : s->options->workers);
	s->front = front_open(&front, &s->workers, error);
	if (s->front == NULL)
		return false;
	s->listening = -1; /* the front's now */
	return true;
}

/* ---- going on ---- */

static int soonest(int a, int b)
{
	return a < 0 || (b >= 0 && b < a) ? b : a;
}

/* Waits for something to do, at most `most` milliseconds (-1: however long), and does it. False: a signal came. */
static bool turn(struct server *s, struct pollfd *fds, int most)
{
	size_t count = s->workers.count;
	struct signalfd_siginfo signal;
	int timeout = soonest(soonest(front_timeout(s->front), workers_timeout(&s->workers)), most);

	workers_poll(&s->workers, fds);
	fds[count] = (struct pollfd){front_fd(s->front), POLLIN, 0};
	fds[count + 1] = (struct pollfd){s->signals, POLLIN, 0};
	if (poll(fds, count + 2, timeout) < 0)
		for (size_t i = 0; i < count + 2; i++)
			fds[i].revents = 0;
	workers_turn(&s->workers, fds);
	front_turn(s->front);
	return read(s->signals, &signal, sizeof signal) != sizeof signal;
}

/* Answers what is under way, as long as SERVE_GRACE_SECONDS allow. */
static void end(struct server *s, struct pollfd *fds)
{
	int64_t until = workers_clock() + SERVE_GRACE_SECONDS * 1000, now;

	front_end(s->front);
	workers_end(&s->workers);
	while ((now = workers_clock()) < until && !(workers_idle(&s->workers) && front_idle(s->front)))
		turn(s, fds, (int)(until - now < 100 ? until - now : 100));
	for (int i = 0; i < 3; i++)
		front_turn(s->front); /* the last answers leave */
}

static void release(struct server *s)
{
	if (s->workers.worker != NULL)
		workers_release(&s->workers);
	front_close(s->front);
	if (s->listening >= 0)
		close(s->listening);
	if (s->signals >= 0)
		close(s->signals);
}

static bool serve(const struct serve_options *o, char **error)
{
	struct server s = {.options = o, .listening = -1, .signals = -1};
	struct pollfd *fds;
	bool good = begin(&s, error);

	if (good) {
		fds = mem_zalloc((s.workers.count + 2) * sizeof *fds);
		announce(&s);
		while (turn(&s, fds, -1))
			;
		end(&s, fds);
		free(fds);
	}
	release(&s);
	return good;
}

extern const struct serve_module serve_module;
const struct serve_module serve_module = {serve};

MODULE_VERSION_DEFINE;
