/*
 * file_table.h: the files that a build has read, each with what an update must
 * know to tell whether it would read the same again: INDEX/build-N/files, JSON
 * lines. Files that could not be read at all are not in it: they are tried
 * again each time. For indexer/ only.
 */
#ifndef INDEXER_FILE_TABLE_H
#define INDEXER_FILE_TABLE_H

#include "indexer/failures.h"
#include "store/sha256.h"

/* A source that hrindex remove took out: as in struct source. */
struct removed_source {
	char *id, *part;
	char sha256[SHA256_HEX + 1];
	uint64_t offset;
};

/* What few files have any of. */
struct file_notes {
	struct failures failures; /* lines of it, or files in it, that could not be read */
	struct removed_source *removed;
	size_t removed_count, removed_cap;
};

/* There is one for each file of a build, in memory: kept small. */
struct file_entry {
	char *file; /* as in source.file */
	struct file_notes *notes; /* NULL: none */
	uint64_t rows; /* stands for what the catalogues say of it (catalogues_stamp) */
	uint32_t root; /* which of the build's roots it is below */
	bool hashed;   /* something of it could be read */
	bool lines;    /* each of its lines is a source */
	unsigned char sha256[SHA256_HEX / 2]; /* of its bytes; all 0: file_table_await */
};

struct file_table {
	struct file_entry *items;
	size_t count, cap;
	uint32_t *places; /* by root and file: place + 1 in `items`, 0 for none */
	size_t size;      /* of `places`: 0, or a power of two over `count` */
};

void file_table_init(struct file_table *t);
void file_table_release(struct file_table *t);
/* The file's entry, made empty if there is none; good until the next call. */
struct file_entry *file_table_put(struct file_table *t, uint32_t root, struct span file);
/* Its place, SIZE_MAX if there is none. */
size_t file_table_find(const struct file_table *t, uint32_t root, struct span file);
/* A copy of an entry under another root number. */
void file_table_copy(struct file_table *t, const struct file_entry *from, uint32_t root);
/* Drops the entries without a hash: of files of which nothing could be read. */
void file_table_drop_unread(struct file_table *t);
/*
 * An entry for a file of which nothing could be read now, so that what was removed from it stays out once it can
 * be: none if nothing was. Its hash is that of no file.
 */
void file_table_await(struct file_table *t, const struct file_entry *known, uint32_t root);
bool file_entry_is_awaited(const struct file_entry *e);
/* Its hash, in hexadecimal digits; false: it is none. */
bool file_entry_set_hash(struct file_entry *e, const char *sha256);
void file_entry_hash(const struct file_entry *e, char out[SHA256_HEX + 1]);
bool file_entry_has_hash(const struct file_entry *e, const char *sha256);
/* What of it could not be read. */
const struct failures *file_entry_failures(const struct file_entry *e);
void file_entry_fail(struct file_entry *e, struct span file, struct span reason, uint64_t lines);
/* What was taken out of it; returns how many. */
size_t file_entry_removed(const struct file_entry *e, const struct removed_source **out);
/*
 * Whether hrindex remove took a source of the file out: by its id or, since a catalogue may have given it
 * another, by its part (NULL: the file itself). A `line` of JSON has only the id that it gives itself.
 */
bool file_entry_is_removed(const struct file_entry *e, const char *id, const char *part, bool line);
/* Adds to the removed ones. */
void file_entry_remove(struct file_entry *e, const char *id, const char *part, const char *sha256, uint64_t offset);
void file_entry_restore(struct file_entry *e); /* nothing of it is removed any more */

/* Sorted by root and file. Each false with *error. */
bool file_table_write(struct file_table *t, const char *path, char **error);
bool file_table_read(struct file_table *t, const char *path, char **error);

#endif
