/*
 * readers.h: the formats that are parsed in a child process. Each reader gives
 * canonical text, segments, calls and d->front; false with *reason (allocated)
 * when nothing can be read. They open no file and may be fed anything. They and
 * their libraries are modules of their own (module.h): readers.so, and pdf.so,
 * since poppler alone takes as long to load as all others. For formats/ and tests/.
 */
#ifndef FORMATS_READERS_H
#define FORMATS_READERS_H

#include "formats/held.h"
#include "formats/ocr.h"

/* HTML, already UTF-8. Keeps the main content; see html.c for what is left out. */
bool html_read(struct document *d, struct span utf8, char **reason);
/* The same of a book's chapters, put one after another: all of it is content. Gives pages where they are marked. */
bool html_read_book(struct document *d, struct span utf8, char **reason);
/* Office Open XML text (ECMA-376) and OpenDocument text (ISO/IEC 26300), Zip archives. */
bool docx_read(struct document *d, struct span bytes, char **reason);
bool odt_read(struct document *d, struct span bytes, char **reason);
/* PDF (ISO 32000). Gives pages too, and a remark on those without text. */
bool pdf_read(struct document *d, struct span bytes, char **reason);
/* The same without drawing any page, so that the rules of tables are not seen, and without forms and attached files. */
bool pdf_read_undrawn(struct document *d, struct span bytes, char **reason);
/* EPUB 2 and 3, Zip archives of XHTML. */
bool epub_read(struct document *d, struct span bytes, char **reason);
bool rtf_read(struct document *d, struct span bytes, char **reason);
/* What an e-mail itself says; its attachments are read by parts.h. */
bool mail_read(struct document *d, struct span bytes, char **reason);

/* What a module gives: every reader, and a last one of FORMAT_UNKNOWN. */
struct foreign_reader {
	enum format format;
	bool text; /* its bytes become UTF-8 first */
	bool (*read)(struct document *d, struct span bytes, char **reason);
	void (*hold)(struct held *h, struct span bytes); /* in the parent: opens the conversions that it needs; NULL: none */
	bool (*read_less)(struct document *d, struct span bytes, char **reason); /* where `read` crashed or took too much; NULL: nothing does */
};
extern const struct foreign_reader foreign_readers[];
extern const struct foreign_reader pdf_readers[];
#define READERS_MODULE "readers"
#define READERS_SYMBOL "foreign_readers"
#define PDF_MODULE "pdf"
#define PDF_SYMBOL "pdf_readers"

/* A page of a PDF that is a picture, and what OCR made of it. */
struct pdf_scan {
	uint32_t page;       /* from 0 */
	unsigned dpi;        /* of the raster, */
	struct span table;   /* whose words these are (ocr_recognise): as hostile as the PDF */
	const char *failure; /* why it was not read; NULL: it was */
};

struct pdf_scans {
	const struct pdf_scan *items; /* by page */
	size_t count;
	const char *by; /* the program and its languages */
};

/* What formats/scanned.c asks of the module pdf.so, each in a child. */
struct pdf_scanner {
	/* pdf_read, or pdf_read_undrawn, with what OCR read (NULL: nothing yet); appends the pages that are pictures to *pictures, as uint32_t from 0. */
	bool (*read)(struct document *d, struct span bytes, const struct pdf_scans *scans, struct buf *pictures, bool undrawn, char **reason);
	/* A page as a raster, turned as it is shown. */
	bool (*render)(struct ocr_raster *r, struct span bytes, uint32_t page, const struct ocr_limits *limits, char **reason);
};
extern const struct pdf_scanner pdf_scanner;
bool pdf_render(struct ocr_raster *r, struct span bytes, uint32_t page, const struct ocr_limits *limits, char **reason);
#define PDF_SCANNER_SYMBOL "pdf_scanner"

/* Writes the files attached to an e-mail, for parts.c: it is the only one that reads what this writes. */
void mail_take_apart(struct buf *answer, struct span mail);
typedef void mail_take_apart_function(struct buf *answer, struct span mail);
#define MAIL_PARTS_SYMBOL "mail_take_apart"

#endif
