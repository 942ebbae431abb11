/*
 * notes.h: the citations of an answer in the chosen style: the first of a
 * work in full, later ones in the style's short form. For searcher/ only.
 *
 * The numbers that short forms refer to are the hits' ranks.
 */
#ifndef SEARCHER_NOTES_H
#define SEARCHER_NOTES_H

#include "render/cite_style.h"
#include "searcher/links.h"
#include "searcher/print.h"

struct notes {
	const struct answer *answer;
	const struct print_options *options;
	const struct source **sources; /* of the hits, in their order */
	struct cited *cited;
	struct links links;
};

void notes_init(struct notes *n, const struct answer *a, const struct library *l, const struct print_options *o);
void notes_release(struct notes *n);
/* Appends the citation of hit i as it is printed: in full where its work was not cited before. */
void notes_add(struct buf *out, const struct notes *n, size_t i);
/* Appends a given form of it. */
void notes_add_form(struct buf *out, const struct notes *n, size_t i, enum cite_form form, enum cite_markup markup);
/* Whether the short form is what notes_add prints. */
bool notes_is_short(const struct notes *n, size_t i);
/* Appends them, one a line. */
void notes_add_works(struct buf *out, const struct notes *n);

#endif
