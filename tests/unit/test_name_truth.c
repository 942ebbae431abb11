/*
 * The names of the five statements: every two spellings of one person or place
 * agree, no two persons do. Needs ../shared/truth/names.json.
 */
#include "tests/unit/table.h"
#include "text/name.h"

#include <jansson.h>

#define TRUTH "../shared/truth/names.json"
#define WORDS_MOST 16

/*
 * Forms that are no spelling of their entity's name: parts of addresses with
 * words run together or encoded, abbreviations and titles.
 */
static bool is_spelling(struct span form)
{
	static const char *const others[] = {"aronatabek", "-zko", "West Kazakhstan Oblast", NULL};

	for (size_t i = 0; others[i] != NULL; i++)
		if (span_eq_str(form, others[i]))
			return false;
	return form.len > 0 && memchr(form.data, '%', form.len) == NULL &&
	       memchr(form.data, '.', form.len) == NULL;
}

struct form {
	struct span text;
	struct person person;
};

struct entity {
	const char *name, *kind;
	struct form *forms;
	size_t count, cap;
};

/* "Aidana" is found when it is asked for; but who asks for Aidana Aidarkhan asks for the surname.
 */
static bool is_given_name(const struct entity *e, const struct form *f)
{
	return f->person.count == 1 && strchr(e->name, ' ') != NULL &&
	       strncmp(e->name, f->text.data, f->text.len) == 0;
}

/* The words with a capital but for "President"; all of them if none has one. */
static void read_form(struct form *f, struct span text)
{
	struct span words[WORDS_MOST];
	size_t count = 0;
	bool capitals = false;

	f->text = text;
	for (unsigned round = 0; round < 2; round++)
		for (size_t at = 0; at < text.len;) {
			size_t end = at;
			bool capital = utf8_is_upper(utf8_peek(text, at));

			while (end < text.len && text.data[end] != ' ' && text.data[end] != '-')
				end++;
			if (round == 0)
				capitals |= capital;
			else if (end > at && count < WORDS_MOST && (capital || !capitals) &&
				 !span_eq_str(span_make(text.data + at, end - at), "President"))
				words[count++] = span_make(text.data + at, end - at);
			at = end + 1;
		}
	person_read(&f->person, words, count);
}

static void add_form(struct entity *e, const char *text)
{
	struct span form = text == NULL ? span_make("", 0) : span_of(text);

	if (!is_spelling(form))
		return;
	for (size_t i = 0; i < e->count; i++)
		if (span_eq(e->forms[i].text, form))
			return;
	ARRAY_GROW(e->forms, e->count, e->cap);
	read_form(&e->forms[e->count++], form);
}

static void read_entity(struct entity *e, const json_t *from)
{
	const json_t *variants = json_object_get(from, "variants");
	const char *cyrillic = json_string_value(json_object_get(from, "cyrillic"));

	memset(e, 0, sizeof *e);
	e->name = json_string_value(json_object_get(from, "canonical"));
	e->kind = json_string_value(json_object_get(from, "kind"));
	if (cyrillic != NULL && strcmp(e->name, "West Kazakhstan Oblast") != 0)
		add_form(e, cyrillic);
	for (size_t i = 0; i < json_array_size(variants); i++)
		add_form(e,
			 json_string_value(json_object_get(json_array_get(variants, i), "text")));
}

static bool is_kind(const struct entity *e, const char *kind)
{
	return strcmp(e->kind, kind) == 0;
}

struct count {
	size_t pairs, found, level[NAME_NEAR + 1];
};

/* All pairs of forms, in both directions: one is asked for, the other stands in a text. */
static void true_pairs(const struct entity *e, struct count *c)
{
	for (size_t i = 0; i < e->count; i++)
		for (size_t k = 0; k < e->count; k++) {
			enum name_level level;

			if (i == k || is_given_name(e, &e->forms[k]))
				continue;
			level = person_compare(&e->forms[i].person, &e->forms[k].person, NULL);
			c->pairs++;
			c->level[level]++;
			c->found += level != NAME_NONE;
			if (level == NAME_NONE)
				tap_note("missed: %.*s in %.*s", (int)e->forms[i].text.len,
					 e->forms[i].text.data, (int)e->forms[k].text.len,
					 e->forms[k].text.data);
		}
}

/* Father, son and family: one surname alone cannot tell them apart. */
static bool is_one_family(const struct entity *a, const struct entity *b, const struct form *f,
			  const struct form *g)
{
	return strstr(a->name, "Matayev") != NULL && strstr(b->name, "Matayev") != NULL &&
	       (f->person.count == 1 || g->person.count == 1);
}

static void false_pairs(const struct entity *a, const struct entity *b, struct count *c)
{
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < b->count; k++) {
			enum name_level level =
				person_compare(&a->forms[i].person, &b->forms[k].person, NULL);

			if (is_one_family(a, b, &a->forms[i], &b->forms[k]))
				continue;
			c->pairs++;
			c->found += level != NAME_NONE;
			if (level != NAME_NONE)
				tap_note("merged: %.*s in %.*s", (int)a->forms[i].text.len,
					 a->forms[i].text.data, (int)b->forms[k].text.len,
					 b->forms[k].text.data);
		}
}

/* The organisations whose names are spelled, not translated. */
static void organisations(void)
{
	static const struct {
		const char *asked, *found;
	} pairs[] = {{"Kazkommertsbank", "KazKommertsbank"},
		     {"Kazkommertsbank", "Казкоммерцбанк"},
		     {"Respublika", "Reaspublika"},
		     {"Azattyq", "Azzatyq"},
		     {"Azattyq", "Азаттык"},
		     {"Partiyasy", "partiyasyi"},
		     {"Koshe", "Көше"},
		     {"Mediazona", "Медиазона"}};
	size_t found = 0;

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct name a, b;

		name_read(&a, span_of(pairs[i].asked));
		name_read(&b, span_of(pairs[i].found));
		found += name_compare(&a, &b) != NAME_NONE;
	}
	tap_ok(found == sizeof pairs / sizeof *pairs, "%zu of %zu spellings of organisations",
	       found, sizeof pairs / sizeof *pairs);
}

int main(void)
{
	json_t *truth = json_load_file(TRUTH, 0, NULL);
	size_t count = json_array_size(truth);
	struct entity *entities = mem_zalloc((count + 1) * sizeof *entities);
	struct count same = {0}, different = {0};

	organisations();
	if (truth == NULL) {
		tap_skip("../shared is not there", "names of the five statements");
		free(entities);
		return tap_done();
	}
	for (size_t i = 0; i < count; i++)
		read_entity(&entities[i], json_array_get(truth, i));
	for (size_t i = 0; i < count; i++) {
		if (is_kind(&entities[i], "person") || is_kind(&entities[i], "place"))
			true_pairs(&entities[i], &same);
		for (size_t k = 0; k < count; k++)
			if (i != k && !is_kind(&entities[i], "organisation") &&
			    !is_kind(&entities[k], "organisation"))
				false_pairs(&entities[i], &entities[k], &different);
	}
	tap_ok(same.found == same.pairs,
	       "recall %zu of %zu true pairs (same %zu, ending %zu, near %zu)", same.found,
	       same.pairs, same.level[NAME_SAME], same.level[NAME_ENDING], same.level[NAME_NEAR]);
	tap_ok(different.found == 0, "%zu of %zu pairs of different persons and places merged",
	       different.found, different.pairs);
	for (size_t i = 0; i < count; i++)
		free(entities[i].forms);
	free(entities);
	json_decref(truth);
	return tap_done();
}
