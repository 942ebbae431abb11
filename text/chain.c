#include "text/chain.h"

#include <stdlib.h>

#include "text/bigram.h"
#include "text/utf8.h"
#include "text/words.h"

#define SOFT_HYPHEN "\xC2\xAD"
#define HYPHEN "\xE2\x80\x90"
#define NO_BREAK_HYPHEN "\xE2\x80\x91"

void chain_release(struct chain *c)
{
	if (c == NULL)
		return;
	free(c->links);
	c->links = NULL;
	c->count = c->cap = 0;
}

static bool is_ascii_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void add_link(struct chain *c, struct span text, struct range segment, bool broken)
{
	struct link *l;

	c->end = segment.end;
	while (segment.start < segment.end && text.data[segment.start] == '_')
		segment.start++;
	while (segment.end > segment.start && text.data[segment.end - 1] == '_')
		segment.end--;
	ARRAY_GROW(c->links, c->count, c->cap);
	l = &c->links[c->count++];
	l->at = segment;
	l->broken = broken;
	l->inner = false;
	c->has_break |= broken;
	for (size_t i = segment.start; i < segment.end && !c->has_letter; i++)
		c->has_letter = (unsigned char)text.data[i] >= 0x80 || is_ascii_letter((unsigned char)text.data[i]);
	for (size_t i = segment.start; i < segment.end; i++)
		l->inner |= text.data[i] == '.' || text.data[i] == '_';
}

/* The end of the hyphen at `at`; `at` if there is none, or a mark stands on it. */
static size_t hyphen_end(struct span text, size_t at)
{
	struct span rest = span_make(text.data + at, text.len - at);
	size_t end = at;

	if (rest.len == 0)
		return at;
	if (rest.data[0] == '-')
		end = at + 1;
	else if (span_starts(rest, HYPHEN) || span_starts(rest, NO_BREAK_HYPHEN))
		end = at + strlen(HYPHEN);
	return end > at && word_end(text, at) == end ? end : at;
}

static size_t skip_blanks(struct span text, size_t at)
{
	while (at < text.len && (text.data[at] == ' ' || text.data[at] == '\t' || text.data[at] == '\r'))
		at++;
	return at;
}

/* Where the next line begins, if `at` is its end and it begins in lower case; else `at`. */
static size_t lower_line(struct span text, size_t at)
{
	size_t feed = skip_blanks(text, at), start;
	int32_t cp;

	if (feed == text.len || text.data[feed] != '\n')
		return at;
	start = skip_blanks(text, feed + 1);
	if (start == text.len)
		return at;
	utf8_decode(text, start, &cp);
	return utf8_is_lower(cp) ? start : at;
}

/* Where the next word of the chain begins; 0 if the chain ends here. */
static size_t next_link(struct span text, size_t at, struct range address, bool *broken)
{
	struct span before = span_make(text.data, at);
	size_t after = hyphen_end(text, at), line;

	*broken = false;
	if (after == at && !span_ends(before, SOFT_HYPHEN))
		return 0;
	line = at > address.start && at <= address.end ? after : lower_line(text, after);
	*broken = line != after;
	if (line == at || line == text.len)
		return 0;
	return line;
}

bool chain_read(struct chain *c, struct span text, struct range first, struct range address)
{
	bool broken = false;

	if (!word_is_word(span_sub(text, first)))
		return false;
	c->count = 0;
	c->has_letter = c->has_break = false;
	add_link(c, text, first, false);
	for (;;) {
		size_t start = next_link(text, c->end, address, &broken);
		struct range next = {start, start};

		if (start == 0 || bigram_begins(text, start))
			return true;
		next.end = word_end(text, start);
		if (!word_is_word(span_sub(text, next)))
			return true;
		add_link(c, text, next, broken);
	}
}

void chain_inner_kind(struct span word, bool *words, bool *letters)
{
	size_t start = 0;

	*words = *letters = false;
	for (size_t i = 0; i <= word.len; i++) {
		unsigned char b = i < word.len ? (unsigned char)word.data[i] : '.';

		*letters |= b >= 0x80 || is_ascii_letter(b);
		if (b != '.' && b != '_')
			continue;
		*words |= utf8_length(span_make(word.data + start, i - start)) > 1;
		start = i + 1;
	}
}
