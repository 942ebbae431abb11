/*
 * page.h: what the pages have in common: the values of the frame, texts,
 * numbers, marked text. For searcher/web/ only.
 */
#ifndef SEARCHER_WEB_PAGE_H
#define SEARCHER_WEB_PAGE_H

#include "searcher/hit.h"
#include "searcher/snippet.h"
#include "searcher/web/texts.h"
#include "searcher/web/wire.h"

#include <jansson.h>

struct page {
	const struct web_request *request;
	enum tongue tongue;
	const char *root; /* what leads from the request's path to the site: "", or "../" for each of its folders */
	json_t *values; /* what the template is filled with */
};

/* Where in the site a page stands. */
enum page_here { HERE_NOWHERE, HERE_SEARCH, HERE_SOURCES, HERE_PROVISIONS, HERE_QUOTE };

/*
 * The frame's values. address and names: of this page in another tongue (see
 * href_with); NULL: the search page.
 */
void page_init(struct page *p, const struct web_request *q, enum page_here here, const char *address,
               const char *const *names);
/* Renders the template into body, sets the reply's type; frees the values. */
void page_finish(struct page *p, const char *template, struct web_reply *r, struct buf *body);

/* Sets a member of `object`. Text of any bytes; an empty one as null. */
void page_set(json_t *object, const char *name, struct span text);
void page_set_string(json_t *object, const char *name, const char *text); /* NULL: null */
void page_set_number(const struct page *p, json_t *object, const char *name, uint64_t n); /* in groups of three */
void page_set_count(const struct page *p, json_t *object, const char *name, const char *key, uint64_t n);
void page_set_text(const struct page *p, json_t *object, const char *name, const char *key);
/* What is wrong with a request or its answer, as "wrong"; without the dashes of the command line's options. */
void page_set_wrong(const struct page *p, const char *error);
/* A whole text with the values {name} of the page's, then `object`'s members in it, as one string. */
void page_set_filled(const struct page *p, json_t *object, const char *name, const char *key);
/* {"text","plain"} or {"text","mark"}: one stretch of a marked text. */
json_t *page_part(struct span text, const char *kind);
/* A language's name; its code where the table has none. */
void page_add_language(const struct page *p, struct buf *out, const char *code);
/* title, source_lang, publishers, date, symbol, source_kind, digest, url: what is said of a source. */
void page_set_source(const struct page *p, json_t *object, const struct source *s);
/* "previous", "next", "page", "page_count" of part `at` (from 0) of `count`; names as for href_with. */
void page_set_parts(const struct page *p, const char *address, const char *const *names, size_t at, size_t count);
/* The number of the part that is asked for, from 0; more than count - 1: the last. */
size_t page_part_asked(const struct web_request *q, size_t count);

#endif
