#include "searcher/web/asked.h"

#include "searcher/web/limits.h"
#include "store/files.h"

#include <stdlib.h>

static const struct {
	const char *name; /* of the parameter */
	const char *option;
	bool is_switch;   /* "1" or "0" */
} parameters[] = {
	{"limit", "limit", false},       {"offset", "offset", false},     {"per_source", "per-source", false},
	{"sort", "sort", false},         {"exact", "exact", true},        {"all", "all", true},
	{"looseness", "looseness", false}, {"in", "in", false},           {"publisher", "publisher", false},
	{"country", "country", false},
	{"language", "language", false}, {"kind", "kind", false},         {"instrument", "instrument", false},
	{"date", "date", false},         {"source", "source", false},     {"context", "context", false},
	{"cite", "cite", false},         {"copies", "copies", true},
};

#define PARAMETERS (sizeof parameters / sizeof parameters[0])

static void wrong(struct asked *a, char *error)
{
	if (a->how == ASKED_WRONG) {
		free(error);
		return;
	}
	a->how = ASKED_WRONG;
	a->error = error;
}

static bool is_among(struct span name, const char *const *names)
{
	for (; names != NULL && *names != NULL; names++)
		if (span_eq_str(name, *names))
			return true;
	return false;
}

static bool is_option(struct span name)
{
	for (size_t k = 0; k < PARAMETERS; k++)
		if (span_eq_str(name, parameters[k].name))
			return true;
	return span_eq_str(name, "q");
}

/* The same as asked_misnamed, where a query and options may be, too. */
static char *misnamed(const struct web_request *q, const char *const *known, bool options)
{
	for (size_t i = 0; i < q->pair_count; i++) {
		struct span name = q->pairs[i].name;

		for (size_t k = 0; k < i; k++)
			if (span_eq(q->pairs[k].name, name))
				return error_message("the parameter %.*s is given twice", note_length(name), name.data);
		if (!is_among(name, known) && !(options && is_option(name)))
			return error_message("there is no parameter %.*s", note_length(name), name.data);
	}
	return NULL;
}

char *asked_misnamed(const struct web_request *q, const char *const *known)
{
	return misnamed(q, known, false);
}

static void check_names(struct asked *a, const struct web_request *q, const char *const *known)
{
	char *error = misnamed(q, known, true);

	if (error != NULL)
		wrong(a, error);
}

/* Adds "--name=value" and its NUL to the arguments. */
static void add_argument(struct asked *a, size_t k, struct span value)
{
	if (parameters[k].is_switch && span_eq_str(value, "0"))
		return;
	if (parameters[k].is_switch && !span_eq_str(value, "1")) {
		wrong(a, error_message("%s=%.*s: write 1 or 0", parameters[k].name, note_length(value), value.data));
		return;
	}
	buf_addf(&a->arguments, "--%s", parameters[k].option);
	if (!parameters[k].is_switch) {
		buf_add_char(&a->arguments, '=');
		buf_add_span(&a->arguments, value);
	}
	buf_add_char(&a->arguments, '\0');
}

static void add_arguments(struct asked *a, const struct web_request *q)
{
	for (size_t k = 0; k < PARAMETERS; k++) {
		struct span value = web_value(q, parameters[k].name);

		if (value.len == 0)
			continue;
		if (memchr(value.data, '\0', value.len) != NULL)
			wrong(a, error_message("%s: a zero byte is no part of a value", parameters[k].name));
		else
			add_argument(a, k, value);
	}
}

/* The error of an option, "--date soon is …", as one of its parameter: "date=soon is …". */
static void name_parameter(struct asked *a)
{
	for (size_t k = 0; a->strict && a->error != NULL && k < PARAMETERS; k++) {
		size_t past = strlen("--") + strlen(parameters[k].option);
		char *error;

		if (strncmp(a->error, "--", strlen("--")) != 0 || strncmp(a->error + strlen("--"), parameters[k].option, past - strlen("--")) != 0 ||
		    a->error[past] != ' ')
			continue;
		error = error_message("%s=%s", parameters[k].name, a->error + past + 1);
		free(a->error);
		a->error = error;
		return;
	}
}

/* The arguments as main has them: "hrsearch", options, "--", a word. */
static void read_options(struct asked *a)
{
	size_t count = 0;
	char *at = a->arguments.data;
	static char program[] = "hrsearch", end[] = "--", word[] = "q";

	for (size_t i = 0; i < a->arguments.len; i++)
		count += at[i] == '\0';
	a->argv = mem_zalloc((count + 4) * sizeof *a->argv);
	a->argv[0] = program;
	for (size_t i = 1; i <= count; i++) {
		a->argv[i] = at;
		at += strlen(at) + 1;
	}
	a->argv[count + 1] = end;
	a->argv[count + 2] = word;
	if (search_options_read(&a->options, (int)count + 3, a->argv, &a->error))
		return;
	a->how = ASKED_WRONG;
	name_parameter(a);
}

/* The limit of an answer here, which is lower than the command's. */
static void check_limit(struct asked *a, struct span value, uint32_t limit_most)
{
	uint64_t n = 0;
	size_t i = 0;

	for (; i < value.len && value.data[i] >= '0' && value.data[i] <= '9' && n <= limit_most; i++)
		n = n * 10 + (uint64_t)(value.data[i] - '0');
	if (value.len != 0 && (i < value.len || n == 0 || n > limit_most))
		wrong(a, error_message("limit=%.*s: write a number from 1 to %u", note_length(value), value.data, (unsigned)limit_most));
}

static void check_depth(struct asked *a)
{
	const struct rank_options *rank = &a->options.rank;

	if ((uint64_t)rank->offset + rank->limit > SERVE_DEEPEST)
		wrong(a, error_message("hits after the first %u are not given here: narrow the query, or use "
		                       "hrsearch on the command line",
		                       (unsigned)SERVE_DEEPEST));
}

void asked_read(struct asked *a, const struct web_request *q, const char *const *known, bool strict,
                uint32_t limit, uint32_t limit_most)
{
	*a = (struct asked){.how = ASKED_WELL, .strict = strict};
	buf_init(&a->arguments);
	buf_init(&a->notes);
	query_init(&a->query);
	a->typed = span_trim(web_value(q, "q"));
	if (strict)
		check_names(a, q, known);
	check_limit(a, web_value(q, "limit"), limit_most);
	add_arguments(a, q);
	if (a->how == ASKED_WELL)
		read_options(a);
	if (a->how == ASKED_WELL && web_value(q, "limit").len == 0)
		a->options.rank.limit = limit;
	if (a->how == ASKED_WELL)
		check_depth(a);
}

void asked_plan(struct asked *a, struct desk *d)
{
	if (a->how != ASKED_WELL)
		return;
	query_parse(&a->query, a->typed);
	buf_add_span(&a->notes, buf_span(&a->query.notes));
	if (!plan_make(&a->plan, &d->library, &a->query, &a->options.plan, &a->error)) {
		a->how = ASKED_WRONG;
		name_parameter(a);
		return;
	}
	buf_add_span(&a->notes, buf_span(&a->plan.notes));
	/* Filters alone: all that they let through. */
	if (a->typed.len == 0 && a->plan.query == NULL && a->plan.filter != NULL)
		a->plan.query = xap_query_copy(a->plan.filter);
	if (a->typed.len == 0 && a->plan.filtered)
		return;
	if (a->query.root != NULL && (a->plan.query != NULL || a->plan.leaf_count != 0 || a->plan.filtered))
		return;
	plan_release(&a->plan);
	a->how = ASKED_NOTHING;
}

void asked_run(struct asked *a, struct desk *d)
{
	if (a->how != ASKED_WELL)
		return;
	if (rank_run(&a->answer, &d->library, &a->plan, &a->options.rank, &a->error) != XAP_OK) {
		plan_release(&a->plan);
		a->how = ASKED_FAILED;
		return;
	}
	a->has_answer = true;
	buf_add_span(&a->notes, buf_span(&a->answer.warnings));
}

void asked_release(struct asked *a)
{
	if (a->has_answer)
		answer_release(&a->answer);
	if (a->how == ASKED_WELL)
		plan_release(&a->plan);
	query_release(&a->query);
	search_options_release(&a->options);
	buf_release(&a->arguments);
	buf_release(&a->notes);
	free(a->argv);
	free(a->error);
	*a = (struct asked){0};
}
