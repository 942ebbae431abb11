#include <stdlib.h>

#include "text/fold.h"
#include "text/name.h"
#include "text/packed.h"
#include "text/pool.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define NAMES_LIST "lexicon/names.tsv"
#define CAPITALS_LIST "lexicon/capitals.txt"

/* A line of names.tsv: its forms are forms[first … first + count - 1]. */
struct row {
	size_t first, count;
};

struct form {
	struct span folded, written;
};

struct name_lists {
	struct pool pool;
	struct strmap capitals, forms; /* folded; forms: to a row */
	struct form *items;
	size_t item_count, item_cap;
	struct row *rows;
	size_t row_count, row_cap;
	struct span *ordinary; /* the words of capitals */
	size_t ordinary_count, ordinary_cap;
	struct packed packed; /* where it has a table, everything is there and the rest is empty */
	struct span bytes;    /* of packed, */
	void (*release)(struct span bytes); /* and what gives them back, or NULL */
};

/* The numbers of the packed table's entries. */
enum {
	PACKED_ORDINARY, /* a word, folded */
	PACKED_ROW,      /* a form, folded: the forms of its line, each with a line feed behind it */
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
	free(l->items);
	free(l->rows);
	free(l->ordinary);
	packed_release(&l->packed);
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
	ARRAY_GROW(l->items, l->item_count, l->item_cap);
	l->items[l->item_count++] =
		(struct form){pool_span(&l->pool, buf_span(folded)), pool_span(&l->pool, form)};
	l->rows[row].count++;
	return true;
}

/* One line of names.tsv; returns what is wrong with it, or NULL. */
static const char *add_names(struct name_lists *l, struct span line, struct buf *folded)
{
	size_t row = l->row_count;

	ARRAY_GROW(l->rows, l->row_count, l->row_cap);
	l->rows[l->row_count++] = (struct row){l->item_count, 0};
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
	bool is_new;

	if (memchr(line.data, ' ', line.len) != NULL || memchr(line.data, '\t', line.len) != NULL)
		return "one word expected";
	buf_clear(folded);
	fold_phrase(folded, line);
	strmap_put(&l->capitals, buf_span(folded), &is_new);
	if (is_new) {
		ARRAY_GROW(l->ordinary, l->ordinary_count, l->ordinary_cap);
		l->ordinary[l->ordinary_count++] = pool_span(&l->pool, buf_span(folded));
	}
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

/* ---- packing ---- */

static struct span written_row(struct name_lists *l, const struct row *row, struct buf *forms)
{
	buf_clear(forms);
	for (size_t i = 0; i < row->count; i++) {
		buf_add_span(forms, l->items[row->first + i].written);
		buf_add_char(forms, '\n');
	}
	return pool_span(&l->pool, buf_span(forms));
}

void name_lists_pack(struct name_lists *l, struct buf *out)
{
	struct packed_entry *entries = mem_alloc((l->ordinary_count + l->item_count + 1) * sizeof *entries);
	size_t count = 0;
	struct buf forms;

	buf_init(&forms);
	for (size_t i = 0; i < l->ordinary_count; i++)
		entries[count++] = (struct packed_entry){PACKED_ORDINARY, l->ordinary[i], span_make("", 0)};
	for (size_t r = 0; r < l->row_count; r++) {
		struct span row = written_row(l, &l->rows[r], &forms);

		for (size_t i = 0; i < l->rows[r].count; i++)
			entries[count++] = (struct packed_entry){PACKED_ROW, l->items[l->rows[r].first + i].folded, row};
	}
	packed_write(out, entries, count);
	buf_release(&forms);
	free(entries);
}

struct name_lists *name_lists_unpack(struct span packed, void (*release)(struct span packed))
{
	struct name_lists *l = name_lists_new();

	if (packed_take(&l->packed, packed, release))
		return l;
	name_lists_free(l);
	return NULL;
}

/* ---- looking up ---- */

bool name_is_ordinary(const struct name_lists *l, struct span word)
{
	struct buf folded;
	bool found;

	if (l == NULL || (l->packed.slots == NULL && l->capitals.count == 0))
		return false;
	buf_init(&folded);
	fold_phrase(&folded, word);
	found = l->packed.slots != NULL ? packed_get(&l->packed, PACKED_ORDINARY, buf_span(&folded), NULL)
	                                : strmap_get(&l->capitals, buf_span(&folded)) != NULL;
	buf_release(&folded);
	return found;
}

/* The forms of a packed row. */
static size_t split_row(struct span row, struct span forms[NAME_ALIASES_MAX])
{
	size_t count = 0;

	while (row.len != 0 && count < NAME_ALIASES_MAX) {
		const char *feed = memchr(row.data, '\n', row.len);
		size_t len = feed == NULL ? row.len : (size_t)(feed - row.data);

		forms[count++] = span_make(row.data, len);
		row = span_make(row.data + len + (feed != NULL), row.len - len - (feed != NULL));
	}
	return count;
}

/* All forms of the name whose folded form is given. */
static size_t all_forms(const struct name_lists *l, struct span folded, struct span forms[NAME_ALIASES_MAX])
{
	const uint32_t *row;
	struct span packed;
	size_t count = 0;

	if (l->packed.slots != NULL)
		return packed_get(&l->packed, PACKED_ROW, folded, &packed) ? split_row(packed, forms) : 0;
	row = strmap_get(&l->forms, folded);
	for (; row != NULL && count < l->rows[*row].count; count++)
		forms[count] = l->items[l->rows[*row].first + count].written;
	return count;
}

size_t name_aliases(const struct name_lists *l, struct span name, struct span out[NAME_ALIASES_MAX])
{
	struct span forms[NAME_ALIASES_MAX];
	struct buf folded, other;
	size_t all, count = 0;

	buf_init(&folded);
	buf_init(&other);
	fold_phrase(&folded, name);
	all = all_forms(l, buf_span(&folded), forms);
	for (size_t i = 0; i < all; i++) {
		buf_clear(&other);
		fold_phrase(&other, forms[i]);
		if (!span_eq(buf_span(&other), buf_span(&folded)))
			out[count++] = forms[i];
	}
	buf_release(&folded);
	buf_release(&other);
	return count;
}
