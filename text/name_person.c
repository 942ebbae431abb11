#include "text/name.h"
#include "text/utf8.h"

#define INITIAL_LETTERS 2 /* "B", "Zh", "Yu" */

/* Articles stand before another word, particles between two. */
static bool is_left_out(const struct span *words, size_t i, size_t count)
{
	static const char *const articles[] = {"al",  "el", "ul", "ad", "ar", "as",
					       "ash", "at", "az", "an", NULL};
	static const char *const particles[] = {"bin", "ben", "ibn", "bint", "ould", "uld", NULL};

	if (i + 1 == count)
		return false;
	return utf8_folds_to(words[i], articles) || (i > 0 && utf8_folds_to(words[i], particles));
}

static struct span without_stop(struct span word)
{
	if (span_ends(word, "."))
		word.len--;
	return word;
}

/* The end of the initial that begins at `at`; at: none does. */
static size_t initial_end(struct span word, size_t at)
{
	size_t past = at, letters = 0, len;
	int32_t cp;

	for (; past < word.len && letters < INITIAL_LETTERS; past += len, letters++) {
		len = utf8_decode(word, past, &cp);
		if (!utf8_is_letter(cp) || (letters == 0 && !utf8_is_upper(cp)))
			break;
	}
	return past == word.len || word.data[past] == '.' ? past : at;
}

bool name_is_initials(struct span word)
{
	size_t at = 0, past;

	while (at < word.len) {
		past = initial_end(word, at);
		if (past == at)
			return false;
		at = past + (past < word.len);
	}
	return word.len != 0;
}

/* The sound an initial stands for, in the keys' alphabet; 0 if none. */
static int32_t initial_sound(struct span initial)
{
	struct buf word;
	struct name n;

	buf_init(&word);
	buf_add_span(&word, initial);
	buf_add_str(&word, "ba"); /* any syllable: a key has two letters */
	name_read(&n, buf_span(&word));
	buf_release(&word);
	return n.count == 0 ? 0 : n.readings[0].key[0];
}

/* "Abd al-Rahman" is one word: Abdulrahman. Returns the last word read. */
static size_t read_abd(struct name *n, const struct span *words, size_t i, size_t count)
{
	static const char *const abds[] = {"abd",    "abdul", "abdel", "abdal",
					   "abdoul", "abdol", NULL};
	struct buf joined;

	if (i + 1 >= count || !utf8_folds_to(words[i], abds)) {
		name_read(n, words[i]);
		return i;
	}
	i++;
	while (is_left_out(words, i, count))
		i++;
	buf_init(&joined);
	buf_add_str(&joined, "abdul");
	buf_add_span(&joined, words[i]);
	name_read(n, buf_span(&joined));
	buf_release(&joined);
	return i;
}

/* Each initial of a word of them is a word of the name. */
static void read_initials(struct person *p, struct span word)
{
	size_t past;

	for (size_t at = 0; at < word.len && p->count < NAME_WORDS_MAX; at = past + 1) {
		struct span initial;

		past = initial_end(word, at);
		initial = span_make(word.data + at, past - at);
		p->initials[p->count] = initial_sound(initial);
		name_read(&p->words[p->count++], initial);
	}
}

void person_read(struct person *p, const struct span *words, size_t count)
{
	p->count = 0;
	for (size_t i = 0; i < count && p->count < NAME_WORDS_MAX; i++) {
		struct span word = without_stop(words[i]);

		if (word.len == 0 || is_left_out(words, i, count))
			continue;
		if (name_is_initials(word)) {
			read_initials(p, word);
			continue;
		}
		p->initials[p->count] =
			utf8_length(word) <= INITIAL_LETTERS ? initial_sound(word) : 0;
		i = read_abd(&p->words[p->count], words, i, count);
		p->count++;
	}
}

static bool begins_with(const struct name *n, int32_t sound)
{
	for (size_t i = 0; i < n->count; i++)
		if (n->readings[i].key[0] == sound)
			return true;
	return false;
}

/* How far a given name asked for is the one found; an initial is as good as the name. */
static enum name_level given_level(const struct person *asked, size_t a, const struct person *found,
				   size_t f)
{
	bool agrees;

	if (asked->initials[a] == 0 && found->initials[f] == 0)
		return name_compare(&asked->words[a], &found->words[f]);
	if (asked->initials[a] != 0 && found->initials[f] != 0)
		agrees = asked->initials[a] == found->initials[f];
	else if (asked->initials[a] != 0)
		agrees = begins_with(&found->words[f], asked->initials[a]);
	else
		agrees = begins_with(&asked->words[a], found->initials[f]);
	return agrees ? NAME_SAME : NAME_NONE;
}

static enum name_level worse(enum name_level a, enum name_level b)
{
	return a == NAME_NONE || b == NAME_NONE ? NAME_NONE : a > b ? a : b;
}

/* The best level of given name a among the words found that are not used yet; *where says which. */
static enum name_level best_given(const struct person *asked, size_t a, const struct person *found,
				  const bool *used, size_t *where)
{
	enum name_level best = NAME_NONE;

	for (size_t k = 0; k < found->count; k++) {
		enum name_level level = used[k] ? NAME_NONE : given_level(asked, a, found, k);

		if (level != NAME_NONE && (best == NAME_NONE || level < best)) {
			best = level;
			*where = k;
		}
	}
	return best;
}

/*
 * The level of words a and f as surnames, if as many of the other words agree
 * as both have, each word found answering one asked for: the worst of them all.
 * A given name may have a slip only where the surname is the same.
 */
static enum name_level level_of(const struct person *asked, size_t a, const struct person *found,
				size_t f)
{
	enum name_level surname = name_compare(&asked->words[a], &found->words[f]), level = surname;
	bool used[NAME_WORDS_MAX] = {false};
	size_t agreed = 0, least = asked->count < found->count ? asked->count : found->count;

	used[f] = true;
	for (size_t i = 0; i < asked->count && level != NAME_NONE; i++) {
		size_t where = 0;
		enum name_level given =
			i == a ? NAME_NONE : best_given(asked, i, found, used, &where);

		if (given == NAME_NONE || (given == NAME_NEAR && surname != NAME_SAME))
			continue;
		used[where] = true;
		level = worse(level, given);
		agreed++;
	}
	return agreed == least - 1 ? level : NAME_NONE;
}

static enum name_level with_surname(const struct person *asked, size_t surname,
				    const struct person *found)
{
	enum name_level best = NAME_NONE;

	for (size_t k = 0; k < found->count; k++) {
		enum name_level level = level_of(asked, surname, found, k);

		if (level != NAME_NONE && (best == NAME_NONE || level < best))
			best = level;
	}
	return best;
}

enum name_level person_compare(const struct person *asked, const struct person *found, bool *bare)
{
	enum name_level level;

	if (bare != NULL)
		*bare = found->count == 1;
	if (asked->count == 0 || found->count == 0)
		return NAME_NONE;
	level = with_surname(asked, asked->count - 1, found);
	if (level == NAME_NONE && asked->count > 1 && found->count > 1)
		level = with_surname(asked, 0, found);
	return level;
}
