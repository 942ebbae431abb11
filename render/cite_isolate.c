/*
 * A citation is English and runs left to right; a title in Arabic or Hebrew
 * within it would draw what follows it, a comma and a number, to its own side:
 * "1st" stands then on the wrong side of the title, and cut in two. So the
 * source's own words are set apart where they run right to left (Unicode
 * Standard Annex #9, isolates).
 */
#include "render/cite_parts.h"

#include "render/passage_text.h"
#include "text/utf8.h"

#define WORDS_MAX 64 /* title, publishers and section titles that are looked for, each whole and cut */

/* What of the source's own words may stand in its citation. */
struct own {
	struct buf lines[WORDS_MAX];
	size_t count;
};

/* Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and what else is written so. */
static bool runs_left(int32_t cp)
{
	return (cp >= 0x5BE && cp <= 0x8FF) || (cp >= 0xFB1D && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC) ||
	       (cp >= 0x10800 && cp <= 0x10FFF) || (cp >= 0x1E800 && cp <= 0x1EFFF);
}

static bool has_leftward(struct span s)
{
	return utf8_holds(s, runs_left);
}

/* A line that is cut where it is longer than that. */
static void add_cut(struct own *own, struct span words, size_t most)
{
	if (own->count == WORDS_MAX || !has_leftward(words))
		return;
	buf_init(&own->lines[own->count]);
	cite_shorten(&own->lines[own->count++], words, most);
}

/* Whole, and as what heads a section is cut. */
static void add_words(struct own *own, struct span words)
{
	add_cut(own, words, words.len);
	add_cut(own, words, CITE_SECTION_CHARS);
}

static void add_short_title(struct own *own, const struct citation *c)
{
	struct buf title;

	buf_init(&title);
	cite_add_short_title(&title, c, "", "");
	add_words(own, buf_span(&title));
	buf_release(&title);
}

static void add_heading(struct own *own, const struct record *r)
{
	struct reading text;

	reading_init(&text);
	passage_text(&text, r);
	add_words(own, buf_span(&text.text));
	reading_release(&text);
}

static void take_words(struct own *own, const struct citation *c)
{
	const struct metadata *m = &c->source->meta;

	if (cite_is_known(m->title))
		add_words(own, span_of(m->title));
	for (size_t i = 0; i < m->publisher_count; i++)
		add_words(own, span_of(m->publishers[i]));
	if (c->form == CITE_SHORT)
		add_short_title(own, c);
	for (size_t i = 0; c->record != NULL && i < c->record->section_count; i++)
		add_words(own, c->record->sections[i]);
	if (c->record != NULL && c->record->kind == PASSAGE_HEADING)
		add_heading(own, c->record);
}

/* The length of the longest that stands at `at`; 0: none does. */
static size_t words_at(const struct own *own, struct span raw, size_t at)
{
	struct span rest = span_make(raw.data + at, raw.len - at);
	size_t longest = 0;

	for (size_t i = 0; i < own->count; i++) {
		struct span line = buf_span(&own->lines[i]);

		if (line.len > longest && line.len <= rest.len && memcmp(line.data, rest.data, line.len) == 0)
			longest = line.len;
	}
	return longest;
}

void cite_isolate(struct buf *out, struct span raw, const struct citation *c)
{
	struct own own = {.count = 0};
	size_t len;

	take_words(&own, c);
	for (size_t at = 0; at < raw.len; at += len) {
		len = words_at(&own, raw, at);
		if (len == 0) {
			buf_add_char(out, raw.data[at]);
			len = 1;
			continue;
		}
		buf_add_str(out, CITE_APART);
		buf_add(out, raw.data + at, len);
		buf_add_str(out, CITE_TOGETHER);
	}
	for (size_t i = 0; i < own.count; i++)
		buf_release(&own.lines[i]);
}
