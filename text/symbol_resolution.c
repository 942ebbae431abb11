#include "text/symbol_adopter.h"

#define LIST_MOST 40    /* numbers of one list */
#define SECOND_MOST 999 /* of 60/251 the second number */

#define FIRST_SESSION 31 /* of the General Assembly with such a number: A/RES/31/1 */
#define LAST_SESSION 99
#define FIRST_YEAR 1946
#define LAST_YEAR 2099
#define THROUGHOUT_MOST 9999

/* What is adopted, folded. */
static const struct {
	const char *word;
	bool decision, many;
	bool named; /* the word says whose it is */
} adopted[] = {
	{"resolution", false, false, false}, {"resolutions", false, true, false},
	{"resolucion", false, false, false}, {"resoluciones", false, true, false},
	{"res", false, false, false},        {"резолюц*", false, true, false},
	{"decision", true, false, false},    {"decisions", true, true, false},
	{"decisiones", true, true, false},   {"решени*", true, true, false},
	{"unscr", false, false, true},       {"unscrs", false, true, true},
};

/* ---- numbers ---- */

static bool is_number(const struct ptokens *t, size_t i, uint32_t least, uint32_t most)
{
	return ptoken_is_kind(t, i, PTOKEN_NUMBER) && t->token[i].value >= least && t->token[i].value <= most;
}

/* "60/251" at token i, its first number within the bounds: the token behind it; i: none. */
static size_t pair_end(const struct ptokens *t, size_t i, uint32_t least, uint32_t most)
{
	return is_number(t, i, least, most) && ptoken_is_kind(t, i + 1, PTOKEN_SLASH) && ptoken_glued(t, i + 1) &&
			       ptoken_glued(t, i + 2) && is_number(t, i + 2, 1, SECOND_MOST) &&
			       !(ptoken_is_kind(t, i + 3, PTOKEN_SLASH) && ptoken_glued(t, i + 3))
		       ? i + 3
		       : i;
}

/* "S-17/1", "ES-10/24" */
static size_t special_end(const struct ptokens *t, size_t i)
{
	struct span word = ptoken_is_kind(t, i, PTOKEN_WORD) ? ptoken_text(t, i) : span_of("");
	size_t end;

	if (!(span_eq_str(word, "S") || span_eq_str(word, "ES")) || !ptoken_is_kind(t, i + 1, PTOKEN_DASH))
		return i;
	end = pair_end(t, i + 2, 1, LAST_SESSION);
	return end == i + 2 ? i : end;
}

static bool is_roman(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (strchr("IVXLC", word.data[i]) == NULL)
			return false;
	return word.len != 0;
}

/* "(III)", "(2000)" at token i: the token behind it; i: none. */
static size_t bracket_end(const struct ptokens *t, size_t i, bool roman)
{
	if (!ptoken_is_kind(t, i, PTOKEN_OPEN) || !ptoken_is_kind(t, i + 2, PTOKEN_CLOSE))
		return i;
	if (roman ? !ptoken_is_kind(t, i + 1, PTOKEN_WORD) || !is_roman(ptoken_text(t, i + 1))
		  : !is_number(t, i + 1, FIRST_YEAR, LAST_YEAR))
		return i;
	return i + 3;
}

/* "217 A (III)" at token i: the session says that it is one. */
static size_t old_end(const struct ptokens *t, size_t i)
{
	size_t k = i + 1, end;

	if (!is_number(t, i, 1, THROUGHOUT_MOST))
		return i;
	k += ptoken_is_kind(t, k, PTOKEN_WORD) && ptoken_text(t, k).len == 1;
	end = bracket_end(t, k, true);
	return end == k ? i : end;
}

/* "1325" or "1325 (2000)"; with_year: no other. */
static size_t throughout_end(const struct ptokens *t, size_t i, bool with_year)
{
	size_t end = bracket_end(t, i + 1, false);

	if (!is_number(t, i, 1, THROUGHOUT_MOST) || (end == i + 1 && with_year))
		return i;
	if (end == i + 1 && i + 1 < t->count && ptoken_glued(t, i + 1) && !ptoken_is_kind(t, i + 1, PTOKEN_COMMA) &&
	    !(ptoken_is_kind(t, i + 1, PTOKEN_STOP) && !ptoken_glued(t, i + 2)))
		return i; /* 12/3, 1325th, 1325.2 */
	return end;
}

/* The token behind the number at i; i if the body has no such one. */
static size_t number_end(const struct ptokens *t, size_t i, enum adopter_numbering numbering, bool with_year)
{
	size_t end = numbering == THROUGHOUT         ? throughout_end(t, i, with_year)
		     : numbering == BY_YEAR          ? pair_end(t, i, FIRST_YEAR, LAST_YEAR)
		     : numbering == BY_YOUNG_SESSION ? pair_end(t, i, 1, LAST_SESSION)
						     : pair_end(t, i, FIRST_SESSION, LAST_SESSION);

	if (end == i && numbering != THROUGHOUT && numbering != BY_YEAR)
		end = special_end(t, i);
	return end == i && (numbering == BY_SESSION || numbering == BY_YEAR) ? old_end(t, i) : end;
}

/* A number of any body: that of one named behind it is yet to be read. */
static size_t any_end(const struct ptokens *t, size_t i)
{
	size_t end = pair_end(t, i, 1, LAST_YEAR);

	if (end == i)
		end = special_end(t, i);
	if (end == i)
		end = old_end(t, i);
	return end == i ? throughout_end(t, i, false) : end;
}

/* Past "of 15 March 2006" at token i. */
static size_t past_date(const struct ptokens *t, size_t i)
{
	size_t k = i + 1;

	if (!ptoken_is_kind(t, i, PTOKEN_WORD) || !is_number(t, k, 1, 31))
		return i;
	k++;
	k += ptoken_is_kind(t, k, PTOKEN_WORD) && ptoken_text(t, k).len == 2; /* de marzo de */
	k += ptoken_is_kind(t, k, PTOKEN_WORD);
	k += ptoken_is_kind(t, k, PTOKEN_WORD) && ptoken_text(t, k).len == 2;
	return is_number(t, k, FIRST_YEAR, LAST_YEAR) ? k + 1 : i;
}

/* Past the comma or "and" before the next number of a list; i if none stands there. */
static size_t past_separator(const struct ptokens *t, size_t i)
{
	size_t k = i + ptoken_is_kind(t, i, PTOKEN_COMMA);

	return k + ptoken_is(t, k, CLASS_AND);
}

/* ---- a mention ---- */

struct mention {
	struct adopter_name adopter;
	bool decision, many, named;
	struct range number[LIST_MOST]; /* tokens */
	size_t count;
};

/* The numbers from token i on; the token behind them, i: none. body NULL: it is not known yet. */
static size_t read_numbers(const struct ptokens *t, size_t i, const struct adopter *body, struct mention *m)
{
	size_t k = i, past = i;
	bool with_year = false;

	m->count = 0;
	while (m->count < LIST_MOST) {
		size_t end = body == NULL ? any_end(t, k) : number_end(t, k, body->numbering, with_year);

		if (end == k)
			break;
		m->number[m->count++] = (struct range){k, end};
		with_year = true; /* a bare number after the first may count anything */
		past = past_date(t, end);
		k = past_separator(t, past);
		if (!m->many || k == past)
			break;
	}
	return past;
}

/* Whether token k goes on with a number, and is no letter or bracket behind it: "217A (III)". */
static bool is_of_number(const struct ptokens *t, size_t k)
{
	return ptoken_glued(t, k) && (ptoken_is_kind(t, k, PTOKEN_NUMBER) || ptoken_is_kind(t, k, PTOKEN_SLASH) ||
				      ptoken_is_kind(t, k, PTOKEN_DASH));
}

/* "A/RES/60/251": what the body calls it, and the number without its brackets and letters. */
static void add_number(struct symbols *s, const struct ptokens *t, const struct mention *m, size_t n,
		       struct pool *pool)
{
	const struct adopter *body = m->adopter.body;
	struct range number = m->number[n], at;
	size_t first = number.start, past = number.end, taken = s->count == 0 ? 0 : s->symbol[s->count - 1].at.end;

	buf_clear(&s->name);
	buf_add_str(&s->name, m->decision ? body->decision : body->resolution);
	for (size_t k = number.start; k < number.end && (k == number.start || is_of_number(t, k)); k++)
		buf_add_span(&s->name, ptoken_text(t, k));
	if (n == 0 && m->adopter.first < first && t->token[m->adopter.first].at.start >= taken)
		first = m->adopter.first;
	if (n + 1 == m->count && m->adopter.first >= past)
		past = m->adopter.past;
	at = ptokens_range(t, first, past);
	symbols_take(s, pool, at.start, at.end);
}

/* What is adopted at token i: the token behind the word, i if it is none. */
static size_t read_word(struct symbols *s, const struct ptokens *t, size_t i, struct mention *m)
{
	struct span word = symbol_folded(s, t, i);
	size_t k = 0, next = i + 1;

	while (k < sizeof adopted / sizeof *adopted && !symbol_word_fits(word, span_of(adopted[k].word)))
		k++;
	if (k == sizeof adopted / sizeof *adopted)
		return i;
	m->decision = adopted[k].decision;
	m->many = adopted[k].many;
	m->named = adopted[k].named;
	while (ptoken_is(t, next, CLASS_NUMERO) || ptoken_is_kind(t, next, PTOKEN_NUMERO) ||
	       ptoken_is_kind(t, next, PTOKEN_STOP))
		next++;
	return next;
}

/* Who adopted it: the word itself says it, or a name before the word, or one behind the numbers. */
static bool find_adopter(struct symbols *s, const struct ptokens *t, size_t i, size_t numbers, struct mention *m)
{
	bool own;
	size_t past;

	if (adopter_before(s, t, i + m->named, &m->adopter, &own))
		return true;
	past = read_numbers(t, numbers, NULL, m);
	return past != numbers && adopter_after(s, t, past, own, &m->adopter);
}

#define START(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

/* Whether the word may be "resolution", "decision", UNSCR in some language: few are looked at further. */
static bool may_be_adopted(struct span word)
{
	static const char *const starts[] = {"rés", "Rés", "RÉS", "рез", "Рез", "РЕЗ",  "реш", "Реш", "РЕШ", "déc", "Déc", "DÉC"};
	const unsigned char *p = (const unsigned char *)word.data;
	uint32_t start = word.len < 3 ? 0 : START(p[0] | 0x20, p[1] | 0x20, p[2] | 0x20);

	if (start == START('r', 'e', 's') || start == START('d', 'e', 'c') || start == START('u', 'n', 's'))
		return true;
	/* "р" and "Р" are D1 80 and D0 A0, "é" and "É" begin with C3. */
	if (word.len < 3 || !(p[0] < 0x80 ? p[1] == 0xC3 : p[1] == 0x80 || p[1] == 0xA0))
		return false;
	for (size_t k = 0; k < sizeof starts / sizeof *starts; k++)
		if (span_starts(word, starts[k]))
			return true;
	return false;
}

size_t symbol_resolutions(struct symbols *s, const struct ptokens *t, size_t i, struct pool *pool)
{
	struct mention m;
	size_t numbers, end;

	if (!ptoken_is_kind(t, i, PTOKEN_WORD) || ptoken_has_flag(t, i, PTOKEN_ADDRESS) ||
	    !may_be_adopted(ptoken_text(t, i)) || (numbers = read_word(s, t, i, &m)) == i ||
	    !find_adopter(s, t, i, numbers, &m))
		return 0;
	if ((m.decision && m.adopter.body->decision == NULL) ||
	    read_numbers(t, numbers, m.adopter.body, &m) == numbers)
		return 0;
	for (size_t n = 0; n < m.count; n++)
		add_number(s, t, &m, n, pool);
	end = m.number[m.count - 1].end;
	return t->token[(m.adopter.past > end ? m.adopter.past : end) - 1].at.end;
}
