/*
 * name_forms.h: the spellings that an index has of a name. For plan_names.c,
 * plan_person.c and plan_judgments.c only.
 */
#ifndef SEARCHER_NAME_FORMS_H
#define SEARCHER_NAME_FORMS_H

#include "searcher/planner.h"
#include "text/name.h"

#define NAME_FORMS_MAX 64 /* spellings that are searched for; the closest first */

struct name_form {
	struct span word; /* as in the index: utf8_fold-ed; in the plan's pool */
	enum name_level level;
};

struct name_forms {
	struct name_form *items; /* closest first, then in byte order; without the word itself */
	size_t count, cap;
	bool known; /* the word itself is a name of the index */
};

/* The spellings of a typed word; frees with name_forms_release. */
void name_forms_find(struct name_forms *f, struct planner *pl, struct span word);
void name_forms_release(struct name_forms *f);
/*
 * Whether a typed word can be a name and vary: letters, not on the list of
 * ordinary words, no stop word. What the index says of it comes later.
 */
bool name_may_vary(struct planner *pl, const struct leaf *leaf, struct span word);
bool name_is_capital(struct span word);
/* Sets `out` to so many words of a run, with blanks between. */
void run_join(struct buf *out, const struct run *run, size_t first, size_t count);

#endif
