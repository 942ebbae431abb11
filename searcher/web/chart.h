/*
 * chart.h: counts by year as bars. Pure; for searcher/web/ only.
 */
#ifndef SEARCHER_WEB_CHART_H
#define SEARCHER_WEB_CHART_H

#include "searcher/provision_table.h"

#include <jansson.h>

struct chart_years {
	uint32_t first, last; /* 0: no source has a date */
};

/* The years that bars are drawn for: every one from the first to the last. */
struct chart_years chart_years_of(const struct year_counts *counts);
/* Bars with their numbers and years below: width, height, bars [{x y w h cx ny base label number year}]. */
json_t *chart_large(const struct year_counts *counts, struct chart_years years);
/* Small bars alone: width, label ("2015: 3, 2017: 1"), bars; null where no source has a date. */
json_t *chart_small(const struct year_counts *counts, struct chart_years years);
uint32_t chart_undated(const struct year_counts *counts);

#endif
