/*
 * docx_notes.c: notes, their calls, and how sections number them. The notes are
 * read before the document, so that a call finds its note.
 */
#include "formats/docx_text.h"

#include <stdio.h>

#include "formats/xml.h"

static struct span note_key(struct buf *to, enum docx_part part, const char *id)
{
	buf_addf(to, "%d %s", (int)part, id);
	return buf_span(to);
}

void docx_begin_note(struct docx *x, struct xml *a)
{
	const char *id = xml_get(a, "w:id"), *type = xml_get(a, "w:type");
	struct buf key;

	x->note = DOCX_NONE;
	if (id == NULL || (type != NULL && !xml_is(type, "normal")))
		return;
	ARRAY_GROW(x->notes, x->note_count, x->note_cap);
	buf_init(&x->notes[x->note_count].text);
	x->note = x->note_count++;
	buf_init(&key);
	*strmap_put(&x->by_id, note_key(&key, x->part, id), NULL) = (uint32_t)x->note_count;
	buf_release(&key);
}

void docx_call_note(struct docx *x, enum docx_part part, struct xml *a)
{
	const char *id = xml_get(a, "w:id");
	const uint32_t *place;
	struct buf key;
	size_t number;

	if (id == NULL || x->part != DOCX_BODY || !docx_is_shown(x))
		return;
	buf_init(&key);
	place = strmap_get(&x->by_id, note_key(&key, part, id));
	buf_release(&key);
	number = office_note(&x->office);
	if (place != NULL)
		buf_add_span(&x->office.notes[number].text, buf_span(&x->notes[*place - 1].text));
	ARRAY_GROW(x->calls, x->call_count, x->call_cap);
	x->calls[x->call_count++] = (struct docx_call){part, x->section_count - 1,
	        xml_get(a, "w:customMarkFollows") != NULL && !xml_is_off(a, "w:customMarkFollows")};
	x->marks = x->calls[x->call_count - 1].marked ? number + 1 : 0;
	paragraph_call(&docx_frame(x)->paragraph, number);
}

void docx_number_notes(struct docx *x)
{
	long last[DOCX_PARTS] = {0};
	size_t section[DOCX_PARTS] = {DOCX_NONE, DOCX_NONE, DOCX_NONE};

	for (size_t i = 0; i < x->call_count; i++) {
		const struct docx_call *c = &x->calls[i];
		const struct docx_note_form *form = &x->sections[c->section].forms[c->part];
		char number[NUMERAL_MAX];

		if (c->marked)
			continue;
		if (section[c->part] == DOCX_NONE || (form->by_section && section[c->part] != c->section))
			last[c->part] = form->start - 1;
		section[c->part] = c->section;
		/* What begins anew on each page nobody can number without the pages. */
		if (!form->by_page && numeral_write(number, form->numerals, ++last[c->part]))
			snprintf(x->office.notes[i].label, OFFICE_LABEL_MAX, "%s", number);
	}
}

void docx_take_form(struct docx *x, const char *name, struct xml *a)
{
	struct docx_note_form *form = &x->sections[x->section_count - 1].forms[x->form];
	const char *value = xml_get(a, "w:val");

	if (value == NULL)
		return;
	if (xml_is(name, "w:numFmt"))
		form->numerals = docx_numerals(value);
	else if (xml_is(name, "w:numStart"))
		form->start = xml_number(a, "w:val", 1);
	else if (xml_is(name, "w:numRestart")) {
		form->by_section = xml_is(value, "eachSect");
		form->by_page = xml_is(value, "eachPage");
	}
}

static void settings_start(void *context, const char *name, struct xml *a)
{
	struct docx *x = context;

	if (xml_is(name, "w:footnotePr"))
		x->form = DOCX_FOOTNOTES;
	else if (xml_is(name, "w:endnotePr"))
		x->form = DOCX_ENDNOTES;
	else if (x->form != DOCX_BODY)
		docx_take_form(x, name, a);
}

static void settings_end(void *context, const char *name)
{
	if (xml_is(name, "w:footnotePr") || xml_is(name, "w:endnotePr"))
		((struct docx *)context)->form = DOCX_BODY;
}

bool docx_settings_read(struct docx *x, struct span xml, char **reason)
{
	static const struct xml_reader settings = {settings_start, settings_end, NULL};

	return xml_read(xml, "settings.xml", &settings, x, reason);
}
