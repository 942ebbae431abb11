#include "searcher/options_parts.h"

#include "store/files.h"

#include <stdio.h>
#include <stdlib.h>

static bool bad(char **error, const char *option, const char *value, const char *remedy)
{
	*error = error_message("--%s %s: %s", option, *value == '\0' ? "\"\"" : value, remedy);
	return false;
}

/* ---- numbers ---- */

static bool number(const char *option, const char *value, uint32_t least, uint32_t most, uint32_t *out,
                   char **error)
{
	char remedy[80];
	uint64_t n = 0;
	size_t i = 0;

	for (; value[i] >= '0' && value[i] <= '9' && n <= most; i++)
		n = n * 10 + (uint64_t)(value[i] - '0');
	*out = (uint32_t)n;
	if (i != 0 && value[i] == '\0' && n >= least && n <= most)
		return true;
	snprintf(remedy, sizeof remedy, "write a number from %u to %u", least, most);
	return bad(error, option, value, remedy);
}

static bool set_limit(struct search_options *o, const char *value, char **error)
{
	return number("limit", value, 1, LIMIT_MAX, &o->rank.limit, error);
}

static bool set_offset(struct search_options *o, const char *value, char **error)
{
	return number("offset", value, 0, UINT32_MAX - LIMIT_MAX, &o->rank.offset, error);
}

static bool set_per_source(struct search_options *o, const char *value, char **error)
{
	return number("per-source", value, 1, LIMIT_MAX, &o->rank.per_source, error);
}

static bool set_context(struct search_options *o, const char *value, char **error)
{
	return number("context", value, 0, CONTEXT_MAX, &o->print.context, error);
}

static bool set_workers(struct search_options *o, const char *value, char **error)
{
	return number("workers", value, 1, WORKERS_MAX, &o->workers, error);
}

/* ---- one of several names ---- */

static bool choice(const char *option, const char *value, const char *const *names, size_t count,
                   size_t *out, char **error)
{
	struct buf all;

	for (*out = 0; *out < count; ++*out)
		if (strcmp(value, names[*out]) == 0)
			return true;
	buf_init(&all);
	buf_add_str(&all, "write ");
	for (size_t i = 0; i < count; i++)
		buf_addf(&all, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", names[i]);
	bad(error, option, value, all.data);
	buf_release(&all);
	return false;
}

static bool set_sort(struct search_options *o, const char *value, char **error)
{
	static const char *const names[] = {"relevance", "date"};
	size_t n;

	if (!choice("sort", value, names, 2, &n, error))
		return false;
	o->rank.by_date = n == 1;
	return true;
}

static bool set_looseness(struct search_options *o, const char *value, char **error)
{
	size_t n;

	if (!choice("looseness", value, match_names, MATCH_KINDS, &n, error))
		return false;
	o->plan.looseness = (enum match)n;
	return true;
}

static bool set_format(struct search_options *o, const char *value, char **error)
{
	static const char *const names[OUTPUTS] = {"text",     "json",     "tsv",    "trec",
	                                           "csl-json", "biblatex", "bibtex", "ris"};
	size_t n;

	if (!choice("format", value, names, OUTPUTS, &n, error))
		return false;
	o->print.output = (enum output)n;
	return true;
}

static bool set_cite(struct search_options *o, const char *value, char **error)
{
	size_t n;

	if (!choice("cite", value, cite_style_names, CITE_STYLES, &n, error))
		return false;
	o->print.cite = (enum cite_style)n;
	return true;
}

static bool set_color(struct search_options *o, const char *value, char **error)
{
	static const char *const names[] = {"auto", "always", "never"};
	size_t n;

	if (!choice("color", value, names, 3, &n, error))
		return false;
	o->color = (enum color)n;
	return true;
}

/* ---- filters: checked where they are used ---- */

#define FILTER(name, field)                                                                        \
	static bool set_##name(struct search_options *o, const char *value, char **error)                 \
	{                                                                                          \
		if (*value == '\0')                                                                \
			return bad(error, #field, "\"\"", "a value is needed");                    \
		o->plan.filters.field = span_of(value);                                            \
		return true;                                                                       \
	}

FILTER(publisher, publisher)
FILTER(country, country)
FILTER(language, language)
FILTER(kind, kind)
FILTER(date, date)
FILTER(source, source)
FILTER(in, in)
FILTER(instrument, instrument)
#undef FILTER

/* ---- switches ---- */

static bool set_index(struct search_options *o, const char *value, char **error)
{
	(void)error;
	o->indexes[o->index_count++] = (char *)(uintptr_t)value;
	return true;
}

static bool set_host(struct search_options *o, const char *value, char **error)
{
	if (*value == '\0')
		return bad(error, "host", "\"\"", "a name is needed");
	o->hosts[o->host_count++] = value;
	return true;
}

#define SWITCH(name, target)                                                                       \
	static bool set_##name(struct search_options *o, const char *value, char **error)                 \
	{                                                                                          \
		(void)value;                                                                       \
		(void)error;                                                                       \
		o->target = true;                                                                  \
		return true;                                                                       \
	}

SWITCH(exact, plan.exact)
SWITCH(all, plan.all)
SWITCH(copies, rank.every_copy)
SWITCH(broad, rank.broad)
SWITCH(count, count)
SWITCH(explain, print.explain)
SWITCH(quiet, quiet)
SWITCH(no_sources, no_sources)
SWITCH(bibliography, print.bibliography)
SWITCH(full_citations, print.full_citations)
#undef SWITCH

static bool set_bundle(struct search_options *o, const char *value, char **error)
{
	if (*value == '\0')
		return bad(error, "bundle", "\"\"", "the name of a new folder is needed");
	o->bundle = value;
	return true;
}

/* ---- actions ---- */

static bool act(struct search_options *o, enum action action, const char *argument, char **error)
{
	if (o->action != ACTION_SEARCH && o->action != action) {
		*error = error_message("--show, --text, --verify, --quote, --batch, --provisions and --serve cannot be combined");
		return false;
	}
	o->action = action;
	o->argument = argument;
	return true;
}

#define ACTION(name, which)                                                                        \
	static bool set_##name(struct search_options *o, const char *value, char **error)                 \
	{                                                                                          \
		return act(o, which, value, error);                                                \
	}

ACTION(show, ACTION_SHOW)
ACTION(text, ACTION_TEXT)
ACTION(batch, ACTION_BATCH)
ACTION(verify, ACTION_VERIFY)
ACTION(provisions, ACTION_PROVISIONS)
ACTION(quote, ACTION_QUOTE)
ACTION(serve, ACTION_SERVE)
ACTION(help, ACTION_HELP)
ACTION(version, ACTION_VERSION)
#undef ACTION

static const struct option_row rows[] = {
	{"index", VALUE_NEEDED, set_index},
	{"limit", VALUE_NEEDED, set_limit},
	{"offset", VALUE_NEEDED, set_offset},
	{"per-source", VALUE_NEEDED, set_per_source},
	{"copies", VALUE_NONE, set_copies},
	{"sort", VALUE_NEEDED, set_sort},
	{"exact", VALUE_NONE, set_exact},
	{"looseness", VALUE_NEEDED, set_looseness},
	{"all", VALUE_NONE, set_all},
	{"broad", VALUE_NONE, set_broad},
	{"in", VALUE_NEEDED, set_in},
	{"publisher", VALUE_NEEDED, set_publisher},
	{"country", VALUE_NEEDED, set_country},
	{"language", VALUE_NEEDED, set_language},
	{"kind", VALUE_NEEDED, set_kind},
	{"date", VALUE_NEEDED, set_date},
	{"source", VALUE_NEEDED, set_source},
	{"instrument", VALUE_NEEDED, set_instrument},
	{"format", VALUE_NEEDED, set_format},
	{"cite", VALUE_NEEDED, set_cite},
	{"full-citations", VALUE_NONE, set_full_citations},
	{"bibliography", VALUE_NONE, set_bibliography},
	{"bundle", VALUE_NEEDED, set_bundle},
	{"no-sources", VALUE_NONE, set_no_sources},
	{"color", VALUE_NEEDED, set_color},
	{"count", VALUE_NONE, set_count},
	{"explain", VALUE_NONE, set_explain},
	{"context", VALUE_NEEDED, set_context},
	{"show", VALUE_NEEDED, set_show},
	{"text", VALUE_NEEDED, set_text},
	{"verify", VALUE_JOINED, set_verify},
	{"provisions", VALUE_NONE, set_provisions},
	{"batch", VALUE_NEEDED, set_batch},
	{"quote", VALUE_NEEDED, set_quote},
	{"serve", VALUE_NEEDED, set_serve},
	{"host", VALUE_NEEDED, set_host},
	{"workers", VALUE_NEEDED, set_workers},
	{"quiet", VALUE_NONE, set_quiet},
	{"help", VALUE_NONE, set_help},
	{"version", VALUE_NONE, set_version},
};

const struct option_row *option_find(struct span name)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (span_eq_str(name, rows[i].name))
			return &rows[i];
	return NULL;
}
