#include "text/packed.h"

#include <assert.h>
#include <endian.h>
#include <stdlib.h>

#include "text/little.h"
#include "text/strmap.h"

#define HEADER 24      /* bytes before the slots */
#define SLOT 8         /* bytes of a slot */
#define ENTRY_HEADER 12 /* bytes of an entry before its word */
#define SLOTS_FIRST 16

static uint64_t hash_of(uint32_t number, struct span word)
{
	return hash_bytes(word, number);
}

/* A step of the sum's end, which no change of the word leaves without effect: ^, rotation and an odd factor. */
static uint64_t stir(uint64_t sum, uint64_t word)
{
	sum ^= word;
	return (sum << 29 | sum >> 35) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Two words of the sum, which stay in the processor's registers: arrays would be read and written anew at each step. */
typedef uint64_t pair __attribute__((vector_size(16)));

static pair pair_at(const char *bytes)
{
	pair words;

	memcpy(&words, bytes, sizeof words);
	words[0] = le64toh(words[0]);
	words[1] = le64toh(words[1]);
	return words;
}

/*
 * Of each of four lanes the sum of its words and the sum of those sums, as in Fletcher's checksum (IEEE Transactions on
 * Communications 30, 1982), so that words that are changed or changed about are noticed: additions alone, since the
 * whole of a table is read for each query.
 */
static uint64_t sum_of(struct span bytes)
{
	pair first = {0}, second = {0}, first_beside = {0}, second_beside = {0};
	uint64_t sum = bytes.len;
	size_t at = 0;

	for (; at + 2 * sizeof first <= bytes.len; at += 2 * sizeof first) {
		first += pair_at(bytes.data + at);
		second += first;
		first_beside += pair_at(bytes.data + at + sizeof first);
		second_beside += first_beside;
	}
	for (size_t i = 0; i < 2; i++)
		sum = stir(stir(sum, first[i]), second[i]);
	for (size_t i = 0; i < 2; i++)
		sum = stir(stir(sum, first_beside[i]), second_beside[i]);
	return hash_bytes(span_make(bytes.data + at, bytes.len - at), sum);
}

/* How many entries so many slots may have, three of four: most words that are asked for are in no list. */
static size_t room_in(size_t slots)
{
	return slots / 4 * 3;
}

static size_t slots_for(size_t count)
{
	size_t slots = SLOTS_FIRST;

	while (room_in(slots) < count)
		slots *= 2;
	return slots;
}

/* Points the first free slot for the hash at the entry. */
static void fill_slot(char *slots, size_t slot_count, uint64_t hash, size_t place)
{
	size_t i = (size_t)hash & (slot_count - 1);

	while (little_u32((unsigned char *)slots + i * SLOT + 4) != 0)
		i = (i + 1) & (slot_count - 1);
	little_put_u32(slots + i * SLOT, (uint32_t)(hash >> 32));
	little_put_u32(slots + i * SLOT + 4, (uint32_t)place + 1);
}

void packed_write(struct buf *out, const struct packed_entry *entries, size_t count)
{
	size_t start = out->len, slot_count = slots_for(count), first;
	uint64_t sum;

	buf_add_str(out, PACKED_MAGIC);
	little_add_u32(out, 0);
	little_add_u32(out, 0);
	little_add_u32(out, (uint32_t)count);
	little_add_u32(out, (uint32_t)slot_count);
	for (size_t i = 0; i < slot_count * SLOT; i++)
		buf_add_char(out, '\0');
	first = out->len;
	for (size_t i = 0; i < count; i++) {
		const struct packed_entry *e = &entries[i];

		fill_slot(out->data + start + HEADER, slot_count, hash_of(e->number, e->word), out->len - first);
		little_add_u32(out, e->number);
		little_add_u32(out, (uint32_t)e->word.len);
		little_add_u32(out, (uint32_t)e->string.len);
		buf_add_span(out, e->word);
		buf_add_span(out, e->string);
	}
	assert(out->len - first < UINT32_MAX);
	sum = sum_of(span_make(out->data + start + 16, out->len - start - 16));
	little_put_u32(out->data + start + 8, (uint32_t)sum);
	little_put_u32(out->data + start + 12, (uint32_t)(sum >> 32));
}

bool packed_open(struct packed *p, struct span bytes)
{
	const unsigned char *at = (const unsigned char *)bytes.data;
	uint64_t sum;
	size_t slots;

	*p = (struct packed){0};
	if (bytes.len < HEADER || memcmp(at, PACKED_MAGIC, 8) != 0)
		return false;
	sum = little_u64(at + 8);
	slots = little_u32(at + 20);
	if (slots < SLOTS_FIRST || (slots & (slots - 1)) != 0 || little_u32(at + 16) > room_in(slots) ||
	    slots * SLOT > bytes.len - HEADER || sum != sum_of(span_make(bytes.data + 16, bytes.len - 16)))
		return false;
	p->slots = at + HEADER;
	p->slot_count = slots;
	p->entries = p->slots + slots * SLOT;
	p->entry_bytes = bytes.len - HEADER - slots * SLOT;
	return true;
}

bool packed_take(struct packed *p, struct span bytes, void (*release)(struct span bytes))
{
	bool good = packed_open(p, bytes);

	p->bytes = bytes;
	p->release = release;
	if (!good)
		packed_release(p);
	return good;
}

void packed_release(struct packed *p)
{
	if (p->release != NULL)
		p->release(p->bytes);
	*p = (struct packed){0};
}

/* Whether the entry at `place` is the one that is asked for. */
static bool is_entry(const struct packed *p, size_t place, uint32_t number, struct span word, struct span *string)
{
	const unsigned char *at = p->entries + place;
	size_t word_bytes, string_bytes;

	if (place > p->entry_bytes || p->entry_bytes - place < ENTRY_HEADER || little_u32(at) != number)
		return false;
	word_bytes = little_u32(at + 4);
	string_bytes = little_u32(at + 8);
	if (word_bytes + string_bytes > p->entry_bytes - place - ENTRY_HEADER)
		return false;
	if (!span_eq(span_make((const char *)at + ENTRY_HEADER, word_bytes), word))
		return false;
	if (string != NULL)
		*string = span_make((const char *)at + ENTRY_HEADER + word_bytes, string_bytes);
	return true;
}

bool packed_get(const struct packed *p, uint32_t number, struct span word, struct span *string)
{
	uint64_t hash = hash_of(number, word);
	size_t i = (size_t)hash & (p->slot_count - 1);

	assert(p->slots != NULL);
	for (size_t tried = 0; tried < p->slot_count; tried++, i = (i + 1) & (p->slot_count - 1)) {
		const unsigned char *slot = p->slots + i * SLOT;
		uint32_t place = little_u32(slot + 4);

		if (place == 0)
			return false;
		if (little_u32(slot) == (uint32_t)(hash >> 32) && is_entry(p, place - 1, number, word, string))
			return true;
	}
	return false;
}
