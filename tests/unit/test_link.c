/* Addresses of passages: which words, and when none. */
#include "render/link.h"
#include "tests/unit/tap.h"

#include <stdlib.h>

/* A source whose passage stands between { and }, once or more, with <…> left out of what is read, and [ ] around the quotation. */
struct page {
	struct source source;
	struct record record;
	struct buf text, bytes;
	struct range blocks[4], skips[8], quoted;
	struct link_text words;
};

static void page_init(struct page *p, const char *url, const char *marked_up)
{
	char *error = NULL;

	memset(p, 0, sizeof *p);
	source_init(&p->source);
	buf_init(&p->text);
	buf_init(&p->bytes);
	metadata_set(&p->source.meta, span_of("url"), span_of(url), &error);
	for (const char *at = marked_up; *at != '\0'; at++) {
		if (*at == '{')
			p->blocks[p->record.range_count].start = p->text.len;
		else if (*at == '}')
			p->blocks[p->record.range_count++].end = p->text.len;
		else if (*at == '[')
			p->quoted.start = p->text.len;
		else if (*at == ']')
			p->quoted.end = p->text.len;
		else if (*at == '<')
			p->skips[p->record.skip_count].start = p->text.len;
		else if (*at == '>')
			p->skips[p->record.skip_count++].end = p->text.len;
		else
			buf_add_char(&p->text, *at);
	}
	for (size_t i = 0; i < p->record.range_count; i++)
		buf_add_span(&p->bytes, span_sub(buf_span(&p->text), p->blocks[i]));
	p->record.ranges = p->blocks;
	p->record.skips = p->skips;
	p->record.bytes = buf_span(&p->bytes);
	link_text_init(&p->words);
	link_text_make(&p->words, buf_span(&p->text));
}

static void page_release(struct page *p)
{
	source_release(&p->source);
	buf_release(&p->text);
	buf_release(&p->bytes);
	link_text_release(&p->words);
}

/* What is expected stands after the address "https://e.org/p"; spaces in it stand for %20. */
static void expect(const char *name, const char *marked_up, const char *wanted)
{
	struct page p;
	struct buf out, want;

	page_init(&p, "https://e.org/p", marked_up);
	buf_init(&out);
	buf_init(&want);
	buf_add_str(&want, "https://e.org/p");
	for (; *wanted != '\0'; wanted++)
		buf_addf(&want, *wanted == ' ' ? "%%20" : "%c", *wanted);
	link_add(&out, &p.source, &p.record, NULL, &p.words, p.quoted);
	if (!tap_ok(strcmp(out.data, want.data) == 0, "%s", name)) {
		tap_note("want %s", want.data);
		tap_note("got  %s", out.data);
	}
	buf_release(&out);
	buf_release(&want);
	page_release(&p);
}

static void address(const char *name, const char *url, const char *file, unsigned page_number, const char *want)
{
	struct page p;
	struct page_mark page = {0, page_number, {"", 0}};
	struct buf out;

	page_init(&p, url, "{[One two three four five six seven.]}");
	p.source.file = file == NULL ? NULL : mem_strdup(file);
	buf_init(&out);
	buf_add_str(&out, "");
	link_add(&out, &p.source, &p.record, page_number == 0 ? NULL : &page, &p.words, p.quoted);
	if (!tap_ok(out.len == strlen(want) && memcmp(out.data, want, out.len) == 0, "%s", name))
		tap_note("got %.*s", (int)out.len, out.data);
	buf_release(&out);
	page_release(&p);
}

static void texts(void)
{
	expect("a text that stands once", "Other. {[The wells of the village were dry.]} More.",
	       "#:~:text=The wells of the village were dry%2E");
	expect("what has a meaning in a directive is encoded", "{[A-b, c & d: “e” – 5% of it.]}",
	       "#:~:text=A%2Db%2C c %26 d%3A %E2%80%9Ce%E2%80%9D %E2%80%93 5%25 of it%2E");
	expect("white space is single", "{[The wells\n\tof  the village were dry.]}",
	       "#:~:text=The wells of the village were dry%2E");
	expect("a short text has what stands before it", "{The year was good, and [it rained.] Then came the drought.}",
	       "#:~:text=good%2C and-,it rained%2E");
	expect("or after it", "{[It rained.] Then came the drought of the century.}",
	       "#:~:text=It rained%2E,-Then came");
	expect("a text that stands twice has what stands before it",
	       "They were all in prison again. {In May [they were all in prison again.] Nobody knew.}",
	       "#:~:text=May-,they were all in prison again%2E");
	expect("or after it", "They were all in prison again. {[They were all in prison again.] Nobody knew.}",
	       "#:~:text=They were all in prison again%2E,-Nobody");
	expect("case does not tell texts apart", "THEY WERE ALL IN PRISON AGAIN. {[They were all in prison again.]}", "");
	expect("what no words tell apart has the address alone",
	       "{[They were all in prison again.]} They were all in prison again.", "");
	expect("or what two words tell apart", "It rained. {Again thereafter [it rained.] Now.} Or thereafter it rained.",
	       "#:~:text=Again thereafter-,it rained%2E");
	expect("the second part of a passage", "{The year was good, and} 1 A note. {[then it rained on the town.] It ended.}",
	       "#:~:text=then it rained on the town%2E");
	expect("beside it no other part", "{The good year had ended, and} 1 A note. {[It rained.] Then came the drought.} More.",
	       "#:~:text=It rained%2E,-Then came");
	expect("a word that the quotation cuts is left out", "{[The wells of the vill]age were dry.}",
	       "#:~:text=The wells of the,-village");
	expect("a block that stands twice, too", "It rained. {[It rained.]} It rained.", "");
}

static void calls(void)
{
	expect("no note call, and no word that touches one",
	       "{[The wells of the village were dry<1> and nobody came to dig another one<²> there.]}",
	       "#:~:text=The wells of the,came to dig another");
	expect("a call at the end", "{[The wells of the village were dry.<1>]}", "#:~:text=The wells of the village were");
	expect("a call at the beginning", "{[<1>The wells of the village were dry.]}",
	       "#:~:text=wells of the village were dry%2E");
	expect("between short runs the longest", "{[One<1> two three four<2> five six seven eight and nine<3> ten.]}",
	       "#:~:text=five six seven eight and");
	expect("nothing but words at calls", "{[One<1> two<2>]}", "");
	expect("context stops at a call", "It rained. {So it was<1> [it rained.]} It rained.", "");
}

static void add_words(struct buf *out, size_t bytes)
{
	for (unsigned i = 0; out->len < bytes; i++)
		buf_addf(out, "word%u ", i);
	out->len = bytes;
}

/* 300 characters are given whole, 301 by their ends. */
static void limits(void)
{
	for (size_t more = 0; more < 2; more++) {
		struct page p;
		struct buf marked_up, out;
		const char *text;

		buf_init(&marked_up);
		buf_init(&out);
		buf_add_str(&marked_up, "{[");
		add_words(&marked_up, 2 + LINK_EXACT_MAX - 10 + more);
		buf_add_str(&marked_up, "x the end.]}");
		page_init(&p, "https://e.org/p", marked_up.data);
		p.quoted.start += p.text.len - LINK_EXACT_MAX - more;
		link_add(&out, &p.source, &p.record, NULL, &p.words, p.quoted);
		text = strstr(out.data, "text=");
		tap_ok(p.quoted.end - p.quoted.start == LINK_EXACT_MAX + more && text != NULL &&
		               (strchr(text, ',') != NULL) == (more == 1),
		       "%zu characters are given %s", p.quoted.end - p.quoted.start,
		       more == 0 ? "whole" : "by their first and last words");
		if (text == NULL || (strchr(text, ',') != NULL) != (more == 1))
			tap_note("got %s", out.data);
		buf_release(&marked_up);
		buf_release(&out);
		page_release(&p);
	}
}

static void addresses(void)
{
	address("letters that are not ASCII are encoded", "https://example.org/r\u00e9port.pdf?a=%20b", NULL, 3,
	        "https://example.org/r%C3%A9port.pdf?a=%20b#page=3");
	address("a PDF file: its page", "https://e.org/a.pdf", "a.pdf", 12, "https://e.org/a.pdf#page=12");
	address("a fragment of a PDF file gives way", "https://e.org/a.PDF?x=1#page=2", NULL, 3,
	        "https://e.org/a.PDF?x=1#page=3");
	address("a PDF file without pages", "https://e.org/a.pdf", NULL, 0, "https://e.org/a.pdf");
	address("a PDF file behind another address", "https://e.org/get?id=3", "x.pdf", 4,
	        "https://e.org/get?id=3#page=4");
	address("a page behind another address", "https://e.org/get?id=3", "f", 4,
	        "https://e.org/get?id=3#:~:text=One%20two%20three%20four%20five%20six%20seven%2E");
	address("no page of text", "https://e.org/a.docx", NULL, 0, "https://e.org/a.docx");
	address("a fragment stays", "http://e.org/p#part", NULL, 0,
	        "http://e.org/p#part:~:text=One%20two%20three%20four%20five%20six%20seven%2E");
	address("a directive gives way", "http://e.org/p#:~:text=x", NULL, 0,
	        "http://e.org/p#:~:text=One%20two%20three%20four%20five%20six%20seven%2E");
	address("what no address may hold", "https://e.org/a b\"<x>{y}|\\^`", NULL, 0,
	        "https://e.org/a%20b%22%3Cx%3E%7By%7D%7C%5C%5E%60#:~:text=One%20two%20three%20four%20five%20six%20seven%2E");
	address("none of the web", "ftp://e.org/a", NULL, 0, "");
	address("none that runs", "javascript:alert(1)", NULL, 0, "");
	address("no host", "https:/", NULL, 0, "");
}

int main(void)
{
	texts();
	calls();
	limits();
	addresses();
	return tap_done();
}
