/*
 * ocr.h: pages that are pictures, read by tesseract where it is installed. For
 * formats/, indexer/ and tests/.
 *
 * Its library is no part of the build: it is looked for when it is asked for. It
 * and its language data are loaded before any file is opened, so that it works
 * in a child that may open nothing (child.h), one child for each page.
 */
#ifndef FORMATS_OCR_H
#define FORMATS_OCR_H

#include "formats/reader.h"

#define OCR_LANGUAGES_MAX 8   /* languages at once */
#define OCR_PAGES_MAX 2000    /* pages of one document; those behind them stay unread */
#define OCR_PIXELS_MAX ((size_t)36 * 1000 * 1000) /* of one page: A2 at 300 dpi; a larger page is made coarser */
#define OCR_DPI 300           /* what tesseract's models were trained on */
#define OCR_DPI_LEAST 100     /* a page that would have to be coarser stays unread */
#define OCR_CPU_SECONDS 120   /* for one page */
#define OCR_WALL_SECONDS 1200 /* for one page, on a machine that does much else */
#define OCR_MEMORY ((size_t)1536 * 1024 * 1024)
#define OCR_OUTPUT ((size_t)8 * 1024 * 1024) /* bytes of tesseract's table of a page */

/* The bounds on what is kept, in per cent of certainty, as tesseract counts it. */
#define OCR_WORD_LEAST 20 /* a word that is less sure is left out, */
#define OCR_LINE_LEAST 50 /* all words of a line, */
#define OCR_PAGE_LEAST 60 /* and of a page */

struct ocr_limits {
	size_t pages, pixels, output;
	unsigned dpi, dpi_least;
	unsigned cpu_seconds, wall_seconds;
};

struct ocr_engine; /* the library, loaded */

struct ocr {
	char *languages; /* as tesseract writes them: "eng+rus" */
	char *name;      /* "tesseract 5.3.0" */
	struct ocr_limits limits; /* the constants above; tests set lower ones */
	struct ocr_engine *engine;
};

/* A page as grey pixels, a byte each, rows from the top. */
struct ocr_raster {
	uint32_t width, height;
	unsigned dpi;
	struct buf grey;
};

/*
 * Appends languages as tesseract writes them: from ISO 639-1 codes ("en"),
 * or tesseract's own names ("eng", "chi_sim"), parted by ",", "+" or blanks. False with
 * *error (allocated): none, too many, or one that cannot be a name.
 */
bool ocr_languages_read(struct buf *out, const char *given, char **error);
/* Loads the library and the data of all of the languages; NULL with *error (allocated): what is missing, and the remedy. */
struct ocr *ocr_open(const char *given, char **error);
void ocr_close(struct ocr *o);
/*
 * Reads a raster: appends tesseract's table (TSV: level, page, block, paragraph, line, word, left,
 * top, width, height, confidence, text). For a child alone: it may crash. False: it cannot.
 */
bool ocr_recognise(struct ocr *o, const struct ocr_raster *r, struct buf *table);

/* document_read of reader.h, with the pages of a PDF that are pictures read too; ocr NULL: they are not. */
bool document_read_scanned(struct document *d, struct span bytes, struct span name, struct ocr *ocr, char **reason);

#endif
