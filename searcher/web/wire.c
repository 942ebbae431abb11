#include "searcher/web/wire.h"

/* Both ends are one program on one machine: numbers are in its own order. */
static void add_number(struct buf *out, size_t n)
{
	uint32_t number = (uint32_t)n;

	buf_add(out, &number, sizeof number);
}

static void add_string(struct buf *out, struct span s)
{
	add_number(out, s.len);
	buf_add_span(out, s);
}

static size_t begin(struct buf *out)
{
	size_t at = out->len;

	add_number(out, 0);
	return at;
}

static void end(struct buf *out, size_t at)
{
	uint32_t length = (uint32_t)(out->len - at - WIRE_HEAD);

	memcpy(out->data + at, &length, sizeof length);
}

size_t wire_length(const char head[WIRE_HEAD])
{
	uint32_t length;

	memcpy(&length, head, sizeof length);
	return length;
}

void request_encode(struct buf *out, const struct web_request *r)
{
	size_t at = begin(out);

	add_string(out, r->path);
	add_string(out, r->languages);
	add_string(out, r->body);
	add_number(out, r->pair_count);
	for (size_t i = 0; i < r->pair_count; i++) {
		add_string(out, r->pairs[i].name);
		add_string(out, r->pairs[i].value);
	}
	end(out, at);
}

void reply_encode(struct buf *out, const struct web_reply *r)
{
	size_t at = begin(out);

	add_number(out, r->status);
	add_string(out, r->type);
	add_string(out, r->filename);
	add_string(out, r->total);
	add_string(out, r->notes);
	add_string(out, r->body);
	end(out, at);
}

static bool take_number(struct span *from, uint32_t *n)
{
	if (from->len < sizeof *n)
		return false;
	memcpy(n, from->data, sizeof *n);
	*from = span_make(from->data + sizeof *n, from->len - sizeof *n);
	return true;
}

static bool take_string(struct span *from, struct span *s)
{
	uint32_t len;

	if (!take_number(from, &len) || from->len < len)
		return false;
	*s = span_make(from->data, len);
	*from = span_make(from->data + len, from->len - len);
	return true;
}

bool request_decode(struct web_request *r, struct span message, struct pool *pool)
{
	uint32_t count;

	if (!take_string(&message, &r->path) || !take_string(&message, &r->languages) ||
	    !take_string(&message, &r->body) || !take_number(&message, &count) || count > message.len)
		return false;
	r->pairs = pool_alloc(pool, (count + 1) * sizeof *r->pairs);
	r->pair_count = count;
	for (size_t i = 0; i < count; i++)
		if (!take_string(&message, &r->pairs[i].name) || !take_string(&message, &r->pairs[i].value))
			return false;
	return message.len == 0;
}

bool reply_decode(struct web_reply *r, struct span message)
{
	uint32_t status;

	if (!take_number(&message, &status) || !take_string(&message, &r->type) ||
	    !take_string(&message, &r->filename) || !take_string(&message, &r->total) ||
	    !take_string(&message, &r->notes) || !take_string(&message, &r->body))
		return false;
	r->status = status;
	return message.len == 0;
}

struct span web_value(const struct web_request *r, const char *name)
{
	for (size_t i = 0; i < r->pair_count; i++)
		if (span_eq_str(r->pairs[i].name, name))
			return r->pairs[i].value;
	return span_make("", 0);
}
