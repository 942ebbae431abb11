/*
 * cite_case.h: a record and its source out of "key: value" lines; the keys are
 * in tests/cases/cite.txt. For tests/unit/ only.
 */
#ifndef TESTS_CITE_CASE_H
#define TESTS_CITE_CASE_H

#include "store/record.h"
#include "store/source.h"

#include <stdio.h>
#include <stdlib.h>

#define LIST_MAX 8

struct cite_case {
	char *name, *cite, *pinpoint, *locus;
	struct source source;
	struct record record;
	struct span sections[LIST_MAX];
	struct range skips[LIST_MAX], all;
	struct page_mark page;
	struct pool pool;
	size_t lines;
};

static inline void cite_case_init(struct cite_case *t)
{
	memset(t, 0, sizeof *t);
	source_init(&t->source);
	pool_init(&t->pool);
	t->record.sections = t->sections;
	t->record.skips = t->skips;
	t->record.ranges = &t->all;
}

static inline void cite_case_release(struct cite_case *t)
{
	free(t->name);
	free(t->cite);
	free(t->pinpoint);
	free(t->locus);
	source_release(&t->source);
	pool_release(&t->pool);
}

static inline bool cite_case_passage(struct record *r, const char *key, const char *value)
{
	if (strcmp(key, "counted") == 0)
		r->counted = (uint32_t)atoi(value);
	else if (strcmp(key, "item") == 0)
		r->item = (uint32_t)atoi(value);
	else if (strcmp(key, "ocr") == 0)
		r->ocr = (uint32_t)atoi(value);
	else if (strcmp(key, "nth") == 0)
		r->section_number = (uint32_t)atoi(value);
	else if (strcmp(key, "repeats") == 0)
		r->label_repeats = strcmp(value, "yes") == 0;
	else if (strcmp(key, "passage") == 0)
		for (int k = 0; k < PASSAGE_KINDS; k++)
			r->kind = strcmp(value, passage_kind_names[k]) == 0 ? (enum passage_kind)k : r->kind;
	else
		return false;
	return true;
}

static inline bool cite_case_text(struct cite_case *t, const char *key, struct span value)
{
	struct record *r = &t->record;

	value = pool_span(&t->pool, value);
	if (strcmp(key, "label") == 0)
		r->label = value;
	else if (strcmp(key, "mark") == 0)
		r->mark = value;
	else if (strcmp(key, "note") == 0)
		r->note = value;
	else if (strcmp(key, "section") == 0 && r->section_count < LIST_MAX)
		t->sections[r->section_count++] = value;
	else if (strcmp(key, "printed") == 0)
		t->page.label = value;
	else if (strcmp(key, "text") == 0) {
		r->bytes = value;
		t->all.end = value.len;
		r->range_count = 1;
	} else
		return false;
	return true;
}

static inline bool cite_case_expected(struct cite_case *t, const char *key, const char *value)
{
	char **place = strcmp(key, "name") == 0       ? &t->name
	               : strcmp(key, "cite") == 0     ? &t->cite
	               : strcmp(key, "pinpoint") == 0 ? &t->pinpoint
	               : strcmp(key, "locus") == 0    ? &t->locus
	                                              : NULL;

	if (place != NULL)
		*place = mem_strdup(value);
	return place != NULL;
}

static inline bool cite_case_other(struct cite_case *t, const char *key, const char *value)
{
	unsigned start, end;
	char *error = NULL;
	bool good = true;

	if (strcmp(key, "page") == 0)
		t->page.physical = (uint32_t)atoi(value);
	else if (strcmp(key, "bytes") == 0)
		t->source.length = (uint64_t)atoi(value);
	else if (strcmp(key, "file") == 0)
		t->source.file = mem_strdup(value);
	else if (strcmp(key, "skip") == 0 && sscanf(value, "%u-%u", &start, &end) == 2)
		t->skips[t->record.skip_count++] = (struct range){start, end};
	else
		good = metadata_set(&t->source.meta, span_of(key), span_of(value), &error);
	free(error);
	return good;
}

static inline bool cite_case_set(struct cite_case *t, char *line)
{
	char *value = strstr(line, ": ");

	if (value == NULL)
		return false;
	*value = '\0';
	value += 2;
	t->lines++;
	return cite_case_expected(t, line, value) || cite_case_passage(&t->record, line, value) ||
	       cite_case_text(t, line, span_of(value)) || cite_case_other(t, line, value);
}

#endif
