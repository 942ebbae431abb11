/*
 * roles.c: what each block is in the end: heading, paragraph, item, note.
 * Numbers need the whole of their sequence for it: all short lines, each with
 * text below, are headings; what interrupted another sequence is inner.
 */
#include "indexer/scan.h"

#define SECTION_GAP_MAX 300 /* blocks between two numbered headings of one section */
#define LIST_COUNT_MAX 20 /* a longer sequence that nothing leads in to is no list */
#define VOICE_BYTES_MAX 60 /* of a line that says who goes on, or what is done, between numbers */
#define PART_OF_TEXT 2 /* a sequence that spans at least 1/2 of the text numbers its paragraphs */

struct span block_text(const struct scan *s, const struct block *k)
{
	return span_sub(s->text, text_without_emphasis(s->text, (struct range){k->from, k->to}));
}

bool block_is_aside(const struct block *k)
{
	return k->kind == BLOCK_NOTE || k->kind == BLOCK_RULE || k->kind == BLOCK_MARGIN || k->joins != NONE;
}

size_t block_below(const struct scan *s, size_t i)
{
	for (i++; i < s->block_count && block_is_aside(&s->blocks[i]); i++)
		;
	return i;
}

static int class_depth(const struct block *k)
{
	return k->depth < LABEL_DEPTH_MAX ? k->depth : LABEL_DEPTH_MAX;
}

/* Whether text, and not the next number of the same sequence, stands below. */
static bool leads(const struct scan *s, size_t i, size_t next)
{
	const struct block *k = &s->blocks[i], *n = next < s->block_count ? &s->blocks[next] : NULL;

	return n != NULL && (n->chain != k->chain || n->depth != k->depth) && n->kind != BLOCK_BULLET;
}

/* What parts the numbers above it from those below: a list has none. */
static bool parts_numbers(const struct scan *s, const struct block *k)
{
	if ((k->kind == BLOCK_TEXT || k->kind == BLOCK_BULLET) && k->ending == ENDING_COLON)
		return k->first == k->last && k->to - k->from <= VOICE_BYTES_MAX && !k->lower && k->gap_before; /* "Justice Brook:", "AND ORDERS:" */
	if (k->kind == BLOCK_LETTER)
		return s->chains[k->chain].upper && s->chains[k->chain].style == STYLE_DOT; /* a title */
	return k->kind == BLOCK_HEADING || (k->kind == BLOCK_TEXT && k->shaped && k->gap_before && k->gap_after && !k->lower);
}

static void count_votes(struct scan *s)
{
	size_t heading = s->block_count; /* the first below */

	for (size_t i = s->block_count, next = s->block_count; i-- > 0;) {
		struct block *k = &s->blocks[i];
		if (k->chain != NONE) {
			struct chain *c = &s->chains[k->chain];
			int d = class_depth(k);
			c->total[d]++;
			c->shaped[d] += k->shaped;
			c->leads[d] += leads(s, i, next);
			c->headed |= heading < c->below;
			c->below = i;
		}
		if (parts_numbers(s, k))
			heading = i;
		if (!block_is_aside(k))
			next = i;
	}
}

/* "3.1 Freedom of association", "3.2 …", each above text, although 1.1 and 2.1 are paragraphs: all those under 3 alike. */
static struct span parent_label(const struct scan *s, const struct block *k)
{
	struct span l = span_sub(s->text, k->label);

	while (l.len && l.data[l.len - 1] != '.')
		l.len--;
	return l;
}

static void find_sections(struct scan *s)
{
	for (size_t i = 0, next; i < s->block_count; i = next) {
		const struct block *k = &s->blocks[i];
		size_t total = 0, good = 0;

		next = i + 1;
		if (k->kind != BLOCK_NUMBER || k->chain == NONE || k->depth < 2)
			continue;
		for (size_t j = i; j < s->block_count && j <= next + SECTION_GAP_MAX; j++) {
			const struct block *n = &s->blocks[j];
			size_t below = block_below(s, j);
			if (n->kind == BLOCK_HEADING || (n->kind == BLOCK_NUMBER && n->depth < k->depth))
				break;
			if (n->kind != BLOCK_NUMBER || n->chain != k->chain || n->depth != k->depth)
				continue;
			if (!span_eq(parent_label(s, n), parent_label(s, k)))
				break;
			total++;
			good += n->shaped && below < s->block_count && s->blocks[below].chain != n->chain;
			next = j + 1;
		}
		for (size_t j = i; total > 1 && good == total && j < next; j++)
			s->blocks[j].section |= s->blocks[j].kind == BLOCK_NUMBER && s->blocks[j].chain == k->chain && s->blocks[j].depth == k->depth;
	}
}

/* A number that no other one follows is no label, unless it is the first. */
static bool is_lone(const struct chain *c)
{
	return c->family != FAMILY_LETTER && c->count == 1 &&
	       (c->style == STYLE_SQUARE || c->last[c->depth - 1] != 1 || c->depth > 1);
}

/* Numbers from the middle of another document, quoted inside a sequence of this one's. */
static bool is_quoted(const struct chain *c)
{
	return c->family == FAMILY_TEXT && c->resumed && c->outer != NONE && c->first > 1;
}

static bool is_heading_group(const struct chain *c, int depth)
{
	bool title = c->family == FAMILY_LETTER && ((c->upper && c->style == STYLE_DOT) ||
	                                            (c->total[depth] > 1 && c->leads[depth] == c->total[depth]));

	if (c->shaped[depth] != c->total[depth] || c->total[depth] == 0 || (c->after_colon && !title))
		return false;
	if (c->family == FAMILY_LETTER && (!c->upper || c->style != STYLE_DOT))
		return c->leads[depth] == c->total[depth];
	return c->leads[depth] * 2 > c->total[depth];
}

/* The block above a sequence's first number, NULL: it is the first of the text. */
static const struct block *block_above(const struct scan *s, const struct chain *c)
{
	return c->first_block == 0 ? NULL : &s->blocks[c->first_block - 1];
}

/* "I, ANN BROOK, … do solemnly declare as follows:": what is numbered below is all that the witness says. */
static bool testimony_above(const struct scan *s, const struct chain *c)
{
	static const char *const begins[] = {"I, ", "We, ", "I ", "Yo, ", "Je soussign", "Eu, ", "Я, ", "Мен, ", NULL};
	static const char *const ends[] = {"as follows:", "lo siguiente:", "ce qui suit :", "ce qui suit:", "o seguinte:", "следующее:", "келесіні мәлімдеймін:", NULL};
	const struct block *k = block_above(s, c);
	struct span t = k == NULL ? span_of("") : block_text(s, k);
	bool begun = false, ended = false;

	for (size_t i = 0; begins[i] != NULL; i++)
		begun = begun || span_starts(t, begins[i]);
	for (size_t i = 0; begun && ends[i] != NULL; i++)
		ended = ended || span_ends(t, ends[i]);
	return ended;
}

/* "Considérant ce qui suit :": the points of a French ruling, whatever was listed above. */
static bool points_above(const struct scan *s, const struct chain *c)
{
	const struct block *k = block_above(s, c);

	return k != NULL && span_starts(block_text(s, k), "Considérant ce qui suit");
}

/* "B. whereas four newspapers were closed;" right above: the last of a resolution's recitals, whose own paragraphs begin. */
static bool recital_above(const struct scan *s, const struct chain *c)
{
	const struct block *k = block_above(s, c);
	struct line line;
	struct mark m;

	if (k == NULL || (k->ending != ENDING_SEMICOLON && k->ending != ENDING_COMMA))
		return false;
	line = s->lines[k->first];
	line.start = k->mark_from;
	return mark_read(s->text, &line, &m) && m.type == MARK_LETTER && m.style == STYLE_DOT && text_begins_upper(s->text, m.label.start, m.label.end) &&
	       m.after < k->to;
}

/* Whether a line of capitals stands above: "THE COURT unanimously:" is none. */
static bool operative_above(const struct scan *s, const struct chain *c)
{
	const struct block *k = block_above(s, c);

	return k != NULL && k->kind == BLOCK_TEXT && k->first == k->last && text_is_capitals(s->text, k->from, k->to);
}

/* "RESUELVE:" */
static bool turning_above(const struct scan *s, const struct chain *c)
{
	const struct block *k = block_above(s, c);

	return k != NULL && k->first == k->last && text_is_turning(block_text(s, k));
}

/* Whether names stand before a judge's office, and a colon or who agrees behind it: "Brook and Hill JJ (Stone J concurring):". */
static bool names_judge(struct span t)
{
	static const char *const offices[] = {"J", "JJ", "JA", "JJA", "AJ", "AJA", "CJ", "ACJ", "DCJ", "JP", "AJP", "DJP", "P", "DP", "LJ", "LJJ", "SCJ", "JSC", "CJN", "MR", NULL};

	for (size_t at = 0, end; at < t.len; at = end + 1) {
		struct span word, behind;

		for (end = at; end < t.len && t.data[end] != ' ' && t.data[end] != ':';)
			end++;
		word = span_make(t.data + at, end - at);
		behind = span_make(t.data + end, t.len - end);
		for (size_t i = 0; at != 0 && offices[i] != NULL; i++)
			if (span_eq_str(word, offices[i]))
				return span_eq_str(behind, ":") || span_starts(behind, " (");
		if (!text_begins_upper(word, 0, word.len) && !span_eq_str(word, "and"))
			return false;
	}
	return false;
}

/* "STONE J:", "Justice Stone:": who gives the judgment below. */
static bool judge_above(const struct scan *s, const struct chain *c)
{
	static const char *const titles[] = {"Justice ", "JUSTICE ", "Judge ", "JUDGE ", "Lord ", "LORD ", "Lady ", "LADY ", NULL};
	const struct block *k = block_above(s, c);
	struct span t = k == NULL ? span_of("") : block_text(s, k);
	bool titled = false;

	if (t.len == 0 || k->first != k->last || t.len > VOICE_BYTES_MAX)
		return false;
	for (size_t i = 0; titles[i] != NULL; i++)
		titled = titled || (span_starts(t, titles[i]) && memchr(t.data + strlen(titles[i]), ' ', t.len - strlen(titles[i])) == NULL);
	return titled || names_judge(t);
}

/* Of the text below the title block. */
static bool is_large(const struct scan *s, const struct chain *c)
{
	size_t above = 0;

	while (above < s->block_count && s->blocks[above].role == ROLE_TITLE)
		above++;
	return (c->last_block - c->first_block + 1) * PART_OF_TEXT >= s->block_count - above;
}

/* A heading stands near above its first number, and is not the document's title. */
static bool below_heading(const struct scan *s, const struct chain *c)
{
	size_t i = c->first_block;
	bool bare;

	if (!c->after_heading)
		return false;
	for (size_t seen = 0; i-- > 0 && seen < 3; seen++) {
		if (s->blocks[i].role == ROLE_TITLE)
			return seen == 0 || s->markdown; /* its headings are marked: none is a title's second line */
		if (s->blocks[i].kind == BLOCK_HEADING || (s->blocks[i].kind == BLOCK_LETTER && s->blocks[i].shaped) ||
		    text_unit(span_make(s->text.data + s->blocks[i].from, s->blocks[i].to - s->blocks[i].from), &bare) >= 0)
			return true;
	}
	return true;
}

/* Directly below "Article 9": its paragraphs, whatever a list looks like. */
static bool below_article(const struct scan *s, const struct chain *c)
{
	const struct block *k = block_above(s, c);
	bool bare;

	return k != NULL && (k->kind == BLOCK_HEADING || k->shaped) && !c->after_colon &&
	       text_unit(span_make(s->text.data + k->from, k->to - k->from), &bare) == CLASS_ARTICLE;
}

/* Whether a blank line parts the last number from what is before: a list of short points has none. */
static bool is_loose(const struct scan *s, const struct chain *c)
{
	return s->blocks[c->last_block].gap_before;
}

/* Numbers of several depths: 1, 2.1, 2.2 */
static bool has_depths(const struct chain *c)
{
	size_t deeper = 0;

	for (int d = 2; d <= LABEL_DEPTH_MAX; d++)
		deeper += c->total[d];
	return deeper != 0;
}

static bool is_inner(const struct scan *s, const struct chain *c)
{
	size_t outer = c->outer;

	while (outer != NONE && (is_lone(&s->chains[outer]) || is_heading_group(&s->chains[outer], 1)))
		outer = s->chains[outer].outer;
	if (c->resumed && outer != NONE)
		return true;
	if (c->style == STYLE_APART)
		return false;
	if (c->style == STYLE_SQUARE && outer == NONE && !c->after_colon)
		return false; /* "[1]": a court's paragraphs */
	if (c->headed && (outer == NONE || c->count > s->chains[outer].count))
		return false; /* "CONSIDERING:", and paragraphs below several headings */
	if (turning_above(s, c) || points_above(s, c) || (c->after_colon && c->outer == NONE && (testimony_above(s, c) || judge_above(s, c))) || recital_above(s, c))
		return false;
	if (c->after_colon)
		return c->depth == 1 && !c->deep && !has_depths(c) && (outer != NONE || c->count < LIST_COUNT_MAX); /* "Whereas:", and a hundred recitals */
	if (s->markdown && !below_article(s, c) && !(below_heading(s, c) && is_loose(s, c)) && c->count < LIST_COUNT_MAX && !is_large(s, c))
		return true;
	if (below_heading(s, c) || operative_above(s, c) || (c->after_comma && outer == NONE) || c->depth > 1 || c->deep || c->first > 1 || c->count >= LIST_COUNT_MAX)
		return false;
	return outer != NONE || !is_large(s, c);
}

void chains_close(struct scan *s)
{
	count_votes(s);
	find_sections(s);
	for (size_t i = 0; i < s->block_count; i++) {
		struct block *k = &s->blocks[i];
		if (k->kind == BLOCK_NUMBER && k->chain != NONE &&
		    (is_lone(&s->chains[k->chain]) || is_quoted(&s->chains[k->chain]))) {
			block_unnumber(k);
		}
	}
}

static enum heading_class class_of(const struct scan *s, const struct block *k)
{
	const struct chain *c = k->chain == NONE ? NULL : &s->chains[k->chain];
	bool bare;
	int unit;

	if (k->kind == BLOCK_HEADING)
		return CLASS_MARKUP;
	if (k->kind == BLOCK_NUMBER)
		return (enum heading_class)(CLASS_NUMBER + class_depth(k) - 1);
	if (k->kind == BLOCK_LETTER && c->upper)
		return c->roman ? CLASS_ROMAN : CLASS_LETTER;
	if (k->kind == BLOCK_LETTER)
		return c->greek ? CLASS_GREEK : c->roman ? CLASS_CLOSED_ROMAN : CLASS_CLOSED_LETTER;
	unit = text_unit(block_text(s, k), &bare);
	if (unit >= 0)
		return (enum heading_class)unit;
	if (text_annex(block_text(s, k)) != 0 || text_is_final(block_text(s, k)))
		return CLASS_ANNEX;
	if (text_is_capitals(s->text, k->from, k->to))
		return CLASS_CAPITALS;
	return text_is_bold(s->text, k->from, k->to) ? CLASS_BOLD : CLASS_BARE;
}

static enum block_role role_of(const struct scan *s, const struct block *k)
{
	switch (k->kind) {
	case BLOCK_HEADING:
		return ROLE_HEADING;
	case BLOCK_NOTE:
		return ROLE_NOTE;
	case BLOCK_BULLET:
		return ROLE_ITEM;
	case BLOCK_RULE:
		return ROLE_NOTHING;
	case BLOCK_TOC:
	case BLOCK_CODE:
	case BLOCK_ROW:
	case BLOCK_MARGIN:
	case BLOCK_DEFINITION:
		return ROLE_APART; /* nobody counts them as paragraphs */
	case BLOCK_LETTER:
		return is_heading_group(&s->chains[k->chain], 1) ? ROLE_HEADING : ROLE_ITEM;
	case BLOCK_NUMBER:
		if (k->next == NONE && (k->section || is_heading_group(&s->chains[k->chain], class_depth(k))))
			return ROLE_HEADING; /* one that goes on over a page is a sentence */
		return k->quoted || is_inner(s, &s->chains[k->chain]) ? ROLE_ITEM : ROLE_PARAGRAPH;
	default:
		return k->role;
	}
}

void roles_find(struct scan *s)
{
	for (size_t i = 0; i < s->block_count; i++)
		if (s->blocks[i].role != ROLE_TITLE)
			s->blocks[i].role = role_of(s, &s->blocks[i]);
	lone_lines_find(s);
	signatures_find(s);
	bare_headings_find(s);
	for (size_t i = 0; i < s->block_count; i++)
		if (s->blocks[i].role == ROLE_HEADING)
			s->blocks[i].class = (uint8_t)class_of(s, &s->blocks[i]);
}
