#include "indexer/title.h"

#include <stdlib.h>

#include "indexer/scan.h"
#include "indexer/title_opening.h"
#include "indexer/title_parts.h"
#include "text/aliases.h"

void title_set(struct metadata *m, const char *field, struct span value)
{
	char *error = NULL;

	if (value.len && !metadata_set(m, span_of(field), value, &error))
		free(error);
}

void title_take_body(struct metadata *m, struct span line)
{
	const char *name = text_body(line);

	if (name && !m->publisher_count)
		title_set(m, "publisher", span_of(name));
}

/* ---- the lines of the title block ---- */

struct span title_line_text(const struct reader *r, size_t i)
{
	struct span s = span_trim(span_sub(r->text, r->o->title[i].at));

	const char *open = span_ends(s, ")") ? memrchr(s.data, '(', s.len) : NULL;

	if (open != NULL && open[1] == '*') /* "16 July 2020 (*1)" */
		s = span_trim(span_make(s.data, (size_t)(open - s.data)));
	for (bool star = false; s.len && (s.data[s.len - 1] == '*' || (star && strchr(", ", s.data[s.len - 1]))); s.len--)
		star = true;
	return span_trim(s);
}

struct span title_field_value(struct span s)
{
	const char *colon = memchr(s.data, ':', s.len);

	return colon ? span_trim(span_make(colon + 1, s.len - (size_t)(colon + 1 - s.data))) : span_make(NULL, 0);
}

bool title_field_is(struct span s, const char *const *names)
{
	struct buf b;
	bool found = false;

	buf_init(&b);
	title_fold(&b, s);
	for (size_t i = 0; names[i] && !found; i++)
		found = span_starts(buf_span(&b), names[i]);
	buf_release(&b);
	return found;
}

/* Whose date a field names. */
enum dated { DATED_OTHER, DATED_PAPER, DATED_DECISION };

static enum dated dated_by(struct span name)
{
	static const char *const paper[] = {"date:", "date :", "date of publication", "published", "дата:", "дата :", "дата публикации", "fecha:", "fecha :",
	                                    "fecha de publicación", "date de publication", NULL};
	static const char *const decision[] = {"date of adoption", "date of judg", "date of decision", "date of the decision", "date delivered", "decided",
	                                       "delivered", "handed down", "judgment date", "judgment rendered", "adopted", "дата принятия", "дата решения", "fecha de adopción",
	                                       "fecha de aprobación", "fecha de la decisión", "fecha de la presente decisión", "date de l'adoption",
	                                       "date de l’adoption", "date d'adoption", "date d’adoption", "date de la décision", "date de la présente décision", NULL};

	return title_field_is(name, decision) ? DATED_DECISION : title_field_is(name, paper) ? DATED_PAPER : DATED_OTHER;
}

static enum line_sort sort_of(struct span s)
{
	struct span kind;
	struct buf iso;
	enum line_sort sort = SORT_OTHER;

	buf_init(&iso);
	if (s.len > 1 && ((s.data[0] == '(' && s.data[s.len - 1] == ')') || (s.data[0] == '[' && s.data[s.len - 1] == ']')))
		sort = SORT_BRACKETS;
	else if (text_is_field(s) || text_is_town(s) || (dated_by(s) != DATED_OTHER && text_date(title_field_value(s), &iso)))
		sort = SORT_FIELD;
	else if (text_date(s, &iso))
		sort = SORT_DATE;
	else if (text_is_date(s))
		sort = text_date_has_month(s) ? SORT_RANGE : SORT_FIELD; /* 03/04/2018: nobody knows which is the month */
	else if (text_place_date(s).len || text_kind_date(s, &kind).len)
		sort = SORT_DATE;
	else if (text_is_symbol(s))
		sort = SORT_SYMBOL;
	else if (text_is_kind(s))
		sort = SORT_KIND;
	else if (text_is_body(s))
		sort = SORT_BODY;
	buf_release(&iso);
	return sort;
}

static void take_date(struct reader *r, struct span s, bool adopted)
{
	struct buf iso;

	buf_init(&iso);
	if ((adopted || !r->adopted) && text_date(s, &iso)) {
		if (adopted && !r->adopted) {
			free(r->m->date);
			r->m->date = NULL;
			r->two_dates = false;
		}
		r->adopted = adopted;
		r->two_dates |= r->m->date && !span_eq_str(buf_span(&iso), r->m->date);
		if (!r->m->date)
			title_set(r->m, "date", buf_span(&iso));
	}
	buf_release(&iso);
}

static void take_symbol(struct reader *r, struct span s)
{
	r->two_symbols |= r->m->symbol && !span_eq_str(s, r->m->symbol);
	if (!r->m->symbol)
		title_set(r->m, "symbol", s);
}

static void take_kind(struct reader *r, struct span s)
{
	struct buf b, joined;

	buf_init(&b);
	buf_init(&joined);
	if (!r->m->kind)
		title_set(r->m, "kind", title_fold(&b, text_letters_apart(s, &joined) ? buf_span(&joined) : s));
	buf_release(&joined);
	buf_release(&b);
}

/* "Date of adoption:     21 October 2014": two cells of one line, a name and its value. */
static bool is_value(const struct reader *r, size_t i)
{
	struct range before, at = r->o->title[i].at;

	if (i == 0)
		return false;
	before = r->o->title[i - 1].at;
	if (before.end == before.start || r->text.data[before.end - 1] != ':')
		return false;
	for (size_t k = before.end; k < at.start; k++)
		if (r->text.data[k] == '\n')
			return false;
	return true;
}

/* "UA: 229/10 Index: EUR 57/018/2010 Kazakhstan Date: 29 October 2010", as urgent actions have it in one line. */
static void take_urgent_line(struct reader *r, struct span s)
{
	const char *index = memmem(s.data, s.len, " Index: ", strlen(" Index: ")), *date = memmem(s.data, s.len, " Date: ", strlen(" Date: "));
	struct span symbol = span_make(NULL, 0);

	if (index != NULL) {
		symbol = span_make(index + strlen(" Index: "), s.len - (size_t)(index + strlen(" Index: ") - s.data));
		for (size_t at = 0, slashes = 0; at < symbol.len; at++) {
			slashes += symbol.data[at] == '/';
			if (slashes == 2 && symbol.data[at] == ' ')
				symbol.len = at;
		}
		take_symbol(r, symbol);
	}
	if (date != NULL)
		take_date(r, span_make(date + strlen(" Date: "), s.len - (size_t)(date + strlen(" Date: ") - s.data)), false);
}

/* "28 mai 2021" of "Décision n° 2021-999 QPC du 28 mai 2021"; empty: the line is no ruling's, or does not end in its day. */
static struct span ruling_date(struct span s)
{
	static const char *const before[] = {" du ", " de ", " vom ", " of ", NULL};
	struct span found = span_make(NULL, 0);
	struct buf iso;

	if (title_ruling_kind(s) == NULL)
		return found;
	buf_init(&iso);
	for (size_t at = 0; at < s.len && found.len == 0; at++)
		for (size_t i = 0; before[i] != NULL && found.len == 0; i++) {
			struct span rest = span_make(s.data + at, s.len - at);

			if (span_starts(rest, before[i]) && text_date(span_make(rest.data + strlen(before[i]), rest.len - strlen(before[i])), &iso) && iso.len == 10)
				found = span_make(rest.data + strlen(before[i]), rest.len - strlen(before[i]));
		}
	buf_release(&iso);
	return found;
}

static void take_line(struct reader *r, size_t i)
{
	static const char *const symbols[] = {"index", "ai index", "symbol", "un doc", NULL};
	struct span s = title_line_text(r, i), kind;

	if (r->sorts[i] != SORT_DATE)
		take_date(r, text_distribution_date(s), false);
	if (r->sorts[i] == SORT_OTHER)
		take_date(r, text_adopted_date(s).len != 0 ? text_adopted_date(s) : ruling_date(s), true);
	switch (r->sorts[i]) {
	case SORT_FIELD:
		if (dated_by(s) != DATED_OTHER)
			take_date(r, title_field_value(s), dated_by(s) == DATED_DECISION);
		else if (title_field_is(s, symbols))
			take_symbol(r, title_field_value(s));
		else if (span_starts(s, "UA: "))
			take_urgent_line(r, s);
		break;
	case SORT_DATE:
		take_date(r, text_place_date(s).len ? text_place_date(s) : text_kind_date(s, &kind).len ? text_kind_date(s, &kind) : s,
		          is_value(r, i) && dated_by(title_line_text(r, i - 1)) == DATED_DECISION);
		if (text_kind_date(s, &kind).len)
			take_kind(r, kind);
		break;
	case SORT_SYMBOL:
		take_symbol(r, s);
		break;
	case SORT_KIND:
		take_kind(r, s);
		break;
	case SORT_BODY:
		title_take_body(r->m, s);
		break;
	default:
		break;
	}
}

/* A value is no title, and a date only if its name says that it is the document's. */
static void mark_values(struct reader *r)
{
	for (size_t i = 0; i < r->o->title_count; i++) {
		struct span s = title_line_text(r, i);
		if (is_value(r, i)) {
			bool date = r->sorts[i] == SORT_DATE && dated_by(title_line_text(r, i - 1)) != DATED_OTHER;
			r->sorts[i] = date ? SORT_DATE : SORT_FIELD;
		}
		if (s.len && s.data[s.len - 1] == ':')
			r->sorts[i] = SORT_NAME;
	}
}

/* A line above a range of dates names the meeting. */
static void mark_events(struct reader *r)
{
	for (size_t i = 0; i + 1 < r->o->title_count; i++)
		if (r->sorts[i] == SORT_OTHER && r->sorts[i + 1] == SORT_RANGE && !title_opens(title_line_text(r, i)))
			r->sorts[i] = SORT_EVENT;
}

void title_leave_publisher(struct metadata *m, const struct aliases *aliases)
{
	char *title = m->title;

	if (title == NULL || aliases == NULL || aliases_id(aliases, ALIAS_PUBLISHER, span_of(title)).len == 0)
		return;
	m->title = NULL;
	if (m->publisher_count == 0)
		title_set(m, "publisher", span_of(title));
	free(title);
}

void title_read(struct metadata *m, struct span text, const struct outline *o, const struct aliases *aliases)
{
	struct reader r = {.m = m, .text = text, .o = o, .aliases = aliases};

	r.sorts = mem_zalloc((o->title_count + 1) * sizeof *r.sorts);
	for (size_t i = 0; i < o->title_count; i++)
		r.sorts[i] = sort_of(title_line_text(&r, i));
	mark_values(&r);
	mark_events(&r);
	for (size_t i = 0; i < o->title_count; i++)
		take_line(&r, i);
	if (r.two_symbols) {
		free(m->symbol);
		m->symbol = NULL;
	}
	if (!m->symbol)
		title_set(m, "symbol", o->symbol);
	if (r.two_dates) {
		free(m->date);
		m->date = NULL;
	}
	title_choose(&r);
	authors_read(m, text, o);
	signing_date(m, text, o);
	free(r.sorts);
}
