/*
 * language_hints.h: what a word says about the language of its text: its
 * script, and the candidates whose function words it is among. Remembers words,
 * since a text has few that are new. For language_detect.c and its tests only.
 */
#ifndef TEXT_LANGUAGE_HINTS_H
#define TEXT_LANGUAGE_HINTS_H

#include "text/language_words.h"
#include "text/lists.h"

#define CANDIDATES (sizeof candidates / sizeof *candidates)

#define HINTS_MOST (1U << 14)                  /* words remembered from one text to the next, */
#define HINTS_BYTES ((size_t)16 * 1024 * 1024) /* and their bytes */

struct hint {
	struct span folded;
	enum script script; /* of its last letter that has one */
	bool ascii;         /* as it is written */
	uint32_t times;     /* the caller's; 0 at first */
	uint64_t speaks;    /* for which candidates of its script: bit i for the i-th of them */
};

struct hints;

/* The lists' stop words are function words too; lists may be NULL. */
struct hints *hints_new(const struct lists *lists);
void hints_free(struct hints *h);
/* Between two texts: forgets what there is too much of. Places are void then. */
void hints_rest(struct hints *h);
/* The places of up to STRMAP_BATCH words as they are written, known or not; what is kept of them is asked of memory. */
void hints_places(struct hints *h, const struct span *written, size_t count, uint32_t *places);
/* Good until the next hints_places. */
struct hint *hints_at(struct hints *h, uint32_t place);
/* SCRIPT_NONE for what is no letter or mark of a script of the table. */
enum script letter_script(int32_t cp);
/* Whether there are function words or letters by which a text in the language of that code would be known. */
bool hints_tell(struct span code);

#endif
