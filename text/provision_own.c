/*
 * provision_own.c: the provisions whose own text a passage is, in a document that is an instrument: a
 * constitution's "Article 41" or "41. Labour relations" and the paragraphs below it.
 */
#include "text/provision_resolving.h"

#include "text/commentary.h"
#include "text/provision_head.h"

#define BARE_MOST 999 /* "41. Labour relations": a higher number is a year */

uint32_t tokens_instrument(struct provision_context *c)
{
	const struct mention *m;
	size_t words = 0;

	mentions_find(c, &c->side, &c->side_mention, &c->side_count, &c->side_cap, false);
	m = c->side_mention;
	if (c->side_count != 1 || m->generic || m->known == KNOWN_NONE)
		return KNOWN_NONE;
	for (size_t i = 0; i < c->side.count; i++)
		words += (i < m->first || i >= m->past) && c->side.token[i].kind == PTOKEN_WORD &&
		         !ptoken_is(&c->side, i, CLASS_THE | CLASS_OF);
	return words == 0 ? m->known : KNOWN_NONE;
}

/* "Protocol No. 4 to the Convention, securing certain rights …": a protocol's title says more than its name. */
static uint32_t tokens_protocol(const struct provision_context *c)
{
	const struct mention *m = c->side_mention;
	bool begins = c->side_count != 0 && (m->first == 0 || (m->first == 1 && ptoken_is(&c->side, 0, CLASS_THE)));

	return begins && !m->generic && (m->kind == INSTRUMENT_PROTOCOL || m->kind == INSTRUMENT_OPTIONAL_PROTOCOL) ? m->known :
	                                                                                                         KNOWN_NONE;
}

uint32_t section_instrument(struct provision_context *c, const struct provision_passage *p)
{
	uint64_t hash = 0;

	if (c->own == KNOWN_NONE)
		return KNOWN_NONE;
	for (size_t i = 0; i < p->section_count; i++)
		hash = hash_bytes(p->section[i], hash);
	if (c->own_section.read && c->own_section.hash == hash)
		return c->own_section.known;
	c->own_section = (struct own_section){.read = true, .hash = hash, .known = c->own};
	for (size_t i = p->section_count; i-- > 0 && c->own_section.known == c->own;) {
		uint32_t known;


		ptokens_make(&c->side, c->in, p->section[i]);
		known = tokens_instrument(c);
		if (known == KNOWN_NONE)
			known = tokens_protocol(c);
		if (known == KNOWN_NONE)
			continue;
		c->own_section.known = known;
		c->known[known].words = pool_span(&c->kept, p->section[i]);
	}
	return c->own_section.known;
}

/* ---- titles that are a provision's ---- */

/* What a title is the title of. */
struct titled {
	enum provision_unit unit;
	bool named; /* by the unit's word */
	struct item item;
};

/* "Article 41", "ARTICLE 12. Liberté", "Статья 14", but not "Article 6 of the Convention" nor "Articles 6 and 7". */
static bool read_named(struct provision_context *c, struct titled *out)
{
	const struct reference *ref;

	references_find(&c->refs);
	ref = c->refs.ref;
	if (c->refs.count == 0 || ref->first != 0 || ref->item_count != 1 || ref->doubtful || c->refs.item[ref->item].paragraph.len != 0 ||
	    ptoken_is(&c->side, ref->past, CLASS_OF | CLASS_AND | CLASS_CHAIN | CLASS_IN))
		return false;
	*out = (struct titled){ref->unit, true, c->refs.item[ref->item]};
	return true;
}

/* "41. Labour relations", "§ 41 Labour relations". */
static bool read_bare(struct provision_context *c, struct titled *out)
{
	struct reference ref = {.unit = PROVISION_ARTICLE};
	size_t first = ptoken_is_kind(&c->side, 0, PTOKEN_PARAGRAPH), past;

	if (!ptoken_is_kind(&c->side, first, PTOKEN_NUMBER))
		return false;
	past = label_read(&c->refs, first, &ref, &out->item);
	if (past == first || out->item.value > BARE_MOST)
		return false;
	out->named = false;
	past += ptoken_is_kind(&c->side, past, PTOKEN_STOP);
	return ptoken_is_kind(&c->side, past, PTOKEN_WORD) && ptoken_has_flag(&c->side, past, PTOKEN_CAPITAL);
}

/* "第三十五条", "MADDE 17", "المادة الثانية عشرة": heads that are not written as references are. */
static bool read_head(struct provision_context *c, struct span title, struct titled *out)
{
	struct provision_head head;
	struct span label;

	if (!provision_head_read(title, &head) || head.unit != HEAD_ARTICLE || !head.closed || head.label[0] == '\0')
		return false;
	label = pool_span(&c->scratch, span_of(head.label));
	*out = (struct titled){PROVISION_ARTICLE, true, {.article = label, .paragraph = span_of(""), .subparagraph = span_of(""), .value = head.value}};
	return true;
}

/* Whether an instrument may have it: treaties name their articles, a country's law need not. */
static bool may_have(const struct provision_context *c, uint32_t known, const struct titled *t)
{
	const struct known *k = &c->known[known];

	if (k->last != 0 && t->item.value > k->last)
		return false;
	if (!t->named)
		return !c->titles_named && unit_suits(PROVISION_SECTION, k->kind);
	return unit_suits(t->unit, k->kind) || (t->unit == PROVISION_PRINCIPLE && k->kind == INSTRUMENT_RULES);
}

/*
 * Whether the number goes on from those before it. Where they begin anew, an annex or a schedule follows, or another
 * instrument whose name was not understood, and nothing more is certain.
 */
static bool goes_on(struct provision_context *c, uint32_t known, const struct titled *t)
{
	if (c->own_last_of != known) {
		c->own_last_of = known;
		c->own_last = 0;
		c->own_ended = false;
	}
	if (t->item.value < c->own_last)
		c->own_ended |= t->named || t->item.value == 1;
	else
		c->own_last = t->item.value;
	return !c->own_ended && t->item.value == c->own_last;
}

static void add_own(struct provision_context *c, uint32_t known, enum provision_unit unit, const struct item *item)
{
	c->own_of[c->own_count++] = (struct provision){
		.unit = unit,
		.confidence = PROVISION_DOCUMENT,
		.article = pool_span(&c->kept, item->article),
		.paragraph = span_of(""),
		.subparagraph = span_of(""),
		.instrument = c->known[known].id,
		.decided = span_of(""),
	};
}

/* A title's number; false: it is none's. What has no word for its unit may be asked for as an article or a section. */
static bool read_title(struct provision_context *c, uint32_t known, struct span title)
{
	struct titled t;

	ptokens_make(&c->side, c->in, title);
	c->refs.t = &c->side;
	c->refs.pool = &c->scratch;
	if ((!read_named(c, &t) && !read_bare(c, &t) && !read_head(c, title, &t)) || !may_have(c, known, &t) || !goes_on(c, known, &t))
		return false;
	c->titles_named |= t.named;
	add_own(c, known, t.named ? t.unit : PROVISION_ARTICLE, &t.item);
	if (!t.named)
		add_own(c, known, PROVISION_SECTION, &t.item);
	return true;
}

static void read_place(struct provision_context *c, const struct provision_passage *p, bool heading)
{
	uint32_t known = section_instrument(c, p);
	bool found;

	for (size_t i = 0; i < p->section_count; i++)
		if (commentary_is_part(p->section[i]))
			return;
	found = heading && read_title(c, known, p->text);
	for (size_t i = p->section_count; i-- > 0 && !found && !heading;)
		found = read_title(c, known, p->section[i]);
}

bool provision_begins_inline(struct span text)
{
	static const char *const ends[] = {".", ":", ";", "。", "：", "；", "؛", NULL};
	struct provision_head head;
	bool ended = false;

	for (size_t i = 0; ends[i] != NULL && !ended; i++)
		ended = span_ends(text, ends[i]);
	return ended && provision_head_read(text, &head) && head.unit == HEAD_ARTICLE && head.closed && !head.bare;
}

/*
 * "Art. 5º Todos são iguais …": an article whose text begins in its head's own line. What follows below the same titles
 * is its text, too, until the next one.
 */
static bool read_inline(struct provision_context *c, const struct provision_passage *p)
{
	uint32_t known = section_instrument(c, p);
	struct titled t;

	if (!provision_begins_inline(p->text) || !read_head(c, p->text, &t) || !may_have(c, known, &t))
		return false;
	c->own_count = 0;
	if (goes_on(c, known, &t))
		add_own(c, known, t.unit, &t.item);
	return true;
}

static uint64_t place_hash(const struct provision_passage *p, bool heading)
{
	uint64_t hash = heading ? hash_bytes(p->text, 1) : 0;

	for (size_t i = 0; i < p->section_count; i++)
		hash = hash_bytes(p->section[i], hash);
	return hash;
}

/* "二" in digits. */
static struct span eastern_number(struct provision_context *c, struct span label)
{
	size_t at = 0;
	uint32_t value = provision_head_eastern(label, &at);
	struct span digits = label;
	struct buf b;

	if (value == 0 || at != label.len)
		return label;
	buf_init(&b);
	buf_addf(&b, "%u", value);
	digits = pool_span(&c->kept, buf_span(&b));
	buf_release(&b);
	return digits;
}

/* "2", "(2)", "2.", "二": the number of a paragraph of an article. */
static struct span paragraph_number(struct provision_context *c, struct span label)
{
	label = eastern_number(c, label);
	while (label.len != 0 && (label.data[0] < '0' || label.data[0] > '9'))
		label = span_make(label.data + 1, label.len - 1);
	for (size_t i = 0; i < label.len; i++)
		if (label.data[i] < '0' || label.data[i] > '9')
			label.len = i;
	return label;
}

/* The paragraph and the letters below it: an item's mark "c(ii)" is of the paragraph, or of the article where that has none. */
static void set_below(struct provision *own, struct span number, struct span mark)
{
	struct span rest = mark, outer = item_mark_take(&rest);

	own->paragraph = number.len != 0 ? number : outer;
	own->subparagraph = number.len != 0 ? mark : item_mark_take(&rest);
}

/* The number of "§ 1º" at the text's beginning, as Brazil writes the paragraphs of an article; empty: it begins otherwise. */
static struct span sign_number(struct span text)
{
	static const char *const ends[] = {"º", "°", "o "};
	size_t at = strlen("§"), past;

	if (!span_starts(text, "§"))
		return span_of("");
	at += at < text.len && text.data[at] == ' ';
	for (past = at; past < text.len && text.data[past] >= '0' && text.data[past] <= '9';)
		past++;
	for (size_t i = 0; i < sizeof ends / sizeof *ends && past > at; i++)
		if (span_starts(span_make(text.data + past, text.len - past), ends[i]))
			return span_make(text.data + at, past - at);
	return span_of("");
}

/* A passage without a printed number or mark: the label of "§ 1º", of which items behind it are; else it may begin an article. */
static struct span read_unmarked(struct provision_context *c, const struct provision_passage *p)
{
	struct span number = c->own_count != 0 ? sign_number(p->text) : span_of("");

	c->own_paragraph = pool_span(&c->kept, number);
	if (number.len == 0)
		read_inline(c, p);
	return c->own_paragraph;
}

void provision_title_line(struct provision_context *c, struct span line)
{
	c->about = c->about || (c->own != KNOWN_NONE && !c->own_read && commentary_is_title(line));
}

size_t provision_own(struct provision_context *c, const struct provision_passage *p, bool heading, struct span label,
                     struct span mark, struct provision out[PROVISION_OWN_MOST])
{
	uint64_t hash;

	if (c->own == KNOWN_NONE || c->about)
		return 0;
	hash = place_hash(p, heading);
	if (!c->own_read || hash != c->own_hash) {
		c->own_count = 0;
		read_place(c, p, heading);
		c->own_read = true;
		c->own_hash = hash;
		c->own_paragraph = span_of("");
	}
	if (!heading && label.len == 0)
		label = mark.len == 0 ? read_unmarked(c, p) : c->own_paragraph;
	for (size_t i = 0; i < c->own_count; i++) {
		out[i] = c->own_of[i];
		set_below(&out[i], paragraph_number(c, label), mark);
	}
	return c->own_count;
}
