/* pdf_flow.c: what the lines of a text say: labels, ends of sentences, cells. */
#include <math.h>
#include <stdlib.h>

#include "formats/pdf_blocks.h"
#include "text/roman.h"
#include "text/utf8.h"

#define TAB 0.9F       /* of the size: a gap this much wider than a space is a tab */
#define AS_WIDE 0.75F  /* of a gap: another is no narrower */
#define NUMBER_DIGITS 4
#define LABEL_BYTES 12 /* of a paragraph's number: "(xviii)", "12.1.3." */
#define ITEM_LINES 20  /* from one item to the next */
#define BULLETS "•‣◦▪▫■□●○◘►▶➢➤✓✔❖·∙⁃–—"

void pdf_blocks_init(struct pdf_blocks *b, const struct pdf *p)
{
	memset(b, 0, sizeof *b);
	b->pdf = p;
	buf_init(&b->text);
}

void pdf_blocks_release(struct pdf_blocks *b)
{
	buf_release(&b->text);
	free(b->flow);
	free(b->parallel);
	free(b->blocks);
}

/* ---- labels ---- */

static size_t roman_length(struct span s, size_t at)
{
	size_t n = 0;

	while (at + n < s.len && n < 6 && strchr("ivxlcIVXLC", s.data[at + n]) != NULL && s.data[at + n] != '\0' &&
	       (n == 0 || (s.data[at + n] >= 'a') == (s.data[at] >= 'a')))
		n++;
	return n;
}

/* "14.", "2.1", "(12)", "116.106.", "3)": digits with stops between, so many groups of them. */
static bool is_number(struct span s, size_t at, size_t end, size_t *groups)
{
	size_t digits = 0;

	*groups = 0;
	for (; at < end; at++) {
		if (byte_is_digit(s.data[at])) {
			*groups += digits == 0;
			if (++digits > NUMBER_DIGITS)
				return false;
		} else if (s.data[at] == '.' && digits != 0 && at + 1 < end) {
			digits = 0;
		} else {
			return false;
		}
	}
	return digits != 0;
}

/*
 * The label that a word is, if it is one. `tab`: a wide gap follows, or the word counts on from the label before:
 * "ii." below "i.".
 */
static bool is_label(struct span s, bool tab, bool *letter)
{
	size_t from = 0, end = s.len, groups;
	bool open = false, close = false, stop = false;

	*letter = false;
	if (end > LABEL_BYTES || end == 0)
		return false;
	if (s.data[0] == '(' || s.data[0] == '[') {
		open = true;
		from = 1;
	}
	if (end > from && s.data[end - 1] == '.') {
		stop = true;
		end--;
	}
	if (end > from && strchr(")]", s.data[end - 1]) != NULL) {
		close = true;
		end--;
	}
	if (end <= from || (open && !close))
		return false;
	if (is_number(s, from, end, &groups))
		return close || stop || groups > 1 || (tab && groups == 1);
	*letter = true;
	if (!(close || (stop && tab) || (stop && end - from == 1 && byte_is_letter(s.data[from]))))
		return false;
	return (end - from == 1 && byte_is_letter(s.data[from])) || roman_length(s, from) == end - from ||
	       (end - from == 2 && s.data[from] == s.data[from + 1] && byte_is_letter(s.data[from]));
}

static bool is_bullet(struct span s, bool tab, bool last)
{
	int32_t cp;
	size_t n = s.len == 0 ? 0 : utf8_decode(s, 0, &cp);

	if (n == 0 || n != s.len || last)
		return false;
	if (cp >= 0xE000 && cp <= 0xF8FF)
		return true;
	if (cp == '-' || cp == 'o' || cp == '*' || cp == 0xA7 || cp == 'v')
		return cp == '-' || tab;
	return utf8_is_one_of(cp, BULLETS);
}

float pdf_flow_gap(const struct pdf_flow *f, const struct pdf *p, size_t word)
{
	const struct pdf_line *l = f->line;

	if (word + 1 >= l->count)
		return 0;
	return pdf_line_word(p, l, word + 1)->box.x0 - pdf_line_word(p, l, word)->box.x1;
}

/*
 * Whether a tab stands behind a word: a gap that is wide, and wider than most others of the line, as in a
 * justified line all of them are wide ("21   May   2012.   The   delegation").
 */
static bool is_tab(const struct pdf_flow *f, const struct pdf *p, size_t word)
{
	float gap = pdf_flow_gap(f, p, word);
	size_t others = 0, as_wide = 0;

	if (gap <= TAB * 0.6F * f->line->size)
		return false;
	for (size_t i = word + 1; i + 1 < f->line->count; i++) {
		float other = pdf_flow_gap(f, p, i);

		others += other > 0;
		as_wide += other > AS_WIDE * gap;
	}
	return 2 * as_wide <= others;
}

static uint32_t roman_of(struct span label)
{
	while (label.len != 0 && strchr(".)]", label.data[label.len - 1]) != NULL)
		label.len--;
	return roman_read(label, ROMAN_SMALL | ROMAN_CAPITALS);
}

/* Whether the word is the Roman number after that of the label last before, a few lines above. */
static bool counts_on(const struct pdf_blocks *b, struct span word)
{
	uint32_t value = roman_of(word);

	for (size_t i = b->flow_count; value > 1 && i-- > 0 && b->flow_count - i <= ITEM_LINES;) {
		const struct pdf_flow *f = &b->flow[i];

		if (f->label != 0)
			return f->letter && roman_of(span_make(b->text.data + f->text.start, f->label)) == value - 1;
	}
	return false;
}

/* The words of the line that its text begins with, as far as the first space; *word is their text. */
static size_t first_words(const struct pdf_blocks *b, const struct pdf_flow *f, struct span *word)
{
	struct span text = span_sub(buf_span(&b->text), f->text);
	const char *space = text.len == 0 ? NULL : memchr(text.data, ' ', text.len);
	size_t words = f->repeated + 1U;

	if (f->line->right_to_left || f->line->count < f->repeated + 2U || space == NULL)
		return 0;
	*word = span_make(text.data, (size_t)(space - text.data));
	/* A label may be printed in pieces: "1" and ".", "(", "a" and ")". */
	for (size_t len = pdf_word_text(b->pdf, pdf_line_word(b->pdf, f->line, f->repeated)).len;
	     len < word->len && words < f->line->count; words++)
		len += pdf_word_text(b->pdf, pdf_line_word(b->pdf, f->line, words)).len;
	return words;
}

void pdf_flow_relabel(struct pdf_blocks *b, struct pdf_flow *f, bool next)
{
	struct span word;
	size_t words = first_words(b, f, &word);

	f->label = f->label_words = 0;
	f->letter = f->bare = f->grouped = f->tab = f->next_roman = false;
	if (words == 0 || !is_label(word, next, &f->letter)) {
		f->letter = false;
		return;
	}
	f->tab = is_tab(f, b->pdf, words - 1);
	f->label = (uint32_t)word.len;
	f->label_words = (uint32_t)words;
}

static struct span last_word(struct span s)
{
	size_t start = s.len;

	while (start > 0 && s.data[start - 1] != ' ')
		start--;
	return span_make(s.data + start, s.len - start);
}

/* Whether the number of a provision's paragraph may follow: "Article 136", "clause". */
static bool leads_to_number(struct span word)
{
	static const char *const words[] = {"article",   "articles", "art.",       "arts.",       "clause",  "clauses",
	                                    "paragraph", "para.",    "paragraphs", "section",     "sections", "subsection",
	                                    "artículo",  "artículos", "apartado",  "paragraphe",  "alinéa",  "статьи"};
	bool digits = word.len != 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (word.len == strlen(words[i]) && strncasecmp(word.data, words[i], word.len) == 0)
			return true;
	for (size_t i = 0; i < word.len; i++)
		digits &= byte_is_digit(word.data[i]);
	return digits;
}

/*
 * Whether the line begins with the rest of a reference that the line before cut: "under Article 136" above "(2) (a) is
 * sworn in". Its number in brackets has another in brackets behind it, and is no label.
 */
static bool is_rest_of_reference(const struct pdf_blocks *b, const struct pdf_flow *f, struct span label)
{
	const struct pdf_flow *before = b->flow_count == 0 ? NULL : &b->flow[b->flow_count - 1];
	size_t behind = f->text.start + label.len + 1;

	return before != NULL && !before->ends && label.len > 2 && label.data[0] == '(' && byte_is_digit(label.data[1]) &&
	       behind < f->text.end && b->text.data[behind] == '(' &&
	       leads_to_number(last_word(span_sub(buf_span(&b->text), before->text)));
}

static void read_label(struct pdf_blocks *b, struct pdf_flow *f)
{
	struct span word;
	size_t words = first_words(b, f, &word);

	if (words == 0)
		return;
	f->tab = is_tab(f, b->pdf, words - 1);
	f->bullet = is_bullet(word, f->tab, words == f->line->count);
	f->next_roman = counts_on(b, word);
	if (!f->bullet && (!is_label(word, f->tab || f->next_roman, &f->letter) || is_rest_of_reference(b, f, word))) {
		f->letter = false;
		return;
	}
	f->bare = !f->bullet && !f->letter && byte_is_digit(word.data[word.len - 1]);
	f->grouped = !f->bullet && !f->letter && !f->tab && byte_is_digit(word.data[word.len - 1]);
	f->label = (uint32_t)word.len;
	f->label_words = (uint32_t)words;
}

/* ---- ends and beginnings ---- */

#define CLOSING "\"'”’»)]›"

static bool ends_sentence(struct span s)
{
	size_t end = s.len;

	while (end > 0) {
		size_t at = utf8_before(s, end);
		int32_t cp;

		utf8_decode(s, at, &cp);
		if (utf8_is_one_of(cp, CLOSING)) {
			end = at;
			continue;
		}
		return utf8_is_one_of(cp, ".!?:;。؟۔।…");
	}
	return false;
}

bool pdf_flow_is_lower(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (utf8_is_letter(cp))
			return utf8_is_lower(cp);
		if (utf8_is_digit(cp))
			return false;
	}
	return false;
}

/* Nothing, or a rule that is drawn with characters. */
static bool is_rule(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (utf8_is_digit(cp) && s.data[0] == '*' && s.data[s.len - 1] == '*')
			continue; /* what a bar code says */
		if (!utf8_is_space(cp) && !utf8_is_one_of(cp, "_-–—=*.…¯"))
			return false;
	}
	return s.len == 0 || s.len > 2;
}

static void add_line(struct pdf_blocks *b, const struct pdf_line *l, bool running)
{
	struct pdf_flow f = {.line = l, .text = {b->text.len, b->text.len}};
	struct span text;

	pdf_line_text(&b->text, b->pdf, l);
	f.text.end = b->text.len;
	text = span_sub(buf_span(&b->text), f.text);
	if (is_rule(text)) {
		b->text.len = f.text.start;
		return;
	}
	f.ends = ends_sentence(text);
	f.lower = pdf_flow_is_lower(text);
	ARRAY_GROW(b->flow, b->flow_count, b->flow_cap);
	read_label(b, &f);
	f.cells = pdf_flow_cells(b->pdf, &f, running);
	b->flow[b->flow_count++] = f;
}

void pdf_flow_make(struct pdf_blocks *b, enum pdf_role role)
{
	for (size_t n = 0; n < b->pdf->page_count; n++) {
		const struct pdf_page *page = &b->pdf->pages[n];
		bool running = false;

		for (size_t i = 0; i < page->line_count; i++) {
			if (i == 0 || page->lines[i].column != page->lines[i - 1].column)
				running = pdf_column_is_running(b->pdf, page, i);
			if (page->lines[i].role == role)
				add_line(b, &page->lines[i], running);
		}
	}
	pdf_stretched_join(b);
	pdf_repeats_find(b);
}
