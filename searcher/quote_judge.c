#include "searcher/quote_judge.h"

#include "render/passage_text.h"
#include "searcher/negation.h"
#include "store/sha256.h"
#include "text/fold.h"
#include "text/words.h"

#include <stdlib.h>

#define NEAR_EDITS_PART 3  /* changed words that a quotation may have: one in three, */
#define NEAR_EDITS_MIN 1   /* but one at least, */
#define NEAR_WORDS_MIN 3   /* of a quotation of three words or more */
#define NEAR_CONTENT_PART 2 /* half of the words that are no stop words must be there */
#define GOES_ON_WORDS 6    /* shown of how a sentence goes on */
#define PASSAGE_MARK " ¶ " /* between passages in a text that is shown */

/* Atoms [first, end) of one side. */
struct atoms {
	size_t first, end;
};

/* ---- Counting ---- */

static bool is_word(const struct atom *a)
{
	return a->kind == ATOM_WORD && !(a->flags & (ATOM_OPTIONAL | ATOM_CALL));
}

static bool is_same_word(const struct quote_match *m, const struct step *s)
{
	return s->kind == STEP_SAME && is_word(&m->said->atoms[s->said]) &&
	       is_word(&m->window->wording.atoms[s->source]);
}

/* Whether the quotation's next atom is an ellipsis, or there is none. */
static bool is_segment_end(const struct quote_match *m, size_t step)
{
	const struct step *s = &m->comparison->steps[step];
	size_t next = s->said + s->said_count;

	return next >= m->said->count || m->said->atoms[next].kind == ATOM_GAP;
}

static bool is_left_out(const struct quote_match *m, const struct step *s)
{
	return s->kind == STEP_LEFT_OUT && is_word(&m->window->wording.atoms[s->source]);
}

size_t quote_left_out(const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	size_t count = 0;

	for (size_t i = 0; i < c->count; i++)
		count += is_left_out(m, &c->steps[i]);
	return count;
}

/* Whether two words would be said to be a quotation of a whole page: an omission is measured by what holds it. */
static bool leaves_out_too_much(const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	size_t before = 0, left_out = 0, after = 0, all = 0;

	for (size_t i = 0; i < c->count; i++) {
		const struct step *s = &c->steps[i];

		if (is_left_out(m, s) && after != 0) {
			before = after;
			left_out = after = 0;
		}
		left_out += is_left_out(m, s);
		all += is_left_out(m, s);
		if (s->kind != STEP_LEFT_OUT && s->said_count != 0 && is_word(&m->said->atoms[s->said]))
			*(left_out == 0 ? &before : &after) += 1;
		if (left_out > QUOTE_LEFT_OUT_EACH * before || all > QUOTE_LEFT_OUT_MAX)
			return true;
		if (left_out != 0 && after != 0 && is_segment_end(m, i) && left_out > QUOTE_LEFT_OUT_EACH * after)
			return true;
	}
	return false;
}

static bool is_stop(const struct quote_match *m, const struct atom *said)
{
	const struct language *language = m->window->hits[0].language;
	struct buf folded;
	bool stop;

	buf_init(&folded);
	fold_word(&folded, wordbook_text(m->book, said->text), language);
	stop = lists_is_stop(m->library->lists, language, buf_span(&folded));
	buf_release(&folded);
	return stop;
}

struct words {
	size_t all, same, content, same_content;
};

static struct words count_words(const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	struct words w = {0, 0, 0, 0};

	for (size_t i = 0; i < m->said->count; i++) {
		if (!is_word(&m->said->atoms[i]))
			continue;
		w.all++;
		w.content += !is_stop(m, &m->said->atoms[i]);
	}
	for (size_t i = 0; i < c->count; i++) {
		if (!is_same_word(m, &c->steps[i]))
			continue;
		w.same += c->steps[i].said_count;
		w.same_content += !is_stop(m, &m->said->atoms[c->steps[i].said]);
	}
	return w;
}

bool quote_is_near(const struct quote_match *m)
{
	struct words w = count_words(m);
	size_t edits = w.all / NEAR_EDITS_PART;
	int64_t most = (int64_t)(edits < NEAR_EDITS_MIN ? NEAR_EDITS_MIN : edits) * COMPARE_WORD + COMPARE_WORD / 2;

	if (w.all < NEAR_WORDS_MIN)
		return m->comparison->cost < COMPARE_WORD && w.same != 0;
	if (m->comparison->cost > most || w.same == 0)
		return false;
	return m->comparison->cost <= COMPARE_WORD * 3 / 2 || NEAR_CONTENT_PART * w.same_content >= w.content;
}

bool quote_is_verbatim(const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	bool same = false;

	for (size_t i = 0; i < c->count && !same; i++)
		same = is_same_word(m, &c->steps[i]);
	return same && c->cost == 0 && !leaves_out_too_much(m);
}

/* ---- Texts ---- */

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

static struct span said_text(struct pool *pool, const struct quote_match *m, struct atoms a)
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
static size_t parts_of(const struct quote_match *m, struct atoms a, struct quote_part *parts)
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

static struct quote_part *parts_new(const struct quote_match *m)
{
	return mem_alloc((m->window->count + 1) * sizeof(struct quote_part));
}

static struct span source_text(struct pool *pool, const struct quote_match *m, struct atoms a)
{
	struct quote_part *parts = parts_new(m);
	size_t count = parts_of(m, a, parts);
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

static void add_ranges(struct range **out, size_t *count, const struct quote_part *part)
{
	struct range *ranges = NULL;
	size_t more = hit_ranges(part->hit, part->at, &ranges);

	*out = mem_realloc(*out, (*count + more + 1) * sizeof **out);
	memcpy(*out + *count, ranges, more * sizeof **out);
	*count += more;
	free(ranges);
}

static size_t source_ranges(const struct quote_match *m, struct atoms a, struct range **out)
{
	struct quote_part *parts = parts_new(m);
	size_t count = parts_of(m, a, parts), ranges = 0;

	*out = NULL;
	for (size_t i = 0; i < count; i++)
		add_ranges(out, &ranges, &parts[i]);
	free(parts);
	return ranges;
}

static size_t negations(struct span text)
{
	size_t count = 0;

	for (size_t at = 0, end; at < text.len; at = end) {
		end = word_end(text, at);
		count += is_negation(span_make(text.data + at, end - at));
	}
	return count;
}

/* ---- Differences ---- */

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

static struct atoms source_atoms(const struct comparison *c, size_t first, size_t end)
{
	return (struct atoms){c->steps[first].source, c->steps[end - 1].source + c->steps[end - 1].source_count};
}

/* With one word more on each side. */
static struct atoms widened(struct atoms a, const struct atom *atoms, size_t count)
{
	bool word = false;

	while (a.first > 0 && !word)
		word = is_word(&atoms[--a.first]);
	for (word = false; a.end < count && !word; a.end++)
		word = is_word(&atoms[a.end]);
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

static bool has_word(const struct atom *atoms, struct atoms a)
{
	for (size_t i = a.first; i < a.end; i++)
		if (is_word(&atoms[i]))
			return true;
	return false;
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
	bool said_words = has_word(m->said->atoms, said);
	bool source_words = has_word(m->window->wording.atoms, source);

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

static void set_difference(struct quote_result *r, const struct quote_match *m, const char *kind,
                           struct atoms said, struct atoms source)
{
	struct quote_difference *d = new_difference(r, kind);
	struct atoms said_near = widened(said, m->said->atoms, m->said->count);
	struct atoms source_near = widened_source(m, source);

	d->said = said_text(&r->pool, m, said);
	d->source = source_text(&r->pool, m, source);
	d->said_near = said_text(&r->pool, m, said_near);
	d->source_near = source_text(&r->pool, m, source_near);
	said_near.end = said.end;
	source_near.end = source.end;
	d->said_start = said_text(&r->pool, m, said_near).len - d->said.len;
	d->source_start = source_text(&r->pool, m, source_near).len - d->source.len;
	if (said.first < said.end)
		d->said_at = (struct range){m->said->atoms[said.first].at.start, m->said->atoms[said.end - 1].at.end};
	else
		d->said_at.start = d->said_at.end =
			said.first < m->said->count ? m->said->atoms[said.first].at.start : m->quotation.len;
	source_near = widened_source(m, source);
	d->range_count = source_ranges(m, d->source.len != 0 ? source : source_near, &d->ranges);
	d->negation = negations(d->said_near) != negations(d->source_near);
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
		source = source_atoms(c, first, first + 1);
		source.first -= source.first < 2 ? source.first : 2;
	} else {
		said = said_atoms(c, last, last + 1);
		source = source_atoms(c, last, last + 1);
		source.end += m->window->wording.count - source.end < 2 ? m->window->wording.count - source.end : 2;
	}
	set_difference(r, m, "cut", said, source);
}

static void add_differences(struct quote_result *r, const struct quote_match *m)
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
		source = source_atoms(c, i, end);
		set_difference(r, m, kind_of(m, i, end, said, source), said, source);
	}
	if (c->cut_after)
		add_cut(r, m, false);
	if (leaves_out_too_much(m))
		new_difference(r, "too much left out");
}

/* ---- Omissions ---- */

static void add_omission(struct quote_result *r, const struct quote_match *m, struct atoms source)
{
	struct quote_omission *o;

	if (!has_word(m->window->wording.atoms, source))
		return;
	r->omissions = mem_realloc(r->omissions, (r->omission_count + 1) * sizeof *r->omissions);
	o = &r->omissions[r->omission_count++];
	o->text = source_text(&r->pool, m, source);
	o->range_count = source_ranges(m, source, &o->ranges);
	o->negation = negations(o->text) != 0;
	r->negation |= o->negation;
}

static size_t left_out_end(const struct comparison *c, size_t i)
{
	while (i < c->count && c->steps[i].kind == STEP_LEFT_OUT)
		i++;
	return i;
}

static void add_omissions(struct quote_result *r, const struct quote_match *m)
{
	const struct comparison *c = m->comparison;

	for (size_t i = 0, end; i < c->count; i = end) {
		end = left_out_end(c, i);
		if (end > i)
			add_omission(r, m, source_atoms(c, i, end));
		else
			end = i + 1;
	}
}

/* ---- The quoted bytes ---- */

static void add_bytes(struct buf *bytes, const struct quote_part *part)
{
	const struct record *record = &part->hit->record;
	struct range *ranges = NULL;
	size_t count = hit_ranges(part->hit, part->at, &ranges);

	for (size_t i = 0; i < count; i++) {
		size_t start = passage_offset(record, ranges[i].start);

		buf_add(bytes, record->bytes.data + start, passage_offset(record, ranges[i].end - 1) + 1 - start);
	}
	free(ranges);
}

/* Adds the parts of one stretch without omissions. */
static void add_stretch(struct quote_result *r, const struct quote_match *m, struct atoms source,
                        struct buf *bytes, struct buf *text)
{
	struct quote_part *parts = parts_new(m);
	size_t count = parts_of(m, source, parts);

	r->parts = mem_realloc(r->parts, (r->part_count + count + 1) * sizeof *r->parts);
	for (size_t i = 0; i < count; i++) {
		if (text->len != 0)
			buf_add_str(text, i == 0 ? READING_JOIN : PASSAGE_MARK);
		reading_show(text, &parts[i].hit->reading, parts[i].at);
		add_bytes(bytes, &parts[i]);
		add_ranges(&r->ranges, &r->range_count, &parts[i]);
		r->parts[r->part_count++] = parts[i];
	}
	free(parts);
}

static void add_place(struct quote_result *r, const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	struct buf bytes, text;

	buf_init(&bytes);
	buf_init(&text);
	for (size_t i = 0, end; i < c->count; i = end) {
		for (end = i; end < c->count && c->steps[end].kind != STEP_LEFT_OUT;)
			end++;
		if (end > i)
			add_stretch(r, m, source_atoms(c, i, end), &bytes, &text);
		end = left_out_end(c, end);
	}
	sha256_hex(r->sha256, buf_span(&bytes));
	r->text = pool_span(&r->pool, buf_span(&text));
	buf_release(&bytes);
	buf_release(&text);
}

/* ---- What stands beside it ---- */

static bool ends_clause(const struct quote_match *m, size_t i)
{
	const struct atom *a = &m->window->wording.atoms[i];
	struct span text = wordbook_text(m->book, a->text);

	return a->kind == ATOM_GAP ||
	       (a->kind == ATOM_MARK && text.len == 1 && strchr(".;:!?", text.data[0]) != NULL);
}

/* A negation among the last words before the quotation, in its clause. */
static void add_before(struct quote_result *r, const struct quote_match *m, size_t first)
{
	struct atoms near = {first, first};
	size_t words = 0;

	while (near.first > 0 && words < NEGATION_AFTER &&
	       m->window->passage[near.first - 1] == m->window->passage[first] &&
	       !ends_clause(m, near.first - 1)) {
		words += is_word(&m->window->wording.atoms[--near.first]);
		if (negations(source_text(&r->pool, m, near)) != 0) {
			near.end = first + 1;
			r->beside = source_text(&r->pool, m, near);
			return;
		}
	}
}

/* A negation that follows the quotation at once. */
static void add_after(struct quote_result *r, const struct quote_match *m, size_t end)
{
	const struct wording *all = &m->window->wording;
	struct atoms near = {end - 1, end + 1};

	if (r->beside.len != 0 || end >= all->count || m->window->passage[end] != m->window->passage[end - 1] ||
	    !is_word(&all->atoms[end]))
		return;
	while (near.end < all->count && all->atoms[near.end].flags & ATOM_LINK && near.end + 1 < all->count)
		near.end += 2; /* aren't */
	if (negations(source_text(&r->pool, m, (struct atoms){end, near.end})) != 0)
		r->beside = source_text(&r->pool, m, near);
}

static bool is_stop_mark(const struct quote_match *m, const struct atom *a)
{
	return a->kind == ATOM_MARK && span_eq_str(wordbook_text(m->book, a->text), ".");
}

/* Whether the quotation ends with a full stop that the source has not there. */
static bool ends_with_own_stop(const struct quote_match *m)
{
	const struct comparison *c = m->comparison;

	for (size_t i = c->count; i > 0 && c->steps[i - 1].kind == STEP_FREE; i--)
		if (c->steps[i - 1].said_count == 1 && is_stop_mark(m, &m->said->atoms[c->steps[i - 1].said]))
			return true;
	return false;
}

/* How the sentence goes on in its passage. */
static void add_goes_on(struct quote_result *r, const struct quote_match *m, size_t end)
{
	const struct wording *all = &m->window->wording;
	struct atoms rest = {end, end};
	size_t words = 0;

	if (!ends_with_own_stop(m))
		return;
	while (rest.end < all->count && words < GOES_ON_WORDS && !is_stop_mark(m, &all->atoms[rest.end]) &&
	       m->window->passage[rest.end] == m->window->passage[end - 1])
		words += is_word(&all->atoms[rest.end++]);
	if (words != 0)
		r->goes_on = source_text(&r->pool, m, rest);
}

static void add_beside(struct quote_result *r, const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	size_t first = c->steps[0].source;
	size_t end = c->steps[c->count - 1].source + c->steps[c->count - 1].source_count;

	add_before(r, m, first);
	add_after(r, m, end);
	add_goes_on(r, m, end);
}

void quote_describe(struct quote_result *r, const struct quote_match *m)
{
	add_place(r, m);
	add_differences(r, m);
	add_omissions(r, m);
	add_beside(r, m);
}
