/*
 * plan_country.h: "article 43 kenya". For plan_provisions.c only.
 */
#ifndef SEARCHER_PLAN_COUNTRY_H
#define SEARCHER_PLAN_COUNTRY_H

#include "searcher/run_text.h"

/*
 * An article of no instrument beside a country's name is of its constitution, if the index has that. covered: where
 * the article's own words stand.
 */
void planner_of_country(struct planner *pl, const struct run *run, const struct run_text *j, struct range covered, struct leaf *leaf);

#endif
