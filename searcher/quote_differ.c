#include "searcher/quote_describe.h"

static bool differs(enum step_kind kind)
{
	return kind == STEP_CHANGED || kind == STEP_SPACED || kind == STEP_ADDED || kind == STEP_MISSING;
}

/* The end of the difference that begins with step i: free steps between its parts belong to it. */
static size_t difference_end(const struct comparison *c, size_t i)
{
	size_t end = i + 1;

	for (size_t k = end; k < c->count; k++) {
		if (differs(c->steps[k].kind))
			end = k + 1;
		else if (c->steps[k].kind != STEP_FREE)
			break;
	}
	return end;
}

static struct atoms said_atoms(const struct comparison *c, size_t first, size_t end)
{
	return (struct atoms){c->steps[first].said, c->steps[end - 1].said + c->steps[end - 1].said_count};
}

/* With one word more on each side. */
static struct atoms widened(struct atoms a, const struct atom *atoms, size_t count)
{
	bool word = false;

	while (a.first > 0 && !word)
		word = quote_is_word(&atoms[--a.first]);
	for (word = false; a.end < count && !word; a.end++)
		word = quote_is_word(&atoms[a.end]);
	return a;
}

/* The same of the source, within its passage. */
static struct atoms widened_source(const struct quote_match *m, struct atoms a)
{
	const struct window *w = m->window;
	size_t of = a.first < w->wording.count ? a.first : w->wording.count - 1;
	struct atoms passage = {of, of + 1};

	while (passage.first > 0 && w->passage[passage.first - 1] == w->passage[of])
		passage.first--;
	while (passage.end < w->wording.count && w->passage[passage.end] == w->passage[of])
		passage.end++;
	of = passage.first;
	if (a.end > passage.end)
		return widened(a, w->wording.atoms, w->wording.count);
	a = widened((struct atoms){a.first - of, a.end - of}, w->wording.atoms + of, passage.end - of);
	return (struct atoms){a.first + of, a.end + of};
}

static bool all_bracketed(const struct atom *atoms, struct atoms a)
{
	for (size_t i = a.first; i < a.end; i++)
		if (!(atoms[i].flags & ATOM_BRACKETED) && atoms[i].kind != ATOM_DASH)
			return false;
	return a.first < a.end;
}

static bool only_case(const struct quote_match *m, size_t first, size_t end)
{
	const struct comparison *c = m->comparison;

	for (size_t i = first; i < end; i++) {
		const struct step *s = &c->steps[i];

		if (s->kind == STEP_FREE)
			continue;
		if (s->kind != STEP_CHANGED || m->book->folded[m->said->atoms[s->said].text] !=
		                                       m->book->folded[m->window->wording.atoms[s->source].text])
			return false;
	}
	return true;
}

static bool has_apostrophe(const struct atom *atoms, struct atoms a)
{
	for (size_t i = a.first; i < a.end; i++)
		if (atoms[i].kind == ATOM_QUOTE)
			return true;
	return false;
}

static bool only_spacing(const struct comparison *c, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++)
		if (c->steps[i].kind != STEP_SPACED && c->steps[i].kind != STEP_FREE)
			return false;
	return true;
}

static const char *kind_of(const struct quote_match *m, size_t first, size_t end, struct atoms said,
                           struct atoms source)
{
	bool said_words = quote_has_word(m->said->atoms, said);
	bool source_words = quote_has_word(m->window->wording.atoms, source);

	if (all_bracketed(m->said->atoms, said))
		return "bracketed";
	if (!said_words && !source_words)
		return "punctuation";
	if (only_spacing(m->comparison, first, end))
		return has_apostrophe(m->said->atoms, said) == has_apostrophe(m->window->wording.atoms, source)
		               ? "spacing"
		               : "punctuation";
	if (only_case(m, first, end))
		return "case";
	return !said_words ? "missing" : !source_words ? "added" : "changed";
}

static struct quote_difference *new_difference(struct quote_result *r, const char *kind)
{
	r->differences = mem_realloc(r->differences, (r->difference_count + 1) * sizeof *r->differences);
	memset(&r->differences[r->difference_count], 0, sizeof *r->differences);
	r->differences[r->difference_count].kind = kind;
	return &r->differences[r->difference_count++];
}

/* Without what stands beside the quotation: that is no part of a difference. */
static struct atoms within(const struct comparison *c, struct atoms near, struct atoms source)
{
	const struct step *last = &c->steps[c->count - 1];
	size_t first = c->steps[0].source, end = last->source + last->source_count;

	if (near.first < first)
		near.first = source.first < first ? source.first : first;
	if (near.end > end)
		near.end = source.end > end ? source.end : end;
	return near;
}

static void set_difference(struct quote_result *r, const struct quote_match *m, const char *kind,
                           struct atoms said, struct atoms source)
{
	struct quote_difference *d = new_difference(r, kind);
	struct atoms said_near = widened(said, m->said->atoms, m->said->count);
	struct atoms source_near = widened_source(m, source);

	d->said = quote_said_text(&r->pool, m, said);
	d->source = quote_source_text(&r->pool, m, source);
	d->said_near = quote_said_text(&r->pool, m, said_near);
	d->source_near = quote_source_text(&r->pool, m, source_near);
	said_near.end = said.end;
	source_near.end = source.end;
	d->said_start = quote_said_text(&r->pool, m, said_near).len - d->said.len;
	d->source_start = quote_source_text(&r->pool, m, source_near).len - d->source.len;
	if (said.first < said.end)
		d->said_at = (struct range){m->said->atoms[said.first].at.start, m->said->atoms[said.end - 1].at.end};
	else
		d->said_at.start = d->said_at.end =
			said.first < m->said->count ? m->said->atoms[said.first].at.start : m->quotation.len;
	source_near = widened_source(m, source);
	d->range_count = quote_source_ranges(m, d->source.len != 0 ? source : source_near, &d->ranges);
	d->negation = quote_negations(d->said_near) !=
	              quote_negations(quote_source_text(&r->pool, m, within(m->comparison, source_near, source)));
	r->negation |= d->negation;
}

/* The first or last word is part of a longer one. */
static void add_cut(struct quote_result *r, const struct quote_match *m, bool before)
{
	const struct comparison *c = m->comparison;
	size_t first = 0, last = c->count - 1;
	struct atoms said, source;

	while (first < last && c->steps[first].source_count == 0)
		first++;
	while (last > first && c->steps[last].source_count == 0)
		last--;
	if (before) {
		said = said_atoms(c, first, first + 1);
		source = quote_source_atoms(c, first, first + 1);
		source.first -= source.first < 2 ? source.first : 2;
	} else {
		said = said_atoms(c, last, last + 1);
		source = quote_source_atoms(c, last, last + 1);
		source.end += m->window->wording.count - source.end < 2 ? m->window->wording.count - source.end : 2;
	}
	set_difference(r, m, "cut", said, source);
}

void quote_add_differences(struct quote_result *r, const struct quote_match *m)
{
	const struct comparison *c = m->comparison;

	if (c->cut_before)
		add_cut(r, m, true);
	for (size_t i = 0, end; i < c->count; i = end) {
		struct atoms said, source;

		end = i + 1;
		if (!differs(c->steps[i].kind))
			continue;
		end = difference_end(c, i);
		said = said_atoms(c, i, end);
		source = quote_source_atoms(c, i, end);
		set_difference(r, m, kind_of(m, i, end, said, source), said, source);
	}
	if (c->cut_after)
		add_cut(r, m, false);
	if (quote_leaves_out_too_much(m))
		new_difference(r, "too much left out");
}
