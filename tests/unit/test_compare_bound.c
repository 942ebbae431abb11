/*
 * The bound against what it bounds: texts made of few words, quotations made of
 * them with words changed, joined, parted, left out and put in. What the bound
 * excludes must cost more when it is compared; and it must exclude most texts
 * that have some of the words only.
 */
#include "tests/unit/tap.h"
#include "text/compare_bound.h"

#define ROUNDS 1500 /* 20,000 were tried */
#define SEED 174
#define TEXT_WORDS 60
#define SAID_WORDS 24
#define MOST_WORDS 8 /* differences that are allowed, at most */

/* Some are others' parts, others' case, marks and numbers. */
static const char *const words[] = {
	"the", "of", "and", "to", "a", "in", "not", "non-violent", "nonviolent", "non violent", "it's", "its", "IT",
	"co-operation", "cooperation", "20-10", "2010", "20", "10", "3", "rights", "Rights", "right", "assembly", "café",
	"cafe", "detained", "police", "Court", "lawyer", "lawyers", "journalist", "torture", "state", "law", "laws",
	"prison", "freedom", "expression", "of,", "and;", "“the”", "(law)", "can't", "cannot", "can not", "-5", "U.N.",
};

struct pair {
	struct wordbook book;
	struct wording said, source, rest;
};

static uint64_t state = SEED;

static size_t below(size_t n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)((state >> 33) % n);
}

static const char *any_word(void)
{
	return words[below(sizeof words / sizeof *words)];
}

static void add_words(struct buf *out, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%s", out->len == 0 ? "" : " ", any_word());
}

/* A stretch of a text, with what people do to one. */
static void add_said(struct buf *out, struct span text, size_t count, size_t changes)
{
	size_t at = below(text.len), done = 0;

	while (at > 0 && text.data[at - 1] != ' ')
		at--;
	while (at < text.len && done < count) {
		const char *space = memchr(text.data + at, ' ', text.len - at);
		size_t end = space == NULL ? text.len : (size_t)(space - text.data), what = below(count);

		if (what < changes)
			buf_addf(out, " %s", what % 4 == 0 ? any_word() : what % 4 == 1 ? "" : what % 4 == 2 ? "[sic]" : "…");
		if (what >= changes || what % 2 != 0)
			buf_addf(out, "%s%.*s", below(40) == 0 ? "" : " ", (int)(end - at), text.data + at);
		at = end + 1;
		done++;
	}
}

static void pair_release(struct pair *p)
{
	wordbook_release(&p->book);
	wording_release(&p->said);
	wording_release(&p->source);
	wording_release(&p->rest);
}

/* The text in two parts; the quotation from over both, or from neither. The calls of notes stand at places of the first. */
static void make_pair(struct pair *p, size_t changes, bool related)
{
	struct buf text, other, said;
	size_t cut;

	buf_init(&text);
	buf_init(&other);
	buf_init(&said);
	add_words(&text, 1 + below(TEXT_WORDS));
	add_words(&other, TEXT_WORDS);
	add_said(&said, related ? buf_span(&text) : buf_span(&other), 1 + below(SAID_WORDS), changes);
	wordbook_init(&p->book);
	wording_init(&p->said);
	wording_init(&p->source);
	wording_init(&p->rest);
	wording_add(&p->said, &p->book, buf_span(&said), NULL, 0);
	for (cut = below(text.len + 1); cut > 0 && text.data[cut - 1] != ' ';)
		cut--;
	if (below(4) == 0)
		wording_add_optional(&p->source, &p->book, span_of(below(2) == 0 ? "^3" : "[a]"), 0);
	wording_add(&p->source, &p->book, span_make(text.data, cut), NULL, 0);
	wording_add(&p->rest, &p->book, span_make(text.data + cut, text.len - cut), NULL, 0);
	buf_release(&text);
	buf_release(&other);
	buf_release(&said);
}

static bool costs_more(const struct pair *p, const struct wording *source, int64_t most)
{
	struct comparison c;
	bool more;

	comparison_init(&c);
	more = !compare(&c, &p->book, &p->said, source) || c.cost > most;
	comparison_release(&c);
	return more;
}

static size_t words_of(const struct wording *w)
{
	size_t count = 0;

	for (size_t i = 0; i < w->count; i++)
		count += w->atoms[i].kind == ATOM_WORD;
	return count;
}

/* Both parts as one text. */
static struct wording whole_of(const struct pair *p)
{
	struct wording all;

	wording_init(&all);
	all.atoms = mem_alloc((p->source.count + p->rest.count + 1) * sizeof *all.atoms);
	for (size_t i = 0; i < p->source.count; i++)
		all.atoms[all.count++] = p->source.atoms[i];
	for (size_t i = 0; i < p->rest.count; i++)
		all.atoms[all.count++] = p->rest.atoms[i];
	return all;
}

static void check_rounds(void)
{
	size_t rounds = tap_scale(ROUNDS), wrong = 0, parted = 0, excluded = 0, near = 0, across = 0;

	for (size_t i = 0; i < rounds; i++) {
		struct pair p;
		struct compare_bound *bound;
		struct wording all;
		int64_t most;
		bool first, second, whole, alone;

		make_pair(&p, below(MOST_WORDS), i % 2 == 0);
		/* a third of the words may differ, as where it is used */
		most = (int64_t)below(words_of(&p.said) / 3 + 1) * COMPARE_WORD + (int64_t)below(COMPARE_WORD);
		bound = compare_bound_new(&p.book, &p.said);
		all = whole_of(&p);
		first = compare_bound_allows(bound, &p.source, most);
		second = compare_bound_allows(bound, &p.rest, most);
		whole = compare_bound_allows(bound, &all, most);
		alone = compare_bound_allows_alone(bound, &all, most);
		wrong += (!first && !costs_more(&p, &p.source, most)) || (!second && !costs_more(&p, &p.rest, most)) ||
		         ((!whole || !alone) && !costs_more(&p, &all, most)) || (!whole && alone);
		if (!costs_more(&p, &all, most)) {
			near++;
			across += costs_more(&p, &p.source, most) && costs_more(&p, &p.rest, most);
			/* one word may have its parts in two texts */
			parted += words_of(&p.said) >= COMPARE_SHARE && !first && !second;
		}
		excluded += i % 2 != 0 && !whole;
		wording_release(&all);
		compare_bound_free(bound);
		pair_release(&p);
	}
	tap_note("%zu quotations near, %zu of them over both parts; %zu of %zu unrelated texts excluded", near, across,
	         excluded, rounds / 2);
	tap_ok(wrong == 0, "what is excluded costs more: %zu do not", wrong);
	tap_ok(parted == 0, "a quotation over two texts is allowed in one of them: %zu are not", parted);
	tap_ok(near * 5 > rounds && across * 60 > rounds, "many stand there, some over both parts");
	tap_ok(excluded * 6 > rounds, "a third of the unrelated texts is excluded: %zu of %zu", excluded, rounds / 2);
}

/* The greatest difference that excludes, and the least that does not. */
static void check_sides(void)
{
	struct pair p;
	struct compare_bound *bound;

	wordbook_init(&p.book);
	wording_init(&p.said);
	wording_init(&p.source);
	wording_init(&p.rest);
	wording_add(&p.said, &p.book, span_of("one two three four five six seven eight"), NULL, 0);
	wording_add(&p.source, &p.book,
	            span_of("we had one two three zebra five six seven eight and so on, as they say here and there and all over"),
	            NULL, 0);
	bound = compare_bound_new(&p.book, &p.said);
	tap_ok(!compare_bound_allows(bound, &p.source, COMPARE_SIMILAR - 1), "a changed word costs that of a similar one at least");
	tap_ok(compare_bound_allows(bound, &p.source, COMPARE_SIMILAR), "and with so much to spare it may stand there");
	compare_bound_free(bound);
	wording_add(&p.said, &p.book, span_of(" … nine"), NULL, 0);
	bound = compare_bound_new(&p.book, &p.said);
	tap_ok(!compare_bound_allows_alone(bound, &p.source, 2 * COMPARE_SIMILAR - 1), "of an ellipsis, a word that is nowhere counts");
	tap_ok(compare_bound_allows_alone(bound, &p.source, 2 * COMPARE_SIMILAR), "and what stands between does not");
	tap_ok(compare_bound_allows(bound, &p.source, 0), "four of nine words may be the end of one that began before");
	compare_bound_free(bound);
	pair_release(&p);
}

int main(void)
{
	check_rounds();
	check_sides();
	return tap_done();
}
