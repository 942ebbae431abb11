/*
 * plan_survey.c: what the library and all words of a query together say of each of them: which language is the main
 * one, whose stop words are left out, and how capitals read.
 */
#include "searcher/planner.h"

#include "text/utf8.h"

#include <stdlib.h>

void planner_find_main(struct planner *pl)
{
	const struct language *found = NULL;
	uint32_t most = 0, stemmed = 0;

	for (size_t i = 0; i < pl->library->language_count; i++)
		stemmed += language_has_stemmer(pl->library->languages[i]);
	for (size_t i = 0; i < pl->library->language_count && stemmed > 1; i++) {
		const struct language *lang = pl->library->languages[i];
		uint32_t passages = language_has_stemmer(lang) ? planner_frequency(pl, PREFIX_LANGUAGE, span_of(lang->code)) : 0;

		if (passages > most)
			found = lang;
		most = passages > most ? passages : most;
	}
	pl->main = found;
}

const struct token *planner_word_tokens(struct planner *pl, const struct language *lang, struct span word, size_t *count)
{
	const struct token *tokens;
	size_t kept = 0;

	buf_clear(&pl->text);
	buf_add_span(&pl->text, word);
	buf_add_str(&pl->text, pl->lower_case ? " a" : "");
	tokens = analyse(pl->library->analyser, lang, buf_span(&pl->text), count);
	while (kept < *count && tokens[kept].at.start < word.len)
		kept++;
	*count = kept;
	return tokens;
}

bool planner_is_stop(struct planner *pl, struct span word)
{
	for (size_t i = 0; i < pl->library->language_count; i++) {
		size_t count;
		const struct token *tokens;

		if (!pl->stop_languages[i])
			continue;
		tokens = planner_word_tokens(pl, pl->library->languages[i], word, &count);
		if (count == 1 && (tokens[0].flags & TOKEN_STOP) != 0)
			return true;
	}
	return false;
}

static void survey_case(struct planner *pl, struct span word)
{
	int32_t cp;

	for (size_t at = 0; at < word.len && !pl->lower_case;) {
		at += utf8_decode(word, at, &cp);
		pl->lower_case = utf8_is_lower(cp);
	}
}

/* Counts the stop words of each language among the unquoted words. */
static void survey_stops(struct planner *pl, const struct node *n, size_t *stops)
{
	for (size_t i = 0; i < n->count && n->kind != NODE_FIELD; i++)
		survey_stops(pl, n->children[i], stops);
	if (n->kind != NODE_WORD)
		return;
	for (size_t i = 0; i < pl->library->language_count; i++) {
		size_t count;
		const struct token *tokens =
			planner_word_tokens(pl, pl->library->languages[i], n->text, &count);

		stops[i] += count == 1 && (tokens[0].flags & TOKEN_STOP) != 0;
	}
}

static void survey_words(struct planner *pl, const struct node *n)
{
	if (n->kind == NODE_WORD || n->kind == NODE_PREFIX)
		survey_case(pl, n->text);
	for (size_t i = 0; i < n->count && n->kind != NODE_FIELD; i++)
		survey_words(pl, n->children[i]);
}

/*
 * The query is taken to be in the language that most of its stop words belong
 * to: "son" is a stop word beside "pour", and none beside "of".
 */
void planner_survey(struct planner *pl, const struct node *root)
{
	size_t languages = pl->library->language_count, most = 1;
	size_t *stops = mem_zalloc((languages + 1) * sizeof *stops);

	survey_words(pl, root);
	survey_stops(pl, root, stops);
	for (size_t i = 0; i < languages; i++)
		most = stops[i] > most ? stops[i] : most;
	for (size_t i = 0; i < languages; i++)
		pl->stop_languages[i] = stops[i] == most;
	free(stops);
}
