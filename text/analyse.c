#include "text/analyse.h"

#include <stdlib.h>

#include "text/address.h"
#include "text/bigram.h"
#include "text/chain.h"
#include "text/lexeme.h"
#include "text/lookout.h"
#include "text/percent.h"
#include "text/pool.h"
#include "text/stem.h"
#include "text/utf8.h"
#include "text/words.h"

#define UNIT_LETTERS_MAX 2 /* km, м */
#define POWER_FIRST 0xC2   /* the first byte of ² and ³ */

struct analyser {
	struct lexemes *lexemes;
	struct token *tokens;
	size_t count, cap;
	uint32_t position;
	unsigned epoch;
	const struct language *lang;
	const struct lists *lists;
	struct beginnings wanted; /* by the caller */
	struct beginnings words;  /* what words begin with that have such stems */
	struct span text;
	struct buf last;      /* the text whose tokens these are */
	struct range address; /* the next one; at the text's end if there is none */
	bool address_added;   /* as a whole */
	size_t decoded;       /* percent signs of the address are read up to here */
	size_t line;          /* the line's first token */
	bool line_lower, line_capitals;
	struct chain chain;
	struct lookout lookout;
	struct buf joined; /* a joined form as written */
	struct pool terms; /* terms of addresses */
};

struct analyser *analyser_new(const struct lists *lists)
{
	struct analyser *a = mem_zalloc(sizeof *a);

	a->lists = lists;
	a->lexemes = lexemes_new(lists);
	buf_init(&a->joined);
	buf_init(&a->last);
	pool_init(&a->terms);
	return a;
}

void analyser_free(struct analyser *a)
{
	if (a == NULL)
		return;
	lexemes_free(a->lexemes);
	chain_release(&a->chain);
	buf_release(&a->joined);
	buf_release(&a->last);
	pool_release(&a->terms);
	free(a->tokens);
	free(a);
}

static struct token *add_token(struct analyser *a, struct span term, struct range at, uint32_t word, unsigned flags)
{
	struct token *t;

	if (!(flags & TOKEN_JOINED))
		a->position++;
	ARRAY_GROW(a->tokens, a->count, a->cap);
	t = &a->tokens[a->count++];
	t->term = term;
	t->stem = t->marked = span_make(NULL, 0);
	t->at = at;
	t->position = a->position;
	t->word = word;
	t->flags = flags;
	return t;
}

unsigned analyser_epoch(const struct analyser *a)
{
	return a->epoch;
}

static bool in_address(const struct analyser *a, size_t at)
{
	return at >= a->address.start && at < a->address.end;
}

/* Adds the word that is worth `x` and stands at `at`. False, and nothing added, if folding leaves nothing. */
static bool add_lexeme(struct analyser *a, const struct lexeme *x, struct range at, unsigned flags)
{
	struct token *t;

	if (x->term.len == 0)
		return false;
	flags |= in_address(a, at.start) ? TOKEN_ADDRESS : TOKEN_RANKED;
	if (x->stop)
		flags |= TOKEN_STOP;
	if (x->number)
		flags |= TOKEN_NUMBER;
	if (x->capitals && (flags & TOKEN_RANKED))
		flags |= TOKEN_ACRONYM; /* end_line decides */
	t = add_token(a, x->term, at, x->word, flags);
	if (!(flags & TOKEN_RANKED))
		return true;
	t->stem = flags & TOKEN_BIGRAM ? x->term : x->stem;
	t->marked = x->marked;
	a->line_lower |= x->lower;
	a->line_capitals |= x->capitals;
	return true;
}

/* The same of the word `written`. */
static bool add_word(struct analyser *a, struct span written, struct range at, unsigned flags)
{
	return add_lexeme(a, lexemes_get(a->lexemes, a->lang, written), at, flags);
}

/* Of a word of ASCII letters, or of Cyrillic ones of two bytes: D1 begins none but small ones, D0 some. */
static bool has_lower(struct span word)
{
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.data[i];

		if ((c >= 'a' && c <= 'z') || c == 0xD1 || (c == 0xD0 && (unsigned char)word.data[i + 1] >= 0xB0))
			return true;
	}
	return false;
}

/* Adds a word that is none of those wanted. */
static bool add_other(struct analyser *a, struct span written, struct range at, unsigned flags)
{
	bool ranked = !in_address(a, at.start), lower = has_lower(written);

	add_token(a, span_make("", 0), at, 0, flags | (ranked ? TOKEN_RANKED : TOKEN_ADDRESS));
	a->line_lower |= ranked && lower;
	return true;
}

/* The same of link i of the chain, whose first is the segment `first` or a part of it. */
static bool add_link(struct analyser *a, const struct segment *first, size_t i, unsigned flags)
{
	struct range at = a->chain.links[i].at;
	struct span written = span_sub(a->text, at);

	bool whole = at.start == first->at.start && at.end == first->at.end;

	if (whole ? first->other : beginnings_exclude(&a->words, written))
		return add_other(a, written, at, flags);
	if (!whole || first->place == LEXEME_UNKNOWN)
		return add_word(a, written, at, flags);
	return add_lexeme(a, lexemes_at(a->lexemes, a->lang, first->place), at, flags);
}

/* Capitals are an acronym where the line has lower case too; else a text in capitals. */
static void end_line(struct analyser *a)
{
	for (size_t i = a->line; a->line_capitals && i < a->count; i++) {
		struct token *t = &a->tokens[i];

		if (!(t->flags & TOKEN_ACRONYM))
			continue;
		if (!a->line_lower) {
			t->flags &= ~(unsigned)TOKEN_ACRONYM;
		} else {
			t->flags &= ~(unsigned)TOKEN_STOP;
			t->stem = t->term;
			t->marked = span_make(NULL, 0);
		}
	}
	a->line = a->count;
	a->line_lower = a->line_capitals = false;
}

/* The words between the '.' and '_' of a word, at its position; only initials ("U.N"): what they spell. */
static void add_inner(struct analyser *a, struct range at)
{
	struct range part = {at.start, at.start};
	bool words = false, letters = false;
	struct span word = span_sub(a->text, at);

	buf_clear(&a->joined);
	for (size_t i = 0; i < word.len; i++)
		if (word.data[i] != '.' && word.data[i] != '_')
			buf_add_char(&a->joined, word.data[i]);
	chain_inner_kind(word, &words, &letters);
	if (!letters)
		return;
	if (!words) {
		add_word(a, buf_span(&a->joined), at, TOKEN_JOINED);
		return;
	}
	for (; part.end <= at.end; part.end++) {
		if (part.end < at.end && a->text.data[part.end] != '.' && a->text.data[part.end] != '_')
			continue;
		if (part.end > part.start)
			add_word(a, span_sub(a->text, part), part, TOKEN_JOINED);
		part.start = part.end + 1;
	}
}

/* What an address has besides its words: itself, and the words that its percent signs hide. */
static void add_address_extras(struct analyser *a, size_t at)
{
	struct percent decoded;

	if (!a->address_added) {
		buf_clear(&a->joined);
		utf8_fold(&a->joined, span_sub(a->text, a->address));
		lexeme_limit(&a->joined);
		add_token(a, pool_span(&a->terms, buf_span(&a->joined)), a->address, 0,
		          TOKEN_ADDRESS | TOKEN_JOINED);
		a->address_added = true;
		a->decoded = a->address.start;
	}
	if (at < a->decoded)
		return;
	buf_clear(&a->joined);
	a->decoded = percent_decode(&a->joined, a->text, at, a->address, &decoded);
	for (size_t i = 0; decoded.useful && i < a->joined.len;) {
		size_t end = word_end(buf_span(&a->joined), i);
		struct span word = span_sub(buf_span(&a->joined), (struct range){i, end});

		if (word_is_word(word))
			add_word(a, word, decoded.at, TOKEN_JOINED);
		i = end;
	}
}

/* Adds links [first, last] of the chain as one word. */
static void add_joined(struct analyser *a, size_t first, size_t last, unsigned flags)
{
	const struct link *links = a->chain.links;
	struct range at = {links[first].at.start, links[last].at.end};

	buf_clear(&a->joined);
	for (size_t i = first; i <= last; i++)
		buf_add_span(&a->joined, span_sub(a->text, links[i].at));
	add_word(a, buf_span(&a->joined), at, flags | TOKEN_JOINED);
}

static unsigned broken_flag(const struct chain *c, size_t i)
{
	bool before = c->links[i].broken, after = i + 1 < c->count && c->links[i + 1].broken;

	return before || after ? TOKEN_BROKEN : 0;
}

/* The joined forms that begin with link i: of the whole chain, and of a word broken inside it. */
static void add_joined_forms(struct analyser *a, size_t i)
{
	const struct chain *c = &a->chain;
	size_t last = i;

	if (i == 0 && c->count > 1 && c->has_letter)
		add_joined(a, 0, c->count - 1, c->has_break ? TOKEN_BROKEN : 0);
	if (c->links[i].broken) /* its word began before */
		return;
	while (last + 1 < c->count && c->links[last + 1].broken)
		last++;
	if (last > i && !(i == 0 && last == c->count - 1))
		add_joined(a, i, last, TOKEN_BROKEN);
}

/* Whether a word is a unit, with or without its number: "m", "5km", "км". */
static bool is_unit(struct span word)
{
	size_t letters = 0, from = word.len;
	int32_t cp = 0;

	while (from > 0 && letters <= UNIT_LETTERS_MAX) {
		from = utf8_before(word, from);
		utf8_decode(word, from, &cp);
		if (!utf8_is_letter(cp))
			break;
		letters++;
	}
	return letters != 0 && letters <= UNIT_LETTERS_MAX && (utf8_is_letter(cp) || (cp >= '0' && cp <= '9'));
}

/* "m²", "km³": "m2" finds it, too. */
static void add_power(struct analyser *a, struct range at)
{
	struct range whole = {at.start, at.end + strlen("²")};
	int32_t cp;

	utf8_decode(a->text, at.end, &cp);
	if ((cp != 0xB2 && cp != 0xB3) || !is_unit(span_sub(a->text, at)) || utf8_superscript(utf8_peek(a->text, whole.end)) >= 0)
		return;
	buf_clear(&a->joined);
	buf_add_span(&a->joined, span_sub(a->text, at));
	buf_add_char(&a->joined, (char)('0' + utf8_superscript(cp)));
	add_word(a, buf_span(&a->joined), whole, TOKEN_JOINED | TOKEN_BROKEN); /* a phrase may have it */
}

static void add_chain(struct analyser *a, const struct segment *first)
{
	const struct chain *c = &a->chain;

	for (size_t i = 0; i < c->count; i++) {
		struct range at = c->links[i].at;

		if (!add_link(a, first, i, broken_flag(c, i)))
			continue;
		add_joined_forms(a, i);
		if (c->links[i].inner)
			add_inner(a, at);
		if (at.end < a->text.len && (unsigned char)a->text.data[at.end] == POWER_FIRST)
			add_power(a, at);
		if (in_address(a, at.start))
			add_address_extras(a, at.start);
	}
}

/* Adds the run of bigrams that begins at `at`; returns its end. */
static size_t add_bigrams(struct analyser *a, size_t at)
{
	struct range last = {at, bigram_element(a->text, at)};
	bool alone = true;

	while (last.end < a->text.len && bigram_begins(a->text, last.end)) {
		struct range pair = {last.start, bigram_element(a->text, last.end)};

		add_word(a, span_sub(a->text, pair), pair, TOKEN_BIGRAM);
		last.start = last.end;
		last.end = pair.end;
		alone = false;
	}
	if (alone)
		add_word(a, span_sub(a->text, last), last, TOKEN_BIGRAM);
	return last.end;
}

static void next_address(struct analyser *a, size_t from)
{
	a->address_added = false;
	if (!address_next(a->text, from, &a->address))
		a->address.start = a->address.end = a->text.len;
}

/* A line feed ends a line, but for one in a word that a hyphen parts. */
static bool ends_line(struct span text, size_t at)
{
	char c = text.data[at];

	return (c == '\n' || c == '\r') && (at == 0 || text.data[at - 1] != '-');
}

/* Adds what begins at `at`; returns its end. */
static size_t add_next(struct analyser *a, size_t at)
{
	const struct segment *first;

	if (at >= a->address.end && a->address.end < a->text.len)
		next_address(a, at);
	if (bigram_begins(a->text, at))
		return add_bigrams(a, at);
	first = lookout_at(&a->lookout, a->lexemes, a->lang, a->text, at, &a->words);
	if (!first->word || !chain_read(&a->chain, a->text, first->at, a->address)) {
		if (ends_line(a->text, at))
			end_line(a);
		return first->at.end;
	}
	add_chain(a, first);
	return a->chain.end;
}

/* What words of the language are wanted; most often the same as of the text before. */
static void want(struct analyser *a, const struct language *lang, const struct beginnings *wanted)
{
	bool same = lang == a->lang && beginnings_within(wanted, &a->wanted) && beginnings_within(&a->wanted, wanted);

	a->lang = lang;
	if (same)
		return;
	a->wanted = a->words = *wanted;
	stem_widen(&a->words, lang, a->lists);
}

const struct token *analyse_some(struct analyser *a, const struct language *lang, struct span text,
                                 const struct beginnings *wanted, size_t *count)
{
	size_t at = 0;

	if (lang == NULL)
		lang = language_unknown();
	if (lang == a->lang && beginnings_within(wanted, &a->wanted) && span_eq(text, buf_span(&a->last))) {
		*count = a->count;
		return a->tokens;
	}
	a->epoch += lexemes_rest(a->lexemes);
	pool_clear(&a->terms);
	want(a, lang, wanted);
	a->text = text;
	a->count = a->line = 0;
	a->position = 0;
	a->line_lower = a->line_capitals = false;
	lookout_clear(&a->lookout);
	next_address(a, 0);
	while (at < text.len)
		at = add_next(a, at);
	end_line(a);
	buf_clear(&a->last);
	buf_add_span(&a->last, text);
	*count = a->count;
	return a->tokens;
}

const struct token *analyse(struct analyser *a, const struct language *lang, struct span text, size_t *count)
{
	return analyse_some(a, lang, text, &beginnings_all, count);
}
