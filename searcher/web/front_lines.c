#include "searcher/web/front_parts.h"

#include "searcher/web/limits.h"
#include "searcher/web/workers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

/* A connection, by its socket; `since` counts while its next request has not arrived whole. */
struct line {
	struct line *previous, *next;
	int fd;
	bool waiting;
	int64_t since;
};

static void line_open(struct lines *l, struct MHD_Connection *connection, void **state)
{
	struct line *line = mem_zalloc(sizeof *line);

	line->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	line->waiting = true;
	line->since = workers_clock();
	line->next = l->first;
	if (l->first != NULL)
		l->first->previous = line;
	l->first = line;
	*state = line;
}

static void line_close(struct lines *l, struct line *line)
{
	if (line->previous != NULL)
		line->previous->next = line->next;
	else
		l->first = line->next;
	if (line->next != NULL)
		line->next->previous = line->previous;
	free(line);
}

void lines_notify(void *lines, struct MHD_Connection *connection, void **state,
                  enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		line_open(lines, connection, state);
	} else if (*state != NULL) {
		line_close(lines, *state);
		*state = NULL;
	}
}

static struct line *line_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info == NULL ? NULL : info->socket_context;
}

void line_served(struct MHD_Connection *connection)
{
	struct line *line = line_of(connection);

	if (line != NULL)
		line->waiting = false;
}

void line_answered(struct MHD_Connection *connection)
{
	struct line *line = line_of(connection);

	if (line == NULL)
		return;
	line->waiting = true;
	line->since = workers_clock();
}

void lines_sweep(struct lines *l)
{
	int64_t now = workers_clock();

	if (now < l->swept + 1000)
		return;
	l->swept = now;
	for (struct line *line = l->first; line != NULL; line = line->next)
		if (line->waiting && now > line->since + SERVE_ARRIVE_SECONDS * 1000)
			shutdown(line->fd, SHUT_RDWR);
}

static size_t parameter_count(const char *address)
{
	const char *at = strchr(address, '?');
	size_t count = 0;

	for (; at != NULL; at = strchr(at + 1, '&'))
		count++;
	return count;
}

/* The whole answer at once, past the library; a client that does not read what it is sent gets none. */
static void refuse(int fd, const char *status, const char *sentence)
{
	char answer[512];
	int len = snprintf(answer, sizeof answer,
	                   "HTTP/1.1 %s\r\nConnection: close\r\nContent-Type: text/plain\r\n"
	                   "X-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nContent-Length: %zu\r\n\r\n%s",
	                   status, strlen(sentence), sentence);

	(void)!send(fd, answer, (size_t)len, MSG_DONTWAIT | MSG_NOSIGNAL);
	shutdown(fd, SHUT_WR);
}

void *lines_look(void *lines, const char *address, struct MHD_Connection *connection)
{
	struct line *line = line_of(connection);

	(void)lines;
	if (line == NULL)
		return NULL;
	if (strlen(address) > SERVE_ADDRESS_BYTES)
		refuse(line->fd, "414 URI Too Long", "The address is too long.\n");
	else if (parameter_count(address) > SERVE_PARAMETERS_HELD)
		refuse(line->fd, "400 Bad Request", "The address has too many parameters.\n");
	return NULL;
}
