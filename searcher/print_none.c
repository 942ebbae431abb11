/* What is said when nothing was found: which words are nowhere, and what was searched. */
#include "searcher/headline.h"
#include "searcher/print_parts.h"
#include "searcher/scope.h"

#include <stdlib.h>

/* ---- Which words occur nowhere ---- */

static void add_why(struct buf *out, const struct plan *p, const struct library *l)
{
	struct span *words;
	size_t count = scope_absent(p, l, &words);
	struct buf absent;

	buf_init(&absent);
	for (size_t i = 0; i < count; i++) {
		buf_add_str(&absent, i == 0 ? "“" : ", “");
		layout_add_safe(&absent, words[i]);
		buf_add_str(&absent, "”");
	}
	if (count != 0)
		buf_addf(out, "%s %s.\n", count == 1 ? "No passage has the word" : "No passage has any of the words",
		         absent.data);
	else if (p->filtered)
		buf_add_str(out, "Only what the filters let through was searched.\n");
	buf_release(&absent);
	free(words);
}

/* ---- What was searched ---- */

static void add_languages(struct buf *out, const struct library *l)
{
	for (size_t i = 0; i < l->language_count; i++) {
		const struct language *language = l->languages[i];

		buf_add_str(out, ", ");
		buf_add_str(out, *language->code == '\0' ? "unknown language" : language->name);
	}
}

static void add_years(struct buf *out, const struct scope *s)
{
	if (s->first != NULL && s->last != NULL) {
		buf_addf(out, ", %.4s", s->first);
		if (strncmp(s->first, s->last, 4) != 0)
			buf_addf(out, " to %.4s", s->last);
		if (s->undated != 0)
			buf_add_str(out, " and undated");
	} else if (s->undated != 0) {
		buf_add_str(out, ", undated");
	}
}

static void add_failed(struct buf *out, const struct scope *s)
{
	if (s->failed == 0 && s->failed_lines == 0) {
		buf_add_str(out, "; all files were read.\n");
		return;
	}
	buf_add_str(out, "; ");
	if (s->failed != 0)
		print_count(out, s->failed, "file", "files");
	if (s->failed != 0 && s->failed_lines != 0)
		buf_add_str(out, " and ");
	if (s->failed_lines != 0)
		print_count(out, s->failed_lines, "line", "lines");
	buf_add_str(out, " could not be read (hrindex list --failed).\n");
}

static void add_scope(struct buf *out, const struct plan *p, const struct library *l)
{
	struct scope s = scope_of(l);

	buf_add_str(out, "Searched: ");
	print_count(out, s.sources, "source", "sources");
	buf_add_str(out, ", ");
	print_count(out, s.passages, "passage", "passages");
	add_languages(out, l);
	add_years(out, &s);
	add_failed(out, &s);
	if (p->undated != 0) {
		print_count(out, p->undated, "undated source was", "undated sources were");
		buf_add_str(out, " left out by the date filter.\n");
	}
}

/* ---- All together ---- */

static bool is_quoted(struct span query)
{
	return query.len > 2 && query.data[0] == '"' &&
	       memchr(query.data + 1, '"', query.len - 1) == query.data + query.len - 1;
}

/* The query in quotation marks, unless it has its own. */
static void add_query(struct buf *out, struct span query)
{
	if (is_quoted(query))
		query = span_make(query.data + 1, query.len - 2);
	buf_add_str(out, "“");
	layout_add_safe(out, query);
	buf_add_str(out, "”");
}

void print_none(struct buf *out, struct span query, const struct plan *p, const struct library *l)
{
	query = span_trim(query);
	if (query.len == 0) {
		buf_add_str(out, "No passage is let through by the filters.\n");
		add_scope(out, p, l);
		return;
	}
	buf_add_str(out, is_quoted(query) || (p->leaf_count == 1 && !p->filtered) ? "No passage contains "
	                                                                          : "No passage answers ");
	add_query(out, query);
	buf_add_str(out, ".\n");
	(void)headline_add(out, p, l, NULL);
	add_why(out, p, l);
	add_scope(out, p, l);
}
