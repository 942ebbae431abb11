#include "text/sentences.h"

#include "text/gap.h"
#include "text/utf8.h"
#include "text/words.h"

#define CLOSERS_MAX 24 /* quotation marks and brackets after a terminator that are looked past */

static size_t skip_spaces_back(struct span s, size_t at, size_t floor)
{
	while (at > floor && utf8_is_space(utf8_peek_before(s, at)))
		at = utf8_before(s, at);
	return at;
}

static bool is_closer(int32_t cp)
{
	return utf8_is_one_of(cp, ")]}>\"'”’“‘»›«‹」』）】*_");
}

struct splitter {
	struct gap gap; /* the one after the ink read so far */
	size_t depth;   /* of open brackets in the sentence so far */
	struct range *sentences;
	size_t count, cap;
};

static size_t count_feeds(const struct gap *gap)
{
	size_t feeds = 0;
	int32_t cp;

	for (size_t at = gap->left; at < gap->right;) {
		at += utf8_decode(gap->text, at, &cp);
		if (cp == '\n' || cp == '\r' || cp == 0x85 || cp == 0x2028)
			feeds += !(cp == '\n' && utf8_peek_before(gap->text, at - 1) == '\r');
		feeds += cp == 0x2029 ? 2 : 0;
	}
	return feeds;
}

static void find_terminator(struct gap *gap)
{
	gap->ended = gap->left;
	while (gap->ended > gap->start && gap->left - gap->ended < CLOSERS_MAX &&
	       is_closer(utf8_peek_before(gap->text, gap->ended)))
		gap->ended = utf8_before(gap->text, gap->ended);
}

static void count_brackets(struct splitter *sp, struct range segment)
{
	for (size_t at = segment.start; at < segment.end; at++) {
		char c = sp->gap.text.data[at];

		if (c == '(' || c == '[') {
			if (sp->depth++ == 0)
				sp->gap.bracket = at;
		} else if ((c == ')' || c == ']') && sp->depth > 0) {
			if (--sp->depth == 0)
				sp->gap.bracket = SIZE_MAX;
		}
	}
}

static void end_sentence(struct splitter *sp)
{
	ARRAY_GROW(sp->sentences, sp->count, sp->cap);
	sp->sentences[sp->count].start = sp->gap.start;
	sp->sentences[sp->count++].end = sp->gap.left;
	sp->depth = 0;
	sp->gap.bracket = SIZE_MAX;
}

/* Whether a closing bracket is at `at`, or a quotation mark that no word follows. */
static bool is_closer_at(struct span s, size_t at, size_t *past)
{
	int32_t cp, next;

	*past = at + utf8_decode(s, at, &cp);
	if (utf8_is_one_of(cp, ")]}）】」』"))
		return true;
	next = utf8_peek(s, *past);
	return utf8_is_one_of(cp, "\"'”’“»›") &&
	       (next == 0 || utf8_is_space(next) || utf8_is_one_of(next, ",;:.!?)]"));
}

/* UAX #29 parts « Non. » before the closing mark: moves it to the left side of the gap. */
static void move_closers(struct gap *gap, size_t end)
{
	size_t past;

	while (gap->right < end && is_closer_at(gap->text, gap->right, &past)) {
		gap->left = gap->right = past;
		while (gap->right < end && utf8_is_space(utf8_peek(gap->text, gap->right)))
			gap->right += utf8_decode(gap->text, gap->right, &(int32_t){0});
	}
}

/* Takes the next segment of UAX #29 that has ink, white space trimmed; not the text's first. */
static void take_segment(struct splitter *sp, struct range segment)
{
	struct gap *gap = &sp->gap;

	gap->right = segment.start;
	find_terminator(gap);
	gap->feeds = count_feeds(gap);
	move_closers(gap, segment.end);
	count_brackets(sp, (struct range){segment.start, gap->right});
	if (gap->right < segment.end && gap_is_sentence_end(gap)) {
		end_sentence(sp);
		gap->start = gap->right;
	}
	count_brackets(sp, (struct range){gap->right, segment.end});
	gap->left = segment.end;
}

static struct range trim(struct span s, struct range r)
{
	while (r.start < r.end && utf8_is_space(utf8_peek(s, r.start)))
		r.start += utf8_decode(s, r.start, &(int32_t){0});
	r.end = skip_spaces_back(s, r.end, r.start);
	return r;
}

static void take_first(struct splitter *sp, struct range segment)
{
	sp->gap.start = segment.start;
	sp->gap.left = segment.end;
	count_brackets(sp, segment);
}

size_t sentences_find(struct span text, const struct language *lang, const struct lists *lists,
                      struct range **out)
{
	struct splitter sp = {.gap = {.text = text, .lang = lang, .lists = lists, .bracket = SIZE_MAX}};

	for (size_t at = 0, end; at < text.len; at = end) {
		struct range segment;

		end = sentence_end(text, at);
		segment = trim(text, (struct range){at, end});
		if (segment.start == segment.end)
			continue;
		if (sp.gap.left == 0)
			take_first(&sp, segment);
		else
			take_segment(&sp, segment);
	}
	if (sp.gap.left != 0)
		end_sentence(&sp);
	*out = sp.sentences;
	return sp.count;
}
