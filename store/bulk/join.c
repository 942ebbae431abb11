#include "store/bulk/join.h"

#include "store/bulk/aside.h"
#include "store/bulk/filing.h"
#include "store/bulk/part.h"
#include "store/bulk/postlist.h"
#include "store/files.h"
#include "store/xap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What all parts say, and a file of each. */
struct joining {
	const char *const *from;
	size_t count;
	uint32_t *before; /* documents of the parts before each */
	struct part *parts;
	struct version_totals totals;
	struct slots slots;
	int *fds;
	uint64_t *sizes;
};

/* ---- what the parts say ---- */

static void add_totals(struct version_totals *t, const struct version_totals *more)
{
	t->documents += more->documents;
	t->length += more->length;
	if (more->shortest != 0 && (t->shortest == 0 || more->shortest < t->shortest))
		t->shortest = more->shortest;
	if (more->longest > t->longest)
		t->longest = more->longest;
	if (more->wdf > t->wdf)
		t->wdf = more->wdf;
}

static void add_slots(struct slots *s, const struct slots *more)
{
	for (size_t i = 0; i < more->count; i++) {
		const struct slot_bounds *b = &more->items[i];

		slots_note_all(s, b->slot, b->count, buf_span(&b->least), buf_span(&b->greatest));
	}
}

static bool read_part(struct joining *j, size_t i, char **error)
{
	struct part *p = &j->parts[i];

	if (!part_read(p, j->from[i], error))
		return false;
	j->before[i] = j->totals.documents;
	if (p->totals.documents > UINT32_MAX - j->totals.documents) {
		*error = error_message("more passages than Xapian takes");
		return false;
	}
	add_totals(&j->totals, &p->totals);
	add_slots(&j->slots, &p->slots);
	return true;
}

static bool begin(struct joining *j, const char *const *from, size_t count, char **error)
{
	bool good = true;

	memset(j, 0, sizeof *j);
	j->from = from;
	j->count = count;
	j->before = mem_zalloc((count + 1) * sizeof *j->before);
	j->parts = mem_alloc((count + 1) * sizeof *j->parts);
	j->fds = mem_alloc((count + 1) * sizeof *j->fds);
	j->sizes = mem_zalloc((count + 1) * sizeof *j->sizes);
	slots_init(&j->slots);
	for (size_t i = 0; i < count; i++) {
		part_init(&j->parts[i]);
		j->fds[i] = -1;
	}
	for (size_t i = 0; i < count && good; i++)
		good = read_part(j, i, error);
	return good;
}

static void close_files(struct joining *j)
{
	for (size_t i = 0; i < j->count; i++) {
		if (j->fds[i] >= 0)
			close(j->fds[i]);
		j->fds[i] = -1;
	}
}

static void end(struct joining *j)
{
	close_files(j);
	for (size_t i = 0; i < j->count; i++)
		part_release(&j->parts[i]);
	slots_release(&j->slots);
	free(j->before);
	free(j->parts);
	free(j->fds);
	free(j->sizes);
}

/* The files of that name. */
static bool open_files(struct joining *j, const char *name, char **error)
{
	bool good = true;

	close_files(j);
	for (size_t i = 0; i < j->count && good; i++) {
		char *path = path_join(j->from[i], name);
		struct stat st;

		j->fds[i] = open(path, O_RDONLY | O_CLOEXEC);
		good = j->fds[i] >= 0 && fstat(j->fds[i], &st) == 0;
		if (good)
			j->sizes[i] = (uint64_t)st.st_size;
		else
			*error = file_error("read", path);
		free(path);
	}
	return good;
}

static bool cannot_read(const struct joining *j, size_t i, const char *name, int why, char **error)
{
	*error = error_message("cannot read %s/%s: %s", j->from[i], name, strerror(why));
	return false;
}

/* ---- metadata ---- */

static bool gather_metadata(struct joining *j, struct aside *a, char **error)
{
	if (!open_files(j, aside_name, error))
		return false;
	for (size_t i = 0; i < j->count; i++)
		if (!aside_read(a, (uint16_t)i, j->sizes[i]))
			return cannot_read(j, i, aside_name, errno, error);
	aside_sort(a);
	return true;
}

/* Each entry of the metadata, in order. */
static bool each_metadata(struct joining *j, bool (*take)(void *context, struct span key, struct span value, char **error),
                          void *context, char **error)
{
	struct aside a;
	struct span key;
	struct buf value;
	bool good;

	aside_init(&a, j->fds);
	buf_init(&value);
	good = gather_metadata(j, &a, error);
	for (size_t i = 0; i < a.count && good; i++) {
		if (aside_take(&a, i, &key, &value))
			good = take(context, key, buf_span(&value), error);
		else
			good = cannot_read(j, a.entries[a.order[i]].file, aside_name, errno, error);
	}
	aside_release(&a);
	buf_release(&value);
	return good;
}

static bool put_entry(void *context, struct span key, struct span value, char **error)
{
	struct buf whole;

	(void)error;
	buf_init(&whole);
	buf_add(&whole, "\0\xC0", 2);
	buf_add_span(&whole, key);
	table_add(context, buf_span(&whole), value);
	buf_release(&whole);
	return true;
}

/* ---- tables ---- */

/* A feed for each run of each part. */
static size_t open_feeds(const struct joining *j, struct feed **feeds)
{
	size_t count = 0, made = 0;

	for (size_t i = 0; i < j->count; i++)
		count += j->parts[i].run_count;
	*feeds = mem_alloc((count + 1) * sizeof **feeds);
	for (size_t i = 0; i < j->count; i++)
		for (size_t k = 0; k < j->parts[i].run_count; k++)
			feed_open(&(*feeds)[made++], j->fds[i], j->parts[i].runs[k], j->before[i]);
	return count;
}

/* False with the file of the first that failed, if any did. */
static bool close_feeds(const struct joining *j, struct feed *feeds, char **error)
{
	size_t at = 0;

	for (size_t i = 0; i < j->count; i++)
		for (size_t k = 0; k < j->parts[i].run_count; k++, at++) {
			if (*error == NULL && feed_failed(&feeds[at]))
				cannot_read(j, i, part_runs, feeds[at].reader.error, error);
			feed_close(&feeds[at]);
		}
	free(feeds);
	return *error == NULL;
}

static bool write_lists(struct joining *j, struct table *t, enum list_table which, char **error)
{
	struct feed *feeds;
	size_t count;
	bool overflow, good;

	if (!open_files(j, part_runs, error))
		return false;
	count = open_feeds(j, &feeds);
	good = lists_write(t, which, feeds, count, &overflow);
	if (overflow)
		*error = error_message("a term occurs more often than Xapian counts");
	return close_feeds(j, feeds, error) && good;
}

static bool write_postlist(struct joining *j, struct table *t, char **error)
{
	if (!each_metadata(j, put_entry, t, error))
		return false;
	slots_write(&j->slots, t);
	return write_lists(j, t, LISTS_OF_DOCUMENTS, error);
}

static bool write_positions(struct joining *j, struct table *t, char **error)
{
	return write_lists(j, t, LISTS_OF_POSITIONS, error);
}

static bool write_filed(struct joining *j, struct table *t, enum filed what, char **error)
{
	const char *name = filing_names[what];
	bool good = open_files(j, name, error);

	for (size_t i = 0; i < j->count && good; i++) {
		struct spool_reader r;

		spool_read(&r, j->fds[i], 0, j->sizes[i]);
		good = filing_copy(t, what, &r, j->before[i] + 1, j->parts[i].totals.documents) || cannot_read(j, i, name, r.error, error);
		if (good && !spool_at_end(&r))
			good = cannot_read(j, i, name, EIO, error);
		spool_reader_release(&r);
	}
	return good;
}

static bool write_termlist(struct joining *j, struct table *t, char **error)
{
	return write_filed(j, t, FILED_TERMS, error);
}

static bool write_docdata(struct joining *j, struct table *t, char **error)
{
	return write_filed(j, t, FILED_DATA, error);
}

/* ---- all of it ---- */

static bool write_table(struct joining *j, const char *to, enum version_table table, enum deflate_kind deflate, char **error)
{
	static bool (*const write[JOIN_TABLES])(struct joining *, struct table *, char **) = {
		[TABLE_POSTLIST] = write_postlist,
		[TABLE_DOCDATA] = write_docdata,
		[TABLE_TERMLIST] = write_termlist,
		[TABLE_POSITION] = write_positions,
	};
	struct deflater *deflater = deflater_new(deflate);
	struct table *t = mem_alloc(sizeof *t);
	struct table_root root;
	bool good;

	table_init(t, to, version_tables[table], version_deflate_over[table], deflater);
	good = write[table](j, t, error);
	if (!table_close(t, &root) && *error == NULL) {
		*error = error_message("cannot write %s: %s", t->file.path, strerror(t->file.error));
		good = false;
	}
	table_release(t);
	free(t);
	deflater_free(deflater);
	return good && version_write_root(to, table, &root, error);
}

bool join_table(const char *const *parts, size_t count, const char *to, enum version_table table,
                enum deflate_kind deflate, char **error)
{
	struct joining j;
	bool good = begin(&j, parts, count, error);

	if (good && j.totals.documents != 0)
		good = folder_make(to, error) && write_table(&j, to, table, deflate, error);
	end(&j);
	return good;
}

static bool set_entry(void *context, struct span key, struct span value, char **error)
{
	struct xap_writer *writer = context;

	if (xap_writer_set_metadata(writer, key, value) == XAP_OK)
		return true;
	*error = error_message("%s", xap_writer_error(writer));
	return false;
}

/* A database without documents is left to the library. */
static bool write_empty(struct joining *j, const char *to, char **error)
{
	struct xap_writer *writer = NULL;
	bool good = xap_writer_create(&writer, to) == XAP_OK;

	good = good && each_metadata(j, set_entry, writer, error) && xap_writer_finish(writer) == XAP_OK;
	if (!good && *error == NULL)
		*error = error_message("cannot write %s: %s", to, xap_writer_error(writer));
	xap_writer_close(writer);
	return good;
}

static bool write_version(struct joining *j, const char *to, char **error)
{
	struct table_root roots[TABLE_COUNT] = {{0, 0, 0, 0}};

	for (int i = 0; i < JOIN_TABLES; i++)
		if (!version_take_root(to, (enum version_table)i, &roots[i], error))
			return false;
	return version_write(to, roots, &j->totals, error);
}

bool join_end(const char *const *parts, size_t count, const char *to, char **error)
{
	struct joining j;
	bool good = begin(&j, parts, count, error);

	if (good)
		good = j.totals.documents == 0 ? write_empty(&j, to, error) : write_version(&j, to, error);
	end(&j);
	return good;
}
