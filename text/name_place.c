#include <stdlib.h>

#include "text/name.h"
#include "text/utf8.h"

#define ACRONYM_LETTERS 5 /* a word in capitals with fewer letters is no name: OSCE */
#define NAME_LETTERS 3	  /* a shorter word does not vary */
#define TITLE_WORDS 4	  /* so many capitals and no small word: a title, or a list of names */
#define SMALL_SHARE 4	  /* a name may be written small once for so many times */

/* How a token is written. */
enum writing { WRITTEN_OTHER, WRITTEN_SMALL, WRITTEN_CAPITAL, WRITTEN_CAPITALS };

struct places {
	const struct name_lists *names;
	const struct lists *lists;
	const struct language *lang;
	struct span text;
	const struct token *tokens;
	size_t count;
	struct name_memo *memo;
	enum name_place *out;
};

/* What a memo holds of a word: how it is written, and … */
enum { MEMO_WRITING = 3, MEMO_SEEN = 4, MEMO_ASKED = 8, MEMO_NEVER = 16 };

static enum writing writing_of(struct span word)
{
	size_t letters = 0, small = 0;
	int32_t first = utf8_peek(word, 0), cp;

	if (utf8_is_lower(first))
		return WRITTEN_SMALL;
	for (size_t at = 0; at < word.len;) {
		at += utf8_decode(word, at, &cp);
		letters += utf8_is_letter(cp);
		small += utf8_is_lower(cp);
	}
	if (letters == 0 || !utf8_is_upper(first))
		return WRITTEN_OTHER;
	return small > 0 || letters == 1 ? WRITTEN_CAPITAL : WRITTEN_CAPITALS;
}

static struct span written(const struct places *p, size_t i)
{
	return name_part(span_sub(p->text, p->tokens[i].at));
}

/* What is remembered of the word; NULL if nothing can be. Another reading is not what stands at its place. */
static unsigned char *memo_of(const struct places *p, size_t i)
{
	const struct token *t = &p->tokens[i];
	struct name_memo *m = p->memo;
	size_t cap;

	if (m == NULL || t->word == 0 || (t->flags & TOKEN_JOINED) != 0)
		return NULL;
	cap = m->cap;
	if (t->word >= cap) {
		m->cap = 2 * ((size_t)t->word + 1);
		m->of = mem_realloc(m->of, m->cap);
		memset(m->of + cap, 0, m->cap - cap);
	}
	return &m->of[t->word];
}

static enum writing token_writing(const struct places *p, size_t i)
{
	unsigned char *memo = memo_of(p, i);

	if (memo == NULL)
		return writing_of(written(p, i));
	if ((*memo & MEMO_SEEN) == 0)
		*memo |= (unsigned char)(MEMO_SEEN | writing_of(written(p, i)));
	return (enum writing)(*memo & MEMO_WRITING);
}

static bool is_ordinary(const struct places *p, size_t i)
{
	return utf8_length(written(p, i)) < NAME_LETTERS || name_is_ordinary(p->names, written(p, i));
}

/* Whether the word stands for itself only: a number, another reading, a stop word, on the list, too
 * short. */
static bool never_varies(const struct places *p, size_t i)
{
	const struct token *t = &p->tokens[i];
	unsigned char *memo = memo_of(p, i);

	if (t->flags & (TOKEN_JOINED | TOKEN_NUMBER | TOKEN_BIGRAM | TOKEN_STOP))
		return true;
	if (memo == NULL)
		return is_ordinary(p, i);
	if ((*memo & MEMO_ASKED) == 0)
		*memo |= (unsigned char)(MEMO_ASKED | (is_ordinary(p, i) ? MEMO_NEVER : 0));
	return (*memo & MEMO_NEVER) != 0;
}

/* "Mr.", "B.", "Zh." before a name end no sentence. */
static bool is_abbreviated(const struct places *p, size_t i)
{
	struct span word = written(p, i);
	bool stop = utf8_peek(p->text, p->tokens[i].at.end) == '.';

	return (stop && utf8_length(word) < NAME_LETTERS && utf8_is_upper(utf8_peek(word, 0))) ||
	       lists_is_abbreviation(p->lists, p->lang, word);
}

/* The token that is a word by itself before token i; count if there is none. */
static size_t word_before(const struct places *p, size_t i)
{
	while (i > 0)
		if (!(p->tokens[--i].flags & TOKEN_JOINED))
			return i;
	return p->count;
}

/* Whether a capital at token i may be that of a sentence, of a quotation or of a heading. */
static bool begins_sentence(const struct places *p, size_t i)
{
	size_t before = word_before(p, i);
	struct range gap = {0, p->tokens[i].at.start};
	bool stop = false;
	int32_t cp;

	if (before == p->count)
		return true;
	gap.start = p->tokens[before].at.end;
	if (gap.end == gap.start + 1 && p->text.data[gap.start] == ' ')
		return false;
	for (size_t at = gap.start; at < gap.end;) {
		at += utf8_decode(p->text, at, &cp);
		if (utf8_is_one_of(cp, "!?…:\n\"“«„‘•") || (cp == '.' && stop))
			return true;
		stop |= cp == '.';
	}
	return stop && !is_abbreviated(p, before);
}

/* A word in capitals: an acronym, a Roman number, a line of capitals; a name after "Mr." or "A." */
static enum name_place place_of_capitals(const struct places *p, size_t i, bool begins)
{
	struct span word = written(p, i);
	size_t before = word_before(p, i), letter = 0;

	while (letter < word.len && strchr("IVXLCDM", word.data[letter]) != NULL)
		letter++;
	if (letter == word.len || utf8_length(word) < ACRONYM_LETTERS)
		return NAME_NOT;
	return before != p->count && is_abbreviated(p, before) && !begins ? NAME_HERE : NAME_OPEN;
}

static enum name_place place_of(const struct places *p, size_t i, enum writing writing, bool begins)
{
	bool address = (p->tokens[i].flags & TOKEN_ADDRESS) != 0;

	if (writing == WRITTEN_OTHER || (writing == WRITTEN_SMALL && !address) ||
	    never_varies(p, i))
		return NAME_NOT;
	if (address)
		return NAME_OPEN;
	if (writing == WRITTEN_CAPITALS)
		return place_of_capitals(p, i, begins);
	return begins ? NAME_OPEN : NAME_HERE;
}

/* A run of words between two beginnings that has capitals only says nothing about any of them. */
static void open_title(const struct places *p, size_t from, size_t to, size_t small,
		       size_t capitals)
{
	if (small > 0 || capitals < TITLE_WORDS)
		return;
	for (size_t i = from; i < to; i++)
		if (p->out[i] == NAME_HERE)
			p->out[i] = NAME_OPEN;
}

static bool touches(const struct places *p, size_t before, size_t i)
{
	return p->tokens[i].at.start == p->tokens[before].at.end + 1 &&
	       p->text.data[p->tokens[before].at.end] == ' ';
}

/* German nouns have capitals too: a name is the second of two in a row, with a blank between. */
static void open_german(const struct places *p)
{
	for (size_t i = p->count; i-- > 0;) {
		size_t before = word_before(p, i);

		if (p->out[i] == NAME_HERE &&
		    (before == p->count || !touches(p, before, i) || p->out[before] != NAME_HERE))
			p->out[i] = NAME_OPEN;
	}
}

void name_places(const struct name_lists *names, const struct lists *lists,
		 const struct language *lang, struct span text, const struct token *tokens,
		 size_t count, struct name_memo *memo, enum name_place *places)
{
	struct places p = {names, lists, lang, text, tokens, count, memo, places};
	size_t from = 0, small = 0, capitals = 0;

	for (size_t i = 0; i < count; i++) {
		enum writing writing = token_writing(&p, i);
		bool begins = !(tokens[i].flags & TOKEN_JOINED) && begins_sentence(&p, i);

		if (begins) {
			open_title(&p, from, i, small, capitals);
			from = i;
			small = capitals = 0;
		}
		places[i] = place_of(&p, i, writing, begins);
		if (tokens[i].flags & (TOKEN_JOINED | TOKEN_ADDRESS | TOKEN_STOP))
			continue;
		small += writing == WRITTEN_SMALL;
		capitals += writing >= WRITTEN_CAPITAL;
	}
	open_title(&p, from, count, small, capitals);
	if (lang != NULL && strcmp(lang->code, "de") == 0)
		open_german(&p);
}

bool name_is_name(uint32_t here, uint32_t small)
{
	return here > 0 && small <= here / SMALL_SHARE;
}
