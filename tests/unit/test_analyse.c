/* The analyser: the table of tests/cases/analyse.txt; laws that hold for any bytes; limits; time. */
#include "tests/unit/table.h"
#include "text/analyse.h"
#include "text/lookout.h"


#define CASES "tests/cases/analyse.txt"
#define MEGABYTE tap_scale((size_t)1 << 20)

static struct lists *make_lists(void)
{
	static const char *const content[][2] = {
		{"stopwords/en.txt", "the\nof\nin\nand\nus\nit\n"},
		{"stopwords/fr.txt", "la\nde\n"},
		{"lexicon/exceptions.txt", "en authority\nen authorities authority\n"},
		{"lexicon/equivalents.txt", "en detain detention detainee\nru дом dom house\n"},
	};
	struct lists *l = lists_new();

	for (size_t i = 0; i < sizeof content / sizeof *content; i++) {
		char *error = NULL;

		if (!lists_add(l, span_of(content[i][0]), span_of(content[i][1]), &error))
			tap_ok(false, "list: %s", error);
		free(error);
	}
	return l;
}

/* Letters of the flags in the table; RANKED is not written, its absence is `u`. */
static const struct {
	unsigned flag;
	char letter;
} letters[] = {
	{TOKEN_STOP, 's'}, {TOKEN_JOINED, 'j'}, {TOKEN_BROKEN, 'b'}, {TOKEN_ADDRESS, 'a'},
	{TOKEN_ACRONYM, 'c'}, {TOKEN_BIGRAM, '2'}, {TOKEN_NUMBER, 'n'},
};

static void write_token(struct buf *out, const struct token *t)
{
	struct buf flags;

	buf_init(&flags);
	if (!(t->flags & TOKEN_RANKED))
		buf_add_char(&flags, 'u');
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (t->flags & letters[i].flag)
			buf_add_char(&flags, letters[i].letter);
	buf_addf(out, "%s%u:", out->len == 0 ? "" : " ", (unsigned)t->position);
	buf_add_span(out, t->term);
	if (t->flags & TOKEN_RANKED ? !span_eq(t->term, t->stem) : t->stem.len != 0) {
		buf_add_char(out, '~');
		buf_add_span(out, t->stem);
	}
	if (t->marked.len != 0) {
		buf_add_char(out, '+');
		buf_add_span(out, t->marked);
	}
	buf_addf(out, "@%zu-%zu", t->at.start, t->at.end);
	if (flags.len != 0)
		buf_addf(out, "/%s", flags.data);
	buf_release(&flags);
}

/* One that reads all, and one that is asked for some words: its lists are packed. */
struct analysers {
	struct analyser *all, *some;
};

/* Whether a token may be left without a term where such words are wanted. */
static bool may_be_empty(const struct token *t, const struct beginnings *wanted)
{
	return beginnings_exclude(wanted, t->term) && t->marked.len == 0 &&
	       (t->stem.len == 0 || beginnings_exclude(wanted, t->stem));
}

static bool same_token(const struct token *all, const struct token *some, const struct beginnings *wanted)
{
	const unsigned uncertain = TOKEN_STOP | TOKEN_ACRONYM;

	if (all->at.start != some->at.start || all->at.end != some->at.end || all->position != some->position)
		return false;
	if (some->term.len == 0)
		return may_be_empty(all, wanted) && ((all->flags ^ some->flags) & ~uncertain) == 0;
	return all->flags == some->flags && span_eq(all->term, some->term) && span_eq(all->stem, some->stem) &&
	       span_eq(all->marked, some->marked);
}

/* Whether the words that are wanted have the tokens that they have where all are; *empty: how many have none. */
static bool same_of_wanted(const struct analysers *a, const struct language *lang, struct span text,
                           const struct beginnings *wanted, size_t *empty)
{
	size_t count, of_some;
	const struct token *all = analyse(a->all, lang, text, &count),
			   *some = analyse_some(a->some, lang, text, wanted, &of_some);
	bool same = count == of_some;

	for (size_t i = 0; i < count && same; i++) {
		same = same_token(&all[i], &some[i], wanted);
		*empty += some[i].term.len == 0;
	}
	return same;
}

/* Whether the same holds where the words of one stem are wanted, for each token's. */
static bool wanted_stems(const struct analysers *a, const struct language *lang, struct span text)
{
	size_t count, empty = 0;
	bool same = true;

	analyse(a->all, lang, text, &count);
	for (size_t i = 0; i < count; i++) {
		const struct token *t = &analyse(a->all, lang, text, &count)[i];
		struct beginnings wanted = beginnings_none;

		beginnings_add_folded(&wanted, t->stem.len != 0 ? t->stem : t->term);

		same = same_of_wanted(a, lang, text, &wanted, &empty) && same;
	}
	return same;
}

static bool wanted_words(const struct analysers *a, const struct language *lang, struct span text)
{
	size_t empty = 0;
	bool same = same_of_wanted(a, lang, text, &beginnings_none, &empty);

	for (char c = 'a'; c <= 'z'; c++) {
		struct beginnings wanted = beginnings_none;

		beginnings_add_folded(&wanted, span_make(&c, 1));
		same = same_of_wanted(a, lang, text, &wanted, &empty) && same;
	}
	for (int bit = 0; bit < 48; bit++) {
		struct beginnings wanted = {.cyrillic = UINT64_C(1) << bit};

		same = same_of_wanted(a, lang, text, &wanted, &empty) && same;
	}
	return same && wanted_stems(a, lang, text);
}

static void one_case(void *context, unsigned line, const struct span *fields)
{
	const struct analysers *both = context;
	struct analyser *a = both->all;
	const struct language *lang = table_language(fields[0]);
	struct buf text, found;
	const struct token *tokens;
	size_t count;

	buf_init(&text);
	buf_init(&found);
	table_unescape(&text, fields[1]);
	tokens = analyse(a, lang, buf_span(&text), &count);
	for (size_t i = 0; i < count; i++)
		write_token(&found, &tokens[i]);
	if (!tap_ok(lang != NULL && span_eq(buf_span(&found), fields[2]), "%s:%u %.*s", CASES, line,
	            (int)fields[1].len, fields[1].data))
		tap_note("found %s", found.data);
	tap_ok(wanted_words(both, lang, buf_span(&text)), "%s:%u the same where words with one first letter are wanted", CASES, line);
	buf_release(&text);
	buf_release(&found);
}

static bool has_alphanumeric(struct span s)
{
	for (size_t at = 0; at < s.len;) {
		int32_t cp;

		at += utf8_decode(s, at, &cp);
		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			return true;
	}
	return false;
}

/* What is wrong with the tokens of a text; NULL if nothing is. */
static const char *broken_law(struct span text, const struct token *t, size_t count)
{
	size_t past = 0;
	uint32_t position = 0;

	for (size_t i = 0; i < count; i++) {
		bool joined = t[i].flags & TOKEN_JOINED, ranked = t[i].flags & TOKEN_RANKED;

		if (t[i].at.start >= t[i].at.end || t[i].at.end > text.len)
			return "a range outside the text";
		if (t[i].term.len == 0 || t[i].term.len > TOKEN_TERM_MAX || !utf8_valid(t[i].term))
			return "a bad term";
		if (ranked != (t[i].stem.len != 0))
			return "a stem that is not ranked, or none that is";
		if (t[i].marked.len != 0 && (!ranked || span_eq(t[i].marked, t[i].stem)))
			return "a second stem that is the first, or not ranked";
		if (t[i].position != position + !joined)
			return "a position out of order";
		position = t[i].position;
		if (joined)
			continue;
		if (!(t[i].flags & TOKEN_BIGRAM) && t[i].at.start < past)
			return "words that overlap";
		if (t[i].at.start > past && has_alphanumeric(span_sub(text, (struct range){past, t[i].at.start})))
			return "a word left out";
		past = t[i].at.end;
	}
	return has_alphanumeric(span_sub(text, (struct range){past, text.len})) ? "a last word left out" : NULL;
}

/* The text in a buffer of its own size, so that a sanitizer sees a byte read beyond it. */
static const char *check_laws(struct analyser *a, const char *code, struct span text)
{
	char *copy = mem_alloc(text.len + !text.len);
	size_t count;
	const struct token *tokens;
	const char *wrong;

	if (text.len != 0)
		memcpy(copy, text.data, text.len);
	text.data = copy;
	tokens = analyse(a, language_find(span_of(code)), text, &count);
	wrong = broken_law(text, tokens, count);
	free(copy);
	return wrong;
}

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

/* Strings of bytes and of pieces that matter to the analyser. */
static void random_text(struct buf *out, uint32_t *state)
{
	static const char *const pieces[] = {
		"-", "\n", " ", "_", ".", "'", "’", "http://", "www.", "@", "a", "B", "é", "о", "人", "ก",
		"ั", "\xC2\xAD", "\xE2\x80\x90", "1", ",", "<", ">", "%D0%90", "%", "%2", "(", ")", "\xFF", "\xE2",
		"Ё", "ж", "Ѐ", "п", "Ї", "ђ", "ў", "ѝ", "qe", "ア", "🇰🇿", "\xCC\x81", "\xCD\x8F", "U.N.", "OSCE", "ﬁ", "한", "x.org", "\r\n", "٣",
	};
	size_t length = next_random(state) % 40;

	buf_clear(out);
	for (size_t i = 0; i < length; i++) {
		uint32_t r = next_random(state);

		if (r % 8 == 0)
			buf_add_char(out, (char)(r >> 8));
		else
			buf_add_str(out, pieces[(r >> 8) % (sizeof pieces / sizeof *pieces)]);
	}
}

static void wanted_of_random_bytes(const struct analysers *a)
{
	static const char *const codes[] = {"en", "tr", "id", "-", "ru"};
	uint32_t state = 20261126;
	struct buf text;
	size_t wrong = 0, empty = 0;

	buf_init(&text);
	for (unsigned i = 0; i < tap_scale(5000); i++) {
		struct beginnings wanted = beginnings_none;

		beginnings_add_folded(&wanted, span_of(i % 3 == 0 ? "b" : i % 3 == 1 ? "a n" : "x"));
		random_text(&text, &state);
		wrong += !same_of_wanted(a, table_language(span_of(codes[i % 5])), buf_span(&text), &wanted, &empty);
	}
	tap_ok(wrong == 0 && empty != 0, "words wanted of random texts: %zu wrong, %zu others", wrong, empty);
	buf_release(&text);
}

static void laws_of_random_bytes(struct analyser *a)
{
	static const char *const codes[] = {"en", "fr", "ru", "zh", "kk", "tr", "ar"};
	uint32_t state = 20261125;
	struct buf text;
	unsigned wrong = 0;

	buf_init(&text);
	for (unsigned i = 0; i < tap_scale(20000); i++) {
		const char *law;

		random_text(&text, &state);
		law = check_laws(a, codes[i % (sizeof codes / sizeof *codes)], buf_span(&text));
		if (law != NULL && wrong++ < 5)
			tap_note("text %u: %s: %s", i, law, text.data);
	}
	tap_ok(wrong == 0, "the laws hold for 20000 random texts");
	buf_release(&text);
}

static void laws_of_slices(struct analyser *a)
{
	static const char *const files[] = {
		"../shared/corpus/iphr-kibhr-briefing-2021.txt", "../shared/corpus/article19-adil-soz-upr.txt",
		"../shared/formats/udhr-kaz.html", "../shared/formats/udhr-arb.html",
		"tests/cases/analyse.txt",
	};
	uint32_t state = 7;
	struct buf content;

	buf_init(&content);
	for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
		unsigned wrong = 0;

		buf_clear(&content);
		table_read_file(&content, files[f]);
		if (content.len == 0) {
			tap_skip("not there", "the laws hold for slices of %s", files[f]);
			continue;
		}
		for (unsigned i = 0; i < tap_scale(300); i++) {
			size_t from = next_random(&state) % content.len, left = content.len - from;
			size_t len = next_random(&state) % (left < 3000 ? left : 3000);

			wrong += check_laws(a, "en", span_make(content.data + from, len)) != NULL;
		}
		wrong += check_laws(a, "ru", buf_span(&content)) != NULL;
		tap_ok(wrong == 0, "the laws hold for slices of %s", files[f]);
	}
	buf_release(&content);
}

static void long_words(struct analyser *a)
{
	struct buf text;
	size_t count;
	const struct token *t;

	buf_init(&text);
	for (size_t i = 0; i < TOKEN_TERM_MAX; i++)
		buf_add_char(&text, 'x');
	t = analyse(a, language_find(span_of("kk")), buf_span(&text), &count);
	tap_ok(count == 1 && span_eq(t->term, buf_span(&text)), "a word of TOKEN_TERM_MAX bytes is its own term");
	buf_add_str(&text, "y");
	t = analyse(a, language_find(span_of("kk")), buf_span(&text), &count);
	tap_ok(count == 1 && t->term.len == TOKEN_TERM_MAX && memchr(t->term.data, '~', t->term.len) != NULL &&
	               t->at.end == TOKEN_TERM_MAX + 1,
	       "a longer one is cut, with a hash");
	buf_reserve(&text, 2 * TOKEN_TERM_MAX);
	buf_add_str(&text, " ");
	buf_add(&text, text.data, TOKEN_TERM_MAX);
	buf_add_str(&text, "z");
	t = analyse(a, language_find(span_of("kk")), buf_span(&text), &count);
	tap_ok(count == 2 && !span_eq(t[0].term, t[1].term), "two long words that differ at the end have two terms");
	buf_clear(&text);
	for (size_t i = 0; i < TOKEN_TERM_MAX; i++)
		buf_add_str(&text, "ж");
	t = analyse(a, language_find(span_of("ru")), buf_span(&text), &count);
	tap_ok(count == 1 && t->term.len <= TOKEN_TERM_MAX && utf8_valid(t->term), "and is cut between characters");
	buf_release(&text);
}

/* Words just short of LEXEME_BYTES are remembered, longer ones are not: it must make no difference. */
static void remembered_words(struct analyser *a)
{
	struct buf text;
	size_t count;
	const struct token *t;

	buf_init(&text);
	for (size_t len = LEXEME_BYTES - 1; len <= LEXEME_BYTES + 1; len++) {
		buf_clear(&text);
		buf_reserve(&text, 3 * len);
		for (size_t i = 0; i < len; i++)
			buf_add_char(&text, 'Q');
		buf_add_str(&text, " and ");
		buf_add(&text, text.data, len);
		t = analyse(a, language_find(span_of("en")), buf_span(&text), &count);
		tap_ok(count == 3 && t[0].term.len == len && span_eq(t[0].term, t[2].term) &&
		               (t[2].flags & TOKEN_ACRONYM),
		       "a word of %zu bytes, twice", len);
	}
	buf_release(&text);
}

/* The text before is remembered: by its bytes and language, not by where it stands. */
static void remembered_text(struct analyser *a)
{
	const struct language *en = language_find(span_of("en")), *fr = language_find(span_of("fr"));
	char text[] = "La torture in prisons";
	size_t count, again;
	const struct token *t = analyse(a, en, span_of(text), &count), *same;
	bool stop = t[0].flags & TOKEN_STOP;

	same = analyse(a, en, span_of("La torture in prisons"), &again);
	tap_ok(same == t && again == count && !stop, "the same text again");
	t = analyse(a, fr, span_of(text), &count);
	tap_ok(t[0].flags & TOKEN_STOP, "in another language");
	text[0] = 'M';
	t = analyse(a, fr, span_of(text), &count);
	tap_ok(span_eq_str(t[0].term, "ma"), "other bytes at the same place");
	analyse(a, fr, span_of(""), &count);
	tap_ok(count == 0, "nothing, after a text");
}

/* Pieces of which each is a word or more, whatever stands before it. */
static const char *const apart[] = {"detainees", "co-operation", "人权", "_x_", "U.N.", "prisons"};

#define APART (sizeof apart / sizeof *apart)

/* Whether so many pieces in one text have the tokens that each has alone. Segments are read ahead by LOOKOUT_SEGMENTS. */
static bool same_as_alone(struct analyser *a, struct analyser *alone, size_t pieces)
{
	const struct language *en = language_find(span_of("en"));
	const struct token *all, *one;
	size_t count, of_one, at = 0;
	struct buf text;
	bool same = true;

	buf_init(&text);
	for (size_t i = 0; i < pieces; i++)
		buf_addf(&text, "%s ", apart[i * i % APART]);
	all = analyse(a, en, buf_span(&text), &count);
	for (size_t i = 0; i < pieces; i++) {
		one = analyse(alone, en, span_of(apart[i * i % APART]), &of_one);
		for (size_t k = 0; k < of_one && at < count; k++, at++)
			same = same && span_eq(all[at].term, one[k].term) && all[at].at.end - all[at].at.start == one[k].at.end - one[k].at.start;
	}
	buf_release(&text);
	return same && at == count;
}

static void far_words(struct analyser *a, const struct lists *lists)
{
	struct analyser *alone = analyser_new(lists);
	bool same = true;

	for (size_t pieces = 0; pieces <= 3 * LOOKOUT_SEGMENTS; pieces++)
		same = same_as_alone(a, alone, pieces) && same;
	tap_ok(same, "words far into a text are what they are alone");
	analyser_free(alone);
}

/* More words than are remembered: what is forgotten comes back the same. */
static void many_words(struct analyser *a)
{
	struct buf text;
	size_t count;
	const struct token *t = NULL;
	bool same = true, numbered = true;
	unsigned epoch = analyser_epoch(a), first = epoch;
	uint32_t number = 0;

	buf_init(&text);
	for (unsigned round = 0; round < 3; round++) {
		for (unsigned i = 0; i < LEXEMES_MOST / 2 + 1; i++) {
			buf_clear(&text);
			buf_addf(&text, "wordings%u detainee", i + round * LEXEMES_MOST);
			t = analyse(a, language_find(span_of("en")), buf_span(&text), &count);
			same = same && count == 2 && span_eq_str(t[1].stem, "detain");
			if (epoch != analyser_epoch(a))
				number = 0;
			numbered = numbered && t[0].word != t[1].word && (number == 0 || t[1].word == number);
			number = t[1].word;
			epoch = analyser_epoch(a);
		}
	}
	tap_ok(same, "words that were forgotten come back with their stems");
	tap_ok(numbered, "a word keeps its number, until another epoch begins");
	tap_ok(epoch == first + 1, "which is once for so many words");
	buf_release(&text);
}

static void in_time(struct analyser *a, const char *piece, size_t bytes)
{
	struct buf text;
	size_t count;
	const struct token *t;

	buf_init(&text);
	while (text.len < bytes)
		buf_add_str(&text, piece);
	t = analyse(a, language_find(span_of("en")), buf_span(&text), &count);
	tap_ok(broken_law(buf_span(&text), t, count) == NULL,
	       "%zu bytes of \"%s\"", bytes, piece);
	buf_release(&text);
}

static void time_is_linear(struct analyser *a)
{
	in_time(a, "x", 10 * MEGABYTE);
	in_time(a, "é", 2 * MEGABYTE);
	in_time(a, "\xC2\xAD", MEGABYTE);
	in_time(a, "-", MEGABYTE);
	in_time(a, "a-", MEGABYTE);
	in_time(a, "a-\n", MEGABYTE);
	in_time(a, "a.", MEGABYTE);
	in_time(a, "_", MEGABYTE);
	in_time(a, "a@", MEGABYTE);
	in_time(a, "<a.bc", MEGABYTE);
	in_time(a, "http://", MEGABYTE);
	in_time(a, "x://(", MEGABYTE);
	in_time(a, "%41", MEGABYTE);
	in_time(a, "http://a%41", MEGABYTE);
	in_time(a, "人", MEGABYTE);
	in_time(a, "ก\xE0\xB8\xB1", MEGABYTE);
	in_time(a, "ABC ", MEGABYTE);
	in_time(a, "\n", MEGABYTE);
	in_time(a, "'", MEGABYTE);
	in_time(a, "\xCC\x81", MEGABYTE);
	in_time(a, "a- \t", MEGABYTE);
}

static void nothing(struct analyser *a)
{
	size_t count = 1;

	analyse(a, NULL, span_make("", 0), &count);
	tap_ok(count == 0, "an empty text has no tokens");
	analyse(a, NULL, span_make(NULL, 0), &count);
	tap_ok(count == 0, "nor has no text");
}

int main(void)
{
	struct lists *lists = make_lists();
	struct analyser *a = analyser_new(lists);
	struct buf bytes;
	struct lists *packed;
	struct analysers both = {.all = a};

	buf_init(&bytes);
	lists_pack(lists, &bytes);
	packed = lists_unpack(buf_span(&bytes), NULL);
	both.some = analyser_new(packed);
	table_run(CASES, 3, 80, one_case, &both);
	wanted_of_random_bytes(&both);
	nothing(a);
	long_words(a);
	remembered_words(a);
	remembered_text(a);
	many_words(a);
	far_words(a, lists);
	laws_of_random_bytes(a);
	laws_of_slices(a);
	time_is_linear(a);
	analyser_free(a);
	analyser_free(both.some);
	analyser_free(NULL);
	lists_free(packed);
	lists_free(lists);
	buf_release(&bytes);
	return tap_done();
}
