/*
 * front_parts.h: what the files of the HTTP side share. For searcher/web/front*.c
 * only, which alone know libmicrohttpd.
 *
 * front.c        a request, from its first header to its answer
 * front_reply.c  answers: headers, the program's own files, errors
 * front_lines.c  connections: how long they may take, and what they may ask at all
 */
#ifndef SEARCHER_WEB_FRONT_PARTS_H
#define SEARCHER_WEB_FRONT_PARTS_H

#include "searcher/web/routes.h"

#include <microhttpd.h>

/* ---- answers; MHD_NO: the connection is to be closed ---- */

/* The value lives as long as the request; empty: the header is absent. */
struct span request_header(struct MHD_Connection *connection, const char *name);
enum MHD_Result reply_queue(struct MHD_Connection *connection, const struct web_reply *r);
enum MHD_Result reply_queue_error(struct MHD_Connection *connection, const char *url, unsigned status);
/* A file of the program: its hash is its version. */
enum MHD_Result reply_queue_asset(struct MHD_Connection *connection, const struct route *route);

/* ---- connections ---- */

struct line;

struct lines {
	struct line *first;
	int64_t swept;
};

/* MHD_NotifyConnectionCallback; the context is a struct lines. */
void lines_notify(void *lines, struct MHD_Connection *connection, void **state,
                  enum MHD_ConnectionNotificationCode code);
/* Its request has arrived whole; it has been answered, and the next one's time begins. */
void line_served(struct MHD_Connection *connection);
void line_answered(struct MHD_Connection *connection);
/* Ends connections whose request drips in too slowly: libmicrohttpd's own limit begins anew with each byte. */
void lines_sweep(struct lines *l);
/*
 * Called with an address before its parameters are taken apart. One that is
 * longer, or has more parameters, than libmicrohttpd's memory of a connection
 * holds is answered here: its own answer is lost when that memory runs out, and
 * the connection closes without a word (seen in 0.9.75). NULL always.
 */
void *lines_look(void *lines, const char *address, struct MHD_Connection *connection);

#endif
