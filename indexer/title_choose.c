/* title_choose.c: which of the lines above the text is its title, or which together. */
#include "indexer/title_parts.h"

#include <string.h>

#include "indexer/title.h"
#include "indexer/title_opening.h"

#define COUNTRY_NAME_MIN 4 /* bytes: shorter ones are codes */
#define DATED_TITLE_MIN 30 /* bytes of a first line above a date: a shorter one may be whose page it is */
#define SURE_SHORT 30      /* bytes: "Opinion No. 1041 / 2021" says less than "OPINION / ON THE …" */
#define TITLE_PART_MIN 20  /* bytes: a shorter line of a title is its last, unless the next begins in lower case */

/* "Review", below a longer line and above "Kazakhstan". */
static bool is_short_end(const struct reader *r, size_t i)
{
	struct span s = title_line_text(r, i), next = title_line_text(r, i + 1);

	return i > 0 && s.len < TITLE_PART_MIN && title_line_text(r, i - 1).len >= 2 * TITLE_PART_MIN &&
	       text_begins_upper(next, 0, next.len) && !text_ends_open(s, 0, s.len);
}

/* Whether lines i and i + 1 stand in one block: nothing but one line end between. */
static bool goes_on(const struct reader *r, size_t i)
{
	size_t feeds = 0;

	if (i + 1 >= r->o->title_count || r->sorts[i + 1] != SORT_OTHER)
		return false;
	if (is_short_end(r, i) || span_starts(title_line_text(r, i + 1), "Held "))
		return false; /* "Held at the Palais des Nations, …", below "Summary record of …" */
	for (size_t k = r->o->title[i].at.end; k < r->o->title[i + 1].at.start; k++) {
		feeds += r->text.data[k] == '\n';
		if (!strchr(" \t\r\n*", r->text.data[k]))
			return false;
	}
	return feeds == 1 && r->o->title[i].level == r->o->title[i + 1].level;
}

/* "Report of the Working Group on the Universal Periodic Review", and below it "Afghanistan": all such reports have that title. */
static void add_country(struct reader *r, size_t last, struct buf *title)
{
	struct span s;

	if (r->aliases == NULL || last + 1 >= r->o->title_count || r->sorts[last + 1] != SORT_OTHER)
		return;
	s = title_line_text(r, last + 1);
	while (span_ends(s, "*"))
		s.len--;
	if (s.len < COUNTRY_NAME_MIN || aliases_id(r->aliases, ALIAS_COUNTRY, span_trim(s)).len == 0)
		return;
	while (title->len != 0 && strchr(" *", title->data[title->len - 1]) != NULL)
		title->data[--title->len] = '\0';
	buf_add_str(title, ": ");
	buf_add_span(title, span_trim(s));
}

/* "ARRÊT DE LA COUR DE CASSATION, CHAMBRE CRIMINELLE," above its date */
static struct span without_comma(struct span s)
{
	return span_ends(s, ",") ? span_make(s.data, s.len - 1) : s;
}

static void set_title(struct reader *r, size_t first)
{
	struct buf b;
	size_t i = first;

	buf_init(&b);
	buf_add_span(&b, title_line_text(r, i));
	for (; goes_on(r, i) && i - first < 4; i++) {
		buf_add_char(&b, ' ');
		buf_add_span(&b, title_line_text(r, i + 1));
	}
	add_country(r, i, &b);
	title_set(r->m, "title", without_comma(buf_span(&b)));
	buf_release(&b);
}

/* "Neutral citation: Marek v Minister of Land [2016] LKCC 7": the parties, and where the judgment stands; empty: none. */
static struct span cited_name(const struct reader *r)
{
	static const char *const names[] = {"neutral citation", "citation", NULL};

	for (size_t i = 0; i < r->o->title_count; i++) {
		struct span s = title_line_text(r, i), value = title_field_value(s);

		if (r->sorts[i] == SORT_FIELD && title_field_is(s, names) && value.len != 0 &&
		    (memmem(value.data, value.len, " v ", 3) != NULL || memmem(value.data, value.len, " v. ", 4) != NULL))
			return value;
	}
	return span_make(NULL, 0);
}

static void take_title_kind(struct reader *r, struct span title)
{
	const char *kind = title_opens(title) || title_opens_likely(title) ? title_opening_kind(title) : title_is_resolution(title) ? "resolution" : title_ruling_kind(title);

	if (kind != NULL && !r->m->kind)
		title_set(r->m, "kind", span_of(kind));
}

static bool is_sure_title(struct span s)
{
	return title_opens(s) || title_is_resolution(s) || title_is_named_act(s) || title_ruling_kind(s) != NULL;
}

/* The line of the title block that gives a court's case its number: "Дело № 1-214/2021", "справа № 640/1234/21"; NONE. */
static size_t case_line(const struct reader *r)
{
	for (size_t i = 0; i < r->o->title_count; i++)
		if (r->sorts[i] != SORT_DATE && title_is_case_number(title_line_text(r, i)))
			return i;
	return NONE;
}

/* "2 BvR 777/12" of "- 2 BvR 777/12 -" */
static struct span without_dashes(struct span s)
{
	return span_starts(s, "- ") && span_ends(s, " -") && s.len > 4 ? span_make(s.data + 2, s.len - 4) : s;
}

/* "ПРИГОВОР, Дело № 1-214/2021": what has no other name, of the kind and with the number at those lines. */
static void set_case_title(struct reader *r, size_t kind, size_t number)
{
	struct buf b, joined;

	buf_init(&b);
	buf_init(&joined);
	buf_add_span(&b, text_letters_apart(title_line_text(r, kind), &joined) ? buf_span(&joined) : title_line_text(r, kind));
	buf_add_str(&b, ", ");
	buf_add_span(&b, without_dashes(title_line_text(r, number)));
	title_set(r->m, "title", buf_span(&b));
	buf_release(&joined);
	buf_release(&b);
}

/* "v" for "- and -", as English courts write between the parties. */
static struct span versus_word(struct span s)
{
	return span_starts(s, "-") ? span_of("v") : s;
}

/* "AMINA DIALLO", "C.", "REPUBLIC OF ORVIA" below one another: the parties on both sides of line `versus`. */
static void set_parties_title(struct reader *r, size_t versus)
{
	struct buf b;

	buf_init(&b);
	for (size_t i = versus - 1; i <= versus + 1; i++) {
		buf_add_str(&b, b.len == 0 ? "" : " ");
		buf_add_span(&b, i == versus ? versus_word(title_line_text(r, i)) : title_party(title_line_text(r, i)));
	}
	title_set(r->m, "title", buf_span(&b));
	buf_release(&b);
}

/* The line that stands alone between two parties; NONE. */
static size_t versus_line(const struct reader *r)
{
	for (size_t i = 1; i + 1 < r->o->title_count; i++)
		if (r->sorts[i - 1] == SORT_OTHER && r->sorts[i + 1] == SORT_OTHER && title_is_versus(title_line_text(r, i)))
			return i;
	return NONE;
}

/* The lines that may be the title, or say a part of it; NONE where there is none. */
struct choice {
	size_t sure;                /* the first that can be nothing else */
	size_t parties;             /* the first that names the parties of a case */
	size_t likely;              /* the first that is as a title is, but may stand below one */
	bool dated;                 /* the very first is a line above a date, as a page of news has its title */
	size_t marked, marked_last; /* the first and the last that the format marks as headings */
	size_t bare, bares;         /* the first that begins a block without being marked, and how many do */
	size_t kind, on;            /* the first that says a kind of document; the same where the line below goes on with it */
	bool kind_between;          /* a kind stands below a marked line */
};

static void choice_take_kind(struct choice *c, const struct reader *r, size_t i)
{
	c->kind_between |= c->marked != NONE;
	if (c->kind != NONE)
		return;
	c->kind = i;
	c->on = goes_on(r, i) && title_is_of_kind(title_line_text(r, i + 1)) ? i : NONE;
}

static void choice_take_other(struct choice *c, const struct reader *r, size_t i)
{
	if (c->sure == NONE && is_sure_title(title_line_text(r, i)))
		c->sure = i;
	if (c->likely == NONE && title_opens_likely(title_line_text(r, i)))
		c->likely = i;
	if (c->parties == NONE && title_is_parties(title_line_text(r, i)))
		c->parties = i;
	if (r->o->title[i].level > 0) {
		c->marked = c->marked == NONE ? i : c->marked;
		c->marked_last = i;
	} else if (i == 0 || !goes_on(r, i - 1)) {
		c->bare = c->bare == NONE ? i : c->bare;
		c->bares++;
	}
}

static void choice_read(struct choice *c, const struct reader *r)
{
	struct span kind;

	*c = (struct choice){.sure = NONE, .parties = NONE, .likely = NONE, .marked = NONE, .marked_last = NONE, .bare = NONE, .kind = NONE, .on = NONE};
	c->dated = r->o->title_count > 1 && !title_names_body(title_line_text(r, 0)) && r->sorts[0] == SORT_OTHER && r->sorts[1] == SORT_DATE && title_line_text(r, 0).len >= DATED_TITLE_MIN;
	for (size_t i = 0; i < r->o->title_count; i++) {
		if (r->sorts[i] == SORT_KIND)
			choice_take_kind(c, r, i);
		else if (r->sorts[i] == SORT_OTHER)
			choice_take_other(c, r, i);
		else if (r->sorts[i] == SORT_DATE && c->sure == NONE && title_is_act(title_line_text(r, i)))
			c->sure = i;
		else if (r->sorts[i] == SORT_DATE && c->kind == NONE && text_kind_date(title_line_text(r, i), &kind).len != 0)
			c->kind = i; /* "Urteil vom 12. März 2020" */
	}
}

/* "ЗАКОН УКРАЇНИ" above "Про озера": the line that says what kind of act it is; NONE. */
static size_t law_line(const struct reader *r)
{
	static const char *const kinds[] = {"закон ", "федеральный закон", "федеральный конституционный закон", "конституционный закон", "указ ", "кодекс ", NULL};
	static const char *const about[] = {"о ", "об ", "про ", NULL};

	for (size_t i = 0; i + 1 < r->o->title_count; i++)
		if (r->sorts[i] == SORT_OTHER && r->sorts[i + 1] == SORT_OTHER && title_field_is(title_line_text(r, i), kinds) &&
		    title_field_is(title_line_text(r, i + 1), about))
			return i;
	return NONE;
}

static void set_law_title(struct reader *r, size_t i)
{
	struct buf b;

	buf_init(&b);
	buf_add_span(&b, title_line_text(r, i));
	buf_add_char(&b, ' ');
	buf_add_span(&b, title_line_text(r, i + 1));
	title_set(r->m, "title", buf_span(&b));
	buf_release(&b);
}

static void set_likely(struct reader *r, size_t i)
{
	set_title(r, i);
	take_title_kind(r, title_line_text(r, i));
}

/* Sets the title; what comes first here says more. */
static void set_chosen(struct reader *r, const struct choice *c)
{
	size_t number = case_line(r), versus, law;
	bool cased = c->kind != NONE && number != NONE;

	if (c->on != NONE && (c->sure == NONE || title_line_text(r, c->sure).len <= SURE_SHORT))
		set_title(r, c->on);
	else if (c->sure != NONE)
		set_title(r, c->sure);
	else if (c->parties != NONE && (c->marked == NONE || c->marked == c->parties)) /* below another heading they are what the text is about */
		set_title(r, c->parties);
	else if (cited_name(r).len != 0)
		title_set(r->m, "title", cited_name(r));
	else if ((versus = versus_line(r)) != NONE)
		set_parties_title(r, versus);
	else if ((law = law_line(r)) != NONE)
		set_law_title(r, law);
	else if (cased && (c->marked == NONE || c->marked == number) && (c->bares == 0 || c->bare == number))
		set_case_title(r, c->kind, number);
	else if (c->marked != NONE)
		set_title(r, c->kind_between ? c->marked_last : c->marked);
	else if (c->likely != NONE)
		set_likely(r, c->likely);
	else if (c->bares == 1 || (c->bare == 0 && c->dated))
		set_title(r, c->bare);
	else if (cased)
		set_case_title(r, c->kind, number);
	else if (number != NONE)
		title_set(r->m, "title", without_dashes(title_line_text(r, number)));
}

void title_choose(struct reader *r)
{
	struct choice c;

	choice_read(&c, r);
	set_chosen(r, &c);
	if (c.sure != NONE)
		take_title_kind(r, title_line_text(r, c.sure));
}
