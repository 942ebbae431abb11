/*
 * E-mail (RFC 5322 and MIME): what the message itself says. Its plain text, or
 * else its HTML; the subject is the title, the sender the publisher, the day
 * that the sender's clock showed the date. Files attached to it are sources of
 * their own: parts.h.
 */
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "formats/document.h"
#include "formats/encoding.h"
#include "formats/html_charset.h"
#include "formats/mail_roles.h"
#include "formats/readers.h"
#include "text/utf8.h"

#define KIND "e-mail"
#define YEAR_TWO_DIGITS 50 /* RFC 5322, 4.3: 00 to 49 are 2000 to 2049 */

/* ---- headers ---- */

/* Sets a field, white space as single blanks. */
static void set(struct metadata *m, const char *field, struct span value)
{
	struct buf b;
	char *error = NULL;

	buf_init(&b);
	for (size_t i = 0; i < value.len; i++)
		if ((unsigned char)value.data[i] > ' ' && value.data[i] != 0x7F)
			buf_add_char(&b, value.data[i]);
		else if (b.len != 0 && b.data[b.len - 1] != ' ')
			buf_add_char(&b, ' ');
	metadata_set(m, span_of(field), span_trim(buf_span(&b)), &error);
	free(error);
	buf_release(&b);
}

static int month_of(struct span s)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int i = 0; s.len >= 3 && i < 12; i++)
		if (strncasecmp(s.data, months + i * 3, 3) == 0)
			return i + 1;
	return 0;
}

/* "Tue, 3 Mar 2021 10:11:12 +0600": the day. */
static void take_date(struct metadata *m, struct span s)
{
	const char *comma = memchr(s.data, ',', s.len);
	char month[4] = "", day_text[40];
	int day = 0, year = 0;

	if (comma != NULL)
		s = span_make(comma + 1, s.len - (size_t)(comma + 1 - s.data));
	if (sscanf(s.data, " %2d %3s%*[^ 0-9] %4d", &day, month, &year) != 3 && sscanf(s.data, " %2d %3s %4d", &day, month, &year) != 3)
		return;
	if (year < 100)
		year += year < YEAR_TWO_DIGITS ? 2000 : 1900;
	snprintf(day_text, sizeof day_text, "%04d-%02d-%02d", year, month_of(span_of(month)), day);
	if (metadata_is_date(span_of(day_text)))
		set(m, "date", span_of(day_text));
}

/* The first sender's name; the address where there is none. A semicolon would part publishers. */
static void take_sender(struct metadata *m, struct span raw, struct held *held)
{
	const char *open = memchr(raw.data, '<', raw.len), *close = open == NULL ? NULL : strchr(open, '>');
	struct span name = span_trim(open == NULL ? raw : span_make(raw.data, (size_t)(open - raw.data)));
	struct buf text;

	if (name.len > 1 && name.data[0] == '"' && name.data[name.len - 1] == '"')
		name = span_trim(span_make(name.data + 1, name.len - 2));
	if (name.len == 0 && close != NULL)
		name = span_trim(span_make(open + 1, (size_t)(close - open) - 1));
	buf_init(&text);
	mime_add_words(&text, name, held);
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] == ';')
			text.data[i] = ',';
	set(m, "publisher", buf_span(&text));
	buf_release(&text);
}

static void read_headers(struct metadata *m, struct span head, struct held *held)
{
	struct buf raw, subject;

	buf_init(&raw);
	buf_init(&subject);
	mime_header_text(&subject, head, "Subject", held);
	set(m, "title", buf_span(&subject));
	take_date(m, mime_header(head, "Date", &raw));
	take_sender(m, mime_header(head, "From", &raw), held);
	set(m, "kind", span_of(KIND));
	buf_release(&subject);
	buf_release(&raw);
}

/* ---- the text ---- */

/* A text's bytes as UTF-8, with line feeds and without other controls. */
static void add_plain(struct buf *out, const struct mime_part *p, struct held *held)
{
	struct buf bytes, label, text;

	buf_init(&bytes), buf_init(&label), buf_init(&text);
	mime_body(&bytes, p);
	mime_parameter(&label, p->head, "Content-Type", "charset", held);
	mime_add_charset(&text, buf_span(&bytes), buf_span(&label), held);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.data[i];

		if (c == '\r' && i + 1 < text.len && text.data[i + 1] == '\n')
			continue;
		buf_add_char(out, c == '\r' || c == '\f' ? '\n' : (unsigned char)c < ' ' && c != '\n' && c != '\t' ? ' ' : c);
	}
	buf_release(&bytes), buf_release(&label), buf_release(&text);
}

/* HTML as it is; its own declaration counts where the message has none. */
static void add_html(struct buf *out, const struct mime_part *p, struct held *held)
{
	struct buf bytes, label;
	const char *encoding;
	char *reason = NULL;

	buf_init(&bytes), buf_init(&label);
	mime_body(&bytes, p);
	if (mime_parameter(&label, p->head, "Content-Type", "charset", held) || !html_decode(out, buf_span(&bytes), &encoding, &reason))
		mime_add_charset(out, buf_span(&bytes), buf_span(&label), held);
	free(reason);
	buf_release(&bytes), buf_release(&label);
}

/* Plain text between HTML texts: blank lines part its paragraphs. */
static void add_escaped(struct buf *out, struct span s)
{
	buf_add_str(out, "<p>");
	for (size_t i = 0; i < s.len; i++)
		switch (s.data[i]) {
		case '<': buf_add_str(out, "&lt;"); break;
		case '&': buf_add_str(out, "&amp;"); break;
		case '\n': buf_add_str(out, i + 1 < s.len && s.data[i + 1] == '\n' ? "<p>" : "<br>"); break;
		default: buf_add_char(out, s.data[i]);
		}
	buf_add_str(out, "</p>");
}

struct texts {
	struct buf plain, html; /* html: all texts, if any is HTML */
	bool any_html;
};

static void collect(struct texts *t, const struct mime *m, const enum mail_role *roles, struct held *held)
{
	for (size_t i = 0; i < m->count; i++)
		t->any_html |= roles[i] == MAIL_TEXT && mime_is(&m->parts[i], "text/html");
	for (size_t i = 0; i < m->count; i++) {
		size_t before = t->plain.len;

		if (roles[i] != MAIL_TEXT)
			continue;
		if (mime_is(&m->parts[i], "text/html")) {
			buf_add_str(&t->html, "<div>");
			add_html(&t->html, &m->parts[i], held);
			buf_add_str(&t->html, "</div>");
			continue;
		}
		if (before != 0)
			buf_add_str(&t->plain, "\n\n");
		add_plain(&t->plain, &m->parts[i], held);
		if (t->any_html)
			add_escaped(&t->html, span_make(t->plain.data + before, t->plain.len - before));
	}
}

/* A message without a text is its subject. */
static bool take_texts(struct document *d, const struct texts *t, char **reason)
{
	char *no_text = NULL;

	if (t->any_html && !html_read(d, buf_span(&t->html), &no_text))
		document_forget(d);
	else if (!t->any_html)
		buf_add_span(&d->text, buf_span(&t->plain));
	if (text_is_blank(buf_span(&d->text)) && d->front.title != NULL) {
		buf_clear(&d->text);
		buf_add_str(&d->text, d->front.title);
	}
	if (text_is_blank(buf_span(&d->text)))
		*reason = no_text != NULL ? mem_strdup(no_text) : mem_strdup("no text in it");
	free(no_text);
	return *reason == NULL;
}

/* A short header says little of its encoding: the whole message says more. */
static void find_undeclared(struct held *held, struct span head, struct span message)
{
	char *reason = NULL;

	if (!utf8_valid(head))
		held->undeclared = encoding_detect(message, &reason);
	free(reason);
}

static bool is_sealed(const struct mime_part *p)
{
	return mime_is(p, "multipart/encrypted") || mime_is(p, "application/pkcs7-mime") || mime_is(p, "application/x-pkcs7-mime");
}

bool mail_read(struct document *d, struct span bytes, char **reason)
{
	struct mime m;
	struct held held;
	struct texts texts = {.any_html = false};
	enum mail_role *roles;

	*reason = NULL;
	mime_read(&m, bytes);
	held_init(&held);
	buf_init(&texts.plain);
	buf_init(&texts.html);
	roles = mail_roles(&m);
	find_undeclared(&held, m.parts[0].head, bytes);
	read_headers(&d->front, m.parts[0].head, &held);
	buf_clear(&d->text);
	if (is_sealed(&m.parts[0])) {
		*reason = mem_strdup("encrypted, or sealed by S/MIME");
	} else {
		collect(&texts, &m, roles, &held);
		take_texts(d, &texts, reason);
	}
	if (m.cut_short)
		d->remark = mem_strdup("cut short: its last part has no end, and text may be missing; get it again");
	free(roles);
	buf_release(&texts.plain);
	buf_release(&texts.html);
	held_release(&held);
	mime_release(&m);
	return *reason == NULL;
}
