/* plan_cited_terms.c: the terms that a provision or symbol stands for. */
#include "searcher/planner.h"

void leaf_add_cited(struct planner *pl, struct leaf *leaf, struct span term)
{
	struct span *more = pool_alloc(&pl->plan->pool, (leaf->cited_count + 1) * sizeof *more);

	if (leaf->cited_count != 0)
		memcpy(more, leaf->cited, leaf->cited_count * sizeof *more);
	more[leaf->cited_count++] = pool_span(&pl->plan->pool, term);
	leaf->cited = more;
}

void leaf_add_symbol(struct planner *pl, struct leaf *leaf, struct span symbol)
{
	struct buf other;

	leaf_add_cited(pl, leaf, symbol);
	buf_init(&other);
	for (size_t n = 0; symbol_comment_other(symbol, n, &other); n++)
		if (other.len != 0 && (planner_frequency(pl, PREFIX_CITED_SYMBOL, buf_span(&other)) != 0 ||
		                       planner_frequency(pl, PREFIX_SYMBOL, buf_span(&other)) != 0))
			leaf_add_cited(pl, leaf, buf_span(&other));
	buf_release(&other);
}

/* "criminal-code": every country has its own, and the query does not say which is meant. */
static bool is_of_any_country(struct planner *pl, struct span instrument)
{
	if (instrument.len == 0 || memchr(instrument.data, ':', instrument.len) != NULL)
		return false;
	buf_clear(&pl->text);
	buf_add_str(&pl->text, "fr:"); /* any country's code */
	buf_add_span(&pl->text, instrument);
	return instruments_has(library_instruments(pl->library), buf_span(&pl->text));
}

/* The same article of each country's instrument of that kind, as far as the index has it. */
static void add_countries(struct planner *pl, struct leaf *leaf, struct span term)
{
	size_t letters = strlen(schema_prefix_letters[PREFIX_PROVISION]);
	const char *at = memchr(term.data, '@', term.len);
	struct span number = span_make(term.data, (size_t)(at - term.data) + 1);
	struct span kind = span_make(term.data + number.len, term.len - number.len), found;
	struct xap_walk *walk;
	enum xap_status status = xap_walk_terms(&walk, pl->library->passages,
	                                        planner_term(pl, PREFIX_PROVISION, number));

	if (status != XAP_OK) {
		planner_fail(pl, status);
		return;
	}
	while ((status = xap_walk_next(walk, &found)) == XAP_OK) {
		struct span value = span_make(found.data + letters, found.len - letters);
		struct span instrument = span_make(value.data + number.len, value.len - number.len);

		if (instrument.len > kind.len + 1 && instrument.data[instrument.len - kind.len - 1] == ':' &&
		    memcmp(instrument.data + instrument.len - kind.len, kind.data, kind.len) == 0)
			leaf_add_cited(pl, leaf, value);
	}
	xap_walk_free(walk);
	if (status != XAP_NOT_FOUND)
		planner_fail(pl, status);
}

static bool has_cited(const struct leaf *leaf, struct span term)
{
	for (size_t i = 0; i < leaf->cited_count; i++)
		if (span_eq(leaf->cited[i], term))
			return true;
	return false;
}

/* "Article 9 of the Covenant": the same article of each instrument of that kind; of none known, where there is no other. */
static void of_kind(struct planner *pl, struct leaf *leaf, struct span term)
{
	size_t letters = strlen(schema_prefix_letters[PREFIX_PROVISION]);
	struct span number = span_make(term.data, term.len - 1), found; /* without its "*" */
	struct xap_walk *walk;
	struct buf unknown;
	enum xap_status status;

	leaf->cited_count = 0;
	for (size_t own = 0; own < 2 && !pl->failed; own++) {
		status = xap_walk_terms(&walk, pl->library->passages,
		                        planner_term(pl, own ? PREFIX_OWN_PROVISION : PREFIX_PROVISION, number));
		while (status == XAP_OK && (status = xap_walk_next(walk, &found)) == XAP_OK) {
			struct span value = span_make(found.data + letters, found.len - letters);

			if (provision_is_of_kind(library_instruments(pl->library), &leaf->provision,
			                         span_make(value.data + number.len, value.len - number.len)) &&
			    !has_cited(leaf, value))
				leaf_add_cited(pl, leaf, value);
		}
		xap_walk_free(walk);
		if (status != XAP_NOT_FOUND)
			planner_fail(pl, status);
	}
	buf_init(&unknown);
	buf_add_span(&unknown, number);
	buf_add_str(&unknown, SCHEMA_NO_INSTRUMENT);
	if (leaf->cited_count == 0)
		leaf_add_cited(pl, leaf, buf_span(&unknown));
	buf_release(&unknown);
}

static struct span copy(struct planner *pl, struct span s)
{
	return pool_span(&pl->plan->pool, s);
}

void leaf_set_provision(struct planner *pl, struct leaf *leaf, const struct provision *p)
{
	struct buf term;

	leaf->kind = LEAF_CITED;
	leaf->provision = *p;
	leaf->provision.article = copy(pl, p->article);
	leaf->provision.paragraph = copy(pl, p->paragraph);
	leaf->provision.subparagraph = copy(pl, p->subparagraph);
	leaf->provision.instrument = copy(pl, p->instrument);
	leaf->provision.decided = copy(pl, p->decided);
	buf_init(&term);
	provision_query_term(p, &term);
	leaf_add_cited(pl, leaf, buf_span(&term));
	if (leaf->provision.of_kind != 0)
		of_kind(pl, leaf, buf_span(&term));
	else if (is_of_any_country(pl, leaf->provision.instrument))
		add_countries(pl, leaf, buf_span(&term));
	buf_release(&term);
}

/* Whether a passage cites what the leaf stands for, or is its text. */
static bool is_answered(struct planner *pl, const struct leaf *leaf)
{
	for (size_t i = 0; i < leaf->cited_count; i++)
		if (planner_frequency(pl, PREFIX_PROVISION, leaf->cited[i]) != 0 ||
		    planner_frequency(pl, PREFIX_OWN_PROVISION, leaf->cited[i]) != 0)
			return true;
	return false;
}

bool leaf_of_country(struct planner *pl, struct leaf *leaf, struct span code)
{
	struct provision p = leaf->provision;
	struct leaf other = *leaf;
	struct buf id;
	bool good;

	buf_init(&id);
	buf_addf(&id, "%.*s:constitution", (int)code.len, code.data);
	p.instrument = buf_span(&id);
	other.cited_count = 0;
	leaf_set_provision(pl, &other, &p);
	good = planner_frequency(pl, PREFIX_OWN_PROVISION, other.cited[0]) != 0;
	if (good)
		*leaf = other;
	buf_release(&id);
	return good;
}

bool leaf_as_label(struct planner *pl, struct leaf *leaf, struct span typed)
{
	struct provision p = leaf->provision;
	struct leaf other = *leaf;
	struct buf label;
	bool good = p.paragraph.len != 0 && p.subparagraph.len == 0 && !is_answered(pl, leaf);

	buf_init(&label);
	buf_addf(&label, "%.*s/%.*s", (int)p.article.len, p.article.data, (int)p.paragraph.len, p.paragraph.data);
	good = good && span_ends(typed, label.data);
	if (good) {
		p.article = buf_span(&label);
		p.paragraph = span_of("");
		other.cited_count = 0;
		leaf_set_provision(pl, &other, &p);
		good = is_answered(pl, &other);
	}
	if (good)
		*leaf = other;
	buf_release(&label);
	return good;
}

bool leaf_widen(struct planner *pl, struct leaf *leaf)
{
	struct provision p = leaf->provision;

	if (is_answered(pl, leaf))
		return false;
	while (p.subparagraph.len != 0 || p.paragraph.len != 0) {
		struct leaf wider = *leaf;

		*(p.subparagraph.len != 0 ? &p.subparagraph : &p.paragraph) = span_of("");
		wider.cited_count = 0;
		leaf_set_provision(pl, &wider, &p);
		if (!is_answered(pl, &wider))
			continue;
		*leaf = wider;
		return true;
	}
	return false;
}
