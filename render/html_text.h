/*
 * html_text.h: text inside HTML. For render/ and searcher/.
 */
#ifndef RENDER_HTML_TEXT_H
#define RENDER_HTML_TEXT_H

#include "text/buf.h"

/* What stands for a sign that means something in HTML; NULL: it means nothing. */
static inline const char *html_entity(int32_t cp)
{
	switch (cp) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

/*
 * Appends text that is only text wherever HTML puts it, also in an attribute in
 * quotation marks: & < > " ' escaped, ill-formed bytes and control characters
 * (but line feed and tab) as U+FFFD.
 */
void html_add(struct buf *out, struct span text);
void html_add_str(struct buf *out, const char *text);

#endif
