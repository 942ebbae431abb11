/*
 * parts_message.h: what goes through the pipe from the child that takes an
 * e-mail apart: the number of parts left out as 64 bits, then each part: its
 * head, its name, its bytes. For formats/parts.c and mail_parts.c only.
 */
#ifndef FORMATS_PARTS_MESSAGE_H
#define FORMATS_PARTS_MESSAGE_H

#include "text/buf.h"

#define PARTS_LEFT_OUT_MAX 10000 /* a higher number is not believed */

struct part_head {
	uint64_t name, bytes; /* lengths */
};

/* Whether a character may stand in the name of a part: it can be shown, and parts no path. */
bool part_name_may_have(int32_t cp);

#endif
