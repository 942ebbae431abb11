/*
 * html_meta.h: what a page says of itself outside its text. For formats/html*.c only.
 */
#ifndef FORMATS_HTML_META_H
#define FORMATS_HTML_META_H

#include "formats/html_tree.h"
#include "text/metadata.h"

/*
 * Title, publisher, date, language and address from JSON-LD, meta elements
 * (Highwire, Dublin Core, Open Graph), title, link and lang, in this order of
 * trust; `content` is the node that is read, whose only h1 is the title.
 */
void html_meta_read(struct metadata *m, const struct html_tree *t, size_t content);

/* Sets a field of struct metadata that is still unknown, if the value is one. */
void html_meta_set(struct metadata *m, const char *field, struct span value);

/* html_linked.c: what JSON-LD says of the publication that the page is. */
void html_linked_read(struct metadata *m, const struct html_tree *t);

#endif
