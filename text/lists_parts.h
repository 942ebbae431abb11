/*
 * lists_parts.h: what lists are made of. For lists.c and lists_pack.c only.
 */
#ifndef TEXT_LISTS_PARTS_H
#define TEXT_LISTS_PARTS_H

#include "text/lists.h"
#include "text/packed.h"
#include "text/strmap.h"

/* One language's lists; the maps' values are places in lists.stems. */
struct language_lists {
	struct strmap stops, exceptions, equivalents, abbreviations;
};

/* A word that begins otherwise than its stem: what tells so (lists_pack.c). */
struct crossing {
	const struct language *lang;
	struct span word, stem;
};

struct lists {
	struct pool pool;
	struct span *stems; /* in pool */
	size_t stem_count, stem_cap;
	size_t languages; /* rows of language.c; the last of `of` is for the unknown language and "*" */
	struct language_lists *of;
	struct buf folded;
	struct packed_entry *entries; /* all that was added, for lists_pack */
	size_t entry_count, entry_cap;
	struct crossing *crossings; /* for lists_pack, too */
	size_t crossing_count, crossing_cap;
	struct packed packed; /* where it has a table, everything is there and the rest is empty */
};

/* The lists of one language. */
enum list_kind {
	LIST_STOPS = 's',
	LIST_HAS_STOPS = 'S', /* the empty word, where there are stop words */
	LIST_EXCEPTIONS = 'x',
	LIST_EQUIVALENTS = 'e',
	LIST_ABBREVIATIONS = 'a',
	LIST_OTHERS = 'o', /* what a stem begins with: what else its words do, parted by blanks; only where packed */
};

/* Whether a word is in a list; *stem: what stands beside it there. stem may be NULL. */
bool lists_find(const struct lists *l, const struct language *lang, enum list_kind kind, struct span word, struct span *stem);
/* The number of a language's list in the packed table: its kind and the language's code. */
uint32_t lists_number(const struct language *lang, enum list_kind kind);
/* Notes a listed word and its stem for lists_widen. */
void lists_note_stem(struct lists *l, const struct language *lang, struct span word, struct span stem);

#endif
