/*
 * check.h: Xapian's own check of the structure of a database, in parts that can
 * run at the same time. For indexer/ and tests/.
 *
 * All parts together find what the library's check of the whole finds, but for one thing that no
 * search meets: positions of a document that has no terms, or is not there.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include "store/xap.h"

enum check_part {
	CHECK_LISTS, /* postings, lengths and terms, which are held against each other, and whatever other tables there are */
	CHECK_POSITIONS,
	CHECK_DATA,
	CHECK_PARTS
};

/*
 * Whether the part holds together; false with *error (allocated). `scratch`: a folder to be made and
 * removed again, another one for each part.
 */
bool check_part(const char *database, enum check_part part, const char *scratch, char **error);

#endif
