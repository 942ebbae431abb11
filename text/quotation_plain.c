#include "text/quotation.h"

#include "text/utf8.h"

/* One line: what it is in, and where its text begins. */
struct text_line {
	struct range at; /* without the line feed */
	size_t begin;    /* after white space and > */
	size_t columns;  /* of white space before it */
	bool quoted;     /* begins with > */
};

static struct text_line read_line(struct span text, size_t at)
{
	const char *feed = memchr(text.data + at, '\n', text.len - at);
	struct text_line l = {{at, feed == NULL ? text.len : (size_t)(feed - text.data)}, at, 0, false};

	for (; l.begin < l.at.end; l.begin++) {
		char c = text.data[l.begin];

		if (c == '>')
			l.quoted = true;
		else if (c == '\t' || c == ' ')
			l.columns += l.quoted ? 0 : c == '\t' ? QUOTATION_INDENT : 1;
		else
			break;
	}
	return l;
}

static bool is_blank(struct span text, const struct text_line *l)
{
	return span_trim(span_make(text.data + l->begin, l->at.end - l->begin)).len == 0;
}

static bool ends_in_colon(struct span text, size_t end)
{
	while (end > 0 && strchr(" \t\r\n", text.data[end - 1]) != NULL)
		end--;
	return end > 0 && text.data[end - 1] == ':';
}

static bool is_list_item(struct span text, size_t at)
{
	int32_t cp = utf8_peek(text, at);

	return utf8_is_one_of(cp, "-*+•–▪●◦") || utf8_is_digit(cp) || cp == '(';
}

/* The block that a line begins: all lines that are of its kind, to the next blank one. */
static struct range read_block(struct quotations *q, struct span text, size_t at, bool *quoted, bool *indented)
{
	struct text_line l = read_line(text, at);
	struct range block = {l.begin, l.at.end};

	*quoted = l.quoted;
	*indented = l.columns >= QUOTATION_INDENT && !is_list_item(text, l.begin);
	while (block.end < text.len) {
		l = read_line(text, block.end + 1 < text.len ? block.end + 1 : text.len);
		if (is_blank(text, &l) || l.quoted != *quoted)
			break;
		*indented &= l.columns >= QUOTATION_INDENT;
		if (*quoted && l.begin > l.at.start)
			quotations_hole(q, (struct range){l.at.start, l.begin});
		block.end = l.at.end;
	}
	return block;
}

void quotations_find(struct quotations *q, struct span text, size_t from)
{
	bool after_colon = false;

	for (size_t at = from; at < text.len;) {
		struct text_line l = read_line(text, at);
		bool quoted, indented;
		struct range block;

		if (is_blank(text, &l)) {
			at = l.at.end + 1;
			continue;
		}
		block = read_block(q, text, at, &quoted, &indented);
		indented &= after_colon;
		quotations_paragraph(q, text, block, quoted || indented);
		after_colon = indented || ends_in_colon(text, block.end);
		at = block.end + 1;
	}
	quotations_end(q);
}
