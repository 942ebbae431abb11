#include "indexer/building.h"

#include "store/files.h"
#include "text/warn.h"

#include <stdio.h>
#include <stdlib.h>

#define FAILURES_SHOWN 100 /* on stderr after a build; `list --failed` has them all */

static void add_counts(struct buf *out, const struct tally *t)
{
	buf_add_str(out, "Checking  ");
	buf_add_thousands(out, t->passages);
	buf_add_str(out, t->passages == 1 ? " passage, " : " passages, ");
	buf_add_thousands(out, t->notes);
	buf_addf(out, " note%s, %zu language%s\n", t->notes == 1 ? "" : "s", t->language_count,
	         t->language_count == 1 ? "" : "s");
}

/* What could not be read, and why: said even with --quiet, since nothing may be missing silently. */
static void add_failures(struct buf *out, const struct failures *f)
{
	uint64_t files = failures_files(f), lines = failures_lines(f);

	if (f->count == 0)
		return;
	if (files != 0) {
		buf_add_thousands(out, files);
		buf_add_str(out, files == 1 ? " file" : " files");
	}
	if (lines != 0) {
		buf_add_str(out, files != 0 ? " and " : "");
		buf_add_thousands(out, lines);
		buf_add_str(out, lines == 1 ? " line" : " lines");
	}
	buf_add_str(out, " could not be read:\n");
	failures_print(out, f, FAILURES_SHOWN);
	if (f->count > FAILURES_SHOWN) {
		buf_add_str(out, "  … and ");
		buf_add_thousands(out, f->count - FAILURES_SHOWN);
		buf_add_str(out, " more: hrindex list --failed\n");
	}
}

static void add_all(struct building *b, const struct failures *more)
{
	for (size_t i = 0; i < more->count; i++) {
		const struct failure *f = &more->items[i];

		failures_add_lines(&b->tally.failures, span_of(f->file), span_of(f->reason), f->lines);
		events_failed(&b->events, span_of(f->file), span_of(f->reason), f->lines);
	}
}

/* What the walk could not read, and lines of the files that are kept, beside what the workers could not. */
static void collect_failures(struct building *b)
{
	add_all(b, &b->walk.failures);
	for (size_t i = 0; i < b->walk.count; i++)
		if (b->walk.files[i].unchanged)
			add_all(b, file_entry_failures(b->walk.files[i].known));
	failures_sort(&b->tally.failures);
}

/* Why there is no new build, though nothing went wrong. */
static char *nothing_left(const struct building *b)
{
	if (b->base != NULL)
		return error_message("nothing would be left in the index, so no build was made; the live build is as it "
		                     "was");
	return error_message("nothing could be read, so no build was made; %s",
	                     b->before != 0 ? "the live build is as it was" : "there is no live build");
}

bool building_something_read(struct building *b, char **error)
{
	collect_failures(b);
	catalogues_warn_unused(&b->catalogues);
	if (b->tally.passages != 0)
		return true;
	building_say_failures(b);
	*error = nothing_left(b);
	return false;
}

static void add_live(struct buf *out, const struct building *b)
{
	const struct manifest *m = &b->build.manifest;
	uint64_t size = 0;

	for (size_t i = 0; i < m->file_count; i++)
		size += m->files[i].size;
	buf_addf(out, "Live: build %u", m->number);
	if (b->before != 0)
		buf_addf(out, " (was %u)", b->before);
	buf_add_str(out, ".  Index ");
	add_size(out, size);
	buf_add_str(out, ".\n");
}

void building_say_live(const struct building *b)
{
	struct buf out;

	if (b->options->quiet)
		return;
	buf_init(&out);
	add_counts(&out, &b->tally);
	add_live(&out, b);
	fputs(out.data, stderr);
	buf_release(&out);
}

void building_say_failures(const struct building *b)
{
	struct buf out;

	buf_init(&out);
	add_failures(&out, &b->tally.failures);
	fputs(out.data, stderr);
	buf_release(&out);
}

void building_sum_up(const struct building *b)
{
	struct buf out;

	buf_init(&out);
	if (!b->options->quiet)
		add_counts(&out, &b->tally);
	add_failures(&out, &b->tally.failures);
	if (!b->options->quiet)
		add_live(&out, b);
	fputs(out.data, stderr);
	buf_release(&out);
}
