#include "formats/html_meta.h"

#include <stdlib.h>
#include <strings.h>

#include "text/language.h"
#include "text/utf8.h"

#define FILE_ENDING_MIN 2 /* letters after the stop of a file name */
#define FILE_ENDING_MAX 4
#define SCRIPT_SAMPLE ((size_t)20000) /* bytes of text that tell its script */

/* Where one fact may stand, the most trusted first. */
struct place {
	const char *name;  /* of a meta element's name or property */
	const char *field; /* of struct metadata */
};

static const struct place places[] = {
        {"citation_title", "title"},
        {"dc.title", "title"},
        {"dcterms.title", "title"},
        {"og:title", "title"},
        {"citation_publication_date", "date"},
        {"citation_date", "date"},
        {"dc.date.issued", "date"},
        {"dcterms.issued", "date"},
        {"dc.date", "date"},
        {"dcterms.date", "date"},
        {"article:published_time", "date"},
        {"date.issued", "date"},
        {"citation_technical_report_institution", "publisher"},
        {"citation_publisher", "publisher"},
        {"dc.publisher", "publisher"},
        {"dcterms.publisher", "publisher"},
        {"publisher", "publisher"},
        {"dc.language", "language"},
        {"dcterms.language", "language"},
        {"og:url", "url"},
        {"og:site_name", "publisher"},
        {"author", "publisher"},
};
#define PLACE_COUNT (sizeof places / sizeof *places)

/* ---- setting a field ---- */

static void add_single_spaced(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		bool blank = (unsigned char)s.data[i] <= ' ';

		if (!blank)
			buf_add_char(out, s.data[i]);
		else if (out->len != 0 && out->data[out->len - 1] != ' ')
			buf_add_char(out, ' ');
	}
}

static bool is_address(struct span s)
{
	return span_starts(s, "http://") || span_starts(s, "https://");
}

/* "2021-11-05T10:00:00Z" and "2021/11/05" as 2021-11-05. */
static void date_only(struct buf *b)
{
	if (b->len > 10 && strchr("T ", b->data[10]) != NULL)
		b->len = 10;
	for (size_t i = 0; i < b->len; i++)
		if (b->data[i] == '/')
			b->data[i] = '-';
	b->data[b->len] = '\0';
}

/* A name that some program has filled in, or an address. */
static bool is_no_publisher(struct span s)
{
	static const char *const names[] = {"admin", "administrator", "webmaster", "root", "user", "editor", "web", "home", NULL};

	for (int i = 0; names[i] != NULL; i++)
		if (strlen(names[i]) == s.len && strncasecmp(names[i], s.data, s.len) == 0)
			return true;
	return is_address(s) || memchr(s.data, '@', s.len) != NULL;
}

void html_meta_set(struct metadata *m, const char *field, struct span value)
{
	struct metadata own;
	struct buf b;
	char *error = NULL;
	bool good = value.len != 0 && value.len <= METADATA_VALUE_MAX && utf8_valid(value);

	buf_init(&b);
	if (good)
		add_single_spaced(&b, span_trim(value));
	if (strcmp(field, "date") == 0)
		date_only(&b);
	if (strcmp(field, "url") == 0)
		good = good && is_address(buf_span(&b));
	if (strcmp(field, "publisher") == 0) {
		good = good && b.len != 0 && !is_no_publisher(buf_span(&b));
		for (size_t i = 0; i < b.len; i++)
			if (b.data[i] == ';')
				b.data[i] = ','; /* a semicolon parts publishers */
	}
	metadata_init(&own);
	if (good && metadata_set(&own, span_of(field), buf_span(&b), &error))
		metadata_fill(m, &own);
	metadata_release(&own);
	free(error);
	buf_release(&b);
}

/* ---- elements ---- */

static bool same_name(struct span a, const char *b)
{
	return a.len == strlen(b) && strncasecmp(a.data, b, a.len) == 0;
}

static void read_metas(struct metadata *m, const struct html_tree *t)
{
	for (size_t k = 0; k < PLACE_COUNT; k++) {
		for (size_t i = 0; i < t->count; i++) {
			if (!html_is(t, i, GUMBO_TAG_META))
				continue;
			if (same_name(html_attribute(t, i, "name"), places[k].name) ||
			    same_name(html_attribute(t, i, "property"), places[k].name))
				html_meta_set(m, places[k].field, html_attribute(t, i, "content"));
		}
	}
}

/* "Brown v. Northlake", "Brun c. Lac": a case. */
static bool names_parties(struct span s)
{
	static const char *const between[] = {" v. ", " v ", " vs ", " vs. ", " c. ", " C. ", NULL};

	for (int i = 0; between[i] != NULL; i++)
		if (memmem(s.data, s.len, between[i], strlen(between[i])) != NULL)
			return true;
	return false;
}

static void page_title(struct buf *out, const struct html_tree *t)
{
	for (size_t i = 0; i < t->count && out->len == 0; i++)
		if (html_is(t, i, GUMBO_TAG_TITLE) && !html_is(t, t->nodes[i].parent, GUMBO_TAG_SVG))
			html_add_text(out, t, i);
}

/* Sites of courts have the court as the heading of each page, and the case in its title. */
static bool is_court_above_case(const struct html_tree *t, struct span heading)
{
	struct buf title;
	bool found;

	buf_init(&title);
	page_title(&title, t);
	found = names_parties(buf_span(&title)) && !names_parties(heading);
	buf_release(&title);
	return found;
}

/* A part of a judgment or report, and no title of its own. */
static bool is_part(struct span heading)
{
	static const char *const parts[] = {"en droit", "en fait", "procédure", "procedure", "the law", "the facts", "facts", "law", "judgment", "arrêt", "sentencia", "introduction",
	        "introducción", "summary", "résumé", "resumen", "as to the law", "as to the facts", "вопросы права", "факты", "процедура", "введение", NULL};

	return utf8_folds_to(span_trim(heading), parts);
}

/* The text of an element without the calls of notes. */
static void add_title_text(struct buf *out, const struct html_tree *t, size_t element)
{
	for (size_t i = element; i < t->nodes[element].end; i++) {
		if (t->nodes[i].call != HTML_NONE)
			i = t->nodes[i].end - 1;
		else if (html_is(t, i, GUMBO_TAG_BR))
			buf_add_char(out, ' ');
		else
			buf_add_span(out, html_text(t, i));
	}
}

/* The only h1 of the content, or else of the page. */
static void read_heading(struct metadata *m, const struct html_tree *t, size_t content)
{
	size_t found = HTML_NONE, count = 0;
	struct buf b;

	for (size_t i = content; i < t->nodes[content].end; i++)
		if (html_is(t, i, GUMBO_TAG_H1) && t->nodes[i].text != 0 && ++count == 1)
			found = i;
	for (size_t i = 0; count == 0 && i < t->count; i++)
		if (html_is(t, i, GUMBO_TAG_H1) && t->nodes[i].text != 0 && found == HTML_NONE)
			found = i;
	if (found == HTML_NONE || count > 1)
		return;
	buf_init(&b);
	add_title_text(&b, t, found);
	if (!is_part(buf_span(&b)) && !is_court_above_case(t, buf_span(&b)))
		html_meta_set(m, "title", buf_span(&b));
	buf_release(&b);
}

/* "L_2012315EN.01005701.xml", "L13869": one word with a number in it that is no symbol. */
static bool is_file_name(struct span s)
{
	size_t at = s.len;

	if (utf8_holds(s, utf8_is_digit) && !utf8_holds(s, utf8_is_space) && memchr(s.data, '/', s.len) == NULL)
		return true;

	while (at > 0 && s.data[at - 1] != '.' && (unsigned char)s.data[at - 1] > ' ')
		at--;
	return at > 1 && s.data[at - 1] == '.' && s.len - at >= FILE_ENDING_MIN && s.len - at <= FILE_ENDING_MAX && memchr(s.data, ' ', s.len) == NULL;
}

/* What programs and sites write where nobody gave a title. */
static bool is_no_title(struct span s)
{
	static const char *const names[] = {"untitled", "untitled document", "untitled page", "new page 1", "no title", "documento sin título", "página nueva 1",
	                                    "nueva página 1", "sin título", "documento sem título", "sem título", "document sans titre", "document sans nom",
	                                    "sans titre", "unbenanntes dokument", "документ без названия", "без названия", "без имени", "index", "home",
	                                    "home page", "homepage", "accueil", "inicio", "início", "главная", "главная страница", NULL};

	return is_file_name(s) || utf8_folds_to(s, names);
}

/* Without " | Site" at its end, where the page says what its site is called. */
static struct span without_site(struct span title, const struct metadata *m)
{
	for (size_t i = 0; i < m->publisher_count; i++) {
		struct span rest = title;

		if (!span_ends(rest, m->publishers[i]))
			continue;
		rest.len -= strlen(m->publishers[i]);
		rest = span_trim(rest);
		while (rest.len != 0 && utf8_is_one_of(utf8_peek_before(rest, rest.len), "|-–—:·»"))
			rest.len = utf8_before(rest, rest.len);
		if (span_trim(rest).len != 0)
			return span_trim(rest);
	}
	return title;
}

static bool is_site(struct span title, const struct metadata *m)
{
	bool found = false;

	for (size_t i = 0; i < m->publisher_count; i++)
		found |= span_eq_str(title, m->publishers[i]);
	return found;
}

static void read_title(struct metadata *m, const struct html_tree *t)
{
	struct buf b;

	buf_init(&b);
	page_title(&b, t);
	if (!is_no_title(span_trim(buf_span(&b))) && !is_site(span_trim(buf_span(&b)), m))
		html_meta_set(m, "title", without_site(span_trim(buf_span(&b)), m));
	buf_release(&b);
}

/* The lines of a title, as the Official Journal of the European Union and word processors mark them. */
static bool is_title_line(const struct html_tree *t, size_t i)
{
	struct span class = html_attribute(t, i, "class");

	return span_eq_str(class, "oj-doc-ti") || span_eq_str(class, "doc-ti") || span_eq_str(class, "MsoTitle");
}

/* The first such lines, those that stand together. */
static void read_title_lines(struct metadata *m, const struct html_tree *t)
{
	size_t end = 0;
	struct buf b;

	buf_init(&b);
	for (size_t i = 0; i < t->count; i++) {
		if (end != 0 && i >= end && html_text(t, i).len != 0 && t->nodes[i].text != 0)
			break;
		if (!is_title_line(t, i))
			continue;
		if (b.len != 0)
			buf_add_char(&b, ' ');
		add_title_text(&b, t, i);
		end = t->nodes[i].end;
		i = end - 1;
	}
	html_meta_set(m, "title", buf_span(&b));
	buf_release(&b);
}

static void read_link(struct metadata *m, const struct html_tree *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (html_is(t, i, GUMBO_TAG_LINK) && same_name(html_attribute(t, i, "rel"), "canonical"))
			html_meta_set(m, "url", html_attribute(t, i, "href"));
}

/* ---- the language ---- */

enum script { SCRIPT_OTHER, SCRIPT_CYRILLIC, SCRIPT_ARABIC, SCRIPTS };

static enum script script_of(int32_t cp)
{
	if (cp >= 0x400 && cp <= 0x52F)
		return SCRIPT_CYRILLIC;
	return (cp >= 0x600 && cp <= 0x6FF) || (cp >= 0x750 && cp <= 0x77F) ? SCRIPT_ARABIC : SCRIPT_OTHER;
}

/* The script that most of the content's letters are in. */
static enum script script_of_content(const struct html_tree *t, size_t content)
{
	size_t seen[SCRIPTS] = {0}, bytes = 0;

	for (size_t i = content; i < t->nodes[content].end && bytes < SCRIPT_SAMPLE; i++) {
		struct span s = html_text(t, i);
		int32_t cp;

		for (size_t at = 0; at < s.len; bytes++) {
			at += utf8_decode(s, at, &cp);
			if (utf8_is_letter(cp))
				seen[script_of(cp)]++;
		}
	}
	if (seen[SCRIPT_CYRILLIC] > seen[SCRIPT_OTHER])
		return SCRIPT_CYRILLIC;
	return seen[SCRIPT_ARABIC] > seen[SCRIPT_OTHER] ? SCRIPT_ARABIC : SCRIPT_OTHER;
}

/* A template's lang="en" around a text in Cyrillic letters says nothing. Languages of two scripts fit both. */
static bool fits_script(struct span code, enum script script)
{
	static const char *const of[SCRIPTS][16] = {
	        [SCRIPT_CYRILLIC] = {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "uz", "az", "tk", NULL},
	        [SCRIPT_ARABIC] = {"ar", "fa", "ur", "ps", "ug", "ku", "sd", "az", NULL},
	};
	static const char *const two[] = {"sr", "uz", "az", "tk", "kk", "ku", "tt", "mn", NULL};
	struct span two_letters = span_make(code.data, code.len < 2 ? code.len : 2);
	bool other = true;

	for (int s = SCRIPT_CYRILLIC; s < SCRIPTS; s++)
		for (int i = 0; of[s][i] != NULL; i++)
			if (span_eq_str(two_letters, of[s][i])) {
				other = false;
				if ((enum script)s == script)
					return true;
			}
	if (script != SCRIPT_OTHER)
		return false;
	for (int i = 0; two[i] != NULL; i++)
		if (span_eq_str(two_letters, two[i]))
			return true;
	return other;
}

static void read_language(struct metadata *m, const struct html_tree *t, size_t content)
{
	struct metadata own;
	enum script script = script_of_content(t, content);

	metadata_init(&own);
	for (size_t i = content; i != HTML_NONE; i = t->nodes[i].parent) {
		html_meta_set(&own, "language", html_attribute(t, i, "lang"));
		html_meta_set(&own, "language", html_attribute(t, i, "xml:lang"));
	}
	if (own.language != NULL && fits_script(span_of(own.language), script)) {
		free(m->language);
		m->language = mem_strdup(own.language);
	} else if (m->language != NULL && !fits_script(span_of(m->language), script)) {
		free(m->language);
		m->language = NULL;
	}
	metadata_release(&own);
}

void html_meta_read(struct metadata *m, const struct html_tree *t, size_t content)
{
	read_title_lines(m, t);
	read_heading(m, t, content);
	html_linked_read(m, t);
	read_metas(m, t);
	read_title(m, t);
	read_link(m, t);
	read_language(m, t, content);
}
