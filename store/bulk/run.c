#include "store/bulk/run.h"

#include "store/bulk/code.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define WINDOW ((size_t)32 * 1024) /* of a run that is read, and of one that is written */

/* ---- writing ---- */

static void put_list(struct spool *file, const struct inverter_list *l)
{
	const uint64_t numbers[] = {l->head.count, l->head.first, l->head.last, l->head.weight, l->head.bytes};
	struct buf *out = &file->pending;
	char *block = l->block;
	uint32_t number = 0;
	struct span piece;

	buf_add_char(out, (char)l->head.kind);
	code_vint(out, l->head.key.len);
	buf_add_span(out, l->head.key);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		code_vint(out, numbers[i]);
	while ((piece = inverter_piece(l, &block, &number)).len != 0) {
		buf_add_span(out, piece);
		spool_drain(file, WINDOW);
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

void feed_memory(struct feed *f, const struct inverter *v)
{
	memset(f, 0, sizeof *f);
	buf_init(&f->key);
	f->inverter = v;
	f->order = inverter_order(v);
}

void feed_run(struct feed *f, int fd, struct run run)
{
	memset(f, 0, sizeof *f);
	buf_init(&f->key);
	f->fd = fd;
	f->offset = run.start;
	f->end = run.end;
	f->window = mem_alloc(WINDOW);
}

void feed_release(struct feed *f)
{
	free(f->order);
	free(f->window);
	buf_release(&f->key);
}

static bool fail(struct feed *f, int error)
{
	f->failed = true;
	errno = error;
	return false;
}

/* More bytes at hand; false at the end of the run or list. */
static bool refill(struct feed *f)
{
	size_t want;
	ssize_t got;

	if (f->inverter != NULL) {
		struct span piece = inverter_piece(&f->inverter->lists[f->order[f->next - 1]], &f->block,
		                                   &f->block_number);

		f->at = piece.data;
		f->past = piece.data + piece.len;
		return piece.len != 0;
	}
	if (f->offset == f->end)
		return false;
	want = f->end - f->offset < WINDOW ? (size_t)(f->end - f->offset) : WINDOW;
	do
		got = pread(f->fd, f->window, want, (off_t)f->offset);
	while (got < 0 && errno == EINTR);
	if (got <= 0)
		return fail(f, got == 0 ? EIO : errno);
	f->offset += (uint64_t)got;
	f->at = f->window;
	f->past = f->window + got;
	return true;
}

static bool take_byte(struct feed *f, unsigned char *c)
{
	if (f->at == f->past && !refill(f))
		return fail(f, f->failed ? errno : EIO);
	*c = (unsigned char)*f->at++;
	return true;
}

static bool take_number(struct feed *f, uint64_t *n)
{
	unsigned char c = 0x80;

	*n = 0;
	for (unsigned shift = 0; c >= 0x80; shift += 7) {
		if (shift > 63 || !take_byte(f, &c))
			return fail(f, f->failed ? errno : EIO);
		*n |= (uint64_t)(c & 0x7F) << shift;
	}
	return true;
}

static bool take_bytes(struct feed *f, struct buf *out, uint64_t len)
{
	while (len != 0) {
		size_t most;

		if (f->at == f->past && !refill(f))
			return fail(f, f->failed ? errno : EIO);
		most = (size_t)(f->past - f->at);
		most = len < most ? (size_t)len : most;
		buf_add(out, f->at, most);
		f->at += most;
		len -= most;
	}
	return true;
}

bool feed_number(struct feed *f, uint64_t *n)
{
	uint64_t bytes = 1;

	/* Nearly all are one byte, at hand. */
	if (f->at < f->past && (unsigned char)*f->at < 0x80) {
		*n = (unsigned char)*f->at++;
	} else {
		if (!take_number(f, n))
			return false;
		for (uint64_t rest = *n >> 7; rest != 0; rest >>= 7)
			bytes++;
	}
	if (bytes > f->left)
		return fail(f, EIO);
	f->left -= bytes;
	return true;
}

bool feed_bytes(struct feed *f, struct buf *out, size_t len)
{
	if (len > f->left)
		return fail(f, EIO);
	f->left -= len;
	return take_bytes(f, out, len);
}

static bool next_in_memory(struct feed *f)
{
	const struct inverter_list *l;

	if (f->next == f->inverter->count)
		return false;
	l = &f->inverter->lists[f->order[f->next++]];
	f->head = l->head;
	f->block = l->block;
	f->block_number = 0;
	f->at = f->past = NULL;
	return true;
}

static bool next_in_run(struct feed *f)
{
	uint64_t numbers[5], len;
	unsigned char kind;

	if (f->at == f->past && f->offset == f->end)
		return false;
	buf_clear(&f->key);
	if (!take_byte(f, &kind) || !take_number(f, &len) || !take_bytes(f, &f->key, len))
		return false;
	for (size_t i = 0; i < 5; i++)
		if (!take_number(f, &numbers[i]))
			return false;
	f->head = (struct list_head){(uint32_t)numbers[0], (uint32_t)numbers[1], (uint32_t)numbers[2], kind,
	                             numbers[3], numbers[4], buf_span(&f->key)};
	return true;
}

bool feed_next(struct feed *f)
{
	bool more;

	if (f->failed || f->left != 0)
		return f->failed ? false : fail(f, EIO);
	more = f->inverter != NULL ? next_in_memory(f) : next_in_run(f);
	f->left = more ? f->head.bytes : 0;
	return more;
}
