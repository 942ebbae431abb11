#include "searcher/session.h"

#include "store/files.h"
#include "text/utf8.h"
#include "text/warn.h"

#include <stdio.h>
#include <stdlib.h>

#define BATCH_BYTES_MAX ((size_t)1024 * 1024 * 1024)

/* Cuts the next line off `rest`, without its line end. */
static struct span next_line(struct span *rest)
{
	const char *end = memchr(rest->data, '\n', rest->len);
	size_t len = end == NULL ? rest->len : (size_t)(end - rest->data);
	struct span line = span_make(rest->data, len);

	if (end != NULL)
		len++;
	rest->data += len;
	rest->len -= len;
	if (span_ends(line, "\r"))
		line.len--;
	return line;
}

static int search_line(struct session *s, struct span line, size_t number, bool further)
{
	const char *tab = memchr(line.data, '\t', line.len);
	struct print_options print = s->options->print;
	struct span words;

	if (tab == NULL || tab == line.data) {
		warn("line %zu: write an id, a tab and words", number);
		return STATUS_ERROR;
	}
	print.qid = span_make(line.data, (size_t)(tab - line.data));
	print.further = further;
	words = span_make(tab + 1, line.len - print.qid.len - 1);
	if (words.len > QUERY_BYTES_MAX) {
		warn("line %zu: a query of %zu bytes; at most %zu can be read", number, words.len,
		     QUERY_BYTES_MAX);
		return STATUS_ERROR;
	}
	return session_search(s, words, true, &print);
}

int session_batch(struct session *s, const char *file)
{
	struct buf content;
	struct span rest;
	char *error = NULL;
	int worst = STATUS_NONE;
	bool hits = false, failed = false;

	buf_init(&content);
	if (!session_read(file, BATCH_BYTES_MAX, &content, &error)) {
		warn("%s", error);
		free(error);
		buf_release(&content);
		return STATUS_ERROR;
	}
	rest = buf_span(&content);
	if (span_starts(rest, "\xEF\xBB\xBF"))
		rest = span_make(rest.data + 3, rest.len - 3);
	for (size_t number = 1; rest.len != 0 && !ferror(stdout); number++) {
		struct span line = next_line(&rest);

		if (span_trim(line).len == 0)
			continue;
		worst = search_line(s, line, number, number != 1);
		hits |= worst == STATUS_HITS;
		failed |= worst == STATUS_ERROR;
	}
	buf_release(&content);
	return failed ? STATUS_ERROR : hits ? STATUS_HITS : STATUS_NONE;
}
