/*
 * copies.h: the same passage in several sources is one answer: the first in
 * the order is shown, the others with it. For searcher/order.c and rank.c.
 */
#ifndef SEARCHER_COPIES_H
#define SEARCHER_COPIES_H

#include "searcher/library.h"

struct copies {
	struct copy {
		uint32_t shown, docid; /* a passage that is shown, and one that says the same */
	} *pairs;                      /* in the order of what is folded */
	size_t count, cap;
};

/*
 * Takes out of the hits, which are in their order, each that says the same as
 * an earlier one of another source, and notes it in *copies (fresh). The same:
 * their texts have one fingerprint (text/fingerprint.h), and where it is a
 * short one, so have the passages before both, or after both. *count is what is left.
 */
enum xap_status copies_fold(struct copies *copies, const struct library *l, struct xap_hit *hits, size_t *count);
void copies_release(struct copies *copies);

#endif
