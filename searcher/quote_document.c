#include "searcher/quote_document.h"

#include "formats/reader.h"
#include "store/files.h"

#include <stdlib.h>

static void find_in_segments(struct quotations *q, const struct document *d)
{
	for (size_t i = 0; i < d->segment_count; i++)
		quotations_paragraph(q, buf_span(&d->text), d->segments[i].at,
		                     d->segments[i].kind == SEGMENT_QUOTATION);
	quotations_end(q);
}

bool quote_document_read(struct quote_document *d, struct span bytes, struct span name, char **error)
{
	struct document document;
	char *reason = NULL;
	bool good;

	memset(d, 0, sizeof *d);
	quotations_init(&d->quotations);
	document_init(&document);
	good = document_read(&document, bytes, name, &reason);
	if (!good)
		*error = error_message("cannot read %.*s: %s", (int)name.len, name.data, reason);
	else if (document.segment_count != 0)
		find_in_segments(&d->quotations, &document);
	else
		quotations_find(&d->quotations, buf_span(&document.text), document.body);
	d->has_lines = document.segment_count == 0;
	for (size_t i = 0; i < d->quotations.count; i++)
		d->shorter += d->quotations.items[i].words < QUOTE_WORDS_MIN;
	free(reason);
	document_release(&document);
	return good;
}

void quote_document_release(struct quote_document *d)
{
	quotations_release(&d->quotations);
}

struct quote_origin quote_document_origin(const struct quote_document *d, const struct quotation *q)
{
	return (struct quote_origin){q->line, d->has_lines ? 0 : q->paragraph};
}
