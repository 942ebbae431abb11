/*
 * query_fields.h: the fields that a typed query may ask for, by name, and lists
 * of values. Pure. For query_tokens.c and plan_fields.c only.
 */
#ifndef SEARCHER_QUERY_FIELDS_H
#define SEARCHER_QUERY_FIELDS_H

#include "text/buf.h"

#define QUERY_FIELDS "title, publisher, country, section, symbol, lang, kind, date, source, article, name"

/* Whether a word is a name, which is in small ASCII letters, whatever its case. */
bool query_is_name(struct span word, const char *name);
/* Whether it is one of QUERY_FIELDS. */
bool query_is_field(struct span name);
/* The field that a name means: that of its option, --language, or of another name that is often typed; else the name. */
struct span query_field_meant(struct span name);
/* Why a field cannot have the value, as a sentence goes on behind it; NULL if it can. */
const char *query_field_fault(struct span name, struct span value);

/* Takes what stands before the first comma of *list, which is cut. */
struct span query_list_take(struct span *list);
/* Whether each of "fr,en" is a language's code. */
bool query_are_languages(struct span codes);
/* Whether a field may have several values, parted by commas. */
bool query_field_has_list(struct span name);

#endif
