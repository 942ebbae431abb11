#include "text/lists_parts.h"

#include <stdlib.h>

#include "text/fold.h"
#include "text/utf8.h"

#define FIELDS_MAX 256 /* words of one line */

/* A line being read. */
struct line {
	struct span name;
	size_t number;
	struct span words[FIELDS_MAX];
	size_t count;
	char **error;
};

struct lists *lists_new(void)
{
	struct lists *l = mem_zalloc(sizeof *l);

	pool_init(&l->pool);
	buf_init(&l->folded);
	l->languages = language_index(NULL);
	l->of = mem_alloc((l->languages + 1) * sizeof *l->of);
	for (size_t i = 0; i <= l->languages; i++) {
		strmap_init(&l->of[i].stops);
		strmap_init(&l->of[i].exceptions);
		strmap_init(&l->of[i].equivalents);
		strmap_init(&l->of[i].abbreviations);
	}
	return l;
}

void lists_free(struct lists *l)
{
	if (l == NULL)
		return;
	for (size_t i = 0; l->of != NULL && i <= l->languages; i++) {
		strmap_release(&l->of[i].stops);
		strmap_release(&l->of[i].exceptions);
		strmap_release(&l->of[i].equivalents);
		strmap_release(&l->of[i].abbreviations);
	}
	free(l->of);
	free(l->stems);
	free(l->entries);
	free(l->crossings);
	packed_release(&l->packed);
	buf_release(&l->folded);
	pool_release(&l->pool);
	free(l);
}

static bool fail(const struct line *line, const char *why)
{
	struct buf message;

	buf_init(&message);
	buf_add_span(&message, line->name);
	buf_addf(&message, ", line %zu: %s", line->number, why);
	*line->error = buf_detach(&message);
	buf_release(&message);
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/* Parts the line at blanks, up to its comment; false if there are too many words. */
static bool split(struct line *line, struct span text)
{
	const char *comment = text.len == 0 ? NULL : memchr(text.data, '#', text.len);
	size_t end = comment == NULL ? text.len : (size_t)(comment - text.data), at = 0;

	line->count = 0;
	while (at < end) {
		size_t start = at;

		while (at < end && !is_blank(text.data[at]))
			at++;
		if (at > start) {
			if (line->count == FIELDS_MAX)
				return fail(line, "too many words");
			line->words[line->count++] = span_make(text.data + start, at - start);
		} else {
			at++;
		}
	}
	return true;
}

/* The word as it is searched for; good until the next call. */
static struct span folded(struct lists *l, const struct language *lang, struct span word)
{
	buf_clear(&l->folded);
	fold_word(&l->folded, word, lang);
	return buf_span(&l->folded);
}

/* Notes a word for lists_pack. */
static void note(struct lists *l, const struct language *lang, enum list_kind kind, struct span word,
                 struct span stem)
{
	ARRAY_GROW(l->entries, l->entry_count, l->entry_cap);
	l->entries[l->entry_count++] =
		(struct packed_entry){lists_number(lang, kind), pool_span(&l->pool, word), stem};
}

static struct strmap *list_map(const struct lists *l, const struct language *lang, enum list_kind kind)
{
	struct language_lists *of = &l->of[language_index(lang)];

	switch (kind) {
	case LIST_STOPS:
	case LIST_HAS_STOPS:
		return &of->stops;
	case LIST_EXCEPTIONS:
		return &of->exceptions;
	case LIST_EQUIVALENTS:
		return &of->equivalents;
	case LIST_ABBREVIATIONS:
	case LIST_OTHERS:
		break;
	}
	return &of->abbreviations;
}

/* A word of a list that says no more than that it is one. */
static void add_word(struct lists *l, const struct language *lang, enum list_kind kind, struct span word)
{
	bool is_new;

	strmap_put(list_map(l, lang, kind), word, &is_new);
	if (is_new)
		note(l, lang, kind, word, span_make("", 0));
}

static uint32_t add_stem(struct lists *l, struct span stem)
{
	ARRAY_GROW(l->stems, l->stem_count, l->stem_cap);
	l->stems[l->stem_count] = pool_span(&l->pool, stem);
	return (uint32_t)l->stem_count++;
}

static bool add_stop(struct lists *l, const struct language *lang, const struct line *line)
{
	struct span word;

	if (line->count != 1)
		return fail(line, "one word expected");
	word = folded(l, lang, line->words[0]);
	if (word.len == 0)
		return fail(line, "no word");
	if (!lists_has_stops(l, lang))
		note(l, lang, LIST_HAS_STOPS, span_make("", 0), span_make("", 0));
	add_word(l, lang, LIST_STOPS, word);
	return true;
}

/* Maps the word to a stem; false if it has another already. */
static bool map_stem(struct lists *l, const struct language *lang, enum list_kind kind, struct span word,
                     uint32_t stem)
{
	bool is_new;
	uint32_t *value = strmap_put(list_map(l, lang, kind), word, &is_new);

	if (is_new) {
		*value = stem;
		note(l, lang, kind, word, l->stems[stem]);
		lists_note_stem(l, lang, word, l->stems[stem]);
	}
	return is_new || span_eq(l->stems[*value], l->stems[stem]);
}

static bool add_exception(struct lists *l, const struct language *lang, const struct line *line)
{
	uint32_t stem;

	if (line->count != 2 && line->count != 3)
		return fail(line, "a language, a word and perhaps its stem expected");
	stem = add_stem(l, folded(l, lang, line->words[line->count - 1]));
	if (l->stems[stem].len == 0)
		return fail(line, "no word");
	if (!map_stem(l, lang, LIST_EXCEPTIONS, folded(l, lang, line->words[1]), stem))
		return fail(line, "this word has another stem above");
	return true;
}

static bool add_equivalents(struct lists *l, const struct language *lang, const struct line *line)
{
	uint32_t stem;

	if (line->count < 3)
		return fail(line, "a language and two or more words expected");
	stem = add_stem(l, folded(l, lang, line->words[1]));
	for (size_t i = 1; i < line->count; i++) {
		struct span word = folded(l, lang, line->words[i]);

		if (word.len == 0)
			return fail(line, "no word");
		if (!map_stem(l, lang, LIST_EQUIVALENTS, word, stem))
			return fail(line, "a word of this line is in a line above too");
	}
	return true;
}

static bool add_abbreviation(struct lists *l, const struct language *lang, const struct line *line)
{
	struct span word = line->words[line->count - 1];

	if (line->count != 2)
		return fail(line, "a language (or *) and one word expected");
	if (span_ends(word, "."))
		word.len--;
	if (word.len == 0)
		return fail(line, "no word");
	add_word(l, lang, LIST_ABBREVIATIONS, word);
	return true;
}

typedef bool add_line(struct lists *, const struct language *, const struct line *);

/* The lists whose lines begin with a language. */
static const struct {
	const char *name;
	add_line *add;
	bool star; /* "*" stands for every language */
} lexicons[] = {
	{"lexicon/exceptions.txt", add_exception, false},
	{"lexicon/equivalents.txt", add_equivalents, false},
	{"lexicon/abbreviations.txt", add_abbreviation, true},
};

#define LEXICONS (sizeof lexicons / sizeof *lexicons)

static bool add_lexicon_line(struct lists *l, size_t which, const struct line *line)
{
	const struct language *lang = language_find(line->words[0]);

	if (lexicons[which].star && span_eq_str(line->words[0], "*"))
		lang = language_unknown();
	if (lang == NULL)
		return fail(line, "a line begins with a language, as in \"en\"");
	return lexicons[which].add(l, lang, line);
}

/* The language of "stopwords/en.txt"; NULL if the name is no such name. */
static const struct language *stop_list_language(struct span name)
{
	const char *folder = "stopwords/", *ending = ".txt";
	struct range code = {strlen(folder), name.len - strlen(ending)};

	if (!span_starts(name, folder) || !span_ends(name, ending) || code.start > code.end)
		return NULL;
	return language_find(span_sub(name, code));
}

static bool add_line_of(struct lists *l, const struct language *stops, size_t which,
                        struct line *line, struct span text)
{
	if (!split(line, text))
		return false;
	if (line->count == 0)
		return true;
	if (!utf8_valid(text))
		return fail(line, "not UTF-8");
	if (stops != NULL)
		return add_stop(l, stops, line);
	return add_lexicon_line(l, which, line);
}

bool lists_add(struct lists *l, struct span name, struct span content, char **error)
{
	const struct language *stops = stop_list_language(name);
	struct line line = {.name = name, .error = error};
	size_t which = 0, at = span_starts(content, "\xEF\xBB\xBF") ? 3 : 0;

	while (which < LEXICONS && !span_eq_str(name, lexicons[which].name))
		which++;
	if (stops == NULL && which == LEXICONS)
		return true;
	while (at < content.len) {
		const char *feed = memchr(content.data + at, '\n', content.len - at);
		struct range r = {at, feed == NULL ? content.len : (size_t)(feed - content.data)};

		line.number++;
		if (!add_line_of(l, stops, which, &line, span_sub(content, r)))
			return false;
		at = r.end + 1;
	}
	return true;
}

/* ---- looking up ---- */

bool lists_find(const struct lists *l, const struct language *lang, enum list_kind kind, struct span word,
                 struct span *stem)
{
	const uint32_t *place;

	if (l->packed.slots != NULL)
		return packed_get(&l->packed, lists_number(lang, kind), word, stem);
	place = strmap_get(list_map(l, lang, kind), word);
	if (place != NULL && stem != NULL)
		*stem = l->stems[*place];
	return place != NULL;
}

bool lists_is_stop(const struct lists *l, const struct language *lang, struct span word)
{
	return lists_find(l, lang, LIST_STOPS, word, NULL);
}

bool lists_has_stops(const struct lists *l, const struct language *lang)
{
	if (l->packed.slots != NULL)
		return packed_get(&l->packed, lists_number(lang, LIST_HAS_STOPS), span_make("", 0), NULL);
	return list_map(l, lang, LIST_STOPS)->count != 0;
}

bool lists_stem(const struct lists *l, const struct language *lang, struct span word, struct span *stem)
{
	return lists_find(l, lang, LIST_EXCEPTIONS, word, stem) || lists_find(l, lang, LIST_EQUIVALENTS, word, stem);
}

bool lists_is_equivalent(const struct lists *l, const struct language *lang, struct span word)
{
	return !lists_find(l, lang, LIST_EXCEPTIONS, word, NULL) && lists_find(l, lang, LIST_EQUIVALENTS, word, NULL);
}

static bool has_abbreviation(const struct lists *l, const struct language *lang, struct span word)
{
	return lists_find(l, lang, LIST_ABBREVIATIONS, word, NULL) ||
	       lists_find(l, language_unknown(), LIST_ABBREVIATIONS, word, NULL);
}

/* An entry with a capital ("No") stands for itself only, one without ("art") also for "Art" and "ART". */
bool lists_is_abbreviation(const struct lists *l, const struct language *lang, struct span word)
{
	struct buf lower;
	bool found = has_abbreviation(l, lang, word);

	if (found || word.len == 0)
		return found;
	buf_init(&lower);
	utf8_fold(&lower, word);
	found = has_abbreviation(l, lang, buf_span(&lower));
	buf_release(&lower);
	return found;
}
