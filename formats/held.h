/*
 * held.h: conversions kept open across a fork. A child that may open no file
 * can then convert from these encodings, since the system has their tables in
 * memory. For formats/ and tests/.
 */
#ifndef FORMATS_HELD_H
#define FORMATS_HELD_H

#include "text/buf.h"

#define HELD_MAX 64 /* encodings of one file; what is beyond cannot be converted */

struct held {
	const char *names[HELD_MAX]; /* constants */
	void *conversions[HELD_MAX];
	size_t count;
	const char *undeclared; /* the encoding of a message's bytes that declare none; NULL: as they look */
};

void held_init(struct held *h);
void held_release(struct held *h);
/*
 * Converts to UTF-8, opening the conversion if it is not open. What is ill-formed,
 * or in an encoding that cannot be opened, becomes U+FFFD, a byte at a time; ASCII stays.
 */
void held_convert(struct held *h, struct buf *out, struct span bytes, const char *encoding);

/* Opens what the bytes of a file name: the pages of an RTF file, the charsets of a message; what poppler reads a PDF's titles and forms in. */
void held_open_rtf(struct held *h, struct span bytes);
void held_open_mail(struct held *h, struct span bytes);
void held_open_pdf(struct held *h, struct span bytes);

#endif
