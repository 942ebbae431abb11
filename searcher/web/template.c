#include "searcher/web/template.h"

#include "render/html_text.h"
#include "text/utf8.h"

#include <assert.h>

#define NAME_MAX_BYTES 64

/* The values that names are looked up in, innermost last. */
struct renderer {
	struct buf *out;
	const struct template_set *set;
	json_t *stack[TEMPLATE_DEPTH_MAX];
	size_t depth;
};

/* ---- escaping ---- */

static bool is_control(int32_t cp)
{
	return (cp < 0x20 && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp <= 0x9F);
}

static void add_escaped(struct buf *out, int32_t cp)
{
	if (html_entity(cp) != NULL)
		buf_add_str(out, html_entity(cp));
	else if (is_control(cp))
		utf8_add(out, cp < 0x20 ? 0x2400 + cp : UTF8_REPLACEMENT);
	else if (cp == 0x202D || cp == 0x202E)
		buf_addf(out, "[U+%04X]", (unsigned)cp);
	else
		utf8_add(out, cp);
}

void template_escape(struct buf *out, struct span text)
{
	int32_t cp;

	for (size_t at = 0; at < text.len;) {
		size_t plain = at;

		while (plain < text.len && text.data[plain] >= ' ' && text.data[plain] < 0x7F &&
		       html_entity(text.data[plain]) == NULL)
			plain++;
		buf_add(out, text.data + at, plain - at);
		at = plain;
		if (at == text.len)
			break;
		at += utf8_decode(text, at, &cp);
		add_escaped(out, cp);
	}
}

/* ---- values ---- */

static json_t *member(json_t *value, struct span name)
{
	char key[NAME_MAX_BYTES];

	if (!json_is_object(value))
		return NULL;
	assert(name.len < sizeof key);
	memcpy(key, name.data, name.len);
	key[name.len] = '\0';
	return json_object_get(value, key);
}

/* The innermost value that has the name's first part, then part by part. */
static json_t *find(const struct renderer *r, struct span name)
{
	const char *dot = memchr(name.data, '.', name.len);
	size_t first = dot == NULL ? name.len : (size_t)(dot - name.data);
	json_t *value = NULL;

	if (span_eq_str(name, "."))
		return r->stack[r->depth - 1];
	for (size_t i = r->depth; i > 0 && value == NULL; i--)
		value = member(r->stack[i - 1], span_make(name.data, first));
	for (size_t at = first; value != NULL && at < name.len; at = first) {
		dot = memchr(name.data + at + 1, '.', name.len - at - 1);
		first = dot == NULL ? name.len : (size_t)(dot - name.data);
		value = member(value, span_make(name.data + at + 1, first - at - 1));
	}
	return value;
}

static bool is_something(const json_t *value)
{
	switch (value == NULL ? JSON_NULL : json_typeof(value)) {
	case JSON_NULL:
	case JSON_FALSE:
		return false;
	case JSON_STRING:
		return json_string_length(value) != 0;
	case JSON_INTEGER:
		return json_integer_value(value) != 0;
	case JSON_ARRAY:
		return json_array_size(value) != 0;
	default:
		return true;
	}
}

static void add_value(struct renderer *r, const json_t *value)
{
	if (json_is_string(value))
		template_escape(r->out, span_make(json_string_value(value), json_string_length(value)));
	else if (json_is_integer(value))
		buf_addf(r->out, "%lld", (long long)json_integer_value(value));
}

/* The interface's text, with the values that it names. */
static void add_text(struct renderer *r, struct span key)
{
	struct span text = r->set->text(r->set->context, key);

	assert(text.data != NULL);
	for (size_t at = 0; at < text.len;) {
		const char *open = memchr(text.data + at, '{', text.len - at);
		size_t start = open == NULL ? text.len : (size_t)(open - text.data), end;

		template_escape(r->out, span_make(text.data + at, start - at));
		if (open == NULL)
			break;
		for (end = start; end < text.len && text.data[end] != '}'; end++)
			;
		assert(end < text.len);
		add_value(r, find(r, span_make(text.data + start + 1, end - start - 1)));
		at = end + 1;
	}
}

/* ---- templates ---- */

/* A tag {{…}}: its sign (0: a value), its name, and where it begins and ends. */
struct tag {
	char sign;
	struct span name;
	size_t start, end;
};

static bool next_tag(struct span text, size_t at, struct tag *tag)
{
	static const char signs[] = "#^/>_";
	size_t end;

	while (at + 1 < text.len && !(text.data[at] == '{' && text.data[at + 1] == '{'))
		at++;
	if (at + 1 >= text.len)
		return false;
	for (end = at + 2; end + 1 < text.len && !(text.data[end] == '}' && text.data[end + 1] == '}'); end++)
		;
	assert(end + 1 < text.len && end > at + 2);
	*tag = (struct tag){0, span_make(text.data + at + 2, end - at - 2), at, end + 2};
	if (strchr(signs, tag->name.data[0]) != NULL) {
		tag->sign = tag->name.data[0];
		tag->name = span_make(tag->name.data + 1, tag->name.len - 1);
	}
	return true;
}

/* Where the section that was opened before `at` closes. */
static struct tag closing(struct span text, size_t at)
{
	struct tag tag;
	size_t open = 1;
	bool found;

	while ((found = next_tag(text, at, &tag))) {
		open += tag.sign == '#' || tag.sign == '^';
		open -= tag.sign == '/';
		if (open == 0)
			break;
		at = tag.end;
	}
	assert(found);
	return tag;
}

static void render(struct renderer *r, struct span text);

static void render_inside(struct renderer *r, struct span text, json_t *value)
{
	assert(r->depth < TEMPLATE_DEPTH_MAX);
	r->stack[r->depth++] = value;
	render(r, text);
	r->depth--;
}

static void render_section(struct renderer *r, const struct tag *tag, struct span inside)
{
	json_t *value = find(r, tag->name);

	if (tag->sign == '^') {
		if (!is_something(value))
			render(r, inside);
	} else if (json_is_array(value)) {
		for (size_t i = 0; i < json_array_size(value); i++)
			render_inside(r, inside, json_array_get(value, i));
	} else if (is_something(value)) {
		render_inside(r, inside, value);
	}
}

static void render_named(struct renderer *r, struct span name)
{
	struct span text = r->set->find(r->set->context, name);

	assert(text.data != NULL);
	while (text.len != 0 && text.data[text.len - 1] == '\n')
		text.len--;
	assert(r->depth < TEMPLATE_DEPTH_MAX);
	r->stack[r->depth] = r->stack[r->depth - 1]; /* counts against the depth; changes no value */
	r->depth++;
	render(r, text);
	r->depth--;
}

static void render(struct renderer *r, struct span text)
{
	struct tag tag, end;
	size_t at = 0;

	for (; next_tag(text, at, &tag); at = tag.end) {
		buf_add(r->out, text.data + at, tag.start - at);
		if (tag.sign == '#' || tag.sign == '^') {
			end = closing(text, tag.end);
			assert(span_eq(end.name, tag.name));
			render_section(r, &tag, span_make(text.data + tag.end, end.start - tag.end));
			tag.end = end.end;
		} else if (tag.sign == '>') {
			render_named(r, tag.name);
		} else if (tag.sign == '_') {
			add_text(r, tag.name);
		} else {
			add_value(r, find(r, tag.name));
		}
	}
	buf_add(r->out, text.data + at, text.len - at);
}

void template_render(struct buf *out, const struct template_set *set, const char *name, json_t *values)
{
	struct renderer r = {.out = out, .set = set, .stack = {values}, .depth = 1};

	render_named(&r, span_of(name));
	buf_add_char(out, '\n');
}
