/* page.h: where pages begin in a text. Anyone may include it. */
#ifndef TEXT_PAGE_H
#define TEXT_PAGE_H

#include "text/buf.h"

#define PAGE_PHYSICAL_MAX 20000 /* pages of a document whose format counts them */
#define PAGE_LABEL_MAX 16       /* bytes of a printed page number */
#define PAGE_MARKS_MAX 2000000  /* marks: notes go back to pages that the text has passed */

/* From byte `start` on, the page is `physical` (from 1), printed as `label` (empty: not known). */
struct page_mark {
	size_t start;
	uint32_t physical;
	struct span label;
};

#endif
