#include "text/words.h"

#include "text/break_tables.h"
#include "text/bytes.h"
#include "text/utf8.h"

#include <assert.h>

#define BIT(class) (1U << (class))

/* The class of the code point at `at`; *next is where the following one begins. */
static inline unsigned word_class_at(struct span s, size_t at, size_t *next)
{
	int32_t cp = (unsigned char)s.data[at];

	if (cp < 0x80)
		*next = at + 1;
	else
		*next = at + utf8_decode(s, at, &cp);
	return word_class[word_block[cp / BREAK_BLOCK]][cp % BREAK_BLOCK];
}

static inline unsigned sentence_class_at(struct span s, size_t at, size_t *next)
{
	int32_t cp = (unsigned char)s.data[at];

	if (cp < 0x80)
		*next = at + 1;
	else
		*next = at + utf8_decode(s, at, &cp);
	return sentence_class[sentence_block[cp / BREAK_BLOCK]][cp % BREAK_BLOCK];
}

/* ---- words: rules WB3 to WB999 of UAX #29 ---- */

#define WORD_BASE(class) ((class) & (WORD_PICTOGRAPH - 1U))
#define LETTERS (BIT(WORD_ALETTER) | BIT(WORD_HEBREW_LETTER))
#define DIGITS BIT(WORD_NUMERIC)
#define KATAKANA BIT(WORD_KATAKANA)
#define CONNECTORS BIT(WORD_EXTENDNUMLET)
#define LETTER_MIDDLES (BIT(WORD_MIDLETTER) | BIT(WORD_MIDNUMLET) | BIT(WORD_SINGLE_QUOTE))
#define DIGIT_MIDDLES (BIT(WORD_MIDNUM) | BIT(WORD_MIDNUMLET) | BIT(WORD_SINGLE_QUOTE))
#define NEWLINES (BIT(WORD_CR) | BIT(WORD_LF) | BIT(WORD_NEWLINE))
#define IGNORED (BIT(WORD_EXTEND) | BIT(WORD_FORMAT) | BIT(WORD_ZWJ))

/* Which classes go on with the word after this one: WB5, WB8 to WB10, WB13 to WB13b, WB7a. */
static const unsigned goes_on[32] = {
        [WORD_ALETTER] = LETTERS | DIGITS | CONNECTORS,
        [WORD_HEBREW_LETTER] = LETTERS | DIGITS | CONNECTORS | BIT(WORD_SINGLE_QUOTE),
        [WORD_NUMERIC] = LETTERS | DIGITS | CONNECTORS,
        [WORD_KATAKANA] = KATAKANA | CONNECTORS,
        [WORD_EXTENDNUMLET] = LETTERS | DIGITS | KATAKANA | CONNECTORS,
};

/* A middle that joins a class on its left to one on its right: WB6 and WB7, WB7b and 7c, WB11 and 12. */
static const struct bridge {
	unsigned left, middle, right;
} bridges[] = {
        {LETTERS, LETTER_MIDDLES, LETTERS},
        {BIT(WORD_HEBREW_LETTER), BIT(WORD_DOUBLE_QUOTE), BIT(WORD_HEBREW_LETTER)},
        {DIGITS, DIGIT_MIDDLES, DIGITS},
};

#define MIDDLES (LETTER_MIDDLES | DIGIT_MIDDLES | BIT(WORD_DOUBLE_QUOTE))

/* The first class from `at` on that WB4 does not ignore; *next is past its code point. */
static unsigned class_not_ignored(struct span s, size_t at, size_t *next)
{
	while (at < s.len) {
		unsigned class = WORD_BASE(word_class_at(s, at, next));

		if (!(BIT(class) & IGNORED))
			return class;
		at = *next;
	}
	return WORD_OTHER;
}

/* If a bridge leads from `left` over `middle` to what follows at `at`: the class there, else OTHER. */
static unsigned cross_bridge(struct span s, size_t at, unsigned left, unsigned middle, size_t *next)
{
	unsigned right;

	if (!(BIT(middle) & MIDDLES) || !(BIT(left) & (LETTERS | DIGITS)))
		return WORD_OTHER;
	right = class_not_ignored(s, at, next);
	for (size_t i = 0; i < sizeof bridges / sizeof *bridges; i++)
		if (BIT(left) & bridges[i].left && BIT(middle) & bridges[i].middle &&
		    BIT(right) & bridges[i].right)
			return right;
	return WORD_OTHER;
}

/*
 * Whether nothing but `right` goes on after `left`; `raw` is the code point just
 * before, ignored or not. WB3c and WB3d see that one, the others see past it.
 */
static bool joins(unsigned left, unsigned raw, unsigned right, bool odd_flag)
{
	unsigned base = WORD_BASE(right);

	if (BIT(base) & goes_on[left])
		return true;
	if (base == WORD_WSEGSPACE)
		return raw == WORD_WSEGSPACE;
	if (base == WORD_REGIONAL_INDICATOR)
		return left == WORD_REGIONAL_INDICATOR && odd_flag;
	return (right & WORD_PICTOGRAPH) != 0 && raw == WORD_ZWJ;
}

/* What goes on with one another: LETTERS, DIGITS and CONNECTORS of ASCII. */
static byte_set ascii_word = {
	['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1,
	['8'] = 1, ['9'] = 1, ['A'] = 1, ['B'] = 1, ['C'] = 1, ['D'] = 1, ['E'] = 1, ['F'] = 1,
	['G'] = 1, ['H'] = 1, ['I'] = 1, ['J'] = 1, ['K'] = 1, ['L'] = 1, ['M'] = 1, ['N'] = 1,
	['O'] = 1, ['P'] = 1, ['Q'] = 1, ['R'] = 1, ['S'] = 1, ['T'] = 1, ['U'] = 1, ['V'] = 1,
	['W'] = 1, ['X'] = 1, ['Y'] = 1, ['Z'] = 1, ['_'] = 1, ['a'] = 1, ['b'] = 1, ['c'] = 1,
	['d'] = 1, ['e'] = 1, ['f'] = 1, ['g'] = 1, ['h'] = 1, ['i'] = 1, ['j'] = 1, ['k'] = 1,
	['l'] = 1, ['m'] = 1, ['n'] = 1, ['o'] = 1, ['p'] = 1, ['q'] = 1, ['r'] = 1, ['s'] = 1,
	['t'] = 1, ['u'] = 1, ['v'] = 1, ['w'] = 1, ['x'] = 1, ['y'] = 1, ['z'] = 1,
};

static size_t skip_ascii_word(struct span s, size_t at)
{
	while (at < s.len && ascii_word[(unsigned char)s.data[at]] != 0)
		at++;
	return at;
}

/* Whether a byte of ASCII ends a run of those: it is neither one of them nor may lead to another. */
static bool ends_ascii_word(unsigned char c)
{
	return c < 0x80 && !(BIT(word_class[0][c]) & MIDDLES);
}

/* A blank with a byte of ASCII behind it that is none: WB3d and WB4 have nothing to say of them. */
static bool is_lone_blank(struct span s, size_t at)
{
	return s.data[at] == ' ' && at + 1 < s.len && s.data[at + 1] != ' ' && (unsigned char)s.data[at + 1] < 0x80;
}

size_t word_end(struct span s, size_t start)
{
	size_t at, next, beyond = 0;
	unsigned raw, left;
	bool odd_flag = true;

	assert(start < s.len);
	if (is_lone_blank(s, start))
		return start + 1;
	raw = left = WORD_BASE(word_class_at(s, start, &at));
	if (BIT(left) & NEWLINES)
		return left == WORD_CR && at < s.len && s.data[at] == '\n' ? at + 1 : at;
	for (; at < s.len; at = next) {
		unsigned right, base, crossed;

		if (BIT(left) & (LETTERS | DIGITS | CONNECTORS)) {
			size_t past = skip_ascii_word(s, at);

			if (past != at) {
				raw = left = word_class[0][(unsigned char)s.data[past - 1]];
				at = past;
				if (at == s.len)
					break;
			}
			if (ends_ascii_word((unsigned char)s.data[at]))
				break;
		}
		right = word_class_at(s, at, &next);
		base = WORD_BASE(right);
		if (BIT(base) & IGNORED) {
			raw = base;
			continue;
		}
		crossed = cross_bridge(s, next, left, base, &beyond);
		if (crossed != WORD_OTHER) {
			next = beyond;
			raw = left = crossed;
			continue;
		}
		if (!joins(left, raw, right, odd_flag))
			break;
		odd_flag = base == WORD_REGIONAL_INDICATOR ? !odd_flag : true;
		raw = left = base;
	}
	return at;
}

bool word_has_letter(struct span segment)
{
	const unsigned wanted = LETTERS | DIGITS | KATAKANA;
	size_t next;
	int32_t cp;

	for (size_t at = 0; at < segment.len; at = next) {
		if (BIT(WORD_BASE(word_class_at(segment, at, &next))) & wanted)
			return true;
		if ((unsigned char)segment.data[at] < 0x80)
			continue;
		utf8_decode(segment, at, &cp);
		if (utf8_is_letter(cp) || utf8_is_digit(cp)) /* Han, Hiragana, Thai … have no class */
			return true;
	}
	return false;
}

/* ---- sentences: rules SB3 to SB998 ---- */

#define PARAGRAPH_ENDS (BIT(SENTENCE_SEP) | BIT(SENTENCE_CR) | BIT(SENTENCE_LF))
#define TERMINATORS (BIT(SENTENCE_ATERM) | BIT(SENTENCE_STERM))
#define CASED (BIT(SENTENCE_UPPER) | BIT(SENTENCE_LOWER))

/* How far "SATerm Close* Sp*" has been read. */
enum phase { PHASE_NONE, PHASE_TERM, PHASE_CLOSE, PHASE_SPACE };

struct sentence_state {
	enum phase phase;
	bool stop;       /* the terminator is an ATerm */
	bool after_case; /* … with a cased letter before it */
	unsigned last;   /* class of the last code point but for Extend and Format */
};

/* SB8: whether the first letter, terminator or paragraph end from `at` on is a lower-case letter. */
static bool lower_follows(struct span s, size_t at)
{
	const unsigned decides = CASED | BIT(SENTENCE_OLETTER) | PARAGRAPH_ENDS | TERMINATORS;
	unsigned class;

	while (at < s.len) {
		class = sentence_class_at(s, at, &at);
		if (BIT(class) & decides)
			return class == SENTENCE_LOWER;
	}
	return false;
}

/* Whether a sentence whose terminator has been read goes on with `class` at `at`: SB6 to SB11. */
static bool sentence_goes_on(const struct sentence_state *state, struct span s, size_t at,
                             unsigned class)
{
	if (BIT(class) & (PARAGRAPH_ENDS | TERMINATORS | BIT(SENTENCE_SP) | BIT(SENTENCE_SCONTINUE)))
		return true;
	if (class == SENTENCE_CLOSE && state->phase != PHASE_SPACE)
		return true;
	if (!state->stop)
		return false;
	if (state->phase == PHASE_TERM && class == SENTENCE_NUMERIC)
		return true;
	if (state->phase == PHASE_TERM && class == SENTENCE_UPPER && state->after_case)
		return true;
	return lower_follows(s, at);
}

static void sentence_step(struct sentence_state *state, unsigned class)
{
	if (BIT(class) & TERMINATORS) {
		state->stop = class == SENTENCE_ATERM;
		state->after_case = (BIT(state->last) & CASED) != 0;
		state->phase = PHASE_TERM;
	} else if (state->phase != PHASE_NONE && class == SENTENCE_SP) {
		state->phase = PHASE_SPACE;
	} else if ((state->phase == PHASE_TERM || state->phase == PHASE_CLOSE) &&
	           class == SENTENCE_CLOSE) {
		state->phase = PHASE_CLOSE;
	} else {
		state->phase = PHASE_NONE;
	}
	state->last = class;
}

/* Past letters of ASCII, blanks and commas: where no terminator has been read, they end nothing. */
static size_t skip_plain(struct span s, size_t at, struct sentence_state *state)
{
	size_t start = at;

	while (at < s.len && ((unsigned)((s.data[at] | 0x20) - 'a') < 26 || s.data[at] == ' ' || s.data[at] == ','))
		at++;
	if (at > start)
		state->last = sentence_class_at(s, at - 1, &start);
	return at;
}

size_t sentence_end(struct span s, size_t start)
{
	struct sentence_state state = {PHASE_NONE, false, false, SENTENCE_OTHER};
	size_t at = start, next;

	assert(start < s.len);
	for (; at < s.len; at = next) {
		unsigned class;

		if (state.phase == PHASE_NONE && (BIT(state.last) & PARAGRAPH_ENDS) == 0)
			at = skip_plain(s, at, &state);
		if (at == s.len)
			break;
		class = sentence_class_at(s, at, &next);

		if (BIT(state.last) & PARAGRAPH_ENDS)
			return state.last == SENTENCE_CR && class == SENTENCE_LF ? next : at;
		if (class == SENTENCE_EXTEND || class == SENTENCE_FORMAT)
			continue;
		if (state.phase != PHASE_NONE && !sentence_goes_on(&state, s, at, class))
			return at;
		sentence_step(&state, class);
	}
	return at;
}
