#include "searcher/options_parts.h"

#include "store/files.h"

static bool is_plain_search(const struct search_options *o)
{
	return o->action == ACTION_SEARCH && o->print.output == OUTPUT_TEXT && !o->count;
}

static bool is_information(const struct search_options *o)
{
	return o->action == ACTION_HELP || o->action == ACTION_VERSION;
}

/* What is wrong, or NULL. */
static const char *check_bibliography(const struct search_options *o)
{
	if (!o->print.bibliography || is_plain_search(o))
		return NULL;
	return "--bibliography lists the works of a query's hits, as text: it goes with no other format or command";
}

static const char *check_bundle(const struct search_options *o)
{
	if (o->bundle == NULL)
		return o->no_sources ? "--no-sources belongs to --bundle" : NULL;
	if (is_plain_search(o) && !o->print.bibliography)
		return NULL;
	return "--bundle keeps a query's hits in every format: it goes with no other format or command";
}

static const char *check_records(const struct search_options *o)
{
	if (o->print.output < OUTPUT_CSL || o->action == ACTION_SEARCH || o->action == ACTION_SHOW)
		return NULL;
	return "records for reference managers are made of a query's hits, or with --show of a passage";
}

static const char *check_server(const struct search_options *o)
{
	if (o->action == ACTION_SERVE || (o->host_count == 0 && o->workers == 0))
		return NULL;
	return "--host and --workers belong to --serve";
}

bool options_check(const struct search_options *o, char **error)
{
	static const char *(*const checks[])(const struct search_options *) = {
		check_bibliography, check_bundle, check_records, check_server};

	for (size_t i = 0; i < sizeof checks / sizeof *checks && !is_information(o); i++) {
		const char *wrong = checks[i](o);

		if (wrong != NULL) {
			*error = error_message("%s", wrong);
			return false;
		}
	}
	return true;
}
