#include "text/provision.h"

#include <stdlib.h>

#include "text/provision_parts.h"
#include "text/utf8.h"

const char *provision_unit_name(enum provision_unit unit)
{
	static const char *const names[PROVISION_UNITS] = {"article", "section", "rule", "principle"};

	return names[unit];
}

const char *provision_confidence_name(enum provision_confidence confidence)
{
	static const char *const names[] = {"explicit", "near", "document", "none"};

	return names[confidence];
}

/* ---- context ---- */

struct provision_context *provision_context_new(const struct instruments *in)
{
	struct provision_context *c = mem_zalloc(sizeof *c);

	c->in = in;
	strmap_init(&c->known_ids);
	strmap_init(&c->aliases);
	strmap_init(&c->numbers);
	strmap_init(&c->years);
	ptokens_init(&c->tokens);
	ptokens_init(&c->side);
	symbols_init(&c->symbols);
	pool_init(&c->scratch);
	pool_init(&c->kept);
	buf_init(&c->text);
	provision_begin(c, span_of(""), span_of(""));
	return c;
}

void provision_context_free(struct provision_context *c)
{
	if (c == NULL)
		return;
	strmap_release(&c->known_ids);
	strmap_release(&c->aliases);
	strmap_release(&c->numbers);
	strmap_release(&c->years);
	ptokens_release(&c->tokens);
	ptokens_release(&c->side);
	symbols_release(&c->symbols);
	references_release(&c->refs);
	pool_release(&c->scratch);
	pool_release(&c->kept);
	buf_release(&c->text);
	free(c->known);
	free(c->numbered);
	free(c->mention);
	free(c->side_mention);
	free(c->provision);
	free(c);
}

static void forget(struct provision_context *c)
{
	strmap_clear(&c->known_ids);
	strmap_clear(&c->aliases);
	strmap_clear(&c->numbers);
	strmap_clear(&c->years);
	pool_clear(&c->kept);
	pool_clear(&c->scratch);
	c->known_count = c->numbered_count = c->passage = 0;
	c->country_known = c->country_settled = c->several_countries = false;
	c->refs.capitals = c->query = false;
	c->own = c->beside = c->cited_last[false] = c->cited_last[true] = KNOWN_NONE;
	c->own_section.read = c->own_read = c->about = c->titles_named = c->own_ended = false;
	c->own_last = 0;
	c->own_paragraph = span_of("");
	c->own_last_of = KNOWN_NONE;
	memset(c->cited_count, 0, sizeof c->cited_count);
	c->lead = 0;
	for (size_t i = 0; i < INSTRUMENT_KINDS; i++) {
		c->alias_of[i] = c->of_kind[i] = c->last_of_kind[i] = KNOWN_NONE;
		c->several_of_kind[i] = false;
	}
}

static void set_country(struct provision_context *c, struct span country)
{
	if (country.len != sizeof c->country)
		return;
	for (size_t i = 0; i < sizeof c->country; i++)
		c->country[i] = (char)(country.data[i] | 0x20);
	c->country_known = true;
}

/* The country that a title names, if it names one only. */
static void read_title_country(struct provision_context *c)
{
	uint32_t found = NAME_NONE;

	for (size_t i = 0; i < c->side.count;) {
		size_t past = i + 1;
		struct name name = instrument_match(c, &c->side, i, &past);

		i = past;
		if (name.of != NAME_COUNTRY && name.of != NAME_ADJECTIVE)
			continue;
		if (found != NAME_NONE && found != name.value)
			return;
		found = name.value;
	}
	if (found != NAME_NONE)
		set_country(c, instruments_country(c->in, found));
}

/* A title that is an instrument's name and no more: the document is the instrument. */
static void read_title_instrument(struct provision_context *c)
{
	c->own = tokens_instrument(c);
	if (c->own != KNOWN_NONE)
		c->known[c->own].words = pool_span(&c->kept, c->side.text);
}

void provision_begin(struct provision_context *c, struct span country, struct span title)
{
	forget(c);
	set_country(c, country);
	ptokens_make(&c->side, c->in, title);
	if (!c->country_known)
		read_title_country(c);
	read_title_instrument(c);
}

/* ---- passages ---- */

/* Languages in which "a" joins the ends of a range. */
static bool joins_with_a(const struct language *lang)
{
	return lang != NULL && (strcmp(lang->code, "es") == 0 || strcmp(lang->code, "pt") == 0);
}

/* Whether the source is of the country, as the catalogue says or its own laws, and of no other. */
static bool is_of_country(const struct provision_context *c, const char *code)
{
	bool known = c->country_known || (c->country_settled && !c->several_countries);

	return known && memcmp(c->country, code, sizeof c->country) == 0;
}

struct passage_references provision_find(struct provision_context *c, const struct language *lang,
                                         const struct provision_passage *p)
{
	struct passage_references out = {0};

	pool_clear(&c->scratch);
	c->passage++;
	c->provision_count = 0;
	ptokens_make(&c->tokens, c->in, p->text);
	mentions_find(c, &c->tokens, &c->mention, &c->mention_count, &c->mention_cap, true);
	c->refs.pool = &c->scratch;
	c->refs.t = &c->tokens;
	c->refs.spanish = joins_with_a(lang);
	c->refs.german = lang != NULL && strcmp(lang->code, "de") == 0;
	c->refs.slashed = is_of_country(c, "be") || is_of_country(c, "md");
	c->refs.canadian = is_of_country(c, "ca");
	c->refs.query = c->query;
	references_find(&c->refs);
	provisions_resolve(c, p);
	c->symbols.query = c->query;
	symbols_find(&c->symbols, &c->tokens, &c->scratch);
	out.provisions = c->provision;
	out.provision_count = c->provision_count;
	out.symbols = c->symbols.symbol;
	out.symbol_count = c->symbols.count;
	return out;
}

/* ---- queries ---- */

static size_t at_sign(struct span s)
{
	const char *at = s.len == 0 ? NULL : memchr(s.data, '@', s.len);

	return at == NULL ? s.len : (size_t)(at - s.data);
}

struct passage_references provision_query(struct provision_context *c, const struct language *lang,
                                          struct span country, struct span query)
{
	struct provision_passage p = {.text = query};

	provision_begin(c, country, span_of(""));
	c->query = true;
	return provision_find(c, lang, &p);
}

/* The unit a value begins with ("section 53"); an article where it names none. */
static struct span value_text(struct provision_context *c, struct span value)
{
	bool named = value.len != 0 && (value.data[0] | 0x20) >= 'a' && (value.data[0] | 0x20) <= 'z' &&
	             memchr(value.data, ' ', value.len) != NULL;

	buf_clear(&c->text);
	if (!named)
		buf_add_str(&c->text, "article ");
	buf_add_span(&c->text, value);
	return pool_span(&c->kept, buf_span(&c->text));
}

bool provision_value(struct provision_context *c, struct span value, struct provision *out)
{
	size_t at = at_sign(value);
	struct span number = span_trim(span_make(value.data, at)), id = span_of("");
	struct provision_passage p = {.text = span_of("")};
	struct passage_references found;
	uint32_t row;

	provision_begin(c, span_of(""), span_of(""));
	c->query = true;
	if (at < value.len) {
		id = span_trim(span_make(value.data + at + 1, value.len - at - 1));
		buf_clear(&c->text);
		for (size_t i = 0; i < id.len; i++)
			buf_add_char(&c->text, (char)(id.data[i] >= 'A' && id.data[i] <= 'Z' ? id.data[i] | 0x20 : id.data[i]));
		id = pool_span(&c->kept, buf_span(&c->text));
		if (span_eq_str(id, "*"))
			id.len = 0;
		else if (!instruments_has(c->in, id))
			return false;
	}
	p.text = value_text(c, number);
	found = provision_find(c, NULL, &p);
	if (found.provision_count != 1 || found.provisions[0].at.end != p.text.len)
		return false;
	*out = found.provisions[0];
	out->at = (struct range){0, value.len};
	out->instrument = id;
	row = id.len == 0 ? NAME_NONE : instruments_find(c->in, id);
	if (row != NAME_NONE)
		provision_split_label(out, instruments_row(c->in, row)->kind);
	out->confidence = id.len != 0 ? PROVISION_EXPLICIT : PROVISION_NONE;
	return true;
}

bool provision_is_of_kind(const struct instruments *in, const struct provision *p, struct span id)
{
	uint32_t row = p->of_kind == 0 ? NAME_NONE : instruments_find(in, id);

	return row != NAME_NONE && (unsigned)instruments_row(in, row)->kind + 1 == p->of_kind;
}

/* ---- terms ---- */

static void add_lower(struct buf *out, struct span s)
{
	struct buf folded;

	buf_init(&folded);
	utf8_fold(&folded, s);
	buf_add_span(out, buf_span(&folded));
	buf_release(&folded);
}

static void add_bracketed(struct buf *out, struct span s)
{
	buf_add_char(out, '(');
	add_lower(out, s);
	buf_add_char(out, ')');
}

/* Bytes of the letter outside: "c" of "c(i)". */
static size_t outer_len(struct span letters)
{
	const char *bracket = letters.len == 0 ? NULL : memchr(letters.data, '(', letters.len);

	return bracket == NULL ? letters.len : (size_t)(bracket - letters.data);
}

static size_t depth(const struct provision *p)
{
	size_t outer = outer_len(p->subparagraph);

	return 1U + (p->paragraph.len != 0) + (p->subparagraph.len != 0) + (outer < p->subparagraph.len);
}

/* The letters to a depth of 1 or 2: "(c)", "(c)(i)". */
static void add_letters(struct buf *out, struct span letters, size_t levels)
{
	size_t outer = outer_len(letters);

	if (letters.len == 0 || levels == 0)
		return;
	add_bracketed(out, span_make(letters.data, outer));
	if (levels > 1 && outer < letters.len)
		add_lower(out, span_make(letters.data + outer, letters.len - outer));
}

/* The provision to a depth, from 1, and its instrument or "*". */
static void add_term(const struct provision *p, size_t levels, bool any, struct buf *out)
{
	if (p->unit != PROVISION_ARTICLE) {
		buf_add_str(out, provision_unit_name(p->unit));
		buf_add_char(out, ' ');
	}
	add_lower(out, p->article);
	levels--;
	if (levels != 0 && p->paragraph.len != 0) {
		add_bracketed(out, p->paragraph);
		levels--;
	}
	add_letters(out, p->subparagraph, levels);
	buf_add_char(out, '@');
	if (any)
		buf_add_char(out, '*');
	else
		buf_add_span(out, p->instrument);
}

bool provision_term(const struct provision *p, size_t i, struct buf *out)
{
	size_t levels = depth(p), count = p->instrument.len != 0 ? 2 * levels : levels;

	if (i >= count)
		return false;
	add_term(p, i % levels + 1, p->instrument.len == 0 || i >= levels, out);
	return true;
}

void provision_query_term(const struct provision *p, struct buf *out)
{
	add_term(p, depth(p), p->instrument.len == 0, out);
}
