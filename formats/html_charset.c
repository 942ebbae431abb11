#include "formats/html_charset.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "formats/encoding.h"
#include "text/utf8.h"

#define LABEL_MAX 32

/* Labels that pages declare, and what iconv calls the encoding. */
static const struct {
	const char *label, *encoding;
} labels[] = {
        {"iso-8859-1", "WINDOWS-1252"}, {"iso8859-1", "WINDOWS-1252"}, {"latin1", "WINDOWS-1252"}, {"us-ascii", "WINDOWS-1252"},
        {"ascii", "WINDOWS-1252"}, {"windows-1252", "WINDOWS-1252"}, {"cp1252", "WINDOWS-1252"}, {"x-cp1252", "WINDOWS-1252"},
        {"windows-1250", "WINDOWS-1250"}, {"cp1250", "WINDOWS-1250"}, {"windows-1251", "WINDOWS-1251"}, {"cp1251", "WINDOWS-1251"},
        {"windows-1253", "WINDOWS-1253"}, {"windows-1254", "WINDOWS-1254"}, {"iso-8859-9", "WINDOWS-1254"}, {"windows-1255", "WINDOWS-1255"},
        {"windows-1256", "WINDOWS-1256"}, {"windows-1257", "WINDOWS-1257"}, {"windows-1258", "WINDOWS-1258"}, {"iso-8859-2", "ISO-8859-2"},
        {"iso-8859-4", "ISO-8859-4"}, {"iso-8859-5", "ISO-8859-5"}, {"iso-8859-6", "ISO-8859-6"}, {"iso-8859-7", "ISO-8859-7"},
        {"iso-8859-8", "ISO-8859-8"}, {"iso-8859-13", "ISO-8859-13"}, {"iso-8859-15", "ISO-8859-15"}, {"iso-8859-16", "ISO-8859-16"},
        {"koi8-r", "KOI8-R"}, {"koi8-u", "KOI8-U"}, {"ibm866", "CP866"}, {"cp866", "CP866"}, {"macintosh", "MACINTOSH"},
        {"x-mac-cyrillic", "MAC-CYRILLIC"}, {"tis-620", "CP874"}, {"windows-874", "CP874"}, {"gb2312", "GB18030"}, {"gbk", "GB18030"},
        {"gb18030", "GB18030"}, {"big5", "BIG5-HKSCS"}, {"shift_jis", "CP932"}, {"euc-jp", "EUC-JP"}, {"iso-2022-jp", "ISO-2022-JP"}, {"euc-kr", "CP949"}, {"ks_c_5601-1987", "CP949"},
};

const char *charset_of_label(struct span label)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strlen(labels[i].label) == label.len && strncasecmp(labels[i].label, label.data, label.len) == 0)
			return labels[i].encoding;
	return NULL;
}

/* The first `charset=LABEL` (meta elements of both kinds) or `encoding="LABEL"` (XML) of the head; NULL if none is known. */
static const char *declared(struct span bytes)
{
	static const char *const names[] = {"charset", "encoding"};

	if (bytes.len > CHARSET_HEAD)
		bytes.len = CHARSET_HEAD;
	for (int k = 0; k < 2; k++) {
		size_t len = strlen(names[k]);

		for (size_t i = 0; i + len < bytes.len; i++) {
			size_t at = i + len, end;
			const char *found;

			if (strncasecmp(bytes.data + i, names[k], len) != 0)
				continue;
			while (at < bytes.len && strchr(" \t\r\n=\"'", bytes.data[at]) != NULL)
				at++;
			end = at;
			while (end < bytes.len && end - at < LABEL_MAX && (isalnum((unsigned char)bytes.data[end]) || strchr("-_", bytes.data[end]) != NULL))
				end++;
			found = charset_of_label(span_make(bytes.data + at, end - at));
			if (found != NULL)
				return found;
		}
	}
	return NULL;
}

static bool is_wide(struct span bytes)
{
	return span_starts(bytes, "\xFF\xFE") || span_starts(bytes, "\xFE\xFF");
}

bool html_decode(struct buf *out, struct span bytes, const char **encoding, char **reason)
{
	*encoding = is_wide(bytes) ? NULL : declared(bytes);
	if (!is_wide(bytes) && utf8_valid(bytes)) {
		*encoding = NULL;
		buf_add_span(out, bytes);
		return true;
	}
	if (*encoding != NULL && encoding_convert(out, bytes, *encoding, reason))
		return true;
	free(*reason);
	*reason = NULL;
	buf_clear(out);
	*encoding = encoding_detect(bytes, reason);
	if (*encoding == NULL)
		return false;
	if (strcmp(*encoding, "UTF-8") != 0)
		return encoding_convert(out, bytes, *encoding, reason);
	*encoding = NULL;
	utf8_add_clean(out, bytes);
	return true;
}
