/* The terms of a passage's words, and of its title, section path and lead-in. */
#include "indexer/post_parts.h"

#include "indexer/name_counts.h"

#include <stdlib.h>

/* The first characters of a folded word, as many as the language's searches go by. */
static struct span truncated(struct span word, const struct language *language)
{
	int most = language_has_stemmer(language) ? TRUNCATED_STEMMED : TRUNCATED_UNSTEMMED;
	int characters = 0;

	for (size_t i = 0; i < word.len; i++)
		if (((unsigned char)word.data[i] & 0xC0) != 0x80 && characters++ == most)
			return span_make(word.data, i);
	return word;
}

/*
 * Stop words are not truncated: a query that is nothing but stop words finds
 * them by stem and word. It changed MAP on six collections by less than 0.001
 * either way, and saves a third of these terms. A number has no endings: 1000000
 * and 1000001 have nothing to do with each other.
 */
static bool is_truncated(const struct token *t)
{
	return !(t->flags & (TOKEN_STOP | TOKEN_NUMBER));
}

/*
 * A phrase is of words as they stand: another reading of a word ("un" of U.N., "nakanune"
 * of Nakanune.kz) is found alone, and has no position. Only a word that a line end broke
 * keeps its joined form's.
 */
static bool is_positioned(const struct token *t)
{
	return (t->flags & TOKEN_JOINED) == 0 || (t->flags & TOKEN_BROKEN) != 0;
}

/* Forgets the terms of words when their numbers, or those of the terms, are others. */
static void renew_words(struct poster *p)
{
	unsigned epoch = analyser_epoch(p->analyser);

	if (p->word_epoch == epoch && p->word_terms_epoch == p->terms.epoch)
		return;
	if (p->word_cap != 0)
		memset(p->words, 0, p->word_cap * sizeof *p->words);
	p->word_epoch = epoch;
	p->word_terms_epoch = p->terms.epoch;
}

/* The word's terms as far as they are known: *none, emptied, if it has no number. Good until the next call. */
static struct word_terms *terms_of(struct poster *p, const struct token *t, struct word_terms *none)
{
	size_t cap = p->word_cap;

	if (t->word == 0) {
		memset(none, 0, sizeof *none);
		return none;
	}
	if (t->word >= cap) {
		p->word_cap = 2 * ((size_t)t->word + 1);
		p->words = mem_realloc(p->words, p->word_cap * sizeof *p->words);
		memset(p->words + cap, 0, (p->word_cap - cap) * sizeof *p->words);
	}
	return &p->words[t->word];
}

static uint32_t word_entry(struct poster *p, struct word_terms *w, const struct token *t)
{
	if (w->word == 0)
		w->word = terms_entry(&p->terms, p->prefixes[PREFIX_WORD], t->term) + 1;
	return w->word - 1;
}

static uint32_t stem_entry(struct poster *p, struct word_terms *w, const struct token *t)
{
	uint32_t *known = t->flags & (TOKEN_ACRONYM | TOKEN_BIGRAM) ? &w->unstemmed : &w->stem;

	if (*known == 0)
		*known = terms_entry(&p->terms, p->prefixes[PREFIX_STEM], t->stem) + 1;
	return *known - 1;
}

static uint32_t truncated_entry(struct poster *p, struct word_terms *w, const struct token *t,
                                const struct language *language)
{
	if (w->truncated == 0)
		w->truncated = terms_entry(&p->terms, p->prefixes[PREFIX_TRUNCATED], truncated(t->term, language)) + 1;
	return w->truncated - 1;
}

#define AHEAD 8 /* words: as long as memory takes to answer */

/* Asks memory for what is known of each word's terms. */
static void ask_words(const struct poster *p, const struct token *tokens, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (tokens[i].word < p->word_cap)
			__builtin_prefetch(&p->words[tokens[i].word], 1);
}

/* Asks memory for the terms of a word, where they are known. */
static void ask_terms(const struct poster *p, const struct token *t)
{
	const struct word_terms *w = &p->words[t->word];

	if (t->word >= p->word_cap || w->word == 0)
		return;
	terms_ask_use(&p->terms, w->word - 1);
	if (w->stem != 0)
		terms_ask_use(&p->terms, w->stem - 1);
	if (w->truncated != 0)
		terms_ask_use(&p->terms, w->truncated - 1);
}

void post_body(struct poster *p, struct span reading, const struct language *language)
{
	size_t count;
	const struct token *tokens = analyse(p->analyser, language, reading, &count);
	struct word_terms none;
	bool broken = false;

	renew_words(p);
	ask_words(p, tokens, count);
	for (size_t i = 0; i < count; i++) {
		const struct token *t = &tokens[i];
		struct word_terms *w = terms_of(p, t, &none);
		bool ranked = t->flags & TOKEN_RANKED;

		if (i + AHEAD < count)
			ask_terms(p, &tokens[i + AHEAD]);
		if (is_positioned(t))
			post_posting(p, word_entry(p, w, t), t->position, ranked ? WDF_BODY : 0);
		else
			terms_use(&p->terms, word_entry(p, w, t), ranked ? WDF_BODY : 0);
		if (t->flags & TOKEN_BROKEN) {
			post_term(p, PREFIX_BROKEN, t->term, 0);
			broken = true;
		}
		if (!ranked)
			continue;
		terms_use(&p->terms, stem_entry(p, w, t), WDF_BODY);
		if (t->marked.len != 0)
			post_term(p, PREFIX_STEM, t->marked, WDF_BODY);
		if (is_truncated(t))
			terms_use(&p->terms, truncated_entry(p, w, t, language), WDF_BODY);
	}
	if (p->name_counts != NULL)
		name_counts_text(p->name_counts, p->names, p->lists, p->analyser, language, reading);
	if (broken)
		post_term(p, PREFIX_BROKEN, span_make(NULL, 0), 0);
}

static void field_put(struct field *f, uint32_t entry, uint32_t position)
{
	ARRAY_GROW(f->terms, f->count, f->cap);
	f->terms[f->count++] = (struct field_term){entry, position};
}

/* Analyses one title or lead-in into the field; `before`: positions already taken. Returns the last position. */
static uint32_t field_read(struct poster *p, struct field *f, struct span text,
                           const struct language *language, uint32_t before)
{
	size_t count;
	const struct token *tokens = analyse(p->analyser, language, text, &count);
	uint32_t last = before;
	struct word_terms none;

	renew_words(p);
	for (size_t i = 0; i < count; i++) {
		const struct token *t = &tokens[i];
		struct word_terms *w = terms_of(p, t, &none);

		last = before + t->position;
		if (f->positioned)
			field_put(f, terms_entry(&p->terms, p->prefixes[PREFIX_SECTION_WORD], t->term), last);
		if (!(t->flags & TOKEN_RANKED))
			continue;
		if (p->one_passage && f == &p->fields[FIELD_TITLE])
			field_put(f, terms_entry(&p->terms, p->prefixes[PREFIX_TITLE_WORD], t->term), 0);
		field_put(f, stem_entry(p, w, t), 0);
		if (t->marked.len != 0)
			field_put(f, terms_entry(&p->terms, p->prefixes[PREFIX_STEM], t->marked), 0);
		if (is_truncated(t))
			field_put(f, truncated_entry(p, w, t, language), 0);
	}
	return last;
}

/* Makes the field's terms unless they are already those of these texts. */
static void field_make(struct poster *p, struct field *f, const struct span *texts, size_t count,
                       const struct language *language)
{
	uint32_t position = 0;

	buf_clear(&p->key);
	buf_add_str(&p->key, language->code);
	buf_add_str(&p->key, p->one_passage ? " one" : "");
	for (size_t i = 0; i < count; i++) {
		buf_addf(&p->key, "\n%zu ", texts[i].len);
		buf_add_span(&p->key, texts[i]);
	}
	if (f->epoch == p->terms.epoch && span_eq(buf_span(&p->key), buf_span(&f->key)))
		return;
	buf_clear(&f->key);
	buf_add_span(&f->key, buf_span(&p->key));
	f->epoch = p->terms.epoch;
	f->count = 0;
	for (size_t i = 0; i < count; i++)
		position = field_read(p, f, texts[i], language, position) + SCHEMA_GAP;
}

void post_field(struct poster *p, int which, const struct span *texts, size_t count,
                      const struct language *language)
{
	struct field *f = &p->fields[which];

	field_make(p, f, texts, count, language);
	for (size_t i = 0; i < f->count; i++) {
		const struct field_term *t = &f->terms[i];

		if (t->position != 0)
			post_posting(p, t->entry, t->position, 0);
		else
			terms_use(&p->terms, t->entry, f->wdf);
	}
}
