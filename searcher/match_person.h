/*
 * match_person.h: where a text names a person, in whatever spelling. For
 * searcher/ only.
 */
#ifndef SEARCHER_MATCH_PERSON_H
#define SEARCHER_MATCH_PERSON_H

#include "searcher/match_leaf.h"
#include "text/name.h"

/* A run of words that is the person's name, or its surname alone. */
struct person_match {
	struct range at; /* bytes of the text */
	enum name_level level;
	bool bare; /* the surname alone */
};

/*
 * Every place where the text names the person of a LEAF_PERSON; *out is
 * allocated. The leaf's `cited` are the spellings of the surname: a run without
 * one of them is not compared.
 */
size_t person_matches(const struct leaf *leaf, const struct text_tokens *text, struct span bytes,
                      struct person_match **out);

#endif
