#include "indexer/options.h"

#include "store/files.h"
#include "text/language.h"

#include <getopt.h>
#include <stdlib.h>

enum {
	OPTION_CATALOGUE = 256,
	OPTION_LANGUAGE,
	OPTION_JOBS,
	OPTION_EXCLUDE,
	OPTION_ONE_PASSAGE,
	OPTION_JSON,
	OPTION_CSV,
	OPTION_FAILED,
	OPTION_SANDBOX,
	OPTION_LEXICON,
	OPTION_PRUNE,
	OPTION_BULK,
	OPTION_NO_BULK,
	OPTION_GOLDEN,
	OPTION_FORCE,
	OPTION_OCR,
	OPTION_QUIET,
	OPTION_HELP,
	OPTION_VERSION,
};

static const struct option names[] = {
	{"index", required_argument, NULL, 'i'},
	{"catalogue", required_argument, NULL, OPTION_CATALOGUE},
	{"language", required_argument, NULL, OPTION_LANGUAGE},
	{"jobs", required_argument, NULL, OPTION_JOBS},
	{"exclude", required_argument, NULL, OPTION_EXCLUDE},
	{"one-passage", no_argument, NULL, OPTION_ONE_PASSAGE},
	{"lexicon", required_argument, NULL, OPTION_LEXICON},
	{"golden", required_argument, NULL, OPTION_GOLDEN},
	{"ocr", required_argument, NULL, OPTION_OCR},
	{"force", no_argument, NULL, OPTION_FORCE},
	{"prune", no_argument, NULL, OPTION_PRUNE},
	{"bulk", no_argument, NULL, OPTION_BULK},
	{"no-bulk", no_argument, NULL, OPTION_NO_BULK},
	{"json", no_argument, NULL, OPTION_JSON},
	{"csv", no_argument, NULL, OPTION_CSV},
	{"failed", no_argument, NULL, OPTION_FAILED},
	{"sandbox", no_argument, NULL, OPTION_SANDBOX},
	{"quiet", no_argument, NULL, OPTION_QUIET},
	{"help", no_argument, NULL, OPTION_HELP},
	{"version", no_argument, NULL, OPTION_VERSION},
	{NULL, 0, NULL, 0},
};

#define OPTION_FIRST OPTION_CATALOGUE
#define OPTION_PLACE(option) ((option) - OPTION_FIRST)

/* The commands that take an option; those that are not here belong to all. */
static const unsigned commands[] = {
	[OPTION_PLACE(OPTION_CATALOGUE)] = FOR_BUILD,
	[OPTION_PLACE(OPTION_LANGUAGE)] = FOR_BUILD,
	[OPTION_PLACE(OPTION_EXCLUDE)] = FOR_BUILD,
	[OPTION_PLACE(OPTION_ONE_PASSAGE)] = FOR_BUILD,
	[OPTION_PLACE(OPTION_BULK)] = FOR_BUILD,
	[OPTION_PLACE(OPTION_NO_BULK)] = FOR_BUILD,
	[OPTION_PLACE(OPTION_JOBS)] = FOR_BUILD | FOR_UPDATE,
	[OPTION_PLACE(OPTION_LEXICON)] = FOR_BUILD | FOR_UPDATE,
	[OPTION_PLACE(OPTION_GOLDEN)] = FOR_BUILD | FOR_UPDATE,
	[OPTION_PLACE(OPTION_OCR)] = FOR_BUILD | FOR_UPDATE,
	[OPTION_PLACE(OPTION_FORCE)] = FOR_BUILD | FOR_UPDATE | FOR_REMOVE,
	[OPTION_PLACE(OPTION_PRUNE)] = FOR_UPDATE,
	[OPTION_PLACE(OPTION_JSON)] = FOR_LIST | FOR_DIFF | FOR_BUILD | FOR_UPDATE | FOR_REMOVE | FOR_ROLLBACK,
	[OPTION_PLACE(OPTION_CSV)] = FOR_LIST,
	[OPTION_PLACE(OPTION_FAILED)] = FOR_LIST,
	[OPTION_PLACE(OPTION_SANDBOX)] = FOR_CHECK,
};

const char *options_stray(const struct options *o, unsigned command)
{
	for (size_t i = 0; names[i].name != NULL; i++) {
		int place = OPTION_PLACE(names[i].val);

		if (place >= 0 && (size_t)place < sizeof commands / sizeof *commands && commands[place] != 0 &&
		    (o->given & UINT32_C(1) << place) != 0 && (commands[place] & command) == 0)
			return names[i].name;
	}
	return NULL;
}

static bool read_index(struct options *o, const char *value, char **error)
{
	if (*value == '\0')
		*error = error_message("-i needs the folder of an index");
	o->index = value;
	return *value != '\0';
}

static bool read_jobs(struct options *o, const char *value, char **error)
{
	char *end;
	long jobs = strtol(value, &end, 10);

	if (end == value || *end != '\0' || jobs < 1 || jobs > JOBS_MAX) {
		*error = error_message("--jobs takes a number from 1 to %d, not \"%s\"", JOBS_MAX, value);
		return false;
	}
	o->jobs = (unsigned)jobs;
	return true;
}

static bool read_language(struct options *o, const char *value, char **error)
{
	if (language_find(span_of(value)) == NULL) {
		*error = error_message("--language takes an ISO 639-1 code such as en or kk, not \"%s\"", value);
		return false;
	}
	o->language = value;
	return true;
}

static bool take(struct options *o, int option, const char *value, char **error)
{
	if (option >= OPTION_FIRST)
		o->given |= UINT32_C(1) << OPTION_PLACE(option);
	switch (option) {
	case 'i': return read_index(o, value, error);
	case OPTION_CATALOGUE: o->catalogue = value; break;
	case OPTION_LANGUAGE: return read_language(o, value, error);
	case OPTION_JOBS: return read_jobs(o, value, error);
	case OPTION_EXCLUDE:
		ARRAY_GROW(o->excludes, o->exclude_count, o->exclude_cap);
		o->excludes[o->exclude_count++] = value;
		break;
	case OPTION_ONE_PASSAGE: o->one_passage = true; break;
	case OPTION_LEXICON: o->lexicon = value; break;
	case OPTION_BULK: o->bulk = BULK_ALWAYS; break;
	case OPTION_NO_BULK: o->bulk = BULK_NEVER; break;
	case OPTION_JSON: o->json = true; break;
	case OPTION_CSV: o->csv = true; break;
	case OPTION_FAILED: o->failed = true; break;
	case OPTION_PRUNE: o->prune = true; break;
	case OPTION_GOLDEN: o->golden = value; break;
	case OPTION_OCR: o->ocr = value; break;
	case OPTION_FORCE: o->force = true; break;
	case OPTION_SANDBOX: o->sandbox = true; break;
	case OPTION_QUIET: o->quiet = true; break;
	case OPTION_HELP: o->help = true; break;
	case OPTION_VERSION: o->version = true; break;
	default: return false;
	}
	return true;
}

bool options_read(struct options *o, int argc, char **argv, char **error)
{
	int option;

	memset(o, 0, sizeof *o);
	opterr = 0;
	*error = NULL;
	while ((option = getopt_long(argc, argv, ":i:", names, NULL)) != -1) {
		if (take(o, option, optarg, error))
			continue;
		if (*error == NULL)
			*error = error_message(option == ':' ? "%s needs a value" : "%s: no such option (see hrindex --help)",
			                       argv[optind - 1]);
		return false;
	}
	if (optind < argc)
		o->command = argv[optind++];
	o->arguments = argv + optind;
	o->argument_count = (size_t)(argc - optind);
	return true;
}

void options_release(struct options *o)
{
	free(o->excludes);
	o->excludes = NULL;
}
