#include "formats/document.h"
#include "formats/encoding.h"

#include <jansson.h>
#include <stdlib.h>
#include <strings.h>

#define HEAD_BYTES 1024 /* of a file, in which its kind must show */

/* Files known by their first bytes. */
static const struct signature {
	size_t at;
	const char *bytes;
	size_t len;
	const char *type;
} signatures[] = {
#define SIGNATURE(at, bytes, type) {at, bytes, sizeof bytes - 1, type}
	SIGNATURE(0, "\x89PNG\r\n\x1a\n", "image/png"),
	SIGNATURE(0, "GIF87a", "image/gif"),
	SIGNATURE(0, "GIF89a", "image/gif"),
	SIGNATURE(0, "\xFF\xD8\xFF", "image/jpeg"),
	SIGNATURE(0, "II*\0", "image/tiff"),
	SIGNATURE(0, "MM\0*", "image/tiff"),
	SIGNATURE(8, "WEBP", "image/webp"),
	SIGNATURE(0, "\x7F" "ELF", "application/x-executable"),
	SIGNATURE(0, "MZ\x90\0", "application/x-msdownload"),
	SIGNATURE(0, "\x1F\x8B", "application/gzip"),
	SIGNATURE(0, "BZh", "application/x-bzip2"),
	SIGNATURE(0, "\xFD" "7zXZ\0", "application/x-xz"),
	SIGNATURE(0, "7z\xBC\xAF\x27\x1C", "application/x-7z-compressed"),
	SIGNATURE(0, "\x28\xB5\x2F\xFD", "application/zstd"),
	SIGNATURE(0, "Rar!\x1A\x07", "application/vnd.rar"),
	SIGNATURE(257, "ustar", "application/x-tar"),
	SIGNATURE(0, "{\\rtf", "application/rtf"),
	SIGNATURE(0, "%!PS", "application/postscript"),
	SIGNATURE(0, "AT&TFORM", "image/vnd.djvu"),
	SIGNATURE(0, "SQLite format 3\0", "application/vnd.sqlite3"),
	SIGNATURE(0, "OggS", "application/ogg"),
	SIGNATURE(0, "ID3", "audio/mpeg"),
	SIGNATURE(4, "ftyp", "video/mp4"),
	SIGNATURE(0, "wOFF", "font/woff"),
	SIGNATURE(0, "wOF2", "font/woff2"),
#undef SIGNATURE
};

/* Text that would pass for a signature of few letters has no byte that text cannot have. */
static bool has_binary_byte(struct span s)
{
	for (size_t i = 0; i < s.len && i < HEAD_BYTES; i++)
		if ((unsigned char)s.data[i] < 0x20 && strchr("\t\n\f\r", s.data[i]) == NULL)
			return true;
	return memchr(s.data, '\0', s.len < HEAD_BYTES ? s.len : HEAD_BYTES) != NULL;
}

static bool is_ascii(const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] < 0x20 || (unsigned char)s[i] > 0x7E)
			return false;
	return true;
}

static bool contains(struct span s, const char *word)
{
	return memmem(s.data, s.len, word, strlen(word)) != NULL;
}

/* A Zip archive by what is in it: office documents are Zip archives with known members. */
static const char *zip_type(struct span bytes)
{
	static const char *const members[][2] = {
		{"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
		{"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"},
		{"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
		 "application/vnd.oasis.opendocument.spreadsheet"},
		{"mimetypeapplication/epub+zip", "application/epub+zip"},
		{"META-INF/container.xml", "application/epub+zip"},
	};
	struct span tail = bytes; /* the directory of an archive is at its end */

	if (tail.len > 64 * HEAD_BYTES)
		tail = span_make(bytes.data + bytes.len - 64 * HEAD_BYTES, 64 * HEAD_BYTES);
	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (contains(span_make(bytes.data, bytes.len < HEAD_BYTES ? bytes.len : HEAD_BYTES),
		             members[i][0]) ||
		    contains(tail, members[i][0]))
			return members[i][1];
	return "application/zip";
}

#define ENCRYPTED "encrypted"

/* Microsoft's compound files; only the name tells which program's. A DOCX with a password is one too ([MS-OFFCRYPTO] 2.3.4.4). */
static const char *compound_type(struct span bytes, struct span name)
{
	static const char package[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	static const char *const endings[][2] = {
		{".xls", "application/vnd.ms-excel"},
		{".ppt", "application/vnd.ms-powerpoint"},
		{".msg", "application/vnd.ms-outlook"},
	};

	if (memmem(bytes.data, bytes.len, package, sizeof package) != NULL)
		return ENCRYPTED;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (name_ends(name, endings[i][0]))
			return endings[i][1];
	return "application/msword";
}

static const char *binary_type(struct span bytes, struct span name)
{
	struct span head = span_make(bytes.data, bytes.len < HEAD_BYTES ? bytes.len : HEAD_BYTES);

	if (span_starts(bytes, "PK\x03\x04"))
		return zip_type(bytes);
	if (span_starts(bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
		return compound_type(bytes, name);
	if (span_starts(bytes, "%PDF-") || (contains(head, "%PDF-1.") && has_binary_byte(bytes)))
		return "application/pdf";
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
		const struct signature *s = &signatures[i];

		if (bytes.len >= s->at + s->len && memcmp(bytes.data + s->at, s->bytes, s->len) == 0 &&
		    (!is_ascii(s->bytes, s->len) || s->len > 4 || has_binary_byte(bytes)))
			return s->type;
	}
	return NULL;
}

/* The first bytes as ASCII letters: without a byte-order mark, and every other byte of UTF-16. */
static struct span ascii_head(char out[HEAD_BYTES], struct span bytes)
{
	bool wide = span_starts(bytes, "\xFF\xFE") || span_starts(bytes, "\xFE\xFF");
	size_t from = span_starts(bytes, UTF8_BOM) ? 3 : wide ? 2 : 0, n = 0;

	for (size_t i = from; i < bytes.len && n < HEAD_BYTES; i++)
		if (!wide || bytes.data[i] != '\0')
			out[n++] = bytes.data[i];
	return span_trim(span_make(out, n));
}

static bool starts_nocase(struct span s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && strncasecmp(s.data, prefix, len) == 0;
}

/* A saved page may begin with a comment that says where it is from. */
static struct span after_comments(struct span s)
{
	while (span_starts(s, "<!--")) {
		const char *end = memmem(s.data, s.len, "-->", 3);

		if (end == NULL)
			break;
		s = span_trim(span_make(end + 3, s.len - (size_t)(end + 3 - s.data)));
	}
	return s;
}

/* HTML and XML. Markdown and plain text may begin with an element, so only a document's own first ones count. */
static const char *markup_type(struct span head, struct span name)
{
	static const char *const roots[][2] = {
		{"<!doctype html", "text/html"}, {"<html", "text/html"}, {"<head>", "text/html"},
		{"<body", "text/html"}, {"<svg ", "image/svg+xml"}, {"<!doctype", "application/xml"},
	};
	static const char *const names[][2] = {
		{".html", "text/html"}, {".htm", "text/html"}, {".xhtml", "application/xhtml+xml"},
		{".xml", "application/xml"},
	};

	head = after_comments(head);
	if (head.len == 0 || head.data[0] != '<')
		return NULL;
	if (starts_nocase(head, "<?xml"))
		return contains(head, "<html") ? "application/xhtml+xml" : "application/xml";
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		if (starts_nocase(head, roots[i][0]))
			return roots[i][1];
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (name_ends(name, names[i][0]))
			return names[i][1];
	return NULL;
}

static struct span first_line(struct span s)
{
	const char *end;

	s = span_trim(s);
	end = s.len == 0 ? NULL : memchr(s.data, '\n', s.len);
	return end == NULL ? s : span_make(s.data, (size_t)(end - s.data));
}

static json_t *parse(struct span s)
{
	json_error_t error;

	return json_loadb(s.data, s.len, 0, &error);
}

enum json_kind { JSON_KIND_NONE, JSON_KIND_SOURCES, JSON_KIND_OTHER };

/* By content: JSON whose first line is a source, other JSON, or no JSON at all. */
static enum json_kind json_kind(struct span bytes)
{
	struct span text = span_starts(bytes, UTF8_BOM) ? span_make(bytes.data + 3, bytes.len - 3) : bytes;
	struct span line = first_line(text);
	enum json_kind kind = JSON_KIND_NONE;
	json_t *value;

	if (line.len == 0 || (line.data[0] != '{' && line.data[0] != '['))
		return JSON_KIND_NONE;
	value = parse(line);
	if (value == NULL)
		value = parse(span_trim(text));
	if (json_is_object(value) && json_object_get(value, "id") != NULL &&
	    (json_object_get(value, "text") != NULL || json_object_get(value, "title") != NULL))
		kind = line.data[line.len - 1] == '}' ? JSON_KIND_SOURCES : JSON_KIND_OTHER;
	else if (json_is_object(value) || json_is_array(value))
		kind = JSON_KIND_OTHER;
	json_decref(value);
	return kind;
}

static bool is_blank(struct span bytes)
{
	struct span s = span_starts(bytes, UTF8_BOM) ? span_make(bytes.data + 3, bytes.len - 3) : bytes;

	return span_trim(s).len == 0;
}

/* The types that have a reader of their own. */
static enum format format_of(const char *type)
{
	static const struct {
		const char *type;
		enum format format;
	} types[] = {
		{"text/html", FORMAT_HTML},
		{"application/xhtml+xml", FORMAT_HTML},
		{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", FORMAT_DOCX},
		{"application/vnd.oasis.opendocument.text", FORMAT_ODT},
		{"application/rtf", FORMAT_RTF},
		{"message/rfc822", FORMAT_MAIL},
		{"application/pdf", FORMAT_PDF},
		{"application/epub+zip", FORMAT_EPUB},
	};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].type, type) == 0)
			return types[i].format;
	return FORMAT_UNKNOWN;
}

/* What to do with a file of a type, or of those whose names begin so, that we do not read. */
static const char *const remedies[][2] = {
	{"application/gzip", "unpack it"},
	{"application/json", "one source a line, with \"id\" and \"text\", is read"},
	{"application/mbox", "save each message as a file of its own (EML)"},
	{"application/msword", "save it as DOCX"},
	{"application/postscript", "save it as PDF"},
	{"application/vnd.ms-excel", "save it as PDF or CSV"},
	{"application/vnd.ms-outlook", "save it as EML"},
	{"application/vnd.ms-powerpoint", "save it as PDF"},
	{"application/vnd.oasis.opendocument.spreadsheet", "save it as PDF or CSV"},
	{"application/vnd.openxmlformats-officedocument.presentation", "save it as PDF"},
	{"application/vnd.openxmlformats-officedocument.spreadsheet", "save it as PDF or CSV"},
	{"application/vnd.rar", "unpack it"},
	{"application/x-7z", "unpack it"},
	{"application/x-bzip2", "unpack it"},
	{"application/x-tar", "unpack it"},
	{"application/x-xz", "unpack it"},
	{"application/xml", "save it as HTML or text"},
	{"application/zip", "unpack it"},
	{"application/zstd", "unpack it"},
	{"image/vnd.djvu", "save it as PDF"},
	{"image/", "as a PDF its text can be read with --ocr"},
};

static const char *remedy_of(const char *type)
{
	for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++)
		if (span_starts(span_of(type), remedies[i][0]))
			return remedies[i][1];
	return NULL;
}

/* An archive that is named as a document, and in which no document is found. */
static bool is_damaged(const char *type, struct span name)
{
	static const char *const endings[] = {".docx", ".odt", ".epub"};
	bool document = false;

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		document |= name_ends(name, endings[i]);
	return document && strcmp(type, "application/zip") == 0;
}

static enum format unknown(char **reason, const char *type, struct span name)
{
	const char *remedy = remedy_of(type);
	struct buf b;

	buf_init(&b);
	if (strcmp(type, ENCRYPTED) == 0)
		buf_add_str(&b, "encrypted: save it without its password");
	else if (is_damaged(type, name))
		buf_add_str(&b, "damaged: no document in its archive; get it again");
	else
		buf_addf(&b, "not a format we read (%s)%s%s", type, remedy != NULL ? ": " : "", remedy != NULL ? remedy : "");
	*reason = b.data;
	return FORMAT_UNKNOWN;
}

char *format_wide(struct span bytes, const char *name)
{
	bool marked = span_starts(bytes, "\xFF\xFE") || span_starts(bytes, "\xFE\xFF");
	struct span head = span_make(bytes.data, bytes.len < HEAD_BYTES ? bytes.len & ~(size_t)1 : HEAD_BYTES);
	char *reason = NULL;
	const char *encoding = encoding_detect(head, &reason);
	struct buf b;

	free(reason);
	if (encoding == NULL || !span_starts(span_of(encoding), "UTF-16"))
		return NULL;
	buf_init(&b);
	buf_addf(&b, "in %s, and must be in UTF-8: iconv -f %s -t UTF-8 ", encoding, marked ? "UTF-16" : encoding);
	buf_add_shell_path(&b, name);
	buf_add_str(&b, " >NEW");
	return b.data;
}

static enum format json_lines(struct span bytes, struct span name, char **reason)
{
	char *plain = mem_spandup(name);

	*reason = format_wide(bytes, plain);
	free(plain);
	return *reason == NULL ? FORMAT_JSON_LINES : FORMAT_UNKNOWN;
}

enum format format_detect(struct span bytes, struct span name, char **reason)
{
	char head[HEAD_BYTES];
	const char *type;
	enum json_kind json;

	*reason = NULL;
	if (is_blank(bytes)) {
		*reason = mem_strdup("empty");
		return FORMAT_UNKNOWN;
	}
	type = binary_type(bytes, name);
	if (type == NULL)
		type = markup_type(ascii_head(head, bytes), name);
	if (type == NULL)
		type = mail_type(bytes, name);
	if (type != NULL)
		return format_of(type) != FORMAT_UNKNOWN ? format_of(type) : unknown(reason, type, name);
	if (name_ends(name, ".jsonl") || name_ends(name, ".ndjson"))
		return json_lines(bytes, name, reason);
	json = json_kind(bytes);
	if (json == JSON_KIND_OTHER)
		return unknown(reason, "application/json", name);
	return json == JSON_KIND_SOURCES ? FORMAT_JSON_LINES : FORMAT_TEXT;
}
