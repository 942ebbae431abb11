/* title_case.c: numbers by which a court, or who writes to a government, calls a case. */
#include "indexer/title_opening.h"

#include "indexer/shape.h"
#include "text/utf8.h"

#define YEAR_DIGITS 4

/* The word at *at, past it and the space behind it. */
static struct span next_word(struct span s, size_t *at)
{
	size_t from = *at;

	while (*at < s.len && s.data[*at] != ' ')
		++*at;
	*at += *at < s.len;
	return span_trim(span_make(s.data + from, *at - from));
}

/* "6B_9999/2019", "2C_1/2020": a case of the Swiss Federal Court. */
static bool is_swiss_case(struct span s)
{
	size_t at = 3;

	if (s.len < 9 || s.len > 13 || !byte_is_digit(s.data[0]) || s.data[1] < 'A' || s.data[1] > 'Z' || s.data[2] != '_')
		return false;
	while (at < s.len && byte_is_digit(s.data[at]))
		at++;
	if (at == 3 || at + 5 != s.len || s.data[at] != '/')
		return false;
	for (at++; at < s.len && byte_is_digit(s.data[at]); at++)
		;
	return at == s.len;
}

bool title_is_communication(struct span s)
{
	static const char *const kinds[] = {"AL ", "UA ", "OL ", "JAL ", "JUA ", "OTH ", NULL};
	size_t i = 0, at, digits = 0;

	while (kinds[i] != NULL && !span_starts(s, kinds[i]))
		i++;
	if (kinds[i] == NULL)
		return false;
	at = strlen(kinds[i]);
	if (at + 8 > s.len || s.len > 20 || s.data[at + 3] != ' ')
		return false;
	for (size_t k = at; k < at + 3; k++)
		if (s.data[k] < 'A' || s.data[k] > 'Z')
			return false;
	for (at += 4; at < s.len && (byte_is_digit(s.data[at]) || s.data[at] == '/'); at++)
		digits += byte_is_digit(s.data[at]);
	return at == s.len && s.data[s.len - YEAR_DIGITS - 1] == '/' && digits > YEAR_DIGITS;
}

/* "3 StR 999/19", "VI ZR 12/20", "- 2 BvR 777/12 -": the panel of a German court, its register, a number and the year. */
static bool is_german_case(struct span s)
{
	size_t at = 0, digits = 0;
	struct span panel, code, number;

	if (span_starts(s, "- ") && span_ends(s, " -") && s.len > 4)
		s = span_make(s.data + 2, s.len - 4);
	panel = next_word(s, &at);
	code = next_word(s, &at);
	number = next_word(s, &at);
	if (at < s.len || panel.len == 0 || panel.len > 4 || code.len < 1 || code.len > 5 || number.len < 4)
		return false;
	for (size_t i = 0; i < panel.len; i++)
		if (!byte_is_digit(panel.data[i]) && strchr("IVX", panel.data[i]) == NULL)
			return false;
	for (size_t i = 0; i < number.len; i++)
		digits += byte_is_digit(number.data[i]);
	return text_begins_upper(code, 0, code.len) && !utf8_holds(code, utf8_is_digit) && digits == number.len - 1 && number.data[number.len - 3] == '/';
}

bool title_is_case_number(struct span s)
{
	/* folded: "№" is "no" */
	static const char *const words[] = {"дело no", "справа no", "провадження no", "производство no", "іс no", "иш no", "sygn. akt ", "appeal number: ", "suit no: ", "suit no. ", "no "};
	struct buf b;
	bool found = false;

	buf_init(&b);
	title_fold(&b, s);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		found = found || (span_starts(buf_span(&b), words[i]) && (words[i][0] != 'n' || span_starts(s, "№")));
	buf_release(&b);
	return found || is_german_case(s) || is_swiss_case(s) || span_starts(s, "G.R. No. ");
}
