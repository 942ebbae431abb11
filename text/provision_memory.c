#include "text/provision_resolving.h"

#define RECENT 12 /* passages for which a number keeps the instrument it had, against another */
#define MUCH 4    /* times as often: a rival even so soon */
#define NAMED_MOST 256 /* instruments that a document names, among which rivals are looked for */

static uint32_t *number_place(struct resolving *v, const struct reference *r, const struct item *item, bool put)
{
	struct buf *b = &v->c->text;

	buf_clear(b);
	buf_addf(b, "%d:", (int)r->unit);
	buf_add_span(b, item->article);
	return put ? strmap_put(&v->c->numbers, buf_span(b), NULL) : strmap_get(&v->c->numbers, buf_span(b));
}

void resolving_remember(struct resolving *v, const struct reference *r, const struct item *item, uint32_t known)
{
	struct provision_context *c = v->c;
	uint32_t *place = number_place(v, r, item, true);
	struct numbered *n;

	if (*place == 0) {
		ARRAY_GROW(c->numbered, c->numbered_count, c->numbered_cap);
		c->numbered[c->numbered_count] = (struct numbered){.known = {KNOWN_NONE, KNOWN_NONE}};
		*place = (uint32_t)++c->numbered_count;
	}
	n = &c->numbered[*place - 1];
	if (n->known[0] != known) {
		n->known[1] = n->known[0];
		n->passage[1] = n->passage[0];
		n->known[0] = known;
	}
	n->passage[0] = c->passage;
}

/* A country's own law, not a treaty. */
static bool is_national(const struct provision_context *c, uint32_t known)
{
	return unit_suits(PROVISION_SECTION, c->known[known].kind);
}

/*
 * Whether the document cites another instrument, which may have the number too, at
 * least as often; soon after the number was cited, and of treaties alone, whose numbers
 * are the same: MUCH times as often. In a document that names too many to look at, yes.
 */
static bool is_rivalled(const struct resolving *v, size_t ref, uint32_t known, bool recent)
{
	const struct provision_context *c = v->c;
	enum provision_unit unit = resolving_ref(v, ref)->unit;
	size_t given = c->known[known].given[unit] * (recent ? MUCH : 1);

	if (recent && is_national(c, known))
		return false;
	if (c->known_count > NAMED_MOST)
		return true;
	for (uint32_t i = 0; i < c->known_count; i++)
		if (i != known && c->known[i].given[unit] >= given && resolving_is_possible(v, ref, i) &&
		    (!recent || !is_national(c, i)))
			return true;
	return false;
}

uint32_t resolving_remembered(struct resolving *v, size_t ref)
{
	const uint32_t *place = number_place(v, resolving_ref(v, ref), resolving_item(v, ref), false);
	const struct numbered *n;

	if (place == NULL || *place == 0)
		return KNOWN_NONE;
	n = &v->c->numbered[*place - 1];
	if (n->known[1] == KNOWN_NONE)
		return is_rivalled(v, ref, n->known[0], v->c->passage - n->passage[0] <= RECENT) ? KNOWN_NONE : n->known[0];
	if (v->c->passage - n->passage[0] > RECENT || n->passage[1] + RECENT >= n->passage[0])
		return KNOWN_NONE;
	return n->known[0];
}

/* ---- "Ibid." ---- */

/* Whether "Ibid.,", "Idem," or "там же," ends before token i. */
static bool is_ibid(const struct ptokens *t, size_t i)
{
	static const char *const words[] = {"ibid", "Ibid", "ibidem", "Ibidem", "idem", "Idem", "Ib", "ib", "ibíd", "Ibíd", "же"};

	i -= i > 0 && ptoken_is_kind(t, i - 1, PTOKEN_COMMA);
	i -= i > 0 && ptoken_is_kind(t, i - 1, PTOKEN_STOP);
	for (size_t n = 0; i > 0 && n < sizeof words / sizeof *words; n++)
		if (span_eq_str(ptoken_text(t, i - 1), words[n]))
			return words[n][0] != '\xD0' || (i > 1 && span_ends(ptoken_text(t, i - 2), "ам"));
	return false;
}

bool resolving_is_ibid(const struct resolving *v, size_t ref, uint32_t *known, bool *here)
{
	if (!is_ibid(v->l.t, resolving_ref(v, ref)->first))
		return false;
	*here = ref != 0;
	*known = *here ? v->decision[ref - 1].known : v->c->cited_last[v->p->note];
	return true;
}

void resolving_end(struct resolving *v)
{
	const struct references *refs = &v->c->refs;
	uint32_t known = KNOWN_NONE;
	bool one = true;

	for (size_t i = 0; i < refs->count; i++) {
		one = one && (i == 0 || v->decision[i].known == known);
		known = v->decision[i].known;
	}
	for (size_t i = 0; i < v->l.count && refs->count == 0; i++) {
		one = one && (i == 0 || v->l.mention[i].known == known);
		known = v->l.mention[i].known;
	}
	v->c->cited_last[v->p->note] = one ? known : KNOWN_NONE;
}
