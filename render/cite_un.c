/*
 * United Nations Editorial Manual, "Footnotes and other references": documents
 * of the United Nations are cited by their symbol alone, and paragraphs, not
 * pages (III.A); those of others by organization, title, symbol and "Available
 * at" (IV.A). A reference is repeated as it was (V.A), but for the pinpoint.
 * Lists of works go by author and date (X.A). More than three authors: the first
 * "and others". The date where there is no symbol is ours: without it a body's
 * statements of one title could not be told apart.
 */
#include "render/cite_parts.h"

static const struct cite_names names = {
	.two = " and ", .last = " and ", .most = 3, .shown = 1, .others = " and others"};
static const struct cite_words words = {
	.paragraph = "para. ", .page = "p. ", .pages = "pp. ", .note = "footnote ",
	.open = "“", .close = "”", .note_open = "(", .note_close = ")", .mark_apart = true};

static bool is_own(const struct citation *c)
{
	return cite_symbol_family(&c->source->meta) == SYMBOL_UNITED_NATIONS;
}

static void add_available(struct buf *out, const struct metadata *m)
{
	if (!link_is_known(m))
		return;
	buf_add_str(out, " Available at ");
	cite_add_line(out, span_of(m->url));
	cite_end_sentence(out);
}

static void add_other_work(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;

	if (cite_add_names(out, m, &names))
		buf_add_str(out, ", ");
	cite_add_title(out, c->source, "“", "”");
	if (cite_has_symbol(m)) {
		buf_add_str(out, ", ");
		cite_add_line(out, span_of(m->symbol));
	} else if (cite_is_known(m->date)) {
		buf_add_str(out, ", ");
		cite_date(out, m->date);
	}
}

static void add_note(struct buf *out, const struct citation *c)
{
	if (is_own(c))
		cite_add_line(out, span_of(c->source->meta.symbol));
	else
		add_other_work(out, c);
	cite_add_pinpoint(out, ", ", c, &words);
	cite_end_sentence(out);
	if (!is_own(c))
		add_available(out, &c->source->meta);
}

static void add_listed_title(struct buf *out, const struct source *s)
{
	size_t from = out->len;

	cite_add_title(out, s, CITE_ITALIC, CITE_ROMAN);
	if (!cite_is_known(s->meta.title))
		cite_add_capital(out, from);
}

static void add_entry(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;
	bool named = cite_add_names(out, m, &names);

	if (!named)
		add_listed_title(out, c->source);
	buf_addf(out, " (%.4s). ", cite_is_known(m->date) ? m->date : "n.d.");
	if (named) {
		add_listed_title(out, c->source);
		cite_end_sentence(out);
		buf_add_char(out, ' ');
	}
	if (cite_is_known(m->date) && strlen(m->date) > 4) {
		cite_date(out, m->date);
		buf_add_str(out, ". ");
	}
	if (cite_has_symbol(m)) {
		cite_add_line(out, span_of(m->symbol));
		buf_add_str(out, ". ");
	}
	out->data[--out->len] = '\0';
	add_available(out, m);
}

void cite_un(struct buf *out, const struct citation *c)
{
	if (cite_is_digest(c->source))
		buf_add_str(out, "Digest of ");
	if (c->form == CITE_BIBLIOGRAPHY)
		add_entry(out, c);
	else
		add_note(out, c);
}
