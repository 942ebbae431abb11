/*
 * table.h: one glass table, a B-tree of keys and tags, written from the first
 * key to the last, byte for byte as the library's compaction writes it. For store/bulk/ only.
 *
 * A block gets its number when it is begun, a leaf before the blocks above it; it is written when it is
 * full. A tag that takes several items fills what is left of a block where that makes no item more. The
 * library takes it that keys come in order once it has seen some of them; before, a leaf that is full is halved.
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
	size_t hole;       /* unused bytes above the items but the first: a branch's */
	uint32_t number;   /* of the block */
};

struct table {
	struct spool file;
	size_t deflate_over; /* tags of more bytes are deflated; 0: none */
	struct deflater *deflater; /* borrowed */
	struct table_level levels[TABLE_LEVELS];
	unsigned char closed_up[TABLE_BLOCK]; /* a block on its way to the file */
	unsigned height;   /* levels in use */
	uint32_t blocks;   /* numbers given */
	uint64_t entries;
	uint64_t items;    /* pieces of tags */
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
/* Keys must ascend, as bytes: the check of the whole table (store/check.h) would find others. A failure is kept until table_close. */
void table_add(struct table *t, struct span key, struct span tag);
/* Completes the file; false when anything failed, now or before: file.error. */
bool table_close(struct table *t, struct table_root *root);
void table_release(struct table *t);

#endif
