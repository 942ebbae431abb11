/*
 * 300 quotations made out of the texts' own sentences, each judged as it must be and
 * where it must be: 100 as they stand, 100 with one word changed, dropped or added, 50 with
 * words left out (10 of them a negation), and 50 that are of no text. Over ../shared/corpus
 * and corpus/. Other seeds: HRINDEX=build/release/hrindex QUOTE_SEED=7 build/release/tests/test_quote_made
 */
#include "searcher/quote.h"
#include "searcher/negation.h"
#include "store/sha256.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"
#include "text/sentences.h"
#include "text/utf8.h"

#define SEED 174
#define VERBATIM 100
#define ALTERED 100
#define ELLIPSES 40
#define NEGATIONS 10
#define OTHERS 50
#define WORDS_MIN 8 /* of a sentence that is used */
#define WORDS_MAX 120
#define FILES_MAX 64
#define TRIES 200000
#define KEPT_ATOMS 5000 /* so that now and then what was kept is forgotten */

struct file {
	char *name;
	struct buf bytes;
};

struct sentence {
	size_t file;
	struct range at; /* bytes of the file */
};

struct texts {
	struct file file[FILES_MAX];
	size_t count;
	struct sentence *sentences;
	size_t sentence_count, cap;
	struct lists *lists;
	struct library library;
	struct quote_reader *reader; /* one for all, with room for some of their passages */
};

/* What stands between white space. */
struct words {
	struct range at[WORDS_MAX]; /* bytes of the sentence */
	size_t count;
};

static uint64_t state;

static size_t below(size_t n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)((state >> 33) % n);
}

/* ---- The texts ---- */

static struct words split(struct span s)
{
	struct words w = {.count = 0};
	size_t at = 0;

	while (at < s.len && w.count < WORDS_MAX) {
		while (at < s.len && strchr(" \t\r\n", s.data[at]) != NULL)
			at++;
		if (at == s.len)
			break;
		w.at[w.count].start = at;
		while (at < s.len && strchr(" \t\r\n", s.data[at]) == NULL)
			at++;
		w.at[w.count++].end = at;
	}
	return w;
}

static bool is_plain(struct span s)
{
	struct words w = split(s);

	/* Marks that a reader of the text would not copy, and what begins a block. */
	return w.count >= WORDS_MIN && w.count < WORDS_MAX && memchr(s.data, '|', s.len) == NULL &&
	       memchr(s.data, '#', s.len) == NULL && memchr(s.data, '[', s.len) == NULL &&
	       memchr(s.data, '<', s.len) == NULL && memchr(s.data, '/', s.len) == NULL &&
	       utf8_is_letter(utf8_peek(s, 0));
}

static void add_line(struct texts *t, size_t file, struct range line)
{
	struct range *sentences = NULL;
	struct span text = span_sub(buf_span(&t->file[file].bytes), line);
	size_t count = sentences_find(text, language_find(span_of("en")), t->lists, &sentences);

	for (size_t i = 0; i < count; i++) {
		struct range at = {line.start + sentences[i].start, line.start + sentences[i].end};

		if (!is_plain(span_sub(buf_span(&t->file[file].bytes), at)))
			continue;
		ARRAY_GROW(t->sentences, t->sentence_count, t->cap);
		t->sentences[t->sentence_count++] = (struct sentence){file, at};
	}
	free(sentences);
}

static size_t after_front_matter(struct span s)
{
	const char *end = span_starts(s, "---\n") ? strstr(s.data + 4, "\n---\n") : NULL;

	return end == NULL ? 0 : (size_t)(end - s.data) + 5;
}

static void add_file(struct texts *t, const char *folder, const char *name)
{
	struct file *f = &t->file[t->count];
	char *path, *error = NULL;

	if (t->count == FILES_MAX)
		return;
	path = path_join(folder, name);
	buf_init(&f->bytes);
	if (file_read(path, SIZE_MAX / 2, &f->bytes, &error)) {
		f->name = mem_strdup(name);
		for (size_t at = after_front_matter(buf_span(&f->bytes)), len; at < f->bytes.len; at += len + 1) {
			len = strcspn(f->bytes.data + at, "\n");
			add_line(t, t->count, (struct range){at, at + len});
		}
		t->count++;
	}
	free(error);
	free(path);
}

static bool add_folder(struct texts *t, const char *folder)
{
	char **names = NULL, *error = NULL;
	size_t count = 0, before = t->sentence_count;
	bool good = folder_names(folder, &names, &count, &error);
	size_t step = good && count > 4 * FILES_MAX ? count / FILES_MAX : 1;

	for (size_t i = 0; good && i < count; i += step)
		if (strcmp(names[i], "README.md") != 0 &&
		    (span_ends(span_of(names[i]), ".txt") || span_ends(span_of(names[i]), ".md")))
			add_file(t, folder, names[i]);
	if (good)
		names_free(names, count);
	free(error);
	return t->sentence_count > before;
}

static struct span span_of_sentence(const struct texts *t, size_t i)
{
	return span_sub(buf_span(&t->file[t->sentences[i].file].bytes), t->sentences[i].at);
}

/* ---- Judging ---- */

/* Letters and digits of a text, in their order; calls of notes and other marks have none. */
static void add_letters(struct buf *out, struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			utf8_add(out, cp);
	}
}

static bool same_letters(struct span a, struct span b)
{
	struct buf x, y;
	bool same;

	buf_init(&x);
	buf_init(&y);
	add_letters(&x, a);
	add_letters(&y, b);
	same = span_eq(buf_span(&x), buf_span(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

static const struct file *file_of(const struct texts *t, const struct quote_result *r)
{
	for (size_t i = 0; i < t->count; i++)
		if (r->source.file != NULL && strcmp(t->file[i].name, r->source.file) == 0)
			return &t->file[i];
	return NULL;
}

/* Whether the ranges are bytes of the file with the hash that is given; appends them. Of a file that was not read, its words. */
static bool add_quoted(struct buf *out, const struct texts *t, const struct quote_result *r)
{
	const struct file *f = file_of(t, r);
	char sha256[SHA256_HEX + 1];

	if (f == NULL) {
		buf_add_span(out, r->text);
		return r->part_count != 0;
	}
	if (r->range_count == 0 || r->ranges[r->range_count - 1].end > f->bytes.len)
		return false;
	sha256_ranges(sha256, buf_span(&f->bytes), r->ranges, r->range_count);
	for (size_t i = 0; i < r->range_count; i++)
		buf_add_span(out, span_sub(buf_span(&f->bytes), r->ranges[i]));
	return strcmp(sha256, r->sha256) == 0;
}

/* Whether the place is the sentence's own, or one that reads the same. */
static bool right_place(const struct texts *t, const struct quote_result *r, size_t sentence)
{
	const struct sentence *s = &t->sentences[sentence];
	struct buf quoted;
	bool right;

	buf_init(&quoted);
	right = add_quoted(&quoted, t, r);
	if (right && (file_of(t, r) != &t->file[s->file] || r->ranges[0].start < s->at.start ||
	              r->ranges[r->range_count - 1].end > s->at.end))
		right = same_letters(buf_span(&quoted), span_of_sentence(t, sentence));
	buf_release(&quoted);
	return right;
}

static void show(struct span quotation, const struct quote_result *r)
{
	tap_note("%.*s", (int)quotation.len, quotation.data);
	tap_note("  %s in %s: %.*s", quote_status_names[r->status], r->source.file == NULL ? "-" : r->source.file,
	         (int)r->text.len, r->text.data == NULL ? "" : r->text.data);
	for (size_t i = 0; i < r->difference_count; i++)
		tap_note("  %s: said “%.*s” source “%.*s”", r->differences[i].kind,
		         (int)r->differences[i].said.len, r->differences[i].said.data,
		         (int)r->differences[i].source.len, r->differences[i].source.data);
	for (size_t i = 0; i < r->omission_count; i++)
		tap_note("  left out: %.*s", (int)r->omissions[i].text.len, r->omissions[i].text.data);
}

typedef bool judge(const struct texts *t, const struct quote_result *r, size_t sentence, const void *more);

static bool check_quotation(const struct texts *t, struct span quotation, size_t sentence, judge *good,
                            const void *more)
{
	struct quote_result r;
	char *error = NULL;
	bool right = quote_check_next(t->reader, &r, &t->library, quotation, NULL, &error) == XAP_OK && good(t, &r, sentence, more);

	if (!right)
		show(quotation, &r);
	free(error);
	quote_release(&r);
	return right;
}

/* ---- Verbatim ---- */

/* Now and then with what does not count: other quotation marks, dashes and spaces. */
static void add_disguised(struct buf *out, struct span s)
{
	int32_t cp;
	size_t len;

	for (size_t at = 0; at < s.len; at += len) {
		len = utf8_decode(s, at, &cp);
		if (cp == ' ' && below(6) == 0)
			buf_add_str(out, below(2) == 0 ? "\n" : "\xC2\xA0 ");
		else if (utf8_is_one_of(cp, "“”\"") && below(2) == 0)
			buf_add_str(out, below(2) == 0 ? "\"" : "«");
		else if (utf8_is_one_of(cp, "’'") && below(2) == 0)
			buf_add_str(out, below(2) == 0 ? "'" : "’");
		else if (utf8_is_one_of(cp, "–—") && below(2) == 0)
			buf_add_str(out, "—");
		else if (at + 2 < s.len && s.data[at] == 'f' && s.data[at + 1] == 'i' && below(2) == 0) {
			buf_add_str(out, "ﬁ");
			len = 2;
		} else
			buf_add(out, s.data + at, len);
	}
}

static bool is_verbatim(const struct texts *t, const struct quote_result *r, size_t sentence, const void *more)
{
	struct buf quoted;
	bool right;

	(void)more;
	buf_init(&quoted);
	right = r->status == QUOTE_VERBATIM && r->difference_count == 0 && r->omission_count == 0 && !r->negation &&
	        add_quoted(&quoted, t, r) && same_letters(buf_span(&quoted), span_of_sentence(t, sentence)) &&
	        right_place(t, r, sentence);
	buf_release(&quoted);
	return right;
}

static size_t make_verbatim(const struct texts *t)
{
	size_t right = 0;

	for (size_t i = 0; i < VERBATIM; i++) {
		size_t sentence = below(t->sentence_count);
		struct buf made;

		buf_init(&made);
		add_disguised(&made, span_of_sentence(t, sentence));
		right += check_quotation(t, buf_span(&made), sentence, is_verbatim, NULL);
		buf_release(&made);
	}
	return right;
}

/* ---- One word altered ---- */

enum alteration { CHANGED, DROPPED, ADDED, NUMBER, ALTERATIONS };

struct change {
	enum alteration how;
	struct span said, source;
};

static bool is_bare_word(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (!utf8_is_letter(cp))
			return false;
	}
	return s.len != 0;
}

static bool is_number(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] < '0' || s.data[i] > '9')
			return false;
	return s.len != 0;
}

static bool is_altered(const struct texts *t, const struct quote_result *r, size_t sentence, const void *more)
{
	const struct change *c = more;
	const struct quote_difference *d = r->differences;

	return r->status == QUOTE_ALTERED && r->difference_count == 1 && span_eq(d->said, c->said) &&
	       span_eq(d->source, c->source) && right_place(t, r, sentence);
}

/* A word of any text, other than `not_this`. */
static struct span other_word(const struct texts *t, struct span not_this)
{
	for (;;) {
		struct span s = span_of_sentence(t, below(t->sentence_count)), word;
		struct words w = split(s);

		word = span_sub(s, w.at[below(w.count)]);
		if (is_bare_word(word) && !span_eq(word, not_this))
			return word;
	}
}

/* Sets out to the sentence with word i altered; false: it is no word for that. */
static bool alter(struct buf *out, const struct texts *t, struct span s, const struct words *w, size_t i,
                  struct change *c, struct buf *number)
{
	struct span word = span_sub(s, w->at[i]), before = span_sub(s, w->at[i == 0 ? 0 : i - 1]);
	struct span after = span_sub(s, w->at[i + 1 == w->count ? i : i + 1]);

	c->source = c->how == ADDED ? span_make("", 0) : word;
	c->said = c->how == DROPPED ? span_make("", 0) : other_word(t, word);
	if (c->how == NUMBER) {
		buf_clear(number);
		buf_add_span(number, word);
		number->data[number->len - 1] = number->data[number->len - 1] == '9' ? '4' : '9';
		c->said = buf_span(number);
	}
	if (c->how == NUMBER ? !is_number(word) : !is_bare_word(word))
		return false;
	/* What is dropped or added at an end, or beside its like, is no alteration, or another one. */
	if ((c->how == DROPPED || c->how == ADDED) && (i == 0 || i + 1 == w->count))
		return false;
	if (span_eq(word, before) || span_eq(word, after) || span_eq(c->said, before) || span_eq(c->said, word))
		return false;
	buf_add(out, s.data, w->at[i].start);
	buf_add_span(out, c->said);
	if (c->how == ADDED)
		buf_addf(out, " %.*s", (int)word.len, word.data);
	if (c->how == DROPPED)
		buf_add(out, s.data + w->at[i + 1].start, s.len - w->at[i + 1].start);
	else
		buf_add(out, s.data + w->at[i].end, s.len - w->at[i].end);
	return true;
}

static size_t make_altered(const struct texts *t, size_t *made_count)
{
	size_t right = 0, tries = 0;
	struct buf made, number;

	buf_init(&made);
	buf_init(&number);
	for (*made_count = 0; *made_count < ALTERED && tries < TRIES; tries++) {
		size_t sentence = below(t->sentence_count);
		struct span s = span_of_sentence(t, sentence);
		struct words w = split(s);
		struct change c = {(enum alteration)(*made_count % ALTERATIONS), {"", 0}, {"", 0}};

		buf_clear(&made);
		if (!alter(&made, t, s, &w, below(w.count), &c, &number))
			continue;
		++*made_count;
		right += check_quotation(t, buf_span(&made), sentence, is_altered, &c);
	}
	buf_release(&made);
	buf_release(&number);
	return right;
}

/* ---- Words left out ---- */

struct left_out {
	struct span words;
	bool negation;
};

/* Whether it is the sentence with these words left out; the texts have some that differ in them alone. */
static bool has_left_out(const struct texts *t, const struct quote_result *r, size_t sentence, const void *more)
{
	const struct left_out *l = more;
	const struct sentence *s = &t->sentences[sentence];
	struct buf quoted;
	bool right, own;

	buf_init(&quoted);
	right = r->status == QUOTE_VERBATIM && r->difference_count == 0 && add_quoted(&quoted, t, r) &&
	        same_letters(r->quotation, buf_span(&quoted));
	own = right && file_of(t, r) == &t->file[s->file] && r->ranges[0].start >= s->at.start &&
	      r->ranges[r->range_count - 1].end <= s->at.end;
	if (own)
		right = r->omission_count == 1 && same_letters(r->omissions[0].text, l->words) &&
		        r->omissions[0].negation == l->negation && r->negation == l->negation;
	buf_release(&quoted);
	return right;
}

static bool negates(struct span s, const struct words *w, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		struct span word = span_sub(s, w->at[i]);

		while (word.len != 0 && strchr(",.;:", word.data[word.len - 1]) != NULL)
			word.len--;
		if (is_negation(word) || is_reversal(word))
			return true;
	}
	return false;
}

/* Whether the sentence goes on after what is left out in one way only. */
static bool is_clear(struct span s, const struct words *w, size_t first, size_t end)
{
	struct span next = span_sub(s, w->at[end]);

	for (size_t i = first; i < end; i++)
		if (span_eq(span_sub(s, w->at[i]), next) || !is_bare_word(span_sub(s, w->at[i])))
			return false;
	return is_bare_word(next) && is_bare_word(span_sub(s, w->at[first - 1]));
}

static size_t make_ellipses(const struct texts *t, size_t count, bool negation, size_t *made_count)
{
	static const char *const marks[] = {" … ", " [...] ", " [… ] ", " . . . ", "... ", " (...) "};
	size_t right = 0;
	struct buf made;

	buf_init(&made);
	*made_count = 0;
	for (size_t tries = 0; *made_count < count && tries < TRIES; tries++) {
		size_t sentence = below(t->sentence_count), first, end;
		struct span s = span_of_sentence(t, sentence);
		struct words w = split(s);
		struct left_out l;

		first = 2 + below(w.count - 5);
		end = first + 1 + below(w.count - first - 2);
		if (!is_clear(s, &w, first, end) || negates(s, &w, first, end) != negation)
			continue;
		l = (struct left_out){span_sub(s, (struct range){w.at[first].start, w.at[end - 1].end}), negation};
		buf_clear(&made);
		buf_add(&made, s.data, w.at[first - 1].end);
		buf_add_str(&made, marks[below(sizeof marks / sizeof marks[0])]);
		buf_add(&made, s.data + w.at[end].start, s.len - w.at[end].start);
		++*made_count;
		right += check_quotation(t, buf_span(&made), sentence, has_left_out, &l);
	}
	buf_release(&made);
	return right;
}

/* ---- Of no text ---- */

static bool is_not_found(const struct texts *t, const struct quote_result *r, size_t sentence, const void *more)
{
	(void)t;
	(void)sentence;
	(void)more;
	return r->status == QUOTE_NOT_FOUND;
}

static void add_shuffled(struct buf *out, struct span s)
{
	struct words w = split(s);

	for (size_t i = w.count; i > 1; i--) {
		size_t k = below(i);
		struct range swapped = w.at[i - 1];

		w.at[i - 1] = w.at[k];
		w.at[k] = swapped;
	}
	for (size_t i = 0; i < w.count; i++) {
		buf_add_str(out, i == 0 ? "" : " ");
		buf_add_span(out, span_sub(s, w.at[i]));
	}
}

/* Half of the sentences are of a table, half have the words of a text in another order. */
static size_t make_others(const struct texts *t)
{
	struct buf table, made;
	char *error = NULL;
	size_t right = 0, count = 0;

	buf_init(&table);
	buf_init(&made);
	if (!file_read("tests/cases/quote_other.txt", SIZE_MAX / 2, &table, &error))
		tap_note("%s", error);
	for (size_t at = 0, len; at < table.len && count < OTHERS / 2; at += len + 1) {
		len = strcspn(table.data + at, "\n");
		if (len == 0 || table.data[at] == '#')
			continue;
		right += check_quotation(t, span_make(table.data + at, len), 0, is_not_found, NULL);
		count++;
	}
	for (; count < OTHERS; count++) {
		buf_clear(&made);
		add_shuffled(&made, span_of_sentence(t, below(t->sentence_count)));
		right += check_quotation(t, buf_span(&made), 0, is_not_found, NULL);
	}
	free(error);
	buf_release(&table);
	buf_release(&made);
	return right;
}

/* ---- All of it ---- */

static bool build_index(const char *index, const char *const *corpora, size_t count)
{
	struct buf command;
	bool good;

	buf_init(&command);
	buf_addf(&command, "'%s' build --quiet -i '%s'", getenv("HRINDEX"), index);
	for (size_t i = 0; i < count; i++)
		buf_addf(&command, " '%s'", corpora[i]);
	buf_add_str(&command, " 2>/dev/null");
	good = tap_ok(system(command.data) == 0, "the texts are indexed");
	buf_release(&command);
	return good;
}

static bool open_index(struct texts *t, const char *path)
{
	char *index = mem_strdup(path), *error = NULL;
	bool good = library_open(&t->library, &index, 1, &error);

	t->reader = mem_zalloc(sizeof *t->reader);
	quote_reader_init(t->reader);
	t->reader->atoms_most = KEPT_ATOMS;
	if (error != NULL)
		tap_note("%s", error);
	free(error);
	free(index);
	return good;
}

static void make_all(const struct texts *t)
{
	size_t right, made;

	right = make_verbatim(t);
	tap_ok(right == VERBATIM, "%zu of %d verbatim quotations are found as such", right, VERBATIM);
	right = make_altered(t, &made);
	tap_ok(right == ALTERED && made == ALTERED, "%zu of %d with one word altered are told, with the word", right,
	       ALTERED);
	right = make_ellipses(t, ELLIPSES, false, &made);
	tap_ok(right == ELLIPSES, "%zu of %d with an ellipsis are verbatim, with what is left out", right, ELLIPSES);
	right = make_ellipses(t, NEGATIONS, true, &made);
	tap_ok(right == NEGATIONS, "%zu of %d that leave out a negation are warned of", right, NEGATIONS);
	right = make_others(t);
	tap_ok(right == OTHERS, "%zu of %d of no text are not found", right, OTHERS);
}

static void release(struct texts *t)
{
	quote_reader_release(t->reader);
	free(t->reader);
	library_close(&t->library);
	for (size_t i = 0; i < t->count; i++) {
		buf_release(&t->file[i].bytes);
		free(t->file[i].name);
	}
	free(t->sentences);
	lists_free(t->lists);
}

/* The texts of the tree, and the five statements where they are at hand, in an index of their own. */
static void make_from_tree(struct texts *t)
{
	const char *corpora[] = {"corpus", "../shared/corpus"};
	char *folder = scratch_make(), *index = path_join(folder, "index");
	size_t count = 1;

	add_folder(t, corpora[0]);
	if (add_folder(t, corpora[1]))
		count = 2;
	else
		tap_skip("../shared is not there", "quotations of the five statements");
	if (getenv("HRINDEX") == NULL)
		tap_skip("HRINDEX is not set", "quotations made from the texts");
	else if (build_index(index, corpora, count) && open_index(t, index))
		make_all(t);
	free(index);
	scratch_remove(folder);
}

int main(void)
{
	struct texts t = {.lists = lists_new()};
	const char *seed = getenv("QUOTE_SEED"), *index = getenv("QUOTE_INDEX"), *texts = getenv("QUOTE_TEXTS");

	state = seed == NULL ? SEED : strtoull(seed, NULL, 10);
	if (index == NULL || texts == NULL)
		make_from_tree(&t);
	else if (tap_ok(add_folder(&t, texts) && open_index(&t, index), "%s and %s are read", texts, index))
		make_all(&t);
	release(&t);
	return tap_done();
}
