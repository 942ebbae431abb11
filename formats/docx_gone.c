/* docx_gone.c: text that is hidden, struck out or raised, by itself or by its styles. */
#include "formats/docx_text.h"

#include "formats/xml.h"

bool docx_toggles_take(struct docx_toggles *t, const char *name, struct xml *a)
{
	static const char *const names[] = {"w:vanish", "w:strike", "w:dstrike"};

	for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
		if (xml_is(name, names[i])) {
			t->said |= 1U << i;
			t->on = xml_is_off(a, "w:val") ? t->on & ~(1U << i) : t->on | 1U << i;
			return true;
		}
	return false;
}

/* What a style says, or else those that it is based on. */
unsigned docx_style_gone(const struct docx_styles *s, struct span id)
{
	struct docx_toggles t = {0, 0};

	for (int depth = 0; depth < DOCX_BASED_MAX && id.len != 0; depth++) {
		const uint32_t *place = strmap_get(&s->by_style, id);
		const struct docx_style *own;

		if (place == NULL)
			break;
		own = &s->styles[*place - 1];
		t.on |= own->gone.on & ~t.said;
		t.said |= own->gone.said;
		id = own->based_on;
	}
	return t.on;
}

enum docx_height docx_height_of(const char *value)
{
	return value == NULL ? DOCX_HEIGHT_UNSAID : strcmp(value, "superscript") == 0 ? DOCX_RAISED : DOCX_ON_LINE;
}

enum docx_height docx_style_height(const struct docx_styles *s, struct span id)
{
	for (int depth = 0; depth < DOCX_BASED_MAX && id.len != 0; depth++) {
		const uint32_t *place = strmap_get(&s->by_style, id);

		if (place == NULL)
			break;
		if (s->styles[*place - 1].height != DOCX_HEIGHT_UNSAID)
			return s->styles[*place - 1].height;
		id = s->styles[*place - 1].based_on;
	}
	return DOCX_HEIGHT_UNSAID;
}

/* The run's own word before its style's, and that before the paragraph's. */
bool docx_frame_raised(const struct docx_frame *f)
{
	enum docx_height height = f->run_height != DOCX_HEIGHT_UNSAID ? f->run_height : f->run_style_height;

	return (height != DOCX_HEIGHT_UNSAID ? height : f->style_height) == DOCX_RAISED;
}

/* A character's style turns what the paragraph's says (ECMA-376 part 1, 17.7.3); what the run says holds. */
bool docx_frame_gone(const struct docx_frame *f)
{
	return f->buried || (((f->style_gone ^ f->run_style_gone) & ~f->run.said) | f->run.on) != 0;
}
