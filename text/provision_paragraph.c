#include "text/provision_bracket.h"

/* "S. 3" */
static bool is_section_letter(const struct references *r, size_t i)
{
	return references_kind(r, i, PTOKEN_WORD) && (ptoken_text(r->t, i).data[0] | 0x20) == 's' &&
	       ptoken_text(r->t, i).len == 1 && references_kind(r, i + 1, PTOKEN_STOP) && references_kind(r, i + 2, PTOKEN_NUMBER);
}

bool paragraph_unit_behind(const struct references *r, size_t i, size_t *unit)
{
	size_t k = i;

	if (references_kind(r, k, PTOKEN_OPEN) && references_kind(r, k + 1, PTOKEN_WORD) && references_kind(r, k + 2, PTOKEN_CLOSE) &&
	    span_starts(ptoken_text(r->t, k + 1), "parcial"))
		k += 3; /* "parágrafo 4º (parcial) del artículo 5" */
	while (k < i + 6 && !is_section_letter(r, k) &&
	       (ptoken_is(r->t, k, CLASS_OF | CLASS_THE | CLASS_SAME) || references_kind(r, k, PTOKEN_APOSTROPHE) ||
	        references_kind(r, k, PTOKEN_COMMA)))
		k++;
	*unit = k;
	return ptoken_is(r->t, k, CLASS_UNIT) || is_section_letter(r, k);
}

/* Past "ч. 2" at i, of which what stands before it is a point; i if it does not stand there. */
static size_t skip_level(const struct references *r, size_t i)
{
	bool plural;
	size_t word = paragraph_word(r, i, &plural);

	return word != i && paragraph_is_number(r, word) ? word + 1 : i;
}

/* "article 9, and paragraph 3 of article 14", "ст. 15, п. 12 ч. 2 ст. 115": what was read from a comma on is the next article's, and what "of" stands behind. */
static bool is_next_units(const struct references *r, size_t i, size_t comma, size_t past)
{
	size_t unit, k = past;

	while (comma == i && ptoken_is(r->t, k, CLASS_OF | CLASS_THE))
		k++;
	if (comma == i && (k == past || !ptoken_is(r->t, k, CLASS_ARTICLE) || !references_kind(r, k + 1, PTOKEN_NUMBER)))
		return false;
	return !references_kind(r, past, PTOKEN_COMMA) &&
	       (paragraph_unit_behind(r, past, &unit) || paragraph_unit_behind(r, skip_level(r, past), &unit));
}

/* "al. 1 et 3": the abbreviation, the number at i behind it, is of several too, where a higher number follows, and no article. */
static bool is_of_several(const struct references *r, size_t word, size_t i)
{
	return span_eq_str(references_word(r, word), "al") && ptoken_is(r->t, i + 1, CLASS_AND) && paragraph_is_number(r, i + 2) &&
	       r->t->token[i + 2].value > r->t->token[i].value && r->t->token[i + 2].value <= ALINEA_MOST && !paragraph_has_own(r, i + 2);
}

/* "20.3.3" before "§" at i: "3.3" is all of the label's, so that there is room for the paragraph. */
static void join_second_point(struct references *r, size_t i, struct paragraphs *out)
{
	if (out->points < 2 || out->count != 1 || !references_kind(r, i, PTOKEN_PARAGRAPH) || !references_kind(r, i - 1, PTOKEN_NUMBER) ||
	    !references_kind(r, i - 3, PTOKEN_NUMBER))
		return;
	out->at[0].paragraph = span_sub(r->t->text, ptokens_range(r->t, i - 3, i));
	out->at[0].subparagraph = span_of("");
	out->points = 1;
}

/* ", alinéa 1er" behind "§ 3", the word at `word`: of that paragraph, as its word tells, which is another than the one before. */
static bool is_within(const struct references *r, size_t i, size_t word, const struct paragraphs *out)
{
	size_t before;

	if (out->count != 1 || out->at[0].subparagraph.len != 0 || out->at[0].paragraph.len == 0 || word != i + 1 ||
	    !ptoken_is(r->t, word, CLASS_SUBPARAGRAPH) || ptoken_has_flag(r->t, word, PTOKEN_CYRILLIC))
		return false;
	before = i - 1 - (references_glued(r, i - 1, PTOKEN_WORD) && i > 2); /* "1er" */
	if (!references_kind(r, before, PTOKEN_NUMBER))
		return false;
	return references_kind(r, before - 1, PTOKEN_PARAGRAPH) ||
	       (ptoken_is(r->t, before - 1, CLASS_PARAGRAPH) && !span_eq(ptoken_text(r->t, before - 1), ptoken_text(r->t, word)));
}

/* Past the number at i and what is glued to it: "1er", "1.º". */
static size_t put_within(struct references *r, size_t first, size_t i, struct paragraphs *out)
{
	struct paragraphs inner = {0};
	size_t past = paragraph_numbers(r, i, false, &inner);

	if (inner.count != 1 || inner.at[0].subparagraph.len != 0)
		return first;
	out->at[0].subparagraph = inner.at[0].paragraph;
	out->at[0].past = past;
	return past;
}

/* Past "Satz 1" at i, where "und Abs. 2" goes on; i otherwise. */
static size_t skip_sentence(const struct references *r, size_t i)
{
	bool plural;

	return ptoken_is(r->t, i, CLASS_PHRASE) && references_kind(r, i + 1, PTOKEN_NUMBER) && ptoken_is(r->t, i + 2, CLASS_AND) &&
	               paragraph_word(r, i + 3, &plural) != i + 3 ? i + 2 : i;
}

static size_t read_paragraph_words(struct references *r, size_t begin, struct paragraphs *out)
{
	struct paragraphs saved = *out;
	size_t i = out->count != 0 ? skip_sentence(r, begin) : begin;
	bool plural, and;
	size_t comma = i + references_kind(r, i, PTOKEN_COMMA), word, past;

	and = comma != i || out->count != 0 ? ptoken_is(r->t, comma, CLASS_AND) : false;
	if (and && out->count == 0)
		return begin;
	comma += and;
	word = paragraph_word(r, comma, &plural);
	if (word == comma)
		return begin;
	if (paragraph_is_bracket(r, word) && out->count == 0) {
		past = paragraph_brackets(r, word, out);
		if (!is_next_units(r, i, comma, past))
			return past;
		*out = saved;
		return begin;
	}
	if (!paragraph_is_number(r, word))
		return begin;
	if (!plural && is_within(r, i, comma, out)) {
		past = put_within(r, i, word, out);
		if (past != i && !is_next_units(r, i, comma, past))
			return past;
		*out = saved;
	}
	join_second_point(r, i, out);
	if (out->points != 0 && out->count == 1 && out->at[0].subparagraph.len == 0 && !and) {
		out->pointed = references_kind(r, i, PTOKEN_PARAGRAPH);
		paragraph_put(r, word, false, i, word + 1, out); /* "226.9 § 1" */
		return plural ? paragraph_further(r, word + 1, out) : paragraph_brackets(r, word + 1, out);
	}
	if (out->count != 0 && !and && comma == i)
		return paragraph_russian_point(r, i, word, out);
	out->closed = false;
	past = paragraph_numbers(r, word, plural || is_of_several(r, comma, word), out);
	if (saved.count == 0)
		out->at[0].first = i;
	if (is_next_units(r, i, comma, past)) {
		*out = saved;
		return begin;
	}
	return past;
}

/* ", 1°, du code": a paragraph behind a comma, or its point, where the number before it is not written so. */
static size_t read_degree(struct references *r, size_t i, struct paragraphs *out)
{
	if (!references_kind(r, i, PTOKEN_COMMA) || !paragraph_is_number(r, i + 1) || references_kind(r, i - 1, PTOKEN_NUMERO) ||
	    !references_glued(r, i + 2, PTOKEN_NUMERO))
		return i;
	paragraph_put(r, i + 1, false, i, i + 3, out);
	return i + 3;
}

/* Whether "1)" stands at i, which closes no bracket. */
static bool is_closed_number(const struct references *r, size_t i)
{
	return paragraph_is_number(r, i) && !ptoken_glued(r->t, i) && references_glued(r, i + 1, PTOKEN_CLOSE) && !paragraph_in_bracket(r, i + 1);
}

/*
 * "1)", "1) b)", ", 1) et 2)" behind "43", as the United Nations write in French, where the list or its law follows. Behind
 * a comma a higher number is the next article's, whose bracket may be a long one: articles are named in their order.
 */
static size_t read_closed_number(struct references *r, size_t i, struct paragraphs *out)
{
	size_t number = i + references_kind(r, i, PTOKEN_COMMA), past = i;

	if (number != i && (!references_kind(r, i - 1, PTOKEN_NUMBER) || !references_kind(r, number, PTOKEN_NUMBER) ||
	                    r->t->token[number].value >= r->t->token[i - 1].value))
		return i;
	while (is_closed_number(r, number)) {
		paragraph_put(r, number, true, number, number + 2, out);
		past = paragraph_closed_letters(r, number + 2, number, out);
		number = past + references_kind(r, past, PTOKEN_COMMA);
		number += ptoken_is(r->t, number, CLASS_AND);
	}
	if (past != i && past < r->t->count && !references_kind(r, past, PTOKEN_COMMA) && !references_kind(r, past, PTOKEN_SEMICOLON) &&
	    !references_kind(r, past, PTOKEN_STOP) && !references_kind(r, past, PTOKEN_CLOSE) && !ptoken_is(r->t, past, CLASS_AND | CLASS_OF)) {
		out->count = 0;
		return i;
	}
	return past;
}

/* A number, or a Roman one, of a next article. */
static bool is_label(const struct references *r, size_t i)
{
	return references_kind(r, i, PTOKEN_NUMBER) ||
	       (references_kind(r, i, PTOKEN_WORD) && roman_value(ptoken_text(r->t, i), false) != 0);
}

/* ", b), du" behind a paragraph: its letter. */
static size_t read_letter_behind(struct references *r, size_t i, struct paragraphs *out)
{
	size_t past = i + 3;

	if (out->count == 0 || !references_kind(r, i, PTOKEN_COMMA) || !paragraph_is_letter(r, i + 1) ||
	    !references_glued(r, i + 2, PTOKEN_CLOSE) ||
	    (!references_kind(r, past, PTOKEN_COMMA) && !references_kind(r, past, PTOKEN_CLOSE) &&
	     (!ptoken_is(r->t, past, CLASS_OF) || ptoken_is(r->t, past, CLASS_THE))))
		return i;
	paragraph_put(r, i + 1, false, i, past, out);
	return past;
}

/* "b)", "a) y b)" right behind an article's number, or "44.1", where its law or the rest of the sentence follows. */
static size_t read_letters_behind(struct references *r, size_t i, struct paragraphs *out)
{
	struct paragraphs saved = *out;
	bool first = out->count == 0 || (out->count == 1 && out->points != 0 && out->at[0].subparagraph.len == 0);
	size_t dash = out->count == 0 && references_glued(r, i, PTOKEN_DASH) && references_glued(r, i + 1, PTOKEN_WORD); /* "37-b)" */
	size_t past = first ? paragraph_closed_letters(r, i + dash, i, out) : i, unit;

	if (dash != 0 && past == i + dash)
		return i;

	if (past == i || ptoken_is_letters(r->t, past) ||
	    (ptoken_is(r->t, past, CLASS_AND) && (is_label(r, past + 1) || paragraph_unit_behind(r, past + 1, &unit))) ||
	    (ptoken_is(r->t, past, CLASS_IN) && ptoken_is(r->t, past + 1, CLASS_CHAIN)) || references_kind(r, past, PTOKEN_COMMA) || references_kind(r, past, PTOKEN_STOP) ||
	    references_kind(r, past, PTOKEN_CLOSE) || (ptoken_is(r->t, past, CLASS_OF) && !ptoken_is(r->t, past, CLASS_THE)))
		return past;
	*out = saved;
	return i;
}

/*
 * ", II, du code" behind a label such as "R. 776-2", ", XXXV e LIV, da" behind "5º": Roman numbers behind one that is
 * none are its paragraphs; behind "§ 2º" that one's.
 */
static size_t read_roman_behind(struct references *r, size_t i, struct paragraphs *out)
{
	bool comma = references_kind(r, i, PTOKEN_COMMA), label = i > 1 && references_kind(r, i - 2, PTOKEN_DASH);
	size_t word = i + comma, past = word + 1;

	if (i < 2 || out->count > 1 || (out->count == 1 && (label || out->at[0].subparagraph.len != 0)) || (!comma && !label) ||
	    (!references_kind(r, i - 1, PTOKEN_NUMBER) && (label || !references_kind(r, i - 1, PTOKEN_NUMERO)) &&
	     !span_eq_str(references_word(r, i - 1), "caput")) ||
	    !references_kind(r, word, PTOKEN_WORD) || roman_value(ptoken_text(r->t, word), false) == 0)
		return i;
	if (!references_kind(r, past, PTOKEN_COMMA) && !references_kind(r, past, PTOKEN_CLOSE) && !ptoken_is(r->t, past, CLASS_OF) &&
	    (label || !ptoken_is(r->t, past, CLASS_AND)))
		return i;
	paragraph_put(r, word, false, i, past, out);
	return paragraph_letters_beside(r, past, out);
}

/* ", inciso quinto" behind "N° 3", ", primer párrafo" behind "fracción I", at i: of that one; i if it does not stand there. */
static size_t read_ordinal_of(struct references *r, size_t i, struct paragraphs *out)
{
	struct paragraphs of = {0};
	size_t word = i + references_kind(r, i, PTOKEN_COMMA), past = word;
	struct paragraph *last = &out->at[out->count - (out->count != 0)];

	if (out->count == 0 || (out->count != 1 && (i < 2 || !references_kind(r, i - 2, PTOKEN_NUMERO))) ||
	    (last->subparagraph.len != 0 && last->paragraph.len != 0))
		return i;
	if (ptoken_is(r->t, word, CLASS_ORDINAL))
		past = paragraph_ordinals_named(r, word, &of);
	else if (ptoken_is(r->t, word, CLASS_PARAGRAPH))
		past = paragraph_ordinals(r, word + 1, &of);
	if (of.count != 1 || is_next_units(r, i, word, past))
		return i;
	if (last->paragraph.len == 0 && memchr(last->subparagraph.data, '(', last->subparagraph.len) != NULL) {
		paragraph_nest(r, last, &of.at[0]); /* "apartado B, fracción VIII, segundo párrafo" */
		of.at[0].paragraph = of.at[0].subparagraph;
	} else if (last->paragraph.len == 0) {
		last->paragraph = last->subparagraph;
	}
	last->subparagraph = of.at[0].paragraph;
	last->past = past;
	return past;
}

/* ", alinéa premier", ", párrafos primero y segundo", ", primer párrafo" */
static size_t read_ordinal_behind(struct references *r, size_t i, struct paragraphs *out)
{
	size_t word = i + references_kind(r, i, PTOKEN_COMMA), past;

	if (out->count != 0)
		return i;
	if (ptoken_is(r->t, word, CLASS_ORDINAL))
		past = paragraph_ordinals_named(r, word, out);
	else if (ptoken_is(r->t, word, CLASS_PARAGRAPH))
		past = paragraph_ordinals(r, word + 1, out);
	else
		return i;
	if (past > word + 1 && !ptoken_is(r->t, past, CLASS_PARAGRAPH | CLASS_PHRASE) && !is_next_units(r, i, word, past))
		return past;
	out->count = 0;
	return i;
}

/* ", point (a)", ", clause (1)", unless it is the next article's */
static size_t read_letter_words(struct references *r, size_t i, struct paragraphs *out)
{
	struct paragraphs saved = *out;
	size_t past = paragraph_letter_words(r, i, out);

	if (past == i || !is_next_units(r, i, i + references_kind(r, i, PTOKEN_COMMA), past))
		return past;
	*out = saved;
	return i;
}

/* Past ", caput" at i, as Brazil calls an article's first sentence, and "e" before "incisos"; i if it does not stand there. */
static size_t skip_caput(const struct references *r, size_t i)
{
	size_t word = i + references_kind(r, i, PTOKEN_COMMA);

	if (!span_eq_str(references_word(r, word), "caput"))
		return i;
	return word + 1 + (ptoken_is(r->t, word + 1, CLASS_AND) && ptoken_is(r->t, word + 2, CLASS_PARAGRAPH));
}

/* Whether what was read so far is one paragraph, or point, without a letter. */
static bool is_one_bare(const struct paragraphs *p)
{
	return p->count == 1 && p->at[0].subparagraph.len == 0;
}

/* ", N° 4", " y N° 12" behind one paragraph */
static size_t read_numero_of(struct references *r, size_t i, struct paragraphs *out)
{
	bool and = ptoken_is(r->t, i, CLASS_AND) && i > 1 && references_kind(r, i - 2, PTOKEN_NUMERO);

	return is_one_bare(out) && (and || references_kind(r, i, PTOKEN_COMMA)) ? paragraph_numeros(r, i, out) : i;
}

/* ", 1°" behind one paragraph */
static size_t read_degree_of(struct references *r, size_t i, struct paragraphs *out)
{
	return is_one_bare(out) && !out->degree ? read_degree(r, i, out) : i;
}

/* ", II" behind one paragraph */
static size_t read_roman_of(struct references *r, size_t i, struct paragraphs *out)
{
	return out->count == 1 ? read_roman_behind(r, i, out) : i;
}

typedef size_t read_paragraphs(struct references *r, size_t i, struct paragraphs *out);

size_t paragraphs_read(struct references *r, size_t i, struct paragraphs *out)
{
	/* The first to read something right behind the number; then, as long as one reads on, all in this order. */
	static read_paragraphs *const first[] = {paragraph_glued, paragraph_pointed_letter, read_degree, paragraph_numeros, read_roman_behind,
	                                          read_closed_number};
	static read_paragraphs *const next[] = {
		paragraph_brackets, read_letter_words, paragraph_russian_letters, read_paragraph_words, paragraph_capital_words, read_roman_of, read_ordinal_behind,
		read_ordinal_of, read_numero_of, read_degree_of, read_letter_behind, paragraph_letters_of_roman, paragraph_nummer,
	};
	size_t from;

	memset(out, 0, sizeof *out);
	out->degree = references_kind(r, i - 1, PTOKEN_NUMERO);
	i = skip_caput(r, i);
	for (size_t k = 0; k < sizeof first / sizeof *first && out->count == 0; k++)
		i = first[k](r, i, out);
	i = read_letters_behind(r, i, out);
	do {
		from = i;
		for (size_t k = 0; k < sizeof next / sizeof *next && i == from; k++)
			i = next[k](r, from, out);
	} while (i != from);
	return i;
}
