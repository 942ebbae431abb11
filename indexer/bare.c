/*
 * bare.c: headings that have neither a label nor mark-up: a line of its own that looks like one, where what stands
 * above and below lets it be.
 */
#include "indexer/scan.h"
#include "indexer/title_opening.h"

#include "text/utf8.h"

#define TURN_BYTES_MAX 60 /* of a speaker's name */
#define ANNEX_LINES_MAX 6 /* of an annex's number and of what it belongs to */
#define SIGNED_BLOCKS_MAX 6 /* at the end of a text, of which one may be below a line to write on */
#define BARE_RUN_MAX 3 /* more lone lines in a row are a list, a table or a page of names */

/* "Section 1. Respect for the Integrity of the Person, Including Freedom from:" above "a. Disappearance", a heading. */
static bool is_open_unit(const struct scan *s, const struct block *k, const struct block *next)
{
	bool bare;

	return next->kind == BLOCK_LETTER && next->role == ROLE_HEADING && text_unit(block_text(s, k), &bare) == CLASS_SECTION;
}

/* "FOR THESE REASONS, THE COURT," above a first number; "RESUELVE:". */
static bool is_operative(const struct scan *s, const struct block *k)
{
	const struct block *next = k + 1;

	if (k->ending == ENDING_COLON && k->first == k->last && next < s->blocks + s->block_count)
		return text_is_turning(block_text(s, k)) || is_open_unit(s, k, next);
	return k->ending == ENDING_COMMA && next < s->blocks + s->block_count && next->kind == BLOCK_NUMBER &&
	       next->chain != NONE && s->chains[next->chain].first == 1 && k->first == k->last &&
	       text_is_capitals(s->text, k->from, k->to);
}

/* "TITLE II" in a line, and what it is about in the next; "Приложение 1" above "к Закону …". */
static bool heads_unit(const struct scan *s, const struct block *k)
{
	const struct line *l = &s->lines[k->first];
	bool bare;

	if (k->last - k->first < ANNEX_LINES_MAX && text_annex(block_text(s, k)) == l->end - k->from)
		return true;
	return k->last == k->first + 1 && text_unit(span_make(s->text.data + k->from, l->end - k->from), &bare) >= 0 && bare;
}

/* "B. to add a time limit to Article 9": what goes on from words above a list is none of its headings. */
static bool is_lettered_rest(const struct scan *s, const struct block *k)
{
	struct mark m;

	return mark_read(s->text, &s->lines[k->first], &m) && m.type == MARK_LETTER && m.after < k->to && text_begins_lower(s->text, m.after, k->to);
}

bool letter_is_of_sentences(const struct scan *s, const struct block *above, const struct mark *m)
{
	struct mark before;

	if (above->kind != BLOCK_TEXT || !m->upper || m->style != STYLE_DOT || (above->ending != ENDING_COMMA && above->ending != ENDING_SEMICOLON))
		return false;
	return mark_read(s->text, &s->lines[above->first], &before) && before.type == MARK_LETTER && before.upper && before.style == STYLE_DOT &&
	       (before.letter + 1 == m->letter || (before.roman != 0 && before.roman + 1 == m->roman));
}

static bool is_of_sentences(const struct scan *s, const struct block *k)
{
	struct mark m;

	return k > s->blocks && mark_read(s->text, &s->lines[k->first], &m) && m.type == MARK_LETTER && letter_is_of_sentences(s, k - 1, &m);
}

/* "D E C I D E :" over a line of hyphens */
static bool is_underlined(const struct scan *s, const struct block *k)
{
	return k + 1 < s->blocks + s->block_count && k[1].kind == BLOCK_RULE && text_is_turning(block_text(s, k));
}

/* "Karar Tarihi: 14/5/2020": what a date is of. */
static bool is_of_date(struct span t)
{
	const char *colon = t.len == 0 ? NULL : memmem(t.data, t.len, ": ", 2);
	size_t from = colon == NULL ? t.len : (size_t)(colon - t.data) + 2;

	return from < t.len && text_is_date(span_make(t.data + from, t.len - from));
}

/* "Versus", "and", "Between", and the party below it; "Before", and the judge: names of those whose case it is. */
static bool is_between_parties(const struct scan *s, const struct block *k)
{
	static const char *const words[] = {"and", "between", "between:", "before", "before:", NULL};
	struct span t = block_text(s, k);

	return k->first == k->last && (title_is_versus(t) || utf8_folds_to(t, words));
}

/* "Respondent" below the name of whom it is */
static bool is_party_role(const struct scan *s, const struct block *k)
{
	static const char *const roles[] = {"appellant", "appellants", "respondent", "respondents", "petitioner", "petitioners", "claimant", "claimants",
	                                    "defendant", "defendants", "plaintiff", "plaintiffs", "applicant", "applicants", NULL};

	return k > s->blocks + 1 && is_between_parties(s, k - 2) && utf8_folds_to(block_text(s, k), roles);
}

/* A line of its own that looks like a heading, whatever stands around it. */
static bool is_candidate(const struct scan *s, const struct block *k)
{
	if (k->quoted || (s->markdown && s->text.data[k->mark_from] == '>') || text_is_end(span_make(s->text.data + k->from, k->to - k->from)) ||
	    text_is_caption(span_make(s->text.data + k->from, k->to - k->from)))
		return false;
	if (k->kind != BLOCK_TEXT || !(k->shaped || is_operative(s, k)) || text_is_field(span_make(s->text.data + k->from, k->to - k->from)) ||
	    k->joins != NONE || k->next != NONE || k->role == ROLE_TITLE)
		return false;
	if (is_lettered_rest(s, k) || is_of_sentences(s, k) || span_starts(block_text(s, k), "N° ") || is_of_date(block_text(s, k)))
		return false; /* "N° H 20-81.910 FS-P+B" numbers a decision */
	if (is_between_parties(s, k) || (k > s->blocks && is_between_parties(s, k - 1)) || is_party_role(s, k))
		return false;
	if (k->last != k->first && !heads_unit(s, k)) {
		if (!s->wrapped || k->last - k->first > 2)
			return false;
		for (size_t i = k->first; i < k->last; i++)
			if (s->lines[i].chars < s->width / 2 || s->text.data[s->lines[i].end - 1] == ')')
				return false; /* nor "Ms Anna HERON (Member)" above "Mr Paul GREBE (Expert)" */
	}
	return k->gap_before && (k->gap_after || k->before_label || is_underlined(s, k) || text_annex(block_text(s, k)) == k->to - k->from);
}

/* What a part, a chapter or a section is about, in the line below its number; or an article, in brackets. */
static bool is_unit_title(const struct scan *s, size_t i)
{
	const struct block *k = &s->blocks[i], *above = i == 0 ? NULL : k - 1;
	bool bare;
	int unit;

	if (above == NULL || above->kind == BLOCK_NOTE || above->first != above->last)
		return false;
	unit = text_unit(span_make(s->text.data + above->from, above->to - above->from), &bare);
	return unit >= 0 && bare && (unit != CLASS_ARTICLE || s->text.data[k->from] == '(');
}

/* "Section 12" between "… provides:" and the quotation of its text: a heading of what is quoted. */
static bool is_quoted_unit(const struct scan *s, size_t i, size_t next)
{
	const struct block *k = &s->blocks[i], *above = i == 0 ? NULL : k - 1;
	bool bare;
	int32_t cp;

	if (above == NULL || above->ending != ENDING_COLON || text_unit(span_make(s->text.data + k->from, k->to - k->from), &bare) < 0)
		return false;
	utf8_decode(s->text, s->blocks[next].mark_from, &cp);
	return utf8_is_one_of(cp, "\"“«„‘");
}

/* "РЕШИЛ:", "DECIDES:": the verb of a sentence that begins in the line above, "…, the court". */
static bool goes_on_in_capitals(const struct scan *s, const struct block *next)
{
	return next->kind == BLOCK_TEXT && next->ending == ENDING_COLON && next->first == next->last && text_is_capitals(s->text, next->from, next->to);
}

/* "EN NOMBRE DEL REY" below "La Sala, compuesta por …, ha pronunciado", which goes on behind it. */
static bool is_in_a_name(const struct scan *s, const struct block *next)
{
	return next->kind == BLOCK_TEXT && next->first == next->last && text_is_capitals(s->text, next->from, next->to) && text_is_field(block_text(s, next));
}

/* "PROSECUTOR: Who took you there?" above "WITNESS: …", "Вопрос: …?" above "Ответ: …": one who speaks, and another. */
static bool is_turn(const struct scan *s, const struct block *k)
{
	struct span t = span_make(s->text.data + k->from, k->to - k->from);
	const char *colon = t.len == 0 ? NULL : memmem(t.data, t.len < TURN_BYTES_MAX ? t.len : TURN_BYTES_MAX, ": ", 2);

	return colon != NULL && text_begins_upper(t, 0, t.len) && text_begins_upper(t, (size_t)(colon - t.data) + 2, t.len);
}

bool block_asks(const struct scan *s, size_t i)
{
	const struct block *k = &s->blocks[i];
	size_t next = block_below(s, i);

	return k->to > k->from && s->text.data[k->to - 1] == '?' && is_turn(s, k) && next < s->block_count && is_turn(s, &s->blocks[next]);
}

/* "… depose and state as follows:" above a heading, and the first number below. */
static bool opens_testimony(const struct scan *s, const struct block *before, const struct block *next)
{
	return next->kind == BLOCK_NUMBER && next->chain != NONE && s->chains[next->chain].first == 1 && span_ends(block_text(s, before), "as follows:");
}

/* "John Heron, MD" below a line to write on, where the text ends: who signs. */
static bool is_below_signature(const struct scan *s, size_t i)
{
	return i > 0 && i + SIGNED_BLOCKS_MAX >= s->block_count && s->blocks[i - 1].kind == BLOCK_RULE && s->text.data[s->blocks[i - 1].mark_from] == '_';
}

static bool bare_is_heading(const struct scan *s, size_t i, size_t run)
{
	const struct block *k = &s->blocks[i];
	size_t next = block_below(s, i);
	bool alone, strong = text_is_bold(s->text, k->from, k->to) || text_is_capitals(s->text, k->from, k->to) ||
	                     text_is_section_name(span_make(s->text.data + k->from, k->to - k->from)) ||
	                     text_unit(span_make(s->text.data + k->from, k->to - k->from), &alone) >= 0 || is_unit_title(s, i) ||
	                     text_annex(block_text(s, k)) != 0;
	const struct block *before = NULL;

	if (k->signature || (!strong && is_below_signature(s, i)))
		return false;
	if (next >= s->block_count)
		return i + 1 < s->block_count && s->blocks[i + 1].kind == BLOCK_NOTE &&
		       text_is_notes_name(span_make(s->text.data + k->from, k->to - k->from));
	if (((run > BARE_RUN_MAX || s->styled) && !strong) ||
	    (s->blocks[next].role == ROLE_APART && !text_is_part_name(span_make(s->text.data + k->from, k->to - k->from))))
		return false;
	if (s->numbers_apart && text_unit(span_make(s->text.data + k->from, k->to - k->from), &alone) >= 0)
		return false; /* of a law that a judgment quotes */
	if (is_quoted_unit(s, i, next) || block_asks(s, i) || (!strong && (goes_on_in_capitals(s, &s->blocks[next]) || is_in_a_name(s, &s->blocks[next]))))
		return false;
	for (size_t j = i; j-- > 0 && !before;)
		if (!block_is_aside(&s->blocks[j]))
			before = &s->blocks[j];
	if (before && span_eq_str(block_text(s, before), "Q."))
		return false;
	if (before && before->ending == ENDING_COLON && !strong && before->role != ROLE_TITLE && !opens_testimony(s, before, &s->blocks[next]))
		return false;
	return text_is_turning(block_text(s, k)) || !(s->blocks[next].kind == BLOCK_TEXT && s->blocks[next].lower);
}

/* A line of words that no other stands below. */
static bool is_last_line(const struct scan *s, size_t i)
{
	const struct block *k = &s->blocks[i];

	return i + 1 == s->block_count && k->gap_before && k->kind == BLOCK_TEXT && k->shaped && k->first == k->last && k->ending == ENDING_WORD;
}

void bare_headings_find(struct scan *s)
{
	for (size_t i = 0; i < s->block_count && !s->captions; i++) {
		size_t run = 0, end = i;

		if (!is_candidate(s, &s->blocks[i]))
			continue;
		for (; end < s->block_count && (is_candidate(s, &s->blocks[end]) || block_is_aside(&s->blocks[end])); end++)
			run += !block_is_aside(&s->blocks[end]) && text_annex(block_text(s, &s->blocks[end])) == 0;
		if ((end - i > 1 && end == s->block_count) || is_last_line(s, end))
			run = BARE_RUN_MAX + 1; /* nothing but such lines down to the end: who signs */
		for (; i < end; i++)
			if (is_candidate(s, &s->blocks[i]) && bare_is_heading(s, i, run))
				s->blocks[i].role = ROLE_HEADING;
		i--;
	}
}
