#include "text/kazakh.h"

#include <stdlib.h>

#include "text/utf8.h"

#define LETTER 2 /* bytes of each Cyrillic one */
#define FRONT_VOWELS "әеөүі"
#define BACK_VOWELS "аоұы"
#define VOWELS FRONT_VOWELS BACK_VOWELS "иуюяёэ"

/* What endings follow one another: each stands behind those of lesser rank. */
enum rank { RANK_STEM, RANK_MADE, RANK_PLURAL, RANK_OWNED, RANK_CASE, RANK_OF_PLACE };

/* As they stand behind back vowels and behind front ones. */
static const struct ending {
	enum rank rank;
	enum rank behind; /* only behind one of that rank; RANK_STEM: behind any lesser */
	const char *back, *front;
} endings[] = {
	{RANK_MADE, RANK_STEM, "лық", "лік"},     {RANK_MADE, RANK_STEM, "дық", "дік"},     {RANK_MADE, RANK_STEM, "тық", "тік"},
	{RANK_MADE, RANK_STEM, "сыз", "сіз"},     {RANK_MADE, RANK_STEM, "лы", "лі"},
	{RANK_PLURAL, RANK_STEM, "лар", "лер"},   {RANK_PLURAL, RANK_STEM, "дар", "дер"},   {RANK_PLURAL, RANK_STEM, "тар", "тер"},
	{RANK_OWNED, RANK_STEM, "ы", "і"},        {RANK_OWNED, RANK_STEM, "сы", "сі"},      {RANK_OWNED, RANK_STEM, "ымыз", "іміз"},
	{RANK_CASE, RANK_STEM, "ның", "нің"},     {RANK_CASE, RANK_STEM, "дың", "дің"},     {RANK_CASE, RANK_STEM, "тың", "тің"},
	{RANK_CASE, RANK_STEM, "ға", "ге"},       {RANK_CASE, RANK_STEM, "қа", "ке"},       {RANK_CASE, RANK_STEM, "ны", "ні"},
	{RANK_CASE, RANK_STEM, "ды", "ді"},       {RANK_CASE, RANK_STEM, "ты", "ті"},       {RANK_CASE, RANK_STEM, "да", "де"},
	{RANK_CASE, RANK_STEM, "та", "те"},       {RANK_CASE, RANK_STEM, "дан", "ден"},     {RANK_CASE, RANK_STEM, "тан", "тен"},
	{RANK_CASE, RANK_STEM, "нан", "нен"},     {RANK_CASE, RANK_STEM, "мен", "мен"},     {RANK_CASE, RANK_STEM, "бен", "бен"},
	{RANK_CASE, RANK_STEM, "пен", "пен"},     {RANK_CASE, RANK_OWNED, "н", "н"},        {RANK_CASE, RANK_OWNED, "на", "не"},
	{RANK_CASE, RANK_OWNED, "нда", "нде"},    {RANK_OF_PLACE, RANK_CASE, "ғы", "гі"},
};

#define ENDINGS (sizeof endings / sizeof *endings)

/* A last letter before a consonant, and what it is before a vowel. */
static const struct {
	const char *hard, *soft;
} pairs[] = {{"қ", "ғ"}, {"к", "г"}, {"п", "б"}};

#define PAIRS (sizeof pairs / sizeof *pairs)

struct forms {
	struct pool *pool;
	struct span word;
	struct span *items;
	size_t count, cap;
};

/* ---- letters ---- */

static struct span letters_of(struct span word, size_t from, size_t to)
{
	return span_sub(word, (struct range){from * LETTER, to * LETTER});
}

static size_t count_letters(struct span word)
{
	return word.len / LETTER;
}

static bool is_cyrillic(struct span word)
{
	for (size_t i = 0; i < word.len; i += LETTER)
		if (word.len - i < LETTER || (unsigned char)word.data[i] < 0xD0 || (unsigned char)word.data[i] > 0xD3)
			return false;
	return true;
}

static bool is_vowel(struct span word, size_t letter)
{
	return utf8_is_one_of(utf8_peek(word, letter * LETTER), VOWELS);
}

/* Whether the endings are those of front vowels; of a word without any, those of back ones. */
static bool is_front(struct span word)
{
	for (size_t i = count_letters(word); i-- > 0;) {
		int32_t cp = utf8_peek(word, i * LETTER);

		if (utf8_is_one_of(cp, FRONT_VOWELS) || utf8_is_one_of(cp, BACK_VOWELS))
			return utf8_is_one_of(cp, FRONT_VOWELS);
	}
	return false;
}

static struct span ending_text(const struct ending *e, bool front)
{
	return span_of(front ? e->front : e->back);
}

static bool follows(const struct ending *e, enum rank before)
{
	return e->rank > before && (e->behind == RANK_STEM || e->behind == before);
}

/* ---- forms ---- */

/* Takes the first letters of what two spans are together. */
static void add(struct forms *f, struct span stem, struct span ending)
{
	struct buf b;
	struct span form;

	buf_init(&b);
	buf_add_span(&b, stem);
	buf_add_span(&b, ending);
	form = buf_span(&b);
	if (count_letters(form) > KAZAKH_LETTERS)
		form = letters_of(form, 0, KAZAKH_LETTERS);
	if (!span_eq(form, count_letters(f->word) > KAZAKH_LETTERS ? letters_of(f->word, 0, KAZAKH_LETTERS) : f->word)) {
		size_t i = 0;

		while (i < f->count && !span_eq(f->items[i], form))
			i++;
		if (i == f->count) {
			ARRAY_GROW(f->items, f->count, f->cap);
			f->items[f->count++] = pool_span(f->pool, form);
		}
	}
	buf_release(&b);
}

/* The stem with its last letter changed where it is the one side of a pair; false: it is not. */
static bool change_last(struct buf *out, struct span stem, bool soften)
{
	struct span last = letters_of(stem, count_letters(stem) - 1, count_letters(stem));

	buf_clear(out);
	for (size_t i = 0; i < PAIRS; i++)
		if (span_eq_str(last, soften ? pairs[i].hard : pairs[i].soft)) {
			buf_add(out, stem.data, stem.len - LETTER);
			buf_add_str(out, soften ? pairs[i].soft : pairs[i].hard);
			return true;
		}
	return false;
}

/* The endings of a stem that is shorter than what is compared, and theirs as far as that goes. */
static void add_endings(struct forms *f, struct span stem, bool front, enum rank before, bool vowels_only)
{
	for (size_t i = 0; i < ENDINGS && count_letters(stem) < KAZAKH_LETTERS; i++) {
		struct span ending = ending_text(&endings[i], front);
		struct buf longer;

		if (!follows(&endings[i], before) || (vowels_only && !is_vowel(ending, 0)))
			continue;
		add(f, stem, ending);
		buf_init(&longer);
		buf_add_span(&longer, stem);
		buf_add_span(&longer, ending);
		add_endings(f, buf_span(&longer), front, endings[i].rank, false);
		buf_release(&longer);
	}
}

/* "халық" loses its second vowel before an ending that is one: "халқы". False: the stem is not such. */
static bool drop_vowel(struct buf *out, struct span stem)
{
	size_t count = count_letters(stem);
	struct span vowel = count < 4 ? span_of("") : letters_of(stem, count - 2, count - 1);

	buf_clear(out);
	if ((!span_eq_str(vowel, "ы") && !span_eq_str(vowel, "і")) || is_vowel(stem, count - 1) || is_vowel(stem, count - 3))
		return false;
	buf_add(out, stem.data, stem.len - 2 * LETTER);
	buf_add(out, stem.data + stem.len - LETTER, LETTER);
	return true;
}

/* All forms of a stem. */
static void add_stem(struct forms *f, struct span stem)
{
	bool front = is_front(stem);
	struct buf changed;

	buf_init(&changed);
	add(f, stem, span_of(""));
	add_endings(f, stem, front, RANK_STEM, false);
	if (change_last(&changed, stem, true)) {
		if (count_letters(stem) == KAZAKH_LETTERS)
			add(f, buf_span(&changed), span_of(""));
		add_endings(f, buf_span(&changed), front, RANK_STEM, true);
	}
	if (drop_vowel(&changed, stem))
		add_endings(f, buf_span(&changed), front, RANK_STEM, true);
	buf_release(&changed);
}

/* ---- what a form is one of ---- */

static bool are_endings(struct span s, bool front, enum rank before)
{
	if (s.len == 0)
		return true;
	for (size_t i = 0; i < ENDINGS; i++) {
		struct span ending = ending_text(&endings[i], front);

		if (follows(&endings[i], before) && s.len >= ending.len && span_eq(span_make(s.data, ending.len), ending) &&
		    are_endings(span_make(s.data + ending.len, s.len - ending.len), front, endings[i].rank))
			return true;
	}
	return false;
}

/* Adds the stem that so many first letters are, if the rest of the word is its endings; false: it is not. */
static bool add_stem_of(struct forms *f, size_t letters)
{
	struct span stem = letters_of(f->word, 0, letters), rest = letters_of(f->word, letters, count_letters(f->word));
	bool before_vowel = rest.len != 0 && is_vowel(rest, 0);
	struct buf hard;

	if (!are_endings(rest, is_front(stem), RANK_STEM))
		return false;
	buf_init(&hard);
	add_stem(f, stem);
	if (before_vowel && change_last(&hard, stem, false))
		add_stem(f, buf_span(&hard));
	if (before_vowel && letters > 2 && !is_vowel(stem, letters - 1) && !is_vowel(stem, letters - 2)) {
		buf_clear(&hard);
		buf_add(&hard, stem.data, stem.len - LETTER);
		buf_add_str(&hard, is_front(stem) ? "і" : "ы");
		buf_add(&hard, stem.data + stem.len - LETTER, LETTER);
		add_stem(f, buf_span(&hard));
	}
	buf_release(&hard);
	return true;
}

size_t kazakh_forms(struct pool *pool, struct span word, struct span **out)
{
	struct forms f = {.pool = pool, .word = word};
	size_t count = count_letters(word);
	bool found = false;

	*out = NULL;
	if (!is_cyrillic(word) || count < KAZAKH_STEM_LEAST)
		return 0;
	for (size_t n = KAZAKH_STEM_LEAST; n < KAZAKH_LETTERS && n <= count && !found; n++)
		found = add_stem_of(&f, n);
	if (!found && count >= KAZAKH_LETTERS) {
		struct span first = letters_of(word, 0, KAZAKH_LETTERS);
		struct buf changed;

		buf_init(&changed);
		if (change_last(&changed, first, true) || change_last(&changed, first, false))
			add(&f, buf_span(&changed), span_of(""));
		if (count == KAZAKH_LETTERS && drop_vowel(&changed, first))
			add_endings(&f, buf_span(&changed), is_front(first), RANK_STEM, true);
		buf_release(&changed);
	}
	if (f.count != 0) {
		*out = pool_alloc(pool, f.count * sizeof **out);
		memcpy(*out, f.items, f.count * sizeof **out);
	}
	free(f.items);
	return f.count;
}
