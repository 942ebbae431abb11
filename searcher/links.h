/*
 * links.h: the addresses of hits (render/link.h), with the texts that they are
 * made from read once for hits side by side. For searcher/ only.
 */
#ifndef SEARCHER_LINKS_H
#define SEARCHER_LINKS_H

#include "render/link.h"
#include "searcher/hit.h"
#include "searcher/library.h"

struct links {
	const struct library *library;
	struct buf key;        /* of the source whose text is kept */
	bool has_text;
	struct link_text text;
};

void links_init(struct links *l, const struct library *library);
void links_release(struct links *l);
/* Appends the address of the first of the quoted ranges (those of the snippet); nothing where there is none. */
void links_add(struct buf *out, struct links *l, const struct hit *h, const struct range *quoted, size_t count);

#endif
