/*
 * fts5_serve: a small search page over SQLite FTS5, to be laid beside
 * hrsearch --serve. For tools/bench.
 *
 *	fts5_serve DATABASE WORKERS
 *
 *	GET /?q=QUERY               the ten best passages, each with its snippet()
 *	GET /source?first=N&last=N  the passages of these rows, whole
 *
 * It prints the port that it has taken on 127.0.0.1, and ends on SIGTERM. Each worker is a
 * process of its own, with its own connection to the database, as in hrsearch.
 */
#include <arpa/inet.h>
#include <microhttpd.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "text/buf.h"

#define WORKERS_MAX 64
#define BACKLOG 128

static const char search_sql[] = "select id, snippet(passages, 1, char(2), char(3), '…', 40) from passages "
				 "where passages match ?1 order by rank limit 10";
static const char source_sql[] = "select id, text from passages where rowid between ?1 and ?2";

struct worker {
	sqlite3 *database;
	sqlite3_stmt *search, *source;
};

static void die(const char *what)
{
	perror(what);
	exit(2);
}

/* ---- answers ---- */

static void add_text(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '<': buf_add_str(out, "&lt;"); break;
		case '&': buf_add_str(out, "&amp;"); break;
		case '\2': buf_add_str(out, "<mark>"); break;
		case '\3': buf_add_str(out, "</mark>"); break;
		default: buf_add_char(out, *text);
		}
	}
}

/* Appends the rows of a statement whose values are bound; false: SQLite refuses it. */
static bool add_rows(struct buf *out, sqlite3_stmt *statement)
{
	int status;

	buf_add_str(out, "<!doctype html><meta charset=utf-8><title>Passages</title>\n");
	while ((status = sqlite3_step(statement)) == SQLITE_ROW) {
		buf_addf(out, "<p id=\"%s\">", (const char *)sqlite3_column_text(statement, 0));
		add_text(out, (const char *)sqlite3_column_text(statement, 1));
		buf_add_str(out, "</p>\n");
	}
	sqlite3_reset(statement);
	return status == SQLITE_DONE;
}

static const char *argument(struct MHD_Connection *connection, const char *name)
{
	const char *value = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, name);

	return value == NULL ? "" : value;
}

static bool add_page(struct buf *out, struct worker *w, struct MHD_Connection *connection, const char *path)
{
	if (strcmp(path, "/source") == 0) {
		sqlite3_bind_int64(w->source, 1, atoll(argument(connection, "first")));
		sqlite3_bind_int64(w->source, 2, atoll(argument(connection, "last")));
		return add_rows(out, w->source);
	}
	sqlite3_bind_text(w->search, 1, argument(connection, "q"), -1, SQLITE_TRANSIENT);
	return add_rows(out, w->search);
}

static enum MHD_Result answer(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
                              const char *version, const char *data, size_t *size, void **state)
{
	struct MHD_Response *response;
	enum MHD_Result result;
	struct buf page;
	bool good;

	(void)method, (void)version, (void)data, (void)size, (void)state;
	buf_init(&page);
	good = add_page(&page, cls, connection, url);
	response = MHD_create_response_from_buffer(page.len, page.data, MHD_RESPMEM_MUST_COPY);
	MHD_add_response_header(response, "Content-Type", "text/html; charset=utf-8");
	result = MHD_queue_response(connection, good ? MHD_HTTP_OK : MHD_HTTP_BAD_REQUEST, response);
	MHD_destroy_response(response);
	buf_release(&page);
	return result;
}

/* ---- workers ---- */

static void work(int listener, const char *file, const sigset_t *ends)
{
	struct worker w;
	struct MHD_Daemon *server;
	int got;

	if (sqlite3_open_v2(file, &w.database, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(w.database, search_sql, -1, &w.search, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(w.database, source_sql, -1, &w.source, NULL) != SQLITE_OK) {
		fprintf(stderr, "fts5_serve: %s: %s\n", file, sqlite3_errmsg(w.database));
		exit(2);
	}
	server = MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL, 0, NULL, NULL, answer, &w,
	                          MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_END);
	if (server == NULL)
		die("fts5_serve");
	sigwait(ends, &got);
	MHD_stop_daemon(server);
	sqlite3_finalize(w.search);
	sqlite3_finalize(w.source);
	sqlite3_close(w.database);
	exit(0);
}

/* A socket on a free port of 127.0.0.1, which is printed. */
static int listen_somewhere(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t length = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0 ||
	    listen(listener, BACKLOG) != 0 || getsockname(listener, (struct sockaddr *)&address, &length) != 0)
		die("fts5_serve");
	printf("%u\n", (unsigned)ntohs(address.sin_port));
	fflush(stdout);
	return listener;
}

int main(int argc, char **argv)
{
	int count = argc == 3 ? atoi(argv[2]) : 0, listener, got;
	pid_t workers[WORKERS_MAX];
	sigset_t ends;

	if (count < 1 || count > WORKERS_MAX) {
		fputs("usage: fts5_serve DATABASE WORKERS\n", stderr);
		return 2;
	}
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	listener = listen_somewhere();
	for (int i = 0; i < count; i++)
		if ((workers[i] = fork()) == 0)
			work(listener, argv[1], &ends);
	sigwait(&ends, &got);
	for (int i = 0; i < count; i++)
		kill(workers[i], SIGTERM);
	while (wait(NULL) > 0)
		continue;
	return 0;
}
