/*
 * office_calls.c: notes that are typed: a paragraph that begins with a raised number, called
 * by the same number raised in a text above it. Other raised numbers are written as such.
 */
#include <stdlib.h>

#include "formats/office.h"
#include "formats/raised.h"
#include "text/strmap.h"

#define LABELS_MAX 12 /* of calls that are raised together: "1, 2" */

/* What a raised text becomes; in order, and apart. */
struct edit {
	struct range at, written; /* bytes of the text; of what is written instead */
	bool calls;
	size_t moved; /* what the text behind it moves by, added modulo 2^n */
};

/* A label in raised text `from`, and the raised text that begins its note. */
struct typed_call {
	size_t from, note;
};

struct settling {
	struct office *o;
	struct strmap below; /* label → 1 + the raised text that begins a note below */
	struct typed_call *calls; /* the last one first */
	struct edit *edits;
	size_t call_count, call_cap, edit_count, edit_cap;
	struct buf written;
};

static struct span text_at(const struct settling *s, size_t start, size_t end)
{
	return span_sub(buf_span(&s->o->document->text), (struct range){start, end});
}

static struct segment *segment_of(const struct settling *s, size_t i)
{
	return &s->o->document->segments[s->o->raised[i].segment];
}

static struct span raised_text(const struct settling *s, size_t i)
{
	return text_at(s, s->o->raised[i].at.start, s->o->raised[i].at.end);
}

/* What stands before raised text i in its segment. */
static struct span text_before(const struct settling *s, size_t i)
{
	return text_at(s, segment_of(s, i)->content, s->o->raised[i].at.start);
}

/* ---- which are calls, and of what ---- */

/* Whether it begins a paragraph that has no other number, and is a note's label. */
static bool begins_note(const struct settling *s, size_t i)
{
	const struct segment *g = segment_of(s, i);

	return (g->kind == SEGMENT_PARAGRAPH || g->kind == SEGMENT_QUOTATION) && s->o->raised[i].at.start == g->at.start &&
	       span_trim(text_at(s, s->o->raised[i].at.end, g->at.end)).len != 0 && raised_is_label(label_bare(raised_text(s, i)));
}

/* The labels in a raised text, "1, 2"; 0: there is something else in it. */
static size_t labels_in(struct span s, struct span labels[LABELS_MAX])
{
	size_t count = 0;

	while (s.len != 0) {
		size_t end = 0;

		while (end < s.len && strchr(",; \n", s.data[end]) == NULL)
			end++;
		if (end != 0 && count == LABELS_MAX)
			return 0;
		if (end != 0) {
			labels[count] = label_bare(span_make(s.data, end));
			if (!raised_is_label(labels[count++]))
				return 0;
		}
		end += end < s.len;
		s = span_make(s.data + end, s.len - end);
	}
	return count;
}

/* Notes the calls in raised text i, if all of it is calls of notes below. */
static void take_calls(struct settling *s, size_t i)
{
	struct span labels[LABELS_MAX], before = text_before(s, i);
	size_t count = labels_in(raised_text(s, i), labels);

	if (before.len == 0 || raised_is_power(before))
		return;
	for (size_t k = 0; k < count; k++)
		if (strmap_get(&s->below, labels[k]) == NULL)
			return;
	while (count-- > 0) {
		size_t note = *strmap_get(&s->below, labels[count]) - 1;

		s->o->raised[note].called = true;
		ARRAY_GROW(s->calls, s->call_count, s->call_cap);
		s->calls[s->call_count++] = (struct typed_call){i, note};
	}
}

/* From the end back, so that a call meets the nearest note below it. Paragraphs of a law begin with raised numbers too: most are not called. */
static void find_calls(struct settling *s)
{
	size_t heads = 0, called = 0;

	for (size_t i = s->o->raised_count; i-- > 0;)
		if (begins_note(s, i))
			*strmap_put(&s->below, label_bare(raised_text(s, i)), NULL) = (uint32_t)i + 1, heads++;
		else
			take_calls(s, i);
	for (size_t i = 0; i < s->o->raised_count; i++)
		called += s->o->raised[i].called;
	if (called >= heads - called)
		return;
	s->call_count = 0;
	for (size_t i = 0; i < s->o->raised_count; i++)
		s->o->raised[i].called = false;
}

/* ---- what they become ---- */

static void edit_add(struct settling *s, struct range at, size_t written_from, bool calls)
{
	size_t moved = s->edit_count == 0 ? 0 : s->edits[s->edit_count - 1].moved;

	ARRAY_GROW(s->edits, s->edit_count, s->edit_cap);
	moved += s->written.len - written_from - (at.end - at.start);
	s->edits[s->edit_count++] = (struct edit){at, {written_from, s->written.len}, calls, moved};
}

/* Without a call, the white space before it goes if white space or a stop follows; and a comma between two of them. */
static void edit_call(struct settling *s, size_t i)
{
	struct range at = s->o->raised[i].at;
	struct span text = buf_span(&s->o->document->text);
	const struct edit *last = s->edit_count == 0 ? NULL : &s->edits[s->edit_count - 1];
	size_t end = segment_of(s, i)->at.end;

	if (last != NULL && last->calls && last->at.end > segment_of(s, i)->content && (span_eq_str(span_trim(text_at(s, last->at.end, at.start)), ",")))
		at.start = last->at.end;
	else if (text.data[at.start - 1] == ' ' && (at.end == end || strchr(" \n,.;:)", text.data[at.end]) != NULL) && (last == NULL || last->at.end < at.start))
		at.start--;
	edit_add(s, at, s->written.len, true);
}

/* "1 See there.", "1. See there.": the label as notes have it. */
static void edit_label(struct settling *s, size_t i)
{
	struct range at = s->o->raised[i].at;
	struct span text = buf_span(&s->o->document->text);
	size_t from = s->written.len;

	buf_add_char(&s->written, '[');
	buf_add_span(&s->written, label_bare(raised_text(s, i)));
	buf_add_str(&s->written, "] ");
	while (at.end < segment_of(s, i)->at.end && strchr(".)]: \n", text.data[at.end]) != NULL)
		at.end++;
	edit_add(s, at, from, false);
}

static void edit_number(struct settling *s, size_t i)
{
	size_t from = s->written.len;

	raised_add(&s->written, text_before(s, i), raised_text(s, i));
	edit_add(s, s->o->raised[i].at, from, false);
}

static void find_edits(struct settling *s)
{
	for (size_t i = 0, left = s->call_count; i < s->o->raised_count; i++) {
		bool calls = left > 0 && s->calls[left - 1].from == i;

		if (calls)
			edit_call(s, i);
		else if (s->o->raised[i].called)
			edit_label(s, i);
		else
			edit_number(s, i);
		while (left > 0 && s->calls[left - 1].from == i)
			left--;
	}
}

/* ---- the text with them ---- */

/* Where a byte of the old text is in the new one; inside an edit, its beginning. */
static size_t moved(const struct settling *s, size_t at)
{
	size_t low = 0, high = s->edit_count, shift;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (s->edits[mid].at.end <= at)
			low = mid + 1;
		else
			high = mid;
	}
	shift = low == 0 ? 0 : s->edits[low - 1].moved;
	return (low < s->edit_count && s->edits[low].at.start < at ? s->edits[low].at.start : at) + shift;
}

static void move_places(struct settling *s)
{
	struct document *d = s->o->document;

	for (size_t i = 0; i < d->segment_count; i++) {
		struct segment *g = &d->segments[i];
		struct range *ranges[] = {&g->at, &g->label};

		for (size_t k = 0; k < 2; k++)
			*ranges[k] = (struct range){moved(s, ranges[k]->start), moved(s, ranges[k]->end)};
		g->content = moved(s, g->content);
	}
	for (size_t i = 0; i < d->call_count; i++)
		d->calls[i].at = moved(s, d->calls[i].at);
}

/* The calls that are typed among the others, by their places in the old text. */
static void add_calls(struct settling *s)
{
	struct document *d = s->o->document;
	struct segment_call *own = d->calls;
	size_t owned = d->call_count, k = 0;

	d->calls = NULL;
	d->call_count = s->o->writer.call_cap = 0;
	for (size_t i = s->call_count; i > 0 || k < owned;) {
		const struct typed_call *typed = i > 0 ? &s->calls[i - 1] : NULL;
		bool other = typed == NULL || (k < owned && own[k].at <= s->o->raised[typed->from].at.start);

		if (d->call_count >= SEGMENTS_MAX) {
			s->o->writer.full = true;
			break;
		}
		ARRAY_GROW(d->calls, d->call_count, s->o->writer.call_cap);
		d->calls[d->call_count++] = other ? own[k++] : (struct segment_call){s->o->raised[typed->from].at.start, s->o->note_count + typed->note};
		i -= !other;
	}
	free(own);
}

/* The segments that are notes; all have moved. */
static void make_notes(struct settling *s)
{
	for (size_t i = 0; i < s->o->raised_count; i++) {
		struct segment *g = segment_of(s, i);
		size_t len = label_bare(raised_text(s, i)).len;

		if (!s->o->raised[i].called)
			continue;
		g->kind = SEGMENT_NOTE;
		g->level = 0;
		g->label = (struct range){g->at.start + 1, g->at.start + 1 + len};
		g->content = g->label.end + 2;
	}
}

static void write_text(struct settling *s)
{
	struct buf *text = &s->o->document->text, out;
	size_t at = 0;

	buf_init(&out);
	for (size_t i = 0; i < s->edit_count; at = s->edits[i++].at.end) {
		buf_add_span(&out, text_at(s, at, s->edits[i].at.start));
		buf_add_span(&out, span_sub(buf_span(&s->written), s->edits[i].written));
	}
	buf_add_span(&out, text_at(s, at, text->len));
	buf_release(text);
	*text = out;
}

void office_settle_raised(struct office *o)
{
	struct settling s = {.o = o};

	if (o->raised_count == 0)
		return;
	strmap_init(&s.below);
	buf_init(&s.written);
	find_calls(&s);
	find_edits(&s);
	if (s.call_count != 0)
		add_calls(&s);
	move_places(&s);
	make_notes(&s);
	write_text(&s);
	strmap_release(&s.below);
	buf_release(&s.written);
	free(s.calls);
	free(s.edits);
}
