#include "indexer/name_counts.h"

#include "text/utf8.h"

#include <stdlib.h>

#define SEED UINT64_C(0x6e616d6573) /* "names" */

void name_counts_init(struct name_counts *n)
{
	memset(n, 0, sizeof *n);
	n->most = NAME_COUNTS_MAX;
	n->limit = UINT64_MAX;
	strmap_init(&n->places);
	pool_init(&n->words);
	buf_init(&n->folded);
}

void name_counts_release(struct name_counts *n)
{
	strmap_release(&n->places);
	pool_release(&n->words);
	buf_release(&n->folded);
	free(n->items);
	free(n->scratch);
	free(n->memo.of);
	free(n->known);
}

void name_counts_be_part(struct name_counts *n)
{
	n->most++;
}

/* ---- keeping the smallest hashes ---- */

/* No two words have the same hash but by accident; then the words decide. */
static int by_hash(const void *a, const void *b)
{
	const struct name_count *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return span_cmp(x->word, y->word);
}

/* The places of words are looked up anew. */
static void forget_known(struct name_counts *n)
{
	if (n->known_cap != 0)
		memset(n->known, 0, n->known_cap * sizeof *n->known);
}

static void put(struct name_counts *n, struct name_count item)
{
	ARRAY_GROW(n->items, n->count, n->cap);
	*strmap_put(&n->places, item.word, NULL) = (uint32_t)n->count;
	item.word = pool_span(&n->words, item.word);
	n->items[n->count++] = item;
}

void name_counts_settle(struct name_counts *n)
{
	struct name_count *old = n->items;
	struct pool words = n->words;

	if (n->count <= n->most)
		return;
	qsort(old, n->count, sizeof *old, by_hash);
	n->limit = old[n->most].hash;
	n->full = true;
	n->items = NULL;
	n->count = n->cap = 0;
	pool_init(&n->words);
	strmap_clear(&n->places);
	forget_known(n);
	for (size_t i = 0; i < n->most && old[i].hash < n->limit; i++)
		put(n, old[i]);
	pool_release(&words);
	free(old);
}

/* The place of a word, which is put if it is new; NAME_COUNT_NONE: it is passed over, now and later. */
static uint32_t place_of(struct name_counts *n, struct span word)
{
	const uint32_t *place = strmap_get(&n->places, word);
	struct name_count item = {.word = word};

	if (place != NULL)
		return *place;
	item.hash = hash_bytes(word, SEED);
	if (item.hash < n->limit && n->count == 2 * n->most)
		name_counts_settle(n);
	if (item.hash >= n->limit)
		return NAME_COUNT_NONE;
	put(n, item);
	return (uint32_t)n->count - 1;
}

static void count_at(struct name_counts *n, uint32_t place, uint32_t here, uint32_t small, uint32_t open)
{
	if (place == NAME_COUNT_NONE)
		return;
	n->items[place].here += here;
	n->items[place].small += small;
	n->items[place].open += open;
}

void name_counts_add(struct name_counts *n, struct span word, uint32_t here, uint32_t small, uint32_t open)
{
	count_at(n, place_of(n, word), here, small, open);
}

/* Takes back what was added of a word. */
static void take(struct name_counts *n, struct span word, uint32_t here, uint32_t small, uint32_t open)
{
	const uint32_t *place = strmap_get(&n->places, word);

	if (place == NULL)
		return;
	n->items[*place].here -= here;
	n->items[*place].small -= small;
	n->items[*place].open -= open;
}

/* ---- the words of a text ---- */

static bool is_ascii_small(struct span word)
{
	for (size_t i = 0; i < word.len; i++)
		if (word.data[i] < 'a' || word.data[i] > 'z')
			return false;
	return true;
}

/* The place of a word as it is written; NAME_COUNT_NONE too if it is too long for a name. */
static uint32_t written_place(struct name_counts *n, struct span written)
{
	if (!is_ascii_small(written)) {
		buf_clear(&n->folded);
		utf8_fold(&n->folded, name_part(written));
		written = buf_span(&n->folded);
	}
	return written.len > NAME_COUNTS_WORD_MAX ? NAME_COUNT_NONE : place_of(n, written);
}

/* Where the place of a token's word is remembered; NULL if it is not. Another reading is not what stands at its place. */
static uint32_t *known_of(struct name_counts *n, const struct token *t)
{
	size_t cap = n->known_cap;

	if (t->word == 0 || (t->flags & TOKEN_JOINED) != 0)
		return NULL;
	if (t->word >= cap) {
		n->known_cap = 2 * ((size_t)t->word + 1);
		n->known = mem_realloc(n->known, n->known_cap * sizeof *n->known);
		memset(n->known + cap, 0, (n->known_cap - cap) * sizeof *n->known);
	}
	return &n->known[t->word];
}

static uint32_t token_place(struct name_counts *n, const struct token *t, struct span written)
{
	uint32_t *known = known_of(n, t), place;

	if (known != NULL && *known != 0)
		return *known == NAME_COUNT_NONE ? NAME_COUNT_NONE : *known - 1;
	place = written_place(n, written);
	if (known != NULL)
		*known = place == NAME_COUNT_NONE ? NAME_COUNT_NONE : place + 1;
	return place;
}

/* What is known by the words' numbers is void when they are others. */
static void renew(struct name_counts *n, const struct analyser *analyser)
{
	if (n->epoch == analyser_epoch(analyser))
		return;
	n->epoch = analyser_epoch(analyser);
	forget_known(n);
	if (n->memo.cap != 0)
		memset(n->memo.of, 0, n->memo.cap);
}

void name_counts_text(struct name_counts *n, const struct name_lists *names, const struct lists *lists,
                      struct analyser *analyser, const struct language *language, struct span text)
{
	const unsigned never = TOKEN_JOINED | TOKEN_NUMBER | TOKEN_STOP | TOKEN_BIGRAM | TOKEN_ADDRESS;
	size_t count;
	const struct token *tokens = analyse(analyser, language, text, &count);

	renew(n, analyser);
	if (n->scratch_cap < count) {
		n->scratch_cap = count;
		n->scratch = mem_realloc(n->scratch, count * sizeof *n->scratch);
	}
	name_places(names, lists, language, text, tokens, count, &n->memo, n->scratch);
	for (size_t i = 0; i < count; i++) {
		struct span written = span_sub(text, tokens[i].at);
		bool here = n->scratch[i] == NAME_HERE;

		if (n->scratch[i] != NAME_NOT)
			count_at(n, token_place(n, &tokens[i], written), here, 0, !here);
		else if ((tokens[i].flags & never) == 0 && written.len <= NAME_COUNTS_WORD_MAX &&
		         utf8_is_lower(utf8_peek(written, 0)))
			count_at(n, token_place(n, &tokens[i], written), 0, 1, 0);
	}
}

/* ---- on the way to the parent ---- */

bool name_counts_encode(const struct name_counts *n, size_t *at, struct buf *out)
{
	if (*at == n->count)
		return false;
	for (; *at < n->count && out->len < NAME_COUNTS_PIECE; ++*at) {
		const struct name_count *c = &n->items[*at];
		uint32_t numbers[] = {c->here, c->small, c->open, (uint32_t)c->word.len};

		buf_add(out, numbers, sizeof numbers);
		buf_add_span(out, c->word);
	}
	return true;
}

typedef void count_words(struct name_counts *n, struct span word, uint32_t here, uint32_t small, uint32_t open);

static void decode(struct name_counts *n, struct span piece, count_words *count)
{
	uint32_t numbers[4];

	while (piece.len >= sizeof numbers) {
		memcpy(numbers, piece.data, sizeof numbers);
		piece = span_make(piece.data + sizeof numbers, piece.len - sizeof numbers);
		if (numbers[3] > piece.len)
			return;
		count(n, span_make(piece.data, numbers[3]), numbers[0], numbers[1], numbers[2]);
		piece = span_make(piece.data + numbers[3], piece.len - numbers[3]);
	}
}

void name_counts_decode(struct name_counts *n, struct span piece)
{
	decode(n, piece, name_counts_add);
}

void name_counts_decode_taken(struct name_counts *n, struct span piece)
{
	decode(n, piece, take);
}

/* ---- entries ---- */

struct blocked {
	struct span block, word;
	bool open; /* a name only if it is another spelling of one */
};

static int by_block(const void *a, const void *b)
{
	const struct blocked *x = a, *y = b;
	int order = span_cmp(x->block, y->block);

	return order != 0 ? order : span_cmp(x->word, y->word);
}

static bool is_open(const struct name_count *c)
{
	return c->here == 0 && c->small == 0 && c->open != 0;
}

/* Every word that is a name, or may be, under each of its blocks. */
static size_t block_names(struct name_entries *e, const struct name_counts *n, struct blocked **out)
{
	struct name_block blocks[NAME_BLOCKS_MAX];
	size_t count = 0, cap = 0;
	struct name name;

	*out = NULL;
	for (size_t i = 0; i < n->count; i++) {
		const struct name_count *c = &n->items[i];
		size_t of_word;

		if (!is_open(c) && !name_is_name(c->here, c->small))
			continue;
		name_read(&name, c->word);
		of_word = name_blocks(&name, blocks);
		for (size_t k = 0; k < of_word; k++) {
			ARRAY_GROW(*out, count, cap);
			(*out)[count++] = (struct blocked){pool_span(&e->pool, span_of(blocks[k].letters)), c->word,
			                                   is_open(c)};
		}
	}
	if (count != 0)
		qsort(*out, count, sizeof **out, by_block);
	return count;
}

/* The names of a block, read; more than NAME_ENTRY_COMPARED: none. */
static size_t read_names(const struct blocked *block, size_t count, struct name *names)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		if (block[i].open)
			continue;
		if (found == NAME_ENTRY_COMPARED)
			return 0;
		name_read(&names[found++], block[i].word);
	}
	return found;
}

static bool is_spelling(struct span word, const struct name *names, size_t count)
{
	struct name name;

	if (count == 0)
		return false;
	name_read(&name, word);
	for (size_t i = 0; i < count; i++) {
		enum name_level level = name_compare(&name, &names[i]);

		if (level == NAME_SAME || level == NAME_ENDING)
			return true;
	}
	return false;
}

/* One block's entry, if it has a name. */
static void add_entry(struct name_entries *e, const struct blocked *block, size_t count, struct name *names)
{
	size_t name_count = read_names(block, count, names);
	struct buf words;

	buf_init(&words);
	for (size_t i = 0; i < count; i++) {
		if (block[i].open && !is_spelling(block[i].word, names, name_count))
			continue;
		buf_add_span(&words, block[i].word);
		buf_add_char(&words, '\n');
	}
	if (words.len != 0) {
		ARRAY_GROW(e->items, e->count, e->cap);
		e->items[e->count++] = (struct name_entry){block->block, pool_span(&e->pool, buf_span(&words))};
	}
	buf_release(&words);
}

void name_entries_make(struct name_entries *e, const struct name_counts *n)
{
	struct name *names = mem_alloc(NAME_ENTRY_COMPARED * sizeof *names);
	struct blocked *all;
	size_t count;

	memset(e, 0, sizeof *e);
	pool_init(&e->pool);
	count = block_names(e, n, &all);
	for (size_t first = 0, past; first < count; first = past) {
		for (past = first + 1; past < count && span_eq(all[first].block, all[past].block);)
			past++;
		add_entry(e, all + first, past - first, names);
	}
	free(all);
	free(names);
}

void name_entries_release(struct name_entries *e)
{
	if (e == NULL)
		return;
	pool_release(&e->pool);
	free(e->items);
	memset(e, 0, sizeof *e);
}
