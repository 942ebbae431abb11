#include "store/bulk/bulk.h"

#include "store/bulk/aside.h"
#include "store/bulk/code.h"
#include "store/bulk/filing.h"
#include "store/bulk/part.h"
#include "store/bulk/sample.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct bulk {
	char *folder;
	size_t budget;
	struct filing filing;
	struct settled settled;
	struct inverter inverter;
	struct sample sample;
	struct spool aside, runs;
	struct part part;
	struct buf body, positions, slot;
	uint32_t *unknown; /* terms of the passage at work whose lists are to be looked up */
	size_t unknown_cap;
};

/* ---- opening ---- */

static void begin(struct bulk *b)
{
	filing_begin(&b->filing, b->folder);
	settled_init(&b->settled);
	inverter_init(&b->inverter);
	sample_begin(&b->sample, b->folder);
	spool_open(&b->aside, b->folder, aside_name);
	spool_open(&b->runs, b->folder, part_runs);
	part_init(&b->part);
	buf_init(&b->body);
	buf_init(&b->positions);
	buf_init(&b->slot);
}

static void give_up(void *state)
{
	struct bulk *b = state;

	filing_release(&b->filing);
	settled_release(&b->settled);
	inverter_release(&b->inverter);
	sample_release(&b->sample);
	spool_release(&b->aside);
	spool_release(&b->runs);
	part_release(&b->part);
	free(b->unknown);
	buf_release(&b->body);
	buf_release(&b->positions);
	buf_release(&b->slot);
	free(b->folder);
	free(b);
}

/* ---- failures ---- */

/* What a file that may have failed makes of the whole. */
static enum xap_status status_of_file(const struct spool *file, char *error)
{
	if (file->error == 0)
		return XAP_OK;
	snprintf(error, XAP_MESSAGE, "cannot write %s: %s", file->path, strerror(file->error));
	return file->error == ENOSPC || file->error == EDQUOT ? XAP_FULL : XAP_FAILED;
}

/* Of the first of the files that failed. */
static enum xap_status status_of(const struct bulk *b, char *error)
{
	const struct spool *files[] = {&b->sample.file, &b->aside, &b->runs, &b->filing.terms, &b->filing.data};
	enum xap_status status = XAP_OK;

	for (size_t i = 0; i < sizeof files / sizeof *files && status == XAP_OK; i++)
		status = status_of_file(files[i], error);
	return status;
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
	code_span(&b->body, buf_span(&b->positions));
	return buf_span(&b->body);
}

static void add_term(struct bulk *b, uint32_t number, const struct settled_term *t)
{
	char small[VINT_MOST + 1];
	struct span body = t->count == 0 ? short_body(small, t) : long_body(b, t);

	inverter_add(&b->inverter, t->list, number, t->wdf, body);
	if (t->wdf > b->part.totals.wdf)
		b->part.totals.wdf = t->wdf;
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
	slots_note(&b->part.slots, v->slot, v->value);
	buf_clear(&b->slot);
	code_vint(&b->slot, v->slot);
	buf_clear(&b->body);
	code_span(&b->body, v->value);
	inverter_add(&b->inverter, list_of(b, LIST_VALUES, buf_span(&b->slot)), number, 0, buf_span(&b->body));
}

static void add_length(struct bulk *b, uint32_t number, uint64_t length)
{
	struct version_totals *t = &b->part.totals;

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
	struct part *p = &b->part;

	ARRAY_GROW(p->runs, p->run_count, p->run_cap);
	run_write(&p->runs[p->run_count++], &b->runs, &b->inverter);
	inverter_clear(&b->inverter);
}

static enum xap_status add(void *state, const struct xap_document *d, char *error)
{
	struct bulk *b = state;
	uint32_t number;

	settled_make(&b->settled, d);
	if (b->part.totals.documents == UINT32_MAX || b->settled.length > UINT32_MAX)
		return refuse(error, "more passages, or a longer one, than Xapian takes");
	number = ++b->part.totals.documents;
	sample_note(&b->sample, number, d);
	add_terms(b, number);
	for (size_t i = 0; i < b->settled.value_count; i++)
		add_value(b, number, &b->settled.values[i]);
	add_length(b, number, b->settled.length);
	filing_put(&b->filing, &b->settled, buf_span(&d->data));
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

static enum xap_status close_files(struct bulk *b, char *error)
{
	if (b->inverter.count != 0)
		spill(b);
	sample_end(&b->sample);
	filing_end(&b->filing);
	spool_close(&b->aside);
	spool_close(&b->runs);
	return status_of(b, error);
}

static enum xap_status finish(void *state, char *error)
{
	struct bulk *b = state;
	enum xap_status status = close_files(b, error);
	char *why = NULL;

	if (status == XAP_OK && !part_write(&b->part, b->folder, &why))
		status = refuse(error, why);
	free(why);
	give_up(b);
	return status;
}

static enum xap_status commit(void *state, char *error)
{
	return status_of(state, error);
}

enum xap_status bulk_create(struct xap_writer **out, const char *path, size_t budget)
{
	static const struct xap_way way = {add, set_metadata, commit, finish, give_up};
	struct bulk *b;

	if (mkdir(path, 0777) != 0)
		return xap_writer_wrap(out, &way, NULL, strerror(errno));
	b = mem_zalloc(sizeof *b);
	b->folder = mem_strdup(path);
	b->budget = budget;
	begin(b);
	xap_writer_wrap(out, &way, b, NULL);
	return xap_writer_commit(*out);
}

/* ---- more metadata ---- */

static enum xap_status no_add(void *state, const struct xap_document *d, char *error)
{
	(void)state;
	(void)d;
	return refuse(error, "its documents are all there");
}

static enum xap_status set_more(void *state, struct span key, struct span value, char *error)
{
	aside_note(state, key, value);
	return status_of_file(state, error);
}

static enum xap_status commit_more(void *state, char *error)
{
	spool_drain(state, 0);
	return status_of_file(state, error);
}

static void give_up_more(void *state)
{
	spool_release(state);
	free(state);
}

static enum xap_status finish_more(void *state, char *error)
{
	enum xap_status status;

	spool_close(state);
	status = status_of_file(state, error);
	give_up_more(state);
	return status;
}

enum xap_status bulk_open(struct xap_writer **out, const char *path)
{
	static const struct xap_way way = {no_add, set_more, commit_more, finish_more, give_up_more};
	struct spool *file = mem_alloc(sizeof *file);

	spool_open_again(file, path, aside_name);
	xap_writer_wrap(out, &way, file, NULL);
	return xap_writer_commit(*out);
}
