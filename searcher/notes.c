#include "searcher/notes.h"

#include "searcher/print_parts.h"

#include <stdlib.h>

void notes_init(struct notes *n, const struct answer *a, const struct library *l, const struct print_options *o)
{
	*n = (struct notes){.answer = a, .options = o};
	n->sources = mem_alloc((a->count + 1) * sizeof *n->sources);
	for (size_t i = 0; i < a->count; i++)
		n->sources[i] = &a->hits[i].source;
	links_init(&n->links, l);
	cite_settle(&n->cited, n->sources, a->count);
}

void notes_release(struct notes *n)
{
	if (n == NULL)
		return;
	free(n->sources);
	free(n->cited);
	links_release(&n->links);
	memset(n, 0, sizeof *n);
}

bool notes_is_short(const struct notes *n, size_t i)
{
	return !n->options->full_citations && n->cited[i].first != i;
}

void notes_add_form(struct buf *out, const struct notes *n, size_t i, enum cite_form form, enum cite_markup markup)
{
	const struct hit *h = &n->answer->hits[i];
	struct citation c = {.source = &h->source,
	                     .record = &h->record,
	                     .page = hit_first_page(h),
	                     .form = form,
	                     .markup = markup,
	                     .first_note = n->answer->hits[n->cited[i].first].rank,
	                     .whole_title = n->cited[i].whole_title,
	                     .has_siblings = n->cited[i].has_siblings,
	                     .letter = n->cited[i].letter};

	cite_style(out, n->options->cite, &c);
}

void notes_add(struct buf *out, const struct notes *n, size_t i)
{
	notes_add_form(out, n, i, notes_is_short(n, i) ? CITE_SHORT : CITE_FULL, CITE_TEXT);
}

/* The works of the answer, each once, in the order of a bibliography, as places of hits; allocated. */
static size_t list_works(const struct notes *n, size_t **out)
{
	return cite_works(out, n->options->cite, n->sources, n->answer->count);
}

void notes_add_works(struct buf *out, const struct notes *n)
{
	size_t *works, count = list_works(n, &works);
	struct buf line;

	buf_init(&line);
	for (size_t i = 0; i < count; i++) {
		buf_clear(&line);
		notes_add_form(&line, n, works[i], CITE_BIBLIOGRAPHY, CITE_TEXT);
		layout_add_safe(out, buf_span(&line));
		buf_add_char(out, '\n');
	}
	buf_release(&line);
	free(works);
}
