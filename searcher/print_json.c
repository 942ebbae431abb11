#include "render/json.h"
#include "searcher/notes.h"
#include "searcher/print_parts.h"

#include <math.h>

#define SCORE_STEPS 1e6 /* six decimals: the same on every machine */

static json_t *pairs(const struct range *ranges, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *pair = json_array();

		json_array_append_new(pair, json_integer((json_int_t)ranges[i].start));
		json_array_append_new(pair, json_integer((json_int_t)ranges[i].end));
		json_array_append_new(array, pair);
	}
	return array;
}

static json_t *snippet_object(const struct snippet *s)
{
	json_t *o = json_object();

	json_object_set_new(o, "text", json_text(buf_span(&s->text)));
	json_object_set_new(o, "highlights", pairs(s->highlights, s->highlight_count));
	json_object_set_new(o, "ranges", json_ranges(s->ranges, s->range_count));
	json_object_set_new(o, "sha256", json_string(s->sha256));
	return o;
}

static json_t *missing(const struct hit *h)
{
	json_t *array = json_array();

	for (size_t i = 0; i < h->missing_count; i++)
		json_array_append_new(array, json_text(h->missing[i]));
	return array;
}

static json_t *passage_of(const struct hit *h)
{
	struct buf text;
	json_t *o;

	buf_init(&text);
	reading_show(&text, &h->reading, (struct range){0, h->reading.text.len});
	o = json_passage(&h->record, &h->source, buf_span(&text), hit_first_page(h));
	buf_release(&text);
	return o;
}

static void set_form(json_t *o, const char *name, const struct notes *n, size_t i, enum cite_form form)
{
	struct buf text;

	buf_init(&text);
	notes_add_form(&text, n, i, form, CITE_TEXT);
	json_object_set_new(o, name, json_text(buf_span(&text)));
	buf_release(&text);
}

/* The style that --cite asks for; "citation" is always the plain one. */
static json_t *cite_object(const struct notes *n, size_t i)
{
	json_t *o = json_object();

	json_object_set_new(o, "style", json_string(cite_style_names[n->options->cite]));
	set_form(o, "note", n, i, CITE_FULL);
	set_form(o, "later", n, i, CITE_SHORT);
	set_form(o, "bibliography", n, i, CITE_BIBLIOGRAPHY);
	return o;
}

static json_t *link_of(struct notes *n, const struct hit *h, const struct snippet *s)
{
	struct buf link;
	json_t *string;

	buf_init(&link);
	links_add(&link, &n->links, h, s->ranges, s->range_count);
	string = json_text(buf_span(&link));
	buf_release(&link);
	return string;
}

/* The same passage in other sources: what is needed to cite and to check each. */
static json_t *also(const struct hit *h)
{
	static const char *const members[] = {"id", "source", "section", "paragraph", "note", "page", "ranges", "citation"};
	json_t *array = json_array();

	for (size_t i = 0; i < h->copy_count; i++) {
		json_t *whole = passage_of(&h->copies[i]), *one = json_object();

		for (size_t k = 0; k < sizeof members / sizeof *members; k++)
			json_object_set(one, members[k], json_object_get(whole, members[k]));
		json_array_append_new(array, one);
		json_decref(whole);
	}
	return array;
}

/* The passage's members with the query's put between them, in the contract's order. */
static json_t *hit_object(struct notes *n, size_t i, const struct library *l)
{
	const struct hit *h = &n->answer->hits[i];
	const struct print_options *o = n->options;
	json_t *passage = passage_of(h), *all = json_object(), *value;
	struct snippet snippet;
	const char *key;

	snippet_init(&snippet);
	snippet_make(&snippet, h, l->lists, o->context);
	json_object_foreach (passage, key, value) {
		json_object_set(all, key, value);
		if (strcmp(key, "schema") == 0) {
			if (o->qid.len != 0)
				json_object_set_new(all, "query", json_text(o->qid));
			json_object_set_new(all, "rank", json_integer(h->rank));
			json_object_set_new(all, "score", json_real(round(h->score * SCORE_STEPS) / SCORE_STEPS));
		} else if (strcmp(key, "id") == 0) {
			json_object_set_new(all, "match", json_string(match_names[h->match]));
			if (hit_form(h).len != 0)
				json_object_set_new(all, "form", json_text(hit_form(h)));
			json_object_set_new(all, "missing", missing(h));
		} else if (strcmp(key, "lead_in") == 0) {
			json_object_set_new(all, "snippet", snippet_object(&snippet));
		}
	}
	if (link_is_known(&h->source.meta))
		json_object_set_new(all, "link", link_of(n, h, &snippet));
	if (h->copy_count != 0)
		json_object_set_new(all, "also", also(h));
	if (o->cite != CITE_PLAIN)
		json_object_set_new(all, "cite", cite_object(n, i));
	snippet_release(&snippet);
	json_decref(passage);
	return all;
}

void print_json(struct buf *out, const struct answer *a, const struct library *l,
                const struct print_options *o)
{
	struct notes notes;

	notes_init(&notes, a, l, o);
	for (size_t i = 0; i < a->count; i++)
		json_line(out, hit_object(&notes, i, l));
	notes_release(&notes);
}

void print_json_passage(struct buf *out, struct hit *h, const struct library *l, const struct print_options *o)
{
	struct answer alone = {.hits = h, .count = 1};
	json_t *passage = passage_of(h);
	struct notes notes;

	h->rank = 1; /* which note a short form refers to */
	notes_init(&notes, &alone, l, o);
	if (o->cite != CITE_PLAIN)
		json_object_set_new(passage, "cite", cite_object(&notes, 0));
	json_line(out, passage);
	notes_release(&notes);
}
