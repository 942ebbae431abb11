#include "text/lists.h"

#include <stdlib.h>

#include "text/fold.h"
#include "text/packed.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define FIELDS_MAX 256 /* words of one line */

/* One language's lists; the maps' values are places in lists.stems. */
struct language_lists {
	struct strmap stops, exceptions, equivalents, abbreviations;
};

/* A word that begins otherwise than its stem: their first letters, two or one; none: the stem's is beyond ASCII. */
struct crossing {
	const struct language *lang;
	struct span word, stem;
};

struct lists {
	struct pool pool;
	struct span *stems; /* in pool */
	size_t stem_count, stem_cap;
	size_t languages; /* rows of language.c; the last of `of` is for the unknown language and "*" */
	struct language_lists *of;
	struct buf folded;
	struct packed_entry *entries; /* all that was added, for lists_pack */
	size_t entry_count, entry_cap;
	struct crossing *crossings; /* for lists_pack, too */
	size_t crossing_count, crossing_cap;
	struct packed packed; /* where it has a table, everything is there and the rest is empty */
	struct span bytes;    /* of packed, */
	void (*release)(struct span bytes); /* and what gives them back, or NULL */
};

/* The lists of one language. */
enum list_kind {
	LIST_STOPS = 's',
	LIST_HAS_STOPS = 'S', /* the empty word, where there are stop words */
	LIST_EXCEPTIONS = 'x',
	LIST_EQUIVALENTS = 'e',
	LIST_ABBREVIATIONS = 'a',
	LIST_OTHERS = 'o', /* what a stem begins with: what else its words do, parted by blanks; only where packed */
};

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
	if (l->release != NULL)
		l->release(l->bytes);
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

/* The number of a language's list in the packed table: its kind and the language's code. */
static uint32_t list_number(const struct language *lang, enum list_kind kind)
{
	const char *code = lang == NULL ? "" : lang->code;
	uint32_t number = (uint32_t)kind;

	for (; *code != '\0'; code++)
		number = number << 8 | (unsigned char)*code;
	return number;
}

/* Notes a word for lists_pack. */
static void note(struct lists *l, const struct language *lang, enum list_kind kind, struct span word,
                 struct span stem)
{
	ARRAY_GROW(l->entries, l->entry_count, l->entry_cap);
	l->entries[l->entry_count++] =
		(struct packed_entry){list_number(lang, kind), pool_span(&l->pool, word), stem};
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

/* The first two letters of a folded word, or the first alone; empty: it begins with none of ASCII. */
static struct span first_letters(struct span word)
{
	size_t len = 0;

	while (len < 2 && len < word.len && word.data[len] >= 'a' && word.data[len] <= 'z')
		len++;
	return span_make(word.data, len);
}

static void note_crossing(struct lists *l, const struct language *lang, struct span word, struct span stem)
{
	struct crossing c = {lang, first_letters(word), first_letters(stem)};

	if (c.word.len == 0 || span_eq(c.word, c.stem))
		return;
	c.word = pool_span(&l->pool, c.word);
	ARRAY_GROW(l->crossings, l->crossing_count, l->crossing_cap);
	l->crossings[l->crossing_count++] = c;
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
		note_crossing(l, lang, word, l->stems[stem]);
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

/* ---- packing ---- */

static bool cross_alike(const struct crossing *a, const struct crossing *b)
{
	return a->lang == b->lang && span_eq(a->stem, b->stem);
}

/* Adds what the words of all crossings begin with that are like number i; none if one before is. */
static void add_alike(const struct lists *l, size_t i, struct buf *out)
{
	const struct crossing *of = &l->crossings[i];

	for (size_t k = 0; k < i; k++)
		if (cross_alike(of, &l->crossings[k]))
			return;
	for (size_t k = i; k < l->crossing_count; k++)
		if (cross_alike(of, &l->crossings[k])) {
			buf_add_span(out, l->crossings[k].word);
			buf_add_char(out, ' ');
		}
}

void lists_pack(const struct lists *l, struct buf *out)
{
	size_t count = l->entry_count;
	struct packed_entry *entries = mem_alloc((count + l->crossing_count + 1) * sizeof *entries);
	struct pool pool;
	struct buf words;

	pool_init(&pool);
	buf_init(&words);
	for (size_t i = 0; i < count; i++)
		entries[i] = l->entries[i];
	for (size_t i = 0; i < l->crossing_count; i++) {
		const struct crossing *c = &l->crossings[i];

		buf_clear(&words);
		add_alike(l, i, &words);
		if (words.len != 0)
			entries[count++] = (struct packed_entry){list_number(c->lang, LIST_OTHERS), c->stem,
			                                         pool_span(&pool, buf_span(&words))};
	}
	packed_write(out, entries, count);
	buf_release(&words);
	pool_release(&pool);
	free(entries);
}

struct lists *lists_unpack(struct span packed, void (*release)(struct span packed))
{
	struct packed table;
	struct lists *l;

	if (!packed_open(&table, packed))
		return NULL;
	l = mem_zalloc(sizeof *l);
	pool_init(&l->pool);
	buf_init(&l->folded);
	l->packed = table;
	l->bytes = packed;
	l->release = release;
	return l;
}

/* ---- looking up ---- */

/* Whether a word is in a list; *stem: what stands beside it there. stem may be NULL. */
static bool find(const struct lists *l, const struct language *lang, enum list_kind kind, struct span word,
                 struct span *stem)
{
	const uint32_t *place;

	if (l->packed.slots != NULL)
		return packed_get(&l->packed, list_number(lang, kind), word, stem);
	place = strmap_get(list_map(l, lang, kind), word);
	if (place != NULL && stem != NULL)
		*stem = l->stems[*place];
	return place != NULL;
}

bool lists_is_stop(const struct lists *l, const struct language *lang, struct span word)
{
	return find(l, lang, LIST_STOPS, word, NULL);
}

bool lists_has_stops(const struct lists *l, const struct language *lang)
{
	if (l->packed.slots != NULL)
		return packed_get(&l->packed, list_number(lang, LIST_HAS_STOPS), span_make("", 0), NULL);
	return list_map(l, lang, LIST_STOPS)->count != 0;
}

bool lists_stem(const struct lists *l, const struct language *lang, struct span word, struct span *stem)
{
	return find(l, lang, LIST_EXCEPTIONS, word, stem) || find(l, lang, LIST_EQUIVALENTS, word, stem);
}

/* Adds what else words begin with whose stems begin with this letter, and then no other, or one of these. */
static void widen(const struct lists *l, const struct language *lang, char first, uint32_t followed,
                  struct beginnings *stems)
{
	char start[] = {first, 'a'};
	struct span others;

	if (find(l, lang, LIST_OTHERS, span_make(start, 1), &others))
		beginnings_add(stems, others);
	for (; followed != 0; followed >>= 1, start[1]++)
		if ((followed & 1) && find(l, lang, LIST_OTHERS, span_make(start, 2), &others))
			beginnings_add(stems, others);
}

/* What comes in may bring more in: the stem of an equivalent may be an exception's word. */
void lists_widen(const struct lists *l, const struct language *lang, struct beginnings *stems)
{
	struct beginnings done = beginnings_none;

	stems->any |= l->packed.slots == NULL;
	while (!stems->any && !beginnings_within(stems, &done)) {
		struct beginnings now = *stems;
		struct span others;

		if (now.other && !done.other && find(l, lang, LIST_OTHERS, span_of(""), &others))
			beginnings_add(stems, others);
		for (size_t i = 0; i < BEGINNINGS_LETTERS; i++)
			if (now.followed[i] & ~done.followed[i])
				widen(l, lang, (char)('a' + i), now.followed[i] & ~done.followed[i], stems);
		done = now;
	}
}

bool lists_is_equivalent(const struct lists *l, const struct language *lang, struct span word)
{
	return !find(l, lang, LIST_EXCEPTIONS, word, NULL) && find(l, lang, LIST_EQUIVALENTS, word, NULL);
}

static bool has_abbreviation(const struct lists *l, const struct language *lang, struct span word)
{
	return find(l, lang, LIST_ABBREVIATIONS, word, NULL) ||
	       find(l, language_unknown(), LIST_ABBREVIATIONS, word, NULL);
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
