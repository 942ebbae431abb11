#include "indexer/base.h"

#include "indexer/shard.h"
#include "indexer/worker.h"
#include "render/passage_text.h"
#include "store/files.h"
#include "store/pack.h"
#include "store/schema.h"
#include "text/analyse.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

#define DATABASE "passages/"

/* ---- files ---- */

static bool carry_file(const struct base *b, const struct build *to, const struct manifest_file *file, char **error)
{
	char *name;
	bool good = true;

	if (span_starts(span_of(file->name), DATABASE)) {
		name = path_join("base", file->name + strlen(DATABASE));
		good = build_carry(to, &b->opened.build, file, name, false, error);
		free(name);
	} else if (base_shares(b, file->name)) {
		good = build_carry(to, &b->opened.build, file, file->name, true, error);
	}
	return good;
}

/* The files that are this carrier's: about as many bytes are the other's. */
static bool is_mine(const struct manifest_file *file, unsigned number, unsigned count)
{
	bool last = strcmp(file->name, DATABASE "position.glass") == 0 || strcmp(file->name, DATABASE "docdata.glass") == 0;

	return count == 1 || last == (number != 0);
}

static bool carry_files(const struct base *b, const struct build *to, const struct carrier *c, char **error)
{
	const struct manifest *m = &b->opened.build.manifest;
	char *folder = build_file(to, "base");
	bool good = folder_make(folder, error);

	for (size_t i = 0; good && i < m->file_count; i++)
		if (is_mine(&m->files[i], c->number, c->count))
			good = carry_file(b, to, &m->files[i], error);
	free(folder);
	if (good)
		atomic_fetch_add(c->copied, 1);
	return good;
}

/* Nothing is read of files whose hashes are not compared yet; a carrier that fails, or is killed, ends all (crew.h). */
static void await_others(const struct carrier *c)
{
	const struct timespec wait = {0, 1000000};

	while (atomic_load(c->copied) < c->count)
		nanosleep(&wait, NULL);
}

/* ---- texts that move ---- */

static bool move_text(const struct base *b, struct pack_writer *pack, const struct base_source *s, char **error)
{
	char *from = shard_pack(b->opened.build.path, s->pack);
	bool good = pack_copy(pack, from, s->pack_offset, s->source.pack_length, s->source.text_length, error);

	free(from);
	return good;
}

static bool move_texts(const struct base *b, const struct build *to, char **error)
{
	char *path = shard_pack(to->path, b->next_pack);
	struct pack_writer *pack = pack_writer_new(path);
	bool good = pack != NULL;

	if (!good)
		*error = file_error("create", path);
	for (size_t i = 0; good && i < b->count; i++)
		if (!b->sources[i].gone && b->moved_packs[b->sources[i].pack])
			good = move_text(b, pack, &b->sources[i], error);
	if (!pack_writer_close(pack) && good) {
		*error = error_message("cannot write the texts: %s", strerror(errno));
		good = false;
	}
	free(path);
	return good;
}

/* ---- what goes ---- */

struct leaving {
	struct xap_reader *reader;
	struct digest digest;
	uint32_t *docids; /* of all sources that go */
	size_t count, cap;
	struct name_counts names;
	const struct list_set *lists;
	struct analyser *analyser;
	struct reading reading;
	struct pool pool;
	struct buf data, key;
};

/* The names of a passage, counted as post_passage counted them: from its reading text and its language. */
static bool count_names(struct leaving *l, uint32_t docid)
{
	const struct language *language;
	struct record r;

	pool_clear(&l->pool);
	if (xap_reader_data(l->reader, docid, &l->data) != XAP_OK ||
	    !record_decode(&r, buf_span(&l->data), &l->pool))
		return false;
	language = language_find(r.language);
	if (language == NULL)
		language = language_unknown();
	passage_text(&l->reading, &r);
	name_counts_text(&l->names, l->lists->names, l->lists->words, l->analyser, language,
	                 buf_span(&l->reading.text));
	return true;
}

/* The documents of a source; false: they are not as many as it says. */
static bool find_documents(struct leaving *l, const struct base_source *s, uint32_t **docids, size_t *count)
{
	schema_term(&l->key, PREFIX_SOURCE, span_of(s->key));
	return xap_reader_documents(l->reader, buf_span(&l->key), SIZE_MAX, docids, count) == XAP_OK &&
	       *count == s->source.passages;
}

/* What goes from the digest with a source, but for its documents, which are noted. */
static bool take_record(struct leaving *l, const struct base_source *s, const uint32_t *docids, size_t count)
{
	bool good;

	for (size_t i = 0; i < count; i++) {
		ARRAY_GROW(l->docids, l->count, l->cap);
		l->docids[l->count++] = docids[i];
	}
	source_metadata_key(&l->key, s->key);
	good = xap_reader_metadata(l->reader, buf_span(&l->key), &l->data) == XAP_OK;
	if (good)
		digest_metadata(&l->digest, buf_span(&l->key), buf_span(&l->data));
	return good;
}

static bool take_source(struct leaving *l, const struct base_source *s, bool counted, char **error)
{
	uint32_t *docids = NULL;
	size_t count = 0;
	bool good = find_documents(l, s, &docids, &count) && (!s->gone || take_record(l, s, docids, count));

	for (size_t i = 0; good && counted && i < count; i++)
		good = count_names(l, docids[i]);
	free(docids);
	if (!good)
		*error = error_message("the passages of %s cannot be read back: see hrindex check", s->source.meta.id);
	return good;
}

/*
 * What goes, so that the parent can subtract it. Where words had to be left out of the counts, those
 * of what stays are counted anew: one that was left out may be among them now.
 */
static bool take_all(struct leaving *l, const struct base *b, int fd, char **error)
{
	bool anew = b->names.full, good = true;

	for (size_t i = 0; good && i < b->count; i++)
		if (b->sources[i].gone || anew)
			good = take_source(l, &b->sources[i], b->sources[i].gone != anew, error);
	if (good && digest_of_documents(&l->digest, l->reader, l->docids, l->count) != XAP_OK) {
		*error = error_message("the passages that go cannot be read back: see hrindex check");
		good = false;
	}
	return good && wire_say(fd, WIRE_GONE_DIGEST, span_make((const char *)&l->digest, sizeof l->digest)) &&
	       worker_send_names(&l->names, anew ? WIRE_NAMES : WIRE_GONE_NAMES, fd);
}

static bool take_out(const struct base *b, const struct list_set *lists, int fd, char **error)
{
	struct leaving l = {.reader = b->opened.reader, .lists = lists, .analyser = analyser_new(lists->words)};
	bool good;

	digest_init(&l.digest);
	name_counts_init(&l.names);
	name_counts_be_part(&l.names);
	reading_init(&l.reading);
	pool_init(&l.pool);
	buf_init(&l.data);
	buf_init(&l.key);
	good = take_all(&l, b, fd, error);
	analyser_free(l.analyser);
	name_counts_release(&l.names);
	reading_release(&l.reading);
	pool_release(&l.pool);
	buf_release(&l.data);
	buf_release(&l.key);
	free(l.docids);
	return good;
}

bool base_carry(struct base *b, const struct build *to, const struct list_set *lists, const struct carrier *c,
                int fd, char **error)
{
	bool first = c->number == 0, last = c->number + 1 == c->count;

	if (!carry_files(b, to, c, error))
		return false;
	await_others(c);
	if ((last && !take_out(b, lists, fd, error)) || !wire_send(fd, WIRE_READY, NULL, 0))
		return false;
	return !first || ((!b->moves || move_texts(b, to, error)) && base_edit(b, to, error));
}
