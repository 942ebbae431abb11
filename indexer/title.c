#include "indexer/title.h"

#include <stdlib.h>

#include "indexer/scan.h"
#include "text/utf8.h"

#define WINDOW 1200        /* bytes of the first paragraph that may say who wrote it */
#define COURT_PARAGRAPHS 4 /* in one of the first four a court says who it is */

enum line_sort { SORT_OTHER, SORT_FIELD, SORT_DATE, SORT_RANGE, SORT_SYMBOL, SORT_KIND, SORT_BODY, SORT_BRACKETS, SORT_EVENT };

struct reader {
	struct metadata *m;
	struct span text;
	const struct outline *o;
	enum line_sort *sorts;
	bool two_dates, two_symbols; /* and so neither is certain */
};

static void set(struct metadata *m, const char *field, struct span value)
{
	char *error = NULL;

	if (value.len && !metadata_set(m, span_of(field), value, &error))
		free(error);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct span folded(struct buf *to, struct span s)
{
	buf_clear(to);
	utf8_fold(to, s);
	return buf_span(to);
}

/* ---- dates ---- */

static int month_of(struct span word)
{
	static const char *const names[] = {
	        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
	        "november", "december", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
	        "septembre", "octobre", "novembre", "décembre", "enero", "febrero", "marzo", "abril", "mayo", "junio",
	        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "января", "февраля", "марта",
	        "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря", NULL};
	struct buf b;
	int found = 0;

	if (word.len > 24)
		return 0;
	buf_init(&b);
	folded(&b, word);
	for (int i = 0; names[i] && !found; i++)
		if (span_eq_str(buf_span(&b), names[i]))
			found = i % 12 + 1;
	buf_release(&b);
	return found;
}

struct date {
	int day, month, year, numbers, months;
};

static struct date date_words(struct span s)
{
	struct date d = {0};

	for (size_t i = 0; i < s.len;) {
		size_t from = i;
		while (i < s.len && !strchr(" ,.-/", s.data[i]) && (unsigned char)s.data[i] != 0xE2)
			i++;
		if (i > from && is_digit(s.data[from])) {
			int n = 0;
			for (size_t k = from; k < i && is_digit(s.data[k]) && n < 100000; k++)
				n = n * 10 + s.data[k] - '0';
			d.numbers++;
			if (n > 31)
				d.year = n;
			else
				d.day = n;
		} else if (i > from && month_of(span_make(s.data + from, i - from))) {
			d.month = month_of(span_make(s.data + from, i - from));
			d.months++;
		}
		while (i < s.len && (strchr(" ,.-/", s.data[i]) || (unsigned char)s.data[i] == 0xE2))
			i += (unsigned char)s.data[i] == 0xE2 && i + 2 < s.len ? 3 : 1;
	}
	return d;
}

/* 11 September 2017, September 2017, 2017-09-11; false for ranges and for 03/04/2017. */
static bool date_iso(struct span s, struct buf *iso)
{
	struct date d;

	s = span_trim(s);
	buf_clear(iso);
	if (metadata_is_date(s) && s.len >= 7) {
		buf_add_span(iso, s);
		return true;
	}
	if (!text_is_date(s))
		return false;
	d = date_words(s);
	if (d.months != 1 || d.year < 1000 || d.year > 9999 || d.numbers > 2)
		return false;
	if (d.numbers == 2 && d.day)
		buf_addf(iso, "%04d-%02d-%02d", d.year, d.month, d.day);
	else if (d.numbers == 1)
		buf_addf(iso, "%04d-%02d", d.year, d.month);
	return iso->len && metadata_is_date(buf_span(iso));
}

/* ---- the lines of the title block ---- */

static struct span line_text(const struct reader *r, size_t i)
{
	struct span s = span_trim(span_sub(r->text, r->o->title[i].at));

	while (s.len && strchr("*†", s.data[s.len - 1]))
		s.len--;
	return span_trim(s);
}

static struct span field_value(struct span s)
{
	const char *colon = memchr(s.data, ':', s.len);

	return colon ? span_trim(span_make(colon + 1, s.len - (size_t)(colon + 1 - s.data))) : span_make(NULL, 0);
}

static bool field_is(struct span s, const char *const *names)
{
	struct buf b;
	bool found = false;

	buf_init(&b);
	folded(&b, s);
	for (size_t i = 0; names[i] && !found; i++)
		found = span_starts(buf_span(&b), names[i]);
	buf_release(&b);
	return found;
}

static enum line_sort sort_of(struct span s)
{
	struct buf iso;
	enum line_sort sort = SORT_OTHER;

	buf_init(&iso);
	if (s.len > 1 && s.data[0] == '(' && s.data[s.len - 1] == ')')
		sort = SORT_BRACKETS;
	else if (text_is_field(s))
		sort = SORT_FIELD;
	else if (date_iso(s, &iso))
		sort = SORT_DATE;
	else if (text_is_date(s))
		sort = date_words(s).months ? SORT_RANGE : SORT_FIELD; /* 03/04/2018: nobody knows which is the month */
	else if (text_is_symbol(s))
		sort = SORT_SYMBOL;
	else if (text_is_kind(s))
		sort = SORT_KIND;
	else if (text_is_body(s))
		sort = SORT_BODY;
	buf_release(&iso);
	return sort;
}

static void take_date(struct reader *r, struct span s)
{
	struct buf iso;

	buf_init(&iso);
	if (date_iso(s, &iso)) {
		r->two_dates |= r->m->date && !span_eq_str(buf_span(&iso), r->m->date);
		if (!r->m->date)
			set(r->m, "date", buf_span(&iso));
	}
	buf_release(&iso);
}

static void take_symbol(struct reader *r, struct span s)
{
	r->two_symbols |= r->m->symbol && !span_eq_str(s, r->m->symbol);
	if (!r->m->symbol)
		set(r->m, "symbol", s);
}

static void take_kind(struct reader *r, struct span s)
{
	struct buf b;

	buf_init(&b);
	if (!r->m->kind)
		set(r->m, "kind", folded(&b, s));
	buf_release(&b);
}

/* A body's name as it is usually written: AMNESTY INTERNATIONAL in a heading is Amnesty International. */
static void take_body(struct reader *r, struct span s)
{
	static const char *const bodies[] = {
	        "Amnesty International", "Human Rights Watch", "ARTICLE 19", "PEN International", "United Nations",
	        "International Partnership for Human Rights", "European Court of Human Rights", "Freedom House",
	        "Reporters Without Borders", "Committee to Protect Journalists", "International Commission of Jurists",
	        "Front Line Defenders", "Norwegian Helsinki Committee", "Council of Europe",
	        "World Organisation Against Torture", "Open Society Foundations", NULL};
	struct buf a, b;

	buf_init(&a);
	buf_init(&b);
	folded(&a, s);
	for (size_t i = 0; bodies[i] && !r->m->publisher_count; i++)
		if (span_eq(buf_span(&a), folded(&b, span_of(bodies[i]))))
			set(r->m, "publisher", span_of(bodies[i]));
	buf_release(&a);
	buf_release(&b);
}

static void take_line(struct reader *r, size_t i)
{
	static const char *const dates[] = {"date", "дата", "fecha", "published", NULL};
	static const char *const symbols[] = {"index", "ai index", "symbol", "un doc", NULL};
	struct span s = line_text(r, i);

	switch (r->sorts[i]) {
	case SORT_FIELD:
		if (field_is(s, dates))
			take_date(r, field_value(s));
		else if (field_is(s, symbols))
			take_symbol(r, field_value(s));
		break;
	case SORT_DATE:
		take_date(r, s);
		break;
	case SORT_SYMBOL:
		take_symbol(r, s);
		break;
	case SORT_KIND:
		take_kind(r, s);
		break;
	case SORT_BODY:
		take_body(r, s);
		break;
	default:
		break;
	}
}

/* ---- the title ---- */

/* Whether lines i and i + 1 stand in one block: nothing but one line end between. */
static bool goes_on(const struct reader *r, size_t i)
{
	size_t feeds = 0;

	if (i + 1 >= r->o->title_count || r->sorts[i + 1] != SORT_OTHER)
		return false;
	for (size_t k = r->o->title[i].at.end; k < r->o->title[i + 1].at.start; k++) {
		feeds += r->text.data[k] == '\n';
		if (!strchr(" \t\r\n*", r->text.data[k]))
			return false;
	}
	return feeds == 1 && r->o->title[i].level == r->o->title[i + 1].level;
}

static void set_title(struct reader *r, size_t first)
{
	struct buf b;
	size_t i = first;

	buf_init(&b);
	buf_add_span(&b, line_text(r, i));
	for (; goes_on(r, i) && i - first < 4; i++) {
		buf_add_char(&b, ' ');
		buf_add_span(&b, line_text(r, i + 1));
	}
	set(r->m, "title", buf_span(&b));
	buf_release(&b);
}

/* A title that says by its first words that it is one, and of what kind. */
static const struct opening {
	const char *words, *kind;
} openings[] = {
        {"case of ", NULL},
        {"affaire ", NULL},
        {"report of ", "report"},
        {"report on ", "report"},
        {"concluding observations on ", "concluding observations"},
        {"resolution on ", "resolution"},
        {"written statement", "written statement"},
        {"joint statement ", "joint statement"},
        {"joint submission ", "joint submission"},
        {"general comment no", "general comment"},
        {"views adopted by ", "views"},
        {"decision adopted by ", "decision"},
        {"opinion no. ", "opinion"},
        {NULL, NULL},
};

static const struct opening *opening_of(struct span s)
{
	const struct opening *o = openings;
	struct buf b;

	buf_init(&b);
	folded(&b, s);
	while (o->words && !span_starts(buf_span(&b), o->words))
		o++;
	buf_release(&b);
	return o->words ? o : NULL;
}

/* A line above a range of dates names the meeting. */
static void mark_events(struct reader *r)
{
	for (size_t i = 0; i + 1 < r->o->title_count; i++)
		if (r->sorts[i] == SORT_OTHER && r->sorts[i + 1] == SORT_RANGE && !opening_of(line_text(r, i)))
			r->sorts[i] = SORT_EVENT;
}

static void find_title(struct reader *r)
{
	size_t marked = NONE, marked_last = NONE, bare = NONE, bares = 0, sure = NONE;
	bool kind_between = false;

	for (size_t i = 0; i < r->o->title_count; i++) {
		if (marked != NONE && r->sorts[i] == SORT_KIND)
			kind_between = true;
		if (r->sorts[i] != SORT_OTHER)
			continue;
		if (sure == NONE && opening_of(line_text(r, i)))
			sure = i;
		if (r->o->title[i].level > 0) {
			marked = marked == NONE ? i : marked;
			marked_last = i;
		} else if (i == 0 || !goes_on(r, i - 1)) {
			bare = bare == NONE ? i : bare;
			bares++;
		}
	}
	if (sure != NONE)
		set_title(r, sure);
	else if (marked != NONE)
		set_title(r, kind_between ? marked_last : marked);
	else if (bares == 1)
		set_title(r, bare);
	if (sure != NONE && opening_of(line_text(r, sure))->kind && !r->m->kind)
		set(r->m, "kind", span_of(opening_of(line_text(r, sure))->kind));
}

/* ---- what the first paragraph says of who wrote it ---- */

/* The beginning of the text's nth paragraph, from 0; empty if there is none. */
static struct span paragraph(const struct reader *r, size_t n)
{
	for (size_t i = 0; i < r->o->count; i++) {
		const struct outline_passage *p = &r->o->passages[i];
		if (p->kind != PASSAGE_PARAGRAPH || (!p->counted && !p->label.len) || n-- > 0)
			continue;
		struct span s = span_sub(r->text, p->ranges[0]);
		return span_make(s.data, s.len < WINDOW ? s.len : WINDOW);
	}
	return span_make(NULL, 0);
}

static const char *find(struct span s, const char *needle)
{
	if (s.len == 0)
		return NULL;
	return memmem(s.data, s.len, needle, strlen(needle));
}

static struct span from_place(struct span s, const char *at)
{
	return span_make(at, s.len - (size_t)(at - s.data));
}

/* "X (XY) and Y (YZ, Country) for …": names that end in brackets, until something else follows. Joined by "; ". */
static struct span bracketed_names(struct span s, struct buf *names)
{
	buf_clear(names);
	for (;;) {
		const char *open = memchr(s.data, '(', s.len), *close;
		struct span name;
		if (!open || !(close = memchr(open, ')', s.len - (size_t)(open - s.data))))
			break;
		name = span_trim(span_make(s.data, (size_t)(open - s.data)));
		if (span_starts(name, "the "))
			name = span_make(name.data + 4, name.len - 4);
		if (name.len < 4 || name.len > 150 || memchr(name.data, '.', name.len) || memchr(name.data, ';', name.len))
			break;
		if (names->len)
			buf_add_str(names, "; ");
		buf_add_span(names, name);
		s = span_trim(from_place(s, close + 1));
		if (span_starts(s, "and "))
			s = from_place(s, s.data + 4);
		else if (span_starts(s, ", and "))
			s = from_place(s, s.data + 6);
		else if (span_starts(s, ", "))
			s = from_place(s, s.data + 2);
		else
			break;
	}
	return s;
}

/* "… in November 2021." at the end of the sentence. */
static void date_at_end(struct reader *r, struct span s)
{
	const char *stop = find(s, ". "), *in = NULL;
	struct span sentence = stop ? span_make(s.data, (size_t)(stop - s.data)) : s;

	while (sentence.len && strchr(". \n", sentence.data[sentence.len - 1]))
		sentence.len--;
	for (const char *p = sentence.data; (p = memmem(p, sentence.len - (size_t)(p - sentence.data), " in ", 4)); p++)
		in = p;
	if (in && !r->m->date)
		take_date(r, from_place(sentence, in + 4));
}

/* "This briefing paper was prepared by X (…) and Y (…) for … in November 2021." */
static bool prepared_by(struct reader *r, struct span s)
{
	static const char *const verbs[] = {" was prepared by ", " has been prepared by ", " was submitted by ",
	                                    " is submitted by ", " was jointly prepared by ", " is jointly submitted by ",
	                                    " was produced by ", " has been submitted by ", NULL};
	struct buf names;
	bool found = false;

	if (!span_starts(s, "This ") && !span_starts(s, "The present "))
		return false;
	buf_init(&names);
	for (size_t i = 0; verbs[i] && !found; i++) {
		const char *at = find(s, verbs[i]);
		if (!at || at - s.data > 60)
			continue;
		found = true;
		s = bracketed_names(from_place(s, at + strlen(verbs[i])), &names);
		if (!r->m->publisher_count)
			set(r->m, "publisher", buf_span(&names));
		date_at_end(r, s);
	}
	buf_release(&names);
	return found;
}

static size_t word_end_at(struct span s, size_t at)
{
	while (at < s.len && (unsigned char)s.data[at] > ' ')
		at++;
	return at;
}

static bool is_link_word(struct span w)
{
	return span_eq_str(w, "and") || span_eq_str(w, "of") || span_eq_str(w, "for") || span_eq_str(w, "the") ||
	       span_eq_str(w, "on") || span_eq_str(w, "&");
}

/* Capitalised words, numbers and small words between them, from the start: the length of the name. */
static size_t name_length(struct span s, struct span *verb)
{
	size_t at = 0, good = 0;

	while (at < s.len) {
		size_t end = word_end_at(s, at);
		struct span w = span_make(s.data + at, end - at);
		bool name = text_begins_upper(w, 0, w.len) || (w.len && is_digit(w.data[0]));
		if (!name && !is_link_word(w)) {
			*verb = w;
			return good;
		}
		if (name)
			good = end;
		at = skip_space(s, end, s.len);
	}
	return 0;
}

/*
 * "In this submission, X and Y highlight …": two bodies, for the verb is a
 * plural; "X and Y highlights" is one.
 */
static void in_this(struct reader *r, struct span s)
{
	static const char *const starts[] = {"In this submission, ", "In this report, ", "In this briefing, ",
	                                     "In this statement, ", "In this joint submission, ", NULL};
	struct span verb = {0}, name;
	struct buf names;
	const char *and;

	for (size_t i = 0; starts[i]; i++) {
		if (!span_starts(s, starts[i]))
			continue;
		s = from_place(s, s.data + strlen(starts[i]));
		name = span_make(s.data, name_length(s, &verb));
		if (name.len < 3 || name.len > 200 || verb.len < 3 || strchr(",;.", verb.data[verb.len - 1]) ||
		    memchr(name.data, ',', name.len))
			return;
		buf_init(&names);
		buf_add_span(&names, name);
		and = find(name, " and ");
		if (and && !span_ends(verb, "s")) {
			buf_clear(&names);
			buf_add(&names, name.data, (size_t)(and - name.data));
			buf_add_str(&names, "; ");
			buf_add_span(&names, from_place(name, and + 5));
		}
		if (!(and && !span_ends(verb, "s") && find(from_place(name, and + 5), " and ")))
			set(r->m, "publisher", buf_span(&names));
		buf_release(&names);
	}
}

/* "Amnesty International would like to draw …": a body that we know, speaking. */
static void body_speaks(struct reader *r, struct span s)
{
	static const char *const verbs[] = {" would like to ", " submits ", " wishes to ", " welcomes ", " calls ",
	                                    " is submitting ", " respectfully ", NULL};

	if (span_starts(s, "The "))
		s = from_place(s, s.data + 4);
	for (size_t i = 0; verbs[i]; i++) {
		const char *at = find(span_make(s.data, s.len < 120 ? s.len : 120), verbs[i]);
		if (at && !r->m->publisher_count)
			take_body(r, span_make(s.data, (size_t)(at - s.data)));
	}
}

/* "The European Court of Human Rights (Third Section), sitting as a Chamber …" */
static void court_sits(struct reader *r, struct span s)
{
	const char *bracket = find(span_make(s.data, s.len < 80 ? s.len : 80), " (");
	const char *sitting = s.len ? find(span_make(s.data, s.len < 120 ? s.len : 120), ", sitting ") : NULL;

	if (span_starts(s, "The ") && sitting)
		take_body(r, span_make(s.data + 4, (size_t)((bracket && bracket < sitting ? bracket : sitting) - s.data) - 4));
}

static void read_first_paragraph(struct reader *r)
{
	struct span s = paragraph(r, 0);

	for (size_t i = 0; i < COURT_PARAGRAPHS && !r->m->publisher_count; i++)
		court_sits(r, paragraph(r, i));
	if (s.len == 0 || prepared_by(r, s) || r->m->publisher_count)
		return;
	in_this(r, s);
	if (!r->m->publisher_count)
		body_speaks(r, s);
}

void title_read(struct metadata *m, struct span text, const struct outline *o)
{
	struct reader r = {.m = m, .text = text, .o = o};

	r.sorts = mem_zalloc((o->title_count + 1) * sizeof *r.sorts);
	for (size_t i = 0; i < o->title_count; i++)
		r.sorts[i] = sort_of(line_text(&r, i));
	mark_events(&r);
	for (size_t i = 0; i < o->title_count; i++)
		take_line(&r, i);
	if (r.two_symbols) {
		free(m->symbol);
		m->symbol = NULL;
	}
	if (r.two_dates) {
		free(m->date);
		m->date = NULL;
	}
	find_title(&r);
	read_first_paragraph(&r);
	free(r.sorts);
}
