/*
 * choose.h: which units of a hit are worth showing. For searcher/snippet.c and
 * tests/.
 */
#ifndef SEARCHER_CHOOSE_H
#define SEARCHER_CHOOSE_H

#include "searcher/units.h"

#define SNIPPET_PARTS 3 /* parts with something left out between them */
#define SNIPPET_FILL 360 /* a shorter snippet gets neighbouring sentences up to this many bytes */
#define SNIPPET_GAP 80   /* a gap of fewer bytes between two parts is shown, not left out */

/*
 * Which units to show, one bool each; allocated. The window of at most
 * SNIPPET_BYTES with the most distinct leaves, then the most marks, then the
 * earliest (the order of SQLite FTS5's snippets); further units for leaves that
 * it lacks; neighbours. context: that many units more on each side of each part.
 */
bool *units_choose(const struct units *u, const struct mark *marks, unsigned context);

#endif
