/*
 * The tables of tests/cases/provision: sentences made up for the rules, which
 * must all give what they should; and sentences that were labelled before the
 * rules were tried on them, of real documents and in their manner. Prints
 * precision and recall.
 */
#include "tests/unit/provision_table.h"

static const struct {
	const char *file, *name;
	size_t wrong; /* so many sentences are known to be read otherwise than they are labelled: no more may be */
} sets[] = {
	{"tests/cases/provision/made-up.tsv", "made-up sentences", 0},
	{"tests/cases/provision/links.tsv", "links behind", 0},
	{"tests/cases/provision/second.tsv", "second set", 38},
	{"tests/cases/provision/third.tsv", "third set", 27},
	{"tests/cases/provision/fourth.tsv", "fourth set", 21},
	{"tests/cases/provision/fifth.tsv", "fifth set", 1},
	{"tests/cases/provision/sixth.tsv", "sixth set", 22},
	{"tests/cases/provision/seventh.tsv", "seventh set", 6},
	{"tests/cases/provision/eighth.tsv", "eighth set", 3},
	{"tests/cases/provision/ninth.tsv", "ninth set", 5},
	{"tests/cases/provision/tenth.tsv", "tenth set", 3},
	{"tests/cases/provision/eleventh.tsv", "eleventh set", 0},
	{"tests/cases/provision/twelfth.tsv", "twelfth set", 8},
	{"tests/cases/provision/thirteenth.tsv", "thirteenth set", 2},
	{"tests/cases/provision/fourteenth.tsv", "fourteenth set", 7},
	{"tests/cases/provision/fifteenth.tsv", "fifteenth set", 2},
	{"tests/cases/provision/sixteenth.tsv", "sixteenth set", 11},
	{"tests/cases/provision/seventeenth.tsv", "seventeenth set", 12},
	{"tests/cases/provision/eighteenth.tsv", "eighteenth set", 13},
	{"tests/cases/provision/nineteenth.tsv", "nineteenth set", 8},
	{"tests/cases/provision/twentieth.tsv", "twentieth set", 8},
	{"tests/cases/provision/twentyfirst.tsv", "twenty-first set", 16},
};

static void try_set(struct provision_context *c, size_t i)
{
	struct provision_score s = {0};
	const char *name = sets[i].name;

	tap_ok(sentences_run(c, sets[i].file, &s), "%s: read", name);
	score_print(name, &s);
	tap_ok(s.wrong <= sets[i].wrong, "%s: %zu sentences differ, %zu of them known", name, s.wrong, sets[i].wrong);
	tap_ok(precision(s.numbers) >= 0.97 && recall(s.numbers) >= 0.95, "%s: numbers", name);
	tap_ok(precision(s.paragraphs) >= 0.97 && recall(s.paragraphs) >= 0.95, "%s: paragraphs", name);
	tap_ok(precision(s.instruments) >= 0.95, "%s: instruments", name);
}

int main(void)
{
	struct instruments *in = provision_instruments();
	struct provision_context *c = provision_context_new(in);

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
		try_set(c, i);
	provision_context_free(c);
	instruments_free(in);
	return tap_done();
}
