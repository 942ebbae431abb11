/* plan_dates.c: a date in figures, "15.12.2015", finds what writes it in words. */
#include "searcher/planner.h"

#include "text/metadata.h"
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
	struct node phrase = {.kind = NODE_PHRASE};
	struct leaf read;
	struct buf text;

	buf_init(&text);
	for (; *form != '\0'; form++)
		if (*form == '%')
			write_part(&text, *++form, d, month);
		else
			buf_add_char(&text, *form);
	phrase.text = pool_span(&pl->plan->pool, buf_span(&text));
	buf_release(&text);
	if (!span_eq(phrase.text, leaf->text) && leaf_read(pl, &phrase, &read))
		leaf_add_equivalents(pl, leaf, &read);
}

void leaf_add_dates(struct planner *pl, struct leaf *leaf)
{
	struct date date;
	char iso[ISO_BYTES];

	if (pl->options->exact || leaf->text.len == 0 || leaf->text.data[0] < '0' || leaf->text.data[0] > '9' ||
	    !read_date(leaf->text, &date, iso))
		return;
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
		for (size_t k = 0; k < FORMS && languages[i].forms[k] != NULL; k++)
			add_form(pl, leaf, languages[i].forms[k], &date, languages[i].months[date.month - 1]);
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		add_form(pl, leaf, figures[i], &date, "");
	buf_addf(&pl->plan->notes, "“%.*s” is found as %u %s %u, too; date:%s is for what was published then\n",
	         note_length(leaf->text), leaf->text.data, date.day, languages[0].months[date.month - 1], date.year, iso);
}

