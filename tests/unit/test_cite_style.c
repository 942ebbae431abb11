/*
 * Citations in every style, form and mark-up against tests/golden/cite_*.txt;
 * run with UPDATE_GOLDEN=1 to write these files anew, and read the difference
 * before committing it. The records are in tests/cases/cite_records.txt.
 */
#include "render/cite.h"
#include "render/cite_style.h"
#include "tests/unit/cite_case.h"
#include "tests/unit/golden.h"
#include "tests/unit/tap.h"
#include "text/utf8.h"

#define RECORDS_MAX 64

struct records {
	struct cite_case all[RECORDS_MAX];
	const struct source *sources[RECORDS_MAX];
	struct cited *cited;
	size_t count;
};

static void read_records(struct records *r)
{
	FILE *file = fopen("tests/cases/cite_records.txt", "r");
	char line[4096];

	if (!tap_ok(file != NULL, "the table of records is there"))
		exit(tap_done());
	cite_case_init(&r->all[0]);
	for (bool more = true; more && r->count < RECORDS_MAX - 1;) {
		more = fgets(line, sizeof line, file) != NULL;
		line[more ? strcspn(line, "\n") : 0] = '\0';
		if (line[0] == '#')
			continue;
		if (line[0] != '\0')
			tap_ok(cite_case_set(&r->all[r->count], line), "a line of the table is understood");
		else if (r->all[r->count].lines != 0)
			cite_case_init(&r->all[++r->count]);
	}
	fclose(file);
	for (size_t i = 0; i < r->count; i++)
		r->sources[i] = &r->all[i].source;
	cite_settle(&r->cited, r->sources, r->count);
}

static void add(struct buf *out, const char *name, enum cite_style style, struct citation c)
{
	size_t from;

	buf_addf(out, "%s", name);
	from = out->len;
	cite_style(out, style, &c);
	tap_ok(utf8_valid(span_make(out->data + from, out->len - from)) && strchr(out->data + from, '\n') == NULL,
	       "%s, %sone line of UTF-8", cite_style_names[style], name);
	buf_add_char(out, '\n');
}

static void check_style(const struct records *r, enum cite_style style)
{
	char file[64];
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < r->count; i++) {
		const struct cite_case *t = &r->all[i];
		struct citation c = {.source = &t->source,
		                     .record = &t->record,
		                     .page = t->page.physical == 0 ? NULL : &t->page,
		                     .first_note = 2,
		                     .whole_title = r->cited[i].whole_title,
		                     .has_siblings = r->cited[i].has_siblings,
		                     .letter = r->cited[i].letter};

		buf_addf(&out, "%s# %s\n", i == 0 ? "" : "\n", t->name);
		c.form = CITE_FULL;
		add(&out, "note:  ", style, c);
		c.form = CITE_SHORT;
		add(&out, "later: ", style, c);
		c.form = CITE_BIBLIOGRAPHY;
		add(&out, "list:  ", style, c);
		c.markup = CITE_HTML;
		add(&out, "html:  ", style, c);
	}
	snprintf(file, sizeof file, "cite_%s.txt", cite_style_names[style]);
	golden_compare(file, &out);
	buf_release(&out);
}

static void check_order(const struct records *r, enum cite_style style, const char *expected)
{
	size_t *works, count = cite_works(&works, style, r->sources, r->count);
	struct buf order;

	buf_init(&order);
	for (size_t i = 0; i < count && i < 7; i++)
		buf_addf(&order, "%s ", r->sources[works[i]]->meta.id != NULL ? r->sources[works[i]]->meta.id : "-");
	tap_ok(strcmp(order.data, expected) == 0, "%s, the order of the list: %s", cite_style_names[style], order.data);
	free(works);
	buf_release(&order);
}

/* The same work twice is one. */
static void check_works(const struct records *r)
{
	const struct source *twice[2 * RECORDS_MAX];
	size_t *works, count;
	struct cited *cited;
	bool good = true;

	for (size_t i = 0; i < r->count; i++)
		twice[i] = twice[r->count + i] = r->sources[i];
	count = cite_works(&works, CITE_PLAIN, twice, 2 * r->count);
	tap_ok(count == r->count, "each work stands once in the list: %zu of %zu", count, r->count);
	check_order(r, CITE_CHICAGO, "b7 a9 a1 s4 a7 a2 s3 ");
	check_order(r, CITE_APA, "b7 a9 s4 a2 a1 a7 s3 ");
	check_order(r, CITE_OSCOLA, "b5 - line 7 b7 a9 s4 a2 ");
	cite_settle(&cited, twice, 2 * r->count);
	for (size_t i = 0; i < r->count; i++)
		good &= cited[i].first == i && cited[r->count + i].first == i;
	tap_ok(good, "a work cited again points to where it was cited first");
	tap_ok(cited[0].letter == 2 && cited[1].letter == 1 && cited[3].letter == 0,
	       "works of one author and year have letters by their dates, others none");
	tap_ok(cited[0].has_siblings && cited[6].has_siblings && !cited[3].has_siblings,
	       "works whose author has others are known");
	free(works);
	free(cited);
}

/* Letters after z. */
static void check_letters(void)
{
	struct source sources[30];
	const struct source *list[30];
	struct cited *cited;
	struct buf out;

	for (size_t i = 0; i < 30; i++) {
		char *error = NULL, name[16];

		source_init(&sources[i]);
		snprintf(name, sizeof name, "t%02zu", i);
		metadata_set(&sources[i].meta, span_of("id"), span_of(name), &error);
		metadata_set(&sources[i].meta, span_of("title"), span_of(name), &error);
		metadata_set(&sources[i].meta, span_of("publisher"), span_of("P"), &error);
		list[i] = &sources[i];
	}
	cite_settle(&cited, list, 30);
	buf_init(&out);
	cite_style(&out, CITE_APA,
	           &(struct citation){.source = list[26], .form = CITE_FULL, .letter = cited[26].letter});
	tap_ok(strcmp(out.data, "(P, n.d.-aa)") == 0, "the 27th work of an author and year: %s", out.data);
	free(cited);
	buf_release(&out);
	for (size_t i = 0; i < 30; i++)
		source_release(&sources[i]);
}

/* What is quoted may run over a page's end: printed numbers, none, one of the two, and the same page. */
static const struct {
	const char *first, *last;
	uint32_t first_page, last_page;
	const char *in[CITE_STYLES];
} turns[] = {
	{"iii", "iv", 3, 4, {
		[CITE_PLAIN] = "7th paragraph (counted), pp. 3–4 (printed iii–iv).",
		[CITE_OSCOLA] = " iii–iv (pages 3–4 of the file), 7th paragraph (counted).",
		[CITE_CHICAGO] = "7th paragraph (counted), pp. iii–iv (pages 3–4 of the file).",
		[CITE_UN] = "7th paragraph (counted), pp. iii–iv (pages 3–4 of the file).",
		[CITE_BLUEBOOK] = "7th paragraph (counted), at iii–iv (pages 3–4 of the file) (2019).",
		[CITE_APA] = "para. 7 [counted], pp. iii–iv [pages 3–4 of the file])"}},
	{"9", "10", 9, 10, {
		[CITE_PLAIN] = "7th paragraph (counted), pp. 9–10.",
		[CITE_OSCOLA] = " 9–10, 7th paragraph (counted).",
		[CITE_CHICAGO] = "7th paragraph (counted), pp. 9–10.",
		[CITE_UN] = "7th paragraph (counted), pp. 9–10.",
		[CITE_BLUEBOOK] = "7th paragraph (counted), at 9–10 (2019).",
		[CITE_APA] = "para. 7 [counted], pp. 9–10)"}},
	{"", "10", 9, 10, {
		[CITE_PLAIN] = "7th paragraph (counted), pp. 9–10.",
		[CITE_OSCOLA] = "7th paragraph (counted), pages 9–10 of the file.",
		[CITE_CHICAGO] = "7th paragraph (counted), pp. 9–10 of the file.",
		[CITE_UN] = "7th paragraph (counted), pp. 9–10 of the file.",
		[CITE_BLUEBOOK] = "7th paragraph (counted), at 9–10 of the file (2019).",
		[CITE_APA] = "para. 7 [counted], pp. 9–10 of the file)"}},
};

static void check_turns(void)
{
	struct source source;
	struct record record = {.kind = PASSAGE_PARAGRAPH, .counted = 7};
	char *error = NULL;

	source_init(&source);
	metadata_set(&source.meta, span_of("title"), span_of("Report"), &error);
	metadata_set(&source.meta, span_of("publisher"), span_of("Ministry"), &error);
	metadata_set(&source.meta, span_of("date"), span_of("2019"), &error);
	free(error);
	for (size_t i = 0; i < sizeof turns / sizeof turns[0]; i++)
		for (int style = 0; style < CITE_STYLES; style++) {
			struct page_mark first = {0, turns[i].first_page, span_of(turns[i].first)};
			struct page_mark last = {0, turns[i].last_page, span_of(turns[i].last)};
			struct citation c = {.source = &source, .record = &record, .page = &first, .last_page = &last};
			struct buf out;

			buf_init(&out);
			cite_style(&out, (enum cite_style)style, &c);
			tap_ok(span_ends(buf_span(&out), turns[i].in[style]), "%s, over a page's end: %s",
			       cite_style_names[style], out.data);
			buf_release(&out);
		}
	source_release(&source);
}

/* A title that runs right to left is set apart where the citation is shown, and nowhere else. */
static void check_isolates(void)
{
	static const struct {
		enum cite_style style;
		enum cite_markup markup;
		enum cite_form form;
		const char *words, *want; /* of its section, or of itself where it is a heading */
		enum passage_kind kind;
	} rows[] = {
		{CITE_PLAIN, CITE_TEXT, CITE_FULL, "פרק א", "מכון and Ministry, דוח: 12, 1st paragraph under “פרק א” (counted).", PASSAGE_PARAGRAPH},
		{CITE_PLAIN, CITE_SHOWN, CITE_FULL, "פרק א", "\u2068מכון\u2069 and Ministry, \u2068דוח: 12\u2069, 1st paragraph under “\u2068פרק א\u2069” (counted).", PASSAGE_PARAGRAPH},
		{CITE_CHICAGO, CITE_HTML, CITE_FULL, "פרק א", "<bdi>מכון</bdi> and Ministry, <i><bdi>דוח: 12</bdi></i>, n.d., 1st paragraph under “<bdi>פרק א</bdi>” (counted).", PASSAGE_PARAGRAPH},
		{CITE_CHICAGO, CITE_SHOWN, CITE_SHORT, "פרק א", "\u2068מכון\u2069 and Ministry, \u2068דוח\u2069, 1st paragraph under “\u2068פרק א\u2069” (counted).", PASSAGE_PARAGRAPH},
		{CITE_PLAIN, CITE_SHOWN, CITE_FULL, "זכויות האדם של מי שנעצרו במהלך ההפגנה ולא הובאו בפני שופט בזמן", "\u2068מכון\u2069 and Ministry, \u2068דוח: 12\u2069, 1st paragraph under “\u2068זכויות האדם של מי שנעצרו במהלך ההפגנה ולא הובאו בפני שופט …\u2069” (counted).", PASSAGE_PARAGRAPH},
		{CITE_PLAIN, CITE_SHOWN, CITE_FULL, "פרק א", "\u2068מכון\u2069 and Ministry, \u2068דוח: 12\u2069, heading “\u2068פרק א\u2069”.", PASSAGE_HEADING},
	};
	struct source source;
	struct span section;
	struct range all = {0, 0};
	struct record record = {.counted = 1, .sections = &section, .section_count = 1, .ranges = &all, .range_count = 1};
	char *error = NULL;

	source_init(&source);
	metadata_set(&source.meta, span_of("title"), span_of("דוח:  12"), &error);
	metadata_set(&source.meta, span_of("publisher"), span_of("מכון; Ministry"), &error);
	free(error);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct citation c = {.source = &source, .record = &record, .form = rows[i].form, .markup = rows[i].markup};
		struct buf out;

		record.kind = rows[i].kind;
		section = record.bytes = span_of(rows[i].words);
		all.end = section.len;
		buf_init(&out);
		cite_style(&out, rows[i].style, &c);
		tap_ok(span_eq_str(buf_span(&out), rows[i].want), "%s, set apart: %s", cite_style_names[rows[i].style],
		       out.data);
		buf_release(&out);
	}
	source_release(&source);
}

int main(void)
{
	static struct records r;

	read_records(&r);
	for (int style = 0; style < CITE_STYLES; style++)
		check_style(&r, (enum cite_style)style);
	check_works(&r);
	check_letters();
	check_turns();
	check_isolates();
	free(r.cited);
	for (size_t i = 0; i <= r.count; i++)
		cite_case_release(&r.all[i]);
	return tap_done();
}
