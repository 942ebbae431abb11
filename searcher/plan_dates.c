/* plan_dates.c: a date in figures, "15.12.2015", finds what writes it in words; one in words what writes it in others. */
#include "searcher/planner.h"

#include "text/metadata.h"
#include "text/utf8.h"

#include <stdio.h>

#define DATE_NUMBERS 3 /* day, month, year */
#define YEAR_LEAST 1000
#define DAY_MOST 31
#define MONTHS 12
#define FORMS 2 /* of a language: "15 December 2015", "December 15 2015" */
#define ISO_BYTES 48 /* of "2015-12-15" and its NUL, whatever the numbers */

struct date {
	unsigned day, month, year;
};

/* Names as they stand in dates, and how those are written: D the day, M the month, Y the year, each behind "%". */
static const struct {
	const char *forms[FORMS];
	const char *months[MONTHS];
} languages[] = {
	{{"%D %M %Y", "%M %D %Y"},
	 {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}},
	{{"%D %M %Y"},
	 {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}},
	{{"%D de %M de %Y"},
	 {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}},
	{{"%D %M %Y"},
	 {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"}},
	{{"%Y жылғы %D %M"},
	 {"қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"}},
	{{"%D %M %Y"},
	 {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}},
	{{"%D de %M de %Y"},
	 {"janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"}},
	{{"%D %M %Y"},
	 {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"}},
};

/* Other figures of the same day; d and m have two of them, n is the month's number. */
static const char *const figures[] = {"%d.%m.%Y", "%D.%n.%Y", "%Y-%m-%d", "%d/%m/%Y", "%D/%n/%Y"};

/* Three numbers with the same mark between them; false: the word is something else. */
static bool read_numbers(struct span word, unsigned number[DATE_NUMBERS], size_t digits[DATE_NUMBERS])
{
	size_t count = 0;
	char mark = '\0';

	memset(number, 0, DATE_NUMBERS * sizeof *number);
	memset(digits, 0, DATE_NUMBERS * sizeof *digits);
	for (size_t i = 0; i < word.len; i++) {
		char c = word.data[i];

		if (c >= '0' && c <= '9' && digits[count] < 4) {
			number[count] = number[count] * 10 + (unsigned)(c - '0');
			digits[count]++;
		} else if ((c == '.' || c == '/' || c == '-') && (mark == '\0' || mark == c) && digits[count] != 0 &&
		           ++count < DATE_NUMBERS) {
			mark = c;
		} else {
			return false;
		}
	}
	return count == DATE_NUMBERS - 1 && digits[count] != 0;
}

/* A real day, with its year in four figures: the year first, or last and the day before the month unless that is none. */
static bool read_date(struct span word, struct date *out, char iso[ISO_BYTES])
{
	unsigned n[DATE_NUMBERS];
	size_t digits[DATE_NUMBERS];

	if (!read_numbers(word, n, digits) || (n[0] < YEAR_LEAST && n[2] < YEAR_LEAST))
		return false;
	*out = (struct date){.day = n[0], .month = n[1], .year = n[2]};
	if (n[0] >= YEAR_LEAST)
		*out = (struct date){.day = n[2], .month = n[1], .year = n[0]};
	else if (n[1] > MONTHS)
		*out = (struct date){.day = n[1], .month = n[0], .year = n[2]};
	if (out->day > DAY_MOST || out->month == 0 || out->month > MONTHS)
		return false;
	snprintf(iso, ISO_BYTES, "%04u-%02u-%02u", out->year, out->month, out->day);
	return metadata_is_date(span_of(iso));
}

static void write_part(struct buf *out, char part, const struct date *d, const char *month)
{
	switch (part) {
	case 'D':
		buf_addf(out, "%u", d->day);
		break;
	case 'd':
		buf_addf(out, "%02u", d->day);
		break;
	case 'm':
		buf_addf(out, "%02u", d->month);
		break;
	case 'n':
		buf_addf(out, "%u", d->month);
		break;
	case 'M':
		buf_add_str(out, month);
		break;
	default:
		buf_addf(out, "%u", d->year);
	}
}

/* Adds a form of the date to the leaf. */
static void add_form(struct planner *pl, struct leaf *leaf, const char *form, const struct date *d, const char *month)
{
	struct buf text;

	buf_init(&text);
	for (; *form != '\0'; form++)
		if (*form == '%')
			write_part(&text, *++form, d, month);
		else
			buf_add_char(&text, *form);
	leaf_add_written(pl, leaf, buf_span(&text));
	buf_release(&text);
}

static void add_forms(struct planner *pl, struct leaf *leaf, const struct date *date)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		for (size_t k = 0; k < FORMS && languages[i].forms[k] != NULL; k++)
			add_form(pl, leaf, languages[i].forms[k], date, languages[i].months[date->month - 1]);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		add_form(pl, leaf, figures[i], date, "");
}

void leaf_add_dates(struct planner *pl, struct leaf *leaf)
{
	struct date date;
	char iso[ISO_BYTES];

	if (pl->options->exact || leaf->text.len == 0 || leaf->text.data[0] < '0' || leaf->text.data[0] > '9' ||
	    !read_date(leaf->text, &date, iso))
		return;
	add_forms(pl, leaf, &date);
	buf_addf(&pl->plan->notes, "“%.*s” is found as %u %s %u, too; date:%s is for what was published then\n",
	         note_length(leaf->text), leaf->text.data, date.day, languages[0].months[date.month - 1], date.year, iso);
}

/* ---- in words ---- */

#define SHORT_MONTH 3 /* letters of "Dec" */

/* The month that the word is the name of, or a short form that only one begins with; 0: none. */
static unsigned month_of(struct span word, size_t language, struct buf *folded)
{
	unsigned found = 0;

	buf_clear(folded);
	utf8_fold(folded, word);
	for (unsigned month = 0; month < MONTHS; month++) {
		struct buf name;
		bool same, begins;

		buf_init(&name);
		utf8_fold(&name, span_of(languages[language].months[month]));
		same = span_eq(buf_span(&name), buf_span(folded));
		begins = span_starts(buf_span(&name), folded->data) && utf8_length(word) >= SHORT_MONTH;
		buf_release(&name);
		if (same)
			return month + 1;
		if (begins && found != 0)
			return 0;
		found = begins ? month + 1 : found;
	}
	return found;
}

/* The number that a word begins with, and no other sign than those of "1st", "1er", "15,": 0: it is none. */
static unsigned number_of(struct span word, size_t *digits)
{
	static const char *const endings[] = {"", "st", "nd", "rd", "th", "er", "º", "°"};
	unsigned number = 0;

	*digits = 0;
	while (word.len != 0 && strchr(",.", word.data[word.len - 1]) != NULL)
		word.len--;
	while (*digits < word.len && *digits < 4 && word.data[*digits] >= '0' && word.data[*digits] <= '9')
		number = number * 10 + (unsigned)(word.data[(*digits)++] - '0');
	for (size_t i = 0; *digits != 0 && i < sizeof endings / sizeof *endings; i++)
		if (span_eq_str(span_make(word.data + *digits, word.len - *digits), endings[i]))
			return number;
	return 0;
}

/* Whether the words from i on are a date of that form, "%D de %M de %Y": how many they are; 0: they are none. */
static size_t read_form(const struct run *run, size_t i, const char *form, size_t language, struct date *out, struct buf *folded)
{
	size_t words = 0;

	for (; *form != '\0' && i + words < run->count; words++) {
		struct span word = run->words[i + words];
		size_t digits, literal = strcspn(form, " ");
		unsigned number = number_of(word, &digits);

		while (word.len != 0 && strchr(",.", word.data[word.len - 1]) != NULL)
			word.len--;
		if (form[0] != '%' && !span_eq(word, span_make(form, literal)))
			return 0;
		if (span_starts(span_of(form), "%D") && ((out->day = number) == 0 || digits > 2))
			return 0;
		if (span_starts(span_of(form), "%Y") && ((out->year = number) < YEAR_LEAST || digits != 4))
			return 0;
		if (span_starts(span_of(form), "%M") && (out->month = month_of(word, language, folded)) == 0)
			return 0;
		form += literal;
		form += *form == ' ';
	}
	return *form == '\0' ? words : 0;
}

static bool is_day(const struct date *d, char iso[ISO_BYTES])
{
	snprintf(iso, ISO_BYTES, "%04u-%02u-%02u", d->year, d->month, d->day);
	return d->day <= DAY_MOST && metadata_is_date(span_of(iso));
}

/* Whether a year stands where a date at word i would have it. */
static bool has_year(const struct run *run, size_t i)
{
	static const size_t places[] = {0, 2, 4};

	for (size_t k = 0; k < sizeof places / sizeof *places && i + places[k] < run->count; k++) {
		size_t digits;

		if (number_of(run->words[i + places[k]], &digits) >= YEAR_LEAST)
			return true;
	}
	return false;
}

/* A date in words at word i, in any of the languages: how many words; 0: there is none. */
static size_t read_worded(const struct run *run, size_t i, struct date *out, char iso[ISO_BYTES])
{
	struct buf folded;
	size_t words = 0;

	if (i + 2 >= run->count || !has_year(run, i))
		return 0;
	buf_init(&folded);
	for (size_t l = 0; l < sizeof languages / sizeof *languages && words == 0; l++)
		for (size_t k = 0; k < FORMS && languages[l].forms[k] != NULL && words == 0; k++) {
			words = read_form(run, i, languages[l].forms[k], l, out, &folded);
			words = words != 0 && is_day(out, iso) ? words : 0;
		}
	buf_release(&folded);
	return words;
}

/* Whether the word at i, if there is one, says of the number before it that it is a year, "2016 года". */
static bool is_year(const struct run *run, size_t i)
{
	static const char *const words[] = {"года", "г.", "г", "року", "р.", "р"};

	for (size_t k = 0; k < sizeof words / sizeof *words && i < run->count; k++)
		if (span_eq_str(run->words[i], words[k]))
			return true;
	return false;
}

static struct part worded_part(struct planner *pl, const struct run *run, size_t first, size_t count, const struct date *date)
{
	struct leaf leaf;

	if (!leaf_of_run(pl, run, first, count, &leaf))
		return (struct part){0};
	add_forms(pl, &leaf, date);
	return planner_figure_part(pl, run, first, count, &leaf, "as a date");
}

struct part planner_dates(struct planner *pl, const struct run *run)
{
	struct part part = {0}, one;
	struct date date = {0};
	char iso[ISO_BYTES];

	for (size_t i = 0; i < run->count && !pl->options->exact;) {
		size_t words = read_worded(run, i, &date, iso);

		if (words == 0 || !run_is_free(pl, run, i, words)) {
			i++;
			continue;
		}
		words += is_year(run, i + words) && run_is_free(pl, run, i + words, 1);
		one = worded_part(pl, run, i, words, &date);
		part.core = either(part.core, one.core);
		part.soft = either(part.soft, one.soft);
		i += words;
	}
	return part;
}

