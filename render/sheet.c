#include "render/sheet.h"

#include "render/html_text.h"

#include <strings.h>

static const char head[] =
	"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
	"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
	"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	"<title>Quotations</title>\n<style>\n"
	"body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 1rem/1.5 Georgia, serif; color: #111;"
	" background: #fff }\n"
	"h1 { font-size: 1.4em } h2 { font-size: 1.15em; margin-top: 2em }"
	" article h2 { font-size: 1em; margin: 1em 0 }\n"
	"article { margin: 1.5em 0; padding-top: 1em; border-top: 1px solid #888; break-inside: avoid }\n"
	"blockquote { margin: .5em 0 .5em 1em; padding-left: 1em; border-left: 3px solid #888 }\n"
	"mark { background: #ffec99; color: inherit }\n"
	".place, .data { font-size: .85em; color: #444 }\n"
	".data, code { overflow-wrap: anywhere } code { font-size: .9em }\n"
	"@media print { body { margin: 0; max-width: none; font-size: 11pt } a { color: inherit }"
	" mark { background: none; font-weight: bold } }\n"
	"</style>\n</head>\n<body>\n<main>\n";

static void add_element(struct buf *out, const char *tag, struct span text)
{
	buf_addf(out, "<%s>", tag);
	html_add(out, text);
	buf_addf(out, "</%s>", tag);
}

static void add_code(struct buf *out, const char *text)
{
	add_element(out, "code", span_of(text));
}

static void add_quotation(struct buf *out, const struct sheet_hit *h)
{
	size_t at = 0;

	buf_add_str(out, "<blockquote dir=\"auto\"");
	if (h->language != NULL && *h->language != '\0') {
		buf_add_str(out, " lang=\"");
		html_add_str(out, h->language);
		buf_add_char(out, '"');
	}
	buf_add_str(out, "><p>");
	for (size_t i = 0; i < h->highlight_count; i++) {
		html_add(out, span_sub(h->text, (struct range){at, h->highlights[i].start}));
		add_element(out, "mark", span_sub(h->text, h->highlights[i]));
		at = h->highlights[i].end;
	}
	html_add(out, span_sub(h->text, (struct range){at, h->text.len}));
	buf_add_str(out, "</p></blockquote>\n");
}

static bool is_web(struct span link)
{
	return (link.len > 7 && strncasecmp(link.data, "http://", 7) == 0) ||
	       (link.len > 8 && strncasecmp(link.data, "https://", 8) == 0);
}

static void add_link(struct buf *out, struct span link)
{
	if (!is_web(link))
		return;
	buf_add_str(out, "<p class=\"data\"><a rel=\"noreferrer\" href=\"");
	html_add(out, link);
	buf_add_str(out, "\">");
	html_add(out, link);
	buf_add_str(out, "</a></p>\n");
}

static void add_hit(struct buf *out, const struct sheet_hit *h)
{
	buf_addf(out, "<article id=\"n%u\">\n<h2>%u</h2>\n", h->number, h->number);
	if (h->place.len != 0) {
		buf_add_str(out, "<p class=\"place\" dir=\"auto\">");
		html_add(out, h->place);
		buf_add_str(out, "</p>\n");
	}
	add_quotation(out, h);
	buf_add_str(out, "<p class=\"citation\" dir=\"ltr\">");
	buf_add_span(out, h->citation);
	buf_add_str(out, "</p>\n");
	add_link(out, h->link);
	buf_addf(out, "<p class=\"data\">Passage %s. Bytes ", h->id);
	for (size_t i = 0; i < h->range_count; i++)
		buf_addf(out, "%s%zu&#8211;%zu", i == 0 ? "" : ", ", h->ranges[i].start, h->ranges[i].end);
	buf_addf(out, " of the text of <a href=\"#s%u\">source %u</a>; they are in ", h->source, h->source);
	add_code(out, h->quoted);
	buf_add_str(out, " and have the SHA-256 ");
	add_code(out, h->sha256);
	buf_add_str(out, ".</p>\n</article>\n");
}

static void add_source(struct buf *out, const struct sheet_source *s)
{
	buf_addf(out, "<article id=\"s%u\">\n<p dir=\"ltr\">%u. ", s->number, s->number);
	buf_add_span(out, s->citation);
	buf_add_str(out, "</p>\n<p class=\"data\">");
	add_code(out, s->id);
	buf_add_str(out, ", file ");
	add_code(out, s->file);
	buf_add_str(out, ", SHA-256 ");
	add_code(out, s->sha256);
	if (strcmp(s->sha256, s->text_sha256) != 0) {
		buf_add_str(out, "; of its text ");
		add_code(out, s->text_sha256);
	}
	buf_add_str(out, s->copy != NULL ? ". Copy: " : ". No copy is in this bundle.");
	if (s->copy != NULL) {
		add_code(out, s->copy);
		buf_add_char(out, '.');
	}
	if (s->text != NULL && (s->copy == NULL || strcmp(s->copy, s->text) != 0)) {
		buf_add_str(out, " Its text, to which bytes refer: ");
		add_code(out, s->text);
		buf_add_char(out, '.');
	}
	buf_add_str(out, "</p>\n</article>\n");
}

static void add_opening(struct buf *out, const struct sheet *s)
{
	buf_add_str(out, head);
	buf_add_str(out, "<h1>Quotations");
	if (s->query.len != 0) {
		buf_add_str(out, " for <q dir=\"auto\">");
		html_add(out, s->query);
		buf_add_str(out, "</q>");
	}
	buf_addf(out, "</h1>\n<p class=\"data\">%zu %s from %zu %s. Made ", s->hit_count,
	         s->hit_count == 1 ? "quotation" : "quotations", s->source_count,
	         s->source_count == 1 ? "source" : "sources");
	html_add_str(out, s->made);
	buf_add_str(out, " by ");
	html_add_str(out, s->program);
	buf_add_str(out, s->digest_count == 1 ? " from the index with the digest " : " from the indexes with the digests ");
	for (size_t i = 0; i < s->digest_count; i++) {
		buf_add_str(out, i == 0 ? "" : ", ");
		add_code(out, s->digests[i]);
	}
	buf_add_str(out, "; citations in the style ");
	html_add_str(out, s->style);
	buf_add_str(out, ". Marked are the words that the query found; [&#8230;] stands where words are left out or "
	                 "two parts of a text meet.</p>\n");
}

static void add_closing(struct buf *out, const struct sheet *s)
{
	buf_add_str(out, "<h2>To check</h2>\n<p>In the folder of this page, <code>sha256sum -c SHA256SUMS</code> says "
	                 "whether every file is as it was written");
	if (s->has_texts)
		buf_add_str(out, ", and <code>sh check.sh</code> whether every quotation stands in its source where it "
		                 "is said to stand. Neither needs the program that made them.</p>\n");
	else
		buf_add_str(out, ". The sources are not here: compare each quotation with a source that has the hash "
		                 "given above.</p>\n");
	buf_add_str(out, "</main>\n</body>\n</html>\n");
}

void sheet_print(struct buf *out, const struct sheet *s)
{
	add_opening(out, s);
	for (size_t i = 0; i < s->hit_count; i++)
		add_hit(out, &s->hits[i]);
	buf_add_str(out, "<h2>Sources</h2>\n");
	for (size_t i = 0; i < s->source_count; i++)
		add_source(out, &s->sources[i]);
	add_closing(out, s);
}
