#include "store/bulk/run.h"

#include "store/bulk/code.h"

#include <errno.h>
#include <stdlib.h>

#define PENDING_MOST ((size_t)32 * 1024)

/* ---- writing ---- */

static void put_list(struct spool *file, const struct inverter_list *l)
{
	const uint64_t numbers[] = {l->head.count, l->head.first, l->head.last, l->head.weight, l->head.bytes};
	struct buf *out = &file->pending;
	char *block = l->block;
	uint32_t number = 0;
	struct span piece;

	buf_add_char(out, (char)l->head.kind);
	code_span(out, l->head.key);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		code_vint(out, numbers[i]);
	while ((piece = inverter_piece(l, &block, &number)).len != 0) {
		buf_add_span(out, piece);
		spool_drain(file, PENDING_MOST);
	}
}

void run_write(struct run *run, struct spool *file, const struct inverter *v)
{
	uint32_t *order = inverter_order(v);

	run->start = file->written;
	for (size_t i = 0; i < v->count; i++)
		put_list(file, &v->lists[order[i]]);
	spool_drain(file, 0);
	run->end = file->written;
	free(order);
}

/* ---- reading ---- */

void feed_open(struct feed *f, int fd, struct run run, uint32_t before)
{
	memset(f, 0, sizeof *f);
	buf_init(&f->key);
	f->before = before;
	spool_read(&f->reader, fd, run.start, run.end);
}

void feed_close(struct feed *f)
{
	spool_reader_release(&f->reader);
	buf_release(&f->key);
}

/* The file is no run. */
static bool fail(struct feed *f)
{
	if (f->reader.error == 0)
		f->reader.error = EIO;
	return false;
}

bool feed_number_slowly(struct feed *f, uint64_t *n)
{
	uint64_t bytes = 1;

	if (!spool_take_number(&f->reader, n))
		return false;
	for (uint64_t rest = *n >> 7; rest != 0; rest >>= 7)
		bytes++;
	if (bytes > f->left)
		return fail(f);
	f->left -= bytes;
	return true;
}

bool feed_bytes(struct feed *f, struct buf *out, size_t len)
{
	if (len > f->left)
		return fail(f);
	f->left -= len;
	return spool_take(&f->reader, out, len);
}

bool feed_skip_far(struct feed *f, uint64_t len)
{
	if (len > f->left)
		return fail(f);
	f->left -= len;
	return spool_skip(&f->reader, len);
}

static bool take_head(struct feed *f)
{
	struct spool_reader *r = &f->reader;
	uint64_t kind, len, numbers[5];

	buf_clear(&f->key);
	if (!spool_take_number(r, &kind) || !spool_take_number(r, &len) || !spool_take(r, &f->key, len))
		return false;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!spool_take_number(r, &numbers[i]))
			return false;
	f->head = (struct list_head){(uint32_t)numbers[0], (uint32_t)numbers[1] + f->before,
	                             (uint32_t)numbers[2] + f->before, (uint8_t)kind, numbers[3], numbers[4],
	                             buf_span(&f->key)};
	return true;
}

bool feed_next(struct feed *f)
{
	if (f->reader.error != 0 || f->left != 0)
		return fail(f);
	if (spool_at_end(&f->reader) || !take_head(f))
		return false;
	f->left = f->head.bytes;
	return true;
}
