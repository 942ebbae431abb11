/*
 * view_passage.h: a whole passage as values for a template: its text with its
 * matches marked, its note calls and its page marks in their places. For
 * searcher/web/ only.
 */
#ifndef SEARCHER_WEB_VIEW_PASSAGE_H
#define SEARCHER_WEB_VIEW_PASSAGE_H

#include "searcher/hit.h"
#include "searcher/web/page.h"

struct passage_view {
	const struct page *page;
	struct hit *hits; /* all that the page shows, decoded and marked */
	size_t count;
	/* The page on which the passage before ended, of the body and of the notes, which are shown apart; 0: none yet. */
	uint32_t last_page[2];
	/* The highest page that an address leads to: each is named once, in the body; 0: none yet. */
	uint32_t top_page;
};

/* Marks, calls and pages in their places, as an array of parts. */
json_t *passage_parts(struct passage_view *v, const struct hit *h);
/* The note that a call of `h` means among the hits: the nearest that follows, else the nearest before; NULL: none. */
const struct hit *passage_note(const struct passage_view *v, const struct hit *h, struct span label);
/* "call-0123456789abcdef-2": the element of a passage's call. */
void passage_call_id(struct buf *out, const struct hit *h, size_t call);

#endif
