#include "searcher/listed.h"

/* ---- countries ---- */

struct country_search {
	const struct span *names;
	size_t count;
	bool found;
};

/* Whether a name that is listed ends at `past`, and begins at `at`: between tabs and ";". */
static bool is_listed_at(struct span content, size_t at, size_t past)
{
	bool begins = at == 0 || content.data[at - 1] == '\t' || (at > 1 && content.data[at - 1] == ' ' && content.data[at - 2] == ';');

	return begins && (past == content.len || strchr(";\t\n", content.data[past]) != NULL);
}

/* The next place of the name from `at` on; content.len: there is none. */
static size_t next_place(struct span content, struct span name, size_t at)
{
	const char *found = at >= content.len ? NULL : memmem(content.data + at, content.len - at, name.data, name.len);

	return found == NULL ? content.len : (size_t)(found - content.data);
}

static bool is_listed(struct span content, struct span name)
{
	for (size_t at = 0; (at = next_place(content, name, at)) != content.len; at++)
		if (is_listed_at(content, at, at + name.len))
			return true;
	return false;
}

static bool look_for_countries(void *search, const char *name, struct span content, char **error)
{
	struct country_search *s = search;

	(void)name;
	(void)error;
	for (size_t i = 0; i < s->count && !s->found; i++)
		s->found = s->names[i].len != 0 && is_listed(content, s->names[i]);
	return true;
}

bool listed_country(const struct library *l, const struct span *names, size_t count)
{
	struct country_search s = {.names = names, .count = count};

	if (count != 0)
		library_list(l, "lexicon/countries.tsv", look_for_countries, &s);
	return s.found;
}

/* ---- languages of instruments' names ---- */

struct language_search {
	struct span name;
	char (*codes)[3];
	size_t count;
};

#define MARK_BYTES 4 /* of "en: ", before which something stands: a row's other columns */

/* The start of the "en: " that the name at `at` stands behind; SIZE_MAX: none does. */
static size_t language_mark(struct span content, size_t at)
{
	for (size_t k = at; k > MARK_BYTES && content.data[k - 1] != '\n'; k--)
		if (content.data[k - 1] == ' ' && content.data[k - 2] == ':' && (content.data[k - 5] == '\t' || content.data[k - 5] == ' '))
			return k - MARK_BYTES;
	return SIZE_MAX;
}

static bool is_name_at(struct span content, size_t at, size_t past)
{
	return at > 1 && content.data[at - 1] == ' ' && strchr(":;", content.data[at - 2]) != NULL &&
	       (past == content.len || strchr("; \t\n", content.data[past]) != NULL) &&
	       (past + 1 >= content.len || content.data[past] != ' ' || content.data[past + 1] == '|');
}

static void add_language(struct language_search *s, const char *code)
{
	for (size_t i = 0; i < s->count; i++)
		if (memcmp(s->codes[i], code, 2) == 0)
			return;
	if (s->count == LISTED_LANGUAGES)
		return;
	memcpy(s->codes[s->count], code, 2);
	s->codes[s->count++][2] = '\0';
}

static bool look_for_languages(void *search, const char *name, struct span content, char **error)
{
	struct language_search *s = search;

	(void)name;
	(void)error;
	for (size_t at = 0; (at = next_place(content, s->name, at)) != content.len; at++) {
		size_t mark = is_name_at(content, at, at + s->name.len) ? language_mark(content, at) : SIZE_MAX;

		if (mark != SIZE_MAX)
			add_language(s, content.data + mark);
	}
	return true;
}

size_t listed_languages(const struct library *l, struct span name, char codes[LISTED_LANGUAGES][3])
{
	struct language_search s = {.name = name, .codes = codes};
	struct buf capitals;

	if (name.len == 0)
		return 0;
	library_list(l, "lexicon/instruments.tsv", look_for_languages, &s);
	if (s.count != 0)
		return s.count;
	buf_init(&capitals);
	for (size_t i = 0; i < name.len; i++)
		buf_add_char(&capitals, (char)(name.data[i] >= 'a' && name.data[i] <= 'z' ? name.data[i] - 'a' + 'A' : name.data[i]));
	s.name = buf_span(&capitals);
	library_list(l, "lexicon/instruments.tsv", look_for_languages, &s);
	buf_release(&capitals);
	return s.count;
}
