#include "searcher/suggest.h"

#include "searcher/layout.h"
#include "searcher/term.h"
#include "text/fold.h"
#include "text/spelling.h"
#include "text/utf8.h"
#include "text/words.h"

/* ---- which words ---- */

static bool any_occurs(const struct library *l, enum schema_prefix prefix, const struct span *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (term_occurs(l, prefix, values[i]))
			return true;
	return false;
}

/* Whether the word is found in some way: itself, its stem, another spelling of the name, as a prefix. */
static bool is_found(const struct library *l, const struct leaf_word *w)
{
	return w->prefix || any_occurs(l, PREFIX_WORD, w->terms, w->term_count) ||
	       any_occurs(l, PREFIX_STEM, w->stems, w->stem_count);
}

/* A word of the query as the index would have it, of which it has no form. */
static bool is_absent(const struct plan *p, const struct library *l, struct span folded)
{
	bool typed = false;

	for (size_t i = 0; i < p->leaf_count; i++) {
		const struct leaf *leaf = &p->leaves[i];

		if (leaf->kind == LEAF_CITED)
			continue; /* its words are read as what it stands for: "art" of "art 174" */
		for (size_t v = 0; v < leaf->variant_count; v++)
			for (size_t w = 0; w < leaf->variants[v].word_count; w++) {
				const struct leaf_word *word = &leaf->variants[v].words[w];

				if (leaf->variants[v].how == MATCH_NAME)
					continue;
				for (size_t t = 0; t < word->term_count; t++)
					if (span_eq(word->terms[t], folded)) {
						if (leaf->negative || leaf->stop || leaf->cover != 0 || is_found(l, word) ||
						    leaf->variants[leaf->variant_count - 1].how == MATCH_NAME)
							return false;
						typed = true;
					}
			}
	}
	return typed;
}

/* ---- the nearest word of the index ---- */

/* Passes over all words that begin with the first bytes of the term: to the next such beginning in byte order. */
static enum xap_status pass_over(struct xap_walk *walk, struct span term, size_t bytes)
{
	struct buf past;
	enum xap_status status;

	buf_init(&past);
	buf_add(&past, term.data, bytes);
	past.data[bytes - 1]++; /* no byte of UTF-8 is the greatest there is */
	status = xap_walk_skip(walk, buf_span(&past));
	buf_release(&past);
	return status;
}

static bool begins_with(struct span term, const struct buf *beginning)
{
	return beginning->len != 0 && term.len >= beginning->len && memcmp(term.data, beginning->data, beginning->len) == 0;
}

static void offer_from(struct spelling *s, const struct library *l, char first)
{
	struct xap_walk *walk;
	struct span term;
	struct buf alive; /* how the term before begins, if near ones may */
	enum xap_status status = xap_walk_terms(&walk, l->passages, span_make(&first, 1));

	buf_init(&alive);
	while (status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK) {
		size_t bytes, dead = 0;

		if (!begins_with(term, &alive)) {
			dead = spelling_dead(s, term, &bytes);
			buf_clear(&alive);
			buf_add(&alive, term.data, bytes);
		}
		if (dead != 0)
			status = pass_over(walk, term, dead);
		else if (spelling_is_near(s, term))
			spelling_offer(s, term, xap_walk_frequency(walk));
	}
	buf_release(&alive);
	xap_walk_free(walk);
}

/* Words have no prefix, and begin with a small letter or a byte of another script. */
static bool nearest(struct buf *out, const struct library *l, struct span folded, bool name)
{
	const char *meant;
	struct spelling s;
	bool ascii = (unsigned char)folded.data[0] < 0x80;

	spelling_init(&s, folded);
	if (s.len == 0)
		return false;
	for (int c = 'a'; c <= 'z' && ascii; c++)
		offer_from(&s, l, (char)c);
	for (int c = 0xC2; c <= 0xF4 && !ascii; c++)
		offer_from(&s, l, (char)c);
	meant = spelling_meant(&s, name);
	if (meant != NULL)
		buf_add_str(out, meant);
	return meant != NULL;
}

#define BEGINNING_LETTERS 4 /* of a word that is but the beginning of others */

/* "tortu*", where words begin so. */
static bool beginning(struct buf *out, const struct library *l, struct span folded)
{
	struct xap_walk *walk;
	struct span term;
	bool found;

	if (utf8_length(folded) < BEGINNING_LETTERS || utf8_holds(folded, utf8_is_digit))
		return false;
	found = xap_walk_terms(&walk, l->passages, folded) == XAP_OK && xap_walk_next(walk, &term) == XAP_OK;
	xap_walk_free(walk);
	if (found) {
		buf_add_span(out, folded);
		buf_add_char(out, '*');
	}
	return found;
}

/* ---- what only looks like the word of the index ---- */

#define CALLED_LETTERS 3 /* of a word before a note's number, at least */

/* "ayan" of "ayan5": a word as it was pasted with the number of a note. */
static bool without_number(struct buf *out, const struct library *l, struct span folded)
{
	size_t len = folded.len;

	while (len > 0 && utf8_is_digit(folded.data[len - 1]))
		len--;
	if (len == folded.len || utf8_length(span_make(folded.data, len)) < CALLED_LETTERS || utf8_holds(span_make(folded.data, len), utf8_is_digit) ||
	    !term_occurs(l, PREFIX_WORD, span_make(folded.data, len)))
		return false;
	buf_add(out, folded.data, len);
	return true;
}

/* Letters of two alphabets that look the same, small or, as of "В" and "B", as capitals. */
static const struct {
	const char *cyrillic;
	char latin;
} alike[] = {{"а", 'a'}, {"в", 'b'}, {"с", 'c'}, {"е", 'e'}, {"һ", 'h'}, {"н", 'h'}, {"і", 'i'}, {"ј", 'j'}, {"к", 'k'},
             {"м", 'm'}, {"о", 'o'}, {"р", 'p'}, {"ѕ", 's'}, {"т", 't'}, {"х", 'x'}, {"у", 'y'}};

/* The letter at `at` in the other alphabet; empty: it has none there, or is of that already. */
static struct span other_letter(struct span folded, size_t at, size_t len, bool latin)
{
	for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
		if (latin && span_eq_str(span_make(folded.data + at, len), alike[i].cyrillic))
			return span_make(&alike[i].latin, 1);
		if (!latin && len == 1 && folded.data[at] == alike[i].latin)
			return span_of(alike[i].cyrillic);
	}
	return span_of("");
}

/* A word typed in two alphabets at once, in one of them. */
static bool in_one_alphabet(struct buf *out, const struct library *l, struct span folded, bool latin)
{
	size_t start = out->len, len, changed = 0, kept = 0;
	int32_t cp;

	for (size_t at = 0; at < folded.len; at += len) {
		struct span other;

		len = utf8_decode(folded, at, &cp);
		other = other_letter(folded, at, len, latin);
		changed += other.len != 0;
		kept += other.len == 0;
		buf_add_span(out, other.len != 0 ? other : span_make(folded.data + at, len));
	}
	if (changed != 0 && kept != 0 && term_occurs(l, PREFIX_WORD, span_make(out->data + start, out->len - start)))
		return true;
	out->len = start;
	return false;
}

static bool looks_like(struct buf *out, const struct library *l, struct span folded)
{
	return without_number(out, l, folded) || in_one_alphabet(out, l, folded, true) || in_one_alphabet(out, l, folded, false);
}

/* ---- the query again ---- */

/* With the capital that was typed. */
static void add_like(struct buf *out, struct span word, struct span typed)
{
	int32_t cp;
	size_t len = utf8_decode(word, 0, &cp);

	utf8_add(out, utf8_is_upper(utf8_peek(typed, 0)) ? utf8_title(cp) : cp);
	buf_add(out, word.data + len, word.len - len);
}

#define ACRONYM_LETTERS 4 /* of a word in capitals that may be one: it is no misspelt word */

static bool is_acronym(struct span word)
{
	size_t letters = 0, len;
	int32_t cp;

	for (size_t at = 0; at < word.len; at += len, letters++) {
		len = utf8_decode(word, at, &cp);
		if (!utf8_is_upper(cp))
			return false;
	}
	return letters > 1 && letters <= ACRONYM_LETTERS;
}

/* "London", and not "LONDON", which may be a word of a heading; in a script without capitals, any word. */
static bool is_like_name(struct span word)
{
	int32_t cp;
	size_t len = utf8_decode(word, 0, &cp);

	if (utf8_is_letter(cp) && !utf8_is_upper(cp) && !utf8_is_lower(cp))
		return true;
	return utf8_is_upper(cp) && len < word.len && utf8_is_lower(utf8_peek(word, len));
}

/* The word's nearest, if it occurs nowhere, or with a star, if it is but a beginning and no part of a quotation; else the word. Whether it was changed. */
static bool add_word(struct buf *out, struct span word, bool quoted, const struct plan *p, const struct library *l)
{
	struct buf folded, found;
	bool changed = false;

	buf_init(&folded);
	buf_init(&found);
	for (size_t i = 0; i < l->language_count && !changed && !is_acronym(word); i++) {
		buf_clear(&folded);
		buf_clear(&found);
		fold_word(&folded, word, l->languages[i]);
		changed = folded.len != 0 && is_absent(p, l, buf_span(&folded)) &&
		          (looks_like(&found, l, buf_span(&folded)) || nearest(&found, l, buf_span(&folded), is_like_name(word)) ||
		           (!quoted && beginning(&found, l, buf_span(&folded))));
	}
	if (changed)
		add_like(out, buf_span(&found), word);
	else
		buf_add_span(out, word);
	buf_release(&folded);
	buf_release(&found);
	return changed;
}

#define SUGGEST_WORDS 64 /* of a query; those behind stay as they are, as in a pasted text */

bool suggest_query(struct buf *out, struct span typed, const struct plan *p, const struct library *l)
{
	size_t before = out->len, words = 0;
	bool changed = false, quoted = utf8_holds(typed, suggest_is_mark);

	typed = span_trim(typed);
	for (size_t at = 0, end; at < typed.len; at = end) {
		struct span word;

		end = word_end(typed, at);
		word = span_make(typed.data + at, end - at);
		if (word_is_word(word) && words++ < SUGGEST_WORDS)
			changed |= add_word(out, word, quoted, p, l);
		else
			buf_add_span(out, word);
	}
	if (!changed) {
		out->len = before;
		out->data[before] = '\0';
	}
	return changed;
}

bool suggest(struct buf *out, struct span typed, const struct plan *p, const struct library *l)
{
	struct buf meant, safe;
	bool changed;

	buf_init(&meant);
	buf_init(&safe);
	changed = suggest_query(&meant, typed, p, l);
	if (changed) {
		buf_add_quoted(&safe, buf_span(&meant));
		buf_add_str(out, "Did you mean: hrsearch ");
		layout_add_safe(out, buf_span(&safe));
		buf_add_char(out, '\n');
	}
	buf_release(&meant);
	buf_release(&safe);
	return changed;
}
