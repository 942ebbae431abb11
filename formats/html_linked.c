/* html_linked.c: what a page says of itself in JSON-LD. */
#include "formats/html_meta.h"

#include <jansson.h>

#define LD_DEPTH_MAX 6 /* objects inside one another that are looked at */

static struct span json_span(const json_t *value)
{
	return json_is_string(value) ? span_make(json_string_value(value), json_string_length(value)) : span_make("", 0);
}

static bool is_publication(const json_t *object)
{
	static const char *const types[] = {"Article", "NewsArticle", "Report", "ScholarlyArticle", "BlogPosting", "TechArticle",
	                                    "CreativeWork", "WebPage", "PublicationIssue", "Legislation", "DigitalDocument", NULL};
	const json_t *type = json_object_get(object, "@type");

	if (json_is_array(type))
		type = json_array_get(type, 0);
	for (int i = 0; types[i] != NULL; i++)
		if (span_eq_str(json_span(type), types[i]))
			return true;
	return false;
}

/* A name given as a string, an object with a name, or the first of several. */
static struct span json_name(const json_t *value)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	return json_is_object(value) ? json_span(json_object_get(value, "name")) : json_span(value);
}

static bool is_body(const json_t *value)
{
	if (json_is_array(value))
		value = json_array_get(value, 0);
	return span_ends(json_span(json_object_get(value, "@type")), "Organization");
}

static void read_publication(struct metadata *m, const json_t *object)
{
	const json_t *language = json_object_get(object, "inLanguage");

	html_meta_set(m, "title", json_span(json_object_get(object, "headline")));
	html_meta_set(m, "date", json_span(json_object_get(object, "datePublished")));
	html_meta_set(m, "publisher", json_name(json_object_get(object, "publisher")));
	if (is_body(json_object_get(object, "author")))
		html_meta_set(m, "publisher", json_name(json_object_get(object, "author")));
	html_meta_set(m, "language", json_is_object(language) ? json_span(json_object_get(language, "alternateName")) : json_span(language));
}

/* Objects in arrays and in @graph; nothing deeper says what the page is. */
static void read_json(struct metadata *m, const json_t *value, int depth)
{
	const json_t *item;
	size_t i;

	if (depth > LD_DEPTH_MAX)
		return;
	if (json_is_array(value)) {
		json_array_foreach (value, i, item)
			read_json(m, item, depth + 1);
	} else if (json_is_object(value)) {
		if (is_publication(value))
			read_publication(m, value);
		read_json(m, json_object_get(value, "@graph"), depth + 1);
	}
}

void html_linked_read(struct metadata *m, const struct html_tree *t)
{
	for (size_t i = 0; i < t->count; i++) {
		json_t *value;
		struct buf b;

		if (!html_is(t, i, GUMBO_TAG_SCRIPT) || !span_eq_str(html_attribute(t, i, "type"), "application/ld+json"))
			continue;
		buf_init(&b);
		html_add_text(&b, t, i);
		value = json_loadb(b.data, b.len, 0, NULL);
		read_json(m, value, 0);
		json_decref(value);
		buf_release(&b);
	}
}
