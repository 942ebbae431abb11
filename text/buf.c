#include "text/buf.h"

#include <assert.h>
#include <inttypes.h>
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

void buf_grow(struct buf *b, size_t more)
{
	size_t need = b->len + more + 1;
	bool held = b->cap != 0;

	b->cap = need > b->cap * 2 ? need : b->cap * 2;
	b->data = mem_realloc(held ? b->data : NULL, b->cap);
	b->data[b->len] = '\0';
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

void buf_add_thousands(struct buf *b, uint64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%" PRIu64, n);

	for (int i = 0; i < len; i++) {
		if (i != 0 && (len - i) % 3 == 0)
			buf_add_char(b, ',');
		buf_add_char(b, digits[i]);
	}
}

void buf_add_quoted(struct buf *b, struct span s)
{
	buf_add_char(b, '\'');
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] == '\'')
			buf_add_str(b, "'\\''");
		else
			buf_add_char(b, s.data[i]);
	buf_add_char(b, '\'');
}

/* Whether a shell reads a byte in a word as itself. */
static bool is_plain(char c)
{
	return byte_is_letter(c) || byte_is_digit(c) || (c != '\0' && strchr("/._-+,:@%=", c) != NULL) || (unsigned char)c >= 0x80;
}

void buf_add_shell_path(struct buf *b, const char *path)
{
	size_t plain = 0;

	while (is_plain(path[plain]))
		plain++;
	if (*path == '-')
		buf_add_str(b, "./");
	if (path[plain] == '\0' && plain != 0)
		buf_add_str(b, path);
	else
		buf_add_quoted(b, span_of(path));
}

char *buf_detach(struct buf *b)
{
	static char nothing[1]; /* of a buf whose cap is 0: never freed, and no byte but this zero is written */
	char *data = b->data;

	*b = (struct buf){nothing, 0, 0};
	return data;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct span span_cut(struct span *rest, char mark)
{
	const char *at = rest->len == 0 ? NULL : memchr(rest->data, mark, rest->len);
	struct span first = span_make(rest->data, at == NULL ? rest->len : (size_t)(at - rest->data));

	*rest = span_make(rest->data + first.len + (at != NULL), rest->len - first.len - (at != NULL));
	return first;
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

size_t range_after(const struct range *ranges, size_t count, size_t at)
{
	return ARRAY_FIRST(ranges, count, end, at + 1);
}

int span_cmp(struct span a, struct span b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common == 0 ? 0 : memcmp(a.data, b.data, common);

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

int strings_cmp(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int numbers_cmp(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

int hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
