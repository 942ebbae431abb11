/* The schema: prefixes that cannot be mistaken for each other, terms that always fit. */
#include "store/schema.h"
#include "store/xap.h"
#include "tests/unit/tap.h"

#include <stdlib.h>

/* Values begin with no capital (words, keys) or follow a prefix that no other one begins. */
static void test_prefixes(void)
{
	size_t clashes = 0;

	for (int i = 0; i < PREFIX_COUNT; i++)
		for (int j = 0; j < PREFIX_COUNT; j++)
			if (i != j && schema_prefix_letters[i][0] != '\0')
				clashes += span_starts(span_of(schema_prefix_letters[j]), schema_prefix_letters[i]);
	tap_ok(clashes == 0, "no prefix begins another");
	tap_ok(strcmp(schema_prefix_letters[PREFIX_STEM], "Z") == 0 &&
		       strcmp(schema_prefix_letters[PREFIX_WORD], "") == 0,
	       "the letters stand in the enum's order");
}

/* A term of n times `unit`, whether it came out whole, and whether Xapian's door takes it. */
static void check_length(enum schema_prefix prefix, const char *unit, size_t unit_len, size_t n, bool whole)
{
	struct xap_document *d = xap_document_new();
	struct buf value, term;
	size_t letters = strlen(schema_prefix_letters[prefix]);
	bool kept;

	buf_init(&value);
	buf_init(&term);
	for (size_t i = 0; i < n; i++)
		buf_add(&value, unit, unit_len);
	schema_term(&term, prefix, buf_span(&value));
	kept = term.len == letters + value.len && memcmp(term.data + letters, value.data, value.len) == 0;
	tap_ok(kept == whole && xap_document_term(d, buf_span(&term), 1) == XAP_OK &&
		       span_starts(buf_span(&term), schema_prefix_letters[prefix]),
	       "%zu bytes under \"%s\" are %s", value.len, schema_prefix_letters[prefix],
	       whole ? "kept" : "cut, and fit");
	buf_release(&term);
	buf_release(&value);
	xap_document_free(d);
}

static void test_cut(void)
{
	struct buf a, b, long_value;

	buf_init(&a);
	buf_init(&b);
	buf_init(&long_value);
	buf_add_char(&long_value, 'A'); /* so that the cut would fall into a letter */
	for (int i = 0; i < 200; i++)
		buf_add_str(&long_value, "я");
	schema_term(&a, PREFIX_SYMBOL, buf_span(&long_value));
	buf_add_char(&long_value, 'x');
	schema_term(&b, PREFIX_SYMBOL, buf_span(&long_value));
	tap_ok(!span_eq(buf_span(&a), buf_span(&b)), "two values that differ past the cut are two terms");
	tap_ok((a.len - 3 - 16) % 2 == 0 && ((unsigned char)a.data[a.len - 17] & 0xc0) == 0x80,
	       "the cut is between two characters");
	buf_release(&a);
	buf_release(&b);
	buf_release(&long_value);
}

/* The order of the bytes is that of the numbers; other lengths are no ordinals. */
static void test_ordinals(void)
{
	static const uint32_t ordinals[] = {0, 1, 255, 256, 65536, 0x7FFFFFFF, 0x80000000, UINT32_MAX};
	char bytes[SCHEMA_ORDINAL_BYTES], before[SCHEMA_ORDINAL_BYTES] = {0};
	uint32_t read = 7;

	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++) {
		schema_ordinal_write(bytes, ordinals[i]);
		tap_ok(schema_ordinal_read(span_make(bytes, sizeof bytes), &read) && read == ordinals[i], "ordinal %u", (unsigned)ordinals[i]);
		tap_ok(memcmp(before, bytes, sizeof bytes) <= 0 && (i == 0 || memcmp(before, bytes, sizeof bytes) != 0), "behind the one before");
		memcpy(before, bytes, sizeof bytes);
	}
	tap_ok(!schema_ordinal_read(span_make(bytes, 3), &read) && !schema_ordinal_read(span_make("", 0), &read), "too short for one");
	tap_ok(!schema_ordinal_read(span_of("12345"), &read), "too long");
}

int main(void)
{
	test_prefixes();
	check_length(PREFIX_WORD, "a", 1, XAP_TERM_MAX, true);
	check_length(PREFIX_WORD, "a", 1, XAP_TERM_MAX + 1, false);
	check_length(PREFIX_SYMBOL, "A", 1, XAP_TERM_MAX - 2, true);
	check_length(PREFIX_SYMBOL, "A", 1, XAP_TERM_MAX - 1, false);
	check_length(PREFIX_WORD, "\0", 1, XAP_TERM_MAX / 2, true);
	check_length(PREFIX_WORD, "\0", 1, XAP_TERM_MAX / 2 + 1, false);
	check_length(PREFIX_WORD, "\x80", 1, 10000, false);
	check_length(PREFIX_BROKEN, "", 0, 1, true);
	test_cut();
	test_ordinals();
	return tap_done();
}
