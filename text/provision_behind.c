/* provision_behind.c: units that stand behind their number: "174-бап", "26. maddesi", "174-я статья". */
#include "text/provision_bracket.h"

/* The first number of a list that ends before the unit at i: "174, 274 және 400-бап"; i if there is none. */
static size_t numbers_before(const struct references *r, size_t i)
{
	size_t k = i, first = i;

	while (k > 0 && i - k < ITEMS_MOST) {
		bool number = references_kind(r, k - 1, PTOKEN_NUMBER) && (r->t->token[k - 1].flags & PTOKEN_ADDRESS) == 0;

		if (!number && !references_kind(r, k - 1, PTOKEN_DASH) && !references_kind(r, k - 1, PTOKEN_LONGDASH) &&
		    !references_kind(r, k - 1, PTOKEN_COMMA) && !references_kind(r, k - 1, PTOKEN_NUMERO) &&
		    !references_kind(r, k - 1, PTOKEN_SLASH) && !ptoken_is(r->t, k - 1, CLASS_AND))
			break;
		k--;
		if (number)
			first = k;
	}
	return first;
}

/* Past "2-", "2)", "2.", "(2)", "(2) numaralı" at i, of which *number is the number: before a paragraph's word; i if that is none. */
static size_t paragraph_behind_past(const struct references *r, size_t i, size_t *number)
{
	bool open = references_kind(r, i, PTOKEN_OPEN);
	size_t word;

	*number = i + open;
	if (!references_kind(r, *number, PTOKEN_NUMBER) || (open && !references_kind(r, *number + 1, PTOKEN_CLOSE)))
		return i;
	word = *number + 1;
	word += references_kind(r, word, PTOKEN_DASH) || references_glued(r, word, PTOKEN_CLOSE) || references_glued(r, word, PTOKEN_NUMERO);
	return open && span_eq_str(references_word(r, word), "numaralı") ? word + 1 : word;
}

/* "2-тармағы", "2) тармағы", "2. fıkrası", "(1) bekezdése", "бірінші бөлігінде" at i: its paragraph; its past token, i if there is none. */
static size_t read_one_behind(struct references *r, size_t i, struct paragraphs *out)
{
	size_t number, word = paragraph_behind_past(r, i, &number);

	memset(out, 0, sizeof *out);
	if (word == i)
		return paragraph_ordinals_named(r, i, out);
	if (!ptoken_is(r->t, word, CLASS_PARAGRAPH))
		return i;
	paragraph_put(r, number, true, i, word + 1, out);
	return word + 1;
}

/* "1 және 3-бөліктері" at i: the paragraphs that a list names before their word; its past token, i if there is none. */
static size_t read_list_behind(struct references *r, size_t i, struct paragraphs *out)
{
	size_t k = i;

	memset(out, 0, sizeof *out);
	if (ptoken_is(r->t, i, CLASS_ORDINAL)) { /* "екінші және үшінші бөліктері" */
		k = paragraph_ordinals_named(r, i, out);
		return out->count > 1 ? k : i;
	}
	while (paragraph_is_number(r, k)) {
		size_t next = k + 1;

		paragraph_put(r, k, true, k, k + 1, out);
		next += references_glued(r, next, PTOKEN_CLOSE); /* "1), 2) тармақшалары" */
		k = next + references_kind(r, next, PTOKEN_COMMA);
		k += ptoken_is(r->t, k, CLASS_AND);
		if (k != next)
			continue;
		k += references_kind(r, k, PTOKEN_DASH);
		return out->count > 1 && ptoken_is(r->t, k, CLASS_PARAGRAPH) ? k + 1 : i;
	}
	return i;
}

/* The items of such a list, in place of the last one, which has no paragraph. */
static size_t read_items_behind(struct references *r, size_t i)
{
	struct item item = r->item[r->item_count - 1];
	struct paragraphs p;
	size_t past = item.paragraph.len == 0 ? read_list_behind(r, i, &p) : i;

	if (past == i)
		return i;
	r->item_count--;
	for (size_t n = 0; n < p.count; n++) {
		item.paragraph = p.at[n].paragraph;
		if (n > 0)
			item.first = p.at[n].first;
		item.past = n + 1 < p.count ? p.at[n].past : past;
		item_add(r, item);
	}
	return past;
}

/* "2-тармағы", "2-бөлігінің 1-тармағы", ", 1-тармақ" at i. */
static size_t read_paragraph_behind(struct references *r, size_t i, struct item *item)
{
	for (;;) {
		size_t first = i + references_kind(r, i, PTOKEN_COMMA), past;
		struct paragraphs p;

		past = read_one_behind(r, first, &p);
		if (past == first || p.count == 0)
			return i;
		if (item->paragraph.len == 0)
			item->paragraph = p.at[0].paragraph;
		else if (item->subparagraph.len == 0)
			item->subparagraph = p.at[0].paragraph;
		item->past = i = past;
	}
}

/* " және 4-бөлігі" behind "3-бөлігі" at i: more paragraphs of the same article. Their past token; i if there are none. */
static size_t read_more_behind(struct references *r, size_t i)
{
	for (size_t n = 0; n < PARAGRAPHS_MOST && ptoken_is(r->t, i, CLASS_AND); n++) {
		struct item item = r->item[r->item_count - 1];
		size_t past;

		if (item.paragraph.len == 0)
			return i;
		item.paragraph = item.subparagraph = span_of("");
		item.first = i + 1;
		past = read_paragraph_behind(r, i + 1, &item);
		if (past == i + 1)
			return i;
		item_add(r, item);
		i = past;
	}
	return i;
}

/* "174-бап", the unit at i. */
size_t references_behind(struct references *r, size_t i)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_ARTICLE, .cyrillic = true};
	size_t first = numbers_before(r, i), past;

	if (first == i || (r->count != 0 && first < r->ref[r->count - 1].past))
		return i;
	ref.plural = ptoken_is(r->t, i, CLASS_PLURAL) || r->t->token[first].value < r->t->token[i - 1].value;
	past = items_first(r, first, &ref, NULL);
	if (past != first)
		past = items_rest(r, past, &ref);
	past += references_glued(r, past, PTOKEN_NUMERO); /* "314/2. maddesi" */
	if (past != i && !(past + 1 == i && references_kind(r, past, PTOKEN_DASH))) {
		r->item_count = ref.item;
		return i;
	}
	past = read_items_behind(r, i + 1);
	if (past == i + 1)
		past = read_more_behind(r, read_paragraph_behind(r, i + 1, &r->item[r->item_count - 1]));
	references_add(r, ref, first, past);
	return past;
}

/* The ending of a Russian ordinal: "174-я", "по 282-й". */
static bool is_ordinal_ending(const struct references *r, size_t i)
{
	static const char *const endings[] = {"я", "й", "ой", "ей", "ая", "ую", "ю"};

	for (size_t n = 0; n < sizeof endings / sizeof *endings; n++)
		if (references_glued(r, i, PTOKEN_WORD) && span_eq_str(ptoken_text(r->t, i), endings[n]))
			return true;
	return false;
}

/* "174-я статья", the unit at i; i if no such number stands before it, or one behind it. */
size_t references_ordinal_before(struct references *r, size_t i)
{
	struct reference ref = {.item = r->item_count, .unit = PROVISION_ARTICLE, .cyrillic = true};
	size_t first = i < 3 ? 0 : i - 3;

	if (i < 3 || !ptoken_has_flag(r->t, i, PTOKEN_CYRILLIC) || !is_ordinal_ending(r, i - 1) ||
	    !references_glued(r, i - 2, PTOKEN_DASH) || !references_kind(r, first, PTOKEN_NUMBER) ||
	    references_kind(r, i + 1, PTOKEN_NUMBER) || (r->count != 0 && first < r->ref[r->count - 1].past))
		return i;
	if (items_first(r, first, &ref, NULL) != i - 2) {
		r->item_count = ref.item;
		return i;
	}
	references_add(r, ref, first, i + 1);
	return i + 1;
}
