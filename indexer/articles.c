/*
 * articles.c: codes whose articles have their titles in a line that ends like a
 * sentence ("Artículo 15. Información de derechos."): headings, where nearly all
 * articles of the text have one, with text below. And where an article begins
 * that no heading announces.
 */
#include "indexer/scan.h"

#define LINES_MIN 3        /* articles that a habit shows in */
#define OF_TEN 8           /* so many of ten have it */
#define TITLE_WORDS_MAX 14
#define TITLE_BYTES_MAX 160
#define NUMBER_WORDS 3     /* "Artículo 15 bis." */
#define WORD_BYTES_MAX 24  /* of "Artículo", and of "1234-56." */
#define HEAD_BYTES_MAX 60  /* "Disposición adicional vigésima primera." */

/* "15 bis." */
static bool is_addition(struct span word)
{
	static const char *const words[] = {"bis", "ter", "quater", "quáter", "quinquies", "sexies", "septies", "octies", "nonies", "decies", NULL};

	for (size_t i = 0; words[i] != NULL; i++)
		if (span_eq_str(word, words[i]))
			return true;
	return false;
}

/* Where "Article 5." or "Article 5:" ends; 0: the text does not begin so. */
static size_t head_end(struct span t)
{
	size_t at = 0, from = 0, number = 0;
	bool bare;

	if (t.len > WORD_BYTES_MAX && (span_starts(t, "Disposición ") || span_starts(t, "DISPOSICIÓN "))) {
		const char *stop = memchr(t.data, '.', t.len < HEAD_BYTES_MAX ? t.len : HEAD_BYTES_MAX);

		at = stop == NULL ? 0 : (size_t)(stop - t.data) + 1;
		return at != 0 && text_unit(span_make(t.data, at), &bare) == CLASS_ARTICLE ? at : 0;
	}
	for (size_t word = 0; word < NUMBER_WORDS; word++) {
		while (at < t.len && t.data[at] != ' ' && t.data[at] != '\n' && at - from < WORD_BYTES_MAX)
			at++;
		if (word == 1)
			number = at;
		if (word == 2 && (at < from + 2 || !is_addition(span_make(t.data + from, at - 1 - from))))
			return 0;
		if (word > 0 && at > from && strchr(".:", t.data[at - 1]) != NULL)
			return text_unit(span_make(t.data, number), &bare) == CLASS_ARTICLE && bare ? at : 0;
		if (at >= t.len || t.data[at] != ' ')
			return 0;
		from = ++at;
	}
	return 0;
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

static bool is_title(const struct scan *s, const struct block *k)
{
	struct span t = text_of(s, k);
	size_t at = head_end(t), words = 0;

	if (k->kind != BLOCK_TEXT || k->first != k->last || at == 0 || t.len > TITLE_BYTES_MAX || !k->gap_before || !k->gap_after)
		return false;
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

static void make_title(struct scan *s, size_t i)
{
	struct block *next = i + 1 < s->block_count ? &s->blocks[i + 1] : NULL;

	s->blocks[i].shaped = true;
	if (next && next->chain != NONE && s->chains[next->chain].first_block == i + 1)
		s->chains[next->chain].after_heading = true;
}

void articles_find(struct scan *s)
{
	size_t all = 0, titles = 0;

	for (size_t i = 0; i < s->block_count; i++) {
		const struct block *k = &s->blocks[i];
		bool marked = is_marked(s, k);

		if (!marked && is_repealed(s, k))
			continue;
		all += marked || (k->kind == BLOCK_TEXT && head_end(text_of(s, k)) != 0);
		titles += marked || (is_title(s, k) && is_body(s, i + 1));
	}
	if (titles < LINES_MIN || titles * 10 < all * OF_TEN)
		return;
	for (size_t i = 0; i < s->block_count; i++)
		if (!is_marked(s, &s->blocks[i]) && is_title(s, &s->blocks[i]))
			make_title(s, i);
}
