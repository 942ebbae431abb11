/* Fingerprints: texts that are the same whatever their format, and others. */
#include "tests/unit/tap.h"
#include "text/fingerprint.h"

static const struct {
	const char *a, *b;
	bool same;
} pairs[] = {
	{"He said: “defamation” is no crime.", "He said: \"defama-\ntion\" is no crime", true},
	{"the ﬁrst report, 2015", "The first report (2015)", true},
	{"Бокаев был освобождён", "БОКАЕВ  БЫЛ ОСВОБОЖДЁН.", true},
	{"caf\u00e9", "cafe\u0301", true},
	{"he was released", "he was not released", false},
	{"Article 174", "Article 175", false},
	{"cost 1.5 million", "cost 15 million", false},
	{"12 500 people", "12500 people", false},
	{"from 10 - 15", "from 1 015", false},
	{"12,500 people", "12\u00a0500 people", true},
	{"paragraph (12) of 2015", "paragraph 12 of 2015", true},
	{"Бокаев", "Бокаёв", false},
	{"resume", "resum\u00e9", false},
};

static const struct {
	const char *text;
	size_t len;
} lengths[] = {
	{"", 0},
	{" — “…” ", 0},
	{"Introduction", FINGERPRINT_SHORT},
	{"a23456789 123456789 123456789 123456789 123", FINGERPRINT_SHORT}, /* 39 */
	{"a23456789 123456789 123456789 123456789 1234", FINGERPRINT_LONG}, /* 40 */
};

static bool same(const char *a, const char *b)
{
	char x[FINGERPRINT_LONG], y[FINGERPRINT_LONG];
	size_t m = fingerprint(span_of(a), x), n = fingerprint(span_of(b), y);

	return m == n && memcmp(x, y, m) == 0;
}

int main(void)
{
	char out[FINGERPRINT_LONG];

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		tap_ok(same(pairs[i].a, pairs[i].b) == pairs[i].same, "pair %zu: %s", i + 1, pairs[i].same ? "the same" : "not the same");
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
		tap_ok(fingerprint(span_of(lengths[i].text), out) == lengths[i].len, "the length for \"%s\"", lengths[i].text);
	return tap_done();
}
