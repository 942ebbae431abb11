/* query_words.c: where a word of a typed query ends. */
#include "searcher/query_words.h"

#include "searcher/query_quotes.h"
#include "text/utf8.h"

#define ITEM_BRACKET_MAX 4   /* letters or digits of a paragraph or item in brackets: "(2)", "(iii)", "(bis)" */
#define DATE_GAPS 4 /* of a date in brackets: "23 de marzo de 2010" */
#define INNER_BRACKET_MAX 64 /* bytes of a bracket inside a word */

int32_t query_peek(struct span typed, size_t at, size_t *len)
{
	int32_t cp = 0;

	*len = at < typed.len ? utf8_decode(typed, at, &cp) : 0;
	return cp;
}

bool query_is_gap(int32_t cp)
{
	return cp <= 0x20 || cp == 0x7F || utf8_is_space(cp);
}

static bool is_of_word(int32_t cp)
{
	return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp) || cp == UTF8_REPLACEMENT;
}

bool query_has_word(struct span s)
{
	return utf8_holds(s, is_of_word);
}

size_t query_item_end(struct span typed, size_t at)
{
	size_t len, end = at + 1, count = 0;
	int32_t cp = query_peek(typed, end, &len);

	for (; count <= ITEM_BRACKET_MAX && (utf8_is_letter(cp) || utf8_is_digit(cp)); cp = query_peek(typed, end, &len)) {
		end += len;
		count++;
	}
	return count != 0 && count <= ITEM_BRACKET_MAX && cp == ')' ? end + 1 : 0;
}

static bool has_operator(struct span s)
{
	static const char *const operators[] = {"OR ", "AND ", "NOT ", "NEAR "};

	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if (memmem(s.data, s.len, operators[i], strlen(operators[i])) != NULL)
			return true;
	return false;
}

/* "23 March 2010", "March 2010", "ECtHR, 23 March 2010": a word or more, the last of four digits. */
static bool is_date(struct span s)
{
	size_t gaps = 0, digits = 0, len;

	if (has_operator(s))
		return false;
	for (size_t at = 0; at < s.len; at += len) {
		int32_t cp = query_peek(s, at, &len);

		if (cp != ' ' && cp != ',' && !utf8_is_letter(cp) && !utf8_is_digit(cp))
			return false;
		gaps += cp == ' ';
		digits = utf8_is_digit(cp) ? digits + 1 : 0;
	}
	return gaps != 0 && gaps <= DATE_GAPS && digits == 4 && s.len > 4 && s.data[s.len - 5] == ' ';
}

size_t query_date_end(struct span typed, size_t at)
{
	const char *close = memchr(typed.data + at, ')', typed.len - at < INNER_BRACKET_MAX ? typed.len - at : INNER_BRACKET_MAX);
	size_t end = close == NULL ? 0 : (size_t)(close - typed.data);

	return end != 0 && is_date(span_make(typed.data + at + 1, end - at - 1)) ? end : 0;
}

/* The end of the bracket at `at`, inside a word, if it closes before the word ends: 19(3); else 0. */
static size_t inner_bracket_end(struct span typed, size_t at)
{
	size_t depth = 0, start = at, len;

	for (; at < typed.len && at - start < INNER_BRACKET_MAX; at += len) {
		int32_t cp = query_peek(typed, at, &len);

		if (query_is_gap(cp) || quote_is_mark(cp))
			return 0;
		depth += cp == '(';
		if (cp == ')' && --depth == 0)
			return at + len;
	}
	return 0;
}

/* "torture,police": a comma or semicolon between letters, where a blank was forgotten. */
static bool parts_words(struct span typed, size_t at)
{
	size_t len;

	return (typed.data[at] == ',' || typed.data[at] == ';') && at > 0 &&
	       utf8_is_letter(utf8_peek(typed, utf8_before(typed, at))) && utf8_is_letter(query_peek(typed, at + 1, &len));
}

size_t query_word_end(struct span typed, size_t at, bool after_word)
{
	size_t start = at, len;

	while (at < typed.len) {
		int32_t cp = query_peek(typed, at, &len);

		if (query_is_gap(cp) || cp == ')' || quote_is_mark(cp))
			break;
		if (cp == '(') {
			size_t end = at != start ? inner_bracket_end(typed, at) : after_word ? query_item_end(typed, at) : 0;

			if (end == 0)
				break;
			at = end;
			continue;
		}
		if (parts_words(typed, at))
			return at + len;
		at += len;
	}
	return at;
}

bool query_is_item(struct span typed, size_t at, size_t end)
{
	size_t len, count = 0;

	for (; at < end; at += len) {
		int32_t cp = query_peek(typed, at, &len);

		if (!utf8_is_letter(cp) && !utf8_is_digit(cp))
			return false;
		count++;
	}
	return count != 0 && count <= ITEM_BRACKET_MAX && end < typed.len && typed.data[end] == ')';
}

static size_t count_stars(struct span s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++)
		n += s.data[i] == '*';
	return n;
}

bool query_is_prefix(struct span word)
{
	return word.len > 1 && span_ends(word, "*") && count_stars(word) == 1 &&
	       query_has_word(span_make(word.data, word.len - 1));
}

struct span query_bare_word(struct span word, bool *ignored)
{
	struct span bare = word;

	while (bare.len != 0 && bare.data[0] == '*')
		bare = span_make(bare.data + 1, bare.len - 1);
	while (span_ends(bare, "*"))
		bare.len--;
	*ignored = count_stars(bare) != 0 || (word.data[0] == '*' && !span_ends(word, "*"));
	return bare;
}

/* Takes off the marks that the word begins or ends with, as long as something is left. */
static struct span without(struct span word, const char *const *marks, bool at_end)
{
	for (size_t i = 0; marks[i] != NULL; i++) {
		size_t len = strlen(marks[i]);

		if (word.len <= len || !(at_end ? span_ends(word, marks[i]) : span_starts(word, marks[i])))
			continue;
		word = span_make(at_end ? word.data : word.data + len, word.len - len);
		i = SIZE_MAX; /* from the first again */
	}
	return word;
}

struct span query_without_marks(struct span word, bool at_end)
{
	static const char *const before[] = {"¿", "¡", NULL};
	static const char *const after[] = {"?", "!", "…", "؟", "？", "！", "。", NULL};

	word = without(without(word, before, false), after, true);
	if (at_end && word.len > 1 && span_ends(word, ".") &&
	    (memchr(word.data, '.', word.len - 1) == NULL || byte_is_digit(word.data[word.len - 2])))
		word.len--;
	return word;
}
