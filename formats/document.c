#include "formats/document.h"
#include "formats/encoding.h"
#include "formats/foreign.h"
#include "text/language.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <strings.h>

void document_init(struct document *d)
{
	buf_init(&d->text);
	d->encoding = NULL;
	d->style = STYLE_PLAIN;
	d->body = 0;
	metadata_init(&d->front);
	memset(d->declared, 0, sizeof d->declared);
	d->pages = NULL;
	d->page_count = 0;
	d->page_labels = d->remark = NULL;
	d->segments = NULL;
	d->segment_count = 0;
	d->calls = NULL;
	d->call_count = 0;
	d->ocr_words = NULL;
	d->ocr_count = d->picture_pages = 0;
}

static void forget_structure(struct document *d)
{
	free(d->pages);
	free(d->page_labels);
	free(d->remark);
	free(d->segments);
	free(d->calls);
	free(d->ocr_words);
	d->pages = NULL;
	d->page_labels = d->remark = NULL;
	d->segments = NULL;
	d->calls = NULL;
	d->ocr_words = NULL;
	d->page_count = d->segment_count = d->call_count = d->ocr_count = d->picture_pages = 0;
}

void document_forget(struct document *d)
{
	buf_clear(&d->text);
	forget_structure(d);
}

void document_release(struct document *d)
{
	if (d == NULL)
		return;
	buf_release(&d->text);
	metadata_release(&d->front);
	forget_structure(d);
}

/* Whether the code is "ru" or "ru-RU" where `of` is "ru". */
static bool is_variety(const char *code, const char *of)
{
	size_t len = strlen(of);

	return strncmp(code, of, len) == 0 && strchr("-_", code[len]) != NULL; /* or its end */
}

void document_declare(struct document *d, const char *code)
{
	const struct language *language;
	size_t i = 0;

	for (; code != NULL && i < DECLARED_MAX && d->declared[i][0] != '\0'; i++)
		if (is_variety(code, d->declared[i]))
			return;
	language = code == NULL || i == DECLARED_MAX ? NULL : language_find(span_of(code));
	if (language == NULL)
		return;
	for (size_t k = 0; k < i; k++)
		if (strcmp(d->declared[k], language->code) == 0)
			return;
	memcpy(d->declared[i], language->code, sizeof language->code);
}

void document_find_pages(struct document *d)
{
	size_t end = d->text.len, cap = 0;

	assert(d->pages == NULL);
	if (memchr(d->text.data, '\f', d->text.len) == NULL)
		return;
	while (end > 0 && strchr(" \t\r\n\f", d->text.data[end - 1]) != NULL)
		end--;
	for (size_t start = 0; start < end || d->page_count == 0;) {
		struct page_mark mark = {start, (uint32_t)d->page_count + 1, {"", 0}};
		const char *feed = memchr(d->text.data + start, '\f', end - start);

		ARRAY_GROW(d->pages, d->page_count, cap);
		d->pages[d->page_count++] = mark;
		if (feed == NULL)
			break;
		start = (size_t)(feed - d->text.data) + 1;
	}
}

void document_keep_labels(struct document *d)
{
	struct buf all;
	size_t at = 0;

	buf_init(&all);
	for (size_t i = 0; i < d->page_count; i++)
		buf_add_span(&all, d->pages[i].label);
	for (size_t i = 0; i < d->page_count; i++) {
		d->pages[i].label.data = all.data + at;
		at += d->pages[i].label.len;
	}
	free(d->page_labels);
	d->page_labels = buf_detach(&all);
	buf_release(&all);
}

bool name_ends(struct span name, const char *ending)
{
	size_t len = strlen(ending);

	return name.len >= len && strncasecmp(name.data + name.len - len, ending, len) == 0;
}

/* The first word that ends behind byte `at`. */
static size_t ocr_word_after(const struct document *d, size_t at)
{
	return ARRAY_FIRST(d->ocr_words, d->ocr_count, at.end, at + 1);
}

uint32_t document_ocr_confidence(const struct document *d, const struct range *ranges, size_t count)
{
	double sure = 0, bytes = 0;

	for (size_t k = 0; k < count; k++)
		for (size_t i = ocr_word_after(d, ranges[k].start); i < d->ocr_count && d->ocr_words[i].at.start < ranges[k].end; i++) {
			double len = (double)(d->ocr_words[i].at.end - d->ocr_words[i].at.start);

			sure += len * d->ocr_words[i].confidence;
			bytes += len;
		}
	return bytes > 0 ? (uint32_t)(sure / bytes + 0.5) : 0;
}

uint32_t document_ocr_pages(const struct document *d)
{
	bool seen[PAGE_PHYSICAL_MAX + 1] = {false};
	uint32_t count = 0;
	size_t page = 0;

	for (size_t i = 0; i < d->ocr_count && d->page_count != 0; i++) {
		bool *physical;

		while (page + 1 < d->page_count && d->pages[page + 1].start <= d->ocr_words[i].at.start)
			page++;
		physical = &seen[d->pages[page].physical <= PAGE_PHYSICAL_MAX ? d->pages[page].physical : 0];
		count += !*physical;
		*physical = true;
	}
	return count;
}

static enum style style_of(struct span name)
{
	static const char *const endings[] = {".md", ".markdown", ".mdown", ".mkd"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (name_ends(name, endings[i]))
			return STYLE_MARKDOWN;
	return STYLE_PLAIN;
}

bool text_is_blank(struct span text)
{
	int32_t cp;

	for (size_t at = 0; at < text.len;) {
		at += utf8_decode(text, at, &cp);
		if (!utf8_is_space(cp) && cp != 0xFEFF)
			return false;
	}
	return true;
}

/* The canonical text: the bytes themselves if they are UTF-8, else their conversion. */
static bool read_text(struct document *d, struct span bytes, char **reason)
{
	const char *encoding = encoding_detect(bytes, reason);

	if (encoding == NULL)
		return false;
	buf_clear(&d->text);
	if (strcmp(encoding, "UTF-8") == 0) {
		buf_add_span(&d->text, bytes);
		return true;
	}
	d->encoding = encoding;
	return encoding_convert(&d->text, bytes, encoding, reason);
}

bool document_read(struct document *d, struct span bytes, struct span name, char **reason)
{
	enum format format;

	*reason = NULL;
	format = format_detect(bytes, name, reason);
	if (format == FORMAT_UNKNOWN)
		return false;
	if (format_is_foreign(format))
		return foreign_read(d, format, bytes, reason);
	if (!read_text(d, bytes, reason))
		return false;
	if (text_is_blank(buf_span(&d->text))) {
		*reason = mem_strdup("empty");
		return false;
	}
	d->style = style_of(name);
	d->body = span_starts(buf_span(&d->text), UTF8_BOM) ? strlen(UTF8_BOM) : 0;
	d->body = front_matter_read(d, d->body, name);
	document_find_pages(d);
	return true;
}
