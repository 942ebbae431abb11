/*
 * manifest_files.h: the greatest part of a manifest, its list of files. For manifest.c only.
 */
#ifndef STORE_MANIFEST_FILES_H
#define STORE_MANIFEST_FILES_H

#include "store/build.h"

/*
 * Reads the files as manifest_encode writes them, without a tree, and adds the manifest without them to `rest`. False:
 * they are not written so, and nothing is added to `rest`; what m has of them is to be released.
 * Neither the checksum nor where a name leads is looked at.
 */
bool manifest_take_files(struct manifest *m, struct span json, struct buf *rest);

#endif
