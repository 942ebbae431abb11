/* plan_paragraphs.c: the paragraphs of a document that a query asks for: "A/HRC/14/10, paras. 95-97 and 99". */
#include "searcher/planner.h"

#include "text/utf8.h"

#define PARAGRAPHS_ASKED 30 /* of one document in one query; of more the ends are looked for */
#define NUMBER_MOST 10000   /* no document has a paragraph with a higher number */

/* The paragraph, or item of it, that is looked up: where no item has the mark, the paragraph that it stands in. */
static struct span paragraph_term(struct planner *pl, struct span symbol, struct span paragraph)
{
	const char *open = memchr(paragraph.data, '(', paragraph.len);

	buf_clear(&pl->text);
	symbol_add_paragraph(&pl->text, symbol, paragraph, span_of(""), 0);
	if (open != NULL && planner_frequency(pl, PREFIX_PARAGRAPH, buf_span(&pl->text)) == 0) {
		buf_clear(&pl->text);
		symbol_add_paragraph(&pl->text, symbol, span_make(paragraph.data, (size_t)(open - paragraph.data)), span_of(""), 0);
	}
	return pool_span(&pl->plan->pool, buf_span(&pl->text));
}

/* Whether the word before a number is of several: "paras. ", "§§ ", "пп. ". */
static bool is_plural(struct span before)
{
	static const char *const ends[] = {"s", "§§", "¶¶", "пп"};
	bool plural = false;

	while (before.len != 0 && (span_ends(before, ".") || span_ends(before, " ")))
		before.len--;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		plural |= span_ends(before, ends[i]) != 0;
	return plural;
}

/* Past what links another number at *at to the one before: "95-97" (*range), "3 and 5"; by a comma only "paras. 3, 5". */
static bool read_link(struct span text, size_t *at, bool plural, bool *range)
{
	static const struct {
		const char *text;
		bool range;
	} links[] = {{"and", false}, {"to", true}, {"y", false}, {"et", false}, {"и", false}, {"à", true},
	             {"-", true},    {"–", true},  {"—", true},  {"&", false},  {",", false}};
	size_t i = 0, from = *at;

	while (from < text.len && text.data[from] == ' ')
		from++;
	while (i < sizeof links / sizeof *links && !span_starts(span_make(text.data + from, text.len - from), links[i].text))
		i++;
	if (i == sizeof links / sizeof *links || (*links[i].text == ',' && !plural))
		return false;
	*range = links[i].range;
	for (from += strlen(links[i].text); from < text.len && text.data[from] == ' ';)
		from++;
	*at = from;
	return from < text.len && utf8_is_digit(text.data[from]);
}

/* The number at `at`, "97" or "115.4". */
static struct span number_at(struct span text, size_t at)
{
	size_t end = at;

	while (end < text.len && (utf8_is_digit(text.data[end]) || (text.data[end] == '.' && end + 1 < text.len && utf8_is_digit(text.data[end + 1]))))
		end++;
	return span_make(text.data + at, end - at);
}

/* What a number is after its last point, and how much stands before that. */
static unsigned last_part(struct span number, size_t *before)
{
	unsigned value = 0;

	*before = number.len;
	while (*before > 0 && utf8_is_digit(number.data[*before - 1]))
		(*before)--;
	for (size_t i = *before; i < number.len && value < NUMBER_MOST; i++)
		value = value * 10 + (unsigned)(number.data[i] - '0');
	return value;
}

void leaf_ask_paragraph(struct planner *pl, struct leaf *leaf, struct span symbol, struct span paragraph)
{
	struct span *more = pool_alloc(&pl->plan->pool, (leaf->paragraph_count + 1) * sizeof *more);

	if (leaf->paragraph_count != 0)
		memcpy(more, leaf->paragraphs, leaf->paragraph_count * sizeof *more);
	more[leaf->paragraph_count++] = paragraph_term(pl, symbol, paragraph);
	leaf->paragraphs = more;
}

/* The numbers between two of one series, "96" of "95-97"; false: there are too many, or they are of none. */
static bool ask_between(struct planner *pl, struct leaf *leaf, struct span symbol, struct span from, struct span to)
{
	size_t before_from, before_to;
	unsigned first = last_part(from, &before_from), last = last_part(to, &before_to);
	struct buf number;

	if (!span_eq(span_make(from.data, before_from), span_make(to.data, before_to)) || last <= first ||
	    last - first + leaf->paragraph_count > PARAGRAPHS_ASKED)
		return false;
	buf_init(&number);
	for (unsigned value = first + 1; value < last; value++) {
		buf_clear(&number);
		buf_addf(&number, "%.*s%u", (int)before_from, from.data, value);
		leaf_ask_paragraph(pl, leaf, symbol, buf_span(&number));
	}
	buf_release(&number);
	return true;
}

size_t leaf_ask_paragraphs(struct planner *pl, struct leaf *leaf, const struct symbol *symbol, struct span text)
{
	struct span last = span_sub(text, symbol->paragraph);
	bool behind = symbol->paragraph.start > symbol->at.start, plural, range;
	struct range before = {behind ? symbol->at.end : 0, symbol->paragraph.start};
	size_t end = symbol->paragraph.end, at = end;

	plural = is_plural(span_sub(text, before));
	text.len = behind ? text.len : symbol->at.start;
	leaf_ask_paragraph(pl, leaf, symbol->name, last);
	while (leaf->paragraph_count < PARAGRAPHS_ASKED && read_link(text, &at, plural, &range)) {
		struct span next = number_at(text, at);

		if (range && !ask_between(pl, leaf, symbol->name, last, next))
			buf_addf(&pl->plan->notes, "of “%.*s-%.*s” the two ends alone are looked for\n", (int)last.len, last.data, (int)next.len, next.data);
		leaf_ask_paragraph(pl, leaf, symbol->name, next);
		last = next;
		end = at += next.len;
	}
	return end;
}
