/*
 * provision_bracket.h: paragraphs and letters in brackets, one paragraph at a time,
 * and the words and ordinals that name them. For provision_bracket.c, provision_put.c,
 * provision_paragraph.c, provision_numbers.c, provision_letters.c, provision_before.c, provision_behind.c,
 * provision_glued.c, provision_russian.c, provision_nummer.c, provision_items.c and provision_scan.c only.
 */
#ifndef TEXT_PROVISION_BRACKET_H
#define TEXT_PROVISION_BRACKET_H

#include "text/provision_parts.h"

#define ALINEA_MOST 9      /* of "al. 1 et 3", where the word is of one: a higher number is an article's */
#define PARAGRAPH_MOST 200 /* no article has a paragraph with a higher number */

struct span paragraph_span(struct references *r, uint32_t value);
bool paragraph_is_number(const struct references *r, size_t i);
/* One letter, or a small Roman number. */
bool paragraph_is_letter(const struct references *r, size_t i);
/* Whether "(" stands at i with one number or letter in it. */
bool paragraph_is_bracket(const struct references *r, size_t i);
/* A new, empty paragraph; NULL if there are too many. */
struct paragraph *paragraph_add(struct paragraphs *out, size_t first);
/* Whether so many more may be added. */
bool paragraphs_fit(const struct paragraphs *out, uint32_t count);
/*
 * "1-24", "(1)-(24)": adds what lies between, in three tokens from `first` on, where there is room for that and the second
 * end; a longer range names its two ends only.
 */
void paragraph_between(struct references *r, uint32_t from, uint32_t to, size_t first, struct paragraphs *out);
/* Puts the number or letter at token i into the last paragraph, or a new one beside it. */
void paragraph_put(struct references *r, size_t i, bool beside, size_t first, size_t past,
                   struct paragraphs *out);
/* Likewise of a paragraph whose label is more than a number: "2A", "6.1". */
void paragraph_put_label(struct references *r, struct span label, bool beside, size_t first, size_t past,
                         struct paragraphs *out);
/*
 * "b)", "a), b) et c)" at i: letters of the last paragraph, or of none, which began at `first`. Their past
 * token; i if there are none.
 */
size_t paragraph_closed_letters(struct references *r, size_t i, size_t first, struct paragraphs *out);
/* The brackets at i, those beside each other too: "(3)(g)", "(1) and (3)". Their past token. */
size_t paragraph_brackets(struct references *r, size_t i, struct paragraphs *out);
/* "(1)-(4)": adds (2) and (3) to (1), the bracket at i being the last. */
void paragraph_fill(struct references *r, size_t i, struct paragraphs *out);
/* "b" of paragraph "2" (outer): (2)(b), and "4" of it (2)(4). */
void paragraph_nest(struct references *r, const struct paragraph *outer, struct paragraph *inner);

/* ---- provision_glued.c ---- */

/* Whether the bracket that closes at i was opened. */
bool paragraph_in_bracket(const struct references *r, size_t i);
/* "19.2", "220/7", "20.3.3": what is glued to the number before i. Its past token; i if nothing is. */
size_t paragraph_glued(struct references *r, size_t i, struct paragraphs *out);
/* Likewise "7.b", "115.II". */
size_t paragraph_pointed_letter(struct references *r, size_t i, struct paragraphs *out);

/* ---- provision_numbers.c ---- */

/* Past the words "paragraph", "paras.", "§§" at i; i if there are none. *plural says how many they promise. */
size_t paragraph_word(const struct references *r, size_t i, bool *plural);
/* "1 and 3 (a)", "1, 2 and 4" at i, a number. `several`: more than one may come. */
size_t paragraph_numbers(struct references *r, size_t i, bool several, struct paragraphs *out);
/* The number behind "N°", "n.º" at i; i if it is none of a paragraph. */
size_t paragraph_numero(const struct references *r, size_t i);
/*
 * Likewise with what it is behind, "artículo 19 N° 4", "artigo 18.º, n.º 2", "artículo 19, números 2 y 3": reads them.
 * Their past token.
 */
size_t paragraph_numeros(struct references *r, size_t i, struct paragraphs *out);
/* Whether the number at i is an article's: a paragraph of its own follows. */
bool paragraph_has_own(const struct references *r, size_t i);

/* ---- provision_russian.c ---- */

/* "ст. 443 ч. 1 п. 2": the point of a part, its word at i; i if the number at `word` is none. */
size_t paragraph_russian_point(struct references *r, size_t i, size_t word, struct paragraphs *out);
/* "ст. 159 ч. 3 п. «б»", "п.п. «а», «ж»": the same with letters in quotation marks, which no article follows. */
size_t paragraph_russian_letters(struct references *r, size_t i, struct paragraphs *out);

/* ---- provision_nummer.c ---- */

/* ", 3 und 5" behind "Abs. 1 Nr. 1", " and 2" behind "226.9 §§ 1", at i: more numbers of that paragraph, each higher; past the last of them. */
size_t paragraph_further(struct references *r, size_t i, struct paragraphs *out);
/* "Nr. 2", Austrian "Z 2" behind "Abs. 3", at i: a number of it. */
size_t paragraph_nummer(struct references *r, size_t i, struct paragraphs *out);

/* ---- provision_paragraph.c ---- */

/* Whether a unit stands behind "of the" and the like (or nothing) at i; *unit is its token. */
bool paragraph_unit_behind(const struct references *r, size_t i, size_t *unit);

/* ---- provision_letters.c ---- */

/* ", subparagraph (b)", "lit. a", ", points (a) and (c)" at i: letters of the last paragraph, or of none. */
size_t paragraph_letter_words(struct references *r, size_t i, struct paragraphs *out);
/* ", II y VI" behind "fracciones I", ", b and c" behind "letters a", at i: others like the one at i - 1. */
size_t paragraph_letters_beside(struct references *r, size_t i, struct paragraphs *out);
/* ", d", ", a e c" behind "102, I", as Brazil writes: letters of that Roman number, the only one read so far. */
size_t paragraph_letters_of_roman(struct references *r, size_t i, struct paragraphs *out);
/* ", apartado B, fracción VIII": a capital letter or a Roman number behind its word, where that is no division. */
size_t paragraph_capital_words(struct references *r, size_t i, struct paragraphs *out);

/* ---- provision_before.c ---- */

/* "first", "first and second", "décimo segundo" at i, each a paragraph. Their past token; i if there are none. */
size_t paragraph_ordinals(struct references *r, size_t i, struct paragraphs *out);
/* Whether "5e alinéa", or "2° de", stands at i. */
bool paragraph_is_counted(const struct references *r, size_t i);
/* Whether "II" of "le II de l’article 8" stands at i. */
bool paragraph_is_roman(const struct references *r, size_t i);
/* A paragraph and those that it is of at i: "пункт «а» части 4". Its past token; i if there is none. */
size_t paragraph_group(struct references *r, size_t i, struct paragraphs *out);
/* The same with the word behind them: "first and second paragraphs". */
size_t paragraph_ordinals_named(struct references *r, size_t i, struct paragraphs *out);
/* ", 5 and 14(2)" behind "Sections 4", at i: sections of an article, as in the Constitution of the Philippines. */
size_t paragraph_sections_beside(struct references *r, size_t i, struct paragraphs *out);

#endif
