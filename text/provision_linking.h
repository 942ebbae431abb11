/*
 * provision_linking.h: what the two directions share, behind a reference and
 * before it. For provision_link.c and provision_link_after.c only.
 */
#ifndef TEXT_PROVISION_LINKING_H
#define TEXT_PROVISION_LINKING_H

#include "text/provision_link.h"

#define BRACKET_TOKENS 16 /* of a bracket, or what commas set apart, between a reference and its instrument */

static inline bool linking_is_kind(const struct linking *l, size_t i, enum ptoken_kind kind)
{
	return ptoken_is_kind(l->t, i, kind);
}

static inline bool linking_begins_sentence(const struct linking *l, size_t i)
{
	return i < l->t->count && (l->t->token[i].flags & PTOKEN_SENTENCE) != 0;
}

/* Past a short bracket at i that holds no reference: "(freedom of expression)". */
size_t linking_skip_bracket(const struct linking *l, size_t i);
/* The link to that mention. */
struct link linking_found(const struct linking *l, size_t mention);

#endif
