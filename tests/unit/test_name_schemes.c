/*
 * The names in Debian's hunspell-ru, romanised here by eight schemes: how many
 * of them the keys bring back to the Cyrillic form and to each other, how many
 * different names fall together, and how large the blocks are.
 */
#include "tests/unit/table.h"
#include "text/fold.h"
#include "text/name.h"
#include "text/strmap.h"

#define DICTIONARY "/usr/share/hunspell/ru_RU.dic"
#define SAMPLE 4000 /* names; every one is romanised by every scheme */
#define COLLISIONS_SHOWN 20
#define RECALL_LEAST 0.97
#define PRECISION_LEAST 0.90

enum { BGN, ISO9, ALALC, PASSPORT, KAZAKH, URL, FRENCH, GERMAN, SCHEMES };
static const char *const scheme_names[SCHEMES] = {"BGN/PCGN",	 "ISO 9", "ALA-LC", "passport 2013",
						  "Kazakh 2021", "URL",	  "French", "German"};

/* One row a letter; й ъ ы ь е ё with what the context does below. */
static const struct {
	const char *cyrillic, *latin[SCHEMES];
} letters[] = {
	{"а", {"a", "a", "a", "a", "a", "a", "a", "a"}},
	{"б", {"b", "b", "b", "b", "b", "b", "b", "b"}},
	{"в", {"v", "v", "v", "v", "v", "v", "v", "w"}},
	{"г", {"g", "g", "g", "g", "g", "g", "g", "g"}},
	{"д", {"d", "d", "d", "d", "d", "d", "d", "d"}},
	{"е", {"e", "e", "e", "e", "e", "e", "e", "e"}},
	{"ё", {"ë", "ë", "ë", "e", "io", "yo", "io", "jo"}},
	{"ж", {"zh", "ž", "zh", "zh", "j", "zh", "j", "sch"}},
	{"з", {"z", "z", "z", "z", "z", "z", "z", "s"}},
	{"и", {"i", "i", "i", "i", "i", "i", "i", "i"}},
	{"й", {"y", "j", "ĭ", "i", "i", "j", "ï", "i"}},
	{"к", {"k", "k", "k", "k", "k", "k", "k", "k"}},
	{"л", {"l", "l", "l", "l", "l", "l", "l", "l"}},
	{"м", {"m", "m", "m", "m", "m", "m", "m", "m"}},
	{"н", {"n", "n", "n", "n", "n", "n", "n", "n"}},
	{"о", {"o", "o", "o", "o", "o", "o", "o", "o"}},
	{"п", {"p", "p", "p", "p", "p", "p", "p", "p"}},
	{"р", {"r", "r", "r", "r", "r", "r", "r", "r"}},
	{"с", {"s", "s", "s", "s", "s", "s", "s", "s"}},
	{"т", {"t", "t", "t", "t", "t", "t", "t", "t"}},
	{"у", {"u", "u", "u", "u", "u", "u", "ou", "u"}},
	{"ф", {"f", "f", "f", "f", "f", "f", "f", "f"}},
	{"х", {"kh", "h", "kh", "kh", "h", "h", "kh", "ch"}},
	{"ц", {"ts", "c", "ts", "ts", "ts", "c", "ts", "z"}},
	{"ч", {"ch", "č", "ch", "ch", "ch", "ch", "tch", "tsch"}},
	{"ш", {"sh", "š", "sh", "sh", "ş", "sh", "ch", "sch"}},
	{"щ", {"shch", "ŝ", "shch", "shch", "şş", "shch", "chtch", "schtsch"}},
	{"ъ", {"”", "ʺ", "ʺ", "ie", "", "", "", ""}},
	{"ы", {"y", "y", "y", "y", "y", "y", "y", "y"}},
	{"ь", {"’", "ʹ", "ʹ", "", "", "", "", ""}},
	{"э", {"e", "è", "ė", "e", "e", "e", "e", "e"}},
	{"ю", {"yu", "û", "iu", "iu", "iu", "yu", "iou", "ju"}},
	{"я", {"ya", "â", "ia", "ia", "ia", "ya", "ia", "ja"}},
};

static bool is_one_of(struct span letter, const char *set)
{
	for (; *set != '\0'; set += 2)
		if (letter.len == 2 && memcmp(letter.data, set, 2) == 0)
			return true;
	return false;
}

/* What a scheme writes where the place of the letter matters; NULL: the table's. */
static const char *in_context(struct span before, struct span letter, struct span next,
			      unsigned scheme)
{
	bool open = before.len == 0 || is_one_of(before, "аеёиоуыэюяйъь");
	bool between =
		before.len != 0 && is_one_of(before, "аеёиоуыэюя") && is_one_of(next, "аеёиоуыэюя");

	if (span_eq_str(letter, "е") && open)
		return scheme == BGN || scheme == URL ? "ye" : scheme == GERMAN ? "je" : NULL;
	if (span_eq_str(letter, "ё") && open)
		return scheme == BGN ? "yë" : scheme == FRENCH ? "io" : NULL;
	if (span_eq_str(letter, "с") && between)
		return scheme == FRENCH || scheme == GERMAN ? "ss" : NULL;
	if (span_eq_str(letter, "й") && scheme == FRENCH && span_eq_str(before, "и"))
		return "";
	if (span_eq_str(letter, "й") && scheme == GERMAN && is_one_of(before, "иы"))
		return "";
	return NULL;
}

/* `word` is small Cyrillic letters, two bytes each. */
static void romanise(struct buf *out, struct span word, unsigned scheme)
{
	for (size_t at = 0; at < word.len; at += 2) {
		struct span letter = span_make(word.data + at, 2);
		struct span before = span_make(word.data + (at == 0 ? 0 : at - 2), at == 0 ? 0 : 2);
		struct span next = span_make(word.data + at + 2, at + 2 < word.len ? 2 : 0);
		const char *written = in_context(before, letter, next, scheme);

		for (size_t i = 0; written == NULL && i < sizeof letters / sizeof *letters; i++)
			if (span_eq_str(letter, letters[i].cyrillic))
				written = letters[i].latin[scheme];
		buf_add_str(out, written == NULL ? "?" : written);
	}
	if (scheme == FRENCH && out->len > 2 && span_ends(buf_span(out), "in"))
		buf_add_char(out, 'e');
}

struct entry {
	struct buf word;		/* small letters */
	struct name names[SCHEMES + 1]; /* the last is the Cyrillic one */
};

struct set {
	struct entry *entries;
	size_t count, cap;
};

static bool is_small_russian(int32_t cp)
{
	return (cp >= 0x430 && cp < 0x450) || cp == 0x451;
}

/* Whether the dictionary's word begins with a capital and goes on small, four letters or more. */
static bool is_name_entry(struct span word)
{
	int32_t cp;
	size_t at = word.len == 0 ? 0 : utf8_decode(word, 0, &cp);

	if (word.len < 8 || !utf8_is_upper(cp) || cp < 0x400)
		return false;
	while (at < word.len) {
		at += utf8_decode(word, at, &cp);
		if (!is_small_russian(cp))
			return false;
	}
	return true;
}

static void add_entry(struct set *s, struct span word)
{
	struct entry *e;
	struct buf latin;

	ARRAY_GROW(s->entries, s->count, s->cap);
	e = &s->entries[s->count++];
	buf_init(&e->word);
	utf8_fold(&e->word, word);
	name_read(&e->names[SCHEMES], buf_span(&e->word));
	for (unsigned i = 0; i < SCHEMES; i++) {
		buf_init(&latin);
		romanise(&latin, buf_span(&e->word), i);
		name_read(&e->names[i], buf_span(&latin));
		if (getenv("SHOW_MISSED") != NULL &&
		    name_compare(&e->names[i], &e->names[SCHEMES]) == NAME_NONE)
			tap_note("%s: %s %s", scheme_names[i], e->word.data, latin.data);
		buf_release(&latin);
	}
}

static void read_set(struct set *s)
{
	struct buf content;
	size_t found = 0, wanted = 0;

	buf_init(&content);
	table_read_file(&content, DICTIONARY);
	for (unsigned round = 0; round < 2; round++) {
		size_t nth = 0;

		for (size_t at = 0; at < content.len;) {
			size_t end = at + strcspn(content.data + at, "\n");
			struct span word =
				span_make(content.data + at, strcspn(content.data + at, "/\n \t"));

			at = end + 1;
			if (!is_name_entry(word))
				continue;
			if (round == 0)
				found++;
			else if (nth * wanted / found != (nth + 1) * wanted / found)
				add_entry(s, word);
			nth++;
		}
		wanted = found < SAMPLE ? found : SAMPLE;
	}
	tap_note("%zu names in %s, %zu taken", found, DICTIONARY, s->count);
	buf_release(&content);
}

struct recall {
	size_t pairs, level[NAME_NEAR + 1];
};

static double found_share(const struct recall *r)
{
	return r->pairs == 0 ? 0 : (double)(r->pairs - r->level[NAME_NONE]) / (double)r->pairs;
}

static void recall_add(struct recall *r, const struct name *a, const struct name *b)
{
	r->pairs++;
	r->level[name_compare(a, b)]++;
}

static void recall(const struct set *s)
{
	struct recall between = {0};

	for (unsigned i = 0; i < SCHEMES; i++) {
		struct recall r = {0};

		for (size_t e = 0; e < s->count; e++) {
			recall_add(&r, &s->entries[e].names[i], &s->entries[e].names[SCHEMES]);
			for (unsigned k = 0; k < i; k++)
				recall_add(&between, &s->entries[e].names[i],
					   &s->entries[e].names[k]);
		}
		tap_ok(found_share(&r) >= RECALL_LEAST,
		       "recall of %s to Cyrillic %.4f (same %zu, ending %zu, near %zu)",
		       scheme_names[i], found_share(&r), r.level[NAME_SAME], r.level[NAME_ENDING],
		       r.level[NAME_NEAR]);
	}
	tap_ok(found_share(&between) >= RECALL_LEAST,
	       "recall of scheme to scheme %.4f of %zu pairs", found_share(&between),
	       between.pairs);
}

static struct span plain(struct buf *out, struct span word)
{
	buf_clear(out);
	fold_word(out, word, language_find(span_of("ru"))); /* ё is е */
	return buf_span(out);
}

/*
 * Whether two words are forms of one name (a case, a woman's surname, a
 * patronymic): all letters but the shorter one's last two agree.
 */
static bool is_related(struct span a, struct span b)
{
	struct buf plain_a, plain_b;
	size_t same = 0;
	bool related;

	buf_init(&plain_a);
	buf_init(&plain_b);
	a = plain(&plain_a, a);
	b = plain(&plain_b, b);
	while (same < a.len && same < b.len && a.data[same] == b.data[same])
		same++;
	related = same + 2 * 2 >= (a.len < b.len ? a.len : b.len);
	buf_release(&plain_a);
	buf_release(&plain_b);
	return related;
}

/*
 * Every Latin form of one scheme against every Cyrillic name: a search for
 * that form finds its own name, and these others.
 */
static void precision(const struct set *s, unsigned scheme, bool report)
{
	size_t wrong[NAME_NEAR + 1] = {0}, related[NAME_NEAR + 1] = {0}, right = 0;

	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < s->count; k++) {
			enum name_level level = name_compare(&s->entries[i].names[scheme],
							     &s->entries[k].names[SCHEMES]);

			if (i == k || level == NAME_NONE)
				right += level != NAME_NONE;
			else if (is_related(buf_span(&s->entries[i].word),
					    buf_span(&s->entries[k].word)))
				related[level]++;
			else if (wrong[level]++ < COLLISIONS_SHOWN && level == NAME_SAME &&
				 scheme == BGN)
				tap_note("one key: %s, %s", s->entries[i].word.data,
					 s->entries[k].word.data);
			if (getenv("SHOW_WRONG") != NULL && i != k &&
			    (level == NAME_SAME || level == NAME_NEAR) &&
			    !is_related(buf_span(&s->entries[i].word),
					buf_span(&s->entries[k].word)))
				tap_note("%d: %s %s", (int)level, s->entries[i].word.data,
					 s->entries[k].word.data);
		}
	tap_note("%s: %zu right; other names found: same key %zu, ending %zu, near %zu (and %zu, "
		 "%zu, %zu that are "
		 "forms of the same name)",
		 scheme_names[scheme], right, wrong[NAME_SAME], wrong[NAME_ENDING],
		 wrong[NAME_NEAR], related[NAME_SAME], related[NAME_ENDING], related[NAME_NEAR]);
	if (report)
		tap_ok((double)right / (double)(right + wrong[NAME_SAME] + wrong[NAME_ENDING]) >=
			       PRECISION_LEAST,
		       "precision of %s: same key %.4f, with endings %.4f, with near %.4f",
		       scheme_names[scheme], (double)right / (double)(right + wrong[NAME_SAME]),
		       (double)right / (double)(right + wrong[NAME_SAME] + wrong[NAME_ENDING]),
		       (double)right / (double)(right + wrong[NAME_SAME] + wrong[NAME_ENDING] +
						wrong[NAME_NEAR]));
}

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

/* What agrees at some level must be found through a block; and blocks must not hold too much. */
static void blocking(const struct set *s)
{
	size_t agree = 0, shared = 0, blocks = 0, largest = 0;
	struct strmap sizes;

	strmap_init(&sizes);
	for (size_t i = 0; i < s->count; i++) {
		struct name_block of[NAME_BLOCKS_MAX];
		size_t count = name_blocks(&s->entries[i].names[BGN], of);

		blocks += count;
		for (size_t k = 0; k < count; k++) {
			uint32_t *size = strmap_put(&sizes, span_of(of[k].letters), NULL);

			largest = ++*size > largest ? *size : largest;
		}
		for (unsigned k = 0; k < SCHEMES; k++) {
			if (name_compare(&s->entries[i].names[k], &s->entries[i].names[SCHEMES]) ==
			    NAME_NONE)
				continue;
			agree++;
			shared +=
				share_block(&s->entries[i].names[k], &s->entries[i].names[SCHEMES]);
		}
	}
	tap_ok(shared == agree, "%zu of %zu that agree share a block", shared, agree);
	tap_note("%.2f blocks a name, %.2f names a block, the largest %zu",
		 (double)blocks / (double)s->count, (double)blocks / (double)sizes.count, largest);
	strmap_release(&sizes);
}

int main(void)
{
	struct set s = {0};
	FILE *there = fopen(DICTIONARY, "rb");

	if (there == NULL) {
		tap_skip("hunspell-ru is not installed", "names romanised by eight schemes");
		return tap_done();
	}
	fclose(there);
	read_set(&s);
	recall(&s);
	if (getenv("UNDER_VALGRIND") == NULL)
		for (unsigned i = 0; i < SCHEMES; i++)
			precision(&s, i, true);
	blocking(&s);
	for (size_t i = 0; i < s.count; i++)
		buf_release(&s.entries[i].word);
	free(s.entries);
	return tap_done();
}
