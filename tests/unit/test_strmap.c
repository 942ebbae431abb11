/* strmap.h: keys of every length around those that are kept in their slots. */
#include "tests/unit/tap.h"

#include "text/strmap.h"

#define LONGEST 40
#define SEED 7

/* The key of a length that differs from the plain one in byte `other`. */
static struct span key_of(char bytes[LONGEST], size_t len, size_t other)
{
	for (size_t i = 0; i < len; i++)
		bytes[i] = (char)(i == other ? 0xFF : 'a' + i);
	return span_make(bytes, len);
}

/* As many keys as a length has bytes, and the plain one. */
static void put_keys(struct strmap *m, size_t len, uint32_t *number, bool *all_new)
{
	char bytes[LONGEST];

	for (size_t other = 0; other <= len; other++) {
		bool is_new;

		*strmap_put(m, key_of(bytes, len, other), &is_new) = ++*number;
		*all_new = *all_new && is_new;
	}
}

static bool has_keys(const struct strmap *m, size_t len, uint32_t *number)
{
	char bytes[LONGEST];
	bool good = true;

	for (size_t other = 0; other <= len; other++) {
		const uint32_t *value = strmap_get(m, key_of(bytes, len, other));

		good = good && value != NULL && *value == ++*number;
	}
	return good;
}

static void test_keys(void)
{
	struct strmap m;
	uint32_t put = 0, got = 0;
	bool all_new = true, all_there = true, again = false;

	strmap_init(&m);
	for (size_t len = 0; len <= LONGEST; len++)
		put_keys(&m, len, &put, &all_new);
	for (size_t len = 0; len <= LONGEST; len++)
		all_there = has_keys(&m, len, &got) && all_there;
	tap_ok(all_new, "keys that differ in a byte or in their length are different");
	tap_ok(all_there && m.count == put, "each has its own value");
	strmap_put(&m, span_of("abcdefghijklmnop"), &again);
	tap_ok(!again, "a key of STRMAP_SHORT bytes is found again");
	strmap_put(&m, span_of("abcdefghijklmnopq"), &again);
	tap_ok(!again, "so is one of a byte more");
	tap_ok(strmap_get(&m, span_of("abcdefghijklmnopx")) == NULL, "what was not put is not there");
	strmap_clear(&m);
	tap_ok(strmap_get(&m, span_of("a")) == NULL && m.count == 0, "nothing is there once it is cleared");
	strmap_release(&m);
}

/* As many keys as a batch takes, every third of them put. */
static void test_batches(void)
{
	char bytes[STRMAP_BATCH][LONGEST];
	struct span keys[STRMAP_BATCH];
	uint32_t values[STRMAP_BATCH];
	struct strmap m;
	bool right = true;

	strmap_init(&m);
	for (size_t i = 0; i < STRMAP_BATCH; i++)
		keys[i] = key_of(bytes[i], i, i / 2);
	strmap_get_all(&m, keys, STRMAP_BATCH, values);
	for (size_t i = 0; i < STRMAP_BATCH; i++)
		right = right && values[i] == STRMAP_NONE;
	tap_ok(right, "an empty map has none of a batch");
	for (size_t i = 0; i < STRMAP_BATCH; i += 3)
		*strmap_put(&m, keys[i], NULL) = (uint32_t)i;
	strmap_get_all(&m, keys, 0, values);
	strmap_get_all(&m, keys, STRMAP_BATCH, values);
	for (size_t i = 0; i < STRMAP_BATCH; i++)
		right = right && values[i] == (i % 3 == 0 ? (uint32_t)i : STRMAP_NONE);
	tap_ok(right, "a batch has the values of its keys, and none for those that were not put");
	strmap_release(&m);
}

static uint64_t mix(uint64_t h)
{
	h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ (h >> 33);
}

/* What hash_bytes gives is stored in indexes: the same byte by byte. */
static uint64_t slow_hash(struct span s)
{
	uint64_t h = mix(SEED ^ (uint64_t)s.len);

	for (size_t at = 0; at < s.len; at += 8) {
		size_t n = s.len - at < 8 ? s.len - at : 8;
		uint64_t word = 0;

		for (size_t i = 0; i < n; i++)
			word |= (uint64_t)(unsigned char)s.data[at + i] << (8 * i);
		h = mix(h ^ word ^ (n < 8 ? UINT64_C(0x9e3779b97f4a7c15) : 0));
	}
	return h;
}

static void test_hash(void)
{
	char bytes[LONGEST];
	bool same = true;

	for (size_t len = 0; len <= LONGEST; len++)
		same = same && hash_bytes(key_of(bytes, len, len / 2), SEED) == slow_hash(key_of(bytes, len, len / 2));
	tap_ok(same, "the hash is that of the bytes, the first the lowest, eight at a time");
}

int main(void)
{
	test_keys();
	test_batches();
	test_hash();
	return tap_done();
}
