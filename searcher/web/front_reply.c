#include "searcher/web/front_parts.h"

#include "searcher/web/assets.h"
#include "searcher/web/errors.h"
#include "text/strmap.h"

#include <stdio.h>
#include <stdlib.h>

/*
 * Nothing but the server's own files may be loaded or run, no other page may
 * frame or be told where one came from, and nothing is kept on the reader's disk.
 */
static const struct {
	const char *name, *value;
} safe_headers[] = {
	{"Content-Security-Policy",
	 "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
	 "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
};

static void add_header(struct MHD_Response *response, const char *name, struct span value)
{
	char *text = mem_spandup(value);

	MHD_add_response_header(response, name, text); /* refuses line ends itself */
	free(text);
}

static void add_safe_headers(struct MHD_Response *response, const char *cache)
{
	for (size_t i = 0; i < sizeof safe_headers / sizeof safe_headers[0]; i++)
		MHD_add_response_header(response, safe_headers[i].name, safe_headers[i].value);
	MHD_add_response_header(response, "Cache-Control", cache);
}

static void add_reply_headers(struct MHD_Response *response, const struct web_reply *r)
{
	struct buf disposition;

	add_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, r->type);
	if (r->total.len != 0)
		add_header(response, "Hrsearch-Total", r->total);
	if (r->notes.len != 0)
		add_header(response, "Hrsearch-Notes", r->notes);
	if (r->filename.len == 0)
		return;
	buf_init(&disposition);
	buf_addf(&disposition, "attachment; filename=\"%.*s\"", (int)r->filename.len, r->filename.data);
	add_header(response, "Content-Disposition", buf_span(&disposition));
	buf_release(&disposition);
}

enum MHD_Result reply_queue(struct MHD_Connection *connection, const struct web_reply *r)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(
		r->body.len, (void *)(uintptr_t)r->body.data, MHD_RESPMEM_MUST_COPY);
	enum MHD_Result queued;

	if (response == NULL)
		return MHD_NO;
	add_safe_headers(response, "no-store");
	add_reply_headers(response, r);
	if (r->status == MHD_HTTP_METHOD_NOT_ALLOWED)
		MHD_add_response_header(response, "Allow", "GET, HEAD");
	if (r->status == MHD_HTTP_SERVICE_UNAVAILABLE)
		MHD_add_response_header(response, "Retry-After", "5");
	queued = MHD_queue_response(connection, r->status, response);
	MHD_destroy_response(response);
	return queued;
}

struct span request_header(struct MHD_Connection *connection, const char *name)
{
	const char *value = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);

	return value == NULL ? span_make("", 0) : span_of(value);
}

enum MHD_Result reply_queue_error(struct MHD_Connection *connection, const char *url, unsigned status)
{
	struct web_request request = {.path = span_of(url), .languages = request_header(connection, "Accept-Language")};
	const struct route *route = route_find(request.path);
	struct web_reply reply = {.status = status};
	enum MHD_Result queued;
	struct buf body;

	buf_init(&body);
	error_reply(&reply, &body, route != NULL ? route->data : span_starts(request.path, "/api/"), &request, NULL);
	queued = reply_queue(connection, &reply);
	buf_release(&body);
	return queued;
}

enum MHD_Result reply_queue_asset(struct MHD_Connection *connection, const struct route *route)
{
	struct span content = asset_find(span_of(route->asset));
	char tag[32];
	bool same;
	struct MHD_Response *response;
	enum MHD_Result queued;

	snprintf(tag, sizeof tag, "\"%016llx\"", (unsigned long long)hash_bytes(content, 0));
	same = span_eq_str(request_header(connection, "If-None-Match"), tag);
	response = MHD_create_response_from_buffer(same ? 0 : content.len, (void *)(uintptr_t)content.data,
	                                           MHD_RESPMEM_PERSISTENT);
	if (response == NULL)
		return MHD_NO;
	add_safe_headers(response, "no-cache");
	MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, route->type);
	MHD_add_response_header(response, "ETag", tag);
	queued = MHD_queue_response(connection, same ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK, response);
	MHD_destroy_response(response);
	return queued;
}
