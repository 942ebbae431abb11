#include "searcher/reread.h"

#include "formats/jsonl.h"
#include "formats/parts.h"
#include "store/files.h"
#include "store/record.h"
#include "store/sha256.h"
#include "text/percent.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void rereader_init(struct rereader *r, const struct library *l)
{
	memset(r, 0, sizeof *r);
	r->library = l;
	strmap_init(&r->by_key);
}

static void reread_free(struct reread *s)
{
	source_release(&s->source);
	free(s->failure);
	buf_release(&s->text);
	free(s);
}

static void forget(struct rereader *r)
{
	for (size_t i = 0; i < r->count; i++)
		reread_free(r->read[i]);
	r->count = 0;
	r->bytes = 0;
	strmap_clear(&r->by_key);
}

void rereader_release(struct rereader *r)
{
	forget(r);
	free(r->read);
	strmap_release(&r->by_key);
}

/* ---- Where the file is ---- */

/* The reverse of escape_name. */
static char *unescaped(const char *name)
{
	struct buf plain;

	buf_init(&plain);
	percent_add(&plain, span_of(name));
	return buf_detach(&plain);
}

static bool leaves_root(const char *name)
{
	size_t len;

	if (*name == '/' || *name == '\0')
		return true;
	for (; *name != '\0'; name += len + (name[len] == '/')) {
		len = strcspn(name, "/");
		if (len == 2 && name[0] == '.' && name[1] == '.')
			return true;
	}
	return false;
}

/* Without the path of a part inside its file. */
static void cut_part(char *name, const char *part)
{
	size_t len = strlen(name), inside = strlen(part);

	if (len > inside && name[len - inside - 1] == '/' && strcmp(name + len - inside, part) == 0)
		name[len - inside - 1] = '\0';
}

/* The path of a source's file; a root may be a file itself. NULL: the record names none. */
static char *path_of(const struct index *i, const struct source *s)
{
	const struct manifest *m = &i->build.manifest;
	struct stat st;
	char *name, *path;

	if (s->file == NULL || s->root >= m->root_count)
		return NULL;
	if (stat(m->roots[s->root], &st) == 0 && !S_ISDIR(st.st_mode))
		return mem_strdup(m->roots[s->root]);
	name = unescaped(s->file);
	if (s->part != NULL)
		cut_part(name, s->part);
	path = leaves_root(name) ? NULL : path_join(m->roots[s->root], name);
	free(name);
	return path;
}

/* ---- Reading it ---- */

static void keep(struct reread *r, struct span bytes, struct document *d)
{
	sha256_hex(r->sha256, bytes);
	sha256_hex(r->text_sha256, buf_span(&d->text));
	buf_add_span(&r->text, buf_span(&d->text));
}

/* The line of a JSON lines file that has the source's id. */
static void read_line(struct reread *r, struct span bytes)
{
	struct jsonl_source line;
	struct jsonl lines;
	char *reason = NULL;
	bool found = false;
	int got;

	jsonl_init(&lines, bytes);
	jsonl_source_init(&line);
	while (!found && (got = jsonl_next(&lines, &line, &reason)) != 0) {
		const char *id = line.document.front.id;

		free(reason);
		reason = NULL;
		found = got > 0 && id != NULL && strcmp(id, r->source.meta.id) == 0;
	}
	if (found) {
		jsonl_take_title(&line);
		keep(r, span_sub(bytes, line.at), &line.document);
	} else {
		r->failure = mem_strdup("no line of the file has this source's id any more");
	}
	jsonl_source_release(&line);
}

/*
 * OCR is not done again: another version of its program may read otherwise. The
 * text that the index keeps is taken, if the bytes are those that it was read from.
 */
static void take_kept_text(struct reread *r, struct span bytes)
{
	char *error = NULL;

	sha256_hex(r->sha256, bytes);
	if (strcmp(r->sha256, r->source.sha256) != 0)
		r->failure = mem_strdup("the file has changed, and its text was read by OCR: the quoted bytes cannot be found in it again");
	else if (!library_text(r->index, &r->source, &r->text, &error))
		r->failure = error;
	else
		sha256_hex(r->text_sha256, buf_span(&r->text));
}

static void read_document(struct reread *r, struct span bytes, const char *path)
{
	struct document d;
	char *reason = NULL;

	if (r->source.ocr != NULL) {
		take_kept_text(r, bytes);
		return;
	}
	document_init(&d);
	if (document_read(&d, bytes, span_of(path), &reason)) {
		keep(r, bytes, &d);
	} else {
		sha256_hex(r->sha256, bytes);
		r->failure = error_message("the file cannot be read any more: %s", reason);
	}
	free(reason);
	document_release(&d);
}

/* The file, or the part of it that is the source. */
static void read_whole(struct reread *r, struct span bytes, const char *path)
{
	struct buf part;
	char *reason = NULL;

	buf_init(&part);
	if (r->source.part == NULL)
		read_document(r, bytes, path);
	else if (parts_find(&part, bytes, r->source.part, &reason))
		read_document(r, buf_span(&part), r->source.part);
	else
		r->failure = error_message("the file cannot be read any more: %s", reason);
	free(reason);
	buf_release(&part);
}

/* Reads [offset, offset+length) of a file; false: it has not so many bytes, or cannot be read. */
static bool read_part(const char *path, uint64_t offset, size_t length, struct buf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t got = 1;

	buf_clear(out);
	buf_reserve(out, length);
	while (fd >= 0 && out->len < length && got > 0) {
		got = pread(fd, out->data + out->len, length - out->len, (off_t)(offset + out->len));
		if (got > 0)
			out->len += (size_t)got;
	}
	out->data[out->len] = '\0';
	if (fd >= 0)
		close(fd);
	return out->len == length;
}

/* Whether the line stands where it stood: then the rest of the file need not be read. */
static bool read_own_line(const char *path, const struct source *s, struct buf *out)
{
	char sha256[SHA256_HEX + 1];

	if (s->length > READER_FILE_MAX || !read_part(path, s->offset, (size_t)s->length, out))
		return false;
	sha256_hex(sha256, buf_span(out));
	return strcmp(sha256, s->sha256) == 0;
}

static void read_again(struct reread *r)
{
	char *path = path_of(r->index, &r->source), *error = NULL;
	bool is_line = r->source.length != 0;
	struct buf bytes;

	buf_init(&bytes);
	if (path == NULL) {
		r->failure = mem_strdup("the index does not say where its file is");
	} else if (is_line && read_own_line(path, &r->source, &bytes)) {
		read_line(r, buf_span(&bytes));
	} else {
		buf_clear(&bytes);
		if (!file_read(path, READER_FILE_MAX, &bytes, &error))
			r->failure = error;
		else if (is_line)
			read_line(r, buf_span(&bytes));
		else
			read_whole(r, buf_span(&bytes), path);
	}
	buf_release(&bytes);
	free(path);
}

/* The file, or the part of it that is the source. */
static void read_own_bytes(const char *path, const struct source *s, struct buf *out, char **error)
{
	struct buf file;
	char *reason = NULL;

	if (s->part == NULL) {
		file_read(path, READER_FILE_MAX, out, error);
		return;
	}
	buf_init(&file);
	if (file_read(path, READER_FILE_MAX, &file, error) && !parts_find(out, buf_span(&file), s->part, &reason))
		*error = error_message("%s cannot be read any more: %s", path, reason);
	free(reason);
	buf_release(&file);
}

bool source_bytes(const struct index *i, const struct source *s, struct buf *out, char **error)
{
	char *path = path_of(i, s);
	bool good;

	if (path == NULL)
		*error = mem_strdup("the index does not say where its file is");
	else if (s->length == 0)
		read_own_bytes(path, s, out, error);
	else if (!read_own_line(path, s, out))
		*error = error_message("%s has changed: its line is not where it was", path);
	good = *error == NULL;
	free(path);
	return good;
}

/* ---- Finding it ---- */

static bool find(struct reread *r, const struct library *l, struct span id, struct span sha256)
{
	char key[RECORD_KEY_LEN + 1];

	source_key(key, id);
	for (size_t i = 0; i < l->count; i++) {
		struct source s;
		char *error = NULL;
		bool found;

		source_init(&s);
		found = library_source(&l->indexes[i], key, &s, &error);
		free(error);
		if (found && s.meta.id != NULL && span_eq_str(id, s.meta.id) &&
		    (r->index == NULL || span_eq_str(sha256, s.sha256))) {
			source_release(&r->source);
			r->source = s;
			r->index = &l->indexes[i];
		} else {
			source_release(&s);
		}
	}
	return r->index != NULL;
}

static struct reread *read_new(struct rereader *r, struct span id, struct span sha256)
{
	struct reread *s = mem_zalloc(sizeof *s);

	source_init(&s->source);
	buf_init(&s->text);
	if (!find(s, r->library, id, sha256)) {
		reread_free(s);
		return NULL;
	}
	read_again(s);
	return s;
}

const struct reread *reread_source(struct rereader *r, struct span id, struct span sha256)
{
	struct buf key;
	struct reread *s;
	uint32_t *place;

	buf_init(&key);
	buf_add_span(&key, sha256);
	buf_add_char(&key, ' ');
	buf_add_span(&key, id);
	place = strmap_get(&r->by_key, buf_span(&key));
	s = place != NULL ? r->read[*place - 1] : read_new(r, id, sha256);
	if (place == NULL && s != NULL) {
		if (r->bytes + s->text.len > REREAD_BYTES_MAX)
			forget(r);
		ARRAY_GROW(r->read, r->count, r->cap);
		r->read[r->count++] = s;
		r->bytes += s->text.len;
		*strmap_put(&r->by_key, buf_span(&key), NULL) = (uint32_t)r->count;
	}
	buf_release(&key);
	return s;
}
