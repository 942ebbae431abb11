#include "searcher/match_person.h"

#include "text/pool.h"
#include "text/utf8.h"

#include <stdlib.h>

#define INITIAL_LETTERS 2 /* "B.", "Zh." */

struct finder {
	const struct leaf *leaf;
	const struct text_tokens *text;
	struct span bytes;
	struct span words[NAME_WORDS_MAX];
	size_t places[NAME_WORDS_MAX]; /* tokens */
	size_t count;
	struct pool whole; /* words that a line end breaks */
	struct person_match *out;
	size_t found, cap;
};

static bool is_surname(const struct finder *f, size_t token)
{
	const struct token *t = &f->text->tokens[token];

	for (size_t i = 0; i < f->leaf->cited_count; i++)
		if (span_eq(f->leaf->cited[i], t->term))
			return true;
	return false;
}

static bool has_surname(const struct finder *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (is_surname(f, f->places[i]))
			return true;
	return false;
}

static enum name_level compare(const struct finder *f, size_t first, size_t past, bool *bare)
{
	struct person found;

	person_read(&found, f->words + first, past - first);
	return person_compare(f->leaf->person, &found, bare);
}

/* Whether a shorter run says as much as the whole. */
static bool as_good(const struct finder *f, size_t first, size_t past, enum name_level level, bool bare)
{
	bool shorter_bare;

	return compare(f, first, past, &shorter_bare) == level && shorter_bare == bare;
}

/* The run at hand has ended: is it the person? Words around the name, as of an office, are cut off. */
static void end_run(struct finder *f)
{
	size_t first = 0, past = f->count;
	enum name_level level;
	bool bare;

	if (f->count == 0)
		return;
	level = has_surname(f) ? compare(f, 0, f->count, &bare) : NAME_NONE;
	if (level != NAME_NONE) {
		while (first + 1 < past && as_good(f, first + 1, past, level, bare))
			first++;
		while (past > first + 1 && as_good(f, first, past - 1, level, bare))
			past--;
		ARRAY_GROW(f->out, f->found, f->cap);
		f->out[f->found++] = (struct person_match){
			{f->text->tokens[f->places[first]].at.start, f->text->tokens[f->places[past - 1]].at.end},
			level, bare};
	}
	f->count = 0;
}

/* Whether only blanks stand between two tokens, or the stop of an initial and blanks. */
static bool goes_on(const struct finder *f, size_t token)
{
	const struct token *last = &f->text->tokens[f->places[f->count - 1]];
	bool initial = name_is_initials(f->words[f->count - 1]);

	for (size_t at = last->at.end; at < f->text->tokens[token].at.start; at++) {
		char c = f->bytes.data[at];

		if (c != ' ' && c != '\n' && !(c == '.' && initial))
			return false;
	}
	return true;
}

/* The joined form of a word that a line end breaks behind this part of it, "Tas- magambet"; the token itself: there is none. */
static size_t joined_of(const struct finder *f, size_t token)
{
	const struct token *t = f->text->tokens;
	size_t found = token;

	for (size_t k = token + 1; k < f->text->count && (t[token].flags & TOKEN_BROKEN) && (t[k].flags & TOKEN_JOINED); k++)
		if ((t[k].flags & TOKEN_BROKEN) && (found == token || t[k].at.end < t[found].at.end))
			found = k;
	return found;
}

/* The parts of a joined form, from the first on, as one word. */
static struct span whole_word(struct finder *f, size_t first, size_t joined)
{
	const struct token *t = f->text->tokens;
	struct span word;
	struct buf b;

	buf_init(&b);
	for (size_t i = first; i < f->text->count && t[i].at.start < t[joined].at.end; i++)
		if (!(t[i].flags & TOKEN_JOINED))
			buf_add_span(&b, span_sub(f->bytes, t[i].at));
	word = pool_span(&f->whole, buf_span(&b));
	buf_release(&b);
	return word;
}

/* The next word, a token or its joined form `place`: it goes on with the run at hand, begins one, or is no name. */
static void add_word(struct finder *f, size_t token, size_t place)
{
	const struct token *t = &f->text->tokens[token];
	struct span word = name_part(place == token ? span_sub(f->bytes, t->at) : whole_word(f, token, place));

	if (!utf8_is_upper(utf8_peek(word, 0)) || (t->flags & TOKEN_NUMBER)) {
		end_run(f);
		return;
	}
	if (f->count != 0 && (f->count == NAME_WORDS_MAX || !goes_on(f, token)))
		end_run(f);
	f->places[f->count] = place;
	f->words[f->count++] = word;
}

size_t person_matches(const struct leaf *leaf, const struct text_tokens *text, struct span bytes,
                      struct person_match **out)
{
	struct finder f = {.leaf = leaf, .text = text, .bytes = bytes};
	size_t past = 0; /* bytes: of the last word that a line end breaks */

	pool_init(&f.whole);
	for (size_t i = 0; i < text->count; i++) {
		const struct token *t = &text->tokens[i];
		size_t place;

		if ((t->flags & TOKEN_JOINED) || t->at.start < past)
			continue;
		place = joined_of(&f, i);
		if (place != i)
			past = text->tokens[place].at.end;
		add_word(&f, i, place);
	}
	end_run(&f);
	pool_release(&f.whole);
	*out = f.out;
	return f.found;
}
