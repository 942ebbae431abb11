#include "searcher/quote_find.h"

#include "store/schema.h"

#include <stdlib.h>

#define QUOTE_K1 1e-300 /* vanishes beside a wdf of 1 */
#define TERMS_MAX 8 /* forms of one word in the library's languages that are looked for */
#define COMMON_PART 10 /* a run whose rarest word is in more than a 10th of the passages tells nothing */

/* One word of the quotation: its folded forms. */
struct slot {
	struct span terms[TERMS_MAX];
	size_t count;
	uint32_t frequency; /* passages with some form, at most */
	uint32_t segment;   /* which part between ellipses */
};

struct run {
	size_t first, count; /* slots */
	uint32_t frequency;  /* of its rarest word */
};

struct quote_search {
	const struct library *library;
	const struct xap_query *filter;
	struct pool pool;
	struct slot *slots;
	size_t count, cap;
	uint32_t documents;
};

/* ---- Words ---- */

static void add_form(struct quote_search *s, struct slot *slot, struct span term)
{
	struct buf full;
	uint32_t frequency = 0;

	for (size_t i = 0; i < slot->count; i++)
		if (span_eq(slot->terms[i], term))
			return;
	if (slot->count == TERMS_MAX)
		return;
	buf_init(&full);
	schema_term(&full, PREFIX_WORD, term);
	xap_reader_frequency(s->library->passages, buf_span(&full), &frequency);
	slot->terms[slot->count++] = pool_span(&s->pool, buf_span(&full));
	slot->frequency += frequency;
	buf_release(&full);
}

static struct slot *slot_at(struct quote_search *s, size_t i, uint32_t segment)
{
	while (s->count <= i) {
		ARRAY_GROW(s->slots, s->count, s->cap);
		s->slots[s->count++] = (struct slot){.segment = segment};
	}
	return &s->slots[i];
}

/* The words of one part between ellipses. A joined form of a word broken at a line's end has positions too. */
static void add_segment(struct quote_search *s, struct span text, uint32_t segment)
{
	size_t before = s->count;

	for (size_t k = 0; k < s->library->language_count; k++) {
		size_t count;
		const struct token *tokens =
			analyse(s->library->analyser, s->library->languages[k], text, &count);

		for (size_t i = 0; i < count; i++)
			if (!(tokens[i].flags & TOKEN_JOINED) || tokens[i].flags & TOKEN_BROKEN)
				add_form(s, slot_at(s, before + tokens[i].position - 1, segment), tokens[i].term);
	}
}

/* Appends the atoms' bytes without brackets and calls of notes. */
static void add_bytes(struct buf *out, struct span quotation, const struct atom *atoms, size_t count)
{
	size_t at = count == 0 ? 0 : atoms[0].at.start;

	for (size_t i = 0; i < count; i++) {
		buf_add(out, quotation.data + at, atoms[i].at.start > at ? atoms[i].at.start - at : 0);
		for (size_t k = atoms[i].at.start; k < atoms[i].at.end; k++)
			if (!(atoms[i].flags & ATOM_CALL) && quotation.data[k] != '[' && quotation.data[k] != ']')
				buf_add_char(out, quotation.data[k]);
		at = atoms[i].at.end;
	}
}

static void add_words(struct quote_search *s, struct span quotation, const struct wording *said)
{
	struct buf text;
	uint32_t segment = 0;

	buf_init(&text);
	for (size_t i = 0, end; i < said->count; i = end + 1) {
		for (end = i; end < said->count && said->atoms[end].kind != ATOM_GAP;)
			end++;
		buf_clear(&text);
		add_bytes(&text, quotation, said->atoms + i, end - i);
		add_segment(s, buf_span(&text), segment++);
	}
	buf_release(&text);
}

struct quote_search *quote_search_new(const struct library *l, struct span quotation,
                                      const struct wording *said, const struct xap_query *filter)
{
	struct quote_search *s = mem_zalloc(sizeof *s);
	struct xap_stats stats = {0};

	s->library = l;
	s->filter = filter;
	pool_init(&s->pool);
	if (xap_reader_stats(l->passages, &stats) == XAP_OK)
		s->documents = stats.documents;
	add_words(s, quotation, said);
	return s;
}

void quote_search_free(struct quote_search *s)
{
	if (s == NULL)
		return;
	pool_release(&s->pool);
	free(s->slots);
	free(s);
}

/* ---- Queries ---- */

static struct xap_query *slot_query(const struct slot *slot)
{
	struct xap_query *terms[TERMS_MAX];

	for (size_t i = 0; i < slot->count; i++)
		terms[i] = xap_query_term(slot->terms[i], 1);
	return slot->count == 1 ? terms[0] : xap_query_combine(XAP_OR, terms, slot->count, 0);
}

static struct xap_query *phrase_query(const struct quote_search *s, size_t first, size_t count)
{
	struct xap_query **parts = mem_zalloc(count * sizeof(struct xap_query *)), *phrase;

	for (size_t i = 0; i < count; i++)
		parts[i] = slot_query(&s->slots[first + i]);
	phrase = count == 1 ? parts[0] : xap_query_combine(XAP_PHRASE, parts, count, (uint32_t)count);
	free(parts);
	return phrase;
}

static bool is_nowhere(const struct slot *slot)
{
	return slot->frequency == 0;
}

static size_t run_words(size_t words)
{
	size_t third = (words + 1) / 3;

	return third < QUOTE_RUN_MIN ? QUOTE_RUN_MIN : third > QUOTE_RUN_WORDS ? QUOTE_RUN_WORDS : third;
}

static int by_frequency(const void *a, const void *b)
{
	const struct run *x = a, *y = b;

	if (x->frequency != y->frequency)
		return x->frequency < y->frequency ? -1 : 1;
	return (x->first > y->first) - (x->first < y->first);
}

/* The run that begins with a slot: to the end of its segment, at most `most`; 0: some word is nowhere. */
static bool make_run(const struct quote_search *s, size_t first, size_t most, struct run *run)
{
	bool found = true;

	*run = (struct run){first, 0, UINT32_MAX};
	while (run->count < most && first + run->count < s->count &&
	       s->slots[first + run->count].segment == s->slots[first].segment) {
		const struct slot *slot = &s->slots[first + run->count++];

		found &= !is_nowhere(slot);
		if (slot->frequency < run->frequency)
			run->frequency = slot->frequency;
	}
	return found;
}

/* The runs worth looking for, the rarest first; *out allocated. */
static size_t make_runs(const struct quote_search *s, struct run **out)
{
	size_t most = run_words(s->count), count = 0;
	struct run *runs = mem_zalloc((s->count + 1) * sizeof *runs), run;

	for (size_t i = 0; i < s->count; i += run.count)
		if (make_run(s, i, most, &run))
			runs[count++] = run;
	qsort(runs, count, sizeof *runs, by_frequency);
	while (count > 1 && (count > QUOTE_RUNS_MAX ||
	                     runs[count - 1].frequency > s->documents / COMMON_PART))
		count--;
	*out = runs;
	return count;
}

static struct xap_query *runs_query(const struct quote_search *s)
{
	struct run *runs;
	size_t count = make_runs(s, &runs);
	struct xap_query **parts = mem_zalloc((count + 1) * sizeof(struct xap_query *)), *query;

	for (size_t i = 0; i < count; i++)
		parts[i] = phrase_query(s, runs[i].first, runs[i].count);
	query = count == 0 ? NULL : xap_query_combine(XAP_OR, parts, count, 0);
	free(parts);
	free(runs);
	return query;
}

static struct xap_query *words_query(const struct quote_search *s)
{
	struct run *words = mem_zalloc((s->count + 1) * sizeof *words);
	struct xap_query *parts[QUOTE_RARE_WORDS], *query;
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++)
		if (!is_nowhere(&s->slots[i]))
			words[count++] = (struct run){i, 1, s->slots[i].frequency};
	qsort(words, count, sizeof *words, by_frequency);
	if (count > QUOTE_RARE_WORDS)
		count = QUOTE_RARE_WORDS;
	for (size_t i = 0; i < count; i++)
		parts[i] = slot_query(&s->slots[words[i].first]);
	query = count == 0 ? NULL : xap_query_combine(XAP_OR, parts, count, 0);
	free(words);
	return query;
}

/* Every segment's beginning as one phrase; NULL if some word is nowhere. */
static struct xap_query *whole_query(const struct quote_search *s)
{
	struct xap_query **parts = mem_zalloc((s->count + 1) * sizeof(struct xap_query *)), *query;
	size_t count = 0;
	bool found = s->count != 0;
	struct run run;

	for (size_t i = 0; i < s->count && found; i += run.count) {
		found = make_run(s, i, QUOTE_WHOLE_MAX, &run);
		if (found)
			parts[count++] = phrase_query(s, run.first, run.count);
	}
	query = count == 0 ? NULL : xap_query_combine(XAP_AND, parts, count, 0);
	free(parts);
	if (found)
		return query;
	xap_query_free(query);
	return NULL;
}

static struct xap_query *way_query(const struct quote_search *s, enum quote_way way)
{
	struct xap_query *query = way == QUOTE_WAY_RUNS    ? runs_query(s)
	                          : way == QUOTE_WAY_WORDS ? words_query(s)
	                                                   : whole_query(s);
	struct xap_query *parts[2] = {query, NULL};

	if (query == NULL || s->filter == NULL)
		return query;
	parts[1] = xap_query_copy(s->filter);
	return xap_query_combine(XAP_FILTER, parts, 2, 0);
}

enum xap_status quote_search_run(struct quote_search *s, enum quote_way way, uint32_t **docids, size_t *count)
{
	struct xap_query *query = way_query(s, way);
	struct xap_results *results = NULL;
	/*
	 * What a passage has counts, not how often or how long it is: b is 0, and k1 as
	 * good as 0. Not quite, for BM25 divides by k1 + wdf, and a word of an address has
	 * positions and wdf 0: its weight would be no number.
	 */
	struct xap_search search = {
		.query = query, .k1 = QUOTE_K1, .k3 = 1, .b = 0, .min_normlen = 0.5,
		.most = way == QUOTE_WAY_WORDS ? QUOTE_BY_WORDS : QUOTE_BY_RUNS,
		.collapse_slot = -1, .sort_slot = -1, .tie_slot = SLOT_ID, .facet_slot = -1,
	};
	enum xap_status status;

	*docids = NULL;
	*count = 0;
	if (query == NULL)
		return XAP_OK;
	status = xap_search_run(s->library->passages, &search, &results);
	if (status == XAP_OK) {
		*docids = mem_alloc((results->count + 1) * sizeof **docids);
		for (size_t i = 0; i < results->count; i++)
			(*docids)[i] = results->hits[i].docid;
		*count = results->count;
	}
	xap_results_free(results);
	xap_query_free(query);
	return status;
}
