#include "searcher/show.h"

#include "searcher/beside.h"
#include "searcher/print_parts.h"
#include "store/files.h"
#include "store/schema.h"
#include "store/sha256.h"

#include <stdlib.h>

#define NAMED_MAX 5 /* passages named when a prefix is of several */
#define INDENT 4

/* ---- Finding the passage ---- */

/* The ids that begin so, at most NAMED_MAX + 1 of them, one after the other in `ids`. */
static enum xap_status find_ids(const struct library *l, struct span prefix, struct buf *ids, size_t *count)
{
	struct buf term;
	struct span found;
	struct xap_walk *walk = NULL;
	enum xap_status status;
	size_t letters = strlen(schema_prefix_letters[PREFIX_ID]);

	buf_init(&term);
	schema_term(&term, PREFIX_ID, prefix);
	status = xap_walk_terms(&walk, l->passages, buf_span(&term));
	*count = 0;
	while (status == XAP_OK && *count <= NAMED_MAX) {
		status = xap_walk_next(walk, &found);
		if (status != XAP_OK || found.len != letters + RECORD_ID_LEN)
			continue;
		buf_add(ids, found.data + letters, RECORD_ID_LEN);
		++*count;
	}
	xap_walk_free(walk);
	buf_release(&term);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static char *ambiguous(struct span prefix, const struct buf *ids, size_t count)
{
	struct buf message;

	buf_init(&message);
	buf_addf(&message, "%.*s is the beginning of several ids: ", (int)prefix.len, prefix.data);
	for (size_t i = 0; i < count && i < NAMED_MAX; i++)
		buf_addf(&message, "%s%.*s", i == 0 ? "" : ", ", RECORD_ID_LEN, ids->data + i * RECORD_ID_LEN);
	if (count > NAMED_MAX)
		buf_add_str(&message, " …");
	return message.data;
}

static char *no_such(struct span id)
{
	return error_message("no passage has the id %.*s; ids stand at the end of each citation",
	                     (int)(id.len < 80 ? id.len : 80), id.data);
}

/* The whole id that a unique prefix of at least SHOW_ID_MIN digits stands for. */
static bool whole_id(char out[RECORD_ID_LEN + 1], const struct library *l, struct span prefix, char **error)
{
	struct buf ids;
	size_t count = 0;
	bool good = false;

	if (prefix.len < SHOW_ID_MIN || prefix.len > RECORD_ID_LEN) {
		*error = prefix.len < SHOW_ID_MIN
		                 ? error_message("a passage's id needs at least %d digits", SHOW_ID_MIN)
		                 : no_such(prefix);
		return false;
	}
	buf_init(&ids);
	if (find_ids(l, prefix, &ids, &count) != XAP_OK)
		*error = error_message("the index cannot be read: %s", xap_reader_error(l->passages));
	else if (count == 0)
		*error = no_such(prefix);
	else if (count > 1)
		*error = ambiguous(prefix, &ids, count);
	else
		good = true;
	if (good)
		memcpy(out, ids.data, RECORD_ID_LEN + 1);
	buf_release(&ids);
	return good;
}

static bool load(struct hit *h, const struct library *l, struct span id, char **error)
{
	char whole[RECORD_ID_LEN + 1];
	struct buf term;
	uint32_t *docids = NULL;
	size_t count = 0;
	bool damaged = true, good;

	if (!whole_id(whole, l, id, error))
		return false;
	buf_init(&term);
	schema_term(&term, PREFIX_ID, span_of(whole));
	good = xap_reader_documents(l->passages, buf_span(&term), 1, &docids, &count) == XAP_OK &&
	       count != 0 && hit_load(h, l, docids[0], &damaged) == XAP_OK && !damaged;
	if (!good)
		*error = error_message("the record of passage %s is damaged; build the index again", whole);
	else
		good = library_source(library_index(l, docids[0]), h->record.source_key, &h->source, error);
	free(docids);
	buf_release(&term);
	return good;
}

/* ---- Showing it ---- */

static void add_reading(struct buf *out, const struct reading *r)
{
	reading_show(out, r, (struct range){0, r->text.len});
}

/* A neighbour or note, its name before it. */
static void add_beside(struct buf *out, const struct layout *l, const char *name, const struct hit *h)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s: ", name);
	add_reading(&text, &h->reading);
	layout_wrap(out, l, buf_span(&text), NULL, 0);
	buf_release(&text);
}

static void add_neighbour(struct buf *out, const struct layout *layout, const struct library *l,
                          const struct hit *h, bool after)
{
	struct hit beside;

	hit_init(&beside);
	if (beside_neighbour(&beside, l, h, after)) {
		if (after)
			buf_add_char(out, '\n');
		add_beside(out, layout, after ? "after" : "before", &beside);
		if (!after)
			buf_add_char(out, '\n');
	}
	hit_release(&beside);
}

static bool called_before(const struct record *r, size_t call)
{
	for (size_t i = 0; i < call; i++)
		if (span_eq(r->calls[i].label, r->calls[call].label))
			return true;
	return false;
}

static void add_note(struct buf *out, const struct layout *layout, const struct library *l,
                     const struct hit *h, struct span label)
{
	struct hit note;
	struct buf name;

	buf_init(&name);
	buf_add_str(&name, "note ");
	buf_add_span(&name, label);
	hit_init(&note);
	if (beside_note(&note, l, h, label)) {
		add_beside(out, layout, name.data, &note);
	} else {
		buf_add_str(&name, ": not in the file");
		layout_wrap(out, layout, buf_span(&name), NULL, 0);
	}
	hit_release(&note);
	buf_release(&name);
}

static void add_notes(struct buf *out, const struct layout *layout, const struct library *l,
                      const struct hit *h)
{
	if (h->record.call_count != 0)
		buf_add_char(out, '\n');
	for (size_t i = 0; i < h->record.call_count; i++)
		if (!called_before(&h->record, i))
			add_note(out, layout, l, h, h->record.calls[i].label);
}

static void add_passage(struct buf *out, unsigned width, const struct hit *h)
{
	struct layout layout = {width, INDENT, false};
	struct buf text;

	buf_init(&text);
	if (h->record.lead_in.len != 0)
		layout_wrap(out, &layout, h->record.lead_in, NULL, 0);
	add_reading(&text, &h->reading);
	layout_wrap(out, &layout, buf_span(&text), NULL, 0);
	buf_release(&text);
}

/* What a person needs to check the quotation by other means. */
static void add_provenance(struct buf *out, const struct print_options *o, const struct hit *h)
{
	const struct record *r = &h->record;
	const struct source *s = &h->source;
	struct layout layout = {o->width, 0, false};
	struct citation citation = {.source = s, .record = r, .page = hit_first_page(h)};
	char sha256[SHA256_HEX + 1];
	struct buf line;

	buf_init(&line);
	buf_add_char(out, '\n');
	cite_style(&line, o->cite, &citation);
	layout_wrap(out, &layout, buf_span(&line), NULL, 0);
	buf_addf(out, "\npassage  %s (%s)\nsource   ", r->id, passage_kind_names[r->kind]);
	layout_add_safe(out, span_of(s->meta.id));
	buf_add_str(out, "\nfile     ");
	layout_add_safe(out, span_of(s->file));
	if (s->length != 0)
		buf_addf(out, " (bytes %llu-%llu)", (unsigned long long)s->offset,
		         (unsigned long long)(s->offset + s->length));
	buf_add_str(out, "\nbytes    ");
	for (size_t i = 0; i < r->range_count; i++)
		buf_addf(out, "%s%zu-%zu", i == 0 ? "" : ", ", r->ranges[i].start, r->ranges[i].end);
	sha256_hex(sha256, r->bytes);
	buf_addf(out, " of the text\nsha256   %s of these bytes\n", sha256);
	buf_addf(out, "         %s of the text\n         %s of the %s\n", s->text_sha256, s->sha256,
	         s->length != 0 ? "line" : "file");
	buf_release(&line);
}

static void show_text_form(struct buf *out, const struct library *l, const struct hit *h,
                           const struct print_options *o)
{
	struct layout layout = {o->width, 0, o->color};

	print_heading(out, &h->source, o->width);
	buf_add_char(out, '\n');
	print_place(out, &layout, &h->record, hit_first_page(h));
	buf_add_char(out, '\n');
	add_neighbour(out, &layout, l, h, false);
	add_passage(out, o->width, h);
	add_neighbour(out, &layout, l, h, true);
	add_notes(out, &layout, l, h);
	add_provenance(out, o, h);
}

bool show_passage(struct buf *out, const struct library *l, struct span id, const struct print_options *o,
                  char **error)
{
	struct hit h;
	bool good;

	hit_init(&h);
	good = load(&h, l, span_trim(id), error);
	if (good && o->output == OUTPUT_JSON)
		print_json_passage(out, &h, l, o);
	else if (good && o->output >= OUTPUT_CSL)
		print_export_passage(out, &h, l, (enum export_format)(o->output - OUTPUT_CSL));
	else if (good)
		show_text_form(out, l, &h, o);
	hit_release(&h);
	return good;
}

/* ---- A source's text ---- */

bool show_text(struct buf *out, const struct library *l, struct span source_id, char **error)
{
	char key[RECORD_KEY_LEN + 1];

	source_key(key, source_id);
	for (size_t i = 0; i < l->count; i++) {
		struct source s;
		char *absent = NULL;
		bool found, good = false;

		source_init(&s);
		found = library_source(&l->indexes[i], key, &s, &absent);
		if (found)
			good = library_text(&l->indexes[i], &s, out, error);
		source_release(&s);
		free(absent);
		if (found)
			return good;
	}
	*error = error_message("no source has the id %.*s; `hrindex list` names them", (int)source_id.len,
	                       source_id.data);
	return false;
}
