/* signing.c: the day on which a text says, near its end, that it was signed or delivered. */
#include "indexer/title.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/shape.h"

#define SIGNING_PASSAGES 12 /* at the end, of which one may say so */
#define SIGNING_BYTES_MAX 160
#define DAY_BYTES 10 /* 2018-04-26 */

/* "New Delhi;" above "July 11, 2019", as courts of India end: no "Reuters; May 4, 2021" of a list of papers. */
static bool is_place_and_day(struct span s, struct buf *iso)
{
	const char *mark = s.len == 0 ? NULL : memchr(s.data, ';', s.len);

	return mark != NULL && mark + 1 < s.data + s.len && mark[1] == '\n' && mark - s.data <= DATE_PLACE_MAX && text_begins_upper(s, 0, s.len) &&
	       text_date(span_make(mark + 1, s.len - (size_t)(mark + 1 - s.data)), iso) && iso->len == DAY_BYTES;
}

/* "м. Київ", "12 травня 2021 року", "№ 9999-IX" below one another, as acts end: their day. */
static bool is_act_end(struct span s, struct buf *iso)
{
	bool numbered = false;
	struct buf day;

	buf_clear(iso);
	if (s.len == 0 || memchr(s.data, '\n', s.len) == NULL)
		return false;
	buf_init(&day);
	for (size_t at = 0, end; at < s.len; at = end + 1) {
		struct span line;

		for (end = at; end < s.len && s.data[end] != '\n'; end++)
			;
		line = span_trim(span_make(s.data + at, end - at));
		numbered = numbered || span_starts(line, "№ ");
		if (text_date(line, &day) && day.len == DAY_BYTES)
			buf_add_span(iso, buf_span(&day));
	}
	buf_release(&day);
	return numbered && iso->len == DAY_BYTES;
}

/* The day that a line ends in, as ISO; false: it is no such line. */
static bool day_of(struct span s, struct buf *iso)
{
	s = span_trim(s);
	while (span_ends(s, "."))
		s.len--;
	if (s.len > SIGNING_BYTES_MAX)
		return false;
	if (is_place_and_day(s, iso) || is_act_end(s, iso))
		return true;
	if (!text_is_signing(s))
		return false;
	for (size_t at = 0; at < s.len; at++)
		if ((at == 0 || s.data[at - 1] == ' ') && text_date(span_make(s.data + at, s.len - at), iso) && iso->len == DAY_BYTES)
			return true;
	return false;
}

void signing_date(struct metadata *m, struct span text, const struct outline *o)
{
	struct buf iso, found;
	bool several = false;

	if (m->date != NULL)
		return;
	buf_init(&iso);
	buf_init(&found);
	for (size_t i = o->count > SIGNING_PASSAGES ? o->count - SIGNING_PASSAGES : 0; i < o->count; i++) {
		if (o->passages[i].kind == PASSAGE_NOTE || !day_of(span_sub(text, o->passages[i].ranges[0]), &iso))
			continue;
		several = several || (found.len != 0 && !span_eq(buf_span(&found), buf_span(&iso)));
		buf_clear(&found);
		buf_add_span(&found, buf_span(&iso));
	}
	if (found.len != 0 && !several)
		title_set(m, "date", buf_span(&found));
	buf_release(&iso);
	buf_release(&found);
}
