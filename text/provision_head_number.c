/*
 * provision_head_number.c: the number in a unit's head: "13.º-A", "87 bis 13", "XII", "premier", "L. 141-1".
 */
#include "text/provision_head_cursor.h"

#include "text/provision_head_words.h"

#define LETTERS_MOST 2 /* at a number: "12a", "266bb" */
#define SECOND_MOST 99 /* of "87 bis 13", "74/13" */

static bool letter_follows(const struct head_cursor *c)
{
	size_t len;
	int32_t cp = head_peek(c, &len);

	return len != 0 && cp != 0xBA && cp != 0xAA && (utf8_is_letter(cp) || utf8_digit_value(cp) >= 0);
}

void head_set_value(struct head_cursor *c, uint32_t value)
{
	c->head->value = value;
	buf_addf(&c->label, "%u", value);
}

bool head_take_roman(struct head_cursor *c)
{
	struct span word = head_word_at(c);
	uint32_t value = head_roman(word);

	if (value == 0)
		return false;
	c->at += word.len;
	head_set_value(c, value);
	return true;
}

/* "premier", "Two", "первая", "الثانية عشرة": one word or more. */
bool head_take_ordinal(struct head_cursor *c)
{
	uint32_t value = 0, more;
	struct head_cursor last = *c;

	for (size_t words = 0; words < HEAD_ORDINAL_WORDS; words++) {
		struct span word = head_word_at(c);

		more = head_ordinal(word, value);
		if (more == 0)
			break;
		value = more;
		c->at += word.len;
		last = *c;
		head_skip_space(c);
	}
	*c = last;
	if (value == 0)
		return false;
	head_set_value(c, value);
	return true;
}

/* Whether a head's number ends at the cursor. */
static bool is_closing(const struct head_cursor *c)
{
	return c->at == c->t.len || strchr(".:)-", c->t.data[c->at]) != NULL || span_starts(span_make(c->t.data + c->at, c->t.len - c->at), "–");
}

/* " 13" behind "87 bis", "/13" behind "74", the sign being `join` in the label, where the head ends there. */
static void take_second(struct head_cursor *c, char join)
{
	struct head_cursor after = *c;
	uint32_t value;

	if (join == '/' ? !head_take(&after, "/") : head_skip_space(&after) == 0)
		return;
	if (!head_take_digits(&after, &value) || value > SECOND_MOST || !is_closing(&after))
		return;
	buf_addf(&c->label, "%c%u", join, value);
	c->at = after.at;
}

/* "bis" at the number, or behind a space; "bis 13". */
static bool take_bis(struct head_cursor *c)
{
	struct head_cursor after = *c;
	struct span word;

	if (!head_take(&after, "-"))
		head_skip_space(&after);
	word = head_word_at(&after);
	if (!head_is_bis(word))
		return false;
	buf_add_span(&c->label, word);
	c->at = after.at + word.len;
	take_second(c, '-');
	return true;
}

/* "º", ".º", "o.", "er": how a number is written out, and no part of it. */
static bool take_numero(struct head_cursor *c)
{
	static const char *const ends[] = {"er", "re", "ero", "o", "ª", NULL};
	struct span word = head_word_at(c);

	c->gap = head_take(c, ".º") || head_take(c, ".ª") || head_take(c, ".°") || head_take(c, "º") || head_take(c, "°") || head_take(c, "ª");
	for (size_t i = 0; ends[i] != NULL && !c->gap; i++)
		if (span_eq_str(word, ends[i])) {
			c->at += word.len;
			c->gap = true;
		}
	return c->gap;
}

/* "-A", "-1", ".1", "a": what tells a unit from the others of its number. */
bool head_take_letters(struct head_cursor *c)
{
	struct head_cursor after = *c;
	bool dash = head_take(&after, "-"), point = !dash && head_take(&after, ".");
	struct span word = head_word_at(&after);
	uint32_t value;

	if (word.len != 0 && !point && utf8_length(word) <= LETTERS_MOST) {
		buf_add_str(&c->label, dash ? "-" : "");
		buf_add_span(&c->label, word);
		c->at = after.at + word.len;
		return true;
	}
	if ((!dash && !point) || !head_take_digits(&after, &value) || letter_follows(&after))
		return false;
	buf_addf(&c->label, dash ? "-%u" : ".%u", value);
	c->at = after.at;
	return true;
}

/* What a reader of headings need not understand: "10(1)", "6§1". */
static void skip_rest(struct head_cursor *c)
{
	while (c->at < c->t.len && c->t.data[c->at] > ' ' && strchr(".:)-", c->t.data[c->at]) == NULL && (unsigned char)c->t.data[c->at] < 0x80) {
		c->certain = false;
		c->at++;
	}
}

bool head_take_arabic(struct head_cursor *c)
{
	uint32_t value;

	if (!head_take_digits(c, &value))
		return false;
	head_set_value(c, value);
	if (!take_bis(c)) {
		bool numero = take_numero(c);

		while (head_take_letters(c))
			numero = false;
		c->gap = numero;
		take_bis(c);
	}
	take_second(c, '/');
	skip_rest(c);
	return !letter_follows(c);
}

/* "L141-1", "L. 141-1", "R 421-1": the articles of French codes. */
static bool take_lettered(struct head_cursor *c)
{
	struct head_cursor after = *c;
	const char *letter = after.t.data + after.at;

	if (after.at + 1 >= after.t.len || strchr("LRDA", *letter) == NULL)
		return false;
	after.at++;
	head_take(&after, ".");
	head_take(&after, " ");
	if (after.at >= after.t.len || utf8_digit_value(after.t.data[after.at]) < 0)
		return false;
	buf_add_char(&c->label, *letter);
	c->at = after.at;
	return head_take_arabic(c);
}

bool head_take_number(struct head_cursor *c)
{
	return head_take_arabic(c) || take_lettered(c) || head_take_roman(c) || head_take_ordinal(c);
}
