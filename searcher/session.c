#include "searcher/session.h"

#include "searcher/bundle.h"
#include "searcher/order.h"
#include "searcher/provisions.h"
#include "searcher/suggest.h"

#include "store/files.h"
#include "text/warn.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define READ_CHUNK ((size_t)64 * 1024)

bool session_write(struct span text)
{
	if (fwrite(text.data, 1, text.len, stdout) == text.len && fflush(stdout) == 0)
		return true;
	if (errno != EPIPE)
		warn("cannot write to standard output: %s", strerror(errno));
	return false;
}

static bool read_stream(FILE *stream, const char *name, size_t most, struct buf *out, char **error)
{
	size_t got;

	do {
		buf_reserve(out, READ_CHUNK);
		got = fread(out->data + out->len, 1, READ_CHUNK, stream);
		out->len += got;
		out->data[out->len] = '\0';
	} while (got != 0 && out->len <= most);
	if (ferror(stream)) {
		*error = file_error("read", name);
		return false;
	}
	if (out->len > most) {
		*error = error_message("%s has more than %zu bytes", name, most);
		return false;
	}
	return true;
}

bool session_read(const char *file, size_t most, struct buf *out, char **error)
{
	struct stat st;
	FILE *pipe;
	bool good;

	if (file == NULL || strcmp(file, "-") == 0)
		return read_stream(stdin, "standard input", most, out, error);
	if (stat(file, &st) != 0 || (!S_ISFIFO(st.st_mode) && !S_ISCHR(st.st_mode)))
		return file_read(file, most, out, error);
	pipe = fopen(file, "re");
	if (pipe == NULL) {
		*error = file_error("read", file);
		return false;
	}
	good = read_stream(pipe, file, most, out, error);
	fclose(pipe);
	return good;
}

/* One warning for each line of notes. */
void session_warn_lines(const struct buf *lines)
{
	const char *at = lines->data;

	while (*at != '\0') {
		size_t len = strcspn(at, "\n");

		warn("%.*s", (int)len, at);
		at += len + (at[len] == '\n');
	}
}

/* What is not in the bundle is an error, though the rest is there. */
static int write_bundle(struct session *s, struct span typed, const struct answer *a, const struct print_options *print)
{
	struct bundle_options o = {s->options->bundle, s->options->no_sources, typed};
	struct buf out, missing;
	char *error = NULL;
	int status = STATUS_HITS;

	buf_init(&out);
	buf_init(&missing);
	if (!bundle_write(&out, &missing, a, &s->library, print, &o, &error)) {
		warn("%s", error);
		status = STATUS_ERROR;
	} else {
		session_warn_lines(&missing);
		if (!session_write(buf_span(&out)) || missing.len != 0)
			status = STATUS_ERROR;
	}
	free(error);
	buf_release(&out);
	buf_release(&missing);
	return status;
}

static int print_result(struct session *s, struct span typed, const struct plan *p,
                        const struct answer *a, const struct print_options *print)
{
	struct buf out, none;
	bool found = s->options->count ? a->total != 0 : a->count != 0;
	bool good;

	buf_init(&out);
	buf_init(&none);
	if (s->options->count)
		buf_addf(&out, "%llu\n", (unsigned long long)a->total);
	else if (found || print->output != OUTPUT_TEXT || print->qid.len != 0)
		print_answer(&out, a, p, &s->library, print);
	if (!found && a->total != 0 && !s->options->count)
		warn("only %llu %s: there is none after the first %u",
		     (unsigned long long)a->total, a->total == 1 ? "passage matches" : "passages match",
		     (unsigned)s->options->rank.offset);
	else if (!found && !s->options->count && !s->options->quiet && print->qid.len == 0)
		print_none(&none, typed, p, &s->library);
	if (found && !s->options->count && !s->options->quiet && print->qid.len == 0)
		suggest(&none, typed, p, &s->library);
	else if (!s->options->count && !s->options->quiet && print->qid.len == 0)
		suggest_instead(&none, typed, p, &s->library, &s->options->plan);
	good = session_write(buf_span(&out));
	fwrite(none.data, 1, none.len, stderr);
	buf_release(&out);
	buf_release(&none);
	return !good ? STATUS_ERROR : found ? STATUS_HITS : STATUS_NONE;
}

/* Hits there were, and none of them can be shown: that is no answer of "none". */
static bool is_unreadable(const struct session *s, const struct answer *a)
{
	return !s->options->count && a->count == 0 && a->warnings.len != 0;
}

static int run_plan(struct session *s, struct span typed, const struct plan *p,
                    const struct print_options *print)
{
	struct rank_options rank = s->options->rank;
	struct answer answer;
	char *error = NULL;
	int status;

	if (s->options->count)
		rank.limit = rank.offset = 0;
	if (rank_run(&answer, &s->library, p, &rank, &error) != XAP_OK) {
		warn("%s", error);
		free(error);
		return STATUS_ERROR;
	}
	session_warn_lines(&answer.warnings);
	if (is_unreadable(s, &answer))
		status = STATUS_ERROR; /* and nothing is printed, not even that there is none */
	else if (s->options->bundle != NULL && answer.count != 0)
		status = write_bundle(s, typed, &answer, print);
	else
		status = print_result(s, typed, p, &answer, print);
	if (answer.warnings.len != 0) /* what is shown is not all */
		status = STATUS_ERROR;
	answer_release(&answer);
	return status;
}

static void explain(const struct query *q)
{
	struct buf tree;

	buf_init(&tree);
	query_describe(q, &tree);
	warn("understood as %s", tree.data);
	buf_release(&tree);
}

/* A query in which there is nothing to look for: not an answer of none. */
static bool is_empty(const struct query *q, const struct plan *p, struct span typed)
{
	if (q->root == NULL)
		return !p->filtered || span_trim(typed).len != 0;
	return p->query == NULL && p->leaf_count == 0 && !p->filtered;
}

/* Reads and plans a query, with its notes; false: it cannot be, and the message is printed. */
static bool make_plan(struct session *s, struct span typed, bool words, bool explained, struct query *query,
                      struct plan *plan)
{
	struct plan_options options = s->options->plan;
	char *error = NULL;

	query_init(query);
	if (words)
		query_words(query, typed);
	else
		query_parse(query, typed);
	if (!s->options->quiet)
		session_warn_lines(&query->notes);
	if (explained && query->root != NULL)
		explain(query);
	options.explain = explained;
	options.filters_alone = s->options->action == ACTION_SEARCH && !words && span_trim(typed).len == 0;
	if (!plan_make(plan, &s->library, query, &options, &error)) {
		warn("%s", error);
		free(error);
		query_release(query);
		return false;
	}
	if (!s->options->quiet)
		session_warn_lines(&plan->notes);
	if (s->options->rank.broad && !s->options->quiet && !order_is_by_words(plan, &s->options->rank))
		warn("--broad is for plain words, ordered by relevance: it changes nothing here");
	return true;
}

static int print_provisions(struct session *s, const struct plan *plan)
{
	struct buf out;
	char *error = NULL;
	size_t rows = 0;
	int status = STATUS_ERROR;

	buf_init(&out);
	if (!provisions_print(&out, &s->library, plan, &s->options->print, &rows, &error))
		warn("%s", error);
	else if (session_write(buf_span(&out)))
		status = rows != 0 ? STATUS_HITS : STATUS_NONE;
	if (status == STATUS_NONE && !s->options->quiet)
		warn("no passage that matches cites a provision");
	free(error);
	buf_release(&out);
	return status;
}

int session_provisions(struct session *s, struct span typed)
{
	struct query query;
	struct plan plan;
	int status;

	if (!make_plan(s, typed, false, s->options->print.explain, &query, &plan))
		return STATUS_ERROR;
	status = print_provisions(s, &plan);
	plan_release(&plan);
	query_release(&query);
	return status;
}

int session_search(struct session *s, struct span typed, bool words, const struct print_options *print)
{
	struct query query;
	struct plan plan;
	int status = STATUS_ERROR;

	if (!make_plan(s, typed, words, print->explain, &query, &plan))
		return STATUS_ERROR;
	if (is_empty(&query, &plan, typed) && !words)
		warn("there is no word to search for in “%.*s”; hrsearch --help shows how to ask",
		     note_length(typed), typed.data);
	else
		status = run_plan(s, typed, &plan, print);
	plan_release(&plan);
	query_release(&query);
	return status;
}
