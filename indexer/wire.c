#include "indexer/wire.h"

#include <assert.h>
#include <errno.h>
#include <unistd.h>

#define WIRE_READ 65536

struct head {
	uint32_t length; /* of the fields, their lengths included */
	char kind;
	unsigned char count;
};

#define HEAD_SIZE (sizeof(uint32_t) + 2)

static bool send_all(int fd, struct span s)
{
	while (s.len != 0) {
		ssize_t n = write(fd, s.data, s.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		s = span_make(s.data + n, s.len - (size_t)n);
	}
	return true;
}

bool wire_send(int fd, char kind, const struct span *fields, size_t count)
{
	struct buf b;
	uint32_t length = 0;
	bool good;

	assert(count <= WIRE_FIELDS);
	buf_init(&b);
	for (size_t i = 0; i < count; i++)
		length += (uint32_t)(sizeof length + fields[i].len);
	buf_add(&b, &length, sizeof length);
	buf_add_char(&b, kind);
	buf_add_char(&b, (char)count);
	for (size_t i = 0; i < count; i++) {
		uint32_t len = (uint32_t)fields[i].len;

		buf_add(&b, &len, sizeof len);
		buf_add_span(&b, fields[i]);
	}
	good = send_all(fd, buf_span(&b));
	buf_release(&b);
	return good;
}

bool wire_say(int fd, char kind, struct span field)
{
	return wire_send(fd, kind, &field, 1);
}

void wire_init(struct wire *w)
{
	buf_init(&w->bytes);
	w->at = 0;
}

void wire_release(struct wire *w)
{
	buf_release(&w->bytes);
}

int wire_fill(struct wire *w, int fd)
{
	ssize_t n;

	if (w->at != 0) {
		memmove(w->bytes.data, w->bytes.data + w->at, w->bytes.len - w->at);
		w->bytes.len -= w->at;
		w->at = 0;
	}
	buf_reserve(&w->bytes, WIRE_READ);
	do
		n = read(fd, w->bytes.data + w->bytes.len, WIRE_READ);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		w->bytes.len += (size_t)n;
	return n > 0 ? 1 : (int)n;
}

/* The fields of a whole message; false when their lengths do not add up. */
static bool take_fields(struct message *m, struct span body)
{
	for (size_t i = 0; i < m->count; i++) {
		uint32_t len;

		if (body.len < sizeof len)
			return false;
		memcpy(&len, body.data, sizeof len);
		body = span_make(body.data + sizeof len, body.len - sizeof len);
		if (body.len < len)
			return false;
		m->fields[i] = span_make(body.data, len);
		body = span_make(body.data + len, body.len - len);
	}
	return body.len == 0;
}

int wire_take(struct wire *w, struct message *m)
{
	struct span rest = span_make(w->bytes.data + w->at, w->bytes.len - w->at);
	struct head head;

	if (rest.len < HEAD_SIZE)
		return 0;
	memcpy(&head.length, rest.data, sizeof head.length);
	head.kind = rest.data[sizeof head.length];
	head.count = (unsigned char)rest.data[sizeof head.length + 1];
	if (head.count > WIRE_FIELDS)
		return -1;
	if (rest.len - HEAD_SIZE < head.length)
		return 0;
	memset(m, 0, sizeof *m);
	m->kind = head.kind;
	m->count = head.count;
	w->at += HEAD_SIZE + head.length;
	return take_fields(m, span_make(rest.data + HEAD_SIZE, head.length)) ? 1 : -1;
}
