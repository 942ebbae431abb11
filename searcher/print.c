#include "searcher/print.h"

#include "searcher/notes.h"
#include "searcher/print_parts.h"

const struct page_mark *hit_first_page(const struct hit *h)
{
	return hit_page(h, h->mark_count == 0 ? 0 : h->marks[0].at.start);
}

struct span hit_form(const struct hit *h)
{
	for (size_t i = 0; i < h->mark_count && h->match == MATCH_NAME; i++)
		if (h->marks[i].how == MATCH_NAME)
			return span_sub(buf_span(&h->reading.text), h->marks[i].at);
	return span_make("", 0);
}

void print_count(struct buf *out, uint64_t n, const char *one, const char *many)
{
	buf_add_thousands(out, n);
	buf_addf(out, " %s", n == 1 ? one : many);
}

static void print_works(struct buf *out, const struct answer *a, const struct library *l, const struct print_options *o)
{
	struct notes notes;

	notes_init(&notes, a, l, o);
	notes_add_works(out, &notes);
	notes_release(&notes);
}

void print_answer(struct buf *out, const struct answer *a, const struct plan *p,
                  const struct library *l, const struct print_options *o)
{
	if (o->bibliography) {
		print_works(out, a, l, o);
		return;
	}
	switch (o->output) {
	case OUTPUT_TEXT:
		print_text(out, a, p, l, o);
		break;
	case OUTPUT_JSON:
		print_json(out, a, l, o);
		break;
	case OUTPUT_TSV:
		print_tsv(out, a, l, o);
		break;
	case OUTPUT_TREC:
		print_trec(out, a, o);
		break;
	case OUTPUT_CSL:
	case OUTPUT_BIBLATEX:
	case OUTPUT_BIBTEX:
	case OUTPUT_RIS:
		print_export(out, a, l, (enum export_format)(o->output - OUTPUT_CSL), o->context);
		break;
	case OUTPUTS:
		break;
	}
}
