/* page.h: where pages begin in a text. Anyone may include it. */
#ifndef TEXT_PAGE_H
#define TEXT_PAGE_H

#include "text/buf.h"

/* From byte `start` on, the page is `physical` (from 1), printed as `label` (empty: not known). */
struct page_mark {
	size_t start;
	uint32_t physical;
	struct span label;
};

#endif
