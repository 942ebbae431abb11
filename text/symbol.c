#include "text/symbol.h"

#include <stdlib.h>

#include "text/utf8.h"

#define SYMBOL_BYTES 64 /* no symbol is longer */
#define RANGE_MOST 100 /* numbers of recommendations that a range adds: a longer one names its two ends */
#define UPR_LEAST 50    /* the first paragraph that holds recommendations has about this number */

static char upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

void symbol_add(struct buf *out, struct span symbol)
{
	for (size_t i = 0; i < symbol.len; i++)
		if (symbol.data[i] != ' ')
			buf_add_char(out, upper(symbol.data[i]));
}

void symbols_init(struct symbols *s)
{
	memset(s, 0, sizeof *s);
	buf_init(&s->name);
}

void symbols_release(struct symbols *s)
{
	if (s == NULL)
		return;
	free(s->symbol);
	buf_release(&s->name);
	memset(s, 0, sizeof *s);
}

static bool is_kind(const struct ptokens *t, size_t i, enum ptoken_kind kind)
{
	return i < t->count && t->token[i].kind == (uint8_t)kind;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alnum(char c)
{
	return is_digit(c) || (upper(c) >= 'A' && upper(c) <= 'Z');
}

static void add(struct symbols *s, struct pool *pool, size_t start, size_t end)
{
	ARRAY_GROW(s->symbol, s->count, s->cap);
	s->symbol[s->count++] = (struct symbol){.name = pool_span(pool, buf_span(&s->name)), .at = {start, end}};
}

/* ---- United Nations ---- */

/* What begins a symbol (ST/LIB/SER.B/5/Rev.5, "United Nations Document Series Symbols"). */
static const char *const series[] = {
	"A", "S", "E", "T", "ST", "CCPR", "CERD", "CEDAW", "CAT", "CRC", "CMW", "CRPD", "CED", "HRI", "HRC",
	"DP", "SPT", "CTOC", "CAC", "FCCC", "UNEP", "INF", "PCN", "ECE", "TD", "LC", "LOS", "CD", "NPT",
};

static bool is_series(struct span word)
{
	for (size_t i = 0; i < sizeof series / sizeof *series; i++)
		if (span_eq_str(word, series[i]))
			return true;
	return false;
}

/* The bytes of a separator at `at`: "/", and in an address "_" or "%2F"; 0 if there is none. */
static size_t separator(struct span s, size_t at, bool address)
{
	if (at >= s.len)
		return 0;
	if (s.data[at] == '/' || (address && s.data[at] == '_'))
		return 1;
	if (address && s.len - at >= 3 && s.data[at] == '%' && s.data[at + 1] == '2' && upper(s.data[at + 2]) == 'F')
		return 3;
	return 0;
}

/* One part of a symbol: "C", "Add.2", "CN.4", "KAZ". Its end, `at` if there is none. */
static size_t part_end(struct span s, size_t at)
{
	size_t end = at;

	while (end < s.len && is_alnum(s.data[end]))
		end++;
	if (end == at || end - at > 12)
		return at;
	if (end + 1 < s.len && s.data[end] == '.' && is_alnum(s.data[end + 1])) {
		size_t more = end + 1;

		while (more < s.len && is_digit(s.data[more]))
			more++;
		if (more > end + 1 && (more == s.len || !is_alnum(s.data[more])))
			return more;
		if (more == end + 1 && end + 2 < s.len && !is_alnum(s.data[end + 2]) && s.data[end + 1] < 'a')
			return end + 2; /* SER.B */
	}
	return end;
}

/* A part in small letters only ("en", "pages") is no part, but for Add.2, Rev.1, Corr.1. */
static bool is_part(struct span part)
{
	size_t small = 0;

	for (size_t i = 0; i < part.len; i++)
		small += part.data[i] >= 'a' && part.data[i] <= 'z';
	return small == 0 || ((span_starts(part, "Add.") || span_starts(part, "Rev.") || span_starts(part, "Corr.") ||
	                       span_starts(part, "Sub.") || span_starts(part, "Conf.") || span_starts(part, "Supp.") ||
	                       span_starts(part, "Amend.") || span_starts(part, "Res.") || span_starts(part, "Dec.") ||
	                       span_starts(part, "Inf.")));
}

/* White space that a line's end put into a symbol: only where both sides plainly go on. */
static size_t skip_break(struct span s, size_t at)
{
	return at < s.len && (s.data[at] == ' ' || s.data[at] == '\n') && at + 1 < s.len && s.data[at + 1] >= 'A' &&
	                       s.data[at + 1] <= 'Z' && at + 4 < s.len && memchr(s.data + at + 1, '/', 5) != NULL &&
	                       at + 6 < s.len
	               ? at + 1
	               : at;
}

static size_t read_united_nations(struct symbols *s, const struct ptokens *t, size_t i)
{
	struct range first = t->token[i].at;
	bool address = (t->token[i].flags & PTOKEN_ADDRESS) != 0, digit = false;
	size_t at = first.end, parts = 0, gap;

	if (separator(t->text, at, address) == 0 || !is_series(span_sub(t->text, first)))
		return 0;
	buf_clear(&s->name);
	buf_add_span(&s->name, span_sub(t->text, first));
	while ((gap = separator(t->text, at, address)) != 0 && s->name.len < SYMBOL_BYTES) {
		size_t from = skip_break(t->text, at + gap), end = part_end(t->text, from);
		struct range part = {from, end};

		if (end == from || !is_part(span_sub(t->text, part)))
			break;
		buf_add_char(&s->name, '/');
		for (size_t k = from; k < end; k++) {
			buf_add_char(&s->name, upper(t->text.data[k]));
			digit = digit || is_digit(t->text.data[k]);
		}
		parts++;
		at = end;
	}
	return parts >= 2 && digit && s->name.len <= SYMBOL_BYTES ? at : 0;
}

/* ---- Amnesty International ---- */

static const char *const regions[] = {"ACT", "AFR", "AMR", "ASA", "DOC", "EUR", "FIN", "IOR",
                                      "MDE", "NWS", "ORG", "POL", "PRE"};

static bool is_region(struct span word, bool address)
{
	for (size_t i = 0; i < sizeof regions / sizeof *regions; i++) {
		bool same = word.len == 3;

		for (size_t k = 0; k < 3 && same; k++)
			same = (address ? upper(word.data[k]) : word.data[k]) == regions[i][k];
		if (same)
			return true;
	}
	return false;
}

static size_t digits(const struct ptokens *t, size_t i)
{
	return is_kind(t, i, PTOKEN_NUMBER) ? t->token[i].at.end - t->token[i].at.start : 0;
}

/* "EUR 57/5644/2017", "eur57/5644/2017". */
static size_t read_amnesty(struct symbols *s, const struct ptokens *t, size_t i)
{
	bool address = (t->token[i].flags & PTOKEN_ADDRESS) != 0;

	if (!is_region(ptoken_text(t, i), address) || digits(t, i + 1) != 2 || !is_kind(t, i + 2, PTOKEN_SLASH) ||
	    digits(t, i + 3) < 3 || digits(t, i + 3) > 5 || !is_kind(t, i + 4, PTOKEN_SLASH) || digits(t, i + 5) < 2 ||
	    digits(t, i + 5) > 4)
		return 0;
	buf_clear(&s->name);
	for (size_t k = t->token[i].at.start; k < t->token[i + 5].at.end; k++)
		if (t->text.data[k] > ' ')
			buf_add_char(&s->name, upper(t->text.data[k]));
	return s->name.len <= SYMBOL_BYTES ? t->token[i + 5].at.end : 0;
}

/* ---- European Court and Parliament ---- */

/* Whether a word before token i says that a number of an application comes: "no.", "nos. 1/02 and". */
static bool is_numbered(const struct ptokens *t, size_t i)
{
	for (size_t k = i; k > 0 && i - k < 8; k--) {
		size_t before = k - 1;

		if (ptoken_is(t, before, CLASS_NUMERO) || is_kind(t, before, PTOKEN_NUMERO))
			return true;
		if (!is_kind(t, before, PTOKEN_NUMBER) && !is_kind(t, before, PTOKEN_SLASH) &&
		    !is_kind(t, before, PTOKEN_COMMA) && !is_kind(t, before, PTOKEN_STOP) &&
		    !ptoken_is(t, before, CLASS_AND))
			return false;
	}
	return false;
}

/* A paragraph of a judgment behind the number says what it is too: "36862/05, § 96". */
static bool is_cited(const struct ptokens *t, size_t i)
{
	return is_kind(t, i, PTOKEN_COMMA) && is_kind(t, i + 1, PTOKEN_PARAGRAPH);
}

static size_t read_application(struct symbols *s, const struct ptokens *t, size_t i)
{
	if (digits(t, i) < 1 || digits(t, i) > 5 || !is_kind(t, i + 1, PTOKEN_SLASH) || digits(t, i + 2) != 2 ||
	    is_kind(t, i + 3, PTOKEN_SLASH) || !ptoken_glued(t, i + 1) || !ptoken_glued(t, i + 2) ||
	    (i > 0 && is_kind(t, i - 1, PTOKEN_SLASH)) || digits(t, i) < 3)
		return 0;
	if (!is_numbered(t, i) && !(digits(t, i) >= 4 && is_cited(t, i + 3)))
		return 0;
	buf_clear(&s->name);
	buf_addf(&s->name, "%u/%02u", t->token[i].value, t->token[i + 2].value);
	return t->token[i + 2].at.end;
}

/* "TA-9-2021-0056": a text adopted by the European Parliament. */
static size_t read_parliament(struct symbols *s, const struct ptokens *t, size_t i)
{
	if (!span_eq_str(ptoken_text(t, i), "TA") || !is_kind(t, i + 1, PTOKEN_DASH) || digits(t, i + 2) == 0 ||
	    !is_kind(t, i + 3, PTOKEN_DASH) || digits(t, i + 4) != 4 || !is_kind(t, i + 5, PTOKEN_DASH) ||
	    digits(t, i + 6) != 4)
		return 0;
	buf_clear(&s->name);
	buf_add_span(&s->name, span_sub(t->text, ptokens_range(t, i, i + 7)));
	return t->token[i + 6].at.end;
}

/* ---- general comments, recommendations ---- */

static bool folds_to(struct span word, const char *small)
{
	size_t len = strlen(small);
	bool same = word.len == len;

	for (size_t i = 0; i < len && same; i++)
		same = (word.data[i] | 0x20) == small[i];
	return same;
}

static const struct {
	const char *first, *second, *name;
} comments[] = {
	{"general", "comment", "GENERALCOMMENTNO."},
	{"general", "comments", "GENERALCOMMENTNO."},
	{"general", "recommendation", "GENERALRECOMMENDATIONNO."},
	{"general", "recommendations", "GENERALRECOMMENDATIONNO."},
	{"observation", "générale", "GENERALCOMMENTNO."},
	{"recommandation", "générale", "GENERALRECOMMENDATIONNO."},
	{"observación", "general", "GENERALCOMMENTNO."},
	{"recomendación", "general", "GENERALRECOMMENDATIONNO."},
	{"замечание", "общего", "GENERALCOMMENTNO."},
	{"замечании", "общего", "GENERALCOMMENTNO."},
};

static bool word_is(const struct ptokens *t, size_t i, const char *word)
{
	struct span s = ptoken_text(t, i);

	if (span_eq_str(s, word) || folds_to(s, word))
		return true;
	/* a capital first letter that folds_to cannot fold */
	return s.len == strlen(word) && s.len > 2 && memcmp(s.data + 2, word + 2, s.len - 2) == 0 &&
	       (unsigned char)s.data[0] >= 0x80;
}

/* Whether one of the words that begin a comment's name may begin so: nearly all words do not. */
static bool may_be_comment(char first)
{
	return (first | 0x20) == 'g' || (first | 0x20) == 'o' || (first | 0x20) == 'r' || (unsigned char)first >= 0x80;
}

/* "general comment No. 34 (2011)", "General Comments Nos. 18 and 20" gives the first. */
static size_t read_comment(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t which = 0, k = i + 2;

	while (which < sizeof comments / sizeof *comments &&
	       !(word_is(t, i, comments[which].first) && is_kind(t, i + 1, PTOKEN_WORD) &&
	         word_is(t, i + 1, comments[which].second)))
		which++;
	if (which == sizeof comments / sizeof *comments)
		return 0;
	if (is_kind(t, k, PTOKEN_WORD) && word_is(t, k, "порядка"))
		k++;
	while (ptoken_is(t, k, CLASS_NUMERO) || is_kind(t, k, PTOKEN_NUMERO) ||
	       (is_kind(t, k, PTOKEN_STOP) && ptoken_is(t, k - 1, CLASS_NUMERO)))
		k++;
	if (!is_kind(t, k, PTOKEN_NUMBER) || t->token[k].value == 0 || t->token[k].value > 99)
		return 0;
	buf_clear(&s->name);
	buf_addf(&s->name, "%s%u", comments[which].name, t->token[k].value);
	return t->token[k].at.end;
}

/* ---- universal periodic review ---- */

/* Whether a bracket at i opens on a country: "(Czech Republic)". */
static bool is_state_bracket(const struct ptokens *t, size_t i)
{
	return is_kind(t, i, PTOKEN_OPEN) && is_kind(t, i + 1, PTOKEN_WORD) &&
	       (t->token[i + 1].flags & PTOKEN_CAPITAL) != 0;
}

static bool is_recommendation_word(const struct ptokens *t, size_t i)
{
	struct span word = ptoken_text(t, i);

	return is_kind(t, i, PTOKEN_WORD) &&
	       (folds_to(word, "recommendation") || folds_to(word, "recommendations") ||
	        folds_to(word, "recommandation") || folds_to(word, "recommandations") ||
	        folds_to(word, "paragraph") || folds_to(word, "paragraphs") || folds_to(word, "paras"));
}

/* Whether such a word stands before the number, others like it between: "Recommendations 124.26, 124.27 and". */
static bool is_recommended(const struct ptokens *t, size_t i)
{
	for (size_t k = i; k > 0 && i - k < 24; k--) {
		if (is_recommendation_word(t, k - 1))
			return true;
		if (!is_kind(t, k - 1, PTOKEN_NUMBER) && !is_kind(t, k - 1, PTOKEN_STOP) &&
		    !is_kind(t, k - 1, PTOKEN_COMMA) && !is_kind(t, k - 1, PTOKEN_DASH) && !is_kind(t, k - 1, PTOKEN_LONGDASH) &&
		    !ptoken_is(t, k - 1, CLASS_AND | CLASS_NUMERO | CLASS_TO))
			return false;
	}
	return false;
}

#define STATE_TOKENS 12 /* of "(Bolivia (Plurinational State of))", at the end of a recommendation */

/* "120.4 Repeal the law (Greece);", all of a passage: its number at token i, its State at the end. */
static bool is_whole(const struct ptokens *t, size_t i)
{
	size_t end = t->count;

	if (i != 0 || !(is_kind(t, 3, PTOKEN_STOP) ? is_kind(t, 4, PTOKEN_WORD) : is_kind(t, 3, PTOKEN_WORD)))
		return false;
	while (end > 3 && (is_kind(t, end - 1, PTOKEN_STOP) || is_kind(t, end - 1, PTOKEN_SEMICOLON)))
		end--;
	if (!is_kind(t, end - 1, PTOKEN_CLOSE))
		return false;
	for (size_t k = end - 1; k > 3 && end - k < STATE_TOKENS; k--)
		if (is_state_bracket(t, k - 1))
			return true;
	return false;
}

/* "124.27 (Czech Republic)", "Recommendation 124.27". */
static size_t read_recommendation(struct symbols *s, const struct ptokens *t, size_t i)
{
	if (digits(t, i) < 2 || digits(t, i) > 3 || t->token[i].value < UPR_LEAST || !is_kind(t, i + 1, PTOKEN_STOP) ||
	    !ptoken_glued(t, i + 1) || !ptoken_glued(t, i + 2) || digits(t, i + 2) < 1 || digits(t, i + 2) > 3 ||
	    (is_kind(t, i + 3, PTOKEN_WORD) && ptoken_glued(t, i + 3)) ||
	    (i > 0 && ptoken_glued(t, i) && t->token[i - 1].kind != PTOKEN_OPEN) ||
	    (is_kind(t, i + 3, PTOKEN_STOP) && ptoken_glued(t, i + 4) && digits(t, i + 4) != 0))
		return 0;
	if (!is_state_bracket(t, i + 3) && !is_recommended(t, i) && !is_whole(t, i))
		return 0;
	buf_clear(&s->name);
	buf_add_span(&s->name, span_sub(t->text, ptokens_range(t, i, i + 3)));
	return t->token[i + 2].at.end;
}

/* Past "-", "–" or "to" at i, which a range goes over; i if none stands there. */
static size_t past_range_mark(const struct ptokens *t, size_t i)
{
	return is_kind(t, i, PTOKEN_DASH) || is_kind(t, i, PTOKEN_LONGDASH) || ptoken_is(t, i, CLASS_TO) ? i + 1 : i;
}

/* The rest of "97.45-97.48", the first being at i: all the numbers, over the whole of it; its end, 0 if it is no range. */
static size_t add_recommendation_range(struct symbols *s, const struct ptokens *t, size_t i, struct pool *pool)
{
	size_t second = past_range_mark(t, i + 3);
	uint32_t first, last;

	if (second == i + 3 || !is_kind(t, second, PTOKEN_NUMBER) || t->token[second].value != t->token[i].value ||
	    !is_kind(t, second + 1, PTOKEN_STOP) || !ptoken_glued(t, second + 1) || !ptoken_glued(t, second + 2) ||
	    digits(t, second + 2) < 1 || digits(t, second + 2) > 3)
		return 0;
	first = t->token[i + 2].value;
	last = t->token[second + 2].value;
	if (last <= first || last - first > RANGE_MOST)
		return 0;
	for (uint32_t number = first + 1; number <= last; number++) {
		buf_clear(&s->name);
		buf_addf(&s->name, "%u.%u", t->token[i].value, number);
		add(s, pool, t->token[i].at.start, t->token[second + 2].at.end);
	}
	return t->token[second + 2].at.end;
}

/* ---- all ---- */

static size_t read_at(struct symbols *s, const struct ptokens *t, size_t i)
{
	size_t end = 0;

	if (is_kind(t, i, PTOKEN_NUMBER)) {
		if ((t->token[i].flags & PTOKEN_ADDRESS) != 0)
			return 0;
		end = read_application(s, t, i);
		return end != 0 ? end : read_recommendation(s, t, i);
	}
	if (!is_kind(t, i, PTOKEN_WORD))
		return 0;
	if (t->token[i].at.end - t->token[i].at.start <= 6)
		end = read_united_nations(s, t, i);
	if (end == 0 && is_kind(t, i + 1, PTOKEN_NUMBER))
		end = read_amnesty(s, t, i);
	if (end == 0 && is_kind(t, i + 1, PTOKEN_DASH))
		end = read_parliament(s, t, i);
	if (end == 0 && t->token[i].at.end - t->token[i].at.start >= 7 && is_kind(t, i + 1, PTOKEN_WORD) &&
	    may_be_comment(t->text.data[t->token[i].at.start]))
		end = read_comment(s, t, i);
	return end;
}

/* "para.", "§", "¶" at i, as far as the number; i if there is none. */
static size_t skip_paragraph_word(const struct ptokens *t, size_t i)
{
	size_t k = i;

	while (is_kind(t, k, PTOKEN_PARAGRAPH) || span_eq_str(ptoken_text(t, k), "¶"))
		k++;
	if (k == i && ptoken_is(t, k, CLASS_PARAGRAPH))
		k += 1 + (size_t)is_kind(t, k + 1, PTOKEN_STOP);
	return k;
}

/* ", para. 40" or " at para 98.21" at token i: the number; empty: none. */
static struct range paragraph_at(const struct ptokens *t, size_t i)
{
	size_t k = i + is_kind(t, i, PTOKEN_COMMA), number;

	k += is_kind(t, k, PTOKEN_WORD) && word_is(t, k, "at");
	number = skip_paragraph_word(t, k);
	if (number == k || !is_kind(t, number, PTOKEN_NUMBER))
		return (struct range){0, 0};
	k = number + 1;
	while (is_kind(t, k, PTOKEN_STOP) && ptoken_glued(t, k) && is_kind(t, k + 1, PTOKEN_NUMBER) && ptoken_glued(t, k + 1))
		k += 2;
	return ptokens_range(t, number, k);
}

static void add_paragraph(struct symbols *s, const struct ptokens *t, size_t i)
{
	struct symbol *last = &s->symbol[s->count - 1];

	while (i < t->count && t->token[i].at.start < last->at.end)
		i++;
	last->paragraph = paragraph_at(t, i);
}

void symbols_find(struct symbols *s, const struct ptokens *t, struct pool *pool)
{
	size_t past = 0;

	s->count = 0;
	for (size_t i = 0; i < t->count; i++) {
		size_t end;

		if (t->token[i].at.start < past || (end = read_at(s, t, i)) == 0)
			continue;
		add(s, pool, t->token[i].at.start, end);
		add_paragraph(s, t, i);
		past = is_kind(t, i + 1, PTOKEN_STOP) && is_kind(t, i, PTOKEN_NUMBER) ? add_recommendation_range(s, t, i, pool) : 0;
		past = past != 0 ? past : end;
	}
}
