/*
 * zip.h: named members of a Zip archive, unpacked in memory within bounds. No
 * name in an archive is ever a path on disk. For formats/ only.
 */
#ifndef FORMATS_ZIP_H
#define FORMATS_ZIP_H

#include "text/buf.h"

#define ZIP_MEMBERS_MAX 20000
#define ZIP_BYTES_MAX ((size_t)256 * 1024 * 1024) /* unpacked, of all members that are read */
#define ZIP_RATIO_MAX 300                         /* unpacked to packed, beyond … */
#define ZIP_RATIO_FREE ((size_t)16 * 1024 * 1024) /* … so many bytes */

struct zip_member {
	const char *name;
	struct buf bytes; /* the caller initialises and releases it */
	bool found;
};

/*
 * Unpacks the first member of each name. False with *reason (allocated): no
 * archive, damaged, encrypted, or beyond the bounds. A member that is not
 * there is not found, and no failure.
 */
bool zip_read(struct span zip, struct zip_member *members, size_t count, char **reason);

#endif
