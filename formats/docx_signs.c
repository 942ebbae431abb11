/*
 * docx_signs.c: signs that are no text in the file: characters of symbol fonts,
 * and the boxes and lists of forms.
 */
#include "formats/docx_text.h"

#include <stdlib.h>

#include "formats/xml.h"
#include "text/utf8.h"

#define BOX_EMPTY "☐"
#define BOX_MARKED "☒"

/* ---- symbol fonts ---- */

/* Signs without which a sentence or form says something else, by font and code; the others mean nothing elsewhere. */
static const struct {
	const char *font;
	unsigned code;
	const char *sign;
} signs[] = {
        {"Wingdings", 0x6F, BOX_EMPTY}, {"Wingdings", 0x71, BOX_EMPTY}, {"Wingdings", 0x72, BOX_EMPTY}, {"Wingdings", 0xA8, BOX_EMPTY},
        {"Wingdings", 0x78, BOX_MARKED}, {"Wingdings", 0xFD, BOX_MARKED}, {"Wingdings", 0xFE, "☑"}, {"Wingdings", 0xFB, "✗"}, {"Wingdings", 0xFC, "✓"},
        {"Wingdings 2", 0x30, BOX_EMPTY}, {"Wingdings 2", 0x2A, BOX_EMPTY}, {"Wingdings 2", 0xA3, BOX_EMPTY}, {"Wingdings 2", 0x51, BOX_MARKED},
        {"Wingdings 2", 0x53, BOX_MARKED}, {"Wingdings 2", 0x54, BOX_MARKED}, {"Wingdings 2", 0x52, "☑"}, {"Wingdings 2", 0x4F, "✗"}, {"Wingdings 2", 0x50, "✓"},
        {"Symbol", 0x2D, "−"}, {"Symbol", 0xA3, "≤"}, {"Symbol", 0xB3, "≥"}, {"Symbol", 0xB9, "≠"}, {"Symbol", 0xB1, "±"},
        {"Symbol", 0xB4, "×"}, {"Symbol", 0xB8, "÷"}, {"Symbol", 0xB0, "°"},
};

/* The private area that symbol fonts' codes are moved to. */
static bool is_moved(unsigned long cp)
{
	return cp >= 0xF000 && cp <= 0xF0FF;
}

void docx_add_symbol(struct docx *x, struct xml *a)
{
	const char *code = xml_get(a, "w:char"), *font = xml_get(a, "w:font");
	unsigned long cp = code == NULL ? 0 : strtoul(code, NULL, 16);
	char bytes[UTF8_MAX + 1] = "";

	for (size_t i = 0; font != NULL && i < sizeof signs / sizeof *signs; i++)
		if (xml_is(font, signs[i].font) && (is_moved(cp) ? cp & 0xFF : cp) == signs[i].code) {
			docx_add(x, signs[i].sign);
			return;
		}
	if (cp < 0x20 || cp >= 0xD800)
		return;
	bytes[utf8_put((int32_t)cp, bytes)] = '\0';
	docx_add(x, bytes);
}

/* ---- fields of forms ---- */

void docx_begin_form(struct docx *x)
{
	struct docx_form *f = &x->form_field;

	f->open = true;
	f->field = x->fields;
	f->entries = f->wanted = 0;
	f->at = x->depth == 0 ? 0 : docx_frame(x)->paragraph.text.len;
	buf_clear(&f->shown);
}

void docx_take_form_element(struct docx *x, const char *name, struct xml *a)
{
	struct docx_form *f = &x->form_field;
	const char *value = xml_get(a, "w:val");

	if (xml_is(name, "w:checkBox"))
		buf_add_str(&f->shown, BOX_EMPTY);
	else if (f->shown.len != 0 && (xml_is(name, "w:default") || xml_is(name, "w:checked"))) {
		buf_clear(&f->shown);
		buf_add_str(&f->shown, xml_is_off(a, "w:val") ? BOX_EMPTY : BOX_MARKED);
	} else if (xml_is(name, "w:result")) {
		f->wanted = xml_number(a, "w:val", 0);
	} else if (xml_is(name, "w:listEntry") && f->entries++ == f->wanted && value != NULL) {
		buf_add_str(&f->shown, value);
	}
}

void docx_end_form_field(struct docx *x)
{
	struct docx_form *f = &x->form_field;

	if (f->field == x->fields + 1 && docx_is_shown(x) && docx_frame(x)->paragraph.text.len == f->at)
		docx_add(x, f->shown.data);
	if (f->field == x->fields + 1)
		f->field = 0;
}
