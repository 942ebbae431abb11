/*
 * provision_table.h: tables of sentences and the provisions that they cite.
 *
 * A line has six columns parted by tabs: country, language, the document's
 * title, what the document said before, the provisions, the sentence. Empty
 * columns are allowed; # in the first column starts a comment. A provision is
 * 19(3)(g)@iccpr, s:53@bz:criminal-code (a section), r: (rule), p: (principle);
 * the instrument is - where none may be given. Symbols begin with #: #A/66/290.
 */
#ifndef TESTS_PROVISION_TABLE_H
#define TESTS_PROVISION_TABLE_H

#include "tests/unit/table.h"
#include "text/provision.h"

#define SENTENCE_COLUMNS 6
#define LABELS_MOST 64

struct ratio {
	size_t right, found, of;
};

/* Provisions by number; with paragraph and letter; with instrument (given, and to be given). */
struct provision_score {
	struct ratio numbers, paragraphs, instruments;
	size_t symbols, symbols_wrong;
	size_t sentences, wrong;
};

static inline double precision(struct ratio r)
{
	return r.found == 0 ? 1 : (double)r.right / (double)r.found;
}

static inline double recall(struct ratio r)
{
	return r.of == 0 ? 1 : (double)r.right / (double)r.of;
}

static inline struct instruments *provision_instruments(void)
{
	static const char *const lists[] = {"lexicon/countries.tsv", "lexicon/instruments.tsv"};
	struct instruments *in = instruments_new();

	for (size_t i = 0; i < 2; i++) {
		struct buf content;
		char *error = NULL;

		buf_init(&content);
		table_read_file(&content, lists[i]);
		if (!instruments_add(in, span_of(lists[i]), buf_span(&content), &error)) {
			tap_note("%s", error);
			free(error);
		}
		buf_release(&content);
	}
	return in;
}

/* A provision as the tables write it. */
static inline void provision_write(struct buf *out, const struct provision *p)
{
	static const char *const prefixes[PROVISION_UNITS] = {"", "s:", "r:", "p:"};

	buf_add_str(out, prefixes[p->unit]);
	buf_add_span(out, p->article);
	if (p->paragraph.len != 0) {
		buf_add_char(out, '(');
		buf_add_span(out, p->paragraph);
		buf_add_char(out, ')');
	}
	if (p->subparagraph.len != 0) {
		buf_add_char(out, '(');
		for (size_t i = 0; i < p->subparagraph.len; i++)
			if (p->subparagraph.data[i] != ')')
				buf_add_str(out, p->subparagraph.data[i] == '(' ? ")(" : (char[]){p->subparagraph.data[i], 0});
		buf_add_char(out, ')');
	}
	buf_add_char(out, '@');
	if (p->instrument.len == 0)
		buf_add_char(out, '-');
	buf_add_span(out, p->instrument);
}

/* How much of a label counts: its number, its paragraph too, its instrument too. */
enum label_depth { LABEL_NUMBER, LABEL_PARAGRAPH, LABEL_WHOLE };

static inline struct span label_cut(struct span label, enum label_depth depth)
{
	size_t len = 0;

	while (len < label.len && label.data[len] != '@' && (depth != LABEL_NUMBER || label.data[len] != '('))
		len++;
	return span_make(label.data, depth == LABEL_WHOLE ? label.len : len);
}

static inline bool label_has_instrument(struct span label)
{
	return !span_ends(label, "@-");
}

/* Labels that both lists have, each used once. */
static inline size_t labels_common(const struct span *a, size_t a_count, const struct span *b, size_t b_count,
                                   enum label_depth depth)
{
	bool used[LABELS_MOST] = {false};
	size_t common = 0;

	for (size_t i = 0; i < a_count; i++) {
		for (size_t k = 0; k < b_count; k++) {
			if (used[k] || !span_eq(label_cut(a[i], depth), label_cut(b[k], depth)) ||
			    (depth == LABEL_WHOLE && !label_has_instrument(a[i])))
				continue;
			used[k] = true;
			common++;
			break;
		}
	}
	return common;
}

static inline void ratio_add(struct ratio *r, size_t right, size_t found, size_t of)
{
	r->right += right;
	r->found += found;
	r->of += of;
}

static inline size_t split_labels(struct span column, struct span *labels, bool symbols)
{
	size_t count = 0;

	for (size_t at = 0; at < column.len && count < LABELS_MOST;) {
		size_t start = at;

		while (at < column.len && column.data[at] != ' ')
			at++;
		if (at > start && (column.data[start] == '#') == symbols)
			labels[count++] = span_make(column.data + start + symbols, at - start - symbols);
		at++;
	}
	return count;
}

static inline size_t with_instrument(const struct span *labels, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += label_has_instrument(labels[i]);
	return n;
}

/* Compares what was found with a column of labels; adds to the score; true if all is right. */
static inline bool provision_compare(struct provision_score *s, const struct passage_references *found,
                                     struct span column, struct buf *text)
{
	struct span labels[LABELS_MOST], got[LABELS_MOST];
	size_t starts[LABELS_MOST + 1], of = split_labels(column, labels, false), count = 0, whole, bad_symbols;

	buf_clear(text);
	for (; count < found->provision_count && count < LABELS_MOST; count++) {
		starts[count] = text->len;
		provision_write(text, &found->provisions[count]);
		buf_add_char(text, ' ');
	}
	starts[count] = text->len;
	for (size_t i = 0; i < found->symbol_count; i++)
		buf_addf(text, "#%.*s ", (int)found->symbols[i].name.len, found->symbols[i].name.data);
	for (size_t i = 0; i < count; i++)
		got[i] = span_make(text->data + starts[i], starts[i + 1] - starts[i] - 1);
	ratio_add(&s->numbers, labels_common(labels, of, got, count, LABEL_NUMBER), count, of);
	ratio_add(&s->paragraphs, labels_common(labels, of, got, count, LABEL_PARAGRAPH), count, of);
	whole = labels_common(labels, of, got, count, LABEL_WHOLE);
	ratio_add(&s->instruments, whole, with_instrument(got, count), with_instrument(labels, of));
	s->sentences++;
	bad_symbols = split_labels(column, labels, true);
	s->symbols += bad_symbols;
	if (bad_symbols == found->symbol_count)
		for (size_t i = 0; i < found->symbol_count; i++)
			bad_symbols -= span_eq(labels[i], found->symbols[i].name);
	else
		bad_symbols = 1;
	s->symbols_wrong += bad_symbols;
	of = split_labels(column, labels, false);
	whole = labels_common(labels, of, got, count, LABEL_PARAGRAPH);
	if (whole != of || whole != count || bad_symbols != 0)
		return false;
	for (size_t i = 0; i < count; i++) {
		bool same = false;

		for (size_t k = 0; k < of; k++)
			same = same || span_eq(labels[k], got[i]);
		if (!same)
			return false;
	}
	return true;
}

static inline bool sentence_split(struct span line, struct span *columns)
{
	size_t at = 0;

	for (size_t i = 0; i < SENTENCE_COLUMNS; i++) {
		const char *tab = at < line.len ? memchr(line.data + at, '\t', line.len - at) : NULL;
		size_t end = tab == NULL || i + 1 == SENTENCE_COLUMNS ? line.len : (size_t)(tab - line.data);

		if (tab == NULL && i + 1 < SENTENCE_COLUMNS)
			return false;
		columns[i] = span_make(line.data + at, end - at);
		at = end + 1;
	}
	return true;
}

/* One line of a table, as a document of its own. */
static inline void sentence_run(struct provision_context *c, const struct span *columns, const char *path,
                                unsigned line, struct provision_score *s)
{
	const struct language *lang = columns[1].len == 0 ? NULL : language_find(columns[1]);
	struct provision_passage p = {.text = columns[3]};
	struct passage_references found;
	struct buf text, sentence;

	buf_init(&text);
	buf_init(&sentence);
	table_unescape(&sentence, columns[5]);
	provision_begin(c, columns[0], columns[2]);
	if (columns[3].len != 0)
		provision_find(c, lang, &p);
	p.text = buf_span(&sentence);
	found = provision_find(c, lang, &p);
	if (!provision_compare(s, &found, columns[4], &text)) {
		s->wrong++;
		tap_note("%s:%u: %.*s", path, line, (int)sentence.len, sentence.data);
		tap_note("   expected %.*s", (int)columns[4].len, columns[4].data);
		tap_note("   found    %s", text.data);
	}
	buf_release(&sentence);
	buf_release(&text);
}

/* Runs a table; false if it is not there or has a bad line. */
static inline bool sentences_run(struct provision_context *c, const char *path, struct provision_score *s)
{
	struct buf content;
	unsigned number = 0;
	bool good;

	buf_init(&content);
	table_read_file(&content, path);
	good = content.len != 0;
	for (size_t at = 0; at < content.len;) {
		const char *feed = memchr(content.data + at, '\n', content.len - at);
		size_t end = feed == NULL ? content.len : (size_t)(feed - content.data);
		struct span line = span_make(content.data + at, end - at), columns[SENTENCE_COLUMNS];

		at = end + 1;
		number++;
		if (line.len == 0 || line.data[0] == '#')
			continue;
		if (!sentence_split(line, columns)) {
			tap_note("%s:%u: six columns expected", path, number);
			good = false;
			continue;
		}
		sentence_run(c, columns, path, number, s);
	}
	buf_release(&content);
	return good;
}

static inline void score_print(const char *what, const struct provision_score *s)
{
	tap_note("%s: %zu sentences, %zu with any difference, %zu symbols (%zu wrong)", what, s->sentences, s->wrong,
	         s->symbols, s->symbols_wrong);
	tap_note("  numbers     precision %.3f recall %.3f (%zu of %zu found, %zu labelled)", precision(s->numbers),
	         recall(s->numbers), s->numbers.right, s->numbers.found, s->numbers.of);
	tap_note("  paragraphs  precision %.3f recall %.3f", precision(s->paragraphs), recall(s->paragraphs));
	tap_note("  instruments precision %.3f recall %.3f (%zu of %zu given, %zu labelled)",
	         precision(s->instruments), recall(s->instruments), s->instruments.right, s->instruments.found,
	         s->instruments.of);
}

#endif
