/*
 * made_pdf.h: writes small PDFs from a description in lines, so that every rule
 * of the reader has a case that can be read. For tests/unit/ only.
 *
 *	page [W H]        begins a page; points, 612 792 where not said
 *	at X Y            the place of the next line's base, from the upper left corner
 *	font SIZE [b|i|a] Times; lines are 1.2 sizes apart; a: Arabic letters by those
 *	                  of MADE_PDF_ARABIC, as they stand from left to right
 *	lead N            lines are so far apart
 *	wide N            so much more room between words, until the next "font"
 *	font SIZE g N     as tesseract lays text over a picture: unseen, its words each half as wide as their letters are high,
 *	                  with the space behind it; lines sink by N points in a hundred, and "wide" is the room between words
 *	slant N           changes N: text of one page has lines that sink and lines that do not
 *	| text            a line; "^{12}" is raised, small and plain, "~{x}" is small capitals
 *	skip N            goes down
 *	rule X Y X Y [W]  a line, half a point wide where not said
 *	shade X Y X Y G   a rectangle in grey, 0: black to 1: white
 *	dashes N X Y      so many level lines that touch nothing, 190 of them below each other
 *	labels RULES      /PageLabels: the inside of /Nums
 *	picture           a picture over the whole page
 *	turn N            /Rotate
 *	field X Y X Y text  a field of a form, from the upper left corner, and what is filled in, \\n a line end;
 *	                  /secret: of a password; /hidden: not shown; /on and /off: a box
 *	attached N        so many files
 *	up X Y text       a line that runs upwards
 */
#ifndef TESTS_MADE_PDF_H
#define TESTS_MADE_PDF_H

#include "text/buf.h"

#include <stdio.h>
#include <stdlib.h>

#define MADE_PDF_PAGES 64
#define MADE_PDF_FIELDS 16
#define MADE_PDF_OBJECTS (MADE_PDF_PAGES * 2 + 12 + MADE_PDF_FIELDS)

/* A letter, its width, what it means in UTF-16; x is one glyph for two letters, f an alef that is as wide as a lam. */
#define MADE_PDF_ARABIC(X) \
	X('a', 240, "0627") X('f', 260, "0627") X('g', 500, "0639") X('h', 300, "0647") X('l', 260, "0644") X('m', 400, "0645") \
	X('n', 480, "0646") X('s', 620, "0633") X('x', 490, "06440625")

/* Drawing a page with text leaves what fontconfig keeps for good. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig";
}

struct made_pdf {
	struct buf pages[MADE_PDF_PAGES]; /* content streams */
	double width[MADE_PDF_PAGES], height[MADE_PDF_PAGES];
	int turn[MADE_PDF_PAGES];
	size_t count;
	double x, y, size, lead, wide, slant;
	char face; /* 'r', 'b', 'i', 'a', 'g' */
	char labels[200];
	struct buf fields[MADE_PDF_FIELDS];
	size_t field_pages[MADE_PDF_FIELDS], field_count;
	int attached;
};

static inline void made_pdf_string(struct buf *out, struct span s)
{
	buf_add_char(out, '(');
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.data[i];

		if (c == 0xC2 || c == 0xC3) { /* Latin 1 */
			c = (unsigned char)((c & 3) << 6 | (s.data[++i] & 0x3F));
			buf_addf(out, "\\%03o", c);
		} else if (c == 0xE2 && i + 2 < s.len) { /* what is used of the rest: bullet, dashes, quotation marks */
			unsigned last = (unsigned char)s.data[i + 2], middle = (unsigned char)s.data[i + 1];
			unsigned code = middle == 0x80 ? (last == 0xA2 ? 0x95 : last == 0x93 ? 0x96 : last == 0x94 ? 0x97 : last == 0x99 ? 0x92 : last == 0x9C ? 0x93 : 0x94) : '?';

			buf_addf(out, "\\%03o", code);
			i += 2;
		} else if (c == '(' || c == ')' || c == '\\') {
			buf_addf(out, "\\%c", c);
		} else {
			buf_add_char(out, (char)c);
		}
	}
	buf_add_str(out, ") Tj\n");
}

static inline void made_pdf_font(struct made_pdf *m, struct buf *out, double size)
{
	buf_addf(out, "/F%c %.2f Tf\n", m->face, size);
}

/* A word of n letters and its space are set together as wide as the word is in the picture. */
static inline void made_pdf_layer_line(struct made_pdf *m, struct span s)
{
	struct buf *out = &m->pages[m->count - 1];
	double x = m->x;

	for (size_t at = 0, end; at < s.len; at = end + 1) {
		const char *space = memchr(s.data + at, ' ', s.len - at);
		double wide, n;

		end = space == NULL ? s.len : (size_t)(space - s.data);
		n = (double)(end - at);
		wide = 0.5 * m->size * n;
		buf_addf(out, "BT 3 Tr 1 0 0 1 %.2f %.2f Tm %.2f Tz ", x, m->height[m->count - 1] - m->y - m->slant * (x - m->x) / 100, 100 * n / (n + 1));
		made_pdf_font(m, out, m->size);
		made_pdf_string(out, span_make(s.data + at, end - at + (space != NULL)));
		buf_add_str(out, "0 Tr 100 Tz ET\n");
		x += wide + m->wide;
	}
	m->y += m->lead;
}

static inline void made_pdf_line(struct made_pdf *m, struct span s)
{
	struct buf *out = &m->pages[m->count - 1];

	buf_addf(out, "BT\n1 0 0 1 %.2f %.2f Tm\n%.2f Tw\n", m->x, m->height[m->count - 1] - m->y, m->wide);
	while (s.len != 0) {
		size_t n = 0, end;
		bool raised;

		while (n < s.len && !(n + 1 < s.len && (s.data[n] == '^' || s.data[n] == '~') && s.data[n + 1] == '{'))
			n++;
		made_pdf_font(m, out, m->size);
		made_pdf_string(out, span_make(s.data, n));
		if (n == s.len)
			break;
		raised = s.data[n] == '^';
		for (end = n; end < s.len && s.data[end] != '}'; end++)
			;
		if (raised)
			buf_addf(out, "/Fr %.2f Tf %.2f Ts\n", m->size * 0.65, m->size * 0.36);
		else
			made_pdf_font(m, out, m->size * 0.75);
		made_pdf_string(out, span_make(s.data + n + 2, end - n - 2));
		buf_add_str(out, "0 Ts\n");
		s = span_make(s.data + end + 1, s.len - end - 1);
	}
	buf_add_str(out, "ET\n");
	m->y += m->lead;
}

static inline void made_pdf_page(struct made_pdf *m, const char *line)
{
	double w = 612, h = 792;

	sscanf(line, "page %lf %lf", &w, &h);
	buf_init(&m->pages[m->count]);
	m->width[m->count] = w;
	m->height[m->count] = h;
	m->turn[m->count++] = 0;
}

/* Each 17 points long, and as near to the next as lines may be that are not taken for one. */
static inline void made_pdf_dashes(struct buf *out, int count, double x, double y)
{
	buf_add_str(out, "0.5 w\n");
	for (int i = 0; i < count; i++) {
		double from = x + 20 * (i / 190), at = y - 3.5 * (i % 190);

		buf_addf(out, "%.2f %.2f m %.2f %.2f l S\n", from, at, from + 17, at);
	}
}

/* "rule" and "shade": four places, from the upper left corner, and a width or grey. */
static inline bool made_pdf_drawn(struct made_pdf *m, const char *line)
{
	struct buf *out = &m->pages[m->count - 1];
	double x0, y0, x1, y1, rest = 0.5, h = m->height[m->count - 1];
	int count;

	if (sscanf(line, "rule %lf %lf %lf %lf %lf", &x0, &y0, &x1, &y1, &rest) >= 4)
		buf_addf(out, "%.2f w %.2f %.2f m %.2f %.2f l S\n", rest, x0, h - y0, x1, h - y1);
	else if (sscanf(line, "shade %lf %lf %lf %lf %lf", &x0, &y0, &x1, &y1, &rest) == 5)
		buf_addf(out, "q %.2f g %.2f %.2f %.2f %.2f re f Q\n", rest, x0, h - y1, x1 - x0, y1 - y0);
	else if (sscanf(line, "dashes %d %lf %lf", &count, &x0, &y0) == 3)
		made_pdf_dashes(out, count, x0, h - y0);
	else
		return false;
	return true;
}

static inline void made_pdf_field(struct made_pdf *m, double x0, double y0, double x1, double y1, const char *text)
{
	struct buf *out = &m->fields[m->field_count];
	double h = m->height[m->count - 1];

	buf_init(out);
	buf_addf(out, "<< /Type /Annot /Subtype /Widget /F %d /T (f%zu) /Rect [%.2f %.2f %.2f %.2f] ", strcmp(text, "/hidden") == 0 ? 2 : 4, m->field_count, x0, h - y1, x1, h - y0);
	if (strcmp(text, "/on") == 0 || strcmp(text, "/off") == 0)
		buf_addf(out, "/FT /Btn /V %s /AS %s /AP << /N << /Yes 6 0 R /Off 6 0 R >> >> >>", text[2] == 'n' ? "/Yes" : "/Off", text[2] == 'n' ? "/Yes" : "/Off");
	else
		buf_addf(out, "/FT /Tx /DA (/Fr 10 Tf) %s /V (%s) >>", strcmp(text, "/secret") == 0 ? "/Ff 8192" : strstr(text, "\\n") != NULL ? "/Ff 4096" : "", text);
	m->field_pages[m->field_count++] = m->count - 1;
}

static inline void made_pdf_command(struct made_pdf *m, const char *line, struct span whole)
{
	double x, y, x1, y1;
	int skip = 0;

	if (m->count == 0 && strncmp(line, "page", 4) != 0 && strncmp(line, "labels ", 7) != 0)
		return; /* what is said before the first page is for the test */
	if (line[0] == '|' && m->face == 'g') {
		made_pdf_layer_line(m, span_make(whole.data + 2, whole.len - 2));
	} else if (line[0] == '|') {
		made_pdf_line(m, span_make(whole.data + (whole.len > 1 ? 2 : 1), whole.len - (whole.len > 1 ? 2 : 1)));
	} else if (strncmp(line, "page", 4) == 0) {
		made_pdf_page(m, line);
	} else if (sscanf(line, "at %lf %lf", &m->x, &m->y) == 2) {
		return;
	} else if (strncmp(line, "font ", 5) == 0) {
		m->face = 'r';
		m->slant = 0;
		sscanf(line, "font %lf %c %lf", &m->size, &m->face, &m->slant);
		m->lead = m->size * 1.2;
		m->wide = m->face == 'g' ? m->size / 4 : 0;
	} else if (sscanf(line, "lead %lf", &m->lead) == 1 || sscanf(line, "slant %lf", &m->slant) == 1 || sscanf(line, "wide %lf", &m->wide) == 1) {
		return;
	} else if (sscanf(line, "skip %d", &skip) == 1) {
		m->y += skip;
	} else if (strncmp(line, "labels ", 7) == 0) {
		snprintf(m->labels, sizeof m->labels, "%s", line + 7);
	} else if (strncmp(line, "picture", 7) == 0) {
		buf_addf(&m->pages[m->count - 1], "q %.0f 0 0 %.0f 0 0 cm /Im Do Q\n", m->width[m->count - 1], m->height[m->count - 1]);
	} else if (made_pdf_drawn(m, line) || sscanf(line, "turn %d", &m->turn[m->count - 1]) == 1) {
		return;
	} else if (sscanf(line, "field %lf %lf %lf %lf %n", &x, &y, &x1, &y1, &skip) == 4 && m->field_count < MADE_PDF_FIELDS) {
		made_pdf_field(m, x, y, x1, y1, line + skip);
	} else if (sscanf(line, "attached %d", &m->attached) == 1) {
		return;
	} else if (sscanf(line, "up %lf %lf %n", &m->x, &m->y, &skip) == 2) {
		buf_addf(&m->pages[m->count - 1], "BT\n0 1 -1 0 %.2f %.2f Tm\n", m->x, m->height[m->count - 1] - m->y);
		made_pdf_font(m, &m->pages[m->count - 1], m->size);
		made_pdf_string(&m->pages[m->count - 1], span_of(line + skip));
		buf_add_str(&m->pages[m->count - 1], "ET\n");
	}
}

static inline void made_pdf_object(struct buf *out, size_t offsets[], size_t number)
{
	offsets[number] = out->len;
	buf_addf(out, "%zu 0 obj\n", number);
}

static inline void made_pdf_stream(struct buf *out, const char *dictionary, struct span data)
{
	buf_addf(out, "<< %s /Length %zu >>\nstream\n", dictionary, data.len);
	buf_add_span(out, data);
	buf_add_str(out, "\nendstream\nendobj\n");
}

/* The font of Arabic letters, object `number`, and behind it the table that says what they mean. */
static inline void made_pdf_arabic(struct buf *out, size_t offsets[MADE_PDF_OBJECTS], size_t number)
{
	int widths['z' + 1] = {[' '] = 250};
	struct buf map;

	buf_init(&map);
	buf_add_str(&map, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n10 beginbfchar\n<20> <0020>\n");
#define LETTER(code, width, meaning) widths[code] = width; buf_addf(&map, "<%02X> <%s>\n", (unsigned)(code), meaning);
	MADE_PDF_ARABIC(LETTER)
#undef LETTER
	buf_add_str(&map, "endbfchar endcmap CMapName currentdict /CMap defineresource pop end end");
	made_pdf_object(out, offsets, number);
	buf_addf(out, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode %zu 0 R /FirstChar 32 /LastChar 122 /Widths [", number + 1);
	for (int c = ' '; c <= 'z'; c++)
		buf_addf(out, "%d ", widths[c]);
	buf_add_str(out, "] >>\nendobj\n");
	made_pdf_object(out, offsets, number + 1);
	made_pdf_stream(out, "", buf_span(&map));
	buf_release(&map);
}

/* Tesseract's font: all its letters are half as wide as they are high. */
static inline void made_pdf_glyphless(struct buf *out, size_t offsets[MADE_PDF_OBJECTS], size_t number)
{
	made_pdf_object(out, offsets, number);
	buf_addf(out, "<< /Type /Font /Subtype /Type1 /BaseFont /GlyphLessFont /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [");
	for (int c = ' '; c <= 255; c++)
		buf_add_str(out, "500 ");
	buf_addf(out, "] /FontDescriptor %zu 0 R >>\nendobj\n", number + 1);
	made_pdf_object(out, offsets, number + 1);
	buf_add_str(out, "<< /Type /FontDescriptor /FontName /GlyphLessFont /Flags 5 /FontBBox [0 0 500 1000] /ItalicAngle 0 /Ascent 1000 /Descent -1 /CapHeight 1000 /StemV 80 >>\nendobj\n");
}

/* The fields of a page, or with page m->count all; nothing where there are none. */
static inline void made_pdf_refer_fields(const struct made_pdf *m, struct buf *out, size_t page, const char *before, const char *after)
{
	for (size_t i = 0; i < m->field_count; i++)
		if (page == m->count || m->field_pages[i] == page) {
			buf_addf(out, "%s%zu 0 R ", before, 12 + 2 * m->count + i);
			before = "";
		}
	if (before[0] == '\0')
		buf_add_str(out, after);
}

static inline void made_pdf_end(struct made_pdf *m, struct buf *out)
{
	static const char *const faces[][2] = {{"r", "Times-Roman"}, {"b", "Times-Bold"}, {"i", "Times-Italic"}};
	size_t offsets[MADE_PDF_OBJECTS] = {0}, next = 1, xref;

	buf_add_str(out, "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n");
	made_pdf_object(out, offsets, next++);
	buf_addf(out, "<< /Type /Catalog /Pages 2 0 R %s%s%s ", m->labels[0] != '\0' ? "/PageLabels << /Nums [" : "", m->labels, m->labels[0] != '\0' ? "] >>" : "");
	made_pdf_refer_fields(m, out, m->count, "/AcroForm << /Fields [", "] >> ");
	if (m->attached != 0)
		buf_add_str(out, "/Names << /EmbeddedFiles << /Names [");
	for (int i = 0; i < m->attached; i++)
		buf_addf(out, "(f%d) << /Type /Filespec /F (f%d) /EF << /F 6 0 R >> >> ", i, i);
	buf_addf(out, "%s>>\nendobj\n", m->attached != 0 ? "] >> >> " : "");
	made_pdf_object(out, offsets, next++);
	buf_addf(out, "<< /Type /Pages /Count %zu /Kids [", m->count);
	for (size_t i = 0; i < m->count; i++)
		buf_addf(out, "%zu 0 R ", 8 + 2 * i);
	buf_add_str(out, "] >>\nendobj\n");
	for (size_t i = 0; i < 3; i++) {
		made_pdf_object(out, offsets, next++);
		buf_addf(out, "<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>\nendobj\n", faces[i][1]);
	}
	made_pdf_object(out, offsets, next++);
	made_pdf_stream(out, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", span_make("\x80", 1));
	made_pdf_object(out, offsets, next++);
	buf_add_str(out, "<< /Title (Made by a test) >>\nendobj\n");
	for (size_t i = 0; i < m->count; i++) {
		made_pdf_object(out, offsets, next++);
		buf_add_str(out, "<< ");
		made_pdf_refer_fields(m, out, i, "/Annots [", "] ");
		buf_addf(out, "/Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Rotate %d /Contents %zu 0 R /Resources << /Font << /Fr 3 0 R /Fb 4 0 R /Fi 5 0 R /Fa %zu 0 R /Fg %zu 0 R >> /XObject << /Im 6 0 R >> >> >>\nendobj\n",
		         m->width[i], m->height[i], m->turn[i], next, 8 + 2 * m->count, 10 + 2 * m->count);
		made_pdf_object(out, offsets, next++);
		made_pdf_stream(out, "", buf_span(&m->pages[i]));
		buf_release(&m->pages[i]);
	}
	made_pdf_arabic(out, offsets, next);
	made_pdf_glyphless(out, offsets, next + 2);
	next += 4;
	for (size_t i = 0; i < m->field_count; i++) {
		made_pdf_object(out, offsets, next++);
		buf_addf(out, "%s\nendobj\n", m->fields[i].data);
		buf_release(&m->fields[i]);
	}
	xref = out->len;
	buf_addf(out, "xref\n0 %zu\n0000000000 65535 f \n", next);
	for (size_t i = 1; i < next; i++)
		buf_addf(out, "%010zu 00000 n \n", offsets[i]);
	buf_addf(out, "trailer\n<< /Size %zu /Root 1 0 R /Info 7 0 R >>\nstartxref\n%zu\n%%%%EOF\n", next, xref);
}

static inline void made_pdf(struct buf *out, struct span description)
{
	struct made_pdf m = {.x = 72, .y = 100, .size = 10, .lead = 12, .face = 'r'};

	for (size_t at = 0; at < description.len;) {
		const char *end = memchr(description.data + at, '\n', description.len - at);
		size_t to = end == NULL ? description.len : (size_t)(end - description.data);
		struct span line = span_make(description.data + at, to - at);
		char *copy = mem_spandup(line);

		made_pdf_command(&m, copy, line);
		free(copy);
		at = to + 1;
	}
	made_pdf_end(&m, out);
}

#endif
