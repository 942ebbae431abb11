#include "indexer/commands.h"

#include "formats/child.h"
#include "indexer/check_files.h"
#include "indexer/opened.h"
#include "indexer/progress.h"
#include "store/files.h"
#include "store/limits.h"
#include "store/schema.h"
#include "text/warn.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct checking {
	struct opened opened;
	size_t wrong; /* what was found so far; each is warned of */
	bool structure; /* Xapian's check was made */
};

/* Whether all files of a folder may be written to; true where that cannot be told. */
static bool is_writable(const char *folder)
{
	char **names = NULL, *error = NULL;
	size_t count = 0;
	bool writable = true;

	folder_names(folder, &names, &count, &error);
	for (size_t i = 0; i < count && writable; i++) {
		char *path = path_join(folder, names[i]);

		writable = access(path, W_OK) == 0 || (errno != EACCES && errno != EROFS);
		free(path);
	}
	names_free(names, count);
	free(error);
	return writable;
}

/* Xapian's check opens the tables to write, and takes a refusal for damage: where they may only be read, their hashes must do. */
static void check_structure(struct checking *c)
{
	char *path = build_file(&c->opened.build, "passages"), *error = NULL;
	size_t errors = 0;

	c->structure = is_writable(path);
	if (!c->structure) {
		warn("%s may only be read: Xapian's own check, which writes, is left out; every byte is compared by its hash", path);
	} else if (xap_check(path, &errors, &error) != XAP_OK || errors != 0) {
		warn("%s: Xapian's check found %zu errors%s%s", path, errors, error != NULL ? ": " : "",
		     error != NULL ? error : "");
		c->wrong++;
	}
	free(error);
	free(path);
}

static void check_count(struct checking *c, const char *what, uint64_t found, uint64_t noted)
{
	if (found == noted)
		return;
	warn("there are %llu %s in the index, and %llu were noted", (unsigned long long)found, what,
	     (unsigned long long)noted);
	c->wrong++;
}

/* What the sources say of themselves against what the manifest says of all of them. */
static void check_counts(struct checking *c)
{
	const struct manifest *m = &c->opened.build.manifest;
	struct xap_stats stats = {0, 0, 0};
	uint64_t passages = 0, notes = 0;
	char *error = NULL;
	bool good = opened_keys(&c->opened, &error);

	for (size_t i = 0; good && i < c->opened.count; i++) {
		struct source s;

		source_init(&s);
		good = opened_source(&c->opened, c->opened.keys[i], &s, &error);
		passages += s.passages;
		notes += s.notes;
		source_release(&s);
	}
	if (!good || xap_reader_stats(c->opened.reader, &stats) != XAP_OK) {
		warn("%s", error != NULL ? error : xap_reader_error(c->opened.reader));
		c->wrong++;
	}
	check_count(c, "passages", stats.documents, m->passages);
	if (good) {
		check_count(c, "passages by their sources", passages, m->passages);
		check_count(c, "notes", notes, m->notes);
	}
	free(error);
}

static void check_digest(struct checking *c)
{
	const struct manifest *m = &c->opened.build.manifest;
	struct digest digest;
	char hex[33];

	if (digest_of_reader(&digest, c->opened.reader) != XAP_OK) {
		warn("the content cannot be read: %s", xap_reader_error(c->opened.reader));
		c->wrong++;
		return;
	}
	digest_hex(&digest, hex);
	if (strcmp(hex, m->digest) == 0)
		return;
	warn("the content has the digest %s, and %s was noted", hex, m->digest);
	c->wrong++;
}

static void check_content(struct checking *c)
{
	char *error = NULL;

	if (!opened_read(&c->opened, &error)) {
		warn("%s", error);
		free(error);
		c->wrong++;
		return;
	}
	check_structure(c);
	check_counts(c);
	check_digest(c);
}

static void print_found(const struct checking *c, bool quiet)
{
	const struct manifest *m = &c->opened.build.manifest;
	struct buf out;

	buf_init(&out);
	if (!quiet) {
		buf_addf(&out, "build %u, made %s by hrindex %s\n", m->number, m->made, m->program);
		buf_add_thousands(&out, m->file_count);
		buf_addf(&out, " files: hashes; %s", c->structure ? "Xapian's structure; " : "");
		buf_add_thousands(&out, m->sources);
		buf_add_str(&out, " sources, ");
		buf_add_thousands(&out, m->passages);
		buf_add_str(&out, " passages, ");
		buf_add_thousands(&out, m->notes);
		buf_addf(&out, " notes: counts; content: %s\n", c->wrong == 0 ? "all as noted" : "NOT as noted");
	}
	buf_addf(&out, "digest %s\n", m->digest);
	command_write(buf_span(&out));
	buf_release(&out);
}

/* What holds the readers of foreign files; it needs no index. */
static int print_sandbox(void)
{
	struct buf out;

	buf_init(&out);
	sandbox_describe(&out);
	command_write(buf_span(&out));
	buf_release(&out);
	return command_finish(STATUS_OK);
}

int check_command(const struct options *o)
{
	char *index, *error = NULL;
	struct checking c = {.wrong = 0};

	if (o->sandbox)
		return print_sandbox();
	if (!limits_files(&error))
		return command_fail(error);
	index = command_index(o);
	if (build_live(index) != 0)
		c.wrong += check_current(index);
	if (!opened_build(&c.opened, index, &error)) {
		free(index);
		return command_fail(error);
	}
	free(index);
	c.wrong += check_files(&c.opened.build);
	/* A damaged database may crash what reads it: its bytes are vouched for first. */
	if (c.wrong == 0)
		check_content(&c);
	print_found(&c, o->quiet);
	opened_close(&c.opened);
	if (c.wrong != 0)
		return command_fail(error_message("the index is damaged: go back with hrindex rollback, or build it again"));
	return command_finish(STATUS_OK);
}
