/* The table of languages, and what is detected in tests/cases/language.txt and on whole documents. */
#include "tests/unit/table.h"
#include "text/language_hints.h"
#include "text/lists.h"

#define DECLARED_MOST 4 /* of a case */
#define CASES "tests/cases/language.txt"

static void read_stops(struct lists *l)
{
	static const char *const codes[] = {"en", "ru", "kk", "fr", "es", "ar"};

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		char name[32], *error = NULL;
		struct buf content;

		buf_init(&content);
		snprintf(name, sizeof name, "stopwords/%s.txt", codes[i]);
		table_read_file(&content, name);
		tap_ok(lists_add(l, span_of(name), buf_span(&content), &error) &&
		               lists_has_stops(l, language_find(span_of(codes[i]))),
		       "%s is read", name);
		free(error);
		buf_release(&content);
	}
}

/* By a detector that has seen no other text. */
static const struct language *detect(struct span text, const struct lists *lists, const char (*declared)[3])
{
	struct language_detector *d = language_detector_new(lists);
	const struct language *found = language_detector_settle(d, text, declared, declared == NULL ? 0 : DECLARED_MOST);

	language_detector_free(d);
	return found;
}

/* With stop lists, and without; the detectors go through all cases one after the other. */
struct ways {
	const struct lists *lists[2];
	struct language_detector *detectors[2];
};

/* "ru (en kk)": the codes in brackets are what the file declares; without them. */
static struct span take_declared(struct span field, char declared[DECLARED_MOST][3])
{
	const char *open = field.len == 0 ? NULL : memchr(field.data, '(', field.len);
	size_t count = 0;

	memset(declared, 0, DECLARED_MOST * sizeof *declared);
	for (const char *at = open; at != NULL && at + 3 < field.data + field.len && count < DECLARED_MOST; at += 3)
		memcpy(declared[count++], at + 1, 2);
	return open == NULL ? field : span_trim(span_make(field.data, (size_t)(open - field.data)));
}

static void one_case(void *context, unsigned line, const struct span *fields)
{
	const struct ways *ways = context;
	char declared[DECLARED_MOST][3];
	struct span answer = take_declared(fields[0], declared);
	bool perhaps = span_ends(answer, "?");
	struct span code = span_make(answer.data, answer.len - perhaps);
	struct buf text;

	buf_init(&text);
	table_unescape(&text, fields[1]);
	for (size_t i = 0; i < 2; i++) {
		const struct language *found = detect(buf_span(&text), ways->lists[i], (const char (*)[3])declared);
		bool unknown = found == language_unknown() && (perhaps || i == 1);

		tap_ok((unknown || found == table_language(code)) &&
		               language_detector_settle(ways->detectors[i], buf_span(&text), (const char (*)[3])declared, DECLARED_MOST) == found, "%s:%u is \"%.*s\" (%s)%s", CASES, line,
		       (int)fields[0].len, fields[0].data, found->code, i == 0 ? "" : ", without stop lists");
	}
	buf_release(&text);
}

static void check_find(const char *code, const char *expected)
{
	const struct language *found = language_find(span_of(code));

	tap_ok(expected == NULL ? found == NULL : found != NULL && strcmp(found->code, expected) == 0,
	       "\"%s\" is %s", code, expected == NULL ? "no language" : expected);
}

static void find_codes(void)
{
	static const char *const pairs[][2] = {
		{"en", "en"}, {"EN", "en"}, {"en-GB", "en"}, {"en_US", "en"}, {"eng", "en"}, {"ENG", "en"},
		{" kk ", "kk"}, {"kaz", "kk"}, {"kk-Cyrl-KZ", "kk"}, {"fre", "fr"}, {"fra", "fr"}, {"arb", "ar"},
		{"uzn", "uz"}, {"iw", "he"}, {"nb", "nb"}, {"", NULL}, {"e", NULL}, {"english", NULL}, {"xx", NULL},
		{"e1", NULL}, {"-en", NULL}, {"en?", NULL}, {"қаз", NULL},
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		check_find(pairs[i][0], pairs[i][1]);
	tap_ok(language_find(span_make("en\0", 3)) == NULL, "a NUL is no letter");
}

static void rows(void)
{
	bool sorted = true, found = true, placed = true;
	size_t n = 0;

	for (; language_at(n) != NULL; n++) {
		const struct language *lang = language_at(n);

		sorted = sorted && (n == 0 || strcmp(language_at(n - 1)->code, lang->code) < 0);
		found = found && language_find(span_of(lang->code)) == lang;
		placed = placed && language_index(lang) == n;
	}
	tap_ok(n > 180 && sorted, "%zu languages, each once, in the order of their codes", n);
	tap_ok(found && placed, "each is found by its code and knows its place");
	tap_ok(language_index(language_unknown()) == n && language_index(NULL) == n, "the unknown one is past the end");
}

/* Appends a file without what is between < and >. */
static void read_without_tags(struct buf *out, const char *path)
{
	struct buf content;
	bool inside = false;

	buf_init(&content);
	table_read_file(&content, path);
	for (size_t i = 0; i < content.len; i++) {
		inside = inside || content.data[i] == '<';
		if (!inside)
			buf_add_char(out, content.data[i]);
		inside = inside && content.data[i] != '>';
	}
	buf_release(&content);
}

static void documents(const struct lists *lists)
{
	static const char *const files[][2] = {
		{"ar", "../shared/formats/udhr-arb.html"}, {"en", "../shared/formats/udhr-eng.html"},
		{"fr", "../shared/formats/udhr-fra.html"}, {"kk", "../shared/formats/udhr-kaz.html"},
		{"ru", "../shared/formats/udhr-rus.html"}, {"es", "../shared/formats/udhr-spa.html"},
		{"en", "../shared/corpus/amnesty-eur57-3123-2015.txt"},
		{"en", "../shared/corpus/amnesty-osce-hdim-2017.txt"},
		{"en", "../shared/corpus/article19-adil-soz-upr.txt"},
		{"en", "../shared/corpus/iphr-kibhr-briefing-2021.txt"},
		{"en", "../shared/corpus/pen-resolution-kazakhstan.txt"},
	};
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		buf_clear(&text);
		read_without_tags(&text, files[i][1]);
		if (text.len == 0)
			tap_skip("not there", "%s", files[i][1]);
		else
			tap_ok(strcmp(detect(buf_span(&text), lists, NULL)->code, files[i][0]) == 0, "%s is %s",
			       files[i][1], files[i][0]);
	}
	buf_release(&text);
}

/* Only the first 64 KiB are read: what comes after changes nothing. */
static void far_text(const struct lists *lists)
{
	struct buf text;

	buf_init(&text);
	while (text.len < (size_t)64 * 1024 - 64)
		buf_add_str(&text, "The court of the city was not in the right. ");
	while (text.len < (size_t)512 * 1024)
		buf_add_str(&text, "Суд города был не на стороне истца, но это не так. ");
	tap_ok(strcmp(detect(buf_span(&text), lists, NULL)->code, "en") == 0, "the first 64 KiB decide");
	tap_ok(strcmp(detect(span_make(text.data + 128 * 1024, 200 * 1024), lists, NULL)->code, "ru") == 0,
	       "and a text may begin inside a character");
	buf_release(&text);
}

static void repeat(struct buf *out, const char *sentence, size_t bytes)
{
	while (out->len + strlen(sentence) <= bytes)
		buf_add_span(out, span_of(sentence));
}

/* A long text is read in pieces: whatever its length, and where its letters lie in the bytes. */
static void long_texts(const struct lists *lists)
{
	static const char english[] = "The court held that there was no reason for it to be heard by the judge who had asked for this. ";
	static const char russian[] = "Суд решил, что не было причин для того, чтобы это было рассмотрено судьёй, который об этом просил. ";
	struct buf text;
	bool all = true;

	buf_init(&text);
	for (size_t len = 3900; len < 4400 && all; len++) {
		buf_clear(&text);
		buf_add_char(&text, 'x');
		repeat(&text, russian, 5000);
		text.len = len;
		all = strcmp(detect(buf_span(&text), lists, NULL)->code, "ru") == 0;
	}
	tap_ok(all, "texts about as long as all pieces");
	buf_clear(&text);
	repeat(&text, english, 2500);
	repeat(&text, russian, 30000);
	tap_ok(strcmp(detect(buf_span(&text), lists, NULL)->code, "ru") == 0, "a first page in another language");
	buf_clear(&text);
	while (text.len < 20000)
		buf_add_span(&text, span_of("ж"));
	tap_ok(detect(buf_span(&text), lists, NULL) != NULL, "one word longer than a piece");
	buf_release(&text);
}

static uint32_t place_of(struct hints *h, struct span word)
{
	uint32_t place;

	hints_places(h, &word, 1, &place);
	return place;
}

/* Whether words are kept between two texts: a new one is not the first then. */
static bool is_kept(struct hints *h, const char *another)
{
	hints_rest(h);
	return place_of(h, span_of(another)) != 0;
}

/* What is remembered of words has two limits. */
static void forgetting(void)
{
	struct hints *h = hints_new(NULL);
	struct buf word;

	buf_init(&word);
	for (size_t i = 0; i < HINTS_MOST; i++) {
		buf_clear(&word);
		buf_addf(&word, "w%zu", i);
		place_of(h, buf_span(&word));
	}
	tap_ok(is_kept(h, "one more"), "%u words are remembered", HINTS_MOST);
	tap_ok(!is_kept(h, "two more"), "and forgotten when there are more");
	tap_ok(is_kept(h, "few"), "few are remembered");
	while (word.len <= HINTS_BYTES / 2)
		buf_add_str(&word, "abcdefghijklmnopqrstuvwxyz");
	place_of(h, buf_span(&word));
	tap_ok(!is_kept(h, "last"), "but not when they are very long");
	buf_release(&word);
	hints_free(h);
}

int main(void)
{
	struct lists *with = lists_new(), *without = lists_new();
	struct ways both = {{with, without}, {language_detector_new(with), language_detector_new(without)}};

	read_stops(with);
	forgetting();
	rows();
	find_codes();
	table_run(CASES, 2, 60, one_case, &both);
	documents(with);
	far_text(with);
	long_texts(with);
	tap_ok(*detect(span_make("\xFF\xFE\x80\xE2", 4), with, NULL)->code == '\0', "bytes that are no text");
	language_detector_free(both.detectors[0]);
	language_detector_free(both.detectors[1]);
	lists_free(with);
	lists_free(without);
	return tap_done();
}
