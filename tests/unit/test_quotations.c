/*
 * 1,000 queries made out of the texts' own sentences: the snippet of every hit
 * is checked against the file's bytes, here and by --verify. Runs hrindex and
 * hrsearch ($HRINDEX, $HRSEARCH) over ../shared/corpus, else over corpus/.
 */
#include "store/sha256.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"
#include "text/sentences.h"
#include "text/utf8.h"

#include <jansson.h>

#define QUERIES 1000
#define SEED 174
#define WORDS_MIN 3  /* of a query */
#define WORDS_MAX 15
#define HITS_EACH "5"
#define FILES_MAX 64

struct file {
	char *name;
	struct buf bytes;
	char sha256[SHA256_HEX + 1];
};

struct files {
	struct file file[FILES_MAX];
	size_t count;
	struct buf sentences; /* one a line */
	size_t sentence_count;
};

static uint64_t state = SEED;

static size_t below(size_t n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)((state >> 33) % n);
}

/* ---- The texts and their sentences ---- */

static void add_sentences(struct files *f, struct span line, const struct lists *lists)
{
	struct range *sentences = NULL;
	size_t count = sentences_find(line, language_find(span_of("en")), lists, &sentences);

	for (size_t i = 0; i < count; i++) {
		buf_add_span(&f->sentences, span_sub(line, sentences[i]));
		buf_add_char(&f->sentences, '\n');
		f->sentence_count++;
	}
	free(sentences);
}

static void add_file(struct files *f, const char *folder, const char *name, const struct lists *lists)
{
	struct file *file = &f->file[f->count];
	char *path = path_join(folder, name), *error = NULL;
	struct span rest;

	buf_init(&file->bytes);
	if (f->count < FILES_MAX && file_read(path, SIZE_MAX / 2, &file->bytes, &error)) {
		file->name = mem_strdup(name);
		sha256_hex(file->sha256, buf_span(&file->bytes));
		f->count++;
		rest = buf_span(&file->bytes);
		while (rest.len != 0) {
			const char *feed = memchr(rest.data, '\n', rest.len);
			size_t len = feed == NULL ? rest.len : (size_t)(feed - rest.data);

			add_sentences(f, span_trim(span_make(rest.data, len)), lists);
			len += feed != NULL;
			rest = span_make(rest.data + len, rest.len - len);
		}
	}
	free(error);
	free(path);
}

static bool read_files(struct files *f, const char *folder)
{
	struct lists *lists = lists_new();
	char **names = NULL, *error = NULL;
	size_t count = 0;
	bool good = folder_names(folder, &names, &count, &error);

	for (size_t i = 0; good && i < count; i++)
		if (span_ends(span_of(names[i]), ".txt") || span_ends(span_of(names[i]), ".md"))
			add_file(f, folder, names[i], lists);
	if (good)
		names_free(names, count);
	free(error);
	lists_free(lists);
	return f->sentence_count != 0;
}

/* ---- The queries ---- */

static struct span sentence(const struct files *f, size_t n)
{
	const char *at = f->sentences.data;

	while (n-- != 0)
		at = strchr(at, '\n') + 1;
	return span_make(at, strcspn(at, "\n"));
}

/* A run of words of a sentence; false: it has too few. */
static bool add_query(struct buf *out, struct span s, size_t number)
{
	size_t words = 1, first, count;

	for (size_t i = 0; i < s.len; i++)
		words += s.data[i] == ' ';
	if (words < WORDS_MIN)
		return false;
	count = WORDS_MIN + below(WORDS_MAX - WORDS_MIN + 1);
	count = count < words ? count : words;
	first = below(words - count + 1);
	buf_addf(out, "q%04zu\t", number);
	for (size_t i = 0, word = 0; i < s.len; i++) {
		word += s.data[i] == ' ';
		if (word >= first && word < first + count && s.data[i] != '\t' && s.data[i] != '\r')
			buf_add_char(out, s.data[i]);
	}
	buf_add_char(out, '\n');
	return true;
}

static void make_queries(struct buf *out, const struct files *f)
{
	for (size_t made = 0; made < QUERIES;)
		made += add_query(out, sentence(f, below(f->sentence_count)), made);
}

/* ---- The answers ---- */

struct tally {
	size_t hits, bad;
	bool answered[QUERIES];
};

static size_t number(const json_t *o, const char *name)
{
	return (size_t)json_integer_value(json_object_get(o, name));
}

static const char *string(const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return s == NULL ? "" : s;
}

/* Appends the bytes of the snippet's ranges; false: one is outside the passage's, or out of order. */
static bool add_bytes(struct buf *out, const json_t *ranges, const json_t *passage, const struct file *file)
{
	size_t i, k, last = 0;
	json_t *range, *whole;

	json_array_foreach(ranges, i, range) {
		size_t start = number(range, "start"), end = number(range, "end");
		bool inside = false;

		json_array_foreach(passage, k, whole)
			inside |= start >= number(whole, "start") && end <= number(whole, "end");
		if (!inside || start < last || start >= end || end > file->bytes.len)
			return false;
		buf_add_span(out, span_sub(buf_span(&file->bytes), (struct range){start, end}));
		last = end;
	}
	return json_array_size(ranges) != 0;
}

/* The next letter of a text, 0 at its end; the marks of what is left out, and tags, have none. */
static int32_t next_letter(struct span s, size_t *at)
{
	bool tag = false;
	int32_t cp;

	while (*at < s.len) {
		*at += utf8_decode(s, *at, &cp);
		if (cp == '<' && *at < s.len && (s.data[*at] == 's' || s.data[*at] == '/'))
			tag = true;
		if (!tag && utf8_is_letter(cp))
			return cp;
		if (cp == '>')
			tag = false;
	}
	return 0;
}

/* Whether a text has just the letters of the bytes, in their order. */
static bool same_letters(struct span text, struct span bytes)
{
	size_t a = 0, b = 0;
	int32_t x, y;

	do {
		x = next_letter(text, &a);
		y = next_letter(bytes, &b);
	} while (x == y && x != 0);
	return x == y;
}

static bool highlights_hold(const json_t *highlights, struct span text)
{
	size_t i, last = 0;
	json_t *pair;

	json_array_foreach(highlights, i, pair) {
		size_t start = (size_t)json_integer_value(json_array_get(pair, 0));
		size_t end = (size_t)json_integer_value(json_array_get(pair, 1));

		if (start < last || start >= end || end > text.len ||
		    !utf8_valid(span_sub(text, (struct range){start, end})))
			return false;
		last = end;
	}
	return true;
}

/* NULL: the hit holds; else what does not. */
static const char *check(const json_t *hit, const struct files *f)
{
	const json_t *source = json_object_get(hit, "source"), *snippet = json_object_get(hit, "snippet");
	struct span text = span_of(string(snippet, "text"));
	const struct file *file = NULL;
	const char *wrong = NULL;
	char sha256[SHA256_HEX + 1];
	struct buf bytes;

	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->file[i].name, string(source, "file")) == 0)
			file = &f->file[i];
	if (file == NULL)
		return NULL; /* not a text of ours: a catalogue's neighbour of another format */
	if (strcmp(file->sha256, string(source, "sha256")) != 0 ||
	    strcmp(file->sha256, string(source, "text_sha256")) != 0)
		return "the source's hash is the file's";
	buf_init(&bytes);
	if (!add_bytes(&bytes, json_object_get(snippet, "ranges"), json_object_get(hit, "ranges"), file))
		wrong = "the snippet's ranges lie in the passage's";
	sha256_hex(sha256, buf_span(&bytes));
	if (wrong == NULL && strcmp(sha256, string(snippet, "sha256")) != 0)
		wrong = "the snippet's hash is its bytes'";
	if (wrong == NULL && !same_letters(text, buf_span(&bytes)))
		wrong = "the snippet's text has the letters of its bytes";
	if (wrong == NULL && !highlights_hold(json_object_get(snippet, "highlights"), text))
		wrong = "highlights stand on characters";
	buf_release(&bytes);
	return wrong;
}

static void check_line(struct tally *t, struct span line, const struct files *f)
{
	json_t *hit = json_loadb(line.data, line.len, JSON_ALLOW_NUL, NULL);
	const char *wrong = hit == NULL ? "every line is JSON" : check(hit, f);
	size_t query = (size_t)strtoul(string(hit, "query") + 1, NULL, 10);

	t->hits++;
	if (wrong != NULL && t->bad++ < 5)
		tap_note("not so: %s: %.300s", wrong, line.data);
	if (query < QUERIES)
		t->answered[query] = true;
	json_decref(hit);
}

static void check_answers(const char *path, const struct files *f)
{
	struct tally t = {0};
	char *error = NULL;
	struct buf lines;
	size_t answered = 0;

	buf_init(&lines);
	if (!file_read(path, SIZE_MAX / 2, &lines, &error))
		tap_note("%s", error);
	for (size_t at = 0, len; at < lines.len; at += len + 1) {
		len = strcspn(lines.data + at, "\n");
		check_line(&t, span_make(lines.data + at, len), f);
	}
	for (size_t i = 0; i < QUERIES; i++)
		answered += t.answered[i];
	tap_ok(answered == QUERIES, "%zu of %d queries are answered", answered, QUERIES);
	tap_ok(t.bad == 0 && t.hits >= QUERIES, "%zu of %zu snippets are the bytes of their files",
	       t.hits - t.bad, t.hits);
	free(error);
	buf_release(&lines);
}

static bool run(const char *what, const char *command)
{
	return tap_ok(system(command) == 0, "%s", what);
}

static void search_and_check(const struct files *f, const char *corpus, const char *folder)
{
	const char *hrindex = getenv("HRINDEX"), *hrsearch = getenv("HRSEARCH");
	char *queries = path_join(folder, "queries"), *hits = path_join(folder, "hits"), *error = NULL;
	struct buf lines, build, search, verify;

	buf_init(&lines);
	buf_init(&build);
	buf_init(&search);
	buf_init(&verify);
	make_queries(&lines, f);
	if (!file_write(queries, buf_span(&lines), &error))
		tap_note("%s", error);
	buf_addf(&build, "'%s' build --quiet -i '%s/index' '%s'", hrindex, folder, corpus);
	buf_addf(&search, "'%s' -i '%s/index' --format json --limit " HITS_EACH " --batch '%s' >'%s' 2>/dev/null",
	         hrsearch, folder, queries, hits);
	buf_addf(&verify, "'%s' -i '%s/index' --verify '%s' >/dev/null", hrsearch, folder, hits);
	if (run("the texts are indexed", build.data) && run("1,000 queries run", search.data)) {
		check_answers(hits, f);
		run("--verify accepts every hit", verify.data);
	}
	buf_release(&lines);
	buf_release(&build);
	buf_release(&search);
	buf_release(&verify);
	free(queries);
	free(hits);
	free(error);
}

int main(void)
{
	static struct files files;
	const char *shared = getenv("SHARED");
	char *corpus = path_join(shared == NULL ? "../shared" : shared, "corpus"), *folder;

	buf_init(&files.sentences);
	if (getenv("HRINDEX") == NULL || getenv("HRSEARCH") == NULL) {
		tap_skip("HRINDEX and HRSEARCH are not set", "1,000 queries from the texts' own sentences");
	} else {
		if (!read_files(&files, corpus)) {
			free(corpus);
			corpus = mem_strdup("corpus");
			tap_note("no ../shared/corpus: the digests are searched");
			read_files(&files, corpus);
		}
		folder = scratch_make();
		if (tap_ok(files.sentence_count != 0, "%zu sentences of %zu texts", files.sentence_count, files.count))
			search_and_check(&files, corpus, folder);
		scratch_remove(folder);
	}
	for (size_t i = 0; i < files.count; i++) {
		free(files.file[i].name);
		buf_release(&files.file[i].bytes);
	}
	buf_release(&files.sentences);
	free(corpus);
	return tap_done();
}
