#include "searcher/web/view.h"

#include "searcher/scope.h"

static void add_languages(const struct page *p, const struct library *l, struct buf *out)
{
	for (size_t i = 0; i < l->language_count; i++) {
		buf_add_str(out, i == 0 ? "" : ", ");
		page_add_language(p, out, l->languages[i]->code);
	}
}

static void add_years(const struct page *p, const struct scope *s, struct buf *out)
{
	struct span undated = text_find(p->tongue, span_of("undated"));

	if (s->first != NULL && s->last != NULL) {
		buf_addf(out, "%.4s", s->first);
		if (strncmp(s->first, s->last, 4) != 0)
			buf_addf(out, "–%.4s", s->last);
	}
	if (s->undated == 0)
		return;
	buf_add_str(out, out->len == 0 ? "" : ", ");
	buf_add_span(out, undated);
}

void view_set_scope(const struct page *p, const struct library *l, const char *key)
{
	struct scope s = scope_of(l);
	struct buf text;
	json_t *o = json_object();

	buf_init(&text);
	page_set_count(p, o, "sources_n", "n_sources", s.sources);
	page_set_count(p, o, "passages_n", "n_passages", s.passages);
	add_languages(p, l, &text);
	page_set(o, "languages", buf_span(&text));
	buf_clear(&text);
	add_years(p, &s, &text);
	page_set(o, "years", buf_span(&text));
	if (s.failed + s.failed_lines == 0)
		page_set_text(p, o, "failed", "all_read");
	else
		page_set_count(p, o, "failed", "n_failed", s.failed + s.failed_lines);
	page_set_filled(p, o, "scope", key);
	json_object_set(p->values, "scope", json_object_get(o, "scope"));
	json_decref(o);
	buf_release(&text);
}
