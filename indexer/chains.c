/*
 * chains.c: the sequences that numbers and letters run in. The document's own
 * numbering goes on after whatever interrupts it; what interrupted it, and
 * began anew at 1, is inner numbering: a quoted law, a list.
 */
#include "indexer/scan.h"

#include "text/utf8.h"

#define GAP_TOP 10  /* numbers that may be lost (to a scanner) inside a sequence */
#define GAP_BELOW 3 /* the same when the sequence was interrupted */
#define LETTERED_FIRST_MAX 2 /* A.1. or, in an extract, B.1. */
#define JUMPED_MAX 20 /* numbers of a quotation that were taken for the sequence's, with numbers missing before them */

/* How a number follows the last: 0 not; 1 as the next; 2 with a gap of *gap. */
static int follows(const struct chain *c, const struct mark *m, uint32_t *gap)
{
	int i = 0;

	*gap = 0;
	if (m->suffix != 0)
		return c->depth == 1 && c->last[0] == m->number[0] && c->last_suffix != m->suffix;
	while (i < c->depth && i < m->depth && c->last[i] == m->number[i])
		i++;
	if (i == m->depth)
		return 0;
	if (i == c->depth) /* 3 → 3.1 */
		return m->depth == i + 1 && m->number[i] == 1 ? 1 : 0;
	if (m->number[i] < c->last[i])
		return 0;
	for (int k = i + 1; k < m->depth; k++)
		if (m->number[k] != 1)
			return 0;
	*gap = m->number[i] - c->last[i] - 1;
	return *gap == 0 ? 1 : 2;
}

static bool is_first(const struct mark *m)
{
	if (m->style == STYLE_LETTERED && m->number[0] > LETTERED_FIRST_MAX)
		return false;
	return m->number[m->depth - 1] == 1 && m->suffix == 0 && (m->depth == 1 || m->number[0] < 500);
}

static bool same_style(const struct chain *c, const struct mark *m)
{
	enum mark_style a = c->style == STYLE_BARE ? STYLE_DOT : c->style;
	enum mark_style b = m->style == STYLE_BARE ? STYLE_DOT : m->style;

	return a == b;
}

/* What the sequence's last letter is with the mark, if it goes on; 0. "а) b) с)" may be typed with letters of two alphabets. */
static uint32_t letter_next(const struct chain *c, const struct mark *m)
{
	if (c->roman)
		return m->roman == c->last[0] + 1 ? m->roman : 0;
	if (m->suffix == 0 && m->letter == c->last[0] + 1)
		return m->letter;
	if (c->last[0] <= LATIN && m->twin == c->last[0] + 1)
		return m->twin;
	return (c->last[0] == CYRILLIC + 1 && m->letter == 2) || (c->last[0] == 1 && m->letter == CYRILLIC + 2) ? m->letter : 0;
}

static void chain_extend(struct scan *s, size_t id, const struct mark *m, size_t block)
{
	struct chain *c = &s->chains[id];

	if (m->type == MARK_NUMBER) {
		memcpy(c->last, m->number, sizeof c->last);
		c->last_suffix = m->suffix;
		c->depth = m->depth;
	} else {
		uint32_t next = c->count == 0 ? 0 : letter_next(c, m), last = next != 0 ? next : c->roman ? m->roman : m->letter;

		c->last_suffix = c->count == 0 || next != 0 || last == c->last[0] + 2 ? 0 : 1;
		c->last[0] = c->last_suffix == 0 ? last : c->last[0];
	}
	c->last_block = block;
	c->count++;
}

/* The sequence at place `at` of the stack goes on: those above it were inner. */
static size_t chain_resume(struct scan *s, struct chain_stack *stack, size_t at, const struct mark *m, size_t block)
{
	for (size_t i = at + 1; i < stack->count; i++)
		s->chains[stack->open[i]].resumed = true;
	stack->count = at + 1;
	chain_extend(s, stack->open[at], m, block);
	return stack->open[at];
}

static bool heading_between(const struct scan *s, size_t from, size_t block)
{
	for (size_t i = block, seen = 0; i-- > from && seen < 3; seen++)
		if (s->blocks[i].kind == BLOCK_HEADING || (s->blocks[i].kind == BLOCK_LETTER && s->blocks[i].shaped) ||
		    (s->blocks[i].kind == BLOCK_TEXT && text_is_heading(s->text, s->blocks[i].from, s->blocks[i].to)))
			return true;
	return false;
}

/* II. and the like: a part of a document that begins in its middle. */
static bool is_later_part(const struct mark *m)
{
	return m->upper && m->style == STYLE_DOT && m->roman > 1 && m->label.end - m->label.start > 1;
}

static size_t chain_open(struct scan *s, enum chain_family family, const struct mark *m, size_t block)
{
	struct chain_stack *stack = &s->stacks[family];
	struct chain *c;
	size_t outer = stack->count ? stack->open[stack->count - 1] : NONE;
	const struct block *before = block > 0 ? &s->blocks[block - 1] : NULL;

	if (stack->count == CHAINS_OPEN_MAX) {
		memmove(stack->open, stack->open + 1, (CHAINS_OPEN_MAX - 1) * sizeof *stack->open);
		stack->count--;
	}
	ARRAY_GROW(s->chains, s->chain_count, s->chain_cap);
	c = &s->chains[s->chain_count];
	*c = (struct chain){.family = family, .style = m->style, .upper = m->upper, .first_block = block,
	                    .outer = outer, .jump_block = NONE, .depth = m->depth};
	c->roman = m->type == MARK_LETTER && (m->roman == 1 || is_later_part(m));
	c->greek = m->letter > GREEK && m->letter < CYRILLIC;
	c->first = m->number[0];
	c->deep = m->type == MARK_NUMBER && m->depth > 1;
	c->indent = m->indent;
	c->after_heading = heading_between(s, outer == NONE ? 0 : s->chains[outer].last_block + 1, block) || block == 0;
	c->after_colon = before && text_ending(s->text, before->from, before->to) == ENDING_COLON;
	c->after_comma = before && text_ending(s->text, before->from, before->to) == ENDING_COMMA;
	stack->open[stack->count++] = s->chain_count;
	chain_extend(s, s->chain_count, m, block);
	return s->chain_count++;
}

/* Its last block ends a quotation that it did not begin. */
static bool is_quoted_to_end(const struct scan *s, const struct chain *c)
{
	const struct block *k = &s->blocks[c->last_block];
	struct span t = span_make(s->text.data + k->from, k->to - k->from);
	int open = 0;

	if (!span_ends(t, "\"") && !span_ends(t, "”") && !span_ends(t, "»") && !span_ends(t, "”.") && !span_ends(t, "\"."))
		return false;
	for (size_t i = 0; i < t.len;) {
		int32_t cp;
		i += utf8_decode(t, i, &cp);
		open += cp == '"' ? (open > 0 ? -1 : 1) : cp == 0x201C || cp == 0xAB ? 1 : cp == 0x201D || cp == 0xBB ? -1 : 0;
	}
	return open != 0;
}

/* Whether the number stands in a quotation over several blocks, and the sequence began before it: the two are of different texts. */
static bool is_outside(const struct scan *s, const struct chain *c, const struct mark *m)
{
	const struct range *q = quotation_around(s, m->label.start);

	return q != NULL && s->blocks[c->first_block].mark_from < q->start;
}

/* How well a sequence suits the number that may go on with it: its depth, then its indent. */
static int likeness(const struct chain *c, const struct mark *m)
{
	int depth = c->depth == m->depth, indent = c->indent <= m->indent + 1 && m->indent <= c->indent + 1;

	return (depth && indent) + depth;
}

static bool may_go_on(const struct scan *s, const struct chain *c, const struct mark *m)
{
	return same_style(c, m) && !is_outside(s, c, m);
}

/* The open sequence of a family that the number goes on with; NONE. */
static size_t find_number(const struct scan *s, enum chain_family family, const struct mark *m, bool gaps)
{
	const struct chain_stack *stack = &s->stacks[family];
	uint32_t gap;

	for (int least = 2; least >= 0; least--)
		for (size_t i = stack->count; i-- > 0;)
			if (may_go_on(s, &s->chains[stack->open[i]], m) && follows(&s->chains[stack->open[i]], m, &gap) == 1 &&
			    likeness(&s->chains[stack->open[i]], m) >= least && !is_quoted_to_end(s, &s->chains[stack->open[i]]))
				return i;
	for (size_t i = stack->count; gaps && i-- > 0;)
		if (may_go_on(s, &s->chains[stack->open[i]], m) && follows(&s->chains[stack->open[i]], m, &gap) == 2 &&
		    gap <= (i + 1 == stack->count ? GAP_TOP : GAP_BELOW) && !is_quoted_to_end(s, &s->chains[stack->open[i]]))
			return i;
	/* Quotation marks get lost, too. */
	for (size_t i = stack->count; gaps && i-- > 0;)
		if (may_go_on(s, &s->chains[stack->open[i]], m) && follows(&s->chains[stack->open[i]], m, &gap) == 1)
			return i;
	return NONE;
}

bool chain_expects(const struct scan *s, const struct mark *m)
{
	return find_number(s, FAMILY_TEXT, m, false) != NONE || find_number(s, FAMILY_SHAPED, m, false) != NONE;
}

/*
 * Whether the number stands there again, in a sequence that began below a heading: as some printers repeat the
 * number of an item that a page break cuts. It goes on with no other, from above that heading.
 */
static bool repeats_last(const struct scan *s, const struct mark *m)
{
	const struct chain *last = NULL;

	for (int family = FAMILY_TEXT; family <= FAMILY_SHAPED; family++) {
		const struct chain_stack *stack = &s->stacks[family];
		const struct chain *top = stack->count == 0 ? NULL : &s->chains[stack->open[stack->count - 1]];

		if (top != NULL && (last == NULL || top->last_block > last->last_block))
			last = top;
	}
	return last != NULL && last->after_heading && !is_first(m) && same_style(last, m) && last->depth == m->depth && last->last_suffix == m->suffix &&
	       memcmp(last->last, m->number, (size_t)m->depth * sizeof *m->number) == 0;
}

/* ---- a sequence that goes on where numbers were missing ---- */

static size_t chain_jump(struct scan *s, struct chain_stack *stack, size_t at, const struct mark *m, size_t block)
{
	struct chain *c = &s->chains[stack->open[at]];

	const struct block *above = block == 0 ? NULL : &s->blocks[block - 1];

	if (c->depth == 1 && m->depth == 1 && m->number[0] > c->last[0] + 1 && above && text_ending(s->text, above->from, above->to) == ENDING_COLON) {
		c->jump_from = c->last[0];
		c->jump_block = block;
	}
	return chain_resume(s, stack, at, m, block);
}

/* "[3] The Board held:", "[12] I find …", "[4] That is …": what had jumped was of the text that 3 quotes. */
static size_t take_back(struct scan *s, const struct mark *m, size_t block)
{
	for (int family = FAMILY_TEXT; family <= FAMILY_SHAPED; family++) {
		struct chain_stack *stack = &s->stacks[family];

		for (size_t i = stack->count; i-- > 0;) {
			size_t id = stack->open[i];
			struct chain *c = &s->chains[id];

			if (c->jump_block == NONE || m->depth != 1 || c->depth != 1 || m->number[0] != c->jump_from + 1 || !may_go_on(s, c, m) ||
			    c->last[0] - c->jump_from > GAP_TOP + JUMPED_MAX)
				continue;
			for (size_t k = c->jump_block; k < block; k++)
				if (s->blocks[k].chain == id) {
					block_unnumber(&s->blocks[k]);
					c->count--;
				}
			c->jump_block = NONE;
			return chain_resume(s, stack, i, m, block);
		}
	}
	return NONE;
}

static size_t take_number(struct scan *s, const struct mark *m, bool shaped, enum footing footing, size_t block)
{
	enum chain_family mine = shaped ? FAMILY_SHAPED : FAMILY_TEXT, other = shaped ? FAMILY_TEXT : FAMILY_SHAPED;
	bool again = repeats_last(s, m) && !(shaped && find_number(s, FAMILY_SHAPED, m, false) != NONE);
	size_t at = again ? NONE : find_number(s, mine, m, false);

	if (at != NONE)
		return chain_resume(s, &s->stacks[mine], at, m, block);
	at = again ? NONE : find_number(s, other, m, false);
	if (at != NONE)
		return chain_resume(s, &s->stacks[other], at, m, block);
	if (is_first(m))
		return chain_open(s, mine, m, block);
	if (footing == FOOTING_NONE || m->suffix != 0)
		return NONE;
	at = again ? NONE : take_back(s, m, block);
	if (at != NONE)
		return at;
	at = again ? NONE : find_number(s, mine, m, true);
	if (at != NONE)
		return chain_jump(s, &s->stacks[mine], at, m, block);
	if (footing != FOOTING_FRESH)
		return NONE;
	/* A text may begin in the middle of a longer one; a number that none follows will be no label. */
	return shaped ? NONE : chain_open(s, mine, m, block);
}

/* Whether a sequence hides those below it from "i": the list that it ends is not the one that "h" was in. */
static bool hides_letter(const struct chain *c, const struct mark *m)
{
	return m->roman == 1 && !c->roman && !c->greek && c->style == m->style && c->upper == m->upper;
}

/* "(ba)", "b bis)", and "(aa)" behind "(a)": put in behind a sequence's last letter. */
static bool is_inserted(const struct chain *c, const struct mark *m)
{
	uint32_t behind = m->suffix != 0 ? m->letter : m->letter > LATIN && m->letter <= 2 * LATIN ? m->letter - LATIN : 0;

	return !c->roman && (m->roman == 0 || m->suffix >= BIS) && behind != 0 && behind == c->last[0];
}

/* As a letter if one goes on, else as a Roman number, else as the first of either. */
static size_t take_letter(struct scan *s, const struct mark *m, size_t block)
{
	struct chain_stack *stack = &s->stacks[FAMILY_LETTER];

	for (size_t i = stack->count; i-- > 0;) {
		const struct chain *c = &s->chains[stack->open[i]];
		bool next = letter_next(c, m) != 0 || is_inserted(c, m);
		if (c->style == m->style && c->upper == m->upper && next && !is_outside(s, c, m))
			return chain_resume(s, stack, i, m, block);
		if (hides_letter(c, m))
			break;
	}
	if (m->suffix != 0 && m->roman == 0)
		return NONE;
	if (m->roman == 1 || m->letter % ALPHABET == 1 || is_later_part(m))
		return chain_open(s, FAMILY_LETTER, m, block);
	for (size_t i = stack->count; i-- > 0;) {
		const struct chain *c = &s->chains[stack->open[i]];
		uint32_t n = c->roman ? m->roman : m->letter;
		if (c->style == m->style && c->upper == m->upper && n == c->last[0] + 2 && !is_outside(s, c, m))
			return chain_resume(s, stack, i, m, block);
	}
	return NONE;
}

size_t chain_take(struct scan *s, const struct mark *m, bool shaped, enum footing footing, size_t block)
{
	return m->type == MARK_LETTER ? take_letter(s, m, block) : take_number(s, m, shaped, footing, block);
}

uint32_t chain_place(const struct scan *s, size_t chain)
{
	const struct chain *c = &s->chains[chain];

	return c->family == FAMILY_LETTER ? c->last[0] % ALPHABET : c->last[c->depth - 1];
}
