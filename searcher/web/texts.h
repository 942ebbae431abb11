/*
 * texts.h: the interface's texts in its languages, from the one table
 * assets/texts.tsv. Pure; for searcher/web/ and tests/.
 */
#ifndef SEARCHER_WEB_TEXTS_H
#define SEARCHER_WEB_TEXTS_H

#include "text/buf.h"

enum tongue { TONGUE_EN, TONGUE_RU, TONGUE_FR, TONGUES };

extern const char *const tongue_codes[TONGUES];
extern const char *const tongue_names[TONGUES]; /* each in itself */

/* The tongue of a code, else the first of an Accept-Language header that there is, else English. */
enum tongue tongue_choose(struct span code, struct span accepted);
/* The text of a key; {NULL, 0}: there is none. */
struct span text_find(enum tongue tongue, struct span key);
/* Appends the form for the number n of a text "one|many" (Russian: one|few|many), its {n} filled. */
void text_add_count(struct buf *out, enum tongue tongue, const char *key, uint64_t n);
/* Appends the number in groups of three. */
void text_add_number(struct buf *out, enum tongue tongue, uint64_t n);

#endif
