#include "text/instrument_lists.h"

#include "text/utf8.h"

#define COLUMNS_MOST 6

static const char *const kinds[INSTRUMENT_KINDS] = {
	"covenant", "convention", "charter", "declaration", "protocol", "optional-protocol",
	"statute", "rules", "constitution", "code", "law",
};

struct row {
	struct span name; /* of the list */
	size_t number;
	struct span column[COLUMNS_MOST];
	size_t count;
	char **error;
};

static bool fail(const struct row *row, const char *why)
{
	struct buf message;

	buf_init(&message);
	buf_add_span(&message, row->name);
	buf_addf(&message, ", line %zu: %s", row->number, why);
	*row->error = buf_detach(&message);
	buf_release(&message);
	return false;
}

static bool split(struct row *row, struct span line)
{
	row->count = 0;
	for (size_t at = 0; at <= line.len;) {
		const char *tab = at < line.len ? memchr(line.data + at, '\t', line.len - at) : NULL;
		struct range r = {at, tab == NULL ? line.len : (size_t)(tab - line.data)};

		if (row->count == COLUMNS_MOST)
			return fail(row, "too many columns");
		row->column[row->count++] = span_trim(span_sub(line, r));
		at = r.end + 1;
	}
	return true;
}

static bool kind_of(struct span name, enum instrument_kind *kind)
{
	for (size_t i = 0; i < INSTRUMENT_KINDS; i++) {
		if (span_eq_str(name, kinds[i])) {
			*kind = (enum instrument_kind)i;
			return true;
		}
	}
	return false;
}

static bool number_of(struct span digits, unsigned *value)
{
	*value = 0;
	for (size_t i = 0; i < digits.len; i++) {
		if (digits.data[i] < '0' || digits.data[i] > '9' || i == 5)
			return false;
		*value = *value * 10 + (unsigned)(digits.data[i] - '0');
	}
	return digits.len != 0;
}

/* "en: Criminal Code; Penal Code | fr: …": the first English one. */
static struct span english(struct span names)
{
	while (names.len != 0) {
		struct span of_language = span_trim(span_cut(&names, '|'));

		if (!span_starts(of_language, "en:"))
			continue;
		of_language = span_make(of_language.data + 3, of_language.len - 3);
		return span_trim(span_cut(&of_language, ';'));
	}
	return span_of("");
}

static bool add_instrument(struct instruments *in, const struct row *row)
{
	struct span none = {"", 0}, id = row->column[0];
	struct instrument one = {.country = row->column[2]};

	if (row->count < 5)
		return fail(row, "id, kind, country, last article and names expected");
	if (!kind_of(row->column[1], &one.kind))
		return fail(row, "no such kind of instrument");
	if (!number_of(row->column[3], &one.last))
		return fail(row, "the last article is a number, 0 if it is not known");
	one.id = span_starts(id, "*:") ? span_make(id.data + 2, id.len - 2) : id;
	if (one.id.len == 0)
		return fail(row, "no id");
	one.title = english(row->column[4]);
	if (!instruments_put(in, &one, span_eq_str(row->column[4], "-") ? none : row->column[4]))
		return fail(row, "this id is in a line above too");
	return true;
}

static bool add_country(struct instruments *in, const struct row *row)
{
	struct span none = {"", 0};

	if (row->count < 2)
		return fail(row, "a code and names expected");
	if (row->column[0].len != 2)
		return fail(row, "a country's code has two letters");
	instruments_put_country(in, row->column[0], row->column[1], row->count > 2 ? row->column[2] : none);
	return true;
}

static bool add_line(struct instruments *in, struct row *row, struct span line, bool countries)
{
	struct span trimmed = span_trim(line);

	if (trimmed.len == 0 || trimmed.data[0] == '#')
		return true;
	if (!utf8_valid(line))
		return fail(row, "not UTF-8");
	if (!split(row, line))
		return false;
	return countries ? add_country(in, row) : add_instrument(in, row);
}

bool instruments_add(struct instruments *in, struct span name, struct span content, char **error)
{
	bool countries = span_eq_str(name, "lexicon/countries.tsv");
	struct row row = {.name = name, .error = error};
	size_t at = span_starts(content, "\xEF\xBB\xBF") ? 3 : 0;

	if (!countries && !span_eq_str(name, "lexicon/instruments.tsv"))
		return true;
	while (at < content.len) {
		const char *feed = memchr(content.data + at, '\n', content.len - at);
		struct range r = {at, feed == NULL ? content.len : (size_t)(feed - content.data)};

		row.number++;
		if (!add_line(in, &row, span_sub(content, r), countries))
			return false;
		at = r.end + 1;
	}
	return true;
}
