#include "searcher/web/errors.h"

#include "render/json.h"
#include "searcher/web/page.h"

#include <stdio.h>
#include <stdlib.h>

static void data_error(struct web_reply *r, struct buf *body, const char *message)
{
	json_t *o = json_object();

	json_object_set_new(o, "error", json_text(span_of(message)));
	json_line(body, o);
	r->type = span_of("application/json");
	r->body = buf_span(body);
}

void error_reply(struct web_reply *r, struct buf *body, bool data, const struct web_request *q, const char *message)
{
	struct web_request nothing = {.path = q->path, .languages = q->languages};
	char key[32];
	struct page page;
	struct span said;

	snprintf(key, sizeof key, "error_%u", r->status);
	said = text_find(TONGUE_EN, span_of(key));
	if (data) {
		char *text = mem_spandup(message != NULL ? span_of(message) : said);

		data_error(r, body, text);
		free(text);
		return;
	}
	page_init(&page, &nothing, HERE_NOWHERE, NULL, NULL);
	page_set_text(&page, page.values, "error_title", key);
	page_set_text(&page, page.values, "page_title", key);
	page_set_string(page.values, "message", message);
	page_finish(&page, "error", r, body);
}
