/*
 * shard.h: what one worker writes: a Xapian database, or a part of one
 * (store/direct.h), and a pack of texts of its own, to be merged with the other workers'. For indexer/ only.
 *
 * Memory is bounded: Xapian holds at most FLUSH_DOCUMENTS documents, and
 * FLUSH_BYTES of passages, before they are written out; the direct writer has a bound of its own.
 */
#ifndef INDEXER_SHARD_H
#define INDEXER_SHARD_H

#include "indexer/cited.h"
#include "indexer/name_counts.h"
#include "indexer/passage.h"
#include "indexer/post.h"
#include "store/listfiles.h"
#include "store/pack.h"

#define FLUSH_DOCUMENTS 1000
#define FLUSH_BYTES ((size_t)32 * 1024 * 1024)

struct shard {
	struct xap_writer *writer;
	struct pack_writer *pack;
	char *folder;    /* the build's, for messages */
	uint32_t number; /* the pack's */
	struct xap_document *document;
	struct poster *poster;
	struct passage_maker *maker;
	struct cited *cited;
	struct name_counts names; /* of all that was added */
	struct digest digest; /* of all that was added */
	size_t pending;       /* bytes of passages since the last commit */
	struct buf key, value;
};

/* Paths below a build: the database of a shard, a pack of texts. Allocated. */
char *shard_database(const char *build, unsigned number);
char *shard_pack(const char *build, uint32_t pack);

/*
 * False with *error. Nothing of that shard, nor its pack, may exist yet. direct: it is a part, of which
 * tables are written directly (store/direct.h); what is in them is the same.
 */
bool shard_open(struct shard *s, const char *build, unsigned number, uint32_t pack, const struct list_set *lists,
                bool direct, char **error);
/*
 * Adds a source: its text, its passages, and its own record. Fills the counts,
 * hashes and places of `source` (text_sha256 unless it is given); false with *error when the disk or Xapian failed.
 */
bool shard_add(struct shard *s, struct source *source, const struct document *d,
               const struct outline *o, const struct language *language, char **error);
/* Writes what is pending; false with *error. */
bool shard_close(struct shard *s, char **error);

#endif
