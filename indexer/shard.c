#include "indexer/shard.h"

#include "store/direct.h"
#include "store/files.h"
#include "store/sha256.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define TEXT(n) #n
#define NUMBER_TEXT(n) TEXT(n)

char *shard_database(const char *build, unsigned number)
{
	char name[32];

	snprintf(name, sizeof name, "shard-%u", number);
	return path_join(build, name);
}

char *shard_pack(const char *build, uint32_t number)
{
	char name[32];

	snprintf(name, sizeof name, "texts/%04u", number);
	return path_join(build, name);
}

static bool open_files(struct shard *s, const char *database, const char *pack, bool direct, char **error)
{
	setenv("XAPIAN_FLUSH_THRESHOLD", NUMBER_TEXT(FLUSH_DOCUMENTS), 1);
	if ((direct ? direct_create : xap_writer_create)(&s->writer, database) != XAP_OK) {
		*error = error_message("cannot create %s: %s", database, xap_writer_error(s->writer));
		return false;
	}
	s->pack = pack_writer_new(pack);
	if (s->pack == NULL) {
		*error = file_error("create", pack);
		return false;
	}
	return true;
}

bool shard_open(struct shard *s, const char *build, unsigned number, uint32_t pack_number,
                const struct list_set *lists, bool direct, char **error)
{
	char *database = shard_database(build, number), *pack = shard_pack(build, pack_number);
	bool good;

	memset(s, 0, sizeof *s);
	s->folder = mem_strdup(build);
	s->number = pack_number;
	s->document = xap_document_new();
	s->poster = poster_new(lists->words);
	name_counts_init(&s->names);
	name_counts_be_part(&s->names);
	poster_count_names(s->poster, &s->names, lists->names);
	s->maker = passage_maker_new();
	poster_know_aliases(s->poster, lists->aliases);
	s->cited = cited_new(lists->instruments, lists->aliases);
	digest_init(&s->digest);
	buf_init(&s->key);
	buf_init(&s->value);
	good = open_files(s, database, pack, direct, error);
	free(database);
	free(pack);
	return good;
}

static char *cannot_write(const struct shard *s, const char *what, const char *why)
{
	return error_message("cannot write the %s in %s: %s", what, s->folder, why);
}

/* Writes out what is pending once it is much. */
static enum xap_status note_pending(struct shard *s, size_t bytes)
{
	s->pending += bytes;
	if (s->pending < FLUSH_BYTES)
		return XAP_OK;
	s->pending = 0;
	return xap_writer_commit(s->writer);
}

static enum xap_status add_passages(struct shard *s, struct source *source, const struct document *d,
                                    const struct outline *o, const struct language *language)
{
	struct record record;
	struct span reading;
	enum xap_status status = XAP_OK;

	cited_begin(s->cited, source, language);
	poster_one_passage(s->poster, o->count == 1);
	passage_maker_begin(s->maker, span_of(source->meta.id), buf_span(&d->text), d, o, language);
	while (status == XAP_OK && passage_maker_next(s->maker, &record, &reading)) {
		cited_fill(s->cited, &record, passage_maker_reading(s->maker));
		status = post_passage(s->poster, s->document, &s->digest, &record, reading, source, language);
		if (status == XAP_OK)
			status = xap_writer_add(s->writer, s->document);
		if (status == XAP_OK)
			status = note_pending(s, reading.len + record.bytes.len);
		source->passages++;
		source->notes += record.kind == PASSAGE_NOTE;
	}
	return status;
}

static enum xap_status add_record(struct shard *s, const struct source *source)
{
	char key[RECORD_KEY_LEN + 1];

	source_key(key, span_of(source->meta.id));
	source_metadata_key(&s->key, key);
	buf_clear(&s->value);
	source_encode(&s->value, source);
	digest_metadata(&s->digest, buf_span(&s->key), buf_span(&s->value));
	return xap_writer_set_metadata(s->writer, buf_span(&s->key), buf_span(&s->value));
}

/* Notes may go back to pages that were marked before. */
static uint32_t count_pages(const struct document *d)
{
	uint32_t last = 0;

	for (size_t i = 0; i < d->page_count; i++)
		if (d->pages[i].physical > last)
			last = d->pages[i].physical;
	return last;
}

bool shard_add(struct shard *s, struct source *source, const struct document *d,
               const struct outline *o, const struct language *language, char **error)
{
	struct span text = buf_span(&d->text);
	enum xap_status status;

	if (source->text_sha256[0] == '\0')
		sha256_hex(source->text_sha256, text);
	source->text_length = text.len;
	source->pack = s->number;
	source->pages = count_pages(d);
	source->missing_notes = o->missing_notes;
	if (!pack_writer_add(s->pack, text, &source->pack_offset, &source->pack_length)) {
		*error = cannot_write(s, "texts", strerror(errno));
		return false;
	}
	status = add_passages(s, source, d, o, language);
	if (status == XAP_OK)
		status = add_record(s, source);
	if (status != XAP_OK)
		*error = cannot_write(s, "index", xap_writer_error(s->writer));
	return status == XAP_OK;
}

static bool close_files(struct shard *s, char **error)
{
	if (!pack_writer_close(s->pack)) {
		*error = cannot_write(s, "texts", strerror(errno));
		return false;
	}
	if (xap_writer_finish(s->writer) != XAP_OK) {
		*error = cannot_write(s, "index", xap_writer_error(s->writer));
		return false;
	}
	return true;
}

bool shard_close(struct shard *s, char **error)
{
	bool good = close_files(s, error);

	if (xap_writer_close(s->writer) != XAP_OK && good) {
		*error = cannot_write(s, "index", "it could not be closed");
		good = false;
	}
	free(s->folder);
	xap_document_free(s->document);
	poster_free(s->poster);
	passage_maker_free(s->maker);
	cited_free(s->cited);
	name_counts_release(&s->names);
	buf_release(&s->key);
	buf_release(&s->value);
	return good;
}
