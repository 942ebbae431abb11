/*
 * The tables of tests/cases/provision: sentences made up for the rules, and
 * sentences of real documents that were labelled before the rules were tried
 * on them. Prints precision and recall.
 */
#include "tests/unit/provision_table.h"

#define MADE_UP "tests/cases/provision/made-up.tsv"
#define SECOND "tests/cases/provision/second.tsv"

int main(void)
{
	struct instruments *in = provision_instruments();
	struct provision_context *c = provision_context_new(in);
	struct provision_score made = {0}, second = {0};

	tap_ok(sentences_run(c, MADE_UP, &made), "the made-up sentences are read");
	score_print("made-up sentences", &made);
	tap_ok(made.wrong == 0, "every made-up sentence gives what it should");
	tap_ok(sentences_run(c, SECOND, &second), "the second set is read");
	score_print("second set", &second);
	tap_ok(precision(second.numbers) >= 0.97 && recall(second.numbers) >= 0.95, "numbers of the second set");
	tap_ok(precision(second.paragraphs) >= 0.97 && recall(second.paragraphs) >= 0.95, "its paragraphs");
	tap_ok(precision(second.instruments) >= 0.95, "its instruments");
	provision_context_free(c);
	instruments_free(in);
	return tap_done();
}
