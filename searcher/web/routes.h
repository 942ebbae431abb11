/*
 * routes.h: which addresses there are, and who answers them. For
 * searcher/web/ only.
 */
#ifndef SEARCHER_WEB_ROUTES_H
#define SEARCHER_WEB_ROUTES_H

#include "searcher/web/wire.h"

struct desk;

/* Answers a request: sets the reply, whose body is `body` and whose other spans live as long as the desk. */
typedef void route_function(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body);

struct route {
	const char *path;
	route_function *answer; /* NULL: the file `asset`, which the server gives itself */
	const char *asset;
	const char *type;
	bool data; /* answers, and complains, in JSON */
	bool post; /* takes a document by POST, too */
};

/* NULL: there is no such address. */
const struct route *route_find(struct span path);

#endif
