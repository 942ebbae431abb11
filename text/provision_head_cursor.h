/*
 * provision_head_cursor.h: where the reading of a unit's head stands, and the reading of its number. For
 * provision_head*.c only.
 */
#ifndef TEXT_PROVISION_HEAD_CURSOR_H
#define TEXT_PROVISION_HEAD_CURSOR_H

#include "text/provision_head.h"
#include "text/utf8.h"

#define HEAD_VALUE_MOST 9999
#define HEAD_WORD_BYTES 40 /* of a unit's word, or of an ordinal */

struct head_cursor {
	struct span t;
	size_t at;
	struct provision_head *head;
	struct buf label;
	bool gap;     /* what follows the number is parted from it by the number's own form: "5º Todos", "第一条　…" */
	bool certain; /* all of the number was understood */
};

static inline int32_t head_peek(const struct head_cursor *c, size_t *len)
{
	int32_t cp = 0;

	*len = c->at < c->t.len ? utf8_decode(c->t, c->at, &cp) : 0;
	return *len == 0 ? 0 : cp;
}

static inline bool head_take(struct head_cursor *c, const char *s)
{
	if (!span_starts(span_make(c->t.data + c->at, c->t.len - c->at), s))
		return false;
	c->at += strlen(s);
	return true;
}

static inline size_t head_skip_space(struct head_cursor *c)
{
	size_t from = c->at, len;

	for (int32_t cp = head_peek(c, &len); len != 0 && utf8_is_space(cp); cp = head_peek(c, &len))
		c->at += len;
	return c->at - from;
}

static inline bool head_take_digits(struct head_cursor *c, uint32_t *value)
{
	size_t len, from = c->at;
	int digit;

	*value = 0;
	while ((digit = utf8_digit_value(head_peek(c, &len))) >= 0 && *value <= HEAD_VALUE_MOST) {
		*value = *value * 10 + (uint32_t)digit;
		c->at += len;
	}
	return c->at > from && *value > 0 && *value <= HEAD_VALUE_MOST;
}

/* The letters (and the marks and apostrophes among them) from the cursor on. */
static inline struct span head_word_at(const struct head_cursor *c)
{
	size_t at = c->at, len;

	for (; at < c->t.len && at - c->at < HEAD_WORD_BYTES; at += len) {
		int32_t cp;

		len = 1;
		if ((unsigned)((c->t.data[at] | 0x20) - 'a') < 26) /* nearly always */
			continue;
		len = utf8_decode(c->t, at, &cp);
		if (cp == 0xBA || cp == 0xAA || !(utf8_is_letter(cp) || utf8_is_mark(cp) || (at > c->at && utf8_is_one_of(cp, "'‘’ʻʼ"))))
			break;
	}
	return span_make(c->t.data + c->at, at - c->at);
}

/* ---- provision_head_number.c ---- */
/* Each moves the cursor behind what it took and adds it to the label, or is false; the cursor is anywhere then. */
bool head_take_number(struct head_cursor *c); /* any of the next, or "L. 141-1" */
bool head_take_arabic(struct head_cursor *c);
bool head_take_roman(struct head_cursor *c);
bool head_take_ordinal(struct head_cursor *c);
/* "-A", "-1", ".1", "a": what tells a unit from the others of its number. */
bool head_take_letters(struct head_cursor *c);
void head_set_value(struct head_cursor *c, uint32_t value);

#endif
