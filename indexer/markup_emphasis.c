/* Emphasis by * and _, as CommonMark has it, but never inside a word. */
#include "indexer/markup_parts.h"

static bool is_punct_at(struct span t, size_t at)
{
	int32_t cp;

	utf8_decode(t, at, &cp);
	return utf8_is_punct(cp) || cp == '<' || cp == '>' || cp == '+' || cp == '=' || cp == '~' || cp == '|' || cp == '$';
}

/*
 * A letter or digit beside a run: "2*3*4", "x*x*x" and "un*do*ne" are read as they
 * stand. In Markdown a letter without case does not count: Chinese has no spaces.
 */
static bool is_word_at(const struct markup_reader *r, size_t at)
{
	int32_t cp;

	utf8_decode(r->s->text, at, &cp);
	if (utf8_is_digit(cp))
		return true;
	return utf8_is_letter(cp) && (!r->s->markdown || utf8_is_upper(cp) || utf8_is_lower(cp));
}

/* The left- and right-flanking runs of CommonMark 0.31, section 6.2; none inside a word. */
static void flanks(const struct markup_reader *r, size_t from, size_t to, bool *left, bool *right)
{
	struct span t = r->s->text;
	size_t before = from > r->from ? utf8_before(t, from) : NONE;
	bool space_before = before == NONE || markup_is_space(t, before), space_after = to >= r->to || markup_is_space(t, to);
	bool punct_before = before != NONE && is_punct_at(t, before), punct_after = to < r->to && is_punct_at(t, to);

	*left = !space_after && (!punct_after || space_before || punct_before);
	*right = !space_before && (!punct_before || space_after || punct_after);
	if (before != NONE && is_word_at(r, before))
		*left = false;
	if (to < r->to && is_word_at(r, to))
		*right = false;
	if (t.data[from] == '_') {
		bool l = *left;
		*left = l && (!*right || punct_before);
		*right = *right && (!l || punct_after);
	}
}

static size_t close_runs(struct markup_reader *r, struct openers *o, size_t from, size_t to)
{
	while (from < to && o->count) {
		struct opener *run = &o->runs[o->count - 1];
		size_t n = run->left < to - from ? run->left : to - from;

		markup_skip(r->out, run->at + run->left - n, run->at + run->left);
		markup_skip(r->out, from, from + n);
		run->left -= n;
		from += n;
		if (run->left == 0)
			o->count--;
	}
	return from;
}

size_t markup_emphasis(struct markup_reader *r, size_t at)
{
	struct span t = r->s->text;
	struct openers *o = t.data[at] == '*' ? &r->stars : &r->lines;
	size_t end = at, from = at;
	bool left, right;

	while (end < r->to && t.data[end] == t.data[at])
		end++;
	flanks(r, at, end, &left, &right);
	if (right)
		from = close_runs(r, o, at, end);
	if (left && from < end) {
		if (o->count == NESTING_MAX) {
			memmove(o->runs, o->runs + 1, (NESTING_MAX - 1) * sizeof *o->runs);
			o->count--;
		}
		o->runs[o->count++] = (struct opener){from, end - from};
	}
	return end;
}
