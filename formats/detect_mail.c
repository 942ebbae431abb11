#include "formats/document.h"

#include <strings.h>

#define FIELDS_BYTES ((size_t)64 * 1024) /* first bytes, in which the header must end */

enum field { FIELD_OTHER, FIELD_FROM, FIELD_ABOUT, FIELD_MACHINE };

static enum field field_of(struct span name)
{
	static const struct {
		const char *name;
		enum field field;
	} names[] = {
	        {"from", FIELD_FROM}, {"sender", FIELD_FROM}, {"subject", FIELD_ABOUT}, {"date", FIELD_ABOUT},
	        {"message-id", FIELD_MACHINE}, {"mime-version", FIELD_MACHINE}, {"received", FIELD_MACHINE}, {"return-path", FIELD_MACHINE},
	        {"delivered-to", FIELD_MACHINE}, {"dkim-signature", FIELD_MACHINE}, {"content-transfer-encoding", FIELD_MACHINE},
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i].name) == name.len && strncasecmp(names[i].name, name.data, name.len) == 0)
			return names[i].field;
	return FIELD_OTHER;
}

static struct span line_at(struct span s, size_t at)
{
	const char *feed = memchr(s.data + at, '\n', s.len - at);
	size_t end = feed == NULL ? s.len : (size_t)(feed - s.data);

	return span_make(s.data + at, end - at);
}

/* The name before the colon; empty if the line is no header field. */
static struct span field_name(struct span line)
{
	size_t n = 0;

	while (n < line.len && (unsigned char)line.data[n] > ' ' && (unsigned char)line.data[n] < 0x7F && line.data[n] != ':')
		n++;
	return span_make(line.data, n < line.len && line.data[n] == ':' ? n : 0);
}

/* How often each kind of field stands in the header; false if it is none. */
static bool count_fields(struct span s, size_t seen[FIELD_MACHINE + 1])
{
	for (size_t at = 0; at < s.len && at < FIELDS_BYTES;) {
		struct span line = line_at(s, at), name = field_name(line);

		if (span_trim(line).len == 0)
			return at != 0;
		if (name.len != 0)
			seen[field_of(name)]++;
		else if (at == 0 || (line.data[0] != ' ' && line.data[0] != '\t'))
			return false;
		at += line.len + 1;
	}
	return s.len <= FIELDS_BYTES;
}

/* Whether another message follows in the file: a "From " line after a blank one, and a header. */
static bool has_another(struct span s)
{
	static const char from[] = "\nFrom ";

	for (size_t at = 0; at < s.len;) {
		const char *found = memmem(s.data + at, s.len - at, from, sizeof from - 1);
		size_t next;

		if (found == NULL)
			return false;
		at = (size_t)(found - s.data) + 1;
		next = at + line_at(s, at).len + 1;
		if (found > s.data && strchr("\r\n", found[-1]) != NULL && next < s.len && field_name(line_at(s, next)).len != 0)
			return true;
	}
	return false;
}

const char *mail_type(struct span bytes, struct span name)
{
	size_t seen[FIELD_MACHINE + 1] = {0};
	struct span s = bytes;
	bool box;

	if (span_starts(s, UTF8_BOM))
		s = span_make(s.data + 3, s.len - 3);
	box = span_starts(s, "From ");
	if (box) {
		size_t len = line_at(s, 0).len + 1;

		s = span_make(s.data + (len < s.len ? len : s.len), s.len - (len < s.len ? len : s.len));
	}
	if (!count_fields(s, seen) || seen[FIELD_FROM] == 0 || (seen[FIELD_MACHINE] == 0 && !box && !name_ends(name, ".eml")) ||
	    (seen[FIELD_ABOUT] == 0 && seen[FIELD_MACHINE] < 2))
		return NULL;
	return box && has_another(s) ? "application/mbox" : "message/rfc822";
}
