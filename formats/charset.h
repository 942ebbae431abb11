/*
 * charset.h: which 8-bit encoding a text is in, by what its letters would be.
 * For formats/encoding.c and held.c only.
 */
#ifndef FORMATS_CHARSET_H
#define FORMATS_CHARSET_H

#include "text/buf.h"

/*
 * The iconv name of the encoding of a text that is not UTF-8; NULL with *reason
 * (allocated, with the remedy) when the evidence does not single one out. A
 * text whose few odd bytes are a letter in no encoding is "UTF-8": they stay.
 *
 * Method: each encoding reads the high bytes as characters, and each language
 * says how likely those are, by letter, case and neighbours (naive Bayes over
 * the tables of charset_tables.h). The best reading must be likely in itself,
 * and CHARSET_MARGIN better than the best one that gives another text.
 */
const char *charset_detect(struct span bytes, char **reason);
/* The encodings that charset_detect weighs, by number; NULL after the last. */
const char *charset_candidate(size_t number);

#define CHARSET_MARGIN 6.0 /* nats: four hundred to one */
#define CHARSET_FLOOR (-3.4) /* nats a high byte, which Cyrillic prose of any length reaches … */
#define CHARSET_SLACK 3.5    /* … but for chance, which grows with the root of their number */
#define CHARSET_ODD_PERCENT 3 /* of the high bytes may be odd where they stand */
#define CHARSET_SAMPLE ((size_t)64 * 1024) /* high bytes that are looked at */
#define CHARSET_STRAY_PER_MILLE 10 /* odd bytes that a UTF-8 text may have, in a thousand */

#endif
