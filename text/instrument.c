#include "text/instrument_lists.h"

#include <stdlib.h>

#include "text/instrument_table.h"
#include "text/provision_stem.h"
#include "text/provision_words.h"
#include "text/utf8.h"

/*
 * The bit of a word's mark: of its length and four of its bytes. Most words of a text are told by it to be none of the
 * lists'. It is the same for small letters of ASCII and capitals.
 */
static size_t mark_of(struct span word)
{
	const unsigned char *p = (const unsigned char *)word.data;
	uint64_t bits;

	if (word.len == 0)
		return 0;
	bits = (uint64_t)p[0] << 24 | (uint64_t)p[word.len / 3] << 16 | (uint64_t)p[word.len / 2] << 8 | p[word.len - 1];
	bits = (uint64_t)word.len << 32 | bits | UINT64_C(0x20202020);
	return (size_t)(bits * UINT64_C(0x9E3779B97F4A7C15) >> 48) % INSTRUMENT_MARKS; /* 2^64 by the golden ratio: Knuth */
}

static uint32_t word_of(struct instruments *in, struct span folded)
{
	bool is_new;
	uint32_t *value = strmap_put(&in->words, folded, &is_new);

	if (!is_new)
		return *value;
	ARRAY_GROW(in->classes, in->word_count, in->word_cap);
	ARRAY_GROW(in->texts, in->word_count, in->text_cap);
	ARRAY_GROW(in->firsts, in->word_count, in->first_cap);
	in->classes[in->word_count] = 0;
	in->firsts[in->word_count] = NAME_ROOT;
	in->marks[mark_of(folded) / 64] |= UINT64_C(1) << mark_of(folded) % 64;
	in->texts[in->word_count] = pool_span(&in->pool, folded);
	*value = (uint32_t)in->word_count++;
	return *value;
}

static uint32_t place_new(struct instruments *in, struct name_edge reached)
{
	ARRAY_GROW(in->names, in->name_count, in->name_cap);
	ARRAY_GROW(in->reached, in->name_count, in->reached_cap);
	memset(&in->names[in->name_count], 0, sizeof *in->names);
	in->reached[in->name_count] = reached;
	return (uint32_t)in->name_count++;
}

static struct span edge_key(const uint32_t pair[2])
{
	return span_make((const char *)pair, 2 * sizeof *pair);
}

static void add_classes(struct instruments *in, const struct provision_words *row)
{
	for (const char *p = row->words; *p != '\0';) {
		size_t len = (size_t)(strchrnul(p, ' ') - p);
		uint32_t word;

		if (len != 0) {
			ptoken_fold(&in->folded, span_make(p, len));
			word = word_of(in, buf_span(&in->folded));
			in->classes[word] |= row->classes;
		}
		p += len + (p[len] == ' ');
	}
}

/* The words of a name are those of a text: see instruments_step's callers for what is passed over. */
static uint32_t name_place(struct instruments *in, struct span name)
{
	uint32_t place = NAME_ROOT;

	ptokens_make(&in->tokens, NULL, name);
	for (size_t i = 0; i < in->tokens.count; i++) {
		uint32_t pair[2] = {place, 0};
		uint32_t *next;
		bool is_new;

		if (in->tokens.token[i].kind != PTOKEN_WORD && in->tokens.token[i].kind != PTOKEN_NUMBER)
			continue;
		ptoken_fold(&in->folded, ptoken_text(&in->tokens, i));
		ptoken_stem(&in->folded);
		pair[1] = word_of(in, buf_span(&in->folded));
		next = strmap_put(&in->edges, edge_key(pair), &is_new);
		if (is_new)
			*next = place_new(in, (struct name_edge){pair[0], pair[1]});
		if (place == NAME_ROOT)
			in->firsts[pair[1]] = *next;
		place = *next;
	}
	return place;
}

/* Whether a name is found in capitals only: "CAT" is not "cat", nor "OP-CAT". */
static bool in_capitals(const struct ptokens *t)
{
	size_t letters = 0;

	for (size_t i = 0; i < t->count; i++) {
		if (t->token[i].kind != PTOKEN_WORD)
			continue;
		if ((t->token[i].flags & PTOKEN_CAPITALS) == 0)
			return false;
		letters++;
	}
	return letters != 0;
}

/* The number of a list of countries, which is added. */
static uint16_t home_new(struct instruments *in, struct span countries)
{
	if (in->home_count == UINT16_MAX)
		return 0;
	ARRAY_GROW(in->homes, in->home_count, in->home_cap);
	in->homes[in->home_count++] = pool_span(&in->pool, countries);
	return (uint16_t)in->home_count;
}

/* The first meaning of a name stays; a name that is also written small is found so. */
static void add_name(struct instruments *in, struct span name, enum name_of of, size_t value, uint16_t home)
{
	uint32_t place = name_place(in, span_trim(name));
	bool capitals = in_capitals(&in->tokens);

	if (place == NAME_ROOT)
		return;
	if (in->names[place].of == NAME_NOTHING)
		in->names[place] = (struct name){of, (uint32_t)value, capitals, home};
	else if (!capitals)
		in->names[place].capitals = false;
}

/* Past a language, "fr: ", or past "=ch,es: ", the countries of the names up to the next bar: *home. */
static size_t skip_language(struct instruments *in, struct span names, struct range r, uint16_t *home)
{
	const char *colon;

	if (r.end - r.start > 3 && names.data[r.start + 2] == ':')
		return r.start + 3;
	if (r.start == r.end || names.data[r.start] != '=')
		return r.start;
	colon = memchr(names.data + r.start, ':', r.end - r.start);
	if (colon == NULL)
		return r.start;
	*home = home_new(in, span_make(names.data + r.start + 1, (size_t)(colon - names.data) - r.start - 1));
	return (size_t)(colon - names.data) + 1;
}

/* Names parted by ";" or "|", each without a language before it ("fr: "). */
static void add_names(struct instruments *in, struct span names, enum name_of of, size_t value)
{
	uint16_t home = 0;

	for (size_t at = 0; at <= names.len;) {
		struct range r = {at, at};

		while (r.end < names.len && names.data[r.end] != ';' && names.data[r.end] != '|')
			r.end++;
		at = r.end + 1;
		while (r.start < r.end && names.data[r.start] == ' ')
			r.start++;
		r.start = skip_language(in, names, r, &home);
		if (r.start < r.end)
			add_name(in, span_sub(names, r), of, value, home);
		if (r.end < names.len && names.data[r.end] == '|')
			home = 0;
	}
}

struct instruments *instruments_empty(void)
{
	struct instruments *in = mem_zalloc(sizeof *in);

	pool_init(&in->pool);
	strmap_init(&in->words);
	strmap_init(&in->edges);
	strmap_init(&in->ids);
	ptokens_init(&in->tokens);
	buf_init(&in->folded);
	return in;
}

struct instruments *instruments_new(void)
{
	struct instruments *in = instruments_empty();
	const struct provision_words *row;
	const struct generic_name *generic;

	word_of(in, span_of("")); /* number 0: no word */
	place_new(in, (struct name_edge){0, 0}); /* NAME_ROOT */
	for (size_t i = 0; (row = provision_words_at(i)) != NULL; i++)
		add_classes(in, row);
	for (size_t i = 0; (generic = generic_name_at(i)) != NULL; i++)
		add_names(in, span_of(generic->names), NAME_GENERIC, (size_t)generic->kind);
	return in;
}

void instruments_free(struct instruments *in)
{
	if (in == NULL)
		return;
	pool_release(&in->pool);
	strmap_release(&in->words);
	strmap_release(&in->edges);
	strmap_release(&in->ids);
	ptokens_release(&in->tokens);
	buf_release(&in->folded);
	free(in->classes);
	free(in->texts);
	free(in->firsts);
	free(in->names);
	free(in->reached);
	free(in->rows);
	free(in->countries);
	free(in->country_names);
	free(in->homes);
	packed_release(&in->packed);
	free(in);
}

/* ---- what instrument_lists.c reads ---- */

bool instruments_put(struct instruments *in, const struct instrument *one, struct span names)
{
	bool is_new;
	uint32_t *place = strmap_put(&in->ids, one->id, &is_new);

	if (!is_new)
		return false;
	*place = (uint32_t)in->row_count + 1;
	ARRAY_GROW(in->rows, in->row_count, in->row_cap);
	in->rows[in->row_count] = *one;
	in->rows[in->row_count].id = pool_span(&in->pool, one->id);
	in->rows[in->row_count].country = pool_span(&in->pool, one->country);
	in->rows[in->row_count].title = pool_span(&in->pool, one->title);
	add_names(in, names, NAME_INSTRUMENT, in->row_count++);
	return true;
}

void instruments_put_country(struct instruments *in, struct span code, struct span names, struct span adjectives)
{
	struct span rest = names;

	ARRAY_GROW(in->countries, in->country_count, in->country_cap);
	ARRAY_GROW(in->country_names, in->country_count, in->country_name_cap);
	in->countries[in->country_count] = pool_span(&in->pool, code);
	in->country_names[in->country_count] = pool_span(&in->pool, span_trim(span_cut(&rest, ';')));
	add_names(in, names, NAME_COUNTRY, in->country_count);
	add_names(in, adjectives, NAME_ADJECTIVE, in->country_count++);
}

/* ---- looking up ---- */

static bool is_packed(const struct instruments *in)
{
	return in->packed.slots != NULL;
}

uint32_t instruments_word(const struct instruments *in, struct span folded)
{
	const uint32_t *word;

	if (is_packed(in))
		return instruments_packed_word(in, folded);
	word = strmap_get(&in->words, folded);
	return word == NULL ? 0 : *word;
}

void instruments_words(const struct instruments *in, const struct span *folded, size_t count, uint32_t *words)
{
	for (size_t i = 0; i < count && is_packed(in); i++)
		words[i] = instruments_packed_word(in, folded[i]);
	if (is_packed(in))
		return;
	strmap_get_all(&in->words, folded, count, words);
	for (size_t i = 0; i < count; i++)
		if (words[i] == STRMAP_NONE)
			words[i] = 0;
}

bool instruments_may_have(const struct instruments *in, struct span word)
{
	size_t mark = mark_of(word);

	return is_packed(in) || (in->marks[mark / 64] >> mark % 64 & 1) != 0;
}

uint64_t instruments_classes(const struct instruments *in, uint32_t word)
{
	return is_packed(in) ? instruments_packed_classes(in, word) : in->classes[word];
}

uint32_t instruments_step(const struct instruments *in, uint32_t place, uint32_t word)
{
	uint32_t pair[2] = {place, word};
	const uint32_t *next;

	if (word == 0)
		return NAME_NONE;
	if (is_packed(in)) {
		uint32_t found = instruments_packed_step(in, place, word);

		return found == 0 ? NAME_NONE : found;
	}
	if (place == NAME_ROOT)
		return in->firsts[word] == NAME_ROOT ? NAME_NONE : in->firsts[word];
	next = strmap_get(&in->edges, edge_key(pair));
	return next == NULL ? NAME_NONE : *next;
}

struct name instruments_name(const struct instruments *in, uint32_t place)
{
	return is_packed(in) ? instruments_packed_name(in, place) : in->names[place];
}

struct span instruments_home(const struct instruments *in, uint16_t home)
{
	return in->homes[home - 1];
}

const struct instrument *instruments_row(const struct instruments *in, uint32_t row)
{
	return &in->rows[row];
}

struct span instruments_country(const struct instruments *in, uint32_t country)
{
	return in->countries[country];
}

struct span instruments_country_name(const struct instruments *in, struct span code)
{
	for (size_t i = 0; i < in->country_count; i++)
		if (span_eq(in->countries[i], code))
			return in->country_names[i];
	return span_of("");
}

uint32_t instruments_find(const struct instruments *in, struct span id)
{
	const uint32_t *place = is_packed(in) ? NULL : strmap_get(&in->ids, id);
	uint32_t found = is_packed(in) ? instruments_packed_id(in, id) : place == NULL ? 0 : *place;

	return found == 0 ? NAME_NONE : found - 1;
}

/* Whether s is `id`, a hyphen and four digits. */
static bool is_dated(struct span s, struct span id)
{
	if (s.len != id.len + 5 || memcmp(s.data, id.data, id.len) != 0 || s.data[id.len] != '-')
		return false;
	for (size_t i = id.len + 1; i < s.len; i++)
		if (s.data[i] < '0' || s.data[i] > '9')
			return false;
	return true;
}

uint32_t instruments_replaced(const struct instruments *in, struct span id)
{
	uint32_t found = NAME_NONE;

	for (uint32_t i = 0; i < in->row_count; i++) {
		if (!is_dated(in->rows[i].id, id))
			continue;
		if (found != NAME_NONE)
			return NAME_NONE;
		found = i;
	}
	return found;
}

static const struct {
	const char *treaty, *protocol;
} pairs[] = {{"iccpr", "iccpr-op1"}, {"icescr", "icescr-op"}, {"cat", "opcat"}, {"cedaw", "cedaw-op"}, {"crpd", "crpd-op"}};

uint32_t instruments_treaty_of(const struct instruments *in, uint32_t row)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (span_eq_str(in->rows[row].id, pairs[i].protocol))
			return instruments_find(in, span_of(pairs[i].treaty));
	return NAME_NONE;
}

uint32_t instruments_protocol_to(const struct instruments *in, uint32_t row)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		if (span_eq_str(in->rows[row].id, pairs[i].treaty))
			return instruments_find(in, span_of(pairs[i].protocol));
	return NAME_NONE;
}

bool instruments_has(const struct instruments *in, struct span id)
{
	struct span kind = id;

	if (id.len > 3 && id.data[2] == ':')
		kind = span_make(id.data + 3, id.len - 3);
	return instruments_find(in, id) != NAME_NONE || instruments_find(in, kind) != NAME_NONE ||
	       span_ends(id, "-law") || span_ends(id, "-act") || span_ends(id, "-ordinance") ||
	       (kind.len > 5 && is_dated(kind, span_make(kind.data, kind.len - 5)));
}
