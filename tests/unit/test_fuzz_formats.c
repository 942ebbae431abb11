/*
 * Random and spoilt bytes through every reader: nothing may crash, hang or
 * give offsets outside the text. The same bytes in every run; FUZZ_ROUNDS=N
 * makes it longer.
 */
#include "formats/jsonl.h"
#include "indexer/catalogue.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 500
#define MOST_EDITS 12

static const char *const seeds[] = {
	"---\ntitle: \"A \\\"b\\\"\"\npublisher: [One, 'Two']\ndate: 2015\ntags:\n  - a\n---\n# Text\n\fPage two.\n",
	"\xEF\xBB\xBFText with \xE2\x80\x9Cquotes\xE2\x80\x9D and na\xC3\xAFve caf\xC3\xA9s.\n\n1. One\n",
	"Le pr\xE9sident a \xE9t\xE9 arr\xEAt\xE9 \xE0 l\x92\x61\xE9roport.\r\n",
	"\xD1\xF3\xE4 \xEF\xF0\xE8\xE7\xED\xE0\xEB \xE6\xF3\xF0\xED\xE0\xEB\xE8\xF1\xF2\xE0 \xE2\xE8\xED\xEE\xE2\xED\xFB\xEC.",
	"{\"id\": \"1\", \"title\": \"T\", \"text\": \"A\\n\\u201cB\\ud83d\\ude00\", \"publisher\": [\"P\", \"Q\"], \"date\": \"2015-12\"}\n{\"id\": \"2\", \"text\": \"B\"}\n",
	"file,sha256,title,date\na.txt,,\"A, \"\"B\"\"\nC\",2015\nb.txt,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,B,\n",
	"sep=;\r\nfile;title\r\na.txt;\"A\r\nB\"\r\n",
	"<?xml version='1.0'?><html><body>Text</body></html>",
	"%PDF-1.4\n%\xE2\xE3\xCF\xD3\nPK\x03\x04word/",
};
#define SEEDS (sizeof seeds / sizeof *seeds)

/* xorshift64* (Vigna 2016): the same numbers on every machine. */
static uint64_t state = 88172645463325252u;

static size_t below(size_t n)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return n == 0 ? 0 : (size_t)((state * 2685821657736338717u) >> 33) % n;
}

static void edit(struct buf *b)
{
	static const char *const pieces[] = {"\"", "\n", "\r", ",", ";", "---\n", "{", "[", "\\u", "\xEF\xBB\xBF", "\xFF\xFE", "\f", ": ", "'"};
	size_t at = below(b->len);
	struct buf rest;

	if (b->len == 0)
		return;
	switch (below(4)) {
	case 0:
		b->data[at] = (char)(unsigned char)below(256);
		break;
	case 1:
		b->len = at;
		break;
	case 2:
		buf_init(&rest);
		buf_add(&rest, b->data + at, b->len - at);
		b->len = at;
		buf_add_str(b, pieces[below(sizeof pieces / sizeof *pieces)]);
		buf_add_span(b, buf_span(&rest));
		buf_release(&rest);
		break;
	default:
		buf_add_str(b, seeds[below(SEEDS)]);
	}
}

static void make_input(struct buf *b)
{
	buf_clear(b);
	if (below(10) == 0) {
		for (size_t n = below(300); n > 0; n--)
			buf_add_char(b, (char)(unsigned char)below(256));
		return;
	}
	buf_add_str(b, seeds[below(SEEDS)]);
	for (size_t n = below(MOST_EDITS); n > 0; n--)
		edit(b);
}

static bool document_is_sound(const struct document *d)
{
	for (size_t i = 0; i < d->page_count; i++)
		if (d->pages[i].start > d->text.len || (i > 0 && d->pages[i].start <= d->pages[i - 1].start))
			return false;
	return d->body <= d->text.len;
}

static bool read_document(struct span s, const char *name)
{
	struct document d;
	char *reason = NULL;
	bool sound;

	/* valgrind makes system calls of its own, which no child may make */
	if (getenv("UNDER_VALGRIND") != NULL && format_detect(s, span_of(name), &reason) > FORMAT_JSON_LINES)
		return true;
	free(reason);
	reason = NULL;
	document_init(&d);
	sound = document_read(&d, s, span_of(name), &reason) ? reason == NULL : reason != NULL;
	sound = sound && document_is_sound(&d);
	free(reason);
	document_release(&d);
	return sound;
}

static bool read_lines(struct span s)
{
	struct jsonl j;
	struct jsonl_source source;
	char *reason = NULL;
	size_t end = 0;
	bool sound = true;

	jsonl_init(&j, s);
	jsonl_source_init(&source);
	for (int result; (result = jsonl_next(&j, &source, &reason)) != 0;) {
		sound = sound && source.at.start >= end && source.at.end > source.at.start && source.at.end <= s.len &&
		        (result > 0) == (reason == NULL) && document_is_sound(&source.document);
		end = source.at.end;
		free(reason);
	}
	jsonl_source_release(&source);
	return sound;
}

static bool read_catalogue(struct span s)
{
	struct catalogue *c = catalogue_new();
	struct catalogue_row row;
	size_t rows = 0;
	bool sound = catalogue_read(c, s, "fuzz.csv") >= -1;

	for (size_t at = 0; catalogue_unused(c, &at, &row); rows++)
		sound = sound && row.line >= 2;
	sound = sound && rows == catalogue_count(c);
	catalogue_find(c, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", span_of("x/a.txt"));
	catalogue_free(c);
	return sound;
}

int main(void)
{
	const char *wanted = getenv("FUZZ_ROUNDS");
	size_t rounds = wanted == NULL ? tap_hunt(tap_scale(ROUNDS)) : (size_t)strtoul(wanted, NULL, 10);
	size_t documents = 0, lines = 0, catalogues = 0;
	struct buf b;

	/* The warnings are not what is tested; a sanitizer's own words still go to the terminal. */
	stderr = fopen("/dev/null", "w");
	if (stderr == NULL)
		return 2;
	buf_init(&b);
	for (size_t i = 0; i < rounds; i++) {
		make_input(&b);
		documents += read_document(buf_span(&b), i % 2 == 0 ? "a.txt" : "a.md");
		lines += read_lines(buf_span(&b));
		catalogues += read_catalogue(buf_span(&b));
	}
	buf_release(&b);
	fclose(stderr);
	tap_ok(documents == rounds, "%zu of %zu spoilt files are read or refused soundly", documents, rounds);
	tap_ok(lines == rounds, "%zu of %zu as JSON lines", lines, rounds);
	tap_ok(catalogues == rounds, "%zu of %zu as a catalogue", catalogues, rounds);
	return tap_done();
}
