/*
 * files.h: whole files and folders, with errors as sentences. For store/,
 * indexer/ and searcher/.
 */
#ifndef STORE_FILES_H
#define STORE_FILES_H

#include "text/buf.h"

/*
 * For the start of a program: descriptors 0 to 2 that are closed are taken, so that no file opened
 * later is read or written as one of them. Reading such an input, and writing such an output, fails.
 */
void files_hold_standard(void);

/* All other functions: false with *error (allocated, "cannot read /a/b: No such file or directory"). */
bool file_read(const char *path, size_t most, struct buf *out, char **error); /* over `most` bytes: an error */
/*
 * Its bytes as they lie in the system's memory, without a copy; given back by file_unmap. Only of files that are
 * never changed (a build's): where one that is mapped is cut short, the program that reads on there ends.
 */
bool file_map(const char *path, size_t most, struct span *out, char **error);
void file_unmap(struct span content);
bool file_write(const char *path, struct span content, char **error); /* new file, synced */
bool file_replace(const char *path, struct span content, char **error); /* by rename, synced, folder too */
bool folder_make(const char *path, char **error);  /* with parents; an existing folder is fine */
bool folder_remove(const char *path, char **error); /* with all in it; links are not followed */
bool folder_sync(const char *path, char **error);
char *path_join(const char *a, const char *b); /* allocated "a/b" */
/* The names in a folder, sorted by bytes, without . and ..; *names and each name allocated. */
bool folder_names(const char *path, char ***names, size_t *count, char **error);
/*
 * The regular files anywhere below a folder, by their paths below it, sorted by bytes. Links to
 * files count, links to folders are not followed.
 */
bool folder_files(const char *path, char ***names, size_t *count, char **error);
/* Syncs every file and folder below, and the folder itself. */
bool folder_sync_all(const char *path, char **error);
void names_free(char **names, size_t count);
char *error_message(const char *format, ...) __attribute__((format(printf, 1, 2))); /* allocated */
/* "cannot VERB PATH: reason", by errno; allocated. */
char *file_error(const char *verb, const char *path);

#endif
