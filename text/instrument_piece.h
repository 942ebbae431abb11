/*
 * instrument_piece.h: how the tables of struct instruments lie in one piece of bytes, a packed table (packed.h). For
 * instrument_pack.c and instrument_unpack.c only.
 *
 * Words and places of the tree of names have numbers of their own there: a word its place in the order of their bytes, and
 * a place its own in the order in which the tree is gone through by breadth, so that what follows a place lies together,
 * behind what follows the one before, and each place needs but the number of the first.
 */
#ifndef TEXT_INSTRUMENT_PIECE_H
#define TEXT_INSTRUMENT_PIECE_H

#include "text/instrument_table.h"

/* The numbers of the packed table's entries, and what their strings are. */
enum {
	PACKED_ID,    /* an id: its row + 1 */
	PACKED_TABLE, /* one of the words below: its entries, one behind the other */
};

#define WORDS "words"         /* packed_words.h; "" is the first */
#define WORD_GROUPS "groups"  /* of these */
#define CLASSES "classes"     /* by word: two bytes, of CLASS_SETS */
#define CLASS_SETS "class sets" /* eight bytes each */
#define PLACES "places"       /* the word that leads to it, the first that follows it, three bytes each; two of NAMES */
#define NAMES "names"         /* the names that differ: value, four bytes; what it is of, capitals; home, two bytes */
#define ROWS "rows"           /* kind, last article, id, country, title */
#define COUNTRIES "countries" /* strings: their codes */
#define COUNTRY_NAMES "country names" /* likewise */
#define HOMES "homes"         /* likewise */
#define TABLES 10

#define CLASS_BYTES 2
#define CLASS_SET_BYTES 8
#define PLACE_BYTES 8
#define NAME_BYTES 8
#define PLACE_FIRST 3 /* bytes before the first that follows */
#define PLACE_NAME 6
#define PLACES_MAX 0xFFFFFFU /* also of words */
#define SETS_MAX 0xFFFFU     /* of classes, and of names */

#endif
