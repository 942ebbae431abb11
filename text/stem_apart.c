/*
 * The stemmers that hrsearch's module stemmers.so has and hrsearch itself has not (stem_parts.h). Only hrsearch is linked
 * with these functions.
 */
#include "text/stem_parts.h"

ABSENT(armenian_UTF_8)
ABSENT(catalan_UTF_8)
ABSENT(danish_UTF_8)
ABSENT(dutch_UTF_8)
ABSENT(finnish_UTF_8)
ABSENT(german_UTF_8)
ABSENT(hindi_UTF_8)
ABSENT(hungarian_UTF_8)
ABSENT(indonesian_UTF_8)
ABSENT(italian_UTF_8)
ABSENT(norwegian_UTF_8)
ABSENT(portuguese_UTF_8)
ABSENT(romanian_UTF_8)
ABSENT(swedish_UTF_8)
ABSENT(turkish_UTF_8)
