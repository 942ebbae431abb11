/*
 * codepage.h: Windows' numbers of code pages, and of the character sets of
 * fonts, as the RTF Specification 1.9.1 lists them. For formats/ only.
 */
#ifndef FORMATS_CODEPAGE_H
#define FORMATS_CODEPAGE_H

#define CODEPAGE_USUAL 1252
#define FONT_CHARSET_SYMBOL 2

/* What iconv calls a code page; NULL if we do not know it. */
const char *codepage_encoding(long codepage);
/* What iconv calls the code page of a font's character set; NULL: the document's own, or none. */
const char *codepage_of_font(long charset);

#endif
