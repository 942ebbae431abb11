/*
 * place.h: where a passage stands in its source, in the language of the
 * interface, out of assets/texts.tsv. Pure; for searcher/web/ and tests/.
 */
#ifndef SEARCHER_WEB_PLACE_H
#define SEARCHER_WEB_PLACE_H

#include "searcher/web/texts.h"
#include "store/record.h"
#include "text/provision.h"

/*
 * What cite_locus() says in English, in the tongue: "п. 14, с. 12". page: where
 * the first match begins, NULL if pages are not known. One line, valid UTF-8.
 */
void place_add(struct buf *out, enum tongue tongue, const struct record *r, const struct page_mark *page);
/* What provision_add() says: "Статья 19(3)". A unit that the table does not have stays English. */
void place_add_provision(struct buf *out, enum tongue tongue, const struct provision *p);

#endif
