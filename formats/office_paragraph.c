/* office_paragraph.c: a paragraph while it is read: its text, the calls in it, what is raised. */
#include <stdlib.h>

#include "formats/office.h"
#include "formats/raised.h"

void paragraph_init(struct office_paragraph *p)
{
	*p = (struct office_paragraph){.calls = NULL};
	buf_init(&p->text);
}

void paragraph_release(struct office_paragraph *p)
{
	buf_release(&p->text);
	free(p->calls);
	free(p->raised);
}

void paragraph_call(struct office_paragraph *p, size_t note)
{
	ARRAY_GROW(p->calls, p->call_count, p->call_cap);
	p->calls[p->call_count++] = (struct office_call){p->text.len, note};
}

void paragraph_raise(struct office_paragraph *p, size_t from)
{
	while (p->raised_count > 0 && p->raised[p->raised_count - 1].end > from)
		p->raised_count--;
	if (p->text.len == from)
		return;
	if (p->raised_count > 0 && p->raised[p->raised_count - 1].end == from) {
		p->raised[p->raised_count - 1].end = p->text.len;
		return;
	}
	ARRAY_GROW(p->raised, p->raised_count, p->raised_cap);
	p->raised[p->raised_count++] = (struct range){from, p->text.len};
}

void paragraph_drop_raised(struct office_paragraph *p)
{
	while (p->raised_count > 0 && p->raised[p->raised_count - 1].end > p->text.len)
		p->raised_count--;
}

struct span paragraph_note_text(struct office_paragraph *p)
{
	struct buf out;
	size_t at = 0;

	paragraph_drop_raised(p);
	if (p->raised_count == 0)
		return span_trim(buf_span(&p->text));
	buf_init(&out);
	for (size_t i = 0; i < p->raised_count; at = p->raised[i++].end) {
		buf_add(&out, p->text.data + at, p->raised[i].start - at);
		raised_add(&out, span_trim(buf_span(&out)).len == 0 ? span_make("", 0) : buf_span(&out), span_sub(buf_span(&p->text), p->raised[i]));
	}
	buf_add(&out, p->text.data + at, p->text.len - at);
	buf_release(&p->text);
	p->text = out;
	p->raised_count = 0;
	return span_trim(buf_span(&p->text));
}
