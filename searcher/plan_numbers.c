/*
 * plan_numbers.c: a number means something only with the word beside it: "17 May 2016", "15 days", "40 lashes"; and the
 * digits of a large one stand in groups as its language has them: 12,500, 12.500, 12 500.
 */
#include "searcher/planner.h"

#include "searcher/weights.h"
#include "text/utf8.h"

#define GROUP 3          /* digits of a group */
#define DIGITS_MOST 15   /* of a number that is read */
#define UNPARTED_LEAST 5 /* digits of a number without groups: with four it may be a year */

/* What parts groups. */
static const char *const parting[] = {"", ",", ".", " ", "'", "’"};

#define UNPARTED 0
#define PARTINGS (sizeof parting / sizeof *parting)
#define WRITTEN (PARTINGS - 1) /* without what folds to the one before */

static bool is_letter_or_digit(int32_t cp)
{
	return utf8_is_letter(cp) || utf8_is_digit(cp);
}

/* ---- how a large number is written ---- */

static size_t count_digits(struct span word)
{
	size_t n = 0;

	while (n < word.len && word.data[n] >= '0' && word.data[n] <= '9')
		n++;
	return n;
}

static struct span past(struct span word, size_t at)
{
	return span_make(word.data + at, word.len - at);
}

/* The word without the marks and signs around it: "(12,500)", "€12,500", "500?". */
static struct span bare(struct span word)
{
	int32_t cp;

	while (word.len != 0 && !is_letter_or_digit(utf8_peek(word, 0)))
		word = past(word, utf8_decode(word, 0, &cp));
	while (word.len != 0 && !is_letter_or_digit(utf8_peek_before(word, word.len)))
		word.len = utf8_before(word, word.len);
	return word;
}

/* Appends the first group's digits, the first not 0; false: it is none. */
static bool first_group(struct buf *digits, struct span word)
{
	size_t n = count_digits(word);

	if (n == 0 || n > GROUP || word.data[0] == '0')
		return false;
	buf_add(digits, word.data, n);
	return true;
}

/* The digits of "12,500", all groups parted by the same mark, or of "12500"; false: the word is something else. */
static bool read_word(struct buf *digits, struct span word)
{
	size_t n = count_digits(word);

	if (n == word.len && n >= UNPARTED_LEAST && n <= DIGITS_MOST && word.data[0] != '0') {
		buf_add_span(digits, word);
		return true;
	}
	for (size_t i = UNPARTED + 1; i < PARTINGS; i++) {
		size_t mark = strlen(parting[i]), at = n;

		buf_clear(digits);
		if (!first_group(digits, word) || !span_starts(past(word, at), parting[i]))
			continue;
		while (span_starts(past(word, at), parting[i]) && count_digits(past(word, at + mark)) == GROUP) {
			buf_add(digits, word.data + at + mark, GROUP);
			at += mark + GROUP;
		}
		if (at == word.len)
			return digits->len <= DIGITS_MOST;
	}
	return false;
}

/* Adds the other ways to write the number. */
static void add_forms(struct planner *pl, struct leaf *leaf, struct span digits)
{
	struct buf form;

	buf_init(&form);
	for (size_t i = UNPARTED; i < WRITTEN; i++) {
		buf_clear(&form);
		for (size_t at = 0; at < digits.len; at++) {
			buf_add_str(&form, at != 0 && (digits.len - at) % GROUP == 0 ? parting[i] : "");
			buf_add_char(&form, digits.data[at]);
		}
		leaf_add_written(pl, leaf, buf_span(&form));
	}
	buf_release(&form);
}

void leaf_add_numbers(struct planner *pl, struct leaf *leaf)
{
	struct span typed = bare(leaf->text);
	struct buf digits;

	if (pl->options->exact || typed.len <= GROUP || typed.data[0] < '1' || typed.data[0] > '9')
		return;
	buf_init(&digits);
	if (read_word(&digits, typed))
		add_forms(pl, leaf, buf_span(&digits));
	buf_release(&digits);
}

/* ---- beside other words ---- */

static bool is_number(struct span word)
{
	return utf8_holds(word, utf8_is_digit) && !utf8_holds(word, utf8_is_letter);
}

/* Whether the run's word is one to be found by: no stop word, and no part of a provision or name. */
static bool is_plain(const struct planner *pl, const struct run *run, size_t i)
{
	const struct leaf *leaf = &pl->plan->leaves[run->leaves[i]];

	return !leaf->stop && leaf->cover == 0;
}

/* Whether the words go on over the space between them: not "Vol. 18, 533" or "21 (1978)". */
static bool goes_on(struct span first, struct span second)
{
	return first.len != 0 && is_letter_or_digit(utf8_peek(first, utf8_before(first, first.len))) &&
	       is_letter_or_digit(utf8_peek(second, 0));
}

static bool is_pair(const struct planner *pl, const struct run *run, size_t i)
{
	return (is_number(run->words[i]) || is_number(run->words[i + 1])) && span_trim(run->before[i + 1]).len == 0 &&
	       goes_on(run->words[i], run->words[i + 1]) && is_plain(pl, run, i) && is_plain(pl, run, i + 1);
}

/* The passages in which the two stand side by side as typed. */
static struct xap_query *pair_query(struct planner *pl, struct span first, struct span second)
{
	struct node phrase = {.kind = NODE_PHRASE};
	struct xap_query *query = NULL;
	struct leaf leaf;
	struct buf typed;

	buf_init(&typed);
	buf_add_span(&typed, first);
	buf_add_char(&typed, ' ');
	buf_add_span(&typed, second);
	phrase.text = pool_span(&pl->plan->pool, buf_span(&typed));
	buf_release(&typed);
	if (leaf_read(pl, &phrase, &leaf) && leaf.variants[0].word_count > 1) {
		leaf.count = 1;
		query = scaled(strict_query(pl, &leaf), WEIGHT_BESIDE_NUMBER);
		planner_part(pl, phrase.text, "side by side", query);
	}
	return query;
}

/* "12 500" from word i on: how many words, and their digits; 0: it is no number in groups. */
static size_t read_groups(const struct planner *pl, const struct run *run, size_t i, struct buf *digits)
{
	size_t words = 1;
	struct span word = bare(run->words[i]);

	buf_clear(digits);
	if (!first_group(digits, word) || digits->len != word.len)
		return 0;
	for (; i + words < run->count && span_trim(run->before[i + words]).len == 0 && goes_on(run->words[i + words - 1], run->words[i + words]);
	     words++) {
		word = bare(run->words[i + words]);
		if (word.len != GROUP || count_digits(word) != GROUP)
			break;
		buf_add_span(digits, word);
	}
	return words > 1 && run_is_free(pl, run, i, words) ? words : 0;
}

static struct part grouped_part(struct planner *pl, const struct run *run, size_t first, size_t count, struct span digits)
{
	struct leaf leaf;

	if (!leaf_of_run(pl, run, first, count, &leaf))
		return (struct part){0};
	add_forms(pl, &leaf, digits);
	return planner_figure_part(pl, run, first, count, &leaf, "as one number");
}

struct part planner_grouped(struct planner *pl, const struct run *run)
{
	struct part part = {0};
	struct buf digits;

	buf_init(&digits);
	for (size_t i = 0, words; i < run->count && !pl->options->exact; i += words == 0 ? 1 : words) {
		words = read_groups(pl, run, i, &digits);
		if (words != 0 && digits.len <= DIGITS_MOST)
			part = part_plus(part, grouped_part(pl, run, i, words, buf_span(&digits)));
	}
	buf_release(&digits);
	return part;
}

struct part planner_numbers(struct planner *pl, const struct run *run)
{
	struct part part = {0};

	for (size_t i = 0; i + 1 < run->count; i++)
		if (is_pair(pl, run, i))
			part.soft = either(part.soft, pair_query(pl, run->words[i], run->words[i + 1]));
	return part;
}
