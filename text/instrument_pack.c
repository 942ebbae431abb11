/* instrument_pack.c: all that is known of instruments as one piece of bytes, so that a query need not read the lists. */
#include "text/instrument_table.h"

#include <stdlib.h>

#include "text/little.h"

/* The numbers of the packed table's entries, and what their strings are. */
enum {
	PACKED_ID,    /* an id: its row + 1 */
	PACKED_TABLE, /* one of the words below: its entries, one behind the other */
};

#define WORDS "words"         /* in their order, one behind the other: a word's number is its place, "" is the first */
#define WORD_ENDS "word ends" /* where each word ends in that: four bytes */
#define CLASSES "classes"     /* by word: eight bytes */
#define EDGES "edges"         /* struct name_edge and the place that it leads to, of four bytes each, in their order */
#define NAMES "names"         /* by place: struct name, in NAME_BYTES */
#define ROWS "rows"           /* kind, last article, id, country, title */
#define COUNTRIES "countries" /* strings: their codes */
#define COUNTRY_NAMES "country names" /* likewise */
#define HOMES "homes"         /* likewise */

#define END_BYTES 4
#define CLASS_BYTES 8
#define NAME_BYTES 8
#define EDGE_BYTES 12

/* ---- packing ---- */

struct packing {
	struct packed_entry *entries;
	size_t count;
	struct pool pool;
	uint32_t *ranks; /* by word: its number in the piece */
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
	size_t end = 0;

	for (size_t i = 0; i < in->word_count; i++)
		words[i] = (struct numbered_word){in->texts[i], (uint32_t)i};
	qsort(words, in->word_count, sizeof *words, word_order);
	for (size_t i = 0; i < in->word_count; i++) {
		p->ranks[words[i].number] = (uint32_t)i;
		buf_add_span(table, words[i].text);
	}
	add_table(p, WORDS, table);
	for (size_t i = 0; i < in->word_count; i++)
		little_add_u32(table, (uint32_t)(end += words[i].text.len));
	add_table(p, WORD_ENDS, table);
	for (size_t i = 0; i < in->word_count; i++) {
		uint64_t classes = in->classes[words[i].number];

		little_add_u32(table, (uint32_t)classes);
		little_add_u32(table, (uint32_t)(classes >> 32));
	}
	add_table(p, CLASSES, table);
	free(words);
}

/* By place, then by word. */
static int edge_order(struct name_edge a, struct name_edge b)
{
	if (a.place != b.place)
		return a.place < b.place ? -1 : 1;
	return a.word < b.word ? -1 : a.word > b.word;
}

struct led_edge {
	struct name_edge edge;
	uint32_t to;
};

static int led_order(const void *a, const void *b)
{
	return edge_order(((const struct led_edge *)a)->edge, ((const struct led_edge *)b)->edge);
}

static void add_edges(struct packing *p, const struct instruments *in, struct buf *table)
{
	size_t count = in->name_count - 1; /* all places but the root are led to */
	struct led_edge *edges = mem_alloc((count + 1) * sizeof *edges);

	for (size_t i = 0; i < count; i++)
		edges[i] = (struct led_edge){{in->reached[i + 1].place, p->ranks[in->reached[i + 1].word]}, (uint32_t)i + 1};
	qsort(edges, count, sizeof *edges, led_order);
	for (size_t i = 0; i < count; i++) {
		little_add_u32(table, edges[i].edge.place);
		little_add_u32(table, edges[i].edge.word);
		little_add_u32(table, edges[i].to);
	}
	free(edges);
	add_table(p, EDGES, table);
}

static void add_names(struct packing *p, const struct instruments *in, struct buf *table)
{
	for (size_t i = 0; i < in->name_count; i++) {
		const struct name *n = &in->names[i];

		little_add_u32(table, n->value);
		little_add_u32(table, (uint32_t)n->of | (uint32_t)n->capitals << 8 | (uint32_t)n->home << 16);
	}
	add_table(p, NAMES, table);
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

#define TABLES 9

void instruments_pack(const struct instruments *in, struct buf *out)
{
	struct packing p = {0};
	struct buf table;

	p.entries = mem_alloc((in->row_count + TABLES) * sizeof *p.entries);
	p.ranks = mem_alloc(in->word_count * sizeof *p.ranks);
	pool_init(&p.pool);
	buf_init(&table);
	add_words(&p, in, &table);
	add_edges(&p, in, &table);
	add_names(&p, in, &table);
	add_rows(&p, in, &table);
	add_strings(&p, COUNTRIES, in->countries, in->country_count, &table);
	add_strings(&p, COUNTRY_NAMES, in->country_names, in->country_count, &table);
	add_strings(&p, HOMES, in->homes, in->home_count, &table);
	packed_write(out, p.entries, p.count);
	buf_release(&table);
	pool_release(&p.pool);
	free(p.ranks);
	free(p.entries);
}

/* ---- the tables that are read at once: their entries are of different lengths ---- */

/* The number at the table's start, which is taken off; false: it is at its end. */
static bool take_number(struct span *table, uint32_t *number)
{
	if (table->len < sizeof *number)
		return false;
	*number = little_u32((const unsigned char *)table->data);
	*table = span_make(table->data + sizeof *number, table->len - sizeof *number);
	return true;
}

static bool take_string(struct span *table, struct span *string)
{
	uint32_t length;

	if (!take_number(table, &length) || length > table->len)
		return false;
	*string = span_make(table->data, length);
	*table = span_make(table->data + length, table->len - length);
	return true;
}

static bool take_row(struct span *table, struct instrument *row)
{
	uint32_t kind, last;

	if (!take_number(table, &kind) || kind >= INSTRUMENT_KINDS || !take_number(table, &last))
		return false;
	row->kind = (enum instrument_kind)kind;
	row->last = last;
	return take_string(table, &row->id) && take_string(table, &row->country) && take_string(table, &row->title);
}

static bool read_rows(struct instruments *in, struct span table)
{
	while (table.len != 0) {
		ARRAY_GROW(in->rows, in->row_count, in->row_cap);
		if (!take_row(&table, &in->rows[in->row_count]))
			return false;
		in->row_count++;
	}
	return true;
}

static bool read_strings(struct span table, struct span **strings, size_t *count, size_t *cap)
{
	while (table.len != 0) {
		ARRAY_GROW(*strings, *count, *cap);
		if (!take_string(&table, &(*strings)[*count]))
			return false;
		++*count;
	}
	return true;
}

static bool table_of(const struct instruments *in, const char *name, struct span *table)
{
	return packed_get(&in->packed, PACKED_TABLE, span_of(name), table);
}

static bool read_countries(struct instruments *in, struct span codes, struct span names)
{
	size_t named = 0;

	return read_strings(codes, &in->countries, &in->country_count, &in->country_cap) &&
	       read_strings(names, &in->country_names, &named, &in->country_name_cap) && named == in->country_count;
}

static bool read_tables(struct instruments *in)
{
	struct span rows, countries, country_names, homes;

	return table_of(in, WORDS, &in->packed_words) && table_of(in, WORD_ENDS, &in->packed_ends) &&
	       table_of(in, CLASSES, &in->packed_classes) && table_of(in, EDGES, &in->packed_edges) &&
	       table_of(in, NAMES, &in->packed_names) && table_of(in, ROWS, &rows) && table_of(in, COUNTRIES, &countries) &&
	       table_of(in, COUNTRY_NAMES, &country_names) && table_of(in, HOMES, &homes) && read_rows(in, rows) &&
	       read_countries(in, countries, country_names) &&
	       read_strings(homes, &in->homes, &in->home_count, &in->home_cap);
}

struct instruments *instruments_unpack(struct span packed, void (*release)(struct span packed))
{
	struct instruments *in = instruments_empty();

	if (packed_take(&in->packed, packed, release) && read_tables(in))
		return in;
	instruments_free(in);
	return NULL;
}

/* ---- looking up ---- */

/* The piece's word of that number, of which there is one. */
static struct span word_at(const struct instruments *in, size_t number)
{
	const unsigned char *ends = (const unsigned char *)in->packed_ends.data;
	size_t start = number == 0 ? 0 : little_u32(ends + (number - 1) * END_BYTES), end = little_u32(ends + number * END_BYTES);

	return start > end || end > in->packed_words.len ? span_of("") : span_make(in->packed_words.data + start, end - start);
}

uint32_t instruments_packed_word(const struct instruments *in, struct span folded)
{
	size_t first = 0, past = in->packed_ends.len / END_BYTES;

	while (first < past) {
		size_t middle = first + (past - first) / 2;
		int order = span_cmp(word_at(in, middle), folded);

		if (order == 0)
			return (uint32_t)middle;
		*(order < 0 ? &first : &past) = order < 0 ? middle + 1 : middle;
	}
	return 0;
}

static struct name_edge edge_at(const unsigned char *bytes)
{
	return (struct name_edge){little_u32(bytes), little_u32(bytes + 4)};
}

uint32_t instruments_packed_step(const struct instruments *in, uint32_t place, uint32_t word)
{
	const unsigned char *edges = (const unsigned char *)in->packed_edges.data;
	const struct name_edge wanted = {place, word};
	size_t first = 0, past = in->packed_edges.len / EDGE_BYTES;

	while (first < past) {
		size_t middle = first + (past - first) / 2;
		int order = edge_order(edge_at(edges + middle * EDGE_BYTES), wanted);

		if (order == 0)
			return little_u32(edges + middle * EDGE_BYTES + 8);
		*(order < 0 ? &first : &past) = order < 0 ? middle + 1 : middle;
	}
	return 0;
}

uint32_t instruments_packed_id(const struct instruments *in, struct span id)
{
	struct span string;
	uint32_t row = 0;

	if (packed_get(&in->packed, PACKED_ID, id, &string) && take_number(&string, &row) && row > in->row_count)
		row = 0;
	return row;
}

uint64_t instruments_packed_classes(const struct instruments *in, uint32_t word)
{
	size_t at = (size_t)word * CLASS_BYTES;

	return at + CLASS_BYTES > in->packed_classes.len ? 0 : little_u64((const unsigned char *)in->packed_classes.data + at);
}

/* Whether what a name stands for is there. */
static bool is_sound(const struct instruments *in, const struct name *n)
{
	const size_t most[] = {[NAME_INSTRUMENT] = in->row_count, [NAME_GENERIC] = INSTRUMENT_KINDS,
	                       [NAME_COUNTRY] = in->country_count, [NAME_ADJECTIVE] = in->country_count};

	return n->of <= NAME_ADJECTIVE && n->value < most[n->of] && n->home <= in->home_count;
}

struct name instruments_packed_name(const struct instruments *in, uint32_t place)
{
	const struct name nothing = {.of = NAME_NOTHING};
	size_t at = (size_t)place * NAME_BYTES;
	const unsigned char *bytes = (const unsigned char *)in->packed_names.data + at;
	struct name n;
	uint32_t rest;

	if (at + NAME_BYTES > in->packed_names.len)
		return nothing;
	rest = little_u32(bytes + 4);
	n = (struct name){(enum name_of)(rest & 0xFF), little_u32(bytes), (rest >> 8 & 0xFF) != 0, (uint16_t)(rest >> 16)};
	return is_sound(in, &n) ? n : nothing;
}
