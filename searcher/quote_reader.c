#include "searcher/quote_reader.h"

#include <stdlib.h>

/* The first of a passage's has their number in place of a text. */
struct kept_atom {
	uint32_t text;
	uint8_t kind, flags;
};

_Static_assert(ATOM_SIGN <= UINT8_MAX, "an atom's flags fit in a byte");

void quote_reader_init(struct quote_reader *r)
{
	memset(r, 0, sizeof *r);
	wordbook_init(&r->book);
	strmap_init(&r->places);
	wording_init(&r->recalled);
	r->atoms_most = QUOTE_KEPT_ATOMS_MAX;
	r->words_most = QUOTE_KEPT_WORDS_MAX;
}

void quote_reader_release(struct quote_reader *r)
{
	if (r == NULL)
		return;
	wordbook_release(&r->book);
	strmap_release(&r->places);
	wording_release(&r->recalled);
	free(r->atoms);
	memset(r, 0, sizeof *r);
}

void quote_reader_begin(struct quote_reader *r)
{
	if (!r->is_full && r->book.count <= r->words_most)
		return;
	wordbook_release(&r->book);
	wordbook_init(&r->book);
	strmap_clear(&r->places);
	r->count = 0;
	r->is_full = false;
}

static struct span key_of(const uint32_t *docid)
{
	return span_make((const char *)docid, sizeof *docid);
}

void quote_reader_keep(struct quote_reader *r, uint32_t docid, const struct wording *w)
{
	bool is_new;
	uint32_t *place;

	if (r->count + w->count + 1 > r->atoms_most) {
		r->is_full = true;
		return;
	}
	place = strmap_put(&r->places, key_of(&docid), &is_new);
	if (!is_new)
		return;
	*place = (uint32_t)r->count;
	ARRAY_GROW(r->atoms, r->count, r->cap);
	r->atoms[r->count++] = (struct kept_atom){(uint32_t)w->count, 0, 0};
	for (size_t i = 0; i < w->count; i++) {
		const struct atom *a = &w->atoms[i];

		ARRAY_GROW(r->atoms, r->count, r->cap);
		r->atoms[r->count++] = (struct kept_atom){a->text, (uint8_t)a->kind, (uint8_t)a->flags};
	}
}

const struct wording *quote_reader_recall(struct quote_reader *r, uint32_t docid)
{
	const uint32_t *place = strmap_get(&r->places, key_of(&docid));
	struct wording *w = &r->recalled;
	const struct kept_atom *kept;

	if (place == NULL)
		return NULL;
	kept = &r->atoms[*place];
	wording_clear(w);
	for (size_t i = 1; i <= kept[0].text; i++) {
		ARRAY_GROW(w->atoms, w->count, w->cap);
		w->atoms[w->count++] = (struct atom){(enum atom_kind)kept[i].kind, kept[i].flags, kept[i].text, {0, 0}};
	}
	return w;
}
