#include "store/bulk/table.h"

#include "store/files.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define HEADER 11 /* bytes of a block before its directory */
#define OFFSET 2  /* bytes of an entry of the directory */
#define BLOCK_CAPACITY 4 /* a block must have room for so many items of the largest size */
#define ITEM_MAX ((TABLE_BLOCK - HEADER - BLOCK_CAPACITY * OFFSET) / BLOCK_CAPACITY)
#define ITEM_HEAD 3 /* size and length of the key */
#define PIECE 2     /* bytes of a piece's number */
#define POINTER 4   /* bytes of a block's number */
#define PENDING_MOST ((size_t)32 * TABLE_BLOCK)

enum { FLAG_DEFLATED = 0x8000, FLAG_LAST = 0x4000, FLAG_FIRST = 0x2000 };

static void put16(unsigned char *at, size_t n)
{
	at[0] = (unsigned char)(n >> 8);
	at[1] = (unsigned char)n;
}

static void put32(unsigned char *at, uint32_t n)
{
	put16(at, n >> 16);
	put16(at + 2, n & 0xFFFF);
}

static void fail(struct table *t, int error)
{
	if (t->file.error == 0)
		t->file.error = error;
}

/* ---- blocks ---- */

static void level_begin(struct table_level *l)
{
	l->directory = HEADER;
	l->lowest = TABLE_BLOCK;
}

static void level_open(struct table *t, unsigned level)
{
	struct table_level *l = &t->levels[level];

	assert(level == t->height && level < TABLE_LEVELS);
	l->block = mem_alloc(TABLE_BLOCK);
	buf_init(&l->divide);
	level_begin(l);
	t->height++;
}

/* Gives the level's block its number and lets it go; returns the number. */
static uint32_t level_write(struct table *t, unsigned level)
{
	struct table_level *l = &t->levels[level];
	size_t gap = l->lowest - l->directory;

	put32(l->block, TABLE_REVISION);
	l->block[4] = (unsigned char)level;
	put16(l->block + 5, gap);
	put16(l->block + 7, gap);
	put16(l->block + 9, l->directory);
	memset(l->block + l->directory, 0, gap);
	buf_add(&t->file.pending, l->block, TABLE_BLOCK);
	spool_drain(&t->file, PENDING_MOST);
	if (t->blocks == UINT32_MAX)
		fail(t, EFBIG);
	l->below_written = true;
	return t->blocks++;
}

/* Room for an item of `size` bytes, its offset entered; NULL when the block has none. */
static unsigned char *level_room(struct table_level *l, size_t size)
{
	if (l->lowest - l->directory < size + OFFSET)
		return NULL;
	l->lowest -= size;
	put16(l->block + l->directory, l->lowest);
	l->directory += OFFSET;
	return l->block + l->lowest;
}

static void branch_item(unsigned char *at, uint32_t block, struct span key, unsigned piece)
{
	put32(at, block);
	at[POINTER] = (unsigned char)key.len;
	memcpy(at + POINTER + 1, key.data, key.len);
	put16(at + POINTER + 1 + key.len, piece);
}

/* Enters a complete block of the level below. */
static void branch_add(struct table *t, unsigned level, uint32_t block, struct span key, unsigned piece);

/* The level's block is full: it goes to the level above, and the next begins with the key given. */
static void level_turn(struct table *t, unsigned level, struct span key, unsigned piece)
{
	struct table_level *l = &t->levels[level];
	uint32_t block = level_write(t, level);

	branch_add(t, level + 1, block, buf_span(&l->divide), l->piece);
	buf_clear(&l->divide);
	buf_add_span(&l->divide, key);
	l->piece = piece;
	level_begin(l);
}

static void branch_add(struct table *t, unsigned level, uint32_t block, struct span key, unsigned piece)
{
	struct table_level *l = &t->levels[level];
	unsigned char *at;

	if (level == t->height)
		level_open(t, level);
	at = l->directory == HEADER ? NULL : level_room(l, POINTER + 1 + key.len + PIECE);
	if (at != NULL) {
		branch_item(at, block, key, piece);
		return;
	}
	/* The first item of a block has no key: all that is smaller than the second's leads there. */
	if (l->directory != HEADER)
		level_turn(t, level, key, piece);
	branch_item(level_room(l, POINTER + 1 + PIECE), block, span_make("", 0), 0);
}

/* ---- leaves ---- */

/* As much of `key` as tells it from `before`; all of it where they are pieces of one tag. */
static struct span dividing(struct span before, struct span key)
{
	size_t same = 0;

	while (same < before.len && same < key.len && before.data[same] == key.data[same])
		same++;
	return span_make(key.data, same < key.len ? same + 1 : key.len);
}

static void leaf_item(struct table *t, struct span key, unsigned piece, unsigned flags, struct span bytes)
{
	size_t size = ITEM_HEAD + key.len + (piece > 1 ? PIECE : 0) + bytes.len;
	unsigned char *at = level_room(&t->levels[0], size);

	if (at == NULL) {
		level_turn(t, 0, dividing(buf_span(&t->last), key), piece);
		at = level_room(&t->levels[0], size);
	}
	put16(at, flags | (size - ITEM_HEAD));
	at[2] = (unsigned char)key.len;
	at += ITEM_HEAD;
	memcpy(at, key.data, key.len);
	at += key.len;
	if (piece > 1) {
		put16(at, piece);
		at += PIECE;
	}
	if (bytes.len != 0)
		memcpy(at, bytes.data, bytes.len);
	buf_clear(&t->last);
	buf_add_span(&t->last, key);
}

void table_add(struct table *t, struct span key, struct span tag)
{
	unsigned deflated = 0, piece = 1;
	size_t at = 0;

	assert(key.len != 0 && span_cmp(buf_span(&t->last), key) < 0);
	if (t->deflate_over != 0 && tag.len > t->deflate_over && deflater_run(t->deflater, tag, &tag))
		deflated = FLAG_DEFLATED;
	if (key.len > TABLE_KEY_MAX || tag.len / (ITEM_MAX - ITEM_HEAD - PIECE - TABLE_KEY_MAX) >= TABLE_PIECES_MAX) {
		fail(t, EMSGSIZE);
		return;
	}
	do {
		size_t most = ITEM_MAX - ITEM_HEAD - key.len - (piece > 1 ? PIECE : 0);
		size_t len = tag.len - at < most ? tag.len - at : most;
		unsigned ends = (piece == 1 ? FLAG_FIRST : 0) | (at + len == tag.len ? FLAG_LAST : 0);

		leaf_item(t, key, piece, deflated | ends, span_make(tag.data + at, len));
		at += len;
		piece++;
	} while (at < tag.len);
	t->entries++;
}

/* ---- whole tables ---- */

void table_init(struct table *t, const char *folder, const char *name, size_t deflate_over,
                struct deflater *deflater)
{
	char *file = error_message("%s.glass", name);

	memset(t, 0, sizeof *t);
	spool_open(&t->file, folder, file);
	free(file);
	t->deflate_over = deflate_over;
	t->deflater = deflater;
	buf_init(&t->last);
	level_open(t, 0);
	leaf_item(t, span_make("", 0), 1, FLAG_FIRST | FLAG_LAST, span_make("", 0));
}

/* Completes the blocks that are not full, from the leaves up to the root. */
static uint32_t write_last(struct table *t)
{
	for (unsigned level = 0;; level++) {
		struct table_level *l = &t->levels[level];
		bool is_root = !l->below_written;
		uint32_t block = level_write(t, level);

		if (is_root)
			return block;
		branch_add(t, level + 1, block, buf_span(&l->divide), l->piece);
	}
}

bool table_close(struct table *t, struct table_root *root)
{
	*root = (struct table_root){0, 0, 0, t->entries};
	if (t->entries == 0 && t->file.error == 0 && unlink(t->file.path) != 0)
		fail(t, errno);
	if (t->entries != 0) {
		root->root = write_last(t);
		root->level = t->height - 1;
		root->blocks = t->blocks;
	}
	return spool_close(&t->file);
}

void table_release(struct table *t)
{
	for (unsigned i = 0; i < t->height; i++) {
		free(t->levels[i].block);
		buf_release(&t->levels[i].divide);
	}
	buf_release(&t->last);
	spool_release(&t->file);
}
