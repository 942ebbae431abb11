#include "render/cite_parts.h"
#include "render/html_text.h"

#include <assert.h>

const char *const cite_style_names[CITE_STYLES] = {"plain", "oscola", "chicago", "un", "bluebook", "apa"};

static void (*const formatters[CITE_STYLES])(struct buf *out, const struct citation *c) = {
	cite_plain_form, cite_oscola, cite_chicago, cite_un, cite_bluebook, cite_apa,
};

/* The text up to the next mark of italics. */
static size_t plain_run(struct span raw, size_t at)
{
	size_t end = at;

	while (end < raw.len && (unsigned char)raw.data[end] < (unsigned char)CITE_ITALIC[0])
		end++;
	return end;
}

/* Formatters mark italics by bytes that no UTF-8 text has, and all they take in is made UTF-8 first. */
static void add_marked_up(struct buf *out, struct span raw, enum cite_markup markup)
{
	for (size_t at = 0; at < raw.len;) {
		size_t end = plain_run(raw, at);
		struct span run = span_make(raw.data + at, end - at);

		if (markup == CITE_HTML)
			html_add(out, run);
		else
			buf_add_span(out, run);
		if (end < raw.len && markup == CITE_HTML)
			buf_add_str(out, raw.data[end] == CITE_ITALIC[0] ? "<i>" : "</i>");
		at = end + 1;
	}
}

void cite_style(struct buf *out, enum cite_style style, const struct citation *c)
{
	struct buf raw;

	assert(style < CITE_STYLES && c->form < CITE_FORMS);
	buf_init(&raw);
	formatters[style](&raw, c);
	add_marked_up(out, buf_span(&raw), c->markup);
	buf_release(&raw);
}
