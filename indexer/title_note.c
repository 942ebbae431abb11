/*
 * title_note.c: the note that a title calls by a number in brackets, "LOI n° 2015-990 … (1)", and which stands below
 * the whole text: "(1) Travaux préparatoires : …".
 */
#include "indexer/scan.h"

#define CALL_BYTES 4 /* " (1)" */

static bool is_call(struct span t)
{
	const char *at = t.data + t.len - CALL_BYTES;

	return t.len > CALL_BYTES && at[0] == ' ' && at[1] == '(' && at[2] >= '1' && at[2] <= '9' && at[3] == ')';
}

/* The last line of the title block that ends in a call; NULL: none does. */
static struct title_line *calling_line(const struct scan *s)
{
	for (size_t i = s->outline->title_count; i-- > 0;)
		if (is_call(span_sub(s->text, s->outline->title[i].at)))
			return &s->outline->title[i];
	return NULL;
}

static bool is_note(const struct scan *s, const struct block *k, char digit)
{
	const char *label = s->text.data + k->label.start;

	return k->kind == BLOCK_NUMBER && k->chain != NONE && s->chains[k->chain].count == 1 && k->label.end == k->label.start + 1 && *label == digit &&
	       k->label.start > 0 && label[-1] == '(' && label[1] == ')';
}

void title_note_find(struct scan *s)
{
	struct title_line *line = calling_line(s);
	bool bare;
	char digit = line == NULL ? '\0' : s->text.data[line->at.end - 2];

	for (size_t i = line == NULL ? 0 : s->block_count; i-- > 0;) {
		struct block *k = &s->blocks[i];

		if (is_note(s, k, digit)) {
			k->kind = BLOCK_NOTE;
			k->chain = NONE;
			k->shaped = false;
			line->at.end -= CALL_BYTES;
			return;
		}
		if ((k->kind != BLOCK_TEXT && !block_is_aside(k)) || text_unit(block_text(s, k), &bare) >= 0)
			return; /* a part of the text */
	}
}
