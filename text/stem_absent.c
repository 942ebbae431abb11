/*
 * The stemmers of libstemmer that hrsearch does not have in it. Their tables are full of pointers: a program
 * that is position independent has each of their pages made its own when it starts, which takes a query longer
 * than to look for a word. So here stand those that no program asks for (texts are UTF-8), those of languages with large
 * tables, and those of languages that few reports are in: stem.c then takes them from the shared library.
 *
 * These functions take the place of the archive's, and make no stemmer. Only hrsearch is linked with them.
 */

#include <stddef.h>

#define HIDDEN __attribute__((visibility("hidden")))
#define ABSENT(name)                                                                                                   \
	HIDDEN void *name##_create_env(void);                                                                          \
	HIDDEN void name##_close_env(void *environment);                                                               \
	HIDDEN int name##_stem(void *environment);                                                                     \
	void *name##_create_env(void) { return NULL; }                                                                 \
	void name##_close_env(void *environment) { (void)environment; }                                                \
	int name##_stem(void *environment) { (void)environment; return 0; }

/* Other encodings. */
ABSENT(basque_ISO_8859_1)
ABSENT(catalan_ISO_8859_1)
ABSENT(danish_ISO_8859_1)
ABSENT(dutch_ISO_8859_1)
ABSENT(english_ISO_8859_1)
ABSENT(finnish_ISO_8859_1)
ABSENT(french_ISO_8859_1)
ABSENT(german_ISO_8859_1)
ABSENT(hungarian_ISO_8859_2)
ABSENT(indonesian_ISO_8859_1)
ABSENT(irish_ISO_8859_1)
ABSENT(italian_ISO_8859_1)
ABSENT(norwegian_ISO_8859_1)
ABSENT(porter_ISO_8859_1)
ABSENT(portuguese_ISO_8859_1)
ABSENT(romanian_ISO_8859_2)
ABSENT(russian_KOI8_R)
ABSENT(spanish_ISO_8859_1)
ABSENT(swedish_ISO_8859_1)

/* Large tables. */
ABSENT(serbian_UTF_8)
ABSENT(greek_UTF_8)
ABSENT(basque_UTF_8)
ABSENT(lithuanian_UTF_8)

/* Few reports, or none. */
ABSENT(irish_UTF_8)
ABSENT(nepali_UTF_8)
ABSENT(porter_UTF_8)
ABSENT(tamil_UTF_8)
ABSENT(yiddish_UTF_8)
