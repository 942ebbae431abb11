#include "store/merge.h"

#include "store/files.h"
#include "store/view.h"
#include "store/xap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define POSITIONS "position.glass"
#define ROOTS "iamglass"

/* ---- iamglass: what is where in it ---- */

#define MAGIC "\x0F\x0DXapian Glass\x04\x6E" /* with the format's number */
#define MAGIC_LEN (sizeof MAGIC - 1)
#define UUID 16
#define TABLES 6
#define POSITION_TABLE 3
#define NUMBERS_OF_TABLE 5 /* before the list of its free blocks, which has a length */
#define NUMBERS_OF_ALL 8   /* after the tables */
#define ROOTS_MOST ((size_t)64 * 1024)

struct roots {
	struct span revision;
	struct span tables[TABLES];
	struct span rest;
};

/* Seven bits a byte, the lowest first; all but the last have the top bit. */
static bool take_number(struct span *s, uint64_t *n)
{
	*n = 0;
	for (unsigned shift = 0; shift < 64 && s->len != 0; shift += 7) {
		unsigned char c = (unsigned char)*s->data++;

		s->len--;
		*n |= (uint64_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return true;
	}
	return false;
}

static bool take_numbers(struct span *s, size_t count)
{
	uint64_t n;

	while (count != 0 && take_number(s, &n))
		count--;
	return count == 0;
}

static bool take_table(struct span *s, struct span *table)
{
	uint64_t len;

	table->data = s->data;
	if (!take_numbers(s, NUMBERS_OF_TABLE) || !take_number(s, &len) || len > s->len)
		return false;
	s->data += len;
	s->len -= (size_t)len;
	table->len = (size_t)(s->data - table->data);
	return true;
}

static bool roots_read(struct roots *r, struct span file)
{
	struct span at = file;
	bool good = at.len > MAGIC_LEN + UUID && memcmp(at.data, MAGIC, MAGIC_LEN) == 0;

	if (!good)
		return false;
	at = span_make(at.data + MAGIC_LEN + UUID, at.len - MAGIC_LEN - UUID);
	r->revision.data = at.data;
	good = take_numbers(&at, 1);
	r->revision.len = (size_t)(at.data - r->revision.data);
	for (size_t i = 0; good && i < TABLES; i++)
		good = take_table(&at, &r->tables[i]);
	r->rest = at;
	return good && take_numbers(&at, NUMBERS_OF_ALL) && at.len == 0;
}

/* The file of a database, and what is where in it. */
static bool roots_of(struct roots *r, struct buf *file, const char *database, char **error)
{
	char *path = path_join(database, ROOTS);
	bool good = file_read(path, ROOTS_MOST, file, error);

	if (good && !roots_read(r, buf_span(file))) {
		*error = error_message("%s is in no form that is known", path);
		good = false;
	}
	free(path);
	return good;
}

/* ---- views ---- */

static bool is_rest(const char *name)
{
	return strcmp(name, POSITIONS) != 0;
}

/* Xapian opens no database without its lists. */
static bool is_positions(const char *name)
{
	return strcmp(name, POSITIONS) == 0 || strcmp(name, ROOTS) == 0 || strcmp(name, "postlist.glass") == 0;
}

/* The folder of a part: of its views, or what comes of them. */
static char *folder_of(const struct merge *m, const char *what)
{
	return error_message("%s.%s", m->to, what);
}

static char *view_of(const struct merge *m, enum merge_part part, size_t i)
{
	char *views = folder_of(m, "views"), *path;

	path = error_message("%s/%d-%zu", views, (int)part, i);
	free(views);
	return path;
}

static bool make_views(const struct merge *m, size_t i, char **error)
{
	bool (*const wanted[MERGE_PARTS])(const char *) = {is_rest, is_positions};
	bool good = true;

	for (int part = 0; good && part < MERGE_PARTS; part++) {
		char *view = view_of(m, (enum merge_part)part, i);

		good = view_make(m->from[i], view, wanted[part], error);
		free(view);
	}
	return good;
}

void merge_begin(struct merge *m, const char *const *from, size_t count, const char *to, bool whole)
{
	char *why = NULL;
	struct roots roots;
	struct buf file;

	*m = (struct merge){from, count, to, whole};
	buf_init(&file);
	for (size_t i = 0; i < count && !m->whole; i++)
		m->whole = !roots_of(&roots, &file, from[i], &why) || !make_views(m, i, &why);
	buf_release(&file);
	free(why);
}

/* ---- the parts ---- */

static bool compact(const char *const *from, size_t count, const char *to, char **error)
{
	char *why = NULL;
	bool good = xap_compact(from, count, to, &why) == XAP_OK;

	if (!good)
		*error = error_message("cannot merge the parts of the index: %s", why != NULL ? why : "");
	free(why);
	return good;
}

static bool compact_views(const struct merge *m, enum merge_part part, const char *to, char **error)
{
	char **views = mem_alloc((m->count + 1) * sizeof *views);
	bool good;

	for (size_t i = 0; i < m->count; i++)
		views[i] = view_of(m, part, i);
	good = compact((const char *const *)views, m->count, to, error);
	names_free(views, m->count);
	return good;
}

bool merge_part(const struct merge *m, enum merge_part part, char **error)
{
	char *positions = folder_of(m, "positions");
	bool good = true;

	if (!m->whole)
		good = compact_views(m, part, part == MERGE_POSITIONS ? positions : m->to, error);
	else if (part == MERGE_REST)
		good = compact(m->from, m->count, m->to, error);
	free(positions);
	return good;
}

/* ---- together ---- */

/*
 * What was written is read again: tables that are checked before they are put together with the positions are to be
 * where they were.
 */
static bool are_joined(const struct merge *m, const struct roots *rest, const struct roots *positions, char **error)
{
	struct roots written;
	struct buf file;
	bool good;

	buf_init(&file);
	good = roots_of(&written, &file, m->to, error);
	for (size_t i = 0; good && i < TABLES; i++)
		good = span_eq(written.tables[i], i == POSITION_TABLE ? positions->tables[i] : rest->tables[i]);
	if (!good && *error == NULL)
		*error = error_message("the parts of the new index are not where they were put");
	buf_release(&file);
	return good;
}

/* The roots of the one with the positions of the other. */
static bool join_roots(const struct merge *m, const char *positions, char **error)
{
	char *path = path_join(m->to, ROOTS);
	struct roots rest, other;
	struct buf file, other_file, out;
	bool good;

	buf_init(&file);
	buf_init(&other_file);
	buf_init(&out);
	good = roots_of(&rest, &file, m->to, error) && roots_of(&other, &other_file, positions, error);
	if (good && !(span_eq(rest.revision, other.revision) && span_eq(rest.rest, other.rest))) {
		*error = error_message("the parts of the new index do not fit together");
		good = false;
	}
	if (good) {
		buf_add(&out, file.data, (size_t)(rest.tables[0].data - file.data));
		for (size_t i = 0; i < TABLES; i++)
			buf_add_span(&out, i == POSITION_TABLE ? other.tables[i] : rest.tables[i]);
		buf_add_span(&out, rest.rest);
		good = file_replace(path, buf_span(&out), error) && are_joined(m, &rest, &other, error);
	}
	buf_release(&file);
	buf_release(&other_file);
	buf_release(&out);
	free(path);
	return good;
}

/* A database without positions has no table of them. */
static bool move_table(const struct merge *m, const char *positions, char **error)
{
	char *from = path_join(positions, POSITIONS), *to = path_join(m->to, POSITIONS);
	bool good = rename(from, to) == 0 || errno == ENOENT;

	if (!good)
		*error = file_error("rename", from);
	free(from);
	free(to);
	return good;
}

static bool clear(const char *folder, char **error)
{
	return access(folder, F_OK) != 0 || folder_remove(folder, error);
}

bool merge_end(const struct merge *m, char **error)
{
	char *positions = folder_of(m, "positions"), *views = folder_of(m, "views");
	bool good = (m->whole || (move_table(m, positions, error) && join_roots(m, positions, error))) &&
	            clear(positions, error) && clear(views, error);

	free(positions);
	free(views);
	return good;
}
