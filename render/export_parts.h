/*
 * export_parts.h: what the export formats share. For render/export*.c and tests/.
 */
#ifndef RENDER_EXPORT_PARTS_H
#define RENDER_EXPORT_PARTS_H

#include "render/export.h"

/* A work of the hits, and those that are from it. */
struct export_work {
	const struct source *source;
	char *key;    /* its own among the works */
	size_t *hits; /* places, in order */
	size_t count;
};

bool export_has_author(const struct source *s); /* a digest has none */
/* One line of UTF-8 without control characters, which are U+FFFD. */
void export_add_line(struct buf *out, struct span text);
/* The title, or what stands for it; one line, UTF-8. */
void export_title(struct buf *out, const struct source *s);
bool export_has_date(const struct source *s, int *year, int *month, int *day);

/* Where a hit stands, as the parts of a citation. */
enum export_label { LABEL_NONE, LABEL_PARAGRAPH, LABEL_NOTE, LABEL_PAGE };

struct export_locator {
	enum export_label label; /* LABEL_NONE: all is in the suffix */
	struct buf locator, suffix;
};

void export_locate(struct export_locator *l, const struct export_hit *h);
void export_locator_release(struct export_locator *l);
/* "Quotation, para. 14 (sha256 …, bytes 12-80 of the text, passage 3f9c…): “…”" and the link; one line, UTF-8. */
void export_note(struct buf *out, const struct export_hit *h);

void export_csl(struct buf *out, const struct export_hit *hits, const struct export_work *works, size_t count);
void export_tex(struct buf *out, const struct export_hit *hits, const struct export_work *works, size_t count,
                bool biblatex);
void export_ris(struct buf *out, const struct export_hit *hits, const struct export_work *works, size_t count);

#endif
