/*
 * Snippets of made-up hits: what is chosen, and what always holds: the ranges
 * lie in the passage's, their hash is right, the text is the text of these
 * bytes, highlights stand on characters, sentences are whole, no cut parts a
 * negation from its words.
 */
#include "render/passage_text.h"
#include "searcher/choose.h"
#include "searcher/negation.h"
#include "searcher/snippet.h"
#include "store/sha256.h"
#include "tests/unit/made_hit.h"
#include "tests/unit/tap.h"
#include "text/sentences.h"
#include "text/utf8.h"
#include "text/words.h"

#include <stdlib.h>

#define CUT SNIPPET_CUT
static struct lists *lists;

static struct record record(void)
{
	struct record r = {.kind = PASSAGE_PARAGRAPH, .language = span_of("en")};

	strcpy(r.id, "0123456789abcdef");
	strcpy(r.source_key, "0123456789abcdef");
	return r;
}

/* ---- What always holds: NULL, or what does not ---- */

static const char *ranges_hold(const struct made *m, const struct snippet *s)
{
	size_t last = 0;

	for (size_t i = 0; i < s->range_count; i++) {
		bool inside = false;

		for (size_t k = 0; k < m->range_count; k++)
			inside |= s->ranges[i].start >= m->ranges[k].start && s->ranges[i].end <= m->ranges[k].end;
		if (!inside)
			return "ranges lie in the passage's";
		if (s->ranges[i].start >= s->ranges[i].end || (i != 0 && s->ranges[i].start <= last))
			return "ranges are in order, apart and not empty";
		last = s->ranges[i].end;
	}
	return NULL;
}

static bool on_character(struct span s, size_t at)
{
	return at == s.len || ((unsigned char)s.data[at] & 0xC0) != 0x80;
}

static const char *highlights_hold(const struct snippet *s)
{
	size_t last = 0;

	for (size_t i = 0; i < s->highlight_count; i++) {
		struct range h = s->highlights[i];

		if (h.start >= h.end || h.end > s->text.len || h.start < last)
			return "highlights are in order, in the text and not empty";
		if (!on_character(buf_span(&s->text), h.start) || !on_character(buf_span(&s->text), h.end))
			return "highlights stand on characters";
		last = h.end;
	}
	return NULL;
}

static struct span without_cuts(struct span text)
{
	if (span_starts(text, CUT " "))
		text = span_make(text.data + strlen(CUT " "), text.len - strlen(CUT " "));
	if (span_ends(text, " " CUT))
		text.len -= strlen(" " CUT);
	return text;
}

static const char *text_holds(const struct made *m, const struct snippet *s)
{
	struct span source = buf_span(&m->source);
	char sha256[SHA256_HEX + 1];
	struct reading reading;
	struct buf shown;
	bool same;

	sha256_ranges(sha256, source, s->ranges, s->range_count);
	if (strcmp(sha256, s->sha256) != 0)
		return "the hash is the hash of the ranges' bytes";
	reading_init(&reading);
	buf_init(&shown);
	reading_make(&reading, source, s->ranges, s->range_count, m->skips, m->skip_count);
	reading_show(&shown, &reading, (struct range){0, reading.text.len});
	same = span_eq(without_cuts(buf_span(&s->text)), buf_span(&shown)) ||
	       span_eq(buf_span(&s->text), buf_span(&shown));
	reading_release(&reading);
	buf_release(&shown);
	return same ? NULL : "the text is the text of the ranges' bytes";
}

struct neighbours {
	struct span before[NEGATION_AFTER], after; /* words nearest first; empty: none */
};

/* The sentence that a place cuts; empty: it stands between two. */
static struct range cut_sentence(struct span text, const struct language *lang, size_t place)
{
	struct range *sentences = NULL, cut = {0, 0};
	size_t count = sentences_find(text, lang, lists, &sentences);

	for (size_t i = 0; i < count; i++)
		if (sentences[i].start < place && place < sentences[i].end)
			cut = sentences[i];
	free(sentences);
	return cut;
}

/* The words around a place, within a sentence. */
static struct neighbours around(struct span text, struct range sentence, size_t place)
{
	struct neighbours n = {{{"", 0}}, {"", 0}};

	for (size_t at = sentence.start, end; at < sentence.end; at = end) {
		struct span segment;

		end = word_end(text, at);
		segment = span_make(text.data + at, end - at);
		if (!word_is_word(segment))
			continue;
		if (at >= place) {
			n.after = segment;
			break;
		}
		for (size_t i = NEGATION_AFTER - 1; i > 0; i--)
			n.before[i] = n.before[i - 1];
		n.before[0] = segment;
	}
	return n;
}

/* Offset into the record's bytes -> source offset; where two ranges meet, the later one's start. */
static size_t source_of(const struct record *r, size_t offset)
{
	size_t before = 0;

	for (size_t i = 0; i < r->range_count; i++) {
		size_t len = r->ranges[i].end - r->ranges[i].start;

		if (offset - before < len)
			return r->ranges[i].start + (offset - before);
		before += len;
	}
	return r->range_count == 0 ? 0 : r->ranges[r->range_count - 1].end;
}

/* The first reading byte at or after a source byte. */
static size_t place_of(const struct made *m, size_t source)
{
	const struct reading *r = &m->hit.reading;
	size_t low = 0, high = r->text.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (source_of(&m->hit.record, reading_source(r, middle)) < source)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool parts_negation(const struct made *m, size_t source)
{
	struct span text = buf_span(&m->hit.reading.text);
	size_t place = place_of(m, source);
	struct neighbours n = around(text, cut_sentence(text, m->hit.language, place), place);

	for (size_t i = 0; i < NEGATION_AFTER; i++)
		if (n.before[i].len != 0 && n.after.len != 0 && is_negation(n.before[i]))
			return true;
	return n.before[0].len != 0 && n.after.len != 0 && is_negation(n.after);
}

/* Whether nothing that is read lies between the snippet's ranges i-1 and i: they meet at a join. */
static bool meet(const struct made *m, const struct snippet *s, size_t i)
{
	return i != 0 && i < s->range_count &&
	       place_of(m, s->ranges[i - 1].end) == place_of(m, s->ranges[i].start);
}

static const char *negations_hold(const struct made *m, const struct snippet *s)
{
	for (size_t i = 0; i < s->range_count; i++)
		if ((!meet(m, s, i) && parts_negation(m, s->ranges[i].start)) ||
		    (!meet(m, s, i + 1) && parts_negation(m, s->ranges[i].end)))
			return "no cut parts a negation from its words";
	return NULL;
}

static const char *holds(const struct made *m, const struct snippet *s)
{
	const char *wrong = ranges_hold(m, s);

	if (wrong == NULL)
		wrong = highlights_hold(s);
	if (wrong == NULL)
		wrong = text_holds(m, s);
	if (wrong == NULL)
		wrong = negations_hold(m, s);
	if (wrong == NULL && !utf8_valid(buf_span(&s->text)))
		wrong = "the text is valid UTF-8";
	return wrong;
}

/* ---- What is chosen ---- */

#define LONG                                                                                       \
	"This sentence has a length that fills the room so that the next one is left out of the "      \
	"snippet, for it goes on and on and on without any need, and then on again until about four "  \
	"hundred bytes have gone by, which is more than a reader wants to see between two sentences "  \
	"that matter, but it has to be read all the same when one wants to know what stands there, "   \
	"at least until its end has come, and so on. "

struct choice {
	const char *name, *passage, *words;
	unsigned context;
	const char *want; /* highlights between « and » */
};

static const struct choice choices[] = {
	{"one sentence", "He was found guilty under article 174.", "article|174", 0,
	 "He was found guilty under «article» «174»."},
	{"a phrase is one highlight", "He was found guilty under article 174.", "article 174", 0,
	 "He was found guilty under «article 174»."},
	{"note calls and mark-up are not read", "He was <**>guilty<**><[5]> of article<26> 174.", "article 174", 0,
	 "He was guilty of «article 174»."},
	{"neighbours fill a short snippet", "One first. A word here. One last.", "word", 0,
	 "One first. A «word» here. One last."},
	{"no marks: the first sentences", "One first. " LONG "One last.", "", 0, "One first."},
	{"the window, not what is far from it", "First. " LONG "The word is here. " LONG "Last.", "word", 0,
	 "The «word» is here."},
	{"context: a sentence more on each side", "First. Second one. " LONG "The word is here. " LONG "Last.",
	 "word", 1, LONG "The «word» is here. " LONG},
	{"two parts", "The first word. " LONG LONG "The second thing.", "word|thing", 0,
	 "The first «word». […] The second «thing»."},
	{"distinct words before many", "A word, a word, a word. " LONG LONG "The word is a thing. " LONG, "word|thing", 0,
	 "The «word» is a «thing»."},
	{"many before early", "A word. " LONG LONG "The word is a word. " LONG, "word", 0,
	 "The «word» is a «word»."},
	{"early when all is the same", "A word. " LONG LONG "A word. ", "word", 0, "A «word»."},
	{"a short gap is shown", "A word. No. Yes. A thing. " LONG, "word|thing", 0,
	 "A «word». No. Yes. A «thing»."},
	{"a join is visible", "prisoners of conscience Maks Bokaev; {note 5. He is. }and the permanent closing.",
	 "Bokaev", 0, "prisoners of conscience Maks «Bokaev»; […] and the permanent closing."},
	{"a phrase over a join is one highlight",
	 "prisoners of conscience Maks Bokaev; {note 5. He is. }and the permanent closing.",
	 "Bokaev; […] and the", 0,
	 "prisoners of conscience Maks «Bokaev; […] and the» permanent closing."},
	{"a phrase over two sentences keeps both", "It ended. The war began. " LONG LONG, "ended. The war", 0,
	 "It «ended. The war» began."},
	{"a line broken at a hyphen is shown with a space", "It is co-\noperation.", "operation", 0,
	 "It is co- «operation»."},
	{"ill-formed bytes are shown as U+FFFD", "It is \xff word \xc3.", "word", 0, "It is \xef\xbf\xbd «word» \xef\xbf\xbd."},
};

static void show(struct buf *out, const struct snippet *s)
{
	size_t at = 0;

	for (size_t i = 0; i < s->highlight_count; i++) {
		buf_add(out, s->text.data + at, s->highlights[i].start - at);
		buf_add_str(out, "«");
		buf_add_span(out, span_sub(buf_span(&s->text), s->highlights[i]));
		buf_add_str(out, "»");
		at = s->highlights[i].end;
	}
	buf_add(out, s->text.data + at, s->text.len - at);
}

static void choose(const struct choice *c)
{
	const char *wrong;
	struct snippet s;
	struct made m;
	struct buf got;
	struct span want = span_trim(span_of(c->want));

	made_init(&m, record(), span_of(c->passage));
	made_mark(&m, c->words);
	snippet_init(&s);
	buf_init(&got);
	snippet_make(&s, &m.hit, lists, c->context);
	show(&got, &s);
	if (!tap_ok(span_eq(want, buf_span(&got)), "%s", c->name)) {
		tap_note("want %.*s", (int)want.len, want.data);
		tap_note("got  %s", got.data);
	}
	wrong = holds(&m, &s);
	tap_ok(wrong == NULL, "%s: %s", c->name, wrong == NULL ? "all that always holds" : wrong);
	buf_release(&got);
	snippet_release(&s);
	made_release(&m);
}

/* ---- Over-long sentences ---- */

static void add_words(struct buf *b, size_t len)
{
	while (b->len + 9 <= len)
		buf_add_str(b, "eightlet ");
	while (b->len + 1 < len)
		buf_add_char(b, 'x');
}

static void long_sentence(size_t len, bool whole)
{
	struct buf text;
	struct snippet s;
	struct made m;

	buf_init(&text);
	buf_add_str(&text, "Torture ");
	add_words(&text, len);
	buf_add_char(&text, '.');
	made_init(&m, record(), buf_span(&text));
	made_mark(&m, "Torture");
	snippet_init(&s);
	snippet_make(&s, &m.hit, lists, 0);
	tap_ok((s.text.len == len) == whole && span_ends(buf_span(&s.text), CUT) == !whole,
	       "a sentence of %zu bytes is %s", len, whole ? "whole" : "cut, with the mark");
	tap_ok(holds(&m, &s) == NULL, "and all that always holds");
	snippet_release(&s);
	made_release(&m);
	buf_release(&text);
}

static void no_place_to_cut(void)
{
	struct buf text;
	struct snippet s;
	struct made m;

	buf_init(&text);
	for (int i = 0; i < 500; i++)
		buf_add_str(&text, "not so ");
	buf_add_str(&text, "torture.");
	made_init(&m, record(), buf_span(&text));
	made_mark(&m, "torture");
	snippet_init(&s);
	snippet_make(&s, &m.hit, lists, 0);
	tap_ok(s.text.len == text.len, "a sentence full of negations is not cut at all");
	snippet_release(&s);
	made_release(&m);
	buf_release(&text);
}

/* ---- Limits, one byte on each side ---- */

/* A sentence of just `len` bytes without any word that is looked for. */
static void add_sentence(struct buf *b, size_t len)
{
	size_t end = b->len + len - 1;

	buf_add_char(b, 'N');
	while (b->len + 2 < end)
		buf_add_str(b, b->len + 3 == end ? "nn" : " n");
	while (b->len < end)
		buf_add_char(b, 'n');
	buf_add_char(b, '.');
}

/* The snippet of a text; the caller frees it. */
static char *snippet_of(const struct buf *text, const char *words)
{
	struct snippet s;
	struct made m;
	char *shown;

	made_init(&m, record(), buf_span(text));
	made_mark(&m, words);
	snippet_init(&s);
	snippet_make(&s, &m.hit, lists, 0);
	if (holds(&m, &s) != NULL)
		tap_ok(false, "%s: %s", holds(&m, &s), s.text.data);
	shown = mem_spandup(buf_span(&s.text));
	snippet_release(&s);
	made_release(&m);
	return shown;
}

/* "A word.", a sentence of `between` bytes, "A thing.": whether all of it is shown. */
static void between(const char *what, const char *words, size_t len, bool shown)
{
	struct buf text;
	char *snippet;

	buf_init(&text);
	buf_add_str(&text, "A word. ");
	add_sentence(&text, len);
	buf_add_str(&text, " A thing. ");
	add_sentence(&text, 1000);
	snippet = snippet_of(&text, words);
	if (!tap_ok((strchr(snippet, 'n') > strchr(snippet, 'N') && strstr(snippet, " n") != NULL) == shown,
	            "%s: a sentence of %zu bytes is %s", what, len, shown ? "shown" : "left out"))
		tap_note("%s", snippet);
	free(snippet);
	buf_release(&text);
}

static void parts(size_t count)
{
	size_t shown = 0;
	struct buf text;
	char *snippet;

	buf_init(&text);
	for (size_t i = 0; i < count; i++) {
		buf_addf(&text, "A word%c. ", "abcd"[i]);
		add_sentence(&text, 1000);
		buf_add_char(&text, ' ');
	}
	snippet = snippet_of(&text, "worda|wordb|wordc|wordd");
	for (const char *at = snippet; (at = strstr(at, "A word")) != NULL; at++)
		shown++;
	tap_ok(shown == (count < SNIPPET_PARTS ? count : SNIPPET_PARTS), "of %zu parts %zu are shown", count, shown);
	free(snippet);
	buf_release(&text);
}

static void limits(void)
{
	/* "A word. " and " A thing." are 17 bytes; a gap is a sentence with a space on each side. */
	between("a window", "word|thing", SNIPPET_BYTES - 17, true);
	between("a window", "word|thing", SNIPPET_BYTES - 16, false);
	between("a neighbour", "word", SNIPPET_FILL - 7, true);
	between("a neighbour", "word", SNIPPET_FILL - 6, false);
	parts(SNIPPET_PARTS);
	parts(SNIPPET_PARTS + 1);
}

/* ---- Anything ---- */

static uint64_t state = 174;

static size_t below(size_t n)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)((state >> 33) % n);
}

/* Whole: the text is one sentence. */
static void add_random(struct buf *b, bool whole)
{
	static const char *const pieces[] = {
		"the ", "article ", "174 ", "not ", "never ", "didn’t ", "пытки ", "не ", "of ", "and ",
		"état ", "state-run ", "words, ", "more; ", "人权法 ", "x ", "said<12> ", "**bold** ",
		"http://a.b/c ", "(in) ", "“so” ", "\n", "  ", "\xff ", "co-\noperate ", "sans ", "without ",
		"no. ", "end. Then ", "end.<3> The ", "? But ",
	};
	size_t count = sizeof pieces / sizeof *pieces;

	buf_add_str(b, pieces[below(whole ? count - 4 : count)]);
}

/* A passage of up to 900 pieces in up to PARTS_MAX ranges. */
static void random_passage(struct buf *text)
{
	size_t pieces = 1 + below(below(4) == 0 ? 900 : 60), parts = 1;
	bool whole = below(2) == 0;

	buf_add_str(text, "Begin ");
	for (size_t i = 0; i < pieces; i++) {
		if (parts < PARTS_MAX && below(40) == 0) {
			buf_add_str(text, "{3 A note. }go on ");
			parts++;
		}
		add_random(text, whole);
	}
	buf_add_str(text, "end.");
}

static const char *random_hit(void)
{
	const char *wrong;
	struct buf text;
	struct snippet s;
	struct made m;

	buf_init(&text);
	random_passage(&text);
	made_init(&m, record(), buf_span(&text));
	made_mark(&m, below(2) == 0 ? "article 174|torture|of" : "пытки|words, |end. The|the");
	snippet_init(&s);
	snippet_make(&s, &m.hit, lists, (unsigned)below(3));
	wrong = holds(&m, &s);
	if (wrong != NULL)
		tap_note("passage %s\n# snippet %s", text.data, s.text.data);
	snippet_release(&s);
	made_release(&m);
	buf_release(&text);
	return wrong;
}

#define RANDOM_HITS 2000

static void random_hits(void)
{
	const char *wrong = NULL;
	size_t done = 0;

	for (; done < RANDOM_HITS && wrong == NULL; done++)
		wrong = random_hit();
	tap_ok(wrong == NULL, "%zu random hits: %s", done, wrong == NULL ? "all that always holds" : wrong);
}

int main(void)
{
	lists = lists_new();
	for (size_t i = 0; i < sizeof choices / sizeof *choices; i++)
		choose(&choices[i]);
	long_sentence(SNIPPET_SENTENCE_MAX, true);
	long_sentence(SNIPPET_SENTENCE_MAX + 1, false);
	long_sentence(20000, false);
	no_place_to_cut();
	limits();
	random_hits();
	lists_free(lists);
	return tap_done();
}
