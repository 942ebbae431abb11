#include "searcher/web/workers.h"

#include "searcher/web/limits.h"
#include "searcher/web/wire.h"
#include "text/warn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define READ_CHUNK ((size_t)64 * 1024)

int64_t workers_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- the processes ---- */

/* The child keeps its end of the pair, and nothing else that the server has open. */
static void become_child(const struct workers *w, int fd)
{
	sigset_t none;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGINT, SIG_IGN); /* a terminal's is for the server, which ends us */
	if (fd != STDERR_FILENO + 1)
		dup2(fd, STDERR_FILENO + 1);
	close_range(STDERR_FILENO + 2, ~0U, 0);
	_exit(w->work(w->context, STDERR_FILENO + 1));
}

static void start(const struct workers *w, struct worker *worker)
{
	int pair[2];

	worker->started = workers_clock();
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
		warn("cannot start a worker: %s", strerror(errno));
		return;
	}
	worker->pid = fork();
	if (worker->pid == 0)
		become_child(w, pair[1]);
	close(pair[1]);
	if (worker->pid < 0) {
		warn("cannot start a worker: %s", strerror(errno));
		close(pair[0]);
		worker->pid = 0;
		return;
	}
	fcntl(pair[0], F_SETFL, O_NONBLOCK);
	worker->fd = pair[0];
}

void workers_start(struct workers *w, size_t count)
{
	w->worker = mem_zalloc(count * sizeof *w->worker);
	w->count = count;
	for (size_t i = 0; i < count; i++) {
		w->worker[i].fd = -1;
		buf_init(&w->worker[i].answer);
		start(w, &w->worker[i]);
	}
}

static void stop(struct worker *worker)
{
	if (worker->pid == 0)
		return;
	close(worker->fd);
	worker->fd = -1;
	kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		;
	worker->pid = 0;
}

/* ---- the jobs ---- */

static void job_free(struct job *job)
{
	buf_release(&job->request);
	free(job);
}

static void finish(struct workers *w, struct worker *worker, enum work_end how)
{
	struct job *job = worker->job;
	struct span answer = {NULL, 0};

	worker->job = NULL;
	if (how == WORK_DONE)
		answer = span_make(worker->answer.data + WIRE_HEAD, worker->answer.len - WIRE_HEAD);
	if (job != NULL) {
		w->done(job->owner, how, answer);
		job_free(job);
	}
	buf_release(&worker->answer); /* a large one is not kept */
	buf_init(&worker->answer);
}

/* The worker is no use any more; its job ends so. */
static void give_up(struct workers *w, struct worker *worker, enum work_end how)
{
	stop(worker);
	finish(w, worker, how);
}

static void send_some(struct workers *w, struct worker *worker)
{
	const struct buf *request = &worker->job->request;
	ssize_t n = send(worker->fd, request->data + worker->sent, request->len - worker->sent, MSG_NOSIGNAL);

	if (n >= 0)
		worker->sent += (size_t)n;
	else if (errno != EAGAIN && errno != EINTR)
		give_up(w, worker, WORK_FAILED);
}

/* Gives the first waiting job to each idle worker. */
static void hand_out(struct workers *w)
{
	for (size_t i = 0; i < w->count && w->first != NULL; i++) {
		struct worker *worker = &w->worker[i];

		if (worker->pid == 0 || worker->job != NULL)
			continue;
		worker->job = w->first;
		w->first = w->first->next;
		if (w->first == NULL)
			w->last = NULL;
		w->waiting--;
		worker->sent = 0;
		worker->deadline = workers_clock() + SERVE_ANSWER_SECONDS * 1000;
		send_some(w, worker);
	}
}

void workers_submit(struct workers *w, struct buf *request, void *owner)
{
	struct job *job;

	if (w->ending || w->waiting >= SERVE_WAITING_MAX) {
		buf_release(request);
		w->done(owner, WORK_REFUSED, (struct span){NULL, 0});
		return;
	}
	job = mem_zalloc(sizeof *job);
	job->request = *request;
	job->owner = owner;
	if (w->last == NULL)
		w->first = job;
	else
		w->last->next = job;
	w->last = job;
	w->waiting++;
	hand_out(w);
}

/* Whether the answer is whole; *bad: it can be none. */
static bool is_whole(const struct worker *worker, bool *bad)
{
	size_t length;

	if (worker->answer.len < WIRE_HEAD)
		return false;
	length = wire_length(worker->answer.data) + WIRE_HEAD;
	*bad = length > SERVE_REPLY_BYTES + READ_CHUNK || worker->answer.len > length;
	return worker->answer.len == length;
}

static void receive(struct workers *w, struct worker *worker)
{
	ssize_t n;
	bool bad = false;

	buf_reserve(&worker->answer, READ_CHUNK);
	n = recv(worker->fd, worker->answer.data + worker->answer.len, READ_CHUNK, 0);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n <= 0) {
		give_up(w, worker, WORK_FAILED);
		return;
	}
	worker->answer.len += (size_t)n;
	worker->answer.data[worker->answer.len] = '\0';
	if (worker->job == NULL || (!is_whole(worker, &bad) && bad))
		give_up(w, worker, WORK_FAILED);
	else if (is_whole(worker, &bad))
		finish(w, worker, WORK_DONE);
}

/* ---- turns ---- */

void workers_poll(const struct workers *w, struct pollfd *fds)
{
	for (size_t i = 0; i < w->count; i++) {
		const struct worker *worker = &w->worker[i];
		bool sending = worker->job != NULL && worker->sent < worker->job->request.len;

		fds[i] = (struct pollfd){worker->fd, (short)(POLLIN | (sending ? POLLOUT : 0)), 0};
	}
}

void workers_turn(struct workers *w, const struct pollfd *fds)
{
	int64_t now = workers_clock();

	for (size_t i = 0; i < w->count; i++) {
		struct worker *worker = &w->worker[i];

		if (worker->pid != 0 && worker->fd == fds[i].fd) {
			if ((fds[i].revents & POLLOUT) != 0 && worker->job != NULL)
				send_some(w, worker);
			if (worker->pid != 0 && (fds[i].revents & (POLLIN | POLLHUP | POLLERR)) != 0)
				receive(w, worker);
		}
		if (worker->job != NULL && now >= worker->deadline)
			give_up(w, worker, WORK_LATE);
		if (worker->pid == 0 && !w->ending && now >= worker->started + SERVE_RESPAWN_SECONDS * 1000)
			start(w, worker);
	}
	hand_out(w);
}

int workers_timeout(const struct workers *w)
{
	int64_t now = workers_clock(), soonest = -1;

	for (size_t i = 0; i < w->count; i++) {
		const struct worker *worker = &w->worker[i];
		int64_t left = worker->job != NULL ? worker->deadline - now
		               : worker->pid == 0
		                       ? worker->started + SERVE_RESPAWN_SECONDS * 1000 - now
		                       : INT64_MAX;

		left = left < 0 ? 0 : left;
		if (left != INT64_MAX && (soonest < 0 || left < soonest))
			soonest = left;
	}
	return (int)soonest;
}

void workers_end(struct workers *w)
{
	w->ending = true;
	while (w->first != NULL) {
		struct job *job = w->first;

		w->first = job->next;
		w->done(job->owner, WORK_REFUSED, (struct span){NULL, 0});
		job_free(job);
	}
	w->last = NULL;
	w->waiting = 0;
}

bool workers_idle(const struct workers *w)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->worker[i].job != NULL)
			return false;
	return true;
}

/* An idle worker ends when its connection does; one that works is ended. */
void workers_release(struct workers *w)
{
	workers_end(w);
	for (size_t i = 0; i < w->count; i++) {
		struct worker *worker = &w->worker[i];

		if (worker->job != NULL) {
			give_up(w, worker, WORK_REFUSED);
		} else if (worker->pid != 0) {
			close(worker->fd);
			while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
				;
		}
		buf_release(&worker->answer);
	}
	free(w->worker);
	*w = (struct workers){0};
}
