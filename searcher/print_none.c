/* What is said when nothing was found: which words are nowhere, and what was searched. */
#include "searcher/print_parts.h"
#include "store/schema.h"
#include "text/fold.h"
#include "text/words.h"

/* ---- Which words occur nowhere ---- */

static bool occurs(const struct library *l, struct span folded)
{
	struct buf term;
	uint32_t documents = 0;
	enum xap_status status;

	buf_init(&term);
	schema_term(&term, PREFIX_WORD, folded);
	status = xap_reader_frequency(l->passages, buf_span(&term), &documents);
	buf_release(&term);
	/* A word is never called absent because the index could not be read. */
	return (status != XAP_OK && status != XAP_NOT_FOUND) || documents != 0;
}

static bool word_occurs(const struct library *l, struct span word)
{
	struct buf folded;
	bool found = false;

	buf_init(&folded);
	for (size_t i = 0; i < l->language_count && !found; i++) {
		buf_clear(&folded);
		fold_word(&folded, word, l->languages[i]);
		found = folded.len == 0 || occurs(l, buf_span(&folded));
	}
	buf_release(&folded);
	return found;
}

/* The words of a leaf as typed that no passage has; adds to *count. */
static void add_absent(struct buf *out, const struct library *l, const struct leaf *leaf, size_t *count)
{
	struct span text = leaf->text;

	for (size_t i = 0; i < leaf->part_count; i++)
		add_absent(out, l, &leaf->parts[i], count);
	if (leaf->part_count != 0 || leaf->negative || leaf->kind == LEAF_CITED || leaf->kind == LEAF_PERSON)
		return;
	for (size_t at = 0, end; at < text.len; at = end) {
		struct span word;

		end = word_end(text, at);
		word = span_make(text.data + at, end - at);
		if (!word_is_word(word) || word_occurs(l, word))
			continue;
		buf_add_str(out, *count == 0 ? "“" : ", “");
		layout_add_safe(out, word);
		buf_add_str(out, "”");
		++*count;
	}
}

static bool has_prefix(const struct plan *p)
{
	for (size_t i = 0; i < p->leaf_count; i++)
		for (size_t v = 0; v < p->leaves[i].variant_count; v++)
			for (size_t w = 0; w < p->leaves[i].variants[v].word_count; w++)
				if (p->leaves[i].variants[v].words[w].prefix)
					return true;
	return false;
}

static void add_why(struct buf *out, const struct plan *p, const struct library *l)
{
	struct buf absent;
	size_t count = 0;

	buf_init(&absent);
	/* The beginning of a word is no word: what is said of words would be false. */
	for (size_t i = 0; i < p->leaf_count && !has_prefix(p); i++)
		add_absent(&absent, l, &p->leaves[i], &count);
	if (count != 0)
		buf_addf(out, "%s %s.\n", count == 1 ? "No passage has the word" : "No passage has any of the words",
		         absent.data);
	else if (p->filtered)
		buf_add_str(out, "Only what the filters let through was searched.\n");
	buf_release(&absent);
}

/* ---- What was searched ---- */

struct scope {
	uint64_t sources, passages, undated, failed, failed_lines;
	const char *first, *last; /* dates, NULL: none */
};

static struct scope scope_of(const struct library *l)
{
	struct scope s = {0};

	for (size_t i = 0; i < l->count; i++) {
		const struct manifest *m = &l->indexes[i].build.manifest;

		s.sources += m->sources;
		s.passages += m->passages;
		s.undated += m->undated;
		s.failed += m->failed;
		s.failed_lines += m->failed_lines;
		if (m->date_first != NULL && (s.first == NULL || strcmp(m->date_first, s.first) < 0))
			s.first = m->date_first;
		if (m->date_last != NULL && (s.last == NULL || strcmp(m->date_last, s.last) > 0))
			s.last = m->date_last;
	}
	return s;
}

static void add_languages(struct buf *out, const struct library *l)
{
	for (size_t i = 0; i < l->language_count; i++) {
		const struct language *language = l->languages[i];

		buf_add_str(out, ", ");
		buf_add_str(out, *language->code == '\0' ? "unknown language" : language->name);
	}
}

static void add_years(struct buf *out, const struct scope *s)
{
	if (s->first != NULL && s->last != NULL) {
		buf_addf(out, ", %.4s", s->first);
		if (strncmp(s->first, s->last, 4) != 0)
			buf_addf(out, " to %.4s", s->last);
		if (s->undated != 0)
			buf_add_str(out, " and undated");
	} else if (s->undated != 0) {
		buf_add_str(out, ", undated");
	}
}

static void add_failed(struct buf *out, const struct scope *s)
{
	if (s->failed == 0 && s->failed_lines == 0) {
		buf_add_str(out, "; all files were read.\n");
		return;
	}
	buf_add_str(out, "; ");
	if (s->failed != 0)
		print_count(out, s->failed, "file", "files");
	if (s->failed != 0 && s->failed_lines != 0)
		buf_add_str(out, " and ");
	if (s->failed_lines != 0)
		print_count(out, s->failed_lines, "line", "lines");
	buf_add_str(out, " could not be read (hrindex list --failed).\n");
}

static void add_scope(struct buf *out, const struct plan *p, const struct library *l)
{
	struct scope s = scope_of(l);

	buf_add_str(out, "Searched: ");
	print_count(out, s.sources, "source", "sources");
	buf_add_str(out, ", ");
	print_count(out, s.passages, "passage", "passages");
	add_languages(out, l);
	add_years(out, &s);
	add_failed(out, &s);
	if (p->undated != 0) {
		print_count(out, p->undated, "undated source was", "undated sources were");
		buf_add_str(out, " left out by the date filter.\n");
	}
}

/* ---- All together ---- */

static bool is_quoted(struct span query)
{
	return query.len > 2 && query.data[0] == '"' &&
	       memchr(query.data + 1, '"', query.len - 1) == query.data + query.len - 1;
}

/* The query in quotation marks, unless it has its own. */
static void add_query(struct buf *out, struct span query)
{
	if (is_quoted(query))
		query = span_make(query.data + 1, query.len - 2);
	buf_add_str(out, "“");
	layout_add_safe(out, query);
	buf_add_str(out, "”");
}

void print_none(struct buf *out, struct span query, const struct plan *p, const struct library *l)
{
	query = span_trim(query);
	buf_add_str(out, is_quoted(query) || (p->leaf_count == 1 && !p->filtered) ? "No passage contains "
	                                                                          : "No passage answers ");
	add_query(out, query);
	buf_add_str(out, ".\n");
	add_why(out, p, l);
	add_scope(out, p, l);
}
