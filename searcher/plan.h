/*
 * plan.h: from a query tree and filters to a Xapian query, and to the leaves
 * that are looked for in a hit's text. For searcher/ only.
 */
#ifndef SEARCHER_PLAN_H
#define SEARCHER_PLAN_H

#include "searcher/library.h"
#include "searcher/match.h"
#include "searcher/query.h"
#include "text/strmap.h"

#define WILDCARD_MIN 3    /* characters before the star */
#define WILDCARD_MAX 200  /* terms it stands for; a note says when there were more */

struct filters {
	struct span publisher, country, language, kind, date, source, instrument; /* empty: none */
	struct span in; /* body, notes, headings; empty: all */
};

struct plan_options {
	bool exact; /* --exact: no stems, no equivalents */
	bool explain; /* --explain: parts are kept */
	bool all;   /* --all: every word must be there */
	enum match looseness; /* --looseness: the loosest match wanted; MATCH_KINDS: any */
	struct filters filters;
	bool filters_alone; /* of a query without words all that the filters let through is wanted */
};

/*
 * A stem that is a stop word of another language, or "not": "son" of "sons", "for" of Spanish "foro", "not" of French
 * "note"; or that a lesser language gives a word which most passages' language has by another stem. Stems of all languages
 * stand beside each other in the index, so that it counts in its own language alone.
 */
struct own_stem {
	struct span stem;
	const struct language *language;
};

/* One word of a leaf, in each language that the library holds. */
struct leaf_word {
	struct span *terms;     /* its folded forms */
	size_t term_count;
	struct span *stems;     /* without the prefix; none under --exact, in phrases and in NEAR */
	size_t stem_count;
	struct own_stem *own;   /* stems that count in one language alone; likewise none */
	size_t own_count;
	struct span *truncated; /* what stands for a stem where a language has no stemmer; likewise none */
	size_t truncated_count;
	bool prefix; /* word*: a matching word begins with one of the terms */
};

/* One way to read a leaf: words that follow one another. "co-operation" has two. */
struct variant {
	struct leaf_word *words;
	size_t word_count;
	enum match how;  /* MATCH_NAME: another spelling or form of the name that was typed */
	unsigned level;  /* then: an enum name_level, how far it is from it */
	struct span form; /* then: as a list writes it, or as the index has it, folded */
};

enum leaf_kind {
	LEAF_WORD,
	LEAF_PHRASE,
	LEAF_NEAR,
	LEAF_CITED,  /* a provision or symbol: what the record cites; its variants are the words typed */
	LEAF_PERSON, /* a name of several words; its variants are the words typed */
};

struct person;

struct leaf {
	enum leaf_kind kind;
	struct span text; /* as typed, for "missing" */
	struct variant *variants;
	size_t variant_count;
	struct leaf *parts; /* NEAR: what is near to what; has no variants of its own */
	size_t part_count;
	uint32_t window;    /* NEAR: positions from the first word to the last, at most */
	struct span *cited; /* CITED: terms of the provision (provision_term), or the symbol */
	size_t cited_count;
	struct span *paragraphs; /* of a symbol: that, a space, and each number asked for ("A/HRC/15/16 40"); " 115.4": a recommendation */
	size_t paragraph_count;
	bool symbol;
	bool document;       /* of a symbol: nothing cites it, and the passages of the document itself are hits */
	struct span passage; /* CITED, of neither: the id of the passage that is meant; empty: none */
	struct provision provision; /* CITED, of no symbol: as typed, or what it stands in (leaf_widen) */
	const struct person *person; /* PERSON */
	uint32_t cover;     /* a word that belongs to a CITED, PERSON or other leaf: its number + 1 */
	bool tiered;        /* a name that is all of the query: each spelling comes after the closer ones */
	uint32_t count;     /* how often it was typed */
	bool negative; /* under NOT or -: never marked, never missing */
	bool required; /* no passage without it can be a hit */
	bool optional; /* one side of an OR, or a stop word beside other words: never missing */
	bool stop;     /* a stop word beside other words: finds nothing, is not marked, weighs a little */
	bool common;   /* a stop word that the query does not look up: see weights.h, rerank.h */
};

/* A part of the query, as it is weighed there: what --explain tells apart. */
struct plan_part {
	struct span of;   /* the words */
	const char *what; /* how they are looked for: "stem" */
	struct xap_query *query;
};

struct plan {
	struct pool pool;
	struct xap_query *query; /* with filters; NULL: matches nothing */
	struct leaf *leaves;
	size_t leaf_count, leaf_cap;
	struct strmap first; /* terms and stems that a match of some leaf may begin with */
	struct beginnings words; /* what the leaves' words and stems begin with */
	bool any_prefix;     /* some leaf's match may begin with a word that `first` does not hold */
	bool filtered;   /* a filter or field narrows it: no cap per source by default */
	bool has_phrase; /* hits are verified on their text */
	bool tiers;      /* a provision or name decides the order: no cap per source by default */
	bool plain;      /* words only, side by side: may be re-ranked by proximity */
	enum match looseness; /* hits that need more are not wanted */
	struct span *instruments; /* ids by which --instrument narrows it, each country's too where one has no country; none: it does not */
	size_t instrument_count, instrument_cap;
	struct xap_query *filter; /* what narrows it apart from its words; NULL: nothing does (not: it lets nothing through) */
	struct xap_query *cited;  /* what cites a provision or symbol of the query, for which it weighs more; NULL: nothing */
	double cited_weight;      /* what such a passage can weigh for that at most */
	uint64_t cited_most;      /* how many there are at most, without the text that a letter or paragraph stands in */
	uint64_t own_count;       /* passages that are the text of a provision of an instrument named, at most */
	uint32_t undated; /* sources left out because a date filter met no date */
	struct buf notes;
	bool explain; /* then the parts add up to the query, but for fields */
	struct plan_part *parts;
	size_t part_count, part_cap;
};

/* False with *error for a filter value that cannot be (a bad date), and for a storage error. */
bool plan_make(struct plan *p, const struct library *l, const struct query *q,
               const struct plan_options *o, char **error);
void plan_release(struct plan *p);

/*
 * Marks every leaf's matches in a reading text, in order of place; *out is
 * allocated. Longer marks swallow those inside them. The text is read once for
 * plan_evidence too; best may be NULL.
 */
size_t plan_marks(const struct plan *p, const struct library *l, const struct language *lang,
                  struct span reading, struct mark **out, enum match *best);
/* Puts marks in the order of the text and drops those inside others. */
void marks_settle(struct mark *marks, size_t *count);
/*
 * Lowers best[leaf] to the tightest match of each leaf in the text; the caller
 * has set the leaf_count values to MATCH_KINDS ("not found"). words_only: a
 * title or section, which phrases and NEAR do not match.
 */
void plan_evidence(const struct plan *p, const struct library *l, const struct language *lang,
                   struct span text, bool words_only, enum match *best);

/* Whether an id is the instrument's: "kz:criminal-code" is also of "criminal-code", every country's. */
bool plan_is_instrument(struct span id, struct span instrument);

#endif
