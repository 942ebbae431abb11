/* Where the sources begin: as they were written, unless a source lies apart; each document is of its source. */
#include "store/schema.h"
#include "store/starts.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

static char *top;

/* A database of one document for each letter, of the source with that letter. */
static void make(const char *database, const char *sources)
{
	struct xap_writer *writer = NULL;
	struct buf term;

	buf_init(&term);
	xap_writer_create(&writer, database);
	for (const char *s = sources; *s != '\0'; s++) {
		struct xap_document *d = xap_document_new();

		schema_term(&term, PREFIX_SOURCE, span_make(s, 1));
		xap_document_term(d, buf_span(&term), 1);
		xap_document_value(d, SLOT_SOURCE, span_make(s, 1));
		xap_writer_add(writer, d);
		xap_document_free(d);
	}
	xap_writer_commit(writer);
	xap_writer_close(writer);
	buf_release(&term);
}

struct example {
	const char *sources; /* of documents 1, 2, … */
	const char *numbers; /* of their sources; NULL: the table is not written */
};

static const struct example examples[] = {
	{"", ""},
	{"a", "1"},
	{"aab", "112"},
	{"baacb", NULL},
	{"aba", NULL},
	{"abcde", "12345"},
	{"zzzzaaaab", "111122223"},
};

static void numbers_of(const struct starts *s, size_t documents, struct buf *out)
{
	for (uint32_t docid = 1; docid <= documents; docid++)
		buf_addf(out, "%zu", starts_find(s, docid));
}

static void try(const struct example *e, size_t number)
{
	char name[32], *database, *path, *error = NULL;
	struct starts starts;
	struct buf found;

	snprintf(name, sizeof name, "database-%zu", number);
	database = path_join(top, name);
	snprintf(name, sizeof name, "starts-%zu", number);
	path = path_join(top, name);
	buf_init(&found);
	make(database, e->sources);
	tap_ok(starts_write(database, path, &error), "%s: written%s%s", e->sources, error == NULL ? "" : ": ", error == NULL ? "" : error);
	starts_read(&starts, path);
	tap_ok((starts.first != NULL) == (e->numbers != NULL), "%s: %s", e->sources, e->numbers == NULL ? "not known" : "known");
	if (starts.first != NULL && e->numbers != NULL) {
		numbers_of(&starts, strlen(e->sources), &found);
		tap_ok(strcmp(found.data, e->numbers) == 0, "%s: %s", e->sources, found.data);
		tap_ok(starts_find(&starts, 0) == 0, "%s: no document, no source", e->sources);
	}
	starts_release(&starts);
	buf_release(&found);
	free(error);
	free(database);
	free(path);
}

/* Each byte of the table changed, and each length of it: none is taken for a table. */
static void damage(void)
{
	char *path = path_join(top, "starts-6"), *other = path_join(top, "damaged"), *error = NULL;
	struct starts starts;
	struct buf bytes;
	size_t taken = 0;

	buf_init(&bytes);
	tap_ok(file_read(path, 4096, &bytes, &error), "read");
	for (size_t i = 0; i < 2 * bytes.len; i++) {
		struct span content = span_make(bytes.data, i < bytes.len ? bytes.len : i - bytes.len);
		char *byte = &bytes.data[i % bytes.len], was = *byte;

		*byte = (char)(i < bytes.len ? was ^ 1 : was);
		remove(other);
		file_write(other, content, &error);
		*byte = was;
		starts_read(&starts, other);
		taken += starts.first != NULL;
		starts_release(&starts);
	}
	tap_ok(taken == 0, "%zu damaged tables were taken for whole ones", taken);
	buf_release(&bytes);
	free(path);
	free(other);
}

static void unreadable(void)
{
	char *path = path_join(top, "none"), *error = NULL;
	struct starts starts;

	starts_read(&starts, path);
	tap_ok(starts.first == NULL, "no file: not known");
	starts_release(&starts);
	tap_ok(!starts_write(path, path, &error) && error != NULL, "no database: an error");
	free(error);
	free(path);
}

int main(void)
{
	top = scratch_make();
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		try(&examples[i], i);
	damage();
	unreadable();
	scratch_remove(top);
	return tap_done();
}
