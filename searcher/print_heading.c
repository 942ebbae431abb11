/* print_heading.c: the line that a source is named by, in the width that there is. */
#include "render/cite.h"
#include "searcher/print_parts.h"

#define PUBLISHERS_MAX 60 /* characters of the publishers: a third of the line where that is less, */
#define PUBLISHERS_MIN 12 /* but so many at least */
#define TITLE_MIN 12      /* characters of the title, however narrow the terminal */

static void add_publishers(struct buf *out, const struct metadata *m, size_t columns)
{
	struct buf all;
	size_t most = columns / 3 < PUBLISHERS_MIN ? PUBLISHERS_MIN : columns / 3;

	if (m->publisher_count == 0)
		return;
	if (columns == 0 || most > PUBLISHERS_MAX)
		most = PUBLISHERS_MAX;
	buf_init(&all);
	for (size_t i = 0; i < m->publisher_count; i++)
		buf_addf(&all, "%s%s", i == 0 ? "" : "; ", m->publishers[i]);
	cite_shorten(out, buf_span(&all), most);
	buf_release(&all);
	buf_add_str(out, " · ");
}

static void add_date(struct buf *out, const struct metadata *m)
{
	buf_add_str(out, " · ");
	if (m->date != NULL)
		cite_date(out, m->date);
	else
		buf_add_str(out, "undated");
}

/* Shortens the title until the whole fits. */
void print_heading(struct buf *out, const struct source *s, size_t columns)
{
	struct buf title, before, after;
	size_t room, taken;

	buf_init(&title);
	buf_init(&before);
	buf_init(&after);
	add_publishers(&before, &s->meta, columns);
	if (cite_is_digest(s))
		buf_add_str(&before, "digest of ");
	add_date(&after, &s->meta);
	cite_title(&title, s);
	taken = layout_columns(buf_span(&before)) + layout_columns(buf_span(&after)) + 2;
	room = columns > taken + TITLE_MIN ? columns - taken : TITLE_MIN;
	if (columns != 0 && layout_columns(buf_span(&title)) > room)
		cite_shorten(&before, buf_span(&title), room);
	else
		buf_add_span(&before, buf_span(&title));
	layout_add_safe(out, buf_span(&before));
	layout_add_safe(out, buf_span(&after));
	buf_release(&title);
	buf_release(&before);
	buf_release(&after);
}
