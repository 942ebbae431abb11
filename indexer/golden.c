#include "indexer/golden.h"

#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

void golden_init(struct golden *g)
{
	*g = (struct golden){0};
}

void golden_release(struct golden *g)
{
	if (g == NULL)
		return;
	for (size_t i = 0; i < g->count; i++) {
		for (size_t k = 0; k < g->queries[i].wanted_count; k++)
			free(g->queries[i].wanted[k]);
		free(g->queries[i].wanted);
		free(g->queries[i].query);
	}
	free(g->queries);
	*g = (struct golden){0};
}

/* ---- the file ---- */

/* Cuts the text before the next tab off *rest; both trimmed. */
static struct span next_field(struct span *rest)
{
	const char *tab = memchr(rest->data, '\t', rest->len);
	size_t len = tab == NULL ? rest->len : (size_t)(tab - rest->data);
	struct span field = span_trim(span_make(rest->data, len));

	*rest = tab == NULL ? span_make(rest->data + rest->len, 0) : span_make(tab + 1, rest->len - len - 1);
	return field;
}

/* "@3"; 0: it is none. */
static uint32_t rank_of(struct span field)
{
	uint32_t rank = 0;

	if (field.len < 2 || field.data[0] != '@')
		return 0;
	for (size_t i = 1; i < field.len; i++) {
		if (field.data[i] < '0' || field.data[i] > '9' || rank > GOLDEN_RANK_MAX)
			return 0;
		rank = rank * 10 + (uint32_t)(field.data[i] - '0');
	}
	return rank <= GOLDEN_RANK_MAX ? rank : 0;
}

static void add_wanted(struct golden_query *q, struct span wanted)
{
	ARRAY_GROW(q->wanted, q->wanted_count, q->wanted_cap);
	q->wanted[q->wanted_count++] = mem_spandup(wanted);
}

/* A line's query; NULL, or what is wrong with it: a constant. */
static const char *read_line(struct golden *g, struct span line, size_t number)
{
	struct span query = next_field(&line);
	struct golden_query *q;

	if (query.len == 0)
		return "there is no query before the first tab";
	ARRAY_GROW(g->queries, g->count, g->cap);
	q = &g->queries[g->count++];
	*q = (struct golden_query){.line = number, .query = mem_spandup(query), .rank = GOLDEN_RANK};
	while (line.len != 0) {
		struct span field = next_field(&line);

		if (field.len != 0 && field.data[0] == '@' && line.len == 0) {
			q->rank = rank_of(field);
			if (q->rank == 0)
				return "after @ stands a number from 1 to 1000";
		} else if (field.len != 0) {
			add_wanted(q, field);
		}
	}
	return q->wanted_count == 0 ? "a tab and a passage's or source's id must follow the query" : NULL;
}

bool golden_read(struct golden *g, const char *path, char **error)
{
	const char *wrong = NULL;
	struct buf bytes;
	size_t number = 0, end;

	buf_init(&bytes);
	if (!file_read(path, GOLDEN_BYTES_MAX, &bytes, error)) {
		buf_release(&bytes);
		return false;
	}
	for (size_t at = 0; at < bytes.len && wrong == NULL; at = end + 1) {
		const char *feed = memchr(bytes.data + at, '\n', bytes.len - at);
		struct span line;

		end = feed == NULL ? bytes.len : (size_t)(feed - bytes.data);
		line = span_make(bytes.data + at, end - at);
		number++;
		if (span_trim(line).len != 0 && line.data[0] != '#')
			wrong = read_line(g, line, number);
	}
	if (wrong != NULL)
		*error = error_message("%s, line %zu: %s", path, number, wrong);
	buf_release(&bytes);
	return wrong == NULL;
}

/* ---- asking ---- */

/* The hrsearch beside this program; allocated. */
static char *hrsearch_path(void)
{
	char own[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", own, sizeof own - 1);

	own[len < 0 ? 0 : len] = '\0';
	return path_join(len < 0 ? "." : dirname(own), "hrsearch");
}

static _Noreturn void become(const char *program, const char *index, const char *query, int out)
{
	char limit[16];

	snprintf(limit, sizeof limit, "%d", GOLDEN_RANK_MAX);
	dup2(out, STDOUT_FILENO);
	execl(program, program, "-i", index, "--quiet", "--copies", "--format", "tsv", "--limit", limit, "--", query,
	      (char *)NULL);
	fprintf(stderr, "hrindex: cannot run %s (%s): it belongs beside hrindex\n", program, strerror(errno));
	_exit(2);
}

static void read_all(int fd, struct buf *out)
{
	ssize_t got;

	do {
		buf_reserve(out, 65536);
		got = read(fd, out->data + out->len, 65536);
		if (got > 0)
			out->len += (size_t)got;
	} while (got > 0 || (got < 0 && errno == EINTR));
	out->data[out->len] = '\0';
}

/* The table that hrsearch prints for a query. */
static bool run(const char *program, const char *index, const char *query, struct buf *table, char **error)
{
	int ends[2], status = 0;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) != 0) {
		*error = error_message("cannot make a pipe: %s", strerror(errno));
		return false;
	}
	fflush(NULL);
	child = fork();
	if (child == 0)
		become(program, index, query, ends[1]);
	close(ends[1]);
	if (child > 0) {
		read_all(ends[0], table);
		waitpid(child, &status, 0);
	}
	close(ends[0]);
	if (child > 0 && WIFEXITED(status) && WEXITSTATUS(status) <= 1)
		return true;
	*error = error_message("the golden query %s could not be asked", query);
	return false;
}

/* The rank of the first row of the table whose passage or source it is; 0: there is none. */
static uint32_t rank_in(struct span table, struct span wanted)
{
	uint32_t rank = 0;
	size_t end;

	for (size_t at = 0; at < table.len; at = end + 1, rank++) {
		const char *feed = memchr(table.data + at, '\n', table.len - at);
		struct span row, id, source;

		end = feed == NULL ? table.len : (size_t)(feed - table.data);
		row = span_make(table.data + at, end - at);
		next_field(&row);
		id = next_field(&row);
		source = next_field(&row);
		if (rank != 0 && (span_eq(id, wanted) || span_eq(source, wanted)))
			return rank;
	}
	return 0;
}

static void compare(const struct golden_query *q, struct span table, struct buf *missed)
{
	for (size_t i = 0; i < q->wanted_count; i++) {
		uint32_t rank = rank_in(table, span_of(q->wanted[i]));

		if (rank != 0 && rank <= q->rank)
			continue;
		buf_addf(missed, "  line %zu: %s: %s ", q->line, q->query, q->wanted[i]);
		if (rank == 0)
			buf_add_str(missed, "is not found\n");
		else
			buf_addf(missed, "is hit %u, not among the first %u\n", (unsigned)rank, (unsigned)q->rank);
	}
}

bool golden_ask(const struct golden *g, const char *index, struct buf *missed, char **error)
{
	char *program = hrsearch_path();
	bool good = true;

	for (size_t i = 0; i < g->count && good; i++) {
		struct buf table;

		buf_init(&table);
		good = run(program, index, g->queries[i].query, &table, error);
		if (good)
			compare(&g->queries[i], buf_span(&table), missed);
		buf_release(&table);
	}
	free(program);
	return good;
}
