/*
 * quoted.c: quotations that run over several blocks, such as the articles of a
 * law: their short lines are not the document's headings, and their numbers do
 * not go on with its own.
 */
#include "indexer/scan.h"

#include "text/utf8.h"

#define QUOTED_BLOCKS_MAX 40 /* a quotation that is not closed within so many is none */
#define CLOSING_TAIL_MAX 6 /* bytes of stops and of a call between the closing sign and the end of its block */

enum quote_pair { PAIR_ASCII, PAIR_CURLY, PAIR_GUILLEMETS, PAIR_LOW, PAIRS };

static const int32_t opens[PAIRS] = {'"', 0x201C, 0xAB, 0x201E}, closes[PAIRS] = {'"', 0x201D, 0xBB, 0x201C};

/* The pair whose opening sign stands at a byte; PAIRS: none. */
static enum quote_pair pair_at(struct span text, size_t at)
{
	int32_t cp = 0;
	int pair = 0;

	if (at < text.len)
		utf8_decode(text, at, &cp);
	while (pair < PAIRS && opens[pair] != cp)
		pair++;
	return (enum quote_pair)pair;
}

/* ---- in the text ---- */

/* Whether a blank line, or the text's end, follows the line that ends at a byte. */
static bool ends_block(struct span t, size_t at)
{
	size_t next = skip_space(t, at, t.len);

	for (size_t feeds = 0; at < next; at++) {
		feeds += t.data[at] == '\n';
		if (feeds > 1)
			return true;
	}
	return next == t.len;
}

/* After the closing sign: what may stand between it and the block's end, stops and a note's call. */
static size_t after_closing(struct span t, size_t at)
{
	size_t from = at;

	while (at < t.len && at - from < CLOSING_TAIL_MAX && strchr(".,;:)]0123456789[^", t.data[at]) != NULL)
		at++;
	return at;
}

/* Where the quotation that begins at a byte ends, if that is some blocks later, and the end of one; else `from`. */
static size_t closed_at(struct span t, size_t from, enum quote_pair pair)
{
	int depth = 0;
	size_t blocks = 0;
	bool head = true; /* of a block: the opening sign may stand there again */

	for (size_t at = from; at < t.len && blocks < QUOTED_BLOCKS_MAX;) {
		int32_t cp;

		if (t.data[at] == '\n' && ends_block(t, at)) {
			blocks++;
			head = true;
			at = skip_space(t, at, t.len);
			continue;
		}
		at += utf8_decode(t, at, &cp);
		if (cp == opens[pair] && (depth == 0 || (!head && pair != PAIR_ASCII)))
			depth++;
		else if (cp == closes[pair] && !head && --depth == 0)
			return blocks != 0 && ends_block(t, after_closing(t, at)) ? at : from;
		head = false;
	}
	return from;
}

/* Whether what stands before a byte leads in to a quotation. */
static bool led_in(struct span t, size_t at)
{
	while (at > 0 && skip_space(t, at - 1, at) == at)
		at--;
	return at > 0 && strchr(":,", t.data[at - 1]) != NULL;
}

void quoted_ranges_find(struct scan *s)
{
	struct span t = s->text;

	for (size_t at = 0; at < t.len;) {
		const char *feed = memchr(t.data + at, '\n', t.len - at);
		enum quote_pair pair;
		size_t end;

		if (feed == NULL)
			break;
		at = (size_t)(feed - t.data);
		end = skip_space(t, at, t.len);
		pair = ends_block(t, at) ? pair_at(t, end) : PAIRS;
		at = end;
		if (pair == PAIRS || !led_in(t, at) || (end = closed_at(t, at, pair)) == at)
			continue;
		ARRAY_GROW(s->quotations, s->quotation_count, s->quotation_cap);
		s->quotations[s->quotation_count++] = (struct range){at, end};
		at = end;
	}
}

const struct range *quotation_around(const struct scan *s, size_t at)
{
	size_t i = range_after(s->quotations, s->quotation_count, at);

	return i < s->quotation_count && s->quotations[i].start <= at ? &s->quotations[i] : NULL;
}

/* ---- in the blocks ---- */

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
	enum quote_pair pair = pair_at(s->text, s->blocks[first].mark_from);
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
