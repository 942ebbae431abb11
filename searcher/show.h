/*
 * show.h: --show PASSAGE, --text SOURCE. For searcher/ only.
 */
#ifndef SEARCHER_SHOW_H
#define SEARCHER_SHOW_H

#include "searcher/library.h"
#include "searcher/print.h"

#define SHOW_ID_MIN 4 /* digits of a passage id that are enough, if they are of no other */

/* The passage with its neighbours, notes, ranges and citation; a unique prefix of its id will do. */
bool show_passage(struct buf *out, const struct library *l, struct span id, const struct print_options *o,
                  char **error);
/* The source's canonical text, byte for byte. */
bool show_text(struct buf *out, const struct library *l, struct span source_id, char **error);

#endif
