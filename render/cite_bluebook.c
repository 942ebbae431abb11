/*
 * The Bluebook, 21st edition, for court documents (B15; italics): institutional
 * author, abbreviated (rule 15.1(c), table T6), title in italics with capitals
 * (rule 8(a)), pinpoint (rule 3), symbol, date in brackets (table T12). More
 * than two authors: the first "et al." (15.1(b)). "¶" before numbers of
 * paragraphs, "at" before pages, "n." before notes. A later note is "Author,
 * supra note 1" (4.2), with the short title where other works of the author are
 * cited. "Supra" is not for cases: a judgment's later note is its name, number and
 * pinpoint. United Nations documents: "U.N. Doc." and the symbol (21.7.3).
 * Judgments: cite_court.c.
 */
#include "render/cite_parts.h"

static const struct cite_names names = {
	.two = " & ", .last = " & ", .most = 2, .shown = 1, .others = " et al.", .abbreviate = true};
static const struct cite_words words = {
	.paragraph = "¶ ", .page = "at ", .pages = "at ", .note = "n.",
	.open = "“", .close = "”", .note_open = "(", .note_close = ")"};

static const char *const prefixes[] = {
	[SYMBOL_UNITED_NATIONS] = "U.N. Doc. ", [SYMBOL_AMNESTY] = "AI Index ", [SYMBOL_OTHER] = ""};

static void add_earlier(struct buf *out, const struct citation *c)
{
	bool named = cite_add_names(out, &c->source->meta, &names);

	if (named && c->has_siblings)
		buf_add_str(out, ", ");
	if (!named || c->has_siblings)
		cite_add_style_title(out, c, CITE_ITALIC, CITE_ROMAN, CAPITALS_BLUEBOOK);
	buf_addf(out, ", " CITE_ITALIC "supra" CITE_ROMAN " note %u", (unsigned)c->first_note);
	cite_add_pinpoint(out, ", ", c, &words);
	cite_end_sentence(out);
}

static void add_date(struct buf *out, const struct metadata *m)
{
	if (cite_is_known(m->date))
		cite_add_american_date(out, m->date, true);
	else
		buf_add_str(out, "n.d.");
	buf_add_char(out, ')');
}

static void add_address(struct buf *out, const struct metadata *m)
{
	if (!link_is_known(m))
		return;
	buf_add_str(out, ", ");
	cite_add_line(out, span_of(m->url));
}

static void add_work(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;

	if (cite_add_names(out, m, &names))
		buf_add_str(out, ", ");
	cite_add_style_title(out, c, CITE_ITALIC, CITE_ROMAN, CAPITALS_BLUEBOOK);
	cite_add_pinpoint(out, ", ", c, &words);
	if (cite_has_symbol(m)) {
		buf_addf(out, ", %s", prefixes[cite_symbol_family(m)]);
		cite_add_line(out, span_of(m->symbol));
	}
	buf_add_str(out, " (");
	add_date(out, m);
	add_address(out, m);
	cite_end_sentence(out);
}

/* Its number stands for it once it was cited; where none is known, it is cited in full again. */
static void add_case(struct buf *out, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;
	bool numbered;

	buf_add_str(out, CITE_ITALIC);
	cite_add_case_name(out, c->source, true);
	buf_add_str(out, CITE_ROMAN);
	numbered = cite_add_application(out, m, ", App. No. ", ", App. Nos. ");
	cite_add_pinpoint(out, ", ", c, &words);
	if (c->form != CITE_SHORT || !numbered) {
		buf_add_str(out, " (Eur. Ct. H.R. ");
		add_date(out, m);
		add_address(out, m);
	}
	cite_end_sentence(out);
}

void cite_bluebook(struct buf *out, const struct citation *c)
{
	if (cite_is_digest(c->source))
		buf_add_str(out, "Digest of ");
	if (cite_is_case(c->source))
		add_case(out, c);
	else if (c->form == CITE_SHORT)
		add_earlier(out, c);
	else
		add_work(out, c);
}
