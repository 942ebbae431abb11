/*
 * without.c: the calls that find provisions, symbols and names in a text, doing nothing. Linked
 * over those of hrindex (ld --wrap), it makes the program beside which tools/bench/builds shows
 * what finding them costs: all else of a build is the same code.
 */
#include "indexer/cited.h"
#include "indexer/name_counts.h"

void __wrap_cited_begin(struct cited *c, const struct source *source, const struct language *language);
void __wrap_cited_fill(struct cited *c, struct record *record, const struct reading *reading);
void __wrap_name_counts_text(struct name_counts *n, const struct name_lists *names, const struct lists *lists,
			     struct analyser *analyser, const struct language *language, struct span text);

void __wrap_cited_begin(struct cited *c, const struct source *source, const struct language *language)
{
	(void)c;
	(void)source;
	(void)language;
}

void __wrap_cited_fill(struct cited *c, struct record *record, const struct reading *reading)
{
	(void)c;
	(void)reading;
	record->provision_count = record->own_count = record->symbol_count = 0;
}

void __wrap_name_counts_text(struct name_counts *n, const struct name_lists *names, const struct lists *lists,
			     struct analyser *analyser, const struct language *language, struct span text)
{
	(void)n;
	(void)names;
	(void)lists;
	(void)analyser;
	(void)language;
	(void)text;
}
