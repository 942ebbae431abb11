#include "text/stem_arabic.h"

#define LETTER 2 /* bytes of an Arabic letter */
#define STEM_LEAST (2 * LETTER)
#define BEHIND_AND_LEAST (3 * LETTER)

/* The longer before those that they begin with. */
static const char *const articles[] = {"وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال"};

/* In this order; each that is left at the end goes. */
static const char *const endings[] = {"ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي"};

static struct span without_first_article(struct span word)
{
	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++) {
		size_t len = strlen(articles[i]);

		if (span_starts(word, articles[i]) && word.len >= len + STEM_LEAST)
			return span_make(word.data + len, word.len - len);
	}
	return word;
}

/* Twice: a word may itself begin as the article does ("الالتزام", "التزام"), and is to lose it in both. */
struct span arabic_without_article(struct span word)
{
	return without_first_article(without_first_article(word));
}

struct span arabic_behind_and(struct span word)
{
	const size_t and = strlen("و");

	if (!span_starts(word, "و") || word.len < and + BEHIND_AND_LEAST || arabic_without_article(word).len != word.len)
		return span_make(NULL, 0);
	return span_make(word.data + and, word.len - and);
}

struct span arabic_stem(struct span word, struct buf *out)
{
	buf_clear(out);
	buf_add_span(out, word);
	for (size_t i = 0; i + LETTER <= out->len; i++) /* alef maqsura is yeh to many who write it */
		if (memcmp(out->data + i, "ى", LETTER) == 0)
			memcpy(out->data + i, "ي", LETTER);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t len = strlen(endings[i]);

		if (span_ends(buf_span(out), endings[i]) && out->len >= len + STEM_LEAST)
			out->len -= len;
	}
	return buf_span(out);
}
