#include "searcher/planner.h"

#include "searcher/dates.h"
#include "searcher/query_fields.h"
#include "store/files.h"
#include "store/record.h"
#include "text/aliases.h"
#include "text/fold.h"

#include <stdlib.h>

/* ---- publisher ---- */

/* Whether folded words stand in a folded name, as whole words. */
static bool holds_words(struct span name, struct span words)
{
	for (size_t i = 0; i + words.len <= name.len; i++)
		if (memcmp(name.data + i, words.data, words.len) == 0 &&
		    (i == 0 || name.data[i - 1] == ' ') &&
		    (i + words.len == name.len || name.data[i + words.len] == ' '))
			return true;
	return false;
}

/* Publishers whose name holds the words: "amnesty" will do for Amnesty International. */
static struct xap_query *publishers_with(struct planner *pl, struct span words)
{
	size_t letters = strlen(schema_prefix_letters[PREFIX_PUBLISHER]);
	struct xap_query *query = NULL;
	struct xap_walk *walk;
	struct span term;
	enum xap_status status =
		xap_walk_terms(&walk, pl->library->passages, planner_term(pl, PREFIX_PUBLISHER, span_make("", 0)));

	if (status != XAP_OK) {
		planner_fail(pl, status);
		return NULL;
	}
	while ((status = xap_walk_next(walk, &term)) == XAP_OK)
		if (holds_words(span_make(term.data + letters, term.len - letters), words))
			query = either(query, xap_query_term(term, 1));
	xap_walk_free(walk);
	if (status != XAP_NOT_FOUND)
		planner_fail(pl, status);
	return query;
}

/* Sources of what the name stands for; of several, only if `several`. NULL: there are none. */
static struct xap_query *alias_query(struct planner *pl, enum alias_kind kind, enum schema_prefix prefix, struct span name, bool several)
{
	struct span ids[ALIAS_IDS_MAX];
	size_t count = aliases_find(library_aliases(pl->library), kind, name, ids);
	struct xap_query *query = NULL;

	for (size_t i = 0; i < count && (several || count == 1); i++)
		query = either(query, planner_query(pl, prefix, ids[i], 1));
	return query;
}

static struct xap_query *publisher_query(struct planner *pl, struct span value)
{
	struct xap_query *query;
	struct buf folded;
	bool exact;

	buf_init(&folded);
	fold_phrase(&folded, value);
	query = planner_query(pl, PREFIX_PUBLISHER, buf_span(&folded), 1);
	exact = query != NULL;
	query = either(query, alias_query(pl, ALIAS_PUBLISHER, PREFIX_BODY, value, !exact));
	if (!exact && folded.len != 0)
		query = either(query, publishers_with(pl, buf_span(&folded)));
	if (query == NULL)
		buf_addf(&pl->plan->notes, "no publisher is called “%.*s”; hrindex list shows them\n",
		         note_length(value), value.data);
	buf_release(&folded);
	return query;
}

/* ---- country ---- */

/* By the ISO code, any name of the country; or what the catalogue says, where that is no country's name. */
static struct xap_query *country_query(struct planner *pl, struct span value)
{
	struct xap_query *query;
	struct buf folded;

	buf_init(&folded);
	fold_phrase(&folded, value);
	query = either(planner_query(pl, PREFIX_COUNTRY, buf_span(&folded), 1), alias_query(pl, ALIAS_COUNTRY, PREFIX_COUNTRY, value, true));
	if (query == NULL)
		buf_addf(&pl->plan->notes, "no source is of the country “%.*s”; the catalogue says which are (hrindex list --csv)\n",
		         note_length(value), value.data);
	buf_release(&folded);
	return query;
}

/* ---- language, kind, symbol, source ---- */

static struct xap_query *language_query(struct planner *pl, struct span value)
{
	struct xap_query *query = NULL;

	while (value.len != 0) {
		const struct language *lang = language_find(query_list_take(&value));

		if (lang != NULL)
			query = either(query, planner_query(pl, PREFIX_LANGUAGE, span_of(lang->code), 1));
	}
	return query;
}

/* The source's kind (submission, report …), or the passage's (paragraph, item, note, heading). */
static struct xap_query *kind_query(struct planner *pl, struct span value)
{
	struct xap_query *query;
	struct buf folded;

	buf_init(&folded);
	fold_phrase(&folded, value);
	query = planner_query(pl, PREFIX_DOCUMENT_KIND, buf_span(&folded), 1);
	for (size_t i = 0; i < PASSAGE_KINDS; i++)
		if (span_eq_str(buf_span(&folded), passage_kind_names[i]))
			query = either(query, planner_query(pl, PREFIX_PASSAGE_KIND,
			                                    span_of(passage_kind_names[i]), 1));
	if (query == NULL)
		buf_addf(&pl->plan->notes, "no source and no passage is of the kind “%.*s”; hrindex list --csv shows the sources' kinds\n",
		         note_length(value), value.data);
	buf_release(&folded);
	return query;
}

static struct xap_query *source_query(struct planner *pl, struct span value)
{
	char key[RECORD_KEY_LEN + 1];
	struct xap_query *query;

	source_key(key, value);
	query = planner_query(pl, PREFIX_SOURCE, span_of(key), 1);
	if (query == NULL)
		buf_addf(&pl->plan->notes, "no source has the id “%.*s”; hrindex list shows them\n",
		         note_length(value), value.data);
	return query;
}

/* ---- instrument: passages that cite any provision of it ---- */

bool plan_is_instrument(struct span id, struct span instrument)
{
	return span_eq(id, instrument) ||
	       (id.len == instrument.len + sizeof "kz:" - 1 && id.data[2] == ':' &&
	        memcmp(id.data + 3, instrument.data, instrument.len) == 0);
}

/* Whether a term is of a provision of the instrument, at its first depth: "174@kz:criminal-code". */
static bool is_of_instrument(struct span term, struct span instrument)
{
	const char *at = memchr(term.data, '@', term.len);

	return at != NULL && memchr(term.data, '(', (size_t)(at - term.data)) == NULL &&
	       plan_is_instrument(span_make(at + 1, term.len - (size_t)(at + 1 - term.data)), instrument);
}

/* Whether a comma stands behind the words that named an instrument: "iccpr" of "iccpr,echr". */
static bool goes_on(struct span name, struct span decided)
{
	const char *found = decided.len == 0 ? NULL : memmem(name.data, name.len, decided.data, decided.len);
	size_t past = found == NULL ? 0 : (size_t)(found - name.data) + decided.len;

	return memchr(name.data + past, ',', name.len - past) != NULL;
}

/* The id of an instrument that is given by its name, as "ICCPR" or "Criminal Code of Kazakhstan"; empty: none is. */
static struct span instrument_by_name(struct planner *pl, struct span name)
{
	static const char *const units[] = {"Article 1 of the ", "Rule 1 of the "};
	struct provision_context *context = library_provisions(pl->library);
	struct span id = span_of("");
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; context != NULL && id.len == 0 && i < sizeof units / sizeof *units; i++) {
		struct passage_references found;

		buf_clear(&text);
		buf_add_str(&text, units[i]);
		buf_add_span(&text, name);
		found = provision_query(context, NULL, span_of(""), buf_span(&text));
		if (found.provision_count == 1 && found.provisions[0].confidence == PROVISION_EXPLICIT &&
		    !goes_on(name, found.provisions[0].decided))
			id = pool_span(&pl->plan->pool, found.provisions[0].instrument);
	}
	buf_release(&text);
	return id;
}

static struct xap_query *of_instrument(struct planner *pl, struct span value)
{
	struct xap_query *query = NULL;
	struct xap_walk *walk;
	struct span term;
	enum xap_status status =
		xap_walk_terms(&walk, pl->library->passages, planner_term(pl, PREFIX_PROVISION, span_make("", 0)));

	if (status != XAP_OK) {
		planner_fail(pl, status);
		return NULL;
	}
	while ((status = xap_walk_next(walk, &term)) == XAP_OK)
		if (is_of_instrument(term, value))
			query = either(query, xap_query_term(term, 1));
	xap_walk_free(walk);
	if (status != XAP_NOT_FOUND)
		planner_fail(pl, status);
	return query;
}

/* By its id, else by a name of it; NULL: nothing cites it. */
static struct xap_query *one_instrument(struct planner *pl, struct span value)
{
	struct xap_query *query = of_instrument(pl, value);
	struct span id = query == NULL && !pl->failed && value.len != 0 ? instrument_by_name(pl, value) : value;
	struct plan *p = pl->plan;

	if (query == NULL && id.len != 0)
		query = of_instrument(pl, id);
	if (query == NULL)
		return NULL;
	ARRAY_GROW(p->instruments, p->instrument_count, p->instrument_cap);
	p->instruments[p->instrument_count++] = pool_span(&p->pool, id);
	return query;
}

/* Any of several, "iccpr,echr", where that is no one's name; what is not found is told. */
static struct xap_query *any_instrument(struct planner *pl, struct span value)
{
	struct xap_query *query = one_instrument(pl, value), *one;

	if (query != NULL || memchr(value.data, ',', value.len) == NULL)
		return query;
	while (value.len != 0 && !pl->failed) {
		struct span part = query_list_take(&value);

		one = one_instrument(pl, part);
		if (one == NULL && part.len != 0)
			buf_addf(&pl->plan->notes, "no passage cites an instrument “%.*s”\n", note_length(part), part.data);
		query = either(query, one);
	}
	return query;
}

static struct xap_query *instrument_query(struct planner *pl, struct span value)
{
	struct xap_query *query = any_instrument(pl, value);

	if (query == NULL)
		buf_addf(&pl->plan->notes, "no passage cites an instrument “%.*s”; hrsearch --provisions shows them\n",
		         note_length(value), value.data);
	return query;
}

/* ---- date ---- */

/*
 * Sources of which some day lies in the range. A source's date may be partial:
 * "2015" lies in 2015-06.., but sorts before it, so the shorter forms of `from`
 * are asked for one by one; '~' sorts after every digit and hyphen.
 */
static struct xap_query *date_query(struct planner *pl, struct span value)
{
	static const size_t shorter[] = {4, 7};
	struct span from, to;
	struct xap_query *query;
	struct buf high;

	if (date_range_read(value, &from, &to) != NULL)
		return NULL;
	buf_init(&high);
	buf_add_span(&high, to);
	buf_add_char(&high, '~');
	query = xap_query_value_range(SLOT_DATE, from, to.len == 0 ? to : buf_span(&high));
	for (size_t i = 0; i < sizeof shorter / sizeof shorter[0]; i++) {
		struct span part = span_make(from.data, shorter[i]);

		if (from.len > shorter[i])
			query = either(query, xap_query_value_range(SLOT_DATE, part, part));
	}
	buf_release(&high);
	pl->plan->undated = 0;
	for (size_t i = 0; i < pl->library->count; i++)
		pl->plan->undated += (uint32_t)pl->library->indexes[i].build.manifest.undated;
	return query;
}

/* ---- all of them ---- */

typedef struct xap_query *field_function(struct planner *pl, struct span value);
typedef struct xap_query *text_field_function(struct planner *pl, const struct node *value);

static const struct {
	const char *name;
	field_function *by_value;
	text_field_function *by_words;
} fields[] = {
	{"title", NULL, planner_title_field},       {"section", NULL, planner_section_field},
	{"publisher", publisher_query, NULL}, {"country", country_query, NULL}, {"lang", language_query, NULL},
	{"kind", kind_query, NULL},         {"symbol", planner_symbol_field, NULL},
	{"source", source_query, NULL},     {"date", date_query, NULL},
	{"article", planner_article_field, NULL}, {"name", planner_name_field, NULL},
};

struct xap_query *field_query(struct planner *pl, const struct node *field)
{
	pl->plan->filtered = true;
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (span_eq_str(field->field, fields[i].name))
			return fields[i].by_words != NULL ? fields[i].by_words(pl, field->children[0])
			                                  : fields[i].by_value(pl, field->text);
	return NULL;
}

static bool refuse(struct planner *pl, const char *option, struct span value, const char *why)
{
	pl->failed = true;
	*pl->error = error_message("%s %.*s %s", option, note_length(value), value.data, why);
	return false;
}

/* What --in stands for: kinds of passages. */
static const struct {
	const char *name;
	enum passage_kind kinds[2];
} places[] = {
	{"body", {PASSAGE_PARAGRAPH, PASSAGE_ITEM}},
	{"notes", {PASSAGE_NOTE, PASSAGE_NOTE}},
	{"headings", {PASSAGE_HEADING, PASSAGE_HEADING}},
};

static struct xap_query *place_query(struct planner *pl, struct span value)
{
	struct xap_query *query = NULL;

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		for (size_t k = 0; k < 2 && span_eq_str(value, places[i].name); k++)
			query = either(query,
			               planner_query(pl, PREFIX_PASSAGE_KIND,
			                             span_of(passage_kind_names[places[i].kinds[k]]), 1));
	return query;
}

static bool check_values(struct planner *pl)
{
	const struct filters *f = &pl->options->filters;
	struct span from, to;
	const char *wrong = f->date.len == 0 ? NULL : date_range_read(f->date, &from, &to);
	bool place = f->in.len == 0;

	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		place |= span_eq_str(f->in, places[i].name);
	if (wrong != NULL)
		return refuse(pl, "--date", f->date, wrong);
	if (f->language.len != 0 && !query_are_languages(f->language))
		return refuse(pl, "--language", f->language, "is no ISO 639-1 code: write en, ru, kk …");
	if (!place)
		return refuse(pl, "--in", f->in, "is no place: write body, notes or headings");
	return true;
}

bool filters_query(struct planner *pl, struct xap_query **out, bool *any)
{
	const struct filters *f = &pl->options->filters;
	const struct {
		struct span value;
		field_function *query;
	} rows[] = {
		{f->publisher, publisher_query}, {f->country, country_query}, {f->language, language_query}, {f->kind, kind_query},
		{f->date, date_query},           {f->source, source_query},     {f->in, place_query},
		{f->instrument, instrument_query},
	};

	*any = false;
	*out = NULL;
	if (!check_values(pl))
		return false;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct xap_query *query;

		if (rows[i].value.len == 0)
			continue;
		query = rows[i].query(pl, rows[i].value);
		*out = *any ? both(*out, query) : query;
		*any = true;
	}
	return true;
}
