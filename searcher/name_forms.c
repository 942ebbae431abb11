#include "searcher/name_forms.h"

#include "text/utf8.h"

#include <stdlib.h>

#define NAME_LETTERS_MIN 3

bool name_is_capital(struct span word)
{
	return utf8_is_upper(utf8_peek(word, 0));
}

void run_join(struct buf *out, const struct run *run, size_t first, size_t count)
{
	buf_clear(out);
	for (size_t i = first; i < first + count; i++) {
		if (i != first)
			buf_add_char(out, ' ');
		buf_add_span(out, run->words[i]);
	}
}

bool name_may_vary(struct planner *pl, const struct leaf *leaf, struct span word)
{
	size_t letters = 0;
	int32_t cp;

	if (leaf->kind != LEAF_WORD || leaf->stop || leaf->negative || leaf->variant_count != 1 ||
	    leaf->variants[0].word_count != 1 || leaf->variants[0].words[0].prefix)
		return false;
	for (size_t at = 0; at < word.len;) {
		at += utf8_decode(word, at, &cp);
		if (utf8_is_digit(cp))
			return false;
		letters += utf8_is_letter(cp);
	}
	return letters >= NAME_LETTERS_MIN && !name_is_ordinary(library_names(pl->library), name_part(word));
}

/* ---- what the index has ---- */

static void put(struct name_forms *f, struct planner *pl, struct span word, enum name_level level)
{
	for (size_t i = 0; i < f->count; i++)
		if (span_eq(f->items[i].word, word))
			return;
	ARRAY_GROW(f->items, f->count, f->cap);
	f->items[f->count++] = (struct name_form){pool_span(&pl->plan->pool, word), level};
}

static void read_words(struct name_forms *f, struct planner *pl, const struct name *asked, struct span own,
                       struct span words)
{
	struct name found;

	while (words.len != 0) {
		const char *end = memchr(words.data, '\n', words.len);
		size_t len = end == NULL ? words.len : (size_t)(end - words.data);
		struct span word = span_make(words.data, len);
		enum name_level level;

		words = end == NULL ? span_of("") : span_make(end + 1, words.len - len - 1);
		if (span_eq(word, own)) {
			f->known = true;
			continue;
		}
		name_read(&found, word);
		level = name_compare(asked, &found);
		if (level != NAME_NONE && memchr(word.data, '_', word.len) == NULL) /* "kazakhstan_news" of an address */
			put(f, pl, word, level);
	}
}

static void read_block(struct name_forms *f, struct planner *pl, const struct name *asked, struct span own,
                       struct span block)
{
	struct buf key, words;

	buf_init(&key);
	buf_init(&words);
	schema_names_key(&key, block);
	for (size_t i = 0; i < pl->library->count; i++) {
		enum xap_status status;

		buf_clear(&words);
		status = xap_reader_metadata(pl->library->indexes[i].passages, buf_span(&key), &words);
		if (status == XAP_OK)
			read_words(f, pl, asked, own, buf_span(&words));
		else if (status != XAP_NOT_FOUND)
			planner_fail(pl, status);
	}
	buf_release(&key);
	buf_release(&words);
}

static int by_level(const void *a, const void *b)
{
	const struct name_form *x = a, *y = b;

	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	return span_cmp(x->word, y->word);
}

void name_forms_find(struct name_forms *f, struct planner *pl, struct span word)
{
	struct name_block blocks[NAME_BLOCKS_MAX];
	struct name asked;
	struct buf own;
	size_t count;

	memset(f, 0, sizeof *f);
	buf_init(&own);
	utf8_fold(&own, name_part(word));
	name_read(&asked, word);
	count = name_blocks(&asked, blocks);
	for (size_t i = 0; i < count && !pl->failed; i++)
		read_block(f, pl, &asked, buf_span(&own), span_of(blocks[i].letters));
	if (f->count != 0)
		qsort(f->items, f->count, sizeof *f->items, by_level);
	if (f->count > NAME_FORMS_MAX) {
		buf_addf(&pl->plan->notes, "“%.*s” has %zu spellings: only the %d closest are searched\n",
		         note_length(word), word.data, f->count, NAME_FORMS_MAX);
		f->count = NAME_FORMS_MAX;
	}
	buf_release(&own);
}

void name_forms_release(struct name_forms *f)
{
	free(f->items);
	memset(f, 0, sizeof *f);
}
