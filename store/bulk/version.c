#include "store/bulk/version.h"

#include "store/bulk/code.h"
#include "store/files.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

#define MAGIC "\x0F\x0DXapian Glass"
#define UUID 16
#define HEAD (sizeof MAGIC - 1 + 2 + UUID)
#define ROOT_MOST 64 /* bytes of a file that says where a table's root is */
#define ROOT_NUMBERS 4
#define BLOCK_UNIT 2048 /* block sizes are given in these */

const char *const version_tables[TABLE_COUNT] = {"postlist", "docdata",  "termlist",
                                                 "position", "spelling", "synonym"};
const unsigned version_deflate_over[TABLE_COUNT] = {0, 18, 18, 0, 18, 18};

/* The list of free blocks: none; it would go on after the last in use. */
static void put_free(struct buf *out, uint32_t blocks)
{
	char list[16], *at = list;

	if (blocks != 0) {
		at = vint_put(at, TABLE_REVISION);
		at = vint_put(at, blocks);
		memset(at, 0, 4);
		at += 4;
	}
	code_vint(out, (uint64_t)(at - list));
	buf_add(out, list, (size_t)(at - list));
}

static void put_table(struct buf *out, const struct table_root *root, unsigned deflate_over)
{
	bool empty = root->blocks == 0;

	code_vint(out, root->root);
	/* The level; 2: blocks follow one another in the order of keys; 1: there is no root. */
	code_vint(out, (uint64_t)root->level << 2 | 2 | (empty ? 1 : 0));
	code_vint(out, root->entries);
	code_vint(out, TABLE_BLOCK / BLOCK_UNIT);
	code_vint(out, deflate_over);
	put_free(out, root->blocks);
}

static bool put_uuid(struct buf *out)
{
	unsigned char id[UUID];

	if (getrandom(id, sizeof id, 0) != sizeof id)
		return false;
	id[6] = (unsigned char)((id[6] & 0x0F) | 0x40); /* random, RFC 4122 */
	id[8] = (unsigned char)((id[8] & 0x3F) | 0x80);
	buf_add(out, id, sizeof id);
	return true;
}

static void put_totals(struct buf *out, const struct version_totals *t)
{
	code_vint(out, t->documents);
	code_vint(out, 0); /* the last number less the count */
	code_vint(out, t->shortest);
	code_vint(out, t->wdf);
	code_vint(out, t->longest - t->wdf);
	code_vint(out, 0); /* oldest set of changes */
	code_vint(out, t->length);
	code_vint(out, 0); /* spellings */
}

bool version_write(const char *folder, const struct table_root *roots, const struct version_totals *totals,
                   char **error)
{
	struct buf out;
	bool good;

	buf_init(&out);
	buf_add(&out, MAGIC, sizeof MAGIC - 1);
	buf_add_char(&out, (char)(VERSION_FORMAT >> 8));
	buf_add_char(&out, (char)(VERSION_FORMAT & 0xFF));
	good = put_uuid(&out);
	if (!good)
		*error = error_message("cannot get random bytes: %s", strerror(errno));
	code_vint(&out, TABLE_REVISION);
	for (size_t i = 0; i < TABLE_COUNT; i++)
		put_table(&out, &roots[i], version_deflate_over[i]);
	put_totals(&out, totals);
	good = good && spool_file(folder, VERSION_FILE, buf_span(&out), error);
	buf_release(&out);
	return good;
}

static bool is_version(struct span file)
{
	return file.len >= HEAD && memcmp(file.data, MAGIC, sizeof MAGIC - 1) == 0;
}

bool version_same(struct span a, struct span b)
{
	if (!is_version(a) || !is_version(b))
		return span_eq(a, b);
	return span_eq(span_make(a.data, HEAD - UUID), span_make(b.data, HEAD - UUID)) &&
	       span_eq(span_make(a.data + HEAD, a.len - HEAD), span_make(b.data + HEAD, b.len - HEAD));
}

/* Of one table; passes over it. */
static bool take_table(const char **at, const char *end, uint64_t *block)
{
	uint64_t root, level, entries, deflate_over, free_list;

	if (!code_vint_take(at, end, &root) || !code_vint_take(at, end, &level) ||
	    !code_vint_take(at, end, &entries) || !code_vint_take(at, end, block) ||
	    !code_vint_take(at, end, &deflate_over) || !code_vint_take(at, end, &free_list) ||
	    free_list > (uint64_t)(end - *at))
		return false;
	*at += free_list;
	return true;
}

bool version_read(struct span file, unsigned *format, unsigned *block)
{
	const unsigned char *number = (const unsigned char *)file.data + sizeof MAGIC - 1;
	const char *at = file.data + HEAD, *end = file.data + file.len;
	uint64_t revision, size;

	*format = *block = 0;
	if (!is_version(file))
		return false;
	*format = (unsigned)number[0] << 8 | number[1];
	if (!code_vint_take(&at, end, &revision))
		return false;
	for (size_t i = 0; i < TABLE_COUNT; i++) {
		if (!take_table(&at, end, &size) || size > UINT16_MAX)
			return false;
		if (i != 0 && size * BLOCK_UNIT != *block) {
			*block = 0;
			return true;
		}
		*block = (unsigned)size * BLOCK_UNIT;
	}
	return true;
}

/* ---- roots, until the file is written ---- */

static char *root_name(enum version_table table)
{
	return error_message("%s.root", version_tables[table]);
}

bool version_write_root(const char *folder, enum version_table table, const struct table_root *root, char **error)
{
	const uint64_t numbers[ROOT_NUMBERS] = {root->root, root->blocks, root->level, root->entries};
	char *name = root_name(table);
	struct buf out;
	bool good;

	buf_init(&out);
	for (size_t i = 0; i < ROOT_NUMBERS; i++)
		code_vint(&out, numbers[i]);
	good = spool_file(folder, name, buf_span(&out), error);
	buf_release(&out);
	free(name);
	return good;
}

static bool read_root(struct span file, struct table_root *root)
{
	const char *at = file.data, *end = file.data + file.len;
	uint64_t numbers[ROOT_NUMBERS];

	for (size_t i = 0; i < ROOT_NUMBERS; i++)
		if (!code_vint_take(&at, end, &numbers[i]))
			return false;
	*root = (struct table_root){(uint32_t)numbers[0], (uint32_t)numbers[1], (unsigned)numbers[2], numbers[3]};
	return at == end;
}

bool version_take_root(const char *folder, enum version_table table, struct table_root *root, char **error)
{
	char *name = root_name(table), *path = path_join(folder, name);
	struct buf file;
	bool good;

	buf_init(&file);
	good = file_read(path, ROOT_MOST, &file, error);
	if (good && !read_root(buf_span(&file), root)) {
		*error = error_message("%s is damaged", path);
		good = false;
	}
	if (good && unlink(path) != 0) {
		*error = file_error("remove", path);
		good = false;
	}
	buf_release(&file);
	free(name);
	free(path);
	return good;
}
