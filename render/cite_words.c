#include "render/cite_parts.h"

#include "text/utf8.h"

#include <stdio.h>

#define STOP_SMALL_MIN 3 /* letters of one in small letters whose stop does */
#define STOP_WORD_MIN 5  /* letters of a word whose full stop ends a sentence, and no abbreviation */

static bool is_blank_at(struct span s, size_t at, size_t *len)
{
	int32_t cp;

	*len = utf8_decode(s, at, &cp);
	return utf8_is_space(cp);
}

void cite_add_line(struct buf *out, struct span text)
{
	size_t first = out->len, len;
	bool blank = false;

	for (size_t at = 0; at < text.len; at += len) {
		if (is_blank_at(text, at, &len)) {
			blank = true;
			continue;
		}
		if (blank && out->len != first)
			buf_add_char(out, ' ');
		blank = false;
		utf8_add_clean(out, span_make(text.data + at, len));
	}
}

/* Where to cut so that at most `most` characters stay, the last of them a whole word's. */
static size_t cut_at_word(struct span s, size_t most)
{
	size_t at = 0, cut = 0, len, count = 0;

	for (; at < s.len && count < most; at += len, count++)
		if (is_blank_at(s, at, &len))
			cut = at;
	if (at == s.len)
		return s.len;
	if (is_blank_at(s, at, &len) || cut == 0)
		cut = at;
	return cut;
}

static bool is_weak_end(char c)
{
	return c == ' ' || c == ',' || c == ';' || c == ':' || c == '-' || c == '(';
}

void cite_shorten(struct buf *out, struct span text, size_t most)
{
	struct buf line;
	size_t cut;

	buf_init(&line);
	cite_add_line(&line, text);
	cut = cut_at_word(buf_span(&line), most);
	if (cut == line.len) {
		buf_add_span(out, buf_span(&line));
	} else {
		while (cut > 0 && is_weak_end(line.data[cut - 1]))
			cut--;
		buf_add(out, line.data, cut);
		buf_add_str(out, " …");
	}
	buf_release(&line);
}

static const char *ordinal_suffix(uint32_t n)
{
	static const char *const suffixes[] = {"th", "st", "nd", "rd"};

	if (n % 100 >= 11 && n % 100 <= 13)
		return "th";
	return n % 10 <= 3 ? suffixes[n % 10] : "th";
}

void cite_add_ordinal(struct buf *out, uint32_t n)
{
	buf_addf(out, "%u%s", (unsigned)n, ordinal_suffix(n));
}

bool cite_is_known(const char *value)
{
	return value != NULL && *value != '\0';
}

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

const char *cite_month(int month)
{
	return months[month - 1];
}

bool cite_read_date(const char *iso, int *year, int *month, int *day)
{
	int parts;

	*month = *day = 0;
	parts = sscanf(iso, "%4d-%2d-%2d", year, month, day);
	return parts >= 1 && (parts == 1 || (*month >= 1 && *month <= 12));
}

void cite_date(struct buf *out, const char *iso)
{
	int year, month, day;

	if (!cite_read_date(iso, &year, &month, &day)) {
		cite_add_line(out, span_of(iso));
		return;
	}
	if (day != 0)
		buf_addf(out, "%d ", day);
	if (month != 0)
		buf_addf(out, "%s ", cite_month(month));
	buf_addf(out, "%.4s", iso);
}

/* Where the letters before byte `end` begin, and how many they are. */
static size_t word_before(struct span s, size_t end, size_t *letters)
{
	size_t at = end;

	*letters = 0;
	while (at != 0) {
		size_t before = at - 1;
		int32_t cp;

		while (before != 0 && ((unsigned char)s.data[before] & 0xC0) == 0x80)
			before--;
		utf8_decode(s, before, &cp);
		if (!utf8_is_letter(cp))
			break;
		at = before;
		++*letters;
	}
	return at;
}

void cite_drop_stop(struct buf *out, size_t from)
{
	static const char *const kept[] = {"etc", "vol", "art", "par", "sec", "eds", "rev", "cit"};
	size_t letters, start, end = out->len - 1;
	struct span word;

	if (out->len <= from || out->data[end] != '.')
		return;
	start = word_before(buf_span(out), end, &letters);
	word = span_make(out->data + start, end - start);
	if (letters < STOP_SMALL_MIN || (letters < STOP_WORD_MIN && !(word.data[0] >= 'a' && word.data[0] <= 'z')))
		return;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (span_eq_str(word, kept[i]))
			return;
	out->len--;
	out->data[out->len] = '\0';
}

void cite_end_sentence(struct buf *out)
{
	struct span s = buf_span(out);

	if (span_ends(s, CITE_ROMAN))
		s.len--;
	if (s.len != 0 && !span_ends(s, ".") && !span_ends(s, "?") && !span_ends(s, "!"))
		buf_add_char(out, '.');
}
