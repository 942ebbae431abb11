/* provision_put.c: a paragraph and its letters are put together: "2", "b(i)", "2A". */
#include "text/provision_bracket.h"

#include "text/utf8.h"

#define SUBPARAGRAPH_BYTES 16

struct span paragraph_span(struct references *r, uint32_t value)
{
	struct buf b;
	struct span s;

	buf_init(&b);
	buf_addf(&b, "%u", value);
	s = pool_span(r->pool, buf_span(&b));
	buf_release(&b);
	return s;
}

static struct span letter_span(struct references *r, size_t i)
{
	struct buf b;
	struct span s;

	buf_init(&b);
	utf8_fold(&b, ptoken_text(r->t, i));
	s = pool_span(r->pool, buf_span(&b));
	buf_release(&b);
	return s;
}

/* "b" and "i" are b(i), "b" and "3(2)" are b(3)(2). */
static struct span deeper(struct references *r, struct span outer, struct span inner)
{
	struct buf b;
	struct span s = outer;
	const char *bracket = inner.len == 0 ? NULL : memchr(inner.data, '(', inner.len);
	size_t head = bracket == NULL ? inner.len : (size_t)(bracket - inner.data);

	if (outer.len == 0)
		return inner;
	buf_init(&b);
	buf_add_span(&b, outer);
	buf_add_char(&b, '(');
	buf_add_span(&b, span_make(inner.data, head));
	buf_add_char(&b, ')');
	buf_add_span(&b, span_make(inner.data + head, inner.len - head));
	if (b.len <= SUBPARAGRAPH_BYTES)
		s = pool_span(r->pool, buf_span(&b));
	buf_release(&b);
	return s;
}

/* The letter outside: "c" of "c(i)". */
static struct span outer_letter(struct span letters)
{
	const char *bracket = letters.len == 0 ? NULL : memchr(letters.data, '(', letters.len);

	return span_make(letters.data, bracket == NULL ? 0 : (size_t)(bracket - letters.data));
}

struct paragraph *paragraph_add(struct paragraphs *out, size_t first)
{
	struct paragraph *p;

	if (out->count == PARAGRAPHS_MOST)
		return NULL;
	p = &out->at[out->count++];
	memset(p, 0, sizeof *p);
	p->first = first;
	return p;
}

static struct paragraph *last(struct paragraphs *out)
{
	return out->count == 0 ? NULL : &out->at[out->count - 1];
}

bool paragraphs_fit(const struct paragraphs *out, uint32_t count)
{
	return count <= PARAGRAPHS_MOST - out->count;
}

void paragraph_between(struct references *r, uint32_t from, uint32_t to, size_t first, struct paragraphs *out)
{
	if (!paragraphs_fit(out, to - from))
		return;
	for (uint32_t value = from + 1; value < to; value++) {
		struct paragraph *p = paragraph_add(out, first);

		p->paragraph = paragraph_span(r, value);
		p->past = first + 3;
	}
}

void paragraph_put_label(struct references *r, struct span label, bool beside, size_t first, size_t past,
                         struct paragraphs *out)
{
	struct paragraph *p = beside || last(out) == NULL ? paragraph_add(out, first) : last(out);

	if (p == NULL)
		return;
	if (p->paragraph.len == 0 && p->subparagraph.len == 0)
		p->paragraph = pool_span(r->pool, label);
	else
		p->subparagraph = deeper(r, p->subparagraph, label);
	p->past = past;
}

void paragraph_put(struct references *r, size_t i, bool beside, size_t first, size_t past,
                struct paragraphs *out)
{
	bool number = references_kind(r, i, PTOKEN_NUMBER);
	struct paragraph before = {0}, *p;

	if (last(out) != NULL)
		before = *last(out);
	p = beside || last(out) == NULL ? paragraph_add(out, first) : last(out);
	if (p == NULL)
		return;
	if (beside && !number) {
		p->paragraph = before.paragraph;
		if (roman_value(ptoken_text(r->t, i), true) != 0 || roman_value(ptoken_text(r->t, i), false) != 0)
			p->subparagraph = outer_letter(before.subparagraph); /* "(c)(i) or (ii)" */
	}
	if (number && p->paragraph.len == 0 && p->subparagraph.len == 0)
		p->paragraph = paragraph_span(r, r->t->token[i].value);
	else if (number)
		p->subparagraph = deeper(r, p->subparagraph, paragraph_span(r, r->t->token[i].value));
	else
		p->subparagraph = deeper(r, p->subparagraph, letter_span(r, i));
	p->past = past;
}

void paragraph_nest(struct references *r, const struct paragraph *outer, struct paragraph *inner)
{
	struct span letters = inner->subparagraph;

	if (inner->paragraph.len != 0)
		letters = letters.len == 0 ? inner->paragraph : deeper(r, inner->paragraph, letters);
	inner->paragraph = outer->paragraph;
	inner->subparagraph = deeper(r, outer->subparagraph, letters);
}
