#include "formats/message.h"

#include <stdlib.h>

#include "formats/document.h"
#include "text/utf8.h"

#define MAGIC_DOCUMENT 'D'
#define MAGIC_FAILURE 'F'

/* The fields that a format can say; the path decides the id. */
static const char *const fields[] = {"title", "date", "symbol", "kind", "language", "country", "url", "publisher"};
#define FIELD_COUNT (sizeof fields / sizeof *fields)

struct head {
	uint64_t text, segments, calls, pages, labels, remark, ocr_words, picture_pages;
	uint64_t values[FIELD_COUNT];
	char declared[DECLARED_MAX][3];
};

/* A page mark, its label as a length: the labels follow one another. */
struct page {
	uint64_t start;
	uint32_t physical, label;
};

/* ---- writing ---- */

static void add_pages(struct buf *out, const struct document *d)
{
	for (size_t i = 0; i < d->page_count; i++) {
		const struct page_mark *m = &d->pages[i];
		struct page page = {m->start, m->physical, (uint32_t)m->label.len};

		buf_add(out, &page, sizeof page);
	}
	for (size_t i = 0; i < d->page_count; i++)
		buf_add_span(out, d->pages[i].label);
}

static void add_value(struct buf *out, const struct metadata *m, size_t field)
{
	const char *const values[] = {m->title, m->date, m->symbol, m->kind, m->language, m->country, m->url};

	if (field < sizeof values / sizeof *values) {
		if (values[field] != NULL)
			buf_add_str(out, values[field]);
		return;
	}
	for (size_t i = 0; i < m->publisher_count; i++) {
		if (i != 0)
			buf_add_char(out, ';');
		buf_add_str(out, m->publishers[i]);
	}
}

void message_add_document(struct buf *out, const struct document *d)
{
	struct head h = {.text = d->text.len, .segments = d->segment_count, .calls = d->call_count, .pages = d->page_count, .ocr_words = d->ocr_count, .picture_pages = d->picture_pages};
	struct buf values;

	for (size_t i = 0; i < d->page_count; i++)
		h.labels += d->pages[i].label.len;
	h.remark = d->remark == NULL ? 0 : strlen(d->remark);

	memcpy(h.declared, d->declared, sizeof h.declared);
	buf_init(&values);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		size_t before = values.len;

		add_value(&values, &d->front, i);
		h.values[i] = values.len - before;
	}
	buf_add_char(out, MAGIC_DOCUMENT);
	buf_add(out, &h, sizeof h);
	buf_add_span(out, buf_span(&d->text));
	if (d->segment_count != 0)
		buf_add(out, d->segments, d->segment_count * sizeof *d->segments);
	if (d->call_count != 0)
		buf_add(out, d->calls, d->call_count * sizeof *d->calls);
	add_pages(out, d);
	if (d->remark != NULL)
		buf_add_str(out, d->remark);
	if (d->ocr_count != 0)
		buf_add(out, d->ocr_words, d->ocr_count * sizeof *d->ocr_words);
	buf_add_span(out, buf_span(&values));
	buf_release(&values);
}

void message_add_failure(struct buf *out, const char *reason)
{
	buf_add_char(out, MAGIC_FAILURE);
	buf_add_str(out, reason);
}

/* ---- reading ---- */

/* The next `count` elements of `size` bytes; false if there are not so many. */
static bool take(struct span *rest, uint64_t count, size_t size, struct span *out)
{
	if (count > rest->len / size)
		return false;
	*out = span_make(rest->data, (size_t)count * size);
	*rest = span_make(rest->data + out->len, rest->len - out->len);
	return true;
}

static bool is_boundary(struct span text, size_t at)
{
	return at == text.len || (at < text.len && ((unsigned char)text.data[at] & 0xC0) != 0x80);
}

static bool segment_holds(struct span text, const struct segment *s, size_t after)
{
	if ((unsigned)s->kind >= SEGMENT_KINDS || s->level < 0 || s->level > SEGMENT_LEVEL_MAX)
		return false;
	if (s->at.start < after || s->at.end <= s->at.start || s->at.end > text.len)
		return false;
	if (s->label.start < s->at.start || s->label.end < s->label.start || s->content < s->label.end || s->content >= s->at.end)
		return false;
	return is_boundary(text, s->at.start) && is_boundary(text, s->at.end) && is_boundary(text, s->label.start) &&
	       is_boundary(text, s->label.end) && is_boundary(text, s->content);
}

static bool segments_hold(const struct document *d)
{
	struct span text = buf_span(&d->text);
	size_t after = 0;

	for (size_t i = 0; i < d->segment_count; i++) {
		if (!segment_holds(text, &d->segments[i], after))
			return false;
		after = d->segments[i].at.end;
	}
	return true;
}

static bool calls_hold(const struct document *d)
{
	size_t after = 0;

	for (size_t i = 0; i < d->call_count; i++) {
		const struct segment_call *c = &d->calls[i];

		if (c->at < after || !is_boundary(buf_span(&d->text), c->at))
			return false;
		if (c->note != SEGMENT_NONE && (c->note >= d->segment_count || d->segments[c->note].kind != SEGMENT_NOTE))
			return false;
		after = c->at;
	}
	return true;
}

static bool take_values(struct document *d, const struct head *h, struct span *rest)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		struct span value;
		char *error = NULL;

		if (h->values[i] > MESSAGE_VALUE_MAX || !take(rest, h->values[i], 1, &value) || !utf8_valid(value) ||
		    (value.len != 0 && memchr(value.data, '\0', value.len) != NULL))
			return false;
		if (value.len != 0 && !metadata_set(&d->front, span_of(fields[i]), value, &error)) {
			free(error);
			return false;
		}
	}
	return true;
}

static void *copy(struct span s)
{
	void *to = s.len == 0 ? NULL : mem_alloc(s.len);

	if (s.len != 0)
		memcpy(to, s.data, s.len);
	return to;
}

/* No control characters, which a terminal might obey. */
static bool is_line(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.data[i] < ' ' || s.data[i] == 0x7F)
			return false;
	return utf8_valid(s);
}

static bool take_pages(struct document *d, const struct head *h, struct span *rest)
{
	struct span pages, labels;
	size_t at = 0, after = 0;

	if (h->pages > PAGE_MARKS_MAX || !take(rest, h->pages, sizeof(struct page), &pages) || !take(rest, h->labels, 1, &labels))
		return false;
	d->page_labels = mem_spandup(labels);
	d->pages = mem_alloc(((size_t)h->pages + 1) * sizeof *d->pages);
	for (; d->page_count < h->pages; d->page_count++) {
		struct page_mark *m = &d->pages[d->page_count];
		struct page page;

		memcpy(&page, pages.data + d->page_count * sizeof page, sizeof page);
		if (page.start < after || !is_boundary(buf_span(&d->text), page.start) || page.physical == 0 || page.physical > PAGE_PHYSICAL_MAX ||
		    page.label > PAGE_LABEL_MAX || page.label > labels.len - at || !is_line(span_make(labels.data + at, page.label)))
			return false;
		*m = (struct page_mark){page.start, page.physical, {d->page_labels + at, page.label}};
		after = page.start;
		at += page.label;
	}
	return at == labels.len;
}

static bool take_remark(struct document *d, const struct head *h, struct span *rest)
{
	struct span remark;

	if (h->remark > MESSAGE_REASON_MAX || !take(rest, h->remark, 1, &remark) || !is_line(remark))
		return false;
	if (remark.len != 0)
		d->remark = mem_spandup(remark);
	return true;
}

/* Words in order, each whole characters of the text. */
static bool take_ocr_words(struct document *d, const struct head *h, struct span *rest)
{
	struct span words, text = buf_span(&d->text);
	size_t after = 0;

	if (h->ocr_words > OCR_WORDS_MAX || !take(rest, h->ocr_words, sizeof *d->ocr_words, &words))
		return false;
	d->ocr_words = copy(words);
	d->ocr_count = (size_t)h->ocr_words;
	for (size_t i = 0; i < d->ocr_count; i++) {
		const struct ocr_word *w = &d->ocr_words[i];

		if (w->at.start < after || w->at.end <= w->at.start || !is_boundary(text, w->at.start) || !is_boundary(text, w->at.end) ||
		    w->confidence == 0 || w->confidence > 100)
			return false;
		after = w->at.end;
	}
	return true;
}

/* Codes as document_declare leaves them, each once. */
static bool take_declared(struct document *d, const struct head *h)
{
	size_t i = 0;

	for (; i < DECLARED_MAX && h->declared[i][0] != '\0' && h->declared[i][2] == '\0'; i++)
		document_declare(d, h->declared[i]);
	return memcmp(d->declared, h->declared, sizeof h->declared) == 0;
}

static bool take_document(struct document *d, struct span rest)
{
	struct span head, text, segments, calls;
	struct head h;

	if (!take(&rest, 1, sizeof h, &head))
		return false;
	memcpy(&h, head.data, sizeof h);
	if (h.segments > SEGMENTS_MAX || h.calls > SEGMENTS_MAX || !take(&rest, h.text, 1, &text) ||
	    !take(&rest, h.segments, sizeof *d->segments, &segments) || !take(&rest, h.calls, sizeof *d->calls, &calls))
		return false;
	buf_clear(&d->text);
	buf_add_span(&d->text, text);
	d->segments = copy(segments);
	d->segment_count = (size_t)h.segments;
	d->calls = copy(calls);
	d->call_count = (size_t)h.calls;
	d->picture_pages = h.picture_pages > PAGE_PHYSICAL_MAX ? PAGE_PHYSICAL_MAX : (size_t)h.picture_pages;
	if (!take_pages(d, &h, &rest) || !take_remark(d, &h, &rest) || !take_ocr_words(d, &h, &rest) ||
	    !take_declared(d, &h) || !take_values(d, &h, &rest) || rest.len != 0)
		return false;
	return utf8_valid(text) && (text.len == 0 || memchr(text.data, '\0', text.len) == NULL) && segments_hold(d) && calls_hold(d);
}

static char *clean_reason(struct span s)
{
	struct buf b;
	char *reason;

	buf_init(&b);
	utf8_add_clean(&b, span_make(s.data, s.len < MESSAGE_REASON_MAX ? s.len : MESSAGE_REASON_MAX));
	for (size_t i = 0; i < b.len; i++)
		if ((unsigned char)b.data[i] < ' ' || b.data[i] == 0x7F)
			b.data[i] = ' ';
	reason = buf_detach(&b);
	buf_release(&b);
	return reason;
}

bool message_read(struct document *d, struct span message, char **reason)
{
	if (message.len > 1 && message.data[0] == MAGIC_FAILURE) {
		*reason = clean_reason(span_make(message.data + 1, message.len - 1));
		return false;
	}
	if (message.len != 0 && message.data[0] == MAGIC_DOCUMENT && take_document(d, span_make(message.data + 1, message.len - 1)))
		return true;
	document_release(d);
	document_init(d);
	*reason = mem_strdup("its reader gave a damaged answer");
	return false;
}
