/*
 * authors.c: what the first paragraphs say with certainty of who publishes the
 * text, and when.
 */
#include "indexer/title.h"

#include "indexer/scan.h"

#define WINDOW 1200        /* bytes of a paragraph that may say who wrote it */
#define COURT_PARAGRAPHS 4 /* in one of the first four a court says who it is */
#define ORGANISATION_BYTES 150 /* of a name with its abbreviation in brackets */
#define LEAD_BYTES 60      /* of "This briefing paper" before "was prepared by" */
#define AUTHOR_BYTES 200   /* of the names behind "In this submission, " */
#define SUBJECT_BYTES 120  /* of a body's name before "submits" */
#define COURT_BYTES 300    /* in which a court says how it sits */

struct reader {
	struct metadata *m;
	struct span text;
	const struct outline *o;
};

static void take_date(struct metadata *m, struct span s)
{
	struct buf iso;

	buf_init(&iso);
	if (text_date(s, &iso))
		title_set(m, "date", buf_span(&iso));
	buf_release(&iso);
}

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
		if (name.len < 4 || name.len > ORGANISATION_BYTES || memchr(name.data, '.', name.len) || memchr(name.data, ';', name.len))
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
		take_date(r->m, from_place(sentence, in + 4));
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
		if (!at || at - s.data > LEAD_BYTES)
			continue;
		found = true;
		s = bracketed_names(from_place(s, at + strlen(verbs[i])), &names);
		if (!r->m->publisher_count)
			title_set(r->m, "publisher", buf_span(&names));
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
		bool name = text_begins_upper(w, 0, w.len) || (w.len && byte_is_digit(w.data[0]));
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
		if (name.len < 3 || name.len > AUTHOR_BYTES || verb.len < 3 || strchr(",;.", verb.data[verb.len - 1]) ||
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
			title_set(r->m, "publisher", buf_span(&names));
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
		const char *at = find(span_make(s.data, s.len < SUBJECT_BYTES ? s.len : SUBJECT_BYTES), verbs[i]);
		if (at && !r->m->publisher_count)
			title_take_body(r->m, span_make(s.data, (size_t)(at - s.data)));
	}
}

/* "The European Court of Human Rights (Third Section), sitting as a Chamber …" */
static void court_sits(struct reader *r, struct span s)
{
	struct span head = span_make(s.data, s.len < COURT_BYTES ? s.len : COURT_BYTES);
	const char *sitting = find(head, ", sitting "), *the = NULL, *bracket;

	if (!sitting)
		return;
	head.len = (size_t)(sitting - head.data);
	for (const char *p = head.data; p && (p = find(from_place(head, p), "The ")) != NULL; p++)
		the = p;
	if (!the)
		return;
	head = from_place(head, the + 4);
	bracket = find(head, " (");
	title_take_body(r->m, bracket ? span_make(head.data, (size_t)(bracket - head.data)) : head);
}

/* "GENEVA (5 May 2021) – …": when a statement to the press was made; or an act. */
static void dateline(struct reader *r, struct span s)
{
	struct buf iso;

	buf_init(&iso);
	if (!r->m->date && (text_dateline(s, &iso) || text_act_date(s, &iso)))
		title_set(r->m, "date", buf_span(&iso));
	buf_release(&iso);
}

void authors_read(struct metadata *m, struct span text, const struct outline *o)
{
	struct reader reader = {m, text, o}, *r = &reader;
	struct span s = paragraph(r, 0);

	dateline(r, s);
	for (size_t i = 0; i < COURT_PARAGRAPHS && !r->m->publisher_count; i++)
		court_sits(r, paragraph(r, i));
	if (s.len == 0 || prepared_by(r, s) || r->m->publisher_count)
		return;
	in_this(r, s);
	if (!r->m->publisher_count)
		body_speaks(r, s);
}
