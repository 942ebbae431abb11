#include "text/wording.h"

#include "text/bigram.h"
#include "text/utf8.h"
#include "text/words.h"

#include <stdlib.h>

#define BRACKET_MAX 120 /* bytes between square brackets that a quoter put in; more is the text's own */

/* ---- The wordbook ---- */

void wordbook_init(struct wordbook *b)
{
	memset(b, 0, sizeof *b);
	strmap_init(&b->numbers);
	pool_init(&b->pool);
	buf_init(&b->made);
}

void wordbook_release(struct wordbook *b)
{
	if (b == NULL)
		return;
	strmap_release(&b->numbers);
	pool_release(&b->pool);
	buf_release(&b->made);
	free(b->texts);
	free(b->folded);
	memset(b, 0, sizeof *b);
}

struct span wordbook_text(const struct wordbook *b, uint32_t number)
{
	return b->texts[number];
}

/* Puts a text in, if it is new, with itself as its folded form. */
static uint32_t put_text(struct wordbook *b, struct span text, bool *is_new)
{
	uint32_t *value = strmap_put(&b->numbers, text, is_new);

	if (!*is_new)
		return *value;
	*value = (uint32_t)b->count;
	if (b->count == b->cap) {
		b->cap = b->cap == 0 ? 256 : 2 * b->cap;
		b->texts = mem_realloc(b->texts, b->cap * sizeof *b->texts);
		b->folded = mem_realloc(b->folded, b->cap * sizeof *b->folded);
	}
	b->texts[b->count] = pool_span(&b->pool, text);
	b->folded[b->count] = (uint32_t)b->count;
	return (uint32_t)b->count++;
}

static uint32_t number_of(struct wordbook *b, struct span text)
{
	struct buf folded;
	bool is_new;
	uint32_t number = put_text(b, text, &is_new), other;

	if (!is_new)
		return number;
	buf_init(&folded);
	utf8_fold(&folded, text);
	other = put_text(b, buf_span(&folded), &is_new);
	b->folded[number] = other;
	buf_release(&folded);
	return number;
}

/* ---- Characters ---- */

/* ' ` ´ ʻ ʼ ‘ ’ ‛ ′ ＇ */
static bool is_apostrophe(int32_t cp)
{
	if (cp < 0x2018)
		return cp == '\'' || cp == '`' || cp == 0xB4 || cp == 0x2BB || cp == 0x2BC;
	return cp <= 0x2019 || cp == 0x201B || cp == 0x2032 || cp == 0xFF07;
}

/* " « » ‚ “ ” „ ‟ ″ ‹ › 「 」 『 』 ＂, and apostrophes */
static bool is_quote(int32_t cp)
{
	if (cp < 0x2018)
		return cp == '"' || cp == 0xAB || cp == 0xBB || is_apostrophe(cp);
	return cp <= 0x201F || cp == 0x2033 || cp == 0x2039 || cp == 0x203A ||
	       (cp >= 0x300C && cp <= 0x300F) || cp == 0xFF02 || is_apostrophe(cp);
}

/* - ‐ ‑ ‒ – — ― − ⸺ ⸻ ﹣ － */
static bool is_dash(int32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x2E3A ||
	       cp == 0x2E3B || cp == 0xFE63 || cp == 0xFF0D;
}

/* A dash that ties words into one where no space parts it from them. */
static bool is_hyphen(int32_t cp)
{
	return is_dash(cp) && (cp < 0x2012 || cp == 0x2013 || cp == 0x2212 || cp == 0xFF0D);
}

/* • ‣ ⁃ ∙ ■ ▪ ● ◦ */
static bool is_bullet(int32_t cp)
{
	return cp == 0x2022 || cp == 0x2023 || cp == 0x2043 || cp == 0x2219 || cp == 0x25A0 ||
	       cp == 0x25AA || cp == 0x25CF || cp == 0x25E6;
}

/* Invisible, or a mark of how a text is laid out: it never counts. */
static bool is_nothing(int32_t cp)
{
	if (cp < 0x80)
		return cp == '*' || cp == '_' || cp < 0x20 || cp == 0x7F;
	if (cp < 0x2000)
		return cp == 0xAD || cp == 0xB7 || cp == 0x34F || cp == 0x61C || cp == 0x640 || cp == 0x180E;
	return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF ||
	       is_bullet(cp);
}

static bool is_space(int32_t cp)
{
	return utf8_is_space(cp);
}

/* ---- Reading ---- */

struct reader {
	struct wording *w;
	struct wordbook *b;
	struct span text;
	const struct range *holes;
	size_t hole_count, hole;
	size_t at;
	size_t bracket; /* the end of the bracket that is being read, else 0 */
	bool space;     /* white space, a hole or the beginning comes before `at` */
};

static struct atom *add_atom(struct reader *r, enum atom_kind kind, unsigned flags, uint32_t text,
                             struct range at)
{
	struct wording *w = r->w;

	ARRAY_GROW(w->atoms, w->count, w->cap);
	w->atoms[w->count] = (struct atom){kind, flags, text, at};
	r->space = false;
	return &w->atoms[w->count++];
}

static int32_t peek(const struct reader *r, size_t at)
{
	return at < r->text.len ? utf8_peek(r->text, at) : 0;
}

static size_t after_spaces(struct span s, size_t at)
{
	int32_t cp;
	size_t len;

	for (; at < s.len; at += len) {
		len = utf8_decode(s, at, &cp);
		if (!is_space(cp))
			break;
	}
	return at;
}

/* The end of an ellipsis at `at`: … or three dots or more, with spaces between or not; else `at`. */
static size_t ellipsis_end(struct span s, size_t at)
{
	size_t dots = 0, end = at, next = at;

	for (;;) {
		int32_t cp = next < s.len ? utf8_peek(s, next) : 0;

		if (cp != '.' && cp != 0x2026)
			break;
		dots += cp == '.' ? 1 : 3;
		end = next + (cp == '.' ? 1 : 3);
		next = after_spaces(s, end);
		if (next > end + 2 || (next > end && memchr(s.data + end, '\n', next - end) != NULL))
			break;
	}
	return dots >= 3 ? end : at;
}

/* Whether what stands in brackets says that something was left out. */
static bool says_omission(struct span inside)
{
	static const char *const left_out[] = {"..", "omissis", "omitted", "footnote omitted", "footnotes omitted",
	                                       "note omitted", "notes omitted", "citation omitted",
	                                       "citations omitted", "internal citations omitted",
	                                       "reference omitted", "references omitted"};
	struct span s = span_trim(inside);

	for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
		if (span_eq_str(s, left_out[i]))
			return true;
	return s.len != 0 && ellipsis_end(s, 0) == s.len;
}

/* The place of the bracket that closes the one at `at`; `at` if it is not a quoter's. */
static size_t bracket_close(struct span s, size_t at, char close)
{
	size_t most = s.len - at > BRACKET_MAX ? at + BRACKET_MAX : s.len;

	for (size_t i = at + 1; i < most; i++) {
		if (s.data[i] == close)
			return i;
		if (s.data[i] == '[' || s.data[i] == ']' || s.data[i] == '(' || s.data[i] == ')')
			break;
	}
	return at;
}

/* Whether the bytes between two brackets are part of one word: letters and digits only. */
static bool is_word_part(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (!utf8_is_letter(cp) && !utf8_is_mark(cp) && !utf8_is_digit(cp))
			return false;
	}
	return s.len != 0;
}

/* A word ends at apostrophes, and at stops that are not between digits. */
static size_t part_end(struct span s, size_t at, size_t end)
{
	int32_t before = 0, cp;
	size_t len;

	for (size_t i = at; i < end; i += len) {
		len = utf8_decode(s, i, &cp);
		if (is_apostrophe(cp) || is_dash(cp))
			return i;
		if (utf8_is_punct(cp) && cp != '_' &&
		    !(utf8_is_digit(before) && i + len < end && utf8_is_digit(utf8_peek(s, i + len))))
			return i;
		if (!is_nothing(cp))
			before = cp;
	}
	return end;
}

/* The end of the bracketed part of a word at `at`; `at` if there is none. */
static size_t bracket_part(const struct reader *r, size_t at)
{
	size_t close;

	if (r->bracket != 0 || r->text.data[at] != '[')
		return at;
	close = bracket_close(r->text, at, ']');
	return close > at && is_word_part(span_make(r->text.data + at + 1, close - at - 1)) ? close + 1 : at;
}

/* The end of the part of a word at `at`; `at` if there is none. */
static size_t plain_part(const struct reader *r, size_t at)
{
	struct span s = r->text;
	size_t end;

	if (bigram_begins(s, at) || utf8_superscript(utf8_peek(s, at)) >= 0)
		return at;
	end = word_end(s, at);
	return word_is_word(span_make(s.data + at, end - at)) ? part_end(s, at, end) : at;
}

/* The end of the word at `at`, with bracketed letters in it; `at` if none begins there. */
static size_t word_part(const struct reader *r, size_t at, bool *bracketed)
{
	bool plain = false; /* what comes before is a part without brackets */

	while (at < r->text.len) {
		size_t end = bracket_part(r, at);

		*bracketed |= end > at;
		if (end == at && !plain)
			end = plain_part(r, at);
		if (end == at)
			break;
		plain = r->text.data[end - 1] != ']';
		at = end;
	}
	return at;
}

/* Sets b->made to the word as it is compared. */
static void make_word(struct reader *r, struct span word)
{
	struct buf kept;
	int32_t cp;
	size_t len;

	buf_init(&kept);
	for (size_t at = 0; at < word.len; at += len) {
		len = utf8_decode(word, at, &cp);
		if (!is_nothing(cp))
			buf_add(&kept, word.data + at, len);
	}
	buf_clear(&r->b->made);
	if (r->bracket != 0)
		buf_add_char(&r->b->made, '[');
	utf8_spell_out(&r->b->made, buf_span(&kept));
	if (r->bracket != 0)
		buf_add_char(&r->b->made, ']');
	buf_release(&kept);
}

static bool has_letter(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (utf8_is_letter(cp))
			return true;
	}
	return false;
}

/* A soft hyphen before white space is a hyphen at a line's end. */
static bool ends_softly(struct span text, size_t end)
{
	return end >= 2 && end < text.len && utf8_peek_before(text, end) == 0xAD &&
	       is_space(utf8_peek(text, end));
}

static void add_word(struct reader *r, struct range at, bool bracketed)
{
	unsigned flags = bracketed || r->bracket != 0 ? ATOM_BRACKETED : 0;
	struct span word = span_sub(r->text, at);

	make_word(r, word);
	if (r->b->made.len == 0)
		return;
	if (has_letter(word))
		flags |= ATOM_LETTERS;
	if (span_eq_str(buf_span(&r->b->made), "[sic]"))
		flags |= ATOM_SIC;
	add_atom(r, ATOM_WORD, flags, number_of(r->b, buf_span(&r->b->made)), at);
	if (ends_softly(r->text, at.end))
		add_atom(r, ATOM_DASH, ATOM_LINK, number_of(r->b, span_of("-")), (struct range){at.end, at.end});
}

/* Superscript digits, as ^12. */
static void add_call(struct reader *r)
{
	size_t start = r->at;
	int digit;
	int32_t cp;

	buf_clear(&r->b->made);
	buf_add_char(&r->b->made, '^');
	while (r->at < r->text.len) {
		size_t len = utf8_decode(r->text, r->at, &cp);

		digit = utf8_superscript(cp);
		if (digit < 0)
			break;
		buf_add_char(&r->b->made, (char)('0' + digit));
		r->at += len;
	}
	add_atom(r, ATOM_WORD, ATOM_CALL, number_of(r->b, buf_span(&r->b->made)), (struct range){start, r->at});
}

/* Whether the atom before ends where `at` begins. */
static bool touches_word(const struct reader *r, size_t at)
{
	const struct atom *last = r->w->count == 0 ? NULL : &r->w->atoms[r->w->count - 1];

	return last != NULL && !r->space && last->kind == ATOM_WORD && last->at.end == at;
}

static bool begins_word(const struct reader *r, size_t at)
{
	int32_t cp = peek(r, at);

	return utf8_is_letter(cp) || utf8_is_digit(cp);
}

/* Whether a hyphen that ends at `at` ties what follows: a word at once, or after a line's end in lower case. */
static bool ties_on(const struct reader *r, size_t at)
{
	size_t next = after_spaces(r->text, at);

	if (next == at)
		return begins_word(r, at);
	for (size_t i = 0; i < r->hole_count; i++)
		if (r->holes[i].start <= next && r->holes[i].end > at)
			next = r->holes[i].end;
	return next < r->text.len && utf8_is_lower(utf8_peek(r->text, next));
}

static void add_dash(struct reader *r)
{
	size_t start = r->at;
	bool tied = touches_word(r, start), hyphens = true;
	size_t count = 0;
	int32_t cp;

	while (r->at < r->text.len) {
		size_t len = utf8_decode(r->text, r->at, &cp);

		if (!is_dash(cp))
			break;
		hyphens &= is_hyphen(cp);
		count++;
		r->at += len;
	}
	tied = tied && hyphens && count == 1 && ties_on(r, r->at);
	add_atom(r, ATOM_DASH, tied ? ATOM_LINK : 0, number_of(r->b, span_of("-")),
	         (struct range){start, r->at});
}

/* One quotation mark; '' and `` are one too. */
static void add_quote(struct reader *r)
{
	size_t start = r->at;
	int32_t cp;
	unsigned flags = 0;

	r->at += utf8_decode(r->text, r->at, &cp);
	if ((cp == '\'' || cp == '`') && peek(r, r->at) == cp)
		r->at++;
	else if (is_apostrophe(cp) && touches_word(r, start) && begins_word(r, r->at))
		flags = ATOM_LINK;
	add_atom(r, ATOM_QUOTE, flags, number_of(r->b, span_of("\"")), (struct range){start, r->at});
}

static void add_mark(struct reader *r)
{
	size_t start = r->at;
	int32_t cp;

	r->at += utf8_decode(r->text, r->at, &cp);
	buf_clear(&r->b->made);
	utf8_spell_out(&r->b->made, span_make(r->text.data + start, r->at - start));
	add_atom(r, ATOM_MARK, r->bracket != 0 ? ATOM_BRACKETED : 0, number_of(r->b, buf_span(&r->b->made)),
	         (struct range){start, r->at});
}

/* Two gaps side by side are one. */
static void add_gap(struct reader *r, size_t end)
{
	struct range at = {r->at, end};
	struct atom *last = r->w->count == 0 ? NULL : &r->w->atoms[r->w->count - 1];

	r->at = end;
	if (last != NULL && last->kind == ATOM_GAP)
		last->at.end = end;
	else
		add_atom(r, ATOM_GAP, 0, number_of(r->b, span_of("…")), at);
}

/* Reads an ellipsis, bracketed or not; false: there is none. */
static bool read_gap(struct reader *r)
{
	char c = r->text.data[r->at];
	size_t end;

	if (c == '[' || c == '(' || c == '<') {
		end = bracket_close(r->text, r->at, c == '[' ? ']' : c == '(' ? ')' : '>');
		if (end == r->at || !says_omission(span_make(r->text.data + r->at + 1, end - r->at - 1)))
			return false;
		add_gap(r, end + 1);
		return true;
	}
	end = ellipsis_end(r->text, r->at);
	if (end == r->at)
		return false;
	add_gap(r, end);
	return true;
}

/* A bracket around several words opens or closes; false: it is none. */
static bool read_bracket(struct reader *r)
{
	size_t close;

	if (r->bracket != 0 && r->at == r->bracket) {
		r->bracket = 0;
		r->at++;
		return true;
	}
	if (r->bracket != 0 || r->text.data[r->at] != '[')
		return false;
	close = bracket_close(r->text, r->at, ']');
	if (close == r->at)
		return false;
	r->bracket = close;
	r->at++;
	return true;
}

static void read_next(struct reader *r)
{
	bool bracketed = false;
	size_t start = r->at, end;
	int32_t cp;
	size_t len = utf8_decode(r->text, r->at, &cp);

	if (read_gap(r))
		return;
	if (bigram_begins(r->text, start)) {
		r->at = bigram_element(r->text, start);
		add_word(r, (struct range){start, r->at}, false);
		return;
	}
	end = word_part(r, start, &bracketed);
	if (end > start) {
		r->at = end;
		add_word(r, (struct range){start, end}, bracketed);
	} else if (utf8_superscript(cp) >= 0) {
		add_call(r);
	} else if (is_dash(cp)) {
		add_dash(r);
	} else if (is_quote(cp)) {
		add_quote(r);
	} else if (is_nothing(cp)) {
		r->at += len;
	} else if (!read_bracket(r)) {
		add_mark(r);
	}
}

void wording_add(struct wording *w, struct wordbook *b, struct span text, const struct range *holes,
                 size_t hole_count)
{
	struct reader r = {.w = w, .b = b, .text = text, .holes = holes, .hole_count = hole_count, .space = true};
	int32_t cp;

	while (r.at < text.len) {
		size_t len = utf8_decode(text, r.at, &cp);

		if (r.hole < hole_count && r.at >= holes[r.hole].start) {
			r.at = r.at < holes[r.hole].end ? holes[r.hole].end : r.at;
			r.hole++;
			r.space = true;
		} else if (is_space(cp)) {
			r.at += len;
			r.space = true;
		} else {
			read_next(&r);
		}
	}
}

void wording_add_optional(struct wording *w, struct wordbook *b, struct span text, size_t at)
{
	size_t first = w->count;

	wording_add(w, b, text, NULL, 0);
	for (size_t i = first; i < w->count; i++) {
		w->atoms[i].flags |= ATOM_OPTIONAL;
		w->atoms[i].at = (struct range){at, at};
	}
}

void wording_init(struct wording *w)
{
	memset(w, 0, sizeof *w);
}

void wording_clear(struct wording *w)
{
	w->count = 0;
}

void wording_release(struct wording *w)
{
	if (w == NULL)
		return;
	free(w->atoms);
	memset(w, 0, sizeof *w);
}

/* ---- Comparing ---- */

static bool same_without_case(struct span a, struct span b)
{
	struct buf x, y;
	bool same;

	buf_init(&x);
	buf_init(&y);
	utf8_fold(&x, a);
	utf8_fold(&y, b);
	same = span_eq(buf_span(&x), buf_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* Whether a word with letters in brackets is the source's but for their case. */
static bool matches_bracketed(struct span said, struct span source)
{
	size_t s = 0, o = 0;
	bool inside = false;
	int32_t cp;

	while (s < said.len) {
		size_t len, other;

		if (said.data[s] == '[' || said.data[s] == ']') {
			inside = said.data[s] == '[';
			o += o < source.len && source.data[o] == said.data[s];
			s++;
			continue;
		}
		if (o == source.len)
			return false;
		len = utf8_decode(said, s, &cp);
		other = utf8_decode(source, o, &cp);
		if (!(inside ? same_without_case(span_make(said.data + s, len), span_make(source.data + o, other))
		             : span_eq(span_make(said.data + s, len), span_make(source.data + o, other))))
			return false;
		s += len;
		o += other;
	}
	return o == source.len;
}

/* A number without what marks it as a note's call. */
static struct span bare_number(struct span s)
{
	if (s.len > 1 && s.data[0] == '^')
		return span_make(s.data + 1, s.len - 1);
	if (s.len > 2 && s.data[0] == '[' && s.data[s.len - 1] == ']')
		return span_make(s.data + 1, s.len - 2);
	return s;
}

bool atom_matches(const struct wordbook *b, const struct atom *said, const struct atom *source)
{
	if (said->kind != source->kind)
		return false;
	if (said->text == source->text)
		return true;
	if (source->flags & ATOM_OPTIONAL && said->kind == ATOM_WORD)
		return span_eq(bare_number(b->texts[said->text]), bare_number(b->texts[source->text]));
	return said->kind == ATOM_WORD && said->flags & ATOM_BRACKETED &&
	       matches_bracketed(b->texts[said->text], b->texts[source->text]);
}
