/* Names in a query: their other spellings, after the one typed. */
#include "searcher/name_forms.h"

#include "searcher/listed.h"
#include "searcher/weights.h"
#include "text/utf8.h"

#include <stdlib.h>

#define ALIAS_WORDS_MAX 8 /* of a name in lexicon/names.tsv; a longer one has no aliases */

/* ---- the words of a run ---- */

static bool is_of_name(int32_t cp)
{
	return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp);
}

/* "M.", "Ю.А."; not "Bokaev..." */
static bool ends_as_initial(struct span word)
{
	return span_ends(word, ".") && !span_ends(word, "..") && (utf8_length(word) <= 3 || memchr(word.data, '.', word.len - 1) != NULL);
}

/* A word without the marks around it; *parted: one that parts it from the next is among them. The word itself where nothing is left. */
static struct span bare_name(struct span word, bool *parted)
{
	struct span bare = word;
	int32_t cp;

	*parted = false;
	while (bare.len != 0 && !ends_as_initial(bare)) {
		size_t last = utf8_before(bare, bare.len);

		utf8_decode(bare, last, &cp);
		if (is_of_name(cp))
			break;
		*parted |= utf8_is_one_of(cp, ",;:.،؛");
		bare.len = last;
	}
	while (bare.len != 0) {
		size_t len = utf8_decode(bare, 0, &cp);

		if (is_of_name(cp))
			return bare;
		bare = span_make(bare.data + len, bare.len - len);
	}
	return word;
}

static struct leaf *leaf_of(struct planner *pl, const struct run *run, size_t i)
{
	return &pl->plan->leaves[run->leaves[i]];
}

static bool is_free(struct planner *pl, const struct run *run, size_t i)
{
	return leaf_of(pl, run, i)->cover == 0;
}

static bool occurs(struct planner *pl, enum schema_prefix prefix, const struct span *set, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (planner_frequency(pl, prefix, set[i]) != 0)
			return true;
	return false;
}

/* Whether the leaf is read as the form already. */
static bool has_form(const struct leaf *leaf, const struct leaf *form)
{
	for (size_t i = 0; i < leaf->variant_count; i++)
		if (leaf->variants[i].word_count == 1 && form->variants[0].word_count == 1 &&
		    span_eq(leaf->variants[i].words[0].terms[0], form->variants[0].words[0].terms[0]))
			return true;
	return false;
}

static void add_form(struct planner *pl, struct leaf *leaf, struct span text, enum name_level level)
{
	struct node phrase = {.kind = NODE_PHRASE, .text = text};
	struct leaf form;

	if (leaf_read(pl, &phrase, &form) && !has_form(leaf, &form))
		leaf_add_forms(pl, leaf, &form, (unsigned)level);
}

/*
 * An ordinary word never varies: one that the index has, not in addresses only,
 * and that is no name there. One that it does not have may be a name that was typed in small
 * letters, unless it has another form of that word; then only the spellings
 * with the same sounds are taken.
 */
static bool varies(struct planner *pl, const struct leaf *leaf, struct span word, const struct name_forms *f,
                   enum name_level *most)
{
	const struct leaf_word *w = &leaf->variants[0].words[0];

	*most = NAME_NEAR;
	if (f->known)
		return true;
	if (occurs(pl, PREFIX_STEM, w->stems, w->stem_count) &&
	    (!name_is_capital(word) || occurs(pl, PREFIX_WORD, w->terms, w->term_count)))
		return false;
	if (!name_is_capital(word))
		*most = NAME_ENDING;
	return true;
}

/* Adds the spellings of the word to its leaf. */
static void add_spellings(struct planner *pl, struct leaf *leaf, struct span word)
{
	struct name_forms forms;
	enum name_level most;

	name_forms_find(&forms, pl, word);
	if (forms.count != 0 && varies(pl, leaf, word, &forms, &most))
		for (size_t i = 0; i < forms.count; i++)
			if (forms.items[i].level <= most)
				add_form(pl, leaf, forms.items[i].word, forms.items[i].level);
	name_forms_release(&forms);
}

static void add_own_spellings(struct planner *pl, const struct run *run, size_t i)
{
	struct leaf *leaf = leaf_of(pl, run, i);

	if (name_may_vary(pl, leaf, run->words[i]))
		add_spellings(pl, leaf, run->words[i]);
}

/* ---- aliases ---- */

static void add_aliases(struct planner *pl, struct leaf *leaf, const struct span *forms, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_form(pl, leaf, forms[i], NAME_SAME);
}

/* A name of several words: a leaf of its own, which speaks for them. */
static struct part alias_leaf(struct planner *pl, const struct run *run, size_t first, size_t count,
                              struct span typed, const struct span *forms, size_t form_count)
{
	struct node phrase = {.kind = NODE_PHRASE, .text = typed};
	struct leaf leaf;
	size_t number;

	if (!leaf_read(pl, &phrase, &leaf))
		return (struct part){0};
	leaf.kind = LEAF_WORD;
	leaf.tiered = run->only && count == run->count;
	add_aliases(pl, &leaf, forms, form_count);
	number = planner_add_leaf(pl, &leaf, (struct place){.optional = true});
	for (size_t i = first; i < first + count; i++)
		leaf_of(pl, run, i)->cover = (uint32_t)number + 1;
	return leaf_query(pl, &pl->plan->leaves[number]);
}

/* The longest alias that begins with word `first`; returns its words, 0: there is none. */
static size_t alias_at(struct planner *pl, const struct run *run, size_t first, struct part *part)
{
	struct span forms[NAME_ALIASES_MAX];
	size_t count = 0;
	struct buf typed;

	while (count < ALIAS_WORDS_MAX && first + count < run->count && is_free(pl, run, first + count) &&
	       (count == 0 || !run->parted[first + count - 1]))
		count++;
	buf_init(&typed);
	for (; count != 0; count--) {
		size_t found;

		run_join(&typed, run, first, count);
		found = name_aliases(library_names(pl->library), buf_span(&typed), forms);
		if (found == 0)
			continue;
		if (count == 1) {
			add_own_spellings(pl, run, first);
			add_aliases(pl, leaf_of(pl, run, first), forms, found);
		} else {
			*part = alias_leaf(pl, run, first, count, buf_span(&typed), forms, found);
		}
		break;
	}
	buf_release(&typed);
	return count;
}

/* ---- a run ---- */

#define COUNTRY_WORDS 3 /* of "Papua New Guinea" */

/* Whether the word is a country's name, or one of several that are: "Africa" behind "South". */
static bool is_of_country(struct planner *pl, const struct run *run, size_t i)
{
	struct span names[COUNTRY_WORDS * COUNTRY_WORDS];
	size_t count = 0, first = i < COUNTRY_WORDS ? 0 : i + 1 - COUNTRY_WORDS;
	struct buf joined;

	buf_init(&joined);
	for (; first <= i; first++)
		for (size_t past = i + 1; past <= run->count && past <= first + COUNTRY_WORDS; past++) {
			run_join(&joined, run, first, past - first);
			names[count++] = pool_span(&pl->plan->pool, buf_span(&joined));
		}
	buf_release(&joined);
	return listed_country(pl->library, names, count);
}

/* Words with capitals from `first` on that may be one person's: "Maks Bokaev", "M. Bokaev". */
static size_t capital_words(struct planner *pl, const struct run *run, size_t first)
{
	size_t count = 0;

	while (first + count < run->count && count < NAME_WORDS_MAX && is_free(pl, run, first + count) &&
	       (count == 0 || !run->parted[first + count - 1]) && name_is_capital(run->words[first + count]) &&
	       (utf8_length(run->words[first + count]) <= 2 || name_is_initials(run->words[first + count]) ||
	        name_may_vary(pl, leaf_of(pl, run, first + count), run->words[first + count])))
		count++;
	return count;
}

/* Whether words of a run are a country's name, as far as that has been asked. */
enum country_memo { COUNTRY_UNASKED, COUNTRY_NOT, COUNTRY_IS };

/* The same up to a country's name, which is no person's. */
static size_t person_words(struct planner *pl, const struct run *run, size_t first, unsigned char *countries)
{
	size_t words = capital_words(pl, run, first), count = 0;

	for (; words > 1 && count < words; count++) {
		unsigned char *asked = &countries[first + count];

		if (*asked == COUNTRY_UNASKED)
			*asked = is_of_country(pl, run, first + count) ? COUNTRY_IS : COUNTRY_NOT;
		if (*asked == COUNTRY_IS)
			break;
	}
	return count;
}

/* Whether the word is all that is searched for. */
static bool is_all(struct planner *pl, const struct run *run, size_t i)
{
	if (!run->only)
		return false;
	for (size_t k = 0; k < run->count; k++)
		if (run->leaves[k] != run->leaves[i] && !leaf_of(pl, run, k)->stop)
			return false;
	return true;
}

static void one_word(struct planner *pl, const struct run *run, size_t i)
{
	struct leaf *leaf = leaf_of(pl, run, i);

	add_own_spellings(pl, run, i);
	leaf->tiered = leaf->variant_count > 1 && is_all(pl, run, i) &&
	               leaf->variants[leaf->variant_count - 1].how == MATCH_NAME;
	pl->plan->tiers |= leaf->tiered;
}

static struct part names_of(struct planner *pl, const struct run *run)
{
	struct part part = {0};
	unsigned char *countries = mem_zalloc(run->count);

	for (size_t i = 0; i < run->count && !pl->failed;) {
		struct part found = {0};
		size_t count;

		if (!is_free(pl, run, i)) {
			i++;
			continue;
		}
		count = alias_at(pl, run, i, &found);
		if (count < 2) {
			size_t words = person_words(pl, run, i, countries);

			if (words > 1)
				found = planner_person(pl, run, i, words);
			count = words > 1 && !is_free(pl, run, i) ? words : 1;
			if (count == 1)
				one_word(pl, run, i);
		}
		part = part_plus(part, found);
		i += count;
	}
	free(countries);
	return part;
}

struct part planner_names(struct planner *pl, const struct run *run)
{
	struct part part = {0};
	struct run bare = *run;
	size_t taken = 0;

	while (taken < run->count && !is_free(pl, run, taken))
		taken++;
	if (pl->options->exact || pl->options->looseness < MATCH_NAME || taken == run->count ||
	    library_names(pl->library) == NULL)
		return part;
	bare.words = mem_alloc(run->count * sizeof *bare.words);
	bare.parted = mem_alloc(run->count * sizeof *bare.parted);
	for (size_t i = 0; i < run->count; i++)
		bare.words[i] = bare_name(run->words[i], &bare.parted[i]);
	part = names_of(pl, &bare);
	free(bare.words);
	free(bare.parted);
	return part;
}

/* ---- name: ---- */

static size_t split(struct span value, struct span *words, size_t most)
{
	size_t count = 0;

	for (size_t at = 0; at < value.len && count < most;) {
		size_t start = at;

		while (at < value.len && value.data[at] != ' ')
			at++;
		if (at > start)
			words[count++] = span_make(value.data + start, at - start);
		at += at < value.len;
	}
	return count;
}

/* The value's words are leaves of their own, marked and never missing. */
struct xap_query *planner_name_field(struct planner *pl, struct span value)
{
	struct span words[NAME_WORDS_MAX];
	size_t leaves[NAME_WORDS_MAX];
	struct run run = {.words = words, .leaves = leaves, .only = true, .field = true};
	size_t typed = split(value, words, NAME_WORDS_MAX);
	struct part part;
	struct xap_query *all = NULL;

	for (size_t i = 0; i < typed; i++) {
		struct node word = {.kind = NODE_WORD, .text = words[i]};
		struct leaf leaf;

		if (!leaf_read(pl, &word, &leaf))
			continue;
		leaf.stop = false;
		for (size_t v = 0; v < leaf.variant_count; v++)
			for (size_t w = 0; w < leaf.variants[v].word_count; w++)
				leaf.variants[v].words[w].stem_count = leaf.variants[v].words[w].own_count = leaf.variants[v].words[w].truncated_count = 0;
		words[run.count] = words[i];
		leaves[run.count++] = planner_add_leaf(pl, &leaf, (struct place){.optional = true});
	}
	part = planner_names(pl, &run);
	part_drop_soft(&part);
	for (size_t i = 0; i < run.count; i++) {
		struct part word = leaf_query(pl, &pl->plan->leaves[leaves[i]]);

		pl->field_soft = either(pl->field_soft, word.soft);
		all = i == 0 ? word.core : both(all, word.core);
	}
	all = either(all, part.core);
	if (all != NULL)
		pl->field_soft = either(pl->field_soft, xap_query_copy(all));
	return all;
}
