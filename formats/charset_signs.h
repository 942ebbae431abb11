/*
 * charset_signs.h: signs that are no letters, and where they stand in a text.
 * The shares are estimates, as in charset_tables.h. For
 * formats/charset_reading.c only.
 */
#ifndef FORMATS_CHARSET_SIGNS_H
#define FORMATS_CHARSET_SIGNS_H

#include <stdint.h>

/* Where a sign may stand. */
enum place {
	PLACE_ANY,
	PLACE_OPEN,   /* after no letter, before anything */
	PLACE_CLOSE,  /* after anything, before no letter */
	PLACE_INNER,  /* after a letter */
	PLACE_APART,  /* beside no letter, or at most one */
	PLACE_LONE,   /* beside no letter */
};

/* Signs that are no letters (or only by name), with their share of all such signs. */
static const struct sign {
	int32_t cp;
	double share;
	enum place place;
} signs[] = {
	{0x2019, 0.36, PLACE_INNER}, {0x2018, 0.03, PLACE_OPEN},  {0x201C, 0.12, PLACE_OPEN},
	{0x201D, 0.12, PLACE_CLOSE}, {0x201E, 0.02, PLACE_OPEN},  {0x201A, 0.003, PLACE_OPEN},
	{0x2013, 0.08, PLACE_APART}, {0x2014, 0.06, PLACE_APART}, {0x2026, 0.02, PLACE_APART},
	{0x2022, 0.03, PLACE_OPEN},  {0x00A0, 0.08, PLACE_ANY},   {0x00AB, 0.05, PLACE_OPEN},
	{0x00BB, 0.05, PLACE_CLOSE}, {0x00A7, 0.02, PLACE_LONE},  {0x00B0, 0.01, PLACE_LONE},
	{0x20AC, 0.01, PLACE_LONE}, {0x00A3, 0.01, PLACE_LONE},  {0x00A9, 0.01, PLACE_LONE},
	{0x00AE, 0.01, PLACE_CLOSE}, {0x2122, 0.01, PLACE_CLOSE}, {0x00B7, 0.01, PLACE_ANY},
	{0x00AD, 0.01, PLACE_ANY},   {0x2116, 0.02, PLACE_OPEN},  {0x00BF, 0.02, PLACE_OPEN},
	{0x00A1, 0.01, PLACE_OPEN},  {0x00BA, 0.02, PLACE_CLOSE}, {0x00AA, 0.005, PLACE_CLOSE},
	{0x00B9, 0.01, PLACE_CLOSE}, {0x00B2, 0.01, PLACE_CLOSE}, {0x00B3, 0.005, PLACE_CLOSE},
	{0x00BD, 0.005, PLACE_LONE}, {0x00BC, 0.003, PLACE_LONE}, {0x00B4, 0.005, PLACE_INNER},
	{0x2039, 0.002, PLACE_OPEN}, {0x203A, 0.002, PLACE_CLOSE}, {0x2020, 0.001, PLACE_LONE},
	{0x00D7, 0.002, PLACE_LONE}, {0x00B1, 0.001, PLACE_LONE}, {0xFB01, 0.01, PLACE_ANY},
	{0xFB02, 0.005, PLACE_ANY},
};
#define SIGN_COUNT (sizeof signs / sizeof *signs)

#endif
