/*
 * The readers of foreign formats on the cases of their own tests, spoilt: parts
 * taken out, doubled, moved, bytes changed. Here they run in this process, so
 * that a sanitizer sees what a child would only die of; what they answer must
 * pass the parent's check.
 */
#include "formats/message.h"
#include "formats/readers.h"
#include "indexer/outline.h"

#include "tests/unit/made_zip.h"
#include "tests/unit/reader_cases.h"

#define ROUNDS 400
#define ROUNDS_VALGRIND 30
#define MOST_EDITS 6
#define PIECE_MAX 200 /* bytes that are moved at once */

static uint64_t state = 20151121;

static size_t below(size_t n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return n == 0 ? 0 : (size_t)(state >> 33) % n;
}

/* A piece that mostly begins and ends where an element does. */
static struct range piece(const struct buf *b)
{
	size_t start = below(b->len), end;

	if (below(4) != 0)
		while (start < b->len && b->data[start] != '<')
			start++;
	end = start + below(PIECE_MAX);
	if (end > b->len)
		end = b->len;
	if (below(4) != 0)
		while (end < b->len && b->data[end] != '<')
			end++;
	return (struct range){start, end};
}

static void insert(struct buf *b, size_t at, struct span what)
{
	char *copy = mem_spandup(what);

	buf_reserve(b, what.len);
	memmove(b->data + at + what.len, b->data + at, b->len - at);
	memcpy(b->data + at, copy, what.len);
	b->len += what.len;
	b->data[b->len] = '\0';
	free(copy);
}

static void edit(struct buf *b)
{
	struct range r = piece(b);

	switch (below(3)) {
	case 0:
		memmove(b->data + r.start, b->data + r.end, b->len - r.end);
		b->len -= r.end - r.start;
		b->data[b->len] = '\0';
		break;
	case 1:
		insert(b, piece(b).start, span_sub(buf_span(b), r));
		break;
	default:
		if (b->len != 0)
			b->data[below(b->len)] = (char)(1 + below(255));
	}
}

/* Its passages stand in the text, in order. */
static bool outline_is_sound(const struct document *d)
{
	struct outline o;
	size_t after = 0;
	bool sound = true;

	outline_init(&o);
	outline_make(&o, buf_span(&d->text), d, false);
	for (size_t i = 0; i < o.count; i++)
		for (size_t k = 0; k < o.passages[i].range_count; k++) {
			struct range r = o.passages[i].ranges[k];

			sound = sound && r.start >= after && r.end > r.start && r.end <= d->text.len;
			after = r.end;
		}
	outline_release(&o);
	return sound;
}

/* Reads it; what is read must go through the pipe. */
static bool is_sound(case_read *read, struct span input)
{
	struct document d, back;
	struct buf message;
	char *reason = NULL, *refused = NULL;
	bool sound;

	document_init(&d);
	document_init(&back);
	buf_init(&message);
	if (read(&d, input, &reason)) {
		message_add_document(&message, &d);
		sound = reason == NULL && message_read(&back, buf_span(&message), &refused) && outline_is_sound(&back);
	} else {
		sound = reason != NULL;
	}
	free(reason);
	free(refused);
	buf_release(&message);
	document_release(&back);
	document_release(&d);
	return sound;
}

static const char *wrapping[2]; /* what stands around the body, and its member's name below */
static const char *member;
static case_read *inner;

static bool read_archive(struct document *d, struct span body, char **reason)
{
	struct buf xml, zip;
	bool good;

	buf_init(&xml);
	buf_init(&zip);
	buf_add_str(&xml, wrapping[0]);
	buf_add_span(&xml, body);
	buf_add_str(&xml, wrapping[1]);
	made_zip(&zip, (struct made_member[]){{member, buf_span(&xml), 0}, {"word/footnotes.xml", buf_span(&xml), 0}, {"word/numbering.xml", buf_span(&xml), 0}, {"word/styles.xml", buf_span(&xml), 0}}, 4);
	good = inner(d, buf_span(&zip), reason);
	buf_release(&xml);
	buf_release(&zip);
	return good;
}

static bool read_rtf(struct document *d, struct span body, char **reason)
{
	struct buf b;
	bool good;

	buf_init(&b);
	buf_add_str(&b, "{\\rtf1\\ansicpg1251{\\fonttbl{\\f1\\fcharset204 A;}{\\f2\\fcharset2 B;}}{\\stylesheet{\\s1 heading 1;}{\\s5 toc 1;}}");
	buf_add_span(&b, body);
	buf_add_str(&b, "}");
	good = rtf_read(d, buf_span(&b), reason);
	buf_release(&b);
	return good;
}

#define MEMBER(name, bytes) {name, {bytes, sizeof bytes - 1}, 0}

static bool read_book(struct document *d, struct span body, char **reason)
{
	struct buf zip;
	bool good;

	buf_init(&zip);
	made_zip(&zip, (struct made_member[]){MEMBER("META-INF/container.xml", "<container><rootfile full-path='b.opf'/></container>"),
	         MEMBER("b.opf", "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>"),
	         {"a.xhtml", body, 0}}, 3);
	good = epub_read(d, buf_span(&zip), reason);
	buf_release(&zip);
	return good;
}

static void fuzz(const char *cases, case_read *read)
{
	size_t rounds = getenv("UNDER_VALGRIND") != NULL ? ROUNDS_VALGRIND : tap_hunt(ROUNDS), sound = 0;
	struct buf all, b;

	buf_init(&all);
	buf_init(&b);
	if (!tap_ok(cases_file(cases, &all), "%s is there", cases))
		return;
	for (size_t i = 0; i < rounds; i++) {
		const char *seed = strstr(all.data + below(all.len), "\n=== "), *end;

		if (seed == NULL)
			seed = strstr(all.data, "\n=== ");
		seed = strchr(seed + 1, '\n') + 1;
		end = strstr(seed, "\n---\n");
		buf_clear(&b);
		buf_add(&b, seed, (size_t)(end - seed));
		for (size_t n = below(MOST_EDITS); n > 0; n--)
			edit(&b);
		sound += is_sound(read, buf_span(&b));
	}
	tap_ok(sound == rounds, "%zu of %zu spoilt inputs of %s are read or refused soundly", sound, rounds, cases);
	buf_release(&all);
	buf_release(&b);
}

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"

int main(void)
{
	fuzz("tests/cases/html.txt", html_read);
	wrapping[0] = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' "
	              "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><w:body>";
	wrapping[1] = "</w:body></w:document>";
	member = "word/document.xml";
	inner = docx_read;
	fuzz("tests/cases/docx.txt", read_archive);
	wrapping[0] = "<office:document-content xmlns:office='" OASIS "office:1.0' xmlns:text='" OASIS "text:1.0' xmlns:table='" OASIS
	              "table:1.0' xmlns:style='" OASIS "style:1.0' xmlns:draw='" OASIS "drawing:1.0' xmlns:svg='x'><office:body><office:text>";
	wrapping[1] = "</office:text></office:body></office:document-content>";
	member = "content.xml";
	inner = odt_read;
	fuzz("tests/cases/odt.txt", read_archive);
	fuzz("tests/cases/rtf.txt", read_rtf);
	fuzz("tests/cases/mail.txt", mail_read);
	fuzz("tests/cases/epub.txt", read_book);
	return tap_done();
}
