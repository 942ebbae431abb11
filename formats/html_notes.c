/*
 * A call is a short link to a later place of the page that is raised, stands in
 * brackets, is marked as a reference, or is answered by a link back; or a
 * raised number without a link, if a later block begins with the same one, raised too
 * or below a rule.
 */
#include "formats/html_notes_parts.h"

#include <stdlib.h>

#include "formats/segments.h"

#define PROMOTE_MAX 4 /* elements around a call that hold nothing else */
#define NEAR_NODES 64 /* nodes around a link's target that are looked at for a call */

static const char *const reference_words[] = {"noteref", "doc-noteref", "footnote", "footnote-ref", "footnoteref", "fnref",
                                              "fn-ref", "endnote", "endnoteref", "footnotes", "reference", "fn", "note", NULL};

/* The text of a node without brackets, if it is a note's label; its bytes live in `to`. */
struct span html_label_of(const struct html_tree *t, size_t i, struct buf *to)
{
	struct span s;

	buf_clear(to);
	if (t->nodes[i].text == 0 || t->nodes[i].text > NOTE_LABEL_MAX + 4)
		return span_make("", 0);
	html_add_text(to, t, i);
	s = label_bare(buf_span(to));
	return raised_is_label(s) ? s : span_make("", 0);
}

static bool in_brackets(const struct html_tree *t, size_t i)
{
	struct buf text;
	struct span s;
	bool found;

	buf_init(&text);
	html_add_text(&text, t, i);
	s = span_trim(buf_span(&text));
	found = s.len > 2 && s.data[0] == '[' && s.data[s.len - 1] == ']';
	buf_release(&text);
	return found;
}

bool html_is_raised(const struct html_tree *t, size_t i)
{
	size_t k = i;

	for (int up = 0; up < PROMOTE_MAX && k != HTML_NONE && !html_is_block(html_tag(t, k)); up++, k = t->nodes[k].parent)
		if (html_is(t, k, GUMBO_TAG_SUP))
			return true;
	for (k = i + 1; k < t->nodes[i].end && k < i + NEAR_NODES; k++)
		if (html_is(t, k, GUMBO_TAG_SUP) && t->nodes[k].text == t->nodes[i].text)
			return true;
	return false;
}

static bool is_reference(const struct html_tree *t, size_t i)
{
	return html_word(t, i, "role", reference_words) || html_word(t, i, "epub:type", reference_words) ||
	       html_word(t, i, "class", reference_words) || html_word(t, i, "rel", reference_words);
}

static bool is_heading(GumboTag tag)
{
	return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

static size_t first_block_after(const struct html_tree *t, size_t i, size_t end)
{
	for (i = t->nodes[i].end; i < end; i++)
		if (html_is_block(html_tag(t, i)))
			return i;
	return HTML_NONE;
}

/* The block that a target stands for: itself, what it is in, the row of its cell, or what follows an empty anchor. */
static size_t note_block(const struct html_tree *t, size_t target)
{
	size_t block = html_block(t, target), after;

	if (html_is(t, block, GUMBO_TAG_TD) || html_is(t, block, GUMBO_TAG_TH))
		return t->nodes[block].parent;
	if (block == target || t->nodes[target].text != 0)
		return block;
	after = first_block_after(t, target, t->nodes[block].end);
	return after == HTML_NONE ? block : after;
}

/* Whether a link in a block leads to the place of node i. */
static bool leads_back(const struct html_tree *t, size_t block, size_t i)
{
	size_t end = t->nodes[block].end;

	for (size_t k = block; k < end && k < block + NEAR_NODES; k++) {
		size_t to;

		if (!html_is(t, k, GUMBO_TAG_A))
			continue;
		to = html_target(t, html_attribute(t, k, "href"));
		if (to != HTML_NONE && to < block && (to == i || html_block(t, to) == html_block(t, i)))
			return true;
	}
	return false;
}

/* ---- noting them ---- */

size_t html_add_note(struct html_notes *n, struct span label, size_t target, size_t call)
{
	struct html_note *note;

	ARRAY_GROW(n->notes, n->count, n->cap);
	note = &n->notes[n->count];
	*note = (struct html_note){pool_span(&n->pool, label), target, HTML_NONE, HTML_NONE, call};
	if (target != HTML_NONE)
		n->tree->nodes[target].note = n->count;
	return n->count++;
}

/* The outermost element that holds nothing but the call becomes it. */
void html_set_call(struct html_tree *t, size_t i, size_t note)
{
	struct buf a, b;
	struct span label;

	buf_init(&a);
	buf_init(&b);
	label = html_label_of(t, i, &a);
	for (int up = 0; up < PROMOTE_MAX; up++) {
		size_t parent = t->nodes[i].parent;

		if (parent == HTML_NONE || html_is_block(html_tag(t, parent)) || !span_eq(html_label_of(t, parent, &b), label))
			break;
		i = parent;
	}
	t->nodes[i].call = note;
	buf_release(&a);
	buf_release(&b);
}

static void try_link(struct html_notes *n, size_t i, struct buf *scratch)
{
	struct html_tree *t = n->tree;
	struct span href = html_attribute(t, i, "href"), label;
	size_t target, block;
	bool sure;

	if (href.len < 2 || href.data[0] != '#')
		return;
	label = html_label_of(t, i, scratch);
	if (label.len == 0)
		return;
	target = html_target(t, href);
	sure = html_is_raised(t, i) || is_reference(t, i);
	if (target == HTML_NONE) {
		if (sure)
			html_set_call(t, i, html_add_note(n, label, HTML_NONE, i));
		return;
	}
	if (target <= i)
		return;
	block = note_block(t, target);
	if (block <= i || is_heading(html_tag(t, block)) || (!sure && !in_brackets(t, i) && !leads_back(t, block, i)))
		return;
	if (t->nodes[target].note == HTML_NONE)
		html_add_note(n, label, target, i);
	html_set_call(t, i, t->nodes[target].note);
}

/* Whether nothing but white space stands in the block before the node, and something after it. */
static bool begins_block(const struct html_tree *t, size_t i)
{
	size_t block = html_block(t, i);

	for (size_t k = block; k < i; k++)
		if (html_text(t, k).len != 0 && t->nodes[k].text != 0)
			return false;
	return t->nodes[block].text > t->nodes[i].text;
}

static struct span text_before(const struct html_tree *t, size_t i)
{
	size_t block = html_block(t, i);

	while (i-- > block)
		if (html_text(t, i).len != 0)
			return html_text(t, i);
	return span_make("", 0);
}

/* 10⁶, m² */
bool html_is_exponent(const struct html_tree *t, size_t i)
{
	return raised_is_power(text_before(t, i));
}

bool html_has_call(const struct html_tree *t, size_t i)
{
	for (size_t k = i; k < t->nodes[i].end; k++)
		if (t->nodes[k].call != HTML_NONE || (html_is(t, k, GUMBO_TAG_A) && html_has(t, k, "href")))
			return true;
	return t->nodes[i].parent != HTML_NONE && (t->nodes[t->nodes[i].parent].call != HTML_NONE ||
	       (html_is(t, t->nodes[i].parent, GUMBO_TAG_A) && html_has(t, t->nodes[i].parent, "href")));
}

/* From the end back, so that a call meets the nearest note below it. */
static void find_raised(struct html_notes *n)
{
	struct html_tree *t = n->tree;
	struct strmap below; /* label → 1 + node of the raised number that begins a block */
	struct buf scratch;

	strmap_init(&below);
	buf_init(&scratch);
	for (size_t i = t->count; i-- > 0;) {
		struct span label;
		uint32_t *place;

		if (!html_is(t, i, GUMBO_TAG_SUP))
			continue;
		label = html_label_of(t, i, &scratch);
		if (label.len == 0 || html_has_call(t, i))
			continue;
		if (begins_block(t, i)) {
			*strmap_put(&below, label, NULL) = (uint32_t)i + 1;
			continue;
		}
		place = strmap_get(&below, label);
		if (place == NULL || html_is_exponent(t, i))
			continue;
		if (t->nodes[*place - 1].note == HTML_NONE)
			html_add_note(n, label, *place - 1, i);
		html_set_call(t, i, t->nodes[*place - 1].note);
	}
	buf_release(&scratch);
	strmap_release(&below);
}

/* ---- where each note begins and ends ---- */

static bool begins_at(const struct html_tree *t, size_t block, size_t target)
{
	size_t before = 0;

	for (size_t k = block; k < target; k++)
		if (html_text(t, k).len != 0)
			before += t->nodes[k].text;
	return before <= NOTE_LABEL_MAX;
}

/* "ftn3", "sdfootnote3": the element of note 3, with all its paragraphs; otherwise the block itself. */
static size_t whole_note(const struct html_tree *t, size_t block, struct span label)
{
	size_t up = t->nodes[block].parent;
	struct span id = up == HTML_NONE ? span_make("", 0) : html_attribute(t, up, "id");

	if (id.len <= label.len || memcmp(id.data + id.len - label.len, label.data, label.len) != 0 ||
	    (id.data[id.len - label.len - 1] >= '0' && id.data[id.len - label.len - 1] <= '9'))
		return block;
	for (size_t k = up + 1; k < block; k++)
		if (html_text(t, k).len != 0 && t->nodes[k].text != 0)
			return block;
	return up;
}

static void place_notes(struct html_notes *n)
{
	struct html_tree *t = n->tree;
	uint32_t *held = mem_zalloc(t->count * sizeof *held); /* notes of each block */

	for (size_t i = 0; i < n->count; i++)
		if (n->notes[i].target != HTML_NONE)
			held[whole_note(t, note_block(t, n->notes[i].target), n->notes[i].label)]++;
	for (size_t i = 0; i < n->count; i++) {
		struct html_note *note = &n->notes[i];
		size_t block, up;

		if (note->target == HTML_NONE)
			continue;
		block = whole_note(t, note_block(t, note->target), note->label);
		t->nodes[note->target].note = HTML_NONE;
		note->start = held[block] == 1 && (block >= note->target || begins_at(t, block, note->target)) ? block : note->target;
		note->end = t->nodes[block].end;
		for (up = note->start; up != HTML_NONE && !t->nodes[up].notes; up = t->nodes[up].parent)
			t->nodes[up].notes = true;
	}
	for (size_t i = 0; i < n->count; i++)
		if (n->notes[i].target != HTML_NONE)
			t->nodes[n->notes[i].start].note = i;
	free(held);
}

void html_notes_find(struct html_notes *n, struct html_tree *t)
{
	struct buf scratch;

	*n = (struct html_notes){.tree = t};
	pool_init(&n->pool);
	buf_init(&scratch);
	for (size_t i = 0; i < t->count; i++)
		if (html_is(t, i, GUMBO_TAG_A))
			try_link(n, i, &scratch);
	html_ruled_find(n);
	find_raised(n);
	place_notes(n);
	buf_release(&scratch);
}

void html_notes_release(struct html_notes *n)
{
	free(n->notes);
	pool_release(&n->pool);
}

static bool calls_near(const struct html_tree *t, size_t at, size_t note)
{
	for (size_t k = at; k < t->nodes[at].end && k < at + NEAR_NODES; k++)
		if (t->nodes[k].call == note)
			return true;
	return false;
}

bool html_is_way_back(const struct html_notes *n, size_t i, size_t note)
{
	const struct html_tree *t = n->tree;
	size_t to;

	if (!html_is(t, i, GUMBO_TAG_A) || t->nodes[i].text > NOTE_LABEL_MAX * 3)
		return false;
	to = html_target(t, html_attribute(t, i, "href"));
	if (to == HTML_NONE || to >= i)
		return false;
	for (; to != HTML_NONE; to = t->nodes[to].parent) {
		if (calls_near(t, to, note) || html_block(t, n->notes[note].call) == to)
			return true;
		if (html_is_block(html_tag(t, to)))
			break;
	}
	return false;
}
