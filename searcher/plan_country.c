/* plan_country.c: an article that stands beside a country's name in a query. */
#include "searcher/plan_country.h"

#include "text/aliases.h"
#include "text/utf8.h"

#define COUNTRY_LETTERS 4 /* of "Chad", "Iran": shorter words may be a country's code, and are words */
#define COUNTRY_WORDS 3   /* of "South Africa", "Papua New Guinea" */

/* The code of the country whose name begins at word i, outside the range; empty: none does. */
static struct span country_at(struct planner *pl, const struct run *run, const struct run_text *j, size_t i, struct range covered)
{
	struct span code = span_of("");

	for (size_t past = i + 1; past <= run->count && past <= i + COUNTRY_WORDS && code.len == 0; past++) {
		struct span name = span_make(j->text.data + j->words[i].start, j->words[past - 1].end - j->words[i].start);

		if (j->words[past - 1].end > covered.start && j->words[i].start < covered.end)
			break;
		if (utf8_length(run_text_stripped(name)) >= COUNTRY_LETTERS)
			code = aliases_id(library_aliases(pl->library), ALIAS_COUNTRY, run_text_stripped(name));
	}
	return code;
}

/* Whether a word beside the provision may be another instrument: "ECHR", "echr", "CEDH". */
static bool may_be_instrument(struct planner *pl, struct span word)
{
	size_t capitals = 0;

	buf_clear(&pl->text);
	for (size_t i = 0; i < word.len; i++) {
		capitals += word.data[i] >= 'A' && word.data[i] <= 'Z';
		buf_add_char(&pl->text, (char)(word.data[i] >= 'A' && word.data[i] <= 'Z' ? word.data[i] | 0x20 : word.data[i]));
	}
	return capitals > 1 || instruments_has(library_instruments(pl->library), buf_span(&pl->text));
}

void planner_of_country(struct planner *pl, const struct run *run, const struct run_text *j, struct range covered, struct leaf *leaf)
{
	bool found = leaf->provision.instrument.len != 0 || leaf->provision.of_kind != 0 ||
	             (leaf->provision.unit != PROVISION_ARTICLE && leaf->provision.unit != PROVISION_SECTION);

	for (size_t i = 0; i < run->count && !found; i++)
		found = (j->words[i].start >= covered.end || j->words[i].end <= covered.start) &&
		        may_be_instrument(pl, run_text_stripped(span_sub(buf_span(&j->text), j->words[i])));
	for (size_t i = 0; i < run->count && !found; i++) {
		struct span code = country_at(pl, run, j, i, covered);

		found = code.len != 0 && leaf_of_country(pl, leaf, code);
	}
}
