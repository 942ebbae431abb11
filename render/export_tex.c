/* BibLaTeX and BibTeX. */
#include "render/export_parts.h"

#include "render/cite_parts.h"
#include "text/language.h"

/*
 * What LaTeX would obey. BibTeX counts braces, escaped or not, so that they
 * have to be commands; `--`, ``, '' and their like would become other
 * characters.
 */
static const char *escape_of(char c, char before)
{
	switch (c) {
	case '\\':
		return "$\\backslash$";
	case '{':
		return "\\textbraceleft{}";
	case '}':
		return "\\textbraceright{}";
	case '~':
		return "\\textasciitilde{}";
	case '^':
		return "\\textasciicircum{}";
	case '&':
		return "\\&";
	case '%':
		return "\\%";
	case '$':
		return "\\$";
	case '#':
		return "\\#";
	case '_':
		return "\\_";
	case '-':
		return before == '-' ? "{}-" : NULL;
	case '`':
		return before == '`' || before == '?' || before == '!' ? "{}`" : NULL;
	case '\'':
		return before == '\'' ? "{}'" : NULL;
	default:
		return NULL;
	}
}

static void add_escaped(struct buf *out, struct span value)
{
	struct buf line;

	buf_init(&line);
	export_add_line(&line, value);
	for (size_t i = 0; i < line.len; i++) {
		char c = line.data[i];
		const char *escape = escape_of(c, i == 0 ? '\0' : line.data[i - 1]);

		if (escape != NULL)
			buf_add_str(out, escape);
		else
			buf_add_char(out, c);
	}
	buf_release(&line);
}

static void add_field(struct buf *out, const char *name, struct span value)
{
	if (value.len == 0)
		return;
	buf_addf(out, ",\n  %s = {", name);
	add_escaped(out, value);
	buf_add_char(out, '}');
}

static void add_known(struct buf *out, const char *name, const char *value)
{
	if (cite_is_known(value))
		add_field(out, name, span_of(value));
}

/* Each body in braces of its own: it is not inverted, and an "and" in it parts nothing. */
static void add_bodies(struct buf *out, const char *name, const struct metadata *m)
{
	struct buf bodies;

	buf_init(&bodies);
	for (size_t i = 0; i < m->publisher_count; i++) {
		size_t from = bodies.len;

		buf_add_str(&bodies, from == 0 ? "{" : " and {");
		add_escaped(&bodies, span_of(m->publishers[i]));
		if (span_ends(buf_span(&bodies), "{"))
			bodies.len = from; /* nothing but white space */
		else
			buf_add_char(&bodies, '}');
	}
	if (bodies.len != 0)
		buf_addf(out, ",\n  %s = {%.*s}", name, (int)bodies.len, bodies.data);
	buf_release(&bodies);
}

static void add_link(struct buf *out, const char *url, bool biblatex)
{
	buf_add_str(out, ",\n  url = {");
	link_add_address(out, span_of(url));
	buf_add_char(out, '}');
	if (biblatex)
		return;
	buf_add_str(out, ",\n  note = {\\url{"); /* the styles of BibTeX print no url field */
	link_add_address(out, span_of(url));
	buf_add_str(out, "}}");
}

static void add_date(struct buf *out, const struct source *s, bool biblatex)
{
	static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
	                                     "jul", "aug", "sep", "oct", "nov", "dec"};
	int year, month, day;

	if (!export_has_date(s, &year, &month, &day))
		return;
	if (biblatex) {
		add_field(out, "date", span_of(s->meta.date));
		return;
	}
	buf_addf(out, ",\n  year = {%04d}", year);
	if (month != 0)
		buf_addf(out, ",\n  month = %s", months[month - 1]);
	if (day != 0)
		buf_addf(out, ",\n  day = {%d}", day);
}

static void add_language(struct buf *out, const char *code)
{
	const struct language *language = cite_is_known(code) ? language_find(span_of(code)) : NULL;
	struct buf lower;

	if (language == NULL)
		return;
	buf_init(&lower);
	for (const char *c = language->name; *c != '\0'; c++)
		buf_add_char(&lower, (char)(*c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c));
	add_field(out, "language", buf_span(&lower));
	buf_release(&lower);
}

static void add_annotation(struct buf *out, const char *name, const struct export_hit *hits,
                           const struct export_work *w)
{
	struct buf note;

	buf_init(&note);
	buf_addf(out, ",\n  %s = {", name);
	for (size_t i = 0; i < w->count; i++) {
		buf_clear(&note);
		export_note(&note, &hits[w->hits[i]]);
		buf_add_str(out, i == 0 ? "" : " \\par\n    ");
		add_escaped(out, buf_span(&note));
	}
	buf_add_char(out, '}');
	buf_release(&note);
}

/* How to cite each hit. Outside an entry, where an "@" would begin one: a place that holds it is left out. */
static void add_comments(struct buf *out, const struct export_hit *hits, const struct export_work *w,
                         bool biblatex)
{
	struct buf place;

	buf_init(&place);
	for (size_t i = 0; i < w->count; i++) {
		const struct export_hit *h = &hits[w->hits[i]];

		buf_clear(&place);
		cite_pinpoint(&place, h->record, h->page);
		if (place.len == 0 || strchr(place.data, '@') != NULL)
			continue;
		buf_addf(out, "%% \\%s[{", biblatex ? "autocite" : "cite");
		add_escaped(out, buf_span(&place));
		buf_addf(out, "%s}]{%s}\n", cite_is_digest(h->source) ? " of the digest" : "", w->key);
	}
	buf_release(&place);
}

static void add_work(struct buf *out, const struct export_hit *hits, const struct export_work *w, bool biblatex)
{
	const struct metadata *m = &w->source->meta;
	bool has_author = export_has_author(w->source);
	struct buf title;

	buf_init(&title);
	export_title(&title, w->source);
	add_comments(out, hits, w, biblatex);
	buf_addf(out, "@%s{%s", biblatex ? "report" : has_author ? "techreport" : "misc", w->key);
	if (has_author) {
		add_bodies(out, "author", m);
		add_bodies(out, "institution", m);
	}
	buf_add_str(out, ",\n  title = {{");
	add_escaped(out, buf_span(&title));
	buf_add_str(out, "}}");
	add_known(out, "type", m->kind);
	add_known(out, "number", m->symbol);
	add_date(out, w->source, biblatex);
	add_language(out, m->language);
	if (link_is_known(m))
		add_link(out, m->url, biblatex);
	add_annotation(out, biblatex ? "annotation" : "annote", hits, w);
	buf_add_str(out, "\n}\n\n");
	buf_release(&title);
}

void export_tex(struct buf *out, const struct export_hit *hits, const struct export_work *works, size_t count,
                bool biblatex)
{
	for (size_t i = 0; i < count; i++)
		add_work(out, hits, &works[i], biblatex);
}
