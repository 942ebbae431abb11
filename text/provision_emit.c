#include "text/provision_resolving.h"

#define SECTION_LIKELY 12 /* "in section 3": a report's own sections have lower numbers */
#define REPORT_MOST 99    /* "section 12.3": a law's "s. 742.1" is higher */
#define ORGANISATION 19

/* ---- what is no provision ---- */

/* The token of the unit's word: the last unit before the first number. */
static size_t unit_token(const struct resolving *v, size_t ref)
{
	const struct reference *r = resolving_ref(v, ref);

	for (size_t i = r->first; i < r->past; i++)
		if (ptoken_is(v->l.t, i, CLASS_UNIT))
			return i;
	return r->first;
}

/* "Article 19 East Africa", "Article 19: Global Campaign for Free Expression", the name's rest at i. */
static bool is_branch(const struct resolving *v, size_t i)
{
	static const char *const words[] = {"East", "Eastern", "West", "Western", "South", "Southern", "North", "Global"};
	size_t word = i + (v->l.t->token[i].kind == PTOKEN_COLON);

	for (size_t n = 0; n < sizeof words / sizeof *words && word < v->l.t->count; n++)
		if (span_eq_str(ptoken_text(v->l.t, word), words[n]))
			return ptoken_has_flag(v->l.t, word + 1, PTOKEN_CAPITAL);
	return false;
}

/* "’s three-part test" at i: what an article has, and no organisation. */
static bool is_of_article(const struct resolving *v, size_t i)
{
	static const char *const words[] = {"requirement", "requirements", "scope", "test",  "three", "guarantee", "guarantees", "protection", "protections",
	                                    "text", "wording", "language", "provisions", "paragraph", "paragraphs", "limitation",
	                                    "limitations", "limits", "restrictions", "ambit", "meaning", "purpose", "standard", "standards",
	                                    "second", "third", "demand", "demands", "drafting", "drafters"};
	size_t word = i + 1 + (i + 1 < v->l.t->count && span_eq_str(ptoken_text(v->l.t, i + 1), "s"));

	for (size_t n = 0; n < sizeof words / sizeof *words && word < v->l.t->count; n++)
		if (span_eq_str(ptoken_text(v->l.t, word), words[n]))
			return true;
	return false;
}

#define APPOSITION_TOKENS 7 /* of ", the London human rights group" */

/* ", the London group" at i */
static bool is_called_body(const struct resolving *v, size_t i)
{
	const struct ptokens *t = v->l.t;

	if (i >= t->count || (t->token[i].kind != PTOKEN_COMMA && t->token[i].kind != PTOKEN_OPEN) ||
	    !ptoken_is(t, i + 1, CLASS_THE | CLASS_A))
		return false;
	for (size_t k = i + 2; k < i + APPOSITION_TOKENS && ptoken_is_kind(t, k, PTOKEN_WORD); k++)
		if (ptoken_is(t, k, CLASS_BODY))
			return true;
	return false;
}

/* "Article 19 said", "the organisation Article 19", "Article 19, a London group": the unit's word and the token past it. */
static bool is_named_body(const struct resolving *v, size_t unit, size_t next)
{
	const struct ptokens *t = v->l.t;

	return (ptoken_is(t, next, CLASS_SPEAKS) && !(v->c->query && next + 1 == t->count)) || ptoken_is(t, next, CLASS_BODY) ||
	       (unit > 0 && ptoken_is(t, unit - 1, CLASS_BODY)) || (unit > 1 && ptoken_is(t, unit - 2, CLASS_BODY)) ||
	       (ptoken_is_kind(t, next, PTOKEN_APOSTROPHE) && !is_of_article(v, next)) || is_called_body(v, next);
}

/* ARTICLE 19, "Article 19 said", "the organisation Article 19". */
static bool is_organisation(const struct resolving *v, size_t ref)
{
	const struct reference *r = resolving_ref(v, ref);
	const struct item *item = resolving_item(v, ref);
	size_t unit = unit_token(v, ref), next = r->past;

	if (r->unit != PROVISION_ARTICLE || item->value != ORGANISATION || r->item_count != 1 ||
	    item->paragraph.len != 0 || v->decision[ref].confidence == PROVISION_EXPLICIT ||
	    v->decision[ref].after.kind == LINK_MENTION)
		return false;
	if (ptoken_has_flag(v->l.t, unit, PTOKEN_CAPITALS)) {
		if (unit > 0)
			return !ptoken_has_flag(v->l.t, unit - 1, PTOKEN_CAPITALS);
		return !v->c->refs.capitals;
	}
	if (!ptoken_has_flag(v->l.t, unit, PTOKEN_CAPITAL))
		return false;
	if (is_named_body(v, unit, next))
		return true;
	if (v->c->query)
		return false;
	if (is_branch(v, next))
		return true;
	if (ptoken_is(v->l.t, next, CLASS_ABBREVIATION) && ptoken_text(v->l.t, next).len == 1 &&
	    v->l.t->token[next + 1].kind == PTOKEN_STOP)
		return true; /* "Article 19 v. Eritrea" */
	return ptoken_is(v->l.t, next, CLASS_AND) && ptoken_has_flag(v->l.t, next + 1, PTOKEN_CAPITAL) &&
	       !ptoken_is(v->l.t, next + 1, CLASS_UNIT);
}

/* "see section 3", "section II of this report", "in section 4", "section 2.3". */
static bool is_of_report(const struct resolving *v, size_t ref)
{
	const struct reference *r = resolving_ref(v, ref);
	const struct item *item = resolving_item(v, ref);
	size_t unit = unit_token(v, ref);
	const struct decision *d = &v->decision[ref];

	if (r->unit == PROVISION_ARTICLE || d->confidence == PROVISION_EXPLICIT ||
	    (d->known != KNOWN_NONE && d->known == v->c->own))
		return false;
	if (ptoken_is(v->l.t, r->past, CLASS_ABOVE) || ptoken_is(v->l.t, d->after.past, CLASS_REPORT))
		return true;
	if (r->unit != PROVISION_SECTION || v->c->query)
		return false;
	if ((item->points != 0 && item->value <= REPORT_MOST) || item->roman || (unit > 0 && ptoken_is(v->l.t, unit - 1, CLASS_SEE)))
		return true;
	return item->paragraph.len == 0 && item->value <= SECTION_LIKELY && unit > 0 &&
	       span_eq_str(ptoken_text(v->l.t, unit - 1), "in");
}

/*
 * "591 et 593 du code", "9 du Pacte", "9 of the Act", but not "9 of the acts": of a law that is not listed, or a treaty of which it is not
 * known which.
 */
static bool is_of_law(const struct resolving *v, size_t ref)
{
	const struct link *after = &v->decision[ref].after;
	size_t first = resolving_ref(v, ref)->past;
	bool capital = span_eq_str(ptoken_text(v->l.t, first), "of");

	for (size_t i = first; after->kind != LINK_NOTHING && i <= after->past; i++)
		if ((ptoken_is(v->l.t, i, CLASS_LAW) && (!capital || ptoken_has_flag(v->l.t, i, PTOKEN_CAPITAL))) ||
		    (ptoken_is(v->l.t, i, CLASS_TREATY) && ptoken_has_flag(v->l.t, i, PTOKEN_CAPITAL)))
			return true;
	return false;
}

/* Of what looks like a section: whether a law is named with it, "the Act of 1998, ss 3 and 4" for the letter alone. */
static bool is_certain(const struct resolving *v, size_t ref)
{
	const struct decision *d = &v->decision[ref];
	bool letter = resolving_ref(v, ref)->letter;

	if (resolving_ref(v, ref)->goes_on)
		return (d->after.kind == LINK_MENTION && d->confidence == PROVISION_EXPLICIT) || is_of_law(v, ref);
	if (letter && v->sections)
		return true;
	if (d->known == KNOWN_NONE)
		return (letter && d->after.kind != LINK_NOTHING) || d->german;
	return (d->confidence == PROVISION_EXPLICIT || (letter && d->confidence == PROVISION_NEAR)) &&
	       unit_suits(PROVISION_SECTION, v->c->known[d->known].kind);
}

bool resolving_is_none(const struct resolving *v, size_t ref)
{
	const struct reference *r = resolving_ref(v, ref);
	const struct item *item = resolving_item(v, ref);
	size_t unit = unit_token(v, ref);

	if (r->doubtful && !is_certain(v, ref))
		return true;
	if (item->roman && item->value == 1 && r->item_count == 1 && item->paragraph.len + item->subparagraph.len == 0 && !ptoken_has_flag(v->l.t, unit, PTOKEN_CAPITAL) &&
	    v->decision[ref].confidence == PROVISION_NONE)
		return true; /* "in principle I agree" */
	if ((r->unit == PROVISION_RULE || r->unit == PROVISION_PRINCIPLE) && r->plural && r->item_count == 1 &&
	    v->decision[ref].confidence == PROVISION_NONE && v->decision[ref].after.kind == LINK_NOTHING)
		return true; /* "Procedures and Rules 117" in a table of contents */
	return is_organisation(v, ref) || is_of_report(v, ref);
}

/* ---- out ---- */

static struct span joined_label(struct resolving *v, const struct item *item, struct span third)
{
	struct buf b;
	struct span label;

	buf_init(&b);
	buf_add_span(&b, item->article);
	buf_add_char(&b, '.');
	buf_add_span(&b, item->paragraph);
	buf_add_str(&b, third.len == 0 ? "" : ".");
	buf_add_span(&b, third);
	label = pool_span(&v->c->scratch, buf_span(&b));
	buf_release(&b);
	return label;
}

/* "3" of "3(a)", which *rest is then of: "a". */
static struct span third_number(struct span letters, struct span *rest)
{
	const char *bracket = memchr(letters.data, '(', letters.len);
	size_t len = bracket == NULL ? letters.len : (size_t)(bracket - letters.data);

	*rest = bracket == NULL ? span_of("") : span_make(bracket + 1, letters.len - len - 2);
	return span_make(letters.data, len);
}

/* Codes whose numbers have points: "193.1" and "20.3.3" are labels. */
static void join_points(struct resolving *v, const struct item *item, struct provision *p)
{
	struct span third = span_of(""), rest = item->subparagraph;

	p->paragraph = p->subparagraph = span_of("");
	if (item->points > 1 && rest.len != 0)
		third = third_number(rest, &rest);
	if (rest.len != 0 && rest.data[0] >= '0' && rest.data[0] <= '9')
		p->paragraph = third_number(rest, &rest);
	p->subparagraph = rest;
	p->article = joined_label(v, item, third);
}

/* The mention that stands behind a reference, or before it; NULL: none does. */
static const struct mention *mention_beside(const struct resolving *v, size_t ref)
{
	struct link link = v->decision[ref].after;

	if (link.kind != LINK_MENTION)
		link = link_before(&v->l, ref);
	return link.kind == LINK_MENTION ? &v->l.mention[link.mention] : NULL;
}

/* "the Covenant" that belongs to the reference, and no document says which it is; NULL: none does. */
static const struct mention *kind_named(const struct resolving *v, size_t ref)
{
	const struct mention *m = mention_beside(v, ref);

	return m != NULL && m->generic && m->known == KNOWN_NONE && m->kind < INSTRUMENT_RULES ? m : NULL;
}

/* Of a query, which instrument is named with an article that it does not have: "Article 31 UDHR". */
static void note_beyond(const struct resolving *v, size_t ref, const struct item *item, struct provision *p)
{
	const struct mention *m = v->decision[ref].after.kind == LINK_BLOCKED ? NULL : mention_beside(v, ref);
	const struct known *k = m == NULL || m->known == KNOWN_NONE ? NULL : &v->c->known[m->known];

	if (k == NULL || k->last == 0 || item->value <= k->last)
		return;
	p->beyond = k->id;
	p->beyond_last = k->last;
}

static void emit(struct resolving *v, size_t ref, const struct item *item)
{
	struct provision_context *c = v->c;
	const struct reference *r = resolving_ref(v, ref);
	const struct decision *d = &v->decision[ref];
	struct provision p = {.unit = r->unit, .confidence = d->confidence, .article = item->article};

	p.paragraph = item->paragraph;
	p.subparagraph = item->subparagraph;
	p.decided = d->decided;
	p.at = r->item_count == 1 ? ptokens_range(v->l.t, r->first, r->past)
	                          : ptokens_range(v->l.t, item->first, item->past);
	if (c->query && d->confidence == PROVISION_NONE && r->unit == PROVISION_ARTICLE) {
		const struct mention *m = kind_named(v, ref);

		p.of_kind = (uint8_t)(m == NULL ? 0 : m->kind + 1U);
		if (m != NULL)
			p.decided = span_sub(v->l.t->text, ptokens_range(v->l.t, m->first, m->past));
		note_beyond(v, ref, item, &p);
	}
	if (d->confidence != PROVISION_NONE) {
		p.instrument = c->known[d->known].id;
		provision_split_label(&p, c->known[d->known].kind);
	}
	if (item->points != 0 && (r->pointed || item->pointed || (p.instrument.len != 0 && instrument_has_pointed_numbers(p.instrument))))
		join_points(v, item, &p);
	ARRAY_GROW(c->provision, c->provision_count, c->provision_cap);
	c->provision[c->provision_count++] = p;
}

static void note_cited(struct provision_context *c, enum provision_unit unit, uint32_t known)
{
	if (c->known[known].cited[unit]++ != 0)
		return;
	if (c->cited_count[unit] < CITED_MOST)
		c->cited[unit][c->cited_count[unit]] = known;
	if (c->cited_count[unit] <= CITED_MOST)
		c->cited_count[unit]++;
}

void resolving_emit(struct resolving *v, size_t ref)
{
	const struct reference *r = resolving_ref(v, ref);
	const struct decision *d = &v->decision[ref];

	v->sections = v->sections || r->unit == PROVISION_SECTION;
	for (size_t i = r->item; i < r->item + r->item_count; i++) {
		const struct item *item = &v->c->refs.item[i];

		emit(v, ref, item);
		if (d->confidence == PROVISION_NONE)
			continue;
		resolving_remember(v, r, item, d->known);
		v->c->known[d->known].given[r->unit]++;
		if (d->confidence != PROVISION_DOCUMENT)
			note_cited(v->c, r->unit, d->known);
	}
	if (r->unit == PROVISION_ARTICLE && ptoken_has_flag(v->l.t, unit_token(v, ref), PTOKEN_CAPITALS) &&
	    resolving_item(v, ref)->value != ORGANISATION)
		v->c->refs.capitals = true;
}
