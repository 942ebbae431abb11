#include "indexer/tally.h"

#include "indexer/ingest.h"
#include "store/files.h"
#include "text/warn.h"

#include <stdlib.h>

void tally_init(struct tally *t)
{
	memset(t, 0, sizeof *t);
	digest_init(&t->digest);
	pool_init(&t->texts);
	failures_init(&t->failures);
	name_counts_init(&t->names);
	strmap_init(&t->seen_languages);
}

void tally_release(struct tally *t)
{
	free(t->sources);
	pool_release(&t->texts);
	failures_release(&t->failures);
	name_counts_release(&t->names);
	strmap_release(&t->seen_languages);
	for (size_t i = 0; i < t->language_count; i++)
		free(t->languages[i]);
	free(t->languages);
}

static void note_date(struct tally *t, const char *date)
{
	if (date[0] == '\0') {
		t->undated++;
		return;
	}
	if (t->date_first[0] == '\0' || strcmp(date, t->date_first) < 0)
		memcpy(t->date_first, date, sizeof t->date_first);
	if (strcmp(date, t->date_last) > 0)
		memcpy(t->date_last, date, sizeof t->date_last);
}

static void note_language(struct tally *t, const char *language)
{
	bool is_new;

	strmap_put(&t->seen_languages, span_of(language), &is_new);
	if (!is_new)
		return;
	ARRAY_GROW(t->languages, t->language_count, t->language_cap);
	t->languages[t->language_count++] = mem_strdup(language);
}

static void add_named(struct tally *t, struct span id, struct span where)
{
	const char *kept = pool_span(&t->texts, where).data;
	bool is_end = id.len <= where.len && memcmp(where.data + where.len - id.len, id.data, id.len) == 0;
	const char *end = is_end ? kept + where.len - id.len : pool_span(&t->texts, id).data;

	ARRAY_GROW(t->sources, t->count, t->cap);
	t->sources[t->count++] = (struct named_source){end, kept};
}

static void count_source(struct tally *t, struct span id, struct span where, const struct source_tally *s)
{
	add_named(t, id, where);
	t->passages += s->passages;
	t->notes += s->notes;
	note_date(t, s->date);
	if (s->passages != 0)
		note_language(t, s->language);
}

static void add_source(struct tally *t, const struct message *m)
{
	struct source_tally s;

	if (m->fields[2].len != sizeof s)
		return;
	memcpy(&s, m->fields[2].data, sizeof s);
	count_source(t, m->fields[0], m->fields[1], &s);
}

void tally_keep(struct tally *t, const struct source *s, const char *where)
{
	struct source_tally tally;
	struct buf shown;

	source_tally_of(&tally, s);
	buf_init(&shown);
	escape_name(&shown, span_of(where));
	count_source(t, span_of(s->meta.id), buf_span(&shown), &tally);
	buf_release(&shown);
}

static void add_digest(struct tally *t, struct span field)
{
	struct digest part;

	if (field.len != sizeof part)
		return;
	memcpy(&part, field.data, sizeof part);
	digest_add(&t->digest, &part);
}

static void add_file(struct tally *t, struct span field)
{
	uint64_t bytes;

	if (field.len != sizeof bytes)
		return;
	memcpy(&bytes, field.data, sizeof bytes);
	t->files++;
	t->bytes += bytes;
}

static void add_failure(struct tally *t, const struct message *m)
{
	uint64_t lines;

	if (m->fields[2].len != sizeof lines)
		return;
	memcpy(&lines, m->fields[2].data, sizeof lines);
	failures_add_lines(&t->failures, m->fields[0], m->fields[1], lines);
}

void tally_hear(struct tally *t, const struct message *m)
{
	switch (m->kind) {
	case WIRE_SOURCE: add_source(t, m); break;
	case WIRE_FAILURE: add_failure(t, m); break;
	case WIRE_DIGEST: add_digest(t, m->fields[0]); break;
	case WIRE_NAMES: name_counts_decode(&t->names, m->fields[0]); break;
	case WIRE_END: add_file(t, m->fields[0]); break;
	default: break;
	}
}

static int by_id(const void *a, const void *b)
{
	const struct named_source *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order != 0 ? order : strcmp(x->where, y->where);
}

/* The first two sources of one id, in the order of ids; 0: none. */
static size_t find_same(const struct tally *t)
{
	for (size_t i = 1; i < t->count; i++)
		if (strcmp(t->sources[i - 1].id, t->sources[i].id) == 0)
			return i;
	return 0;
}

bool tally_check_ids(struct tally *t, char **error)
{
	size_t same;

	if (t->count != 0)
		qsort(t->sources, t->count, sizeof *t->sources, by_id);
	same = find_same(t);
	if (same != 0)
		*error = error_message("two sources have the id \"%s\": %s and %s; give each its own in a "
		                       "catalogue, or leave one out with --exclude",
		                       t->sources[same].id, t->sources[same - 1].where, t->sources[same].where);
	free(t->sources);
	t->sources = NULL;
	t->cap = 0;
	pool_clear(&t->texts);
	return same == 0;
}

void tally_fill(const struct tally *t, struct manifest *m)
{
	m->sources = t->count;
	m->passages = t->passages;
	m->notes = t->notes;
	m->undated = t->undated;
	m->failed = failures_files(&t->failures);
	m->failed_lines = failures_lines(&t->failures);
	digest_hex(&t->digest, m->digest);
	m->date_first = t->date_first[0] != '\0' ? mem_strdup(t->date_first) : NULL;
	m->date_last = t->date_last[0] != '\0' ? mem_strdup(t->date_last) : NULL;
	m->languages = mem_alloc((t->language_count + 1) * sizeof *m->languages);
	for (size_t i = 0; i < t->language_count; i++)
		m->languages[i] = mem_strdup(t->languages[i]);
	m->language_count = t->language_count;
	if (m->language_count != 0)
		qsort(m->languages, m->language_count, sizeof *m->languages, strings_cmp);
}
