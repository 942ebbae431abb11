/*
 * html_charset.h: a page's bytes as UTF-8. For formats/ only.
 */
#ifndef FORMATS_HTML_CHARSET_H
#define FORMATS_HTML_CHARSET_H

#include "text/buf.h"

#define CHARSET_HEAD 4096 /* first bytes of a page, in which it declares its encoding */

/* What iconv calls the encoding of a label, ASCII case ignored; NULL if it is not known. A constant. */
const char *charset_of_label(struct span label);
/*
 * By byte-order mark, else UTF-8 if it is that, else as the page declares (the
 * labels of the WHATWG Encoding Standard: iso-8859-1 is windows-1252), else by
 * its letters. *encoding: a constant, NULL for UTF-8. False with *reason.
 */
bool html_decode(struct buf *out, struct span bytes, const char **encoding, char **reason);

#endif
