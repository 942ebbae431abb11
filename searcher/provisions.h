/*
 * provisions.h: the table of the provisions that passages cite. For
 * session.c and searcher/web/.
 */
#ifndef SEARCHER_PROVISIONS_H
#define SEARCHER_PROVISIONS_H

#include "searcher/plan.h"
#include "searcher/print.h"

/*
 * Appends the table: instruments by name, those unknown last; articles in the
 * order of their numbers; with the number of passages and of sources that cite
 * each. plan: of the passages that match it (that cite it, where it is of a
 * provision), or of all if it has neither words nor filters. *rows: how many. False with *error.
 */
bool provisions_print(struct buf *out, const struct library *l, const struct plan *plan,
                      const struct print_options *o, size_t *rows, char **error);

#endif
