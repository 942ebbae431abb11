#include "indexer/catalogue_rows.h"

#include <stdlib.h>

struct catalogue *catalogue_new(void)
{
	struct catalogue *c = mem_zalloc(sizeof *c);

	strmap_init(&c->by_hash);
	strmap_init(&c->by_path);
	strmap_init(&c->by_base);
	return c;
}

void catalogue_entry_init(struct catalogue_entry *e)
{
	memset(e, 0, sizeof *e);
	metadata_init(&e->meta);
	e->same_hash = e->same_path = e->same_base = NO_ROW;
}

void catalogue_entry_release(struct catalogue_entry *r)
{
	metadata_release(&r->meta);
	free(r->file);
	free(r->name);
}

void catalogue_free(struct catalogue *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->count; i++)
		catalogue_entry_release(&c->rows[i]);
	free(c->rows);
	free(c->problem);
	strmap_release(&c->by_hash);
	strmap_release(&c->by_path);
	strmap_release(&c->by_base);
	free(c);
}

static struct span base_of(struct span file)
{
	const char *slash = file.len == 0 ? NULL : memrchr(file.data, '/', file.len);

	return slash == NULL ? file
	                     : span_make(slash + 1, file.len - (size_t)(slash + 1 - file.data));
}

static uint32_t last_row(const struct strmap *map, struct span key)
{
	const uint32_t *found = key.len == 0 ? NULL : strmap_get(map, key);

	return found == NULL ? NO_ROW : *found - 1;
}

/* A row is about the same file if its path is the same, unless the hashes say that they are two files. */
const struct catalogue_entry *catalogue_find_double(const struct catalogue *c, const struct catalogue_entry *row)
{
	struct span hash = span_of(row->sha256);

	if (row->file != NULL)
		for (uint32_t i = last_row(&c->by_path, span_of(row->file)); i != NO_ROW; i = c->rows[i].same_path)
			if (hash.len == 0 || c->rows[i].sha256[0] == '\0' || span_eq_str(hash, c->rows[i].sha256))
				return &c->rows[i];
	for (uint32_t i = last_row(&c->by_hash, hash); i != NO_ROW; i = c->rows[i].same_hash)
		if (row->file == NULL || c->rows[i].file == NULL)
			return &c->rows[i];
	return NULL;
}

/* Puts a row at the head of its key's chain, which so runs from the last row read to the first. */
static void link_row(struct strmap *map, struct span key, uint32_t index, uint32_t *next)
{
	uint32_t *head;

	if (key.len == 0)
		return;
	head = strmap_put(map, key, NULL);
	*next = *head == 0 ? NO_ROW : *head - 1;
	*head = index + 1;
}

void catalogue_add(struct catalogue *c, const struct catalogue_entry *row)
{
	struct span file = row->file == NULL ? span_of("") : span_of(row->file);
	uint32_t index = (uint32_t)c->count;
	struct catalogue_entry *r;

	ARRAY_GROW(c->rows, c->count, c->cap);
	r = &c->rows[c->count++];
	*r = *row;
	link_row(&c->by_hash, span_of(row->sha256), index, &r->same_hash);
	link_row(&c->by_path, file, index, &r->same_path);
	link_row(&c->by_base, base_of(file), index, &r->same_base);
}

/* The row of a hash: of several copies, the one with this path, else the one read first. */
static uint32_t find_hash(const struct catalogue *c, const char *sha256, struct span file)
{
	uint32_t found = NO_ROW;

	for (uint32_t i = last_row(&c->by_hash, span_of(sha256)); i != NO_ROW; i = c->rows[i].same_hash) {
		if (c->rows[i].file != NULL && span_eq_str(file, c->rows[i].file))
			return i;
		found = i;
	}
	return found;
}

/* Whether `whole` ends in "/" and `part`. */
static bool ends_in_path(struct span whole, struct span part)
{
	return whole.len > part.len && whole.data[whole.len - part.len - 1] == '/' &&
	       span_eq(span_make(whole.data + whole.len - part.len, part.len), part);
}

static bool fits(const struct catalogue_entry *row, struct span file)
{
	struct span own = span_of(row->file);

	return ends_in_path(own, file) || (row->meta.id != NULL && ends_in_path(file, own));
}

static uint32_t find_path(const struct catalogue *c, struct span file)
{
	uint32_t found = NO_ROW, last = NO_ROW;

	for (uint32_t i = last_row(&c->by_path, file); i != NO_ROW; i = c->rows[i].same_path)
		last = i;
	if (last != NO_ROW)
		return last;
	for (uint32_t i = last_row(&c->by_base, base_of(file)); i != NO_ROW; i = c->rows[i].same_base) {
		if (!fits(&c->rows[i], file))
			continue;
		if (found != NO_ROW)
			return NO_ROW;
		found = i;
	}
	return found;
}

const struct metadata *catalogue_find(struct catalogue *c, const char *sha256, struct span file)
{
	uint32_t found = find_hash(c, sha256, file);

	if (found == NO_ROW)
		found = find_path(c, file);
	if (found == NO_ROW)
		return NULL;
	c->rows[found].used = true;
	return &c->rows[found].meta;
}

size_t catalogue_count(const struct catalogue *c)
{
	return c->count;
}

const char *catalogue_problem(const struct catalogue *c)
{
	return c->problem;
}

static void fill_row(struct catalogue_row *row, const struct catalogue_entry *from)
{
	row->name = from->name;
	row->line = from->line;
	row->file = from->file == NULL ? span_of("") : span_of(from->file);
}

bool catalogue_differs(const struct metadata *found, const char *sha256, struct catalogue_row *row)
{
	const struct catalogue_entry *entry = (const struct catalogue_entry *)(const void *)found;

	fill_row(row, entry);
	return entry->sha256[0] != '\0' && strcmp(entry->sha256, sha256) != 0;
}

void catalogue_used_encode(struct buf *out, const struct catalogue *c)
{
	for (size_t i = 0; i < c->count; i += 8) {
		unsigned bits = 0;

		for (size_t k = i; k < i + 8 && k < c->count; k++)
			bits |= (unsigned)c->rows[k].used << (k - i);
		buf_add_char(out, (char)bits);
	}
}

void catalogue_used_add(struct catalogue *c, struct span bits)
{
	for (size_t i = 0; i < c->count && i / 8 < bits.len; i++)
		if (((unsigned char)bits.data[i / 8] >> i % 8 & 1) != 0)
			c->rows[i].used = true;
}

bool catalogue_unused(const struct catalogue *c, size_t *at, struct catalogue_row *row)
{
	for (; *at < c->count; (*at)++) {
		const struct catalogue_entry *r = &c->rows[*at];

		if (r->used)
			continue;
		fill_row(row, r);
		(*at)++;
		return true;
	}
	return false;
}
