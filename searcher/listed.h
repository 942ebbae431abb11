/*
 * listed.h: what a build's lists say of a name, looked up in their text: for queries that ask once, where reading a
 * whole list would cost more. For plan*.c only.
 */
#ifndef SEARCHER_LISTED_H
#define SEARCHER_LISTED_H

#include "searcher/library.h"

#define LISTED_LANGUAGES 6 /* of one instrument's name; further ones are left out */

/* Whether one of the names, as typed, is listed as a country's, or as what is of it ("Kazakh"). */
bool listed_country(const struct library *l, const struct span *names, size_t count);
/* The codes of the languages in which an instrument is called so, as typed or in capitals: "fr", "es" of DUDH; how many. */
size_t listed_languages(const struct library *l, struct span name, char codes[LISTED_LANGUAGES][3]);

#endif
