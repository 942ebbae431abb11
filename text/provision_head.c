#include "text/provision_head.h"

#include "text/provision_head_words.h"
#include "text/utf8.h"

#define HEAD_BYTES_MAX 160 /* that are looked at */
#define WORD_BYTES_MAX 40  /* of a unit's word, or of an ordinal */
#define VALUE_MOST 9999
#define LETTERS_MOST 2     /* at a number: "12a", "266bb" */
#define SECOND_MOST 99 /* of "87 bis 13", "74/13" */

struct cursor {
	struct span t;
	size_t at;
	struct provision_head *head;
	struct buf label;
	bool gap;     /* what follows the number is parted from it by the number's own form: "5º Todos", "第一条　…" */
	bool certain; /* all of the number was understood */
};

static int32_t peek(const struct cursor *c, size_t *len)
{
	int32_t cp = 0;

	*len = c->at < c->t.len ? utf8_decode(c->t, c->at, &cp) : 0;
	return *len == 0 ? 0 : cp;
}

static bool take(struct cursor *c, const char *s)
{
	if (!span_starts(span_make(c->t.data + c->at, c->t.len - c->at), s))
		return false;
	c->at += strlen(s);
	return true;
}

static size_t skip_space(struct cursor *c)
{
	size_t from = c->at, len;

	for (int32_t cp = peek(c, &len); len != 0 && utf8_is_space(cp); cp = peek(c, &len))
		c->at += len;
	return c->at - from;
}

static bool take_digits(struct cursor *c, uint32_t *value)
{
	size_t len, from = c->at;
	int digit;

	*value = 0;
	while ((digit = utf8_digit_value(peek(c, &len))) >= 0 && *value <= VALUE_MOST) {
		*value = *value * 10 + (uint32_t)digit;
		c->at += len;
	}
	return c->at > from && *value > 0 && *value <= VALUE_MOST;
}

/* The letters (and the marks and apostrophes among them) from the cursor on. */
static struct span word_at(const struct cursor *c)
{
	struct cursor w = *c;
	size_t len;

	for (int32_t cp = peek(&w, &len); len != 0 && w.at - c->at < WORD_BYTES_MAX; cp = peek(&w, &len)) {
		bool apostrophe = utf8_is_one_of(cp, "'‘’ʻʼ") && w.at > c->at;

		if (cp == 0xBA || cp == 0xAA || !(utf8_is_letter(cp) || utf8_is_mark(cp) || apostrophe))
			break;
		w.at += len;
	}
	return span_make(c->t.data + c->at, w.at - c->at);
}

static bool letter_follows(const struct cursor *c)
{
	size_t len;
	int32_t cp = peek(c, &len);

	return len != 0 && cp != 0xBA && cp != 0xAA && (utf8_is_letter(cp) || utf8_digit_value(cp) >= 0);
}

/* ---- the number ---- */

static void set_value(struct cursor *c, uint32_t value)
{
	c->head->value = value;
	buf_addf(&c->label, "%u", value);
}

static bool take_roman(struct cursor *c)
{
	struct span word = word_at(c);
	uint32_t value = head_roman(word);

	if (value == 0)
		return false;
	c->at += word.len;
	set_value(c, value);
	return true;
}

/* "premier", "Two", "первая", "الثانية عشرة": one word or more. */
static bool take_ordinal(struct cursor *c)
{
	uint32_t value = 0, more;
	struct cursor last = *c;

	for (size_t words = 0; words < HEAD_ORDINAL_WORDS; words++) {
		struct span word = word_at(c);

		more = head_ordinal(word, value);
		if (more == 0)
			break;
		value = more;
		c->at += word.len;
		last = *c;
		skip_space(c);
	}
	*c = last;
	if (value == 0)
		return false;
	set_value(c, value);
	return true;
}

/* Whether a head's number ends at the cursor. */
static bool is_closing(const struct cursor *c)
{
	return c->at == c->t.len || strchr(".:)-", c->t.data[c->at]) != NULL || span_starts(span_make(c->t.data + c->at, c->t.len - c->at), "–");
}

/* " 13" behind "87 bis", "/13" behind "74", the sign being `join` in the label, where the head ends there. */
static void take_second(struct cursor *c, char join)
{
	struct cursor after = *c;
	uint32_t value;

	if (join == '/' ? !take(&after, "/") : skip_space(&after) == 0)
		return;
	if (!take_digits(&after, &value) || value > SECOND_MOST || !is_closing(&after))
		return;
	buf_addf(&c->label, "%c%u", join, value);
	c->at = after.at;
}

/* "bis" at the number, or behind a space; "bis 13". */
static bool take_bis(struct cursor *c)
{
	struct cursor after = *c;
	struct span word;

	if (!take(&after, "-"))
		skip_space(&after);
	word = word_at(&after);
	if (!head_is_bis(word))
		return false;
	buf_add_span(&c->label, word);
	c->at = after.at + word.len;
	take_second(c, '-');
	return true;
}

/* "º", ".º", "o.", "er": how a number is written out, and no part of it. */
static bool take_numero(struct cursor *c)
{
	static const char *const ends[] = {"er", "re", "ero", "o", "ª", NULL};
	struct span word = word_at(c);

	c->gap = take(c, ".º") || take(c, ".ª") || take(c, ".°") || take(c, "º") || take(c, "°") || take(c, "ª");
	for (size_t i = 0; ends[i] != NULL && !c->gap; i++)
		if (span_eq_str(word, ends[i])) {
			c->at += word.len;
			c->gap = true;
		}
	return c->gap;
}

/* "-A", "-1", ".1", "a": what tells a unit from the others of its number. */
static bool take_letters(struct cursor *c)
{
	struct cursor after = *c;
	bool dash = take(&after, "-"), point = !dash && take(&after, ".");
	struct span word = word_at(&after);
	uint32_t value;

	if (word.len != 0 && !point && utf8_length(word) <= LETTERS_MOST) {
		buf_add_str(&c->label, dash ? "-" : "");
		buf_add_span(&c->label, word);
		c->at = after.at + word.len;
		return true;
	}
	if ((!dash && !point) || !take_digits(&after, &value) || letter_follows(&after))
		return false;
	buf_addf(&c->label, dash ? "-%u" : ".%u", value);
	c->at = after.at;
	return true;
}

/* What a reader of headings need not understand: "10(1)", "6§1". */
static void skip_rest(struct cursor *c)
{
	while (c->at < c->t.len && c->t.data[c->at] > ' ' && strchr(".:)-", c->t.data[c->at]) == NULL && (unsigned char)c->t.data[c->at] < 0x80) {
		c->certain = false;
		c->at++;
	}
}

static bool take_arabic(struct cursor *c)
{
	uint32_t value;

	if (!take_digits(c, &value))
		return false;
	set_value(c, value);
	if (!take_bis(c)) {
		bool numero = take_numero(c);

		while (take_letters(c))
			numero = false;
		c->gap = numero;
		take_bis(c);
	}
	take_second(c, '/');
	skip_rest(c);
	return !letter_follows(c);
}

/* "L141-1", "L. 141-1", "R 421-1": the articles of French codes. */
static bool take_lettered(struct cursor *c)
{
	struct cursor after = *c;
	const char *letter = after.t.data + after.at;

	if (after.at + 1 >= after.t.len || strchr("LRDA", *letter) == NULL)
		return false;
	after.at++;
	take(&after, ".");
	take(&after, " ");
	if (after.at >= after.t.len || utf8_digit_value(after.t.data[after.at]) < 0)
		return false;
	buf_add_char(&c->label, *letter);
	c->at = after.at;
	return take_arabic(c);
}

static bool take_number(struct cursor *c)
{
	return take_arabic(c) || take_lettered(c) || take_roman(c) || take_ordinal(c);
}

/* ---- what closes it ---- */

static bool take_dash(struct cursor *c)
{
	struct cursor after = *c;

	skip_space(&after);
	if (!take(&after, "-") && !take(&after, "–") && !take(&after, "—") && !take(&after, "−"))
		return false;
	c->at = after.at;
	return true;
}

static bool close(struct cursor *c)
{
	bool closed = false;
	size_t len, gap;

	while (take(c, ".") || take(c, ":") || take(c, ")") || take(c, "：") || take(c, "．") || take(c, "。"))
		closed = true;
	closed = take_dash(c) || closed;
	c->head->past = c->at;
	gap = skip_space(c);
	c->head->bare = c->at == c->t.len;
	c->head->closed = closed || c->head->bare || (c->gap && gap != 0);
	peek(c, &len);
	return closed || c->head->bare || gap != 0 || utf8_is_one_of(peek(c, &len), "([【«\"“<*_");
}

/* ---- the forms of a head ---- */

/* "Article 5", "المادة (10)", "TITRE PREMIER". */
static bool read_before(struct cursor *c)
{
	struct span word = word_at(c);
	bool digits, bracket, gap;
	size_t len;

	if (word.len == 0)
		return false;
	c->at += word.len;
	take(c, ".");
	gap = skip_space(c) != 0;
	bracket = take(c, "(");
	digits = utf8_digit_value(peek(c, &len)) >= 0;
	if ((!gap && !bracket && !digits) || !head_word(word, digits, &c->head->unit) || !take_number(c))
		return false;
	return !bracket || take(c, ")");
}

/* Whether the second word is a unit's. */
static bool unit_follows(const struct cursor *c)
{
	struct cursor after = *c;
	enum head_unit unit;

	after.at += word_at(c).len;
	return skip_space(&after) != 0 && head_word_behind(word_at(&after), &unit);
}

/* "-1" of "2-1-бап"; false: it is no number. */
static bool take_inserted(struct cursor *c)
{
	struct cursor after = *c;
	size_t len;

	return !take(&after, "-") || utf8_digit_value(peek(&after, &len)) < 0 || take_letters(c);
}

/* "174-бап", "2-1-бап", "II bob", "Erster Abschnitt", "1 дүгээр зүйл". */
static bool read_behind(struct cursor *c)
{
	struct span word;
	uint32_t value;

	if (take_digits(c, &value))
		set_value(c, value);
	else if (!take_roman(c) && !(unit_follows(c) && take_ordinal(c)))
		return false;
	take(c, ".");
	if (!take_inserted(c) || (!take(c, "-") && skip_space(c) == 0))
		return false;
	word = word_at(c);
	if (head_is_numbering(word)) {
		c->at += word.len;
		skip_space(c);
		word = word_at(c);
	}
	if (!head_word_behind(word, &c->head->unit))
		return false;
	c->at += word.len;
	return true;
}

/* "§ 211", but not the "§ 1º" that numbers paragraphs. */
static bool read_sign(struct cursor *c)
{
	if (!take(c, "§"))
		return false;
	skip_space(c);
	c->head->unit = HEAD_ARTICLE;
	return take_arabic(c) && !c->gap;
}

/* "第十条", "第一百二十条之一", "제5조". */
static bool read_eastern(struct cursor *c)
{
	size_t len;
	uint32_t value;

	if (!take(c, "第") && !take(c, "제"))
		return false;
	skip_space(c);
	value = provision_head_eastern(c->t, &c->at);
	if (value == 0 && !take_digits(c, &value))
		return false;
	skip_space(c);
	len = head_eastern_word(span_make(c->t.data + c->at, c->t.len - c->at), &c->head->unit);
	if (len == 0)
		return false;
	c->at += len;
	set_value(c, value);
	if (take(c, "之") && (value = provision_head_eastern(c->t, &c->at)) != 0)
		buf_addf(&c->label, "-%u", value);
	c->gap = true;
	return true;
}

/* "Disposición adicional primera. …": Spanish laws' articles behind the last; they have no number of their own. */
static bool read_disposition(struct cursor *c)
{
	struct span word = word_at(c);
	const char *stop;

	if (!span_eq_str(word, "Disposición") && !span_eq_str(word, "DISPOSICIÓN"))
		return false;
	c->at += word.len;
	skip_space(c);
	if (!head_is_disposition(word_at(c)))
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

bool provision_head_read(struct span text, struct provision_head *out)
{
	static bool (*const forms[])(struct cursor *) = {read_before, read_behind, read_sign, read_eastern, read_disposition, NULL};
	bool found = false;

	*out = (struct provision_head){.unit = HEAD_PART};
	if (!may_begin(text))
		return false;
	for (size_t i = 0; forms[i] != NULL && !found; i++) {
		struct cursor c = {.t = span_make(text.data, text.len < HEAD_BYTES_MAX ? text.len : HEAD_BYTES_MAX), .head = out, .certain = true};

		buf_init(&c.label);
		*out = (struct provision_head){.unit = HEAD_PART};
		found = forms[i](&c) && close(&c);
		if (found && c.certain && c.label.len < sizeof out->label && c.label.len != 0)
			memcpy(out->label, c.label.data, c.label.len);
		if (found && out->bare)
			out->bare = out->closed = c.t.len == text.len;
		buf_release(&c.label);
	}
	return found;
}
