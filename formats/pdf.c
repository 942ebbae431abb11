/*
 * PDF (ISO 32000), by poppler: text in reading order, with the page of every
 * word. Left out: running heads and feet, page numbers, the numbers of lines,
 * marks that the text is printed over, tables of contents, pictures, annotations.
 */
#include <stdlib.h>

#include "formats/module.h"
#include "formats/pdf_write.h"
#include "formats/readers.h"

MODULE_VERSION_DEFINE;

const struct foreign_reader pdf_readers[] = {
        {FORMAT_PDF, false, pdf_read, held_open_pdf, pdf_read_undrawn},
        {FORMAT_UNKNOWN, false, NULL, NULL, NULL},
};

/* ---- pages without text ---- */

#define PAGES_BYTES 120 /* of a list of pages; the others are counted */
#define REASONS_MAX 2   /* groups of pages that are told apart by why they were not read */

static bool lacks_text(const struct pdf *p, size_t i)
{
	return p->pages[i].word_count == 0 && p->pages[i].picture;
}

static bool is_scanned(const struct pdf *p, size_t i)
{
	return p->pages[i].scanned;
}

static bool same_reason(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Of pages that lack text: of this one's sort, and none of that sort stands before it. */
static bool is_first_of_reason(const struct pdf *p, size_t page)
{
	for (size_t i = 0; i < page; i++)
		if (lacks_text(p, i) && same_reason(p->pages[i].unread, p->pages[page].unread))
			return false;
	return lacks_text(p, page);
}

/* Which pages a list names: all that were read from pictures; or those that were not, for one reason. */
struct sort {
	bool scanned;
	const char *unread;
};

static bool is_of_sort(const struct pdf *p, size_t i, const struct sort *s)
{
	return s->scanned ? is_scanned(p, i) : lacks_text(p, i) && same_reason(p->pages[i].unread, s->unread);
}

static size_t count_sort(const struct pdf *p, const struct sort *s)
{
	size_t count = 0;

	for (size_t i = 0; i < p->page_count; i++)
		count += is_of_sort(p, i, s);
	return count;
}

/* "pages 3-5, 9"; "pages 1, 3, 5 and 40 more". */
static void add_pages(struct buf *out, const struct pdf *p, const struct sort *s)
{
	size_t from = out->len, left = count_sort(p, s);

	buf_addf(out, "page%s ", left == 1 ? "" : "s");
	for (size_t i = 0, first = out->len; i < p->page_count; i++) {
		size_t end = i;

		if (!is_of_sort(p, i, s))
			continue;
		if (out->len - from > PAGES_BYTES) {
			buf_addf(out, " and %zu more", left);
			return;
		}
		while (end + 1 < p->page_count && is_of_sort(p, end + 1, s))
			end++;
		buf_addf(out, "%s%zu", out->len == first ? "" : ", ", i + 1);
		if (end > i)
			buf_addf(out, "-%zu", end + 1);
		left -= end - i + 1;
		i = end;
	}
}

/* How sure OCR is of all that is kept of it, per cent. */
static unsigned confidence_of(const struct pdf *p)
{
	double sure = 0, chars = 0;

	for (size_t i = 0; i < p->page_count; i++)
		for (size_t k = 0; is_scanned(p, i) && k < p->pages[i].word_count; k++) {
			const struct pdf_word *w = &p->pages[i].words[k];
			double len = (double)(w->text.end - w->text.start);

			sure += len * w->confidence;
			chars += w->confidence == 0 ? 0 : len;
		}
	return chars > 0 ? (unsigned)(sure / chars + 0.5) : 0;
}

static void add_read(struct buf *out, const struct pdf *p)
{
	const struct sort read = {true, NULL};

	if (count_sort(p, &read) == 0)
		return;
	add_pages(out, p, &read);
	buf_addf(out, " read by OCR (%s): %u %% sure", p->scanned_by, confidence_of(p));
	if (p->unsure_words != 0)
		buf_addf(out, ", without %zu word%s of which it is not", p->unsure_words, p->unsure_words == 1 ? "" : "s");
}

static void add_unread(struct buf *out, const struct pdf *p)
{
	size_t reasons = 0;

	for (size_t i = 0; i < p->page_count && reasons < REASONS_MAX; i++) {
		const struct sort unread = {false, p->pages[i].unread};
		bool one = count_sort(p, &unread) == 1;

		if (!is_first_of_reason(p, i))
			continue;
		buf_addf(out, "%sno text layer on ", out->len == 0 ? "" : "; ");
		add_pages(out, p, &unread);
		buf_add_str(out, one ? ": it is a picture, and not searched" : ": they are pictures, and not searched");
		if (unread.unread != NULL)
			buf_addf(out, " (%s)", unread.unread);
		reasons++;
	}
}

static void add_apart(struct buf *out, const struct pdf *p)
{
	if (p->cut_short)
		buf_addf(out, "%scut short: its end is missing, and text may be; get it again", out->len == 0 ? "" : "; ");
	if (p->unread_fields != 0)
		buf_addf(out, "%s%zu field%s of its form %s filled in, and not searched", out->len == 0 ? "" : "; ", p->unread_fields,
		         p->unread_fields == 1 ? "" : "s", p->unread_fields == 1 ? "is" : "are");
	if (p->attached != 0)
		buf_addf(out, "%s%zu attached file%s not searched: save %s apart from it", out->len == 0 ? "" : "; ", p->attached,
		         p->attached == 1 ? " is" : "s are", p->attached == 1 ? "it" : "them");
}

static char *remark_on(const struct pdf *p)
{
	struct buf b;
	char *remark = NULL;

	buf_init(&b);
	add_read(&b, p);
	add_unread(&b, p);
	add_apart(&b, p);
	if (b.len != 0)
		remark = buf_detach(&b);
	buf_release(&b);
	return remark;
}

static size_t count_lacking(const struct pdf *p)
{
	size_t count = 0;

	for (size_t i = 0; i < p->page_count; i++)
		count += lacks_text(p, i);
	return count;
}

static char *reason_for(const struct pdf *p)
{
	struct buf b, why;

	buf_init(&b);
	buf_init(&why);
	buf_addf(&b, "no text on any of its %zu %s", p->page_count, p->page_count == 1 ? "page" : "pages");
	if (count_lacking(p) != 0 && p->scanned_by == NULL)
		buf_add_str(&b, ": pictures of pages, which must go through OCR first (see --ocr)");
	else if (count_lacking(p) != 0) {
		add_unread(&why, p);
		buf_addf(&b, ": %s", why.data);
	}
	buf_release(&why);
	return b.data;
}

static void list_pictures(struct buf *pictures, const struct pdf *p)
{
	for (uint32_t i = 0; i < p->page_count; i++)
		if (lacks_text(p, i))
			buf_add(pictures, &i, sizeof i);
}

static void note_pictures(struct document *d, const struct pdf *p)
{
	d->remark = remark_on(p);
	d->picture_pages = count_lacking(p);
}

/* Why nothing was read, of a file that is cut short. */
static void add_cut(char **reason)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b, "cut short: its end is missing; get it again (%s)", *reason);
	free(*reason);
	*reason = b.data;
}

/* ---- the whole ---- */

static bool write_text(struct document *d, struct pdf *p, char **reason)
{
	struct pdf_blocks body, margin;
	bool good;

	pdf_blocks_init(&body, p);
	pdf_blocks_init(&margin, p);
	margin.apart = true;
	pdf_flow_make(&body, PDF_BODY);
	pdf_flow_make(&margin, PDF_MARGIN);
	pdf_blocks_make(&body);
	pdf_blocks_make(&margin);
	good = pdf_write(d, p, &body, &margin, reason);
	if (good && d->segment_count == 0) {
		*reason = reason_for(p);
		good = false;
	}
	if (good)
		pdf_title(d, p, &body);
	pdf_blocks_release(&margin);
	pdf_blocks_release(&body);
	return good;
}

static bool read_scanned(struct document *d, struct span bytes, const struct pdf_scans *scans, struct buf *pictures, bool undrawn, char **reason)
{
	struct pdf p;
	bool good;

	*reason = NULL;
	pdf_init(&p);
	p.less = undrawn;
	p.cut_short = pdf_lacks_end(bytes);
	good = pdf_load(&p, bytes, reason);
	if (good && scans != NULL)
		pdf_scans_add(&p, scans);
	if (good && pictures != NULL)
		list_pictures(pictures, &p);
	if (good) {
		pdf_layers_settle(&p);
		pdf_watermarks_drop(&p);
		pdf_line_numbers_drop(&p);
		pdf_margin_numbers_move(&p);
		pdf_lines_find(&p);
		pdf_signs_turn(&p);
		pdf_measure(&p);
		pdf_furniture_find(&p);
		if (!undrawn)
			pdf_drawn_find(&p, bytes);
		pdf_pieces_split(&p);
		pdf_row_numbers_raise(&p);
		pdf_columns_order(&p);
		pdf_contents_find(&p);
		pdf_notes_find(&p);
		good = write_text(d, &p, reason);
	}
	if (good)
		note_pictures(d, &p);
	else if (p.cut_short)
		add_cut(reason);
	pdf_release(&p);
	return good;
}

bool pdf_read(struct document *d, struct span bytes, char **reason)
{
	return read_scanned(d, bytes, NULL, NULL, false, reason);
}

bool pdf_read_undrawn(struct document *d, struct span bytes, char **reason)
{
	return read_scanned(d, bytes, NULL, NULL, true, reason);
}

const struct pdf_scanner pdf_scanner = {read_scanned, pdf_render};
