/*
 * pdf_title.c: the title, where the first page or the file itself is sure of it.
 * Most files only say what their word processor called them.
 */
#include "formats/pdf_write.h"

#include <stdlib.h>

#include "text/utf8.h"

#define TITLE_WORDS 3
#define TITLE_BYTES 300
#define TITLE_LARGER 1.3F   /* than the document's size */
#define TITLE_LARGEST 1.12F /* than everything else in the document */
#define TITLE_PAGES 2       /* on which it is looked for */
#define WINDOW ((size_t)4000) /* bytes of the text in which the file's own title must stand */

static size_t count_words(struct span s)
{
	size_t words = 0;
	bool in = false;

	for (size_t i = 0; i < s.len; i++) {
		words += (unsigned char)s.data[i] > ' ' && !in;
		in = (unsigned char)s.data[i] > ' ';
	}
	return words;
}

static float size_of(const struct pdf_blocks *b, size_t i)
{
	return b->blocks[i].kind == PDF_HEADING ? b->blocks[i].size : 0;
}

static uint32_t page_of(const struct pdf_blocks *b, size_t i)
{
	return b->flow[b->blocks[i].first].line->page;
}

static void add_text(struct buf *out, const struct pdf_blocks *b, const struct pdf_block *k)
{
	for (size_t i = 0; i < k->count; i++) {
		if (i != 0)
			buf_add_char(out, ' ');
		pdf_line_text(out, b->pdf, b->flow[k->first + i].line);
	}
}

/* The one heading on the first pages that is larger than all others. */
static void take_largest(struct document *d, const struct pdf_blocks *b)
{
	size_t best = SIZE_MAX;
	float next = 0;
	struct buf text;

	for (size_t i = 0; i < b->count; i++) {
		float size = size_of(b, i);

		if (best == SIZE_MAX || size > size_of(b, best)) {
			next = best == SIZE_MAX ? 0 : size_of(b, best);
			best = i;
		} else if (size > next) {
			next = size;
		}
	}
	if (best == SIZE_MAX || page_of(b, best) >= TITLE_PAGES || size_of(b, best) < TITLE_LARGER * b->pdf->size || size_of(b, best) < TITLE_LARGEST * next)
		return;
	buf_init(&text);
	add_text(&text, b, &b->blocks[best]);
	if (count_words(buf_span(&text)) >= TITLE_WORDS && text.len <= TITLE_BYTES)
		metadata_set(&d->front, span_of("title"), buf_span(&text), NULL);
	buf_release(&text);
}

/* A masthead of the United Nations prints the body that it is of larger than the title. */
static bool has_masthead(const struct pdf_blocks *b)
{
	for (size_t i = 0; i < b->flow_count && b->flow[i].line->page == 0; i++)
		if (span_starts(span_sub(buf_span(&b->text), b->flow[i].text), "Distr."))
			return true;
	return false;
}

/* Letters and digits alone, folded. */
static void add_key(struct buf *out, struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		size_t n = utf8_decode(s, at, &cp);

		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			utf8_fold(out, span_make(s.data + at, n));
		at += n;
	}
}

/* The file's own title counts where the text begins with it, too. */
static void take_own(struct document *d, const struct pdf *p)
{
	struct span title = p->title == NULL ? span_of("") : span_trim(span_of(p->title)), text = buf_span(&d->text);
	struct buf a, b;

	if (count_words(title) < TITLE_WORDS || title.len > TITLE_BYTES || !utf8_valid(title))
		return;
	text.len = text.len < WINDOW ? text.len : WINDOW;
	buf_init(&a);
	buf_init(&b);
	add_key(&a, title);
	add_key(&b, text);
	if (a.len != 0 && memmem(b.data, b.len, a.data, a.len) != NULL)
		metadata_set(&d->front, span_of("title"), title, NULL);
	buf_release(&a);
	buf_release(&b);
}

void pdf_title(struct document *d, const struct pdf *p, const struct pdf_blocks *body)
{
	take_own(d, p);
	if (d->front.title == NULL && !has_masthead(body))
		take_largest(d, body);
}
