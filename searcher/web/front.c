#include "searcher/web/front.h"

#include "searcher/web/address.h"
#include "searcher/web/front_parts.h"
#include "searcher/web/limits.h"
#include "store/files.h"

#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

enum stage { STAGE_ARRIVING, STAGE_TOO_LARGE, STAGE_WORKING, STAGE_ANSWERED };

struct exchange {
	struct front *front;
	struct MHD_Connection *connection;
	const struct route *route;
	enum stage stage;
	struct buf body;   /* of the request */
	struct buf answer; /* a reply of wire.h without its length */
	enum work_end how;
};

struct front {
	struct MHD_Daemon *daemon;
	struct front_options options;
	struct workers *workers;
	struct lines lines;
	size_t working;
	bool resumed; /* some connection goes on at the next turn */
};

/* ---- what is asked ---- */

/* The one Host header; empty: none, or several. */
struct hosts {
	size_t count;
	struct span value;
};

static enum MHD_Result take_host(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct hosts *hosts = context;

	(void)kind;
	if (strcasecmp(name, "Host") == 0) {
		hosts->count++;
		hosts->value = span_of(value == NULL ? "" : value);
	}
	return MHD_YES;
}

static bool asks_us(const struct front *f, struct MHD_Connection *connection)
{
	struct hosts hosts = {0, {"", 0}};

	MHD_get_connection_values(connection, MHD_HEADER_KIND, take_host, &hosts);
	return hosts.count == 1 && host_is_ours(hosts.value, f->options.hosts, f->options.host_count);
}

struct parameters {
	struct web_pair pairs[SERVE_PARAMETERS_MAX];
	size_t count;
	bool too_many, too_long;
};

static enum MHD_Result take_parameter(void *context, enum MHD_ValueKind kind, const char *name, size_t name_len,
                                      const char *value, size_t value_len)
{
	struct parameters *p = context;

	(void)kind;
	p->too_long |= name_len > SERVE_QUERY_BYTES || value_len > SERVE_QUERY_BYTES;
	if (p->count == SERVE_PARAMETERS_MAX) {
		p->too_many = true;
		return MHD_NO;
	}
	p->pairs[p->count++] = (struct web_pair){span_make(name, name_len),
	                                         span_make(value == NULL ? "" : value, value_len)};
	return MHD_YES;
}

/* Gives the request to a worker; the connection rests until its answer comes. */
static enum MHD_Result submit(struct exchange *x, const char *url)
{
	struct parameters p = {.count = 0};
	struct web_request request = {.path = span_of(url), .pairs = p.pairs};
	struct buf message;

	MHD_get_connection_values_n(x->connection, MHD_GET_ARGUMENT_KIND, take_parameter, &p);
	if (p.too_long || p.too_many)
		return reply_queue_error(x->connection, url,
		                   p.too_long ? MHD_HTTP_URI_TOO_LONG : MHD_HTTP_BAD_REQUEST);
	request.pair_count = p.count;
	request.languages = request_header(x->connection, "Accept-Language");
	request.body = buf_span(&x->body);
	buf_init(&message);
	request_encode(&message, &request);
	x->stage = STAGE_WORKING;
	x->front->working++;
	MHD_suspend_connection(x->connection);
	workers_submit(x->front->workers, &message, x);
	return MHD_YES;
}

void front_done(void *owner, enum work_end how, struct span answer)
{
	struct exchange *x = owner;

	x->stage = STAGE_ANSWERED;
	x->how = how;
	buf_add_span(&x->answer, answer);
	x->front->working--;
	x->front->resumed = true;
	MHD_resume_connection(x->connection);
}

static enum MHD_Result queue_answer(const struct exchange *x, const char *url)
{
	struct web_reply reply;

	if (x->how == WORK_DONE && reply_decode(&reply, buf_span(&x->answer)))
		return reply_queue(x->connection, &reply);
	return reply_queue_error(x->connection, url,
	                   x->how == WORK_LATE || x->how == WORK_REFUSED ? MHD_HTTP_SERVICE_UNAVAILABLE
	                                                                : MHD_HTTP_INTERNAL_SERVER_ERROR);
}

static bool is_too_large(struct MHD_Connection *connection)
{
	struct span length = request_header(connection, "Content-Length");

	return length.len > 0 && strtoull(length.data, NULL, 10) > SERVE_BODY_BYTES;
}

/* The headers have come: refuses what can be told from them. */
static enum MHD_Result begin(struct front *f, struct MHD_Connection *connection, const char *url, const char *method,
                             struct exchange **out)
{
	const struct route *route = route_find(span_of(url));
	bool reads = strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
	struct exchange *x;

	if (!asks_us(f, connection))
		return reply_queue_error(connection, url, MHD_HTTP_MISDIRECTED_REQUEST);
	if (route == NULL)
		return reply_queue_error(connection, url, MHD_HTTP_NOT_FOUND);
	if (!reads && !(route->post && strcmp(method, "POST") == 0))
		return reply_queue_error(connection, url, MHD_HTTP_METHOD_NOT_ALLOWED);
	if (is_too_large(connection))
		return reply_queue_error(connection, url, MHD_HTTP_CONTENT_TOO_LARGE);
	x = mem_zalloc(sizeof *x);
	x->front = f;
	x->connection = connection;
	x->route = route;
	buf_init(&x->body);
	buf_init(&x->answer);
	*out = x;
	return MHD_YES;
}

static void take_body(struct exchange *x, const char *data, size_t len)
{
	if (x->body.len + len > SERVE_BODY_BYTES)
		x->stage = STAGE_TOO_LARGE;
	else if (x->stage == STAGE_ARRIVING)
		buf_add(&x->body, data, len);
}

/* Called once with the headers, once for each part of a body, once with the whole, once more with the answer. */
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *data, size_t *data_len,
                                  void **state)
{
	struct exchange *x = *state;

	(void)version;
	if (x == NULL)
		return begin(context, connection, url, method, (struct exchange **)state);
	if (*data_len != 0) {
		take_body(x, data, *data_len);
		*data_len = 0;
		return MHD_YES;
	}
	line_served(connection);
	switch (x->stage) {
	case STAGE_TOO_LARGE:
		return reply_queue_error(connection, url, MHD_HTTP_CONTENT_TOO_LARGE);
	case STAGE_ARRIVING:
		return x->route->answer == NULL ? reply_queue_asset(connection, x->route) : submit(x, url);
	case STAGE_ANSWERED:
		return queue_answer(x, url);
	default:
		return MHD_YES;
	}
}

static void on_completed(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code)
{
	struct exchange *x = *state;

	(void)context;
	(void)code;
	line_answered(connection);
	if (x == NULL)
		return;
	buf_release(&x->body);
	buf_release(&x->answer);
	free(x);
	*state = NULL;
}

/* ---- the whole ---- */

static void no_log(void *context, const char *format, va_list arguments)
{
	(void)context;
	(void)format;
	(void)arguments;
}

struct front *front_open(const struct front_options *o, struct workers *workers, char **error)
{
	struct front *f = mem_zalloc(sizeof *f);

	f->options = *o;
	f->workers = workers;
	f->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL, NULL, on_request, f,
		MHD_OPTION_EXTERNAL_LOGGER, no_log, NULL,
		MHD_OPTION_LISTEN_SOCKET, (MHD_socket)o->listening,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, SERVE_HEAD_BYTES,
		MHD_OPTION_CONNECTION_LIMIT, o->connections,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SERVE_IDLE_SECONDS,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL,
		MHD_OPTION_NOTIFY_CONNECTION, lines_notify, &f->lines,
		MHD_OPTION_URI_LOG_CALLBACK, lines_look, &f->lines, MHD_OPTION_END);
	if (f->daemon != NULL)
		return f;
	*error = error_message("the HTTP library cannot be started");
	free(f);
	return NULL;
}

int front_fd(const struct front *f)
{
	return MHD_get_daemon_info(f->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int front_timeout(const struct front *f)
{
	MHD_UNSIGNED_LONG_LONG milliseconds;

	if (f->resumed)
		return 0;
	if (MHD_get_timeout(f->daemon, &milliseconds) != MHD_YES)
		return f->lines.first == NULL ? -1 : 1000;
	return milliseconds > 1000 ? 1000 : (int)milliseconds;
}

void front_turn(struct front *f)
{
	f->resumed = false;
	MHD_run(f->daemon);
	lines_sweep(&f->lines);
}

void front_end(struct front *f)
{
	int listening = MHD_quiesce_daemon(f->daemon);

	if (listening >= 0)
		close(listening);
}

bool front_idle(const struct front *f)
{
	return f->working == 0 && !f->resumed;
}

void front_close(struct front *f)
{
	if (f == NULL)
		return;
	front_turn(f);
	MHD_stop_daemon(f->daemon);
	free(f);
}
