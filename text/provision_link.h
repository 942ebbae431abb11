/*
 * provision_link.h: which mention of an instrument a reference belongs to by
 * where it stands in the sentence. For provision_link*.c and
 * provision_resolv*.c only.
 */
#ifndef TEXT_PROVISION_LINK_H
#define TEXT_PROVISION_LINK_H

#include "text/provision_parts.h"

enum link_kind {
	LINK_NOTHING,
	LINK_MENTION, /* mention says which */
	LINK_BLOCKED, /* "of the rules of procedure": something that is no instrument we know */
	LINK_OWN,     /* "of this Convention": the document's own */
	LINK_BACK,    /* "of the same treaty": the one named before */
};

struct link {
	enum link_kind kind;
	size_t mention;
	size_t past; /* token past what was read */
	bool generic;
};

struct linking {
	const struct ptokens *t;
	const struct mention *mention;
	size_t count;
	const struct references *refs;
};

/* ---- provision_link_after.c ---- */

/* The instrument behind a reference: "of the Criminal Code", "ICCPR". */
struct link link_after(const struct linking *l, size_t ref);

/* ---- provision_link.c ---- */

/* The instrument inside it: "Articles of the Covenant: 7, 9". */
struct link link_inside(const struct linking *l, size_t ref);
/* Whether only "and", "read in conjunction with" and the like stand between it and the next. */
bool link_chains(const struct linking *l, size_t ref);
/*
 * Whether what it is of stands right before it, so that what is behind the next is the next's alone: "Criminal Code,
 * arts. 10 and 12, and article 5 of the Constitution", "Ley 1055, arts. 1 y 2; artículo 410 del Código Penal".
 */
bool link_is_headed(const struct linking *l, size_t ref);
/* The instrument before it: "the ICCPR, in particular Article 19". */
struct link link_before(const struct linking *l, size_t ref);
/* "Decree No. 5 of 12 March, art. 3": it is of something that is not listed. */
bool link_is_other_law(const struct linking *l, size_t ref);
/* The only instrument named before it in its sentence. */
struct link link_sentence(const struct linking *l, size_t ref);
/* "(now Article 174)" follows the reference or its instrument. */
bool link_is_renumbered(const struct linking *l, size_t ref, const struct link *after);
/* "§ 93a Abs. 2 BVerfGG", "§ 3 AsylG", "§ 5 Abs. 1 HGB": an abbreviation of a German law is behind it. */
bool link_is_german_law(const struct linking *l, size_t ref);
/* "formerly Article 164". */
bool link_is_former(const struct linking *l, size_t ref);

#endif
