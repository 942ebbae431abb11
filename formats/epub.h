/*
 * epub.h: an EPUB (W3C EPUB 3.3; IDPF OPF 2.0.1) while it is read. For
 * formats/epub*.c only.
 */
#ifndef FORMATS_EPUB_H
#define FORMATS_EPUB_H

#include "formats/reader.h"
#include "formats/zip.h"
#include "text/pool.h"
#include "text/strmap.h"

#define EPUB_ITEMS_MAX 5000   /* of a book's manifest */
#define EPUB_PATH_MAX 500     /* bytes of a path in the archive */

struct epub_item {
	struct span path;         /* in the archive */
	bool text;                /* XHTML */
	bool navigation, contents; /* the book's own list of contents; a page that prints one */
	bool chapter;             /* in the spine */
};

struct epub {
	struct document *document;
	struct pool pool;
	struct epub_item *items;
	size_t item_count, item_cap;
	struct strmap by_id, by_path;  /* 1 + item */
	size_t *spine, spine_count, spine_cap; /* items in reading order, each once */
	char folder[EPUB_PATH_MAX + 1]; /* of the package, with its last "/", or "" */
	struct span ncx;          /* id of the older list of contents; empty: none */

	struct span *labels;      /* of printed pages */
	size_t label_count, label_cap;
	struct strmap pages;      /* "item#id" → 1 + label */
	const char *fault;        /* why it cannot be read, a constant; NULL */
};

/* epub_package.c: where the package is; the package; the lists of printed pages; what is encrypted. */
bool epub_find_package(char out[EPUB_PATH_MAX + 1], struct span container, char **reason);
bool epub_read_package(struct epub *e, struct span opf, char **reason);
bool epub_read_pages(struct epub *e, struct span list, struct span path, char **reason);
/* Whether encryption.xml names a chapter; fonts may be veiled. */
bool epub_is_sealed(struct epub *e, struct span encryption);
/* The item that a reference in a member at `from` names, EPUB_NONE; *fragment: what follows "#". */
size_t epub_resolve(struct epub *e, struct span from, struct span reference, struct span *fragment);
#define EPUB_NONE ((size_t)-1)

/* epub_page.c: appends a chapter's body as a part of one HTML page, with ids and references of its own. */
void epub_add_chapter(struct epub *e, struct buf *page, size_t item, struct span xhtml);

#endif
