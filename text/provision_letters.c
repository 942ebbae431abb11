/* provision_letters.c: letters and Roman numbers behind their word: "letter b", "fracciones I, II y VI". */
#include "text/provision_bracket.h"

/* Whether what stands at i may follow the last letter of a list: "literales a y b del". */
static bool ends_letters(const struct references *r, size_t i)
{
	return i >= r->t->count || references_kind(r, i, PTOKEN_COMMA) || references_kind(r, i, PTOKEN_CLOSE) ||
	       references_kind(r, i, PTOKEN_STOP) || references_kind(r, i, PTOKEN_SEMICOLON) || ptoken_is(r->t, i, CLASS_AND) ||
	       (ptoken_is(r->t, i, CLASS_OF) && ptoken_text(r->t, i).len > 1) || ptoken_is_letters(r->t, i);
}

size_t paragraph_letters_beside(struct references *r, size_t i, struct paragraphs *out)
{
	bool capital = ptoken_has_flag(r->t, i - 1, PTOKEN_CAPITAL), closed = false;

	while (!closed) {
		size_t next = i + references_kind(r, i, PTOKEN_COMMA);
		struct span word;

		closed = ptoken_is(r->t, next, CLASS_AND);
		next += closed;
		if (next == i || !references_kind(r, next, PTOKEN_WORD) || !ends_letters(r, next + 1))
			break;
		word = ptoken_text(r->t, next);
		if (capital != ptoken_has_flag(r->t, next, PTOKEN_CAPITAL) || (word.len != 1 && roman_value(word, !capital) == 0))
			break;
		paragraph_put(r, next, true, next, next + 1, out);
		i = next + 1;
	}
	return i;
}

/* Past "d", or a quoted one, at i, where the list or its law follows, *letter its token; i if no such letter stands there. */
static size_t letter_past(const struct references *r, size_t i, size_t *letter)
{
	bool quoted = references_kind(r, i, PTOKEN_QUOTE);
	size_t past = i + 1 + (quoted ? 2U : 0U);

	*letter = i + quoted;
	if (!references_kind(r, *letter, PTOKEN_WORD) || ptoken_text(r->t, *letter).len != 1 || ptoken_has_flag(r->t, *letter, PTOKEN_CAPITAL) ||
	    (quoted && !references_kind(r, past - 1, PTOKEN_QUOTE)) || !ends_letters(r, past))
		return i;
	return past;
}

size_t paragraph_letters_of_roman(struct references *r, size_t i, struct paragraphs *out)
{
	size_t letter, past = references_kind(r, i, PTOKEN_COMMA) ? letter_past(r, i + 1, &letter) : i + 1;
	struct span roman;

	if (past == i + 1 || out->count != 1 || out->at[0].paragraph.len != 0 || !references_kind(r, i - 1, PTOKEN_WORD) ||
	    roman_value(ptoken_text(r->t, i - 1), false) == 0)
		return i;
	roman = out->at[0].subparagraph;
	paragraph_put(r, letter, false, i, past, out);
	while (ptoken_is(r->t, past, CLASS_AND)) {
		size_t next = letter_past(r, past + 1, &letter);
		struct paragraph *p = next == past + 1 ? NULL : paragraph_add(out, letter);

		if (p == NULL)
			break;
		p->subparagraph = roman;
		paragraph_put(r, letter, false, letter, next, out);
		past = next;
	}
	return past;
}

/* "let. a et b": a letter behind the one at i that comes after it, though its word is of one. */
static bool is_next_letter(const struct references *r, size_t i)
{
	return ptoken_text(r->t, i).len == 1 && ptoken_is(r->t, i + 1, CLASS_AND) && references_kind(r, i + 2, PTOKEN_WORD) &&
	       ptoken_text(r->t, i + 2).len == 1 && ptoken_text(r->t, i + 2).data[0] > ptoken_text(r->t, i).data[0];
}

/* The second of "п.п." at i: no letter. */
static bool is_repeated(const struct references *r, size_t i)
{
	return i > 1 && references_kind(r, i - 1, PTOKEN_STOP) && span_eq(ptoken_text(r->t, i), ptoken_text(r->t, i - 2));
}

/* "пункт d)", "пункты b) и c)", "пункт d статьи 5", the word at i, which numbers have, too: "пункт в" is none. */
static bool is_russian_point(const struct references *r, size_t i)
{
	return ptoken_is(r->t, i, CLASS_PARAGRAPH) && span_starts(references_word(r, i), "пункт") && paragraph_is_letter(r, i + 1) &&
	       (references_glued(r, i + 2, PTOKEN_CLOSE) || !ptoken_has_flag(r->t, i + 1, PTOKEN_CYRILLIC));
}

size_t paragraph_letter_words(struct references *r, size_t i, struct paragraphs *out)
{
	size_t k = i + references_kind(r, i, PTOKEN_COMMA);
	bool plural;

	if (references_kind(r, k, PTOKEN_WORD) && ptoken_is(r->t, k + 2, CLASS_PARAGRAPH) &&
	    references_kind(r, k + 1, PTOKEN_DASH))
		k += 2; /* sub-paragraph */
	else if (!ptoken_is(r->t, k, CLASS_SUBPARAGRAPH) && !is_russian_point(r, k))
		return i;
	plural = ptoken_is(r->t, k, CLASS_PLURAL);
	k++;
	k += references_kind(r, k, PTOKEN_STOP);
	if (paragraph_is_bracket(r, k)) {
		paragraph_put(r, k + 1, false, i, k + 3, out);
		out->bracketed = true;
		return paragraph_brackets(r, k + 3, out);
	}
	if (!paragraph_is_letter(r, k) || ptoken_text(r->t, k).len > 4 || references_kind(r, k + 1, PTOKEN_APOSTROPHE) || is_repeated(r, k) ||
	    (ptoken_is(r->t, k - 1, CLASS_IN) && !references_glued(r, k + 1, PTOKEN_CLOSE)))
		return i; /* "sous l'angle", "sous a" */
	if (references_glued(r, k + 1, PTOKEN_CLOSE) && ptoken_text(r->t, k).len > 1) {
		paragraph_put(r, k, false, i, k + 2, out); /* "inciso iv)" */
		return k + 2;
	}
	if (references_glued(r, k + 1, PTOKEN_CLOSE))
		return paragraph_closed_letters(r, k, i, out);
	if (ptoken_text(r->t, k).len == 1 && references_kind(r, k + 1, PTOKEN_WORD) && roman_value(ptoken_text(r->t, k + 1), true) != 0 &&
	    references_glued(r, k + 2, PTOKEN_CLOSE)) {
		paragraph_put(r, k, false, i, k + 1, out); /* "пункт d ix)" */
		paragraph_put(r, k + 1, false, i, k + 3, out);
		return k + 3;
	}
	paragraph_put(r, k, false, i, k + 1, out);
	return plural || is_next_letter(r, k) ? paragraph_letters_beside(r, k + 1, out) : k + 1;
}

size_t paragraph_capital_words(struct references *r, size_t i, struct paragraphs *out)
{
	size_t word = i + references_kind(r, i, PTOKEN_COMMA), k = word + 1 + references_kind(r, word + 1, PTOKEN_STOP);
	struct span label;

	if (!ptoken_is(r->t, word, CLASS_PARAGRAPH) || ptoken_is(r->t, word, CLASS_DIVISION) || !references_kind(r, k, PTOKEN_WORD))
		return i;
	label = ptoken_text(r->t, k);
	if (!ptoken_has_flag(r->t, k, PTOKEN_CAPITAL) || (label.len != 1 && roman_value(label, false) == 0))
		return i;
	paragraph_put(r, k, false, i, k + 1, out);
	return ptoken_is(r->t, word, CLASS_PLURAL) ? paragraph_letters_beside(r, k + 1, out) : k + 1;
}
