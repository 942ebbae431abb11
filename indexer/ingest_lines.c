/*
 * ingest_lines.c: a file of JSON lines, each a source. One whose language nothing tells is taken to
 * be in that of nearly all the others, so it waits until they are read.
 */
#include "indexer/ingest_parts.h"

#include "formats/jsonl.h"
#include "indexer/dominant.h"
#include "store/files.h"
#include "store/sha256.h"
#include "text/warn.h"

#include <stdlib.h>
#include <string.h>

/* Bad lines of one JSON-lines file that are named one by one; the rest are counted. */
#define BAD_LINES_NAMED 20
#define BAD_VALUES_NAMED 20 /* likewise of values left unknown */

/* Names a bad line, up to BAD_LINES_NAMED of them. */
static void fail_line(struct ingest *n, const struct input *input, size_t line, size_t bad,
                      const char *reason)
{
	char *message = error_message("line %zu: %s", line, reason);

	if (bad <= BAD_LINES_NAMED)
		ingest_fail_lines(n, input, message, 1);
	free(message);
}

/* Warns of each bad value of a line, up to BAD_VALUES_NAMED in the file. */
static void warn_values(const struct input *input, const struct jsonl *j, const struct buf *warnings, size_t *count)
{
	struct span rest = buf_span(warnings);

	while (rest.len != 0) {
		size_t len = (size_t)((const char *)memchr(rest.data, '\n', rest.len) - rest.data);

		if ((*count)++ < BAD_VALUES_NAMED)
			warn("%s, line %zu: %.*s", input->file, j->line, (int)len, rest.data);
		rest = span_make(rest.data + len + 1, rest.len - len - 1);
	}
}

/* Counts the bad lines and values that were not named. */
static void count_rest(struct ingest *n, const struct input *input, size_t bad, size_t values)
{
	size_t lines = bad > BAD_LINES_NAMED ? bad - BAD_LINES_NAMED : 0;
	char *reason = error_message("%zu more line%s cannot be read", lines, lines == 1 ? "" : "s");

	if (values > BAD_VALUES_NAMED)
		warn("%s: and %zu more value%s left unknown", input->file, values - BAD_VALUES_NAMED,
		     values - BAD_VALUES_NAMED == 1 ? " is" : "s are");
	if (lines != 0)
		ingest_fail_lines(n, input, reason, lines);
	free(reason);
}

/* A JSON-lines file at work. */
struct lines {
	const struct input *input;
	struct jsonl *jsonl;
	struct jsonl_source *source;
	struct dominant languages;
	struct jsonl *waiting; /* records whose language nothing tells, until that of the others is known */
	size_t waiting_count, waiting_cap;
};

/* The language a record says it is in, else the one its letters tell. */
static const struct language *line_language(const struct ingest *n, const struct jsonl_source *s)
{
	const char *given = s->document.front.language;

	return given != NULL ? language_find(span_of(given)) : language_detector_find(n->detector, buf_span(&s->document.text));
}

static bool add_line(struct ingest *n, struct lines *l, bool whole, const struct language *language, char **error)
{
	char sha256[SHA256_HEX + 1];
	struct jsonl_source *s = l->source;
	struct source_place at = {l->input, l->jsonl->line, s->at, sha256, false, n->one_passage || whole, s->has_title, language};

	sha256_hex(sha256, span_sub(l->jsonl->bytes, s->at));
	return ingest_source(n, &at, &s->document, error);
}

/* `before`: where the reader stood before the line. */
static bool take_line(struct ingest *n, struct lines *l, struct jsonl before, char **error)
{
	bool whole = jsonl_take_title(l->source);
	const struct language *language = n->language != NULL ? n->language : line_language(n, l->source);

	if (language != language_unknown()) {
		dominant_count(&l->languages, language);
		return add_line(n, l, whole, language, error);
	}
	ARRAY_GROW(l->waiting, l->waiting_count, l->waiting_cap);
	l->waiting[l->waiting_count++] = before;
	return true;
}

/* Reads the records that waited again. */
static bool add_waiting(struct ingest *n, struct lines *l, char **error)
{
	const struct language *language = dominant_language(&l->languages);
	char *reason = NULL;
	bool good = true;

	for (size_t i = 0; i < l->waiting_count && good; i++) {
		*l->jsonl = l->waiting[i];
		if (jsonl_next(l->jsonl, l->source, &reason) > 0)
			good = add_line(n, l, jsonl_take_title(l->source), language, error);
		free(reason);
		reason = NULL;
	}
	return good;
}

bool ingest_lines(struct ingest *n, const struct input *input, struct span bytes, char **error)
{
	struct jsonl_source source;
	struct jsonl j, before;
	struct lines lines = {.input = input, .jsonl = &j, .source = &source};
	char *reason = NULL;
	size_t bad = 0, values = 0;
	bool good = true;
	int got;

	jsonl_init(&j, bytes);
	jsonl_source_init(&source);
	dominant_init(&lines.languages);
	while (before = j, good && (got = jsonl_next(&j, &source, &reason)) != 0) {
		warn_values(input, &j, &source.warnings, &values);
		if (got > 0)
			good = take_line(n, &lines, before, error);
		else
			fail_line(n, input, j.line, ++bad, reason);
		free(reason);
		reason = NULL;
	}
	count_rest(n, input, bad, values);
	good = good && add_waiting(n, &lines, error);
	dominant_release(&lines.languages);
	free(lines.waiting);
	jsonl_source_release(&source);
	return good;
}
