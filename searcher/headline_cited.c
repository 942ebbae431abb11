/* headline_cited.c: how many passages cite a provision, of which instruments; or a symbol. */
#include "searcher/headline_parts.h"

#include "searcher/layout.h"
#include "searcher/print_parts.h"
#include "text/instrument_title.h"

#include <stdlib.h>

void provision_add(struct buf *out, const struct provision *p)
{
	struct provision bare = *p;
	struct buf term;
	const char *unit = provision_unit_name(p->unit);
	size_t at = p->unit == PROVISION_ARTICLE ? 0 : strlen(unit) + 1;

	bare.instrument.len = 0;
	buf_init(&term);
	provision_query_term(&bare, &term);
	buf_add_char(out, (char)(*unit - 'a' + 'A'));
	buf_addf(out, "%s %.*s", unit + 1, (int)(term.len - at - strlen("@*")), term.data + at);
	buf_release(&term);
}

/* An instrument that is cited for the number asked for. */
struct of_instrument {
	struct span id; /* in the pool */
	struct counted counted;
};

struct instruments_found {
	struct of_instrument *items;
	size_t count, cap;
	struct counted all, unknown;
	struct pool pool;
};

static int most_first(const void *a, const void *b)
{
	const struct of_instrument *x = a, *y = b;

	if (x->counted.passages != y->counted.passages)
		return x->counted.passages > y->counted.passages ? -1 : 1;
	return span_cmp(x->id, y->id);
}

/* Counts the passages of a term "174@id", of which the index has so many; a filter may leave fewer. */
static bool add_instrument(struct instruments_found *f, const struct library *l, const struct plan *p,
                           struct span value, struct span id, uint32_t passages)
{
	struct of_instrument item = {pool_span(&f->pool, id), {passages, 0}};

	if (p->filter != NULL && !headline_count(l, p, term_query(PREFIX_PROVISION, value), &item.counted))
		return false;
	if (span_eq_str(id, SCHEMA_NO_INSTRUMENT)) {
		f->unknown = item.counted;
		return true;
	}
	if (item.counted.passages == 0)
		return true;
	ARRAY_GROW(f->items, f->count, f->cap);
	f->items[f->count++] = item;
	return true;
}

/* Every instrument of which the index has the number: of a query that names none. */
static bool walk_instruments(struct instruments_found *f, const struct library *l, const struct plan *p,
                             struct span term)
{
	size_t letters = strlen(schema_prefix_letters[PREFIX_PROVISION]);
	struct span number = span_make(term.data, term.len - 1), found; /* without its "*" */
	struct xap_walk *walk;
	struct buf prefix;
	enum xap_status status;
	bool good = true;

	buf_init(&prefix);
	schema_term(&prefix, PREFIX_PROVISION, number);
	status = xap_walk_terms(&walk, l->passages, buf_span(&prefix));
	while (status == XAP_OK && good && (status = xap_walk_next(walk, &found)) == XAP_OK) {
		struct span value = span_make(found.data + letters, found.len - letters);
		struct span id = span_make(value.data + number.len, value.len - number.len);

		if (!span_eq_str(id, "*"))
			good = add_instrument(f, l, p, value, id, xap_walk_frequency(walk));
	}
	xap_walk_free(walk);
	buf_release(&prefix);
	return good && status == XAP_NOT_FOUND;
}

static bool find_instruments(struct instruments_found *f, const struct library *l, const struct plan *p,
                             const struct leaf *leaf)
{
	bool good = headline_count_any(l, p, PREFIX_PROVISION, leaf->cited, leaf->cited_count, &f->all);

	if (good && leaf->provision.instrument.len == 0 && leaf->provision.of_kind == 0)
		good = walk_instruments(f, l, p, leaf->cited[0]);
	for (size_t i = 0; i < leaf->cited_count && good && (leaf->provision.instrument.len != 0 || leaf->provision.of_kind != 0); i++) {
		const char *at = memchr(leaf->cited[i].data, '@', leaf->cited[i].len);
		size_t before = (size_t)(at - leaf->cited[i].data) + 1;
		struct span id = span_make(leaf->cited[i].data + before, leaf->cited[i].len - before);
		uint32_t passages;
		enum xap_status status = term_frequency(l, PREFIX_PROVISION, leaf->cited[i], &passages);

		good = (status == XAP_OK || status == XAP_NOT_FOUND) &&
		       add_instrument(f, l, p, leaf->cited[i], id, passages);
	}
	if (f->count != 0)
		qsort(f->items, f->count, sizeof *f->items, most_first);
	return good;
}

static void add_title(struct buf *out, const struct library *l, struct span id)
{
	instrument_title(library_instruments(l), id, out);
}

/* " of the Criminal Code of Kazakhstan"; " of 2 instruments: the ICCPR (3), …" */
static void add_instruments(struct buf *out, const struct library *l, const struct instruments_found *f)
{
	if (f->count == 0)
		return;
	if (f->count == 1) {
		if (f->items[0].counted.passages != f->all.passages)
			buf_addf(out, ", %u of them", (unsigned)f->items[0].counted.passages);
		buf_add_str(out, " of ");
		add_title(out, l, f->items[0].id);
		return;
	}
	buf_addf(out, " of %zu instruments: ", f->count);
	for (size_t i = 0; i < f->count && i < HEADLINE_INSTRUMENTS; i++) {
		buf_add_str(out, i == 0 ? "" : ", ");
		add_title(out, l, f->items[i].id);
		buf_addf(out, " (%u)", (unsigned)f->items[i].counted.passages);
	}
	if (f->count > HEADLINE_INSTRUMENTS)
		buf_addf(out, " and %zu more", f->count - HEADLINE_INSTRUMENTS);
	if (f->unknown.passages != 0)
		buf_addf(out, "; %u do not say of which", (unsigned)f->unknown.passages);
}

/* The verbs of a line, for one passage and for several. */
static const char *const verbs[][2] = {
	[HEADLINE_CITED] = {" cites ", " cite "},
	[HEADLINE_TEXT] = {" is the text of ", " are the text of "},
};

static void add_counted(struct buf *out, const struct counted *c, enum headline_line line)
{
	print_count(out, c->passages, "passage", "passages");
	buf_add_str(out, " in ");
	print_count(out, c->sources, "source", "sources");
	buf_add_str(out, verbs[line][c->passages != 1]);
}

/* Whether all that cite it cite the same instrument, or none: then the line is but counts and a name. */
static bool is_plain(const struct instruments_found *f)
{
	return f->count == 0 || (f->count == 1 && f->items[0].counted.passages == f->all.passages);
}

static void add_line(struct buf *out, enum headline_line line, const struct counted *c, struct span what,
                     const struct headline_words *other)
{
	if (other != NULL) {
		other->line(other->data, line, c->passages, c->sources, what);
		return;
	}
	add_counted(out, c, line);
	buf_add_span(out, what);
	buf_add_str(out, ".\n");
}

/* "26 passages in 25 sources cite Article 51, 21 of them of the Charter of the United Nations." False: none does. */
static bool add_citing(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                       const struct headline_words *other)
{
	struct instruments_found f = {0};
	struct buf what;
	bool good;

	buf_init(&what);
	pool_init(&f.pool);
	good = find_instruments(&f, l, p, leaf) && f.all.passages != 0;
	if (good) {
		provision_add(&what, &leaf->provision);
		add_instruments(&what, l, &f);
		add_line(out, HEADLINE_CITED, &f.all, buf_span(&what), is_plain(&f) ? other : NULL);
	}
	buf_release(&what);
	pool_release(&f.pool);
	free(f.items);
	return good;
}

/* "12 passages in 1 source are the text of Article 41 of the Constitution of Kenya." False: that is not in the index. */
static bool add_text(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                     const struct headline_words *other)
{
	struct counted own;
	struct buf what;

	if (p->own_count == 0 || leaf->provision.instrument.len == 0 ||
	    !headline_count_any(l, p, PREFIX_OWN_PROVISION, leaf->cited, leaf->cited_count, &own) || own.passages == 0)
		return false;
	buf_init(&what);
	provision_add(&what, &leaf->provision);
	buf_add_str(&what, " of ");
	add_title(&what, l, leaf->provision.instrument);
	add_line(out, HEADLINE_TEXT, &own, buf_span(&what), other);
	buf_release(&what);
	return true;
}

bool headline_add_provision(struct buf *out, const struct plan *p, const struct library *l,
                          const struct leaf *leaf, const struct headline_words *other)
{
	bool cited = add_citing(out, p, l, leaf, other), text = add_text(out, p, l, leaf, other);

	return cited || text;
}

/* How many of the leaf's paragraphs are of one document: the rest are the same of other bodies' comments with the number. */
static size_t count_paragraphs(const struct leaf *leaf, size_t symbol)
{
	size_t count = 1;

	while (count < leaf->paragraph_count && leaf->paragraphs[count].len > symbol &&
	       memcmp(leaf->paragraphs[count].data, leaf->paragraphs[0].data, symbol) == 0)
		count++;
	return count;
}

/* "A/HRC/15/16, paras. 40, 41"; "recommendation 115.4" */
static void add_paragraphs(struct buf *out, const struct leaf *leaf)
{
	const char *blank = memchr(leaf->paragraphs[0].data, ' ', leaf->paragraphs[0].len);
	size_t before = (size_t)(blank - leaf->paragraphs[0].data) + 1; /* the symbol */
	size_t count = count_paragraphs(leaf, before);

	if (before == 1) {
		buf_add_str(out, "recommendation ");
	} else {
		layout_add_safe(out, leaf->text);
		buf_add_str(out, count == 1 ? ", para. " : ", paras. ");
	}
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%.*s", i == 0 ? "" : ", ", (int)(leaf->paragraphs[i].len - before), leaf->paragraphs[i].data + before);
}

/* "1 passage in 1 source is the text of A/HRC/15/16, para. 40." */
static bool add_paragraph(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                          const struct headline_words *other)
{
	struct counted own;
	struct buf what;

	if (leaf->paragraph_count == 0 ||
	    !headline_count_any(l, p, PREFIX_PARAGRAPH, leaf->paragraphs, leaf->paragraph_count, &own) || own.passages == 0)
		return false;
	buf_init(&what);
	add_paragraphs(&what, leaf);
	add_line(out, HEADLINE_TEXT, &own, buf_span(&what), other);
	buf_release(&what);
	return true;
}

static bool add_symbol(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                       const struct headline_words *other)
{
	struct counted all;
	struct buf what;

	if (!headline_count_any(l, p, PREFIX_CITED_SYMBOL, leaf->cited, leaf->cited_count, &all) || all.passages == 0)
		return false;
	buf_init(&what);
	layout_add_safe(&what, leaf->text);
	add_line(out, HEADLINE_CITED, &all, buf_span(&what), other);
	buf_release(&what);
	return true;
}

bool headline_add_symbol(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                       const struct headline_words *other)
{
	bool cited = add_symbol(out, p, l, leaf, other), paragraph = add_paragraph(out, p, l, leaf, other);

	return cited || paragraph;
}

/* Whether the index has the document, or the article's own text: then that is what was found. */
static bool has_text(const struct library *l, const struct plan *p, const struct leaf *leaf)
{
	uint32_t passages = 0;
	struct counted own;

	if (leaf->symbol)
		return leaf->passage.len != 0 || (term_frequency(l, PREFIX_SYMBOL, leaf->cited[0], &passages) == XAP_OK && passages != 0);
	return !headline_count_any(l, p, PREFIX_OWN_PROVISION, leaf->cited, leaf->cited_count, &own) || own.passages != 0;
}

void headline_add_none(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                       const struct headline_words *other)
{
	struct buf what;

	if (has_text(l, p, leaf))
		return;
	buf_init(&what);
	if (leaf->symbol)
		layout_add_safe(&what, leaf->text);
	else
		provision_add(&what, &leaf->provision);
	if (!leaf->symbol && leaf->provision.instrument.len != 0) {
		buf_add_str(&what, " of ");
		add_title(&what, l, leaf->provision.instrument);
	}
	if (!leaf->symbol && leaf->provision.of_kind != 0) {
		buf_add_str(&what, " of a ");
		layout_add_safe(&what, leaf->provision.decided);
	}
	if (other != NULL)
		other->line(other->data, HEADLINE_NONE, 0, 0, buf_span(&what));
	else
		buf_addf(out, "No passage%s cites %s.\n", p->filter != NULL ? " that the filters let through" : "", what.data);
	buf_release(&what);
}
