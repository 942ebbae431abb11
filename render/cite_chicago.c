/*
 * The Chicago Manual of Style, 17th edition, notes and bibliography: a body may
 * stand as author (14.84); reports are treated as books, with what there is
 * (14.220); titles in italics and headline style (8.159, 14.86); "n.d." where
 * there is no date (14.145); unnumbered text is found by its heading (14.22);
 * later notes are author, short title, pinpoint (14.30), and "ibid." is
 * discouraged (14.34). Notes name up to three authors, else the first; lists
 * up to ten, else the first seven (14.76).
 */
#include "render/cite_parts.h"

static const struct cite_names note_names = {
	.two = " and ", .last = ", and ", .most = 3, .shown = 1, .others = " et al."};
static const struct cite_names list_names = {
	.two = " and ", .last = ", and ", .most = 10, .shown = 7, .others = ", et al."};
static const struct cite_words words = {
	.paragraph = "para. ", .page = "p. ", .pages = "pp. ", .note = "n. ",
	.open = "“", .close = "”", .note_open = "(", .note_close = ")"};

static const char *const prefixes[] = {
	[SYMBOL_UNITED_NATIONS] = "", [SYMBOL_AMNESTY] = "index ", [SYMBOL_OTHER] = ""};

static void add_symbol(struct buf *out, const struct metadata *m)
{
	buf_add_str(out, prefixes[cite_symbol_family(m)]);
	cite_add_line(out, span_of(m->symbol));
}

static void add_date(struct buf *out, const struct metadata *m)
{
	if (cite_is_known(m->date))
		cite_add_american_date(out, m->date, false);
	else
		buf_add_str(out, "n.d.");
}

static void add_note(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;

	if (cite_add_names(out, m, &note_names))
		buf_add_str(out, ", ");
	cite_add_style_title(out, c, CITE_ITALIC, CITE_ROMAN, CAPITALS_MAJOR);
	if (c->form == CITE_FULL) {
		if (cite_has_symbol(m)) {
			buf_add_str(out, ", ");
			add_symbol(out, m);
		}
		buf_add_str(out, ", ");
		add_date(out, m);
	}
	cite_add_pinpoint(out, ", ", c, &words);
	if (c->form == CITE_FULL && link_is_known(m)) {
		buf_add_str(out, ", ");
		cite_add_line(out, span_of(m->url));
	}
	cite_end_sentence(out);
}

/* A part of an entry is a sentence; what is our own wording begins with a capital. */
static void end_part(struct buf *out, size_t from, bool own)
{
	if (own)
		cite_add_capital(out, from);
	cite_end_sentence(out);
	buf_add_char(out, ' ');
}

static void add_entry(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;
	size_t from;

	if (cite_add_names(out, m, &list_names))
		end_part(out, out->len, false);
	from = out->len;
	cite_add_style_title(out, c, CITE_ITALIC, CITE_ROMAN, CAPITALS_MAJOR);
	end_part(out, from, !cite_is_known(m->title));
	if (cite_has_symbol(m)) {
		from = out->len;
		add_symbol(out, m);
		end_part(out, from, *prefixes[cite_symbol_family(m)] != '\0');
	}
	from = out->len;
	add_date(out, m);
	cite_add_capital(out, from);
	cite_end_sentence(out);
	if (!link_is_known(m))
		return;
	buf_add_char(out, ' ');
	cite_add_line(out, span_of(m->url));
	cite_end_sentence(out);
}

void cite_chicago(struct buf *out, const struct citation *c)
{
	if (cite_is_digest(c->source))
		buf_add_str(out, "Digest of ");
	if (c->form == CITE_BIBLIOGRAPHY)
		add_entry(out, c);
	else
		add_note(out, c);
}
