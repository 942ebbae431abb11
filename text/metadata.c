#include "text/metadata.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/language.h"

#define ISO_DATE 10 /* bytes of YYYY-MM-DD */

/* The fields that are one string; publisher is apart. */
static const struct {
	const char *name;
	size_t offset;
} fields[] = {
	{"id", offsetof(struct metadata, id)},
	{"title", offsetof(struct metadata, title)},
	{"date", offsetof(struct metadata, date)},
	{"symbol", offsetof(struct metadata, symbol)},
	{"kind", offsetof(struct metadata, kind)},
	{"language", offsetof(struct metadata, language)},
	{"country", offsetof(struct metadata, country)},
	{"url", offsetof(struct metadata, url)},
};

#define FIELDS (sizeof fields / sizeof *fields)

static char **field(struct metadata *m, size_t i)
{
	return (char **)(void *)((char *)m + fields[i].offset);
}

void metadata_init(struct metadata *m)
{
	memset(m, 0, sizeof *m);
	for (size_t i = 0; i < FIELDS; i++)
		*field(m, i) = NULL;
	m->publishers = NULL;
}

static void clear_publishers(struct metadata *m)
{
	for (size_t i = 0; i < m->publisher_count; i++)
		free(m->publishers[i]);
	free(m->publishers);
	m->publishers = NULL;
	m->publisher_count = 0;
}

void metadata_release(struct metadata *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < FIELDS; i++)
		free(*field(m, i));
	clear_publishers(m);
	metadata_init(m);
}

/* The field's place in the table; FIELDS if it is not there. */
static size_t find_field(struct span name)
{
	size_t i = 0;

	while (i < FIELDS && !span_eq_str(name, fields[i].name))
		i++;
	return i;
}

bool metadata_is_field(struct span name)
{
	return find_field(name) < FIELDS || span_eq_str(name, "publisher");
}

static bool fail(char **error, const char *what, struct span value)
{
	struct buf message;

	buf_init(&message);
	buf_addf(&message, "%s: \"", what);
	buf_add_span(&message, value);
	buf_add_str(&message, "\"");
	*error = buf_detach(&message);
	buf_release(&message);
	return false;
}

static void add_publisher(struct metadata *m, struct span name)
{
	m->publishers = mem_realloc(m->publishers, (m->publisher_count + 1) * sizeof *m->publishers);
	m->publishers[m->publisher_count++] = mem_spandup(name);
}

static void set_publishers(struct metadata *m, struct span value)
{
	size_t start = 0;

	clear_publishers(m);
	for (size_t i = 0; i <= value.len; i++) {
		struct span name;

		if (i < value.len && value.data[i] != ';')
			continue;
		name = span_trim(span_sub(value, (struct range){start, i}));
		if (name.len != 0)
			add_publisher(m, name);
		start = i + 1;
	}
}

/* The number that digits [at, at+len) write; -1 if one of them is no digit. */
static int number(struct span s, size_t at, size_t len)
{
	int n = 0;

	for (size_t i = at; i < at + len; i++) {
		if (s.data[i] < '0' || s.data[i] > '9')
			return -1;
		n = n * 10 + (s.data[i] - '0');
	}
	return n;
}

static int days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

bool metadata_is_date(struct span s)
{
	int year, month, day;

	if (s.len != 4 && s.len != 7 && s.len != 10)
		return false;
	year = number(s, 0, 4);
	if (year < 1 || s.len == 4)
		return year >= 1;
	month = number(s, 5, 2);
	if (s.data[4] != '-' || month < 1 || month > 12 || s.len == 7)
		return s.data[4] == '-' && month >= 1 && month <= 12;
	day = number(s, 8, 2);
	return s.data[7] == '-' && day >= 1 && day <= days_in(year, month);
}

/* "5.7.2013", a day as spreadsheets save it in many countries, in ISO's form; false: it is none. */
static bool dotted_date(struct span s, char iso[ISO_DATE + 1])
{
	size_t day = s.len > 1 && s.data[1] == '.' ? 1 : 2, month;

	if (s.len < day + 3 || s.data[day] != '.')
		return false;
	month = s.data[day + 2] == '.' ? 1 : 2;
	if (s.len != day + month + 6 || s.data[day + 1 + month] != '.')
		return false;
	snprintf(iso, ISO_DATE + 1, "%.4s-%s%.*s-%s%.*s", s.data + s.len - 4, month == 1 ? "0" : "", (int)month, s.data + day + 1,
	         day == 1 ? "0" : "", (int)day, s.data);
	return metadata_is_date(span_of(iso));
}

/* The value to keep; false if it is none. A language becomes its ISO 639-1 code, a day ISO's form, in `iso`. */
static bool check(const char *name, struct span *value, char iso[ISO_DATE + 1], char **error)
{
	if (strcmp(name, "date") == 0 && !metadata_is_date(*value)) {
		if (!dotted_date(*value, iso))
			return fail(error, "not a date (YYYY, YYYY-MM or YYYY-MM-DD)", *value);
		*value = span_of(iso);
	}
	if (strcmp(name, "language") == 0) {
		const struct language *lang = language_find(*value);

		if (lang == NULL)
			return fail(error, "not a language code (ISO 639-1)", *value);
		*value = span_of(lang->code);
	}
	return true;
}

bool metadata_set(struct metadata *m, struct span name, struct span value, char **error)
{
	size_t i = find_field(name);
	char iso[ISO_DATE + 1];

	value = span_trim(value);
	if (span_eq_str(name, "publisher")) {
		set_publishers(m, value);
		return true;
	}
	if (i == FIELDS)
		return fail(error, "unknown field", name);
	if (value.len != 0 && !check(fields[i].name, &value, iso, error))
		return false;
	free(*field(m, i));
	*field(m, i) = value.len == 0 ? NULL : mem_spandup(value);
	return true;
}

void metadata_fill(struct metadata *m, const struct metadata *lower)
{
	for (size_t i = 0; i < FIELDS; i++) {
		const char *value = *(char *const *)(const void *)((const char *)lower + fields[i].offset);

		if (*field(m, i) == NULL && value != NULL)
			*field(m, i) = mem_strdup(value);
	}
	if (m->publisher_count == 0)
		for (size_t i = 0; i < lower->publisher_count; i++)
			add_publisher(m, span_of(lower->publishers[i]));
}
