/*
 * inner.c: paragraphs of a section whose first one stands in the line of the
 * section's own number: "12. (1) …", "4A.—(1) …", "2. Definitions.—(1) …", and
 * then "(2) …" in a line of its own. Those are the section's, and no number of
 * the document's paragraphs.
 */
#include "indexer/scan.h"

#define FIRST_WITHIN 160   /* bytes of a section's title before its "(1)" */
#define LETTERS_MAX 2      /* (1A), (1ZA) */
#define LOOK_BACK_MAX 60   /* blocks of a section before its next paragraph */

/* "(2) …", "(1A) …": its number, *after where its text begins, *end where the number ends; 0: none. */
static uint32_t bracketed(struct span t, size_t *after, size_t *end, bool *letters)
{
	size_t at = 1, from;
	uint32_t n = 0;

	if (t.len < 4 || t.data[0] != '(')
		return 0;
	while (at < t.len && byte_is_digit(t.data[at]) && n <= LABEL_NUMBER_MAX)
		n = n * 10 + (uint32_t)(t.data[at++] - '0');
	for (from = at; at < t.len && byte_is_letter(t.data[at]) && at - from < LETTERS_MAX;)
		at++;
	*letters = at > from;
	if (at == 1 || at >= t.len || t.data[at] != ')')
		return 0;
	*end = at;
	*after = skip_space(t, at + 1, t.len);
	return *after > at + 1 && *after < t.len ? n : 0;
}

/* Begins the text, or ends a title and its dash. */
static bool stands_first(struct span t, size_t at)
{
	while (at > 0 && t.data[at - 1] == ' ')
		at--;
	return at == 0 || t.data[at - 1] == '.' || t.data[at - 1] == '-' ||
	       (at >= 3 && (memcmp(t.data + at - 3, "—", 3) == 0 || memcmp(t.data + at - 3, "–", 3) == 0));
}

/* Whether a number (12, 4A) and then "(1)" begin it. */
static bool has_first(struct span t)
{
	size_t at = t.len > 0 && t.data[0] == '[', digits; /* "[12A. …": put in by an amendment */

	for (digits = at; at < t.len && byte_is_digit(t.data[at]);)
		at++;
	if (at == digits)
		return false;
	for (size_t from = at; at < t.len && byte_is_letter(t.data[at]) && at - from < LETTERS_MAX;)
		at++;
	at += at < t.len && t.data[at] == '.';
	t = span_make(t.data + at, t.len - at < FIRST_WITHIN ? t.len - at : FIRST_WITHIN);
	t = span_make(t.data + skip_space(t, 0, t.len), t.len - skip_space(t, 0, t.len));
	for (size_t i = 0; i + 3 < t.len; i++)
		if (memcmp(t.data + i, "(1) ", 4) == 0)
			return stands_first(t, i);
	return false;
}

static bool goes_on(struct block *k, struct span t, uint32_t *next)
{
	size_t after = 0, end = 0;
	bool letters = false;
	uint32_t n = bracketed(t, &after, &end, &letters);

	if (n == 0 || n != *next - letters)
		return false;
	*next += !letters;
	k->role = ROLE_ITEM;
	k->kind = BLOCK_BULLET;
	k->from = k->mark_from + after;
	k->label = (struct range){k->mark_from + 1, k->mark_from + end};
	k->inner = true;
	k->chain = NONE;
	return true;
}

void inner_numbers_find(struct scan *s)
{
	uint32_t next = 0;

	for (size_t i = 0; i < s->block_count; i++) {
		struct block *k = &s->blocks[i];
		struct span t = span_make(s->text.data + k->mark_from, k->to - k->mark_from);

		if (k->role == ROLE_HEADING)
			next = 0;
		if (k->role != ROLE_PARAGRAPH || k->joins != NONE || k->quoted || (next != 0 && goes_on(k, t, &next)))
			continue;
		k->first_inside = has_first(t);
		if (k->first_inside)
			next = 2;
		else if (k->label.start < k->label.end)
			next = 0;
	}
}

uint32_t inner_number_next(const struct scan *s)
{
	uint32_t next = 0;

	for (size_t i = s->block_count; i-- > 0 && s->block_count - i <= LOOK_BACK_MAX;) {
		const struct block *k = &s->blocks[i];
		struct span t = span_make(s->text.data + k->mark_from, k->to - k->mark_from);
		size_t after, end;
		bool letters;

		if (has_first(t))
			return next == 0 ? 2 : next;
		if (k->kind == BLOCK_NUMBER || k->kind == BLOCK_HEADING)
			return 0;
		if (next == 0 && k->kind == BLOCK_TEXT && bracketed(t, &after, &end, &letters) != 0)
			next = bracketed(t, &after, &end, &letters) + 1;
	}
	return 0;
}
