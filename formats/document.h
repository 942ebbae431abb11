/*
 * document.h: what the readers of formats/ share. For formats/ only.
 */
#ifndef FORMATS_DOCUMENT_H
#define FORMATS_DOCUMENT_H

#include "formats/reader.h"

#define UTF8_BOM "\xEF\xBB\xBF"

/* Whether a file name ends so, ASCII case ignored. */
bool name_ends(struct span name, const char *ending);
/* Drops the text and its structure; what is known of it stays. */
void document_forget(struct document *d);
/*
 * "message/rfc822" if the bytes are an e-mail: a block of header fields, those
 * of a sender and a subject or date among them, and one that only programs
 * write, the "From " line of a box before them, or a name in .eml. "application/mbox" for several in one file. Else NULL.
 */
const char *mail_type(struct span bytes, struct span name);
/* Adds a language that the file says its text is in ("ru", "ru-RU"), unless it is none or was added before. NULL: it says none. */
void document_declare(struct document *d, const char *code);
/* Nothing but white space and byte-order marks. */
bool text_is_blank(struct span text);
/* Sets d->pages from the form feeds in d->text: none, no pages. A form feed at the end begins no page. */
void document_find_pages(struct document *d);
/* Copies the labels of d->pages, so that d owns them. */
void document_keep_labels(struct document *d);

/*
 * Reads a front matter block that begins at byte `at` of d->text: a line
 * "---", then `key: value` lines (quoted values, `[a, b]` and `- a` lists,
 * folded `>` and `|` values), then "---" or "...". Known keys go to d->front; a
 * bad value is warned of under `name` and left unknown. Returns the first byte
 * after the block; `at` when there is none.
 */
size_t front_matter_read(struct document *d, size_t at, struct span name);
#define FRONT_MATTER_MAX ((size_t)64 * 1024) /* bytes of the block; a longer one is text */

#endif
