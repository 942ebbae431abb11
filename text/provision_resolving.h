/*
 * provision_resolving.h: a passage's references while they are given their
 * instruments. For provision_resolve.c, provision_standing.c, provision_document.c,
 * provision_units.c, provision_memory.c, provision_emit.c and provision_own.c only.
 */
#ifndef TEXT_PROVISION_RESOLVING_H
#define TEXT_PROVISION_RESOLVING_H

#include "text/provision_link.h"

/* What is decided about one reference. */
struct decision {
	uint32_t known;
	enum provision_confidence confidence;
	struct span decided;
	bool blocked, former;
	bool german; /* a German law is named with it, or with the section that it is listed with */
	struct link after;
};

struct resolving {
	struct provision_context *c;
	const struct provision_passage *p;
	struct linking l;
	struct decision *decision; /* by reference */
	bool sections; /* the passage cites sections: a letter behind them is one, too */
	bool lead_read, section_read; /* and what they name: */
	uint32_t lead, section;
	struct span lead_words, section_words;
};

const struct reference *resolving_ref(const struct resolving *v, size_t ref);
const struct item *resolving_item(const struct resolving *v, size_t ref); /* the first */
/* Whether a reference may be of an instrument that is not named with it. */
bool resolving_is_possible(const struct resolving *v, size_t ref, uint32_t known);
/* Decides that it is of that one, said by `words`, which are copied. */
void resolving_decide(struct resolving *v, size_t ref, uint32_t known, enum provision_confidence confidence,
                      struct span words);

/* ---- provision_standing.c: where the passage stands; each take_ returns whether it has decided, or blocked, the reference ---- */

/* "this Protocol", in a document that is one, or in the section that is; KNOWN_NONE. */
uint32_t resolving_own_of_kind(struct resolving *v, enum instrument_kind kind);
/* What the list's lead-in names, or the item before. */
bool resolving_take_lead(struct resolving *v, size_t ref);
/*
 * In a document that is an instrument, another that the section is: a convention's protocol. Where a lead-in
 * names the convention, it may be either.
 */
bool resolving_take_own_section(struct resolving *v, size_t ref);
/* The innermost section title that names one instrument. */
bool resolving_take_section(struct resolving *v, size_t ref);
/* The instrument that the document is, or the only one that it may mean. */
bool resolving_take_document(struct resolving *v, size_t ref);

/* ---- provision_units.c: which units and numbers instruments have ---- */

/* Whether a unit is one that such instruments have: what is not named with it must at least suit it. */
bool unit_suits(enum provision_unit unit, enum instrument_kind kind);
/* Whether its articles are numbered with points: 193.1 is an article. So are the codes of some countries. */
bool instrument_has_pointed_numbers(struct span id);
/* Whether it is a constitution in sections, as South Africa's, where most are in articles. */
bool instrument_has_sections(struct span id);

/* ---- provision_document.c: what a document's own instrument is ---- */

/*
 * Whether a bare "Article 6" may be its, that it was named before: not a protocol's, which adds to a
 * convention's articles and has the same numbers.
 */
bool resolving_is_carried(const struct resolving *v, uint32_t known);
/* The instrument that the document is, or the only one that it may mean; KNOWN_NONE. */
uint32_t resolving_document(const struct resolving *v, size_t ref);

/* ---- provision_memory.c: numbers that have been cited before ---- */

/* Notes which instrument a number had. */
void resolving_remember(struct resolving *v, const struct reference *r, const struct item *item, uint32_t known);
/* The instrument that the reference's first number had; against another only if that was long ago. */
uint32_t resolving_remembered(struct resolving *v, size_t ref);

/* ---- provision_emit.c ---- */

/* Whether a reference is no provision: an organisation, a report's own section … */
bool resolving_is_none(const struct resolving *v, size_t ref);
/* Appends the provisions of a reference to the context's. */
void resolving_emit(struct resolving *v, size_t ref);

/*
 * Whether "Ibid." stands before the reference: *known is what was cited last, in this passage (*here) or the one of
 * its kind before; KNOWN_NONE: that is not certain.
 */
bool resolving_is_ibid(const struct resolving *v, size_t ref, uint32_t *known, bool *here);
/* After a passage: remembers what the next one's "Ibid." would be. */
void resolving_end(struct resolving *v);

#endif
