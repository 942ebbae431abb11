#include "indexer/base.h"

#include "store/files.h"
#include "text/warn.h"

#include <stdlib.h>

/* The file that a source was read from: of a part, without "/" and its path. */
static struct span file_of(const struct source *s)
{
	struct span file = span_of(s->file);
	struct buf part;

	if (s->part == NULL)
		return file;
	buf_init(&part);
	buf_add_char(&part, '/');
	escape_name(&part, span_of(s->part));
	if (span_ends(file, part.data))
		file.len -= part.len;
	buf_release(&part);
	return file;
}

static bool add_source(struct base *b, struct span key, struct span record, char **error)
{
	struct base_source *s;

	ARRAY_GROW(b->sources, b->count, b->cap);
	s = &b->sources[b->count++];
	memset(s, 0, sizeof *s);
	source_init(&s->source);
	if (key.len == RECORD_KEY_LEN && source_decode(&s->source, record)) {
		memcpy(s->key, key.data, key.len);
		s->pack = s->source.pack;
		s->pack_offset = s->source.pack_offset;
		s->entry = file_table_find(&b->files, s->source.root, file_of(&s->source));
		if (s->entry != SIZE_MAX)
			return true;
	}
	*error = error_message("the record of a source (%.*s) is damaged: see hrindex check", (int)key.len, key.data);
	return false;
}

static bool read_sources(struct base *b, char **error)
{
	struct xap_walk *walk = NULL;
	struct span key;
	struct buf value;
	bool good = true;
	enum xap_status status = xap_walk_metadata(&walk, b->opened.reader, span_of("s:"));

	buf_init(&value);
	while (good && status == XAP_OK && (status = xap_walk_next(walk, &key)) == XAP_OK) {
		status = xap_reader_metadata(b->opened.reader, key, &value);
		if (status == XAP_OK)
			good = add_source(b, span_make(key.data + 2, key.len - 2), buf_span(&value), error);
	}
	xap_walk_free(walk);
	buf_release(&value);
	if (good && status != XAP_NOT_FOUND) {
		*error = error_message("cannot read the index: %s", xap_reader_error(b->opened.reader));
		good = false;
	}
	return good;
}

static int by_entry(const void *a, const void *b)
{
	const struct base_source *x = a, *y = b;

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return (x->source.offset > y->source.offset) - (x->source.offset < y->source.offset);
}

static bool read_tables(struct base *b, char **error)
{
	char *files = build_file(&b->opened.build, "files"), *names = build_file(&b->opened.build, "names");
	bool good = file_table_read(&b->files, files, error) && name_totals_read(&b->names, names, error);

	free(files);
	free(names);
	return good;
}

bool base_open(struct base *b, const char *index, char **error)
{
	memset(b, 0, sizeof *b);
	file_table_init(&b->files);
	name_counts_init(&b->names);
	if (!opened_open(&b->opened, index, error)) {
		memset(&b->opened, 0, sizeof b->opened);
		return false;
	}
	if (!digest_parse(&b->digest, b->opened.build.manifest.digest)) {
		*error = error_message("the manifest of the index %s has no digest: see hrindex check", index);
		return false;
	}
	if (!read_tables(b, error))
		return false;
	b->states = mem_zalloc((b->files.count + 1) * sizeof *b->states);
	return true;
}

bool base_read(struct base *b, char **error)
{
	if (!read_sources(b, error))
		return false;
	if (b->count != 0)
		qsort(b->sources, b->count, sizeof *b->sources, by_entry);
	return true;
}

void base_entries(struct base *b)
{
	name_entries_make(&b->entries, &b->names);
}

void base_close(struct base *b)
{
	if (b == NULL)
		return;
	for (size_t i = 0; i < b->count; i++)
		source_release(&b->sources[i].source);
	free(b->sources);
	file_table_release(&b->files);
	free(b->states);
	name_counts_release(&b->names);
	name_entries_release(&b->entries);
	free(b->moved_packs);
	opened_close(&b->opened);
}

size_t base_sources(const struct base *b, size_t entry, size_t *first)
{
	size_t low = ARRAY_FIRST(b->sources, b->count, entry, entry), past;

	*first = low;
	for (past = low; past < b->count && b->sources[past].entry == entry;)
		past++;
	return past - low;
}

void base_move_roots(struct base *b, const uint32_t *old, size_t count)
{
	for (size_t i = 0; i < b->count; i++) {
		struct base_source *s = &b->sources[i];
		uint32_t was = b->files.items[s->entry].root;

		for (uint32_t k = 0; k < count; k++)
			if (old[k] == was && k != was && !s->gone) {
				s->source.root = k;
				s->moved = true;
			}
	}
}

/* ---- the texts ---- */

/* Bytes that kept sources have in each pack; *used: how many packs they have any in. */
static uint64_t *count_live(const struct base *b, size_t *used)
{
	uint64_t *live = mem_zalloc(((size_t)b->next_pack + 1) * sizeof *live);

	*used = 0;
	for (size_t i = 0; i < b->count; i++) {
		const struct base_source *s = &b->sources[i];

		if (s->gone)
			continue;
		*used += live[s->pack] == 0;
		live[s->pack] += s->source.pack_length;
	}
	return live;
}

/* The number of a pack by its file's name, UINT32_MAX: it is none. */
static uint32_t pack_number(const char *name)
{
	char *end;
	unsigned long number;

	if (!span_starts(span_of(name), "texts/") || name[6] < '0' || name[6] > '9')
		return UINT32_MAX;
	number = strtoul(name + 6, &end, 10);
	return *end == '\0' && number < UINT32_MAX ? (uint32_t)number : UINT32_MAX;
}

/* Texts that stay in a pack of which less than half is used, and all if there are too many packs. */
static void choose_packs(struct base *b)
{
	const struct manifest *m = &b->opened.build.manifest;
	size_t used;
	uint64_t *live = count_live(b, &used);

	b->moved_packs = mem_zalloc(((size_t)b->next_pack + 1) * sizeof *b->moved_packs);
	for (size_t i = 0; i < m->file_count; i++) {
		uint32_t number = pack_number(m->files[i].name);

		if (number == UINT32_MAX || live[number] == 0)
			continue;
		b->moved_packs[number] = used > PACKS_MOST || live[number] * 2 < m->files[i].size;
		b->moves = b->moves || b->moved_packs[number];
	}
	free(live);
}

/* Some kept source has its text there, and it is not moved. */
bool base_shares(const struct base *b, const char *name)
{
	uint32_t number = pack_number(name);

	if (number == UINT32_MAX || b->moved_packs[number])
		return false;
	for (size_t i = 0; i < b->count; i++)
		if (!b->sources[i].gone && b->sources[i].pack == number)
			return true;
	return false;
}

static void find_next_pack(struct base *b)
{
	const struct manifest *m = &b->opened.build.manifest;

	for (size_t i = 0; i < m->file_count; i++) {
		uint32_t number = pack_number(m->files[i].name);

		if (number != UINT32_MAX && number >= b->next_pack)
			b->next_pack = number + 1;
	}
	for (size_t i = 0; i < b->count; i++) /* a damaged record may name a pack that is not there */
		if (b->sources[i].pack >= b->next_pack)
			b->next_pack = b->sources[i].pack + 1;
}

/* Texts that move lie one after the other in the new pack. */
static void place_texts(struct base *b)
{
	uint64_t at = 0;

	for (size_t i = 0; i < b->count; i++) {
		struct base_source *s = &b->sources[i];

		if (s->gone || !b->moved_packs[s->pack])
			continue;
		s->source.pack = b->next_pack;
		s->source.pack_offset = at;
		s->moved = true;
		at += s->source.pack_length;
	}
}

void base_settle(struct base *b)
{
	for (size_t i = 0; i < b->count; i++)
		b->sources[i].gone = b->sources[i].gone || b->states[b->sources[i].entry] != FILE_KEPT;
	find_next_pack(b);
	choose_packs(b);
	place_texts(b);
}
