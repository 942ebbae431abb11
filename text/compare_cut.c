#include "text/compare_cut.h"

static bool is_dash_link(const struct atom *a)
{
	return a->kind == ATOM_DASH && a->flags & ATOM_LINK;
}

/* The digits of a word that has nothing else; 0: it has, or it is none. */
static size_t digits_of(const struct wordbook *b, const struct atom *a)
{
	struct span text = wordbook_text(b, a->text);

	if (a->kind != ATOM_WORD || a->flags & (ATOM_OPTIONAL | ATOM_CALL))
		return 0;
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return 0;
	return text.len;
}

/* Whether two atoms are groups of digits of one number: 12 500, but not 2015 500. */
static bool is_one_number(const struct wordbook *b, const struct atom *before, const struct atom *after)
{
	size_t first = digits_of(b, before);

	return first != 0 && first <= CUT_GROUP_DIGITS && digits_of(b, after) == CUT_GROUP_DIGITS &&
	       after->at.start > before->at.end && after->at.start - before->at.end <= CUT_SPACE_BYTES;
}

bool compare_cuts_before(const struct wordbook *b, const struct atom *source, size_t n, size_t j)
{
	struct span before;

	if (j == 0 || j == n)
		return false;
	if (source[j - 1].flags & ATOM_SIGN || is_one_number(b, &source[j - 1], &source[j]))
		return true;
	if (!(source[j - 1].flags & ATOM_LINK))
		return false;
	if (is_dash_link(&source[j - 1]))
		return true;
	before = j < 2 ? span_of("") : wordbook_text(b, b->folded[source[j - 2].text]);
	return span_eq_str(before, "n");
}

bool compare_cuts_after(const struct wordbook *b, const struct atom *source, size_t n, size_t j)
{
	if (j == n)
		return false;
	if (j > 0 && is_one_number(b, &source[j - 1], &source[j]))
		return true;
	if (!(source[j].flags & ATOM_LINK))
		return false;
	return is_dash_link(&source[j]) ||
	       (j + 1 < n && span_eq_str(wordbook_text(b, b->folded[source[j + 1].text]), "t"));
}
