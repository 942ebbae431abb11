#include "store/checksum.h"

#include "text/strmap.h"

#define CHECKSUM_SEED UINT64_C(0x7265636f7264) /* "record" */

static void sum_of(char at[CHECKSUM_LEN], struct span of)
{
	uint64_t sum = hash_bytes(of, CHECKSUM_SEED);

	for (size_t i = 0; i < CHECKSUM_LEN; i++)
		at[i] = (char)(sum >> (8 * i));
}

size_t checksum_begin(struct buf *out)
{
	buf_add(out, "\0\0\0\0", CHECKSUM_LEN);
	return out->len;
}

void checksum_end(struct buf *out, size_t start)
{
	sum_of(out->data + start - CHECKSUM_LEN, span_make(out->data + start, out->len - start));
}

bool checksum_take(struct span *record)
{
	char sum[CHECKSUM_LEN];
	struct span rest;

	if (record->len < CHECKSUM_LEN)
		return false;
	rest = span_make(record->data + CHECKSUM_LEN, record->len - CHECKSUM_LEN);
	sum_of(sum, rest);
	if (memcmp(sum, record->data, CHECKSUM_LEN) != 0)
		return false;
	*record = rest;
	return true;
}
