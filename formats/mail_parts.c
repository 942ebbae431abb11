/*
 * mail_parts.c: the files attached to an e-mail, written for parts.c.
 */
#include <stdio.h>
#include <stdlib.h>

#include "formats/mail_roles.h"
#include "formats/parts.h"
#include "formats/parts_message.h"
#include "formats/readers.h"
#include "text/strmap.h"
#include "text/utf8.h"

#define NAMELESS_MESSAGE "message.eml"

/* ---- names ---- */

/* The last part of what may be a path, of letters that can be shown; dots at its head and end are dropped. */
static void clean_name(struct buf *out, struct span s)
{
	int32_t cp;

	for (size_t i = s.len; i > 0; i--)
		if (s.data[i - 1] == '/' || s.data[i - 1] == '\\') {
			s = span_make(s.data + i, s.len - i);
			break;
		}
	s = span_trim(s);
	while (s.len != 0 && strchr(". ", s.data[0]) != NULL)
		s = span_make(s.data + 1, s.len - 1);
	for (size_t at = 0; at < s.len && out->len + UTF8_MAX < PART_NAME_MAX;) {
		size_t len = utf8_decode(s, at, &cp);

		if (part_name_may_have(cp))
			buf_add(out, s.data + at, len);
		else
			buf_add_char(out, '_');
		at += len;
	}
}

static void own_name(struct buf *out, const struct mime_part *p, size_t number, struct held *held)
{
	struct buf raw;

	buf_init(&raw);
	if (!mime_parameter(&raw, p->head, "Content-Disposition", "filename", held))
		mime_parameter(&raw, p->head, "Content-Type", "name", held);
	clean_name(out, buf_span(&raw));
	if (out->len == 0 && mime_is(p, "message/rfc822"))
		buf_add_str(out, NAMELESS_MESSAGE);
	else if (out->len == 0)
		buf_addf(out, "part-%zu", number);
	buf_release(&raw);
}

/* "report.pdf", then "report-2.pdf": no name twice. */
static void make_unique(struct buf *name, struct strmap *seen)
{
	struct buf tried;
	bool is_new = false;

	buf_init(&tried);
	buf_add_span(&tried, buf_span(name));
	strmap_put(seen, buf_span(&tried), &is_new);
	for (size_t n = 2; !is_new; n++) {
		const char *dot = strrchr(name->data, '.');
		size_t stem = dot == NULL || dot == name->data ? name->len : (size_t)(dot - name->data);

		buf_clear(&tried);
		buf_addf(&tried, "%.*s-%zu%s", (int)stem, name->data, n, name->data + stem);
		strmap_put(seen, buf_span(&tried), &is_new);
	}
	buf_clear(name);
	buf_add_span(name, buf_span(&tried));
	buf_release(&tried);
}

/* ---- the parts ---- */

static void add_part(struct buf *answer, struct span name, const struct mime_part *p)
{
	struct part_head h = {.name = name.len};
	size_t at = answer->len;

	buf_add(answer, &h, sizeof h);
	buf_add_span(answer, name);
	mime_body(answer, p);
	h.bytes = answer->len - at - sizeof h - name.len;
	memcpy(answer->data + at, &h, sizeof h);
}

static void add_parts(struct buf *answer, const struct mime *m, const enum mail_role *roles, struct held *held)
{
	struct strmap seen;
	struct buf name;
	uint64_t left_out = 0;
	size_t count = 0, at = answer->len;

	strmap_init(&seen);
	buf_init(&name);
	buf_add(answer, &left_out, sizeof left_out);
	for (size_t i = 0; i < m->count; i++) {
		if (roles[i] != MAIL_ATTACHMENT)
			continue;
		if (count++ >= PARTS_MAX) {
			left_out++;
			continue;
		}
		buf_clear(&name);
		own_name(&name, &m->parts[i], count, held);
		make_unique(&name, &seen);
		add_part(answer, buf_span(&name), &m->parts[i]);
	}
	left_out += m->full;
	memcpy(answer->data + at, &left_out, sizeof left_out);
	buf_release(&name);
	strmap_release(&seen);
}

void mail_take_apart(struct buf *answer, struct span mail)
{
	struct mime m;
	struct held held;
	enum mail_role *roles;

	mime_read(&m, mail);
	held_init(&held);
	roles = mail_roles(&m);
	add_parts(answer, &m, roles, &held);
	free(roles);
	held_release(&held);
	mime_release(&m);
}
