#include "text/lookout.h"

#include "text/bigram.h"
#include "text/strmap.h"
#include "text/words.h"

void lookout_clear(struct lookout *o)
{
	o->count = o->next = 0;
}

/* Reads on from `at`, as far as there is room, or to where bigrams begin: those are not read by segments. */
static void look(struct lookout *o, struct lexemes *l, const struct language *lang, struct span text, size_t at,
                 const struct beginnings *wanted)
{
	struct span words[STRMAP_BATCH];
	uint32_t places[STRMAP_BATCH], segments[STRMAP_BATCH];
	size_t found = 0;

	o->count = o->next = 0;
	do {
		struct segment *s = &o->of[o->count];

		s->at = (struct range){at, word_end(text, at)};
		s->place = LEXEME_UNKNOWN;
		s->word = word_is_word(span_sub(text, s->at));
		s->other = s->word && beginnings_exclude(wanted, span_sub(text, s->at));
		if (s->word && !s->other) {
			words[found] = span_sub(text, s->at);
			segments[found++] = (uint32_t)o->count;
		}
		o->count++;
		at = s->at.end;
	} while (at < text.len && o->count < LOOKOUT_SEGMENTS && found < STRMAP_BATCH && !bigram_begins(text, at));
	lexemes_ask(l, lang, words, found, places);
	for (size_t i = 0; i < found; i++)
		o->of[segments[i]].place = places[i];
}

const struct segment *lookout_at(struct lookout *o, struct lexemes *l, const struct language *lang, struct span text,
                                 size_t at, const struct beginnings *wanted)
{
	while (o->next < o->count && o->of[o->next].at.start < at)
		o->next++;
	/* What a chain or bigrams went past may have ended inside a segment. */
	if (o->next == o->count || o->of[o->next].at.start != at)
		look(o, l, lang, text, at, wanted);
	return &o->of[o->next++];
}
