/* Suggestions for mistyped words: tests/cases/spelling.txt, the distance, limits, the cost of a
 * walk. */
#include "tests/unit/table.h"
#include "text/spelling.h"

#include <time.h>

#define CASES "tests/cases/spelling.txt"
#define WALK_WORDS 500000

static void offer_words(struct spelling *s, struct span words)
{
	for (size_t at = 0; at < words.len;) {
		struct span rest = span_make(words.data + at, words.len - at);
		const char *colon = memchr(rest.data, ':', rest.len);
		struct span word;
		char *end;
		unsigned long frequency;

		if (colon == NULL)
			break;
		frequency = strtoul(colon + 1, &end, 10);
		word = span_trim(span_make(rest.data, (size_t)(colon - rest.data)));
		if (spelling_is_near(s, word))
			spelling_offer(s, word, (uint32_t)frequency);
		at = (size_t)(end - words.data);
	}
}

static void suggest_case(void *context, unsigned line, const struct span *fields)
{
	struct spelling s;
	struct buf got;

	(void)context;
	spelling_init(&s, fields[1]);
	offer_words(&s, fields[0]);
	buf_init(&got);
	for (size_t i = 0; i < s.count; i++)
		buf_addf(&got, "%s%s", i == 0 ? "" : " ", s.best[i].word);
	if (s.count == 0)
		buf_add_char(&got, '-');
	tap_ok(span_eq(fields[2], buf_span(&got)), "spelling.txt:%u %.*s: %s", line,
	       (int)fields[1].len, fields[1].data, got.data);
	buf_release(&got);
}

/* What a mistyped word is taken for, and a name: words of the index, asked, meant; NULL: nothing. */
static void test_meant(void)
{
	static const struct {
		const char *words, *asked, *meant;
		bool name;
	} cases[] = {
		{"cordon:9", "london", NULL, false},       {"cordon:9", "london", NULL, true},
		{"dogan:3", "erdogan", NULL, true},        {"passage:40", "assange", NULL, false},
		{"laos:3", "lagos", NULL, true},           {"laos:3", "lagos", "laos", false},
		{"married:3", "madrid", NULL, true},       {"torture:50", "tortrue", "torture", true},
		{"disappearance:5", "dissapearance", "disappearance", true}, {"right:5", "wright", "right", false},
		{"khrushchev:9", "chrushchev", "khrushchev", true},          {"mugabe:9", "mugave", "mugabe", true},
		{"gasimov:2", "karimov", NULL, true},      {"wright:9 rights:2", "kights", "rights", false},
		{"khrushchev:9", "kruschev", "khrushchev", true},            {"absde:2", "abcde", NULL, true},
		{"abcdef:2", "abcdeg", "abcdef", true},    {"abcdefg:2", "abcdexy", NULL, true},
		{"abcdefgh:2", "abcdefxy", "abcdefgh", true},                {"xbcdefg:2", "abcdefg", NULL, true},
		{"xbcdefgh:2", "abcdefgh", "xbcdefgh", true},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct spelling s;
		const char *meant;

		spelling_init(&s, span_of(cases[i].asked));
		offer_words(&s, span_of(cases[i].words));
		meant = spelling_meant(&s, cases[i].name);
		tap_ok(cases[i].meant == NULL ? meant == NULL : meant != NULL && strcmp(meant, cases[i].meant) == 0,
		       "%s%s for %s", cases[i].name ? "as a name, " : "", cases[i].meant == NULL ? "nothing" : cases[i].meant,
		       cases[i].asked);
	}
}

/* The whole table of distances, without a band: what spelling_distance must agree with. */
static unsigned plain_distance(const int32_t *a, size_t a_len, const int32_t *b, size_t b_len)
{
	unsigned d[9][9];

	for (size_t i = 0; i <= a_len; i++)
		for (size_t j = 0; j <= b_len; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = (unsigned)(i + j);
				continue;
			}
			d[i][j] = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			d[i][j] = d[i - 1][j] + 1 < d[i][j] ? d[i - 1][j] + 1 : d[i][j];
			d[i][j] = d[i][j - 1] + 1 < d[i][j] ? d[i][j - 1] + 1 : d[i][j];
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    d[i - 2][j - 2] + 1 < d[i][j])
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	return d[a_len][b_len];
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 16;
}

static void distances(void)
{
	uint32_t state = 1;
	unsigned differ = 0;

	for (unsigned round = 0; round < 20000; round++) {
		int32_t a[8], b[8];
		size_t a_len = next_random(&state) % 9, b_len = next_random(&state) % 9;
		unsigned most = next_random(&state) % (SPELLING_EDITS_MAX + 1), plain;

		for (size_t i = 0; i < 8; i++) {
			a[i] = (int32_t)(next_random(&state) % 3);
			b[i] = (int32_t)(next_random(&state) % 3);
		}
		plain = plain_distance(a, a_len, b, b_len);
		differ += spelling_distance(a, a_len, b, b_len, most) !=
			  (plain <= most ? plain : most + 1);
	}
	tap_ok(differ == 0, "the distance within a band is the plain one");
}

static size_t suggestions(size_t asked_letters, size_t letters)
{
	struct spelling s;
	struct buf word;

	buf_init(&word);
	for (size_t i = 0; i < asked_letters; i++)
		buf_add_str(&word, "ж");
	spelling_init(&s, buf_span(&word));
	buf_clear(&word);
	for (size_t i = 0; i < letters; i++)
		buf_add_str(&word, "ж");
	spelling_offer(&s, buf_span(&word), 1);
	buf_release(&word);
	return s.count;
}

static void limits(void)
{
	tap_ok(suggestions(SPELLING_LETTERS_MIN - 1, SPELLING_LETTERS_MIN) == 0,
	       "a word of two letters has none");
	tap_ok(suggestions(SPELLING_LETTERS_MIN, SPELLING_LETTERS_MIN + 1) == 1,
	       "one of three has");
	tap_ok(suggestions(SPELLING_LETTERS_TWO - 1, SPELLING_LETTERS_TWO + 1) == 0,
	       "one of five, with one edit");
	tap_ok(suggestions(SPELLING_LETTERS_TWO, SPELLING_LETTERS_TWO + 2) == 1,
	       "one of six, with two");
	tap_ok(suggestions(SPELLING_LETTERS_TWO, SPELLING_LETTERS_TWO + 3) == 0, "not with three");
	tap_ok(suggestions(SPELLING_LETTERS_MAX, SPELLING_LETTERS_MAX - 1) == 1,
	       "the longest word has");
	tap_ok(suggestions(SPELLING_LETTERS_MAX - 1, SPELLING_LETTERS_MAX) == 1, "and is one");
	tap_ok(suggestions(SPELLING_LETTERS_MAX, SPELLING_LETTERS_MAX + 1) == 0,
	       "a longer one is none");
	tap_ok(suggestions(SPELLING_LETTERS_MAX + 1, SPELLING_LETTERS_MAX) == 0, "nor has any");
}

static void nearness(void)
{
	struct spelling s;

	spelling_init(&s, span_of("police"));
	tap_ok(spelling_is_near(&s, span_of("policy")) && spelling_is_near(&s, span_of("plice")), "near words");
	tap_ok(!spelling_is_near(&s, span_of("police")) && !spelling_is_near(&s, span_of("torture")) &&
	               !spelling_is_near(&s, span_of("pol1ce")) && !spelling_is_near(&s, span_of("")),
	       "not near: the word itself, one too far, one with a digit, none");
	spelling_init(&s, span_of("en"));
	tap_ok(!spelling_is_near(&s, span_of("an")), "nothing is near a word without suggestions");
}

/* Half a million made-up words; the time is a figure, no test. */
static void walk(void)
{
	struct spelling s;
	uint32_t state = 7;
	struct buf words;
	clock_t start;
	unsigned count = getenv("UNDER_VALGRIND") == NULL ? WALK_WORDS : WALK_WORDS / 100;

	buf_init(&words);
	for (unsigned i = 0; i < count; i++)
		for (unsigned k = 0; k < 12; k++) /* letters about as frequent as in English */
			buf_add_char(&words,
				     k < 4 + i % 9 ? "etaoinsrhldcumpgfy"[next_random(&state) % 18]
						   : '\0');
	start = clock();
	spelling_init(&s, span_of("detentoin"));
	for (unsigned i = 0; i < count; i++)
		spelling_offer(&s, span_of(words.data + 12 * (size_t)i), 1);
	spelling_offer(&s, span_of("detention"), 1);
	tap_note("%u words walked in %.0f ms", count,
		 1000.0 * (double)(clock() - start) / CLOCKS_PER_SEC);
	tap_ok(s.count >= 1 && strcmp(s.best[0].word, "detention") == 0,
	       "the word meant is found among them");
	buf_release(&words);
}

/* Of words of two letters, many are near: what is passed over holds none of them. */
static void dead_beginnings(void)
{
	static const char *const asked[] = {"abab", "babba", "abbabb", "bbaabab"};
	unsigned passed = 0, wrong = 0;
	uint32_t state = 11;
	size_t alive;

	for (size_t q = 0; q < sizeof asked / sizeof *asked; q++) {
		struct spelling s;

		spelling_init(&s, span_of(asked[q]));
		for (unsigned i = 0; i < 500; i++) {
			char word[10] = "";
			size_t len = 1 + next_random(&state) % 9, dead;

			for (size_t k = 0; k < len; k++)
				word[k] = "aabbc"[next_random(&state) % 5];
			dead = spelling_dead(&s, span_make(word, len), &alive);
			passed += dead != 0;
			wrong += dead != 0 && (spelling_is_near(&s, span_make(word, len)) || alive != 0);
			for (unsigned more = 0; dead != 0 && more < 20; more++) {
				for (size_t k = dead; k < len; k++)
					word[k] = "aabbc"[next_random(&state) % 5];
				wrong += spelling_is_near(&s, span_make(word, dead + more % (len - dead + 1)));
			}
		}
	}
	tap_ok(passed > 20 && wrong == 0, "%u words passed over, with all that begin so: %u of them near", passed, wrong);
}

static void dead_bounds(void)
{
	struct spelling s;
	size_t alive;

	spelling_init(&s, span_of("police"));
	tap_ok(spelling_dead(&s, span_of("policy"), &alive) == 0 && alive == SPELLING_DEAD_MAX, "a beginning that is near");
	tap_ok(spelling_dead(&s, span_of("xxxolice"), &alive) == 3 && alive == 0, "one that is too far");
	tap_ok(spelling_dead(&s, span_of("p2"), &alive) == 2, "one with a digit");
	tap_ok(spelling_dead(&s, span_of("pol"), &alive) == 0 && alive == 0, "a short word says nothing of longer ones");
	tap_ok(spelling_dead(&s, span_of("полиция"), &alive) == 6, "in bytes");
}

int main(void)
{
	test_meant();
	table_run(CASES, 3, 15, suggest_case, NULL);
	distances();
	nearness();
	dead_beginnings();
	dead_bounds();
	limits();
	walk();
	return tap_done();
}
