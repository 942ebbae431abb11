#include "searcher/web/routes.h"

#include "searcher/web/pages.h"

#define HTML "text/html; charset=utf-8"
#define LINES "application/x-ndjson"
#define JSON "application/json"

static const struct route routes[] = {
	{"/", page_search, NULL, HTML, false, false},
	{"/source", page_source, NULL, HTML, false, false},
	{"/text", page_text, NULL, "text/plain; charset=utf-8", false, false},
	{"/sources", page_sources, NULL, HTML, false, false},
	{"/provisions", page_provisions, NULL, HTML, false, false},
	{"/quote", page_quote, NULL, HTML, false, false},
	{"/export", page_export, NULL, HTML, false, false},
	{"/api/search", api_search, NULL, LINES, true, false},
	{"/api/sources", api_sources, NULL, LINES, true, false},
	{"/api/provisions", api_provisions, NULL, LINES, true, false},
	{"/api/passage", api_passage, NULL, JSON, true, false},
	{"/api/quote", api_quote, NULL, LINES, true, true},
	{"/api/openapi.json", NULL, "openapi.json", JSON, true, false},
	{"/healthz", api_health, NULL, JSON, true, false},
	{"/style.css", NULL, "style.css", "text/css; charset=utf-8", false, false},
	{"/script.js", NULL, "script.js", "text/javascript; charset=utf-8", false, false},
	{"/icon.svg", NULL, "icon.svg", "image/svg+xml", false, false},
	{"/favicon.ico", NULL, "icon.svg", "image/svg+xml", false, false},
};

const struct route *route_find(struct span path)
{
	for (size_t i = 0; i < sizeof routes / sizeof routes[0]; i++)
		if (span_eq_str(path, routes[i].path))
			return &routes[i];
	return NULL;
}
