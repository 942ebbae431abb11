/* The word lists: their format, bad lines, and that the lists in the tree are good. */
#include "tests/unit/table.h"
#include "text/fold.h"
#include "text/lists.h"

static bool add(struct lists *l, const char *name, const char *content, char **error)
{
	*error = NULL;
	return lists_add(l, span_of(name), span_of(content), error);
}

static void check_error(const char *name, const char *content, const char *expected)
{
	struct lists *l = lists_new();
	char *error;
	bool good = add(l, name, content, &error);

	if (!tap_ok(!good && error != NULL && strstr(error, expected) != NULL && strstr(error, name) != NULL,
	            "%s refused: %s", name, expected))
		tap_note("error: %s", error == NULL ? "none" : error);
	free(error);
	lists_free(l);
}

static void bad_lines(void)
{
	check_error("stopwords/en.txt", "the\ntwo words\n", "line 2");
	check_error("stopwords/en.txt", "the\n\xFF\n", "not UTF-8");
	check_error("stopwords/en.txt", "\xC2\xAD\n", "no word");
	check_error("lexicon/exceptions.txt", "xx word\n", "line 1");
	check_error("lexicon/exceptions.txt", "* word\n", "language");
	check_error("lexicon/exceptions.txt", "en\n", "word");
	check_error("lexicon/exceptions.txt", "en a b c\n", "stem expected");
	check_error("lexicon/exceptions.txt", "# x\n\nen organ\nen organ other\n", "line 4");
	check_error("lexicon/equivalents.txt", "en detain\n", "two or more");
	check_error("lexicon/equivalents.txt", "en a b\nen c b\n", "line 2");
	check_error("lexicon/abbreviations.txt", "en UN Doc\n", "one word");
	check_error("lexicon/abbreviations.txt", "en .\n", "no word");
}

/* FIELDS_MAX words of a line are read, one more is refused. */
static void long_lines(void)
{
	struct buf line;
	char *error;
	struct lists *l = lists_new();

	buf_init(&line);
	buf_add_str(&line, "en");
	for (unsigned i = 0; i < 255; i++)
		buf_addf(&line, " word%u", i);
	tap_ok(add(l, "lexicon/equivalents.txt", line.data, &error), "a line of 256 words is read");
	buf_add_str(&line, " more");
	tap_ok(!add(l, "lexicon/equivalents.txt", line.data, &error) && strstr(error, "too many") != NULL,
	       "one of 257 is refused");
	free(error);
	buf_release(&line);
	lists_free(l);
}

static bool stem_is(const struct lists *l, const char *word, const char *expected)
{
	struct span stem;

	if (!lists_stem(l, language_find(span_of("en")), span_of(word), &stem))
		return expected == NULL;
	return expected != NULL && span_eq_str(stem, expected);
}

static void stems(void)
{
	struct lists *l = lists_new();
	const struct language *en = language_find(span_of("en"));
	char *error;

	tap_ok(add(l, "lexicon/equivalents.txt", "\xEF\xBB\xBF" "en detain detention  organ # comment\r\nEN Labour labor", &error),
	       "a byte order mark, comments, carriage returns and a missing last line feed are no matter");
	tap_ok(add(l, "lexicon/exceptions.txt", "en organ\nen Authorities authority\n", &error), "exceptions");
	tap_ok(stem_is(l, "detention", "detain") && stem_is(l, "detain", "detain"), "the first word stands for all");
	tap_ok(stem_is(l, "labor", "labour"), "entries are folded");
	tap_ok(stem_is(l, "organ", "organ") && stem_is(l, "authorities", "authority"), "exceptions go first");
	tap_ok(stem_is(l, "other", NULL), "a word in no list has no listed stem");
	tap_ok(lists_is_equivalent(l, en, span_of("detention")) && !lists_is_equivalent(l, en, span_of("organ")) &&
	               !lists_is_equivalent(l, en, span_of("other")),
	       "which stems are equivalents");
	tap_ok(!lists_is_equivalent(l, language_find(span_of("fr")), span_of("detention")) &&
	               !lists_is_equivalent(l, language_unknown(), span_of("detention")),
	       "only in their language");
	lists_free(l);
}

static void stops(void)
{
	struct lists *l = lists_new();
	const struct language *fr = language_find(span_of("fr")), *en = language_find(span_of("en"));
	char *error;

	tap_ok(add(l, "stopwords/fr.txt", "# x\n\nÉté # summer\nla\n", &error), "a stop list");
	tap_ok(lists_is_stop(l, fr, span_of("ete")) && lists_is_stop(l, fr, span_of("la")), "its words, folded");
	tap_ok(!lists_is_stop(l, en, span_of("la")) && !lists_has_stops(l, en) && lists_has_stops(l, fr),
	       "only in its language");
	tap_ok(add(l, "lexicon/instruments.tsv", "anything\xFF goes\n", &error) &&
	               add(l, "stopwords/README.txt", "and here too\n", &error),
	       "unknown names are ignored");
	lists_free(l);
}

static void abbreviations(void)
{
	struct lists *l = lists_new();
	const struct language *en = language_find(span_of("en")), *ru = language_find(span_of("ru"));
	char *error;

	tap_ok(add(l, "lexicon/abbreviations.txt", "* art.\nen No\nru ст\n", &error), "abbreviations");
	tap_ok(lists_is_abbreviation(l, en, span_of("Art")) && lists_is_abbreviation(l, en, span_of("ART")) &&
	               lists_is_abbreviation(l, ru, span_of("art")) &&
	               lists_is_abbreviation(l, language_unknown(), span_of("art")),
	       "one for every language, however written");
	tap_ok(lists_is_abbreviation(l, en, span_of("No")) && !lists_is_abbreviation(l, en, span_of("no")),
	       "one with a capital stands for itself only");
	tap_ok(lists_is_abbreviation(l, ru, span_of("Ст")) && !lists_is_abbreviation(l, en, span_of("ст")),
	       "one of a language only there");
	tap_ok(!lists_is_abbreviation(l, en, span_of("")), "the empty word is none");
	lists_free(l);
}

/* Each list of the tree is read; no negation is a stop word. */
static void lists_of_the_tree(void)
{
	static const char *const names[] = {
		"stopwords/en.txt", "stopwords/ru.txt", "stopwords/kk.txt", "stopwords/fr.txt", "stopwords/es.txt",
		"stopwords/ar.txt", "lexicon/exceptions.txt", "lexicon/equivalents.txt", "lexicon/abbreviations.txt",
	};
	static const char *const never[][2] = {
		{"en", "no not against under before without nor never"}, {"ru", "не нет ни без против до под перед"},
		{"fr", "ne n pas non sans contre sous avant jamais"}, {"es", "no ni sin contra bajo antes nunca"},
		{"kk", "емес жоқ қарсы дейін"}, {"ar", "لا لم لن ليس ضد بدون دون قبل تحت"},
	};
	struct lists *l = lists_new();
	struct buf folded;

	buf_init(&folded);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct buf content;
		char *error = NULL;

		buf_init(&content);
		table_read_file(&content, names[i]);
		if (!tap_ok(content.len != 0 && lists_add(l, span_of(names[i]), buf_span(&content), &error),
		            "%s is read", names[i]))
			tap_note("%s", error == NULL ? "not there" : error);
		tap_ok(strstr(content.data, "# Source: ") != NULL && strstr(content.data, "Licence: ") != NULL,
		       "%s says where it is from", names[i]);
		free(error);
		buf_release(&content);
	}
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		const struct language *lang = language_find(span_of(never[i][0]));
		const char *word = never[i][1];

		while (*word != '\0') {
			size_t len = strcspn(word, " ");

			buf_clear(&folded);
			fold_word(&folded, span_make(word, len), lang);
			tap_ok(!lists_is_stop(l, lang, buf_span(&folded)), "%.*s is no stop word", (int)len, word);
			word += len + (word[len] == ' ');
		}
	}
	buf_release(&folded);
	lists_free(l);
}

/* Whether both lists say the same of a word, in a language. */
static bool agree(const struct lists *a, const struct lists *b, const struct language *lang, struct span word)
{
	struct span stem = {"", 0}, other = {"", 0};
	bool listed = lists_stem(a, lang, word, &stem);

	return listed == lists_stem(b, lang, word, &other) && span_eq(stem, other) &&
	       lists_is_stop(a, lang, word) == lists_is_stop(b, lang, word) &&
	       lists_is_equivalent(a, lang, word) == lists_is_equivalent(b, lang, word) &&
	       lists_is_abbreviation(a, lang, word) == lists_is_abbreviation(b, lang, word);
}

/* All words of a list of the tree, whatever they stand for there. */
static size_t disagreements(const struct lists *a, const struct lists *b, const char *name, size_t *words)
{
	static const char *const languages[] = {"en", "ru", "kk", "fr", "es", "ar", "de", ""};
	struct buf content;
	size_t wrong = 0;

	buf_init(&content);
	table_read_file(&content, name);
	for (char *word = strtok(content.data, " \t\r\n"); word != NULL; word = strtok(NULL, " \t\r\n"))
		for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
			const struct language *lang = language_find(span_of(languages[i]));

			wrong += !agree(a, b, lang == NULL ? language_unknown() : lang, span_of(word));
			++*words;
		}
	buf_release(&content);
	return wrong;
}

static size_t given_back; /* bytes */

static void give_back(struct span packed)
{
	given_back += packed.len;
}

/* Packed lists answer as those they were made of. */
static void packed(void)
{
	static const char *const names[] = {"stopwords/en.txt", "stopwords/ru.txt", "lexicon/exceptions.txt",
	                                    "lexicon/equivalents.txt", "lexicon/abbreviations.txt"};
	struct lists *l = lists_new(), *unpacked;
	struct buf content, bytes;
	size_t words = 0, wrong = 0;
	char *error;

	buf_init(&content);
	buf_init(&bytes);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		buf_clear(&content);
		table_read_file(&content, names[i]);
		lists_add(l, span_of(names[i]), buf_span(&content), &error);
	}
	lists_pack(l, &bytes);
	bytes.data[bytes.len / 2] ^= 1;
	tap_ok(lists_unpack(buf_span(&bytes), give_back) == NULL && given_back == bytes.len, "damaged bytes are refused, and given back");
	bytes.data[bytes.len / 2] ^= 1;
	given_back = 0;
	unpacked = lists_unpack(buf_span(&bytes), give_back);
	tap_ok(unpacked != NULL, "good ones are taken");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		wrong += disagreements(l, unpacked, names[i], &words);
	tap_ok(wrong == 0 && words > 10000, "%zu words in %zu cases answered otherwise", wrong, words);
	for (size_t i = 0; language_at(i) != NULL; i++)
		wrong += lists_has_stops(l, language_at(i)) != lists_has_stops(unpacked, language_at(i));
	tap_ok(wrong == 0 && lists_has_stops(unpacked, language_find(span_of("ru"))) &&
	               !lists_has_stops(unpacked, language_find(span_of("fr"))),
	       "which languages have stop words");
	lists_free(l);
	lists_free(unpacked);
	tap_ok(given_back == bytes.len, "they are given back at the end");
	buf_release(&content);
	buf_release(&bytes);
}

int main(void)
{
	bad_lines();
	long_lines();
	stems();
	stops();
	abbreviations();
	lists_of_the_tree();
	packed();
	lists_free(NULL);
	return tap_done();
}
