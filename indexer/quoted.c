/*
 * quoted.c: blocks inside a quotation that runs over several of them, such as
 * the articles of a law: their short lines are not the document's headings.
 */
#include "indexer/scan.h"

#include "text/utf8.h"

#define QUOTED_BLOCKS_MAX 40 /* a quotation that is not closed within so many is none */

enum quote_pair { PAIR_ASCII, PAIR_CURLY, PAIR_GUILLEMETS, PAIR_LOW, PAIRS };

static const int32_t opens[PAIRS] = {'"', 0x201C, 0xAB, 0x201E}, closes[PAIRS] = {'"', 0x201D, 0xBB, 0x201C};

/* The pair whose opening sign the block begins with; PAIRS: none. */
static enum quote_pair begins_with(const struct scan *s, const struct block *k)
{
	int32_t cp = 0;
	int pair = 0;

	if (k->mark_from < k->to)
		utf8_decode(s->text, k->mark_from, &cp);
	while (pair < PAIRS && opens[pair] != cp)
		pair++;
	return (enum quote_pair)pair;
}

/* How many quotations of a pair are open after the block, of `depth` before it. */
static int depth_after(const struct scan *s, const struct block *k, enum quote_pair pair, int depth)
{
	for (size_t i = k->mark_from; i < k->to;) {
		int32_t cp;
		i += utf8_decode(s->text, i, &cp);
		if (pair == PAIR_ASCII)
			depth = cp == '"' ? !depth : depth;
		else if (cp == opens[pair])
			depth++;
		else if (cp == closes[pair] && depth > 0)
			depth--;
	}
	return depth;
}

/* The last block of the quotation that block `first` begins; `first` if it ends there, or nowhere near. */
static size_t quotation_end(const struct scan *s, size_t first)
{
	enum quote_pair pair = begins_with(s, &s->blocks[first]);
	int depth = 0;

	if (pair == PAIRS)
		return first;
	for (size_t i = first; i < s->block_count && i - first < QUOTED_BLOCKS_MAX; i++) {
		if (s->blocks[i].kind == BLOCK_HEADING)
			break;
		if (s->blocks[i].kind != BLOCK_NOTE)
			depth = depth_after(s, &s->blocks[i], pair, depth);
		if (depth == 0)
			return i;
	}
	return first;
}

void quoted_find(struct scan *s)
{
	for (size_t i = 1; i < s->block_count; i++) {
		size_t end;
		if (s->blocks[i - 1].ending != ENDING_COLON && s->blocks[i - 1].ending != ENDING_COMMA)
			continue;
		for (end = quotation_end(s, i); i < end; i++)
			s->blocks[i].quoted = true;
		if (i > 0 && s->blocks[i - 1].quoted)
			s->blocks[i].quoted = true;
	}
}
