/*
 * beside.h: the passages that belong to one: those before and after it, and
 * its notes. For searcher/show.c and quote_window.c.
 */
#ifndef SEARCHER_BESIDE_H
#define SEARCHER_BESIDE_H

#include "searcher/hit.h"

/*
 * Loads the passage before or after `of` in its source into `out`: a note's
 * neighbours are notes, all others' are not. False: there is none.
 */
bool beside_neighbour(struct hit *out, const struct library *l, const struct hit *of, bool after);
/*
 * Loads the note with this label that `of` calls: the nearest that follows,
 * else the nearest before, for labels may begin anew. False: not in the text.
 */
bool beside_note(struct hit *out, const struct library *l, const struct hit *of, struct span label);

#endif
