/* plan_titles.c: the fields whose value is read as words: title: and section:. */
#include "searcher/planner.h"

#include "searcher/match_leaf.h"
#include "store/record.h"

#include <stdlib.h>

/* ---- title: by the sources' own records ---- */

static bool title_matches(struct planner *pl, const struct source *s, const struct leaf *leaf)
{
	const struct language *lang = language_find(span_of(s->meta.language ? s->meta.language : ""));

	return s->meta.title != NULL &&
	       leaf_in_text(leaf, pl->library, lang == NULL ? language_unknown() : lang,
	                    span_of(s->meta.title));
}

static struct xap_query *source_with_title(struct planner *pl, const struct index *index,
                                           struct span key, const struct leaf *leaf)
{
	struct source source;
	struct buf record;
	struct xap_query *query = NULL;
	enum xap_status status;

	buf_init(&record);
	source_init(&source);
	status = xap_reader_metadata(index->passages, key, &record);
	if (status == XAP_OK && source_decode(&source, buf_span(&record)) &&
	    title_matches(pl, &source, leaf)) {
		char term_key[RECORD_KEY_LEN + 1];

		source_key(term_key, span_of(source.meta.id));
		query = planner_query(pl, PREFIX_SOURCE, span_of(term_key), 1);
	}
	planner_fail(pl, status);
	source_release(&source);
	buf_release(&record);
	return query;
}

static struct xap_query *titles_in(struct planner *pl, const struct index *index,
                                   const struct leaf *leaf)
{
	struct xap_query *query = NULL;
	struct xap_walk *walk;
	struct buf prefix;
	struct span key;
	enum xap_status status;

	buf_init(&prefix);
	source_metadata_key(&prefix, "");
	status = xap_walk_metadata(&walk, index->passages, buf_span(&prefix));
	buf_release(&prefix);
	if (status != XAP_OK) {
		planner_fail(pl, status);
		return NULL;
	}
	while ((status = xap_walk_next(walk, &key)) == XAP_OK)
		query = either(query, source_with_title(pl, index, key, leaf));
	xap_walk_free(walk);
	if (status != XAP_NOT_FOUND)
		planner_fail(pl, status);
	return query;
}

struct xap_query *planner_title_field(struct planner *pl, const struct node *value)
{
	struct xap_query *query = NULL;
	struct leaf leaf;

	if (!leaf_read(pl, value, &leaf))
		return NULL;
	for (size_t i = 0; i < pl->library->count; i++)
		query = either(query, titles_in(pl, &pl->library->indexes[i], &leaf));
	return query;
}

/* ---- section ---- */

static struct xap_query *section_words(struct planner *pl, const struct leaf_word *w)
{
	struct xap_query *query = NULL;

	for (size_t i = 0; i < w->term_count; i++)
		query = either(query, planner_query(pl, PREFIX_SECTION_WORD, w->terms[i], 1));
	return query;
}

static struct xap_query *section_sequence(struct planner *pl, const struct variant *v)
{
	struct xap_query **parts = mem_zalloc((v->word_count + 1) * sizeof *parts), *query;
	bool whole = true;

	for (size_t i = 0; i < v->word_count; i++) {
		parts[i] = section_words(pl, &v->words[i]);
		whole = whole && parts[i] != NULL;
	}
	query = v->word_count == 1
	                ? parts[0]
	                : xap_query_combine(XAP_PHRASE, parts, v->word_count, (uint32_t)v->word_count);
	free(parts);
	if (whole)
		return query;
	xap_query_free(query);
	return NULL;
}

struct xap_query *planner_section_field(struct planner *pl, const struct node *value)
{
	struct xap_query *query = NULL;
	struct leaf leaf;

	if (memchr(value->text.data, '@', value->text.len) != NULL)
		buf_addf(&pl->plan->notes,
		         "“section:%.*s” is looked for in headings; a section of a law is found by its name, as in: "
		         "section 33 of the Criminal Code\n",
		         note_length(value->text), value->text.data);
	if (!leaf_read(pl, value, &leaf))
		return NULL;
	for (size_t i = 0; i < leaf.variant_count; i++)
		query = either(query, section_sequence(pl, &leaf.variants[i]));
	return query;
}
