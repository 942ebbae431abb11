/*
 * OSCOLA, 4th edition: a work without ISBN has its title in single quotation
 * marks, not in italics (3.4.1), with the date in brackets; pinpoints come
 * before the address (3.1.4, 3.1.6); no full stops after abbreviations (1.3.1);
 * a later note is "Author (n 1) pinpoint" (1.2.1); "fn" is a note of another
 * work (appendix 4.2). More than three authors: the first "and others" (3.1.1).
 * The list of works has no full stops (1.7). United Nations documents: "UN Doc"
 * and the symbol (section on international sources, 2006).
 */
#include "render/cite_parts.h"

static const struct cite_names names = {
	.two = " and ", .last = " and ", .most = 3, .shown = 1, .others = " and others"};
static const struct cite_words words = {
	.paragraph = "para ", .page = "p ", .note = "fn ",
	.open = "‘", .close = "’", .note_open = "(", .note_close = ")"};

static const char *const prefixes[] = {
	[SYMBOL_UNITED_NATIONS] = "UN Doc ", [SYMBOL_AMNESTY] = "Index ", [SYMBOL_OTHER] = ""};

static void add_work(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;
	bool described = !cite_is_known(m->title);

	if (cite_add_names(out, m, &names))
		buf_add_str(out, ", ");
	cite_add_title(out, c->source, "‘", "’");
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
	if (!cite_add_names(out, &c->source->meta, &names))
		cite_add_short_title(out, c, "‘", "’");
	buf_addf(out, " (n %u)", (unsigned)c->first_note);
	cite_add_pinpoint(out, " ", c, &words);
	cite_end_sentence(out);
}

void cite_oscola(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;

	if (cite_is_digest(c->source))
		buf_add_str(out, "Digest of ");
	if (c->form == CITE_SHORT) {
		add_earlier(out, c);
		return;
	}
	add_work(out, c);
	cite_add_pinpoint(out, cite_is_known(m->date) && !cite_has_symbol(m) ? " " : ", ", c, &words);
	if (link_is_known(m)) {
		buf_add_str(out, " <");
		cite_add_line(out, span_of(m->url));
		buf_add_char(out, '>');
	}
	if (c->form == CITE_FULL)
		cite_end_sentence(out);
}
