/*
 * provision_bracket.h: paragraphs and letters in brackets, and one paragraph at a
 * time. For provision_bracket.c and provision_paragraph.c only.
 */
#ifndef TEXT_PROVISION_BRACKET_H
#define TEXT_PROVISION_BRACKET_H

#include "text/provision_parts.h"

#define PARAGRAPH_MOST 200 /* no article has a paragraph with a higher number */

struct span paragraph_span(struct references *r, uint32_t value);
bool paragraph_is_number(const struct references *r, size_t i);
/* One letter, or a small Roman number. */
bool paragraph_is_letter(const struct references *r, size_t i);
/* Whether "(" stands at i with one number or letter in it. */
bool paragraph_is_bracket(const struct references *r, size_t i);
/* A new, empty paragraph; NULL if there are too many. */
struct paragraph *paragraph_add(struct paragraphs *out, size_t first);
/* Puts the number or letter at token i into the last paragraph, or a new one beside it. */
void paragraph_put(struct references *r, size_t i, bool beside, size_t first, size_t past,
                   struct paragraphs *out);
/*
 * "b)", "a), b) et c)" at i: letters of the last paragraph, or of none, which began at `first`. Their past
 * token; i if there are none.
 */
size_t paragraph_closed_letters(struct references *r, size_t i, size_t first, struct paragraphs *out);
/* The brackets at i, those beside each other too: "(3)(g)", "(1) and (3)". Their past token. */
size_t paragraph_brackets(struct references *r, size_t i, struct paragraphs *out);

#endif
