#include "searcher/links.h"

#include "searcher/print_parts.h"

#include <stdlib.h>

void links_init(struct links *l, const struct library *library)
{
	*l = (struct links){.library = library};
	buf_init(&l->key);
	link_text_init(&l->text);
}

void links_release(struct links *l)
{
	if (l == NULL)
		return;
	buf_release(&l->key);
	link_text_release(&l->text);
}

static bool read_text(struct links *l, const struct hit *h)
{
	const struct index *index = library_index(l->library, h->docid);
	struct buf text;
	char *error = NULL;
	bool good;

	buf_init(&text);
	good = library_text(index, &h->source, &text, &error);
	if (good)
		link_text_make(&l->text, buf_span(&text));
	free(error);
	buf_release(&text);
	return good;
}

/* NULL: no text is needed, or it cannot be read; then the address is that of the whole source. */
static const struct link_text *text_of(struct links *l, const struct hit *h)
{
	struct buf key;

	if (!link_needs_text(&h->source))
		return NULL;
	buf_init(&key);
	buf_addf(&key, "%zu %s", (size_t)(library_index(l->library, h->docid) - l->library->indexes),
	         h->record.source_key);
	if (!span_eq(buf_span(&key), buf_span(&l->key))) {
		l->has_text = read_text(l, h);
		buf_clear(&l->key);
		buf_add_span(&l->key, buf_span(&key));
	}
	buf_release(&key);
	return l->has_text ? &l->text : NULL;
}

void links_add(struct buf *out, struct links *l, const struct hit *h, const struct range *quoted, size_t count)
{
	struct range first = {0, 0};

	if (!link_is_known(&h->source))
		return;
	if (count != 0)
		first = quoted[0];
	link_add(out, &h->source, &h->record, hit_first_page(h), text_of(l, h), first);
}
