#include "indexer/scan.h"

#include "text/utf8.h"

struct cursor {
	struct span text;
	size_t at, end; /* the line's content */
};

static char peek(const struct cursor *c, size_t ahead)
{
	return c->at + ahead < c->end ? c->text.data[c->at + ahead] : '\0';
}

static bool ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* White space or the line's end: what must follow a mark. */
static bool at_gap(const struct cursor *c)
{
	return c->at >= c->end || skip_space(c->text, c->at, c->end) > c->at;
}

static bool take(struct cursor *c, const char *s)
{
	size_t len = strlen(s);

	if (c->end - c->at < len || memcmp(c->text.data + c->at, s, len) != 0)
		return false;
	c->at += len;
	return true;
}

static bool take_number(struct cursor *c, uint32_t most, uint32_t *out)
{
	uint32_t n = 0;
	size_t from = c->at;

	while (ascii_digit(peek(c, 0)) && n <= most)
		n = n * 10 + (uint32_t)(c->text.data[c->at++] - '0');
	*out = n;
	return c->at > from && n <= most && !ascii_digit(peek(c, 0)) &&
	       (n > 0 && c->text.data[from] != '0');
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

/* ---- each kind of mark; on failure the cursor is the caller's to restore ---- */

static bool read_atx(struct cursor *c, struct mark *m)
{
	int level = 0;

	while (take(c, "#"))
		level++;
	m->type = MARK_ATX;
	m->level = level;
	return level >= 1 && level <= 6 && at_gap(c);
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
	if (!take(c, "<sup>"))
		return false;
	c->at = skip_space(c->text, c->at, c->end);
	take(c, "[");
	m->label.start = c->at;
	if (!take_number(c, NOTE_NUMBER_MAX, &m->number[0])) {
		c->at = m->label.start;
		while (take(c, "*"))
			;
		if (c->at == m->label.start)
			return false;
	}
	m->label.end = c->at;
	take(c, "]");
	c->at = skip_space(c->text, c->at, c->end);
	return take(c, "</sup>");
}

static bool read_caret(struct cursor *c, struct mark *m)
{
	m->type = MARK_CARET;
	if (!take(c, "[^"))
		return false;
	m->label.start = c->at;
	while (c->at < c->end && peek(c, 0) != ']' && peek(c, 0) != ' ')
		c->at++;
	m->label.end = c->at;
	return m->label.end > m->label.start && take(c, "]:");
}

static bool read_stars(struct cursor *c, struct mark *m)
{
	m->type = MARK_STARS;
	m->label.start = c->at;
	while (take(c, "*"))
		;
	m->label.end = c->at;
	take(c, "/");
	return m->label.end - m->label.start <= STARS_MAX && m->label.end > m->label.start && at_gap(c);
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

	if (!take(&after, "n ") && !take(&after, "n\t") && !take(&after, "q ") && !take(&after, "§ "))
		return false;
	after.at = skip_space(c->text, after.at, c->end);
	if (!(peek(&after, 0) >= 'A' && peek(&after, 0) <= 'Z'))
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

static bool read_bullet(struct cursor *c, struct mark *m)
{
	static const char *const bullets[] = {"-", "+", "•", "–", "—", "·", "▪", "◦", "‣", "●", "○",
	                                      "■", "□", "►", "➢", "\xEF\x82\xB7", "\xEF\x82\xA7", "∙",
	                                      NULL};

	m->type = MARK_BULLET;
	m->label.start = m->label.end = c->at;
	if (!may_be_bullet(c))
		return false;
	for (size_t i = 0; bullets[i]; i++)
		if (take(c, bullets[i]))
			return at_gap(c) || (i > 1 && i != 3 && i != 4);
	return take(c, "o\t") || read_font_bullet(c) || read_private_bullet(c);
}

/* 1/ or 1/. */
static bool read_slash(struct cursor *c, struct mark *m)
{
	m->type = MARK_SLASH;
	m->label.start = c->at;
	if (!take_number(c, NOTE_NUMBER_MAX, &m->number[0]))
		return false;
	m->label.end = c->at;
	return take(c, "/") && at_gap(c);
}

/* The A of 12A., the ZA of (4ZA), the -1 of 2-1): a unit that was put in between two others. Reads nothing where none stands. */
static void take_suffix(struct cursor *c, struct mark *m)
{
	struct cursor after = *c;
	uint32_t n = 0;

	if (take(&after, "-")) {
		if (!take_number(&after, SUFFIX_NUMBER_MAX, &n))
			return;
	} else {
		char first = peek(&after, 0);
		bool upper = first >= 'A' && first <= 'Z';

		for (size_t i = 0; i < (upper ? 2 : 1) && (peek(&after, 0) | 0x20) >= 'a' && (peek(&after, 0) | 0x20) <= 'z' && (peek(&after, 0) < 'a') == upper; i++)
			n = n * ALPHABET + (uint32_t)((after.text.data[after.at++] | 0x20) - 'a' + 1);
	}
	if (n == 0 || (peek(&after, 0) != '.' && peek(&after, 0) != ')'))
		return;
	m->suffix = n;
	*c = after;
}

/* "4A.—(1) …": what its first paragraph begins with directly behind a number. */
static bool at_dash(const struct cursor *c)
{
	struct cursor after = *c;

	return c->text.data[c->at - 1] == '.' && (take(&after, "—(") || take(&after, "–("));
}

/* 14.  2.1  2.1.  14)  12A.  2-1)  and, with a bracket before, (12)  (1A)  [12] */
static bool read_number(struct cursor *c, struct mark *m)
{
	bool round = take(c, "("), square = !round && take(c, "[");

	m->type = MARK_NUMBER;
	m->label.start = c->at;
	do {
		if (m->depth == LABEL_DEPTH_MAX ||
		    !take_number(c, LABEL_NUMBER_MAX, &m->number[m->depth]))
			return false;
		m->depth++;
		if (m->depth == 1 && !square)
			take_suffix(c, m);
		m->label.end = c->at;
	} while (take(c, ".") && ascii_digit(peek(c, 0)));
	m->style = c->text.data[c->at - 1] == '.' ? STYLE_DOT : STYLE_BARE;
	take(c, "."); /* 31.. as scanners have it */
	if (round || square) {
		m->style = round ? STYLE_BOTH : STYLE_SQUARE;
		if (!take(c, round ? ")" : "]"))
			return false;
		if (square && take(c, " ."))
			return at_gap(c);
	} else if (m->style == STYLE_BARE && take(c, ")")) {
		m->style = STYLE_CLOSED;
	}
	if (m->style == STYLE_BARE && m->depth == 1)
		m->type = MARK_PLAIN;
	if (m->suffix != 0 && m->depth > 1)
		return false;
	return at_gap(c) || at_dash(c);
}

static uint32_t roman_digit(char c)
{
	static const char letters[] = "ivxlcdm";
	static const uint32_t values[] = {1, 5, 10, 50, 100, 500, 1000};
	const char *p = c ? strchr(letters, c | 0x20) : NULL;

	return p ? values[p - letters] : 0;
}

/* The value of a Roman number, 0 if it is none (IIII is none; up to 89 suffices). */
static uint32_t roman_value(struct span s)
{
	uint32_t sum = 0, run = 1;

	if (s.len == 0 || s.len > 8)
		return 0;
	for (size_t i = 0; i < s.len; i++) {
		uint32_t v = roman_digit(s.data[i]);
		uint32_t next = i + 1 < s.len ? roman_digit(s.data[i + 1]) : 0;
		run = next == v ? run + 1 : 1;
		if (v == 0 || run > 3 || (next > v && v != 1 && v != 10))
			return 0;
		sum = next > v ? sum - v : sum + v;
	}
	return sum <= 89 ? sum : 0;
}

static uint32_t greek_place(int32_t cp)
{
	return cp >= 0x3B1 && cp <= 0x3C9 ? (uint32_t)(cp - 0x3B1 + 1) : 0;
}

/* In the order of lists, without ё and й. */
static uint32_t cyrillic_place(int32_t cp)
{
	static const int32_t skipped[] = {0x439, 0x44A, 0x44B, 0x44C};
	uint32_t place;

	if (cp < 0x430 || cp > 0x44F)
		return 0;
	place = (uint32_t)(cp - 0x430 + 1);
	for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
		if (cp == skipped[i])
			return 0;
		place -= cp > skipped[i];
	}
	return place;
}

/* A Latin, Greek or Cyrillic letter, a doubled one (aa) after z, or a Roman number. */
static bool take_letters(struct cursor *c, struct mark *m)
{
	size_t from = c->at;
	struct span s;
	int32_t cp;

	if (c->at >= c->end)
		return false;
	utf8_decode(c->text, c->at, &cp);
	if (greek_place(cp)) {
		m->letter = GREEK + greek_place(cp);
		c->at += 2;
		return true;
	}
	if (cyrillic_place(cp)) {
		m->letter = CYRILLIC + cyrillic_place(cp);
		c->at += 2;
		return true;
	}
	while (c->at < c->end && c->at - from < 9 && (peek(c, 0) | 0x20) >= 'a' && (peek(c, 0) | 0x20) <= 'z')
		c->at++;
	s = span_make(c->text.data + from, c->at - from);
	if (s.len == 0)
		return false;
	m->upper = s.data[0] < 'a';
	for (size_t i = 1; i < s.len; i++)
		if ((s.data[i] < 'a') != m->upper)
			return false;
	if (s.len == 1)
		m->letter = (uint32_t)((s.data[0] | 0x20) - 'a' + 1);
	else if (s.len == 2 && s.data[0] == s.data[1])
		m->letter = (uint32_t)((s.data[0] | 0x20) - 'a' + 27);
	m->roman = roman_value(s);
	return m->letter || m->roman;
}

static bool read_letter(struct cursor *c, struct mark *m)
{
	bool round = take(c, "(");

	m->type = MARK_LETTER;
	m->label.start = c->at;
	if (!take_letters(c, m))
		return false;
	m->label.end = c->at;
	m->style = round ? STYLE_BOTH : STYLE_DOT;
	if (round ? !take(c, ")") : !take(c, "."))
		m->style = STYLE_CLOSED;
	if (m->style == STYLE_CLOSED && (round || !take(c, ")")))
		return false;
	if (m->letter > CYRILLIC && m->style == STYLE_DOT)
		return false; /* "г. Алматы" */
	return at_gap(c);
}

/* **14.** and its like: the label of a paragraph in bold. */
static bool read_bold_number(struct cursor *c, struct mark *m)
{
	struct cursor inner;

	if (!take(c, "**"))
		return false;
	inner = *c;
	for (inner.end = c->at; inner.end < c->end && inner.end < c->at + 24; inner.end++)
		if (c->text.data[inner.end] == '*')
			break;
	if (!read_number(&inner, m) || inner.at != inner.end)
		return false;
	c->at = inner.end;
	return take(c, "**") && at_gap(c) && m->type == MARK_NUMBER;
}

bool mark_read(struct span text, const struct line *line, struct mark *out)
{
	static bool (*const readers[])(struct cursor *, struct mark *) = {
	        read_atx,   read_bold_number, read_stars, read_bullet, read_super, read_tag,
	        read_caret, read_slash,       read_number, read_letter, NULL};

	for (size_t i = 0; readers[i]; i++) {
		struct cursor c = {text, line->start, line->end};
		*out = (struct mark){.type = MARK_NONE, .style = STYLE_DOT};
		if (c.at == c.end || !readers[i](&c, out))
			continue;
		out->after = skip_space(text, c.at, line->end);
		out->alone = out->after == line->end;
		out->indent = line->indent;
		return true;
	}
	*out = (struct mark){.type = MARK_NONE, .after = line->start};
	return false;
}
