/* Stems: the groups of tests/cases/stem.txt, languages without a stemmer, the bound of the cache. */
#include "tests/unit/table.h"
#include "text/fold.h"
#include "text/kazakh.h"
#include "text/stem.h"
#include "text/utf8.h"

#define CASES "tests/cases/stem.txt"

static const char *const list_names[] = {"lexicon/exceptions.txt", "lexicon/equivalents.txt"};

static struct lists *read_lists(void)
{
	struct lists *l = lists_new();

	for (size_t i = 0; i < sizeof list_names / sizeof *list_names; i++) {
		struct buf content;
		char *error = NULL;

		buf_init(&content);
		table_read_file(&content, list_names[i]);
		if (!lists_add(l, span_of(list_names[i]), buf_span(&content), &error))
			tap_ok(false, "%s", error);
		free(error);
		buf_release(&content);
	}
	return l;
}

/* Appends "stem stem | stem …": the stems of the words, one after the other, bars kept. */
static bool groups_hold(struct stemmer *s, const struct language *lang, struct span groups)
{
	struct buf stems[8], folded;
	size_t group = 0;
	bool holds = true;

	buf_init(&folded);
	for (size_t i = 0; i < 8; i++)
		buf_init(&stems[i]);
	for (size_t at = 0; at < groups.len && group < 8;) {
		size_t end = at;
		struct span stem;

		while (end < groups.len && groups.data[end] != ' ')
			end++;
		if (groups.data[at] == '|') {
			group++;
		} else if (end > at) {
			buf_clear(&folded);
			fold_word(&folded, span_make(groups.data + at, end - at), lang);
			stem = stemmer_stem(s, buf_span(&folded));
			if (stems[group].len != 0 && !span_eq(buf_span(&stems[group]), stem)) {
				tap_note("%s: %.*s", folded.data, (int)stem.len, stem.data);
				holds = false;
			} else if (stems[group].len == 0) {
				buf_add_span(&stems[group], stem);
			}
		}
		at = end + 1;
	}
	for (size_t i = 0; i < 8; i++)
		for (size_t k = 0; k < i; k++)
			holds = holds && (stems[i].len == 0 || !span_eq(buf_span(&stems[i]), buf_span(&stems[k])));
	for (size_t i = 0; i < 8; i++)
		buf_release(&stems[i]);
	buf_release(&folded);
	return holds;
}

static void table(const struct lists *lists)
{
	struct buf content;
	unsigned number = 0, cases = 0;

	buf_init(&content);
	table_read_file(&content, CASES);
	for (size_t at = 0; at < content.len;) {
		size_t end = at + strcspn(content.data + at, "\n");
		struct span line = span_trim(span_make(content.data + at, end - at)), groups;
		const struct language *lang;
		struct stemmer *s;

		number++;
		at = end + 1;
		if (line.len < 5 || line.data[0] == '#')
			continue;
		lang = language_find(span_make(line.data, 2));
		groups = span_trim(span_make(line.data + 4, line.len - 4));
		s = stemmer_new(lang, lists);
		tap_ok(groups_hold(s, lang, groups), "%s:%u %.*s", CASES, number, (int)line.len, line.data);
		stemmer_free(s);
		cases++;
	}
	tap_ok(cases > 50, "%s has %u cases", CASES, cases);
	buf_release(&content);
}

static void without_stemmer(const struct lists *lists)
{
	struct stemmer *s = stemmer_new(language_unknown(), lists);

	tap_ok(span_eq_str(stemmer_stem(s, span_of("running")), "running"), "the unknown language stems nothing");
	stemmer_free(s);
	s = stemmer_new(NULL, lists);
	tap_ok(span_eq_str(stemmer_stem(s, span_of("")), ""), "nor does no language, nor has no word a stem");
	stemmer_free(s);
	stemmer_free(NULL);
}

/* Every stemmer in the table is one that libstemmer has, and takes any bytes. */
static void every_stemmer(const struct lists *lists)
{
	static const char *const words[] = {"running", "свободы", "libertés", "人权", "\xEF\xBF\xBD", "a", "'", "ا"};
	unsigned count = 0;

	for (size_t i = 0; language_at(i) != NULL; i++) {
		const struct language *lang = language_at(i);
		struct stemmer *s = stemmer_new(lang, lists);
		bool changed = false;

		for (size_t w = 0; w < sizeof words / sizeof *words; w++)
			changed |= stemmer_stem(s, span_of(words[w])).len == 0;
		tap_ok(!changed, "no word loses its stem: %s", lang->name);
		count += language_has_stemmer(lang);
		stemmer_free(s);
	}
	tap_ok(count >= 28, "%u languages have a stemmer", count);
}

/* One word more than the cache holds: the first ones are forgotten, and come back the same. */
static void full_cache(const struct lists *lists)
{
	struct stemmer *s = stemmer_new(language_find(span_of("en")), lists);
	struct buf word;
	bool same = true;

	buf_init(&word);
	for (unsigned round = 0; round < 2; round++)
		for (unsigned i = 0; i < STEM_CACHE + 1; i++) {
			struct span stem;

			buf_clear(&word);
			buf_addf(&word, "w%uings", i);
			stem = stemmer_stem(s, buf_span(&word));
			same = same && span_starts(stem, "w") && stem.len < word.len &&
			       memcmp(stem.data, word.data, stem.len) == 0;
		}
	tap_ok(same, "%u words in turn, twice", STEM_CACHE + 1);
	buf_clear(&word);
	for (unsigned i = 0; i < 256; i++)
		buf_add_char(&word, "ings"[i % 4]);
	tap_ok(stemmer_stem(s, buf_span(&word)).len < 256, "a word of 256 bytes is stemmed");
	buf_add_str(&word, "ings");
	tap_ok(stemmer_stem(s, buf_span(&word)).len == 260, "a longer one is left as it is");
	buf_release(&word);
	stemmer_free(s);
}

/* ---- Kazakh, which has no stemmer ---- */

static struct span first_letters(struct span word)
{
	size_t at = 0;
	int32_t cp;

	for (size_t i = 0; i < KAZAKH_LETTERS && at < word.len; i++)
		at += utf8_decode(word, at, &cp);
	return span_make(word.data, at);
}

static bool finds(struct span typed, struct span word)
{
	struct pool pool;
	struct span *forms;
	size_t count;
	bool found = span_eq(first_letters(typed), first_letters(word));

	pool_init(&pool);
	count = kazakh_forms(&pool, typed, &forms);
	for (size_t i = 0; i < count; i++)
		found = found || span_eq(forms[i], first_letters(word));
	pool_release(&pool);
	return found;
}

static void kazakh_case(void *context, unsigned line, const struct span *fields)
{
	(void)context;
	for (size_t k = 1; k < 3; k++)
		for (struct span rest = span_trim(fields[k]); rest.len != 0;) {
			struct span word = table_cut(&rest, ' ');

			tap_ok(finds(span_trim(fields[0]), word) == (k == 1), "kazakh.txt:%u: %.*s %s %.*s", line, (int)span_trim(fields[0]).len,
			       fields[0].data, k == 1 ? "finds" : "does not find", (int)word.len, word.data);
		}
}

/* ---- what a stem may begin with ---- */

#define MADE_WORDS 3000 /* a language */

/* Places in the letters of made words: the first is of ASCII or Cyrillic, and of Cyrillic all are then. */
#define ASCII_LETTERS 26
#define FIRST_LETTERS 40

/* A made word. */
static struct span made_word(uint32_t *state, struct buf *out)
{
	static const char *const letters[] = {
		"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u",
		"v", "w", "x", "y", "z", "ж", "п", "а", "р", "и", "й", "ё", "Ё", "о", "с", "ость", "ами", "ейш", "вшись", "é", "ü", "ş", "ñ", "ç", "ő", "'", "y", "i", "qu", "ing", "ies", "ment", "ation"};
	size_t count = 1 + (*state >> 20) % 9;
	bool cyrillic = false;

	buf_clear(out);
	for (size_t i = 0; i < count; i++) {
		*state = *state * 1664525 + 1013904223;
		if (cyrillic)
			buf_add_str(out, letters[ASCII_LETTERS + (*state >> 12) % (FIRST_LETTERS - ASCII_LETTERS)]);
		else
			buf_add_str(out, letters[(*state >> 12) % (i == 0 ? FIRST_LETTERS : sizeof letters / sizeof *letters)]);
		cyrillic = cyrillic || (i == 0 && out->data[0] < 0);
	}
	return buf_span(out);
}

/* Every stem that begins otherwise than its word is one that stem_widen expects. */
static bool may_have(const struct language *lang, const struct lists *lists, struct span word, struct span stem)
{
	struct beginnings b = beginnings_none;

	beginnings_add_folded(&b, stem);
	stem_widen(&b, lang, lists);
	return !beginnings_exclude(&b, word);
}

static void beginnings_hold(const struct language *lang, const struct lists *lists)
{
	struct stemmer *s = stemmer_new(lang, lists);
	uint32_t state = 7;
	size_t wrong = 0;
	struct buf made;

	buf_init(&made);
	for (size_t i = 0; i < tap_scale(MADE_WORDS); i++) {
		struct span word = made_word(&state, &made), stem = stemmer_stem(s, word), marked;

		wrong += stem.len != 0 && !may_have(lang, lists, word, stem);
		marked = stemmer_with_marks(s, word, word);
		wrong += marked.len != 0 && !may_have(lang, lists, word, marked);
	}
	tap_ok(wrong == 0, "%s: no stem begins as its word does not (%zu made words)", lang->name, tap_scale(MADE_WORDS));
	buf_release(&made);
	stemmer_free(s);
}

/* The words of a list's line: the language, then words. Returns those that begin as their stems do not let expect. */
static size_t unexpected(struct span line, const struct lists *lists, size_t *words)
{
	const struct language *lang = NULL;
	struct stemmer *s = NULL;
	struct buf folded;
	size_t wrong = 0;

	buf_init(&folded);
	for (size_t at = 0, end; at < line.len && line.data[at] != '#'; at = end + 1) {
		for (end = at; end < line.len && line.data[end] != ' ' && line.data[end] != '\t';)
			end++;
		if (end == at)
			continue;
		if (s == NULL) {
			lang = language_find(span_make(line.data + at, end - at));
			s = stemmer_new(lang, lists);
			continue;
		}
		buf_clear(&folded);
		fold_word(&folded, span_make(line.data + at, end - at), lang);
		wrong += !may_have(lang, lists, buf_span(&folded), stemmer_stem(s, buf_span(&folded)));
		++*words;
	}
	stemmer_free(s);
	buf_release(&folded);
	return wrong;
}

static void listed_hold(const struct lists *lists, const char *name)
{
	size_t wrong = 0, words = 0;
	struct buf content;

	buf_init(&content);
	table_read_file(&content, name);
	for (size_t at = 0, end; at < content.len; at = end + 1) {
		for (end = at; end < content.len && content.data[end] != '\n';)
			end++;
		wrong += unexpected(span_make(content.data + at, end - at), lists, &words);
	}
	tap_ok(wrong == 0 && words > 50, "%s: no stem of its %zu words begins as its word may not", name, words);
	buf_release(&content);
}

/* What the English stemmer has apart from its rules, and short words. */
static const char *const turned[][2] = {
	{"dying", "die"}, {"lying", "lie"}, {"tying", "tie"}, {"skies", "sky"}, {"skis", "ski"}, {"idly", "idl"},
	{"only", "onli"}, {"by", "by"}, {"dies", "die"},  {"ties", "tie"}, {"a", "a"},    {"as", "as"},
};

static void beginnings(const struct lists *lists)
{
	const struct language *english = language_find(span_of("en"));
	struct buf bytes;
	struct lists *packed;

	buf_init(&bytes);
	lists_pack(lists, &bytes);
	packed = lists_unpack(buf_span(&bytes), NULL);
	for (size_t i = 0; language_at(i) != NULL; i++)
		if (language_has_stemmer(language_at(i)))
			beginnings_hold(language_at(i), packed);
	for (size_t i = 0; i < sizeof list_names / sizeof *list_names; i++)
		listed_hold(packed, list_names[i]);
	tap_ok(may_have(english, packed, span_of("tortured"), span_of("tortur free")) &&
	               may_have(english, packed, span_of("freely"), span_of("tortur free")),
	       "words that may");
	tap_ok(!may_have(english, packed, span_of("garden"), span_of("tortur free")), "one that may not");
	tap_ok(!may_have(english, packed, span_of("tuna"), span_of("tortur free")), "nor one by its second letter");
	for (size_t i = 0; i < sizeof turned / sizeof *turned; i++)
		tap_ok(may_have(english, packed, span_of(turned[i][0]), span_of(turned[i][1])), "%s has the stem %s", turned[i][0],
		       turned[i][1]);
	tap_ok(may_have(english, packed, span_of("jail"), span_of("gaol")), "one that may by the lists");
	tap_ok(!may_have(english, packed, span_of("gaol"), span_of("jail")), "and not the other way round");
	tap_ok(may_have(english, lists, span_of("garden"), span_of("tortur")), "lists that are not packed exclude none");
	lists_free(packed);
	buf_release(&bytes);
}

int main(void)
{
	struct lists *lists = read_lists();

	table(lists);
	without_stemmer(lists);
	every_stemmer(lists);
	full_cache(lists);
	table_run("tests/cases/kazakh.txt", 3, 20, kazakh_case, NULL);
	beginnings(lists);
	lists_free(lists);
	return tap_done();
}
