/*
 * walk.h: from the PATHs of a command line to the files to read, the catalogues
 * found on the way, and what cannot be read. For indexer/ only.
 *
 * Folders are walked in sorted order; dotfiles, the index itself and what an
 * exclude pattern matches are left out; another index is left out with a line on stderr; symbolic links below a folder, FIFOs,
 * devices and sockets are named as failures and never opened; a catalogue.csv
 * is a catalogue and never a source. A file reached twice is read once.
 */
#ifndef INDEXER_WALK_H
#define INDEXER_WALK_H

#include "indexer/failures.h"
#include "text/strmap.h"

#define CATALOGUE_NAME "catalogue.csv"

struct file_entry;

/* A file to read, as it is dealt with: made of a walked_file when its turn comes, or of a part of another. */
struct input {
	char *path; /* to open */
	char *name; /* below its root, as in the file system: the path's end */
	char *file; /* the same as source.file: escaped; `name` itself where nothing is to be */
	uint32_t root;
	uint64_t size;
	const char *part; /* of a file inside the file its path there (store/source.h); NULL: the file itself */
	const struct file_entry *known; /* as of the walked_file */
};

/* There is one for each file, in memory, of each process of a build: kept small. */
struct walked_file {
	uint64_t size;
	const struct file_entry *known; /* what the build before knew of it, NULL: nothing; owned elsewhere */
	uint32_t name;                  /* where in walk.names the last part of its path is */
	uint32_t folder : 31;           /* the place in walk.folders of the rest */
	uint32_t unchanged : 1;         /* an update has it already: not to be read */
};

struct walked_folder {
	char *path;
	char *name; /* below its root; "": the root, or the folder above a root that is a file */
	uint32_t root;
};

struct walked_catalogue {
	char *path;
	char *folder; /* below its root, with a final "/", or "": its rows' files are below this */
	char *file;   /* as source.file */
	uint32_t root;
};

struct walk {
	char **roots; /* absolute, sorted: the order of the PATHs does not count */
	size_t root_count;
	struct walked_file *files;
	size_t count, cap;
	struct walked_folder *folders; /* those that have files */
	size_t folder_count, folder_cap;
	struct buf names; /* of the files, each with its NUL */
	struct walked_catalogue *catalogues;
	size_t catalogue_count, catalogue_cap;
	struct failures failures;
	uint64_t bytes; /* of all files */

	const char *const *excludes;
	size_t exclude_count;
	uint64_t index_device, index_inode; /* the index's folder, 0 where it is not there yet */
	bool nested;        /* a root lies below another, and its files are reached from both */
	struct strmap seen; /* absolute paths; during the walk only, and only where roots are nested */
};

void walk_init(struct walk *w);
void walk_release(struct walk *w);
/* Patterns (fnmatch) for a name or a path below a root; `index` is left out. Both must outlive the walk. */
void walk_leave_out(struct walk *w, const char *const *excludes, size_t count, const char *index);
/* Whether `path` is `root`, or lies below it; both absolute. */
bool path_is_below(const char *root, const char *path);
/* Whether a walk of `root` comes to `path`: below it, and neither hidden nor left out on the way. */
bool walk_reaches(const struct walk *w, const char *root, const char *path);
/* False with *error when a PATH itself is missing or cannot be read: nothing should be built then. */
bool walk_paths(struct walk *w, char *const *paths, size_t count, char **error);
bool walk_file_below(const struct walk *w, size_t place, const char *root); /* path_is_below of a file found */
/* One of the files found; to be released. */
void input_make(struct input *input, const struct walk *w, size_t place);
void input_release(struct input *input);

#endif
