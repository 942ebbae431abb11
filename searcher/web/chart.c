#include "searcher/web/chart.h"

#include "render/json.h"

#define LARGE_WIDTH 720
#define LARGE_HEIGHT 180
#define LARGE_TOP 20    /* room for the number above the highest bar */
#define LARGE_BOTTOM 20 /* room for the years */
#define LARGE_BAR_MAX 60
#define LABEL_WIDTH 34  /* a year's, or a number's */
#define SMALL_HEIGHT 20
#define SMALL_BAR 5     /* with the gap after it */
#define SMALL_BARS_MAX 40 /* more years are drawn narrower */

static uint32_t passages_in(const struct year_counts *counts, uint32_t year)
{
	for (size_t i = 0; i < counts->count; i++)
		if (counts->item[i].year == year)
			return counts->item[i].passages;
	return 0;
}

uint32_t chart_undated(const struct year_counts *counts)
{
	return passages_in(counts, 0);
}

struct chart_years chart_years_of(const struct year_counts *counts)
{
	struct chart_years years = {0, 0};

	for (size_t i = 0; i < counts->count; i++) {
		uint32_t year = counts->item[i].year;

		if (year == 0)
			continue;
		if (years.first == 0 || year < years.first)
			years.first = year;
		if (year > years.last)
			years.last = year;
	}
	return years;
}

static uint32_t most(const struct year_counts *counts)
{
	uint32_t passages = 1;

	for (size_t i = 0; i < counts->count; i++)
		if (counts->item[i].year != 0 && counts->item[i].passages > passages)
			passages = counts->item[i].passages;
	return passages;
}

static void set_decimal(json_t *o, const char *name, double value)
{
	json_object_set_new(o, name, json_sprintf("%.1f", value));
}

static json_t *bar(double x, double width, double base, double height)
{
	json_t *o = json_object();

	set_decimal(o, "x", x);
	set_decimal(o, "y", base - height);
	set_decimal(o, "w", width);
	set_decimal(o, "h", height);
	return o;
}

/* A year is written below its bar where there is room for it: every one, every second … */
static uint32_t label_step(double slot)
{
	uint32_t step = 1;

	while (slot * step < LABEL_WIDTH)
		step++;
	return step;
}

static json_t *large_bar(const struct year_counts *counts, struct chart_years years, uint32_t year, double slot)
{
	double room = LARGE_HEIGHT - LARGE_TOP - LARGE_BOTTOM, base = LARGE_HEIGHT - LARGE_BOTTOM;
	double width = slot * 0.8 > LARGE_BAR_MAX ? LARGE_BAR_MAX : slot * 0.8;
	double x = (year - years.first) * slot;
	uint32_t n = passages_in(counts, year), step = label_step(slot);
	double height = room * n / most(counts);
	json_t *o = bar(x + (slot - width) / 2, width, base, height);

	set_decimal(o, "cx", x + slot / 2);
	set_decimal(o, "ny", base - height - 5);
	json_object_set_new(o, "base", json_integer(LARGE_HEIGHT - 5));
	json_object_set_new(o, "label", json_sprintf("%u: %u", (unsigned)year, (unsigned)n));
	json_object_set_new(o, "number", n == 0 || step > 1 ? json_null() : json_sprintf("%u", (unsigned)n));
	json_object_set_new(o, "year",
	                    (year - years.first) % step != 0 ? json_null() : json_sprintf("%u", (unsigned)year));
	return o;
}

json_t *chart_large(const struct year_counts *counts, struct chart_years years)
{
	json_t *o = json_object(), *bars = json_array();
	uint32_t slots = years.last - years.first + 1;
	double slot = (double)LARGE_WIDTH / slots > LARGE_BAR_MAX * 1.5 ? LARGE_BAR_MAX * 1.5
	                                                                : (double)LARGE_WIDTH / slots;

	for (uint32_t year = years.first; year <= years.last; year++)
		json_array_append_new(bars, large_bar(counts, years, year, slot));
	json_object_set_new(o, "width", json_integer(LARGE_WIDTH));
	json_object_set_new(o, "height", json_integer(LARGE_HEIGHT));
	json_object_set_new(o, "bars", bars);
	return o;
}

json_t *chart_small(const struct year_counts *counts, struct chart_years years)
{
	json_t *o, *bars;
	uint32_t slots = years.last - years.first + 1;
	double slot = slots > SMALL_BARS_MAX ? (double)SMALL_BAR * SMALL_BARS_MAX / slots : SMALL_BAR;
	struct buf label;

	if (years.first == 0)
		return json_null();
	o = json_object();
	bars = json_array();
	buf_init(&label);
	for (uint32_t year = years.first; year <= years.last; year++) {
		uint32_t n = passages_in(counts, year);

		if (n == 0)
			continue;
		buf_addf(&label, "%s%u: %u", label.len == 0 ? "" : ", ", (unsigned)year, (unsigned)n);
		json_array_append_new(bars, bar((year - years.first) * slot, slot * 0.8, SMALL_HEIGHT,
		                                (double)SMALL_HEIGHT * n / most(counts)));
	}
	json_object_set_new(o, "width", json_sprintf("%.1f", slot * slots));
	json_object_set_new(o, "label", json_text(buf_span(&label)));
	json_object_set_new(o, "bars", bars);
	if (label.len == 0) {
		json_decref(o);
		o = json_null();
	}
	buf_release(&label);
	return o;
}
