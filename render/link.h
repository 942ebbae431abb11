/*
 * link.h: addresses that open a source at the passage. For render/, searcher/
 * and tests/.
 *
 * For pages: a text fragment (WICG, "URL Fragment Text Directives":
 * #:~:text=[prefix-,]start[,end][,-suffix]). For PDF files: #page=N (RFC 8118).
 * A fragment is given only if the words stand once in the whole text; else the
 * address alone.
 */
#ifndef RENDER_LINK_H
#define RENDER_LINK_H

#include "store/record.h"
#include "store/source.h"

#define LINK_EXACT_MAX 300 /* characters of a text that is given whole; a longer one by its first and last words */
#define LINK_ALONE_MIN 20  /* characters: a shorter text is given with what stands before or after it */
#define LINK_WORDS_MIN 4   /* words at each end of a longer one; more where they stand twice, */
#define LINK_WORDS_MAX 8   /* but not more than these, nor before or after it */

/* A source's text as it is searched: words folded, with single spaces between them. */
struct link_text {
	struct buf folded;
	struct link_word *words; /* in order */
	size_t count, cap;
};

struct link_word {
	size_t start, end;   /* bytes of the source's text, parted by white space */
	size_t folded, past; /* bytes of `folded` */
};

void link_text_init(struct link_text *t);
void link_text_release(struct link_text *t);
void link_text_make(struct link_text *t, struct span text); /* reuses t's memory */

/* Whether the source has an address at all (http or https). */
bool link_is_known(const struct metadata *m);
/* Appends an address; what none may hold (RFC 3986) percent-encoded: it would end it, or the field that it is in. */
void link_add_address(struct buf *out, struct span url);
/* Whether link_add needs the source's text. */
bool link_needs_text(const struct source *s);
/*
 * Appends the address of `quoted`, bytes of the source's text within one range
 * of the record. No note call is ever in a fragment, nor a word that touches
 * one: in the page it may read "word1". page: where the passage begins to match;
 * NULL: not known. Appends nothing where the source has no address.
 */
void link_add(struct buf *out, const struct source *s, const struct record *r, const struct page_mark *page,
              const struct link_text *text, struct range quoted);

#endif
