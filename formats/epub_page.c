/*
 * epub_page.c: chapters put one after another into one HTML page, which is then
 * read as a whole, so that a note in one chapter is joined to its call in
 * another. Ids become "N-id" of chapter N, and references follow them. XHTML is
 * taken apart by its signs alone: elements that XML closes in place ("<a/>") get
 * an end tag, which HTML needs.
 */
#include "formats/epub.h"

#include <strings.h>

#define ATTRIBUTES_MAX 64 /* of an element; more are left out */

struct attribute {
	struct span name, value; /* the value as it stands, without its quotes */
};

struct element {
	struct span name;
	struct attribute attributes[ATTRIBUTES_MAX];
	size_t count;
	bool closed;              /* in place */
	size_t end;               /* first byte after it */
};

struct copying {
	struct epub *e;
	struct buf *page;
	struct span s;            /* the chapter */
	size_t item;
};

static bool named(struct span name, const char *other)
{
	return name.len == strlen(other) && strncasecmp(name.data, other, name.len) == 0;
}

static bool among(struct span name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (named(name, *names))
			return true;
	return false;
}

/* ---- taking tags apart ---- */

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ';
}

static size_t skip_blanks(struct span s, size_t at)
{
	while (at < s.len && is_blank(s.data[at]))
		at++;
	return at;
}

static size_t name_end(struct span s, size_t at)
{
	while (at < s.len && !is_blank(s.data[at]) && strchr("=/>\"'<", s.data[at]) == NULL)
		at++;
	return at;
}

/* name="value" or a bare name at byte `at`; the first byte after it. */
static size_t take_attribute(struct span s, size_t at, struct attribute *a)
{
	size_t end = name_end(s, at), next;

	a->name = span_make(s.data + at, end - at);
	a->value = span_make("", 0);
	next = skip_blanks(s, end);
	if (next >= s.len || s.data[next] != '=')
		return end > at ? end : at + 1;
	next = skip_blanks(s, next + 1);
	if (next < s.len && (s.data[next] == '"' || s.data[next] == '\'')) {
		const char *close = memchr(s.data + next + 1, s.data[next], s.len - next - 1);
		size_t to = close == NULL ? s.len : (size_t)(close - s.data);

		a->value = span_make(s.data + next + 1, to - next - 1);
		return close == NULL ? s.len : to + 1;
	}
	end = name_end(s, next);
	a->value = span_make(s.data + next, end - next);
	return end > next ? end : next + 1;
}

/* The tag whose name begins at byte `at`. */
static void take_element(struct span s, size_t at, struct element *el)
{
	size_t end = name_end(s, at);

	*el = (struct element){.name = span_make(s.data + at, end - at)};
	for (at = skip_blanks(s, end); at < s.len && s.data[at] != '>'; at = skip_blanks(s, at)) {
		struct attribute a;

		if (s.data[at] == '/') {
			el->closed = at + 1 < s.len && s.data[at + 1] == '>';
			at++;
			continue;
		}
		at = take_attribute(s, at, &a);
		if (a.name.len != 0 && el->count < ATTRIBUTES_MAX)
			el->attributes[el->count++] = a;
	}
	el->end = at < s.len ? at + 1 : s.len;
}

static struct span attribute_of(const struct element *el, const char *name)
{
	for (size_t i = 0; i < el->count; i++)
		if (named(el->attributes[i].name, name))
			return el->attributes[i].value;
	return span_make("", 0);
}

/* ---- writing them ---- */

/* In quotes: a value that holds both kinds had none of ours. */
static void add_value(struct buf *out, struct span value)
{
	char quote = memchr(value.data, '"', value.len) == NULL ? '"' : '\'';

	buf_add_char(out, quote);
	for (size_t i = 0; i < value.len; i++)
		if (value.data[i] != quote)
			buf_add_char(out, value.data[i]);
	buf_add_char(out, quote);
}

static void add_reference(struct copying *c, struct span value)
{
	struct span fragment;
	size_t item = epub_resolve(c->e, c->e->items[c->item].path, value, &fragment);

	if (item == EPUB_NONE || !c->e->items[item].chapter || fragment.len == 0)
		add_value(c->page, value);
	else
		buf_addf(c->page, "\"#%zu-%.*s\"", item, (int)fragment.len, fragment.data);
}

static void add_attribute(struct copying *c, const struct attribute *a)
{
	buf_add_char(c->page, ' ');
	buf_add_span(c->page, a->name);
	buf_add_char(c->page, '=');
	if (named(a->name, "id") || named(a->name, "name"))
		buf_addf(c->page, "\"%zu-%.*s\"", c->item, (int)a->value.len, a->value.data);
	else if (named(a->name, "href"))
		add_reference(c, a->value);
	else
		add_value(c->page, a->value);
}

/* The printed page that begins at an element, as the book's list says; empty. */
static struct span page_at(const struct copying *c, struct span id)
{
	const uint32_t *place;
	struct buf key;

	if (id.len == 0 || c->e->label_count == 0)
		return span_make("", 0);
	buf_init(&key);
	buf_addf(&key, "%zu#%.*s", c->item, (int)id.len, id.data);
	place = strmap_get(&c->e->pages, buf_span(&key));
	buf_release(&key);
	return place == NULL ? span_make("", 0) : c->e->labels[*place - 1];
}

static void add_title(struct buf *page, struct span label)
{
	buf_add_str(page, " title=\"");
	for (size_t i = 0; i < label.len; i++)
		buf_add_char(page, strchr("\"<>&", label.data[i]) == NULL ? label.data[i] : ' ');
	buf_add_char(page, '"');
}

static bool is_page_mark(const struct element *el)
{
	struct span type = attribute_of(el, "epub:type"), role = attribute_of(el, "role");

	return span_eq_str(type, "pagebreak") || span_eq_str(role, "doc-pagebreak");
}

static void add_element(struct copying *c, const struct element *el)
{
	static const char *const empty[] = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", NULL};
	struct span label = page_at(c, attribute_of(el, "id"));

	if (label.len != 0 && !is_page_mark(el)) {
		buf_add_str(c->page, "<span epub:type=\"pagebreak\"");
		add_title(c->page, label);
		buf_add_str(c->page, "></span>");
	}
	buf_add_char(c->page, '<');
	buf_add_span(c->page, el->name);
	if (label.len != 0 && is_page_mark(el))
		add_title(c->page, label); /* the first of two counts */
	for (size_t i = 0; i < el->count; i++)
		add_attribute(c, &el->attributes[i]);
	buf_add_char(c->page, '>');
	if (el->closed && !among(el->name, empty)) {
		buf_add_str(c->page, "</");
		buf_add_span(c->page, el->name);
		buf_add_char(c->page, '>');
	}
}

/* ---- a chapter ---- */

/* The first byte after `ending`, from byte `at` on; the chapter's end if it is not there. */
static size_t after(struct span s, size_t at, const char *ending)
{
	const char *found = memmem(s.data + at, s.len - at, ending, strlen(ending));

	return found == NULL ? s.len : (size_t)(found - s.data) + strlen(ending);
}

static void add_escaped(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		switch (s.data[i]) {
		case '<': buf_add_str(out, "&lt;"); break;
		case '&': buf_add_str(out, "&amp;"); break;
		default: buf_add_char(out, s.data[i]);
		}
}

/* The first byte after the end tag of an element that holds no text. */
static size_t after_end_tag(struct span s, size_t at, struct span name)
{
	for (; at + name.len + 2 < s.len; at++)
		if (s.data[at] == '<' && s.data[at + 1] == '/' && strncasecmp(s.data + at + 2, name.data, name.len) == 0)
			return after(s, at, ">");
	return s.len;
}

static size_t copy_element(struct copying *c, size_t at)
{
	static const char *const silent[] = {"script", "style", "head", "title", NULL};
	struct element el;

	take_element(c->s, at + 1, &el);
	if (named(el.name, "html") || named(el.name, "body") || named(el.name, "base"))
		return el.end;
	if (among(el.name, silent))
		return el.closed ? el.end : after_end_tag(c->s, el.end, el.name);
	add_element(c, &el);
	return el.end;
}

static size_t copy_end_tag(struct copying *c, size_t at)
{
	size_t end = name_end(c->s, at + 2);
	struct span name = span_make(c->s.data + at + 2, end - at - 2);

	if (!named(name, "html") && !named(name, "body") && name.len != 0) {
		buf_add_str(c->page, "</");
		buf_add_span(c->page, name);
		buf_add_char(c->page, '>');
	}
	return after(c->s, end, ">");
}

/* What stands at a "<"; the first byte after it. */
static size_t copy_tag(struct copying *c, size_t at)
{
	struct span rest = span_make(c->s.data + at, c->s.len - at);
	size_t end;

	if (span_starts(rest, "<!--"))
		return after(c->s, at + 4, "-->");
	if (span_starts(rest, "<![CDATA[")) {
		end = after(c->s, at, "]]>");
		add_escaped(c->page, span_make(rest.data + 9, end - at - (end < c->s.len || span_ends(c->s, "]]>") ? 12 : 9)));
		return end;
	}
	if (span_starts(rest, "<!") || span_starts(rest, "<?"))
		return after(c->s, at, ">");
	if (span_starts(rest, "</"))
		return copy_end_tag(c, at);
	if (rest.len > 1 && (unsigned char)(rest.data[1] | 0x20) >= 'a' && (unsigned char)(rest.data[1] | 0x20) <= 'z')
		return copy_element(c, at);
	buf_add_str(c->page, "&lt;");
	return at + 1;
}

void epub_add_chapter(struct epub *e, struct buf *page, size_t item, struct span xhtml)
{
	struct copying c = {e, page, xhtml, item};

	buf_addf(page, "<div id=\"%zu-\">", item);
	for (size_t at = 0; at < xhtml.len;) {
		const char *tag = memchr(xhtml.data + at, '<', xhtml.len - at);
		size_t end = tag == NULL ? xhtml.len : (size_t)(tag - xhtml.data);

		buf_add(page, xhtml.data + at, end - at);
		at = end < xhtml.len ? copy_tag(&c, end) : end;
	}
	buf_add_str(page, "</div>");
}
