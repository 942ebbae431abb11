/*
 * The stemmers of libstemmer that neither hrsearch nor its module stemmers.so has in it (stem_parts.h): those that no
 * program asks for (texts are UTF-8), those of languages with large tables, and those of languages that few reports are in.
 * stem.c takes them from the shared library.
 */
#include "text/stem_parts.h"

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
