/*
 * pdf_scan.h: tesseract's table of a page as words and lines, each with how sure
 * it is. For formats/pdf_scan*.c only.
 */
#ifndef FORMATS_PDF_SCAN_H
#define FORMATS_PDF_SCAN_H

#include "formats/pdf.h"

#define SCAN_ABOVE_LINE 0.72F /* of the size: from the line to the top of "l", */
#define SCAN_BELOW_LINE 0.21F /* and to the foot of "p" */

/* A word as it came, and the line that it is of. */
struct scan_word {
	struct pdf_box box;
	unsigned confidence; /* per cent */
	size_t chars;
	bool ink;            /* it has a letter or a figure */
	bool unsure, leader;
	struct span text;
};

struct scan_line {
	size_t first, count; /* words */
	long block, paragraph, line;
	float base, size; /* 0: not known */
	bool unsure;
};

struct scan_page {
	struct scan_word *words;
	size_t word_count, word_cap;
	struct scan_line *lines;
	size_t line_count, line_cap;
	double sure, chars; /* characters, and the same weighed by confidence; leaders apart */
	bool crowded;       /* more words than a page has: not all are here */
};

void scan_page_init(struct scan_page *s);
void scan_page_release(struct scan_page *s);
/*
 * Reads a table, whose words stay where they are in it, and judges them. The table is a program's
 * answer to a hostile picture: a row that is not as it must be is passed over. scale: points for a pixel.
 */
void scan_page_read(struct scan_page *s, struct span table, float scale);

#endif
