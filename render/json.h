/*
 * json.h: the JSON contract ("hrsearch/1") of a passage and of a source,
 * without the fields of a query. For indexer/ (export, list) and searcher/.
 */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include "store/record.h"
#include "store/source.h"

#include <jansson.h>

#define JSON_SCHEMA "hrsearch/1"

/*
 * The passage's object: schema, id, source, kind, section, paragraph, note, page, pages,
 * (ocr,) text, ranges, lead_in, provisions, symbols, citation. `text` is the reading text as shown;
 * page: where the first match begins (NULL: the passage's first page, if known).
 * Always valid UTF-8. The caller owns the reference.
 */
json_t *json_passage(const struct record *r, const struct source *s, struct span text,
                     const struct page_mark *page);
/* The "source" object of the contract; with_counts adds passages, notes, pages, and where there are any ocr, pages_unread (hrindex list --json). */
json_t *json_source(const struct source *s, bool with_counts);
json_t *json_provision(const struct provision *p); /* unit, article, paragraph, subparagraph, instrument */
json_t *json_ranges(const struct range *ranges, size_t count); /* [{"start","end"}…] */
/* A string of any bytes: ill-formed UTF-8 becomes U+FFFD. */
json_t *json_text(struct span s);
json_t *json_or_null(const char *s);
json_t *json_span_or_null(struct span s); /* null: it is empty */
json_t *json_count_or_null(uint64_t n);  /* null: it is 0 */
/* Appends the object as one line, keys in the contract's order, and a line feed; frees it. */
void json_line(struct buf *out, json_t *object);

#endif
