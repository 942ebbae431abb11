/*
 * articles.c: codes whose articles have their titles in a line that ends like a
 * sentence ("Artículo 15. Información de derechos."): headings, where nearly all
 * articles of the text have one, with text below. And where an article begins
 * that no heading announces.
 */
#include "indexer/scan.h"

#include "text/provision_head.h"

#define LINES_MIN 3        /* articles that a habit shows in */
#define OF_TEN 8           /* so many of ten have it */
#define TITLE_WORDS_MAX 14
#define TITLE_BYTES_MAX 160

/* Where "Article 5." or "Article 5:" ends; 0: the text does not begin so. */
static size_t head_end(struct span t)
{
	struct provision_head head;

	return provision_head_read(t, &head) && head.unit == HEAD_ARTICLE && head.closed ? head.past : 0;
}

bool text_begins_article(struct span t)
{
	size_t at = head_end(t);

	return at != 0 && at < t.len && text_begins_upper(t, skip_space(t, at, t.len), t.len);
}

/* ---- titles that end in a stop ---- */

static struct span text_of(const struct scan *s, const struct block *k)
{
	return span_make(s->text.data + k->from, k->to - k->from);
}

/* "Art. 13.", "مادة (10):": nothing but its number. */
static bool is_number_alone(const struct scan *s, const struct block *k)
{
	struct provision_head head;

	return k->kind == BLOCK_TEXT && k->first == k->last && k->gap_before && k->gap_after && provision_head_read(text_of(s, k), &head) &&
	       head.unit == HEAD_ARTICLE && head.bare;
}

static bool is_title(const struct scan *s, const struct block *k)
{
	struct span t = text_of(s, k);
	size_t at = head_end(t), words = 0;

	if (is_number_alone(s, k))
		return true;
	if (k->kind != BLOCK_TEXT || k->first != k->last || at == 0 || t.len > TITLE_BYTES_MAX || !k->gap_before || !k->gap_after)
		return false;
	if (memmem(t.data, t.len, "。", strlen("。")) != NULL)
		return false; /* no title has one */
	for (size_t i = at; i < t.len; i++) {
		words += t.data[i] == ' ';
		if (i + 1 < t.len && strchr(".;:!?", t.data[i]) != NULL && t.data[i + 1] == ' ')
			return false;
	}
	return words <= TITLE_WORDS_MAX && text_ending(s->text, k->from, k->to) <= ENDING_STOP;
}

/* Text that no other unit's title begins. */
static bool is_body(const struct scan *s, size_t i)
{
	const struct block *k = i < s->block_count ? &s->blocks[i] : NULL;
	struct span t = k ? text_of(s, k) : span_make(NULL, 0);
	bool bare;

	return k && k->kind != BLOCK_HEADING && k->kind != BLOCK_NOTE && k->kind != BLOCK_ROW && head_end(t) == 0 &&
	       !(k->shaped && text_unit(t, &bare) >= 0);
}

/* "Artículo 3. (Derogado)": says nothing of how the others are printed. */
static bool is_repealed(const struct scan *s, const struct block *k)
{
	struct span t = text_of(s, k);
	size_t at = skip_space(t, head_end(t), t.len);

	return at < t.len && strchr("([", t.data[at]) != NULL && is_title(s, k);
}

static bool is_marked(const struct scan *s, const struct block *k)
{
	bool bare;

	return (k->kind == BLOCK_HEADING || (k->kind == BLOCK_TEXT && k->shaped)) && text_unit(text_of(s, k), &bare) == CLASS_ARTICLE;
}

/* "(Princípio da igualdade)", below "Artigo 13.º". */
static bool is_title_below(const struct scan *s, size_t i)
{
	const struct block *k = &s->blocks[i], *above = i == 0 ? NULL : k - 1;
	struct provision_head head;
	struct span t = text_of(s, k);

	return above != NULL && k->kind == BLOCK_TEXT && k->first == k->last && t.len > 2 && t.len <= TITLE_BYTES_MAX && t.data[0] == '(' &&
	       t.data[t.len - 1] == ')' && (above->kind == BLOCK_HEADING || above->shaped) && provision_head_read(text_of(s, above), &head) &&
	       head.unit == HEAD_ARTICLE && head.bare && is_body(s, i + 1);
}

static void make_title(struct scan *s, size_t i)
{
	struct block *next = i + 1 < s->block_count ? &s->blocks[i + 1] : NULL;

	s->blocks[i].shaped = true;
	if (next && next->chain != NONE && s->chains[next->chain].first_block == i + 1)
		s->chains[next->chain].after_heading = true;
}

/* Whether nearly all articles have their titles in a line of their own; *any: whether there are articles at all. */
static bool has_titles(const struct scan *s, bool *any)
{
	size_t all = 0, titles = 0;

	for (size_t i = 0; i < s->block_count; i++) {
		const struct block *k = &s->blocks[i];
		struct provision_head head;
		bool marked;

		if (!provision_head_read(text_of(s, k), &head) || head.unit != HEAD_ARTICLE)
			continue;
		*any = true;
		marked = is_marked(s, k);
		if (!marked && is_repealed(s, k))
			continue;
		all += marked || (k->kind == BLOCK_TEXT && head_end(text_of(s, k)) != 0);
		titles += marked || (is_title(s, k) && is_body(s, i + 1));
	}
	return titles >= LINES_MIN && titles * 10 >= all * OF_TEN;
}

void articles_find(struct scan *s)
{
	bool any = false, titles = has_titles(s, &any);

	for (size_t i = 0; i < s->block_count && any; i++) {
		const struct block *k = &s->blocks[i];

		if (is_number_alone(s, k) ? is_body(s, i + 1) : is_title_below(s, i) || (titles && !is_marked(s, k) && is_title(s, k)))
			make_title(s, i);
	}
}
