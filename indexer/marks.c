#include "indexer/mark_parts.h"

#include "text/utf8.h"

char mark_peek(const struct cursor *c, size_t ahead)
{
	return c->at + ahead < c->end ? c->text.data[c->at + ahead] : '\0';
}

bool mark_at_gap(const struct cursor *c)
{
	return c->at >= c->end || skip_space(c->text, c->at, c->end) > c->at;
}

bool mark_is_tight(const struct cursor *c, const struct mark *m)
{
	int32_t cp = 0;

	if (!c->tight || c->at >= c->end || (m->style == STYLE_BARE && m->depth == 1))
		return false;
	utf8_decode(c->text, c->at, &cp);
	if (m->style == STYLE_DASH)
		return is_arabic_letter(cp);
	if (m->style == STYLE_DOT || m->style == STYLE_BARE || m->style == STYLE_LETTERED)
		return utf8_is_letter(cp) && !utf8_is_lower(cp);
	return utf8_is_letter(cp) || (m->type == MARK_LETTER && m->style == STYLE_BOTH && byte_is_digit((char)mark_peek(c, 0)));
}

bool mark_take(struct cursor *c, const char *s)
{
	size_t len = strlen(s);

	if (c->end - c->at < len || memcmp(c->text.data + c->at, s, len) != 0)
		return false;
	c->at += len;
	return true;
}

/* The value of a digit of ASCII or Arabic script at the cursor, -1 for what is none; *len: its bytes. */
static int digit_at(const struct cursor *c, size_t *len)
{
	unsigned char first = (unsigned char)mark_peek(c, 0), second = (unsigned char)mark_peek(c, 1);

	*len = 1;
	if (byte_is_digit((char)first))
		return first - '0';
	*len = 2;
	if (first == 0xD9 && second >= 0xA0 && second <= 0xA9)
		return second - 0xA0;
	return first == 0xDB && second >= 0xB0 && second <= 0xB9 ? second - 0xB0 : -1;
}

bool mark_at_digit(const struct cursor *c)
{
	size_t len;

	return digit_at(c, &len) >= 0;
}

bool mark_take_number(struct cursor *c, uint32_t most, uint32_t *out)
{
	uint32_t n = 0;
	size_t from = c->at, len;
	bool zero = mark_at_digit(c) && digit_at(c, &len) == 0;
	int digit;

	while ((digit = digit_at(c, &len)) >= 0 && n <= most) {
		n = n * 10 + (uint32_t)digit;
		c->at += len;
	}
	*out = n;
	return c->at > from && n <= most && !mark_at_digit(c) && n > 0 && !zero;
}

static bool take_superscript(struct cursor *c, uint32_t *out)
{
	uint32_t n = 0;
	size_t from = c->at;

	while (c->at < c->end && n <= NOTE_NUMBER_MAX) {
		int32_t cp;
		size_t len = utf8_decode(c->text, c->at, &cp);
		int digit = utf8_superscript(cp);
		if (digit < 0)
			break;
		n = n * 10 + (uint32_t)digit;
		c->at += len;
	}
	*out = n;
	return c->at > from && n > 0 && n <= NOTE_NUMBER_MAX;
}

uint32_t mark_take_bis(struct cursor *c, bool bare)
{
	static const char *const words[] = {"bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies", NULL};
	struct cursor after = *c;

	if (!mark_take(&after, " "))
		mark_take(&after, "-");
	for (uint32_t i = 0; words[i] != NULL; i++) {
		struct cursor past = after;

		if (!mark_take(&past, words[i]) || (mark_peek(&past, 0) != '.' && mark_peek(&past, 0) != ')' && !(bare && mark_at_gap(&past))))
			continue;
		*c = past;
		return BIS + i;
	}
	return 0;
}

/* ---- each kind of mark; on failure the cursor is the caller's to restore ---- */

static bool read_atx(struct cursor *c, struct mark *m)
{
	int level = 0;

	while (mark_take(c, "#"))
		level++;
	m->type = MARK_ATX;
	m->level = level;
	return level >= 1 && level <= 6 && mark_at_gap(c);
}

static bool read_super(struct cursor *c, struct mark *m)
{
	m->type = MARK_SUPER;
	m->label.start = c->at;
	if (!take_superscript(c, &m->number[0]))
		return false;
	m->label.end = c->at;
	return true;
}

static bool read_tag(struct cursor *c, struct mark *m)
{
	m->type = MARK_TAG;
	if (!mark_take(c, "<sup>"))
		return false;
	c->at = skip_space(c->text, c->at, c->end);
	mark_take(c, "[");
	m->label.start = c->at;
	if (!mark_take_number(c, NOTE_NUMBER_MAX, &m->number[0])) {
		c->at = m->label.start;
		while (mark_take(c, "*"))
			;
		if (c->at == m->label.start)
			return false;
	}
	m->label.end = c->at;
	mark_take(c, "]");
	c->at = skip_space(c->text, c->at, c->end);
	return mark_take(c, "</sup>");
}

static bool read_caret(struct cursor *c, struct mark *m)
{
	m->type = MARK_CARET;
	if (!mark_take(c, "[^"))
		return false;
	m->label.start = c->at;
	while (c->at < c->end && mark_peek(c, 0) != ']' && mark_peek(c, 0) != ' ')
		c->at++;
	m->label.end = c->at;
	return m->label.end > m->label.start && mark_take(c, "]:");
}

static bool read_stars(struct cursor *c, struct mark *m)
{
	m->type = MARK_STARS;
	m->label.start = c->at;
	while (mark_take(c, "*"))
		;
	m->label.end = c->at;
	mark_take(c, "/");
	return m->label.end - m->label.start <= STARS_MAX && m->label.end > m->label.start && mark_at_gap(c);
}

/* Any sign of a font of signs: U+F020 to U+F0FF. */
static bool read_private_bullet(struct cursor *c)
{
	int32_t cp = 0;

	if (c->at >= c->end)
		return false;
	c->at += utf8_decode(c->text, c->at, &cp);
	return cp >= 0xF020 && cp <= 0xF0FF;
}

/* "n Calling on …": a square of a font of signs, which text has as a letter. */
static bool read_font_bullet(struct cursor *c)
{
	struct cursor after = *c;

	if (!mark_take(&after, "n ") && !mark_take(&after, "n\t") && !mark_take(&after, "q ") && !mark_take(&after, "§ "))
		return false;
	after.at = skip_space(c->text, after.at, c->end);
	if (!(mark_peek(&after, 0) >= 'A' && mark_peek(&after, 0) <= 'Z'))
		return false;
	c->at += c->text.data[c->at] == '\xC2' ? 2 : 1;
	return true;
}

/* What a bullet begins with; nearly every line begins otherwise. */
static bool may_be_bullet(const struct cursor *c)
{
	unsigned char first = c->at < c->end ? (unsigned char)c->text.data[c->at] : '\0';

	return first >= 0x80 || first == '-' || first == '+' || first == 'o' || first == 'n' || first == 'q';
}

/* "- 1 BvR 12/19 -", "- A -": a line in the middle. */
static bool is_between_dashes(const struct cursor *c)
{
	struct span line = span_make(c->text.data + c->at, c->end - c->at);

	return (span_starts(line, "- ") && span_ends(line, " -")) || (span_starts(line, "– ") && span_ends(line, " –"));
}

static bool read_bullet(struct cursor *c, struct mark *m)
{
	static const char *const bullets[] = {"-", "+", "•", "–", "—", "·", "▪", "◦", "‣", "●", "○",
	                                      "■", "□", "►", "➢", "\xEF\x82\xB7", "\xEF\x82\xA7", "∙",
	                                      NULL};

	m->type = MARK_BULLET;
	m->label.start = m->label.end = c->at;
	if (!may_be_bullet(c) || is_between_dashes(c))
		return false;
	for (size_t i = 0; bullets[i]; i++)
		if (mark_take(c, bullets[i]))
			return mark_at_gap(c) || (i > 1 && i != 3 && i != 4);
	return mark_take(c, "o\t") || read_font_bullet(c) || read_private_bullet(c);
}

/* 1/ or 1/. */
static bool read_slash(struct cursor *c, struct mark *m)
{
	m->type = MARK_SLASH;
	m->label.start = c->at;
	if (!mark_take_number(c, NOTE_NUMBER_MAX, &m->number[0]))
		return false;
	m->label.end = c->at;
	return mark_take(c, "/") && mark_at_gap(c);
}

/* A paragraph's number alone in its line. */
static bool read_apart(struct span text, const struct line *line, struct mark *m)
{
	struct cursor c = {text, line->start, line->end, false};

	*m = (struct mark){.type = MARK_NUMBER, .style = STYLE_APART, .label = {line->start, line->end}, .after = line->end, .depth = 1, .alone = true,
	                   .indent = line->indent};
	return mark_take_number(&c, LABEL_NUMBER_MAX, &m->number[0]);
}

/* What a mark may begin with. */
#define FIRST_HASH (1U << 0)
#define FIRST_STAR (1U << 1)
#define FIRST_ANGLE (1U << 2)
#define FIRST_ROUND (1U << 3)
#define FIRST_SQUARE (1U << 4)
#define FIRST_DIGIT (1U << 5)
#define FIRST_UPPER (1U << 6)
#define FIRST_LOWER (1U << 7)
#define FIRST_BEYOND (1U << 8) /* ASCII */
#define FIRST_LINE (1U << 9)   /* - and + */

static unsigned first_of(unsigned char c)
{
	if ((unsigned)((c | 0x20) - 'a') < 26)
		return c < 'a' ? FIRST_UPPER : FIRST_LOWER;
	if (c >= 0x80)
		return FIRST_BEYOND;
	if (byte_is_digit((char)c))
		return FIRST_DIGIT;
	switch (c) {
	case '#':
		return FIRST_HASH;
	case '*':
		return FIRST_STAR;
	case '<':
		return FIRST_ANGLE;
	case '(':
		return FIRST_ROUND;
	case '[':
		return FIRST_SQUARE;
	default:
		return c == '-' || c == '+' ? FIRST_LINE : 0;
	}
}

bool mark_read(struct span text, const struct line *line, struct mark *out)
{
	static const struct {
		bool (*read)(struct cursor *, struct mark *);
		unsigned first; /* what it is worth trying at */
	} readers[] = {
		{read_atx, FIRST_HASH},
		{mark_read_bold_number, FIRST_STAR},
		{read_stars, FIRST_STAR},
		{read_bullet, FIRST_LINE | FIRST_LOWER | FIRST_BEYOND},
		{read_super, FIRST_BEYOND},
		{read_tag, FIRST_ANGLE},
		{read_caret, FIRST_SQUARE},
		{read_slash, FIRST_DIGIT | FIRST_BEYOND},
		{mark_read_number, FIRST_DIGIT | FIRST_ROUND | FIRST_SQUARE | FIRST_BEYOND},
		{mark_read_lettered, FIRST_UPPER},
		{mark_read_letter, FIRST_UPPER | FIRST_LOWER | FIRST_ROUND | FIRST_BEYOND},
		{mark_read_eastern, FIRST_ROUND | FIRST_BEYOND},
	};
	unsigned first = line->start == line->end ? 0 : first_of((unsigned char)text.data[line->start]);

	if (line->flags & LINE_APART)
		return read_apart(text, line, out);
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		struct cursor c = {text, line->start, line->end, (line->flags & LINE_TIGHT) != 0};

		if ((readers[i].first & first) == 0)
			continue;
		*out = (struct mark){.type = MARK_NONE, .style = STYLE_DOT};
		if (!readers[i].read(&c, out))
			continue;
		out->after = skip_space(text, c.at, line->end);
		out->alone = out->after == line->end;
		out->indent = line->indent;
		return true;
	}
	*out = (struct mark){.type = MARK_NONE, .after = line->start};
	return false;
}
