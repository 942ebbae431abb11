/*
 * Publication Manual of the American Psychological Association, 7th edition: in
 * the text (Author, year, place), for every citation alike (8.10, 8.13, 8.25);
 * parts other than pages and paragraphs have a capital: Footnote 3 (8.13); text
 * without numbers by its heading and the paragraph below it, the heading in
 * quotation marks only where it is abbreviated (8.28); three authors and more:
 * the first "et al." (8.17). Entries: group author, (year, month day), title in
 * italics in sentence style (6.17), number in brackets, kind in square brackets,
 * address (9.11, 9.14, 9.19, 9.21, 10.4); a publisher that is the author is not
 * repeated (9.29); of 21 authors and more the first 19 and the last (9.8);
 * "n.d." (9.14); a description where there is no title (9.22). An author's works
 * by date (9.46), those of one year with letters, in the order of their dates,
 * then of their titles (9.47).
 */
#include "render/cite_parts.h"

#include <strings.h>

static const struct cite_names text_names = {
	.two = " & ", .last = ", & ", .most = 2, .shown = 1, .others = " et al."};
static const struct cite_names list_names = {
	.two = " & ", .last = ", & ", .most = 20, .shown = 19, .others = ", . . . ", .last_too = true};
static const struct cite_words words = {.paragraph = "para. ",
                                        .page = "p. ", .pages = "pp. ",
                                        .note = "Footnote ",
                                        .open = "“",
                                        .close = "”",
                                        .note_open = "[",
                                        .note_close = "]",
                                        .section_first = true};

/* "a", "b" … "z", "aa" */
static void add_letter(struct buf *out, uint32_t n)
{
	if (n == 0)
		return;
	add_letter(out, (n - 1) / 26);
	buf_add_char(out, (char)('a' + (n - 1) % 26));
}

static void add_year(struct buf *out, const struct citation *c)
{
	const char *date = c->source->meta.date;

	if (cite_is_known(date))
		buf_addf(out, "%.4s", date);
	else
		buf_add_str(out, c->letter != 0 ? "n.d.-" : "n.d.");
	add_letter(out, c->letter);
}

static void add_in_text(struct buf *out, const struct citation *c)
{
	buf_add_char(out, '(');
	if (cite_is_digest(c->source))
		buf_add_str(out, "digest of ");
	if (!cite_add_names(out, &c->source->meta, &text_names))
		cite_add_short_title(out, c, CITE_ITALIC, CITE_ROMAN);
	buf_add_str(out, ", ");
	add_year(out, c);
	cite_add_pinpoint(out, ", ", c, &words);
	buf_add_char(out, ')');
}

static void add_full_date(struct buf *out, const struct citation *c)
{
	const char *date = c->source->meta.date;
	int year, month = 0, day = 0;

	buf_add_char(out, '(');
	add_year(out, c);
	if (cite_is_known(date) && cite_read_date(date, &year, &month, &day) && month != 0)
		buf_addf(out, ", %s", cite_month(month));
	if (day != 0)
		buf_addf(out, " %d", day);
	buf_add_str(out, ").");
}

static bool is_told_by_title(const char *kind)
{
	return strcasecmp(kind, "report") == 0 || strcasecmp(kind, "digest") == 0;
}

/* In sentence style (6.17) where it is English; what has no title has a description in square brackets. */
static void add_title(struct buf *out, const struct citation *c)
{
	struct buf title;

	buf_init(&title);
	if (cite_is_known(c->source->meta.title)) {
		cite_add_title(&title, c->source, CITE_ITALIC, CITE_ROMAN);
		cite_add_cased(out, c->source, buf_span(&title), CAPITALS_SENTENCE);
	} else {
		cite_add_description(&title, c->source, ", ", "");
		cite_add_capital(&title, 0);
		buf_addf(out, "[%s]", title.data);
	}
	buf_release(&title);
}

/* Title, number and kind. */
static void add_work(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;
	size_t from;

	add_title(out, c);
	if (cite_has_symbol(m)) {
		buf_add_str(out, " (");
		cite_add_line(out, span_of(m->symbol));
		buf_add_char(out, ')');
	}
	if (cite_is_known(m->title) && cite_is_known(m->kind) && !is_told_by_title(m->kind)) {
		buf_add_str(out, " [");
		from = out->len;
		cite_add_line(out, span_of(m->kind));
		cite_add_capital(out, from);
		buf_add_char(out, ']');
	}
	cite_end_sentence(out);
}

static void add_entry(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;
	bool named;

	if (cite_is_digest(c->source))
		buf_add_str(out, "Digest of ");
	named = cite_add_names(out, m, &list_names);
	if (named)
		cite_end_sentence(out);
	else
		add_work(out, c);
	buf_add_char(out, ' ');
	add_full_date(out, c);
	if (named) {
		buf_add_char(out, ' ');
		add_work(out, c);
	}
	if (link_is_known(m)) {
		buf_add_char(out, ' ');
		cite_add_line(out, span_of(m->url));
	}
}

void cite_apa(struct buf *out, const struct citation *c)
{
	if (c->form == CITE_BIBLIOGRAPHY)
		add_entry(out, c);
	else
		add_in_text(out, c);
}
