#include "text/provision_token.h"

#include <stdlib.h>

#include "text/address.h"
#include "text/provision_stem.h"
#include "text/reading.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define DIGITS_MOST 9

void ptokens_init(struct ptokens *t)
{
	memset(t, 0, sizeof *t);
	buf_init(&t->folded);
	buf_init(&t->folds);
}

void ptokens_release(struct ptokens *t)
{
	if (t == NULL)
		return;
	free(t->token);
	buf_release(&t->folded);
	buf_release(&t->folds);
	memset(t, 0, sizeof *t);
}

bool ptoken_glued(const struct ptokens *t, size_t i)
{
	return i < t->count && (t->token[i].flags & PTOKEN_SPACE) == 0 && i > 0;
}

bool ptoken_is(const struct ptokens *t, size_t i, uint64_t classes)
{
	return i < t->count && (t->token[i].classes & classes) != 0;
}

bool ptoken_has_flag(const struct ptokens *t, size_t i, uint8_t flag)
{
	return i < t->count && (t->token[i].flags & flag) != 0;
}

struct span ptoken_text(const struct ptokens *t, size_t i)
{
	return span_sub(t->text, t->token[i].at);
}

struct range ptokens_range(const struct ptokens *t, size_t first, size_t past)
{
	struct range r = {t->token[first].at.start, t->token[past - 1].at.end};

	return r;
}

static struct ptoken *add(struct ptokens *t)
{
	ARRAY_GROW(t->token, t->count, t->cap);
	memset(&t->token[t->count], 0, sizeof *t->token);
	return &t->token[t->count];
}

static const struct {
	int32_t cp;
	enum ptoken_kind kind;
} marks[] = {
	{'(', PTOKEN_OPEN},        {'[', PTOKEN_OPEN},         {')', PTOKEN_CLOSE},
	{']', PTOKEN_CLOSE},       {',', PTOKEN_COMMA},        {';', PTOKEN_SEMICOLON},
	{':', PTOKEN_COLON},       {'.', PTOKEN_STOP},         {'?', PTOKEN_STOP},
	{'!', PTOKEN_STOP},        {'-', PTOKEN_DASH},         {'\'', PTOKEN_APOSTROPHE},
	{'"', PTOKEN_QUOTE},       {'/', PTOKEN_SLASH},        {0xA7, PTOKEN_PARAGRAPH},
	{0xAB, PTOKEN_QUOTE},      {0xB0, PTOKEN_NUMERO},      {0xBA, PTOKEN_NUMERO},
	{0xAA, PTOKEN_NUMERO},
	{0xBB, PTOKEN_QUOTE},      {0x2010, PTOKEN_DASH},      {0x2011, PTOKEN_DASH},
	{0x2012, PTOKEN_LONGDASH}, {0x2013, PTOKEN_LONGDASH},  {0x2014, PTOKEN_LONGDASH},
	{0x2018, PTOKEN_APOSTROPHE}, {0x2019, PTOKEN_APOSTROPHE}, {0x201C, PTOKEN_QUOTE},
	{0x201D, PTOKEN_QUOTE},    {0x201E, PTOKEN_QUOTE},     {0x2116, PTOKEN_NUMERO},
	{0x060C, PTOKEN_COMMA},    {0x2BC, PTOKEN_APOSTROPHE}, {0x2212, PTOKEN_LONGDASH},
};

static enum ptoken_kind mark_kind(int32_t cp)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i].cp == cp)
			return marks[i].kind;
	return PTOKEN_OTHER;
}

/* A letter, or a mark inside a word; º and ª are no letters here. */
static bool is_letter(int32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
	return cp != 0xBA && cp != 0xAA && (utf8_is_letter(cp) || utf8_is_mark(cp));
}

/* The word that begins at `at`; sets flags. */
static size_t word_past(struct span s, size_t at, struct ptoken *token)
{
	size_t letters = 0, upper = 0;

	if (at < s.len && s.data[at] >= 'A' && s.data[at] <= 'Z')
		token->flags |= PTOKEN_CAPITAL;
	while (at < s.len) {
		int32_t cp = (unsigned char)s.data[at];
		size_t len = 1;
		bool capital;

		if ((cp | 0x20) >= 'a' && (cp | 0x20) <= 'z') { /* nearly always */
			letters++;
			upper += cp <= 'Z';
			at++;
			continue;
		}

		if (cp >= 0x80)
			len = utf8_decode(s, at, &cp);
		if (!is_letter(cp))
			break;
		token->flags |= PTOKEN_BEYOND;
		capital = utf8_is_upper(cp);
		if (letters == 0 && capital)
			token->flags |= PTOKEN_CAPITAL;
		if (cp >= 0x400 && cp < 0x530)
			token->flags |= PTOKEN_CYRILLIC;
		letters++;
		upper += capital;
		at += len;
	}
	if (letters > 1 && letters == upper)
		token->flags |= PTOKEN_CAPITALS;
	return at;
}

bool ptoken_is_letters(const struct ptokens *t, size_t i)
{
	struct span word;
	size_t capitals = 0;

	if (i >= t->count || t->token[i].kind != PTOKEN_WORD)
		return false;
	word = ptoken_text(t, i);
	for (size_t k = 0; k < word.len; k++)
		capitals += word.data[k] >= 'A' && word.data[k] <= 'Z';
	return (t->token[i].flags & PTOKEN_CAPITALS) != 0 || ((t->token[i].flags & PTOKEN_CAPITAL) != 0 && capitals > 1);
}

static size_t number_past(struct span s, size_t at, struct ptoken *token)
{
	size_t digits = 0;

	while (at < s.len) {
		int32_t cp;
		size_t len = utf8_decode(s, at, &cp);
		int digit = utf8_digit_value(cp);

		if (digit < 0)
			break;
		if (cp >= 0x80)
			token->flags |= PTOKEN_BEYOND;
		token->value = digits++ < DIGITS_MOST ? token->value * 10 + (uint32_t)digit : UINT32_MAX;
		at += len;
	}
	return at;
}

#define WORD_MOST 64 /* bytes; longer words are in no list */

/* Tokens whose words are looked up together. */
struct batch {
	uint32_t tokens[STRMAP_BATCH];
	size_t ends[STRMAP_BATCH]; /* of their folded words, one after the other in the tokens' `folds` */
	size_t count;
};

static void look_up(struct ptokens *t, const struct instruments *in, struct batch *b)
{
	struct span words[STRMAP_BATCH];
	uint32_t numbers[STRMAP_BATCH];

	for (size_t i = 0, from = 0; i < b->count; from = b->ends[i++])
		words[i] = span_sub(buf_span(&t->folds), (struct range){from, b->ends[i]});
	instruments_words(in, words, b->count, numbers);
	for (size_t i = 0; i < b->count; i++) {
		struct ptoken *token = &t->token[b->tokens[i]];

		token->classes = instruments_classes(in, numbers[i]);
		token->word = numbers[i];
		if ((token->flags & PTOKEN_CYRILLIC) == 0)
			continue;
		buf_clear(&t->folded);
		buf_add_span(&t->folded, words[i]);
		ptoken_stem(&t->folded);
		token->word = instruments_word(in, buf_span(&t->folded));
	}
	buf_clear(&t->folds);
	b->count = 0;
}

/* Folds a word or number that may be in the lists; false: it is not. Most are not, and those of ASCII are told unfolded. */
static bool fold_listed(struct ptokens *t, const struct instruments *in, size_t i)
{
	const struct ptoken *token = &t->token[i];
	struct span written = ptoken_text(t, i);
	bool ascii = (token->flags & PTOKEN_BEYOND) == 0;

	if ((token->kind != PTOKEN_WORD && token->kind != PTOKEN_NUMBER) || written.len > WORD_MOST ||
	    (ascii && !instruments_may_have(in, written)))
		return false;
	ptoken_fold(&t->folded, written);
	return ascii || (token->flags & PTOKEN_CYRILLIC) != 0 || instruments_may_have(in, buf_span(&t->folded));
}

/* Finds what the words and numbers mean. */
static void look_up_all(struct ptokens *t, const struct instruments *in)
{
	struct batch b = {.count = 0};

	buf_clear(&t->folds);
	for (size_t i = 0; i < t->count && in != NULL; i++) {
		if (!fold_listed(t, in, i))
			continue;
		buf_add_span(&t->folds, buf_span(&t->folded));
		b.tokens[b.count] = (uint32_t)i;
		b.ends[b.count++] = t->folds.len;
		if (b.count == STRMAP_BATCH)
			look_up(t, in, &b);
	}
	if (b.count != 0)
		look_up(t, in, &b);
}

/* Whether the token after a stop begins a sentence: it is capital, and no abbreviation stands before. */
static bool begins_sentence(const struct ptokens *t, size_t i)
{
	const struct ptoken *stop = &t->token[i - 1];

	if (stop->kind != PTOKEN_STOP || (t->token[i].flags & PTOKEN_SPACE) == 0)
		return false;
	if (t->text.data[stop->at.start] != '.')
		return true;
	if (i < 2 || ptoken_is(t, i - 2, CLASS_ABBREVIATION))
		return false;
	return t->token[i - 2].at.end - t->token[i - 2].at.start > 1 || t->token[i - 2].kind != PTOKEN_WORD;
}

/* Slavic "i", "and" */
static bool is_short_and(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_WORD) && span_eq_str(ptoken_text(t, i), "i");
}

/* A number that no stop follows: of "5, 6 ve 13." */
static bool is_bare_number(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_NUMBER) && !ptoken_is_kind(t, i + 1, PTOKEN_NUMERO);
}

/* Past a number and its stop at i, "25." of "člana 25. i 32. stav 1.": the stop is no sentence's but the ordinal's; i if none stands there. */
static size_t take_ordinal(struct ptokens *t, size_t i)
{
	if (!ptoken_is_kind(t, i, PTOKEN_NUMBER) || !ptoken_is_kind(t, i + 1, PTOKEN_STOP) || !ptoken_glued(t, i + 1))
		return i;
	t->token[i + 1].kind = PTOKEN_NUMERO;
	return i + 2;
}

/*
 * The numbers behind a word such as "člana" at i, and those before one such as "maddesi", of which the last has a stop: ordinals.
 * Before "Madde 5" a number ends its sentence.
 */
static void note_ordinals(struct ptokens *t, size_t i)
{
	bool heads = ptoken_is_kind(t, i + 1, PTOKEN_NUMBER) && ptoken_has_flag(t, i, PTOKEN_CAPITAL);

	for (size_t k = i + 1, past; (past = take_ordinal(t, k)) != k;)
		k = past + (ptoken_is_kind(t, past, PTOKEN_COMMA) || ptoken_is(t, past, CLASS_AND) || is_short_and(t, past));
	for (size_t k = heads ? 0 : i; k > 1 && take_ordinal(t, k - 2) == k;) {
		k -= 2;
		while (k > 0 && (ptoken_is_kind(t, k - 1, PTOKEN_COMMA) || ptoken_is(t, k - 1, CLASS_AND) || is_bare_number(t, k - 1)))
			k--;
	}
}

static void note_sentence(struct ptokens *t, size_t i)
{
	struct ptoken *token = &t->token[i];

	if (i == 0 || ((token->flags & PTOKEN_CAPITAL) != 0 && begins_sentence(t, i)))
		token->flags |= PTOKEN_SENTENCE;
}

/* The token at `at`, which is no white space; returns its end. */
static size_t add_token(struct ptokens *t, size_t at, uint8_t flags)
{
	struct ptoken *token = add(t);
	int32_t cp;
	size_t len = utf8_decode(t->text, at, &cp);

	token->flags = flags;
	token->at.start = at;
	if (utf8_digit_value(cp) >= 0) {
		token->kind = PTOKEN_NUMBER;
		token->at.end = number_past(t->text, at, token);
	} else if (is_letter(cp)) {
		token->kind = PTOKEN_WORD;
		token->at.end = word_past(t->text, at, token);
	} else {
		token->kind = (uint8_t)mark_kind(cp);
		token->classes = cp == '&' ? CLASS_AND | CLASS_CHAIN | CLASS_GAP : 0; /* as "and" */
		token->at.end = at + len;
	}
	t->count++;
	return token->at.end;
}

static size_t skip_space(struct span s, size_t at, uint8_t *flags)
{
	size_t join = strlen(READING_JOIN);

	while (at < s.len) {
		int32_t cp = (unsigned char)s.data[at];
		size_t len = 1;

		if (cp > ' ' && cp < 0x80) /* nearly always */
			break;
		if (s.len - at >= join && memcmp(s.data + at, READING_JOIN, join) == 0) {
			*flags |= PTOKEN_JOIN | PTOKEN_SPACE;
			at += join;
			continue;
		}
		if (cp >= 0x80)
			len = utf8_decode(s, at, &cp);
		if (cp > ' ' && !utf8_is_space(cp))
			break;
		*flags |= PTOKEN_SPACE;
		at += len;
	}
	return at;
}

void ptokens_make(struct ptokens *t, const struct instruments *in, struct span text)
{
	struct range address = {0, 0};
	bool more = address_next(text, 0, &address);

	t->text = text;
	t->count = 0;
	for (size_t at = 0;;) {
		uint8_t flags = 0;

		at = skip_space(text, at, &flags);
		if (at >= text.len)
			break;
		while (more && at >= address.end)
			more = address_next(text, address.end, &address);
		if (more && at >= address.start)
			flags |= PTOKEN_ADDRESS;
		at = add_token(t, at, flags);
	}
	look_up_all(t, in);
	for (size_t i = 0; i < t->count; i++) {
		if (ptoken_is(t, i, CLASS_DOTTED))
			note_ordinals(t, i);
		note_sentence(t, i);
	}
	add(t)->kind = PTOKEN_END;
}
