/*
 * fingerprint.h: what tells that two passages say the same. For indexer/, searcher/,
 * store/fingerprints.h and tests/.
 */
#ifndef TEXT_FINGERPRINT_H
#define TEXT_FINGERPRINT_H

#include "text/buf.h"

#define FINGERPRINT_LONG 8  /* bytes of the fingerprint of a text that says enough by itself */
#define FINGERPRINT_SHORT 4 /* bytes of one that does not: "Introduction" */
#define FINGERPRINT_LETTERS_MIN 40 /* letters and digits, folded, from which on a text is long */

/*
 * Two texts have the same fingerprint when they have the same letters and
 * digits, utf8_fold-ed, in the same order: spaces, hyphens, quotation marks
 * and other punctuation do not count, since each format has its own, but for
 * whether there is something between two digits. Returns its length,
 * FINGERPRINT_LONG or FINGERPRINT_SHORT; 0: the text has none.
 */
size_t fingerprint(struct span text, char out[FINGERPRINT_LONG]);

#endif
