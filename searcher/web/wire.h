/*
 * wire.h: a request and its answer as bytes between the server and a worker.
 * Pure; for searcher/web/ and tests/.
 */
#ifndef SEARCHER_WEB_WIRE_H
#define SEARCHER_WEB_WIRE_H

#include "text/pool.h"

#define WIRE_HEAD 4 /* bytes before a message: its length */

struct web_pair {
	struct span name, value;
};

struct web_request {
	struct span path;      /* as asked for, decoded: "/source" */
	struct span languages; /* Accept-Language; empty: none */
	struct web_pair *pairs; /* parameters, decoded */
	size_t pair_count;
	struct span body;
};

struct web_reply {
	unsigned status;
	struct span type;     /* Content-Type */
	struct span filename; /* of a download; empty: none */
	struct span total;    /* of an answer in data: the number of passages that match; empty: none */
	struct span notes;    /* of an answer in data: what is to be said of the query, percent-encoded; empty: nothing */
	struct span body;
};

/* Appends the message, its length first. */
void request_encode(struct buf *out, const struct web_request *r);
void reply_encode(struct buf *out, const struct web_reply *r);
/* Reads a message without its length; spans are of it, pairs in the pool. False: it is none. */
bool request_decode(struct web_request *r, struct span message, struct pool *pool);
bool reply_decode(struct web_reply *r, struct span message);
/* The length that a message's first WIRE_HEAD bytes tell. */
size_t wire_length(const char head[WIRE_HEAD]);

/* The first value of a name; empty: it is not given, or empty. */
struct span web_value(const struct web_request *r, const char *name);

#endif
