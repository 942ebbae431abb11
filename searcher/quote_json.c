#include "searcher/quote_print.h"

#include "render/cite.h"
#include "render/json.h"

static json_t *difference(const struct quote_difference *d)
{
	json_t *o = json_object(), *at = json_object();

	json_object_set_new(at, "start", json_integer((json_int_t)d->said_at.start));
	json_object_set_new(at, "end", json_integer((json_int_t)d->said_at.end));
	json_object_set_new(o, "kind", json_string(d->kind));
	json_object_set_new(o, "said", json_text(d->said));
	json_object_set_new(o, "source", json_text(d->source));
	json_object_set_new(o, "said_near", json_text(d->said_near));
	json_object_set_new(o, "source_near", json_text(d->source_near));
	json_object_set_new(o, "said_at", at);
	json_object_set_new(o, "ranges", json_ranges(d->ranges, d->range_count));
	json_object_set_new(o, "negation", json_boolean(d->negation));
	return o;
}

static json_t *differences(const struct quote_result *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->difference_count; i++)
		json_array_append_new(array, difference(&r->differences[i]));
	return array;
}

static json_t *omissions(const struct quote_result *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->omission_count; i++) {
		json_t *o = json_object();

		json_object_set_new(o, "text", json_text(r->omissions[i].text));
		json_object_set_new(o, "ranges", json_ranges(r->omissions[i].ranges, r->omissions[i].range_count));
		json_object_set_new(o, "negation", json_boolean(r->omissions[i].negation));
		json_array_append_new(array, o);
	}
	return array;
}

static json_t *citation(struct citation c)
{
	struct buf line;
	json_t *string;

	buf_init(&line);
	cite_style(&line, CITE_PLAIN, &c);
	string = json_text(buf_span(&line));
	buf_release(&line);
	return string;
}

/* A passage as the quotation's place names it. */
static json_t *place(struct citation c)
{
	json_t *o = json_object();

	json_object_set_new(o, "id", json_string(c.record->id));
	json_object_set_new(o, "source", json_text(span_of(c.source->meta.id)));
	json_object_set_new(o, "citation", citation(c));
	return o;
}

static json_t *passages(const struct quote_result *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->part_count; i++)
		if (quote_part_is_new(r, i))
			json_array_append_new(array, place(quote_part_citation(r, i)));
	return array;
}

static json_t *others(const struct quote_result *r, const struct library *l)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->other_count; i++) {
		struct hit h;

		hit_init(&h);
		if (quote_load_other(&h, l, r->others[i]))
			json_array_append_new(array,
			                      place((struct citation){.source = &h.source, .record = &h.record}));
		hit_release(&h);
	}
	return array;
}

static void set_place(json_t *o, const struct quote_result *r)
{
	const struct record *record = r->part_count == 0 ? NULL : &r->parts[0].hit->record;

	json_object_set_new(o, "source", record == NULL ? json_null() : json_source(&r->source, false));
	json_object_set_new(o, "id", record == NULL ? json_null() : json_string(record->id));
	json_object_set_new(o, "passages", passages(r));
	json_object_set_new(o, "text", json_span_or_null(r->text));
	json_object_set_new(o, "ranges", json_ranges(r->ranges, r->range_count));
	json_object_set_new(o, "sha256", record == NULL ? json_null() : json_string(r->sha256));
	json_object_set_new(o, "citation",
	                    record == NULL ? json_null() : citation(quote_part_citation(r, 0)));
}

void quote_print_json(struct buf *out, const struct quote_result *r, const struct quote_origin *origin,
                      const struct library *l)
{
	json_t *o = json_object();

	json_object_set_new(o, "schema", json_string(QUOTE_SCHEMA));
	json_object_set_new(o, "status", json_string(quote_status_names[r->status]));
	json_object_set_new(o, "quotation", json_text(r->quotation));
	json_object_set_new(o, "line", json_count_or_null(origin->line));
	json_object_set_new(o, "document_paragraph", json_count_or_null(origin->paragraph));
	set_place(o, r);
	json_object_set_new(o, "differences", differences(r));
	json_object_set_new(o, "omitted", omissions(r));
	json_object_set_new(o, "negation", json_boolean(r->negation));
	json_object_set_new(o, "negation_beside", json_span_or_null(r->beside));
	json_object_set_new(o, "goes_on", json_span_or_null(r->goes_on));
	json_object_set_new(o, "others", others(r, l));
	json_object_set_new(o, "more_others", json_boolean(r->more_others));
	json_object_set_new(o, "not_compared", json_integer((json_int_t)(r->damaged + r->too_long)));
	json_object_set_new(o, "refused", json_or_null(r->refused));
	json_line(out, o);
}
