#include "searcher/options_parts.h"

#include "store/files.h"

#include <stdlib.h>

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
	const struct option_row *row = option_find(name);
	const char *value = equals == NULL ? NULL : equals + 1;

	if (row == NULL)
		return refuse_unknown(argv[*i], error);
	if (row->value == VALUE_NEEDED && value == NULL && *i + 1 < argc)
		value = argv[++*i];
	if (row->value == VALUE_NEEDED && value == NULL) {
		*error = error_message("--%s needs a value", row->name);
		return false;
	}
	if (row->value == VALUE_NONE && value != NULL) {
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
		return option_find(span_of("help"))->set(o, NULL, error);
	if (argv[*i][1] != 'i')
		return refuse_unknown(argv[*i], error);
	if (*value == '\0' && *i + 1 < argc)
		value = argv[++*i];
	if (*value == '\0') {
		*error = error_message("-i needs the folder of an index");
		return false;
	}
	return option_find(span_of("index"))->set(o, value, error);
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

/* Whether what the filters let through is asked for. */
static bool has_filter(const struct filters *f)
{
	return (f->publisher.len | f->country.len | f->language.len | f->kind.len | f->date.len | f->source.len | f->instrument.len | f->in.len) != 0;
}

static bool check_words(struct search_options *o, char **error)
{
	if (o->action == ACTION_HELP || o->action == ACTION_VERSION)
		return true;
	if (!settle_verify(o, error))
		return false;
	if (o->action == ACTION_SEARCH && o->word_count == 0 && !has_filter(&o->plan.filters)) {
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
