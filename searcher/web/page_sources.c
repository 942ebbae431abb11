#include "searcher/web/pages.h"

#include "render/json.h"
#include "searcher/web/asked.h"
#include "searcher/web/errors.h"
#include "searcher/web/holdings.h"
#include "searcher/web/limits.h"
#include "searcher/web/hrefs.h"
#include "searcher/web/view.h"

#include <stdlib.h>

static const char *const sources_state[] = {"ui", NULL};

static json_t *row_object(const struct page *p, const struct source *s)
{
	json_t *o = json_object();
	struct buf text;

	buf_init(&text);
	page_set_source(p, o, s);
	page_set_string(o, "lang", s->meta.language);
	page_set_string(o, "kind", s->meta.kind);
	page_add_language(p, &text, s->meta.language);
	page_set(o, "language", buf_span(&text));
	page_set_number(p, o, "passages", s->passages);
	buf_clear(&text);
	view_reader_link(&text, p, span_of(s->meta.id), NULL);
	page_set(o, "link", buf_span(&text));
	buf_release(&text);
	return o;
}

/* Calls `take` for each source of the library's list from `first` on, at most `most`. */
static void each_source(const struct desk *d, const struct holdings *h, size_t first, size_t most,
                        void (*take)(void *context, const struct source *s), void *context)
{
	for (size_t i = first; i < h->source_count && i - first < most; i++) {
		const struct index *index = &d->library.indexes[h->source[i].index];
		struct source s;
		char *error = NULL;

		source_init(&s);
		if (library_source(index, h->source[i].key, &s, &error))
			take(context, &s);
		free(error);
		source_release(&s);
	}
}

struct rows {
	const struct page *page;
	json_t *array;
};

static void take_row(void *context, const struct source *s)
{
	struct rows *rows = context;

	json_array_append_new(rows->array, row_object(rows->page, s));
}

void page_sources(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	char *error = NULL;
	const struct holdings *h = desk_holdings(d, &error);
	struct page p;
	struct rows rows = {&p, NULL};
	size_t parts, part;

	if (h == NULL) {
		r->status = 503;
		error_reply(r, body, false, q, error);
		free(error);
		return;
	}
	parts = (h->source_count + SERVE_SOURCES_MAX - 1) / SERVE_SOURCES_MAX;
	part = page_part_asked(q, parts);
	page_init(&p, q, HERE_SOURCES, "sources", sources_state);
	rows.array = json_array();
	each_source(d, h, part * SERVE_SOURCES_MAX, SERVE_SOURCES_MAX, take_row, &rows);
	json_object_set_new(p.values, "rows", rows.array);
	page_set_text(&p, p.values, "page_title", "sources");
	page_set_parts(&p, "sources", sources_state, part, parts);
	view_set_scope(&p, &d->library, "holds");
	page_finish(&p, "sources", r, body);
}

static void take_line(void *context, const struct source *s)
{
	json_line(context, json_source(s, true));
}

void api_sources(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	char *error = asked_misnamed(q, NULL);
	bool named_well = error == NULL;
	const struct holdings *h = named_well ? desk_holdings(d, &error) : NULL;

	if (h == NULL) {
		r->status = named_well ? 503 : 400;
		error_reply(r, body, true, q, error);
		free(error);
		return;
	}
	each_source(d, h, 0, SIZE_MAX, take_line, body);
}
