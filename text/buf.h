/*
 * buf.h: memory and bytes, the lowest layer. Anyone may include it.
 *
 * Memory that runs out ends the program here with a message and status 2, so
 * no caller checks for NULL. Lengths and offsets are bytes, everywhere.
 */
#ifndef TEXT_BUF_H
#define TEXT_BUF_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A view of bytes that somebody else owns. Not NUL-terminated. */
struct span {
	const char *data;
	size_t len;
};

/* Bytes [start, end) of some text; which text, the holder says. */
struct range {
	size_t start, end;
};

/* Owned, growing bytes. `data` is never NULL after buf_init and always ends in a NUL. */
struct buf {
	char *data;
	size_t len, cap;
};

void *mem_alloc(size_t size);
void *mem_zalloc(size_t size);
void *mem_realloc(void *old, size_t size);
char *mem_strdup(const char *s);
char *mem_spandup(struct span s); /* a NUL-terminated copy */

void buf_init(struct buf *b);
void buf_release(struct buf *b); /* frees; the buf may be initialised again */
void buf_grow(struct buf *b, size_t more); /* for buf_reserve: makes room that is not there */
void buf_addf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_add_thousands(struct buf *b, uint64_t n); /* "1,204" */
void buf_add_quoted(struct buf *b, struct span s); /* for a shell: in single quotes, with those inside written '\'' */
/* A file's path for a shell: quoted where it must be, and with ./ where it begins with a dash. */
void buf_add_shell_path(struct buf *b, const char *path);
char *buf_detach(struct buf *b); /* the caller owns the result; the buf is empty again, and holds no memory */
struct span span_trim(struct span s); /* without ASCII white space at both ends */
/* What stands before the first `mark`, which is taken off the rest with it; all of it if there is none. */
struct span span_cut(struct span *rest, char mark);
int hex_value(char c); /* of a hexadecimal digit, small or capital; -1: it is none */
int strings_cmp(const void *a, const void *b); /* two char *, for qsort */
int numbers_cmp(const void *a, const void *b); /* two uint32_t, for qsort */
int span_cmp(struct span a, struct span b); /* byte order, shorter first */
size_t range_after(const struct range *ranges, size_t count, size_t at); /* of ranges in order, the first that ends after `at`; count: none */

/*
 * What the innermost loops are made of has its body here: as calls they were a
 * tenth of all instructions of a build.
 */

static inline struct span span_make(const char *data, size_t len)
{
	struct span s = {data, len};

	return s;
}

static inline struct span span_of(const char *s) /* strlen */
{
	return span_make(s, strlen(s));
}

static inline struct span span_sub(struct span s, struct range r)
{
	assert(r.start <= r.end && r.end <= s.len);
	return span_make(s.data + r.start, r.end - r.start);
}

/* Letters and digits of ASCII. */
static inline bool byte_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool byte_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool span_eq(struct span a, struct span b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static inline bool span_eq_str(struct span a, const char *b)
{
	return span_eq(a, span_of(b));
}

/* Of strings that may be NULL: equal, or both are. */
static inline bool string_eq(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static inline bool span_starts(struct span s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && memcmp(s.data, prefix, len) == 0;
}

static inline bool span_ends(struct span s, const char *suffix)
{
	size_t len = strlen(suffix);

	return s.len >= len && memcmp(s.data + s.len - len, suffix, len) == 0;
}

static inline struct span buf_span(const struct buf *b)
{
	return span_make(b->data, b->len);
}

static inline void buf_clear(struct buf *b) /* empties; keeps the memory */
{
	b->len = 0;
	b->data[0] = '\0';
}

/* Makes room for `more` bytes and the NUL. */
static inline void buf_reserve(struct buf *b, size_t more)
{
	if (b->len + more + 1 > b->cap)
		buf_grow(b, more);
}

static inline void buf_add(struct buf *b, const void *data, size_t len)
{
	if (len == 0)
		return;
	buf_reserve(b, len);
	memcpy(b->data + b->len, data, len);
	b->len += len;
	b->data[b->len] = '\0';
}

static inline void buf_add_span(struct buf *b, struct span s)
{
	buf_add(b, s.data, s.len);
}

static inline void buf_add_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

static inline void buf_add_char(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->data[b->len++] = c;
	b->data[b->len] = '\0';
}

/*
 * Makes room for one more element of a growing array:
 *	ARRAY_GROW(list->item, list->count, list->cap);
 *	list->item[list->count++] = x;
 */
#define ARRAY_GROW(array, count, cap)                                                              \
	do {                                                                                       \
		if ((count) == (cap)) {                                                            \
			(cap) = (cap) ? (cap) * 2 : 8;                                             \
			(array) = mem_realloc((array), (cap) * sizeof *(array));                   \
		}                                                                                  \
	} while (0)

/* The first element whose member, a size_t by which the array is ordered, is no less than `least`; count: none. */
#define ARRAY_FIRST(array, count, member, least)                                                   \
	array_first((array), (count), sizeof *(array),                                             \
	            _Generic((array)->member, size_t : offsetof(__typeof__(*(array)), member)), (least))

static inline size_t array_first(const void *array, size_t count, size_t size, size_t offset, size_t least)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t value;

		memcpy(&value, (const char *)array + middle * size + offset, sizeof value);
		if (value < least)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

#endif
