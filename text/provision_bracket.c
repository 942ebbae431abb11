#include "text/provision_bracket.h"

#include "text/utf8.h"

#define PINPOINT_LEAST 13      /* "(§ 155)" is a paragraph of a judgment: an article has fewer */
#define PINPOINT_TOKENS 12     /* of a bracket with such a pinpoint */

bool paragraph_is_number(const struct references *r, size_t i)
{
	return references_kind(r, i, PTOKEN_NUMBER) && r->t->token[i].value > 0 &&
	       r->t->token[i].value <= PARAGRAPH_MOST;
}

bool paragraph_is_letter(const struct references *r, size_t i)
{
	struct span word;

	if (!references_kind(r, i, PTOKEN_WORD))
		return false;
	word = ptoken_text(r->t, i);
	return utf8_length(word) == 1 || roman_value(word, true) != 0;
}

/* "(aa)" of "36(2)(aa)", put in behind (a): nothing is between it and the bracket before. */
static bool is_double_letter(const struct references *r, size_t i)
{
	struct span word = references_word(r, i + 1);

	return references_glued(r, i, PTOKEN_OPEN) && references_kind(r, i - 1, PTOKEN_CLOSE) && word.len == 2 && word.data[0] >= 'a' && word.data[0] <= 'h' &&
	       word.data[1] >= 'a' && word.data[1] <= 'h';
}

bool paragraph_is_bracket(const struct references *r, size_t i)
{
	return references_kind(r, i, PTOKEN_OPEN) && references_kind(r, i + 2, PTOKEN_CLOSE) &&
	       (paragraph_is_letter(r, i + 1) || is_double_letter(r, i) ||
	        (paragraph_is_number(r, i + 1) && r->t->token[i + 1].at.end - r->t->token[i + 1].at.start <= 3));
}

#define INSERTED_LETTERS 2 /* of "(5ZA)" */

/* Past "(2A)" at i, a paragraph that was put in behind (2); i if it does not stand there. */
static size_t inserted_past(const struct references *r, size_t i)
{
	if (!references_kind(r, i, PTOKEN_OPEN) || !paragraph_is_number(r, i + 1) || !references_glued(r, i + 2, PTOKEN_WORD) ||
	    ptoken_text(r->t, i + 2).len > INSERTED_LETTERS || !references_kind(r, i + 3, PTOKEN_CLOSE))
		return i;
	for (size_t k = 0; k < ptoken_text(r->t, i + 2).len; k++)
		if (ptoken_text(r->t, i + 2).data[k] < 'A' || ptoken_text(r->t, i + 2).data[k] > 'Z')
			return i;
	return i + 4;
}

/* The paragraph in the bracket at i: "(3)", "(2A)". */
static void put_bracket(struct references *r, size_t i, size_t past, bool beside, struct paragraphs *out)
{
	if (past == i + 3)
		paragraph_put(r, i + 1, beside, i, past, out);
	else
		paragraph_put_label(r, span_sub(r->t->text, ptokens_range(r->t, i + 1, past - 1)), beside, i, past, out);
}

static size_t bracket_past(const struct references *r, size_t i)
{
	return paragraph_is_bracket(r, i) ? i + 3 : inserted_past(r, i);
}

/* "a)" */
static bool is_closed_letter(const struct references *r, size_t i)
{
	return references_kind(r, i, PTOKEN_WORD) && utf8_length(ptoken_text(r->t, i)) == 1 &&
	       references_glued(r, i + 1, PTOKEN_CLOSE);
}

/* "vii)" right behind "b)": of the letter before it. */
static bool is_closed_numeral(const struct references *r, size_t i)
{
	return references_kind(r, i, PTOKEN_WORD) && roman_value(ptoken_text(r->t, i), true) != 0 &&
	       references_glued(r, i + 1, PTOKEN_CLOSE);
}

size_t paragraph_closed_letters(struct references *r, size_t i, size_t first, struct paragraphs *out)
{
	size_t next = i;

	for (bool beside = false; is_closed_letter(r, next); beside = true) {
		paragraph_put(r, next, beside, beside ? next : first, next + 2, out);
		i = next + 2;
		if (is_closed_numeral(r, i)) {
			paragraph_put(r, i, false, next, i + 2, out);
			i += 2;
		}
		next = i + references_kind(r, i, PTOKEN_COMMA);
		next += ptoken_is(r->t, next, CLASS_AND) && !is_closed_letter(r, next); /* Spanish "d), e) y h)" */
		if (next == i)
			break;
	}
	return i;
}

/* "(§ 155)": skipped, since it says where a judgment speaks of the article. */
static size_t skip_pinpoint(const struct references *r, size_t i)
{
	size_t k = i + 1;

	if (!references_kind(r, k, PTOKEN_PARAGRAPH))
		return i;
	while (references_kind(r, k, PTOKEN_PARAGRAPH))
		k++;
	if (!references_kind(r, k, PTOKEN_NUMBER) || r->t->token[k].value < PINPOINT_LEAST)
		return i;
	while (k < i + PINPOINT_TOKENS && k < r->t->count && !references_kind(r, k, PTOKEN_CLOSE))
		k++;
	return references_kind(r, k, PTOKEN_CLOSE) ? k + 1 : i;
}

/* "(par. 3 g))", "(par. 1 et 3 b) et d))" at i, the first number at k; i if no letter closes so. */
static size_t read_lettered(struct references *r, size_t i, size_t k, struct paragraphs *out)
{
	bool lettered = false;
	size_t first = k;

	while (paragraph_is_number(r, k)) {
		size_t past;

		paragraph_put(r, k, k != first, k == first ? i : k, k + 1, out);
		past = paragraph_closed_letters(r, k + 1, k == first ? i : k, out);
		lettered = lettered || past != k + 1;
		if (references_kind(r, past, PTOKEN_CLOSE) && lettered) {
			out->at[out->count - 1].past = past + 1;
			return past + 1;
		}
		k = past + references_kind(r, past, PTOKEN_COMMA);
		k += ptoken_is(r->t, k, CLASS_AND);
		if (k == past)
			break;
	}
	out->count = 0;
	return i;
}

/* "(al. d) et e))", "(al. f)" at i, the first letter at k; i if no letter stands there. The last one's bracket may be the whole's. */
static size_t read_letters(struct references *r, size_t i, size_t k, struct paragraphs *out)
{
	size_t past = paragraph_closed_letters(r, k, i, out);

	if (past == k) {
		out->count = 0;
		return i;
	}
	past += references_kind(r, past, PTOKEN_CLOSE);
	out->at[out->count - 1].past = past;
	return past;
}

/* ", literales a y c", ", пункт 3" behind "(numeral 1", "(часть 1", at i: what its word, another one than that before, names of it. */
static size_t read_inner(struct references *r, size_t i, size_t first, struct paragraphs *out)
{
	size_t word = i + 1, number, past;
	bool plural;

	if (out->count != 1 || out->at[0].subparagraph.len != 0 || !references_kind(r, i, PTOKEN_COMMA))
		return i;
	past = paragraph_letter_words(r, i, out);
	if (past != i)
		return past;
	number = paragraph_word(r, word, &plural);
	if (number == word || plural || !paragraph_is_number(r, number) || span_eq(references_word(r, word), references_word(r, first)))
		return i;
	paragraph_put(r, number, false, i, number + 1, out);
	return number + 1;
}

/*
 * "(paras. 1 and 2 (a)–(c))", "(часть третья)", "(second paragraph)" at i, what its word names at k: as it would be
 * without the bracket; i if it does not close there.
 */
static size_t read_worded(struct references *r, size_t i, size_t k, struct paragraphs *out)
{
	size_t past = k;

	if (k == i + 1)
		past = paragraph_ordinals_named(r, k, out);
	else
		past = paragraph_is_number(r, k) ? paragraph_numbers(r, k, true, out) : paragraph_ordinals(r, k, out);
	past = read_inner(r, past, i + 1, out);
	out->bracketed = out->closed = out->inner = false;
	if (past == k || out->count == 0 || !references_kind(r, past, PTOKEN_CLOSE)) {
		out->count = 0;
		return i;
	}
	out->at[0].first = i;
	out->at[out->count - 1].past = past + 1;
	return past + 1;
}

/* "(пункт «а» части 4)", "(подпункты «b» и «d» пункта 3)" at i; i if it does not close there. */
static size_t read_nested(struct references *r, size_t i, struct paragraphs *out)
{
	size_t past = paragraph_group(r, i + 1, out);

	if (past == i + 1 || !references_kind(r, past, PTOKEN_CLOSE)) {
		out->count = 0;
		return i;
	}
	out->at[0].first = i;
	out->at[out->count - 1].past = past + 1;
	return past + 1;
}

/* "(1, 3)", "(1 and (2))" from number k: its past token; i if the bracket does not close behind numbers. */
static size_t read_listed(struct references *r, size_t i, size_t k, struct paragraphs *out)
{
	for (size_t n = k; paragraph_is_number(r, n); n++) {
		size_t next = n + 1;

		if (references_kind(r, next, PTOKEN_CLOSE)) {
			for (size_t at = k; at <= n; at++)
				if (references_kind(r, at, PTOKEN_NUMBER))
					paragraph_put(r, at, at != k, at == k ? i : at, at == n ? n + 2 : at + 1, out);
			return n + 2;
		}
		while (references_kind(r, next, PTOKEN_COMMA) || ptoken_is(r->t, next, CLASS_AND))
			next++;
		if (paragraph_is_bracket(r, n + 1) && references_kind(r, n + 4, PTOKEN_CLOSE) && n == k) {
			paragraph_put(r, k, false, i, k + 1, out);
			paragraph_put(r, n + 2, false, i, n + 5, out);
			return n + 5;
		}
		if (next == n + 1)
			break;
		n = next - 1;
	}
	return i;
}

/* "(paragraph 1)", "(para. 3 (a))", "(§ 2)", "(1, 3)", "(a) and (b)" begin so. */
static size_t read_bracket(struct references *r, size_t i, bool beside, struct paragraphs *out)
{
	size_t k = skip_pinpoint(r, i), next;

	if (k != i)
		return k;
	k = i + 1;
	if (paragraph_is_number(r, k) && references_glued(r, k + 1, PTOKEN_NUMERO) && references_kind(r, k + 2, PTOKEN_CLOSE) &&
	    out->count == 0) {
		paragraph_put(r, k, beside, i, i + 4, out); /* "L. 313-11 (7°)" */
		return i + 4;
	}
	if ((next = bracket_past(r, i)) != i) {
		put_bracket(r, i, next, beside, out);
		out->bracketed = true;
		return next;
	}
	while (ptoken_is(r->t, k, CLASS_PARAGRAPH) || references_kind(r, k, PTOKEN_PARAGRAPH))
		k += references_kind(r, k + 1, PTOKEN_STOP) ? 2 : 1;
	if (out->count != 0)
		return i;
	if ((k != i + 1 && references_kind(r, k, PTOKEN_QUOTE)) ||
	    (ptoken_is(r->t, k, CLASS_SUBPARAGRAPH) && ptoken_has_flag(r->t, k, PTOKEN_CYRILLIC)))
		return read_nested(r, i, out);
	if (k != i + 1 && is_closed_letter(r, k))
		return read_letters(r, i, k, out);
	if (!paragraph_is_number(r, k))
		return k != i + 1 || ptoken_is(r->t, k, CLASS_ORDINAL) ? read_worded(r, i, k, out) : i;
	next = read_lettered(r, i, k, out);
	if (next != i)
		return next;
	next = read_listed(r, i, k, out);
	if (next != i)
		return next;
	return k == i + 1 ? i : read_worded(r, i, k, out);
}

/* "(b)-(d)": adds (c), the bracket at i being the last. */
static void fill_letters(struct references *r, size_t i, struct paragraphs *out)
{
	struct span from = out->at[out->count - 1].subparagraph, to = ptoken_text(r->t, i + 1);

	if (from.len != 1 || to.len != 1 || from.data[0] < 'a' || to.data[0] > 'z' || to.data[0] <= from.data[0] ||
	    !paragraphs_fit(out, (uint32_t)(to.data[0] - from.data[0])))
		return;
	for (char letter = (char)(from.data[0] + 1); letter < to.data[0]; letter++) {
		struct paragraph between = out->at[out->count - 1], *p = paragraph_add(out, i);

		p->paragraph = between.paragraph;
		p->subparagraph = pool_span(r->pool, span_make(&letter, 1));
		p->past = i + 3;
	}
}

void paragraph_fill(struct references *r, size_t i, struct paragraphs *out)
{
	uint32_t from = 0, to = r->t->token[i + 1].value;
	const struct paragraph before = out->at[out->count - 1];

	if (!references_kind(r, i + 1, PTOKEN_NUMBER) || before.subparagraph.len != 0)
		return;
	for (size_t k = 0; k < before.paragraph.len && before.paragraph.data[k] <= '9'; k++)
		from = from * 10 + (uint32_t)(before.paragraph.data[k] - '0');
	if (from != 0 && to > from)
		paragraph_between(r, from, to, i, out);
}

size_t paragraph_brackets(struct references *r, size_t i, struct paragraphs *out)
{
	for (;;) {
		size_t past = i, next = i;

		if (references_kind(r, i, PTOKEN_OPEN))
			past = read_bracket(r, i, false, out);
		if (past != i) {
			i = past;
			continue;
		}
		if (out->count == 0 || !out->bracketed)
			return i;
		next += references_kind(r, next, PTOKEN_COMMA);
		next += ptoken_is(r->t, next, CLASS_AND | CLASS_TO) || references_kind(r, next, PTOKEN_LONGDASH) ||
		        references_kind(r, next, PTOKEN_DASH);
		past = bracket_past(r, next);
		if (next == i || past == next)
			return i;
		if (!references_kind(r, next - 1, PTOKEN_COMMA) && !ptoken_is(r->t, next - 1, CLASS_AND))
			(references_kind(r, next + 1, PTOKEN_NUMBER) ? paragraph_fill : fill_letters)(r, next, out);
		put_bracket(r, next, past, true, out);
		i = past;
	}
}
