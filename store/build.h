/*
 * build.h: an index directory and its builds.
 *
 *	INDEX/current            text: the live build's name, "build-7\n"; replaced by rename
 *	INDEX/current.sum        the same name with its hash, so that a damaged `current` is noticed
 *	INDEX/lock               held (fcntl) by the one writer; holds its pid
 *	INDEX/build-7/manifest   JSON: versions, counts, digest, roots, languages, files with sizes and SHA-256
 *	INDEX/build-7/passages/  the Xapian database
 *	INDEX/build-7/texts/0000 canonical texts (pack.h)
 *	INDEX/build-7/lists/     the word lists it was made with
 *	INDEX/build-7/failed     JSON lines {"file","reason"[,"lines"]}: what could not be read
 *	INDEX/build-7/files      JSON lines: the files that were read, for updates (indexer/file_table.h)
 *	INDEX/build-7/starts     where each source's passages begin (starts.h)
 *	INDEX/build-7/fingerprints  what copies of a passage are found by (fingerprints.h)
 *	INDEX/build-7/lengths    of each passage, as BM25 takes them (lengths.h)
 *	INDEX/build-7/names      how often each word may be a name, for updates (indexer/name_totals.h)
 *
 * A build is made under the name "build-7.new", checked, renamed, and only
 * then made current; a reader that holds an older build keeps its files until
 * that build is pruned (BUILDS_KEPT).
 */
#ifndef STORE_BUILD_H
#define STORE_BUILD_H

#include "store/digest.h"
#include "text/buf.h"

#define BUILDS_KEPT 4 /* the live one, and three that can be gone back to */

struct manifest_file {
	char *name; /* below the build's directory */
	uint64_t size;
	char sha256[65];
};

struct manifest {
	uint32_t format, analysis; /* schema.h */
	char *program;             /* version that wrote it */
	char *made;                /* RFC 3339, UTC; not part of the digest */
	uint32_t number;
	uint32_t before; /* the build that was live before it, 0: none */
	uint64_t sources, passages, notes;
	uint64_t failed, failed_lines; /* files that could not be read, and lines of others */
	char digest[33];
	char **roots; /* absolute paths of the PATHs given */
	size_t root_count;
	char **languages; /* codes of the passages' languages, sorted; "" is unknown */
	size_t language_count;
	char *date_first, *date_last; /* NULL if no source has one */
	uint64_t undated;
	bool one_passage;
	char *catalogue;  /* absolute path given with --catalogue, or NULL */
	char *default_language; /* --language, or NULL */
	char *ocr;        /* languages in which pages that are pictures are read ("eng+rus"), or NULL */
	char *golden;     /* absolute path given with --golden, or NULL */
	char **excludes;
	size_t exclude_count;
	struct manifest_file *files;
	size_t file_count;
};

void manifest_init(struct manifest *m);
void manifest_release(struct manifest *m);
void manifest_encode(struct buf *out, const struct manifest *m);
/* Puts the SHA-256 of a manifest's text into it, where it has a line for it; false: it has none. */
bool manifest_seal(char *text, size_t len);
/* False with *error (allocated): damaged, or of a format or analysis this program does not read, and the remedy. */
bool manifest_decode(struct manifest *m, struct span json, char **error);

/* $HRSEARCH_INDEX, else ${XDG_DATA_HOME:-~/.local/share}/hrsearch; allocated. */
char *index_default_path(void);

/* ---- reading ---- */
struct build {
	char *index, *path; /* the index directory; the build's own */
	bool sealed;        /* writing: build_seal has been done */
	struct manifest manifest;
	struct manifest_file *known; /* writing: hashes taken before (build_know_hash) */
	size_t known_count, known_cap;
};

/*
 * Opens the live build: reads `current` and the manifest, checks format, and
 * that each file it names is there with its size. False with *error
 * (allocated): a whole sentence with the remedy.
 */
bool build_open(struct build *b, const char *index, char **error);
void build_close(struct build *b);
/* The same of the build with that number, live or not. */
bool build_open_number(struct build *b, const char *index, uint32_t number, char **error);
/* The number that `current` holds, 0 if it cannot be read; whether there is such a build is another question. */
uint32_t build_live(const char *index);
/* The numbers of all builds that are complete, ascending; *out allocated. False with *error. */
bool build_numbers(const char *index, uint32_t **out, size_t *count, char **error);
/* Whether `current` is as it was written; false with *error naming the file. */
bool build_check_current(const char *index, char **error);
/* Whether a folder is an index directory: its `current` names a build beside it. */
bool build_is_index(const char *folder);
char *build_file(const struct build *b, const char *name); /* allocated path */
/* Whether a file below a build belongs to its content: not the manifest, nor Xapian's lock file, which a copy may lack. */
bool build_is_content(const char *name);

/* ---- writing ---- */
struct build_lock;

/* Creates the index directory if need be and takes its lock; NULL with *error naming the holder's pid and since when. */
struct build_lock *build_lock(const char *index, char **error);
void build_unlock(struct build_lock *l);
/* Removes what an interrupted build left ("*.new") and makes the directory of the next build. */
bool build_begin(struct build *b, const char *index, char **error);
/* The hash of a file of the unfinished build, which is not changed any more: it is not taken again. */
void build_know_hash(struct build *b, struct span name, struct span sha256);
/* Fills the manifest's file list (sizes, SHA-256), writes it and syncs all; nothing may be written to the build after it. */
bool build_seal(struct build *b, char **error);
/* Seals the build if that is still to be done, renames it into place and makes it current; prunes builds over BUILDS_KEPT. */
bool build_switch(struct build *b, char **error);
/* Makes a complete build live; nothing is pruned. */
bool build_go_to(const char *index, uint32_t number, char **error);
/*
 * Brings a file of a complete build into an unfinished one, under the same name, its hash compared
 * with the one noted. share: as a hard link, where the file system has them: for files that are never
 * changed. False with *error.
 */
bool build_carry(const struct build *to, const struct build *from, const struct manifest_file *file,
                 const char *name, bool share, char **error);
void build_abandon(struct build *b); /* removes the unfinished build */

#endif
