/*
 * place.c: which heading stands under which. Levels come from mark-up, from
 * numbering, from style (capitals above others), or from two lines in a row;
 * after such a pair nobody knows whether the next one is a first or a second.
 */
#include "indexer/emit.h"

static bool is_style(enum heading_class c)
{
	return c == CLASS_CAPITALS || c == CLASS_BOLD || c == CLASS_BARE;
}

static struct place *top(struct emitter *e)
{
	return e->place_count ? &e->places[e->place_count - 1] : NULL;
}

/* The outermost open heading of a class; place_count if none. */
static size_t find_class(const struct emitter *e, enum heading_class class)
{
	size_t i = 0;

	while (i < e->place_count && e->places[i].class != class)
		i++;
	return i;
}

static void push(struct emitter *e, enum heading_class class, int level, int markup, struct outline_passage *p)
{
	p->parent = e->place_count ? top(e)->passage : NONE;
	p->level = level;
	ARRAY_GROW(e->places, e->place_count, e->place_cap);
	e->places[e->place_count++] = (struct place){class, markup, level, NONE, class <= CLASS_ARTICLE ? (int)class : -1, false, false};
}

static int level_below(struct emitter *e)
{
	if (!top(e))
		return 1;
	return top(e)->level ? top(e)->level + 1 : 0;
}

static void place_markup(struct emitter *e, const struct block *k, struct span text, struct outline_passage *p)
{
	bool bare;

	while (top(e) && (top(e)->class != CLASS_MARKUP || top(e)->markup >= k->level))
		e->place_count--;
	push(e, CLASS_MARKUP, k->level, k->level, p);
	top(e)->unit = text_unit(text, &bare);
}

static void place_number(struct emitter *e, enum heading_class class, bool adjacent, struct outline_passage *p)
{
	size_t at = find_class(e, class);

	if (at < e->place_count)
		e->place_count = at;
	else
		for (; !adjacent && top(e) && (top(e)->class == CLASS_BARE || top(e)->class == CLASS_BOLD); e->place_count--)
			e->headed[class] |= class >= CLASS_CLOSED_LETTER;
	push(e, class, level_below(e), 0, p);
}

static void place_style(struct emitter *e, enum heading_class class, bool adjacent, bool pair, bool starts_pair,
                        struct outline_passage *p)
{
	size_t at = find_class(e, class);
	bool unknown = false;

	if (pair) {
		e->paired[class] = true;
	} else if (at < e->place_count) {
		e->place_count = at;
		unknown = e->paired[class] && !starts_pair;
	} else if (class == CLASS_CAPITALS && !adjacent) {
		while (top(e) && top(e)->class != CLASS_MARKUP && top(e)->class != CLASS_ANNEX)
			e->place_count--;
	} else {
		while (top(e) && ((class == CLASS_BOLD && top(e)->class == CLASS_BARE) || e->headed[top(e)->class]))
			e->place_count--;
	}
	push(e, class, unknown ? 0 : level_below(e), 0, p);
}

/* Part, chapter, section, article: each under the last one of a higher kind, however that was marked, and "I. Rights". */
static void place_unit(struct emitter *e, enum heading_class class, struct span text, struct outline_passage *p)
{
	size_t at = 0;

	if (e->place_count != 0 && e->places[0].class == CLASS_ANNEX && find_class(e, class) == e->place_count && !text_is_first_unit(text))
		e->place_count = 0; /* "Part II": it goes on with the text above the annex */

	while (at < e->place_count &&
	       (e->places[at].unit >= 0 ? e->places[at].unit < (int)class : !is_style(e->places[at].class)))
		at++;
	e->place_count = at;
	push(e, class, level_below(e), 0, p);
}

/* "I. Introduction" behind "Executive summary", which may have headings of its own. */
static void leave_front(struct emitter *e)
{
	size_t at = 0;

	while (at < e->place_count && !e->places[at].front)
		at++;
	e->place_count = at;
}

static bool next_is_same(const struct scan *s, size_t block)
{
	size_t i = block + 1;

	while (i < s->block_count && (s->blocks[i].role == ROLE_NOTE || s->blocks[i].role == ROLE_NOTHING))
		i++;
	return i < s->block_count && s->blocks[i].role == ROLE_HEADING && s->blocks[i].class == s->blocks[block].class;
}

void place_heading(struct emitter *e, size_t block, struct outline_passage *p)
{
	const struct block *k = &e->s->blocks[block];
	bool adjacent = e->last_heading != NONE;
	bool titled = k->class == CLASS_ANNEX && adjacent && top(e) && top(e)->class <= CLASS_ARTICLE; /* "CAPÍTULO V", and what it is about */
	enum heading_class class = titled ? CLASS_CAPITALS : (enum heading_class)k->class;
	bool pair = adjacent && e->s->blocks[e->last_heading].class == class && top(e) && top(e)->class == class;
	struct span text = block_text(e->s, k);

	if (top(e) && top(e)->contents)
		e->place_count--;
	if (class == CLASS_MARKUP) {
		place_markup(e, k, text, p);
	} else if (class <= CLASS_ARTICLE) {
		place_unit(e, class, text, p);
	} else if (class == CLASS_ANNEX) {
		e->place_count = 0;
		push(e, class, 1, 0, p);
	} else if (!is_style(class)) {
		if (class == CLASS_ROMAN || class == CLASS_NUMBER)
			leave_front(e);
		place_number(e, class, adjacent, p);
	} else {
		if (text_is_operative(text))
			e->place_count = 0;
		if (text_is_part_name(text))
			while (top(e) && top(e)->class != CLASS_MARKUP)
				e->place_count--;
		place_style(e, class, adjacent && top(e) && top(e)->class <= CLASS_ARTICLE, pair, next_is_same(e->s, block), p);
		top(e)->contents = text_is_contents_name(text);
		top(e)->front = text_is_front_name(text);
	}
}

bool place_leave_article(struct emitter *e, struct span text)
{
	size_t at = 0;

	while (at < e->place_count && e->places[at].unit != CLASS_ARTICLE)
		at++;
	if (at == e->place_count || !text_begins_article(text))
		return false;
	e->place_count = at;
	e->heading = top(e) ? top(e)->passage : NONE;
	e->uncounted = true;
	return true;
}
