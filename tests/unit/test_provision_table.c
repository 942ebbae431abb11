/*
 * The tables of tests/cases/provision: sentences made up for the rules, which
 * must all give what they should; and sentences that were labelled before the
 * rules were tried on them, of real documents and in their manner. Prints
 * precision and recall.
 */
#include "tests/unit/provision_table.h"

static const struct {
	const char *file, *name;
	bool all; /* every sentence must be right */
} sets[] = {
	{"tests/cases/provision/made-up.tsv", "made-up sentences", true},
	{"tests/cases/provision/second.tsv", "second set", false},
	{"tests/cases/provision/third.tsv", "third set", false},
	{"tests/cases/provision/fourth.tsv", "fourth set", false},
	{"tests/cases/provision/fifth.tsv", "fifth set", false},
	{"tests/cases/provision/sixth.tsv", "sixth set", false},
	{"tests/cases/provision/seventh.tsv", "seventh set", false},
	{"tests/cases/provision/eighth.tsv", "eighth set", false},
	{"tests/cases/provision/ninth.tsv", "ninth set", false},
	{"tests/cases/provision/tenth.tsv", "tenth set", false},
	{"tests/cases/provision/eleventh.tsv", "eleventh set", false},
	{"tests/cases/provision/twelfth.tsv", "twelfth set", false},
	{"tests/cases/provision/thirteenth.tsv", "thirteenth set", false},
	{"tests/cases/provision/fourteenth.tsv", "fourteenth set", false},
	{"tests/cases/provision/fifteenth.tsv", "fifteenth set", false},
	{"tests/cases/provision/sixteenth.tsv", "sixteenth set", false},
	{"tests/cases/provision/seventeenth.tsv", "seventeenth set", false},
	{"tests/cases/provision/eighteenth.tsv", "eighteenth set", false},
	{"tests/cases/provision/nineteenth.tsv", "nineteenth set", false},
};

static void try_set(struct provision_context *c, size_t i)
{
	struct provision_score s = {0};
	const char *name = sets[i].name;

	tap_ok(sentences_run(c, sets[i].file, &s), "%s: read", name);
	score_print(name, &s);
	tap_ok(!sets[i].all || s.wrong == 0, "%s: every one gives what it should", name);
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
