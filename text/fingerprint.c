#include "text/fingerprint.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define SEED 0x68727366 /* any constant: fingerprints are stored, so it stays */

/* Appends the letters and digits of a folded text; returns how many. */
static size_t add_letters(struct buf *out, struct span folded)
{
	size_t count = 0;
	int32_t cp;

	for (size_t at = 0, len; at < folded.len; at += len) {
		len = utf8_decode(folded, at, &cp);
		if (!utf8_is_letter(cp) && !utf8_is_digit(cp) && !utf8_is_mark(cp))
			continue;
		buf_add(out, folded.data + at, len);
		count += !utf8_is_mark(cp);
	}
	return count;
}

/* Word by word: most fold at once, the few with marks or other scripts slowly. */
static size_t add_words(struct buf *out, struct span text, struct buf *scratch)
{
	size_t count = 0, end;

	for (size_t at = 0; at < text.len; at = end + 1) {
		const char *space = memchr(text.data + at, ' ', text.len - at);

		end = space == NULL ? text.len : (size_t)(space - text.data);
		buf_clear(scratch);
		utf8_fold(scratch, span_make(text.data + at, end - at));
		count += add_letters(out, buf_span(scratch));
	}
	return count;
}

size_t fingerprint(struct span text, char out[FINGERPRINT_LONG])
{
	struct buf folded, letters;
	uint64_t hash;
	size_t count;

	buf_init(&folded);
	buf_init(&letters);
	count = add_words(&letters, text, &folded);
	hash = hash_bytes(buf_span(&letters), SEED);
	for (size_t i = 0; i < FINGERPRINT_LONG; i++)
		out[i] = (char)(hash >> (8 * i));
	buf_release(&folded);
	buf_release(&letters);
	return count == 0 ? 0 : count < FINGERPRINT_LETTERS_MIN ? FINGERPRINT_SHORT : FINGERPRINT_LONG;
}
