#include "store/bulk/bulk.h"

#include "store/bulk/aside.h"
#include "store/bulk/code.h"
#include "store/bulk/filing.h"
#include "store/bulk/postlist.h"
#include "store/bulk/sample.h"
#include "store/bulk/slots.h"
#include "store/bulk/version.h"
#include "store/files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define TABLES_WRITTEN (TABLE_POSITION + 1) /* the others are the library's alone */

struct bulk {
	char *folder;
	size_t budget;
	struct deflater *deflater;
	struct table tables[TABLES_WRITTEN];
	struct filing filing;
	struct settled settled;
	struct inverter inverter;
	struct slots slots;
	struct version_totals totals;
	struct sample sample;
	struct spool aside, runs;
	struct run *run; /* what `runs` holds, in order */
	size_t run_count, run_cap;
	struct buf body, positions, slot;
	uint32_t *unknown; /* terms of the passage at work whose lists are to be looked up */
	size_t unknown_cap;
};

/* ---- opening ---- */

static void begin(struct bulk *b)
{
	for (size_t i = 0; i < TABLES_WRITTEN; i++)
		table_init(&b->tables[i], b->folder, version_tables[i], version_deflate_over[i], b->deflater);
	filing_init(&b->filing, &b->tables[TABLE_TERMLIST], &b->tables[TABLE_DOCDATA]);
	settled_init(&b->settled);
	inverter_init(&b->inverter);
	slots_init(&b->slots);
	sample_begin(&b->sample, b->folder);
	aside_begin(&b->aside, b->folder);
	spool_open(&b->runs, b->folder, "runs");
	buf_init(&b->body);
	buf_init(&b->positions);
	buf_init(&b->slot);
}

static void give_up(void *state)
{
	struct bulk *b = state;

	for (size_t i = 0; i < TABLES_WRITTEN; i++)
		table_release(&b->tables[i]);
	filing_release(&b->filing);
	settled_release(&b->settled);
	inverter_release(&b->inverter);
	slots_release(&b->slots);
	sample_release(&b->sample);
	spool_release(&b->aside);
	spool_release(&b->runs);
	free(b->run);
	free(b->unknown);
	buf_release(&b->body);
	buf_release(&b->positions);
	buf_release(&b->slot);
	deflater_free(b->deflater);
	free(b->folder);
	free(b);
}

/* ---- failures ---- */

/* The first of the files that failed; XAP_OK if none did. */
static enum xap_status status_of(struct bulk *b, char *error)
{
	const struct spool *files[TABLES_WRITTEN + 3] = {&b->sample.file, &b->aside, &b->runs};

	for (size_t i = 0; i < TABLES_WRITTEN; i++)
		files[3 + i] = &b->tables[i].file;
	for (size_t i = 0; i < TABLES_WRITTEN + 3; i++) {
		int failed = files[i]->error;

		if (failed == 0)
			continue;
		snprintf(error, XAP_MESSAGE, "cannot write %s: %s", files[i]->path, strerror(failed));
		return failed == ENOSPC || failed == EDQUOT ? XAP_FULL : XAP_FAILED;
	}
	return XAP_OK;
}

static enum xap_status refuse(char *error, const char *what)
{
	snprintf(error, XAP_MESSAGE, "%s", what);
	return XAP_FAILED;
}

/* ---- adding ---- */

/* A record of no position. */
static struct span short_body(char out[VINT_MOST + 1], const struct settled_term *t)
{
	char *at = vint_put(out, t->wdf);

	*at++ = 0;
	return span_make(out, (size_t)(at - out));
}

static struct span long_body(struct bulk *b, const struct settled_term *t)
{
	buf_clear(&b->body);
	buf_clear(&b->positions);
	code_positions(&b->positions, t->positions, t->count);
	code_vint(&b->body, t->wdf);
	code_vint(&b->body, b->positions.len);
	buf_add_span(&b->body, buf_span(&b->positions));
	return buf_span(&b->body);
}

static void add_term(struct bulk *b, uint32_t number, const struct settled_term *t)
{
	char small[VINT_MOST + 1];
	struct span body = t->count == 0 ? short_body(small, t) : long_body(b, t);

	inverter_add(&b->inverter, t->list, number, t->wdf, body);
	if (t->wdf > b->totals.wdf)
		b->totals.wdf = t->wdf;
}

/* What a numbered term's list is known to be; for the others what looking it up will need is asked for. */
static bool is_known(struct bulk *b, struct settled_term *t)
{
	uint32_t known = t->number == 0 ? 0 : *inverter_known(&b->inverter, t->number);

	if (known != 0) {
		t->list = known - 1;
		inverter_ask_list(&b->inverter, t->list);
		return true;
	}
	t->hash = inverter_hash(LIST_TERM, t->term);
	inverter_ask_slot(&b->inverter, t->hash);
	return false;
}

static void find_list(struct bulk *b, struct settled_term *t)
{
	t->list = inverter_list(&b->inverter, LIST_TERM, t->term, t->hash);
	if (t->number != 0)
		*inverter_known(&b->inverter, t->number) = t->list + 1;
}

static void add_terms(struct bulk *b, uint32_t number)
{
	struct settled_term *terms = b->settled.terms;
	size_t count = b->settled.term_count, unknown = 0;

	if (b->unknown_cap < count) {
		b->unknown_cap = 2 * count;
		b->unknown = mem_realloc(b->unknown, b->unknown_cap * sizeof *b->unknown);
	}
	inverter_numbering(&b->inverter, b->settled.numbering);
	for (size_t i = 0; i < count; i++)
		if (!is_known(b, &terms[i]))
			b->unknown[unknown++] = (uint32_t)i;
	for (size_t i = 0; i < unknown; i++)
		find_list(b, &terms[b->unknown[i]]);
	for (size_t i = 0; i < count; i++)
		inverter_ask_end(&b->inverter, terms[i].list);
	for (size_t i = 0; i < count; i++)
		add_term(b, number, &terms[i]);
}

static uint32_t list_of(struct bulk *b, enum list_kind kind, struct span key)
{
	return inverter_list(&b->inverter, kind, key, inverter_hash(kind, key));
}

static void add_value(struct bulk *b, uint32_t number, const struct settled_value *v)
{
	slots_note(&b->slots, v->slot, v->value);
	buf_clear(&b->slot);
	code_vint(&b->slot, v->slot);
	buf_clear(&b->body);
	code_vint(&b->body, v->value.len);
	buf_add_span(&b->body, v->value);
	inverter_add(&b->inverter, list_of(b, LIST_VALUES, buf_span(&b->slot)), number, 0, buf_span(&b->body));
}

static void add_length(struct bulk *b, uint32_t number, uint64_t length)
{
	struct version_totals *t = &b->totals;

	buf_clear(&b->body);
	code_vint(&b->body, length);
	inverter_add(&b->inverter, list_of(b, LIST_LENGTHS, span_make("", 0)), number, 0, buf_span(&b->body));
	if (length != 0 && (t->shortest == 0 || length < t->shortest))
		t->shortest = length;
	if (length > t->longest)
		t->longest = length;
	t->length += length;
}

/* Puts what the inverter holds aside. */
static void spill(struct bulk *b)
{
	ARRAY_GROW(b->run, b->run_count, b->run_cap);
	run_write(&b->run[b->run_count++], &b->runs, &b->inverter);
	inverter_clear(&b->inverter);
}

static enum xap_status add(void *state, const struct xap_document *d, char *error)
{
	struct bulk *b = state;
	uint32_t number;

	settled_make(&b->settled, d);
	if (b->totals.documents == UINT32_MAX || b->settled.length > UINT32_MAX)
		return refuse(error, "more passages, or a longer one, than Xapian takes");
	number = ++b->totals.documents;
	sample_note(&b->sample, number, d);
	add_terms(b, number);
	for (size_t i = 0; i < b->settled.value_count; i++)
		add_value(b, number, &b->settled.values[i]);
	add_length(b, number, b->settled.length);
	filing_put(&b->filing, number, &b->settled, buf_span(&d->data));
	if (inverter_memory(&b->inverter) > b->budget)
		spill(b);
	return status_of(b, error);
}

static enum xap_status set_metadata(void *state, struct span key, struct span value, char *error)
{
	struct bulk *b = state;

	aside_note(&b->aside, key, value);
	return status_of(b, error);
}

/* ---- finishing ---- */

/* The lists out of all runs, or straight out of memory when there are none. */
static bool write_lists(struct bulk *b, char *error)
{
	size_t count = b->run_count != 0 ? b->run_count : 1;
	struct feed *feeds = mem_zalloc(count * sizeof *feeds);
	struct list_writer writer;
	bool good;

	for (size_t i = 0; i < b->run_count; i++)
		feed_run(&feeds[i], b->runs.fd, b->run[i]);
	if (b->run_count == 0)
		feed_memory(&feeds[0], &b->inverter);
	list_writer_init(&writer, &b->tables[TABLE_POSTLIST], &b->tables[TABLE_POSITION]);
	good = list_writer_merge(&writer, feeds, count);
	if (!good)
		snprintf(error, XAP_MESSAGE, "cannot merge %s: %s", b->runs.path,
		         writer.overflow ? "a term occurs more often than Xapian counts" : strerror(errno));
	list_writer_release(&writer);
	for (size_t i = 0; i < count; i++)
		feed_release(&feeds[i]);
	free(feeds);
	return good;
}

/* All tables, and then the file that makes a database of them. */
static enum xap_status write_database(struct bulk *b, char *error)
{
	struct table_root roots[TABLE_COUNT] = {{0, 0, 0, 0}};
	enum xap_status status;
	char *why = NULL;
	bool good;

	if (b->run_count != 0 && b->inverter.count != 0)
		spill(b);
	if (b->run_count != 0) {
		inverter_release(&b->inverter);
		inverter_init(&b->inverter);
	}
	slots_write(&b->slots, &b->tables[TABLE_POSTLIST]);
	good = write_lists(b, error);
	for (size_t i = 0; i < TABLES_WRITTEN; i++)
		table_close(&b->tables[i], &roots[i]);
	status = status_of(b, error);
	if (status == XAP_OK && !good)
		return XAP_FAILED;
	if (status == XAP_OK && !version_write(b->folder, roots, &b->totals, &why)) {
		status = refuse(error, why);
		free(why);
	}
	return status;
}

/* A database without documents is left to the library. */
static void drop_tables(struct bulk *b)
{
	struct table_root root;

	for (size_t i = 0; i < TABLES_WRITTEN; i++)
		table_close(&b->tables[i], &root);
}

static enum xap_status finish(void *state, char *error)
{
	struct bulk *b = state;
	bool empty = b->totals.documents == 0;
	enum xap_status status = status_of(b, error);

	if (empty)
		drop_tables(b);
	else if (status == XAP_OK)
		status = write_database(b, error);
	if (status == XAP_OK) {
		spool_close(&b->runs);
		unlink(b->runs.path);
		sample_end(&b->sample);
		status = status_of(b, error);
	}
	if (status == XAP_OK)
		status = aside_end(&b->aside, b->folder, empty, error);
	give_up(b);
	return status;
}

static enum xap_status commit(void *state, char *error)
{
	return status_of(state, error);
}

enum xap_status bulk_create(struct xap_writer **out, const char *path, size_t budget, enum deflate_kind deflate)
{
	static const struct xap_way way = {add, set_metadata, commit, finish, give_up};
	struct bulk *b;

	if (mkdir(path, 0777) != 0)
		return xap_writer_wrap(out, &way, NULL, strerror(errno));
	b = mem_zalloc(sizeof *b);
	b->folder = mem_strdup(path);
	b->budget = budget;
	b->deflater = deflater_new(deflate);
	begin(b);
	xap_writer_wrap(out, &way, b, NULL);
	return xap_writer_commit(*out);
}
