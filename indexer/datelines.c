/*
 * datelines.c: dates that stand beside a place or among other words, in a line
 * of the title block or at the head of a statement to the press.
 */
#include "indexer/shape.h"

#include <string.h>
#include <strings.h>

#include "text/utf8.h"

#define DAY_WORDS 3     /* 13 April 2015 */
#define SPANISH_DAY_WORDS 5 /* 11 de febrero de 2021 */
#define DAY_LENGTH 10   /* 2015-04-13 */
#define TOWN_WORDS 2    /* of a town's name before a dash */
#define ACT_LINE_MAX 200 /* bytes of a line that says what an act is, its day and number */
#define DATELINE_MAX 80 /* bytes of a place and a date that a paragraph begins with */

static bool is_day(struct span s)
{
	struct buf iso;
	bool day;

	buf_init(&iso);
	day = text_date(s, &iso) && iso.len == DAY_LENGTH;
	buf_release(&iso);
	return day;
}

static const char *word_end(const char *at, const char *end)
{
	while (at < end && *at != ' ')
		at++;
	return at;
}

/* "Алматы", "г. Алматы": without what says that it is a town. */
static struct span town_name(struct span s)
{
	static const char *const signs[] = {"г. ", "м. ", "қ. ", "с. ", "пос. ", "гор. ", "город ", "місто ", NULL};

	for (size_t i = 0; signs[i] != NULL; i++)
		if (span_starts(s, signs[i]))
			return span_make(s.data + strlen(signs[i]), s.len - strlen(signs[i]));
	return s;
}

static bool begins_town(struct span s)
{
	struct span name = town_name(s);

	return text_begins_upper(name, 0, name.len);
}

bool text_is_town(struct span s)
{
	return s.len <= DATE_PLACE_MAX && town_name(s).len < s.len && begins_town(s) && !utf8_holds(s, utf8_is_digit);
}

/* "Almaty, 3 February 2020": the date of a letter, its day known; empty if the line is none. */
static struct span place_comma_date(struct span s)
{
	const char *comma = memchr(s.data, ',', s.len);
	struct span place, date = {NULL, 0};

	if (!comma || comma == s.data)
		return date;
	place = span_make(s.data, (size_t)(comma - s.data));
	date = span_trim(span_make(comma + 1, s.len - place.len - 1));
	if (place.len > DATE_PLACE_MAX || !begins_town(place) || memchr(date.data, ',', date.len) || !is_day(date))
		return span_make(NULL, 0);
	return date;
}

/* "12 мая 2021 года, Алматы": the same the other way about. */
static struct span date_comma_place(struct span s)
{
	const char *comma = s.len == 0 ? NULL : memrchr(s.data, ',', s.len);
	struct span place, date;

	if (comma == NULL || comma == s.data)
		return span_make(NULL, 0);
	date = span_make(s.data, (size_t)(comma - s.data));
	place = span_trim(span_make(comma + 1, s.len - date.len - 1));
	return place.len <= DATE_PLACE_MAX && begins_town(place) && !utf8_holds(place, utf8_is_digit) && is_day(date) ? date : span_make(NULL, 0);
}

/* "Geneva, New York": towns of one word or two, each with a capital, and not "Press briefing" or "Universal Periodic Review". */
static bool are_towns(struct span s)
{
	size_t words = 0;

	for (size_t at = 0, end; at < s.len; at = end + 1) {
		struct span word;

		for (end = at; end < s.len && s.data[end] != ' '; end++)
			;
		word = span_make(s.data + at, end - at);
		if (!text_begins_upper(word, 0, word.len) || ++words > TOWN_WORDS)
			return false;
		words = span_ends(word, ",") ? 0 : words;
	}
	return s.len != 0;
}

/* "Geneva, Brussels – 12 October 2022": the same behind a dash. */
static struct span place_dash_date(struct span s)
{
	static const char *const dashes[] = {" – ", " — ", " - ", NULL};

	for (size_t i = 0; dashes[i] != NULL; i++) {
		const char *dash = s.len == 0 ? NULL : memmem(s.data, s.len, dashes[i], strlen(dashes[i]));
		struct span place, date;

		if (dash == NULL)
			continue;
		place = span_make(s.data, (size_t)(dash - s.data));
		date = span_make(dash + strlen(dashes[i]), s.len - place.len - strlen(dashes[i]));
		if (place.len <= DATE_PLACE_MAX && are_towns(town_name(place)) && is_day(date))
			return date;
	}
	return span_make(NULL, 0);
}

/* "Published on 5 May 2021": the day that a page says it is of. */
static struct span published_date(struct span s)
{
	static const char *const words[] = {"published on ", "posted on ", "publicado el ", "publicada el ", "publicado em ", "publicada em ", "publié le ",
	                                    "publiée le ", NULL};
	const char *debated = s.len == 0 ? NULL : memmem(s.data, s.len, ": debated on ", strlen(": debated on ")); /* "Volume 600: debated on Wednesday 21 October 2015" */

	if (debated != NULL)
		s = span_make(debated + strlen(": debated on "), s.len - (size_t)(debated + strlen(": debated on ") - s.data));
	if (debated != NULL && is_day(s))
		return s;
	for (size_t i = 0; words[i] != NULL; i++) {
		size_t len = strlen(words[i]);

		if (s.len > len && strncasecmp(s.data, words[i], len) == 0 && is_day(span_make(s.data + len, s.len - len)))
			return span_make(s.data + len, s.len - len);
	}
	return span_make(NULL, 0);
}

/* "Heard 3 May 2016": no place, and not the document's date. */
static bool is_other_day(struct span word)
{
	static const char *const words[] = {"heard", "hearing", "filed", "argued", "received", "lodged", "since", "until", "from", "before", "after", "born", "arrested", NULL};
	bool found = false;

	for (size_t i = 0; words[i] && !found; i++)
		found = word.len == strlen(words[i]) && strncasecmp(word.data, words[i], word.len) == 0;
	return found;
}

/* "Warsaw 27 June 2016": the same without a comma; and "12 октября 2020 года г. Орск", as courts have it. */
static struct span place_beside_date(struct span s)
{
	static const char *const towns[] = {" г. ", " г.", " город ", " гор. ", " м. ", " місто ", " қ. ", " қаласы", NULL};
	struct span date = {NULL, 0};
	const char *at = NULL;
	size_t from = 0;

	s = town_name(s);
	while (from < s.len && !(s.data[from] >= '0' && s.data[from] <= '9'))
		from++;
	if (from == 0)
		for (size_t i = 0; towns[i] && !at; i++)
			at = memmem(s.data, s.len, towns[i], strlen(towns[i]));
	if (from == 0 && at && s.len - (size_t)(at - s.data) <= DATE_PLACE_MAX)
		date = span_trim(span_make(s.data, (size_t)(at - s.data)));
	else if (from > 0 && from <= DATE_PLACE_MAX && text_begins_upper(s, 0, s.len) && memchr(s.data, ',', from) == NULL &&
	         word_end(s.data, s.data + s.len) + 1 == s.data + from && !is_other_day(span_make(s.data, from - 1)))
		date = span_make(s.data + from, s.len - from);
	return date.len != 0 && is_day(date) ? date : span_make(NULL, 0);
}

/* "от 3 мая 2019 г. № 12": the day of an act, and its number. */
static struct span numbered_date(struct span s)
{
	static const char *const words[] = {"от ", "від ", NULL}, *const signs[] = {" № ", " №", " N ", NULL};
	struct span date = span_make(NULL, 0);

	if (span_starts(s, "G.R. No. ")) {
		const char *stop = memmem(s.data + strlen("G.R. No. "), s.len - strlen("G.R. No. "), ". ", 2); /* "G.R. No. 252578. December 7, 2021" */

		date = stop == NULL ? date : span_make(stop + 2, s.len - (size_t)(stop + 2 - s.data));
		return date.len != 0 && is_day(date) ? date : span_make(NULL, 0);
	}
	for (size_t i = 0; words[i] != NULL && date.len == 0; i++)
		if (span_starts(s, words[i]))
			date = span_make(s.data + strlen(words[i]), s.len - strlen(words[i]));
	for (size_t i = 0; date.len != 0 && signs[i] != NULL; i++) {
		const char *sign = memmem(date.data, date.len, signs[i], strlen(signs[i]));

		if (sign != NULL)
			date.len = (size_t)(sign - date.data);
	}
	date = span_trim(date);
	return date.len != 0 && is_day(date) ? date : span_make(NULL, 0);
}

struct span text_place_date(struct span s)
{
	struct span date = numbered_date(s);

	if (date.len == 0)
		date = place_comma_date(s);
	if (date.len == 0)
		date = date_comma_place(s);
	if (date.len == 0)
		date = place_dash_date(s);
	if (date.len == 0)
		date = published_date(s);
	return date.len != 0 ? date : place_beside_date(s);
}

struct span text_distribution_date(struct span s)
{
	const char *end = s.data + s.len;

	if (!span_starts(s, "Distr."))
		return span_make(NULL, 0);
	for (const char *at = s.data, *next; at < end; at = next < end ? next + 1 : end) {
		const char *to = next = word_end(at, end);

		for (int words = 1; words < DAY_WORDS && to < end; words++)
			to = word_end(to + 1, end);
		if (is_day(span_make(at, (size_t)(to - at))))
			return span_make(at, (size_t)(to - at));
	}
	return span_make(NULL, 0);
}

/* "Қазақстан Республикасының Заңы 2020 жылғы 25 мамырдағы № 333-VI ҚРЗ.": the day of an act in Kazakh; empty if the line is none. */
static struct span kazakh_act_date(struct span s)
{
	static const char *const kinds[] = {"Заңы ", "Кодексі ", "Жарлығы ", "Қаулысы ", "қаулысы ", "бұйрығы ", NULL};
	const char *sign = s.len == 0 ? NULL : memmem(s.data, s.len, " № ", strlen(" № ")), *from = NULL;

	for (size_t i = 0; kinds[i] != NULL && sign != NULL && from == NULL; i++)
		if ((from = memmem(s.data, (size_t)(sign - s.data), kinds[i], strlen(kinds[i]))) != NULL)
			from += strlen(kinds[i]);
	return from != NULL && is_day(span_make(from, (size_t)(sign - from))) ? span_make(from, (size_t)(sign - from)) : span_make(NULL, 0);
}

/* "Закон Республики … от 25 мая 2020 года № 333-VI.": the line below an act's title that says its kind, day and number. */
bool text_act_date(struct span s, struct buf *iso)
{
	static const char *const kinds[] = {"Закон ", "Конституционный закон ", "Кодекс ", "Указ ", "Постановление ", "Нормативное постановление ", "Приказ ",
	                                    "Распоряжение ", "Федеральный закон ", NULL};
	const char *from = NULL, *sign;
	size_t i = 0;

	if (s.len <= ACT_LINE_MAX && kazakh_act_date(s).len != 0)
		return text_date(kazakh_act_date(s), iso);
	while (kinds[i] != NULL && !span_starts(s, kinds[i]))
		i++;
	if (kinds[i] == NULL || s.len > ACT_LINE_MAX)
		return false;
	from = memmem(s.data, s.len, " от ", strlen(" от "));
	if (from == NULL)
		from = memmem(s.data, s.len, " від ", strlen(" від "));
	from += from != NULL; /* past the space */
	sign = from == NULL ? NULL : memmem(from, s.len - (size_t)(from - s.data), " № ", strlen(" № "));
	if (sign == NULL || utf8_holds(span_make(sign, s.len - (size_t)(sign - s.data)), utf8_is_small))
		return false; /* "… № 333 принят.": a sentence about an act */
	s = numbered_date(span_make(from, s.len - (size_t)(from - s.data)));
	return s.len != 0 && text_date(s, iso);
}

/* "European Parliament resolution of 11 February 2021 on …": that day. */
static struct span resolution_date(struct span s)
{
	static const char *const begins[] = {"European Parliament resolution of ", "Résolution du Parlement européen du ", "Resolución del Parlamento Europeo, de ", NULL};
	const char *end = s.data + s.len, *at;
	size_t i = 0;

	while (begins[i] != NULL && !span_starts(s, begins[i]))
		i++;
	if (begins[i] == NULL)
		return span_make(NULL, 0);
	s.data += strlen(begins[i]);
	at = s.data;
	for (int words = 0; words < SPANISH_DAY_WORDS && at < end; words++) {
		const char *to = word_end(at, end);
		struct span date = span_make(s.data, (size_t)(to - s.data));

		if (span_ends(date, ","))
			date.len--;
		if (is_day(date))
			return date;
		at = to + (to < end);
	}
	return span_make(NULL, 0);
}

struct span text_adopted_date(struct span s)
{
	static const struct {
		const char *word, *before;
	} forms[] = {{"adopted ", " on "}, {"adoptée ", " le "}, {"adopté ", " le "}, {"adoptées ", " le "}, {"aprobada ", " el "}, {"aprobado ", " el "}, {"принятая ", " "}, {"принятое ", " "}};
	struct span found = resolution_date(s);

	for (size_t i = 0; i < sizeof forms / sizeof *forms && found.len == 0 && s.len <= ACT_LINE_MAX; i++) {
		const char *at = s.len == 0 ? NULL : memmem(s.data, s.len, forms[i].word, strlen(forms[i].word)), *end = s.data + s.len;

		while (at != NULL && found.len == 0 && (at = memmem(at, (size_t)(end - at), forms[i].before, strlen(forms[i].before))) != NULL) {
			at += strlen(forms[i].before);
			if (is_day(span_make(at, (size_t)(end - at))))
				found = span_make(at, (size_t)(end - at));
		}
	}
	return found;
}

/* "5 May 2021", "Geneva, May 5, 2021" */
static bool take_day(struct span s, struct buf *iso)
{
	const char *comma = memchr(s.data, ',', s.len);
	struct span rest = comma ? span_trim(span_make(comma + 1, s.len - (size_t)(comma + 1 - s.data))) : s;
	bool placed = comma && comma - s.data <= DATE_PLACE_MAX && text_begins_upper(s, 0, s.len);

	return (text_date(s, iso) || (placed && text_date(rest, iso))) && iso->len == DAY_LENGTH;
}

bool text_dateline(struct span s, struct buf *iso)
{
	static const char *const dashes[] = {"–", "—", "- ", NULL};
	struct span head = span_make(s.data, s.len < DATELINE_MAX ? s.len : DATELINE_MAX);
	const char *dash = NULL, *open;

	for (size_t i = 0; head.len && dashes[i] && !dash; i++)
		dash = memmem(head.data, head.len, dashes[i], strlen(dashes[i]));
	if (!dash)
		return false;
	head = span_trim(span_make(s.data, (size_t)(dash - s.data)));
	open = head.len ? memchr(head.data, '(', head.len) : NULL;
	if (open)
		return span_ends(head, ")") && open - head.data <= DATE_PLACE_MAX && (open == head.data || text_begins_upper(head, 0, head.len)) &&
		       take_day(span_make(open + 1, head.len - (size_t)(open - head.data) - 2), iso);
	return head.len && memchr(head.data, ',', head.len) && take_day(head, iso);
}
