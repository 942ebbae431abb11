/*
 * pages.h: the answer to each address. For searcher/web/ only.
 */
#ifndef SEARCHER_WEB_PAGES_H
#define SEARCHER_WEB_PAGES_H

#include "searcher/print.h"
#include "searcher/web/desk.h"
#include "searcher/web/routes.h"

route_function page_search, page_source, page_text, page_sources, page_provisions, page_quote;
route_function api_search, api_sources, api_provisions, api_passage, api_quote, api_health, page_export;

/* For the header: what the command says of the query on its standard error, as many whole lines as there is room for. */
void api_set_notes(struct desk *d, struct web_reply *r, struct span notes);

/* The formats that hits can be downloaded in; a NULL name at the end. */
struct download {
	const char *name;  /* as after --format */
	const char *label; /* for people */
	const char *type, *filename;
	enum output output;
};

extern const struct download downloads[];

#endif
