#include "searcher/web/page.h"

#include "render/cite.h"
#include "render/json.h"
#include "searcher/web/assets.h"
#include "searcher/web/hrefs.h"
#include "searcher/web/template.h"

#include <assert.h>
#include <stdlib.h>

static const char *const own_names[] = {"ui", NULL};

/* ---- the frame ---- */

static struct span find_template(const void *context, struct span name)
{
	struct buf file;
	struct span found;

	(void)context;
	buf_init(&file);
	buf_add_span(&file, name);
	buf_add_str(&file, ".html");
	found = asset_find(buf_span(&file));
	buf_release(&file);
	return found;
}

static struct span find_text(const void *context, struct span key)
{
	return text_find(((const struct page *)context)->tongue, key);
}

/* A page of the site, with the tongue if one was asked for. */
static void set_own(const struct page *p, json_t *object, const char *name, const char *page)
{
	struct buf link;

	buf_init(&link);
	buf_add_str(&link, p->root);
	href_with(&link, page, p->request, own_names, NULL, span_make("", 0));
	page_set(object, name, buf_span(&link));
	buf_release(&link);
}

static json_t *links(const struct page *p)
{
	json_t *o = json_object();

	set_own(p, o, "search", HREF_SEARCH);
	set_own(p, o, "sources", "sources");
	set_own(p, o, "provisions", "provisions");
	set_own(p, o, "quote", "quote");
	return o;
}

static json_t *here_object(enum page_here here)
{
	json_t *o = json_object();

	json_object_set_new(o, "search", json_boolean(here == HERE_SEARCH));
	json_object_set_new(o, "sources", json_boolean(here == HERE_SOURCES));
	json_object_set_new(o, "provisions", json_boolean(here == HERE_PROVISIONS));
	json_object_set_new(o, "quote", json_boolean(here == HERE_QUOTE));
	return o;
}

static json_t *tongues(const struct page *p, const char *address, const char *const *names)
{
	json_t *array = json_array();
	struct buf link;

	buf_init(&link);
	for (size_t i = 0; i < TONGUES; i++) {
		json_t *o = json_object();

		buf_clear(&link);
		buf_add_str(&link, p->root);
		href_with(&link, address, p->request, names, "ui", span_of(tongue_codes[i]));
		page_set(o, "link", buf_span(&link));
		page_set_string(o, "code", tongue_codes[i]);
		page_set_string(o, "label", tongue_names[i]);
		json_object_set_new(o, "current", json_boolean(i == (size_t)p->tongue));
		json_array_append_new(array, o);
	}
	buf_release(&link);
	return array;
}

/* "../" for each folder of the path; a path that is deeper than any of ours leads to the deepest. */
static const char *root_of(struct span path)
{
	static const char up[] = "../../../../../../../../";
	size_t folders = 0;

	for (size_t i = 1; i < path.len; i++)
		folders += path.data[i] == '/';
	if (folders > (sizeof up - 1) / 3)
		folders = (sizeof up - 1) / 3;
	return up + (sizeof up - 1) - folders * 3;
}

void page_init(struct page *p, const struct web_request *q, enum page_here here, const char *address,
               const char *const *names)
{
	struct span asked = web_value(q, "ui");

	*p = (struct page){.request = q, .tongue = tongue_choose(asked, q->languages), .root = root_of(q->path),
	                   .values = json_object()};
	page_set_string(p->values, "root", p->root);
	page_set_string(p->values, "ui", tongue_codes[p->tongue]);
	json_object_set_new(p->values, "ui_given", json_boolean(asked.len != 0));
	set_own(p, p->values, "home", HREF_SEARCH);
	json_object_set_new(p->values, "links", links(p));
	json_object_set_new(p->values, "here", here_object(here));
	json_object_set_new(p->values, "tongues",
	                    tongues(p, address == NULL ? HREF_SEARCH : address, names == NULL ? own_names : names));
}

void page_finish(struct page *p, const char *template, struct web_reply *r, struct buf *body)
{
	struct template_set set = {find_template, find_text, p};

	template_render(body, &set, template, p->values);
	json_decref(p->values);
	p->values = NULL;
	r->type = span_of("text/html; charset=utf-8");
	r->body = buf_span(body);
}

/* ---- values ---- */

void page_set(json_t *object, const char *name, struct span text)
{
	json_object_set_new(object, name, text.len == 0 ? json_null() : json_text(text));
}

void page_set_string(json_t *object, const char *name, const char *text)
{
	json_object_set_new(object, name, json_or_null(text));
}

void page_set_wrong(const struct page *p, const char *error)
{
	page_set_string(p->values, "wrong", error != NULL && strncmp(error, "--", 2) == 0 ? error + 2 : error);
}

void page_set_number(const struct page *p, json_t *object, const char *name, uint64_t n)
{
	struct buf text;

	buf_init(&text);
	text_add_number(&text, p->tongue, n);
	page_set(object, name, buf_span(&text));
	buf_release(&text);
}

void page_set_count(const struct page *p, json_t *object, const char *name, const char *key, uint64_t n)
{
	struct buf text;

	buf_init(&text);
	text_add_count(&text, p->tongue, key, n);
	page_set(object, name, buf_span(&text));
	buf_release(&text);
}

void page_set_text(const struct page *p, json_t *object, const char *name, const char *key)
{
	struct span text = text_find(p->tongue, span_of(key));

	assert(text.data != NULL);
	page_set(object, name, text);
}

static const char *value_of(const struct page *p, json_t *object, struct span name)
{
	char key[64];
	json_t *value;

	assert(name.len < sizeof key);
	memcpy(key, name.data, name.len);
	key[name.len] = '\0';
	value = json_object_get(object, key);
	if (value == NULL)
		value = json_object_get(p->values, key);
	return json_is_string(value) ? json_string_value(value) : "";
}

void page_set_filled(const struct page *p, json_t *object, const char *name, const char *key)
{
	struct span text = text_find(p->tongue, span_of(key));
	struct buf out;
	const char *open;

	assert(text.data != NULL);
	buf_init(&out);
	while ((open = memchr(text.data, '{', text.len)) != NULL) {
		size_t before = (size_t)(open - text.data);
		const char *end = memchr(open, '}', text.len - before);

		assert(end != NULL);
		buf_add(&out, text.data, before);
		buf_add_str(&out, value_of(p, object, span_make(open + 1, (size_t)(end - open - 1))));
		text = span_make(end + 1, text.len - (size_t)(end + 1 - text.data));
	}
	buf_add_span(&out, text);
	page_set(object, name, buf_span(&out));
	buf_release(&out);
}

json_t *page_part(struct span text, const char *kind)
{
	json_t *o = json_object();

	/* A name that is absent would be looked for further out. */
	json_object_set_new(o, "plain", json_false());
	json_object_set_new(o, "mark", json_false());
	json_object_set_new(o, "call", json_false());
	json_object_set_new(o, "page", json_false());
	json_object_set_new(o, kind, json_true());
	json_object_set_new(o, "text", json_text(text));
	return o;
}

/* A date for people: in English as citations have it, else as it is recorded; "undated". */
static void set_date(const struct page *p, json_t *object, const char *name, const char *iso)
{
	struct buf text;

	if (iso == NULL || *iso == '\0') {
		page_set_text(p, object, name, "undated");
		return;
	}
	buf_init(&text);
	if (p->tongue == TONGUE_EN)
		cite_date(&text, iso);
	else
		buf_add_str(&text, iso);
	page_set(object, name, buf_span(&text));
	buf_release(&text);
}

void page_add_language(const struct page *p, struct buf *out, const char *code)
{
	struct buf key;
	struct span name;

	buf_init(&key);
	buf_addf(&key, "lang_%s", code == NULL || *code == '\0' ? "unknown" : code);
	name = text_find(p->tongue, buf_span(&key));
	if (name.data != NULL)
		buf_add_span(out, name);
	else
		buf_add_str(out, code);
	buf_release(&key);
}

static void set_publishers(json_t *object, const struct metadata *m)
{
	struct buf all;

	buf_init(&all);
	for (size_t i = 0; i < m->publisher_count; i++)
		buf_addf(&all, "%s%s", i == 0 ? "" : "; ", m->publishers[i]);
	page_set(object, "publishers", buf_span(&all));
	buf_release(&all);
}

/* The word that stands for a title and a kind that are not known is the interface's; a kind is the source's own. */
static void set_title(const struct page *p, json_t *object, const struct source *s)
{
	static const char untitled[] = "untitled";
	struct span word = text_find(p->tongue, span_of(untitled)), rest;
	struct buf title, shown;

	buf_init(&title);
	buf_init(&shown);
	cite_title(&title, s);
	rest = buf_span(&title);
	if ((s->meta.title == NULL || *s->meta.title == '\0') && span_starts(rest, untitled)) {
		buf_add_span(&shown, word);
		rest = span_make(rest.data + strlen(untitled), rest.len - strlen(untitled));
	}
	buf_add_span(&shown, rest);
	page_set(object, "title", buf_span(&shown));
	buf_release(&title);
	buf_release(&shown);
}

void page_set_source(const struct page *p, json_t *object, const struct source *s)
{
	const struct metadata *m = &s->meta;

	set_title(p, object, s);
	set_publishers(object, m);
	set_date(p, object, "date", m->date);
	page_set_string(object, "symbol", m->symbol);
	page_set_string(object, "source_kind", cite_is_digest(s) ? NULL : m->kind);
	page_set_string(object, "source_lang", m->language);
	json_object_set_new(object, "digest", json_boolean(cite_is_digest(s)));
	page_set_string(object, "url", m->url != NULL && href_is_safe(span_of(m->url)) ? m->url : NULL);
}

/* ---- parts of a long answer ---- */

static void set_part_link(const struct page *p, const char *member, const char *address, const char *const *names,
                          size_t number)
{
	struct buf link, digits;

	buf_init(&link);
	buf_init(&digits);
	buf_addf(&digits, "%zu", number);
	href_with(&link, address, p->request, names, NULL, span_make("", 0));
	if (number > 1)
		href_add(&link, "page", buf_span(&digits));
	page_set(p->values, member, buf_span(&link));
	buf_release(&link);
	buf_release(&digits);
}

void page_set_parts(const struct page *p, const char *address, const char *const *names, size_t at, size_t count)
{
	json_object_set_new(p->values, "previous", json_null());
	json_object_set_new(p->values, "next", json_null());
	if (at > 0)
		set_part_link(p, "previous", address, names, at);
	if (at + 1 < count)
		set_part_link(p, "next", address, names, at + 2);
	page_set_number(p, p->values, "page", at + 1);
	page_set_number(p, p->values, "page_count", count == 0 ? 1 : count);
	json_object_set_new(p->values, "parts_of", json_boolean(count > 1));
}

size_t page_part_asked(const struct web_request *q, size_t count)
{
	struct span text = web_value(q, "page");
	size_t n = 0;

	for (size_t i = 0; i < text.len && text.data[i] >= '0' && text.data[i] <= '9' && n <= count; i++)
		n = n * 10 + (size_t)(text.data[i] - '0');
	if (n > count)
		n = count;
	return n == 0 ? 0 : n - 1;
}
