/*
 * html_notes_parts.h: what html_notes.c and html_ruled.c share.
 */
#ifndef FORMATS_HTML_NOTES_PARTS_H
#define FORMATS_HTML_NOTES_PARTS_H

#include "formats/html_notes.h"

/* The text of a node without brackets, if it is a note's label; its bytes live in `to`. */
struct span html_label_of(const struct html_tree *t, size_t i, struct buf *to);
/* Whether what is raised is perhaps a power: 10⁶, m². */
bool html_is_exponent(const struct html_tree *t, size_t i);
/* Whether a raised number is a call already, or a link. */
bool html_has_call(const struct html_tree *t, size_t i);
/* Notes a note; its number. target: where it begins, HTML_NONE: nowhere. call: what calls it. */
size_t html_add_note(struct html_notes *n, struct span label, size_t target, size_t call);
/* The outermost element that holds nothing but the call becomes it. */
void html_set_call(struct html_tree *t, size_t i, size_t note);
/* Finds them (html_ruled.c). */
void html_ruled_find(struct html_notes *n);

#endif
