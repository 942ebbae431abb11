/* contents.c: tables of contents, whose lines are no headings. */
#include "indexer/page_lines.h"
#include "indexer/title_opening.h"

#include <stdlib.h>

#include "text/bytes.h"

#define TOC_DISTANCE 12   /* lines between two leaders of one table of contents */
#define TOC_NAME_CHARS 40 /* of a line that says "Table of contents" */

static byte_set signs = {['.'] = 1, [0xE2] = 1}; /* "…" begins with E2 */

static bool has_leader(struct span s)
{
	size_t dots = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (dots == 0 && (i = bytes_until(s, i, s.len, signs)) == s.len)
			break;
		if (s.data[i] == '.')
			dots++;
		else if (s.data[i] != ' ' || (i > 0 && s.data[i - 1] == ' '))
			dots = 0;
		if (dots >= 5)
			return true;
		if (i + 3 <= s.len && memcmp(s.data + i, "……", 3) == 0 && i + 6 <= s.len &&
		    memcmp(s.data + i, "……", 6) == 0)
			return true;
	}
	return false;
}

static void mark_lines(struct scan *s, size_t first, size_t past, uint16_t flag)
{
	for (size_t i = first; i < past; i++)
		s->lines[i].flags |= flag;
}

/* From "Contents" to the page's end if pages are known, else to the last leader that is near. */
static size_t contents_end(const struct scan *s, size_t line, const bool *leader)
{
	size_t end = line, leaders = 0;

	for (size_t i = line + 1; i < s->line_count; i++) {
		if (s->paged && (s->lines[i].flags & LINE_PAGE))
			return leaders > 1 ? i : line;
		if (leader[i]) {
			leaders++;
			end = i + 1;
		} else if (!s->paged && i > end + TOC_DISTANCE) {
			break;
		}
	}
	return leaders > 1 ? end : line;
}

void lines_mark_contents(struct scan *s)
{
	bool *leader = mem_zalloc(s->line_count + 1);

	for (size_t i = 0; i < s->line_count; i++) {
		leader[i] = has_leader(line_content(s, i)) && title_party(line_content(s, i)).len == line_content(s, i).len;
		if (leader[i])
			s->lines[i].flags |= LINE_TOC;
	}
	for (size_t i = 0; i < s->line_count; i++) {
		size_t end;
		if (s->lines[i].chars > TOC_NAME_CHARS || (s->lines[i].flags & LINE_BLANK) ||
		    !text_is_contents_name(line_content(s, i)))
			continue;
		end = contents_end(s, i, leader);
		if (end > i) {
			mark_lines(s, i, end, LINE_TOC);
			i = end - 1;
		}
	}
	free(leader);
}
