#include "render/cite_parts.h"

#include "render/passage_text.h"

/* “Background”, or “Parent › Recommendations”: a heading such as the latter says little by itself. */
void cite_section(struct buf *out, const struct span *path, size_t count)
{
	size_t first = count > CITE_SECTIONS ? count - CITE_SECTIONS : 0;

	for (size_t i = first; i < count; i++) {
		if (i != first)
			buf_add_str(out, " › ");
		cite_shorten(out, path[i], CITE_SECTION_CHARS);
	}
}

static void add_section(struct buf *out, const struct record *r)
{
	if (r->section_number != 0) {
		buf_add_str(out, "the ");
		cite_add_ordinal(out, r->section_number);
		buf_add_char(out, ' ');
	}
	buf_add_str(out, "“");
	cite_section(out, r->sections, r->section_count);
	buf_add_str(out, "”");
}

void cite_add_heading(struct buf *out, const struct record *r, const char *open, const char *close)
{
	struct reading text;

	reading_init(&text);
	passage_text(&text, r);
	if (r->section_number != 0) {
		cite_add_ordinal(out, r->section_number);
		buf_add_char(out, ' ');
	}
	buf_addf(out, "heading %s", open);
	cite_shorten(out, buf_span(&text.text), CITE_SECTION_CHARS);
	buf_add_str(out, close);
	reading_release(&text);
}

/* "para. 7", "3rd paragraph"; false: the passage has no number, printed or counted. */
static bool add_paragraph(struct buf *out, const struct record *r)
{
	if (r->label.len != 0) {
		buf_add_str(out, "para. ");
		cite_add_line(out, r->label);
	} else if (r->counted != 0) {
		cite_add_ordinal(out, r->counted);
		buf_add_str(out, " paragraph");
	}
	return r->label.len != 0 || r->counted != 0;
}

void cite_add_mark(struct buf *out, const struct record *r, bool apart)
{
	struct span rest = r->mark;

	while (rest.len != 0) {
		buf_add_str(out, apart && rest.len != r->mark.len ? " (" : "(");
		cite_add_line(out, item_mark_take(&rest));
		buf_add_char(out, ')');
	}
}

/* "para. 2(a)", "para. 2, 1st item"; "item (a)", "1st item", each with "after the 3rd paragraph" */
static bool add_item(struct buf *out, const struct record *r)
{
	if (r->item == 0)
		return add_paragraph(out, r);
	if (r->label.len != 0)
		add_paragraph(out, r);
	if (r->mark.len != 0) {
		buf_add_str(out, r->label.len != 0 ? "" : "item ");
		cite_add_mark(out, r, false);
	} else {
		buf_add_str(out, r->label.len != 0 ? ", " : "");
		cite_add_ordinal(out, r->item);
		buf_add_str(out, " item");
	}
	if (r->label.len == 0 && r->counted != 0) {
		buf_add_str(out, " after the ");
		add_paragraph(out, r);
	}
	return true;
}

/* Numbers of the file's pages, then the printed ones where those are others. */
static void add_page(struct buf *out, const struct page_mark *page, const struct page_mark *last)
{
	struct buf file, printed;

	if (page == NULL || page->physical == 0)
		return;
	buf_init(&file);
	buf_init(&printed);
	cite_add_pages(&file, page, last, false);
	cite_add_pages(&printed, page, last, true);
	buf_addf(out, "%s%s", last == NULL ? "p. " : "pp. ", file.data);
	if (printed.len != 0 && !span_eq(buf_span(&printed), buf_span(&file)))
		buf_addf(out, " (printed %s)", printed.data);
	buf_release(&file);
	buf_release(&printed);
}

static void add_note(struct buf *out, const struct record *r)
{
	if (r->note.len == 0)
		return;
	buf_add_str(out, "note ");
	cite_add_line(out, r->note);
}

/* The passage's number, printed or counted; false: it has none. */
static bool add_number(struct buf *out, const struct record *r)
{
	switch (r->kind) {
	case PASSAGE_NOTE:
		add_note(out, r);
		return r->note.len != 0;
	case PASSAGE_ITEM:
		return add_item(out, r);
	case PASSAGE_HEADING:
	case PASSAGE_PARAGRAPH:
	case PASSAGE_KINDS:
		break;
	}
	return add_paragraph(out, r);
}

/*
 * A printed number that the source has but once says enough, unless it is of an article's paragraph; a note
 * without one stands nowhere else.
 */
bool cite_needs_section(const struct record *r)
{
	if (r->section_count == 0)
		return false;
	if (r->kind == PASSAGE_NOTE)
		return r->note.len != 0 && r->label_repeats;
	return r->label.len == 0 || r->label_repeats || r->own_count != 0;
}

/* Where the passage stands, without its page; with `under`, a counted place names its section. */
static void add_place(struct buf *out, const struct record *r, bool under)
{
	bool is_heading = r->kind == PASSAGE_HEADING, numbered, counted;

	if (is_heading && !under) {
		buf_add_str(out, "heading");
		return;
	}
	if (is_heading)
		cite_add_heading(out, r, "“", "”");
	numbered = !is_heading && add_number(out, r);
	under = under && !is_heading && cite_needs_section(r);
	if (under) {
		buf_add_str(out, numbered ? " under " : "under ");
		add_section(out, r);
	}
	counted = numbered && r->kind != PASSAGE_NOTE && r->label.len == 0 && (r->mark.len == 0 || r->counted != 0);
	if (counted || ((under || is_heading) && r->section_number != 0))
		buf_add_str(out, " (counted)");
}

static void add_pinpoint(struct buf *out, const struct record *r, const struct page_mark *page,
                         const struct page_mark *last, bool under)
{
	size_t first = out->len;

	add_place(out, r, under);
	if (page != NULL && page->physical != 0 && out->len != first)
		buf_add_str(out, ", ");
	add_page(out, page, last);
}

void cite_pinpoint(struct buf *out, const struct record *r, const struct page_mark *page)
{
	cite_pinpoint_over(out, r, page, NULL);
}

void cite_pinpoint_over(struct buf *out, const struct record *r, const struct page_mark *page,
                        const struct page_mark *last)
{
	size_t first = out->len;

	add_pinpoint(out, r, page, last, true);
	if (r->ocr != 0)
		buf_addf(out, "%s(read by OCR, %u %% sure)", out->len == first ? "" : " ", (unsigned)r->ocr);
}

void cite_locus(struct buf *out, const struct record *r, const struct page_mark *page)
{
	add_pinpoint(out, r, page, NULL, false);
}
