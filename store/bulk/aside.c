#include "store/bulk/aside.h"

#include "store/bulk/code.h"

#include <errno.h>
#include <stdlib.h>

#define PENDING_MOST ((size_t)64 * 1024)

const char aside_name[] = "metadata";

void aside_note(struct spool *file, struct span key, struct span value)
{
	code_span(&file->pending, key);
	code_span(&file->pending, value);
	spool_drain(file, PENDING_MOST);
}

void aside_init(struct aside *a, const int *files)
{
	memset(a, 0, sizeof *a);
	a->files = files;
	pool_init(&a->keys);
}

void aside_release(struct aside *a)
{
	free(a->entries);
	free(a->items);
	pool_release(&a->keys);
}

static bool read_entry(struct aside *a, uint16_t file, struct spool_reader *r, struct buf *key)
{
	struct aside_entry *entry;
	uint64_t len;

	buf_clear(key);
	if (!spool_take_number(r, &len) || !spool_take(r, key, len) || !spool_take_number(r, &len) ||
	    key->len > UINT16_MAX || len > UINT32_MAX)
		return false;
	ARRAY_GROW(a->entries, a->entry_count, a->entry_cap);
	entry = &a->entries[a->entry_count++];
	*entry = (struct aside_entry){pool_span(&a->keys, buf_span(key)).data, spool_offset(r), (uint32_t)len, (uint16_t)key->len, file};
	return spool_skip(r, len);
}

bool aside_read(struct aside *a, uint16_t file, uint64_t size)
{
	struct spool_reader r;
	struct buf key;
	bool good = true;

	buf_init(&key);
	spool_read(&r, a->files[file], 0, size);
	while (good && !spool_at_end(&r))
		good = read_entry(a, file, &r, &key);
	errno = r.error != 0 ? r.error : EIO;
	spool_reader_release(&r);
	buf_release(&key);
	return good;
}

/* Of equal keys the last stays, unless it has no value. */
void aside_sort(struct aside *a)
{
	uint64_t *order;

	a->items = mem_alloc(ORDER_ROOM(a->entry_count) * sizeof *a->items);
	for (size_t i = 0; i < a->entry_count; i++) {
		struct span key = span_make(a->entries[i].key, a->entries[i].key_len);

		a->items[i] = (struct order_item){order_front(key), key.data, key.len};
	}
	a->order = order = order_sort(a->items, a->entry_count);
	for (size_t i = 0; i < a->entry_count; i++) {
		bool is_last = i + 1 == a->entry_count || order_cmp(&a->items[order[i]], &a->items[order[i + 1]]) != 0;

		if (is_last && a->entries[order[i]].len != 0)
			order[a->count++] = order[i];
	}
}

bool aside_take(const struct aside *a, size_t i, struct span *key, struct buf *out)
{
	const struct aside_entry *entry = &a->entries[a->order[i]];
	struct spool_reader r;
	bool good;

	*key = span_make(entry->key, entry->key_len);
	buf_clear(out);
	spool_read(&r, a->files[entry->file], entry->at, entry->at + entry->len);
	good = spool_take(&r, out, entry->len);
	errno = r.error;
	spool_reader_release(&r);
	return good;
}
