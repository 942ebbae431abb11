#include "indexer/diff.h"

#include "render/json.h"
#include "render/passage_text.h"
#include "store/files.h"

#include <stdlib.h>

#define SHARED_TENTHS 4 /* of the longer passage's words that a changed passage must have kept */

/* Passages of the same place that one is compared with: a source of which nothing is as it was must not take n times n. */
#define SUCCESSORS_TRIED 50

/* What a passage is and how it is cited; not where its bytes lie. */
static const char *const fields[] = {"text", "kind", "section", "paragraph", "note", "page", "pages", "lead_in",
                                     "provisions", "symbols"};

#define FIELDS (sizeof fields / sizeof *fields)

struct passage {
	json_t *object; /* owned until it is handed on */
	bool kept;      /* the other build has its id */
	size_t anchor;  /* the last kept passage before it, by its place in the old build + 1; 0: none */
};

struct passages {
	struct passage *items;
	size_t count;
	struct strmap by_id; /* → place + 1 */
};

static const char *id_of(const struct passage *p)
{
	return json_string_value(json_object_get(p->object, "id"));
}

/* ---- reading ---- */

/* A passage and its provisions without the bytes where they stand, which move with every word before them. */
static void strip_ranges(json_t *object)
{
	json_t *provisions = json_object_get(object, "provisions");

	json_object_del(object, "ranges");
	for (size_t i = 0; i < json_array_size(provisions); i++)
		json_object_del(json_array_get(provisions, i), "ranges");
}

static bool read_passage(struct opened *o, uint32_t docid, const struct source *s, json_t **out)
{
	struct buf data, text;
	struct reading reading;
	struct pool pool;
	struct record r;
	bool good;

	buf_init(&data);
	buf_init(&text);
	pool_init(&pool);
	reading_init(&reading);
	good = xap_reader_data(o->reader, docid, &data) == XAP_OK && record_decode(&r, buf_span(&data), &pool);
	if (good) {
		passage_text(&reading, &r);
		reading_show(&text, &reading, (struct range){0, reading.text.len});
		*out = json_passage(&r, s, buf_span(&text), NULL);
		strip_ranges(*out);
	}
	reading_release(&reading);
	pool_release(&pool);
	buf_release(&data);
	buf_release(&text);
	return good;
}

static bool read_all(struct passages *p, struct opened *o, const struct source *s, char **error)
{
	char key[RECORD_KEY_LEN + 1];
	uint32_t *docids = NULL;
	size_t count = 0;
	bool good = true;

	memset(p, 0, sizeof *p);
	strmap_init(&p->by_id);
	if (s != NULL) {
		source_key(key, span_of(s->meta.id));
		good = opened_passages(o, key, s, &docids, &count, error);
	}
	p->items = mem_zalloc((count + 1) * sizeof *p->items);
	for (size_t i = 0; good && i < count; i++) {
		good = read_passage(o, docids[i], s, &p->items[i].object);
		if (!good) {
			*error = error_message("a passage of %s is damaged: see hrindex check", s->meta.id);
			break;
		}
		p->count++;
		*strmap_put(&p->by_id, span_of(id_of(&p->items[i])), NULL) = (uint32_t)i + 1;
	}
	free(docids);
	return good;
}

static void passages_release(struct passages *p)
{
	for (size_t i = 0; i < p->count; i++)
		json_decref(p->items[i].object);
	free(p->items);
	strmap_release(&p->by_id);
}

/* ---- comparing ---- */

/* Anchors both by the places of what is kept in the old build. */
static void anchor(struct passages *p, const struct passages *old)
{
	size_t last = 0;

	for (size_t i = 0; i < p->count; i++) {
		const uint32_t *place = strmap_get(&old->by_id, span_of(id_of(&p->items[i])));

		p->items[i].anchor = last;
		if (p->items[i].kept && place != NULL)
			last = *place;
	}
}

static void mark_kept(struct passages *p, const struct passages *other)
{
	for (size_t i = 0; i < p->count; i++)
		p->items[i].kept = strmap_get(&other->by_id, span_of(id_of(&p->items[i]))) != NULL;
}

static size_t next_word(struct span text, size_t at, struct span *word)
{
	size_t start;

	while (at < text.len && text.data[at] == ' ')
		at++;
	for (start = at; at < text.len && text.data[at] != ' ';)
		at++;
	*word = span_make(text.data + start, at - start);
	return at;
}

/* Whether two texts have enough words in common, each counted as often as it stands in both. */
static bool is_alike(struct span a, struct span b)
{
	struct strmap words;
	struct span word;
	size_t in_a = 0, in_b = 0, shared = 0;

	strmap_init(&words);
	for (size_t at = next_word(a, 0, &word); word.len != 0; at = next_word(a, at, &word), in_a++)
		++*strmap_put(&words, word, NULL);
	for (size_t at = next_word(b, 0, &word); word.len != 0; at = next_word(b, at, &word), in_b++) {
		uint32_t *left = strmap_get(&words, word);

		if (left != NULL && *left != 0) {
			--*left;
			shared++;
		}
	}
	strmap_release(&words);
	return shared != 0 && shared * 10 >= (in_a > in_b ? in_a : in_b) * SHARED_TENTHS;
}

static struct span field_of(const struct passage *p, const char *name)
{
	const char *value = json_string_value(json_object_get(p->object, name));

	return span_of(value != NULL ? value : "");
}

static bool may_have_become(const struct passage *a, const struct passage *b)
{
	return !b->kept && b->object != NULL && a->anchor == b->anchor &&
	       span_eq(field_of(a, "kind"), field_of(b, "kind"));
}

json_t *diff_fields(const json_t *old, const json_t *new)
{
	json_t *list = json_array();

	for (size_t i = 0; i < FIELDS; i++)
		if (!json_equal(json_object_get(old, fields[i]), json_object_get(new, fields[i])))
			json_array_append_new(list, json_string(fields[i]));
	return list;
}

static bool is_same(const json_t *old, const json_t *new)
{
	json_t *list = diff_fields(old, new);
	bool same = json_array_size(list) == 0;

	json_decref(list);
	return same;
}

static void add_change(struct passage_changes *out, struct passage *old, struct passage *new)
{
	ARRAY_GROW(out->items, out->count, out->cap);
	out->items[out->count++] = (struct passage_change){old != NULL ? old->object : NULL,
	                                                   new != NULL ? new->object : NULL};
	if (old != NULL)
		old->object = NULL;
	if (new != NULL)
		new->object = NULL;
}

static struct passage *successor(struct passage *old, struct passages *new)
{
	struct span text = field_of(old, "text");
	size_t tried = 0;

	for (size_t i = 0; i < new->count && tried < SUCCESSORS_TRIED; i++) {
		if (!may_have_become(old, &new->items[i]))
			continue;
		if (is_alike(text, field_of(&new->items[i], "text")))
			return &new->items[i];
		tried++;
	}
	return NULL;
}

static void compare_kept(struct passage_changes *out, struct passage *old, struct passages *new, uint32_t place)
{
	if (!is_same(old->object, new->items[place].object))
		add_change(out, old, &new->items[place]);
}

/* The old build's passages in their order, then those that the new one alone has. */
static void compare(struct passage_changes *out, struct passages *old, struct passages *new)
{
	mark_kept(old, new);
	mark_kept(new, old);
	anchor(old, old);
	anchor(new, old);
	for (size_t i = 0; i < old->count; i++) {
		struct passage *p = &old->items[i];

		if (p->kept)
			compare_kept(out, p, new, *strmap_get(&new->by_id, span_of(id_of(p))) - 1);
		else
			add_change(out, p, successor(p, new));
	}
	for (size_t i = 0; i < new->count; i++)
		if (!new->items[i].kept && new->items[i].object != NULL)
			add_change(out, NULL, &new->items[i]);
}

/* ---- provisions ---- */

void cited_counts_init(struct cited_counts *c)
{
	memset(c, 0, sizeof *c);
	strmap_init(&c->places);
}

void cited_counts_release(struct cited_counts *c)
{
	for (size_t i = 0; i < c->count; i++)
		free(c->items[i].name);
	free(c->items);
	strmap_release(&c->places);
}

static void add_part(struct buf *name, const json_t *p, const char *field, const char *before, const char *after)
{
	const char *value = json_string_value(json_object_get(p, field));

	if (value != NULL)
		buf_addf(name, "%s%s%s", before, value, after);
}

static struct cited_count *count_of(struct cited_counts *c, const json_t *provision)
{
	struct buf name;
	uint32_t *place;

	buf_init(&name);
	add_part(&name, provision, "instrument", "", " ");
	add_part(&name, provision, "unit", "", " ");
	add_part(&name, provision, "article", "", "");
	add_part(&name, provision, "paragraph", "(", ")");
	add_part(&name, provision, "subparagraph", "(", ")");
	place = strmap_put(&c->places, buf_span(&name), NULL);
	if (*place == 0) {
		ARRAY_GROW(c->items, c->count, c->cap);
		c->items[c->count++] = (struct cited_count){mem_spandup(buf_span(&name)), 0, 0};
		*place = (uint32_t)c->count;
	}
	buf_release(&name);
	return &c->items[*place - 1];
}

/* Each provision once a passage. */
static void count_cited(struct cited_counts *c, const json_t *passage, bool is_new)
{
	const json_t *list = json_object_get(passage, "provisions");

	for (size_t i = 0; i < json_array_size(list); i++) {
		bool again = false;

		for (size_t k = 0; k < i && !again; k++)
			again = json_equal(json_array_get(list, i), json_array_get(list, k));
		if (again)
			continue;
		if (is_new)
			count_of(c, json_array_get(list, i))->new++;
		else
			count_of(c, json_array_get(list, i))->old++;
	}
}

bool diff_passages(struct passage_changes *out, struct cited_counts *cited, struct opened *old,
                   const struct source *old_source, struct opened *new, const struct source *new_source, char **error)
{
	struct passages before, after = {0};
	bool good = read_all(&before, old, old_source, error) && read_all(&after, new, new_source, error);

	memset(out, 0, sizeof *out);
	if (good)
		compare(out, &before, &after);
	for (size_t i = 0; i < out->count; i++) {
		count_cited(cited, out->items[i].old, false);
		count_cited(cited, out->items[i].new, true);
	}
	passages_release(&before);
	passages_release(&after);
	return good;
}

void passage_changes_release(struct passage_changes *c)
{
	for (size_t i = 0; i < c->count; i++) {
		json_decref(c->items[i].old);
		json_decref(c->items[i].new);
	}
	free(c->items);
	memset(c, 0, sizeof *c);
}
