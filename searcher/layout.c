#include "searcher/layout.h"

#include "text/utf8.h"

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

struct block {
	int32_t first, last;
};

static const struct block wide[] = {
	{0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},
	{0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},
	{0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},
	{0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF},
	{0x1AFF0, 0x1B2FF}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF},
	{0x20000, 0x3FFFD},
};

/* Shown by no terminal: zero-width characters, joiners, direction marks, selectors, soft hyphen. */
static const struct block ignorable[] = {
	{0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160},
	{0x180B, 0x180F}, {0x200B, 0x200F}, {0x2060, 0x2065}, {0xFE00, 0xFE0F},
	{0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF},
};

/* Controls of the terminal, and characters that turn the rest of a line round. */
static const struct block unsafe[] = {
	{0x0080, 0x009F}, {0x2028, 0x202E}, {0x2066, 0x206F}, {0xFFF9, 0xFFFB},
};

#define IN(table, cp) in_blocks(table, sizeof(table) / sizeof *(table), cp)

static bool in_blocks(const struct block *table, size_t count, int32_t cp)
{
	for (size_t i = 0; i < count; i++)
		if (cp >= table[i].first && cp <= table[i].last)
			return true;
	return false;
}

/*
 * The columns a code point takes: 2 for East Asian wide and fullwidth ones
 * (Unicode 15.0, EastAsianWidth.txt, by blocks), 0 for marks and ignorables.
 */
static unsigned width_of(int32_t cp)
{
	if (cp < 0x300)
		return cp != 0xAD;
	if (IN(ignorable, cp) || utf8_is_mark(cp))
		return 0;
	return IN(wide, cp) ? 2 : 1;
}

size_t layout_columns(struct span text)
{
	size_t columns = 0, len;
	int32_t cp;

	for (size_t at = 0; at < text.len; at += len) {
		len = utf8_decode(text, at, &cp);
		columns += width_of(cp);
	}
	return columns;
}

/* A character of ASCII that is shown as it is, in one column. */
static bool is_graphic(int32_t cp)
{
	return cp > 0x20 && cp < 0x7F;
}

/* Appends one code point as it may be shown; returns its columns. */
static size_t add_safe(struct buf *out, int32_t cp)
{
	size_t before = out->len;

	if (is_graphic(cp)) {
		buf_add_char(out, (char)cp);
		return 1;
	}
	if (cp < 0x20 || cp == 0x7F)
		utf8_add(out, cp == 0x7F ? 0x2421 : 0x2400 + cp);
	else if (IN(unsafe, cp))
		buf_addf(out, "<U+%04X>", (unsigned)cp);
	else
		utf8_add(out, cp);
	return layout_columns(span_make(out->data + before, out->len - before));
}

void layout_add_safe(struct buf *out, struct span text)
{
	size_t len;
	int32_t cp;

	for (size_t at = 0; at < text.len; at += len) {
		len = utf8_decode(text, at, &cp);
		if (utf8_is_space(cp))
			buf_add_char(out, ' ');
		else
			add_safe(out, cp);
	}
}

/* ---- Wrapping ---- */

struct wrapper {
	struct buf *out;
	const struct layout *layout;
	struct buf word;   /* not yet placed */
	size_t columns;    /* of the word */
	size_t column;     /* where the line ends, indent not counted */
	bool space;        /* white space before the word */
	bool last_wide;    /* the word ends in a wide character, after which a line may end */
	bool bold;         /* inside a highlight that is already placed */
};

static void begin_line(struct wrapper *w)
{
	for (unsigned i = 0; i < w->layout->indent; i++)
		buf_add_char(w->out, ' ');
	w->column = 0;
}

static size_t room(const struct layout *l)
{
	if (l->width == 0)
		return SIZE_MAX;
	return l->width > l->indent + LAYOUT_COLUMNS_MIN ? l->width - l->indent : LAYOUT_COLUMNS_MIN;
}

static void place_word(struct wrapper *w)
{
	if (w->word.len == 0)
		return;
	if (w->column != 0 && w->column + w->space + w->columns > room(w->layout)) {
		buf_add_char(w->out, '\n');
		begin_line(w);
	} else if (w->column != 0 && w->space) {
		buf_add_char(w->out, ' ');
		w->column++;
	}
	buf_add_span(w->out, buf_span(&w->word));
	w->column += w->columns;
	buf_clear(&w->word);
	w->columns = 0;
	w->space = false;
}

static void add_mark(struct wrapper *w, bool begins)
{
	if (w->layout->color) {
		buf_add_str(&w->word, begins ? BOLD : PLAIN);
	} else {
		buf_add_str(&w->word, begins ? "«" : "»");
		w->columns++;
	}
}

static void add_point(struct wrapper *w, int32_t cp)
{
	w->columns += add_safe(&w->word, cp);
	w->last_wide = width_of(cp) == 2;
}

/* Whether a line may end before a character, with no space there: around wide ones, but before no stop. */
static bool may_break(const struct wrapper *w, int32_t cp)
{
	unsigned width = width_of(cp);

	return w->columns != 0 && width != 0 && (w->last_wide || width == 2) && !utf8_is_punct(cp);
}

/* Adds what follows in [at, end) of a word's plain characters at once; returns how many bytes they are. */
static size_t add_run(struct wrapper *w, struct span text, size_t at, size_t end)
{
	size_t past = at;

	while (past < end && is_graphic((unsigned char)text.data[past]))
		past++;
	buf_add(&w->word, text.data + at, past - at);
	w->columns += past - at;
	return past - at;
}

void layout_wrap(struct buf *out, const struct layout *l, struct span text,
                 const struct range *highlights, size_t highlight_count)
{
	struct wrapper w = {out, l, {NULL, 0, 0}, 0, 0, false, false, false};
	size_t len, next = 0;
	int32_t cp;

	buf_init(&w.word);
	begin_line(&w);
	for (size_t at = 0; at < text.len; at += len) {
		len = utf8_decode(text, at, &cp);
		if (next < highlight_count && w.bold && highlights[next].end <= at) {
			add_mark(&w, w.bold = false);
			next++;
		}
		if (utf8_is_space(cp) || may_break(&w, cp))
			place_word(&w);
		if (next < highlight_count && !w.bold && highlights[next].start <= at)
			add_mark(&w, w.bold = true);
		if (utf8_is_space(cp)) {
			w.space = true;
			continue;
		}
		add_point(&w, cp);
		if (is_graphic(cp))
			len += add_run(&w, text, at + len, next == highlight_count ? text.len :
			               w.bold ? highlights[next].end : highlights[next].start);
	}
	if (w.bold)
		add_mark(&w, false);
	place_word(&w);
	buf_add_char(out, '\n');
	buf_release(&w.word);
}
