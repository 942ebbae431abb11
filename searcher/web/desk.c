#include "searcher/web/desk.h"

#include "searcher/web/errors.h"
#include "searcher/web/holdings.h"
#include "searcher/web/limits.h"
#include "searcher/web/routes.h"
#include "store/files.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

bool desk_try(char *const *indexes, size_t count, char **error)
{
	struct library l;

	if (!library_open(&l, indexes, count, error))
		return false;
	library_close(&l);
	return true;
}

/* ---- the indexes ---- */

static void look(const struct desk *d, struct stat *seen)
{
	for (size_t i = 0; i < d->index_count; i++) {
		char *path = path_join(d->indexes[i], "current");

		if (stat(path, &seen[i]) != 0)
			memset(&seen[i], 0, sizeof seen[i]);
		free(path);
	}
}

/* `current` is replaced by a rename: another file is another build. */
static bool is_same(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool has_changed(const struct desk *d, const struct stat *now)
{
	for (size_t i = 0; i < d->index_count; i++)
		if (!is_same(&d->seen[i], &now[i]))
			return true;
	return false;
}

static void close_library(struct desk *d)
{
	if (!d->is_open)
		return;
	holdings_free(d->holdings);
	d->holdings = NULL;
	library_close(&d->library);
	d->is_open = false;
}

/* Opens the live builds if they are others than those open; what is open stays so where they cannot be. */
static void refresh(struct desk *d)
{
	struct stat *now = mem_zalloc((d->index_count + 1) * sizeof *now);
	struct library fresh;
	char *error = NULL;

	look(d, now);
	if (d->is_open && !has_changed(d, now)) {
		free(now);
		return;
	}
	free(d->error);
	d->error = NULL;
	if (library_open(&fresh, d->indexes, d->index_count, &error)) {
		close_library(d);
		d->library = fresh;
		d->is_open = true;
		memcpy(d->seen, now, d->index_count * sizeof *now);
	} else {
		d->error = error;
	}
	free(now);
}

const struct holdings *desk_holdings(struct desk *d, char **error)
{
	if (d->holdings == NULL)
		d->holdings = holdings_new(&d->library, error);
	return d->holdings;
}

/* ---- requests ---- */

/* False: the server is gone. */
static bool read_all(int fd, char *data, size_t len)
{
	for (size_t at = 0; at < len;) {
		ssize_t n = read(fd, data + at, len - at);

		if (n == 0 || (n < 0 && errno != EINTR))
			return false;
		at += n > 0 ? (size_t)n : 0;
	}
	return true;
}

static bool write_all(int fd, struct span data)
{
	for (size_t at = 0; at < data.len;) {
		ssize_t n = write(fd, data.data + at, data.len - at);

		if (n < 0 && errno != EINTR)
			return false;
		at += n > 0 ? (size_t)n : 0;
	}
	return true;
}

static bool read_message(int fd, struct buf *message)
{
	char head[WIRE_HEAD];

	buf_clear(message);
	if (!read_all(fd, head, sizeof head))
		return false;
	buf_reserve(message, wire_length(head) + 1);
	if (!read_all(fd, message->data, wire_length(head)))
		return false;
	message->len = wire_length(head);
	message->data[message->len] = '\0';
	return true;
}

static void answer(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	const struct route *route = route_find(q->path);

	refresh(d);
	if (!d->is_open) {
		r->status = 503;
		error_reply(r, body, route->data, q, d->error);
		return;
	}
	r->status = 200;
	r->type = span_of(route->type);
	route->answer(d, q, r, body);
	if (body->len > SERVE_REPLY_BYTES) {
		buf_clear(body);
		*r = (struct web_reply){.status = 413};
		error_reply(r, body, route->data, q,
		            "the answer is too large: ask for fewer hits, or use hrsearch on the command line");
	}
	r->body = buf_span(body);
}

static bool serve_one(struct desk *d, int fd, struct buf *message, struct pool *pool)
{
	struct web_request request;
	struct web_reply reply = {0};
	struct buf body, out;
	bool good, large;

	if (!read_message(fd, message) || !request_decode(&request, buf_span(message), pool) ||
	    route_find(request.path) == NULL)
		return false;
	buf_init(&body);
	buf_init(&out);
	answer(d, &request, &reply, &body);
	reply_encode(&out, &reply);
	good = write_all(fd, buf_span(&out));
	large = out.len >= SERVE_LARGE_BYTES;
	buf_release(&body);
	buf_release(&out);
	pool_clear(pool);
	if (large)
		malloc_trim(0);
	return good;
}

int desk_work(void *context, int fd)
{
	struct desk *d = context;
	struct buf message;
	struct pool pool;

	d->seen = mem_zalloc((d->index_count + 1) * sizeof *d->seen);
	buf_init(&message);
	pool_init(&pool);
	refresh(d);
	while (serve_one(d, fd, &message, &pool))
		;
	close_library(d);
	pool_release(&pool);
	buf_release(&message);
	free(d->seen);
	free(d->error);
	return 0;
}
