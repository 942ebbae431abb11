/*
 * headline.h: the lines above the hits that say what was understood. For
 * headline*.c, print_text.c, print_none.c, provisions.c and searcher/web/.
 */
#ifndef SEARCHER_HEADLINE_H
#define SEARCHER_HEADLINE_H

#include "searcher/plan.h"

#define HEADLINE_LINES 4       /* one for each provision or name of the query */
#define HEADLINE_FORMS 5       /* spellings of a name that are counted one by one */
#define HEADLINE_INSTRUMENTS 5 /* instruments that are counted one by one */

/* So many passages in so many sources cite "Article 174 of the Criminal Code of Kazakhstan", or are its text; or none does. */
enum headline_line { HEADLINE_CITED, HEADLINE_TEXT, HEADLINE_NONE };

/* How another language words a line; what is not among these is in English. */
struct headline_words {
	void *data;
	void (*line)(void *data, enum headline_line line, uint32_t passages, uint32_t sources, struct span what);
};

/*
 * "17 passages in 5 sources cite Article 174 of the Criminal Code of Kazakhstan."
 * "6 passages name Bokaev; 6 more in another spelling: Bokayev (6)."
 * "No passage cites Article 9 of the Convention against Torture."
 * Lines that `other` words (NULL: none) are its own, and not appended. False: nothing was counted, so that what was
 * found is to be said besides; lines that say so may have been appended.
 */
bool headline_add(struct buf *out, const struct plan *p, const struct library *l,
                  const struct headline_words *other);
/* "Article 19(3)", "Rule 44": without its instrument. */
void provision_add(struct buf *out, const struct provision *p);

#endif
