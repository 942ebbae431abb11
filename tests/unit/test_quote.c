/*
 * What counts as a difference between a quotation and its source, and what in a
 * text is a quotation: tests/cases/quote.txt and quotations.txt.
 */
#include "searcher/quote_reader.h"
#include "tests/unit/table.h"
#include "text/compare.h"
#include "text/quotation.h"

/* ---- Comparing: "-missing", "+added", "said>source", "said~source" (spaces), "(left out)", "<" and ">" (cut) ---- */

struct sides {
	struct wordbook book;
	struct wording said, source;
	struct span said_text, source_text;
};

static void add_side(struct buf *out, const struct wording *w, struct span text, size_t first, size_t count)
{
	if (count != 0)
		buf_add_span(out, span_sub(text, (struct range){w->atoms[first].at.start,
		                                                w->atoms[first + count - 1].at.end}));
}

static void add_step(struct buf *out, const struct sides *x, const struct step *s)
{
	static const char *const marks[] = {[STEP_CHANGED] = ">", [STEP_SPACED] = "~", [STEP_ADDED] = "+",
	                                    [STEP_MISSING] = "-", [STEP_LEFT_OUT] = "("};
	bool alone = s->kind == STEP_ADDED || s->kind == STEP_MISSING || s->kind == STEP_LEFT_OUT;

	if (s->kind == STEP_SAME || s->kind == STEP_FREE)
		return;
	buf_add_str(out, out->len == 0 ? "" : " ");
	if (alone)
		buf_add_str(out, marks[s->kind]);
	add_side(out, &x->said, x->said_text, s->said, s->said_count);
	if (!alone)
		buf_add_str(out, marks[s->kind]);
	add_side(out, &x->source, x->source_text, s->source, s->source_count);
	if (s->kind == STEP_LEFT_OUT)
		buf_add_char(out, ')');
}

static void compare_case(void *context, unsigned line, const struct span *fields)
{
	struct sides x = {0};
	struct comparison c;
	struct buf said, source, got, want;

	(void)context;
	wordbook_init(&x.book);
	comparison_init(&c);
	buf_init(&said);
	buf_init(&source);
	buf_init(&got);
	buf_init(&want);
	table_unescape(&said, fields[0]);
	table_unescape(&source, fields[1]);
	table_unescape(&want, fields[2]);
	x.said_text = buf_span(&said);
	x.source_text = buf_span(&source);
	wording_add(&x.said, &x.book, x.said_text, NULL, 0);
	wording_add(&x.source, &x.book, x.source_text, NULL, 0);
	compare(&c, &x.book, &x.said, &x.source);
	buf_add_str(&got, c.cut_before ? "<" : "");
	for (size_t i = 0; i < c.count; i++)
		add_step(&got, &x, &c.steps[i]);
	buf_add_str(&got, c.cut_after ? ">" : "");
	if (got.len == 0)
		buf_add_str(&got, "=");
	if (!tap_ok(span_eq(buf_span(&got), buf_span(&want)), "quote.txt:%u", line))
		tap_note("%s beside %s: %s, not %s", said.data, source.data, got.data, want.data);
	tap_ok((c.cost == 0) == (got.data[0] == '=' || got.data[0] == '('), "quote.txt:%u: it costs %lld", line,
	       (long long)c.cost);
	wordbook_release(&x.book);
	wording_release(&x.said);
	wording_release(&x.source);
	comparison_release(&c);
	buf_release(&said);
	buf_release(&source);
	buf_release(&got);
	buf_release(&want);
}

/* ---- Quotations of a text: "line.depth text; …", a block with "b" ---- */

static void find_case(void *context, unsigned line, const struct span *fields)
{
	struct quotations q;
	struct buf text, got, want;

	(void)context;
	quotations_init(&q);
	buf_init(&text);
	buf_init(&got);
	buf_init(&want);
	table_unescape(&text, fields[0]);
	table_unescape(&want, fields[1]);
	quotations_find(&q, buf_span(&text), 0);
	for (size_t i = 0; i < q.count; i++)
		buf_addf(&got, "%s%zu.%u%s %.*s", i == 0 ? "" : "; ", q.items[i].line, q.items[i].depth,
		         q.items[i].block ? "b" : "", (int)q.items[i].text.len, q.items[i].text.data);
	if (q.unclosed != 0)
		buf_addf(&got, "%s?%zu", got.len == 0 ? "" : "; ", q.unclosed_line);
	if (!tap_ok(span_eq(buf_span(&got), buf_span(&want)), "quotations.txt:%u", line))
		tap_note("%s, not %s", got.data, want.data);
	quotations_release(&q);
	buf_release(&text);
	buf_release(&got);
	buf_release(&want);
}

/* ---- Limits ---- */

static void add_words(struct wording *w, struct wordbook *b, size_t count)
{
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < count; i++)
		buf_addf(&text, "w%zu ", i);
	wording_add(w, b, buf_span(&text), NULL, 0);
	buf_release(&text);
}

static void check_limit(void)
{
	struct wordbook b;
	struct wording said, source;
	struct comparison c;
	size_t few = 7, most = COMPARE_CELLS_MAX / (few + 1) - 1;

	wordbook_init(&b);
	wording_init(&said);
	wording_init(&source);
	comparison_init(&c);
	add_words(&said, &b, few);
	tap_ok(!compare(&c, &b, &said, &source) && c.count == 0, "there is nothing to compare with");
	add_words(&source, &b, 100);
	tap_ok(compare(&c, &b, &said, &source) && c.cost == 0, "seven words of a hundred");
	/* So large a table is refused before any of it is made. */
	source.count = most + 1;
	tap_ok(!compare(&c, &b, &said, &source) && c.count == 0, "a table of more than %zu cells is refused",
	       COMPARE_CELLS_MAX);
	source.count = 100;
	wordbook_release(&b);
	wording_release(&said);
	wording_release(&source);
	comparison_release(&c);
}

/* What a reader keeps, up to its limits. */
static void check_reader(void)
{
	struct quote_reader r;
	struct wording w;
	const struct wording *kept;

	quote_reader_init(&r);
	tap_ok(r.atoms_most == QUOTE_KEPT_ATOMS_MAX && r.words_most == QUOTE_KEPT_WORDS_MAX, "the limits of what is kept");
	wording_init(&w);
	wording_add(&w, &r.book, span_of("seven of [T]hem"), NULL, 0);
	r.atoms_most = 2 * (w.count + 1);
	r.words_most = r.book.count;
	quote_reader_keep(&r, 70000, &w);
	quote_reader_keep(&r, 4, &w);
	quote_reader_begin(&r);
	kept = quote_reader_recall(&r, 70000);
	tap_ok(kept != NULL && kept->count == 3 && kept->atoms[2].text == w.atoms[2].text &&
	               kept->atoms[2].flags == w.atoms[2].flags && kept->atoms[0].kind == ATOM_WORD,
	       "two passages as long as may be kept are");
	quote_reader_keep(&r, 5, &w);
	tap_ok(quote_reader_recall(&r, 5) == NULL && quote_reader_recall(&r, 4) != NULL, "a third one is not");
	quote_reader_begin(&r);
	tap_ok(quote_reader_recall(&r, 4) == NULL && r.book.count == 0, "and then they are forgotten, and the words");
	wording_clear(&w);
	wording_add(&w, &r.book, span_of("eight"), NULL, 0);
	quote_reader_keep(&r, 4, &w);
	r.words_most = r.book.count - 1;
	quote_reader_begin(&r);
	tap_ok(quote_reader_recall(&r, 4) == NULL, "with more words than may be kept they are forgotten");
	quote_reader_release(&r);
	wording_release(&w);
}

/* So deep and no deeper. */
static void check_depth(void)
{
	struct quotations q;
	struct buf text;

	quotations_init(&q);
	buf_init(&text);
	for (int i = 0; i <= QUOTATION_DEPTH_MAX; i++)
		buf_add_str(&text, "«a ");
	for (int i = 0; i <= QUOTATION_DEPTH_MAX; i++)
		buf_add_str(&text, " b»");
	quotations_find(&q, buf_span(&text), 0);
	tap_ok(q.count == QUOTATION_DEPTH_MAX && q.items[q.count - 1].depth == QUOTATION_DEPTH_MAX - 1,
	       "%zu quotations inside one another", q.count);
	quotations_release(&q);
	buf_release(&text);
}

int main(void)
{
	table_run("tests/cases/quote.txt", 3, 60, compare_case, NULL);
	table_run("tests/cases/quotations.txt", 2, 30, find_case, NULL);
	check_limit();
	check_depth();
	check_reader();
	return tap_done();
}
