#include "formats/jsonl.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

/* One line of a file: what is read, or a part of the reason why not. */
static const struct line_case {
	const char *what, *line;
	const char *text;   /* NULL: a bad line */
	const char *title;  /* NULL: none */
	const char *reason; /* of a bad line, or a warning; NULL: none */
} lines[] = {
	{"id and text", "{\"id\": \"1\", \"text\": \"A text.\"}", "A text.", NULL, NULL},
	{"escapes", "{\"id\": \"1\", \"text\": \"A\\n\\n\\u201cB\\u201d \\ud83d\\ude00\"}", "A\n\n\xE2\x80\x9C" "B\xE2\x80\x9D \xF0\x9F\x98\x80", NULL, NULL},
	{"a title", "{\"id\": \"1\", \"title\": \"T\", \"text\": \"A\"}", "A", "T", NULL},
	{"an empty title", "{\"id\": \"1\", \"title\": \"\", \"text\": \"A\"}", "A", NULL, NULL},
	{"a title and no text", "{\"id\": \"1\", \"title\": \"T\"}", "", "T", NULL},
	{"a title and an empty text", "{\"id\": \"1\", \"title\": \"T\", \"text\": \"\"}", "", "T", NULL},
	{"null for what is not known", "{\"id\": \"1\", \"text\": \"A\", \"title\": null, \"date\": null}", "A", NULL, NULL},
	{"members we do not know", "{\"id\": \"1\", \"text\": \"A\", \"x\": {\"y\": [1]}}", "A", NULL, NULL},
	{"white space around it", "  {\"id\": \"1\", \"text\": \"A\"} \r", "A", NULL, NULL},
	{"a bad date is left out with a warning", "{\"id\": \"1\", \"text\": \"A\", \"date\": \"May\"}", "A", NULL, "not a date"},
	{"a year as a number", "{\"id\": \"1\", \"text\": \"A\", \"date\": 2015}", "A", NULL, NULL},
	{"a title of another type", "{\"id\": \"1\", \"text\": \"A\", \"title\": 5}", "A", NULL, "\"title\" is left unknown: not a string"},
	{"each bad value has its warning", "{\"id\": \"1\", \"text\": \"A\", \"date\": \"May\", \"kind\": 7, \"language\": \"klingonish\"}", "A", NULL, "\n\"kind\" is left unknown: not a string\n\"language\" is left unknown: not a language"},
	{"no id", "{\"text\": \"A\"}", NULL, NULL, "no \"id\""},
	{"an id that is a number", "{\"id\": 1, \"text\": \"A\"}", NULL, NULL, "\"id\" is not a string"},
	{"an empty id", "{\"id\": \" \", \"text\": \"A\"}", NULL, NULL, "\"id\" is not a string, or empty"},
	{"no text and no title", "{\"id\": \"1\"}", NULL, NULL, "no \"text\""},
	{"an empty text and no title", "{\"id\": \"1\", \"text\": \" \"}", NULL, NULL, "\"text\" is empty"},
	{"null for a text, with a title", "{\"id\": \"1\", \"text\": null, \"title\": \"T\"}", "", "T", NULL},
	{"an empty text and a title of another type", "{\"id\": \"1\", \"text\": \"\", \"title\": 5}", NULL, NULL, "\"text\" is empty"},
	{"no text and a blank title", "{\"id\": \"1\", \"title\": \" \"}", NULL, NULL, "no \"text\""},
	{"a publisher that is a number among others", "{\"id\": \"1\", \"text\": \"A\", \"publisher\": [\"P\", 5]}", "A", NULL, "\"publisher\" is left unknown: not a string"},
	{"a text of another type", "{\"id\": \"1\", \"text\": [\"A\"]}", NULL, NULL, "\"text\" is not a string"},
	{"no JSON", "id=1", NULL, NULL, "not JSON"},
	{"no object", "[1]", NULL, NULL, "not a JSON object"},
	{"a line cut off", "{\"id\": \"1\", \"text\": \"A", NULL, NULL, "not JSON"},
	{"two objects", "{\"id\": \"1\", \"text\": \"A\"} {}", NULL, NULL, "not JSON"},
	{"a member twice", "{\"id\": \"1\", \"id\": \"2\", \"text\": \"A\"}", NULL, NULL, "not JSON"},
	{"half a surrogate pair", "{\"id\": \"1\", \"text\": \"\\ud800\"}", NULL, NULL, "not JSON"},
	{"a NUL", "{\"id\": \"1\", \"text\": \"a\\u0000b\"}", NULL, NULL, "has a NUL (\\u0000)"},
	{"bytes that are not UTF-8", "{\"id\": \"1\", \"text\": \"caf\xE9\"}", NULL, NULL, "not JSON"},
};

static bool same_string(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Each line with a good one after it, which must be read whatever happened before. */
static void test_line(const struct line_case *t)
{
	struct jsonl j;
	struct jsonl_source s;
	struct buf file;
	char *reason = NULL, *after = NULL;
	const char *said;
	bool good;
	int result;

	buf_init(&file);
	buf_addf(&file, "%s\n{\"id\": \"next\", \"text\": \"Next.\"}\n", t->line);
	jsonl_init(&j, buf_span(&file));
	jsonl_source_init(&s);
	result = jsonl_next(&j, &s, &reason);
	said = result == 1 ? (s.warnings.len != 0 ? s.warnings.data : NULL) : reason;
	good = result == (t->text == NULL ? -1 : 1) && j.line == 1 &&
	       (t->reason == NULL ? said == NULL : said != NULL && strstr(said, t->reason) != NULL);
	if (result == 1)
		good = good && same_string(s.document.text.data, t->text) && same_string(s.document.front.title, t->title) &&
		       s.at.start == 0 && s.at.end == strlen(t->line);
	if (!good)
		tap_note("%d, said: %s", result, said == NULL ? "nothing" : said);
	good = good && jsonl_next(&j, &s, &after) == 1 && strcmp(s.document.text.data, "Next.") == 0 && j.line == 2 &&
	       jsonl_next(&j, &s, &after) == 0;
	tap_ok(good, "%s", t->what);
	free(reason);
	jsonl_source_release(&s);
	buf_release(&file);
}

static void test_metadata(void)
{
	const char *line = "\xEF\xBB\xBF\n\n{\"id\": \"x\", \"title\": \"T\", \"publisher\": [\"One\", \"Two\"], \"date\": \"2015-12\","
	                   "\"symbol\": \"A/1\", \"kind\": \"speech\", \"language\": \"ru\", \"country\": \"kz\","
	                   "\"url\": \"https://example.org\", \"text\": \"A\\fB\"}";
	struct jsonl j;
	struct jsonl_source s;
	char *reason = NULL;
	const struct metadata *m = &s.document.front;

	jsonl_init(&j, span_of(line));
	jsonl_source_init(&s);
	tap_ok(jsonl_next(&j, &s, &reason) == 1 && j.line == 3 && s.at.start == 5 && s.at.end == strlen(line),
	       "the mark and blank lines are skipped, and the line is the third");
	tap_ok(same_string(m->id, "x") && m->publisher_count == 2 && same_string(m->publishers[1], "Two") &&
	               same_string(m->date, "2015-12") && same_string(m->symbol, "A/1") && same_string(m->kind, "speech") &&
	               same_string(m->language, "ru") && same_string(m->country, "kz") &&
	               same_string(m->url, "https://example.org") && s.has_title && s.document.page_count == 2,
	       "every member is read");
	jsonl_source_release(&s);
}

static void test_huge_line(void)
{
	const size_t size = tap_scale((size_t)20 * 1024 * 1024);
	struct jsonl j;
	struct jsonl_source s;
	struct buf file;
	char *reason = NULL;

	buf_init(&file);
	buf_add_str(&file, "{\"id\": \"1\", \"text\": \"");
	for (size_t i = 0; i < size; i++)
		buf_add_char(&file, 'x');
	buf_add_str(&file, "\"}");
	jsonl_init(&j, buf_span(&file));
	jsonl_source_init(&s);
	tap_ok(jsonl_next(&j, &s, &reason) == 1 && s.document.text.len == size, "a line of 20 MB");
	jsonl_source_release(&s);
	buf_release(&file);
}

static void test_deep_nesting(void)
{
	struct jsonl j;
	struct jsonl_source s;
	struct buf file;
	char *reason = NULL;

	buf_init(&file);
	for (size_t i = 0; i < tap_scale(100000); i++)
		buf_add_char(&file, '[');
	jsonl_init(&j, buf_span(&file));
	jsonl_source_init(&s);
	tap_ok(jsonl_next(&j, &s, &reason) == -1 && reason != NULL, "brackets 100,000 deep are a bad line");
	free(reason);
	jsonl_source_release(&s);
	buf_release(&file);
}

int main(void)
{
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		test_line(&lines[i]);
	test_metadata();
	test_huge_line();
	test_deep_nesting();
	return tap_done();
}
