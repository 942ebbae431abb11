/*
 * hrefs.h: addresses of the site's own pages: whatever is shown has one that
 * can be kept. Pure; for searcher/web/ and tests/. All are relative, so the
 * site may stand below any path of a proxy.
 */
#ifndef SEARCHER_WEB_HREFS_H
#define SEARCHER_WEB_HREFS_H

#include "searcher/web/wire.h"

#define HREF_SEARCH "./" /* the search page */

/* Appends "?name=value" or "&name=value", by what the address has already; nothing for an empty value. */
void href_add(struct buf *out, const char *name, struct span value);
/*
 * Appends page, and the request's parameters of the names given (NULL at the
 * end) with `name` set to value instead; an empty value leaves it out.
 */
void href_with(struct buf *out, const char *page, const struct web_request *q, const char *const *names,
               const char *name, struct span value);
/* Whether a source's address may be linked to: http or https, and nothing that ends an attribute or a line. */
bool href_is_safe(struct span url);

#endif
