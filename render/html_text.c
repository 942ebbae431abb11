#include "render/html_text.h"

#include "text/utf8.h"

static const char *escape_of(int32_t cp)
{
	if ((cp < ' ' && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp < 0xA0))
		return "\xEF\xBF\xBD";
	return html_entity(cp);
}

void html_add(struct buf *out, struct span text)
{
	size_t len;
	int32_t cp;

	for (size_t at = 0; at < text.len; at += len) {
		const char *escape;

		len = utf8_decode(text, at, &cp);
		escape = escape_of(cp);
		if (escape != NULL)
			buf_add_str(out, escape);
		else
			utf8_add(out, cp);
	}
}

void html_add_str(struct buf *out, const char *text)
{
	html_add(out, span_of(text));
}
