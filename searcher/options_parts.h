/*
 * options_parts.h: options.c reads a command line by the table of options_table.c; options_check.c says
 * which go together. For searcher/options*.c only.
 */
#ifndef SEARCHER_OPTIONS_PARTS_H
#define SEARCHER_OPTIONS_PARTS_H

#include "searcher/options.h"

/* What an option does with its value; false with *error. */
typedef bool option_function(struct search_options *o, const char *value, char **error);

enum value {
	VALUE_NONE,
	VALUE_NEEDED,
	VALUE_JOINED /* only as --name=value; without it what follows is no value of the option */
};

struct option_row {
	const char *name; /* without the dashes */
	enum value value;
	option_function *set;
};

/* NULL: there is no such option. */
const struct option_row *option_find(struct span name);
/* False with *error: what is asked for does not go together. */
bool options_check(const struct search_options *o, char **error);

#endif
