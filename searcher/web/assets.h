/*
 * assets.h: the files of searcher/web/assets/, compiled in by tools/embed: the
 * program is then complete wherever it is copied to, and its pages can never
 * be of another version than itself. For searcher/web/ and tests/.
 */
#ifndef SEARCHER_WEB_ASSETS_H
#define SEARCHER_WEB_ASSETS_H

#include "text/buf.h"

struct asset {
	const char *name; /* "style.css" */
	const unsigned char *bytes;
	size_t len;
};

extern const struct asset assets[];
extern const size_t asset_count;

/* {NULL, 0}: there is no such file. */
struct span asset_find(struct span name);

#endif
