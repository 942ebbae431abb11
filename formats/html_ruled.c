/*
 * html_ruled.c: notes below a rule that are neither linked nor raised, as codes have
 * them: "1. Ins. by Act 25 of 2005."
 */
#include "formats/html_notes_parts.h"

#include <stdio.h>

#define RULED_MAX 200 /* notes below one rule */

/* "2. Ins. by Act 25 of 2005.": whether a block's text begins with that number. */
static bool begins_with(const struct html_tree *t, size_t block, struct span label)
{
	struct buf text;
	struct span s;
	bool found;

	buf_init(&text);
	html_add_text(&text, t, block);
	s = span_trim(buf_span(&text));
	found = s.len > label.len + 2 && span_starts(s, label.data);
	s = found ? span_make(s.data + label.len, s.len - label.len) : s;
	found = found && (s.data[0] == ' ' || ((s.data[0] == '.' || s.data[0] == ')') && s.data[1] == ' '));
	buf_release(&text);
	return found;
}

/* The last raised number in [from, to) with that text, of those without a link. */
static size_t raised_before(const struct html_tree *t, size_t from, size_t to, struct span label)
{
	struct buf scratch;
	size_t found = HTML_NONE;

	buf_init(&scratch);
	for (size_t i = to; i-- > from && found == HTML_NONE;)
		if (html_is(t, i, GUMBO_TAG_SUP) && span_eq(html_label_of(t, i, &scratch), label) && !html_has_call(t, i) && !html_is_exponent(t, i))
			found = i;
	buf_release(&scratch);
	return found;
}

static bool has_block_inside(const struct html_tree *t, size_t i)
{
	for (size_t k = i + 1; k < t->nodes[i].end; k++)
		if (html_is_block(html_tag(t, k)))
			return true;
	return false;
}

/* The next block with text and no block inside, behind node `at`; HTML_NONE at a rule, a heading or the end. */
static size_t next_leaf(const struct html_tree *t, size_t at)
{
	for (; at < t->count; at++) {
		if (html_is(t, at, GUMBO_TAG_HR) || (html_tag(t, at) >= GUMBO_TAG_H1 && html_tag(t, at) <= GUMBO_TAG_H6))
			return HTML_NONE;
		if (html_is_block(html_tag(t, at)) && t->nodes[at].text != 0 && !has_block_inside(t, at))
			return at;
	}
	return HTML_NONE;
}

/* 1, 2, 3 … behind a rule, each with a raised number above it, as codes have them: what called them so is their call. */
static void take_ruled(struct html_notes *n, size_t above, size_t rule)
{
	struct html_tree *t = n->tree;
	size_t notes[RULED_MAX], calls[RULED_MAX], count = 0;
	char label[24];

	for (size_t at = next_leaf(t, rule + 1); at != HTML_NONE && count < RULED_MAX; at = next_leaf(t, t->nodes[at].end)) {
		snprintf(label, sizeof label, "%zu", count + 1);
		if (!begins_with(t, at, span_of(label)))
			break;
		notes[count] = at;
		calls[count] = raised_before(t, above, rule, span_of(label));
		if (calls[count++] == HTML_NONE)
			return;
	}
	for (size_t i = 0; i < count; i++) {
		snprintf(label, sizeof label, "%zu", i + 1);
		if (t->nodes[notes[i]].note == HTML_NONE)
			html_set_call(t, calls[i], html_add_note(n, span_of(label), notes[i], calls[i]));
	}
}

void html_ruled_find(struct html_notes *n)
{
	size_t above = 0;

	for (size_t i = 0; i < n->tree->count; i++)
		if (html_is(n->tree, i, GUMBO_TAG_HR)) {
			take_ruled(n, above, i);
			above = i;
		}
}
