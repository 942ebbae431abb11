/*
 * signs.h: the signs of a text that quoters write in several ways. For
 * text/wording.c and text/wording_part.c only.
 */
#ifndef TEXT_SIGNS_H
#define TEXT_SIGNS_H

#include "text/buf.h"

bool sign_is_apostrophe(int32_t cp);
bool sign_is_quote(int32_t cp);  /* a quotation mark of any kind, apostrophes too */
bool sign_is_dash(int32_t cp);
bool sign_is_hyphen(int32_t cp); /* a dash that ties words into one where no space parts it from them */
bool sign_is_nothing(int32_t cp); /* invisible, or a mark of how a text is laid out: it never counts */
/* The end of an ellipsis at `at`: … or three dots or more, with spaces between or not; else `at`. */
size_t sign_ellipsis_end(struct span s, size_t at);
/* Whether what stands in brackets says that something was left out. */
bool sign_says_omission(struct span inside);
/* The place of the bracket that closes the one at `at`; `at` if it is not a quoter's. */
size_t sign_bracket_close(struct span s, size_t at, char close);
/* Whether the bytes between two brackets are part of one word: letters and digits only. */
bool sign_is_word_part(struct span s);

#endif
