#include "formats/headings.h"

#define PAIRS_LEAST 2 /* places where a numbered heading directly follows an unnumbered one */
#define NUMBER_MAX 8 /* bytes of a heading's number, its stop or brackets included */

static bool is_heading(const struct document *d, size_t i)
{
	return i < d->segment_count && d->segments[i].kind == SEGMENT_HEADING;
}

static struct span text_of(const struct document *d, size_t i)
{
	return span_sub(buf_span(&d->text), d->segments[i].at);
}

/* ---- quoted ones ---- */

static bool leads_to_quotation(const struct document *d, size_t i)
{
	return d->segments[i].kind == SEGMENT_QUOTATION || span_ends(text_of(d, i), ":");
}

/* One past the headings that follow one another from i on. */
static size_t headings_end(const struct document *d, size_t i)
{
	while (is_heading(d, i))
		i++;
	return i;
}

static void settle_quoted(struct document *d)
{
	for (size_t i = 1; i < d->segment_count; i++) {
		size_t end = headings_end(d, i);

		if (end > i && end < d->segment_count && d->segments[end].kind == SEGMENT_QUOTATION && leads_to_quotation(d, i - 1))
			for (size_t k = i; k < end; k++) {
				d->segments[k].kind = SEGMENT_QUOTATION;
				d->segments[k].level = 0;
			}
		i = end > i ? end : i;
	}
}

/* ---- numbered ones ---- */

/* "I. ", "A. ", "12) ", "(a) ": a number that stands before a text. */
static bool is_numbered(const struct document *d, size_t i)
{
	const struct segment *s = &d->segments[i];
	struct span text = text_of(d, i);
	size_t n = 0;

	if (s->label.end > s->label.start)
		return true;
	while (n < text.len && n < NUMBER_MAX && strchr("0123456789IVXLCivxlc().", text.data[n]) != NULL)
		n++;
	if (n == 0 && text.len > 1 && text.data[1] == '.' && text.data[0] >= 'A' && text.data[0] <= 'H')
		n = 2;
	return n > 1 && n < text.len && strchr(".)", text.data[n - 1]) != NULL && ((unsigned char)text.data[n] <= ' ' || (unsigned char)text.data[n] == 0xC2);
}

/* Whether the numbered headings of a level stand below its unnumbered ones. */
static bool stands_below(const struct document *d, int level)
{
	size_t pairs = 0;
	bool any = false;

	for (size_t i = 0; i < d->segment_count; i++) {
		bool next = is_heading(d, i + 1) && d->segments[i + 1].level == level;

		if (!is_heading(d, i) || d->segments[i].level != level)
			continue;
		if (is_numbered(d, i) && (!any || (next && !is_numbered(d, i + 1))))
			return false;
		any = true;
		pairs += !is_numbered(d, i) && next && is_numbered(d, i + 1);
	}
	return pairs >= PAIRS_LEAST;
}

static void lower(struct document *d, int level)
{
	for (size_t i = 0; i < d->segment_count; i++) {
		struct segment *s = &d->segments[i];

		if (s->kind == SEGMENT_HEADING && (s->level > level || (s->level == level && is_numbered(d, i))) && s->level < SEGMENT_LEVEL_MAX)
			s->level++;
	}
}

void headings_settle(struct document *d)
{
	settle_quoted(d);
	for (int level = SEGMENT_LEVEL_MAX - 1; level > 0; level--)
		if (stands_below(d, level))
			lower(d, level);
}
