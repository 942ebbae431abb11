/*
 * address.h: where the server listens, and under which names it answers. Pure;
 * for searcher/web/ and tests/.
 */
#ifndef SEARCHER_WEB_ADDRESS_H
#define SEARCHER_WEB_ADDRESS_H

#include "text/buf.h"

#include <netinet/in.h>
#include <sys/socket.h>

struct address {
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} of;
	socklen_t length;
};

/*
 * Reads "8080", "127.0.0.1:8080", "localhost:8080", "[::1]:8080"; a port alone
 * is of 127.0.0.1, and 0 any free one. Other names are not looked up. False
 * with *error (allocated).
 */
bool address_read(struct address *a, const char *text, char **error);
/* Whether nobody but this machine can reach it. */
bool address_is_loopback(const struct address *a);
/* "127.0.0.1:8080", "[::1]:8080" */
void address_write(struct buf *out, const struct address *a);
/*
 * Whether a request's Host header is one to answer: localhost, an address in
 * numbers, or one of `names` (any case), with or without a port. A page from
 * elsewhere whose name was made to lead here (DNS rebinding) has another.
 */
bool host_is_ours(struct span host, const char *const *names, size_t count);

#endif
