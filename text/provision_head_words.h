/*
 * provision_head_words.h: the words and numerals that heads of units are printed with, in many languages. For
 * provision_head*.c only.
 */
#ifndef TEXT_PROVISION_HEAD_WORDS_H
#define TEXT_PROVISION_HEAD_WORDS_H

#include "text/provision_head.h"

#define HEAD_ORDINAL_WORDS 4 /* of one number: "الثالثة والعشرون بعد المائة" */

/* The unit that a word before a number is of; `digits`: the number is in digits. */
bool head_word(struct span word, bool digits, enum head_unit *unit);
/* Likewise of a word behind one. */
bool head_word_behind(struct span word, enum head_unit *unit);
/* Whether a word stands between a number and its unit: "дугаар", "nji". */
bool head_is_numbering(struct span word);
/* The value of a Roman number, all its letters of one case; 0: it is none. */
uint32_t head_roman(struct span word);
/* What a word makes of the value of those before it (0: none are); 0: it is no word of a number. */
uint32_t head_ordinal(struct span word, uint32_t value);
bool head_is_bis(struct span word);
/* "adicional": of a "Disposición adicional". */
bool head_is_disposition(struct span word);
/* The length of the unit's sign that the text begins with, 0: none. */
size_t head_eastern_word(struct span text, enum head_unit *unit);

#endif
