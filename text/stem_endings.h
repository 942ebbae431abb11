/*
 * stem_endings.h: plurals and cases that the stemmers keep apart from the word itself. For stem.c only.
 */
#ifndef TEXT_STEM_ENDINGS_H
#define TEXT_STEM_ENDINGS_H

#include "text/language.h"

struct stem_ending;

/* Those of a language; NULL: there are none. */
const struct stem_ending *stem_endings(const struct language *lang);
/*
 * A folded word as its stemmer is to see it: "mujeres" as "mujer", "prisoes" (prisões) as "prisao", "беженец" as "беженц",
 * which has the stem of its other cases. The word itself where nothing is known of its ending; else in *out.
 */
struct span stem_ending(const struct stem_ending *first, struct span word, struct buf *out);

#endif
