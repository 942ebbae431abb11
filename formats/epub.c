/*
 * EPUB: the chapters in reading order, read as one HTML page. Left out: the
 * book's lists of contents, pictures, scripts. Printed pages are known where the
 * book marks them.
 */
#include "formats/epub.h"

#include <stdlib.h>

#include "formats/encoding.h"
#include "formats/readers.h"
#include "text/utf8.h"

static void init(struct epub *e, struct document *d)
{
	memset(e, 0, sizeof *e);
	e->document = d;
	pool_init(&e->pool);
	strmap_init(&e->by_id);
	strmap_init(&e->by_path);
	strmap_init(&e->pages);
	e->ncx = span_make("", 0);
}

static void release(struct epub *e)
{
	free(e->items);
	free(e->spine);
	free(e->labels);
	strmap_release(&e->by_id);
	strmap_release(&e->by_path);
	strmap_release(&e->pages);
	pool_release(&e->pool);
}

static char *say_of(struct span what, const char *why)
{
	struct buf b;

	buf_init(&b);
	buf_add_span(&b, what);
	buf_add_str(&b, why);
	return b.data;
}

/* ---- the package ---- */

static bool read_one(struct span zip, const char *name, struct zip_member *m, char **reason)
{
	*m = (struct zip_member){.name = name};
	buf_init(&m->bytes);
	return zip_read(zip, m, 1, reason);
}

static bool find_package(struct epub *e, struct span zip, char path[EPUB_PATH_MAX + 1], char **reason)
{
	struct zip_member m;
	const char *slash;
	bool good = read_one(zip, "META-INF/container.xml", &m, reason);

	if (good && !m.found)
		*reason = mem_strdup("no book in it");
	good = good && m.found && epub_find_package(path, buf_span(&m.bytes), reason);
	buf_release(&m.bytes);
	if (!good)
		return false;
	slash = strrchr(path, '/');
	memcpy(e->folder, path, slash == NULL ? 0 : (size_t)(slash + 1 - path));
	return true;
}

static bool read_package(struct epub *e, struct span zip, char **reason)
{
	char path[EPUB_PATH_MAX + 1];
	struct zip_member m;
	bool good;

	if (!find_package(e, zip, path, reason))
		return false;
	good = read_one(zip, path, &m, reason);
	if (good && !m.found)
		*reason = mem_strdup("its package is not in it");
	good = good && m.found && epub_read_package(e, buf_span(&m.bytes), reason);
	buf_release(&m.bytes);
	if (good && e->spine_count == 0)
		*reason = mem_strdup("no chapter in it that we read");
	return good && e->spine_count != 0;
}

/* The lists of contents are read for their printed pages; one that is damaged tells of none. */
static void read_lists(struct epub *e, const struct zip_member *m, size_t count)
{
	const uint32_t *ncx = e->ncx.len == 0 ? NULL : strmap_get(&e->by_id, e->ncx);

	for (size_t i = 0; i < count; i++) {
		bool is_list = e->items[i].navigation || (ncx != NULL && *ncx - 1 == i);
		char *reason = NULL;

		if (is_list && m[i].found && e->label_count == 0)
			epub_read_pages(e, buf_span(&m[i].bytes), e->items[i].path, &reason);
		free(reason);
	}
}

/* ---- the chapters ---- */

/* UTF-8, or UTF-16: EPUB allows no others. */
static bool add_chapter(struct epub *e, struct buf *page, size_t item, const struct zip_member *m, char **reason)
{
	struct span bytes = buf_span(&m->bytes);
	struct buf utf8;
	bool wide = span_starts(bytes, "\xFF\xFE") || span_starts(bytes, "\xFE\xFF"), good = true;

	buf_init(&utf8);
	if (!m->found)
		*reason = say_of(e->items[item].path, " is not in it");
	else if (wide)
		good = encoding_convert(&utf8, bytes, bytes.data[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE", reason);
	else
		utf8_add_clean(&utf8, bytes);
	good = good && m->found;
	if (good)
		epub_add_chapter(e, page, item, buf_span(&utf8));
	buf_release(&utf8);
	return good;
}

static bool read_chapters(struct epub *e, const struct zip_member *m, char **reason)
{
	struct buf page;
	bool good = true;

	buf_init(&page);
	buf_add_str(&page, "<!DOCTYPE html><html><body>");
	for (size_t i = 0; i < e->spine_count && good; i++) {
		const struct epub_item *item = &e->items[e->spine[i]];

		if (!item->navigation && !item->contents)
			good = add_chapter(e, &page, e->spine[i], &m[e->spine[i]], reason);
	}
	good = good && html_read_book(e->document, buf_span(&page), reason);
	buf_release(&page);
	return good;
}

/* One member for each item, and the last one for the list of what is encrypted. */
static bool read_members(struct epub *e, struct span zip, char **reason)
{
	size_t count = e->item_count;
	struct zip_member *m = mem_zalloc((count + 1) * sizeof *m);
	bool good;

	for (size_t i = 0; i <= count; i++)
		buf_init(&m[i].bytes);
	for (size_t i = 0; i < count; i++) {
		bool wanted = e->items[i].text || (e->ncx.len != 0 && *strmap_get(&e->by_path, e->items[i].path) == i + 1 && span_ends(e->items[i].path, ".ncx"));

		m[i].name = wanted ? e->items[i].path.data : "";
	}
	m[count].name = "META-INF/encryption.xml";
	good = zip_read(zip, m, count + 1, reason);
	if (good && m[count].found && epub_is_sealed(e, buf_span(&m[count].bytes))) {
		*reason = mem_strdup("encrypted");
		good = false;
	}
	if (good) {
		read_lists(e, m, count);
		good = read_chapters(e, m, reason);
	}
	for (size_t i = 0; i <= count; i++)
		buf_release(&m[i].bytes);
	free(m);
	return good;
}

bool epub_read(struct document *d, struct span bytes, char **reason)
{
	struct epub e;
	bool good;

	*reason = NULL;
	init(&e, d);
	good = read_package(&e, bytes, reason) && read_members(&e, bytes, reason);
	release(&e);
	return good;
}
