/* provision_standing.c: what a reference is of by where its passage stands: its list, section, document. */
#include "text/provision_resolving.h"

/* Whether the articles of a treaty began anew: what follows is another's. What is annexed to a country's law still cites it. */
static bool is_past_treaty(const struct provision_context *c)
{
	return c->own_ended && !unit_suits(PROVISION_SECTION, c->known[c->own_last_of].kind);
}

uint32_t resolving_own_of_kind(struct resolving *v, enum instrument_kind kind)
{
	const struct provision_context *c = v->c;
	uint32_t section = section_instrument(v->c, v->p);

	if (section != KNOWN_NONE && c->known[section].kind == kind)
		return is_past_treaty(c) && c->own_last_of == section ? KNOWN_NONE : section;
	return c->own != KNOWN_NONE && c->known[c->own].kind == kind ? c->own : KNOWN_NONE;
}

/* "the criminal and civil code": the head is another's too. */
static bool is_shared_head(const struct provision_context *c, size_t mention)
{
	size_t first = c->side_mention[mention].first;

	return first > 1 && ptoken_is(&c->side, first - 1, CLASS_AND) &&
	       instruments_step(c->in, NAME_ROOT, c->side.token[first - 2].word) != NAME_NONE;
}

#define NAMING_MOST 4096 /* bytes of a lead-in or title: in a longer one, which all its items would read, none is looked for */

/* The only instrument that a text names (lead-in, section title); *words are its. */
static uint32_t only_in(struct resolving *v, struct span text, struct span *words)
{
	struct provision_context *c = v->c;
	uint32_t known = KNOWN_NONE;

	if (text.len > NAMING_MOST)
		return KNOWN_NONE;
	ptokens_make(&c->side, c->in, text);
	mentions_find(c, &c->side, &c->side_mention, &c->side_count, &c->side_cap, false);
	for (size_t i = 0; i < c->side_count; i++) {
		if ((known != KNOWN_NONE && c->side_mention[i].known != known) || is_shared_head(c, i))
			return KNOWN_NONE;
		known = c->side_mention[i].known;
		*words = span_sub(text, ptokens_range(&c->side, c->side_mention[i].first, c->side_mention[i].past));
	}
	return known;
}

/* The only instrument that the list's lead-in names. */
static uint32_t lead(struct resolving *v)
{
	if (!v->lead_read)
		v->lead = v->p->lead_in.len == 0 ? KNOWN_NONE : only_in(v, v->p->lead_in, &v->lead_words);
	v->lead_read = true;
	return v->lead;
}

bool resolving_take_lead(struct resolving *v, size_t ref)
{
	struct provision_context *c = v->c;

	if (v->p->lead_in.len == 0)
		return false;
	lead(v);
	if (resolving_is_possible(v, ref, v->lead))
		resolving_decide(v, ref, v->lead, PROVISION_NEAR, v->lead_words);
	else if (v->lead == KNOWN_NONE && resolving_is_possible(v, ref, c->beside))
		resolving_decide(v, ref, c->beside, PROVISION_NEAR, c->known[c->beside].words);
	return v->decision[ref].known != KNOWN_NONE;
}

bool resolving_take_own_section(struct resolving *v, size_t ref)
{
	uint32_t known = section_instrument(v->c, v->p);

	if (is_past_treaty(v->c))
		return v->decision[ref].blocked = true;
	if (known == KNOWN_NONE || known == v->c->own)
		return false;
	v->decision[ref].blocked = lead(v) != KNOWN_NONE && lead(v) != known && resolving_is_possible(v, ref, known);
	if (v->decision[ref].blocked || !resolving_is_possible(v, ref, known))
		return v->decision[ref].blocked;
	resolving_decide(v, ref, known, PROVISION_DOCUMENT, v->c->known[known].words);
	return true;
}

bool resolving_take_section(struct resolving *v, size_t ref)
{
	if (!v->section_read) {
		v->section = KNOWN_NONE;
		for (size_t i = v->p->section_count; i-- > 0 && v->section == KNOWN_NONE;)
			v->section = only_in(v, v->p->section[i], &v->section_words);
	}
	v->section_read = true;
	if (!resolving_is_possible(v, ref, v->section))
		return false;
	resolving_decide(v, ref, v->section, PROVISION_DOCUMENT, v->section_words);
	return true;
}

bool resolving_take_document(struct resolving *v, size_t ref)
{
	uint32_t known = resolving_document(v, ref);

	if (!resolving_is_possible(v, ref, known))
		return false;
	resolving_decide(v, ref, known, PROVISION_DOCUMENT, v->c->known[known].words);
	return true;
}
