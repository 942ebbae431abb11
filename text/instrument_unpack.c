/* instrument_unpack.c: the piece of bytes that instrument_pack.c makes, used as it lies. */
#include "text/instrument_piece.h"

#include <stdlib.h>

#include "text/little.h"

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

	return table_of(in, WORDS, &in->packed_words.words) && table_of(in, WORD_GROUPS, &in->packed_words.groups) &&
	       table_of(in, CLASSES, &in->packed_classes) && table_of(in, CLASS_SETS, &in->packed_class_sets) &&
	       table_of(in, PLACES, &in->packed_places) && table_of(in, NAMES, &in->packed_names) &&
	       table_of(in, ROWS, &rows) && table_of(in, COUNTRIES, &countries) &&
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

/* The entry of `bytes` bytes with that number; NULL: there is none. */
static const unsigned char *entry_at(struct span table, uint32_t number, size_t bytes)
{
	size_t at = (size_t)number * bytes;

	return at + bytes > table.len ? NULL : (const unsigned char *)table.data + at;
}

uint32_t instruments_packed_word(const struct instruments *in, struct span folded)
{
	uint32_t word = packed_words_find(&in->packed_words, folded);

	return word == PACKED_WORDS_NONE ? 0 : word;
}

static const unsigned char *place_at(const struct instruments *in, uint32_t place)
{
	return entry_at(in->packed_places, place, PLACE_BYTES);
}

/* The first that follows the place; how many places there are, where there is no such place. */
static uint32_t first_after(const struct instruments *in, uint32_t place)
{
	const unsigned char *bytes = place_at(in, place);
	size_t most = in->packed_places.len / PLACE_BYTES, first = bytes == NULL ? most : little_u24(bytes + PLACE_FIRST);

	return (uint32_t)(first > most ? most : first);
}

uint32_t instruments_packed_step(const struct instruments *in, uint32_t place, uint32_t word)
{
	uint32_t first = first_after(in, place), past = first_after(in, place + 1);

	while (first < past) {
		uint32_t middle = first + (past - first) / 2, led = little_u24(place_at(in, middle));

		if (led == word)
			return middle;
		*(led < word ? &first : &past) = led < word ? middle + 1 : middle;
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
	const unsigned char *number = entry_at(in->packed_classes, word, CLASS_BYTES);
	const unsigned char *set = number == NULL ? NULL : entry_at(in->packed_class_sets, little_u16(number), CLASS_SET_BYTES);

	return set == NULL ? 0 : little_u64(set);
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
	const unsigned char *at = place_at(in, place);
	const unsigned char *bytes = at == NULL ? NULL : entry_at(in->packed_names, little_u16(at + PLACE_NAME), NAME_BYTES);
	struct name n;
	uint32_t rest;

	if (bytes == NULL)
		return nothing;
	rest = little_u32(bytes + 4);
	n = (struct name){(enum name_of)(rest & 0xFF), little_u32(bytes), (rest >> 8 & 0xFF) != 0, (uint16_t)(rest >> 16)};
	return is_sound(in, &n) ? n : nothing;
}
