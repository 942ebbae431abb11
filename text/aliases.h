/*
 * aliases.h: the names of countries and of bodies that publish: which of them
 * stand for one and the same. Anyone may include it. It knows no files.
 *
 *	lexicon/publishers.tsv     id, names parted by ";", where they are from
 *	lexicon/country_names.tsv  ISO 3166-1 code of two letters, names parted by ";"
 *	lexicon/countries.tsv      the same, and adjectives, which are passed over
 *
 * A name is for finding only: what is shown is what the document says.
 */
#ifndef TEXT_ALIASES_H
#define TEXT_ALIASES_H

#include "text/buf.h"

#define ALIAS_IDS_MAX 4 /* of one name: ICJ is the Court and the Commission of Jurists */

enum alias_kind { ALIAS_PUBLISHER, ALIAS_COUNTRY };

struct aliases;

struct aliases *aliases_new(void);
void aliases_free(struct aliases *a);
/* Reads one list; others are passed over. False with *error (allocated) that names list and line. */
bool aliases_add(struct aliases *a, struct span name, struct span content, char **error);
/* Appends all that was added as one piece, which aliases_unpack makes the same of without reading the lists. */
void aliases_pack(const struct aliases *a, struct buf *out);
/* As lists_unpack: NULL, and the bytes given back: the piece is damaged, or was not written by this version. Nothing can be added. */
struct aliases *aliases_unpack(struct span packed, void (*release)(struct span packed));
/*
 * The ids that a name stands for, whatever its case and accents; 0: it is not
 * listed. An id, or a country's code, is a name of its own; the article of "The Carter Center", and
 * of a publisher what stands in brackets at the end, need not be listed.
 */
size_t aliases_find(const struct aliases *a, enum alias_kind kind, struct span name, struct span ids[ALIAS_IDS_MAX]);
/* The one id that a name stands for; empty if there is none, or several. */
struct span aliases_id(const struct aliases *a, enum alias_kind kind, struct span name);

#endif
