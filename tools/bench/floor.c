/*
 * floor: the same documents as a finished index, given to Xapian's API by a
 * program that does nothing else: the least that a build through the API can
 * take. For tools/bench/builds.
 *
 *	floor dump INDEX FILE       every document's terms, positions, values and data, in docid order
 *	floor write JOBS FILE NEW   JOBS processes write a shard each, then compaction to NEW
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/schema.h"
#include "store/xap.h"

#define JOBS_MAX 64

static void fail(const char *what)
{
	fprintf(stderr, "floor: %s\n", what);
	exit(2);
}

static void expect(bool right, const char *what)
{
	if (!right)
		fail(what);
}

static void put_number(FILE *f, uint32_t n)
{
	expect(fwrite(&n, sizeof n, 1, f) == 1, "cannot write");
}

static void put_bytes(FILE *f, struct span s)
{
	put_number(f, (uint32_t)s.len);
	expect(s.len == 0 || fwrite(s.data, s.len, 1, f) == 1, "cannot write");
}

static uint32_t get_number(FILE *f)
{
	uint32_t n;

	expect(fread(&n, sizeof n, 1, f) == 1, "the dump is cut short");
	return n;
}

static void get_bytes(FILE *f, struct buf *out)
{
	uint32_t left = get_number(f);
	char part[4096];

	buf_clear(out);
	while (left > 0) {
		size_t some = left < sizeof part ? left : sizeof part;

		expect(fread(part, some, 1, f) == 1, "the dump is cut short");
		buf_add(out, part, some);
		left -= (uint32_t)some;
	}
}

/* ---- dump: each list ends with an empty term or a slot past the last ---- */

static void dump_terms(FILE *f, struct xap_reader *r, uint32_t docid)
{
	struct xap_walk *walk;
	const uint32_t *positions;
	struct span term;
	size_t count;

	expect(xap_walk_document(&walk, r, docid) == XAP_OK, "a document has no terms");
	while (xap_walk_next(walk, &term) == XAP_OK) {
		expect(xap_walk_positions(walk, &positions, &count) == XAP_OK, "cannot read positions");
		put_bytes(f, term);
		put_number(f, xap_walk_frequency(walk));
		put_number(f, (uint32_t)count);
		for (size_t i = 0; i < count; i++)
			put_number(f, positions[i]);
	}
	put_bytes(f, span_of(""));
	xap_walk_free(walk);
}

static void dump_document(FILE *f, struct xap_reader *r, uint32_t docid)
{
	struct buf scratch;

	buf_init(&scratch);
	dump_terms(f, r, docid);
	for (uint32_t slot = 0; slot < SLOT_COUNT; slot++) {
		buf_clear(&scratch);
		xap_reader_value(r, docid, slot, &scratch);
		put_bytes(f, buf_span(&scratch));
	}
	expect(xap_reader_data(r, docid, &scratch) == XAP_OK, "cannot read a record");
	put_bytes(f, buf_span(&scratch));
	buf_release(&scratch);
}

static void dump(const char *index, const char *path)
{
	struct xap_reader *reader;
	struct xap_stats stats;
	char *error = NULL;
	FILE *f = fopen(path, "wb");

	expect(f != NULL, "cannot create the dump");
	expect(xap_reader_open(&reader, &index, 1, &error) == XAP_OK, "cannot open the index");
	expect(xap_reader_stats(reader, &stats) == XAP_OK, "cannot read the index");
	put_number(f, stats.documents);
	for (uint32_t docid = 1; docid <= stats.documents; docid++)
		dump_document(f, reader, docid);
	xap_reader_close(reader);
	expect(fclose(f) == 0, "cannot write");
}

/* ---- write ---- */

static void read_terms(FILE *f, struct xap_document *d, struct buf *scratch)
{
	for (get_bytes(f, scratch); scratch->len != 0; get_bytes(f, scratch)) {
		xap_document_term(d, buf_span(scratch), get_number(f));
		for (uint32_t count = get_number(f); count > 0; count--)
			xap_document_posting(d, buf_span(scratch), get_number(f), 0);
	}
}

static void read_document(FILE *f, struct xap_document *d, struct buf *scratch)
{
	xap_document_clear(d);
	read_terms(f, d, scratch);
	for (uint32_t slot = 0; slot < SLOT_COUNT; slot++) {
		get_bytes(f, scratch);
		if (scratch->len != 0)
			xap_document_value(d, slot, buf_span(scratch));
	}
	get_bytes(f, scratch);
	xap_document_data(d, buf_span(scratch));
}

/* Documents job, job + jobs, …: each process reads the whole dump, which costs little. */
static void write_shard(const char *dump_path, const char *shard, uint32_t job, uint32_t jobs)
{
	FILE *f = fopen(dump_path, "rb");
	struct xap_document *d = xap_document_new();
	struct xap_writer *w;
	struct buf scratch;

	expect(f != NULL, "cannot open the dump");
	expect(xap_writer_create(&w, shard) == XAP_OK, "cannot create a shard");
	buf_init(&scratch);
	for (uint32_t i = 0, count = get_number(f); i < count; i++) {
		read_document(f, d, &scratch);
		if (i % jobs == job)
			expect(xap_writer_add(w, d) == XAP_OK, "cannot add a document");
	}
	expect(xap_writer_close(w) == XAP_OK, "cannot finish a shard");
	buf_release(&scratch);
	xap_document_free(d);
	fclose(f);
}

static void write_all(uint32_t jobs, const char *dump_path, const char *new_path)
{
	char names[JOBS_MAX][4096];
	const char *shards[JOBS_MAX];
	char *error = NULL;
	int status;

	for (uint32_t job = 0; job < jobs; job++) {
		snprintf(names[job], sizeof names[job], "%s.%u", new_path, job);
		shards[job] = names[job];
		if (fork() == 0) {
			write_shard(dump_path, shards[job], job, jobs);
			_exit(0);
		}
	}
	for (uint32_t job = 0; job < jobs; job++)
		expect(wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0, "a shard failed");
	expect(xap_compact(shards, jobs, new_path, &error) == XAP_OK, "cannot compact");
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "dump") == 0) {
		dump(argv[2], argv[3]);
	} else if (argc == 5 && strcmp(argv[1], "write") == 0) {
		unsigned long jobs = strtoul(argv[2], NULL, 10);

		expect(jobs >= 1 && jobs <= JOBS_MAX, "JOBS is 1 to 64");
		write_all((uint32_t)jobs, argv[3], argv[4]);
	} else {
		fail("usage: floor dump INDEX FILE | floor write JOBS FILE NEW");
	}
	return 0;
}
