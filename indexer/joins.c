/*
 * joins.c: what a page's notes cut in two, put together again: a paragraph or
 * an item that goes on after the notes, a note that goes on below the next
 * page's text.
 */
#include "indexer/scan.h"

#define PROSE_BYTES 120 /* of a paragraph on one line that a page may have cut */
#define HEADING_SURE 60 /* bytes: a shorter line that looks like a heading is no first half */

struct reader {
	struct scan *s;
	size_t body;  /* the last block of the text, NONE */
	size_t note;  /* the last block of the last note, NONE */
	bool barrier; /* a note, a rule or a page's end after body */
};

static bool is_body(const struct block *k)
{
	return k->kind == BLOCK_TEXT || k->kind == BLOCK_NUMBER || k->kind == BLOCK_LETTER || k->kind == BLOCK_BULLET;
}

static void join(struct scan *s, size_t to, size_t block)
{
	s->blocks[to].next = block;
	s->blocks[block].joins = to;
}

static const struct block *neighbour(const struct scan *s, size_t i)
{
	return i < s->block_count ? &s->blocks[i] : NULL;
}

/* Between note n and n+1, whose call stands above note n: so both were on one page. */
static bool between_notes(const struct scan *s, size_t i)
{
	const struct block *before = i ? neighbour(s, i - 1) : NULL, *after = neighbour(s, i + 1);

	return before && after && before->kind == BLOCK_NOTE && after->kind == BLOCK_NOTE && after->call != NONE &&
	       !s->blocks[i].page && !after->page && s->calls[after->call].at < before->mark_from;
}

/* Lower case, below a complete paragraph, just above the next note. */
static bool below_body(const struct reader *r, size_t i)
{
	const struct scan *s = r->s;
	const struct block *after = neighbour(s, i + 1);

	return r->note != NONE && r->body != NONE && !r->barrier && s->blocks[i].lower && after &&
	       after->kind == BLOCK_NOTE && r->body + 1 == i && s->blocks[i].gap_before &&
	       (s->blocks[r->body].ending == ENDING_STOP || s->blocks[r->body].ending == ENDING_COLON ||
	        s->blocks[r->body].ending == ENDING_SEMICOLON);
}

/* Where pages are known, a page's foot is its notes'. */
static bool at_foot(const struct reader *r, size_t i)
{
	const struct scan *s = r->s;
	const struct block *before = i ? neighbour(s, i - 1) : NULL, *k = &s->blocks[i];

	if (!s->paged || !before || k->page || r->note != i - 1)
		return false;
	return before->to < k->from && !(k->shaped && k->gap_after) && !before->page;
}

static bool line_is_full(const struct scan *s, size_t line)
{
	return s->wrapped && s->lines[line].chars >= s->width * 5 / 6;
}

/* "(2000) and …", "29 of the …": no sentence begins so. */
static bool begins_inside(struct span t, size_t at)
{
	return t.data[at] == '(' || (t.data[at] >= '0' && t.data[at] <= '9');
}

static bool goes_on(const struct reader *r, size_t i)
{
	const struct scan *s = r->s;
	const struct block *k = &s->blocks[i], *b = block_at(r->s, r->body);
	bool heading;

	if (!b || !r->barrier || b->ending == ENDING_COLON)
		return false;
	heading = b->kind == BLOCK_TEXT && b->shaped && b->joins == NONE && b->to - b->from < HEADING_SURE &&
	          b->gap_before && !line_is_full(s, b->last);
	if (heading)
		return false;
	if (k->lower)
		return b->ending != ENDING_STOP;
	if (b->ending == ENDING_STOP || b->ending == ENDING_SEMICOLON)
		return false;
	if (text_ends_open(s->text, b->from, b->to) || (b->ending == ENDING_WORD && begins_inside(s->text, k->from)))
		return true;
	return b->ending == ENDING_WORD && !(b->kind == BLOCK_TEXT && b->shaped) && line_is_full(s, b->last) &&
	       !(k->shaped && k->gap_after);
}

static bool in_caret_note(const struct reader *r, size_t i)
{
	const struct block *k = &r->s->blocks[i];

	return r->s->markdown && r->note != NONE && r->note + 1 == i && k->indent >= 2;
}

/* "2": the number of a page that nobody marked as such; or anything else that no paragraph runs over. */
static bool is_number_alone(const struct scan *s, const struct block *k)
{
	if (k->first != k->last || k->to - k->from > 4)
		return false;
	for (size_t i = k->from; i < k->to; i++)
		if (s->text.data[i] < '0' || s->text.data[i] > '9')
			return false;
	return k->to > k->from;
}

/* Two lines of a paragraph, or a long one. */
static bool is_prose(const struct scan *s, const struct block *k)
{
	return s->wrapped ? k->last > k->first : k->to - k->from >= PROSE_BYTES;
}

static void take_text(struct reader *r, size_t i)
{
	struct scan *s = r->s;

	if (is_number_alone(s, &s->blocks[i])) {
		s->blocks[i].role = ROLE_APART;
		r->barrier = true;
		if (r->body != NONE && !is_prose(s, &s->blocks[r->body]))
			r->body = NONE; /* a figure in a table or a list */
		return;
	}

	if (in_caret_note(r, i) || at_foot(r, i) || between_notes(s, i) || below_body(r, i)) {
		join(s, r->note, i);
		r->note = i;
		return;
	}
	if (goes_on(r, i))
		join(s, r->body, i);
	r->body = i;
	r->barrier = false;
}

void joins_find(struct scan *s)
{
	struct reader r = {.s = s, .body = NONE, .note = NONE};

	for (size_t i = 0; i < s->block_count; i++) {
		struct block *k = &s->blocks[i];

		r.barrier |= k->page;
		if (k->role == ROLE_TITLE)
			continue;
		if (k->kind == BLOCK_NOTE) {
			r.note = i;
			r.barrier = true;
		} else if (k->kind == BLOCK_RULE) {
			r.barrier = true;
		} else if (k->kind == BLOCK_TEXT) {
			take_text(&r, i);
		} else {
			r.body = is_body(k) ? i : NONE;
			r.barrier = false;
		}
	}
}
