/*
 * mail_roles.h: what each part of a message is for. For formats/mail*.c only.
 */
#ifndef FORMATS_MAIL_ROLES_H
#define FORMATS_MAIL_ROLES_H

#include "formats/mime.h"

enum mail_role {
	MAIL_NOTHING,    /* a multipart, a signature, a picture of the layout, the same text in another form */
	MAIL_TEXT,       /* what the message says */
	MAIL_ATTACHMENT, /* a file of its own, or a message inside the message */
};

/*
 * One for each part; the caller frees them. The plain form of a text is taken
 * before the HTML one, unless it is blank.
 */
enum mail_role *mail_roles(const struct mime *m);

#endif
