/*
 * provision_stem.h: the forms of a word by which texts and the lists of instruments
 * know it as the same. For provision*.c, instrument*.c and symbol*.c only.
 */
#ifndef TEXT_PROVISION_STEM_H
#define TEXT_PROVISION_STEM_H

#include "text/buf.h"

/* Lower case, decomposed, without marks: й is и here, in texts and lists alike. Replaces what out holds. */
void ptoken_fold(struct buf *out, struct span word);
/*
 * Cuts a folded Cyrillic word's ending, crudely: names are looked up without theirs, so that they are found in
 * every case. Twice, for a Kazakh ending on a Russian one: Конституцияның. Other words stay.
 */
void ptoken_stem(struct buf *folded);

#endif
