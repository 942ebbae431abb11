#include "indexer/shape.h"

#include "text/provision_head.h"
#include "text/utf8.h"

#define HEADING_BYTES_MAX 400
#define HEADING_CHARS_MAX 200
#define HEADING_WORDS_MAX 28
#define QUESTION_WORDS_MAX 12 /* a longer question is a sentence of the text */
#define CALL_DIGITS_MAX 3 /* of a note's number at the end of a line */
#define YEAR_DIGITS 4
#define CALL_WORD_MIN 5   /* letters before the stop and that number: "sect. 3" is no end */
#define FOREIGN_WORDS_MIN 3 /* before a sentence's end, of words with other letters than English has: "146-бап. Азаптау", "Глава первая. Общие положения" */
#define COLUMN_GAP 4 /* so many spaces part columns, not words */

bool text_year_ends(struct span t, size_t from, size_t end)
{
	size_t at = end;

	while (at > from && end - at <= YEAR_DIGITS && byte_is_digit(t.data[at - 1]))
		at--;
	return end - at == YEAR_DIGITS && (memcmp(t.data + at, "19", 2) == 0 || memcmp(t.data + at, "20", 2) == 0) && (at == from || t.data[at - 1] == ' ');
}

/* The end without one call of a note: ⁵ </sup> [^1] [12], or the digits of "conflict.2". */
static size_t without_call(struct span t, size_t from, size_t to)
{
	size_t at = to;
	int32_t cp;

	if (to - from >= 6 && memcmp(t.data + to - 6, "</sup>", 6) == 0) {
		while (at > from && t.data[at - 1] != '<')
			at--;
		for (at -= at > from; at > from && t.data[at] != '<'; at--)
			;
		return at;
	}
	if (t.data[to - 1] == ']') {
		for (at--; at > from && to - at < 40 && t.data[at - 1] != '['; at--)
			;
		if (at == from || t.data[at - 1] != '[' || (t.data[at] != '^' && !byte_is_digit(t.data[at])))
			return to;
		return at - 1;
	}
	utf8_decode(t, utf8_before(t, to), &cp);
	if (utf8_superscript(cp) >= 0)
		return utf8_before(t, to);
	while (at > from && strchr("ivx", t.data[at - 1]) && to - at < 6)
		at--;
	if (at < to && at > from + 1 && strchr(".,;", t.data[at - 1]) && (t.data[at - 2] | 0x20) >= 'a' && (t.data[at - 2] | 0x20) <= 'z')
		return at; /* "court.ii": a raised Roman number */
	at = to;
	while (at > from && byte_is_digit(t.data[at - 1]) && to - at < 4)
		at--;
	if (at < to && at > from + 1 && strchr(".,;:", t.data[at - 1]) &&
	    (!byte_is_digit(t.data[at - 2]) || (t.data[at - 1] == '.' && text_year_ends(t, from, at - 1))))
		return at;
	return to;
}

static size_t core_end(struct span t, size_t from, size_t to)
{
	while (to > from) {
		size_t before = utf8_before(t, to), end;
		int32_t cp;

		utf8_decode(t, before, &cp);
		if (utf8_is_one_of(cp, "\"'”’»)]*_") || utf8_is_space(cp)) {
			end = without_call(t, from, to);
			to = end < to ? end : before;
			continue;
		}
		end = without_call(t, from, to);
		if (end == to && cp == ',' && before > from && t.data[before - 1] == '*')
			end = before; /* *, ** */
		if (end == to)
			break;
		to = end;
	}
	return to > from ? to : from;
}

enum ending text_ending(struct span t, size_t from, size_t to)
{
	int32_t cp;

	to = core_end(t, from, to);
	if (to <= from)
		return ENDING_WORD;
	utf8_decode(t, utf8_before(t, to), &cp);
	if (utf8_is_one_of(cp, ".!?…。！？؟।։"))
		return ENDING_STOP;
	if (utf8_is_one_of(cp, ":："))
		return ENDING_COLON;
	if (utf8_is_one_of(cp, ";；؛"))
		return ENDING_SEMICOLON;
	if (utf8_is_one_of(cp, ",，،、"))
		return ENDING_COMMA;
	return utf8_is_one_of(cp, "-‐–—/(&") ? ENDING_HYPHEN : ENDING_WORD;
}

bool text_ends_open(struct span t, size_t from, size_t to)
{
	static const char *const open[] = {
	        "a", "an", "the", "of", "and", "or", "to", "in", "on", "at", "by", "for", "from", "with",
	        "his", "her", "its", "their", "our", "your", "my", "this", "these", "those", "that",
	        "which", "who", "whose", "is", "are", "was", "were", "be", "been", "has", "have", "had",
	        "as", "than", "between", "into", "under", "against", "not", "de", "la", "le", "les", "des",
	        "du", "et", "ou", "un", "une", "en", "el", "los", "las", "del", "y", "и", "в", "на", "с",
	        "о", "по", "для", "что", "siguiente", "seguinte", "seguente", "Mr", "Mrs", "Ms", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", "No.", "no.",
	        "para.", "paras.", "art.", "Art.", "pp.", "p.", "v.", NULL};
	size_t end = to, start;
	enum ending how = text_ending(t, from, to);
	struct span word;

	if (how == ENDING_COMMA || how == ENDING_HYPHEN)
		return true;
	while (end > from && skip_space(t, end - 1, end) == end)
		end--;
	for (start = end; start > from && t.data[start - 1] > ' ' && end - start < 12; start--)
		;
	while (start > from && (unsigned char)t.data[start - 1] >= 0x80 && end - start < 24)
		start--;
	word = span_make(t.data + start, end - start);
	for (size_t i = 0; open[i]; i++)
		if (span_eq_str(word, open[i]))
			return true;
	return false;
}

/* The first code point that is no quotation mark, bracket or emphasis. */
static int32_t first_of(struct span t, size_t from, size_t to)
{
	while (from < to) {
		int32_t cp;
		size_t n = utf8_decode(t, from, &cp);
		if (!utf8_is_one_of(cp, "\"'“‘«„*_([¿¡…") && !utf8_is_space(cp))
			return cp;
		from += n;
	}
	return 0;
}

bool text_begins_lower(struct span t, size_t from, size_t to)
{
	int32_t cp = first_of(t, from, to);

	if (to - from > 4 && (memcmp(t.data + from, "http", 4) == 0 || memcmp(t.data + from, "www.", 4) == 0))
		return false;
	return cp && utf8_is_small(cp);
}

bool text_begins_upper(struct span t, size_t from, size_t to)
{
	int32_t cp = first_of(t, from, to);

	return cp && (utf8_is_upper(cp) || (utf8_is_letter(cp) && !utf8_is_small(cp)));
}

static bool is_address(struct span s)
{
	return span_starts(s, "http:") || span_starts(s, "https:") || span_starts(s, "www.") ||
	       span_starts(s, "<http");
}

/* Letters, words and wide gaps of one line. */
struct tally {
	size_t letters, words, chars;
	bool column;
};

static struct tally tally_of(struct span s)
{
	struct tally n = {0};
	size_t gap = 1;

	for (size_t i = 0; i < s.len;) {
		int32_t cp;
		i += utf8_decode(s, i, &cp);
		n.chars++;
		if (utf8_is_space(cp)) {
			n.column |= gap + 1 >= COLUMN_GAP && cp != '\n';
			gap = cp == '\n' ? 1 : gap + 1;
			n.column |= cp == '\t' && n.letters;
			continue;
		}
		n.words += gap > 0;
		gap = 0;
		n.letters += utf8_is_letter(cp);
	}
	return n;
}

struct range text_without_emphasis(struct span t, struct range r)
{
	while (r.end - r.start > 2 && (t.data[r.start] == '*' || t.data[r.start] == '_') &&
	       t.data[r.end - 1] == t.data[r.start]) {
		r.start++;
		r.end--;
	}
	return r;
}

static bool is_abbreviation(struct span w)
{
	static const char *const words[] = {"Mrs", "Art", "art", "Nos", "nos", "Vol", "vol", "Sec", "sec", "Inc", "Ltd",
	                                    "Rev", "Gen", "Col", "Doc", "Res", "Corr", "Add", "Prof", "para", "paras",
	                                    "Para", "Paras", "Jan", "Feb", "Sept", "Oct", "Nov", "Dec", "Hon", NULL};

	for (size_t i = 0; words[i]; i++)
		if (span_eq_str(w, words[i]))
			return true;
	return false;
}

/* The letters directly before a byte: where they begin; *count of them. */
static size_t word_before(struct span s, size_t at, size_t *count)
{
	for (*count = 0; at > 0; ++*count) {
		int32_t cp;
		size_t before = utf8_before(s, at);

		utf8_decode(s, before, &cp);
		if (!utf8_is_letter(cp))
			break;
		at = before;
	}
	return at;
}

static size_t words_before(struct span s, size_t at)
{
	size_t n = 0;

	for (size_t i = 0; i < at; i++)
		n += s.data[i] == ' ';
	return n;
}

/* Nothing but the number of a note, which a space parts from the stop before it. */
static bool is_call_apart(struct span s, size_t at)
{
	size_t from = at;

	while (at < s.len && byte_is_digit(s.data[at]))
		at++;
	return at == s.len && at > from && at - from <= CALL_DIGITS_MAX;
}

/* "… as well. They …", "… as well. (See …", "… as well. 12": a word, a stop (and calls of notes), then a capital. */
static bool has_sentence_end(struct span s)
{
	for (size_t i = 3; i + 2 < s.len; i++) {
		size_t from, at = i + 1, letters;
		int32_t cp;
		if (!strchr(".!?", s.data[i]) || (unsigned char)s.data[i - 1] <= ' ')
			continue;
		from = word_before(s, i, &letters);
		if (letters < 3 || is_abbreviation(span_make(s.data + from, i - from)) || (letters < i - from && words_before(s, from) < FOREIGN_WORDS_MIN))
			continue;
		while (at < s.len && (unsigned char)s.data[at] > ' ')
			at++;
		if (at + 1 >= s.len || at - i > 16)
			continue;
		at = skip_space(s, at, s.len);
		if (letters >= CALL_WORD_MIN && is_call_apart(s, at))
			return true;
		at += at + 1 < s.len && (s.data[at] == '(' || s.data[at] == '[');
		utf8_decode(s, at, &cp);
		if (utf8_is_upper(cp))
			return true;
	}
	return false;
}

/* "Q2 Mr. Stone: How many …?", "Q. Where …?": what somebody asks in a transcript. */
static bool is_asked(struct span s)
{
	size_t at = 1;

	if (s.len < 3 || s.data[0] != 'Q')
		return false;
	while (at < s.len && byte_is_digit(s.data[at]))
		at++;
	return at < s.len && strchr(" .:", s.data[at]) != NULL;
}

/* "Jim Shaw (Harbour): Will the Minister give way?": what a speaker asks, whose name has two words or more, each with a capital. */
static bool is_asked_by_name(struct span s)
{
	static const char *const units[] = {"chapter", "part", "section", "annex", "appendix", "box", "case", "question", NULL};
	const char *colon = memmem(s.data, s.len, ": ", 2), *space = memchr(s.data, ' ', s.len);
	size_t words = 0;
	int32_t cp;

	if (colon == NULL || text_is_capitals(s, 0, s.len) || utf8_folds_to(span_make(s.data, (size_t)(space - s.data)), units))
		return false;
	for (size_t at = 0, end = (size_t)(colon - s.data); at < end; words++) {
		utf8_decode(s, at, &cp);
		if (!utf8_is_upper(cp) && cp != '(')
			return false;
		while (at < end && s.data[at] != ' ')
			if (byte_is_digit(s.data[at++]))
				return false;
		at += at < end;
	}
	return words > 1;
}

/* What follows "2-modda. " and its like: their stop ends no sentence. */
static struct span without_head(struct span s)
{
	struct provision_head head;

	return provision_head_read(s, &head) ? span_make(s.data + head.past, s.len - head.past) : s;
}

bool text_is_heading(struct span t, size_t from, size_t to)
{
	struct range r = text_without_emphasis(t, (struct range){from, to});
	struct span s = span_sub(t, r);
	struct tally n;
	int32_t first;
	enum ending end;

	if (s.len < 2 || s.len > HEADING_BYTES_MAX || is_address(s))
		return false;
	n = tally_of(s);
	if (n.letters < 2 || n.words > HEADING_WORDS_MAX || n.chars > HEADING_CHARS_MAX || n.column)
		return false;
	utf8_decode(s, 0, &first);
	if (utf8_is_small(first) || first == '(' || first == '[' || first == '|' || first == '<')
		return false;
	end = text_ending(s, 0, s.len);
	if (has_sentence_end(s) && has_sentence_end(without_head(s)))
		return false;
	if (end != ENDING_WORD && !(end == ENDING_STOP && s.data[s.len - 1] == '?' && n.words <= QUESTION_WORDS_MAX && !is_asked(s) && !is_asked_by_name(s)))
		return false;
	return !text_ends_open(s, 0, s.len) && !text_is_date(s) && !text_is_signing(s) && !text_is_symbol(s) && memmem(s.data, s.len, "://", 3) == NULL;
}

bool text_is_capitals(struct span t, size_t from, size_t to)
{
	size_t upper = 0, lower = 0;

	for (size_t i = from; i < to;) {
		int32_t cp;
		i += utf8_decode(span_make(t.data, to), i, &cp);
		upper += utf8_is_upper(cp);
		lower += utf8_is_small(cp);
	}
	return upper >= 2 && upper > lower * 4;
}

bool text_is_bold(struct span t, size_t from, size_t to)
{
	struct span s = span_make(t.data + from, to - from);

	if (s.len < 5 || !(span_starts(s, "**") || span_starts(s, "__")) ||
	    !span_ends(s, s.data[0] == '*' ? "**" : "__"))
		return false;
	for (size_t i = 2; i + 2 < s.len; i++)
		if (s.data[i] == s.data[0] && s.data[i + 1] == s.data[0])
			return false;
	return true;
}
