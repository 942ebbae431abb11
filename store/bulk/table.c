#include "store/bulk/table.h"

#include "store/bulk/code.h"
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

/* The library takes it that keys are in order after so many items; a leaf that is full before is halved. */
#define IN_ORDER_FROM 10
#define SIZE_OF_ITEM 0x1FFF

enum { FLAG_DEFLATED = 0x8000, FLAG_LAST = 0x4000, FLAG_FIRST = 0x2000 };

static void put16(unsigned char *at, size_t n)
{
	at[0] = (unsigned char)(n >> 8);
	at[1] = (unsigned char)n;
}

static size_t get16(const unsigned char *at)
{
	return (size_t)at[0] << 8 | at[1];
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
	l->hole = 0;
}

/* The next block of the file, whose bytes come later. */
static uint32_t take_block(struct table *t)
{
	if (t->blocks == UINT32_MAX)
		fail(t, EFBIG);
	spool_leave(&t->file, TABLE_BLOCK);
	return t->blocks++;
}

static void level_open(struct table *t, unsigned level)
{
	struct table_level *l = &t->levels[level];

	assert(level == t->height && level < TABLE_LEVELS);
	l->block = mem_zalloc(TABLE_BLOCK);
	l->number = take_block(t);
	level_begin(l);
	t->height++;
}

/* As it stands in the file. What was in the gap before, of the level's blocks, stays there, as it does in the library's. */
static void level_write(struct table *t, unsigned level)
{
	struct table_level *l = &t->levels[level];
	size_t gap = l->lowest - l->directory;

	put32(l->block, TABLE_REVISION);
	l->block[4] = (unsigned char)level;
	put16(l->block + 5, gap);
	put16(l->block + 7, gap + l->hole);
	put16(l->block + 9, l->directory);
	spool_fill(&t->file, (uint64_t)l->number * TABLE_BLOCK, span_make((const char *)l->block, TABLE_BLOCK));
	spool_drain(&t->file, PENDING_MOST);
}

/* The items below the hole, which is below the first, move up over it. */
static void level_close_up(struct table_level *l)
{
	size_t first = get16(l->block + HEADER), hole = l->hole;

	if (hole == 0)
		return;
	memmove(l->block + first + hole, l->block + first, POINTER + 1 + PIECE);
	memmove(l->block + l->lowest + hole, l->block + l->lowest, first - l->lowest);
	for (size_t entry = HEADER; entry < l->directory; entry += OFFSET)
		put16(l->block + entry, get16(l->block + entry) + hole);
	l->lowest += hole;
	l->hole = 0;
}

/* Room for an item of `size` bytes, its offset entered; NULL when the block has none. */
static unsigned char *level_room(struct table_level *l, size_t size)
{
	if (l->lowest - l->directory + l->hole < size + OFFSET)
		return NULL;
	if (l->lowest - l->directory < size + OFFSET)
		level_close_up(l);
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

/*
 * The first item of a block has no key: all that is smaller than the second's leads there. The library takes the key
 * out of an item that has one, and leaves a hole in its place.
 */
static void branch_begin(struct table_level *l, uint32_t block, struct span key, unsigned piece)
{
	unsigned char *at = level_room(l, POINTER + 1 + key.len + PIECE);

	branch_item(at, block, key, piece);
	memset(at + POINTER, 0, 1 + PIECE);
	l->hole = key.len;
}

/* Enters a block of the level below, which begins with the key given. */
static void branch_add(struct table *t, unsigned level, uint32_t block, struct span key, unsigned piece);

/* The block at work of a level, complete, makes way for the next; its number is returned. */
static uint32_t level_next(struct table *t, unsigned level)
{
	struct table_level *l = &t->levels[level], open = *l;

	if (l->hole != 0) {
		l->block = t->closed_up;
		memcpy(l->block, open.block, TABLE_BLOCK);
		level_close_up(l);
	}
	level_write(t, level);
	*l = open;
	l->number = take_block(t);
	return open.number;
}

/* Enters the block at work above, after the one numbered `full`; it begins with the key given. */
static void level_enter(struct table *t, unsigned level, uint32_t full, struct span key, unsigned piece)
{
	if (level + 1 == t->height) {
		level_open(t, level + 1);
		branch_begin(&t->levels[level + 1], full, span_make("", 0), 0);
	}
	branch_add(t, level + 1, t->levels[level].number, key, piece);
}

static void level_turn(struct table *t, unsigned level, struct span key, unsigned piece)
{
	uint32_t full = level_next(t, level);

	level_begin(&t->levels[level]);
	level_enter(t, level, full, key, piece);
}

static void branch_add(struct table *t, unsigned level, uint32_t block, struct span key, unsigned piece)
{
	struct table_level *l = &t->levels[level];
	unsigned char *at = level_room(l, POINTER + 1 + key.len + PIECE);

	if (at != NULL) {
		branch_item(at, block, key, piece);
		return;
	}
	level_turn(t, level, key, piece);
	branch_begin(l, block, key, piece);
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

/* The item whose offset stands there. */
static unsigned char *item_at(const struct table_level *l, size_t entry)
{
	return l->block + get16(l->block + entry);
}

static size_t item_size(const unsigned char *item)
{
	return (get16(item) & SIZE_OF_ITEM) + ITEM_HEAD;
}

static struct span item_key(const unsigned char *item)
{
	return span_make((const char *)item + ITEM_HEAD, item[2]);
}

static unsigned item_piece(const unsigned char *item)
{
	return (get16(item) & FLAG_FIRST) != 0 ? 1 : (unsigned)get16(item + ITEM_HEAD + item[2]);
}

/* Of the item put last. */
static struct span last_key(const struct table *t)
{
	return item_key(t->levels[0].block + t->levels[0].lowest);
}

/* The entry of the first item of the upper half. */
static size_t middle(const struct table_level *l)
{
	size_t all = TABLE_BLOCK - l->lowest, twice = 0;

	for (size_t entry = HEADER; entry < l->directory; entry += OFFSET) {
		size_t size = item_size(item_at(l, entry));

		twice += 2 * size;
		if (twice >= all)
			return size < twice - all ? entry : entry + OFFSET;
	}
	return l->directory;
}

/* Moves the items from the entry on to the block's beginning and end. */
static void keep_upper(struct table_level *l, size_t entry)
{
	size_t shift = TABLE_BLOCK - get16(l->block + entry - OFFSET);
	size_t bottom = l->lowest, len = TABLE_BLOCK - shift - bottom, count = l->directory - entry;

	memmove(l->block + HEADER, l->block + entry, count);
	memmove(l->block + bottom + shift, l->block + bottom, len);
	l->directory = HEADER + count;
	l->lowest = bottom + shift;
	for (size_t e = HEADER; e < l->directory; e += OFFSET)
		put16(l->block + e, get16(l->block + e) + shift);
}

/* The leaf at work is full: its upper half goes to a new one. */
static void leaf_halve(struct table *t)
{
	struct table_level *l = &t->levels[0];
	size_t entry = middle(l), directory = l->directory, lowest = l->lowest;
	unsigned char *last = item_at(l, entry - OFFSET), *first = item_at(l, entry);
	struct span divide = dividing(item_key(last), item_key(first));
	unsigned piece = item_piece(first);
	char key[TABLE_KEY_MAX];
	uint32_t full;

	memcpy(key, divide.data, divide.len);
	l->directory = entry;
	l->lowest = get16(l->block + entry - OFFSET);
	full = level_next(t, 0);
	l->directory = directory;
	l->lowest = lowest;
	keep_upper(l, entry);
	level_enter(t, 0, full, span_make(key, divide.len), piece);
}

/* Room for an item in the leaf at work, or the next one. */
static unsigned char *leaf_room(struct table *t, struct span key, unsigned piece, size_t size)
{
	unsigned char *at = level_room(&t->levels[0], size);

	if (at == NULL && t->items < IN_ORDER_FROM) {
		leaf_halve(t);
		at = level_room(&t->levels[0], size);
	}
	if (at == NULL) {
		level_turn(t, 0, dividing(last_key(t), key), piece);
		at = level_room(&t->levels[0], size);
	}
	return at;
}

static void leaf_item(struct table *t, struct span key, unsigned piece, unsigned flags, struct span bytes)
{
	size_t size = ITEM_HEAD + key.len + (piece > 1 ? PIECE : 0) + bytes.len;
	unsigned char *at;

	t->items++;
	at = leaf_room(t, key, piece, size);
	put16(at, flags | (size - ITEM_HEAD));
	at[2] = (unsigned char)key.len;
	at += ITEM_HEAD;
	memcpy(at, key.data, key.len);
	at += key.len;
	if (piece > 1) {
		put16(at, piece);
		at += PIECE;
	}
	code_copy((char *)at, bytes);
}

/*
 * Bytes of a tag that go into its first item, where further ones take `most`. A tag that takes several fills what is
 * left of the block, where that makes no item more.
 */
static size_t first_piece(const struct table *t, struct span key, size_t len, size_t most)
{
	const struct table_level *l = &t->levels[0];
	size_t left = (l->lowest - l->directory) % (ITEM_MAX + OFFSET), head = OFFSET + ITEM_HEAD + key.len + PIECE;

	if (len > most + PIECE && left > head && left - head >= (len - PIECE) % most)
		return left - head + PIECE;
	return most + PIECE;
}

void table_add(struct table *t, struct span key, struct span tag)
{
	size_t at = 0, most = ITEM_MAX - ITEM_HEAD - key.len - PIECE, room;
	unsigned deflated = 0, piece = 1;

	assert(key.len != 0);
	if (t->deflate_over != 0 && tag.len > t->deflate_over && deflater_run(t->deflater, tag, &tag))
		deflated = FLAG_DEFLATED;
	if (key.len > TABLE_KEY_MAX || tag.len / (ITEM_MAX - ITEM_HEAD - PIECE - TABLE_KEY_MAX) >= TABLE_PIECES_MAX) {
		fail(t, EMSGSIZE);
		return;
	}
	room = first_piece(t, key, tag.len, most);
	do {
		size_t len = tag.len - at < room ? tag.len - at : room;
		unsigned ends = (piece == 1 ? FLAG_FIRST : 0) | (at + len == tag.len ? FLAG_LAST : 0);

		leaf_item(t, key, piece, deflated | ends, span_make(tag.data + at, len));
		at += len;
		room = most;
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
	level_open(t, 0);
	leaf_item(t, span_make("", 0), 1, FLAG_FIRST | FLAG_LAST, span_make("", 0));
	t->items = 0;
}

bool table_close(struct table *t, struct table_root *root)
{
	*root = (struct table_root){0, 0, 0, t->entries};
	if (t->entries == 0 && t->file.error == 0 && unlink(t->file.path) != 0)
		fail(t, errno);
	if (t->entries != 0) {
		for (unsigned level = 0; level < t->height; level++)
			level_write(t, level);
		root->root = t->levels[t->height - 1].number;
		root->level = t->height - 1;
		root->blocks = t->blocks;
		spool_hasten(&t->file);
	}
	return spool_close(&t->file);
}

void table_release(struct table *t)
{
	for (unsigned i = 0; i < t->height; i++)
		free(t->levels[i].block);
	spool_release(&t->file);
}
