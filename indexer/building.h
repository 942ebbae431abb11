/*
 * building.h: a new build in the making, and the steps from the files to the
 * live build that the commands put together. For indexer/ only.
 *
 *	prepare (each command's own) → building_begin → building_read →
 *	building_something_read → building_carry → building_merge →
 *	building_count_again → building_publish → building_sum_up
 *
 * Until building_publish has switched, nothing that is live has been touched; a
 * step that fails, or is stopped by a signal, is followed by building_give_up.
 */
#ifndef INDEXER_BUILDING_H
#define INDEXER_BUILDING_H

#include "indexer/base.h"
#include "indexer/events.h"
#include "indexer/golden.h"
#include "indexer/options.h"
#include "indexer/progress.h"
#include "indexer/tally.h"
#include "indexer/worker.h"
#include "store/listfiles.h"

/* What a build was asked for: noted in its manifest, so that what follows keeps to it. */
struct settings {
	const char *catalogue, *language, *golden, *ocr; /* NULL: not given */
	const char *const *excludes;
	size_t exclude_count;
	bool one_passage;
};

struct building {
	const struct options *options;
	struct settings settings;
	char *index;
	struct build_lock *lock;
	struct build build; /* begun when build.path is set */
	uint32_t before;    /* number of the build that was live, 0: none */
	struct walk walk;
	struct catalogues catalogues;
	char *lists_folder;
	struct list_set lists;
	char *unkept; /* why the new build could not be given them */
	struct work work;
	struct tally tally;
	struct base *base;  /* what an update starts from; NULL: nothing; owned elsewhere */
	struct file_table files;
	struct name_entries names;
	struct name_edits edits; /* from the base's names to these */
	struct ocr *ocr;      /* reads pages that are pictures; NULL: they are not read */
	struct golden golden; /* what the new build must find */
	struct events events;
	struct progress progress;
	unsigned jobs;    /* workers that read, each into a shard */
	unsigned at_once; /* processes that may be at work together: what was asked for, or the cores */
	bool certain; /* there is to be a new build, whatever the files hold: building_read may begin with it */
	bool carried; /* building_carry's work is done */
	bool settled; /* building_settle's */
	unsigned unready; /* children of which more is to be heard before building_settle, where it need not wait for their end */
	unsigned carriers;     /* children that do it */
	atomic_size_t *copied; /* struct carrier's */
	bool direct;  /* the tables are written directly, of shards that are parts (store/direct.h) */
	bool stopped; /* by a signal */
};

/* Holds signals back from here on (crew.h). */
struct settings building_settings(const struct manifest *m); /* of a build there is; good as long as the manifest */
void building_init(struct building *b, const struct options *o);
void building_release(struct building *b);

/* Each step: false with *error, or with *error NULL when a signal stopped it. */

/* Whether there is an index to change: its folder is neither made nor locked for one that is not there. */
bool building_is_there(const struct building *b, char **error);
/* Loads what reads pages that are pictures, if that is asked for: before anything is written. */
bool building_open_ocr(struct building *b, char **error);
/* Takes the index's lock and notes which build is live. */
bool building_lock(struct building *b, char **error);
/* Makes the new build's folders. */
bool building_begin(struct building *b, char **error);
/* Within building_read: copies the word lists into the new build. */
bool building_keep_lists(const struct building *b, char **error);
/*
 * Copies what stays of the base, if there is one, into the new build, and subtracts what goes; unless
 * building_read has done it meanwhile.
 */
bool building_carry(struct building *b, char **error);
/* Settles how many children do that; false with *error. */
bool building_carriers(struct building *b, char **error);
/* The work of each, numbered from 0, and its messages, in the parent: false where one is not of that. */
bool building_carry_work(struct building *b, unsigned number, int fd, char **error);
bool building_carry_hear(struct building *b, const struct message *m);
/* What the parent does beside it (crew.h): before it hears anything. */
void building_carry_beside(void *context);
/*
 * Settles whether the tables are written directly: tries that way, and warns where it
 * fails. Never so beside a base.
 */
bool building_choose_way(struct building *b, char **error);
/*
 * Within building_merge: merges what merge_begin was given and checks what comes of it, by all jobs at once, each
 * part of it by one, as soon as what it needs is there; the files are hashed too.
 */
struct merge;
bool building_finish(struct building *b, const struct merge *merge, char **error);
/* Within that, where tables are written directly, or before it: the names into one of the shards, or the base. */
bool building_write_names(const struct building *b, const char *database, char **error);
/*
 * Within that: a sample of what was written directly to the shards, against the database
 * they were merged into.
 */
bool building_verify(const struct building *b, const char *const *shards, const char *merged, char **error);
/*
 * Reads the files of the walk that are not unchanged into shards, in several processes; beside them,
 * where several are allowed and it is certain to be needed, one carries over what stays of the base.
 */
bool building_read(struct building *b, char **error);
/* Gathers what could not be read, and warns of unused catalogue rows; whether there is anything to make a build of: the live one is not given up for an empty one. */
bool building_something_read(struct building *b, char **error);
/* Within the next, or before it: which words are names, and the digest, now that all texts have been read. */
void building_settle(struct building *b);
/* Merges the shards, and what stays of the base, into one database, which is checked. */
bool building_merge(struct building *b, char **error);
/* Whether the merged database opens and holds as many passages as were written. */
bool building_count_again(struct building *b, char **error);
/* Reads the golden queries, if there are any: before anything is written. */
bool building_read_golden(struct building *b, char **error);
/* Asks them of the sealed build: what it does not answer is said, and an error unless --force is given. */
bool building_ask_golden(struct building *b, char **error);
/* Within building_merge: what could not be read, and what the next update must know. */
bool building_write_tables(struct building *b, char **error);
/* Seals the build, asks the golden queries, and makes it live. */
bool building_publish(struct building *b, char **error);

/* Says what was read, what was not, and which build is live. */
void building_sum_up(const struct building *b);
void building_say_live(const struct building *b);     /* what it holds, and that it is live */
void building_say_failures(const struct building *b); /* what was not read alone */
/*
 * The last event: `live` is the manifest of the build that is live now, of which the counts are told; files: NULL,
 * or what an update found, owned. Returns the exit status.
 */
int building_done(struct building *b, int status, const struct manifest *live, json_t *files);
/* Removes the unfinished build and says why there is none (error: owned, or NULL); returns the exit status. */
int building_give_up(struct building *b, char *error);
/* Runs a crew, noting whether a signal stopped it. */
struct crew;
bool building_run(struct building *b, const struct crew *crew, char **error);
/* A crew's tick for a step that is not counted in files. */
void building_tick(void *context);

#endif
