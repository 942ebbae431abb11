/*
 * ingest_source.c: a text becomes a source: its metadata are settled and its structure is made; it is
 * put into the shard, and the parent hears of it.
 */
#include "indexer/ingest_parts.h"

#include "indexer/file_table.h"
#include "indexer/title.h"
#include "store/files.h"
#include "text/warn.h"

#include <stdio.h>
#include <stdlib.h>

void source_tally_of(struct source_tally *t, const struct source *s)
{
	memset(t, 0, sizeof *t);
	t->passages = s->passages;
	t->notes = s->notes;
	if (s->meta.date != NULL)
		snprintf(t->date, sizeof t->date, "%s", s->meta.date);
	if (s->meta.language != NULL)
		snprintf(t->language, sizeof t->language, "%s", s->meta.language);
}

static void send_source(const struct ingest *n, const struct source_place *at, const struct source *s)
{
	struct source_tally tally;
	struct span fields[3];
	struct buf where;

	source_tally_of(&tally, s);
	buf_init(&where);
	escape_name(&where, span_of(at->input->path));
	if (at->input->part != NULL)
		buf_addf(&where, ", %s", at->input->part);
	if (at->line != 0)
		buf_addf(&where, ", line %zu", at->line);
	fields[0] = span_of(s->meta.id);
	fields[1] = buf_span(&where);
	fields[2] = span_make((const char *)&tally, sizeof tally);
	wire_send(n->fd, WIRE_SOURCE, fields, 3);
	buf_release(&where);
}

/* The id: the catalogue's, else a JSON line's own, else the file's path. Front matter has no say in it. */
static void settle_id(struct metadata *m, const struct source_place *at, struct metadata *front)
{
	if (at->line != 0) {
		free(m->id);
		m->id = front->id;
	} else {
		free(front->id);
		if (m->id == NULL)
			m->id = mem_strdup(at->input->file);
	}
	front->id = NULL;
}

/* What the catalogues alone have said, for the next update. */
static void stamp_rows(struct ingest *n, const struct metadata *m, const struct source_place *at)
{
	n->file.rows += catalogues_stamp(m, at->input->part, at->at.start);
}

/* What a page or book declares yields to its words: "en" stands on many that were made from a template. */
static void correct_language(struct ingest *n, struct metadata *m, const struct document *d)
{
	const struct language *language = NULL;

	if (d->segment_count != 0 && m->language != NULL)
		language = language_detector_correct(n->detector, buf_span(&d->text), span_of(m->language));
	if (language == NULL)
		return;
	free(m->language);
	m->language = mem_strdup(language->code);
}

/* Catalogue, then front matter or JSON, then what the text itself says, then --language, then its words, then what it declares. */
static const struct language *settle_metadata(struct ingest *n, struct metadata *m,
                                              const struct source_place *at, struct document *d,
                                              const struct outline *o)
{
	const struct language *language;
	bool bare; /* no catalogue says which language it is */

	catalogues_fill(n->catalogues, m, at->input, at->sha256, at->line != 0);
	stamp_rows(n, m, at);
	settle_id(m, at, &d->front);
	bare = m->language == NULL;
	metadata_fill(m, &d->front);
	if (bare)
		correct_language(n, m, d);
	if (!at->one_passage) {
		struct metadata own;

		metadata_init(&own);
		title_read(&own, buf_span(&d->text), o, n->aliases);
		if (at->titled)
			metadata_set(&own, span_of("title"), span_of(""), NULL);
		metadata_fill(m, &own);
		metadata_release(&own);
		title_date(m);
	}
	if (m->language == NULL) {
		language = n->language != NULL    ? n->language
		           : at->detected != NULL ? at->detected
		                                  : language_detector_settle(n->detector, buf_span(&d->text), (const char (*)[3])d->declared, DECLARED_MAX);
		if (language->code[0] != '\0')
			m->language = mem_strdup(language->code);
		return language;
	}
	language = language_find(span_of(m->language));
	return language != NULL ? language : language_unknown();
}

static void send_removed(const struct ingest *n, const struct source *s)
{
	struct span fields[] = {span_of(s->meta.id), span_of(s->sha256),
	                        span_make((const char *)&s->offset, sizeof s->offset),
	                        span_make((const char *)&n->file.place, sizeof n->file.place),
	                        span_of(s->part != NULL ? s->part : "")};

	wire_send(n->fd, WIRE_REMOVED, fields, 5);
}

/* Whether hrindex remove took this source out, and it is to stay out. */
static bool is_removed(const struct source_place *at, const char *id)
{
	const struct input *input = at->input;

	return input->known != NULL && file_entry_is_removed(input->known, id, input->part, at->line != 0);
}

/* What was read by OCR, and what was not. */
static void note_pictures(const struct ingest *n, struct source *s, const struct document *d)
{
	s->picture_pages = (uint32_t)d->picture_pages;
	if (d->ocr_count == 0)
		return;
	s->ocr = error_message("%s, %s", n->ocr->name, n->ocr->languages);
	s->ocr_pages = document_ocr_pages(d);
	s->ocr_confidence = document_ocr_confidence(d, &(struct range){0, d->text.len}, 1);
}

bool ingest_source(struct ingest *n, const struct source_place *at, struct document *d, char **error)
{
	const struct language *language;
	struct outline outline;
	struct source source;
	bool good;

	source_init(&source);
	outline_init(&outline);
	if (d->segment_count != 0 && at->line == 0)
		title_leave_publisher(&d->front, n->aliases);
	outline_make(&outline, buf_span(&d->text), d, at->one_passage);
	language = settle_metadata(n, &source.meta, at, d, &outline);
	source.file = mem_strdup(at->input->file);
	source.part = at->input->part == NULL ? NULL : mem_strdup(at->input->part);
	source.root = at->input->root;
	source.offset = at->at.start;
	source.length = at->at.end - at->at.start;
	memcpy(source.sha256, at->sha256, sizeof source.sha256);
	if (at->is_text)
		memcpy(source.text_sha256, at->sha256, sizeof source.text_sha256);
	if (d->encoding != NULL)
		source.encoding = mem_strdup(d->encoding);
	note_pictures(n, &source, d);
	n->sources++;
	if (is_removed(at, source.meta.id)) {
		send_removed(n, &source);
		good = true;
	} else {
		good = shard_add(n->shard, &source, d, &outline, language, error);
		if (good)
			send_source(n, at, &source);
	}
	outline_release(&outline);
	source_release(&source);
	return good;
}
