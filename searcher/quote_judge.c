#include "searcher/quote_describe.h"

#include "text/fold.h"

#define NEAR_EDITS_PART 3  /* changed words that a quotation may have: one in three, */
#define NEAR_EDITS_MIN 1   /* but one at least, */
#define NEAR_WORDS_MIN 3   /* of a quotation of three words or more */
#define NEAR_CONTENT_PART 2 /* half of the words that are no stop words must be there */

bool quote_is_word(const struct atom *a)
{
	return a->kind == ATOM_WORD && !(a->flags & (ATOM_OPTIONAL | ATOM_CALL));
}

static bool is_same_word(const struct quote_match *m, const struct step *s)
{
	return s->kind == STEP_SAME && quote_is_word(&m->said->atoms[s->said]) &&
	       quote_is_word(&m->window->wording.atoms[s->source]);
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
	return s->kind == STEP_LEFT_OUT && quote_is_word(&m->window->wording.atoms[s->source]);
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
bool quote_leaves_out_too_much(const struct quote_match *m)
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
		if (s->kind != STEP_LEFT_OUT && s->said_count != 0 && quote_is_word(&m->said->atoms[s->said]))
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
		if (!quote_is_word(&m->said->atoms[i]))
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

int64_t quote_near_most(const struct wording *said)
{
	size_t words = 0, edits;

	for (size_t i = 0; i < said->count; i++)
		words += quote_is_word(&said->atoms[i]);
	if (words < NEAR_WORDS_MIN)
		return COMPARE_WORD - 1;
	edits = words / NEAR_EDITS_PART;
	return (int64_t)(edits < NEAR_EDITS_MIN ? NEAR_EDITS_MIN : edits) * COMPARE_WORD + COMPARE_WORD / 2;
}

bool quote_is_near(const struct quote_match *m)
{
	struct words w = count_words(m);

	if (m->comparison->cost > quote_near_most(m->said) || w.same == 0)
		return false;
	if (w.all < NEAR_WORDS_MIN)
		return true;
	return m->comparison->cost <= COMPARE_WORD * 3 / 2 || NEAR_CONTENT_PART * w.same_content >= w.content;
}

bool quote_is_verbatim(const struct quote_match *m)
{
	const struct comparison *c = m->comparison;
	bool same = false;

	for (size_t i = 0; i < c->count && !same; i++)
		same = is_same_word(m, &c->steps[i]);
	return same && c->cost == 0 && !quote_leaves_out_too_much(m);
}
