#include "render/cite_parts.h"

#include "text/utf8.h"

#include <stdlib.h>
#include <strings.h>

/*
 * Words that stay small inside a title: The Chicago Manual of Style, 17th
 * edition, 8.159; The Bluebook, 21st edition, rule 8(a): those of at most
 * BLUEBOOK_MOST letters, and "if", which is a conjunction.
 */
#define BLUEBOOK_MOST 4

static const char *const small_words[] = {
	"a",      "an",     "the",    "and",   "but",    "or",     "nor",     "for",     "yet",   "so",     "as",
	"at",     "by",     "from",   "in",    "into",   "of",     "off",     "on",      "onto",  "out",    "over",
	"per",    "to",     "up",     "upon",  "via",    "with",   "within",  "without", "about", "above",  "across",
	"after",  "against", "along", "among", "around", "before", "behind",  "below",   "beside", "between", "beyond",
	"during", "except", "inside", "near",  "since",  "than",   "through", "toward",  "towards", "under", "until",
	"vs.",    "v.",
};

static bool stays_small(struct span word, enum cite_capitals capitals)
{
	bool bluebook = capitals == CAPITALS_BLUEBOOK;

	if (bluebook && word.len > BLUEBOOK_MOST)
		return false;
	if (bluebook && word.len == 2 && strncasecmp(word.data, "if", 2) == 0)
		return true;
	for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++)
		if (word.len == strlen(small_words[i]) && strncasecmp(word.data, small_words[i], word.len) == 0)
			return true;
	return false;
}

/* The first letter or digit of a word, past brackets and quotation marks; word.len if there is none. */
static size_t first_letter(struct span word)
{
	size_t len;
	int32_t cp;

	for (size_t at = 0; at < word.len; at += len) {
		len = utf8_decode(word, at, &cp);
		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			return at;
	}
	return word.len;
}

static bool has_upper(struct span word)
{
	size_t len;
	int32_t cp;

	for (size_t at = 0; at < word.len; at += len) {
		len = utf8_decode(word, at, &cp);
		if (utf8_is_upper(cp))
			return true;
	}
	return false;
}

static bool is_small_at(struct span word, size_t at)
{
	return at < word.len && word.data[at] >= 'a' && word.data[at] <= 'z';
}

/* "www.example.org", "law_reform", "a@b" are no words; "n.d." is one. */
static bool is_address(struct span word)
{
	for (size_t i = 1; i + 1 < word.len; i++)
		if (word.data[i] == '_' || word.data[i] == '@' ||
		    (word.data[i] == '.' && i >= 2 && is_small_at(word, i - 2) && is_small_at(word, i + 1) && is_small_at(word, i + 2)))
			return true;
	return false;
}

/* A word with a capital anywhere in it (UNHCR, iPhone) is as its author wrote it. */
static void add_word(struct buf *out, struct span word, bool small)
{
	size_t at = first_letter(word), len;
	int32_t cp;

	if (small || at == word.len || has_upper(word) || is_address(word)) {
		buf_add_span(out, word);
		return;
	}
	len = utf8_decode(word, at, &cp);
	buf_add(out, word.data, at);
	utf8_add(out, utf8_title(cp));
	buf_add(out, word.data + at + len, word.len - at - len);
}

static bool cut_end(struct span *word)
{
	static const char *const ends[] = {",", ";", "!", "?", ")", "]", "\"", "'", "’", "”", CITE_ROMAN};

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (span_ends(*word, ends[i])) {
			word->len -= strlen(ends[i]);
			return true;
		}
	return false;
}

/* Without the punctuation at its end: "of," is "of". */
static struct span core_of(struct span word)
{
	size_t from = first_letter(word);

	word = span_make(word.data + from, word.len - from);
	while (cut_end(&word))
		;
	return word;
}

static bool begins_anew(struct span word)
{
	return span_ends(word, ":") || span_ends(word, "?") || span_ends(word, "!") || span_ends(word, "—");
}

/* Only for English, and only letters that are small are changed: "to" before a verb is as the source has it. */
static void add_headline(struct buf *out, struct span title, enum cite_capitals capitals)
{
	bool first = true;

	for (size_t at = 0; at < title.len;) {
		const char *space = memchr(title.data + at, ' ', title.len - at);
		size_t end = space == NULL ? title.len : (size_t)(space - title.data);
		struct span word = span_make(title.data + at, end - at);
		bool last = end == title.len, inside = !first && !(last && capitals == CAPITALS_MAJOR);

		add_word(out, word, inside && (capitals == CAPITALS_SENTENCE || stays_small(core_of(word), capitals)));
		if (!last)
			buf_add_char(out, ' ');
		first = begins_anew(word);
		at = end + 1;
	}
}

void cite_add_cased(struct buf *out, const struct source *s, struct span title, enum cite_capitals capitals)
{
	bool english = cite_is_known(s->meta.language) && strcmp(s->meta.language, "en") == 0;

	if (english && cite_is_known(s->meta.title))
		add_headline(out, title, capitals);
	else
		buf_add_span(out, title);
}

void cite_add_capital(struct buf *out, size_t from)
{
	char *rest = mem_spandup(span_make(out->data + from, out->len - from));
	size_t len = out->len - from, first = strcspn(rest, " ");

	out->len = from;
	add_word(out, span_make(rest, first), false);
	buf_add(out, rest + first, len - first);
	free(rest);
}

void cite_add_style_title(struct buf *out, const struct citation *c, const char *open, const char *close,
                          enum cite_capitals capitals)
{
	struct buf title;

	buf_init(&title);
	if (c->form == CITE_SHORT)
		cite_add_short_title(&title, c, open, close);
	else
		cite_add_title(&title, c->source, open, close);
	cite_add_cased(out, c->source, buf_span(&title), capitals);
	buf_release(&title);
}
