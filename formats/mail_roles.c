#include "formats/mail_roles.h"

#include <stdlib.h>
#include <strings.h>

/* Parts that are about the message, not of it. */
static bool is_machinery(const struct mime_part *p)
{
	static const char *const types[] = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
	                                    "application/pgp-encrypted", "message/delivery-status", "message/disposition-notification",
	                                    "text/rfc822-headers", "message/external-body", "multipart/"};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (mime_is(p, types[i]))
			return true;
	return false;
}

/* A picture that the message's own HTML shows. */
static bool is_layout(const struct mime *m, size_t i)
{
	const struct mime_part *p = &m->parts[i];
	struct buf raw;
	bool found;

	if (!mime_is(p, "image/"))
		return mime_is(p, "text/css");
	if (p->parent != MIME_NONE && mime_is(&m->parts[p->parent], "multipart/related"))
		return true;
	buf_init(&raw);
	found = mime_header(p->head, "Content-ID", &raw).len != 0 &&
	        strncasecmp(mime_header(p->head, "Content-Disposition", &raw).data, "attachment", 10) != 0;
	buf_release(&raw);
	return found;
}

static bool is_blank(const struct mime_part *p)
{
	struct buf body;
	bool blank;

	buf_init(&body);
	mime_body(&body, p);
	blank = span_trim(buf_span(&body)).len == 0;
	buf_release(&body);
	return blank;
}

/* What is worked out once of each part. */
struct work {
	const struct mime *m;
	bool *text;     /* is a text of the message, and not blank */
	bool *html;
	bool *other;    /* is, or stands in, a form of a text that is not the one to read */
};

static bool holds(const bool *what, const struct mime *m, size_t i)
{
	for (size_t k = i; k < m->parts[i].end; k++)
		if (what[k])
			return true;
	return false;
}

/* Of several forms of a text, the one to read; MIME_NONE. */
static size_t choose(const struct work *w, size_t i)
{
	const bool *const forms[] = {w->text, w->html};

	for (int f = 0; f < 2; f++)
		for (size_t k = i + 1; k < w->m->parts[i].end; k = w->m->parts[k].end)
			if (holds(forms[f], w->m, k))
				return k;
	return MIME_NONE;
}

/* A part stands behind the one that it is in. */
static void find_others(struct work *w)
{
	const struct mime *m = w->m;

	for (size_t i = 0; i < m->count; i++) {
		size_t chosen = mime_is(&m->parts[i], "multipart/alternative") ? choose(w, i) : MIME_NONE;

		if (m->parts[i].parent != MIME_NONE)
			w->other[i] |= w->other[m->parts[i].parent];
		for (size_t k = i + 1; chosen != MIME_NONE && k < m->parts[i].end; k = m->parts[k].end)
			w->other[k] = k != chosen;
	}
}

static enum mail_role role_of(const struct work *w, size_t i)
{
	const struct mime_part *p = &w->m->parts[i];
	bool text = mime_is(p, "text/plain") || mime_is(p, "text/html");

	if (is_machinery(p) || is_layout(w->m, i) || (!p->attached && mime_is(p, "text/") && (w->other[i] || (text && is_blank(p)))))
		return MAIL_NOTHING;
	return w->text[i] || w->html[i] ? MAIL_TEXT : MAIL_ATTACHMENT;
}

enum mail_role *mail_roles(const struct mime *m)
{
	enum mail_role *roles = mem_zalloc((m->count + 1) * sizeof *roles);
	bool *memory = mem_zalloc(3 * (m->count + 1) * sizeof *memory);
	struct work w = {m, memory, memory + m->count + 1, memory + 2 * (m->count + 1)};

	for (size_t i = 0; i < m->count; i++) {
		const struct mime_part *p = &m->parts[i];

		w.text[i] = !p->attached && mime_is(p, "text/plain") && !is_blank(p);
		w.html[i] = !p->attached && mime_is(p, "text/html") && !is_blank(p);
	}
	find_others(&w);
	for (size_t i = 0; i < m->count; i++)
		roles[i] = role_of(&w, i);
	free(memory);
	return roles;
}
