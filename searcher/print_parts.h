/*
 * print_parts.h: the output formats behind print.h, and what others that print
 * share with them. For searcher/ only.
 */
#ifndef SEARCHER_PRINT_PARTS_H
#define SEARCHER_PRINT_PARTS_H

#include "render/export.h"
#include "searcher/layout.h"
#include "searcher/print.h"
#include "searcher/snippet.h"

void print_text(struct buf *out, const struct answer *a, const struct plan *p, const struct library *l,
                const struct print_options *o);
void print_json(struct buf *out, const struct answer *a, const struct library *l,
                const struct print_options *o);
void print_tsv(struct buf *out, const struct answer *a, const struct library *l,
               const struct print_options *o);
void print_trec(struct buf *out, const struct answer *a, const struct print_options *o);
/* context: as in struct print_options. */
void print_export(struct buf *out, const struct answer *a, const struct library *l, enum export_format format,
                  unsigned context);
/* One passage without a query: no snippet, no rank. */
void print_json_passage(struct buf *out, struct hit *h, const struct library *l, const struct print_options *o);
/* One passage, all of it quoted. */
void print_export_passage(struct buf *out, const struct hit *h, const struct library *l, enum export_format format);

/* The form that a hit labelled `name` matched by, as it stands in the text; empty: it is of another label. */
struct span hit_form(const struct hit *h);
/* The page where the hit's first match begins; NULL: pages are not known. */
const struct page_mark *hit_first_page(const struct hit *h);
/* "Publisher · title · date", at most `columns` wide (0: as long as it is). */
void print_heading(struct buf *out, const struct source *s, size_t columns);
/* "Section › section › para. 14", wrapped. */
void print_place(struct buf *out, const struct layout *l, const struct record *r,
                 const struct page_mark *page);
/* "1 passage", "17 passages", "1,204 passages". */
void print_count(struct buf *out, uint64_t n, const char *one, const char *many);

#endif
