#include <stdlib.h>

#include "text/fold.h"
#include "text/name.h"
#include "text/pool.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define NAMES_LIST "lexicon/names.tsv"
#define CAPITALS_LIST "lexicon/capitals.txt"

/* A line of names.tsv: its forms are forms[first … first + count - 1]. */
struct row {
	size_t first, count;
};

struct name_lists {
	struct pool pool;
	struct strmap capitals, forms; /* folded; forms: to a row */
	struct span *spans;
	size_t span_count, span_cap;
	struct row *rows;
	size_t row_count, row_cap;
};

struct name_lists *name_lists_new(void)
{
	struct name_lists *l = mem_zalloc(sizeof *l);

	pool_init(&l->pool);
	strmap_init(&l->capitals);
	strmap_init(&l->forms);
	return l;
}

void name_lists_free(struct name_lists *l)
{
	if (l == NULL)
		return;
	strmap_release(&l->capitals);
	strmap_release(&l->forms);
	free(l->spans);
	free(l->rows);
	pool_release(&l->pool);
	free(l);
}

static char *complaint(struct span name, size_t line, const char *why)
{
	struct buf message;
	char *text;

	buf_init(&message);
	buf_add_span(&message, name);
	buf_addf(&message, ", line %zu: %s", line, why);
	text = buf_detach(&message);
	buf_release(&message);
	return text;
}

/* Adds a form of the row; false if another row has it. */
static bool add_form(struct name_lists *l, size_t row, struct span form, struct buf *folded)
{
	bool is_new;
	uint32_t *of;

	buf_clear(folded);
	fold_phrase(folded, form);
	of = strmap_put(&l->forms, buf_span(folded), &is_new);
	if (!is_new)
		return *of == row;
	*of = (uint32_t)row;
	ARRAY_GROW(l->spans, l->span_count, l->span_cap);
	l->spans[l->span_count++] = pool_span(&l->pool, form);
	l->rows[row].count++;
	return true;
}

/* One line of names.tsv; returns what is wrong with it, or NULL. */
static const char *add_names(struct name_lists *l, struct span line, struct buf *folded)
{
	size_t row = l->row_count;

	ARRAY_GROW(l->rows, l->row_count, l->row_cap);
	l->rows[l->row_count++] = (struct row){l->span_count, 0};
	for (;;) {
		const char *tab = line.len == 0 ? NULL : memchr(line.data, '\t', line.len);
		struct span form = span_trim(
			span_make(line.data, tab == NULL ? line.len : (size_t)(tab - line.data)));

		if (form.len == 0)
			return "an empty field";
		if (tab == NULL) /* the source */
			break;
		if (l->rows[row].count == NAME_ALIASES_MAX)
			return "too many names";
		if (!add_form(l, row, form, folded))
			return "a name of this line is in a line above too";
		line = span_make(tab + 1, line.len - (size_t)(tab + 1 - line.data));
	}
	return l->rows[row].count < 2 ? "two names or more and a source expected, with tabs between"
				      : NULL;
}

static const char *add_capital(struct name_lists *l, struct span line, struct buf *folded)
{
	if (memchr(line.data, ' ', line.len) != NULL || memchr(line.data, '\t', line.len) != NULL)
		return "one word expected";
	buf_clear(folded);
	fold_phrase(folded, line);
	strmap_put(&l->capitals, buf_span(folded), NULL);
	return NULL;
}

bool name_lists_add(struct name_lists *l, struct span name, struct span content, char **error)
{
	bool names = span_eq_str(name, NAMES_LIST);
	size_t at = span_starts(content, "\xEF\xBB\xBF") ? 3 : 0, number = 0;
	const char *why = NULL;
	struct buf folded;

	if (!names && !span_eq_str(name, CAPITALS_LIST))
		return true;
	buf_init(&folded);
	while (why == NULL && at < content.len) {
		const char *feed = memchr(content.data + at, '\n', content.len - at);
		struct range r = {at, feed == NULL ? content.len : (size_t)(feed - content.data)};
		struct span line = span_trim(span_sub(content, r));

		number++;
		at = r.end + 1;
		if (line.len == 0 || line.data[0] == '#')
			continue;
		if (!utf8_valid(line))
			why = "not UTF-8";
		else
			why = names ? add_names(l, line, &folded) : add_capital(l, line, &folded);
	}
	buf_release(&folded);
	if (why != NULL)
		*error = complaint(name, number, why);
	return why == NULL;
}

bool name_is_ordinary(const struct name_lists *l, struct span word)
{
	struct buf folded;
	bool found;

	if (l == NULL || l->capitals.count == 0)
		return false;
	buf_init(&folded);
	fold_phrase(&folded, word);
	found = strmap_get(&l->capitals, buf_span(&folded)) != NULL;
	buf_release(&folded);
	return found;
}

size_t name_aliases(const struct name_lists *l, struct span name, struct span out[NAME_ALIASES_MAX])
{
	struct buf folded, other;
	const uint32_t *row;
	size_t count = 0;

	buf_init(&folded);
	buf_init(&other);
	fold_phrase(&folded, name);
	row = strmap_get(&l->forms, buf_span(&folded));
	for (size_t i = 0; row != NULL && i < l->rows[*row].count; i++) {
		struct span form = l->spans[l->rows[*row].first + i];

		buf_clear(&other);
		fold_phrase(&other, form);
		if (!span_eq(buf_span(&other), buf_span(&folded)))
			out[count++] = form;
	}
	buf_release(&folded);
	buf_release(&other);
	return count;
}
