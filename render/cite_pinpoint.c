#include "render/cite_parts.h"

/* APA has a heading bare, and in quotation marks where it is abbreviated; two of a path are marked off, too. */
static bool is_bare(const struct record *r, struct span section, const struct cite_words *w)
{
	return w->section_first && r->section_count == 1 && !span_ends(section, "…");
}

static void add_quoted_section(struct buf *out, const struct record *r, const struct cite_words *w)
{
	struct buf section;
	bool bare;

	if (r->section_number != 0) {
		buf_add_str(out, w->section_first ? "" : "the ");
		cite_add_ordinal(out, r->section_number);
		buf_add_char(out, ' ');
	}
	buf_init(&section);
	cite_section(&section, r->sections, r->section_count);
	bare = is_bare(r, buf_span(&section), w);
	buf_addf(out, "%s%s%s", bare ? "" : w->open, section.data, bare ? "" : w->close);
	buf_release(&section);
}

/* "para. 7", "3rd paragraph" */
static void add_paragraph(struct buf *out, const struct record *r, const struct cite_words *w)
{
	if (r->label.len != 0) {
		buf_add_str(out, w->paragraph);
		cite_add_line(out, r->label);
	} else if (r->counted != 0 && w->section_first) {
		buf_addf(out, "%s%u", w->paragraph, (unsigned)r->counted);
	} else if (r->counted != 0) {
		cite_add_ordinal(out, r->counted);
		buf_add_str(out, " paragraph");
	}
}

static void add_item(struct buf *out, const struct record *r, const struct cite_words *w)
{
	if (r->label.len != 0)
		add_paragraph(out, r, w);
	if (r->mark.len != 0) {
		buf_add_str(out, r->label.len == 0 ? "item " : w->mark_apart ? " " : "");
		cite_add_mark(out, r, w->mark_apart);
	} else {
		buf_add_str(out, r->label.len != 0 ? ", " : "");
		cite_add_ordinal(out, r->item);
		buf_add_str(out, " item");
	}
	if (r->label.len == 0 && r->counted != 0) {
		buf_add_str(out, w->section_first ? " after " : " after the ");
		add_paragraph(out, r, w);
	}
}

static void add_number(struct buf *out, const struct record *r, const struct cite_words *w)
{
	if (r->kind == PASSAGE_NOTE) {
		if (r->note.len != 0)
			buf_add_str(out, w->note);
		cite_add_line(out, r->note);
	} else if (r->kind == PASSAGE_ITEM && r->item != 0) {
		add_item(out, r, w);
	} else {
		add_paragraph(out, r, w);
	}
}

/* Where the style has it: after the number, or before it. */
static void add_with_section(struct buf *out, const struct record *r, const struct cite_words *w)
{
	struct buf number;

	buf_init(&number);
	add_number(&number, r, w);
	if (w->section_first) {
		add_quoted_section(out, r, w);
		buf_add_str(out, number.len != 0 ? " section, " : " section");
		buf_add_span(out, buf_span(&number));
	} else {
		buf_add_span(out, buf_span(&number));
		buf_add_str(out, number.len != 0 ? " under " : "under ");
		add_quoted_section(out, r, w);
	}
	buf_release(&number);
}

/* Whether a part of the place is our own count. */
static bool is_counted(const struct record *r, bool with_section)
{
	bool is_number = r->kind != PASSAGE_NOTE && r->kind != PASSAGE_HEADING && r->label.len == 0 &&
	                 (r->counted != 0 || (r->kind == PASSAGE_ITEM && r->item != 0 && r->mark.len == 0));

	return is_number || ((with_section || r->kind == PASSAGE_HEADING) && r->section_number != 0);
}

static void add_place(struct buf *out, const struct record *r, const struct cite_words *w)
{
	bool with_section = r->kind != PASSAGE_HEADING && cite_needs_section(r);

	if (r->kind == PASSAGE_HEADING)
		cite_add_heading(out, r, w->open, w->close);
	else if (with_section)
		add_with_section(out, r, w);
	else
		add_number(out, r, w);
	if (is_counted(r, with_section))
		buf_addf(out, " %scounted%s", w->note_open, w->note_close);
}

/* A printed number that stands once in the source says it better than a page. */
static bool needs_page(const struct record *r)
{
	if (r->label_repeats || r->own_count != 0)
		return true;
	return r->kind == PASSAGE_NOTE ? r->note.len == 0 : r->label.len == 0;
}

/* The printed number, and the place in the file where that is another or not known. */
static void add_page(struct buf *out, const struct citation *c, const struct cite_words *words)
{
	const char *word = c->last_page == NULL ? words->page : words->pages;
	const char *spelt = c->last_page == NULL ? "page " : "pages ";
	struct buf file, printed;

	buf_init(&file);
	buf_init(&printed);
	cite_add_pages(&file, c->page, c->last_page, false);
	cite_add_pages(&printed, c->page, c->last_page, true);
	buf_add_str(out, printed.len == 0 && *word == '\0' ? spelt : word);
	if (printed.len == 0)
		buf_addf(out, "%s of the file", file.data);
	else
		buf_add_span(out, buf_span(&printed));
	if (printed.len != 0 && !span_eq(buf_span(&printed), buf_span(&file)))
		buf_addf(out, " %s%s%s of the file%s", words->note_open, spelt, file.data, words->note_close);
	buf_release(&file);
	buf_release(&printed);
}

/* Said even where no place is known: the words themselves may be misread. */
static void add_ocr(struct buf *out, const struct record *r, const struct cite_words *w)
{
	if (r->ocr != 0)
		buf_addf(out, "%s%sread by OCR, %u %% sure%s", out->len == 0 ? "" : " ", w->note_open, (unsigned)r->ocr, w->note_close);
}

static bool is_printed(const struct citation *c)
{
	return c->page->label.len != 0 && (c->last_page == NULL || c->last_page->label.len != 0);
}

/* Place and page; a number that stands alone comes first, as it would not be read as a page after a count. */
static void add_place_and_page(struct buf *out, const struct citation *c, const struct cite_words *words)
{
	bool has_page = c->page != NULL && c->page->physical != 0 && needs_page(c->record);
	bool first = has_page && *words->page == '\0' && is_printed(c);
	struct buf place;

	buf_init(&place);
	add_place(&place, c->record, words);
	if (first)
		add_page(out, c, words);
	if (first && place.len != 0)
		buf_add_str(out, ", ");
	buf_add_span(out, buf_span(&place));
	if (has_page && !first && place.len != 0)
		buf_add_str(out, ", ");
	if (has_page && !first)
		add_page(out, c, words);
	buf_release(&place);
}

void cite_add_pinpoint(struct buf *out, const char *before, const struct citation *c,
                       const struct cite_words *words)
{
	struct buf place;

	if (c->record == NULL || c->form == CITE_BIBLIOGRAPHY)
		return;
	buf_init(&place);
	add_place_and_page(&place, c, words);
	add_ocr(&place, c->record, words);
	if (place.len != 0) {
		buf_add_str(out, before);
		buf_add_span(out, buf_span(&place));
		if (cite_is_digest(c->source))
			buf_add_str(out, " of the digest");
	}
	buf_release(&place);
}
