/*
 * address.h: URLs and e-mail addresses in running text. For text/ only.
 */
#ifndef TEXT_ADDRESS_H
#define TEXT_ADDRESS_H

#include "text/buf.h"

/*
 * The first address that begins at or after byte `from`: scheme://…, www.…,
 * name@host.tld, or a host (and path) in angle brackets. Punctuation after it
 * and the brackets are not part of it. False if there is none.
 */
bool address_next(struct span text, size_t from, struct range *found);

#endif
