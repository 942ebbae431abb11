/*
 * commands.h: the commands of hrindex, each in a file of its own. Each returns
 * the exit status. For indexer/ only.
 */
#ifndef INDEXER_COMMANDS_H
#define INDEXER_COMMANDS_H

#include "indexer/options.h"

enum {
	STATUS_OK = 0,
	STATUS_UNREAD = 1, /* some files were not read */
	STATUS_FAILED = 2, /* the live build is as it was */
};

int build_command(const struct options *o);
int list_command(const struct options *o);
int export_command(const struct options *o);
int check_command(const struct options *o);
int update_command(const struct options *o);
int remove_command(const struct options *o);
int rollback_command(const struct options *o);
int diff_command(const struct options *o);

/* Warns of *error, frees it, and returns STATUS_FAILED. */
int command_fail(char *error);
/* Writes to stdout; false, warned of, when it cannot be written. */
bool command_write(struct span bytes);
/* Ends a command that wrote to stdout: its status, or STATUS_FAILED when stdout could not be written. */
int command_finish(int status);
/* The index's folder: --index or the default; allocated. */
char *command_index(const struct options *o);
/* Reads a build's number, "7" or "build-7"; false with *error. */
bool command_build(const char *given, uint32_t *number, char **error);

#endif
