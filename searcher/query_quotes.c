#include "searcher/query_quotes.h"

#include "text/utf8.h"

#include <assert.h>

#define QUOTE_LEFT 0x201C    /* “ */
#define QUOTE_RIGHT 0x201D   /* ” */
#define QUOTE_LOW 0x201E     /* „ */
#define QUOTE_HIGH_9 0x201F  /* ‟ */
#define GUILLEMET_LEFT 0xAB  /* « */
#define GUILLEMET_RIGHT 0xBB /* » */
#define QUOTE_WIDE 0xFF02    /* ＂ */

/* Which marks close a phrase that `open` opened, in the languages that use it. */
static const struct {
	int32_t open, close[2];
} quotes[QUOTE_ROWS] = {
	{'"', {'"', '"'}},
	{QUOTE_WIDE, {QUOTE_WIDE, QUOTE_WIDE}},
	{QUOTE_LEFT, {QUOTE_RIGHT, QUOTE_RIGHT}},
	{QUOTE_RIGHT, {QUOTE_RIGHT, QUOTE_RIGHT}},
	{QUOTE_LOW, {QUOTE_LEFT, QUOTE_RIGHT}},
	{QUOTE_HIGH_9, {QUOTE_RIGHT, QUOTE_RIGHT}},
	{GUILLEMET_LEFT, {GUILLEMET_RIGHT, GUILLEMET_RIGHT}},
	{GUILLEMET_RIGHT, {GUILLEMET_LEFT, GUILLEMET_RIGHT}},
};

static size_t row_of(int32_t cp)
{
	size_t i = 0;

	while (i < QUOTE_ROWS && quotes[i].open != cp)
		i++;
	return i;
}

bool quote_is_mark(int32_t cp)
{
	return row_of(cp) < QUOTE_ROWS;
}

/* The first mark from `from` on that is a or b, or any mark when a is 0. */
static size_t find(struct span typed, size_t from, int32_t a, int32_t b)
{
	int32_t cp;

	for (size_t at = from, len; at < typed.len; at += len) {
		len = utf8_decode(typed, at, &cp);
		if (a == 0 ? quote_is_mark(cp) : cp == a || cp == b)
			return at;
	}
	return SIZE_MAX;
}

size_t quote_close(struct quote_memory *m, struct span typed, size_t from, int32_t open)
{
	size_t row = row_of(open), at = SIZE_MAX;

	assert(row < QUOTE_ROWS);
	if (!m->none[row])
		at = find(typed, from, quotes[row].close[0], quotes[row].close[1]);
	if (at != SIZE_MAX)
		return at;
	m->none[row] = true;
	if (!m->no_mark)
		at = find(typed, from, 0, 0);
	m->no_mark = at == SIZE_MAX;
	return at;
}

void quote_single(struct single_marks *m, struct span word)
{
	bool ends;

	while (word.len != 0 && strchr(",.;:", word.data[word.len - 1]) != NULL)
		word.len--;
	ends = span_ends(word, "’") || span_ends(word, "'");
	m->closed |= m->open && ends;
	m->open |= (span_starts(word, "‘") || span_starts(word, "'")) && !ends;
}
