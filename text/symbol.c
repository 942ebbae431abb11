#include "text/symbol_parts.h"

#include <stdlib.h>

void symbol_add(struct buf *out, struct span symbol)
{
	for (size_t i = 0; i < symbol.len; i++)
		if (symbol.data[i] != ' ')
			buf_add_char(out, symbol_upper(symbol.data[i]));
}

static void add_small(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] != ' ')
			buf_add_char(out, (char)(s.data[i] >= 'A' && s.data[i] <= 'Z' ? s.data[i] | 0x20 : s.data[i]));
}

struct span item_mark_take(struct span *marks)
{
	struct span first;
	size_t len = 0;

	while (len < marks->len && marks->data[len] != '(' && marks->data[len] != ')')
		len++;
	first = span_make(marks->data, len);
	while (len < marks->len && (marks->data[len] == '(' || marks->data[len] == ')'))
		len++;
	*marks = span_make(marks->data + len, marks->len - len);
	return first;
}

size_t symbol_mark_levels(struct span mark)
{
	size_t levels = 0;

	while (item_mark_take(&mark).len != 0)
		levels++;
	return levels;
}

void symbol_add_paragraph(struct buf *out, struct span symbol, struct span label, struct span mark, size_t levels)
{
	symbol_add(out, symbol);
	buf_add_char(out, ' ');
	add_small(out, label);
	while (levels-- > 0 && mark.len != 0) {
		buf_add_char(out, '(');
		add_small(out, item_mark_take(&mark));
		buf_add_char(out, ')');
	}
}

void symbols_init(struct symbols *s)
{
	memset(s, 0, sizeof *s);
	buf_init(&s->name);
	buf_init(&s->fold);
}

void symbols_release(struct symbols *s)
{
	if (s == NULL)
		return;
	free(s->symbol);
	buf_release(&s->name);
	buf_release(&s->fold);
	memset(s, 0, sizeof *s);
}

bool symbol_folds_to(struct span word, const char *small)
{
	size_t len = strlen(small);
	bool same = word.len == len;

	for (size_t i = 0; i < len && same; i++)
		same = (word.data[i] | 0x20) == small[i];
	return same;
}

size_t symbol_digits(const struct ptokens *t, size_t i)
{
	return ptoken_is_kind(t, i, PTOKEN_NUMBER) ? t->token[i].at.end - t->token[i].at.start : 0;
}

void symbols_take(struct symbols *s, struct pool *pool, size_t start, size_t end)
{
	ARRAY_GROW(s->symbol, s->count, s->cap);
	s->symbol[s->count++] = (struct symbol){.name = pool_span(pool, buf_span(&s->name)), .at = {start, end}};
}

/* ---- all ---- */

static size_t read_at(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t end = 0;

	if (ptoken_is_kind(t, i, PTOKEN_NUMBER)) {
		if ((t->token[i].flags & PTOKEN_ADDRESS) != 0)
			return 0;
		end = symbol_application(s, t, i);
		return end != 0 ? end : symbol_recommendation(s, t, i);
	}
	if (!ptoken_is_kind(t, i, PTOKEN_WORD))
		return 0;
	if (t->token[i].at.end - t->token[i].at.start <= 6)
		end = symbol_united_nations(s, t, i);
	if (end == 0 && s->query)
		end = symbol_comment_letters(s, t, i);
	if (end == 0 && ptoken_is_kind(t, i + 1, PTOKEN_NUMBER))
		end = symbol_amnesty(s, t, i);
	if (end == 0 && ptoken_is_kind(t, i + 1, PTOKEN_DASH))
		end = symbol_parliament(s, t, i);
	if (end == 0 && ptoken_is_kind(t, i + 1, PTOKEN_COLON))
		end = symbol_ecli(s, t, i);
	if (end == 0 && t->token[i].at.end - t->token[i].at.start >= 7 && ptoken_is_kind(t, i + 1, PTOKEN_WORD) &&
	    symbol_may_be_comment(t->text.data[t->token[i].at.start]))
		end = symbol_comment(s, t, i);
	return end;
}

/* "para.", "§", "¶", "recommendation" at i, as far as the number; i if there is none. */
static size_t skip_paragraph_word(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t k = i;

	while (ptoken_is_kind(t, k, PTOKEN_PARAGRAPH) || span_eq_str(ptoken_text(t, k), "¶"))
		k++;
	if (k == i && (ptoken_is(t, k, CLASS_PARAGRAPH) || (s->query && symbol_is_recommendation_word(s, t, k))))
		k += 1 + (size_t)ptoken_is_kind(t, k + 1, PTOKEN_STOP);
	return k;
}

#define DATE_TOKENS 6 /* "(23 March 2010)" with its brackets, and one more */
#define LETTERS_MOST 5 /* bytes of a mark in brackets: (xviii) */

/* Past "(23 March 2010)" at token i; i if none stands there. */
static size_t skip_date(const struct ptokens *t, size_t i)
{
	size_t k = i + 1;

	if (!ptoken_is_kind(t, i, PTOKEN_OPEN))
		return i;
	while (k < t->count && k < i + DATE_TOKENS && !ptoken_is_kind(t, k, PTOKEN_CLOSE))
		k++;
	return ptoken_is_kind(t, k, PTOKEN_CLOSE) && ptoken_is_kind(t, k - 1, PTOKEN_NUMBER) ? k + 1 : i;
}

/* Past the marks of items, "(c)(ii)", at token i. */
static size_t skip_item_marks(const struct ptokens *t, size_t i)
{
	while (ptoken_is_kind(t, i, PTOKEN_OPEN) && ptoken_is_kind(t, i + 2, PTOKEN_CLOSE) &&
	       (ptoken_is_kind(t, i + 1, PTOKEN_WORD) || ptoken_is_kind(t, i + 1, PTOKEN_NUMBER)) &&
	       ptoken_text(t, i + 1).len <= LETTERS_MOST)
		i += 3;
	return i;
}

/* The number at token i with its marks: "98.21", "95 (c)". */
static struct range paragraph_number(const struct ptokens *t, size_t number)
{
	size_t k = number + 1;

	while (ptoken_is_kind(t, k, PTOKEN_STOP) && ptoken_glued(t, k) && ptoken_is_kind(t, k + 1, PTOKEN_NUMBER) &&
	       ptoken_glued(t, k + 1))
		k += 2;
	return ptokens_range(t, number, skip_item_marks(t, k));
}

/* ", para. 40", " at para 98.21", as typed " at 98.21", or " (23 March 2010), para. 95 (c)" at token i: the number; empty: none. */
static struct range paragraph_at(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t k = skip_date(t, i), number;
	bool at;

	k += ptoken_is_kind(t, k, PTOKEN_COMMA);
	at = ptoken_is_kind(t, k, PTOKEN_WORD) && symbol_word_is(t, k, "at");
	k += at;
	number = skip_paragraph_word(s, t, k);
	if ((number == k && !(at && s->query)) || !ptoken_is_kind(t, number, PTOKEN_NUMBER))
		return (struct range){0, 0};
	return paragraph_number(t, number);
}

#define BETWEEN_TOKENS 8 /* of "of the document" or ", U.N. Doc." between a paragraph and its symbol: "of the U.N. Doc." */
#define NUMBER_TOKENS 16 /* of "115.4", "95 (c)(ii)" or "95-97, 99 and 101" */

/* Whether nothing but other numbers stands between a paragraph's number and its symbol: "95-97 and 99". */
static bool is_number_list(const struct ptokens *t, size_t number, size_t past)
{
	for (size_t i = number; i < past; i++)
		if (!ptoken_is_kind(t, i, PTOKEN_NUMBER) && !ptoken_is_kind(t, i, PTOKEN_DASH) && !ptoken_is_kind(t, i, PTOKEN_LONGDASH) &&
		    !ptoken_is_kind(t, i, PTOKEN_COMMA) && !ptoken_is(t, i, CLASS_AND | CLASS_TO) &&
		    !(ptoken_is_kind(t, i, PTOKEN_STOP) && ptoken_glued(t, i) && ptoken_glued(t, i + 1)))
			return false;
	return ptoken_is_kind(t, past - 1, PTOKEN_NUMBER);
}

/* Whether the token may stand between a paragraph and its symbol: "of the document", ", U.N. Doc." */
static bool is_between(const struct ptokens *t, size_t i)
{
	static const char *const words[] = {"un", "u", "n", "doc"};
	bool is = ptoken_is(t, i, CLASS_OF | CLASS_IN | CLASS_THE | CLASS_REPORT) || ptoken_is_kind(t, i, PTOKEN_COMMA) ||
	          ptoken_is_kind(t, i, PTOKEN_STOP);

	for (size_t k = 0; k < sizeof words / sizeof *words && !is; k++)
		is = ptoken_is_kind(t, i, PTOKEN_WORD) && symbol_word_is(t, i, words[k]);
	return is;
}

/* "para. 12 of ", "paras. 95-97 of ", "¶ 12, U.N. Doc. ", "recommendation 115.4 in document " before token i, as typed: the first number; empty: none. */
static struct range paragraph_before(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t past = i;

	while (past > 0 && i - past < BETWEEN_TOKENS && is_between(t, past - 1))
		past--;
	for (size_t k = past; k > 0 && past - k < NUMBER_TOKENS && past != i; k--) {
		size_t number = skip_paragraph_word(s, t, k - 1);
		struct range found;

		if (number == k - 1 || !ptoken_is_kind(t, number, PTOKEN_NUMBER) || number >= past)
			continue;
		found = paragraph_number(t, number);
		return found.end == t->token[past - 1].at.end ||
		                       (!symbol_is_recommendation_word(s, t, k - 1) && is_number_list(t, number, past))
		               ? found
		               : (struct range){0, 0};
	}
	return (struct range){0, 0};
}

static void add_paragraph(struct symbols *s, const struct ptokens *t, size_t i)
{
	struct symbol *last = &s->symbol[s->count - 1];
	size_t first = i;

	while (i < t->count && t->token[i].at.start < last->at.end)
		i++;
	last->paragraph = paragraph_at(s, t, i);
	if (last->paragraph.end != 0 || !s->query)
		return;
	while (first < i && t->token[first].at.start < last->at.start)
		first++;
	last->paragraph = paragraph_before(s, t, first);
	if (last->paragraph.end != 0 && s->count > 1 && s->symbol[s->count - 2].at.end == last->paragraph.end) {
		s->symbol[s->count - 2] = *last; /* "recommendation 115.4 of": no other one's */
		s->count--;
	}
}

/* "recommendation" before the number at token i, which is its name's beginning where it was typed; i: it has none. */
static size_t name_start(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t k = i - (i > 0 && ptoken_is_kind(t, i - 1, PTOKEN_STOP));

	return s->query && k > 0 && ptoken_is_kind(t, i, PTOKEN_NUMBER) && symbol_is_recommendation_word(s, t, k - 1) ? k - 1 : i;
}

/* Takes what is at token i, or begins before it with a body's name; its end, 0: nothing. */
static size_t take_at(struct symbols *s, const struct ptokens *t, size_t i, struct pool *pool)
{
	size_t end = symbol_resolutions(s, t, i, pool), range_end = 0;

	if (end == 0) {
		end = read_at(s, t, i);
		if (end == 0)
			return 0;
		symbols_take(s, pool, t->token[name_start(s, t, i)].at.start, end);
	}
	add_paragraph(s, t, i);
	if (ptoken_is_kind(t, i + 1, PTOKEN_STOP) && ptoken_is_kind(t, i, PTOKEN_NUMBER))
		range_end = symbol_recommendation_range(s, t, i, pool);
	if (s->query && s->count != 0 && s->symbol[s->count - 1].paragraph.end > end)
		return s->symbol[s->count - 1].paragraph.end;
	return range_end != 0 ? range_end : end;
}

/* No symbol is without one. */
static bool has_number(const struct ptokens *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->token[i].kind == PTOKEN_NUMBER)
			return true;
	return false;
}

void symbols_find(struct symbols *s, const struct ptokens *t, struct pool *pool)
{
	size_t past = 0;

	s->count = 0;
	if (!has_number(t))
		return;
	for (size_t i = 0; i < t->count; i++) {
		size_t end = t->token[i].at.start < past ? 0 : take_at(s, t, i, pool);

		past = end != 0 ? end : past;
	}
}
