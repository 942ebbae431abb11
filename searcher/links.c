#include "searcher/links.h"

#include "searcher/print_parts.h"

#include <stdlib.h>

void links_init(struct links *l, const struct library *library)
{
	*l = (struct links){.library = library};
	strmap_init(&l->by_key);
}

static void forget(struct links *l)
{
	for (size_t i = 0; i < l->count; i++)
		link_text_release(&l->texts[i]);
	l->count = l->bytes = 0;
	strmap_clear(&l->by_key);
}

void links_release(struct links *l)
{
	if (l == NULL)
		return;
	forget(l);
	free(l->texts);
	strmap_release(&l->by_key);
	memset(l, 0, sizeof *l);
}

/* Its place + 1; 0: the text cannot be read. */
static uint32_t read_text(struct links *l, const struct hit *h)
{
	struct buf text;
	char *error = NULL;
	bool good;

	buf_init(&text);
	good = library_text(library_index(l->library, h->docid), &h->source, &text, &error);
	if (good) {
		ARRAY_GROW(l->texts, l->count, l->cap);
		link_text_init(&l->texts[l->count]);
		link_text_make(&l->texts[l->count++], buf_span(&text));
		l->bytes += text.len;
	}
	free(error);
	buf_release(&text);
	return good ? (uint32_t)l->count : 0;
}

/* NULL: no text is needed, or it cannot be read; then the address is that of the whole source. */
static const struct link_text *text_of(struct links *l, const struct hit *h)
{
	uint32_t *place, at;
	struct buf key;

	if (!link_needs_text(&h->source))
		return NULL;
	buf_init(&key);
	buf_addf(&key, "%zu %s", (size_t)(library_index(l->library, h->docid) - l->library->indexes),
	         h->record.source_key);
	place = strmap_get(&l->by_key, buf_span(&key));
	if (place == NULL) {
		if (l->bytes > LINKS_BYTES_MAX)
			forget(l);
		at = read_text(l, h);
		*strmap_put(&l->by_key, buf_span(&key), NULL) = at;
	} else {
		at = *place;
	}
	buf_release(&key);
	return at == 0 ? NULL : &l->texts[at - 1];
}

void links_add(struct buf *out, struct links *l, const struct hit *h, const struct range *quoted, size_t count)
{
	struct range first = {0, 0};

	if (!link_is_known(&h->source.meta))
		return;
	if (count != 0)
		first = quoted[0];
	link_add(out, &h->source, &h->record, hit_first_page(h), text_of(l, h), first);
}
