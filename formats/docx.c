/*
 * DOCX (ECMA-376 part 1): the document as Word prints it with every tracked
 * change accepted. Left out: headers and footers, comments, hidden and struck text, field
 * codes, tables of contents, pictures. A text box stands before the paragraph
 * that it is anchored in.
 */
#include <stdlib.h>

#include "formats/docx_text.h"
#include "formats/readers.h"
#include "formats/xml.h"
#include "formats/zip.h"

#define MAIN_NAME_MAX 200

enum member { MAIN, STYLES, NUMBERING, FOOTNOTES, ENDNOTES, SETTINGS, CORE, MEMBERS };

/* ---- where the document is ---- */

struct relations {
	char main[MAIN_NAME_MAX]; /* "" if none was found */
};

static void relation_start(void *context, const char *name, struct xml *a)
{
	struct relations *r = context;
	const char *type = xml_get(a, "Type"), *target = xml_get(a, "Target");
	size_t len;

	if (strcmp(name, "rel:Relationship") != 0 || type == NULL || target == NULL || r->main[0] != '\0')
		return;
	len = strlen(type);
	if (len < 15 || strcmp(type + len - 15, "/officeDocument") != 0)
		return;
	if (target[0] == '/')
		target++;
	if (strlen(target) < MAIN_NAME_MAX)
		strcpy(r->main, target);
}

static void nothing(void *context, const char *name)
{
	(void)context, (void)name;
}

/* The name of the document's member: as the package says, else the usual one. */
static bool find_main(struct span zip, char out[MAIN_NAME_MAX], char **reason)
{
	static const struct xml_reader reader = {relation_start, nothing, NULL};
	struct zip_member member = {.name = "_rels/.rels"};
	struct relations r = {""};
	bool good;

	buf_init(&member.bytes);
	good = zip_read(zip, &member, 1, reason) && (!member.found || xml_read(buf_span(&member.bytes), member.name, &reader, &r, reason));
	buf_release(&member.bytes);
	strcpy(out, r.main[0] != '\0' ? r.main : "word/document.xml");
	return good;
}

/* ---- properties ---- */

struct properties {
	struct buf title, language;
	struct buf *open; /* NULL: none of them */
};

static void property_start(void *context, const char *name, struct xml *a)
{
	struct properties *p = context;

	(void)a;
	p->open = xml_is(name, "dc:title") ? &p->title : xml_is(name, "dc:language") ? &p->language : NULL;
}

static void property_end(void *context, const char *name)
{
	(void)name;
	((struct properties *)context)->open = NULL;
}

static void property_text(void *context, struct span text)
{
	struct properties *p = context;

	if (p->open != NULL)
		buf_add_span(p->open, text);
}

static bool read_properties(struct docx *x, struct span xml, char **reason)
{
	static const struct xml_reader reader = {property_start, property_end, property_text};
	struct properties p = {.open = NULL};
	bool good;

	buf_init(&p.title);
	buf_init(&p.language);
	good = xml_read(xml, "core.xml", &reader, &p, reason);
	if (good) {
		office_take_title(&x->office, buf_span(&p.title));
		document_declare(x->office.document, p.language.data);
	}
	buf_release(&p.title);
	buf_release(&p.language);
	return good;
}

/* ---- the whole ---- */

static struct span bytes_of(const struct zip_member *m)
{
	return buf_span(&m->bytes);
}

/* Another file that Word puts in its place when it opens the document: to a reader of text it is missing. */
static char *say_inserted(const struct docx *x)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b, "%zu %s not searched: open it in a word processor and save it as one document",
	         x->inserted, x->inserted == 1 ? "file inside it is" : "files inside it are");
	return b.data;
}

static bool finish(struct docx *x, char **reason)
{
	bool good = office_finish(&x->office, reason);

	if (x->inserted == 0)
		return good;
	if (good) {
		x->office.document->remark = say_inserted(x);
	} else {
		free(*reason);
		*reason = say_inserted(x);
	}
	return good;
}

static bool read_members(struct docx *x, struct zip_member *m, char **reason)
{
	if (!m[MAIN].found) {
		*reason = mem_strdup("no document in it");
		return false;
	}
	if ((m[STYLES].found && !docx_styles_read(&x->styles, x->office.document, bytes_of(&m[STYLES]), reason)) ||
	    (m[NUMBERING].found && !docx_numbering_read(&x->styles, bytes_of(&m[NUMBERING]), reason)) ||
	    (m[SETTINGS].found && !docx_settings_read(x, bytes_of(&m[SETTINGS]), reason)) ||
	    (m[FOOTNOTES].found && !docx_text_read(x, DOCX_FOOTNOTES, bytes_of(&m[FOOTNOTES]), reason)) ||
	    (m[ENDNOTES].found && !docx_text_read(x, DOCX_ENDNOTES, bytes_of(&m[ENDNOTES]), reason)) ||
	    !docx_text_read(x, DOCX_BODY, bytes_of(&m[MAIN]), reason))
		return false;
	docx_number_notes(x);
	return finish(x, reason) && (!m[CORE].found || read_properties(x, bytes_of(&m[CORE]), reason));
}

bool docx_read(struct document *d, struct span bytes, char **reason)
{
	static const char *const names[MEMBERS] = {NULL, "styles.xml", "numbering.xml", "footnotes.xml", "endnotes.xml", "settings.xml", NULL};
	char main[MAIN_NAME_MAX];
	struct zip_member members[MEMBERS];
	struct buf paths[MEMBERS];
	struct docx x;
	const char *slash;
	bool good;

	*reason = NULL;
	if (!find_main(bytes, main, reason))
		return false;
	slash = strrchr(main, '/');
	for (int i = 0; i < MEMBERS; i++) {
		buf_init(&paths[i]);
		if (i == MAIN)
			buf_add_str(&paths[i], main);
		else if (i == CORE)
			buf_add_str(&paths[i], "docProps/core.xml");
		else
			buf_addf(&paths[i], "%.*s%s", slash == NULL ? 0 : (int)(slash + 1 - main), main, names[i]);
		members[i] = (struct zip_member){.name = paths[i].data};
		buf_init(&members[i].bytes);
	}
	docx_init(&x, d);
	good = zip_read(bytes, members, MEMBERS, reason) && read_members(&x, members, reason);
	docx_release(&x);
	for (int i = 0; i < MEMBERS; i++) {
		buf_release(&paths[i]);
		buf_release(&members[i].bytes);
	}
	return good;
}
