#include "formats/held.h"

#include <errno.h>
#include <iconv.h>
#include <strings.h>

#include "formats/charset.h"
#include "formats/codepage.h"
#include "formats/html_charset.h"
#include "text/utf8.h"

#define CHARSET_NAME_MAX 40 /* bytes */
#define CONVERT_STEP ((size_t)4096)

void held_init(struct held *h)
{
	h->count = 0;
	h->undeclared = NULL;
}

void held_release(struct held *h)
{
	for (size_t i = 0; i < h->count; i++)
		iconv_close(h->conversions[i]);
	h->count = 0;
}

/* The place of an encoding's conversion, opened if need be; HELD_MAX: there is none. */
static size_t place_of(struct held *h, const char *encoding)
{
	iconv_t cd;

	for (size_t i = 0; i < h->count; i++)
		if (h->names[i] == encoding || strcmp(h->names[i], encoding) == 0)
			return i;
	if (h->count == HELD_MAX)
		return HELD_MAX;
	cd = iconv_open("UTF-8", encoding);
	if (cd == (iconv_t)-1)
		return HELD_MAX;
	h->names[h->count] = encoding;
	h->conversions[h->count] = cd;
	return h->count++;
}

/* Opens the conversion from an encoding (an iconv name, a constant); nothing happens if the system has none. */
static void open_conversion(struct held *h, const char *encoding)
{
	place_of(h, encoding);
}

static void replace_high(struct buf *out, struct span bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if ((unsigned char)bytes.data[i] < 0x80)
			buf_add_char(out, bytes.data[i]);
		else
			utf8_add(out, UTF8_REPLACEMENT);
}

static void convert(iconv_t cd, struct buf *out, struct span bytes)
{
	char *in = (char *)(uintptr_t)bytes.data;
	size_t left = bytes.len;

	iconv(cd, NULL, NULL, NULL, NULL);
	while (left > 0) {
		size_t room = CONVERT_STEP, done;
		char *to;

		buf_reserve(out, CONVERT_STEP);
		to = out->data + out->len;
		done = iconv(cd, &in, &left, &to, &room);
		out->len = (size_t)(to - out->data);
		out->data[out->len] = '\0';
		if (done == (size_t)-1 && errno != E2BIG && left > 0) {
			utf8_add(out, UTF8_REPLACEMENT);
			in++;
			left--;
		}
	}
}

void held_convert(struct held *h, struct buf *out, struct span bytes, const char *encoding)
{
	size_t place;

	if (utf8_skip_ascii(bytes, 0) == bytes.len) {
		buf_add_span(out, bytes);
		return;
	}
	place = place_of(h, encoding);
	if (place == HELD_MAX)
		replace_high(out, bytes);
	else
		convert(h->conversions[place], out, bytes);
}

/* The next place after `word`, which has small letters, ASCII case ignored; NULL. */
static const char *after_word(struct span rest, const char *word)
{
	size_t len = strlen(word);
	char capital = word[0] >= 'a' && word[0] <= 'z' ? (char)(word[0] & ~0x20) : word[0];

	for (size_t i = 0; i + len <= rest.len; i++)
		if ((rest.data[i] == word[0] || rest.data[i] == capital) && strncasecmp(rest.data + i, word, len) == 0)
			return rest.data + i + len;
	return NULL;
}

static struct span rest_from(struct span s, const char *at)
{
	return span_make(at, (size_t)(s.data + s.len - at));
}

static long number_at(struct span s)
{
	long n = 0;
	size_t i = 0;

	while (i < s.len && i < 5 && s.data[i] >= '0' && s.data[i] <= '9')
		n = n * 10 + (s.data[i++] - '0');
	return i == 0 ? -1 : n;
}

void held_open_rtf(struct held *h, struct span bytes)
{
	static const struct {
		const char *word;
		const char *(*encoding)(long number);
	} words[] = {{"\\ansicpg", codepage_encoding}, {"\\cpg", codepage_encoding}, {"\\fcharset", codepage_of_font}};

	open_conversion(h, codepage_encoding(CODEPAGE_USUAL));
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct span rest = bytes;
		const char *at;

		while ((at = after_word(rest, words[i].word)) != NULL) {
			const char *encoding;

			rest = rest_from(rest, at);
			encoding = words[i].encoding(number_at(rest));
			if (encoding != NULL)
				open_conversion(h, encoding);
		}
	}
}

static bool is_name_byte(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_';
}

/* The charset named after "charset=" or "=?". */
static void open_named(struct held *h, struct span rest)
{
	size_t from = 0, to;
	const char *encoding;

	while (from < rest.len && strchr(" \t\r\n=\"'", rest.data[from]) != NULL)
		from++;
	for (to = from; to < rest.len && to - from < CHARSET_NAME_MAX && is_name_byte(rest.data[to]);)
		to++;
	encoding = charset_of_label(span_make(rest.data + from, to - from));
	if (encoding != NULL)
		open_conversion(h, encoding);
}

static bool has_high_byte(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.data[i] >= 0x80)
			return true;
	return false;
}

void held_open_mail(struct held *h, struct span bytes)
{
	static const char *const words[] = {"charset", "=?", "*="};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct span rest = bytes;
		const char *at;

		while ((at = after_word(rest, words[i])) != NULL) {
			rest = rest_from(rest, at);
			open_named(h, rest);
		}
	}
	for (size_t i = 0; has_high_byte(bytes) && charset_candidate(i) != NULL; i++)
		open_conversion(h, charset_candidate(i));
}

void held_open_pdf(struct held *h, struct span bytes)
{
	(void)bytes;
	open_conversion(h, "UTF-16BE");
	open_conversion(h, "UTF-16LE");
}
