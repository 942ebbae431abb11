#include "text/provision_head.h"

#include "text/provision_head_cursor.h"
#include "text/provision_head_words.h"
#include "text/utf8.h"

#define HEAD_BYTES_MAX 160 /* that are looked at */

/* ---- what closes it ---- */

static bool take_dash(struct head_cursor *c)
{
	struct head_cursor after = *c;

	head_skip_space(&after);
	if (!head_take(&after, "-") && !head_take(&after, "–") && !head_take(&after, "—") && !head_take(&after, "−"))
		return false;
	c->at = after.at;
	return true;
}

static bool close(struct head_cursor *c)
{
	bool closed = false;
	size_t len, gap;

	while (head_take(c, ".") || head_take(c, ":") || head_take(c, ")") || head_take(c, "：") || head_take(c, "．") || head_take(c, "。"))
		closed = true;
	closed = take_dash(c) || closed;
	c->head->past = c->at;
	gap = head_skip_space(c);
	c->head->bare = c->at == c->t.len;
	c->head->closed = closed || c->head->bare || (c->gap && gap != 0);
	head_peek(c, &len);
	return closed || c->head->bare || gap != 0 || utf8_is_one_of(head_peek(c, &len), "([【«\"“<*_");
}

/* ---- the forms of a head ---- */

/* "Article 5", "المادة (10)", "TITRE PREMIER". */
static bool read_before(struct head_cursor *c)
{
	struct span word = head_word_at(c);
	bool digits, bracket, gap;
	size_t len;

	if (word.len == 0)
		return false;
	c->at += word.len;
	head_take(c, ".");
	gap = head_skip_space(c) != 0;
	bracket = head_take(c, "(");
	digits = utf8_digit_value(head_peek(c, &len)) >= 0;
	if ((!gap && !bracket && !digits) || !head_word(word, digits, &c->head->unit) || !head_take_number(c))
		return false;
	return !bracket || head_take(c, ")");
}

/* Whether the second word is a unit's. */
static bool unit_follows(const struct head_cursor *c)
{
	struct head_cursor after = *c;
	enum head_unit unit;

	after.at += head_word_at(c).len;
	return head_skip_space(&after) != 0 && head_word_behind(head_word_at(&after), &unit);
}

/* "-1" of "2-1-бап"; false: it is no number. */
static bool take_inserted(struct head_cursor *c)
{
	struct head_cursor after = *c;
	size_t len;

	return !head_take(&after, "-") || utf8_digit_value(head_peek(&after, &len)) < 0 || head_take_letters(c);
}

/* "174-бап", "2-1-бап", "II bob", "Erster Abschnitt", "1 дүгээр зүйл". */
static bool read_behind(struct head_cursor *c)
{
	struct span word;
	uint32_t value;

	if (head_take_digits(c, &value))
		head_set_value(c, value);
	else if (!head_take_roman(c) && !(unit_follows(c) && head_take_ordinal(c)))
		return false;
	head_take(c, ".");
	if (!take_inserted(c) || (!head_take(c, "-") && head_skip_space(c) == 0))
		return false;
	word = head_word_at(c);
	if (head_is_numbering(word)) {
		c->at += word.len;
		head_skip_space(c);
		word = head_word_at(c);
	}
	if (!head_word_behind(word, &c->head->unit))
		return false;
	c->at += word.len;
	return true;
}

/* "§ 211", but not the "§ 1º" that numbers paragraphs. */
static bool read_sign(struct head_cursor *c)
{
	if (!head_take(c, "§"))
		return false;
	head_skip_space(c);
	c->head->unit = HEAD_ARTICLE;
	return head_take_arabic(c) && !c->gap;
}

/* "第十条", "第一百二十条之一", "제5조". */
static bool read_eastern(struct head_cursor *c)
{
	size_t len;
	uint32_t value;

	if (!head_take(c, "第") && !head_take(c, "제"))
		return false;
	head_skip_space(c);
	value = provision_head_eastern(c->t, &c->at);
	if (value == 0 && !head_take_digits(c, &value))
		return false;
	head_skip_space(c);
	len = head_eastern_word(span_make(c->t.data + c->at, c->t.len - c->at), &c->head->unit);
	if (len == 0)
		return false;
	c->at += len;
	head_set_value(c, value);
	if (head_take(c, "之") && (value = provision_head_eastern(c->t, &c->at)) != 0)
		buf_addf(&c->label, "-%u", value);
	c->gap = true;
	return true;
}

/* "Disposición adicional primera. …": Spanish laws' articles behind the last; they have no number of their own. */
static bool read_disposition(struct head_cursor *c)
{
	struct span word;
	const char *stop;

	if (c->at == c->t.len || c->t.data[c->at] != 'D')
		return false;
	word = head_word_at(c);
	if (!span_eq_str(word, "Disposición") && !span_eq_str(word, "DISPOSICIÓN"))
		return false;
	c->at += word.len;
	head_skip_space(c);
	if (!head_is_disposition(head_word_at(c)))
		return false;
	stop = memchr(c->t.data + c->at, '.', c->t.len - c->at);
	c->at = stop == NULL ? c->t.len : (size_t)(stop - c->t.data);
	c->head->unit = HEAD_ARTICLE;
	c->certain = false;
	return true;
}

static bool may_begin(struct span text)
{
	int32_t cp = 0;

	if (text.len == 0)
		return false;
	utf8_decode(text, 0, &cp);
	return utf8_digit_value(cp) >= 0 || cp == 0xA7 || utf8_is_letter(cp);
}

/* One form; what it took of the label is in the cursor's, which is the caller's. */
static bool read_form(bool (*form)(struct head_cursor *), struct head_cursor *c, struct span text, struct provision_head *out)
{
	*out = (struct provision_head){.unit = HEAD_PART};
	if (!form(c) || !close(c))
		return false;
	if (c->certain && c->label.len < sizeof out->label && c->label.len != 0)
		memcpy(out->label, c->label.data, c->label.len);
	if (out->bare)
		out->bare = out->closed = c->t.len == text.len;
	return true;
}

bool provision_head_read(struct span text, struct provision_head *out)
{
	static bool (*const forms[])(struct head_cursor *) = {read_before, read_behind, read_sign, read_eastern, read_disposition, NULL};
	struct span t = span_make(text.data, text.len < HEAD_BYTES_MAX ? text.len : HEAD_BYTES_MAX);
	bool found = false;
	struct buf label;

	*out = (struct provision_head){.unit = HEAD_PART};
	if (!may_begin(text))
		return false;
	buf_init(&label);
	for (size_t i = 0; forms[i] != NULL && !found; i++) {
		struct head_cursor c = {.t = t, .head = out, .label = label, .certain = true};

		buf_clear(&c.label);
		found = read_form(forms[i], &c, text, out);
		label = c.label;
	}
	buf_release(&label);
	return found;
}
