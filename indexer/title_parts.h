/*
 * title_parts.h: the lines above a text while its metadata are read from them. For
 * title.c and title_choose.c only.
 */
#ifndef INDEXER_TITLE_PARTS_H
#define INDEXER_TITLE_PARTS_H

#include "indexer/scan.h"
#include "text/aliases.h"

enum line_sort { SORT_OTHER, SORT_FIELD, SORT_DATE, SORT_RANGE, SORT_SYMBOL, SORT_KIND, SORT_BODY, SORT_BRACKETS, SORT_EVENT, SORT_NAME };

struct reader {
	struct metadata *m;
	struct span text;
	const struct outline *o;
	const struct aliases *aliases; /* NULL: no country is known */
	enum line_sort *sorts;
	bool two_dates, two_symbols; /* and so neither is certain */
	bool adopted;                /* the date is the day of the decision itself, which no day of printing outweighs */
};

/* Line i without what calls a note. */
struct span title_line_text(const struct reader *r, size_t i);
/* Behind the colon of "Date: 5 May 2021"; empty: it has none. */
struct span title_field_value(struct span s);
/* Whether a line begins with one of these, folded; NULL ends them. */
bool title_field_is(struct span s, const char *const *names);
/* Sets the title, and the kind that it says; neither where no line is one for certain. */
void title_choose(struct reader *r);

#endif
