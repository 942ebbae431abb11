#include "text/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define BUF_FIRST 64

static void *checked(void *p, size_t size)
{
	if (p == NULL && size != 0) {
		fprintf(stderr, "out of memory (%zu bytes asked for)\n", size);
		exit(2);
	}
	return p;
}

void *mem_alloc(size_t size)
{
	return checked(malloc(size), size);
}

void *mem_zalloc(size_t size)
{
	return checked(calloc(1, size), size);
}

void *mem_realloc(void *old, size_t size)
{
	return checked(realloc(old, size), size);
}

char *mem_spandup(struct span s)
{
	char *copy = mem_alloc(s.len + 1);

	if (s.len != 0)
		memcpy(copy, s.data, s.len);
	copy[s.len] = '\0';
	return copy;
}

char *mem_strdup(const char *s)
{
	return mem_spandup(span_of(s));
}

void buf_init(struct buf *b)
{
	b->data = mem_alloc(BUF_FIRST);
	b->data[0] = '\0';
	b->len = 0;
	b->cap = BUF_FIRST;
}

void buf_release(struct buf *b)
{
	if (b == NULL)
		return;
	if (b->cap != 0)
		free(b->data);
	b->data = NULL;
	b->len = b->cap = 0;
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	b->data[0] = '\0';
}

void buf_reserve(struct buf *b, size_t more)
{
	size_t need = b->len + more + 1;
	bool held = b->cap != 0;

	if (need <= b->cap)
		return;
	b->cap = need > b->cap * 2 ? need : b->cap * 2;
	b->data = mem_realloc(held ? b->data : NULL, b->cap);
	b->data[b->len] = '\0';
}

void buf_add(struct buf *b, const void *data, size_t len)
{
	if (len == 0)
		return;
	buf_reserve(b, len);
	memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void buf_add_span(struct buf *b, struct span s)
{
	buf_add(b, s.data, s.len);
}

void buf_add_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_add_char(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_addf(struct buf *b, const char *format, ...)
{
	va_list args, again;
	size_t room = b->cap - b->len;
	int need;

	va_start(args, format);
	va_copy(again, args);
	need = vsnprintf(b->data + b->len, room, format, args);
	assert(need >= 0);
	if ((size_t)need >= room) {
		buf_reserve(b, (size_t)need);
		vsnprintf(b->data + b->len, (size_t)need + 1, format, again);
	}
	b->len += (size_t)need;
	va_end(again);
	va_end(args);
}

char *buf_detach(struct buf *b)
{
	static char nothing[1]; /* of a buf whose cap is 0: never freed, and no byte but this zero is written */
	char *data = b->data;

	*b = (struct buf){nothing, 0, 0};
	return data;
}

struct span buf_span(const struct buf *b)
{
	return span_make(b->data, b->len);
}

struct span span_make(const char *data, size_t len)
{
	struct span s = {data, len};

	return s;
}

struct span span_of(const char *s)
{
	return span_make(s, strlen(s));
}

struct span span_sub(struct span s, struct range r)
{
	assert(r.start <= r.end && r.end <= s.len);
	return span_make(s.data + r.start, r.end - r.start);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct span span_trim(struct span s)
{
	while (s.len != 0 && is_blank(s.data[0])) {
		s.data++;
		s.len--;
	}
	while (s.len != 0 && is_blank(s.data[s.len - 1]))
		s.len--;
	return s;
}

bool span_eq(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool span_eq_str(struct span a, const char *b)
{
	return span_eq(a, span_of(b));
}

int span_cmp(struct span a, struct span b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common == 0 ? 0 : memcmp(a.data, b.data, common);

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool span_starts(struct span s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && memcmp(s.data, prefix, len) == 0;
}

bool span_ends(struct span s, const char *suffix)
{
	size_t len = strlen(suffix);

	return s.len >= len && memcmp(s.data + s.len - len, suffix, len) == 0;
}

int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
