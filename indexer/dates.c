/* dates.c: whether a line is nothing but a date, and which; the date in a title. */
#include "indexer/shape.h"
#include "indexer/title.h"

#include <strings.h>

#include "text/metadata.h"
#include "text/utf8.h"

#define SPELLED_BYTES_MAX 100 /* of a place and a day in words */
#define TIME_BYTES_MAX 12 /* from the colon of "12:00AM EDT" on */
#define MONTH_LEAST 6 /* bytes of the shortest of Kazakh, "мамыр" less a letter */

/* January is 1; twelve of each language, in lower case, as dates have them. */
static const char *const months[] = {
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "febrero", "marzo",
        "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
        "ноября", "декабря", "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember",
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
        "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
        "ocak", "şubat", "mart", "nisan", "mayıs", "haziran", "temmuz", "ağustos", "eylül", "ekim", "kasım", "aralık",
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre", NULL};

/* "шілдедегі", "мамырда": a Kazakh month without its case. */
static struct span without_case(struct span word)
{
	static const char *const cases[] = {"дегі", "дағы", "тегі", "тағы", "де", "да", "те", "та", NULL};

	for (size_t i = 0; cases[i] != NULL; i++)
		if (span_ends(word, cases[i]) && word.len > strlen(cases[i]) + MONTH_LEAST)
			return span_make(word.data, word.len - strlen(cases[i]));
	return word;
}

/* 1 to 12, 0 if the word is no month. */
static int month_of(struct span word)
{
	struct buf folded;
	int found = 0;

	if (word.len < 3 || word.len > 24 || byte_is_digit(word.data[0]))
		return 0;
	buf_init(&folded);
	utf8_fold(&folded, without_case(word));
	for (int i = 0; months[i] && !found; i++)
		if (span_eq_str(buf_span(&folded), months[i]))
			found = i % 12 + 1;
	buf_release(&folded);
	return found;
}

static bool all_digits(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!byte_is_digit(s.data[i]))
			return false;
	return s.len > 0;
}

/* What may stand between the numbers and the month, in capitals too. */
static bool is_date_word(struct span w)
{
	static const char *const words[] = {"de", "le", "el", "to", "th", "au", "and", "г", "р", "er", "of", "du", "del", "den", "vom", "day", NULL};

	for (int i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == w.len && strncasecmp(w.data, words[i], w.len) == 0)
			return true;
	return false;
}

static bool is_weekday(struct span w)
{
	static const char *const words[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lundi", "mardi", "mercredi",
	                                    "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado",
	                                    "domingo", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", NULL};

	return utf8_folds_to(w, words);
}

/* The day of "«12» марта 2019 года" without its quotation marks. */
static struct span unquoted(struct span w)
{
	static const char *const marks[] = {"«", "»", "\"", NULL};

	for (size_t i = 0; marks[i] != NULL; i++) {
		size_t len = strlen(marks[i]);

		if (span_starts(w, marks[i]))
			w = span_make(w.data + len, w.len - len);
		if (span_ends(w, marks[i]))
			w.len -= len;
	}
	return w;
}

/* "26" of "26th". */
static struct span without_ordinal(struct span w)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (w.len > 2 && w.len <= 4 && span_ends(w, endings[i]))
			return span_make(w.data, w.len - 2);
	return w;
}

/* "May 4, 2021" of "May 4, 2021 12:00AM EDT", as pages have it. */
static struct span without_time(struct span s)
{
	const char *colon = s.len == 0 ? NULL : memchr(s.data, ':', s.len);
	size_t at = colon == NULL ? 0 : (size_t)(colon - s.data);

	if (at < 2 || s.len - at < 3 || s.len - at > TIME_BYTES_MAX || !byte_is_digit(s.data[at - 1]) || !byte_is_digit(s.data[at + 1]) || !byte_is_digit(s.data[at + 2]))
		return s;
	while (at > 0 && byte_is_digit(s.data[at - 1]))
		at--;
	return at > 0 && s.data[at - 1] == ' ' ? span_trim(span_make(s.data, at)) : s;
}

struct date {
	int day, month, year, numbers, months;
};

/* The number in the bracket at *at, which moves past it; 0: none is there. */
static int bracket_number(struct span s, size_t *at)
{
	int n = 0;
	size_t i = *at + 1;

	for (; i < s.len && byte_is_digit(s.data[i]) && i - *at <= 4; i++)
		n = n * 10 + s.data[i] - '0';
	if (i == *at + 1 || i >= s.len || s.data[i] != ')')
		return 0;
	*at = i + 1;
	return n;
}

/* "Bogotá D.C., diez (10) de agosto de dos mil veinte (2020)", as courts of Colombia write their day: nothing stands behind the year. */
static bool spelled_date(struct span s, struct date *d)
{
	size_t at, from;

	*d = (struct date){.numbers = 2, .months = 1};
	if (s.len == 0 || s.len > SPELLED_BYTES_MAX || s.data[s.len - 1] != ')')
		return false;
	for (at = 0; at < s.len && s.data[at] != '('; at++)
		;
	d->day = at < s.len ? bracket_number(s, &at) : 0;
	if (d->day < 1 || d->day > 31 || !span_starts(span_make(s.data + at, s.len - at), " de "))
		return false;
	for (from = at += strlen(" de "); at < s.len && s.data[at] != ' '; at++)
		;
	d->month = month_of(span_make(s.data + from, at - from));
	while (at < s.len && s.data[at] != '(')
		at++;
	d->year = at < s.len ? bracket_number(s, &at) : 0;
	return d->month != 0 && d->year > 31 && at == s.len;
}

/* Made of nothing but numbers, a month or two, dashes, "de", "to", "г.": 11 - 22 September 2017. */
bool text_is_date(struct span s)
{
	size_t i = 0, numbers = 0, names = 0;
	struct date spelled;

	if (spelled_date(s, &spelled))
		return true;
	s = without_time(s);
	if (s.len > 64 || s.len < 4)
		return false;
	while (i < s.len) {
		size_t from = i;
		struct span w;
		while (i < s.len && !strchr(" ,.-/", s.data[i]) && (unsigned char)s.data[i] != 0xE2)
			i++;
		w = unquoted(span_make(s.data + from, i - from));
		if (all_digits(without_ordinal(w)))
			numbers++;
		else if (month_of(w))
			names++;
		else if (w.len > 3 && !span_eq_str(w, "года") && !span_eq_str(w, "год") && !span_eq_str(w, "року") && !span_eq_str(w, "жылғы") && !(from == 0 && is_weekday(w)))
			return false;
		else if (w.len && w.len <= 3 && !is_date_word(w))
			return false;
		while (i < s.len && (strchr(" ,.-/", s.data[i]) || (unsigned char)s.data[i] == 0xE2))
			i += (unsigned char)s.data[i] == 0xE2 && i + 2 < s.len ? 3 : 1;
	}
	return (names && numbers) || numbers == 3;
}

static struct date date_words(struct span s)
{
	struct date d = {0};

	for (size_t i = 0; i < s.len;) {
		size_t from = i;
		while (i < s.len && !strchr(" ,.-/", s.data[i]) && (unsigned char)s.data[i] != 0xE2)
			i++;
		from = (size_t)(unquoted(span_make(s.data + from, i - from)).data - s.data);
		if (i > from && byte_is_digit(s.data[from])) {
			int n = 0;
			for (size_t k = from; k < i && byte_is_digit(s.data[k]) && n < 100000; k++)
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

/* "06.07.2021", "6.7.2021 года": whoever writes a date with points names the day first. */
static bool dotted_date(struct span s, struct date *d)
{
	int parts[3] = {0};
	size_t at = 0;

	for (int part = 0; part < 3; part++) {
		size_t from = at;

		for (; at < s.len && byte_is_digit(s.data[at]) && at - from < 4; at++)
			parts[part] = parts[part] * 10 + s.data[at] - '0';
		if (at == from || (part < 2 ? at - from > 2 || at >= s.len || s.data[at++] != '.' : at - from != 4))
			return false;
	}
	if (at < s.len && s.data[at] != ' ')
		return false;
	*d = (struct date){.day = parts[0], .month = parts[1], .year = parts[2], .numbers = 2, .months = 1};
	return parts[1] >= 1 && parts[1] <= 12 && parts[0] >= 1 && parts[0] <= 31;
}

bool text_date(struct span s, struct buf *iso)
{
	struct date d;

	s = without_time(span_trim(s));
	buf_clear(iso);
	if (metadata_is_date(s) && s.len >= 7) {
		buf_add_span(iso, s);
		return true;
	}
	if (!text_is_date(s))
		return false;
	if (!spelled_date(s, &d) && !dotted_date(s, &d))
		d = date_words(s);
	if (d.months != 1 || d.year < 1000 || d.year > 9999 || d.numbers > 2)
		return false;
	if (d.numbers == 2 && d.day)
		buf_addf(iso, "%04d-%02d-%02d", d.year, d.month, d.day);
	else if (d.numbers == 1)
		buf_addf(iso, "%04d-%02d", d.year, d.month);
	return iso->len && metadata_is_date(buf_span(iso));
}

bool text_date_has_month(struct span s)
{
	return date_words(s).months > 0;
}

/* ---- the date in a case's title ---- */

struct span text_kind_date(struct span s, struct span *kind)
{
	static const char *const between[] = {" of ", " de ", " du ", " vom ", " от ", " : ", ": ", " – ", " — ", " - ", NULL};
	struct span date = span_make(NULL, 0);
	struct buf iso;

	buf_init(&iso);
	for (size_t at = 1; at < s.len && date.len == 0; at++) {
		size_t i = 0, word = 0;

		while (between[i] != NULL && (word = strlen(between[i]), at + word >= s.len || strncasecmp(s.data + at, between[i], word) != 0))
			i++;
		if (between[i] == NULL)
			continue;
		*kind = span_make(s.data, at);
		date = span_make(s.data + at + word, s.len - at - word);
		if (!text_is_kind(*kind) || !text_date(date, &iso) || iso.len != 10)
			break;
	}
	if (iso.len != 10)
		date = span_make(NULL, 0);
	buf_release(&iso);
	return date;
}

/* Titles of other documents have dates of what they tell of. */
void title_date(struct metadata *m)
{
	static const char *const between[] = {" v. ", " v ", " vs ", " vs. ", " c. "};
	struct span title = span_of(m->title == NULL ? "" : m->title), date;
	bool parties = false;
	const char *from = NULL;
	struct buf iso;

	for (size_t i = 0; i < sizeof between / sizeof *between; i++)
		parties |= strstr(title.data, between[i]) != NULL;
	if (!parties || m->date != NULL)
		return;
	if (span_ends(title, ")")) {
		from = memrchr(title.data, '(', title.len);
		title.len--;
	} else {
		for (const char *on = strstr(title.data, " on "); on != NULL; on = strstr(on + 1, " on "))
			from = on + 3;
	}
	if (from == NULL)
		return;
	date = span_trim(span_make(from + 1, title.len - (size_t)(from + 1 - title.data)));
	buf_init(&iso);
	if (text_date(date, &iso) && iso.len == 10)
		title_set(m, "date", buf_span(&iso));
	buf_release(&iso);
}
