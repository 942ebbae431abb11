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

/* The same of a text of ASCII as it stands: folding only makes its letters small. */
static void add_ascii(struct letters *l, struct span text)
{
	bool digit = l->digit, apart = l->apart;
	char *start, *out;
	size_t spaces = 0;

	buf_reserve(&l->text, 2 * text.len);
	start = out = l->text.data + l->text.len;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if ((unsigned char)((c | 0x20) - 'a') < 26) { /* most are */
			*out++ = (char)(c | 0x20);
			digit = apart = false;
		} else if (c >= '0' && c <= '9') {
			spaces += digit && apart;
			if (digit && apart)
				*out++ = ' ';
			*out++ = c;
			digit = true;
			apart = false;
		} else {
			apart = true;
		}
	}
	l->text.len += (size_t)(out - start);
	*out = '\0';
	l->count += (size_t)(out - start) - spaces;
	l->digit = digit;
	l->apart = apart;
}

/* The end of the words from `at` on that are of ASCII alone, with what parts them from the next. */
static size_t ascii_end(struct span text, size_t at)
{
	size_t end = utf8_skip_ascii(text, at);

	while (end < text.len && end > at && text.data[end - 1] != ' ')
		end--;
	return end;
}

/* Most words fold at once, the few with marks or other scripts one by one. */
static void add_words(struct letters *l, struct span text)
{
	struct buf folded;
	size_t end;

	buf_init(&folded);
	buf_reserve(&l->text, 2 * text.len); /* at once: what add_ascii needs at most, whatever its runs */
	for (size_t at = 0; at < text.len; at = end) {
		end = ascii_end(text, at);
		if (end != at) {
			add_ascii(l, span_sub(text, (struct range){at, end}));
			continue;
		}
		while (end < text.len && text.data[end] != ' ')
			end++;
		buf_clear(&folded);
		utf8_fold(&folded, span_sub(text, (struct range){at, end}));
		add_letters(l, buf_span(&folded));
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
