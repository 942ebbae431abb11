/*
 * cite.h: a citation, one function over one record. For indexer/ (export),
 * searcher/ and tests/.
 */
#ifndef RENDER_CITE_H
#define RENDER_CITE_H

#include "store/record.h"
#include "store/source.h"

/*
 * Plain style: publisher, title, symbol or date, pinpoint: "para. 14", or
 * "5th paragraph under “Background” (counted)", or "note 28"; "(digest)" where
 * the source is our own account. Never claims what was not read. page: where
 * the first match begins, NULL if pages are not known.
 */
void cite_plain(struct buf *out, const struct source *s, const struct record *r,
                const struct page_mark *page);
/* The pinpoint alone; empty when nothing can be said. */
void cite_pinpoint(struct buf *out, const struct record *r, const struct page_mark *page);

#endif
