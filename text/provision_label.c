#include "text/provision_parts.h"

#include <stdlib.h>

#include "text/roman.h"

#define ARTICLE_MOST 9999 /* no article has a higher number */
#define ROMAN_MOST 89     /* Roman numbers above it are taken for words */
#define LABEL_BYTES 24    /* longer labels are no labels */
#define BIS_MOST 99       /* of "87 bis 13": a higher number is none of its label */
#define SLASHED_MOST 99   /* of "74/13": likewise */

unsigned roman_value(struct span word, bool small)
{
	uint32_t value = roman_read(word, small ? ROMAN_SMALL : ROMAN_CAPITALS);

	return value <= ROMAN_MOST ? value : 0;
}

static void add_number(struct buf *label, uint32_t value)
{
	buf_addf(label, "%u", value);
}

#define INSERTED_LETTERS 3 /* of "198AHA" */

/* "CA" of "section 501CA", put in behind 501C: capitals that are no name. */
static bool is_inserted(const struct references *r, size_t i, enum provision_unit unit)
{
	return unit == PROVISION_SECTION && ptoken_has_flag(r->t, i, PTOKEN_CAPITALS) && r->t->token[i].word == 0 &&
	       !ptoken_has_flag(r->t, i, PTOKEN_CYRILLIC) && ptoken_text(r->t, i).len <= INSERTED_LETTERS;
}

/* "266b", "83/C": a letter at the number. False if what is glued on makes it no number: "5th". */
static bool read_letter(const struct references *r, size_t *i, enum provision_unit unit, struct buf *label)
{
	struct span word;

	if (references_glued(r, *i, PTOKEN_STOP) && references_glued(r, *i + 1, PTOKEN_NUMERO))
		(*i)++; /* Portuguese "18.º" */
	if (references_glued(r, *i, PTOKEN_NUMERO)) {
		(*i)++;
		return true;
	}
	if (references_glued(r, *i, PTOKEN_SLASH) && references_glued(r, *i + 1, PTOKEN_WORD) &&
	    ptoken_text(r->t, *i + 1).len == 1) {
		buf_add_char(label, '/');
		buf_add_span(label, ptoken_text(r->t, *i + 1));
		*i += 2;
		return true;
	}
	if (!references_glued(r, *i, PTOKEN_WORD) || ptoken_is(r->t, *i, CLASS_BIS) || (r->canadian && references_glued(r, *i + 1, PTOKEN_CLOSE)))
		return true; /* Canadian "11b)": its letter is a paragraph's */
	word = ptoken_text(r->t, *i);
	if (span_eq_str(word, "o")) { /* Spanish "1o.,", "4o. (Derecho a la Vida)", "8o. y" */
		*i += 1U + (references_glued(r, *i + 1, PTOKEN_STOP) &&
		            (references_kind(r, *i + 2, PTOKEN_COMMA) || references_kind(r, *i + 2, PTOKEN_OPEN) ||
		             ptoken_is(r->t, *i + 2, CLASS_AND)));
		return true;
	}
	if (word.len == 1 || (word.len == 2 && (word.data[0] == word.data[1] || (unsigned char)word.data[0] >= 0xCE)) ||
	    is_inserted(r, *i, unit))
		buf_add_span(label, word);
	else if (!span_eq_str(word, "er") && !span_eq_str(word, "ero") && !span_eq_str(word, "re"))
		return false;
	(*i)++;
	return true;
}

static bool is_capital(const struct references *r, size_t i)
{
	struct span word = ptoken_text(r->t, i);

	return word.len == 1 && word.data[0] >= 'A' && word.data[0] <= 'Z';
}

/* Whether "307-309" is a range: of several articles, or Russian, where no label is so, or as people type it. */
static bool is_range(const struct references *r, size_t dash, const struct reference *ref)
{
	const struct ptoken *from = &r->t->token[dash - 1], *to = &r->t->token[dash + 1];

	return to->value > from->value &&
	       (ref->plural || ((ref->cyrillic || r->query) && from->value > 9 && from->at.end - from->at.start == to->at.end - to->at.start));
}

/* "414-1" is a label; so is "319-320" of one article, but of several it is a range. "120-B" is one. */
static void read_dashes(const struct references *r, size_t *i, const struct reference *ref, struct buf *label)
{
	while (references_glued(r, *i, PTOKEN_DASH) && references_glued(r, *i + 1, PTOKEN_NUMBER)) {
		uint32_t next = r->t->token[*i + 1].value;

		if (next > ARTICLE_MOST || is_range(r, *i, ref) || references_glued(r, *i + 2, PTOKEN_NUMERO))
			return; /* "99-4°": its paragraph */
		buf_add_char(label, '-');
		add_number(label, next);
		*i += 2;
	}
	if (references_glued(r, *i, PTOKEN_DASH) && references_glued(r, *i + 1, PTOKEN_WORD) && is_capital(r, *i + 1) &&
	    !references_glued(r, *i + 2, PTOKEN_DASH)) {
		buf_add_char(label, '-');
		buf_add_span(label, ptoken_text(r->t, *i + 1));
		*i += 2;
	}
}

/* "article 1 F of the Convention": a letter at i that is the number's, as what follows it tells. */
static size_t read_letter_apart(const struct references *r, size_t i, struct buf *label)
{
	if (!references_kind(r, i, PTOKEN_WORD) || !is_capital(r, i) || ptoken_text(r->t, i).data[0] > 'H' ||
	    (!ptoken_is(r->t, i + 1, CLASS_OF) && !references_kind(r, i + 1, PTOKEN_OPEN) &&
	     !(ptoken_is_letters(r->t, i + 1) && !ptoken_is(r->t, i + 1, CLASS_AND))))
		return i;
	buf_add_span(label, ptoken_text(r->t, i));
	return i + 1;
}

/* Whether the number at i, behind "87 bis", is of the label: the list, its paragraph or the law follows. */
static bool is_behind_bis(const struct references *r, size_t i)
{
	return references_kind(r, i, PTOKEN_NUMBER) && !ptoken_glued(r->t, i) && r->t->token[i].value != 0 &&
	       r->t->token[i].value <= BIS_MOST && (!references_kind(r, i + 1, PTOKEN_WORD) || ptoken_is(r->t, i + 1, CLASS_OF | CLASS_AND | CLASS_TO)) &&
	       !references_kind(r, i + 1, PTOKEN_NUMERO);
}

/* "bis", and "87 bis 13" as Algeria numbers the articles behind it. */
static size_t read_bis(const struct references *r, size_t i, struct buf *label)
{
	size_t dash = i;

	i += references_glued(r, i, PTOKEN_DASH) && references_glued(r, i + 1, PTOKEN_WORD); /* Italian "416-bis" */
	if (!ptoken_is(r->t, i, CLASS_BIS) || r->t->token[i].kind != PTOKEN_WORD)
		return dash;
	if (span_eq_str(ptoken_text(r->t, i), "مكرر"))
		buf_add_str(label, "bis");
	else
		buf_add_span(label, ptoken_text(r->t, i));
	if (!is_behind_bis(r, i + 1))
		return i + 1;
	buf_add_char(label, '-');
	add_number(label, r->t->token[i + 1].value);
	return i + 2;
}

/* Whether "/13" at i is of the label. */
static bool is_slashed(const struct references *r, size_t i)
{
	size_t behind = i + 2 + references_kind(r, i + 2, PTOKEN_COMMA);

	return references_glued(r, i, PTOKEN_SLASH) && references_glued(r, i + 1, PTOKEN_NUMBER) && r->t->token[i + 1].value != 0 &&
	       r->t->token[i + 1].value <= SLASHED_MOST && (r->slashed || references_kind(r, behind, PTOKEN_PARAGRAPH));
}

/* "74/13", "57/6/2" of Belgian laws: all of it is the label, as its country tells, or a paragraph behind it, "39/2, § 2". */
static size_t read_slash(const struct references *r, size_t i, const struct reference *ref, struct buf *label)
{
	while (ref->unit == PROVISION_ARTICLE && label->len <= LABEL_BYTES && is_slashed(r, i)) {
		buf_add_char(label, '/');
		add_number(label, r->t->token[i + 1].value);
		i += 2;
	}
	return i;
}

static bool is_word(const struct references *r, size_t i, const char *word)
{
	return references_kind(r, i, PTOKEN_WORD) && span_eq_str(ptoken_text(r->t, i), word);
}

/* What follows a number and makes it something else: "1,000" (but of several "153,155"), "5%", "93 per cent", "12:30". */
static bool is_other_number(const struct references *r, size_t i, const struct reference *ref)
{
	const struct ptoken *token = &r->t->token[i];

	if (is_word(r, i, "percent") || (is_word(r, i, "per") && is_word(r, i + 1, "cent")))
		return true;
	if (i >= r->t->count || (token->flags & PTOKEN_SPACE) != 0)
		return false;
	if (token->kind == PTOKEN_OTHER && r->t->text.data[token->at.start] == '%')
		return true;
	return (token->kind == PTOKEN_COMMA || token->kind == PTOKEN_COLON) &&
	       references_glued(r, i + 1, PTOKEN_NUMBER) &&
	       (token->kind == PTOKEN_COLON ||
	        (!ref->plural && r->t->token[i + 1].at.end - r->t->token[i + 1].at.start == 3));
}

static size_t read_number(struct references *r, size_t i, const struct reference *ref, struct item *out,
                          struct buf *label)
{
	size_t past = i + 1;

	out->value = r->t->token[i].value;
	if (out->value == 0 || out->value > ARTICLE_MOST)
		return i;
	add_number(label, out->value);
	if (!read_letter(r, &past, ref->unit, label))
		return i;
	read_dashes(r, &past, ref, label);
	while (ref->cyrillic && references_glued(r, past, PTOKEN_STOP) && references_glued(r, past + 1, PTOKEN_NUMBER)) {
		buf_add_char(label, '.');
		add_number(label, r->t->token[past + 1].value);
		past += 2;
	}
	past = read_slash(r, read_bis(r, past, label), ref, label);
	if (past == i + 1 && (ref->unit == PROVISION_ARTICLE || ref->unit == PROVISION_SECTION))
		past = read_letter_apart(r, past, label);
	return is_other_number(r, past, ref) ? i : past;
}

/* "L141-1", "L. 141-1": the letters of French codes. */
static size_t read_lettered(struct references *r, size_t i, const struct reference *ref, struct item *out,
                            struct buf *label)
{
	struct span letter = ptoken_text(r->t, i);
	size_t number = i + 1, past;

	if (letter.len != 1 || strchr("LRDA", letter.data[0]) == NULL)
		return i;
	if (references_glued(r, number, PTOKEN_STOP))
		number++;
	else if (!references_glued(r, number, PTOKEN_NUMBER) && !references_glued(r, number + 1, PTOKEN_DASH))
		return i; /* "L 52-4" */
	if (!references_kind(r, number, PTOKEN_NUMBER))
		return i;
	buf_add_span(label, letter);
	past = read_number(r, number, ref, out, label);
	return past == number ? i : past;
}

static size_t read_word(struct references *r, size_t i, const struct reference *ref, struct item *out,
                        struct buf *label)
{
	struct span word = ptoken_text(r->t, i);
	unsigned roman = roman_value(word, false);
	size_t past;

	if (ref->unit == PROVISION_ARTICLE && ptoken_is(r->t, i, CLASS_FIRST)) {
		out->value = 1;
		add_number(label, 1);
		return i + 1;
	}
	past = read_lettered(r, i, ref, out, label);
	if (past != i || roman == 0 || (word.len == 1 && word.data[0] == 'L') ||
	    references_glued(r, i + 1, PTOKEN_APOSTROPHE))
		return past;
	out->value = roman;
	out->roman = true;
	add_number(label, roman);
	return read_bis(r, i + 1, label);
}

size_t label_read(struct references *r, size_t i, const struct reference *ref, struct item *out)
{
	struct buf label;
	size_t past = i;

	memset(out, 0, sizeof *out);
	if (i >= r->t->count || (r->t->token[i].flags & PTOKEN_ADDRESS) != 0)
		return i;
	buf_init(&label);
	if (references_kind(r, i, PTOKEN_NUMBER))
		past = read_number(r, i, ref, out, &label);
	else if (references_kind(r, i, PTOKEN_WORD))
		past = read_word(r, i, ref, out, &label);
	if (label.len > LABEL_BYTES)
		past = i;
	if (past != i)
		out->article = pool_span(r->pool, buf_span(&label));
	out->first = i;
	out->past = past;
	buf_release(&label);
	return past;
}
