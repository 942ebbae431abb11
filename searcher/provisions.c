#include "searcher/provisions.h"

#include "render/json.h"
#include "searcher/headline.h"
#include "searcher/print_parts.h"
#include "searcher/provision_table.h"
#include "text/instrument_title.h"

#define NAME_COLUMNS 24 /* behind which the counts stand */

static void add_text(struct buf *out, const struct provision_table *t)
{
	struct span last = span_of("");
	struct buf name;

	buf_init(&name);
	for (size_t i = 0; i < t->count; i++) {
		const struct provision_row *row = &t->rows[i];

		if (i == 0 || !span_eq(row->of.instrument, last)) {
			buf_add_str(out, i == 0 ? "" : "\n");
			buf_clear(&name);
			if (row->of.instrument.len == 0)
				buf_add_str(&name, "instrument not known");
			else
				instrument_title(library_instruments(t->library), row->of.instrument, &name);
			layout_add_safe(out, buf_span(&name));
			if (row->of.instrument.len != 0)
				buf_addf(out, " (%.*s)", (int)row->of.instrument.len, row->of.instrument.data);
			buf_add_char(out, '\n');
			last = row->of.instrument;
		}
		buf_clear(&name);
		provision_add(&name, &row->of);
		buf_add_str(out, "  ");
		layout_add_safe(out, buf_span(&name));
		for (size_t k = layout_columns(buf_span(&name)); k < NAME_COLUMNS; k++)
			buf_add_char(out, ' ');
		buf_add_char(out, ' ');
		print_count(out, row->passages, "passage", "passages");
		buf_add_str(out, " in ");
		print_count(out, row->sources, "source\n", "sources\n");
	}
	buf_release(&name);
}

static void add_tsv(struct buf *out, const struct provision_table *t)
{
	buf_add_str(out, "instrument\tunit\tarticle\tparagraph\tsubparagraph\tpassages\tsources\n");
	for (size_t i = 0; i < t->count; i++) {
		const struct provision *p = &t->rows[i].of;
		const struct span cells[] = {p->instrument, span_of(provision_unit_name(p->unit)), p->article,
		                             p->paragraph, p->subparagraph};

		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			layout_add_safe(out, cells[k]);
			buf_add_char(out, '\t');
		}
		buf_addf(out, "%u\t%u\n", (unsigned)t->rows[i].passages, (unsigned)t->rows[i].sources);
	}
}

static void add_json(struct buf *out, const struct provision_table *t)
{
	for (size_t i = 0; i < t->count; i++) {
		json_t *row = json_object();

		json_object_set_new(row, "schema", json_string(JSON_SCHEMA));
		json_object_update_new(row, json_provision(&t->rows[i].of));
		json_object_set_new(row, "passages", json_integer(t->rows[i].passages));
		json_object_set_new(row, "sources", json_integer(t->rows[i].sources));
		json_line(out, row);
	}
}

bool provisions_print(struct buf *out, const struct library *l, const struct plan *plan,
                      const struct print_options *o, size_t *rows, char **error)
{
	struct provision_table t;
	bool good;

	provision_table_init(&t, l);
	good = provision_table_fill(&t, plan, error);
	if (good && o->output == OUTPUT_JSON)
		add_json(out, &t);
	else if (good && o->output == OUTPUT_TSV)
		add_tsv(out, &t);
	else if (good)
		add_text(out, &t);
	*rows = t.count;
	provision_table_release(&t);
	return good;
}
