/* mark_numbers.c: marks that are numbers. */
#include "indexer/mark_parts.h"

#include "text/provision_head.h"
#include "text/utf8.h"

#define FIRST_YEAR 1900 /* of a day in figures */
#define LAST_YEAR 2099

#define BOLD_BYTES 24 /* of a number in bold */

/* The A of 12A., the ZA of (4ZA), the -1 of 2-1): a unit that was put in between two others. Reads nothing where none stands. */
static void take_suffix(struct cursor *c, struct mark *m)
{
	struct cursor after = *c;
	uint32_t n = mark_take_bis(&after, false);

	if (n != 0) {
		;
	} else if (mark_take(&after, "-")) {
		if (!mark_take_number(&after, SUFFIX_NUMBER_MAX, &n))
			return;
	} else {
		char first = mark_peek(&after, 0);
		bool upper = first >= 'A' && first <= 'Z';

		for (size_t i = 0; i < (upper ? 2 : 1) && (mark_peek(&after, 0) | 0x20) >= 'a' && (mark_peek(&after, 0) | 0x20) <= 'z' && (mark_peek(&after, 0) < 'a') == upper; i++)
			n = n * ALPHABET + (uint32_t)((after.text.data[after.at++] | 0x20) - 'a' + 1);
	}
	if (n == 0 || (mark_peek(&after, 0) != '.' && mark_peek(&after, 0) != ')'))
		return;
	m->suffix = n;
	*c = after;
}

/* A number that East Asian signs close: no white space follows. */
static bool is_eastern_end(const struct cursor *c)
{
	struct span before = span_make(c->text.data, c->at);

	return span_ends(before, "、") || span_ends(before, "．") || span_ends(before, "）");
}

/* "4A.—(1) …": what its first paragraph begins with directly behind a number. */
static bool at_dash(const struct cursor *c)
{
	struct cursor after = *c;

	return c->text.data[c->at - 1] == '.' && (mark_take(&after, "—(") || mark_take(&after, "–("));
}

/* The "bis" of "2° bis Par un conjoint". */
static void take_behind_sign(struct cursor *c, struct mark *m)
{
	struct cursor after = *c;
	uint32_t n = m->depth == 1 ? mark_take_bis(&after, true) : 0;

	if (n == 0)
		return;
	m->suffix = n;
	m->label.end = after.at;
	*c = after;
}

/* "1-" directly before a word of Arabic. */
static bool is_tight_dash(const struct cursor *c)
{
	int32_t cp = 0;

	if (c->tight && c->at < c->end)
		utf8_decode(c->text, c->at, &cp);
	return is_arabic_letter(cp);
}

/* " - O acesso é livre", as Portuguese laws number their paragraphs: the dash behind a space, before a capital. */
static bool take_dash_apart(struct cursor *c)
{
	struct cursor after = *c;
	int32_t cp = 0;

	if ((!mark_take(&after, " -") && !mark_take(&after, " –") && !mark_take(&after, " —")) || !mark_at_gap(&after))
		return false;
	if (after.at + 1 < after.end)
		utf8_decode(after.text, after.at + 1, &cp);
	if (!utf8_is_upper(cp) && cp != 0xAB)
		return false;
	*c = after;
	return true;
}

/* What stands behind a number without brackets: ")", "-", ".-", "º", "、". Sets the style. */
static void take_close(struct cursor *c, struct mark *m)
{
	bool written = mark_take(c, "º") || mark_take(c, "°");
	struct cursor after;

	if (mark_take(c, ")") || mark_take(c, "）")) {
		m->style = STYLE_CLOSED;
		return;
	}
	if (mark_take(c, "、") || mark_take(c, "．")) {
		m->style = STYLE_DOT;
		return;
	}
	if (written) {
		take_behind_sign(c, m);
		m->style = STYLE_DOT;
		mark_take(c, ".");
	}
	after = *c;
	if ((mark_take(&after, "-") || mark_take(&after, "–") || mark_take(&after, "—")) && (mark_at_gap(&after) || is_tight_dash(&after))) {
		m->style = m->style == STYLE_BARE ? STYLE_DASH : m->style;
		*c = after;
	} else if (m->style == STYLE_BARE && m->depth == 1 && take_dash_apart(c)) {
		m->style = STYLE_DASH;
	}
}

static bool take_brackets_end(struct cursor *c, struct mark *m, bool round)
{
	m->style = round ? STYLE_BOTH : STYLE_SQUARE;
	if (!(round ? mark_take(c, ")") || mark_take(c, "）") : mark_take(c, "]")))
		return false;
	return round || !mark_take(c, " .") || mark_at_gap(c);
}

/* "3.3.2021" is a day. */
static bool is_day(const struct mark *m)
{
	return m->depth == 3 && m->number[0] <= 31 && m->number[1] <= 12 && m->number[2] >= FIRST_YEAR && m->number[2] <= LAST_YEAR;
}

bool mark_read_number(struct cursor *c, struct mark *m)
{
	bool round = mark_take(c, "(") || mark_take(c, "（"), square = !round && mark_take(c, "[");

	m->type = MARK_NUMBER;
	m->label.start = c->at;
	do {
		if (m->depth == LABEL_DEPTH_MAX ||
		    !mark_take_number(c, LABEL_NUMBER_MAX, &m->number[m->depth]))
			return false;
		m->depth++;
		if (m->depth == 1 && !square)
			take_suffix(c, m);
		m->label.end = c->at;
	} while (mark_take(c, ".") && mark_at_digit(c));
	if (is_day(m))
		return false;
	m->style = c->text.data[c->at - 1] == '.' ? STYLE_DOT : STYLE_BARE;
	mark_take(c, "."); /* 31.. as scanners have it */
	if (round || square) {
		if (!take_brackets_end(c, m, round))
			return false;
	} else {
		take_close(c, m);
	}
	if (m->style == STYLE_BARE && m->depth == 1)
		m->type = MARK_PLAIN;
	if (m->suffix != 0 && m->depth > 1)
		return false;
	return mark_at_gap(c) || at_dash(c) || is_eastern_end(c) || mark_is_tight(c, m);
}

bool mark_read_eastern(struct cursor *c, struct mark *m)
{
	bool round = mark_take(c, "（") || mark_take(c, "(");
	size_t at = c->at;

	m->type = MARK_NUMBER;
	m->label.start = c->at;
	m->number[0] = provision_head_eastern(span_make(c->text.data, c->end), &at);
	m->depth = 1;
	c->at = m->label.end = at;
	m->style = round ? STYLE_EASTERN_BOTH : STYLE_EASTERN;
	if (m->number[0] == 0 || m->number[0] > EASTERN_MOST)
		return false;
	if (round)
		return mark_take(c, "）") || mark_take(c, ")");
	return mark_take(c, "、") || mark_take(c, "．") || (mark_take(c, ".") && mark_at_gap(c));
}

bool mark_read_lettered(struct cursor *c, struct mark *m)
{
	char letter = mark_peek(c, 0);

	m->type = MARK_NUMBER;
	m->style = STYLE_LETTERED;
	m->label.start = c->at;
	if (letter < 'A' || letter > 'Z')
		return false;
	c->at++;
	m->number[m->depth++] = (uint32_t)(letter - 'A' + 1);
	while (m->depth < LABEL_DEPTH_MAX && mark_peek(c, 0) == '.' && mark_peek(c, 1) >= '0' && mark_peek(c, 1) <= '9') {
		c->at++;
		if (!mark_take_number(c, LABEL_NUMBER_MAX, &m->number[m->depth++]))
			return false;
	}
	m->label.end = c->at;
	return m->depth > 1 && mark_take(c, ".") && (mark_at_gap(c) || mark_is_tight(c, m));
}

bool mark_read_bold_number(struct cursor *c, struct mark *m)
{
	struct cursor inner;

	if (!mark_take(c, "**"))
		return false;
	inner = *c;
	for (inner.end = c->at; inner.end < c->end && inner.end < c->at + BOLD_BYTES; inner.end++)
		if (c->text.data[inner.end] == '*')
			break;
	if (!mark_read_number(&inner, m) || inner.at != inner.end)
		return false;
	c->at = inner.end;
	return mark_take(c, "**") && mark_at_gap(c) && m->type == MARK_NUMBER;
}
