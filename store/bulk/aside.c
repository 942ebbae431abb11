#include "store/bulk/aside.h"

#include "store/bulk/code.h"
#include "store/bulk/order.h"

#include <errno.h>
#include <stdlib.h>

#define PENDING_MOST ((size_t)64 * 1024)

const char aside_name[] = "metadata";

void aside_note(struct spool *file, struct span key, struct span value)
{
	const struct span both[] = {key, value};

	for (size_t i = 0; i < 2; i++) {
		code_vint(&file->pending, both[i].len);
		buf_add_span(&file->pending, both[i]);
	}
	spool_drain(file, PENDING_MOST);
}

void aside_init(struct aside *a)
{
	memset(a, 0, sizeof *a);
	pool_init(&a->keys);
}

void aside_release(struct aside *a)
{
	free(a->items);
	pool_release(&a->keys);
}

static bool read_entry(struct aside *a, struct spool_reader *r, struct buf *key)
{
	struct aside_entry *entry;
	uint64_t len;

	buf_clear(key);
	if (!spool_take_number(r, &len) || !spool_take(r, key, len) || !spool_take_number(r, &len))
		return false;
	ARRAY_GROW(a->items, a->count, a->cap);
	entry = &a->items[a->count++];
	*entry = (struct aside_entry){pool_span(&a->keys, buf_span(key)), r->fd, spool_offset(r), len};
	return spool_skip(r, len);
}

bool aside_read(struct aside *a, int fd, uint64_t size)
{
	struct spool_reader r;
	struct buf key;
	bool good = true;

	buf_init(&key);
	spool_read(&r, fd, 0, size);
	while (good && !spool_at_end(&r))
		good = read_entry(a, &r, &key);
	errno = r.error;
	spool_reader_release(&r);
	buf_release(&key);
	return good;
}

/* Of equal keys the last stays, unless it has no value. */
void aside_sort(struct aside *a)
{
	struct order_item *items = mem_alloc(ORDER_ROOM(a->count) * sizeof *items);
	struct aside_entry *sorted = mem_alloc((a->count + 1) * sizeof *sorted);
	const uint64_t *order;
	size_t kept = 0;

	for (size_t i = 0; i < a->count; i++)
		items[i] = (struct order_item){order_front(a->items[i].key), a->items[i].key.data, a->items[i].key.len};
	order = order_sort(items, a->count);
	for (size_t i = 0; i < a->count; i++) {
		bool is_last = i + 1 == a->count || order_cmp(&items[order[i]], &items[order[i + 1]]) != 0;

		if (is_last && a->items[order[i]].len != 0)
			sorted[kept++] = a->items[order[i]];
	}
	free(items);
	free(a->items);
	a->items = sorted;
	a->count = kept;
	a->cap = a->count;
}

bool aside_value(const struct aside_entry *entry, struct buf *out)
{
	struct spool_reader r;
	bool good;

	buf_clear(out);
	spool_read(&r, entry->fd, entry->at, entry->at + entry->len);
	good = spool_take(&r, out, entry->len);
	errno = r.error;
	spool_reader_release(&r);
	return good;
}
