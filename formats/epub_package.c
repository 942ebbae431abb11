#include "formats/epub.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "formats/xml.h"
#include "text/percent.h"


/* The name without our prefix: books are careless about namespaces. */
static const char *local(const char *name)
{
	const char *colon = strrchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

static bool has_word(const char *list, const char *word)
{
	size_t len = strlen(word);

	for (const char *at = list; at != NULL && (at = strcasestr(at, word)) != NULL; at += len)
		if ((at == list || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

static void nothing(void *context, const char *name)
{
	(void)context, (void)name;
}

/* ---- container.xml ---- */

static void container_start(void *context, const char *name, struct xml *a)
{
	char *out = context;
	const char *path = xml_get(a, "full-path");

	if (out[0] == '\0' && xml_is(local(name), "rootfile") && path != NULL && strlen(path) <= EPUB_PATH_MAX)
		strcpy(out, path);
}

bool epub_find_package(char out[EPUB_PATH_MAX + 1], struct span container, char **reason)
{
	static const struct xml_reader reader = {container_start, nothing, NULL};

	out[0] = '\0';
	if (!xml_read(container, "container.xml", &reader, out, reason))
		return false;
	if (out[0] == '\0')
		*reason = mem_strdup("it names no package");
	return out[0] != '\0';
}

/* ---- references ---- */

/* Takes out "." and ".." between slashes; what leads out of the archive leads to its top. */
static void normalise(struct buf *path)
{
	size_t to = 0;

	for (size_t at = 0; at < path->len;) {
		size_t end = at;

		while (end < path->len && path->data[end] != '/')
			end++;
		if (end - at == 2 && path->data[at] == '.' && path->data[at + 1] == '.') {
			to -= to > 0;
			while (to > 0 && path->data[to - 1] != '/')
				to--;
		} else if (end - at > 1 || (end - at == 1 && path->data[at] != '.')) {
			memmove(path->data + to, path->data + at, end - at);
			to += end - at;
			if (end < path->len)
				path->data[to++] = '/';
		}
		at = end + 1;
	}
	path->len = to;
	path->data[to] = '\0';
}

/* The folder of a path, with its slash. */
static struct span folder_of(struct span path)
{
	while (path.len != 0 && path.data[path.len - 1] != '/')
		path.len--;
	return path;
}

static void resolve_path(struct buf *out, struct span folder, struct span reference)
{
	buf_clear(out);
	if (reference.len == 0 || reference.data[0] != '/')
		buf_add_span(out, folder);
	percent_add(out, reference);
	normalise(out);
}

size_t epub_resolve(struct epub *e, struct span from, struct span reference, struct span *fragment)
{
	const char *hash = memchr(reference.data, '#', reference.len);
	struct span path = hash == NULL ? reference : span_make(reference.data, (size_t)(hash - reference.data));
	const uint32_t *place;
	struct buf b;

	*fragment = hash == NULL ? span_make("", 0) : span_make(hash + 1, reference.len - (size_t)(hash + 1 - reference.data));
	buf_init(&b);
	if (path.len == 0)
		buf_add_span(&b, from);
	else
		resolve_path(&b, folder_of(from), path);
	place = strmap_get(&e->by_path, buf_span(&b));
	buf_release(&b);
	return place == NULL ? EPUB_NONE : *place - 1;
}

/* ---- the package ---- */

struct package {
	struct epub *e;
	const char *field;    /* of the metadata element that is open; NULL */
	bool published;       /* it is the date of publication */
	bool dated;           /* such a date was taken */
	struct buf value, creator;
};

static void add_item(struct epub *e, struct xml *a)
{
	const char *id = xml_get(a, "id"), *href = xml_get(a, "href"), *type = xml_get(a, "media-type"), *properties = xml_get(a, "properties");
	struct epub_item item = {.text = type != NULL && (xml_is(type, "application/xhtml+xml") || xml_is(type, "text/html") || xml_is(type, "text/x-oeb1-document"))};
	struct buf path;
	bool is_new;

	if (id == NULL || href == NULL)
		return;
	if (e->item_count == EPUB_ITEMS_MAX) {
		e->fault = "more files than we read";
		return;
	}
	buf_init(&path);
	resolve_path(&path, span_of(e->folder), span_of(href));
	item.path = pool_span(&e->pool, buf_span(&path));
	item.navigation = has_word(properties, "nav");
	ARRAY_GROW(e->items, e->item_count, e->item_cap);
	e->items[e->item_count++] = item;
	*strmap_put(&e->by_id, span_of(id), NULL) = (uint32_t)e->item_count;
	*strmap_put(&e->by_path, item.path, &is_new) = (uint32_t)e->item_count;
	buf_release(&path);
}

static void add_chapter(struct epub *e, struct xml *a)
{
	const char *id = xml_get(a, "idref");
	const uint32_t *place = id == NULL ? NULL : strmap_get(&e->by_id, span_of(id));

	if (place == NULL) {
		e->fault = "its order of reading names a file that it does not list";
		return;
	}
	if (!e->items[*place - 1].text || e->items[*place - 1].chapter)
		return;
	e->items[*place - 1].chapter = true;
	ARRAY_GROW(e->spine, e->spine_count, e->spine_cap);
	e->spine[e->spine_count++] = *place - 1;
}

/* What an older package says a chapter is. */
static void take_guide(struct epub *e, struct xml *a)
{
	const char *type = xml_get(a, "type"), *href = xml_get(a, "href");
	struct span fragment;
	size_t item;

	if (type == NULL || href == NULL || !xml_is(type, "toc"))
		return;
	item = epub_resolve(e, span_of(e->folder), span_of(href), &fragment);
	if (item != EPUB_NONE && fragment.len == 0)
		e->items[item].contents = true;
}

static void package_start(void *context, const char *name, struct xml *a)
{
	static const char *const fields[] = {"title", "publisher", "creator", "date", "language", "identifier"};
	struct package *p = context;
	const char *event = xml_get(a, "opf:event") != NULL ? xml_get(a, "opf:event") : xml_get(a, "event");

	p->field = NULL;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (span_starts(span_of(name), "dc:") && xml_is(local(name), fields[i]))
			p->field = fields[i];
	p->published = event == NULL || xml_is(event, "publication");
	buf_clear(&p->value);
	if (xml_is(local(name), "item"))
		add_item(p->e, a);
	else if (xml_is(local(name), "itemref"))
		add_chapter(p->e, a);
	else if (xml_is(local(name), "reference"))
		take_guide(p->e, a);
	else if (xml_is(local(name), "spine") && xml_get(a, "toc") != NULL)
		p->e->ncx = pool_span(&p->e->pool, span_of(xml_get(a, "toc")));
}

static void package_text(void *context, struct span text)
{
	struct package *p = context;

	for (size_t i = 0; p->field != NULL && i < text.len && p->value.len < METADATA_VALUE_MAX; i++)
		if ((unsigned char)text.data[i] > ' ')
			buf_add_char(&p->value, text.data[i]);
		else if (p->value.len != 0 && p->value.data[p->value.len - 1] != ' ')
			buf_add_char(&p->value, ' ');
}

/* Sets a field that is unknown; a bad value leaves it so. */
static void set(struct metadata *m, const char *field, struct span value)
{
	struct metadata own;
	char *error = NULL;

	metadata_init(&own);
	if (metadata_set(&own, span_of(field), value, &error))
		metadata_fill(m, &own);
	metadata_release(&own);
	free(error);
}

/* "2019-05-01T00:00:00Z" as a day; programs that know none write year 101. */
static void take_date(struct package *p, struct span value)
{
	if (!p->published || p->dated || value.len < 4 || value.data[0] == '0')
		return;
	if (value.len > 10 && value.data[10] == 'T')
		value.len = 10;
	set(&p->e->document->front, "date", value);
	p->dated = p->e->document->front.date != NULL;
}

static void package_end(void *context, const char *name)
{
	struct package *p = context;
	struct metadata *m = &p->e->document->front;
	struct span value = span_trim(buf_span(&p->value));

	(void)name;
	if (p->field == NULL || value.len == 0)
		return;
	for (size_t i = 0; i < value.len; i++)
		if (value.data[i] == ';' && (xml_is(p->field, "publisher") || xml_is(p->field, "creator")))
			p->value.data[(size_t)(value.data - p->value.data) + i] = ','; /* a semicolon parts publishers */
	if (xml_is(p->field, "date"))
		take_date(p, value);
	else if (xml_is(p->field, "identifier") && (span_starts(value, "http://") || span_starts(value, "https://")))
		set(m, "url", value);
	else if (xml_is(p->field, "creator"))
		buf_addf(&p->creator, "%s%.*s", p->creator.len == 0 ? "" : ";", (int)value.len, value.data);
	else if (!xml_is(p->field, "identifier"))
		set(m, p->field, value);
	p->field = NULL;
}

bool epub_read_package(struct epub *e, struct span opf, char **reason)
{
	static const struct xml_reader reader = {package_start, package_end, package_text};
	struct package p = {.e = e};
	bool good;

	buf_init(&p.value);
	buf_init(&p.creator);
	good = xml_read(opf, "the package", &reader, &p, reason);
	if (good && e->fault != NULL) {
		*reason = mem_strdup(e->fault);
		good = false;
	}
	if (good && e->document->front.publisher_count == 0)
		set(&e->document->front, "publisher", buf_span(&p.creator));
	buf_release(&p.value);
	buf_release(&p.creator);
	return good;
}

/* ---- printed pages ---- */

struct page_list {
	struct epub *e;
	struct span path;      /* of the list */
	int depth, inside;     /* elements open; that of the list, 0: none is */
	bool label, link;
	struct buf text, target;
};

static void take_page(struct page_list *l)
{
	struct span fragment;
	size_t item = epub_resolve(l->e, l->path, buf_span(&l->target), &fragment);
	struct buf key;

	if (item == EPUB_NONE || fragment.len == 0 || span_trim(buf_span(&l->text)).len == 0)
		return;
	buf_init(&key);
	buf_addf(&key, "%zu#%.*s", item, (int)fragment.len, fragment.data);
	ARRAY_GROW(l->e->labels, l->e->label_count, l->e->label_cap);
	l->e->labels[l->e->label_count++] = pool_span(&l->e->pool, span_trim(buf_span(&l->text)));
	*strmap_put(&l->e->pages, buf_span(&key), NULL) = (uint32_t)l->e->label_count;
	buf_release(&key);
}

/* <nav epub:type="page-list"> … <a href>12</a>, or <pageTarget> … <text>12</text> … <content src/>. */
static void pages_start(void *context, const char *name, struct xml *a)
{
	struct page_list *l = context;
	const char *type = xml_get(a, "epub:type"), *target = xml_get(a, xml_is(local(name), "content") ? "src" : "href");

	l->depth++;
	if (l->inside == 0 && ((xml_is(local(name), "nav") && has_word(type, "page-list")) || xml_is(local(name), "pageTarget")))
		l->inside = l->depth;
	if (l->inside == 0)
		return;
	if (xml_is(local(name), "a") || xml_is(local(name), "text"))
		buf_clear(&l->text);
	l->label |= xml_is(local(name), "a") || xml_is(local(name), "text");
	if ((xml_is(local(name), "a") || xml_is(local(name), "content")) && target != NULL) {
		buf_clear(&l->target);
		buf_add_str(&l->target, target);
	}
	if (xml_is(local(name), "content"))
		take_page(l);
}

static void pages_end(void *context, const char *name)
{
	struct page_list *l = context;

	if (l->inside != 0 && xml_is(local(name), "a"))
		take_page(l);
	if (xml_is(local(name), "a") || xml_is(local(name), "text"))
		l->label = false;
	if (l->depth == l->inside)
		l->inside = 0;
	l->depth--;
}

static void pages_text(void *context, struct span text)
{
	struct page_list *l = context;

	if (l->inside != 0 && l->label && l->text.len + text.len < METADATA_VALUE_MAX)
		buf_add_span(&l->text, text);
}

bool epub_read_pages(struct epub *e, struct span list, struct span path, char **reason)
{
	static const struct xml_reader reader = {pages_start, pages_end, pages_text};
	struct page_list l = {.e = e, .path = path};
	bool good;

	buf_init(&l.text);
	buf_init(&l.target);
	good = xml_read(list, "the list of contents", &reader, &l, reason);
	buf_release(&l.text);
	buf_release(&l.target);
	return good;
}

/* ---- encryption ---- */

struct seal {
	struct epub *e;
	bool chapter;
};

static void seal_start(void *context, const char *name, struct xml *a)
{
	struct seal *s = context;
	const char *uri = xml_get(a, "URI");
	struct span fragment;
	size_t item;

	if (!xml_is(local(name), "CipherReference") || uri == NULL)
		return;
	item = epub_resolve(s->e, span_make("", 0), span_of(uri), &fragment);
	s->chapter |= item != EPUB_NONE && s->e->items[item].chapter;
}

bool epub_is_sealed(struct epub *e, struct span encryption)
{
	static const struct xml_reader reader = {seal_start, nothing, NULL};
	struct seal s = {e, false};
	char *reason = NULL;
	bool good = xml_read(encryption, "encryption.xml", &reader, &s, &reason);

	free(reason);
	return !good || s.chapter;
}
