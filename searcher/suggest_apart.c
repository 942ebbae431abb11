/* suggest_apart.c: what is said of a query that found nothing, and would if it were typed otherwise. */
#include "searcher/suggest.h"

#include "searcher/layout.h"
#include "searcher/print_parts.h"
#include "searcher/rank.h"
#include "text/utf8.h"

#include <stdlib.h>

#define QUOTATION_MARKS "\"“”„«»"

/* How many passages a query finds; 0 where it cannot be asked. */
static uint64_t total_of(const struct library *l, struct span typed, const struct plan_options *options)
{
	struct rank_options none = {.limit = 0};
	struct answer answer;
	struct query query;
	struct plan plan;
	char *error = NULL;
	uint64_t total = 0;

	query_init(&query);
	query_parse(&query, typed);
	if (plan_make(&plan, l, &query, options, &error)) {
		if (rank_run(&answer, l, &plan, &none, &error) == XAP_OK) {
			total = answer.total;
			answer_release(&answer);
		}
		plan_release(&plan);
	}
	query_release(&query);
	free(error);
	return total;
}

bool suggest_finds(const struct library *l, struct span query, const struct plan_options *options)
{
	return total_of(l, query, options) != 0;
}

bool suggest_is_mark(int32_t cp)
{
	return utf8_is_one_of(cp, QUOTATION_MARKS);
}

/* The words of a query that is one quotation, in whatever marks; empty: it is something else. */
static struct span quoted_words(struct span typed)
{
	int32_t cp;
	size_t first, last;

	typed = span_trim(typed);
	if (typed.len == 0 || !suggest_is_mark(utf8_peek(typed, 0)))
		return span_of("");
	first = utf8_decode(typed, 0, &cp);
	last = utf8_before(typed, typed.len);
	if (last <= first || !suggest_is_mark(utf8_peek(typed, last)))
		return span_of("");
	typed = span_make(typed.data + first, last - first);
	return utf8_holds(typed, suggest_is_mark) ? span_of("") : span_trim(typed);
}

/* "3 passages have these words apart or in other forms: hrsearch --all 'fair trials'" */
static bool suggest_apart(struct buf *out, struct span typed, const struct library *l, const struct plan_options *options)
{
	struct plan_options all = *options;
	struct span words = quoted_words(typed);
	uint64_t total;
	struct buf quoted;

	all.all = true;
	all.explain = false;
	total = words.len == 0 ? 0 : total_of(l, words, &all);
	if (total == 0)
		return false;
	buf_init(&quoted);
	buf_add_quoted(&quoted, words);
	print_count(out, total, "passage has", "passages have");
	buf_add_str(out, " these words apart or in other forms: hrsearch --all ");
	layout_add_safe(out, buf_span(&quoted));
	buf_add_char(out, '\n');
	buf_release(&quoted);
	return true;
}

bool suggest_instead(struct buf *out, struct span typed, const struct plan *p, const struct library *l, const struct plan_options *options)
{
	struct buf meant;
	bool found;

	buf_init(&meant);
	found = suggest_query(&meant, typed, p, l) && suggest_finds(l, buf_span(&meant), options);
	buf_release(&meant);
	return found ? suggest(out, typed, p, l) : suggest_apart(out, typed, l, options);
}
