#include "text/wording.h"

#include "text/bigram.h"
#include "text/signs.h"
#include "text/utf8.h"
#include "text/wording_part.h"

#include <stdlib.h>

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

/* Sets b->made to the word as it is compared. */
static void make_word(struct reader *r, struct span word)
{
	struct buf kept;
	int32_t cp;
	size_t len;

	buf_clear(&r->b->made);
	if (r->bracket == 0 && wording_plain_end(word, 0) == word.len) {
		buf_add_span(&r->b->made, word);
		return;
	}
	buf_init(&kept);
	for (size_t at = 0; at < word.len; at += len) {
		len = utf8_decode(word, at, &cp);
		if (!sign_is_nothing(cp))
			buf_add(&kept, word.data + at, len);
	}
	if (r->bracket != 0)
		buf_add_char(&r->b->made, '[');
	utf8_spell_out(&r->b->made, buf_span(&kept));
	if (r->bracket != 0)
		buf_add_char(&r->b->made, ']');
	buf_release(&kept);
}

/* A soft hyphen before white space is a hyphen at a line's end. */
static bool ends_softly(struct span text, size_t end)
{
	return end >= 2 && end < text.len && utf8_peek_before(text, end) == 0xAD &&
	       utf8_is_space(utf8_peek(text, end));
}

static void add_word(struct reader *r, struct range at, bool bracketed)
{
	unsigned flags = bracketed || r->bracket != 0 ? ATOM_BRACKETED : 0;
	struct span word = span_sub(r->text, at);

	make_word(r, word);
	if (r->b->made.len == 0)
		return;
	if (utf8_holds(word, utf8_is_letter))
		flags |= ATOM_LETTERS;
	if (span_eq_str(buf_span(&r->b->made), "[sic]"))
		flags |= ATOM_SIC;
	add_atom(r, ATOM_WORD, flags, wordbook_number(r->b, buf_span(&r->b->made)), at);
	if (ends_softly(r->text, at.end))
		add_atom(r, ATOM_DASH, ATOM_LINK, wordbook_number(r->b, span_of("-")), (struct range){at.end, at.end});
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
	add_atom(r, ATOM_WORD, ATOM_CALL, wordbook_number(r->b, buf_span(&r->b->made)), (struct range){start, r->at});
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
	size_t next = utf8_after_spaces(r->text, at, r->text.len);

	if (next == at)
		return begins_word(r, at);
	for (size_t i = 0; i < r->hole_count; i++)
		if (r->holes[i].start <= next && r->holes[i].end > at)
			next = r->holes[i].end;
	return next < r->text.len && utf8_is_lower(utf8_peek(r->text, next));
}

/* The flag of a minus or point that has been read: whether a number begins with it. */
static unsigned sign_flag(const struct reader *r, bool apart)
{
	return apart && utf8_is_digit(peek(r, r->at)) ? ATOM_SIGN : 0;
}

static void add_dash(struct reader *r)
{
	size_t start = r->at;
	bool tied = touches_word(r, start), apart = !tied, hyphens = true, single;
	size_t count = 0;
	int32_t cp;

	while (r->at < r->text.len) {
		size_t len = utf8_decode(r->text, r->at, &cp);

		if (!sign_is_dash(cp))
			break;
		hyphens &= sign_is_hyphen(cp);
		count++;
		r->at += len;
	}
	single = hyphens && count == 1;
	tied = tied && single && ties_on(r, r->at);
	add_atom(r, ATOM_DASH, tied ? ATOM_LINK : single ? sign_flag(r, apart) : 0,
	         wordbook_number(r->b, span_of("-")), (struct range){start, r->at});
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
	else if (sign_is_apostrophe(cp) && touches_word(r, start) && begins_word(r, r->at))
		flags = ATOM_LINK;
	add_atom(r, ATOM_QUOTE, flags, wordbook_number(r->b, span_of("\"")), (struct range){start, r->at});
}

static void add_mark(struct reader *r)
{
	unsigned flags = r->bracket != 0 ? ATOM_BRACKETED : 0;
	size_t start = r->at;
	int32_t cp;

	r->at += utf8_decode(r->text, r->at, &cp);
	if (cp == '.')
		flags |= sign_flag(r, r->space);
	buf_clear(&r->b->made);
	utf8_spell_out(&r->b->made, span_make(r->text.data + start, r->at - start));
	add_atom(r, ATOM_MARK, flags, wordbook_number(r->b, buf_span(&r->b->made)), (struct range){start, r->at});
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
		add_atom(r, ATOM_GAP, 0, wordbook_number(r->b, span_of("…")), at);
}

/* Reads an ellipsis, bracketed or not; false: there is none. */
static bool read_gap(struct reader *r)
{
	char c = r->text.data[r->at];
	size_t end;

	if (c == '[' || c == '(' || c == '<') {
		end = sign_bracket_close(r->text, r->at, c == '[' ? ']' : c == '(' ? ')' : '>');
		if (end == r->at || !sign_says_omission(span_make(r->text.data + r->at + 1, end - r->at - 1)))
			return false;
		add_gap(r, end + 1);
		return true;
	}
	end = sign_ellipsis_end(r->text, r->at);
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
	close = sign_bracket_close(r->text, r->at, ']');
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
	end = wording_word_end(r->text, start, r->bracket != 0, &bracketed);
	if (end > start) {
		r->at = end;
		add_word(r, (struct range){start, end}, bracketed);
	} else if (utf8_superscript(cp) >= 0) {
		add_call(r);
	} else if (sign_is_dash(cp)) {
		add_dash(r);
	} else if (sign_is_quote(cp)) {
		add_quote(r);
	} else if (sign_is_nothing(cp)) {
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
		} else if (utf8_is_space(cp)) {
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
