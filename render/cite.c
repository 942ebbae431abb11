#include "render/cite.h"

#include "render/passage_text.h"
#include "text/utf8.h"

#include <stdio.h>
#include <strings.h>

#define STOP_SMALL_MIN 3 /* letters of one in small letters whose stop does */
#define STOP_WORD_MIN 5 /* letters of a word whose full stop ends a sentence, and no abbreviation */

/* ---- Words ---- */

static bool is_blank_at(struct span s, size_t at, size_t *len)
{
	int32_t cp;

	*len = utf8_decode(s, at, &cp);
	return utf8_is_space(cp);
}

/* Appends text on one line: white space single, none at its ends, ill-formed bytes as U+FFFD. */
static void add_line(struct buf *out, struct span text)
{
	size_t first = out->len, len;
	bool blank = false;

	for (size_t at = 0; at < text.len; at += len) {
		if (is_blank_at(text, at, &len)) {
			blank = true;
			continue;
		}
		if (blank && out->len != first)
			buf_add_char(out, ' ');
		blank = false;
		utf8_add_clean(out, span_make(text.data + at, len));
	}
}

/* Where to cut so that at most `most` characters stay, the last of them a whole word's. */
static size_t cut_at_word(struct span s, size_t most)
{
	size_t at = 0, cut = 0, len, count = 0;

	for (; at < s.len && count < most; at += len, count++)
		if (is_blank_at(s, at, &len))
			cut = at;
	if (at == s.len)
		return s.len;
	if (is_blank_at(s, at, &len) || cut == 0)
		cut = at;
	return cut;
}

static bool is_weak_end(char c)
{
	return c == ' ' || c == ',' || c == ';' || c == ':' || c == '-' || c == '(';
}

void cite_shorten(struct buf *out, struct span text, size_t most)
{
	struct buf line;
	size_t cut;

	buf_init(&line);
	add_line(&line, text);
	cut = cut_at_word(buf_span(&line), most);
	if (cut == line.len) {
		buf_add_span(out, buf_span(&line));
	} else {
		while (cut > 0 && is_weak_end(line.data[cut - 1]))
			cut--;
		buf_add(out, line.data, cut);
		buf_add_str(out, " …");
	}
	buf_release(&line);
}

static const char *ordinal_suffix(uint32_t n)
{
	static const char *const suffixes[] = {"th", "st", "nd", "rd"};

	if (n % 100 >= 11 && n % 100 <= 13)
		return "th";
	return n % 10 <= 3 ? suffixes[n % 10] : "th";
}

static void add_ordinal(struct buf *out, uint32_t n)
{
	buf_addf(out, "%u%s", (unsigned)n, ordinal_suffix(n));
}

/* ---- Pinpoint ---- */

/* “Background”, or “Parent › Recommendations”: a heading such as the latter says little by itself. */
void cite_section(struct buf *out, const struct span *path, size_t count)
{
	size_t first = count > CITE_SECTIONS ? count - CITE_SECTIONS : 0;

	for (size_t i = first; i < count; i++) {
		if (i != first)
			buf_add_str(out, " › ");
		cite_shorten(out, path[i], CITE_SECTION_CHARS);
	}
}

static void add_section(struct buf *out, const struct record *r)
{
	if (r->section_number != 0) {
		buf_add_str(out, "the ");
		add_ordinal(out, r->section_number);
		buf_add_char(out, ' ');
	}
	buf_add_str(out, "“");
	cite_section(out, r->sections, r->section_count);
	buf_add_str(out, "”");
}

static void add_heading(struct buf *out, const struct record *r)
{
	struct reading text;

	reading_init(&text);
	passage_text(&text, r);
	if (r->section_number != 0) {
		add_ordinal(out, r->section_number);
		buf_add_char(out, ' ');
	}
	buf_add_str(out, "heading “");
	cite_shorten(out, buf_span(&text.text), CITE_SECTION_CHARS);
	buf_add_str(out, "”");
	reading_release(&text);
}

/* "para. 7", "3rd paragraph"; false: the passage has no number, printed or counted. */
static bool add_paragraph(struct buf *out, const struct record *r)
{
	if (r->label.len != 0) {
		buf_add_str(out, "para. ");
		add_line(out, r->label);
	} else if (r->counted != 0) {
		add_ordinal(out, r->counted);
		buf_add_str(out, " paragraph");
	}
	return r->label.len != 0 || r->counted != 0;
}

static bool add_item(struct buf *out, const struct record *r)
{
	if (r->item == 0)
		return add_paragraph(out, r);
	if (r->label.len != 0) {
		add_paragraph(out, r);
		buf_add_str(out, ", ");
	}
	add_ordinal(out, r->item);
	buf_add_str(out, " item");
	if (r->label.len == 0 && r->counted != 0) {
		buf_add_str(out, " after the ");
		add_paragraph(out, r);
	}
	return true;
}

static void add_page(struct buf *out, const struct page_mark *page)
{
	struct buf number;

	if (page == NULL || page->physical == 0)
		return;
	buf_init(&number);
	buf_addf(&number, "%u", (unsigned)page->physical);
	buf_addf(out, "p. %s", number.data);
	if (page->label.len != 0 && !span_eq(page->label, buf_span(&number))) {
		buf_add_str(out, " (printed ");
		add_line(out, page->label);
		buf_add_char(out, ')');
	}
	buf_release(&number);
}

static void add_note(struct buf *out, const struct record *r)
{
	if (r->note.len == 0)
		return;
	buf_add_str(out, "note ");
	add_line(out, r->note);
}

/* The passage's number, printed or counted; false: it has none. */
static bool add_number(struct buf *out, const struct record *r)
{
	switch (r->kind) {
	case PASSAGE_NOTE:
		add_note(out, r);
		return r->note.len != 0;
	case PASSAGE_ITEM:
		return add_item(out, r);
	case PASSAGE_HEADING:
	case PASSAGE_PARAGRAPH:
	case PASSAGE_KINDS:
		break;
	}
	return add_paragraph(out, r);
}

/* A printed number that the source has but once says enough; a note without one stands nowhere else. */
static bool needs_section(const struct record *r)
{
	if (r->section_count == 0)
		return false;
	if (r->kind == PASSAGE_NOTE)
		return r->note.len != 0 && r->label_repeats;
	return r->label.len == 0 || r->label_repeats;
}

/* Where the passage stands, without its page; with `under`, a counted place names its section. */
static void add_place(struct buf *out, const struct record *r, bool under)
{
	bool is_heading = r->kind == PASSAGE_HEADING, numbered, counted;

	if (is_heading && !under) {
		buf_add_str(out, "heading");
		return;
	}
	if (is_heading)
		add_heading(out, r);
	numbered = !is_heading && add_number(out, r);
	under = under && !is_heading && needs_section(r);
	if (under) {
		buf_add_str(out, numbered ? " under " : "under ");
		add_section(out, r);
	}
	counted = numbered && r->kind != PASSAGE_NOTE && r->label.len == 0;
	if (counted || ((under || is_heading) && r->section_number != 0))
		buf_add_str(out, " (counted)");
}

static void add_pinpoint(struct buf *out, const struct record *r, const struct page_mark *page, bool under)
{
	size_t first = out->len;

	add_place(out, r, under);
	if (page != NULL && page->physical != 0 && out->len != first)
		buf_add_str(out, ", ");
	add_page(out, page);
}

void cite_pinpoint(struct buf *out, const struct record *r, const struct page_mark *page)
{
	add_pinpoint(out, r, page, true);
}

void cite_locus(struct buf *out, const struct record *r, const struct page_mark *page)
{
	add_pinpoint(out, r, page, false);
}

/* ---- Publication ---- */

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};

void cite_date(struct buf *out, const char *iso)
{
	int year, month = 0, day = 0;
	int parts = sscanf(iso, "%4d-%2d-%2d", &year, &month, &day);

	if (parts < 1 || (parts > 1 && (month < 1 || month > 12))) {
		add_line(out, span_of(iso));
		return;
	}
	if (parts > 2)
		buf_addf(out, "%d ", day);
	if (parts > 1)
		buf_addf(out, "%s ", months[month - 1]);
	buf_addf(out, "%.4s", iso);
}

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
		add_line(out, span_of(m->publishers[i]));
	}
}

static bool is_known(const char *value)
{
	return value != NULL && *value != '\0';
}

bool cite_is_digest(const struct source *s)
{
	return is_known(s->meta.kind) && strcasecmp(s->meta.kind, "digest") == 0;
}

/* The file; for a line of JSON lines its id too, as many stand in one file. */
static void add_file(struct buf *out, const struct source *s)
{
	const char *name = is_known(s->file) ? s->file : s->meta.id;

	if (!is_known(name))
		return;
	buf_add_str(out, " [");
	if (s->length != 0 && is_known(s->meta.id)) {
		add_line(out, span_of(s->meta.id));
		buf_add_str(out, " in ");
	}
	add_line(out, span_of(name));
	buf_add_char(out, ']');
}

void cite_title(struct buf *out, const struct source *s)
{
	if (is_known(s->meta.title)) {
		add_line(out, span_of(s->meta.title));
		return;
	}
	if (is_known(s->meta.kind) && !cite_is_digest(s))
		add_line(out, span_of(s->meta.kind));
	else
		buf_add_str(out, "untitled");
	add_file(out, s);
}

/* Where the letters before byte `end` begin, and how many they are. */
static size_t word_before(struct span s, size_t end, size_t *letters)
{
	size_t at = end;

	*letters = 0;
	while (at != 0) {
		size_t before = at - 1;
		int32_t cp;

		while (before != 0 && ((unsigned char)s.data[before] & 0xC0) == 0x80)
			before--;
		utf8_decode(s, before, &cp);
		if (!utf8_is_letter(cp))
			break;
		at = before;
		++*letters;
	}
	return at;
}

/*
 * A title that is printed as a sentence loses its full stop before the comma;
 * "Ltd.", "U.N." and "etc." keep theirs: a short word's is its own, unless the
 * word is in small letters and no usual abbreviation.
 */
static void drop_stop(struct buf *out, size_t from)
{
	static const char *const kept[] = {"etc", "vol", "art", "par", "sec", "eds", "rev", "cit"};
	size_t letters, start, end = out->len - 1;
	struct span word;

	if (out->len <= from || out->data[end] != '.')
		return;
	start = word_before(buf_span(out), end, &letters);
	word = span_make(out->data + start, end - start);
	if (letters < STOP_SMALL_MIN || (letters < STOP_WORD_MIN && !(word.data[0] >= 'a' && word.data[0] <= 'z')))
		return;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (span_eq_str(word, kept[i]))
			return;
	out->len--;
	out->data[out->len] = '\0';
}

static void add_symbol_and_date(struct buf *out, const struct metadata *m)
{
	if (is_known(m->symbol)) {
		buf_add_str(out, ", ");
		add_line(out, span_of(m->symbol));
	}
	if (is_known(m->date)) {
		buf_add_str(out, " (");
		cite_date(out, m->date);
		buf_add_char(out, ')');
	}
}

static void end_sentence(struct buf *out)
{
	struct span s = buf_span(out);

	if (s.len != 0 && !span_ends(s, ".") && !span_ends(s, "?") && !span_ends(s, "!"))
		buf_add_char(out, '.');
}

void cite_plain(struct buf *out, const struct source *s, const struct record *r,
                const struct page_mark *page)
{
	struct buf pinpoint;
	bool digest = cite_is_digest(s);
	size_t title;

	if (digest)
		buf_add_str(out, "Digest of ");
	add_publishers(out, &s->meta);
	if (s->meta.publisher_count != 0)
		buf_add_str(out, ", ");
	title = out->len;
	cite_title(out, s);
	drop_stop(out, title);
	add_symbol_and_date(out, &s->meta);
	buf_init(&pinpoint);
	cite_pinpoint(&pinpoint, r, page);
	if (pinpoint.len != 0) {
		buf_add_str(out, ", ");
		buf_add_span(out, buf_span(&pinpoint));
		if (digest)
			buf_add_str(out, " of the digest");
	}
	buf_release(&pinpoint);
	end_sentence(out);
}
