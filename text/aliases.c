#include "text/aliases.h"

#include <stdlib.h>

#include "text/fold.h"
#include "text/packed.h"
#include "text/pool.h"
#include "text/strmap.h"

#define PUBLISHERS_LIST "lexicon/publishers.tsv"
#define COUNTRY_NAMES_LIST "lexicon/country_names.tsv"
#define COUNTRIES_LIST "lexicon/countries.tsv"

#define NOTHING UINT32_MAX

/* One of the ids of a name. */
struct alias {
	struct span id;
	uint32_t next; /* NOTHING: the last */
};

struct aliases {
	struct pool pool;
	struct strmap names; /* kind and folded name → its first alias */
	struct alias *items;
	size_t count, cap;
	struct span *keys; /* of names */
	size_t key_count, key_cap;
	struct packed packed; /* in place of all that; without slots: it is not used */
};

#define PACKED_NAME 0U /* a name's key: its ids, each with a line feed behind it */

struct aliases *aliases_new(void)
{
	struct aliases *a = mem_zalloc(sizeof *a);

	pool_init(&a->pool);
	strmap_init(&a->names);
	return a;
}

void aliases_free(struct aliases *a)
{
	if (a == NULL)
		return;
	strmap_release(&a->names);
	free(a->items);
	free(a->keys);
	packed_release(&a->packed);
	pool_release(&a->pool);
	free(a);
}

/* ---- reading ---- */

static void make_key(struct buf *key, enum alias_kind kind, struct span name)
{
	buf_clear(key);
	buf_add_char(key, kind == ALIAS_PUBLISHER ? 'p' : 'c');
	fold_phrase(key, name);
}

static void note_key(struct aliases *a, struct span key)
{
	ARRAY_GROW(a->keys, a->key_count, a->key_cap);
	a->keys[a->key_count++] = pool_span(&a->pool, key);
}

/* False: the name has too many ids. */
static bool add_name(struct aliases *a, enum alias_kind kind, struct span name, struct span id)
{
	struct buf key;
	uint32_t *first;
	size_t ids = 0;
	bool is_new, known = false;

	buf_init(&key);
	make_key(&key, kind, name);
	first = strmap_put(&a->names, buf_span(&key), &is_new);
	if (is_new)
		note_key(a, buf_span(&key));
	for (uint32_t i = is_new ? NOTHING : *first; i != NOTHING; i = a->items[i].next, ids++)
		known |= span_eq(a->items[i].id, id);
	if (!known && ids < ALIAS_IDS_MAX) {
		ARRAY_GROW(a->items, a->count, a->cap);
		a->items[a->count] = (struct alias){id, is_new ? NOTHING : *first};
		*first = (uint32_t)a->count++;
	}
	buf_release(&key);
	return known || ids < ALIAS_IDS_MAX;
}

static bool is_id(struct span id, enum alias_kind kind)
{
	for (size_t i = 0; i < id.len; i++)
		if (!((id.data[i] >= 'a' && id.data[i] <= 'z') || (kind == ALIAS_PUBLISHER && ((id.data[i] >= '0' && id.data[i] <= '9') || id.data[i] == '-'))))
			return false;
	return kind == ALIAS_PUBLISHER ? id.len != 0 : id.len == 2;
}

/* What is wrong with a line; NULL: nothing. */
static const char *add_line(struct aliases *a, enum alias_kind kind, struct span line)
{
	struct span id = span_trim(span_cut(&line, '\t')), names = span_trim(span_cut(&line, '\t'));

	if (!is_id(id, kind))
		return kind == ALIAS_PUBLISHER ? "an id of small letters, figures and hyphens expected" : "a country's code has two small letters";
	if (names.len == 0)
		return "names expected, behind a tab";
	id = pool_span(&a->pool, id);
	if (!add_name(a, kind, id, id))
		return "this id is the name of too many others";
	while (names.len != 0) {
		struct span name = span_trim(span_cut(&names, ';'));

		if (name.len == 0)
			return "an empty name";
		if (!add_name(a, kind, name, id))
			return "a name that has too many ids already";
	}
	return NULL;
}

static bool fail(struct span name, size_t line, const char *why, char **error)
{
	struct buf b;

	buf_init(&b);
	buf_add_span(&b, name);
	buf_addf(&b, ", line %zu: %s", line, why);
	*error = buf_detach(&b);
	buf_release(&b);
	return false;
}

bool aliases_add(struct aliases *a, struct span name, struct span content, char **error)
{
	enum alias_kind kind = span_eq_str(name, PUBLISHERS_LIST) ? ALIAS_PUBLISHER : ALIAS_COUNTRY;

	if (kind == ALIAS_COUNTRY && !span_eq_str(name, COUNTRY_NAMES_LIST) && !span_eq_str(name, COUNTRIES_LIST))
		return true;
	if (span_starts(content, "\xEF\xBB\xBF"))
		content = span_make(content.data + 3, content.len - 3);
	for (size_t number = 1; content.len != 0; number++) {
		const char *feed = memchr(content.data, '\n', content.len);
		size_t len = feed == NULL ? content.len : (size_t)(feed - content.data);
		struct span line = span_make(content.data, len);
		const char *why = NULL;

		content = span_make(content.data + len + (feed != NULL), content.len - len - (feed != NULL));
		if (span_trim(line).len != 0 && line.data[0] != '#')
			why = add_line(a, kind, line);
		if (why != NULL)
			return fail(name, number, why, error);
	}
	return true;
}

/* ---- finding ---- */

static size_t find_listed(const struct aliases *a, struct span key, struct span ids[ALIAS_IDS_MAX])
{
	const uint32_t *first = strmap_get(&a->names, key);
	size_t count = 0;

	for (uint32_t i = first == NULL ? NOTHING : *first; i != NOTHING; i = a->items[i].next)
		ids[count++] = a->items[i].id;
	return count;
}

static size_t find_packed(const struct aliases *a, struct span key, struct span ids[ALIAS_IDS_MAX])
{
	struct span all;
	size_t count = 0;

	if (!packed_get(&a->packed, PACKED_NAME, key, &all))
		return 0;
	while (all.len != 0 && count < ALIAS_IDS_MAX)
		ids[count++] = span_cut(&all, '\n');
	return count;
}

static size_t find(const struct aliases *a, enum alias_kind kind, struct span name, struct span ids[ALIAS_IDS_MAX])
{
	struct buf key;
	size_t count = 0;

	buf_init(&key);
	make_key(&key, kind, name);
	if (key.len != 1)
		count = a->packed.slots != NULL ? find_packed(a, buf_span(&key), ids) : find_listed(a, buf_span(&key), ids);
	buf_release(&key);
	return count;
}

/* Without what stands in brackets at its end. */
static struct span without_bracket(struct span name)
{
	const char *open = name.len == 0 ? NULL : memchr(name.data, '(', name.len);

	if (open == NULL || !span_ends(name, ")"))
		return name;
	return span_trim(span_make(name.data, (size_t)(open - name.data)));
}

static struct span without_article(struct span name)
{
	if (span_starts(name, "The ") || span_starts(name, "the "))
		return span_make(name.data + 4, name.len - 4);
	return name;
}

size_t aliases_find(const struct aliases *a, enum alias_kind kind, struct span name, struct span ids[ALIAS_IDS_MAX])
{
	/* "Congo (Kinshasa)" is not the Congo. */
	struct span bare = without_article(kind == ALIAS_PUBLISHER ? without_bracket(span_trim(name)) : span_trim(name));
	size_t count = find(a, kind, name, ids);

	return count != 0 || bare.len == name.len ? count : find(a, kind, bare, ids);
}

struct span aliases_id(const struct aliases *a, enum alias_kind kind, struct span name)
{
	struct span ids[ALIAS_IDS_MAX];

	return aliases_find(a, kind, name, ids) == 1 ? ids[0] : span_make("", 0);
}

/* ---- packing ---- */

static struct span packed_ids(struct pool *pool, const struct aliases *a, struct span key)
{
	struct span ids[ALIAS_IDS_MAX], all;
	size_t count = find_listed(a, key, ids);
	struct buf b;

	buf_init(&b);
	for (size_t i = 0; i < count; i++) {
		buf_add_span(&b, ids[i]);
		buf_add_char(&b, '\n');
	}
	all = pool_span(pool, buf_span(&b));
	buf_release(&b);
	return all;
}

void aliases_pack(const struct aliases *a, struct buf *out)
{
	struct packed_entry *entries = mem_alloc((a->key_count + 1) * sizeof *entries);
	struct pool pool;

	pool_init(&pool);
	for (size_t i = 0; i < a->key_count; i++)
		entries[i] = (struct packed_entry){PACKED_NAME, a->keys[i], packed_ids(&pool, a, a->keys[i])};
	packed_write(out, entries, a->key_count);
	pool_release(&pool);
	free(entries);
}

struct aliases *aliases_unpack(struct span packed, void (*release)(struct span packed))
{
	struct aliases *a = aliases_new();

	if (packed_take(&a->packed, packed, release))
		return a;
	aliases_free(a);
	return NULL;
}
