#include "indexer/page_lines.h"

#include "text/utf8.h"

#define PAGE_BYTES 24 /* of a line that is a page's number: "Page 12 of 120" */
#define DASHES_BYTES 8 /* of what stands beside the number */

struct span line_content(const struct scan *s, size_t line)
{
	return span_make(s->text.data + s->lines[line].start, s->lines[line].end - s->lines[line].start);
}

bool line_is_alone(const struct scan *s, size_t i)
{
	return (i == 0 || (s->lines[i - 1].flags & LINE_BLANK)) &&
	       (i + 1 == s->line_count || (s->lines[i + 1].flags & LINE_BLANK));
}

bool page_digits(struct span s, size_t *at, uint32_t *n)
{
	size_t from = *at;

	for (*n = 0; *at < s.len && s.data[*at] >= '0' && s.data[*at] <= '9' && *at - from < 5; ++*at)
		*n = *n * 10 + (uint32_t)(s.data[*at] - '0');
	return *at > from;
}

bool page_of_pages(struct span s, struct range *at, uint32_t *n)
{
	if (s.len == 0 || memchr(s.data, '/', s.len) == NULL)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		uint32_t all = 0;
		size_t end = i, past;

		if ((i != 0 && s.data[i - 1] != ' ') || !page_digits(s, &end, n) || end >= s.len || s.data[end] != '/')
			continue;
		past = end + 1;
		if (!page_digits(s, &past, &all) || (past < s.len && s.data[past] != ' ') || *n == 0 || *n > all)
			continue;
		*at = (struct range){i, end};
		return true;
	}
	return false;
}

bool line_is_roman(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!strchr("ivxlc", s.data[i]))
			return false;
	return s.len > 0 && s.len <= 7;
}

static bool dashes(struct span s)
{
	for (size_t i = 0; i < s.len;) {
		int32_t cp;

		i += utf8_decode(s, i, &cp);
		if (!utf8_is_one_of(cp, "-|[]‐–—−~·•") && !utf8_is_space(cp))
			return false;
	}
	return s.len <= DASHES_BYTES;
}

/* "8 9", of a spread of two pages. */
static bool is_spread(struct span s, size_t at, uint32_t number)
{
	uint32_t next;

	at = skip_space(s, at, s.len);
	return page_digits(s, &at, &next) && at == s.len && next == number + 1;
}

bool line_is_page_number(struct span s, uint32_t *number, bool *plain)
{
	size_t at = 0, from;
	bool word = false;

	*plain = false;
	if (s.len == 0 || s.len > PAGE_BYTES)
		return false;
	while (at < s.len && (s.data[at] < '0' || s.data[at] > '9'))
		at++;
	from = at;
	if (!page_digits(s, &at, number))
		return false;
	*plain = from == 0 && at == s.len;
	if (from) {
		struct span before = span_trim(span_make(s.data, from));
		word = span_eq_str(before, "Page") || span_eq_str(before, "page") || span_eq_str(before, "PAGE") ||
		       span_eq_str(before, "p.") || span_eq_str(before, "Página") || span_eq_str(before, "Стр.");
		if (!word && !dashes(before))
			return false;
	}
	if (at < s.len) {
		struct span rest = span_trim(span_make(s.data + at, s.len - at));
		if (from == 0 && is_spread(s, at, *number))
			return true;
		if (!(word && (span_starts(rest, "of ") || span_starts(rest, "/") || span_starts(rest, "|"))) && !dashes(rest) &&
		    !span_eq_str(rest, "| Page") && !span_eq_str(rest, "| P a g e"))
			return false;
	}
	return true;
}

/* GE.10-12492, 18-22195, V.05-12345: the number of a job, in a word of its own. */
static bool is_job_word(struct span w)
{
	size_t at = 0, from;

	while (at < w.len && at < 2 && w.data[at] >= 'A' && w.data[at] <= 'Z')
		at++;
	if (at > 0 && (at == w.len || w.data[at++] != '.'))
		return false;
	from = at;
	while (at < w.len && w.data[at] >= '0' && w.data[at] <= '9')
		at++;
	if (at - from != 2 || at == w.len || w.data[at++] != '-')
		return false;
	for (from = at; at < w.len && w.data[at] >= '0' && w.data[at] <= '9'; at++)
		;
	return at - from == 5 && (at == w.len || w.data[at] == '(' || w.data[at] == '*');
}

/* What may stand beside it: a page, a date, a language in brackets, a bar code. */
static bool is_job_company(struct span w)
{
	size_t digits = 0;

	for (size_t i = 0; i < w.len; i++) {
		digits += w.data[i] >= '0' && w.data[i] <= '9';
		if (!(w.data[i] >= '0' && w.data[i] <= '9') && !strchr("*/()-.", w.data[i]) &&
		    !(w.data[0] == '(' && w.data[i] >= 'A' && w.data[i] <= 'Z'))
			return false;
	}
	return digits > 0 || w.data[0] == '(';
}

bool line_is_job_number(struct span s)
{
	bool job = false;

	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		while (at < s.len && s.data[at] != ' ' && s.data[at] != '\t')
			at++;
		if (at > from && is_job_word(span_make(s.data + from, at - from)))
			job = true;
		else if (at > from && !is_job_company(span_make(s.data + from, at - from)))
			return false;
		at += at < s.len;
	}
	return job;
}

bool line_is_symbols(struct span s, struct span *symbol)
{
	size_t symbols = 0;

	for (size_t at = 0; at < s.len;) {
		size_t from = at;
		while (at < s.len && s.data[at] != ' ' && s.data[at] != '\t')
			at++;
		struct span w = span_make(s.data + from, at - from);
		if (text_is_symbol(w)) {
			*symbol = w;
			symbols++;
		} else if (w.len && !is_job_company(w)) {
			return false;
		}
		at += at < s.len;
	}
	return symbols > 0;
}
