/*
 * html_main.h: which part of a page is its content. For formats/html*.c only.
 */
#ifndef FORMATS_HTML_MAIN_H
#define FORMATS_HTML_MAIN_H

#include "formats/html_tree.h"

/*
 * Marks as dropped what is no content: navigation, the site's header and
 * footer, asides, forms, banners, what is hidden. Nothing that holds a note,
 * or a large share of the text, is dropped for its class alone. Then the node
 * to read: the main element, else the one article, else the body.
 */
size_t html_main_find(struct html_tree *t);
/* What stands around the page's only h1, where that is before the content: the title and what belongs to it; HTML_NONE. */
size_t html_head_find(const struct html_tree *t, size_t content);
/* html_main_find of a book's chapters: only lists of contents, and what is hidden, are dropped. */
size_t html_book_find(struct html_tree *t);

#endif
