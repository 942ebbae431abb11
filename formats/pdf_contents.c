/*
 * pdf_contents.c: tables of contents. They repeat the document's headings, and
 * are left out here as in word processors' files.
 */
#include "formats/pdf.h"

#include <stdlib.h>

#include "text/utf8.h"

#define LEADER_DOTS 4
#define LEADERS 2    /* lines with leaders that make a table of contents */
#define BETWEEN 3    /* lines without one between two of them: long entries */
#define ABOVE 5      /* lines between the heading and the first entry */

/* Dots, also with blanks between them, that lead to a number at the end of the line. */
static bool has_leader(struct span s)
{
	size_t run = 0, best = 0, at = 0;
	int32_t cp, last = 0;

	while (at < s.len) {
		at += utf8_decode(s, at, &cp);
		if (cp == '.' || cp == 0x2026 || cp == '_' || cp == 0xB7)
			run += cp == 0x2026 ? 3 : 1;
		else if (!utf8_is_space(cp))
			run = 0;
		best = run > best ? run : best;
		last = utf8_is_space(cp) ? last : cp;
	}
	return best >= LEADER_DOTS && (utf8_is_digit(last) || utf8_is_one_of(last, "ivxl."));
}

static bool is_title(struct span s)
{
	static const char *const titles[] = {"contents", "table of contents", "table des matières", "sommaire", "índice", "indice", "contenido",
	        "tabla de contenido", "содержание", "оглавление", "мазмұны", "inhalt", "inhaltsverzeichnis", "المحتويات", "sumário", NULL};

	return utf8_folds_to(s, titles);
}

enum { PLAIN, ENTRY, TITLE };

static void mark(struct pdf_page *page, const char *kinds)
{
	size_t last = SIZE_MAX, title = SIZE_MAX;

	for (size_t i = 0; i < page->line_count; i++) {
		if (kinds[i] == TITLE)
			title = i;
		if (kinds[i] != ENTRY)
			continue;
		if (last != SIZE_MAX && i - last <= BETWEEN + 1)
			while (++last < i)
				page->lines[last].role = PDF_CONTENTS;
		else if (title != SIZE_MAX && i - title <= ABOVE + 1)
			for (; title < i; title++)
				page->lines[title].role = PDF_CONTENTS;
		page->lines[i].role = PDF_CONTENTS;
		last = i;
	}
}

void pdf_contents_find(struct pdf *p)
{
	struct buf text;

	buf_init(&text);
	for (size_t n = 0; n < p->page_count; n++) {
		struct pdf_page *page = &p->pages[n];
		char *kinds = mem_zalloc(page->line_count + 1);
		size_t entries = 0;

		for (size_t i = 0; i < page->line_count; i++) {
			buf_clear(&text);
			pdf_line_text(&text, p, &page->lines[i]);
			if (page->lines[i].role != PDF_BODY)
				continue;
			kinds[i] = has_leader(buf_span(&text)) ? ENTRY : is_title(span_trim(buf_span(&text))) ? TITLE : PLAIN;
			entries += kinds[i] == ENTRY;
		}
		if (entries >= LEADERS)
			mark(page, kinds);
		free(kinds);
	}
	buf_release(&text);
}
