#include "searcher/bundle_parts.h"

#include "searcher/layout.h"
#include "searcher/reread.h"
#include "store/files.h"
#include "store/sha256.h"

#include <stdlib.h>

#define NAME_MAX_BYTES 60 /* of a file's own name in the bundle's; its end is kept */

static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
}

/* "sources/001-report.pdf": only letters that no shell and no list of hashes reads otherwise. */
static char *name_of(size_t number, const struct source *s)
{
	const char *file = s->file != NULL ? s->file : "", *slash = strrchr(file, '/');
	struct buf name;
	char *text;
	size_t len;

	if (slash != NULL)
		file = slash + 1;
	len = strlen(file);
	if (len > NAME_MAX_BYTES)
		file += len - NAME_MAX_BYTES;
	buf_init(&name);
	buf_addf(&name, "sources/%03zu-", number);
	for (; *file != '\0'; file++)
		buf_add_char(&name, is_plain(*file) ? *file : '-');
	if (s->length != 0)
		buf_add_str(&name, ".line.json");
	text = buf_detach(&name);
	buf_release(&name);
	return text;
}

/* Copies the file, if it is what was indexed. False: it is not, and *why says so. */
static bool copy_file(struct bundle_source *b, struct bundle_files *f, size_t number, char **why, char **error)
{
	char sha256[SHA256_HEX + 1];
	struct buf bytes;
	bool good;

	buf_init(&bytes);
	good = source_bytes(b->index, b->source, &bytes, why);
	if (good) {
		sha256_hex(sha256, buf_span(&bytes));
		good = strcmp(sha256, b->source->sha256) == 0;
		if (!good)
			*why = mem_strdup("the file has changed since it was indexed");
	}
	if (good) {
		b->copy = name_of(number, b->source);
		bundle_files_add(f, b->copy, buf_span(&bytes), error);
	}
	buf_release(&bytes);
	return good;
}

/* The index's own text, checked by its hash. */
static bool copy_text(struct bundle_source *b, struct bundle_files *f, size_t number, char **error)
{
	char sha256[SHA256_HEX + 1];
	struct buf text;
	bool good;

	buf_init(&text);
	good = library_text(b->index, b->source, &text, error);
	if (good) {
		sha256_hex(sha256, buf_span(&text));
		good = strcmp(sha256, b->source->text_sha256) == 0;
		if (!good)
			*error = error_message("the text of %s is damaged in the index: build it again", b->source->meta.id);
	}
	if (good) {
		b->text = error_message("texts/%03zu.txt", number);
		good = bundle_files_add(f, b->text, buf_span(&text), error);
	}
	buf_release(&text);
	return good;
}

static void add_missing(struct buf *missing, const struct source *s, const char *why)
{
	layout_add_safe(missing, span_of(s->meta.id != NULL ? s->meta.id : ""));
	buf_add_str(missing, ": no copy of the source is in the bundle, only the text that the index kept: ");
	layout_add_safe(missing, span_of(why));
	buf_add_char(missing, '\n');
}

static bool add_source(struct bundle_source *b, struct bundle_files *f, size_t number, struct buf *missing, char **error)
{
	char *why = NULL;

	if (!copy_file(b, f, number, &why, error))
		add_missing(missing, b->source, why);
	free(why);
	if (*error != NULL)
		return false;
	if (b->copy != NULL && strcmp(b->source->sha256, b->source->text_sha256) == 0) {
		b->text = mem_strdup(b->copy);
		return true;
	}
	return copy_text(b, f, number, error);
}

bool bundle_sources_add(struct bundle_sources *s, struct bundle_files *f, struct buf *missing, const struct notes *n,
                        const struct library *l, bool no_sources, char **error)
{
	const struct answer *a = n->answer;
	bool good = true;

	s->all = mem_zalloc((a->count + 1) * sizeof *s->all);
	s->of_hit = mem_zalloc((a->count + 1) * sizeof *s->of_hit);
	s->count = 0;
	for (size_t i = 0; i < a->count && good; i++) {
		struct bundle_source *b = &s->all[s->count];

		if (n->cited[i].first != i) {
			s->of_hit[i] = s->of_hit[n->cited[i].first];
			continue;
		}
		*b = (struct bundle_source){
			.hit = i, .source = &a->hits[i].source, .index = library_index(l, a->hits[i].docid)};
		s->of_hit[i] = s->count++;
		good = no_sources || add_source(b, f, s->count, missing, error);
	}
	return good;
}

void bundle_sources_release(struct bundle_sources *s)
{
	for (size_t i = 0; i < s->count; i++) {
		free(s->all[i].copy);
		free(s->all[i].text);
	}
	free(s->all);
	free(s->of_hit);
	*s = (struct bundle_sources){0};
}
