/*
 * OSCOLA, 4th edition: a work without ISBN has its title in single quotation
 * marks, not in italics, with the date in brackets (3.4.1); titles have
 * capitals (3.1.2), but for a title in another language; more than three
 * authors are the first "and others" (3.1.1). Pinpoints come before the
 * address (3.1.4); a page is its number alone, a paragraph "para" (3.1.3); no
 * full stops after abbreviations (1.3.1). A later note is "Author (n 1)
 * pinpoint", with the title where other works of the author are cited (1.2.1);
 * a note of another work is "n" as well, as in CSL. The list of works has no full
 * stops, and two dashes in place of an author that is not known (1.7). United
 * Nations documents: "UN Doc" and the symbol (section on international sources,
 * 2006, IV.C.1). Judgments: cite_court.c; their names are not in italics in a list.
 */
#include "render/cite_parts.h"

static const struct cite_names names = {
	.two = " and ", .last = " and ", .most = 3, .shown = 1, .others = " and others"};
static const struct cite_words words = {
	.paragraph = "para ", .page = "", .pages = "", .note = "n ",
	.open = "‘", .close = "’", .note_open = "(", .note_close = ")"};

static const char *const prefixes[] = {
	[SYMBOL_UNITED_NATIONS] = "UN Doc ", [SYMBOL_AMNESTY] = "Index ", [SYMBOL_OTHER] = ""};

static void add_work(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;
	bool described = !cite_is_known(m->title);

	if (cite_add_names(out, m, &names))
		buf_add_str(out, ", ");
	else if (c->form == CITE_BIBLIOGRAPHY)
		buf_add_str(out, "—— ");
	cite_add_style_title(out, c, "‘", "’", CAPITALS_MAJOR);
	if (cite_is_known(m->date)) {
		buf_add_str(out, " (");
		cite_date(out, m->date);
		buf_add_char(out, ')');
	}
	if (cite_has_symbol(m)) {
		buf_addf(out, "%s%s", described && !cite_is_known(m->date) ? ", " : " ",
		         prefixes[cite_symbol_family(m)]);
		cite_add_line(out, span_of(m->symbol));
	}
}

static void add_earlier(struct buf *out, const struct citation *c)
{
	bool named = cite_add_names(out, &c->source->meta, &names);

	if (named && c->has_siblings)
		buf_add_str(out, ", ");
	if (!named || c->has_siblings)
		cite_add_style_title(out, c, "‘", "’", CAPITALS_MAJOR);
	buf_addf(out, " (n %u)", (unsigned)c->first_note);
	cite_add_pinpoint(out, " ", c, &words);
	cite_end_sentence(out);
}

static void add_address(struct buf *out, const struct metadata *m)
{
	if (!link_is_known(m))
		return;
	buf_add_str(out, " <");
	cite_add_line(out, span_of(m->url));
	buf_add_char(out, '>');
}

static void add_case(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;
	bool listed = c->form == CITE_BIBLIOGRAPHY;

	buf_add_str(out, listed ? "" : CITE_ITALIC);
	cite_add_case_name(out, c->source, false);
	buf_add_str(out, listed ? "" : CITE_ROMAN);
	if (c->form == CITE_SHORT) {
		buf_addf(out, " (n %u)", (unsigned)c->first_note);
		cite_add_pinpoint(out, " ", c, &words);
	} else {
		cite_add_application(out, m, " App no ", " App nos ");
		buf_add_str(out, " (ECtHR");
		if (cite_is_known(m->date)) {
			buf_add_str(out, ", ");
			cite_date(out, m->date);
		}
		buf_add_char(out, ')');
		cite_add_pinpoint(out, ", ", c, &words);
		add_address(out, m);
	}
	if (!listed)
		cite_end_sentence(out);
}

void cite_oscola(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;

	if (cite_is_case(c->source)) {
		add_case(out, c);
		return;
	}

	if (cite_is_digest(c->source))
		buf_add_str(out, "Digest of ");
	if (c->form == CITE_SHORT) {
		add_earlier(out, c);
		return;
	}
	add_work(out, c);
	cite_add_pinpoint(out, cite_is_known(m->date) && !cite_has_symbol(m) ? " " : ", ", c, &words);
	add_address(out, m);
	if (c->form == CITE_FULL)
		cite_end_sentence(out);
}
