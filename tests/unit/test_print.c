/*
 * Every output format against tests/golden/print_*; run with UPDATE_GOLDEN=1 to
 * write these files anew, and read the difference before committing it.
 */
#include "searcher/print_parts.h"
#include "store/schema.h"
#include "tests/unit/golden.h"
#include "tests/unit/made_hit.h"
#include "tests/unit/scratch.h"

#define HITS 4

struct fixture {
	struct made made[HITS];
	struct hit hits[HITS];
	struct answer answer;
	struct plan plan;
	struct library library;
	struct index index;
	struct span missing[2];
};

static void set(struct source *s, const char *field, const char *value)
{
	char *error = NULL;

	metadata_set(&s->meta, span_of(field), span_of(value), &error);
	free(error);
}

/* Gives hit i its place in the answer and its source. */
static void add(struct fixture *f, size_t i, const struct record *r, const char *text, const char *words)
{
	struct hit *h = &f->made[i].hit;

	made_init(&f->made[i], *r, span_of(text));
	made_mark(&f->made[i], words);
	h->rank = (uint32_t)i + 1;
	h->docid = 7 * h->rank;
	h->score = 9.5 / (double)(i + 1);
	set(&h->source, "id", "source 1");
	h->source.file = mem_strdup("one.txt");
	strcpy(h->source.sha256, "aa");
	strcpy(h->source.text_sha256, "bb");
}

static void add_numbered(struct fixture *f)
{
	struct span sections[] = {span_of("Restrictions on freedom of expression in the criminal and civil code")};
	struct record r = {.kind = PASSAGE_PARAGRAPH, .id = "3f9c1a0000000001", .source_key = "00000000000000aa",
	                   .label = span_of("14"), .sections = sections, .section_count = 1,
	                   .language = span_of("en")};
	struct source *s = &f->made[0].hit.source;

	add(f, 0, &r,
	    "Article 174<²⁶> of Kazakhstan’s Criminal Code is the most commonly used article against civil "
	    "society activists in Kazakhstan, at the same time, the provision fails to provide genuine "
	    "protection to individuals from minority groups. It is vague.",
	    "Article|174");
	set(s, "publisher", "Article 19; Adil Soz");
	set(s, "kind", "submission to the UPR of Kazakhstan");
}

static void add_item(struct fixture *f)
{
	struct span sections[] = {span_of("Part"), span_of("Recommendations")};
	struct page_mark pages[] = {{0, 12, span_of("10")}};
	struct record r = {.kind = PASSAGE_ITEM, .id = "b07e420000000002", .source_key = "00000000000000bb",
	                   .counted = 3, .item = 2, .sections = sections, .section_count = 2,
	                   .lead_in = span_of("It is grave. The organisation calls on the authorities:"), .pages = pages,
	                   .page_count = 1, .language = span_of("en")};
	struct hit *h = &f->made[1].hit;

	add(f, 1, &r, "To amend the code; {5 A note. }and to release all.", "release");
	set(&h->source, "publisher", "Amnesty International");
	set(&h->source, "title", "A title that is rather long and has to be shortened where the terminal is narrow");
	set(&h->source, "date", "2017-09-11");
	f->missing[0] = span_of("article");
	f->missing[1] = span_of("174");
	h->missing = mem_alloc(sizeof f->missing);
	memcpy(h->missing, f->missing, sizeof f->missing);
	h->missing_count = 2;
	h->match = MATCH_STEM;
}

static void add_digest(struct fixture *f)
{
	struct record r = {.kind = PASSAGE_NOTE, .id = "c000000000000003", .source_key = "00000000000000cc",
	                   .note = span_of("28"), .language = span_of("en")};
	struct hit *h = &f->made[2].hit;

	add(f, 2, &r, "Our own account.", "account");
	set(&h->source, "publisher", "PEN International");
	set(&h->source, "title", "Resolution");
	set(&h->source, "kind", "digest");
	set(&h->source, "date", "2017");
}

/* Text that would command the terminal or turn its line round, wide characters, ill-formed bytes. */
static void add_hostile(struct fixture *f)
{
	struct record r = {.kind = PASSAGE_PARAGRAPH, .id = "d000000000000004", .source_key = "00000000000000dd",
	                   .counted = 1, .language = span_of("zh")};
	struct hit *h = &f->made[3].hit;

	add(f, 3, &r, "A \033[2J word \xe2\x80\xae" "back \xff 人权法院认为该国违反了公约第十九条的规定并要求赔偿。 \xc2\x9b" "31m",
	    "word|公约");
	set(&h->source, "title", "Evil \033]0;title\007 \xe2\x81\xa6one");
	h->match = MATCH_PREFIX;
}

static void fixture_init(struct fixture *f)
{
	memset(f, 0, sizeof *f);
	f->library.lists = lists_new();
	f->library.indexes = &f->index;
	add_numbered(f);
	add_item(f);
	add_digest(f);
	add_hostile(f);
	for (size_t i = 0; i < HITS; i++)
		f->hits[i] = f->made[i].hit;
	f->answer.hits = f->hits;
	f->answer.count = HITS;
	f->answer.total = 1204;
}

static void fixture_release(struct fixture *f)
{
	for (size_t i = 0; i < HITS; i++)
		made_release(&f->made[i]);
	lists_free(f->library.lists);
}

static void golden(const char *name, const struct buf *got)
{
	char file[64];

	snprintf(file, sizeof file, "print_%s", name);
	golden_compare(file, got);
}

static void print(const struct fixture *f, const char *name, const struct print_options *o)
{
	struct buf out;

	buf_init(&out);
	print_answer(&out, &f->answer, &f->plan, &f->library, o);
	golden(name, &out);
	tap_ok(strchr(out.data, '\033') == NULL || o->color, "%s: no control character of a document gets through",
	       name);
	buf_release(&out);
}

static size_t widest(const struct buf *b)
{
	size_t most = 0;

	for (const char *at = b->data; *at != '\0';) {
		size_t len = strcspn(at, "\n"), columns = layout_columns(span_make(at, len));

		most = columns > most ? columns : most;
		at += len + (at[len] == '\n');
	}
	return most;
}

static void widths(const struct fixture *f)
{
	for (unsigned width = 60; width <= 120; width += 15) {
		struct print_options o = {.output = OUTPUT_TEXT, .width = width};
		struct buf out;

		buf_init(&out);
		print_answer(&out, &f->answer, &f->plan, &f->library, &o);
		tap_ok(widest(&out) <= width, "no line is wider than %u columns (%zu)", width, widest(&out));
		buf_release(&out);
	}
}

static void formats(struct fixture *f)
{
	print(f, "text.txt", &(struct print_options){.output = OUTPUT_TEXT, .width = 100});
	print(f, "narrow.txt", &(struct print_options){.output = OUTPUT_TEXT, .width = 60});
	print(f, "pipe.txt", &(struct print_options){.output = OUTPUT_TEXT});
	print(f, "color.txt", &(struct print_options){.output = OUTPUT_TEXT, .width = 100, .color = true});
	print(f, "hits.jsonl", &(struct print_options){.output = OUTPUT_JSON});
	print(f, "batch.jsonl", &(struct print_options){.output = OUTPUT_JSON, .qid = span_of("q 1")});
	print(f, "table.tsv", &(struct print_options){.output = OUTPUT_TSV});
	print(f, "further.tsv", &(struct print_options){.output = OUTPUT_TSV, .qid = span_of("q 1"), .further = true});
	print(f, "run.trec", &(struct print_options){.output = OUTPUT_TREC, .qid = span_of("q 1")});
	f->answer.total = HITS;
	f->answer.total_exact = true;
	f->plan.undated = 2;
	print(f, "exact.txt", &(struct print_options){.output = OUTPUT_TEXT, .width = 100});
}

/* ---- Nothing found ---- */

/* A database of one passage with one word. */
static struct xap_reader *small_index(const char *path)
{
	struct xap_document *d = xap_document_new();
	struct xap_writer *w = NULL;
	struct xap_reader *r = NULL;
	char *error = NULL;

	xap_document_posting(d, span_of("article"), 1, 1);
	if (xap_writer_create(&w, path) != XAP_OK || xap_writer_add(w, d) != XAP_OK ||
	    xap_writer_close(w) != XAP_OK || xap_reader_open(&r, &path, 1, &error) != XAP_OK)
		tap_note("the small index cannot be made: %s", error == NULL ? "" : error);
	xap_document_free(d);
	free(error);
	return r;
}

static void none(struct fixture *f, const char *name, const char *query, const char *leaf)
{
	struct leaf phrase = {.kind = LEAF_PHRASE, .text = span_of(leaf)};
	struct buf out;

	f->plan.leaves = &phrase;
	f->plan.leaf_count = 1;
	buf_init(&out);
	print_none(&out, span_of(query), &f->plan, &f->library);
	golden(name, &out);
	buf_release(&out);
}

static void nothing_found(struct fixture *f)
{
	const struct language *languages[] = {language_find(span_of("en")), language_unknown()};
	char *folder = scratch_make(), *path = path_join(folder, "passages");
	struct manifest *m = &f->index.build.manifest;

	f->library.count = 1;
	f->library.languages = languages;
	f->library.language_count = 2;
	f->library.passages = small_index(path);
	*m = (struct manifest){.sources = 5, .passages = 1204, .undated = 2, .date_first = mem_strdup("2015-12-21"),
	                       .date_last = mem_strdup("2021-11")};
	f->plan.undated = 0;
	none(f, "none.txt", "\"Aricle 174\"", "Aricle 174");
	m->failed = 3;
	f->plan.undated = 2;
	f->plan.filtered = true;
	none(f, "none_filtered.txt", "\"article\" date:2017", "article");
	xap_reader_close(f->library.passages);
	free(m->date_first);
	free(m->date_last);
	free(path);
	scratch_remove(folder);
}

/* ---- Layout ---- */

static void wraps(const char *name, unsigned width, const char *text, const char *want)
{
	struct layout l = {width, 2, false};
	struct buf out;

	buf_init(&out);
	layout_wrap(&out, &l, span_of(text), NULL, 0);
	if (!tap_ok(strcmp(out.data, want) == 0, "%s", name))
		tap_note("got %s", out.data);
	buf_release(&out);
}

static void layouts(void)
{
	wraps("a line of just the width", LAYOUT_COLUMNS_MIN + 2, "aaaa bbbb cccc dddd e", "  aaaa bbbb cccc dddd\n  e\n");
	wraps("one column less would not do", LAYOUT_COLUMNS_MIN + 2, "aaaa bbbb cccc dddd", "  aaaa bbbb cccc dddd\n");
	wraps("a narrow terminal gets the least", 5, "aaaa bbbb cccc dddd e", "  aaaa bbbb cccc dddd\n  e\n");
	wraps("a word that is too long stands alone", 22, "a bbbbbbbbbbbbbbbbbbbbbbbbbbbbb c",
	      "  a\n  bbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n  c\n");
	wraps("wide characters count twice", 22, "人权法院认为该国违反了公约", "  人权法院认为该国违反\n  了公约\n");
	wraps("no line begins with a stop", 22, "人权法院认为该国违反。了", "  人权法院认为该国违\n  反。了\n");
	wraps("marks count nothing", 22, "aaaa bbbb cccc ddde\xcc\x81\xcc\x81 x", "  aaaa bbbb cccc ddde\xcc\x81\xcc\x81\n  x\n");
	wraps("white space is single", 0, "a  b\n c\t", "  a b c\n");
	wraps("nothing", 0, "", "  \n");
}

int main(void)
{
	struct fixture f;

	fixture_init(&f);
	formats(&f);
	widths(&f);
	nothing_found(&f);
	fixture_release(&f);
	layouts();
	return tap_done();
}
