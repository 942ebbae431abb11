#include "text/provision_resolving.h"

#include <stdlib.h>

const struct reference *resolving_ref(const struct resolving *v, size_t ref)
{
	return &v->c->refs.ref[ref];
}

const struct item *resolving_item(const struct resolving *v, size_t ref)
{
	return &v->c->refs.item[resolving_ref(v, ref)->item];
}

/* Whether an instrument may have all the reference's numbers. */
static bool fits(const struct resolving *v, size_t ref, uint32_t known)
{
	const struct reference *r = resolving_ref(v, ref);

	if (known == KNOWN_NONE)
		return false;
	for (size_t i = r->item; i < r->item + r->item_count; i++)
		if (v->c->known[known].last != 0 && v->c->refs.item[i].value > v->c->known[known].last)
			return false;
	return true;
}

static bool is_in_bracket(const struct resolving *v, size_t ref)
{
	size_t first = resolving_ref(v, ref)->first;

	return first > 0 && v->l.t->token[first - 1].kind == PTOKEN_OPEN;
}

/* "(arts. 2 and 7)", as treaty bodies write it, is of their treaty, whatever code the sentence speaks of. */
static bool is_treaty_bracket(const struct resolving *v, size_t ref)
{
	size_t first = resolving_ref(v, ref)->first;

	return resolving_ref(v, ref)->unit == PROVISION_ARTICLE && is_in_bracket(v, ref) &&
	       ptoken_is(v->l.t, first, CLASS_ABBREVIATION) &&
	       !ptoken_has_flag(v->l.t, first, PTOKEN_CAPITAL);
}

/* A law whose sections were cited has no articles, nor the other way about. */
static bool has_unit(const struct resolving *v, size_t ref, uint32_t known)
{
	const size_t *given = v->c->known[known].given;
	enum provision_unit unit = resolving_ref(v, ref)->unit;

	if (unit == PROVISION_ARTICLE)
		return given[PROVISION_ARTICLE] != 0 || given[PROVISION_SECTION] == 0;
	return unit != PROVISION_SECTION || given[PROVISION_SECTION] != 0 || given[PROVISION_ARTICLE] == 0;
}

bool resolving_is_possible(const struct resolving *v, size_t ref, uint32_t known)
{
	if (known != KNOWN_NONE && is_treaty_bracket(v, ref) && unit_suits(PROVISION_SECTION, v->c->known[known].kind))
		return false;
	return !resolving_item(v, ref)->roman && fits(v, ref, known) && has_unit(v, ref, known) && unit_suits(resolving_ref(v, ref)->unit, v->c->known[known].kind);
}

void resolving_decide(struct resolving *v, size_t ref, uint32_t known, enum provision_confidence confidence,
                      struct span words)
{
	struct decision *d = &v->decision[ref];

	d->known = known;
	d->confidence = confidence;
	d->decided = pool_span(&v->c->scratch, words);
}

static struct span mention_words(const struct resolving *v, size_t mention)
{
	const struct mention *m = &v->l.mention[mention];

	return span_sub(v->l.t->text, ptokens_range(v->l.t, m->first, m->past));
}

/* "the Covenant" is as sure as where it was named. */
static enum provision_confidence generic_confidence(const struct resolving *v, uint32_t known,
                                                    enum provision_confidence best)
{
	return v->c->known[known].named == v->c->passage && best != PROVISION_DOCUMENT ? PROVISION_NEAR
	                                                                                : PROVISION_DOCUMENT;
}

/* The replaced version of a code, KNOWN_NONE where it is not known which. */
static uint32_t replaced(struct provision_context *c, uint32_t known)
{
	uint32_t row = known == KNOWN_NONE ? NAME_NONE : instruments_replaced(c->in, c->known[known].id);

	if (row == NAME_NONE)
		return KNOWN_NONE;
	return known_put(c, instruments_row(c->in, row)->id, instruments_row(c->in, row)->kind, row);
}

static bool take_link(struct resolving *v, size_t ref, const struct link *link,
                      enum provision_confidence confidence)
{
	uint32_t known;

	if (link->kind == LINK_BLOCKED) {
		v->decision[ref].blocked = true;
		return true;
	}
	if (link->kind == LINK_NOTHING || link->kind == LINK_BACK)
		return false;
	known = v->l.mention[link->mention].known;
	if (link->kind == LINK_OWN && resolving_own_of_kind(v, v->l.mention[link->mention].kind) != KNOWN_NONE) {
		known = resolving_own_of_kind(v, v->l.mention[link->mention].kind);
		confidence = PROVISION_DOCUMENT;
	}
	if (!fits(v, ref, known) || (confidence != PROVISION_EXPLICIT && !resolving_is_possible(v, ref, known))) {
		v->decision[ref].blocked = confidence == PROVISION_EXPLICIT || known == KNOWN_NONE;
		return v->decision[ref].blocked;
	}
	if (link->generic && confidence != PROVISION_DOCUMENT)
		confidence = generic_confidence(v, known, confidence);
	resolving_decide(v, ref, known, confidence, mention_words(v, link->mention));
	return true;
}

/* Whether what stands behind a reference is an instrument that is not known: "of Law No. 11 of 2008". */
static bool is_of_unlisted(const struct resolving *v, const struct link *after)
{
	const struct mention *m = after->kind == LINK_MENTION ? &v->l.mention[after->mention] : NULL;

	return after->kind == LINK_BLOCKED || (m != NULL && m->known == KNOWN_NONE && m->kind != INSTRUMENT_PROTOCOL);
}

/* "§ 3 Abs. 1, § 4 AsylG": of a German law that is not listed, as the next is, which has been decided. */
static bool is_of_german_law(const struct resolving *v, size_t ref)
{
	if (!resolving_ref(v, ref)->doubtful)
		return false;
	return link_is_german_law(&v->l, ref) ||
	       (ref + 1 < v->c->refs.count && v->decision[ref + 1].german && link_chains(&v->l, ref));
}

/* What stands behind each reference, and behind the next where the two are chained; from the last back. */
static void link_all_after(struct resolving *v)
{
	for (size_t ref = v->c->refs.count; ref-- > 0;) {
		struct decision *d = &v->decision[ref];

		d->after = link_inside(&v->l, ref);
		if (d->after.kind == LINK_NOTHING)
			d->after = link_after(&v->l, ref);
		d->german = is_of_german_law(v, ref);
		if (d->after.kind == LINK_NOTHING && link_chains(&v->l, ref)) {
			const struct link *next = &v->decision[ref + 1].after;

			if (next->kind == LINK_NOTHING || link_is_headed(&v->l, ref))
				continue;
			if (next->kind == LINK_MENTION && v->l.mention[next->mention].kind != INSTRUMENT_PROTOCOL &&
			    resolving_ref(v, ref)->unit == resolving_ref(v, ref + 1)->unit &&
			    fits(v, ref, v->l.mention[next->mention].known))
				d->after = *next;
			else if (is_of_unlisted(v, next) && resolving_ref(v, ref)->unit == resolving_ref(v, ref + 1)->unit)
				d->after.kind = LINK_BLOCKED;
		}
	}
}

static bool take_remembered(struct resolving *v, size_t ref)
{
	uint32_t known = resolving_remembered(v, ref);

	if (!resolving_is_carried(v, known) || !resolving_is_possible(v, ref, known))
		return false;
	resolving_decide(v, ref, known, PROVISION_DOCUMENT, v->c->known[known].words);
	return true;
}

#define AHEAD_REFERENCES 8 /* among which the same number is looked for with its instrument */

/* Whether another instrument is named between a reference and one after it, which is of `mention`. */
static bool is_apart(const struct resolving *v, size_t ref, size_t next, size_t mention)
{
	for (size_t m = mention; m > 0 && v->l.mention[m - 1].first >= resolving_ref(v, ref)->past; m--)
		if (v->l.mention[m - 1].past <= resolving_ref(v, next)->first && v->l.mention[m - 1].known != v->l.mention[mention].known)
			return true;
	return false;
}

/* "Article 19(1) is limited by Article 19(2) of the Constitution": the same number, named with its instrument soon after. */
static bool take_same_ahead(struct resolving *v, size_t ref)
{
	struct span number = resolving_item(v, ref)->article;

	for (size_t next = ref + 1; next < v->c->refs.count && next <= ref + AHEAD_REFERENCES; next++) {
		const struct link *after = &v->decision[next].after;

		if (after->kind == LINK_MENTION && resolving_ref(v, next)->unit == resolving_ref(v, ref)->unit &&
		    span_eq(resolving_item(v, next)->article, number))
			return !is_apart(v, ref, next, after->mention) && resolving_is_carried(v, v->l.mention[after->mention].known) &&
			       take_link(v, ref, after, PROVISION_NEAR);
	}
	return false;
}

/* "Article 164 of the Criminal Code (now Article 174)", "formerly Article 164". */
static void apply_renumbering(struct resolving *v, size_t ref)
{
	struct decision *d = &v->decision[ref];

	if (!link_is_renumbered(&v->l, ref, &d->after) && !link_is_former(&v->l, ref))
		return;
	d->former = true;
	if (d->known != KNOWN_NONE && v->c->known[d->known].row != NAME_NONE &&
	    unit_suits(PROVISION_SECTION, v->c->known[d->known].kind))
		d->known = replaced(v->c, d->known);
	if (d->known == KNOWN_NONE) {
		d->confidence = PROVISION_NONE;
		d->blocked = true;
	}
}

/* An instrument that already has its articles does not get those of a bracket behind it. */
static bool is_aside(const struct resolving *v, size_t ref, const struct link *before)
{
	return before->kind == LINK_MENTION && is_in_bracket(v, ref) && ref > 0 &&
	       v->decision[ref - 1].after.kind == LINK_MENTION &&
	       v->decision[ref - 1].after.mention == before->mention;
}

/* "paragraph 2 of the same article": of what the article before is. */
static bool take_same(struct resolving *v, size_t ref)
{
	const struct decision *before = ref == 0 ? NULL : &v->decision[ref - 1];

	if (before == NULL || !resolving_ref(v, ref)->same)
		return false;
	if (before->known == KNOWN_NONE)
		return v->decision[ref].blocked = true;
	resolving_decide(v, ref, before->known, before->confidence == PROVISION_EXPLICIT ? PROVISION_NEAR : before->confidence,
	       before->decided);
	return true;
}

/* "Article 1(1) of the same treaty": of the one that was named last before it, or of none. */
static bool take_back(struct resolving *v, size_t ref)
{
	size_t k = ARRAY_FIRST(v->l.mention, v->l.count, past, resolving_ref(v, ref)->first + 1);

	if (v->decision[ref].after.kind != LINK_BACK)
		return false;
	while (k > 0 && unit_suits(PROVISION_SECTION, v->l.mention[k - 1].kind))
		k--;
	if (k == 0)
		return false;
	if (v->l.mention[k - 1].known == KNOWN_NONE || !fits(v, ref, v->l.mention[k - 1].known))
		return v->decision[ref].blocked = true;
	resolving_decide(v, ref, v->l.mention[k - 1].known, PROVISION_NEAR, mention_words(v, k - 1));
	return true;
}

/* "Ibid., art. 14": of what was cited last, or of what is not known. */
static bool take_ibid(struct resolving *v, size_t ref)
{
	uint32_t known;
	bool here;

	if (!resolving_is_ibid(v, ref, &known, &here))
		return false;
	if (!resolving_is_possible(v, ref, known))
		return v->decision[ref].blocked = true;
	resolving_decide(v, ref, known, here ? PROVISION_NEAR : PROVISION_DOCUMENT, v->c->known[known].words);
	return true;
}

/* "article 25 du règlement … (article 52)": the one before it is of what is not listed, and so perhaps is this. */
static bool is_behind_blocked(const struct resolving *v, size_t ref)
{
	return ref > 0 && v->decision[ref - 1].known == KNOWN_NONE && v->decision[ref - 1].blocked &&
	       resolving_ref(v, ref - 1)->unit == resolving_ref(v, ref)->unit;
}

static void decide_one(struct resolving *v, size_t ref)
{
	struct decision *d = &v->decision[ref];
	struct link link;
	bool done = take_link(v, ref, &d->after, PROVISION_EXPLICIT) || take_same(v, ref) || take_back(v, ref) || take_ibid(v, ref);

	if (!done) {
		link = link_before(&v->l, ref);
		if (is_aside(v, ref, &link))
			link.kind = LINK_NOTHING;
		done = take_link(v, ref, &link, PROVISION_NEAR);
	}
	if (!done && (resolving_ref(v, ref)->comment || link_is_other_law(&v->l, ref)))
		d->blocked = done = true;
	if (!done && is_behind_blocked(v, ref))
		d->blocked = done = true;
	if (!done)
		done = resolving_take_own_section(v, ref) || resolving_take_lead(v, ref) || take_remembered(v, ref) || take_same_ahead(v, ref);
	if (!done) {
		link = link_sentence(&v->l, ref);
		done = link.kind == LINK_MENTION && !is_aside(v, ref, &link) && resolving_is_carried(v, v->l.mention[link.mention].known) &&
		       take_link(v, ref, &link, PROVISION_NEAR);
	}
	if (!done && !d->blocked && !resolving_take_section(v, ref))
		resolving_take_document(v, ref);
	apply_renumbering(v, ref);
}

/* Before a passage: whether it is of another list than the item before. */
static void begin_item(struct provision_context *c, struct span lead_in)
{
	uint64_t hash = lead_in.len == 0 ? 0 : hash_bytes(lead_in, 0);

	if (hash == 0 || hash == c->lead)
		return;
	c->lead = hash;
	c->beside = KNOWN_NONE;
}

static void end_item(struct resolving *v)
{
	uint32_t known = KNOWN_NONE;

	if (v->p->lead_in.len == 0)
		return;
	for (size_t i = 0; i < v->c->refs.count; i++) {
		uint32_t one = v->decision[i].confidence <= PROVISION_NEAR ? v->decision[i].known : KNOWN_NONE;

		if (one == KNOWN_NONE || (known != KNOWN_NONE && one != known))
			return;
		known = one;
	}
	v->c->beside = known;
}

void provisions_resolve(struct provision_context *c, const struct provision_passage *p)
{
	struct resolving v = {.c = c, .p = p};

	begin_item(c, p->lead_in);
	v.l = (struct linking){.t = &c->tokens, .mention = c->mention, .count = c->mention_count, .refs = &c->refs};
	if (c->refs.count == 0) {
		resolving_end(&v);
		return;
	}
	v.decision = mem_zalloc(c->refs.count * sizeof *v.decision);
	for (size_t i = 0; i < c->refs.count; i++) {
		v.decision[i].known = KNOWN_NONE;
		v.decision[i].confidence = PROVISION_NONE;
		v.decision[i].decided = span_of("");
	}
	link_all_after(&v);
	for (size_t i = 0; i < c->refs.count; i++) {
		decide_one(&v, i);
		if (!resolving_is_none(&v, i))
			resolving_emit(&v, i);
	}
	end_item(&v);
	resolving_end(&v);
	free(v.decision);
}
