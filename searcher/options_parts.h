/*
 * options_parts.h: which options go together. For searcher/options*.c only.
 */
#ifndef SEARCHER_OPTIONS_PARTS_H
#define SEARCHER_OPTIONS_PARTS_H

#include "searcher/options.h"

/* False with *error: what is asked for does not go together. */
bool options_check(const struct search_options *o, char **error);

#endif
