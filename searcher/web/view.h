/*
 * view.h: hits, facets and what was searched as values for a template. For
 * searcher/web/ only.
 */
#ifndef SEARCHER_WEB_VIEW_H
#define SEARCHER_WEB_VIEW_H

#include "searcher/notes.h"
#include "searcher/web/asked.h"
#include "searcher/web/facets.h"
#include "searcher/web/page.h"

/* The parameters that make up the state of a search, NULL at the end; the number of the page is none of them. */
extern const char *const search_state[];

/* Hit i of the answer; its citation is whole in whatever place: it will be copied alone. */
json_t *view_hit(const struct page *p, const struct desk *d, const struct asked *a, struct notes *notes, size_t i);
/* The facets with a link for each value, which adds it as a filter, or takes it away where it is one. */
json_t *view_facets(const struct page *p, const struct desk *d, const struct holdings *h, const struct facets *f);
/* The filters in force: name, value, and a link without each. */
json_t *view_chosen(const struct page *p, const struct desk *d);
/* Sets "scope": a sentence of what the library holds; key: which sentence. */
void view_set_scope(const struct page *p, const struct library *l, const char *key);
/* The address of a source's page, at a passage (NULL: from its beginning) with the query's words marked. */
void view_reader_link(struct buf *out, const struct page *p, struct span source_id, const char *passage);
/* "Criminal Code of Kazakhstan" for kz:criminal-code; in English. */
void view_add_instrument(struct buf *out, const struct library *l, struct span id);
/* "2576-2735, 2801-2900" */
void view_add_bytes(struct buf *out, const struct range *ranges, size_t count);
/* The parameters of those names (NULL at the end) that the address has, for a form to keep: name, value. */
json_t *view_kept(const struct page *p, const char *const *names);
/* The line ends of `lines` part an array's members. */
json_t *view_lines(const struct buf *lines);

#endif
