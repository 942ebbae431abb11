/*
 * stem_parts.h: leaving out stemmers of libstemmer's archive. For stem_absent.c and stem_apart.c only.
 *
 * Their tables are full of pointers: a program that is position independent has each of their pages made its own
 * when it starts, which takes a query longer than to look for a word. So hrsearch has those of five languages in it that
 * most reports are in; its module stemmers.so, which is loaded for an index that has a language of these, others;
 * the shared library all.
 */
#ifndef TEXT_STEM_PARTS_H
#define TEXT_STEM_PARTS_H

#include <stddef.h>

#define HIDDEN __attribute__((visibility("hidden")))
/* Functions that take the place of the archive's, and make no stemmer. */
#define ABSENT(name)                                                                                                   \
	HIDDEN void *name##_create_env(void);                                                                          \
	HIDDEN void name##_close_env(void *environment);                                                               \
	HIDDEN int name##_stem(void *environment);                                                                     \
	void *name##_create_env(void) { return NULL; }                                                                 \
	void name##_close_env(void *environment) { (void)environment; }                                                \
	int name##_stem(void *environment) { (void)environment; return 0; }

#endif
