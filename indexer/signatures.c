/*
 * signatures.c: the names of those who sign, in capitals, each with a line or two of what they are, below which the
 * text or what stands above an annex ends: they head nothing.
 */
#include "indexer/scan.h"

#include "text/utf8.h"

#define NAME_WORDS_MIN 2 /* "К. ТОКАЕВ"; "ORDER" is no name */
#define NAME_WORDS_MAX 6
#define NAME_LINES_MAX 2 /* below a name: more are a list, or text */

/* A line of its own that ends in a word. */
static bool is_line(const struct block *k)
{
	return k->kind == BLOCK_TEXT && k->role != ROLE_TITLE && k->first == k->last && k->gap_before && k->ending == ENDING_WORD;
}

static bool is_name(const struct scan *s, const struct block *k)
{
	struct span t = block_text(s, k);
	size_t words = 1;
	bool bare;

	for (size_t i = 1; i < t.len; i++)
		words += t.data[i - 1] == ' ' && t.data[i] != ' ';
	return k->shaped && words >= NAME_WORDS_MIN && words <= NAME_WORDS_MAX && text_is_capitals(t, 0, t.len) && !utf8_holds(t, utf8_is_digit) &&
	       !text_is_section_name(t) && text_unit(t, &bare) < 0;
}

void signatures_find(struct scan *s)
{
	size_t end = s->block_count, lines = 0;
	bool open = true; /* nothing but such lines stand between here and the end */

	for (size_t i = s->block_count; i-- > 0;) {
		struct block *k = &s->blocks[i];

		if (block_is_aside(k))
			continue;
		if (k->shaped && k->gap_before && text_annex(block_text(s, k)) != 0) {
			open = true;
			end = i;
			lines = 0;
		} else if (open && is_line(k) && is_name(s, k)) {
			for (lines = 0; end > i; end--)
				s->blocks[end - 1].signature = true;
		} else if (open) {
			open = is_line(k) && ++lines <= NAME_LINES_MAX;
		}
	}
}
