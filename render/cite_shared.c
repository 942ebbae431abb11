#include "render/cite_parts.h"

#include <strings.h>

#define NAME_AND " and "

/* The series that begin a symbol of the United Nations (ST/LIB/SER.B/5/Rev.5). */
static const char *const series[] = {
	"A",   "S",   "E",    "T",   "ST",   "CCPR", "CERD", "CEDAW", "CAT", "CRC", "CMW", "CRPD", "CED", "HRI",
	"HRC", "DP",  "SPT",  "CTOC", "CAC", "FCCC", "UNEP", "INF",   "PCN", "ECE", "TD",  "LC",   "LOS", "CD",
	"NPT", "GAOR",
};

/* What an institution's name is shortened to (The Bluebook, 21st edition, table T6). */
static const struct {
	const char *word, *abbreviation;
} abbreviations[] = {
	{"and", "&"},            {"Association", "Ass’n"},
	{"Center", "Ctr."},       {"Centre", "Ctr."},      {"Commission", "Comm’n"},
	{"Committee", "Comm."},   {"Department", "Dep’t"},   {"Development", "Dev."}, {"Education", "Educ."},
	{"European", "Eur."},     {"Federation", "Fed’n"},   {"Foundation", "Found."}, {"Government", "Gov’t"},
	{"Human", "Hum."},        {"Institute", "Inst."},    {"International", "Int’l"}, {"Justice", "Just."},
	{"National", "Nat’l"},    {"Organisation", "Org."},  {"Organization", "Org."}, {"Partnership", "P’ship"},
	{"Research", "Rsch."},    {"Rights", "Rts."},        {"Society", "Soc’y"},    {"University", "Univ."},
};

/* ---- Names ---- */

static const char *abbreviation_of(struct span word)
{
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
		if (span_eq_str(word, abbreviations[i].word))
			return abbreviations[i].abbreviation;
	return NULL;
}

void cite_add_abbreviated(struct buf *out, struct span name)
{
	for (size_t at = 0; at < name.len;) {
		const char *space = memchr(name.data + at, ' ', name.len - at);
		size_t end = space == NULL ? name.len : (size_t)(space - name.data);
		struct span word = span_make(name.data + at, end - at);
		const char *abbreviation = abbreviation_of(word);

		if (abbreviation != NULL)
			buf_add_str(out, abbreviation);
		else
			buf_add_span(out, word);
		if (space != NULL)
			buf_add_char(out, ' ');
		at = end + 1;
	}
}

static void add_name(struct buf *out, const char *name, const struct cite_names *names)
{
	struct buf line;

	buf_init(&line);
	cite_add_line(&line, span_of(name));
	if (names->abbreviate)
		cite_add_abbreviated(out, buf_span(&line));
	else
		buf_add_span(out, buf_span(&line));
	buf_release(&line);
}

/* A name with an "and", or a comma where commas part names, could be read as two. */
static bool is_ambiguous(const struct metadata *m)
{
	for (size_t i = 0; i < m->publisher_count; i++)
		if (strstr(m->publishers[i], NAME_AND) != NULL || strstr(m->publishers[i], " & ") != NULL ||
		    (m->publisher_count > 2 && strchr(m->publishers[i], ',') != NULL))
			return true;
	return false;
}

bool cite_add_names(struct buf *out, const struct metadata *m, const struct cite_names *names)
{
	bool ambiguous = is_ambiguous(m), cut = m->publisher_count > names->most;
	size_t shown = cut ? names->shown : m->publisher_count, from = out->len;

	for (size_t i = 0; i < shown; i++) {
		if (i != 0 && ambiguous)
			buf_add_str(out, "; ");
		else if (i != 0 && i + 1 == m->publisher_count)
			buf_add_str(out, shown == 2 ? names->two : names->last);
		else if (i != 0)
			buf_add_str(out, ", ");
		add_name(out, m->publishers[i], names);
	}
	if (cut)
		buf_add_str(out, names->others);
	if (cut && names->last_too)
		add_name(out, m->publishers[m->publisher_count - 1], names);
	return out->len != from;
}

/* ---- Titles ---- */

void cite_add_title(struct buf *out, const struct source *s, const char *open, const char *close)
{
	bool is_title = cite_is_known(s->meta.title);
	size_t from;

	if (is_title)
		buf_add_str(out, open);
	from = out->len;
	cite_title(out, s);
	cite_drop_stop(out, from);
	if (is_title) {
		cite_turn_quotes(out, from, open);
		buf_add_str(out, close);
	}
}

/* Where the title proper ends, before a colon or behind a question mark that a word follows; the whole where there is none. */
static size_t title_proper(struct span title)
{
	for (size_t i = 1; i + 1 < title.len; i++)
		if ((title.data[i] == ':' || title.data[i] == '?') && title.data[i + 1] == ' ')
			return i + (title.data[i] == '?');
	return title.len;
}

void cite_add_short_title(struct buf *out, const struct citation *c, const char *open, const char *close)
{
	struct buf title;
	struct span part;
	size_t from;

	if (c->whole_title || !cite_is_known(c->source->meta.title)) {
		cite_add_title(out, c->source, open, close);
		return;
	}
	buf_init(&title);
	cite_title(&title, c->source);
	cite_drop_stop(&title, 0);
	part = span_make(title.data, title_proper(buf_span(&title)));
	buf_add_str(out, open);
	from = out->len;
	cite_shorten(out, part, CITE_SECTION_CHARS);
	cite_turn_quotes(out, from, open);
	buf_add_str(out, close);
	buf_release(&title);
}

/* ---- Symbols and dates ---- */

bool cite_has_symbol(const struct metadata *m)
{
	return cite_is_known(m->symbol);
}

static bool is_series(struct span word)
{
	for (size_t i = 0; i < sizeof series / sizeof *series; i++)
		if (word.len == strlen(series[i]) && strncasecmp(word.data, series[i], word.len) == 0)
			return true;
	return false;
}

static bool has_digit(const char *s)
{
	return strpbrk(s, "0123456789") != NULL;
}

/* "EUR 57/3123/2015": three capitals, a space, numbers with strokes. */
static bool is_amnesty(const char *s)
{
	size_t letters = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
	const char *at = s + letters;

	if (letters != 3 && letters != 4)
		return false;
	at += *at == ' ';
	return has_digit(at) && strchr(at, '/') != NULL && at[strspn(at, "0123456789/")] == '\0';
}

static bool is_amnesty_publisher(const struct metadata *m)
{
	return m->publisher_count == 1 && strncasecmp(m->publishers[0], "Amnesty International", 21) == 0;
}

enum symbol_family cite_symbol_family(const struct metadata *m)
{
	const char *stroke;

	if (!cite_has_symbol(m))
		return SYMBOL_OTHER;
	stroke = strchr(m->symbol, '/');
	if (stroke != NULL && is_series(span_make(m->symbol, (size_t)(stroke - m->symbol))) && has_digit(stroke))
		return SYMBOL_UNITED_NATIONS;
	return is_amnesty(m->symbol) && is_amnesty_publisher(m) ? SYMBOL_AMNESTY : SYMBOL_OTHER;
}

void cite_add_american_date(struct buf *out, const char *iso, bool abbreviate)
{
	/* The Bluebook, table T12. */
	static const char *const short_months[] = {"Jan.", "Feb.", "Mar.",  "Apr.", "May",  "June",
	                                           "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."};
	int year, month, day;

	if (!cite_read_date(iso, &year, &month, &day) || month == 0) {
		cite_date(out, iso);
		return;
	}
	buf_add_str(out, abbreviate ? short_months[month - 1] : cite_month(month));
	if (day != 0)
		buf_addf(out, " %d,", day);
	buf_addf(out, " %.4s", iso);
}

static void add_page_number(struct buf *out, const struct page_mark *page, bool printed)
{
	if (printed)
		cite_add_line(out, page->label);
	else
		buf_addf(out, "%u", (unsigned)page->physical);
}

void cite_add_pages(struct buf *out, const struct page_mark *page, const struct page_mark *last, bool printed)
{
	if (printed && (page->label.len == 0 || (last != NULL && last->label.len == 0)))
		return;
	add_page_number(out, page, printed);
	if (last == NULL)
		return;
	buf_add_str(out, "–");
	add_page_number(out, last, printed);
}
