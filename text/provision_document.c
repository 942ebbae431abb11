#include "text/provision_resolving.h"

#define DOMINANT_LEAST 2 /* provisions that make one instrument the document's only one */

bool resolving_is_carried(const struct resolving *v, uint32_t known)
{
	return known != KNOWN_NONE && v->c->known[known].kind != INSTRUMENT_PROTOCOL;
}

/* The only instrument that the document has cited so and that may have such a number. */
static uint32_t only_cited(const struct resolving *v, size_t ref)
{
	const struct provision_context *c = v->c;
	enum provision_unit unit = resolving_ref(v, ref)->unit;
	uint32_t found = KNOWN_NONE;

	if (c->cited_count[unit] > CITED_MOST)
		return KNOWN_NONE;
	for (size_t i = 0; i < c->cited_count[unit]; i++) {
		if (!resolving_is_possible(v, ref, c->cited[unit][i]))
			continue;
		if (found != KNOWN_NONE)
			return KNOWN_NONE;
		found = c->cited[unit][i];
	}
	return resolving_is_carried(v, found) && c->known[found].cited[unit] >= DOMINANT_LEAST ? found : KNOWN_NONE;
}

/* The only instrument with a name of the document's own ("the Convention"), if it cites no other. */
static uint32_t only_called(const struct resolving *v, size_t ref)
{
	const struct provision_context *c = v->c;
	uint32_t found = KNOWN_NONE;

	for (size_t i = 0; i < INSTRUMENT_KINDS; i++) {
		if (c->alias_of[i] == KNOWN_NONE)
			continue;
		if (found != KNOWN_NONE && found != c->alias_of[i])
			return KNOWN_NONE;
		found = c->alias_of[i];
	}
	for (size_t i = 0; i < c->cited_count[PROVISION_ARTICLE] && i < CITED_MOST && found != KNOWN_NONE; i++)
		if (c->cited[PROVISION_ARTICLE][i] != found && resolving_is_possible(v, ref, c->cited[PROVISION_ARTICLE][i]))
			return KNOWN_NONE;
	return found;
}

/* The instrument that the document is, where it numbers such units; KNOWN_NONE. */
static uint32_t own_of(const struct resolving *v, size_t ref)
{
	enum provision_unit unit = resolving_ref(v, ref)->unit;
	uint32_t own = v->c->own;

	if (own == KNOWN_NONE || unit == PROVISION_ARTICLE)
		return own;
	return unit == PROVISION_SECTION && instrument_has_sections(v->c->known[own].id) ? own : KNOWN_NONE;
}

uint32_t resolving_document(const struct resolving *v, size_t ref)
{
	uint32_t known = own_of(v, ref);

	if (known == KNOWN_NONE)
		known = only_cited(v, ref);
	if (known == KNOWN_NONE && resolving_ref(v, ref)->unit == PROVISION_ARTICLE)
		known = only_called(v, ref);
	return known;
}
