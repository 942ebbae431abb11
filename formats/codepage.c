#include "formats/codepage.h"

#include <stddef.h>

static const struct {
	long codepage;
	const char *encoding;
} pages[] = {
        {437, "CP437"}, {708, "ISO-8859-6"}, {737, "CP737"}, {775, "CP775"}, {850, "CP850"}, {852, "CP852"}, {855, "CP855"},
        {857, "CP857"}, {860, "CP860"}, {861, "CP861"}, {862, "CP862"}, {863, "CP863"}, {864, "CP864"}, {865, "CP865"}, {866, "CP866"},
        {874, "CP874"}, {932, "CP932"}, {936, "GBK"}, {949, "CP949"}, {950, "BIG5"}, {1250, "WINDOWS-1250"}, {1251, "WINDOWS-1251"},
        {1252, "WINDOWS-1252"}, {1253, "WINDOWS-1253"}, {1254, "WINDOWS-1254"}, {1255, "WINDOWS-1255"}, {1256, "WINDOWS-1256"},
        {1257, "WINDOWS-1257"}, {1258, "WINDOWS-1258"}, {1361, "JOHAB"}, {10000, "MACINTOSH"}, {10007, "MAC-CYRILLIC"},
        {20866, "KOI8-R"}, {21866, "KOI8-U"}, {28592, "ISO-8859-2"}, {28595, "ISO-8859-5"}, {65001, "UTF-8"},
};

static const struct {
	long charset, codepage;
} fonts[] = {
        {0, 1252}, {77, 10000}, {128, 932}, {129, 949}, {130, 1361}, {134, 936}, {136, 950}, {161, 1253}, {162, 1254},
        {163, 1258}, {177, 1255}, {178, 1256}, {186, 1257}, {204, 1251}, {222, 874}, {238, 1250}, {254, 437}, {255, 850},
};

const char *codepage_encoding(long codepage)
{
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (pages[i].codepage == codepage)
			return pages[i].encoding;
	return NULL;
}

const char *codepage_of_font(long charset)
{
	for (size_t i = 0; i < sizeof fonts / sizeof *fonts; i++)
		if (fonts[i].charset == charset)
			return codepage_encoding(fonts[i].codepage);
	return NULL;
}
