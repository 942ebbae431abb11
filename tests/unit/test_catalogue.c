#include "indexer/catalogue.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define HEADER "file,sha256,id,title,publisher,date,symbol,kind,language,country,url\n"

/* What catalogue_read makes of a file: rows left out (or -1), rows kept, and a part of the warnings. */
static const struct read_case {
	const char *name, *csv;
	int broken;
	size_t kept;
	const char *warned; /* NULL: nothing may be warned of */
} reads[] = {
	{"a plain file", HEADER "a.txt,,a,A title,P,2015-12-21,EUR 1/2015,report,en,kz,\n", 0, 1, NULL},
	{"a header alone", HEADER, 0, 0, NULL},
	{"a byte-order mark", "\xEF\xBB\xBF" HEADER "a.txt,,,,,,,,,,\n", 0, 1, NULL},
	{"semicolons", "file;title\na.txt;A, B and C\n", 0, 1, NULL},
	{"a semicolon in a title does not make semicolons", "file,title\na.txt,A; B\n", 0, 1, NULL},
	{"sep= as Excel writes it", "sep=;\r\nfile;title\r\na.txt;A\r\n", 0, 1, NULL},
	{"CR LF", "file,title\r\na.txt,A\r\nb.txt,B\r\n", 0, 2, NULL},
	{"CR alone", "file,title\ra.txt,A\rb.txt,B\r", 0, 2, NULL},
	{"no line end at the end", "file,title\na.txt,A", 0, 1, NULL},
	{"blank lines, and rows of empty cells", "file,title\n\n,\na.txt,A\n,\n", 0, 1, NULL},
	{"a line end in quotes", "file,title\na.txt,\"A\nB\"\nb.txt,B\n", 0, 2, NULL},
	{"columns in another order and case", "Title,SHA256,File\nA,,a.txt\n", 0, 1, NULL},
	{"an unknown column", "file,colour\na.txt,red\nb.txt,blue\n", 0, 2, "t.csv:1: column \"colour\""},
	{"more cells, but empty", "file,title\na.txt,A,,\n", 0, 1, NULL},
	{"more cells", "file,title\na.txt,A,B\nb.txt,B\n", 1, 1, "t.csv:2: 3 cells where the header has 2"},
	{"fewer cells", "file,title,date\na.txt,A\nb.txt,B,2015\n", 1, 1, "t.csv:2: 2 cells"},
	{"a quote that is not closed", "file,title\na.txt,\"A\nb.txt,B\nc.txt,C\n", 1, 2, "t.csv:2: a quotation mark is not closed"},
	{"an open quote that a later one closes", "file,title\na.txt,\"A\nb.txt,B\nc.txt,\"C\"\n", 1, 2, "t.csv:2: a quotation mark"},
	{"an open quote that would swallow a row whole", "file,title,date,kind\na.txt,\"A,,\nb.txt,\"B\",,\nc.txt,\"C\",,\n", 1, 2, "t.csv:2: a quotation mark"},
	{"a cell that holds another row", "file,title,date,kind\na.txt,\"A,,\nb.txt,B,,\nc.txt,C\",,\nd.txt,D,,\n", 2, 2, "t.csv:2: a cell holds another row"},
	{"a quote inside a cell", "file,title\na.txt,the \"law\"\nb.txt,B\n", 1, 1, "t.csv:2: a quotation mark"},
	{"a bad date", "file,date\na.txt,12/21/2015\nb.txt,2015\n", 1, 2,
	 "t.csv:2: not a date (YYYY, YYYY-MM or YYYY-MM-DD): \"12/21/2015\"; the date is left out"},
	{"a date that is no day", "file,date\na.txt,2015-02-30\n", 1, 1, "t.csv:2: not a date"},
	{"a bad language", "file,language\na.txt,english please\nb.txt,en\n", 1, 2, "\"english please\"; the language is left out"},
	{"a bad date and a bad language are one row", "file,date,language\na.txt,soon,tongues\n", 1, 1, "t.csv:2: not a language"},
	{"a bad date in a row that cannot be used", "file,date\n,soon\n", 1, 0, "t.csv:2: neither file nor sha256"},
	{"a bad hash", "file,sha256\na.txt,abc\n", 1, 0, "t.csv:2: sha256 is not 64"},
	{"no file and no hash", "file,sha256,title\n,,A\n", 1, 0, "t.csv:2: neither file nor sha256"},
	{"not UTF-8", "file,title\na.txt,caf\xE9\nb.txt,B\n", 1, 1, "t.csv:2: not UTF-8"},
	{"the line of a row after quoted line ends", "file,title\na.txt,\"1\n2\n3\"\nb.txt,B,C\n", 1, 1, "t.csv:5: 3 cells"},
	{"the line of a row after blank lines", "file,title\r\n\r\n\r\nb.txt,B,C\r\n", 1, 0, "t.csv:4: 3 cells"},
	{"two rows for one file", "file,title\na.txt,A\nb.txt,B\na.txt,C\n", 1, 2, "t.csv:4: a second row for the file of t.csv:2"},
	{"two rows for one hash", "sha256,title\n" HASH_A ",A\n" HASH_A ",B\n", 1, 1, "t.csv:3: a second row for the file of t.csv:2"},
	{"copies of one file under two paths", "file,sha256\na.txt," HASH_A "\nb.txt," HASH_A "\n", 0, 2, NULL},
	{"two files of one path", "file,sha256\na.txt," HASH_A "\na.txt," HASH_B "\n", 0, 2, NULL},
	{"nothing at all", "", -1, 0, "t.csv:1: no header line"},
	{"no header", "a.txt,A title\n", -1, 0, "neither \"file\" nor \"sha256\""},
	{"a column twice", "file,title,title\na.txt,A,B\n", -1, 0, "t.csv:1: the header has the column \"title\" twice"},
};

/* What a call wrote to stderr. */
static FILE *stderr_file;
static int stderr_before;

static void stderr_begin(void)
{
	stderr_file = tmpfile();
	fflush(stderr);
	stderr_before = dup(STDERR_FILENO);
	dup2(fileno(stderr_file), STDERR_FILENO);
}

static void stderr_end(char *out, size_t size)
{
	size_t len;

	fflush(stderr);
	dup2(stderr_before, STDERR_FILENO);
	close(stderr_before);
	rewind(stderr_file);
	len = fread(out, 1, size - 1, stderr_file);
	out[len] = '\0';
	fclose(stderr_file);
}

static bool warned_right(const char *said, const char *wanted)
{
	return wanted == NULL ? said[0] == '\0' : strstr(said, wanted) != NULL;
}

static void test_reads(void)
{
	for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
		const struct read_case *t = &reads[i];
		struct catalogue *c = catalogue_new();
		char said[4096];
		int broken;

		stderr_begin();
		broken = catalogue_read(c, span_of(t->csv), "t.csv");
		stderr_end(said, sizeof said);
		if (broken < 0)
			snprintf(said, sizeof said, "%s", catalogue_problem(c));
		if (!tap_ok(broken == t->broken && catalogue_count(c) == t->kept && warned_right(said, t->warned),
		            "read: %s", t->name))
			tap_note("%d broken, %zu kept, said: %s", broken, catalogue_count(c), said);
		catalogue_free(c);
	}
}

/* Which row is found, by its title, for a file of this hash and path. */
static const struct find_case {
	const char *name, *csv, *sha256, *file, *title; /* title NULL: no row */
} finds[] = {
	{"by its hash", "file,sha256,title\nx.txt," HASH_A ",A\n", HASH_A, "y.txt", "A"},
	{"by a hash in capitals", "sha256,title\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,A\n", HASH_A, "y.txt", "A"},
	{"by its path", "file,title\n2015/x.txt,A\n", HASH_A, "2015/x.txt", "A"},
	{"by its path, changed since", "file,sha256,title\nx.txt," HASH_B ",A\n", HASH_A, "x.txt", "A"},
	{"the hash before the path", "file,sha256,title\nx.txt,,A\ny.txt," HASH_A ",B\n", HASH_A, "x.txt", "B"},
	{"of two copies the one at the path", "file,sha256,title\nx.txt," HASH_A ",A\ny.txt," HASH_A ",B\n", HASH_A, "y.txt", "B"},
	{"of two copies elsewhere the first", "file,sha256,title\nx.txt," HASH_A ",A\ny.txt," HASH_A ",B\n", HASH_A, "z.txt", "A"},
	{"by its name, with an id", "file,id,title\nx.txt,x,A\n", HASH_A, "2015/x.txt", "A"},
	{"not by its name, without an id", "file,title\nx.txt,A\n", HASH_A, "2015/x.txt", NULL},
	{"by the end of the row's path", "file,title\nreports/x.txt,A\n", HASH_A, "x.txt", "A"},
	{"not by part of a name", "file,id,title\nx.txt,x,A\n", HASH_A, "ax.txt", NULL},
	{"not by a name that two rows have", "file,title\na/x.txt,A\nb/x.txt,B\n", HASH_A, "x.txt", NULL},
	{"the exact path before the name", "file,id,title\nx.txt,x,A\na/x.txt,y,B\n", HASH_A, "x.txt", "A"},
	{"not at all", "file,title\nx.txt,A\n", HASH_A, "y.txt", NULL},
	{"with a comma and quotes in the title", "file,title\nx.txt,\"A, \"\"B\"\"\"\n", HASH_A, "x.txt", "A, \"B\""},
	{"with a bad date beside the title", "file,date,title\nx.txt,13/25/2020,A\n", HASH_A, "x.txt", "A"},
	{"with a line end in the title", "file,title\nx.txt,\"A\nB\"\n", HASH_A, "x.txt", "A\nB"},
};

static void test_finds(void)
{
	for (size_t i = 0; i < sizeof finds / sizeof *finds; i++) {
		const struct find_case *t = &finds[i];
		struct catalogue *c = catalogue_new();
		const struct metadata *m;
		const char *title;

		catalogue_read(c, span_of(t->csv), "t.csv");
		m = catalogue_find(c, t->sha256, span_of(t->file));
		title = m == NULL ? NULL : m->title;
		if (!tap_ok(t->title == NULL ? m == NULL : title != NULL && strcmp(title, t->title) == 0,
		            "found: %s", t->name))
			tap_note("found %s", title == NULL ? "none" : title);
		catalogue_free(c);
	}
}

static void test_fields(void)
{
	struct catalogue *c = catalogue_new();
	const struct metadata *m;

	catalogue_read(c, span_of(HEADER "a.txt,,id-1,A title,\"One; Two\",2021-11,A/1,report,EN,kz,https://example.org/a\n"), "t.csv");
	m = catalogue_find(c, HASH_A, span_of("a.txt"));
	tap_ok(m != NULL && strcmp(m->id, "id-1") == 0 && strcmp(m->date, "2021-11") == 0 &&
	               strcmp(m->symbol, "A/1") == 0 && strcmp(m->kind, "report") == 0 &&
	               strcmp(m->language, "en") == 0 && strcmp(m->country, "kz") == 0 &&
	               strcmp(m->url, "https://example.org/a") == 0,
	       "every column is read");
	tap_ok(m != NULL && m->publisher_count == 2 && strcmp(m->publishers[1], "Two") == 0,
	       "publishers are parted by semicolons");
	catalogue_free(c);
}

static void test_unused(void)
{
	struct catalogue *c = catalogue_new();
	struct catalogue_row row;
	size_t at = 0, n = 0;
	bool right = true;

	catalogue_read(c, span_of("file,title\na.txt,A\nb.txt,B\nc.txt,C\n"), "t.csv");
	catalogue_find(c, HASH_A, span_of("b.txt"));
	for (; catalogue_unused(c, &at, &row); n++)
		right = right && strcmp(row.name, "t.csv") == 0 && row.line == (n == 0 ? 2 : 4) &&
		        span_eq_str(row.file, n == 0 ? "a.txt" : "c.txt");
	tap_ok(right && n == 2, "rows that no file uses are named with their lines");
	catalogue_free(c);
}

/* Two processes have read the same rows: what one has used, the other hears of. */
static void test_used_elsewhere(void)
{
	struct catalogue *here = catalogue_new(), *there = catalogue_new();
	struct catalogue_row row;
	struct buf csv, bits;
	size_t at = 0, n = 0;

	buf_init(&csv);
	buf_init(&bits);
	buf_add_str(&csv, "file\n");
	for (int i = 0; i < 17; i++)
		buf_addf(&csv, "%d.txt\n", i);
	catalogue_read(here, buf_span(&csv), "t.csv");
	catalogue_read(there, buf_span(&csv), "t.csv");
	for (int i = 1; i < 17; i++) {
		char name[16];

		snprintf(name, sizeof name, "%d.txt", i);
		catalogue_find(there, HASH_A, span_of(name));
	}
	catalogue_used_encode(&bits, there);
	catalogue_used_add(here, buf_span(&bits));
	for (; catalogue_unused(here, &at, &row); n++)
		tap_ok(row.line == 2, "the row that neither used");
	tap_ok(n == 1 && bits.len == 3, "rows used in another process are used");
	catalogue_used_add(here, span_of(""));
	buf_release(&csv);
	buf_release(&bits);
	catalogue_free(here);
	catalogue_free(there);
}

static void test_differs(void)
{
	struct catalogue *c = catalogue_new();
	struct catalogue_row row;
	const struct metadata *m;

	catalogue_read(c, span_of("file,sha256\na.txt," HASH_A "\nb.txt,\n"), "t.csv");
	m = catalogue_find(c, HASH_B, span_of("a.txt"));
	tap_ok(m != NULL && catalogue_differs(m, HASH_B, &row) && row.line == 2, "a row of another hash differs");
	tap_ok(m != NULL && !catalogue_differs(m, HASH_A, &row), "one of the same does not");
	m = catalogue_find(c, HASH_B, span_of("b.txt"));
	tap_ok(m != NULL && !catalogue_differs(m, HASH_B, &row), "nor one without");
	catalogue_free(c);
}

/* A row of exactly `len` bytes, its line feed not counted, and one after it. */
static int broken_of_row(size_t len)
{
	struct catalogue *c = catalogue_new();
	struct buf b;
	char said[4096];
	int broken;

	buf_init(&b);
	buf_add_str(&b, "file,title\na.txt,");
	for (size_t i = strlen("a.txt,"); i < len; i++)
		buf_add_char(&b, 'x');
	buf_add_str(&b, "\nb.txt,B\n");
	stderr_begin();
	broken = catalogue_read(c, buf_span(&b), "t.csv");
	stderr_end(said, sizeof said);
	if (catalogue_count(c) != 2 - (size_t)broken)
		broken = -2;
	buf_release(&b);
	catalogue_free(c);
	return broken;
}

static int read_columns(size_t count)
{
	struct catalogue *c = catalogue_new();
	struct buf b;
	char said[16384];
	int broken;

	buf_init(&b);
	buf_add_str(&b, "file");
	for (size_t i = 1; i < count; i++)
		buf_addf(&b, ",x%zu", i);
	buf_add_str(&b, "\n");
	stderr_begin();
	broken = catalogue_read(c, buf_span(&b), "t.csv");
	stderr_end(said, sizeof said);
	buf_release(&b);
	catalogue_free(c);
	return broken;
}

int main(void)
{
	test_reads();
	test_finds();
	test_fields();
	test_unused();
	test_used_elsewhere();
	test_differs();
	tap_ok(broken_of_row(CATALOGUE_ROW_MAX - 1) == 0, "a row of the greatest length is read");
	tap_ok(broken_of_row(CATALOGUE_ROW_MAX) == 1, "a longer row is left out, and the next one read");
	tap_ok(read_columns(CATALOGUE_COLUMNS_MAX) == 0, "as many columns as allowed");
	tap_ok(read_columns(CATALOGUE_COLUMNS_MAX + 1) == -1, "one column more is refused");
	return tap_done();
}
