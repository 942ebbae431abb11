#include "text/instrument_title.h"

#include "text/instrument_parts.h"

#define YEAR_DIGITS 4

static struct span name_of(const struct instruments *in, struct span id)
{
	uint32_t row = in == NULL ? NAME_NONE : instruments_find(in, id);

	return row == NAME_NONE ? span_of("") : instruments_row(in, row)->title;
}

struct span instrument_country(const struct instruments *in, struct span code)
{
	return in == NULL ? span_of("") : instruments_country_name(in, code);
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

void instrument_title(const struct instruments *in, struct span id, struct buf *out)
{
	struct span kind = id, code = span_cut(&kind, ':'), year = span_of(""), name, country = span_of("");
	bool of_country = kind.len != 0;

	if (of_country)
		country = instrument_country(in, code);
	else
		kind = id;
	name = name_of(in, kind);
	if (name.len == 0) {
		year = cut_year(&kind);
		name = name_of(in, kind);
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
