#include "text/provision_parts.h"

#include "text/provision_words.h"
#include "text/utf8.h"

#define PARAGRAPH_MOST 200     /* no article has a paragraph with a higher number */
#define PINPOINT_LEAST 13      /* "(§ 155)" is a paragraph of a judgment: an article has fewer */
#define PINPOINT_TOKENS 12     /* of a bracket with such a pinpoint */
#define SUBPARAGRAPH_BYTES 16

static bool is_kind(const struct references *r, size_t i, enum ptoken_kind kind)
{
	return i < r->t->count && r->t->token[i].kind == (uint8_t)kind;
}

static bool is_glued_kind(const struct references *r, size_t i, enum ptoken_kind kind)
{
	return is_kind(r, i, kind) && ptoken_glued(r->t, i);
}

static struct span number_span(struct references *r, uint32_t value)
{
	struct buf b;
	struct span s;

	buf_init(&b);
	buf_addf(&b, "%u", value);
	s = pool_span(r->pool, buf_span(&b));
	buf_release(&b);
	return s;
}

static bool is_paragraph_number(const struct references *r, size_t i)
{
	return is_kind(r, i, PTOKEN_NUMBER) && r->t->token[i].value > 0 &&
	       r->t->token[i].value <= PARAGRAPH_MOST;
}

/* One letter, or a small Roman number. */
static bool is_letter(const struct references *r, size_t i)
{
	struct span word;

	if (!is_kind(r, i, PTOKEN_WORD))
		return false;
	word = ptoken_text(r->t, i);
	return utf8_length(word) == 1 || roman_value(word, true) != 0;
}

static struct span letter_span(struct references *r, size_t i)
{
	struct buf b;
	struct span s;

	buf_init(&b);
	utf8_fold(&b, ptoken_text(r->t, i));
	s = pool_span(r->pool, buf_span(&b));
	buf_release(&b);
	return s;
}

/* "b" and "i" are b(i). */
static struct span deeper(struct references *r, struct span outer, struct span inner)
{
	struct buf b;
	struct span s = outer;

	if (outer.len == 0)
		return inner;
	buf_init(&b);
	buf_add_span(&b, outer);
	buf_add_char(&b, '(');
	buf_add_span(&b, inner);
	buf_add_char(&b, ')');
	if (b.len <= SUBPARAGRAPH_BYTES)
		s = pool_span(r->pool, buf_span(&b));
	buf_release(&b);
	return s;
}

/* The letter outside: "c" of "c(i)". */
static struct span outer_letter(struct span letters)
{
	const char *bracket = letters.len == 0 ? NULL : memchr(letters.data, '(', letters.len);

	return span_make(letters.data, bracket == NULL ? 0 : (size_t)(bracket - letters.data));
}

static struct paragraph *add(struct paragraphs *out, size_t first)
{
	struct paragraph *p;

	if (out->count == PARAGRAPHS_MOST)
		return NULL;
	p = &out->at[out->count++];
	memset(p, 0, sizeof *p);
	p->first = first;
	return p;
}

static struct paragraph *last(struct paragraphs *out)
{
	return out->count == 0 ? NULL : &out->at[out->count - 1];
}

/* Whether "(" stands at i with one number or letter in it. */
static bool is_simple_bracket(const struct references *r, size_t i)
{
	return is_kind(r, i, PTOKEN_OPEN) && is_kind(r, i + 2, PTOKEN_CLOSE) &&
	       (is_letter(r, i + 1) ||
	        (is_paragraph_number(r, i + 1) && r->t->token[i + 1].at.end - r->t->token[i + 1].at.start <= 3));
}

/* Puts the number or letter at token i into the last paragraph, or a new one beside it. */
static void put(struct references *r, size_t i, bool beside, size_t first, size_t past,
                struct paragraphs *out)
{
	bool number = is_kind(r, i, PTOKEN_NUMBER);
	struct paragraph before = {0}, *p;

	if (last(out) != NULL)
		before = *last(out);
	p = beside || last(out) == NULL ? add(out, first) : last(out);
	if (p == NULL)
		return;
	if (beside && !number) {
		p->paragraph = before.paragraph;
		if (roman_value(ptoken_text(r->t, i), true) != 0)
			p->subparagraph = outer_letter(before.subparagraph); /* "(c)(i) or (ii)" */
	}
	if (number && p->paragraph.len == 0 && p->subparagraph.len == 0)
		p->paragraph = number_span(r, r->t->token[i].value);
	else if (number)
		p->subparagraph = deeper(r, p->subparagraph, number_span(r, r->t->token[i].value));
	else
		p->subparagraph = deeper(r, p->subparagraph, letter_span(r, i));
	p->past = past;
}

/* "(§ 155)": skipped, since it says where a judgment speaks of the article. */
static size_t skip_pinpoint(const struct references *r, size_t i)
{
	size_t k = i + 1;

	if (!is_kind(r, k, PTOKEN_PARAGRAPH))
		return i;
	while (is_kind(r, k, PTOKEN_PARAGRAPH))
		k++;
	if (!is_kind(r, k, PTOKEN_NUMBER) || r->t->token[k].value < PINPOINT_LEAST)
		return i;
	while (k < i + PINPOINT_TOKENS && k < r->t->count && !is_kind(r, k, PTOKEN_CLOSE))
		k++;
	return is_kind(r, k, PTOKEN_CLOSE) ? k + 1 : i;
}

/* "(paragraph 1)", "(para. 3 (a))", "(§ 2)", "(1, 3)", "(a) and (b)" begin so. */
static size_t read_bracket(struct references *r, size_t i, bool beside, struct paragraphs *out)
{
	size_t k = skip_pinpoint(r, i);

	if (k != i)
		return k;
	k = i + 1;
	if (is_simple_bracket(r, i)) {
		put(r, i + 1, beside, i, i + 3, out);
		out->bracketed = true;
		return i + 3;
	}
	while (ptoken_is(r->t, k, CLASS_PARAGRAPH) || is_kind(r, k, PTOKEN_PARAGRAPH))
		k += is_kind(r, k + 1, PTOKEN_STOP) ? 2 : 1;
	if (!is_paragraph_number(r, k) || out->count != 0)
		return i;
	for (size_t n = k; is_paragraph_number(r, n); n++) {
		size_t next = n + 1;

		if (is_kind(r, next, PTOKEN_CLOSE)) {
			for (size_t at = k; at <= n; at++)
				if (is_kind(r, at, PTOKEN_NUMBER))
					put(r, at, at != k, at == k ? i : at, at == n ? n + 2 : at + 1, out);
			return n + 2;
		}
		while (is_kind(r, next, PTOKEN_COMMA) || ptoken_is(r->t, next, CLASS_AND))
			next++;
		if (is_simple_bracket(r, n + 1) && is_kind(r, n + 4, PTOKEN_CLOSE) && n == k) {
			put(r, k, false, i, k + 1, out);
			put(r, n + 2, false, i, n + 5, out);
			return n + 5;
		}
		if (next == n + 1)
			break;
		n = next - 1;
	}
	return i;
}

/* "(b)-(d)": adds (c), the bracket at i being the last. */
static void fill_letters(struct references *r, size_t i, struct paragraphs *out)
{
	struct span from = last(out)->subparagraph, to = ptoken_text(r->t, i + 1);

	if (from.len != 1 || to.len != 1 || from.data[0] < 'a' || to.data[0] > 'z')
		return;
	for (char letter = (char)(from.data[0] + 1); letter < to.data[0]; letter++) {
		struct paragraph between = *last(out), *p = add(out, i);

		if (p == NULL)
			return;
		p->paragraph = between.paragraph;
		p->subparagraph = pool_span(r->pool, span_make(&letter, 1));
		p->past = i + 3;
	}
}

/* The brackets at i, those beside each other too: "(3)(g)", "(1) and (3)". */
static size_t read_brackets(struct references *r, size_t i, struct paragraphs *out)
{
	for (;;) {
		size_t past = i, next = i;

		if (is_kind(r, i, PTOKEN_OPEN))
			past = read_bracket(r, i, false, out);
		if (past != i) {
			i = past;
			continue;
		}
		if (last(out) == NULL || !out->bracketed)
			return i;
		next += is_kind(r, next, PTOKEN_COMMA);
		next += ptoken_is(r->t, next, CLASS_AND | CLASS_TO) || is_kind(r, next, PTOKEN_LONGDASH) ||
		        is_kind(r, next, PTOKEN_DASH);
		if (next == i || !is_simple_bracket(r, next))
			return i;
		if (!is_kind(r, next - 1, PTOKEN_COMMA) && !ptoken_is(r->t, next - 1, CLASS_AND))
			fill_letters(r, next, out);
		put(r, next + 1, true, next, next + 3, out);
		i = next + 3;
	}
}

/* Token after a paragraph's number, what is glued to it read too: "1er", "2a". */
static size_t read_one(struct references *r, size_t i, struct paragraphs *out)
{
	size_t past = i + 1;

	out->bracketed = false;
	put(r, i, true, i, past, out);
	if (is_glued_kind(r, past, PTOKEN_WORD)) {
		struct span word = ptoken_text(r->t, past);

		if (word.len == 1)
			put(r, past, false, i, past + 1, out);
		past += word.len == 1 || span_eq_str(word, "er");
	}
	past += is_glued_kind(r, past, PTOKEN_NUMERO);
	if (is_kind(r, past, PTOKEN_WORD) && ptoken_text(r->t, past).len == 1 &&
	    is_glued_kind(r, past + 1, PTOKEN_CLOSE)) {
		put(r, past, false, i, past + 2, out);
		past += 2;
	}
	return read_brackets(r, past, out);
}

/* Past the words "paragraph", "paras.", "§§" at i; i if there are none. *plural says how many they promise. */
static size_t read_word(const struct references *r, size_t i, bool *plural)
{
	size_t k = i;

	*plural = false;
	if (is_kind(r, k, PTOKEN_PARAGRAPH)) {
		while (is_kind(r, k, PTOKEN_PARAGRAPH))
			k++;
		*plural = k - i > 1;
		return k;
	}
	if (!ptoken_is(r->t, k, CLASS_PARAGRAPH))
		return i;
	*plural = ptoken_is(r->t, k, CLASS_PLURAL);
	k++;
	if (is_kind(r, k, PTOKEN_STOP))
		k++;
	while (ptoken_is(r->t, k, CLASS_NUMERO) || is_kind(r, k, PTOKEN_NUMERO))
		k += is_kind(r, k + 1, PTOKEN_STOP) ? 2 : 1;
	return k;
}

/* Whether the number at i is an article's: a paragraph of its own follows. */
static bool has_paragraph(const struct references *r, size_t i)
{
	size_t k = i + 1 + is_kind(r, i + 1, PTOKEN_COMMA);
	bool plural;

	return read_word(r, k, &plural) != k;
}

static size_t fill_range(struct references *r, size_t i, struct paragraphs *out)
{
	uint32_t from = r->t->token[i].value, to = 0;
	bool dash = is_kind(r, i + 1, PTOKEN_DASH) || is_kind(r, i + 1, PTOKEN_LONGDASH);

	if ((!dash && !ptoken_is(r->t, i + 1, CLASS_TO)) || !is_paragraph_number(r, i + 2))
		return i;
	to = r->t->token[i + 2].value;
	if (to <= from || to - from >= PARAGRAPHS_MOST)
		return i;
	for (uint32_t value = from + 1; value < to; value++) {
		struct paragraph *p = add(out, i);

		if (p == NULL)
			break;
		p->paragraph = number_span(r, value);
		p->past = i + 3;
	}
	return read_one(r, i + 2, out);
}

/* "1 and 3 (a)", "1, 2 and 4" at i, a number. `several`: more than one may come. */
static size_t read_numbers(struct references *r, size_t i, bool several, struct paragraphs *out)
{
	size_t past = read_one(r, i, out), range;

	if (past == i + 1 && (range = fill_range(r, i, out)) != i)
		past = range;
	while (several && !out->closed) {
		size_t next = past + is_kind(r, past, PTOKEN_COMMA);
		bool closes = ptoken_is(r->t, next, CLASS_AND);

		next += closes;
		if (next == past || !is_paragraph_number(r, next) || ptoken_is(r->t, next + 1, CLASS_COUNTED) ||
		    has_paragraph(r, next))
			break;
		out->closed = closes;
		i = next;
		past = read_one(r, i, out);
		if (past == i + 1 && (range = fill_range(r, i, out)) != i)
			past = range;
	}
	return past;
}

/* Whether a unit stands behind "of the" and the like (or nothing) at i; *unit is its token. */
static bool unit_behind(const struct references *r, size_t i, size_t *unit)
{
	size_t k = i;

	while (k < i + 6 && (ptoken_is(r->t, k, CLASS_OF | CLASS_THE) || is_kind(r, k, PTOKEN_APOSTROPHE) ||
	                     is_kind(r, k, PTOKEN_COMMA)))
		k++;
	*unit = k;
	return ptoken_is(r->t, k, CLASS_UNIT);
}

static size_t read_paragraph_words(struct references *r, size_t i, struct paragraphs *out)
{
	struct paragraphs saved = *out;
	bool plural, and;
	size_t comma = i + is_kind(r, i, PTOKEN_COMMA), word, past, unit;

	and = comma != i || out->count != 0 ? ptoken_is(r->t, comma, CLASS_AND) : false;
	if (and && out->count == 0)
		return i;
	comma += and;
	word = read_word(r, comma, &plural);
	if (word == comma)
		return i;
	if (is_simple_bracket(r, word) && out->count == 0)
		return read_brackets(r, word, out);
	if (!is_paragraph_number(r, word))
		return i;
	if (out->count != 0 && !and && comma == i)
		return i;
	out->closed = false;
	past = read_numbers(r, word, plural, out);
	if (saved.count == 0)
		out->at[0].first = i;
	/* "article 9, and paragraph 3 of article 14": the paragraph is the next article's. */
	if (and && !is_kind(r, past, PTOKEN_COMMA) && unit_behind(r, past, &unit)) {
		*out = saved;
		return i;
	}
	return past;
}

/* ", subparagraph (b)", "lit. a": the letter of the last paragraph. */
static size_t read_letter_words(struct references *r, size_t i, struct paragraphs *out)
{
	size_t k = i + is_kind(r, i, PTOKEN_COMMA);

	if (is_kind(r, k, PTOKEN_WORD) && ptoken_is(r->t, k + 2, CLASS_PARAGRAPH) &&
	    is_kind(r, k + 1, PTOKEN_DASH))
		k += 2; /* sub-paragraph */
	else if (!ptoken_is(r->t, k, CLASS_SUBPARAGRAPH))
		return i;
	k++;
	k += is_kind(r, k, PTOKEN_STOP);
	if (is_simple_bracket(r, k) && is_letter(r, k + 1)) {
		put(r, k + 1, false, i, k + 3, out);
		out->bracketed = true;
		return read_brackets(r, k + 3, out);
	}
	if (!is_letter(r, k) || ptoken_text(r->t, k).len > 4)
		return i;
	put(r, k, false, i, k + 1, out);
	k++;
	return k + is_glued_kind(r, k, PTOKEN_CLOSE);
}

/* "19.2", "220/7": the paragraph glued to the number. */
static size_t read_glued(struct references *r, size_t i, struct paragraphs *out)
{
	bool dot = is_glued_kind(r, i, PTOKEN_STOP);

	if ((!dot && !is_glued_kind(r, i, PTOKEN_SLASH)) || !is_glued_kind(r, i + 1, PTOKEN_NUMBER) ||
	    !is_paragraph_number(r, i + 1))
		return i;
	put(r, i + 1, false, i, i + 2, out);
	out->dotted = dot;
	i += 2;
	if (dot && is_glued_kind(r, i, PTOKEN_STOP) && is_glued_kind(r, i + 1, PTOKEN_NUMBER) &&
	    is_paragraph_number(r, i + 1)) {
		put(r, i + 1, false, i - 2, i + 2, out);
		i += 2;
	} else if (dot && is_glued_kind(r, i, PTOKEN_STOP) && is_glued_kind(r, i + 1, PTOKEN_WORD) &&
	           utf8_length(ptoken_text(r->t, i + 1)) == 1) {
		put(r, i + 1, false, i - 2, i + 2, out); /* "8.2.f" */
		i += 2;
	}
	return i;
}

size_t paragraphs_read(struct references *r, size_t i, struct paragraphs *out)
{
	memset(out, 0, sizeof *out);
	i = read_glued(r, i, out);
	for (;;) {
		size_t past = read_brackets(r, i, out);

		if (past == i)
			past = read_letter_words(r, i, out);
		if (past == i)
			past = read_paragraph_words(r, i, out);
		if (past == i)
			return i;
		i = past;
	}
}

static unsigned ordinal_at(const struct references *r, size_t i)
{
	struct buf folded;
	unsigned value;

	buf_init(&folded);
	ptoken_fold(&folded, ptoken_text(r->t, i));
	value = ordinal_value(buf_span(&folded));
	buf_release(&folded);
	return value;
}

/* "first part", "first and second paragraphs" */
static size_t read_ordinals(struct references *r, size_t i, struct paragraphs *out)
{
	size_t past = i;

	while (past < i + PARAGRAPHS_MOST && (ptoken_is(r->t, past, CLASS_ORDINAL | CLASS_AND) ||
	                                      is_kind(r, past, PTOKEN_COMMA)))
		past++;
	if (!ptoken_is(r->t, past, CLASS_PARAGRAPH))
		return i;
	for (size_t k = i; k < past; k++) {
		struct paragraph *p = ptoken_is(r->t, k, CLASS_ORDINAL) ? add(out, k) : NULL;

		if (p == NULL)
			continue;
		p->paragraph = number_span(r, ordinal_at(r, k));
		p->past = k + 1;
	}
	return past + 1;
}

/* "subparagraph (b) of paragraph 3" */
static size_t read_letter_first(struct references *r, size_t i, struct paragraphs *out)
{
	struct paragraphs letters = {0};
	size_t past = read_letter_words(r, i, &letters), k = past;
	bool plural;

	if (past == i || letters.count == 0)
		return i;
	while (ptoken_is(r->t, k, CLASS_OF | CLASS_THE) || is_kind(r, k, PTOKEN_APOSTROPHE) ||
	       is_kind(r, k, PTOKEN_COMMA))
		k++;
	k = read_word(r, k, &plural);
	*out = letters;
	if (!is_paragraph_number(r, k))
		return past;
	for (size_t n = 0; n < out->count; n++)
		out->at[n].paragraph = number_span(r, r->t->token[k].value);
	return k + 1;
}

size_t paragraphs_before(struct references *r, size_t i, struct paragraphs *out)
{
	bool plural;
	size_t word, past = i, unit;

	memset(out, 0, sizeof *out);
	if (ptoken_is(r->t, i, CLASS_ORDINAL))
		past = read_ordinals(r, i, out);
	if (past == i && (word = read_word(r, i, &plural)) != i) {
		if (is_paragraph_number(r, word))
			past = read_numbers(r, word, true, out);
		else if (is_simple_bracket(r, word))
			past = read_brackets(r, word, out);
	}
	if (past == i && out->count == 0)
		past = read_letter_first(r, i, out);
	return past != i && unit_behind(r, past, &unit) ? unit : i;
}
