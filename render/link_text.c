#include "render/link.h"

#include "text/utf8.h"

#include <stdlib.h>

void link_text_init(struct link_text *t)
{
	memset(t, 0, sizeof *t);
	buf_init(&t->folded);
}

void link_text_release(struct link_text *t)
{
	if (t == NULL)
		return;
	buf_release(&t->folded);
	free(t->words);
	memset(t, 0, sizeof *t);
}

static bool is_ascii_blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Most bytes are ASCII, and need no decoding. */
static size_t skip_blanks(struct span text, size_t at, bool blank)
{
	size_t len = 1;
	int32_t cp;

	for (; at < text.len; at += len) {
		unsigned char c = (unsigned char)text.data[at];

		if (c < 0x80) {
			len = 1;
			if (is_ascii_blank(c) != blank)
				break;
			continue;
		}
		len = utf8_decode(text, at, &cp);
		if (utf8_is_space(cp) != blank)
			break;
	}
	return at;
}

static void add_folded(struct buf *out, struct span word)
{
	if (utf8_skip_ascii(word, 0) < word.len) {
		utf8_fold(out, word);
		return;
	}
	buf_reserve(out, word.len);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.data[i];

		out->data[out->len++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	out->data[out->len] = '\0';
}

void link_text_make(struct link_text *t, struct span text)
{
	size_t end;

	buf_clear(&t->folded);
	buf_reserve(&t->folded, text.len);
	t->count = 0;
	for (size_t at = skip_blanks(text, 0, true); at < text.len; at = skip_blanks(text, end, true)) {
		struct link_word *w;

		end = skip_blanks(text, at, false);
		if (t->folded.len != 0)
			buf_add_char(&t->folded, ' ');
		ARRAY_GROW(t->words, t->count, t->cap);
		w = &t->words[t->count++];
		*w = (struct link_word){.start = at, .end = end, .folded = t->folded.len};
		add_folded(&t->folded, span_sub(text, (struct range){at, end}));
		w->past = t->folded.len;
	}
}
