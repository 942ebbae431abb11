#include "text/fingerprint.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define SEED 0x68727366 /* any constant: fingerprints are stored, so it stays */

struct letters {
	struct buf text;
	size_t count; /* letters and digits */
	bool digit;   /* the last was a digit, */
	bool apart;   /* and something stands between it and what comes */
};

/* Appends the letters and digits of a folded text; digits that do not touch stay apart: 1.5 is not 15. */
static void add_letters(struct letters *l, struct span folded)
{
	int32_t cp;

	for (size_t at = 0, len; at < folded.len; at += len) {
		bool digit;

		len = utf8_decode(folded, at, &cp);
		digit = utf8_is_digit(cp);
		if (!utf8_is_letter(cp) && !digit && !utf8_is_mark(cp)) {
			l->apart = true;
			continue;
		}
		if (digit && l->digit && l->apart)
			buf_add_char(&l->text, ' ');
		buf_add(&l->text, folded.data + at, len);
		l->count += !utf8_is_mark(cp);
		l->digit = digit;
		l->apart = false;
	}
}

/* The same of a word of ASCII as it stands: folding only makes its letters small. */
static void add_ascii(struct letters *l, struct span word)
{
	buf_reserve(&l->text, 2 * word.len);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.data[i];
		bool digit;

		if (c >= 'a' && c <= 'z') { /* most are */
			l->text.data[l->text.len++] = c;
			l->count++;
			l->digit = l->apart = false;
			continue;
		}
		digit = c >= '0' && c <= '9';

		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		if (!digit && (c < 'a' || c > 'z')) {
			l->apart = true;
			continue;
		}
		if (digit && l->digit && l->apart)
			l->text.data[l->text.len++] = ' ';
		l->text.data[l->text.len++] = c;
		l->count++;
		l->digit = digit;
		l->apart = false;
	}
	l->text.data[l->text.len] = '\0';
}

/* Word by word: most fold at once, the few with marks or other scripts slowly. */
static void add_words(struct letters *l, struct span text)
{
	struct buf folded;
	size_t end;

	buf_init(&folded);
	for (size_t at = 0; at < text.len; at = end + 1) {
		const char *space = memchr(text.data + at, ' ', text.len - at);
		struct span word;

		end = space == NULL ? text.len : (size_t)(space - text.data);
		word = span_make(text.data + at, end - at);
		if (utf8_skip_ascii(word, 0) == word.len) {
			add_ascii(l, word);
		} else {
			buf_clear(&folded);
			utf8_fold(&folded, word);
			add_letters(l, buf_span(&folded));
		}
		l->apart = true;
	}
	buf_release(&folded);
}

size_t fingerprint(struct span text, char out[FINGERPRINT_LONG])
{
	struct letters l = {.count = 0};
	uint64_t hash;

	buf_init(&l.text);
	add_words(&l, text);
	hash = hash_bytes(buf_span(&l.text), SEED);
	for (size_t i = 0; i < FINGERPRINT_LONG; i++)
		out[i] = (char)(hash >> (8 * i));
	buf_release(&l.text);
	return l.count == 0 ? 0 : l.count < FINGERPRINT_LETTERS_MIN ? FINGERPRINT_SHORT : FINGERPRINT_LONG;
}
