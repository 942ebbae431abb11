#include "store/bulk/sample.h"

#include "store/bulk/code.h"
#include "store/files.h"

#include <errno.h>
#include <sys/stat.h>

#define PENDING_MOST ((size_t)128 * 1024)

/* ---- writing ---- */

void sample_begin(struct sample *s, const char *folder)
{
	memset(&s->totals, 0, sizeof s->totals);
	spool_open(&s->file, folder, "sample");
	buf_init(&s->record);
}

void sample_release(struct sample *s)
{
	spool_release(&s->file);
	buf_release(&s->record);
}

static void put_record(struct sample *s)
{
	code_span(&s->file.pending, buf_span(&s->record));
	spool_drain(&s->file, PENDING_MOST);
	buf_clear(&s->record);
}

static void put_document(struct buf *out, const struct xap_document *d)
{
	code_vint(out, d->term_count);
	for (size_t i = 0; i < d->term_count; i++) {
		const struct xap_document_term *t = &d->terms[i];

		code_span(out, xap_document_term_bytes(d, t));
		code_vint(out, t->wdf);
		code_vint(out, t->count);
		for (size_t k = 0; k < t->count; k++)
			code_vint(out, d->positions[t->first + k]);
	}
	code_vint(out, d->value_count);
	for (size_t i = 0; i < d->value_count; i++) {
		const struct xap_document_value *v = &d->values[i];

		code_vint(out, v->slot);
		code_span(out, xap_document_bytes(d, v->at, v->len));
	}
	code_span(out, buf_span(&d->data));
}

/* By a hash, so that no regularity of the documents falls in step with it (Knuth's multiplier). */
static bool is_sampled(uint32_t number)
{
	return number <= SAMPLE_ALWAYS || (number * UINT32_C(2654435761)) >> 16 < 65536 / SAMPLE_EVERY;
}

static void count(struct sample_totals *t, const struct xap_document *d)
{
	uint64_t length = 0;

	for (size_t i = 0; i < d->term_count; i++)
		length += d->terms[i].wdf;
	t->documents++;
	t->length += length;
	if (length != 0 && (t->shortest == 0 || length < t->shortest))
		t->shortest = length;
	if (length > t->longest)
		t->longest = length;
}

void sample_note(struct sample *s, uint32_t number, const struct xap_document *d)
{
	count(&s->totals, d);
	if (!is_sampled(number))
		return;
	code_vint(&s->record, number);
	put_document(&s->record, d);
	put_record(s);
}

bool sample_end(struct sample *s)
{
	const struct sample_totals *t = &s->totals;
	const uint64_t numbers[] = {0, t->documents, t->length, t->shortest, t->longest};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		code_vint(&s->record, numbers[i]);
	put_record(s);
	return spool_close(&s->file);
}

/* ---- reading ---- */

bool sample_open(struct sample_reader *r, const char *path, char **error)
{
	struct stat st;

	memset(r, 0, sizeof *r);
	buf_init(&r->record);
	r->file = fopen(path, "rbe");
	if (r->file == NULL || fstat(fileno(r->file), &st) != 0) {
		*error = file_error("read", path);
		return false;
	}
	r->left = (uint64_t)st.st_size;
	return true;
}

void sample_close(struct sample_reader *r)
{
	if (r->file != NULL)
		fclose(r->file);
	buf_release(&r->record);
}

/* The next record; false at the end of the file too, which no sample ends with. */
static bool take_record(struct sample_reader *r)
{
	uint64_t len = 0;
	int c = 0x80;

	for (unsigned shift = 0; c >= 0x80 && shift < 64; shift += 7) {
		if (r->left == 0 || (c = getc(r->file)) == EOF)
			return false;
		len |= (uint64_t)(c & 0x7F) << shift;
		r->left--;
	}
	if (len > r->left)
		return false;
	buf_clear(&r->record);
	buf_reserve(&r->record, (size_t)len);
	if (fread(r->record.data, 1, (size_t)len, r->file) != len)
		return false;
	r->left -= len;
	r->at = r->record.data;
	r->end = r->record.data + len;
	return true;
}

static bool take_span(struct sample_reader *r, struct span *out)
{
	return code_span_take(&r->at, r->end, out);
}

static bool take_number(struct sample_reader *r, uint32_t *n)
{
	return code_vint_take_small(&r->at, r->end, n);
}

static bool take_term(struct sample_reader *r, struct xap_document *d)
{
	uint32_t wdf, count, position;
	struct span term;

	if (!take_span(r, &term) || !take_number(r, &wdf) || !take_number(r, &count) ||
	    xap_document_term(d, term, wdf) != XAP_OK)
		return false;
	while (count-- != 0)
		if (!take_number(r, &position) || xap_document_posting(d, term, position, 0) != XAP_OK)
			return false;
	return true;
}

static bool take_document(struct sample_reader *r, struct xap_document *d)
{
	uint32_t count, slot;
	struct span bytes;

	xap_document_clear(d);
	if (!take_number(r, &count))
		return false;
	while (count-- != 0)
		if (!take_term(r, d))
			return false;
	if (!take_number(r, &count))
		return false;
	while (count-- != 0)
		if (!take_number(r, &slot) || !take_span(r, &bytes) ||
		    xap_document_value(d, slot, bytes) != XAP_OK)
			return false;
	return take_span(r, &bytes) && xap_document_data(d, bytes) == XAP_OK && r->at == r->end;
}

static bool take_totals(struct sample_reader *r, struct sample_totals *t)
{
	uint64_t *const numbers[] = {&t->documents, &t->length, &t->shortest, &t->longest};

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!code_vint_take(&r->at, r->end, numbers[i]))
			return false;
	return r->at == r->end && r->left == 0;
}

bool sample_take(struct sample_reader *r, uint32_t *number, struct xap_document *d,
                 struct sample_totals *totals)
{
	if (!take_record(r) || !take_number(r, number))
		return false;
	return *number == 0 ? take_totals(r, totals) : take_document(r, d);
}
