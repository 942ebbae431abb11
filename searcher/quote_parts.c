#include "searcher/quote_describe.h"

#include "searcher/negation.h"
#include "text/words.h"

#include <stdlib.h>

/* Appends with white space single. */
static void add_single_spaced(struct buf *out, struct span s)
{
	struct reading r;
	struct range all = {0, s.len};

	reading_init(&r);
	reading_make(&r, s, &all, 1, NULL, 0);
	reading_show(out, &r, (struct range){0, r.text.len});
	reading_release(&r);
}

struct span quote_said_text(struct pool *pool, const struct quote_match *m, struct atoms a)
{
	struct buf text;
	struct span kept;
	const struct atom *atoms = m->said->atoms;

	if (a.first == a.end)
		return span_make("", 0);
	buf_init(&text);
	add_single_spaced(&text, span_sub(m->quotation, (struct range){atoms[a.first].at.start, atoms[a.end - 1].at.end}));
	kept = pool_span(pool, buf_span(&text));
	buf_release(&text);
	return kept;
}

/* Appends the parts of the passages that source atoms cover; optional atoms at their ends do not count. */
size_t quote_parts_of(const struct quote_match *m, struct atoms a, struct quote_part *parts)
{
	const struct window *w = m->window;
	size_t count = 0;

	for (size_t i = a.first; i < a.end; i++) {
		const struct atom *atom = &w->wording.atoms[i];
		const struct hit *hit = window_hit(w, i);

		if (atom->flags & ATOM_OPTIONAL)
			continue;
		if (count == 0 || parts[count - 1].hit != hit)
			parts[count++] = (struct quote_part){hit, atom->at};
		parts[count - 1].at.end = atom->at.end;
	}
	return count;
}

struct quote_part *quote_parts_new(const struct quote_match *m)
{
	return mem_alloc((m->window->count + 1) * sizeof(struct quote_part));
}

struct span quote_source_text(struct pool *pool, const struct quote_match *m, struct atoms a)
{
	struct quote_part *parts = quote_parts_new(m);
	size_t count = quote_parts_of(m, a, parts);
	struct span kept;
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < count; i++) {
		if (i != 0)
			buf_add_str(&text, PASSAGE_MARK);
		reading_show(&text, &parts[i].hit->reading, parts[i].at);
	}
	kept = count == 0 ? span_make("", 0) : pool_span(pool, buf_span(&text));
	buf_release(&text);
	free(parts);
	return kept;
}

void quote_add_ranges(struct range **out, size_t *count, const struct quote_part *part)
{
	struct range *ranges = NULL;
	size_t more = hit_ranges(part->hit, part->at, &ranges);

	*out = mem_realloc(*out, (*count + more + 1) * sizeof **out);
	memcpy(*out + *count, ranges, more * sizeof **out);
	*count += more;
	free(ranges);
}

size_t quote_source_ranges(const struct quote_match *m, struct atoms a, struct range **out)
{
	struct quote_part *parts = quote_parts_new(m);
	size_t count = quote_parts_of(m, a, parts), ranges = 0;

	*out = NULL;
	for (size_t i = 0; i < count; i++)
		quote_add_ranges(out, &ranges, &parts[i]);
	free(parts);
	return ranges;
}

size_t quote_negations(struct span text)
{
	size_t count = 0;

	for (size_t at = 0, end; at < text.len; at = end) {
		end = word_end(text, at);
		count += is_negation(span_make(text.data + at, end - at)) ||
		         is_reversal(span_make(text.data + at, end - at));
	}
	return count;
}

bool quote_has_word(const struct atom *atoms, struct atoms a)
{
	for (size_t i = a.first; i < a.end; i++)
		if (quote_is_word(&atoms[i]))
			return true;
	return false;
}

struct atoms quote_source_atoms(const struct comparison *c, size_t first, size_t end)
{
	return (struct atoms){c->steps[first].source, c->steps[end - 1].source + c->steps[end - 1].source_count};
}
