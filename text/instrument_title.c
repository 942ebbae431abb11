#include "text/instrument_title.h"

#define YEAR_DIGITS 4

/* Cuts what stands before the first `mark` off; all of it if there is none. */
static struct span cut(struct span *rest, char mark)
{
	const char *at = rest->len == 0 ? NULL : memchr(rest->data, mark, rest->len);
	struct span first = span_make(rest->data, at == NULL ? rest->len : (size_t)(at - rest->data));

	*rest = span_make(rest->data + first.len + (at != NULL), rest->len - first.len - (at != NULL));
	return first;
}

/* "en: Criminal Code; Penal Code | fr: …": the first English one. */
static struct span english(struct span names)
{
	while (names.len != 0) {
		struct span of_language = span_trim(cut(&names, '|'));

		if (!span_starts(of_language, "en:"))
			continue;
		of_language = span_make(of_language.data + 3, of_language.len - 3);
		return span_trim(cut(&of_language, ';'));
	}
	return span_of("");
}

/* The other columns of the first row whose first one is `key`, with or without "*:" before; else empty. */
static struct span row_of(struct span list, struct span key)
{
	while (list.len != 0) {
		struct span line = span_trim(cut(&list, '\n')), first;

		if (line.len == 0 || line.data[0] == '#')
			continue;
		first = cut(&line, '\t');
		if (span_starts(first, "*:"))
			first = span_make(first.data + 2, first.len - 2);
		if (span_eq(first, key))
			return line;
	}
	return span_of("");
}

static struct span instrument_name(const struct instrument_titles *t, struct span id)
{
	struct span row = t == NULL ? span_of("") : row_of(t->instruments, id);

	for (int column = 1; column < 4; column++)
		cut(&row, '\t');
	return english(cut(&row, '\t'));
}

struct span instrument_country(const struct instrument_titles *t, struct span code)
{
	struct span row = t == NULL ? span_of("") : row_of(t->countries, code);
	struct span names = cut(&row, '\t');

	return span_trim(cut(&names, ';'));
}

/* The year at the end of an id, cut off; empty: there is none. */
static struct span cut_year(struct span *id)
{
	size_t at = id->len - YEAR_DIGITS;

	if (id->len <= YEAR_DIGITS + 1 || id->data[at - 1] != '-')
		return span_of("");
	for (size_t i = at; i < id->len; i++)
		if (id->data[i] < '0' || id->data[i] > '9')
			return span_of("");
	*id = span_make(id->data, at - 1);
	return span_make(id->data + at, YEAR_DIGITS);
}

/* "mass-media-law": "Mass Media Law". */
static void add_words(struct buf *out, struct span kind)
{
	bool begins = true;

	for (size_t i = 0; i < kind.len; i++) {
		char c = kind.data[i];

		buf_add_char(out, c == '-' ? ' ' : begins && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
		begins = c == '-';
	}
}

void instrument_title(const struct instrument_titles *t, struct span id, struct buf *out)
{
	struct span kind = id, code = cut(&kind, ':'), year = span_of(""), name, country = span_of("");
	bool of_country = kind.len != 0;

	if (of_country)
		country = instrument_country(t, code);
	else
		kind = id;
	name = instrument_name(t, kind);
	if (name.len == 0) {
		year = cut_year(&kind);
		name = instrument_name(t, kind);
	}
	if ((name.len == 0 && !of_country) || (of_country && country.len == 0)) {
		buf_add_span(out, id);
		return;
	}
	buf_add_str(out, span_starts(name, "Protocol No. ") ? "" : "the ");
	if (name.len != 0)
		buf_add_span(out, name);
	else
		add_words(out, kind);
	if (country.len != 0) {
		buf_add_str(out, " of ");
		buf_add_span(out, country);
	}
	if (year.len != 0) {
		buf_add_str(out, " of ");
		buf_add_span(out, year);
	}
}
