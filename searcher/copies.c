#include "searcher/copies.h"

#include "store/schema.h"
#include "text/strmap.h"

#include <stdlib.h>

#define COMPARED_MOST 50 /* passages with one fingerprint that one is compared with: "Introduction" is a heading of many */

struct folding {
	struct copies *copies;
	const struct library *library;
	struct strmap texts; /* fingerprint → 1 + place in kept of the last that has it */
	struct kept {
		uint32_t docid;
		uint32_t before; /* 1 + place of the one before it with the same fingerprint; 0: none */
	} *kept;
	size_t kept_count, kept_cap;
	struct buf a, b; /* scratch */
	enum xap_status status;
};

/* A value of a passage, empty where it has none or there is no such passage. */
static struct span value_of(struct folding *f, uint32_t docid, uint32_t slot, struct buf *out)
{
	enum xap_status status = xap_reader_value(f->library->passages, docid, slot, out);

	if (status == XAP_NOT_FOUND)
		buf_clear(out);
	else if (status != XAP_OK)
		f->status = status;
	return buf_span(out);
}

/* The fingerprint of a passage's text, empty where it has none or there is no such passage. */
static struct span text_of(struct folding *f, uint32_t docid, struct buf *out)
{
	char bytes[FINGERPRINT_LONG];
	size_t length;

	if (!library_fingerprint(f->library, docid, bytes, &length))
		return value_of(f, docid, SLOT_TEXT, out);
	buf_clear(out);
	buf_add(out, bytes, length);
	return buf_span(out);
}

static bool same_index(const struct folding *f, uint32_t a, uint32_t b)
{
	return (a > b ? a - b : b - a) % (uint32_t)f->library->count == 0; /* docids of several are interleaved */
}

/* A file that two indexes hold is two sources. */
static bool same_source(struct folding *f, uint32_t a, uint32_t b)
{
	struct span x = value_of(f, a, SLOT_SOURCE, &f->a), y = value_of(f, b, SLOT_SOURCE, &f->b);

	return same_index(f, a, b) && x.len != 0 && span_eq(x, y);
}

static bool same_text(struct folding *f, uint32_t a, uint32_t b)
{
	struct span x = text_of(f, a, &f->a), y = text_of(f, b, &f->b);

	return x.len != 0 && span_eq(x, y);
}

/* Whether a neighbour of a and the one of b on the same side say the same, each in its passage's source. */
static bool same_beside(struct folding *f, uint32_t a, uint32_t b, bool after)
{
	uint32_t step = (uint32_t)f->library->count; /* docids of several indexes are interleaved */
	uint32_t x = after ? a + step : a - step, y = after ? b + step : b - step;

	return (after || (a > step && b > step)) && same_text(f, x, y) && same_source(f, a, x) && same_source(f, b, y);
}

/* a and b have one fingerprint. */
static bool is_copy(struct folding *f, uint32_t a, uint32_t b, size_t length)
{
	if (same_source(f, a, b))
		return false;
	return length == FINGERPRINT_LONG || same_beside(f, a, b, false) || same_beside(f, a, b, true);
}

static void keep(struct folding *f, uint32_t docid, uint32_t *last)
{
	ARRAY_GROW(f->kept, f->kept_count, f->kept_cap);
	f->kept[f->kept_count++] = (struct kept){docid, last != NULL ? *last : 0};
	if (last != NULL)
		*last = (uint32_t)f->kept_count;
}

/* Whether the passage stays; else it is noted as a copy. */
static bool stays(struct folding *f, uint32_t docid)
{
	struct span text = text_of(f, docid, &f->a);
	size_t length = text.len;
	uint32_t *last = length == 0 ? NULL : strmap_put(&f->texts, text, NULL);
	uint32_t looked = 0;

	for (uint32_t i = last != NULL ? *last : 0; i != 0 && looked++ < COMPARED_MOST; i = f->kept[i - 1].before) {
		if (!is_copy(f, f->kept[i - 1].docid, docid, length))
			continue;
		ARRAY_GROW(f->copies->pairs, f->copies->count, f->copies->cap);
		f->copies->pairs[f->copies->count++] = (struct copy){f->kept[i - 1].docid, docid};
		return false;
	}
	keep(f, docid, last);
	return true;
}

enum xap_status copies_fold(struct copies *copies, const struct library *l, struct xap_hit *hits, size_t *count)
{
	struct folding f = {.copies = copies, .library = l};
	size_t left = 0;

	*copies = (struct copies){0};
	strmap_init(&f.texts);
	buf_init(&f.a);
	buf_init(&f.b);
	for (size_t i = 0; i < *count && f.status == XAP_OK; i++)
		if (stays(&f, hits[i].docid))
			hits[left++] = hits[i];
	*count = left;
	strmap_release(&f.texts);
	buf_release(&f.a);
	buf_release(&f.b);
	free(f.kept);
	return f.status;
}

void copies_release(struct copies *copies)
{
	if (copies == NULL)
		return;
	free(copies->pairs);
	*copies = (struct copies){0};
}
