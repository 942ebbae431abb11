#include "text/gap.h"

#include "text/utf8.h"

/* How far around a boundary is looked, in bytes, so that the time stays linear. */
#define WORD_MAX 64     /* a word before a stop; a longer one is no abbreviation */
#define LABEL_MAX 48    /* "Article 376." */
#define OPENERS_MAX 24  /* quotation marks and brackets before a sentence's first letter */
#define BRACKETED_MAX 400 /* a citation in brackets */

#define LABEL_TOKENS 4
#define INITIAL_LETTERS 2 /* of each part of an abbreviation such as U.S., Ph.D. */
#define VOWELLESS_LETTERS 4
#define DASHED_DIGITS 2   /* of a number in a list, "– 12. …": more is a year */
#define SHORT_LETTERS 5   /* of a capitalised word before a number: "Add. 2" */

/* ---- characters and words ---- */

static bool is_opener(int32_t cp)
{
	return utf8_is_one_of(cp, "([{<\"'“‘„‚«‹”’»›¿¡*_");
}

static bool is_terminator(int32_t cp)
{
	return utf8_is_one_of(cp, ".!?。！？．؟۔।…");
}

static bool is_digit(int32_t cp)
{
	return cp < 0x80 ? cp >= '0' && cp <= '9' : utf8_is_digit(cp);
}

static bool is_letter(int32_t cp)
{
	return utf8_is_letter(cp) || utf8_is_mark(cp);
}

static size_t skip_openers(struct span s, size_t at)
{
	size_t limit = at + OPENERS_MAX;
	int32_t cp;

	while (at < s.len && at < limit) {
		size_t n = utf8_decode(s, at, &cp);

		if (!is_opener(cp) && !utf8_is_space(cp) && !utf8_is_one_of(cp, "-–—"))
			break;
		at += n;
	}
	return at;
}

static size_t skip_openers_back(struct span s, size_t at, size_t floor)
{
	while (at > floor && (is_opener(utf8_peek_before(s, at)) || utf8_is_space(utf8_peek_before(s, at))))
		at = utf8_before(s, at);
	return at;
}

static bool is_opening(int32_t cp)
{
	return cp < 0x80 ? cp == '(' || cp == '[' || cp == '{' || cp == '"' : utf8_is_one_of(cp, "“„«");
}

/* The start of the run without white space or opening brackets that ends at `end`; `end` if it is too long. */
static size_t word_start(struct span s, size_t end, size_t floor)
{
	size_t at = end;

	while (at > floor) {
		int32_t cp = utf8_peek_before(s, at);

		if (utf8_is_space(cp) || is_opening(cp))
			return at;
		at = utf8_before(s, at);
		if (end - at > WORD_MAX)
			return end;
	}
	return at;
}

/* The word whose stop ends the left side, without the stop; empty if no stop does. */
static struct span find_stopped(const struct gap *gap)
{
	size_t end = gap->ended, start;

	if (end == gap->start || gap->text.data[end - 1] != '.')
		return span_make(gap->text.data, 0);
	end--;
	start = word_start(gap->text, end, gap->start);
	return span_make(gap->text.data + start, end - start);
}

static size_t count_letters(struct span word)
{
	size_t letters = 0;
	int32_t cp;

	for (size_t at = 0; at < word.len;) {
		at += utf8_decode(word, at, &cp);
		if (!is_letter(cp))
			return 0;
		letters += !utf8_is_mark(cp);
	}
	return letters;
}

static bool has_digit(struct span word)
{
	int32_t cp;

	for (size_t at = 0; at < word.len;) {
		at += utf8_decode(word, at, &cp);
		if (is_digit(cp))
			return true;
	}
	return false;
}

static bool is_roman(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (strchr("IVXLCivxlc", word.data[i]) == NULL)
			return false;
	return word.len != 0;
}

/* 14, 2.1, 12bis, 1(a), XIV, a: what numbers an article or a list item. */
static bool is_number(struct span word)
{
	return has_digit(word) || is_roman(word) || count_letters(word) == 1;
}

/* ---- the rules: each tells a gap that is not between two sentences ---- */

typedef bool join_rule(const struct gap *gap);

/* A line end that UAX #29 takes for a paragraph's, where nothing ends a sentence. */
static bool is_line_end(const struct gap *gap)
{
	return gap->feeds > 0 && !is_terminator(utf8_peek_before(gap->text, gap->ended));
}

/* Inside a URL, a symbol, a decimal: no white space. Chinese and Japanese have none anywhere. */
static bool is_glued(const struct gap *gap)
{
	return gap->left == gap->right && utf8_is_one_of(utf8_peek_before(gap->text, gap->ended), ".!?");
}

/* “Why?” asked the judge. */
static bool is_before_lower_case(const struct gap *gap)
{
	return utf8_is_small(utf8_peek(gap->text, skip_openers(gap->text, gap->right)));
}

/* Sgt, Дж, Ltd: a capitalised word of Latin or Cyrillic letters that has no vowel is cut short. */
static bool has_no_vowel(struct span word)
{
	size_t letters = count_letters(word), at;
	int32_t cp;

	if (letters < 2 || letters > VOWELLESS_LETTERS || !utf8_is_upper(utf8_peek(word, 0)))
		return false;
	for (at = utf8_decode(word, 0, &cp); at < word.len;) {
		at += utf8_decode(word, at, &cp);
		if (!(cp >= 'a' && cp <= 'z') && !(cp >= 0x430 && cp <= 0x44F))
			return false;
		if (utf8_is_one_of(cp, "aeiouyаеиоуыэюя"))
			return false;
	}
	return !utf8_is_one_of(utf8_peek(word, 0), "AEIOUYАЕИОУЫЭЮЯЁЄІЇ");
}

static bool is_after_abbreviation(const struct gap *gap)
{
	struct span word = gap->stopped;
	size_t at = word.len;

	if (has_no_vowel(word))
		return true;
	if (word.len == 0 || gap->lists == NULL)
		return false;
	if (lists_is_abbreviation(gap->lists, gap->lang, word))
		return true;
	while (at > 0 && !utf8_is_one_of(utf8_peek_before(word, at), "-–—/'’‘,;:")) /* l’art. 5, p.3/para. 4 */
		at = utf8_before(word, at);
	return at > 0 && lists_is_abbreviation(gap->lists, gap->lang,
	                                       span_make(word.data + at, word.len - at));
}

/* EE. UU., FF. AA.: how Spanish writes the initials of a plural. */
static bool is_doubled_initial(struct span word)
{
	int32_t first, second;
	size_t n;

	if (count_letters(word) != 2)
		return false;
	n = utf8_decode(word, 0, &first);
	utf8_decode(word, n, &second);
	return first == second && utf8_is_upper(first);
}

/* B. Sagintayev, U.S. Government, т.е. */
static bool is_after_initial(const struct gap *gap)
{
	struct span word = gap->stopped;
	size_t parts = 0, longest = 0;

	if (is_doubled_initial(word))
		return true;
	while (word.len != 0) {
		const char *stop = memchr(word.data, '.', word.len);
		size_t len = stop == NULL ? word.len : (size_t)(stop - word.data);
		size_t letters = count_letters(span_make(word.data, len));

		if (letters == 0 || letters > INITIAL_LETTERS)
			return false;
		longest = letters > longest ? letters : longest;
		parts++;
		word = span_make(word.data + len + (stop != NULL), word.len - len - (stop != NULL));
	}
	return parts > 1 || longest == 1;
}

/* The next word of a label, to the next white space; *at is moved past it. */
static struct span label_token(struct span s, size_t *at, size_t end)
{
	size_t start;

	while (*at < end && utf8_is_space(utf8_peek(s, *at)))
		*at += utf8_decode(s, *at, &(int32_t){0});
	start = *at;
	while (*at < end && !utf8_is_space(utf8_peek(s, *at)))
		*at += utf8_decode(s, *at, &(int32_t){0});
	return span_make(s.data + start, *at - start);
}

/* Whether all of the sentence so far is a number and at most one word: "14.", "Article 376.", "ст. 5." */
static bool is_after_label(const struct gap *gap)
{
	size_t at = skip_openers(gap->text, gap->start), words = 0, tokens = 0;
	bool number = false;

	if (gap->left - gap->start > LABEL_MAX || utf8_peek_before(gap->text, gap->left) != '.')
		return false;
	while (at < gap->left) {
		struct span token = label_token(gap->text, &at, gap->left);

		if (token.len != 0 && token.data[token.len - 1] == '.')
			token.len--;
		number = is_number(token) || span_eq_str(token, "§") || span_eq_str(token, "№");
		if (!number && (count_letters(token) == 0 || ++words > 1))
			return false;
		if (++tokens > LABEL_TOKENS)
			return false;
	}
	return number;
}

/* A number in a list inside the sentence: "…: 1. Freedom …; Article 2. The …; – 3. …" */
static bool is_after_list_number(const struct gap *gap)
{
	struct span number = gap->stopped, s = gap->text;
	size_t at, word;
	int32_t before;

	if (number.len == 0 || !is_number(number))
		return false;
	at = skip_openers_back(s, (size_t)(number.data - s.data), gap->start);
	before = utf8_peek_before(s, at);
	if (utf8_is_one_of(before, ":;•"))
		return true;
	if (utf8_is_one_of(before, "-–—"))
		return number.len <= DASHED_DIGITS;
	word = word_start(s, at, gap->start);
	if (count_letters(span_make(s.data + word, at - word)) == 0)
		return false;
	at = skip_openers_back(s, word, gap->start);
	return at > gap->start && utf8_is_one_of(utf8_peek_before(s, at), ":;");
}

/* Whether a number and a stop begin at `at`, as a paragraph does: "2. The State". */
static bool is_numbered(struct span s, size_t at)
{
	size_t limit = at + LABEL_MAX;
	int32_t cp;

	while (at < s.len && at < limit && is_digit(utf8_peek(s, at)))
		at += utf8_decode(s, at, &cp);
	return utf8_peek(s, at) == '.' && !is_digit(utf8_peek(s, at + 1));
}

/* Add. 2, Supp. 12: a short capitalised word and a number. Not "… of the Law. 2. The State". */
static bool is_before_number(const struct gap *gap)
{
	struct span word = gap->stopped;
	size_t letters = count_letters(word), right = skip_openers(gap->text, gap->right);

	return letters > 1 && letters <= SHORT_LETTERS && utf8_is_upper(utf8_peek(word, 0)) &&
	       is_digit(utf8_peek(gap->text, right)) && !is_numbered(gap->text, right);
}

/* The languages that write an ordinal with a stop, and the most digits it has: 5. Mai, 2015. május. */
static const struct {
	const char *code;
	size_t digits;
} ordinals[] = {
        {"de", 2}, {"lb", 2}, {"da", 2}, {"nb", 2}, {"nn", 2}, {"no", 2}, {"is", 2}, {"fo", 2},
        {"fi", 2}, {"et", 2}, {"cs", 2}, {"sk", 2}, {"pl", 2}, {"tr", 2}, {"az", 2}, {"lv", 4},
        {"hu", 4}, {"sl", 4}, {"hr", 4}, {"bs", 4}, {"sr", 4},
};

static bool is_after_ordinal(const struct gap *gap)
{
	struct span number = gap->stopped;
	size_t digits = 0;

	if (number.len == 0)
		return false;
	while (digits < number.len && is_digit((unsigned char)number.data[digits]))
		digits++;
	if (digits != number.len && !is_roman(number))
		return false;
	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++)
		if (strcmp(gap->lang->code, ordinals[i].code) == 0)
			return digits <= ordinals[i].digits;
	return false;
}

/* "(...)" and "[...]" mark what was left out, wherever it was. */
static bool is_after_omission(const struct gap *gap)
{
	struct span before = span_make(gap->text.data + gap->start, gap->left - gap->start);

	return span_ends(before, "...]") || span_ends(before, "...)") || span_ends(before, "…]") ||
	       span_ends(before, "…)");
}

/* Inside "(adopted in 2015. See A/HRC/29/25/Add.2)": brackets that hold a number or a URL. */
static bool is_in_bracketed_citation(const struct gap *gap)
{
	size_t end, depth = 1;

	if (gap->bracket == SIZE_MAX)
		return false;
	end = gap->bracket + BRACKETED_MAX;
	if (end > gap->text.len)
		end = gap->text.len;
	for (size_t at = gap->bracket + 1; at < end; at++) {
		char c = gap->text.data[at];

		depth += c == '(' || c == '[';
		depth -= c == ')' || c == ']';
		if (depth == 0)
			return has_digit(span_make(gap->text.data + gap->bracket, at - gap->bracket));
	}
	return false;
}

static join_rule *const rules[] = {
        is_line_end,      is_glued,       is_before_lower_case, is_after_abbreviation,
        is_after_initial, is_after_label, is_after_list_number, is_before_number,
        is_after_ordinal, is_after_omission, is_in_bracketed_citation,
};

/* An empty line ends a paragraph, whatever the rules say. */
bool gap_is_sentence_end(struct gap *gap)
{
	if (gap->feeds > 1)
		return true;
	gap->stopped = find_stopped(gap);
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (rules[i](gap))
			return false;
	return true;
}
