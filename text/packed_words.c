#include "text/packed_words.h"

#include "text/little.h"

#define GROUP 16      /* words */
#define GROUP_BYTES 4 /* of where one begins */

/* ---- writing ---- */

static void add_length(struct buf *out, size_t length)
{
	for (; length >= 0x80; length >>= 7)
		buf_add_char(out, (char)((length & 0x7F) | 0x80));
	buf_add_char(out, (char)length);
}

static size_t shared_by(struct span a, struct span b)
{
	size_t n = 0;

	while (n < a.len && n < b.len && a.data[n] == b.data[n])
		n++;
	return n;
}

void packed_words_write(const struct span *words, size_t count, struct buf *groups, struct buf *out)
{
	size_t start = out->len;

	for (size_t i = 0; i < count; i++) {
		size_t shared = i % GROUP == 0 ? 0 : shared_by(words[i - 1], words[i]);

		if (i % GROUP == 0)
			little_add_u32(groups, (uint32_t)(out->len - start));
		add_length(out, shared);
		add_length(out, words[i].len - shared);
		buf_add_span(out, span_make(words[i].data + shared, words[i].len - shared));
	}
}

/* ---- looking up ---- */

struct packed_word {
	size_t shared;
	struct span rest;
};

static bool take_length(struct span *bytes, size_t *length)
{
	unsigned shift = 0;

	for (*length = 0; bytes->len != 0 && shift < 32; shift += 7) {
		unsigned char c = (unsigned char)*bytes->data;

		*bytes = span_make(bytes->data + 1, bytes->len - 1);
		*length |= (size_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return true;
	}
	return false;
}

static bool take_word(struct span *bytes, struct packed_word *w)
{
	size_t length;

	if (!take_length(bytes, &w->shared) || !take_length(bytes, &length) || length > bytes->len)
		return false;
	w->rest = span_make(bytes->data, length);
	*bytes = span_make(bytes->data + length, bytes->len - length);
	return true;
}

/* The bytes from a group's first word on. */
static struct span group_at(const struct packed_words *w, size_t group)
{
	size_t start = little_u32((const unsigned char *)w->groups.data + group * GROUP_BYTES);

	return start > w->words.len ? span_of("") : span_make(w->words.data + start, w->words.len - start);
}

/* The last group whose first word is not behind the word; 0 where there is none. */
static size_t group_of(const struct packed_words *w, struct span word)
{
	size_t first = 0, past = w->groups.len / GROUP_BYTES;

	while (past - first > 1) {
		size_t middle = first + (past - first) / 2;
		struct span bytes = group_at(w, middle);
		struct packed_word whole;

		*(take_word(&bytes, &whole) && span_cmp(whole.rest, word) <= 0 ? &first : &past) = middle;
	}
	return first;
}

/*
 * Goes on from the word before, which is less than the wanted one and has its first *same bytes in common with it: below 0
 * if this one is less, too, with *same of it; 0 if it is the wanted one.
 */
static int compare_next(const struct packed_word *w, struct span wanted, size_t *same)
{
	struct span left = span_make(wanted.data + *same, wanted.len - *same);
	size_t more;

	if (w->shared != *same)
		return w->shared > *same ? -1 : 1;
	more = shared_by(w->rest, left);
	*same += more;
	if (more == w->rest.len)
		return more == left.len ? 0 : -1;
	return more == left.len || (unsigned char)w->rest.data[more] > (unsigned char)left.data[more] ? 1 : -1;
}

uint32_t packed_words_find(const struct packed_words *w, struct span word)
{
	size_t group = group_of(w, word), same = 0;
	struct span bytes = w->groups.len < GROUP_BYTES ? span_of("") : group_at(w, group);
	struct packed_word next;

	for (size_t i = 0; i < GROUP && take_word(&bytes, &next); i++) {
		int order = compare_next(&next, word, &same);

		if (order >= 0)
			return order == 0 ? (uint32_t)(group * GROUP + i) : PACKED_WORDS_NONE;
	}
	return PACKED_WORDS_NONE;
}
