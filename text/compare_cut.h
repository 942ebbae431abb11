/*
 * compare_cut.h: where a quotation that begins or ends there takes a word or a
 * number apart. For text/compare.c only. Pure.
 */
#ifndef TEXT_COMPARE_CUT_H
#define TEXT_COMPARE_CUT_H

#include "text/wording.h"

/* Digits of a number's groups, and bytes of the space between them: "12 500". */
#define CUT_GROUP_DIGITS 3
#define CUT_SPACE_BYTES 3

/* Whether a quotation that begins with source[j] begins inside a word or number: non-|violent, n'|a, -|5, 12 |500. */
bool compare_cuts_before(const struct wordbook *b, const struct atom *source, size_t n, size_t j);
/* Whether one that ends before source[j] ends inside one: violence|-free, can|'t, 12| 500. */
bool compare_cuts_after(const struct wordbook *b, const struct atom *source, size_t n, size_t j);

#endif
