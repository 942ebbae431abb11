#include "indexer/outline.h"

#include <stdlib.h>

#include "indexer/emit.h"
#include "indexer/outline_blocks.h"
#include "indexer/scan.h"

void outline_init(struct outline *o)
{
	*o = (struct outline){.pool = mem_alloc(sizeof *o->pool)};
	pool_init(o->pool);
}

void outline_release(struct outline *o)
{
	if (o->pool)
		pool_release(o->pool);
	free(o->pool);
	free(o->passages);
	free(o->title);
	*o = (struct outline){.pool = NULL};
}

static void scan_release(struct scan *s)
{
	strmap_release(&s->notes);
	free(s->lines);
	free(s->blocks);
	free(s->chains);
	free(s->quotations);
	free(s->apart);
	free(s->calls);
	free(s->waiting);
}

static void scan_text(struct scan *s)
{
	lines_find(s);
	lines_drop_numbers(s);
	lines_find_apart(s);
	lines_mark_furniture(s);
	lines_measure(s);
	lines_find_tight(s);
	lines_find_beside(s);
	lines_close_up(s);
	lines_find_bare_numbers(s);
	calls_find(s);
	quoted_ranges_find(s);
	blocks_find(s);
	articles_find(s);
	chains_close(s);
	title_find(s);
	joins_find(s);
	quoted_find(s);
	title_note_find(s);
	roles_find(s);
	inner_numbers_find(s);
	calls_accept(s);
}

static size_t text_end(struct span text, size_t from)
{
	size_t end = text.len;

	while (end > from && skip_space(text, end - 1, end) == end)
		end--;
	return end;
}

void outline_make(struct outline *o, struct span text, const struct document *d, bool one_passage)
{
	struct scan s = {.text = text, .document = d, .outline = o, .markdown = d->style == STYLE_MARKDOWN,
	                 .note_block = NONE, .note_call = NONE, .heading_line = NONE};
	struct emitter e;

	for (size_t i = 0; i <= STARS_MAX; i++)
		s.star_calls[i] = NONE;
	strmap_init(&s.notes);
	emit_init(&e, &s);
	if (one_passage) {
		emit_whole(&e, skip_space(text, d->body, text.len), text_end(text, d->body));
	} else {
		if (d->segment_count != 0)
			outline_blocks(&s);
		else
			scan_text(&s);
		emit_blocks(&e);
	}
	emit_release(&e);
	scan_release(&s);
}
