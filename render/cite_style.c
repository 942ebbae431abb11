#include "render/cite_parts.h"
#include "render/html_text.h"

#include <assert.h>

const char *const cite_style_names[CITE_STYLES] = {"plain", "oscola", "chicago", "un", "bluebook", "apa"};

static void (*const formatters[CITE_STYLES])(struct buf *out, const struct citation *c) = {
	cite_plain_form, cite_oscola, cite_chicago, cite_un, cite_bluebook, cite_apa,
};

/* What a mark of a formatter becomes. */
static const struct {
	char mark;
	const char *shown, *html;
} marks[] = {
	{CITE_ITALIC[0], "", "<i>"},
	{CITE_ROMAN[0], "", "</i>"},
	{CITE_APART[0], "\u2068", "<bdi>"},
	{CITE_TOGETHER[0], "\u2069", "</bdi>"},
};

/* The text up to the next mark. */
static size_t plain_run(struct span raw, size_t at)
{
	size_t end = at;

	while (end < raw.len && (unsigned char)raw.data[end] < (unsigned char)CITE_APART[0])
		end++;
	return end;
}

static void add_mark(struct buf *out, char mark, enum cite_markup markup)
{
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (marks[i].mark == mark && markup != CITE_TEXT)
			buf_add_str(out, markup == CITE_HTML ? marks[i].html : marks[i].shown);
}

/* Formatters mark by bytes that no UTF-8 text has, and all they take in is made UTF-8 first. */
static void add_marked_up(struct buf *out, struct span raw, enum cite_markup markup)
{
	for (size_t at = 0; at < raw.len;) {
		size_t end = plain_run(raw, at);
		struct span run = span_make(raw.data + at, end - at);

		if (markup == CITE_HTML)
			html_add(out, run);
		else
			buf_add_span(out, run);
		if (end < raw.len)
			add_mark(out, raw.data[end], markup);
		at = end + 1;
	}
}

void cite_style(struct buf *out, enum cite_style style, const struct citation *c)
{
	struct buf raw, apart;

	assert(style < CITE_STYLES && c->form < CITE_FORMS);
	buf_init(&raw);
	buf_init(&apart);
	formatters[style](&raw, c);
	if (c->markup != CITE_TEXT)
		cite_isolate(&apart, buf_span(&raw), c);
	add_marked_up(out, buf_span(c->markup == CITE_TEXT ? &raw : &apart), c->markup);
	buf_release(&raw);
	buf_release(&apart);
}
