/* One line a hit, for other programs: TSV and TREC's run format. */
#include "searcher/notes.h"
#include "searcher/print_parts.h"

#include "text/utf8.h"

static void add_citation(struct buf *out, const struct notes *n, size_t i)
{
	struct buf citation;

	buf_init(&citation);
	notes_add(&citation, n, i);
	layout_add_safe(out, buf_span(&citation));
	buf_release(&citation);
}

static void add_snippet(struct buf *out, const struct hit *h, const struct library *l, unsigned context)
{
	struct snippet s;

	snippet_init(&s);
	snippet_make(&s, h, l->lists, context);
	layout_add_safe(out, buf_span(&s.text));
	snippet_release(&s);
}

void print_tsv(struct buf *out, const struct answer *a, const struct library *l,
               const struct print_options *o)
{
	struct notes notes;

	notes_init(&notes, a, l, o);
	if (!o->further)
		buf_addf(out, "%srank\tid\tsource\tcitation\tsnippet\n", o->qid.len != 0 ? "query\t" : "");
	for (size_t i = 0; i < a->count; i++) {
		const struct hit *h = &a->hits[i];

		if (o->qid.len != 0) {
			layout_add_safe(out, o->qid);
			buf_add_char(out, '\t');
		}
		buf_addf(out, "%u\t%s\t", (unsigned)h->rank, h->record.id);
		layout_add_safe(out, span_of(h->source.meta.id));
		buf_add_char(out, '\t');
		add_citation(out, &notes, i);
		buf_add_char(out, '\t');
		add_snippet(out, h, l, o->context);
		buf_add_char(out, '\n');
	}
	notes_release(&notes);
}

/* An id as one field: white space would part it in two. */
static void add_field(struct buf *out, struct span id)
{
	size_t len;
	int32_t cp;

	for (size_t at = 0; at < id.len; at += len) {
		len = utf8_decode(id, at, &cp);
		if (utf8_is_space(cp))
			buf_add_char(out, '_');
		else
			utf8_add(out, cp);
	}
}

void print_trec(struct buf *out, const struct answer *a, const struct print_options *o)
{
	for (size_t i = 0; i < a->count; i++) {
		const struct hit *h = &a->hits[i];

		add_field(out, o->qid.len != 0 ? o->qid : span_of("0"));
		buf_add_str(out, " Q0 ");
		add_field(out, span_of(h->source.meta.id));
		buf_addf(out, " %u %.6f hrsearch\n", (unsigned)h->rank, h->score);
	}
}
