#include "indexer/ingest.h"

#include "formats/jsonl.h"
#include "indexer/attached.h"
#include "indexer/dominant.h"
#include "indexer/file_table.h"
#include "indexer/title.h"
#include "store/files.h"
#include "store/sha256.h"
#include "text/warn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP ((size_t)1024 * 1024)

/* Where a source was found: a file, or a line of one. */
struct place {
	const struct input *input;
	size_t line; /* 0: the whole file */
	struct range at;
	const char *sha256;
	bool is_text; /* the hash is its text's too */
	bool one_passage; /* the source is a record */
	bool titled;      /* its title is given, if only as empty: not to be found in the text */
	const struct language *detected; /* by the letters of its text, or its file's other records; NULL: not tried yet */
};

/* lines: how many of the file; 0: the whole of it. */
static void send_failure(struct ingest *n, const struct input *input, const char *reason, uint64_t lines)
{
	struct span fields[] = {span_of(input->file), span_of(reason),
	                        span_make((const char *)&lines, sizeof lines),
	                        span_make((const char *)&n->file.place, sizeof n->file.place)};

	n->failed = n->failed || lines == 0;
	wire_send(n->fd, WIRE_FAILURE, fields, 4);
}

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

static void send_source(const struct ingest *n, const struct place *at, const struct source *s)
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

static char *too_large(void)
{
	return error_message("larger than %zu MB: split it", READER_FILE_MAX / (1024 * 1024));
}

/* The open file's bytes until its end, whatever size it had a moment ago. */
static bool read_open(int fd, struct buf *out, char **reason)
{
	ssize_t got;

	do {
		buf_reserve(out, READ_STEP);
		got = read(fd, out->data + out->len, READ_STEP);
		if (got > 0)
			out->len += (size_t)got;
	} while ((got > 0 && out->len <= READER_FILE_MAX) || (got < 0 && errno == EINTR));
	if (got < 0)
		*reason = mem_strdup(strerror(errno));
	else if (out->len > READER_FILE_MAX)
		*reason = too_large();
	return *reason == NULL;
}

/* The file may have become something else since the walk: it is opened without waiting or following. */
static bool read_file(const struct input *input, struct buf *out, char **reason)
{
	int fd = open(input->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	bool good;

	if (fd < 0 || fstat(fd, &st) != 0) {
		*reason = mem_strdup(strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (S_ISREG(st.st_mode) && (size_t)st.st_size <= READER_FILE_MAX) {
		buf_reserve(out, (size_t)st.st_size + READ_STEP);
		good = read_open(fd, out, reason);
	} else {
		*reason = S_ISREG(st.st_mode)
		                  ? too_large()
		                  : mem_strdup("not a file any more");
		good = false;
	}
	close(fd);
	return good;
}

/* The id: the catalogue's, else a JSON line's own, else the file's path. Front matter has no say in it. */
static void settle_id(struct metadata *m, const struct place *at, struct metadata *front)
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
static void stamp_rows(struct ingest *n, const struct metadata *m, const struct place *at)
{
	n->file.rows += catalogues_stamp(m, at->input->part, at->at.start);
}

/* Catalogue, then front matter or JSON, then what the text itself says, then --language, then its letters. */
static const struct language *settle_metadata(struct ingest *n, struct metadata *m,
                                              const struct place *at, struct document *d,
                                              const struct outline *o)
{
	const struct language *language;

	catalogues_fill(n->catalogues, m, at->input, at->sha256, at->line != 0);
	stamp_rows(n, m, at);
	settle_id(m, at, &d->front);
	metadata_fill(m, &d->front);
	if (!at->one_passage) {
		struct metadata own;

		metadata_init(&own);
		title_read(&own, buf_span(&d->text), o);
		if (at->titled)
			metadata_set(&own, span_of("title"), span_of(""), NULL);
		metadata_fill(m, &own);
		metadata_release(&own);
	}
	if (m->language == NULL) {
		language = n->language != NULL    ? n->language
		           : at->detected != NULL ? at->detected
		                                  : language_detector_find(n->detector, buf_span(&d->text));
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
static bool is_removed(const struct place *at, const char *id)
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

static bool add_source(struct ingest *n, const struct place *at, struct document *d, char **error)
{
	const struct language *language;
	struct outline outline;
	struct source source;
	bool good;

	source_init(&source);
	outline_init(&outline);
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

/* The file's bytes, whose hash is given, are let go of once they have become a text. */
static bool add_text(struct ingest *n, const struct input *input, const char *sha256, struct buf *bytes, char **error)
{
	char *reason = NULL;
	struct place at = {.input = input, .sha256 = sha256, .one_passage = n->one_passage};
	struct document d;
	bool good = true, read;

	document_init(&d);
	read = document_read_scanned(&d, buf_span(bytes), span_of(input->name), n->ocr, &reason);
	at.is_text = read && span_eq(buf_span(&d.text), buf_span(bytes));
	buf_release(bytes);
	buf_init(bytes);
	if (read && d.remark != NULL)
		warn("%s: %s", input->file, d.remark);
	if (read)
		good = add_source(n, &at, &d, error);
	else
		send_failure(n, input, reason, 0);
	free(reason);
	document_release(&d);
	return good;
}

/* Names a bad line, up to BAD_LINES_NAMED of them. */
static void fail_line(struct ingest *n, const struct input *input, size_t line, size_t bad,
                      const char *reason)
{
	char *message = error_message("line %zu: %s", line, reason);

	if (bad <= BAD_LINES_NAMED)
		send_failure(n, input, message, 1);
	free(message);
}

/* Warns of each bad value of a line, up to BAD_VALUES_NAMED in the file. */
static void warn_values(const struct input *input, const struct jsonl *j, const struct buf *warnings, size_t *count)
{
	struct span rest = buf_span(warnings);

	while (rest.len != 0) {
		size_t len = (size_t)((const char *)memchr(rest.data, '\n', rest.len) - rest.data);

		if ((*count)++ < BAD_VALUES_NAMED)
			warn("%s, line %zu: %.*s", input->file, j->line, (int)len, rest.data);
		rest = span_make(rest.data + len + 1, rest.len - len - 1);
	}
}

/* A JSON-lines file at work. */
struct lines {
	const struct input *input;
	struct jsonl *jsonl;
	struct jsonl_source *source;
	struct dominant languages;
	struct jsonl *waiting; /* records whose language nothing tells, until that of the others is known */
	size_t waiting_count, waiting_cap;
};

/* The language a record says it is in, else the one its letters tell. */
static const struct language *line_language(const struct ingest *n, const struct jsonl_source *s)
{
	const char *given = s->document.front.language;

	return given != NULL ? language_find(span_of(given)) : language_detector_find(n->detector, buf_span(&s->document.text));
}

static bool add_line(struct ingest *n, struct lines *l, bool whole, const struct language *language, char **error)
{
	char sha256[SHA256_HEX + 1];
	struct jsonl_source *s = l->source;
	struct place at = {l->input, l->jsonl->line, s->at, sha256, false, n->one_passage || whole, s->has_title, language};

	sha256_hex(sha256, span_sub(l->jsonl->bytes, s->at));
	return add_source(n, &at, &s->document, error);
}

/* `before`: where the reader stood before the line. */
static bool take_line(struct ingest *n, struct lines *l, struct jsonl before, char **error)
{
	bool whole = jsonl_take_title(l->source);
	const struct language *language = n->language != NULL ? n->language : line_language(n, l->source);

	if (language != language_unknown()) {
		dominant_count(&l->languages, language);
		return add_line(n, l, whole, language, error);
	}
	ARRAY_GROW(l->waiting, l->waiting_count, l->waiting_cap);
	l->waiting[l->waiting_count++] = before;
	return true;
}

/* Reads the records that waited again. */
static bool add_waiting(struct ingest *n, struct lines *l, char **error)
{
	const struct language *language = dominant_language(&l->languages);
	char *reason = NULL;
	bool good = true;

	for (size_t i = 0; i < l->waiting_count && good; i++) {
		*l->jsonl = l->waiting[i];
		if (jsonl_next(l->jsonl, l->source, &reason) > 0)
			good = add_line(n, l, jsonl_take_title(l->source), language, error);
		free(reason);
		reason = NULL;
	}
	return good;
}

static bool add_lines(struct ingest *n, const struct input *input, struct span bytes, char **error)
{
	struct jsonl_source source;
	struct jsonl j, before;
	struct lines lines = {.input = input, .jsonl = &j, .source = &source};
	char *reason = NULL;
	size_t bad = 0, values = 0;
	bool good = true;
	int got;

	jsonl_init(&j, bytes);
	jsonl_source_init(&source);
	dominant_init(&lines.languages);
	while (before = j, good && (got = jsonl_next(&j, &source, &reason)) != 0) {
		warn_values(input, &j, &source.warnings, &values);
		if (got > 0)
			good = take_line(n, &lines, before, error);
		else
			fail_line(n, input, j.line, ++bad, reason);
		free(reason);
		reason = NULL;
	}
	if (values > BAD_VALUES_NAMED)
		warn("%s: and %zu more values are left unknown", input->file, values - BAD_VALUES_NAMED);
	if (bad > BAD_LINES_NAMED) {
		reason = error_message("%zu more lines cannot be read", bad - BAD_LINES_NAMED);
		send_failure(n, input, reason, bad - BAD_LINES_NAMED);
		free(reason);
	}
	good = good && add_waiting(n, &lines, error);
	dominant_release(&lines.languages);
	free(lines.waiting);
	jsonl_source_release(&source);
	return good;
}

void ingest_fail(struct ingest *n, const struct input *input, const char *reason)
{
	send_failure(n, input, reason, 0);
}

/* A file that is one source, and what is attached to it. */
static bool add_whole(struct ingest *n, const struct input *input, const char *sha256, enum format format,
                      struct buf *bytes, char **error)
{
	if (format == FORMAT_MAIL && !attached_add(n, input, buf_span(bytes), error))
		return false;
	return add_text(n, input, sha256, bytes, error);
}

bool ingest_part(struct ingest *n, const struct input *input, struct buf *bytes, char **error)
{
	char sha256[SHA256_HEX + 1], *reason = NULL;
	enum format format = format_detect(buf_span(bytes), span_of(input->name), &reason);
	bool good = true;

	catalogues_mark(n->catalogues, input);
	if (format == FORMAT_UNKNOWN)
		send_failure(n, input, reason, 0);
	else if (format == FORMAT_JSON_LINES)
		send_failure(n, input, "JSON lines are read from a file of their own only", 0);
	else {
		sha256_hex(sha256, buf_span(bytes));
		good = add_whole(n, input, sha256, format, bytes, error);
	}
	free(reason);
	return good;
}

bool ingest_file(struct ingest *n, const struct input *input, size_t place, char **error)
{
	enum format format = FORMAT_UNKNOWN;
	struct buf bytes;
	char *reason = NULL;
	bool good = true;

	n->file = (struct file_read){.place = place};
	n->sources = 0;
	n->failed = false;
	catalogues_mark(n->catalogues, input);
	wire_say(n->fd, WIRE_BEGIN, span_of(input->file));
	buf_init(&bytes);
	if (read_file(input, &bytes, &reason)) {
		sha256_hex(n->file.sha256, buf_span(&bytes));
		format = format_detect(buf_span(&bytes), span_of(input->name), &reason);
	}
	if (format == FORMAT_UNKNOWN)
		send_failure(n, input, reason, 0);
	else if (format == FORMAT_JSON_LINES)
		good = add_lines(n, input, buf_span(&bytes), error);
	else
		good = add_whole(n, input, n->file.sha256, format, &bytes, error);
	free(reason);
	buf_release(&bytes);
	n->file.lines = format == FORMAT_JSON_LINES;
	if (n->file.sha256[0] != '\0' && (n->sources != 0 || !n->failed))
		wire_say(n->fd, WIRE_FILE, span_make((const char *)&n->file, sizeof n->file));
	wire_say(n->fd, WIRE_END, span_make((const char *)&input->size, sizeof input->size));
	return good;
}
