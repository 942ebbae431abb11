/*
 * html_notes.h: which links and raised numbers of a page call notes, and where
 * the notes are. For formats/html*.c only.
 */
#ifndef FORMATS_HTML_NOTES_H
#define FORMATS_HTML_NOTES_H

#include "formats/html_tree.h"
#include "formats/raised.h"
#include "text/pool.h"

struct html_note {
	struct span label; /* bare: "1", "*" */
	size_t target;     /* what its calls name; HTML_NONE: not in the page */
	size_t start, end; /* nodes: where it begins, and one past its last */
	size_t call;       /* its first call */
};

struct html_notes {
	struct html_tree *tree;
	struct html_note *notes;
	size_t count, cap;
	struct pool pool; /* labels */
};

/* Sets `call`, `note` and `notes` of the tree's nodes. */
void html_notes_find(struct html_notes *n, struct html_tree *t);
void html_notes_release(struct html_notes *n);
/* Raised: inside a sup, or with one inside that holds all of its text. */
bool html_is_raised(const struct html_tree *t, size_t i);
/* Whether the link at node i only leads back from a note to its call. */
bool html_is_way_back(const struct html_notes *n, size_t i, size_t note);

#endif
