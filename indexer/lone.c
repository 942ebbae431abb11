/*
 * lone.c: headings of a dense text, in which no blank line sets them off: a
 * line that stands alone below the end of a sentence or another heading, and
 * above a numbered paragraph or a heading that does.
 */
#include "indexer/scan.h"

#define LONE_LINES_MIN 2

static bool is_lone_line(const struct block *k)
{
	return k->kind == BLOCK_TEXT && k->shaped && k->first == k->last;
}

static bool is_numbered_paragraph(const struct block *k)
{
	return k->kind == BLOCK_NUMBER && k->role == ROLE_PARAGRAPH;
}

/* Whether several lines stand alone above numbered paragraphs: one may be a running head that got into the text. */
static bool has_lone_lines(const struct scan *s)
{
	size_t n = 0;

	for (size_t i = 1; i + 1 < s->block_count && n < LONE_LINES_MIN; i++)
		n += is_lone_line(&s->blocks[i]) && s->blocks[i - 1].ending == ENDING_STOP && is_numbered_paragraph(&s->blocks[i + 1]);
	return n == LONE_LINES_MIN;
}

void lone_lines_find(struct scan *s)
{
	if (!s->dense || !has_lone_lines(s))
		return;
	for (size_t i = s->block_count - 1; i-- > 1;) {
		struct block *k = &s->blocks[i], *next = k + 1;

		k->before_label |= is_lone_line(k) && (next->before_label || is_numbered_paragraph(next));
	}
	for (size_t i = 1; i < s->block_count; i++) {
		struct block *k = &s->blocks[i], *above = k - 1;

		k->gap_before |= k->before_label && (above->ending == ENDING_STOP || above->role == ROLE_HEADING ||
		                                     (above->before_label && above->gap_before));
	}
}
