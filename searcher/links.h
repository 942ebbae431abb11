/*
 * links.h: the addresses of hits (render/link.h), with the texts that they are
 * made from kept between hits. For searcher/ only.
 */
#ifndef SEARCHER_LINKS_H
#define SEARCHER_LINKS_H

#include "render/link.h"
#include "searcher/hit.h"
#include "searcher/library.h"
#include "text/strmap.h"

#define LINKS_BYTES_MAX ((size_t)64 * 1024 * 1024) /* of texts kept between hits; then all are dropped */

struct links {
	const struct library *library;
	struct strmap by_key;    /* index and source → place in `texts` + 1; 0: its text cannot be read */
	struct link_text *texts; /* owned */
	size_t count, cap, bytes;
};

void links_init(struct links *l, const struct library *library);
void links_release(struct links *l);
/* Appends the address of the first of the quoted ranges (those of the snippet); nothing where there is none. */
void links_add(struct buf *out, struct links *l, const struct hit *h, const struct range *quoted, size_t count);

#endif
