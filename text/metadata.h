/*
 * metadata.h: what is known about a publication. Anyone may include it.
 * Unknown is NULL, never a guess.
 */
#ifndef TEXT_METADATA_H
#define TEXT_METADATA_H

#include "text/buf.h"

#define METADATA_VALUE_MAX 1000 /* bytes of a value that a format says of a document: longer ones are not taken */

struct metadata {
	char *id, *title, *date, *symbol, *kind, *language, *country, *url; /* owned */
	char **publishers; /* owned */
	size_t publisher_count;
};

void metadata_init(struct metadata *m);
void metadata_release(struct metadata *m);
/*
 * Sets a field by its catalogue name (id title publisher date symbol kind
 * language country url); an empty value leaves it unknown. Publishers are
 * parted by ";". False with *error (allocated) for an unknown name or a bad
 * value (a date that is neither an ISO date nor a day as 5.7.2013, a language that is no code).
 */
bool metadata_set(struct metadata *m, struct span name, struct span value, char **error);
bool metadata_is_field(struct span name);
/* Fields unknown in m are copied from `lower`. */
void metadata_fill(struct metadata *m, const struct metadata *lower);
/* YYYY, YYYY-MM or YYYY-MM-DD, a real day. */
bool metadata_is_date(struct span s);

#endif
