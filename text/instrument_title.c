#include "text/instrument_title.h"

#include "text/pool.h"
#include "text/strmap.h"

#include <stdlib.h>

#define YEAR_DIGITS 4

struct instrument_titles {
	struct pool pool;
	struct strmap instruments, countries; /* id, code → place in `names` */
	struct span *names;
	size_t count, cap;
};

struct instrument_titles *instrument_titles_new(void)
{
	struct instrument_titles *t = mem_zalloc(sizeof *t);

	pool_init(&t->pool);
	strmap_init(&t->instruments);
	strmap_init(&t->countries);
	return t;
}

void instrument_titles_free(struct instrument_titles *t)
{
	if (t == NULL)
		return;
	strmap_release(&t->instruments);
	strmap_release(&t->countries);
	pool_release(&t->pool);
	free(t->names);
	free(t);
}

/* Cuts what stands before the first `mark` off; all of it if there is none. */
static struct span cut(struct span *rest, char mark)
{
	const char *at = rest->len == 0 ? NULL : memchr(rest->data, mark, rest->len);
	struct span first = span_make(rest->data, at == NULL ? rest->len : (size_t)(at - rest->data));

	*rest = span_make(rest->data + first.len + (at != NULL), rest->len - first.len - (at != NULL));
	return first;
}

static void put(struct instrument_titles *t, struct strmap *map, struct span key, struct span name)
{
	bool is_new;
	uint32_t *place = strmap_put(map, key, &is_new);

	if (!is_new || name.len == 0)
		return;
	ARRAY_GROW(t->names, t->count, t->cap);
	*place = (uint32_t)t->count;
	t->names[t->count++] = pool_span(&t->pool, name);
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

static void add_instrument(struct instrument_titles *t, struct span line)
{
	struct span id = cut(&line, '\t');

	if (span_starts(id, "*:"))
		id = span_make(id.data + 2, id.len - 2);
	for (int column = 1; column < 4; column++)
		cut(&line, '\t');
	put(t, &t->instruments, id, english(cut(&line, '\t')));
}

static void add_country(struct instrument_titles *t, struct span line)
{
	struct span code = cut(&line, '\t');

	put(t, &t->countries, code, span_trim(cut(&line, ';')));
}

void instrument_titles_add(struct instrument_titles *t, struct span list, struct span content)
{
	bool instruments = span_eq_str(list, "lexicon/instruments.tsv");

	if (!instruments && !span_eq_str(list, "lexicon/countries.tsv"))
		return;
	while (content.len != 0) {
		struct span line = span_trim(cut(&content, '\n'));

		if (line.len == 0 || line.data[0] == '#')
			continue;
		if (instruments)
			add_instrument(t, line);
		else
			add_country(t, line);
	}
}

static struct span name_of(const struct instrument_titles *t, const struct strmap *map, struct span key)
{
	const uint32_t *place = t == NULL ? NULL : strmap_get(map, key);

	return place == NULL ? span_of("") : t->names[*place];
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
		country = name_of(t, &t->countries, code);
	else
		kind = id;
	name = name_of(t, &t->instruments, kind);
	if (name.len == 0) {
		year = cut_year(&kind);
		name = name_of(t, &t->instruments, kind);
	}
	if ((name.len == 0 && !of_country) || (of_country && country.len == 0)) {
		buf_add_span(out, id);
		return;
	}
	buf_add_str(out, "the ");
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
