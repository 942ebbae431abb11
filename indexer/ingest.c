#include "indexer/ingest_parts.h"

#include "indexer/attached.h"
#include "store/sha256.h"
#include "text/warn.h"

#include <stdlib.h>

void ingest_fail_lines(struct ingest *n, const struct input *input, const char *reason, uint64_t lines)
{
	struct span fields[] = {span_of(input->file), span_of(reason),
	                        span_make((const char *)&lines, sizeof lines),
	                        span_make((const char *)&n->file.place, sizeof n->file.place)};

	n->failed = n->failed || lines == 0;
	wire_send(n->fd, WIRE_FAILURE, fields, 4);
}

void ingest_fail(struct ingest *n, const struct input *input, const char *reason)
{
	ingest_fail_lines(n, input, reason, 0);
}

/* The file's bytes, whose hash is given, are let go of once they have become a text. */
static bool add_text(struct ingest *n, const struct input *input, const char *sha256, struct buf *bytes, char **error)
{
	char *reason = NULL;
	struct source_place at = {.input = input, .sha256 = sha256, .one_passage = n->one_passage};
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
		good = ingest_source(n, &at, &d, error);
	else
		ingest_fail(n, input, reason);
	free(reason);
	document_release(&d);
	return good;
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
		ingest_fail(n, input, reason);
	else if (format == FORMAT_JSON_LINES)
		ingest_fail(n, input, "JSON lines are read from a file of their own only");
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
	if (input_read(input, &bytes, &reason)) {
		sha256_hex(n->file.sha256, buf_span(&bytes));
		format = format_detect(buf_span(&bytes), span_of(input->name), &reason);
	}
	if (format == FORMAT_UNKNOWN)
		ingest_fail(n, input, reason);
	else if (format == FORMAT_JSON_LINES)
		good = ingest_lines(n, input, buf_span(&bytes), error);
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
