#include "searcher/run_text.h"

#include "text/utf8.h"

#include <stdlib.h>

#define SIGNS_MOST 16  /* bytes between two words: " § ", " & "; more mean nothing */
#define NUMBER_MOST 3  /* digits of an article, two of a protocol */
#define PROTOCOL_MOST 2
#define REGION_BYTES 3 /* of EUR, of Amnesty International */

/* ---- the shapes of words ---- */

static size_t digits_at(struct span s, size_t at, size_t most)
{
	size_t n = 0;

	while (at + n < s.len && s.data[at + n] >= '0' && s.data[at + n] <= '9')
		n++;
	return n <= most ? n : 0;
}

/* Past a letter, of either case, and a number; 0 if they are not there. */
static size_t numbered(struct span s, size_t at, char letter, size_t most, struct span *number)
{
	size_t n;

	if (at >= s.len || (s.data[at] | 0x20) != letter)
		return 0;
	n = digits_at(s, at + 1, most);
	*number = span_make(s.data + at + 1, n);
	return n == 0 ? 0 : at + 1 + n;
}

/* The word without the signs after it. */
static struct span without_signs(struct span s)
{
	while (s.len != 0 && strchr(",.;:", s.data[s.len - 1]) != NULL)
		s.len--;
	return s;
}

static bool begins_with_digit(struct span s)
{
	return digits_at(s, 0, NUMBER_MOST) != 0;
}

/* ---- what short forms stand for ---- */

/* "A1P1", "P1-1" */
static bool add_whole(struct buf *out, struct span word)
{
	struct span article, protocol, s = without_signs(word);
	size_t past = numbered(s, 0, 'a', NUMBER_MOST, &article);

	if (past == 0 || numbered(s, past, 'p', PROTOCOL_MOST, &protocol) != s.len) {
		past = numbered(s, 0, 'p', PROTOCOL_MOST, &protocol);
		if (past == 0 || past == s.len || s.data[past] != '-')
			return false;
		article = span_make(s.data + past + 1, digits_at(s, past + 1, NUMBER_MOST));
		if (article.len == 0 || past + 1 + article.len != s.len)
			return false;
	}
	buf_add_str(out, "Article ");
	buf_add_span(out, article);
	buf_add_str(out, " of Protocol No. ");
	buf_add_span(out, protocol);
	buf_add_span(out, span_make(word.data + s.len, word.len - s.len));
	return true;
}

/* "P4" after the number of an article */
static bool add_protocol(struct buf *out, struct span before, struct span word)
{
	struct span protocol, s = without_signs(word);

	if (!begins_with_digit(before) || numbered(s, 0, 'p', PROTOCOL_MOST, &protocol) != s.len)
		return false;
	buf_add_str(out, "of Protocol No. ");
	buf_add_span(out, protocol);
	buf_add_span(out, span_make(word.data + s.len, word.len - s.len));
	return true;
}

/* The first letters that the names of a protocol in English, French, Spanish and Russian share. */
static bool is_protocol(struct span word)
{
	static const char *const names[] = {"protocol", "Protocol", "протокол", "Протокол"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_starts(word, names[i]))
			return true;
	return false;
}

/* "1" after "Protocol" */
static bool add_numero(struct buf *out, struct span before, struct span word)
{
	if (!is_protocol(before) || !begins_with_digit(word))
		return false;
	buf_add_str(out, "No. ");
	buf_add_span(out, word);
	return true;
}

static bool has_stroke(struct span s)
{
	return s.len != 0 && memchr(s.data, '/', s.len) != NULL;
}

/* "a/hrc/29/25", "eur 57/5644/2017": symbols are in capitals, and typed without. */
static void add_plain(struct buf *out, struct span word, struct span after)
{
	bool symbol = has_stroke(word) || (word.len == REGION_BYTES && has_stroke(after) && begins_with_digit(after));

	for (size_t i = 0; i < word.len; i++) {
		char c = word.data[i];

		buf_add_char(out, symbol && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
}

/* `before`: the word before it, if nothing but white space stands between. */
static void add_word(struct buf *out, struct span before, struct span word, struct span after)
{
	if (!add_whole(out, word) && !add_protocol(out, before, word) && !add_numero(out, before, word))
		add_plain(out, word, after);
}

/* ---- the text ---- */

static void add_between(struct buf *out, struct span between, bool first)
{
	if (span_trim(between).len == 0 || between.len > SIGNS_MOST)
		buf_add_str(out, first ? "" : " ");
	else
		buf_add_span(out, between);
}

void run_text_make(struct run_text *t, const struct run *run, size_t bare)
{
	buf_init(&t->text);
	t->words = mem_alloc((run->count + 1) * sizeof *t->words);
	for (size_t i = 0; i < run->count; i++) {
		add_between(&t->text, run->before[i], i == 0);
		buf_add_str(&t->text, i == bare ? "Article " : "");
		t->words[i].start = t->text.len;
		add_word(&t->text, i == 0 || span_trim(run->before[i]).len != 0 ? span_of("") : run->words[i - 1],
		         run->words[i], i + 1 < run->count ? run->words[i + 1] : span_of(""));
		t->words[i].end = t->text.len;
	}
}

void run_text_release(struct run_text *t)
{
	buf_release(&t->text);
	free(t->words);
}

/* "chapter", "Part", "p.": what a number behind it is of, and no article. */
static bool is_division(struct span word)
{
	static const char *const names[] = {
		"chapter", "chapters", "ch", "cap", "part", "parts", "title", "schedule", "annex", "appendix", "page", "pages", "p", "pp",
		"para", "paras", "paragraph", "paragraphs", "volume", "vol", "chapitre", "titre", "partie", "annexe", "livre", "capítulo",
		"título", "parte", "anexo", "libro", "página", "глава", "главы", "раздел", "раздела", "часть", "приложение", "страница", "тарау",
		"kapitel", "teil", "capitulo", "titulo", "pagina", NULL,
	};

	return utf8_folds_to(without_signs(word), names);
}

size_t run_text_bare(const struct run *run)
{
	for (size_t i = 0; i < run->count && run->count > 1; i++)
		if (begins_with_digit(run->words[i]))
			return i != 0 && is_division(run->words[i - 1]) ? RUN_TEXT_NOT_BARE : i;
	return RUN_TEXT_NOT_BARE;
}

struct span run_text_stripped(struct span word)
{
	while (word.len != 0 && strchr("().,;:", word.data[word.len - 1]) != NULL)
		word.len--;
	while (word.len != 0 && *word.data == '(')
		word = span_make(word.data + 1, word.len - 1);
	return word;
}
