#include "formats/rtf_text.h"

#include <stdlib.h>

#include "formats/codepage.h"
#include "text/utf8.h"

#define PRIVATE_FIRST 0xE000
#define PRIVATE_LAST 0xF8FF
#define CHARACTER_LAST 0xFFFD /* what follows is no character */
#define SYMBOL_BULLET '\xB7' /* of the font Symbol */

void rtf_init(struct rtf *x, struct document *d)
{
	memset(x, 0, sizeof *x);
	office_init(&x->office, d);
	x->tables = rtf_tables_new();
	held_init(&x->held);
	x->encoding = codepage_encoding(CODEPAGE_USUAL);
	x->numbering[0] = (struct rtf_numbering){NUMERALS_DECIMAL, 1};
	x->numbering[1] = (struct rtf_numbering){NUMERALS_LOWER_ROMAN, 1};
	for (size_t i = 0; i < RTF_FRAMES_MAX; i++) {
		paragraph_init(&x->frames[i].paragraph);
		buf_init(&x->frames[i].label);
	}
	x->frames[0].raised_at = x->frames[0].numbered_at = RTF_NO_PLACE;
	x->frame_count = 1;
	buf_init(&x->raw);
	buf_init(&x->title);
	buf_init(&x->name);
}

void rtf_release(struct rtf *x)
{
	for (size_t i = 0; i < RTF_FRAMES_MAX; i++) {
		paragraph_release(&x->frames[i].paragraph);
		buf_release(&x->frames[i].label);
	}
	office_release(&x->office);
	held_release(&x->held);
	free(x->tables);
	free(x->groups);
	buf_release(&x->raw);
	buf_release(&x->title);
	buf_release(&x->name);
}

struct rtf_group *rtf_group(struct rtf *x)
{
	return &x->groups[x->depth - 1];
}

struct rtf_frame *rtf_frame(struct rtf *x)
{
	return &x->frames[x->frame_count - 1];
}

/* ---- where text goes ---- */

static void add_text(struct buf *to, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		buf_add_char(to, (unsigned char)s.data[i] < ' ' && s.data[i] != '\n' ? ' ' : s.data[i]);
}

static void add_utf8(struct rtf *x, struct span s)
{
	const struct rtf_group *g = rtf_group(x);
	struct rtf_frame *f = rtf_frame(x);
	size_t from;

	switch (g->place) {
	case RTF_IN_STYLES: buf_add_span(&x->name, s); break;
	case RTF_IN_TITLE:
		if (x->title.len < RTF_TITLE_MAX)
			add_text(&x->title, s);
		break;
	case RTF_IN_LABEL: add_text(&f->label, s); break;
	case RTF_IN_BODY:
		if (g->hidden || g->deleted || g->struck)
			return;
		if (!g->raised)
			f->raised_at = RTF_NO_PLACE;
		else if (f->raised_at == RTF_NO_PLACE)
			f->raised_at = f->paragraph.text.len;
		from = f->paragraph.text.len;
		add_text(&f->paragraph.text, s);
		if (g->raised)
			paragraph_raise(&f->paragraph, from);
		break;
	default: break;
	}
}

void rtf_flush(struct rtf *x)
{
	struct buf text;

	if (x->surrogate != 0) {
		char bytes[UTF8_MAX];

		x->surrogate = 0;
		add_utf8(x, span_make(bytes, utf8_put(UTF8_REPLACEMENT, bytes)));
	}
	if (x->raw.len == 0)
		return;
	buf_init(&text);
	held_convert(&x->held, &text, buf_span(&x->raw), x->raw_encoding);
	buf_clear(&x->raw);
	add_utf8(x, buf_span(&text));
	buf_release(&text);
}

/* A symbol font's bullet is known; what else it shows is not. */
static void add_symbols(struct rtf *x, struct span bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		if (bytes.data[i] == SYMBOL_BULLET)
			rtf_add_character(x, 0x2022);
		else if (bytes.data[i] == ' ')
			rtf_add_character(x, ' ');
}

void rtf_add_bytes(struct rtf *x, struct span bytes)
{
	const struct rtf_group *g = rtf_group(x);
	const char *encoding = x->encoding;

	if (x->surrogate != 0)
		rtf_flush(x);
	if (g->place == RTF_NOWHERE)
		return;
	if (g->font != NULL && g->font->symbol && (g->place == RTF_IN_BODY || g->place == RTF_IN_LABEL)) {
		add_symbols(x, bytes);
		return;
	}
	if (g->font != NULL && g->font->encoding != NULL)
		encoding = g->font->encoding;
	if (x->raw.len != 0 && x->raw_encoding != encoding)
		rtf_flush(x);
	x->raw_encoding = encoding;
	buf_add_span(&x->raw, bytes);
}

void rtf_add_character(struct rtf *x, int32_t cp)
{
	char bytes[UTF8_MAX];

	rtf_flush(x);
	if (rtf_group(x)->place != RTF_NOWHERE)
		add_utf8(x, span_make(bytes, utf8_put(cp, bytes)));
}

/* The number has 16 bits, with or without a sign. Fonts' own signs, in the private area, mean nothing elsewhere. */
void rtf_add_unicode(struct rtf *x, long number)
{
	int32_t cp = (int32_t)(number & 0xFFFF);

	if (cp >= 0xDC00 && cp <= 0xDFFF && x->surrogate != 0) {
		cp = 0x10000 + ((x->surrogate - 0xD800) << 10) + (cp - 0xDC00);
		x->surrogate = 0;
	}
	if (cp >= 0xD800 && cp <= 0xDBFF) {
		rtf_flush(x);
		x->surrogate = cp;
	} else if (cp >= 0xDC00 && cp <= 0xDFFF) {
		rtf_add_character(x, UTF8_REPLACEMENT);
	} else if (cp != 0 && (cp < PRIVATE_FIRST || (cp > PRIVATE_LAST && (cp <= CHARACTER_LAST || cp > 0xFFFF)))) {
		rtf_add_character(x, cp);
	}
}
