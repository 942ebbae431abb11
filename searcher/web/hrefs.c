#include "searcher/web/hrefs.h"

#include <strings.h>

/* Appends text as a value in a query string: all but letters, digits and -._~ as %XX. */
static void add_encoded(struct buf *out, struct span text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
		    (c != 0 && strchr("-._~", c) != NULL)) {
			buf_add_char(out, (char)c);
		} else {
			buf_add_char(out, '%');
			buf_add_char(out, digits[c >> 4]);
			buf_add_char(out, digits[c & 15]);
		}
	}
}

void href_add(struct buf *out, const char *name, struct span value)
{
	if (value.len == 0)
		return;
	buf_add_char(out, memchr(out->data, '?', out->len) == NULL ? '?' : '&');
	buf_addf(out, "%s=", name);
	add_encoded(out, value);
}

void href_with(struct buf *out, const char *page, const struct web_request *q, const char *const *names,
               const char *name, struct span value)
{
	buf_add_str(out, page);
	for (; *names != NULL; names++)
		href_add(out, *names, name != NULL && strcmp(*names, name) == 0 ? value : web_value(q, *names));
}

bool href_is_safe(struct span url)
{
	size_t scheme = url.len >= 8 && strncasecmp(url.data, "https://", 8) == 0  ? 8
	                : url.len >= 7 && strncasecmp(url.data, "http://", 7) == 0 ? 7
	                                                                           : 0;

	if (scheme == 0 || url.len == scheme)
		return false;
	for (size_t i = 0; i < url.len; i++)
		if ((unsigned char)url.data[i] <= ' ' || url.data[i] == '\x7F' || strchr("\"'<>`\\", url.data[i]) != NULL)
			return false;
	return true;
}
