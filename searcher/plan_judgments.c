/*
 * plan_judgments.c: a paragraph of a judgment, which is cited by its parties or its application's number:
 * "Fábián v. Hungary, § 112", "Fábián, § 112", "no. 78117/13, para. 112". The judgment is the one source that has them above its text;
 * a country may be named in another language there: "Fábián c. Hongrie".
 */
#include "searcher/planner.h"

#include "searcher/hit.h"
#include "searcher/name_forms.h"
#include "text/aliases.h"
#include "text/utf8.h"

#define ABOVE_TEXT 12       /* passages at a source's beginning: its title, parties, number, "In the case of" */
#define CITED_READ 500      /* passages that cite a number or name, among which the judgment is looked for */
#define PASSAGES_READ 5000  /* of a judgment */
#define PARTY_WORDS 5       /* of "Stec and Others v." */
#define LABEL_DIGITS 4
#define COUNTRY_WORDS 4     /* of "the Republic of Moldova" */

/* What stands between the parties. */
static const char *const against[] = {"v", "vs", "c", "contre", "contra", "gegen", "против", "проти", NULL};

/* ---- what was typed ---- */

/* The word without the marks around it. */
static struct span bare(struct span word)
{
	while (word.len != 0 && strchr("([", *word.data) != NULL)
		word = span_make(word.data + 1, word.len - 1);
	while (word.len != 0 && strchr(")],;:.", word.data[word.len - 1]) != NULL)
		word.len--;
	return word;
}

static bool is_among(struct span word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (span_eq_str(word, *words))
			return true;
	return false;
}

/* The number of "112", "§112" and "(112)"; the first of "112-115"; empty: there is none. */
static struct span label_in(struct span word)
{
	struct span number = bare(word);
	size_t digits = 0;

	while (number.len != 0 && (unsigned char)*number.data >= 0x80)
		number = span_make(number.data + 1, number.len - 1); /* "§" has two bytes */
	while (digits < number.len && number.data[digits] >= '0' && number.data[digits] <= '9')
		digits++;
	if (digits == 0 || digits > LABEL_DIGITS || *number.data == '0' ||
	    (digits < number.len && number.data[digits] != '-' && !span_starts(span_make(number.data + digits, number.len - digits), "–")))
		return span_of("");
	return span_make(number.data, digits);
}

/* Whether "§", "¶" or "para." stands before the word; *named: it is a word. */
static bool is_behind_sign(const struct run *run, size_t i, bool *named)
{
	static const char *const words[] = {"para",    "paras",     "par",  "paragraph", "paragraphs", "paragraphe", "paragraphes", "párr", "párrs",
	                                    "párrafo", "párrafos", "Rn",   "Rdnr",      "п",          "пункт",      "пункты",      NULL};
	struct span before = run->before[i];

	*named = i != 0 && is_among(bare(run->words[i - 1]), words);
	return *named || span_starts(bare(run->words[i]), "§") || span_starts(bare(run->words[i]), "¶") || memmem(before.data, before.len, "§", strlen("§")) != NULL ||
	       memmem(before.data, before.len, "¶", strlen("¶")) != NULL;
}

/* "78117/13" */
static bool is_application(struct span symbol)
{
	const char *slash = memchr(symbol.data, '/', symbol.len);

	for (size_t i = 0; i < symbol.len; i++)
		if (symbol.data + i != slash && (symbol.data[i] < '0' || symbol.data[i] > '9'))
			return false;
	return slash != NULL && symbol.data + symbol.len - slash == 3;
}

/* The leaf of an application's number that word i belongs to; NULL: it does not. */
static const struct leaf *application_of(const struct planner *pl, const struct run *run, size_t i)
{
	uint32_t cover = pl->plan->leaves[run->leaves[i]].cover;
	const struct leaf *leaf = cover == 0 ? NULL : &pl->plan->leaves[cover - 1];

	return leaf != NULL && leaf->kind == LEAF_CITED && leaf->symbol && leaf->cited_count == 1 && is_application(leaf->cited[0])
	               ? leaf
	               : NULL;
}

/* The first word of the run that is a paragraph's number, and no article's ("Article 6 § 1"); run->count: there is none. */
static size_t find_label(const struct planner *pl, const struct run *run, bool *named)
{
	for (size_t i = 0; i < run->count; i++) {
		bool taken = pl->plan->leaves[run->leaves[i]].cover != 0 && application_of(pl, run, i) == NULL;

		if (!taken && label_in(run->words[i]).len != 0 && is_behind_sign(run, i, named))
			return i;
	}
	return run->count;
}

/* What cites the number of an application that is in the run; NULL: there is none. */
static struct xap_query *by_number(struct planner *pl, const struct run *run)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct leaf *leaf = application_of(pl, run, i);

		if (leaf != NULL)
			return planner_query(pl, PREFIX_CITED_SYMBOL, leaf->cited[0], 1);
	}
	return NULL;
}

/* What has "X v. Y", the words from `first` to `last`, as it was typed, and another behind them or "". */
static struct xap_query *with_words(struct planner *pl, const struct run *run, size_t first, size_t last, const char *behind)
{
	struct node phrase = {.kind = NODE_PHRASE};
	struct xap_query *query = NULL;
	struct leaf leaf;
	struct buf text;

	buf_init(&text);
	for (size_t i = first; i <= last; i++) {
		buf_add_char(&text, ' ');
		buf_add_span(&text, bare(run->words[i]));
	}
	buf_addf(&text, " %s", behind);
	phrase.text = pool_span(&pl->plan->pool, buf_span(&text));
	buf_release(&text);
	if (leaf_read(pl, &phrase, &leaf))
		query = strict_query(pl, &leaf);
	return query;
}

/* What has "Fábián v." of "Fábián, cited above, § 112", the label being word `label`; NULL: no name stands there, or nothing has it. */
static struct xap_query *by_one_party(struct planner *pl, const struct run *run, size_t label, bool named)
{
	static const char *const between[] = {"cited", "above", "précité", "GC", "judgment", "at", NULL};
	size_t past = label - (named ? 1 : 0);
	struct xap_query *query = NULL;

	while (past > 0 && is_among(bare(run->words[past - 1]), between))
		past--;
	if (past == 0 || !name_is_capital(run->words[past - 1]) || pl->plan->leaves[run->leaves[past - 1]].cover != 0)
		return NULL;
	for (size_t i = 0; against[i] != NULL && query == NULL; i++)
		query = with_words(pl, run, past - 1, past - 1, against[i]);
	return query;
}

/* ---- the judgment ---- */

/* Whether the passage is neither a note nor a numbered paragraph, as a short decision has them soon. */
static bool is_plain(struct planner *pl, uint32_t docid)
{
	struct hit h;
	bool damaged, plain;

	hit_init(&h);
	planner_fail(pl, hit_load(&h, pl->library, docid, &damaged));
	plain = !pl->failed && !damaged && h.record.label.len == 0 && h.record.kind != PASSAGE_NOTE;
	hit_release(&h);
	return plain;
}

static bool stands_above(struct planner *pl, uint32_t docid)
{
	struct buf value;
	uint32_t ordinal = ABOVE_TEXT;

	buf_init(&value);
	planner_fail(pl, xap_reader_value(pl->library->passages, docid, SLOT_ORDINAL, &value));
	schema_ordinal_read(buf_span(&value), &ordinal);
	buf_release(&value);
	return ordinal < ABOVE_TEXT && is_plain(pl, docid);
}

/* ---- countries, in any language ---- */

/* What a Russian or Ukrainian country's name ends in behind "против", and by itself: "Венгрии", "Казахстана", "Украины". */
static const char *const genitives[][2] = {{"ии", "ия"}, {"ії", "ія"}, {"а", ""}, {"ы", "а"}, {"и", "ь"}, {"и", "а"}};

#define GENITIVES (sizeof genitives / sizeof *genitives)

/* The code of the country that the word is the genitive of. */
static struct span country_of(struct planner *pl, struct span word)
{
	struct span code = span_of("");
	struct buf name;

	buf_init(&name);
	for (size_t i = 0; i < GENITIVES && code.len == 0; i++) {
		if (!span_ends(word, genitives[i][0]))
			continue;
		buf_clear(&name);
		buf_add(&name, word.data, word.len - strlen(genitives[i][0]));
		buf_add_str(&name, genitives[i][1]);
		code = aliases_id(library_aliases(pl->library), ALIAS_COUNTRY, buf_span(&name));
	}
	buf_release(&name);
	return code;
}

/* The code of the country that the words begin with; empty: they begin with none. */
static struct span country_at(struct planner *pl, const struct span *words, size_t count)
{
	static const char *const articles[] = {"the", "The", "THE", "la", "La", "LA", "le", "Le", "LE", "les", "Les", "LES", "los", "Los", NULL};
	struct span code = span_of("");
	struct buf name;

	buf_init(&name);
	if (count > 1 && is_among(words[0], articles)) {
		words++;
		count--;
	}
	for (size_t past = count < COUNTRY_WORDS ? count : COUNTRY_WORDS; past > 0 && code.len == 0; past--) {
		buf_clear(&name);
		for (size_t i = 0; i < past; i++) {
			buf_add_str(&name, i == 0 ? "" : " ");
			buf_add_span(&name, bare(words[i]));
		}
		code = aliases_id(library_aliases(pl->library), ALIAS_COUNTRY, buf_span(&name));
	}
	if (code.len == 0 && count != 0)
		code = country_of(pl, bare(words[0]));
	buf_release(&name);
	return code;
}

/* The word at *at of a text with single spaces; *at past it and the space. */
static struct span next_word(struct span text, size_t *at)
{
	size_t start = *at;

	while (*at < text.len && text.data[*at] != ' ')
		++*at;
	*at += *at < text.len;
	return span_trim(span_make(text.data + start, *at - start));
}

/* Whether the text has "v." and then that country. */
static bool has_country(struct planner *pl, struct span text, struct span code)
{
	for (size_t at = 0; at < text.len;) {
		struct span words[COUNTRY_WORDS];
		size_t count = 0;

		if (!is_among(bare(next_word(text, &at)), against))
			continue;
		for (size_t ahead = at; count < COUNTRY_WORDS && ahead < text.len;)
			words[count++] = next_word(text, &ahead);
		if (span_eq(country_at(pl, words, count), code))
			return true;
	}
	return false;
}

/* Whether the passage names a case against the country. */
static bool is_against(struct planner *pl, uint32_t docid, struct span code)
{
	struct hit h;
	bool damaged, is;

	hit_init(&h);
	planner_fail(pl, hit_load(&h, pl->library, docid, &damaged));
	is = !pl->failed && !damaged && has_country(pl, buf_span(&h.reading.text), code);
	hit_release(&h);
	return is;
}

/*
 * The key of the only source of which one of the passages stands above the text, and names a case against the country,
 * by its code; "": whatever it names. Empty: none, or several.
 */
static struct span source_of(struct planner *pl, struct xap_query *query, struct span country)
{
	struct xap_results *results = query == NULL ? NULL : planner_passages_of(pl, query, CITED_READ);
	struct span found = span_of("");
	bool several = false;
	struct buf key;

	buf_init(&key);
	for (size_t i = 0; results != NULL && i < results->count && !several && !pl->failed; i++) {
		if (!stands_above(pl, results->hits[i].docid) || (country.len != 0 && !is_against(pl, results->hits[i].docid, country)))
			continue;
		planner_fail(pl, xap_reader_value(pl->library->passages, results->hits[i].docid, SLOT_SOURCE, &key));
		several = found.len != 0 && !span_eq(found, buf_span(&key));
		found = pool_span(&pl->plan->pool, buf_span(&key));
	}
	buf_release(&key);
	xap_results_free(results);
	xap_query_free(query);
	return several ? span_of("") : found;
}

/* The same of what names the parties, who may stand behind other words: "European Court of Human Rights, Case of X v. Y". */
static struct span source_by_parties(struct planner *pl, const struct run *run)
{
	static const char *const the[] = {"the", NULL};

	for (size_t i = 1; i + 1 < run->count; i++) {
		size_t last = i + 1, first = i < PARTY_WORDS ? 0 : i - PARTY_WORDS;
		struct span source = span_of("");

		if (!is_among(bare(run->words[i]), against) || !name_is_capital(run->words[i - 1]))
			continue;
		last += is_among(run->words[last], the) && last + 1 < run->count;
		for (; first < i && source.len == 0 && !pl->failed; first++)
			source = source_of(pl, with_words(pl, run, first, last, ""), span_of(""));
		return source;
	}
	return span_of("");
}

/* The same where the other party is a country that has another name there. */
static struct span source_by_country(struct planner *pl, const struct run *run)
{
	for (size_t i = 1; i + 1 < run->count; i++) {
		struct span source = span_of(""), code = span_of("");

		if (is_among(bare(run->words[i]), against) && name_is_capital(run->words[i - 1]))
			code = country_at(pl, run->words + i + 1, run->count - i - 1);
		for (size_t first = i < PARTY_WORDS ? 0 : i - PARTY_WORDS; code.len != 0 && first < i && source.len == 0 && !pl->failed; first++) {
			struct xap_query *query = NULL;

			for (size_t k = 0; against[k] != NULL; k++)
				query = either(query, with_words(pl, run, first, i - 1, against[k]));
			source = source_of(pl, query, code);
		}
		if (source.len != 0)
			return source;
	}
	return span_of("");
}

/* The id of the source's first paragraph with the label; empty: there is none. Opinions begin anew behind the judgment. */
static struct span paragraph_of(struct planner *pl, struct span source, struct span label)
{
	struct xap_query *query = source.len == 0 ? NULL : planner_query(pl, PREFIX_SOURCE, source, 1);
	struct xap_results *results = query == NULL ? NULL : planner_passages_of(pl, query, PASSAGES_READ);
	struct span id = span_of("");
	uint32_t ordinal = UINT32_MAX;
	struct hit h;

	hit_init(&h);
	for (size_t i = 0; results != NULL && i < results->count && !pl->failed; i++) {
		bool damaged;

		planner_fail(pl, hit_load(&h, pl->library, results->hits[i].docid, &damaged));
		if (pl->failed || damaged || h.record.ordinal >= ordinal || !span_eq(h.record.label, label))
			continue;
		ordinal = h.record.ordinal;
		id = pool_span(&pl->plan->pool, span_of(h.record.id));
	}
	hit_release(&h);
	xap_results_free(results);
	xap_query_free(query);
	return id;
}

/* ---- all together ---- */

/* Whether the word is an application's number, or "App. no." before it. */
static bool is_of_number(const struct planner *pl, const struct run *run, size_t i)
{
	static const char *const words[] = {"no", "nos", "No", "Nos", "n°", "App", "app", "Application", "application", "requête", NULL};

	while (i + 1 < run->count && is_among(bare(run->words[i]), words))
		i++;
	return application_of(pl, run, i) != NULL;
}

static struct part judgment_part(struct planner *pl, const struct run *run, size_t word, bool named, struct span id)
{
	struct leaf leaf = {.kind = LEAF_CITED, .symbol = true, .count = 1};
	size_t number;

	leaf_add_cited(pl, &leaf, id);
	leaf.passage = leaf.cited[0];
	leaf.text = pool_span(&pl->plan->pool, bare(run->words[word]));
	number = planner_add_leaf(pl, &leaf, (struct place){.optional = true});
	for (size_t i = 0; i < run->count; i++)
		if ((i <= word && i + named >= word) || is_of_number(pl, run, i))
			pl->plan->leaves[run->leaves[i]].cover = (uint32_t)number + 1;
	return planner_cited_part(pl, &pl->plan->leaves[number], true);
}

struct part planner_judgments(struct planner *pl, const struct run *run)
{
	struct part none = {0};
	struct span source, id, label;
	struct xap_query *query;
	bool named, numbered;
	size_t word;

	if (pl->options->exact || pl->options->looseness < MATCH_PROVISION || (word = find_label(pl, run, &named)) == run->count)
		return none;
	query = by_number(pl, run);
	numbered = query != NULL;
	label = label_in(run->words[word]);
	source = numbered ? source_of(pl, query, span_of("")) : source_by_parties(pl, run);
	if (source.len == 0 && numbered)
		source = source_by_parties(pl, run);
	if (source.len == 0 && !numbered)
		source = source_of(pl, by_one_party(pl, run, word, named), span_of(""));
	if (source.len == 0)
		source = source_by_country(pl, run);
	id = paragraph_of(pl, source, label);
	if (id.len != 0)
		return judgment_part(pl, run, word, named, id);
	if (numbered)
		buf_addf(&pl->plan->notes, "paragraph %.*s was not looked for: no one source here is that judgment%s\n", (int)label.len,
		         label.data, source.len == 0 ? "" : " with such a paragraph");
	return none;
}
