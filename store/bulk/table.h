/*
 * table.h: one glass table, a B-tree of keys and tags, written from the first
 * key to the last: a block gets its number when it is full, so the file only
 * grows. For store/bulk/ only.
 *
 * A block: u32 revision, u8 level, u16 free bytes between directory and items,
 * u16 free bytes in all, u16 end of the directory; from byte 11 the offsets of
 * the items in the order of their keys; the items from the block's end downward.
 * All of these big-endian. A leaf's item: u16 flags and size, u8 length of the
 * key, the key, u16 number of the piece (absent in the first), the tag's bytes.
 * A branch's: u32 block, u8 length, the key, u16 number of the piece.
 */
#ifndef STORE_BULK_TABLE_H
#define STORE_BULK_TABLE_H

#include "store/bulk/deflate.h"
#include "store/bulk/spool.h"

#define TABLE_BLOCK 8192
#define TABLE_KEY_MAX 255
#define TABLE_LEVELS 12        /* 2^32 blocks need fewer */
#define TABLE_PIECES_MAX 65535 /* of one tag */
#define TABLE_REVISION 1

struct table_level {
	unsigned char *block;
	size_t directory;  /* past its last offset */
	size_t lowest;     /* where the item put last begins */
	struct buf divide; /* the key that leads to this block from the level above; empty in the first */
	unsigned piece;
	bool below_written; /* a block of this level is complete */
};

struct table {
	struct spool file;
	size_t deflate_over; /* tags of more bytes are deflated; 0: none */
	struct deflater *deflater; /* borrowed */
	struct table_level levels[TABLE_LEVELS];
	unsigned height;   /* levels in use */
	uint32_t blocks;   /* numbers given */
	uint64_t entries;
	struct buf last;   /* the key put last */
};

/* What the version file says of a table. An empty one has no file: `blocks` 0. */
struct table_root {
	uint32_t root, blocks;
	unsigned level;
	uint64_t entries;
};

/* Creates FOLDER/NAME.glass with the first key. */
void table_init(struct table *t, const char *folder, const char *name, size_t deflate_over,
                struct deflater *deflater);
/* Keys must ascend, as bytes. A failure is kept until table_close. */
void table_add(struct table *t, struct span key, struct span tag);
/* Completes the file; false when anything failed, now or before: file.error. */
bool table_close(struct table *t, struct table_root *root);
void table_release(struct table *t);

#endif
