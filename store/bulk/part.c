#include "store/bulk/part.h"

#include "store/bulk/code.h"
#include "store/files.h"

#include <stdlib.h>

#define NAME "part"
#define FILE_MOST ((size_t)1 << 30)
#define TOTALS 5

const char part_runs[] = "runs";

void part_init(struct part *p)
{
	memset(p, 0, sizeof *p);
	slots_init(&p->slots);
}

void part_release(struct part *p)
{
	free(p->runs);
	slots_release(&p->slots);
}

/* ---- writing ---- */

static void put_slots(struct buf *out, const struct slots *s)
{
	code_vint(out, s->count);
	for (size_t i = 0; i < s->count; i++) {
		code_vint(out, s->items[i].slot);
		code_vint(out, s->items[i].count);
		code_span(out, buf_span(&s->items[i].least));
		code_span(out, buf_span(&s->items[i].greatest));
	}
}

static void put_part(struct buf *out, const struct part *p)
{
	const struct version_totals *t = &p->totals;
	const uint64_t totals[TOTALS] = {t->documents, t->length, t->shortest, t->longest, t->wdf};

	for (size_t i = 0; i < TOTALS; i++)
		code_vint(out, totals[i]);
	code_vint(out, p->run_count);
	for (size_t i = 0; i < p->run_count; i++) {
		code_vint(out, p->runs[i].start);
		code_vint(out, p->runs[i].end);
	}
	put_slots(out, &p->slots);
}

bool part_write(const struct part *p, const char *folder, char **error)
{
	struct buf out;
	bool good;

	buf_init(&out);
	put_part(&out, p);
	good = spool_file(folder, NAME, buf_span(&out), error);
	buf_release(&out);
	return good;
}

/* ---- reading ---- */

struct taking {
	const char *at, *end;
};

static bool take(struct taking *t, uint64_t *n)
{
	return code_vint_take(&t->at, t->end, n);
}

static bool take_small(struct taking *t, uint32_t *n)
{
	return code_vint_take_small(&t->at, t->end, n);
}

static bool take_span(struct taking *t, struct span *out)
{
	return code_span_take(&t->at, t->end, out);
}

static bool take_runs(struct taking *t, struct part *p)
{
	uint64_t count;

	if (!take(t, &count))
		return false;
	while (p->run_count < count) {
		struct run run;

		if (!take(t, &run.start) || !take(t, &run.end))
			return false;
		ARRAY_GROW(p->runs, p->run_count, p->run_cap);
		p->runs[p->run_count++] = run;
	}
	return true;
}

static bool take_slots(struct taking *t, struct slots *s)
{
	struct span least, greatest;
	uint32_t slot, values;
	uint64_t count;

	if (!take(t, &count))
		return false;
	for (; count != 0; count--) {
		if (!take_small(t, &slot) || !take_small(t, &values) || !take_span(t, &least) || !take_span(t, &greatest))
			return false;
		slots_note_all(s, slot, values, least, greatest);
	}
	return true;
}

static bool take_part(struct taking *t, struct part *p)
{
	struct version_totals *all = &p->totals;

	return take_small(t, &all->documents) && take(t, &all->length) && take(t, &all->shortest) &&
	       take(t, &all->longest) && take(t, &all->wdf) && take_runs(t, p) && take_slots(t, &p->slots) && t->at == t->end;
}

bool part_read(struct part *p, const char *folder, char **error)
{
	char *path = path_join(folder, NAME);
	struct buf file;
	bool good;

	buf_init(&file);
	good = file_read(path, FILE_MOST, &file, error);
	if (good && !take_part(&(struct taking){file.data, file.data + file.len}, p)) {
		*error = error_message("%s is damaged", path);
		good = false;
	}
	buf_release(&file);
	free(path);
	return good;
}
