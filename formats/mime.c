#include "formats/mime.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "text/percent.h"

/* ---- lines and headers ---- */

/* The next line and its end; false after the last. */
static bool next_line(struct span s, size_t *at, struct span *line)
{
	const char *feed;
	size_t end;

	if (*at >= s.len)
		return false;
	feed = memchr(s.data + *at, '\n', s.len - *at);
	end = feed == NULL ? s.len : (size_t)(feed - s.data);
	*line = span_make(s.data + *at, end - *at);
	if (line->len != 0 && line->data[line->len - 1] == '\r')
		line->len--;
	*at = feed == NULL ? end : end + 1;
	return true;
}

static bool is_field_name(struct span line, size_t *colon)
{
	for (*colon = 0; *colon < line.len && line.data[*colon] != ':'; ++*colon)
		if ((unsigned char)line.data[*colon] <= ' ' || (unsigned char)line.data[*colon] >= 0x7F)
			return false;
	return *colon > 0 && *colon < line.len;
}

static bool is_folded(struct span line)
{
	return line.len != 0 && (line.data[0] == ' ' || line.data[0] == '\t');
}

/* The header and the body of an entity; one that begins with no header is all body. */
static void split(struct span entity, struct span *head, struct span *body)
{
	struct span line;
	size_t at = 0, before = 0, colon;

	for (; next_line(entity, &at, &line) && line.len != 0; before = at) {
		bool from = before == 0 && span_starts(line, "From ");

		if (!from && !is_folded(line) && !is_field_name(line, &colon)) {
			at = before;
			break;
		}
	}
	*head = span_make(entity.data, before);
	*body = span_make(entity.data + at, entity.len - at);
}

struct span mime_header(struct span head, const char *name, struct buf *to)
{
	struct span line;
	size_t at = 0, colon, len = strlen(name);
	bool found = false;

	buf_clear(to);
	while (next_line(head, &at, &line)) {
		if (found && !is_folded(line))
			break;
		if (found)
			buf_add_span(to, line);
		else if (is_field_name(line, &colon) && colon == len && strncasecmp(line.data, name, len) == 0) {
			buf_add(to, line.data + colon + 1, line.len - colon - 1);
			found = true;
		}
	}
	return span_trim(buf_span(to));
}

bool mime_header_text(struct buf *out, struct span head, const char *name, struct held *held)
{
	struct buf raw;
	struct span value;

	buf_init(&raw);
	value = mime_header(head, name, &raw);
	mime_add_words(out, value, held);
	buf_release(&raw);
	return value.len != 0;
}

/* ---- parameters ---- */

/* One of `; name=value`; the value without quotes, in `to`. */
static bool next_parameter(struct span s, size_t *at, struct span *name, struct buf *to)
{
	size_t from;
	bool quoted;

	while (*at < s.len && s.data[*at] != ';')
		++*at;
	while (*at < s.len && strchr("; \t", s.data[*at]) != NULL)
		++*at;
	from = *at;
	while (*at < s.len && s.data[*at] != '=' && s.data[*at] != ';')
		++*at;
	*name = span_trim(span_make(s.data + from, *at - from));
	buf_clear(to);
	if (*at >= s.len || s.data[*at] != '=')
		return *at < s.len;
	while (++*at < s.len && strchr(" \t", s.data[*at]) != NULL)
		;
	quoted = *at < s.len && s.data[*at] == '"';
	*at += quoted;
	for (; *at < s.len && s.data[*at] != (quoted ? '"' : ';'); ++*at) {
		if (quoted && s.data[*at] == '\\' && *at + 1 < s.len)
			++*at;
		buf_add_char(to, s.data[*at]);
	}
	return true;
}

/* name*1*: which piece of a long value (-1: all of it), and whether it is percent-encoded (RFC 2231). */
static bool is_piece(struct span got, const char *name, long *number, bool *encoded)
{
	size_t len = strlen(name);
	char *end;

	if (got.len < len || strncasecmp(got.data, name, len) != 0)
		return false;
	*number = -1;
	*encoded = got.len > len && got.data[got.len - 1] == '*';
	if (got.len == len || (got.len == len + 1 && *encoded))
		return true;
	if (got.data[len] != '*' || got.data[len + 1] < '0' || got.data[len + 1] > '9')
		return false;
	*number = strtol(got.data + len + 1, &end, 10);
	return true;
}

/* charset'language'value */
static struct span take_charset(struct span *value)
{
	const char *first = memchr(value->data, '\'', value->len), *second;
	struct span label = span_make("", 0);

	if (first == NULL)
		return label;
	second = memchr(first + 1, '\'', (size_t)(value->data + value->len - first - 1));
	if (second == NULL)
		return label;
	label = span_make(value->data, (size_t)(first - value->data));
	*value = span_make(second + 1, (size_t)(value->data + value->len - second - 1));
	return label;
}

bool mime_parameter(struct buf *out, struct span head, const char *header, const char *name, struct held *held)
{
	struct buf raw, value, all, label;
	struct span line, got;
	size_t at = 0;
	long number = -1;
	bool encoded, any = false, percent = false;

	buf_init(&raw), buf_init(&value), buf_init(&all), buf_init(&label);
	line = mime_header(head, header, &raw);
	while (next_parameter(line, &at, &got, &value)) {
		struct span v = buf_span(&value);

		if (!is_piece(got, name, &number, &encoded))
			continue;
		if (encoded && !any)
			buf_add_span(&label, take_charset(&v));
		if (encoded)
			percent_add(&all, v);
		else
			buf_add_span(&all, v);
		percent |= encoded;
		any = true;
		if (number < 0)
			break;
	}
	if (percent)
		mime_add_charset(out, buf_span(&all), buf_span(&label), held);
	else
		mime_add_words(out, buf_span(&all), held);
	buf_release(&raw), buf_release(&value), buf_release(&all), buf_release(&label);
	return any;
}

/* ---- parts ---- */

bool mime_is(const struct mime_part *p, const char *type)
{
	size_t len = strlen(type);

	return type[len - 1] == '/' ? strncmp(p->type, type, len) == 0 : strcmp(p->type, type) == 0;
}

static void take_type(struct mime_part *p)
{
	struct buf raw;
	struct span value;
	size_t n = 0;

	buf_init(&raw);
	value = mime_header(p->head, "Content-Type", &raw);
	while (n < value.len && n + 1 < MIME_TYPE_MAX && strchr("; \t", value.data[n]) == NULL) {
		p->type[n] = (char)(value.data[n] >= 'A' && value.data[n] <= 'Z' ? value.data[n] | 0x20 : value.data[n]);
		n++;
	}
	p->type[n] = '\0';
	if (strchr(p->type, '/') == NULL)
		snprintf(p->type, sizeof p->type, "text/plain");
	buf_release(&raw);
}

static void take_disposition(struct mime_part *p)
{
	struct buf raw;
	struct held none;

	buf_init(&raw);
	held_init(&none);
	p->attached = strncasecmp(mime_header(p->head, "Content-Disposition", &raw).data, "attachment", 10) == 0;
	buf_clear(&raw);
	p->attached = p->attached || mime_parameter(&raw, p->head, "Content-Disposition", "filename", &none) ||
	              mime_parameter(&raw, p->head, "Content-Type", "name", &none);
	held_release(&none);
	buf_release(&raw);
}

static void read_entity(struct mime *m, struct span entity, size_t parent, int depth);

/* A line that is the boundary: 1 a part begins, 2 the last has ended, 0 no boundary. */
static int boundary(struct span line, struct span name)
{
	struct span rest;

	if (name.len == 0 || line.len < name.len + 2 || !span_starts(line, "--") || memcmp(line.data + 2, name.data, name.len) != 0)
		return 0;
	rest = span_trim(span_make(line.data + 2 + name.len, line.len - 2 - name.len));
	if (rest.len == 0)
		return 1;
	return span_eq_str(rest, "--") ? 2 : 0;
}

/* The line end before a boundary is the boundary's. */
static struct span without_line_end(struct span s)
{
	s.len -= s.len != 0 && s.data[s.len - 1] == '\n';
	s.len -= s.len != 0 && s.data[s.len - 1] == '\r';
	return s;
}

/* A last part whose closing boundary is missing goes to the end, which of the whole is told. False: the boundary stands nowhere. */
static bool read_multipart(struct mime *m, struct span body, struct span name, size_t parent, int depth)
{
	struct span line;
	size_t at = 0, before = 0, start = MIME_NONE;
	int what = 0;
	bool any = false;

	for (; what != 2 && next_line(body, &at, &line); before = at) {
		what = boundary(line, name);
		if (what == 0)
			continue;
		any = true;
		if (start != MIME_NONE)
			read_entity(m, without_line_end(span_make(body.data + start, before - start)), parent, depth);
		start = what == 1 ? at : MIME_NONE;
	}
	if (start != MIME_NONE && start < body.len)
		read_entity(m, span_make(body.data + start, body.len - start), parent, depth);
	m->cut_short |= any && what != 2 && parent == 0;
	return any;
}

static void read_entity(struct mime *m, struct span entity, size_t parent, int depth)
{
	struct mime_part *p;
	struct buf name;
	struct held none;
	size_t i = m->count;
	bool apart;

	if (m->count == MIME_PARTS_MAX) {
		m->full = true;
		return;
	}
	ARRAY_GROW(m->parts, m->count, m->cap);
	p = &m->parts[m->count++];
	*p = (struct mime_part){.parent = parent, .end = i + 1};
	split(entity, &p->head, &p->body);
	take_type(p);
	take_disposition(p);
	if (!mime_is(p, "multipart/") || depth == MIME_DEPTH_MAX)
		return;
	buf_init(&name);
	held_init(&none);
	apart = mime_parameter(&name, p->head, "Content-Type", "boundary", &none) && read_multipart(m, p->body, buf_span(&name), i, depth + 1);
	if (!apart)
		snprintf(m->parts[i].type, MIME_TYPE_MAX, "text/plain");
	held_release(&none);
	buf_release(&name);
	m->parts[i].end = m->count;
}

void mime_read(struct mime *m, struct span message)
{
	*m = (struct mime){.parts = NULL};
	read_entity(m, message, MIME_NONE, 0);
}

void mime_release(struct mime *m)
{
	free(m->parts);
	m->parts = NULL;
	m->count = m->cap = 0;
}

void mime_body(struct buf *out, const struct mime_part *p)
{
	struct buf raw;
	struct span encoding;

	buf_init(&raw);
	encoding = mime_header(p->head, "Content-Transfer-Encoding", &raw);
	if (encoding.len >= 6 && strncasecmp(encoding.data, "base64", 6) == 0)
		mime_add_base64(out, p->body);
	else if (encoding.len >= 16 && strncasecmp(encoding.data, "quoted-printable", 16) == 0)
		mime_add_quoted(out, p->body, false);
	else
		buf_add_span(out, p->body);
	buf_release(&raw);
}
