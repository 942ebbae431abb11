/*
 * base.h: the build that an update starts from: what it holds, what of it
 * stays, and how that comes into the new build. For indexer/ only.
 *
 * The new build is made of the unchanged documents and of what was read anew:
 * the old database is copied, what goes is deleted from the copy, and the copy
 * is merged with the new shards into one. So an index is as compact after a
 * thousand updates as after one build, and no build shares a file that is ever
 * written to with another. (Changing the copy in place was the alternative: it
 * spares the merge, and leaves half-full blocks behind
 * with every update. A small database beside an unchanged large one would make
 * every search pay, and still need deletions.)
 *
 * Texts are not copied: their packs are never changed, and builds share them
 * by hard links. A pack that is half empty, or one of too many, has its texts
 * moved into a new one.
 */
#ifndef INDEXER_BASE_H
#define INDEXER_BASE_H

#include "indexer/file_table.h"
#include "indexer/name_totals.h"
#include "indexer/opened.h"
#include "store/digest.h"
#include "store/listfiles.h"

#include <stdatomic.h>

#define PACKS_MOST 16 /* packs that are taken over as they are; of more, all are moved into one */

enum file_state {
	FILE_GONE,    /* not found any more */
	FILE_CHANGED, /* to be read again */
	FILE_KEPT,
};

struct base_source {
	struct source source;
	char key[RECORD_KEY_LEN + 1];
	size_t entry; /* place in `files` */
	bool gone;    /* its documents are taken out */
	bool moved;   /* its record changes: root and pack are those in the new build */
	uint32_t pack;        /* where its text is in the old build */
	uint64_t pack_offset;
};

struct base {
	struct opened opened;
	struct base_source *sources; /* by entry, then place in the file */
	size_t count, cap;
	struct file_table files;
	enum file_state *states; /* of the entries */
	struct name_counts names;
	struct name_entries entries; /* what the build's names are now; once base_entries has made them */
	struct digest digest;        /* of the whole build; what goes is subtracted */
	uint32_t next_pack;          /* the first number that is free */
	bool *moved_packs;           /* by pack number, below next_pack: its texts move into pack next_pack */
	bool moves;                  /* some pack is moved */
};

/* Opens the live build, then reads its sources; each false with *error. To be closed all the same. */
bool base_open(struct base *b, const char *index, char **error);
bool base_read(struct base *b, char **error);
void base_close(struct base *b);

/* Makes `entries`; before anything is taken from `names`. */
void base_entries(struct base *b);
/* The sources of an entry: from *first on, their number. */
size_t base_sources(const struct base *b, size_t entry, size_t *first);
/* Marks the sources of files that are not kept as gone, and settles where the kept texts go. */
void base_settle(struct base *b);
/* `old`: the number that each root of the new build had. Notes the new ones in the records of what is kept. */
void base_move_roots(struct base *b, const uint32_t *old, size_t count);

/* Whether a file of the base is one of its packs that the new build has as it is, once base_settle is done. */
bool base_shares(const struct base *b, const char *name);

/* One of the children that carry: each copies a share; then the first changes the copy, and the last tells what goes. */
#define CARRIERS 2
struct carrier {
	unsigned number, count; /* count: 1 or CARRIERS */
	atomic_size_t *copied;  /* how many of them have copied their share; shared by them */
};

/*
 * In a child (crew.h): copies the database into the new build as "base", and brings the texts, each
 * file's hash compared; sends what is gone as WIRE_GONE_DIGEST and WIRE_GONE_NAMES, and changes the copy.
 */
bool base_carry(struct base *b, const struct build *to, const struct list_set *lists, const struct carrier *c,
                int fd, char **error);
/* Within that: takes out of the copy what is gone, and writes the records that changed. */
bool base_edit(const struct base *b, const struct build *to, char **error);

#endif
