#include "store/manifest_seal.h"

#include <stdlib.h>

#include "store/build.h"

/* How the checksum's line begins: a line feed within a string is escaped, so that no value can look like it. */
static const char checksum_line[] = "\n \"checksum\": \"";
const char manifest_unsealed[SHA256_HEX + 1] = "0000000000000000000000000000000000000000000000000000000000000000";

/* Where the checksum's digits stand in the text of a manifest, NULL: there are none. */
static char *find_checksum(char *text, size_t len)
{
	char *line = memmem(text, len, checksum_line, sizeof checksum_line - 1);

	if (line == NULL || (size_t)(text + len - line) < sizeof checksum_line - 1 + SHA256_HEX)
		return NULL;
	return line + sizeof checksum_line - 1;
}

/* The SHA-256 of the whole text with zeros in place of the checksum. */
static bool checksum_of(char out[SHA256_HEX + 1], struct span text)
{
	struct buf copy;
	char *digits;

	buf_init(&copy);
	buf_add_span(&copy, text);
	digits = find_checksum(copy.data, copy.len);
	if (digits != NULL) {
		memcpy(digits, manifest_unsealed, SHA256_HEX);
		sha256_hex(out, buf_span(&copy));
	}
	buf_release(&copy);
	return digits != NULL;
}

bool manifest_seal(char *text, size_t len)
{
	char sum[SHA256_HEX + 1];

	if (!checksum_of(sum, span_make(text, len)))
		return false;
	memcpy(find_checksum(text, len), sum, SHA256_HEX);
	return true;
}

bool manifest_seal_holds(struct span text)
{
	char sum[SHA256_HEX + 1];
	char *copy = mem_spandup(text), *digits = find_checksum(copy, text.len);
	bool good = digits != NULL && checksum_of(sum, text) && memcmp(digits, sum, SHA256_HEX) == 0;

	free(copy);
	return good;
}
