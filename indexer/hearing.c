/*
 * hearing.c: "Q." and "A." before what is asked and answered in a hearing, in
 * documents that have segments: they are no marks of a list but say who speaks.
 */
#include "indexer/outline_blocks.h"

#define TURNS_MIN 2 /* questions with their answers */

static const char *const turns[][2] = {{"Q", "A"}, {"Q", "R"}, {"P", "R"}, {"F", "A"}, {"В", "О"}};

#define TURNS (sizeof turns / sizeof *turns)

static bool is_label(const struct scan *s, const struct segment *g, const char *letter)
{
	return g->label.end > g->label.start && s->text.data[g->label.end] == '.' && span_eq_str(span_sub(s->text, g->label), letter);
}

void hearing_find(struct scan *s)
{
	const struct document *d = s->document;
	size_t found[TURNS] = {0};

	s->hearing = NONE;
	for (size_t i = 0; i + 1 < d->segment_count && s->hearing == NONE; i++)
		for (size_t k = 0; k < TURNS; k++) {
			found[k] += is_label(s, &d->segments[i], turns[k][0]) && is_label(s, &d->segments[i + 1], turns[k][1]);
			if (found[k] >= TURNS_MIN)
				s->hearing = k;
		}
}

bool hearing_has_turn(const struct scan *s, const struct segment *g)
{
	return s->hearing != NONE && (is_label(s, g, turns[s->hearing][0]) || is_label(s, g, turns[s->hearing][1]));
}
