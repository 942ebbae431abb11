#include "searcher/web/view.h"

#include "render/json.h"
#include "searcher/web/limits.h"
#include "searcher/web/hrefs.h"
#include "text/aliases.h"
#include "text/fold.h"
#include "text/instrument_title.h"

#include <stdio.h>
#include <stdlib.h>

const char *const search_state[] = {"q",    "publisher", "country", "date",       "language", "kind", "instrument", "source", "in",
                                    "sort", "exact",     "all",        "per_source", "looseness", "context", "copies", "cite",
                                    "limit", "ui",       NULL};

#define COUNTRY_CODE_MAX 3 /* letters */

/* What a facet is called, and which parameter narrows by it. */
static const struct {
	const char *name, *parameter, *without;
} kinds[FACET_KINDS] = {
	[FACET_PUBLISHER] = {"facet_publisher", "publisher", "unknown"},
	[FACET_YEAR] = {"facet_year", "date", "undated"},
	[FACET_COUNTRY] = {"facet_country", "country", "unknown"},
	[FACET_LANGUAGE] = {"facet_language", "language", "unknown"},
	[FACET_KIND] = {"facet_kind", "kind", "unknown"},
	[FACET_INSTRUMENT] = {"facet_instrument", "instrument", "no_instrument"},
};

void view_add_instrument(struct buf *out, const struct library *l, struct span id)
{
	size_t before = out->len;

	instrument_title(library_instruments(l), id, out);
	/* "the Criminal Code": in a list the article is in the way of the eye. */
	if (span_starts(span_make(out->data + before, out->len - before), "the ")) {
		memmove(out->data + before, out->data + before + 4, out->len - before - 4);
		out->len -= 4;
		out->data[out->len] = '\0';
	}
}

/* As the catalogue has it, but a code is no name for people. */
static void add_country(struct buf *out, const struct library *l, struct span name)
{
	struct span code = aliases_id(library_aliases(l), ALIAS_COUNTRY, name), listed = {0};

	if (name.len <= COUNTRY_CODE_MAX && code.len != 0)
		listed = instrument_country(library_instruments(l), code);
	buf_add_span(out, listed.len != 0 ? listed : name);
}

/* What stands in the address for a value, and what a person reads. */
static void name_value(const struct page *p, const struct library *l, const struct holdings *h, enum facet_kind kind,
                       uint32_t number, struct buf *value, struct buf *label)
{
	switch (kind) {
	case FACET_PUBLISHER:
		buf_add_span(value, h->publishers.name[number]);
		buf_add_span(label, h->publishers.name[number]);
		break;
	case FACET_YEAR:
		buf_addf(value, "%04u", (unsigned)number);
		buf_addf(label, "%u", (unsigned)number);
		break;
	case FACET_COUNTRY:
		buf_add_span(value, h->countries.name[number]);
		add_country(label, l, h->countries.name[number]);
		break;
	case FACET_LANGUAGE:
		buf_add_str(value, l->languages[number]->code);
		page_add_language(p, label, l->languages[number]->code);
		break;
	case FACET_KIND:
		buf_add_span(value, h->kinds.name[number]);
		buf_add_span(label, h->kinds.name[number]);
		break;
	default:
		buf_add_span(value, h->instruments.name[number]);
		view_add_instrument(label, l, h->instruments.name[number]);
	}
}

/* Whether two values narrow alike: publishers and kinds whatever their case and accents. */
static bool is_same(struct span a, struct span b)
{
	struct buf x, y;
	bool same;

	buf_init(&x);
	buf_init(&y);
	fold_phrase(&x, a);
	fold_phrase(&y, b);
	same = span_eq(buf_span(&x), buf_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* Whether two names narrow alike: those of one body do, and those of one country. */
static bool is_same_alias(const struct library *l, enum alias_kind kind, struct span a, struct span b)
{
	struct span x = aliases_id(library_aliases(l), kind, a), y = aliases_id(library_aliases(l), kind, b);

	return is_same(a, b) || (x.len != 0 && span_eq(x, y));
}

static bool is_chosen(const struct library *l, enum facet_kind kind, struct span in_force, struct span value)
{
	if (in_force.len == 0)
		return false;
	if (kind == FACET_PUBLISHER || kind == FACET_COUNTRY)
		return is_same_alias(l, kind == FACET_PUBLISHER ? ALIAS_PUBLISHER : ALIAS_COUNTRY, in_force, value);
	return is_same(in_force, value);
}

/*
 * What would find another number than the one shown has no link: the name of
 * several countries, which finds them all, and what stands beside a value in
 * force, which it would take the place of. Years are within the dates in force.
 */
static bool has_link(const struct library *l, enum facet_kind kind, struct span in_force, struct span value, bool chosen)
{
	struct span ids[ALIAS_IDS_MAX];

	if (value.len == 0 || (kind == FACET_COUNTRY && aliases_find(library_aliases(l), ALIAS_COUNTRY, value, ids) > 1))
		return false;
	return chosen || in_force.len == 0 || kind == FACET_YEAR;
}

static json_t *value_object(const struct page *p, const struct library *l, const struct holdings *h,
                            enum facet_kind kind, const struct facet_value *v)
{
	struct span in_force = web_value(p->request, kinds[kind].parameter);
	struct buf value, label, link;
	json_t *o = json_object();
	bool chosen;

	buf_init(&value);
	buf_init(&label);
	buf_init(&link);
	name_value(p, l, h, kind, v->number, &value, &label);
	chosen = is_chosen(l, kind, in_force, buf_span(&value));
	href_with(&link, HREF_SEARCH, p->request, search_state, kinds[kind].parameter,
	          chosen ? span_make("", 0) : buf_span(&value));
	page_set(o, "label", buf_span(&label));
	page_set(o, "link", has_link(l, kind, in_force, buf_span(&value), chosen) ? buf_span(&link) : span_make("", 0));
	page_set_number(p, o, "count", v->count);
	json_object_set_new(o, "chosen", json_boolean(chosen));
	buf_release(&value);
	buf_release(&label);
	buf_release(&link);
	return o;
}

static json_t *facet_object(const struct page *p, const struct library *l, const struct holdings *h,
                            enum facet_kind kind, const struct facet *f)
{
	json_t *o = json_object(), *values = json_array(), *without = json_object();
	size_t shown = f->count > SERVE_FACET_VALUES ? SERVE_FACET_VALUES : f->count;

	page_set_text(p, o, "name", kinds[kind].name);
	for (size_t i = 0; i < shown; i++)
		json_array_append_new(values, value_object(p, l, h, kind, &f->value[i]));
	json_object_set_new(o, "values", values);
	page_set_text(p, without, "label", kinds[kind].without);
	page_set_number(p, without, "count", f->without);
	json_object_set_new(o, "without", f->without == 0 ? json_null() : json_incref(without));
	json_decref(without);
	json_object_set_new(o, "others", json_null());
	if (f->count > shown) {
		page_set_number(p, o, "others", f->count - shown);
		page_set_filled(p, o, "others", "facet_others");
	}
	return o;
}

json_t *view_facets(const struct page *p, const struct desk *d, const struct holdings *h, const struct facets *f)
{
	json_t *array = json_array();

	for (size_t i = 0; i < FACET_KINDS; i++)
		if (f->of[i].count != 0)
			json_array_append_new(array, facet_object(p, &d->library, h, (enum facet_kind)i, &f->of[i]));
	return array;
}

/* ---- filters in force ---- */

json_t *view_kept(const struct page *p, const char *const *names)
{
	json_t *array = json_array();

	for (; *names != NULL; names++) {
		struct span value = web_value(p->request, *names);
		json_t *o;

		if (value.len == 0)
			continue;
		o = json_object();
		page_set_string(o, "name", *names);
		page_set(o, "value", value);
		json_array_append_new(array, o);
	}
	return array;
}

static void add_filter_value(const struct page *p, const struct library *l, const char *name, struct span value,
                             struct buf *out)
{
	char *code;

	if (strcmp(name, "instrument") == 0) {
		view_add_instrument(out, l, value);
	} else if (strcmp(name, "country") == 0) {
		add_country(out, l, value);
	} else if (strcmp(name, "language") == 0) {
		code = mem_spandup(value);
		page_add_language(p, out, code);
		free(code);
	} else {
		buf_add_span(out, value);
	}
}

json_t *view_chosen(const struct page *p, const struct desk *d)
{
	static const char *const filters[] = {"publisher", "country", "date", "language", "kind", "instrument", "source"};
	json_t *array = json_array();
	struct buf text, link;
	char key[32];

	buf_init(&text);
	buf_init(&link);
	for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
		struct span value = web_value(p->request, filters[i]);
		json_t *o;

		if (value.len == 0)
			continue;
		o = json_object();
		buf_clear(&text);
		buf_clear(&link);
		snprintf(key, sizeof key, "filter_%s", filters[i]);
		page_set_text(p, o, "name", key);
		add_filter_value(p, &d->library, filters[i], value, &text);
		page_set(o, "value", buf_span(&text));
		href_with(&link, HREF_SEARCH, p->request, search_state, filters[i], span_make("", 0));
		page_set(o, "link", buf_span(&link));
		json_array_append_new(array, o);
	}
	buf_release(&text);
	buf_release(&link);
	return array;
}
