/*
 * layout.h: text for a terminal: safe to show, measured in columns, wrapped.
 * For searcher/ only.
 */
#ifndef SEARCHER_LAYOUT_H
#define SEARCHER_LAYOUT_H

#include "text/buf.h"

#define LAYOUT_COLUMNS_MIN 20 /* columns that a wrapped text gets, however narrow the terminal */

struct layout {
	unsigned width;  /* columns of the terminal; 0: do not wrap */
	unsigned indent; /* columns before each line */
	bool color;      /* highlights in bold, else between « and » */
};

size_t layout_columns(struct span text);
/*
 * Appends text that cannot command a terminal or turn its line round: white
 * space and line ends as one space each, other control characters as their
 * pictures (␛), C1 controls and bidirectional embeddings, overrides and
 * isolates as <U+202E>, ill-formed bytes as U+FFFD.
 */
void layout_add_safe(struct buf *out, struct span text);
/* Appends text so, wrapped, with its highlights (bytes of text, in order, apart), and a line feed. */
void layout_wrap(struct buf *out, const struct layout *l, struct span text,
                 const struct range *highlights, size_t highlight_count);

#endif
