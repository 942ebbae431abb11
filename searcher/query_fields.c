#include "searcher/query_fields.h"

#include "searcher/dates.h"
#include "text/language.h"

/* Whether a word is `len` small letters, whatever its case. */
static bool is_same(struct span word, const char *letters, size_t len)
{
	if (word.len != len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((word.data[i] | 0x20) != letters[i])
			return false;
	return true;
}

bool query_is_name(struct span word, const char *name)
{
	return is_same(word, name, strlen(name));
}

bool query_is_field(struct span name)
{
	for (const char *p = QUERY_FIELDS; *p != '\0';) {
		size_t len = strcspn(p, ",");

		if (is_same(name, p, len))
			return true;
		p += len + strspn(p + len, ", ");
	}
	return false;
}

struct span query_field_meant(struct span name)
{
	static const char *const others[][2] = {{"language", "lang"}, {"year", "date"}};

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (query_is_name(name, others[i][0]))
			return span_of(others[i][1]);
	return name;
}

struct span query_list_take(struct span *list)
{
	return span_trim(span_cut(list, ','));
}

bool query_are_languages(struct span codes)
{
	bool good = codes.len != 0;

	while (codes.len != 0)
		good = language_find(query_list_take(&codes)) != NULL && good;
	return good;
}

bool query_field_has_list(struct span name)
{
	return query_is_name(name, "lang");
}

const char *query_field_fault(struct span name, struct span value)
{
	struct span from, to;

	if (query_is_name(name, "date"))
		return date_range_read(value, &from, &to);
	if (query_is_name(name, "lang") && !query_are_languages(value))
		return "is no ISO 639-1 code, such as en or ru";
	return NULL;
}
