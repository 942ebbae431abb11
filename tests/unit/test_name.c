/* Names: pairs of words, persons, places in a text, the two lists, limits; the tables are in
 * tests/cases/name. */
#include "tests/unit/table.h"
#include "text/name.h"
#include "text/name_tables.h"
#include "text/strmap.h"

#define CASES "tests/cases/name/"
#define WORDS_MOST 32
#define ARABIC_MOST 1000
#define ARABIC_RECALL 0.75 /* measured, see arabic.txt */

static const char *const levels[] = {"none", "same", "ending", "near"};

static bool share_block(const struct name *a, const struct name *b)
{
	struct name_block of_a[NAME_BLOCKS_MAX], of_b[NAME_BLOCKS_MAX];
	size_t count_a = name_blocks(a, of_a), count_b = name_blocks(b, of_b);

	for (size_t i = 0; i < count_a; i++)
		for (size_t k = 0; k < count_b; k++)
			if (strcmp(of_a[i].letters, of_b[k].letters) == 0)
				return true;
	return false;
}

/* The level, in both directions; and what agrees shares a block. */
static void pair_case(void *context, unsigned line, const struct span *fields)
{
	struct name a, b;
	enum name_level level;

	(void)context;
	name_read(&a, fields[1]);
	name_read(&b, fields[2]);
	level = name_compare(&a, &b);
	tap_ok(span_eq_str(fields[0], levels[level]) && name_compare(&b, &a) == level &&
		       (level == NAME_NONE || share_block(&a, &b)),
	       "pairs.txt:%u %.*s and %.*s: %s", line, (int)fields[1].len, fields[1].data,
	       (int)fields[2].len, fields[2].data, levels[level]);
}

static size_t split_words(struct span text, const char *at_any, struct span *words)
{
	size_t count = 0;

	for (size_t at = 0; at < text.len;) {
		size_t end = at;

		while (end < text.len && strchr(at_any, text.data[end]) == NULL)
			end++;
		if (end > at && count < WORDS_MOST)
			words[count++] = span_make(text.data + at, end - at);
		at = end + 1;
	}
	return count;
}

static void read_person(struct person *p, struct span text)
{
	struct span words[WORDS_MOST];

	person_read(p, words, split_words(text, " -", words));
}

static void person_case(void *context, unsigned line, const struct span *fields)
{
	struct person asked, found;
	struct buf got;
	bool bare;
	enum name_level level;

	(void)context;
	read_person(&asked, fields[1]);
	read_person(&found, fields[2]);
	level = person_compare(&asked, &found, &bare);
	buf_init(&got);
	buf_addf(&got, "%s%s", levels[level],
		 level != NAME_NONE && bare && asked.count > 1 ? " bare" : "");
	tap_ok(span_eq(fields[0], buf_span(&got)), "persons.txt:%u %.*s in %.*s: %s", line,
	       (int)fields[1].len, fields[1].data, (int)fields[2].len, fields[2].data, got.data);
	buf_release(&got);
}

struct lexicon {
	struct lists *lists;
	struct name_lists *names;
};

static void read_lexicon(struct lexicon *l)
{
	static const char *const files[] = {"lexicon/abbreviations.txt", "stopwords/en.txt",
					    "stopwords/ru.txt",		 "stopwords/fr.txt",
					    "stopwords/de.txt",		 "lexicon/names.tsv",
					    "lexicon/capitals.txt"};

	l->lists = lists_new();
	l->names = name_lists_new();
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct buf content;
		char *error = NULL;

		buf_init(&content);
		table_read_file(&content, files[i]);
		if (!lists_add(l->lists, span_of(files[i]), buf_span(&content), &error) ||
		    !name_lists_add(l->names, span_of(files[i]), buf_span(&content), &error))
			tap_ok(false, "%s", error);
		free(error);
		buf_release(&content);
	}
}

/* Appends the words of that place, with blanks between; "-" for none. */
static void words_of(struct buf *out, struct span text, const struct token *tokens, size_t count,
		     const enum name_place *places, enum name_place place)
{
	for (size_t i = 0; i < count; i++)
		if (places[i] == place) {
			if (out->len > 0)
				buf_add_char(out, ' ');
			buf_add_span(out, span_sub(text, tokens[i].at));
		}
	if (out->len == 0)
		buf_add_char(out, '-');
}

static void place_case(void *context, unsigned line, const struct span *fields)
{
	const struct lexicon *l = context;
	const struct language *lang = table_language(fields[0]);
	struct analyser *a = analyser_new(l->lists);
	size_t count;
	const struct token *tokens = analyse(a, lang, fields[1], &count);
	enum name_place *places = mem_alloc(count * sizeof *places + 1);
	struct buf here, open;

	buf_init(&here);
	buf_init(&open);
	name_places(l->names, l->lists, lang, fields[1], tokens, count, NULL, places);
	words_of(&here, fields[1], tokens, count, places, NAME_HERE);
	words_of(&open, fields[1], tokens, count, places, NAME_OPEN);
	tap_ok(span_eq(fields[2], buf_span(&here)) && span_eq(fields[3], buf_span(&open)),
	       "places.txt:%u %s | %s", line, here.data, open.data);
	buf_release(&here);
	buf_release(&open);
	free(places);
	analyser_free(a);
}

struct arabic {
	struct name names[ARABIC_MOST];
	size_t groups[ARABIC_MOST], count;
};

static void arabic_case(void *context, unsigned line, const struct span *fields)
{
	struct arabic *a = context;
	struct span words[WORDS_MOST];
	size_t count = split_words(fields[0], " ", words);

	for (size_t i = 0; i < count && a->count < ARABIC_MOST; i++) {
		name_read(&a->names[a->count], words[i]);
		a->groups[a->count++] = line;
	}
}

/* How many pairs of one line agree, and how many of two lines. */
static void arabic(void)
{
	struct arabic *a = mem_zalloc(sizeof *a);
	size_t pairs = 0, right[NAME_NEAR + 1] = {0}, wrong[NAME_NEAR + 1] = {0}, found;

	table_run(CASES "arabic.txt", 1, 50, arabic_case, a);
	for (size_t i = 0; i < a->count; i++)
		for (size_t k = 0; k < i; k++) {
			enum name_level level = name_compare(&a->names[i], &a->names[k]);

			pairs += a->groups[i] == a->groups[k];
			(a->groups[i] == a->groups[k] ? right : wrong)[level]++;
			if (getenv("SHOW_MISSED") != NULL &&
			    (level == NAME_NONE) == (a->groups[i] == a->groups[k]))
				tap_note("lines %zu %zu: %s %s", a->groups[k], a->groups[i],
					 a->names[k].readings[0].key, a->names[i].readings[0].key);
		}
	found = pairs - right[NAME_NONE];
	tap_ok((double)found >= ARABIC_RECALL * (double)pairs,
	       "Arabic names: %zu of %zu pairs (same %zu, ending %zu, near %zu); of different "
	       "names same %zu, "
	       "ending %zu, near %zu",
	       found, pairs, right[NAME_SAME], right[NAME_ENDING], right[NAME_NEAR],
	       wrong[NAME_SAME], wrong[NAME_ENDING], wrong[NAME_NEAR]);
	free(a);
}

/* A word of just the most letters, and one more. */
static void limits(void)
{
	struct buf word;
	struct name n;

	buf_init(&word);
	for (unsigned i = 0; i < NAME_KEY_MAX / 2; i++)
		buf_add_str(&word, "ba");
	name_read(&n, buf_span(&word));
	tap_ok(n.count > 0 && n.readings[0].len == NAME_KEY_MAX, "a name of %d letters",
	       NAME_KEY_MAX);
	buf_add_char(&word, 'b');
	name_read(&n, buf_span(&word));
	tap_ok(n.count == 0, "one of %d letters is no name", NAME_KEY_MAX + 1);
	for (unsigned i = 0; i < 100; i++)
		buf_add_str(&word, "Щщ");
	name_read(&n, buf_span(&word));
	tap_ok(n.count == 0, "nor is one far longer");
	buf_release(&word);
	name_read(&n, span_of(""));
	tap_ok(n.count == 0, "nor is none");
	name_read(&n, span_of("\xFF\xFE"));
	tap_ok(n.count == 0, "nor bytes that are no text");
	name_read(&n, span_of("b"));
	tap_ok(n.count == 0, "one sound is no name");
	name_read(&n, span_of("Li"));
	tap_ok(n.count > 0, "%d are", NAME_KEY_MIN);
	tap_ok(!name_is_name(0, 0) && name_is_name(1, 0) && !name_is_name(3, 1) &&
		       name_is_name(4, 1),
	       "a name may be written small once in five times");
}

/* More words than a person has room for are left out, and no harm is done. */
static void long_person(void)
{
	struct span words[NAME_WORDS_MAX + 1];
	struct person p;

	for (size_t i = 0; i <= NAME_WORDS_MAX; i++)
		words[i] = span_of("Bokaev");
	person_read(&p, words, NAME_WORDS_MAX);
	tap_ok(p.count == NAME_WORDS_MAX, "a person of %d words", NAME_WORDS_MAX);
	person_read(&p, words, NAME_WORDS_MAX + 1);
	tap_ok(p.count == NAME_WORDS_MAX, "of one word more");
	tap_ok(person_compare(&p, &p, NULL) == NAME_SAME, "are the same persons");
	p.count = 0;
	tap_ok(person_compare(&p, &p, NULL) == NAME_NONE, "nobody is nobody");
}

static void tables(void)
{
	bool sorted = true;

	for (size_t i = 1; i < name_rule_count; i++)
		sorted &=
			span_cmp(span_of(name_rules[i - 1].from), span_of(name_rules[i].from)) <= 0;
	tap_ok(sorted, "%zu rules are in order", name_rule_count);
	sorted = true;
	for (size_t i = 1; i < name_ending_count; i++)
		sorted &= strlen(name_endings[i - 1].ending) >= strlen(name_endings[i].ending);
	tap_ok(sorted, "%zu endings are, the longest first", name_ending_count);
}

static void aliases(const struct name_lists *l, const char *how)
{
	struct span out[NAME_ALIASES_MAX];
	size_t count = name_aliases(l, span_of("street  PARTY"), out);
	bool found = false;

	for (size_t i = 0; i < count; i++)
		found |= span_eq_str(out[i], "Koshe Partiyasy");
	tap_ok(found && count == 2, "the Street Party is the Koshe Partiyasy, %s", how);
	tap_ok(name_aliases(l, span_of("Bokaev"), out) == 0,
	       "a name that is not in the list has no alias, %s", how);
	tap_ok(name_is_ordinary(l, span_of("COURT")) && !name_is_ordinary(l, span_of("Kurt")),
	       "a court is no Kurt, %s", how);
}

/* The same from one piece. */
static void packed(struct name_lists *l)
{
	struct name_lists *unpacked;
	struct buf piece;

	buf_init(&piece);
	name_lists_pack(l, &piece);
	unpacked = name_lists_unpack(buf_span(&piece), NULL);
	aliases(unpacked, "packed");
	name_lists_free(unpacked);
	piece.data[piece.len / 2] ^= 4;
	tap_ok(name_lists_unpack(buf_span(&piece), NULL) == NULL, "a damaged piece is none");
	buf_release(&piece);
}

static bool list_fails(const char *name, const char *content, const char *message)
{
	struct name_lists *l = name_lists_new();
	char *error = NULL;
	bool good = name_lists_add(l, span_of(name), span_of(content), &error);
	bool as_said =
		message == NULL ? good : !good && error != NULL && strstr(error, message) != NULL;

	free(error);
	name_lists_free(l);
	return as_said;
}

static void full_row(size_t names, const char *message)
{
	struct buf row;

	buf_init(&row);
	for (size_t i = 0; i < names; i++)
		buf_addf(&row, "Name%zu\t", i);
	buf_add_str(&row, "source");
	tap_ok(list_fails("lexicon/names.tsv", row.data, message), "a line of %zu names", names);
	buf_release(&row);
}

static void bad_lists(void)
{
	tap_ok(list_fails("lexicon/names.tsv", "# x\n\nA\tB\tsource\n", NULL), "a good list");
	tap_ok(list_fails("lexicon/names.tsv", "A\tB\tsource\nA\tC\tsource\n", "line 2"),
	       "a name twice");
	tap_ok(list_fails("lexicon/names.tsv", "A\tsource\n", "line 1"), "one name alone");
	tap_ok(list_fails("lexicon/names.tsv", "A\t\tsource\n", "empty"), "an empty field");
	tap_ok(list_fails("lexicon/names.tsv", "A\xFF\tB\tsource\n", "UTF-8"), "no UTF-8");
	tap_ok(list_fails("lexicon/capitals.txt", "Court of\n", "one word"), "two words");
	tap_ok(list_fails("lexicon/other.txt", "whatever\n", NULL), "another list is ignored");
	full_row(NAME_ALIASES_MAX, NULL);
	full_row(NAME_ALIASES_MAX + 1, "too many");
	name_lists_free(NULL);
}

int main(void)
{
	struct lexicon l;

	read_lexicon(&l);
	tables();
	table_run(CASES "pairs.txt", 3, 100, pair_case, NULL);
	table_run(CASES "persons.txt", 3, 25, person_case, NULL);
	table_run(CASES "places.txt", 4, 15, place_case, &l);
	arabic();
	limits();
	long_person();
	aliases(l.names, "read");
	packed(l.names);
	bad_lists();
	lists_free(l.lists);
	name_lists_free(l.names);
	return tap_done();
}
