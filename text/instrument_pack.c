/* instrument_pack.c: all that is known of instruments as one piece of bytes, so that a query need not read the lists. */
#include "text/instrument_piece.h"

#include <stdlib.h>

#include "text/little.h"

struct packing {
	struct packed_entry *entries;
	size_t count;
	struct pool pool;
	uint32_t *ranks; /* by word: its number in the piece */
	uint32_t *words; /* by number in the piece: the word */
};

/* A step in the tree of names. */
struct led_edge {
	uint32_t from, word, to; /* the word: its number in the piece */
};

static void add(struct packing *p, uint32_t number, struct span word, struct span string)
{
	p->entries[p->count++] = (struct packed_entry){number, word, pool_span(&p->pool, string)};
}

static void add_number(struct packing *p, uint32_t number, struct span word, uint32_t value)
{
	char bytes[4];

	little_put_u32(bytes, value);
	add(p, number, word, span_make(bytes, sizeof bytes));
}

struct numbered_word {
	struct span text;
	uint32_t number;
};

static int word_order(const void *a, const void *b)
{
	return span_cmp(((const struct numbered_word *)a)->text, ((const struct numbered_word *)b)->text);
}

static void add_table(struct packing *p, const char *name, struct buf *table)
{
	add(p, PACKED_TABLE, span_of(name), buf_span(table));
	buf_clear(table);
}

static void add_words(struct packing *p, const struct instruments *in, struct buf *table)
{
	struct numbered_word *words = mem_alloc(in->word_count * sizeof *words);
	struct span *sorted = mem_alloc(in->word_count * sizeof *sorted);
	struct buf groups;

	buf_init(&groups);
	for (size_t i = 0; i < in->word_count; i++)
		words[i] = (struct numbered_word){in->texts[i], (uint32_t)i};
	qsort(words, in->word_count, sizeof *words, word_order);
	for (size_t i = 0; i < in->word_count; i++) {
		p->ranks[words[i].number] = (uint32_t)i;
		p->words[i] = words[i].number;
		sorted[i] = words[i].text;
	}
	packed_words_write(sorted, in->word_count, &groups, table);
	add_table(p, WORDS, table);
	add_table(p, WORD_GROUPS, &groups);
	buf_release(&groups);
	free(sorted);
	free(words);
}

/* The number of the bytes among those of the sets so far, to which they are appended if they are new. */
static uint32_t number_in(struct strmap *numbers, struct buf *sets, struct span bytes)
{
	bool is_new;
	uint32_t *number = strmap_put(numbers, bytes, &is_new);

	if (is_new) {
		*number = (uint32_t)(sets->len / bytes.len);
		buf_add_span(sets, bytes);
	}
	return *number;
}

static bool add_classes(struct packing *p, const struct instruments *in, struct buf *table)
{
	struct strmap numbers;
	struct buf sets;
	uint32_t most = 0;

	strmap_init(&numbers);
	buf_init(&sets);
	for (size_t i = 0; i < in->word_count; i++) {
		char bytes[CLASS_SET_BYTES];
		uint32_t number;

		little_put_u32(bytes, (uint32_t)in->classes[p->words[i]]);
		little_put_u32(bytes + 4, (uint32_t)(in->classes[p->words[i]] >> 32));
		number = number_in(&numbers, &sets, span_make(bytes, sizeof bytes));
		most = number > most ? number : most;
		little_add_u16(table, (uint16_t)number);
	}
	add_table(p, CLASSES, table);
	add_table(p, CLASS_SETS, &sets);
	buf_release(&sets);
	strmap_release(&numbers);
	return most <= SETS_MAX;
}

/* By the place that it leads from, then by word. */
static int led_order(const void *a, const void *b)
{
	const struct led_edge *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->word < y->word ? -1 : x->word > y->word;
}

/* The edges in that order; *first: by place, the first edge from it, and one more for the end. */
static struct led_edge *sort_edges(const struct packing *p, const struct instruments *in, uint32_t *first)
{
	size_t count = in->name_count - 1, at = 0; /* all places but the root are led to */
	struct led_edge *edges = mem_alloc((count + 1) * sizeof *edges);

	for (size_t i = 0; i < count; i++)
		edges[i] = (struct led_edge){in->reached[i + 1].place, p->ranks[in->reached[i + 1].word], (uint32_t)i + 1};
	qsort(edges, count, sizeof *edges, led_order);
	for (size_t place = 0; place <= in->name_count; place++) {
		while (at < count && edges[at].from < place)
			at++;
		first[place] = (uint32_t)at;
	}
	return edges;
}

static uint32_t number_of_name(const struct name *n, struct strmap *numbers, struct buf *sets)
{
	char bytes[NAME_BYTES];

	little_put_u32(bytes, n->value);
	little_put_u32(bytes + 4, (uint32_t)n->of | (uint32_t)n->capitals << 8 | (uint32_t)n->home << 16);
	return number_in(numbers, sets, span_make(bytes, sizeof bytes));
}

/* By breadth: those that follow a place are numbered when it is its turn. */
static bool add_places(struct packing *p, const struct instruments *in, struct buf *table)
{
	uint32_t *first = mem_alloc((in->name_count + 1) * sizeof *first), numbered = 1, most = 0;
	struct led_edge *edges = sort_edges(p, in, first), *turns = mem_alloc((in->name_count + 1) * sizeof *turns);
	struct strmap numbers;
	struct buf names;

	strmap_init(&numbers);
	buf_init(&names);
	turns[0] = (struct led_edge){0};
	for (size_t i = 0; i < in->name_count; i++) {
		uint32_t place = turns[i].to, name = number_of_name(&in->names[place], &numbers, &names);

		most = name > most ? name : most;
		little_add_u24(table, turns[i].word);
		little_add_u24(table, numbered);
		little_add_u16(table, (uint16_t)name);
		for (uint32_t k = first[place]; k < first[place + 1]; k++)
			turns[numbered++] = edges[k];
	}
	add_table(p, PLACES, table);
	add_table(p, NAMES, &names);
	buf_release(&names);
	strmap_release(&numbers);
	free(turns);
	free(edges);
	free(first);
	return most <= SETS_MAX;
}

static void add_string(struct buf *table, struct span s)
{
	little_add_u32(table, (uint32_t)s.len);
	buf_add_span(table, s);
}

static void add_rows(struct packing *p, const struct instruments *in, struct buf *table)
{
	for (size_t i = 0; i < in->row_count; i++) {
		const struct instrument *row = &in->rows[i];

		add_number(p, PACKED_ID, row->id, (uint32_t)i + 1);
		little_add_u32(table, (uint32_t)row->kind);
		little_add_u32(table, row->last);
		add_string(table, row->id);
		add_string(table, row->country);
		add_string(table, row->title);
	}
	add_table(p, ROWS, table);
}

static void add_strings(struct packing *p, const char *name, const struct span *strings, size_t count, struct buf *table)
{
	for (size_t i = 0; i < count; i++)
		add_string(table, strings[i]);
	add_table(p, name, table);
}

/* False: there are more than numbers have bytes for. */
static bool add_tables(struct packing *p, const struct instruments *in, struct buf *table)
{
	if (in->word_count > PLACES_MAX || in->name_count > PLACES_MAX)
		return false;
	add_words(p, in, table);
	if (!add_classes(p, in, table) || !add_places(p, in, table))
		return false;
	add_rows(p, in, table);
	add_strings(p, COUNTRIES, in->countries, in->country_count, table);
	add_strings(p, COUNTRY_NAMES, in->country_names, in->country_count, table);
	add_strings(p, HOMES, in->homes, in->home_count, table);
	return true;
}

void instruments_pack(const struct instruments *in, struct buf *out)
{
	struct packing p = {0};
	struct buf table;

	p.entries = mem_alloc((in->row_count + TABLES) * sizeof *p.entries);
	p.ranks = mem_alloc(in->word_count * sizeof *p.ranks);
	p.words = mem_alloc(in->word_count * sizeof *p.words);
	pool_init(&p.pool);
	buf_init(&table);
	if (add_tables(&p, in, &table))
		packed_write(out, p.entries, p.count);
	buf_release(&table);
	pool_release(&p.pool);
	free(p.words);
	free(p.ranks);
	free(p.entries);
}
