#include "searcher/query_notes.h"

#include "text/strmap.h"

void query_notes_settle(struct buf *notes, const char *what)
{
	struct strmap seen;
	size_t kept = 0;

	if (notes->len == 0)
		return;
	strmap_init(&seen);
	for (size_t at = 0, past; at < notes->len; at = past) {
		const char *feed = memchr(notes->data + at, '\n', notes->len - at);
		bool is_new;

		past = feed == NULL ? notes->len : (size_t)(feed - notes->data) + 1;
		strmap_put(&seen, span_make(notes->data + at, past - at), &is_new);
		if (!is_new || seen.count > QUERY_NOTES_MOST)
			continue;
		memmove(notes->data + kept, notes->data + at, past - at);
		kept += past - at;
	}
	notes->len = kept;
	notes->data[kept] = '\0';
	if (seen.count > QUERY_NOTES_MOST)
		buf_addf(notes, "and %zu more remark%s on %s\n", seen.count - QUERY_NOTES_MOST,
		         seen.count - QUERY_NOTES_MOST == 1 ? "" : "s", what);
	strmap_release(&seen);
}
