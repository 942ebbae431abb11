/*
 * commentary.h: words by which a text about an instrument is told from the
 * instrument. For text/provision*.c only.
 */
#ifndef TEXT_COMMENTARY_H
#define TEXT_COMMENTARY_H

#include "text/buf.h"

/* A heading that is the name of such a part and no more: "Comment", "Drafting history". */
bool commentary_is_part(struct span heading);
/* A line of a title page that says so of the whole: "A commentary for practitioners", "Third edition, annotated". */
bool commentary_is_title(struct span line);

#endif
