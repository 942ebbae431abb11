#include "text/bigram.h"

#include "text/utf8.h"

/* Blocks of the Unicode Character Database (15.0); digits and punctuation in them are left out by class. */
static const struct {
	int32_t first, last;
} blocks[] = {
	{0x0E00, 0x0E7F},   /* Thai */
	{0x0E80, 0x0EFF},   /* Lao */
	{0x1000, 0x109F},   /* Myanmar */
	{0x1780, 0x17FF},   /* Khmer */
	{0x3005, 0x3007},   /* ideographic iteration mark, closing mark, zero */
	{0x3021, 0x3029},   /* Hangzhou numerals */
	{0x3031, 0x303C},   /* kana repeat marks, Hangzhou numerals, masu mark */
	{0x3041, 0x30FF},   /* Hiragana, Katakana */
	{0x3100, 0x312F},   /* Bopomofo */
	{0x31A0, 0x31BF},   /* Bopomofo Extended */
	{0x31F0, 0x31FF},   /* Katakana Phonetic Extensions */
	{0x3400, 0x4DBF},   /* CJK Unified Ideographs Extension A */
	{0x4E00, 0x9FFF},   /* CJK Unified Ideographs */
	{0xA9E0, 0xA9FF},   /* Myanmar Extended-B */
	{0xAA60, 0xAA7F},   /* Myanmar Extended-A */
	{0xF900, 0xFAFF},   /* CJK Compatibility Ideographs */
	{0xFF66, 0xFF9F},   /* halfwidth Katakana */
	{0x1AFF0, 0x1B16F}, /* kana supplements */
	{0x20000, 0x3FFFD}, /* the ideographic planes */
};

static bool is_bigram_letter(int32_t cp)
{
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if (cp >= blocks[i].first && cp <= blocks[i].last)
			return utf8_is_letter(cp) || utf8_is_mark(cp) || cp == 0x3007 ||
			       (cp >= 0x3021 && cp <= 0x303C) || cp == 0x30FC;
	return false;
}

bool bigram_begins(struct span s, size_t at)
{
	int32_t cp;

	if ((unsigned char)s.data[at] < 0xE0) /* U+0800 and above take three bytes */
		return false;
	utf8_decode(s, at, &cp);
	return is_bigram_letter(cp);
}

size_t bigram_element(struct span s, size_t at)
{
	int32_t cp;
	size_t end = at + utf8_decode(s, at, &cp);

	while (end < s.len && (unsigned char)s.data[end] >= 0x80) {
		size_t len = utf8_decode(s, end, &cp);

		if (!utf8_is_mark(cp))
			break;
		end += len;
	}
	return end;
}
