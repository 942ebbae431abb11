#include "searcher/options_parts.h"

#include "store/files.h"

#include <stdlib.h>

/* What an option does with its value; false with *error. */
typedef bool option_function(struct search_options *o, const char *value, char **error);

enum value { VALUE_NONE, VALUE_NEEDED };

struct option_row {
	const char *name;
	enum value value;
	option_function *set;
};

static bool bad(char **error, const char *option, const char *value, const char *remedy)
{
	*error = error_message("--%s %s: %s", option, value, remedy);
	return false;
}

/* ---- numbers ---- */

static bool number(const char *option, const char *value, uint32_t least, uint32_t most, uint32_t *out,
                   char **error)
{
	uint64_t n = 0;
	size_t i = 0;

	for (; value[i] >= '0' && value[i] <= '9' && n <= most; i++)
		n = n * 10 + (uint64_t)(value[i] - '0');
	*out = (uint32_t)n;
	if (i != 0 && value[i] == '\0' && n >= least && n <= most)
		return true;
	*error = error_message("--%s %s: write a number from %u to %u", option, value, least, most);
	return false;
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
	for (size_t i = 0; i < count; i++)
		buf_addf(&all, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", names[i]);
	*error = error_message("--%s %s: write %s", option, value, all.data);
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
	{"verify", VALUE_NONE, set_verify},
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

static const struct option_row *find_row(struct span name)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (span_eq_str(name, rows[i].name))
			return &rows[i];
	return NULL;
}

static bool refuse_unknown(const char *argument, char **error)
{
	*error = error_message("%s: no such option; hrsearch --help lists them, and after -- "
	                       "everything is the query",
	                       argument);
	return false;
}

/* --name, --name=value or --name value; *i moves over the value. */
static bool read_long(struct search_options *o, char **argv, int argc, int *i, char **error)
{
	const char *text = argv[*i] + 2, *equals = strchr(text, '=');
	struct span name = equals == NULL ? span_of(text) : span_make(text, (size_t)(equals - text));
	const struct option_row *row = find_row(name);
	const char *value = equals == NULL ? NULL : equals + 1;

	if (row == NULL)
		return refuse_unknown(argv[*i], error);
	if (row->value == VALUE_NEEDED && value == NULL && *i + 1 < argc)
		value = argv[++*i];
	if (row->value == VALUE_NEEDED && value == NULL) {
		*error = error_message("--%s needs a value", row->name);
		return false;
	}
	if (row->value == VALUE_NONE && value != NULL && row->set != set_verify) {
		*error = error_message("--%s takes no value", row->name);
		return false;
	}
	return row->set(o, value, error);
}

/* -i INDEX or -iINDEX, the only short option. */
static bool read_short(struct search_options *o, char **argv, int argc, int *i, char **error)
{
	const char *value = argv[*i] + 2;

	if (argv[*i][1] == 'h' && *value == '\0')
		return set_help(o, NULL, error);
	if (argv[*i][1] != 'i')
		return refuse_unknown(argv[*i], error);
	if (*value == '\0' && *i + 1 < argc)
		value = argv[++*i];
	if (*value == '\0') {
		*error = error_message("-i needs the folder of an index");
		return false;
	}
	return set_index(o, value, error);
}

static void add_word(struct search_options *o, char *word)
{
	o->words[o->word_count++] = word;
}

/* --verify [FILE]: what would be the query is the file. */
static bool settle_verify(struct search_options *o, char **error)
{
	if (o->action != ACTION_VERIFY || o->word_count == 0)
		return true;
	if (o->word_count > 1 || o->argument != NULL) {
		*error = error_message("--verify takes one file, or none for standard input");
		return false;
	}
	o->argument = o->words[0];
	o->word_count = 0;
	return true;
}

static bool check_words(struct search_options *o, char **error)
{
	if (o->action == ACTION_HELP || o->action == ACTION_VERSION)
		return true;
	if (!settle_verify(o, error))
		return false;
	if (o->action == ACTION_SEARCH && o->word_count == 0) {
		*error = error_message("what to search for is missing; hrsearch --help shows how to ask");
		return false;
	}
	if (o->action != ACTION_SEARCH && o->action != ACTION_PROVISIONS && o->word_count != 0) {
		*error = error_message("%s: no query belongs to this command", o->words[0]);
		return false;
	}
	return true;
}

bool search_options_read(struct search_options *o, int argc, char **argv, char **error)
{
	bool only_words = false, good = true;

	*o = (struct search_options){.rank.limit = LIMIT_DEFAULT, .plan.looseness = MATCH_KINDS};
	o->indexes = mem_zalloc(((size_t)argc + 1) * sizeof *o->indexes);
	o->words = mem_zalloc(((size_t)argc + 1) * sizeof *o->words);
	o->hosts = mem_zalloc(((size_t)argc + 1) * sizeof *o->hosts);
	for (int i = 1; i < argc && good; i++) {
		if (only_words)
			add_word(o, argv[i]);
		else if (strcmp(argv[i], "--") == 0)
			only_words = true;
		else if (strncmp(argv[i], "--", 2) == 0)
			good = read_long(o, argv, argc, &i, error);
		else if (argv[i][0] == '-' && argv[i][1] != '\0' && o->word_count == 0)
			good = read_short(o, argv, argc, &i, error);
		else
			add_word(o, argv[i]);
	}
	good = good && check_words(o, error) && options_check(o, error);
	o->rank.exact_count = o->count;
	o->rank.one_per_source = o->print.output == OUTPUT_TREC;
	if (!good)
		search_options_release(o);
	return good;
}

void search_options_release(struct search_options *o)
{
	if (o == NULL)
		return;
	free(o->indexes);
	free(o->words);
	free(o->hosts);
	o->indexes = o->words = NULL;
	o->hosts = NULL;
	o->index_count = o->word_count = o->host_count = 0;
}

void search_options_query(const struct search_options *o, struct buf *out)
{
	for (size_t i = 0; i < o->word_count; i++) {
		if (i != 0)
			buf_add_char(out, ' ');
		buf_add_str(out, o->words[i]);
	}
}
