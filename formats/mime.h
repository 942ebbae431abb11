/*
 * mime.h: an Internet message as its parts (RFC 5322, 2045, 2046), and what
 * their headers say (RFC 2047, 2183, 2231). Forgiving: what is ill-formed is
 * text. For formats/mime*.c, mail*.c only.
 */
#ifndef FORMATS_MIME_H
#define FORMATS_MIME_H

#include "formats/held.h"

#define MIME_DEPTH_MAX 20   /* multiparts inside one another; a deeper one is one part */
#define MIME_PARTS_MAX 2000 /* parts of one message */
#define MIME_TYPE_MAX 80    /* bytes of a type that is told apart */
#define MIME_NONE ((size_t)-1)

/* In the order of the message; a multipart before the parts inside it. */
struct mime_part {
	struct span head, body;   /* as they are in the message */
	char type[MIME_TYPE_MAX]; /* small letters; "text/plain" where none is said, or a multipart has no part */
	size_t parent;            /* MIME_NONE: the message itself */
	size_t end;               /* one past the last part inside */
	bool attached;            /* it says so, or has a file's name */
};

struct mime {
	struct mime_part *parts;
	size_t count, cap;
	bool full;                /* there were more than MIME_PARTS_MAX: the rest was left out */
	bool cut_short;           /* its parts have a beginning, and no end */
};

void mime_read(struct mime *m, struct span message);
void mime_release(struct mime *m);
bool mime_is(const struct mime_part *p, const char *type); /* "multipart/" is any multipart */

/* A header's value, unfolded, as bytes; empty if it is not there. `to` keeps it. */
struct span mime_header(struct span head, const char *name, struct buf *to);
/* Appends a header's value as UTF-8, encoded words read. False: not there, or blank. */
bool mime_header_text(struct buf *out, struct span head, const char *name, struct held *held);
/* Appends a parameter of a header ("charset", "filename") as UTF-8; false if it is not there. */
bool mime_parameter(struct buf *out, struct span head, const char *header, const char *name, struct held *held);
/* Appends a part's body without its transfer encoding. */
void mime_body(struct buf *out, const struct mime_part *p);

/* mime_text.c: bytes in a named charset (none: as they look) as UTF-8; encoded words; base64 and quoted-printable. */
void mime_add_charset(struct buf *out, struct span bytes, struct span label, struct held *held);
void mime_add_words(struct buf *out, struct span value, struct held *held);
void mime_add_base64(struct buf *out, struct span s);
void mime_add_quoted(struct buf *out, struct span s, bool in_header);

#endif
