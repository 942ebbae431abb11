#include "render/cite_parts.h"

#include <strings.h>

/* "A and B"; "A; B; C", and also where a name has an "and" of its own. */
static void add_publishers(struct buf *out, const struct metadata *m)
{
	const char *joint = m->publisher_count == 2 ? " and " : "; ";

	for (size_t i = 0; i < m->publisher_count; i++)
		if (strstr(m->publishers[i], " and ") != NULL)
			joint = "; ";
	for (size_t i = 0; i < m->publisher_count; i++) {
		if (i != 0)
			buf_add_str(out, joint);
		cite_add_line(out, span_of(m->publishers[i]));
	}
}

bool cite_is_digest(const struct source *s)
{
	return cite_is_known(s->meta.kind) && strcasecmp(s->meta.kind, "digest") == 0;
}

/* The file; for a line of JSON lines its id too, as many stand in one file. */
static void add_file(struct buf *out, const struct source *s, const char *open, const char *close)
{
	const char *name = cite_is_known(s->file) ? s->file : s->meta.id;

	if (!cite_is_known(name))
		return;
	buf_add_str(out, open);
	if (s->length != 0 && cite_is_known(s->meta.id)) {
		cite_add_line(out, span_of(s->meta.id));
		buf_add_str(out, " in ");
	}
	cite_add_line(out, span_of(name));
	buf_add_str(out, close);
}

void cite_add_description(struct buf *out, const struct source *s, const char *open, const char *close)
{
	if (cite_is_known(s->meta.kind) && !cite_is_digest(s))
		cite_add_line(out, span_of(s->meta.kind));
	else
		buf_add_str(out, "untitled");
	add_file(out, s, open, close);
}

/* "Brown v. Northlake (14 June 2011)", of that date: each citation adds it, and says it once. */
static struct span without_own_date(const struct metadata *m)
{
	struct span title = span_trim(span_of(m->title));
	struct buf own;

	if (!cite_is_known(m->date))
		return title;
	buf_init(&own);
	buf_add_str(&own, " (");
	cite_date(&own, m->date);
	buf_add_char(&own, ')');
	if (span_ends(title, own.data) && title.len > own.len)
		title.len -= own.len;
	buf_release(&own);
	return title;
}

void cite_title(struct buf *out, const struct source *s)
{
	if (cite_is_known(s->meta.title))
		cite_add_line(out, without_own_date(&s->meta));
	else
		cite_add_description(out, s, " [", "]");
}

static void add_symbol_and_date(struct buf *out, const struct metadata *m)
{
	if (cite_is_known(m->symbol)) {
		buf_add_str(out, ", ");
		cite_add_line(out, span_of(m->symbol));
	}
	if (cite_is_known(m->date)) {
		buf_add_str(out, " (");
		cite_date(out, m->date);
		buf_add_char(out, ')');
	}
}

/* Publishers, title, symbol and date. */
static void add_work(struct buf *out, const struct source *s)
{
	size_t title;

	if (cite_is_digest(s))
		buf_add_str(out, "Digest of ");
	add_publishers(out, &s->meta);
	if (s->meta.publisher_count != 0)
		buf_add_str(out, ", ");
	title = out->len;
	cite_title(out, s);
	cite_drop_stop(out, title);
	add_symbol_and_date(out, &s->meta);
}

static void add_cited(struct buf *out, const struct source *s, const struct record *r,
                      const struct page_mark *page, const struct page_mark *last)
{
	struct buf pinpoint;

	add_work(out, s);
	buf_init(&pinpoint);
	cite_pinpoint_over(&pinpoint, r, page, last);
	if (pinpoint.len != 0) {
		buf_add_str(out, ", ");
		buf_add_span(out, buf_span(&pinpoint));
		if (cite_is_digest(s))
			buf_add_str(out, " of the digest");
	}
	buf_release(&pinpoint);
	cite_end_sentence(out);
}

void cite_plain(struct buf *out, const struct source *s, const struct record *r,
                const struct page_mark *page)
{
	add_cited(out, s, r, page, NULL);
}

void cite_plain_form(struct buf *out, const struct citation *c)
{
	if (c->form == CITE_BIBLIOGRAPHY) {
		add_work(out, c->source);
		cite_end_sentence(out);
	} else {
		add_cited(out, c->source, c->record, c->page, c->last_page);
	}
}
