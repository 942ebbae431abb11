#include "searcher/query_tokens.h"

#include "searcher/query_fields.h"
#include "searcher/query_quotes.h"
#include "searcher/query_words.h"

struct scan {
	struct span typed;
	size_t at;
	struct query_tokens *out;
	struct buf *notes;
	struct quote_memory memory;
	size_t word_end; /* of the last word, or the start; SIZE_MAX: something else was read since */
	size_t unclosed; /* quotation marks that nothing closes */
	size_t open;     /* brackets that are not closed yet */
	size_t date_end; /* where the last bracket around a date closes, which is no group; 0: there was none */
	struct single_marks single;
	bool full;
};

static void note(struct buf *notes, const char *line)
{
	buf_add_str(notes, line);
	buf_add_char(notes, '\n');
}

/* ---- words ---- */

static struct query_token *add(struct scan *s, enum query_token_kind kind, struct span text)
{
	struct query_token *t;

	ARRAY_GROW(s->out->items, s->out->count, s->out->cap);
	t = &s->out->items[s->out->count++];
	*t = (struct query_token){.kind = kind, .text = text};
	s->word_end = SIZE_MAX;
	return t;
}

/* A word, and the signs before it that are no words: of "Article 6 § 1" they are part of what is asked for. */
static struct query_token *add_plain(struct scan *s, struct span word)
{
	size_t start = (size_t)(word.data - s->typed.data), last = s->word_end;
	struct query_token *t = add(s, TYPED_WORD, word);

	if (last <= start)
		t->before = span_make(s->typed.data + last, start - last);
	s->word_end = start + word.len;
	return t;
}

/* Counts a word, phrase or field; false when there are too many already. */
static bool room(struct scan *s)
{
	if (s->out->leaves == QUERY_LEAVES_MAX) {
		s->full = true;
		return false;
	}
	s->out->leaves++;
	return true;
}

/* Whether nothing but signs stands between a word and `at`. */
static bool follows_word(const struct scan *s, size_t at)
{
	return s->word_end != SIZE_MAX && s->word_end != 0 && s->word_end <= at;
}

static size_t word_limit(const struct scan *s, size_t at)
{
	size_t end = query_word_end(s->typed, at, follows_word(s, at));

	return s->open == 0 && end != s->date_end && follows_word(s, at) && query_is_item(s->typed, at, end) ? end + 1 : end;
}

static void add_word(struct scan *s, struct span word, enum need need)
{
	struct span bare;
	bool ignored;

	if (!query_has_word(word) || !room(s))
		return;
	word = query_without_marks(word, word.data + word.len == s->typed.data + s->typed.len);
	if (query_is_prefix(word)) {
		add(s, TYPED_PREFIX, span_make(word.data, word.len - 1))->need = need;
		return;
	}
	bare = query_bare_word(word, &ignored);
	if (ignored)
		note(s->notes, "a star stands for letters only at the end of a word; elsewhere it is ignored");
	add_plain(s, bare)->need = need;
}

/* ---- fields ---- */

/* The length of "name" if the text at `at` begins with ASCII letters and a colon, else 0. */
static size_t field_name(const struct scan *s, size_t at)
{
	size_t i = at;

	while (i < s->typed.len && (s->typed.data[i] | 0x20) >= 'a' && (s->typed.data[i] | 0x20) <= 'z')
		i++;
	return i < s->typed.len && s->typed.data[i] == ':' ? i - at : 0;
}

/* Scans a phrase whose opening mark is at `at`; false if nothing closes it. */
static bool scan_quoted(struct scan *s, size_t at, struct span *text)
{
	size_t len, end;
	int32_t open = query_peek(s->typed, at, &len);

	end = quote_close(&s->memory, s->typed, at + len, open);
	if (end == SIZE_MAX)
		return false;
	*text = span_make(s->typed.data + at + len, end - at - len);
	(void)query_peek(s->typed, end, &len);
	s->at = end + len;
	return true;
}

static void add_field(struct scan *s, struct span name, struct span value, bool quoted, enum need need)
{
	struct query_token *t;

	if (!room(s))
		return;
	t = add(s, TYPED_FIELD, value);
	t->field = query_field_meant(name);
	t->quoted = quoted;
	t->need = need;
}

/* Adds the field, or two words if the value cannot be. */
static void add_checked_field(struct scan *s, struct span name, struct span value, bool quoted,
                              enum need need)
{
	const char *wrong = query_field_fault(query_field_meant(name), value);

	if (wrong == NULL) {
		add_field(s, name, value, quoted, need);
		return;
	}
	buf_addf(s->notes, "“%.*s:%.*s” %s: read as words\n", note_length(name), name.data, note_length(value), value.data, wrong);
	add_word(s, name, need);
	add_word(s, value, need);
}

/* Where the value at `at` of a field ends: past "fr,en" where it may have several, else before the comma or behind it. */
static size_t value_end(const struct scan *s, struct span name, size_t at)
{
	size_t end = word_limit(s, at), next;

	while (query_field_has_list(name) && end > at && end < s->typed.len && s->typed.data[end - 1] == ',' && (next = word_limit(s, end)) > end)
		end = next;
	return end;
}

/*
 * Reads field:value at the cursor; false (nothing read) if it is none. A name
 * that is no field is read as a word, and so is what follows its colon.
 */
static bool scan_field(struct scan *s, enum need need)
{
	size_t name_len = field_name(s, s->at), value = s->at + name_len + 1, end, len;
	struct span name = span_make(s->typed.data + s->at, name_len), text;
	int32_t cp;

	if (name_len == 0)
		return false;
	cp = query_peek(s->typed, value, &len);
	end = value_end(s, query_field_meant(name), value);
	if (!query_is_field(query_field_meant(name))) {
		if (len == 0 || query_is_gap(cp) || cp == '/' || cp == ':' || name_len == 1 || query_is_name(name, "ecli"))
			return false;
		buf_addf(s->notes, "“%.*s:” is no field (" QUERY_FIELDS "): read as words\n", note_length(name), name.data);
		add_word(s, name, need);
		s->at = value;
		return true;
	}
	if (quote_is_mark(cp) && scan_quoted(s, value, &text)) {
		add_checked_field(s, name, text, true, need);
		return true;
	}
	if (end == value) {
		buf_addf(s->notes, "nothing follows “%.*s:”: read as a word\n", note_length(name), name.data);
		add_word(s, name, need);
		s->at = value;
		return true;
	}
	s->at = end;
	add_checked_field(s, name, span_make(s->typed.data + value, end - value), false, need);
	return true;
}

/* ---- one item ---- */

static const struct {
	const char *name;
	enum query_token_kind kind;
} operators[] = {{"AND", TYPED_AND}, {"OR", TYPED_OR}, {"NOT", TYPED_NOT}};

/* What looks as if NEAR/n were meant, and is not. */
static bool is_near_without(struct span word)
{
	return span_eq_str(word, "NEAR") || (word.len > 4 && word.data[4] == '/' && query_is_name(span_make(word.data, 4), "near"));
}

/* NEAR/n; a number over UINT32_MAX is held there. */
static bool near_window(struct span word, uint32_t *n)
{
	uint64_t value = 0;

	if (!span_starts(word, "NEAR/") || word.len == 5)
		return false;
	for (size_t i = 5; i < word.len; i++) {
		if (word.data[i] < '0' || word.data[i] > '9')
			return false;
		value = value > UINT32_MAX ? value : value * 10 + (uint64_t)(word.data[i] - '0');
	}
	*n = value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
	return true;
}

/* Past "~5" or "^2.5" at `at`, as other programs have them behind a word or phrase; `at` if that is not what stands there. */
static size_t suffix_past(struct span typed, size_t at, size_t end)
{
	size_t i = at + 1;

	if (at >= end || (typed.data[at] != '~' && typed.data[at] != '^'))
		return at;
	while (i < end && ((typed.data[i] >= '0' && typed.data[i] <= '9') || typed.data[i] == '.'))
		i++;
	return i;
}

static void note_suffix(struct scan *s, struct span suffix)
{
	buf_addf(s->notes, "“%.*s” is ignored: nearness is NEAR/5 between two words, and words have no weights\n", note_length(suffix), suffix.data);
}

/* The word without such an end, which is noted. */
static struct span without_suffix(struct scan *s, struct span word)
{
	for (size_t at = word.len; at-- > 1;) {
		char before = word.data[at - 1] | 0x20;

		if (suffix_past(word, at, word.len) != word.len)
			continue;
		if ((before < 'a' || before > 'z') && (unsigned char)word.data[at - 1] < 0x80)
			return word;
		note_suffix(s, span_make(word.data + at, word.len - at));
		return span_make(word.data, at);
	}
	return word;
}

static void scan_word(struct scan *s, enum need need)
{
	size_t end = word_limit(s, s->at);
	struct span word = without_suffix(s, span_make(s->typed.data + s->at, end - s->at));
	uint32_t n;

	s->at = end;
	for (size_t i = 0; need == NEED_MAY && i < sizeof operators / sizeof operators[0]; i++)
		if (span_eq_str(word, operators[i].name)) {
			add(s, operators[i].kind, word);
			return;
		}
	if (need == NEED_MAY && near_window(word, &n)) {
		add(s, TYPED_NEAR, word)->near = n;
		return;
	}
	if (is_near_without(word) && follows_word(s, end) && end < s->typed.len)
		buf_addf(s->notes, "“%.*s” is read as a word: within five words is NEAR/5, in capitals\n", note_length(word), word.data);
	add_word(s, word, need);
	quote_single(&s->single, word);
}

static void scan_phrase(struct scan *s, enum need need)
{
	struct span text;
	size_t len;

	if (!scan_quoted(s, s->at, &text)) {
		(void)query_peek(s->typed, s->at, &len);
		s->at += len;
		s->unclosed++;
		return;
	}
	len = suffix_past(s->typed, s->at, s->typed.len) - s->at;
	if (len != 0)
		note_suffix(s, span_make(s->typed.data + s->at, len));
	s->at += len;
	if (!query_has_word(text))
		note(s->notes, "a pair of quotation marks holds no word: ignored");
	else if (room(s))
		add(s, TYPED_PHRASE, text)->need = need;
}

#define MINUS 0x2212
#define EN_DASH 0x2013 /* what word processors make of a hyphen */

/* Reads a + or - that stands right before something. */
static enum need scan_sign(struct scan *s)
{
	size_t len, next_len;
	int32_t cp = query_peek(s->typed, s->at, &len), next = query_peek(s->typed, s->at + len, &next_len);
	bool minus = cp == '-' || cp == MINUS || cp == EN_DASH;

	if ((cp != '+' && !minus) || next_len == 0 || query_is_gap(next) || next == ')' ||
	    next == '-' || next == '+')
		return NEED_MAY;
	s->at += len;
	return minus ? NEED_NOT : NEED_MUST;
}

/* Passes over a bracket around a date: "A/HRC/14/10 (23 March 2010), para. 95". */
static bool scan_date_bracket(struct scan *s, int32_t cp)
{
	size_t end = cp == '(' && follows_word(s, s->at) ? query_date_end(s->typed, s->at) : 0;

	if (end != 0)
		s->date_end = end;
	else if (cp != ')' || s->date_end == 0 || s->at != s->date_end)
		return false;
	s->at++;
	return true;
}

static void scan_item(struct scan *s)
{
	enum need need = scan_sign(s);
	size_t len;
	int32_t cp = query_peek(s->typed, s->at, &len);

	if (need == NEED_MAY && scan_date_bracket(s, cp))
		return;
	if (cp == '(' && need == NEED_MAY && follows_word(s, s->at) && query_item_end(s->typed, s->at) != 0) {
		scan_word(s, need);
	} else if (cp == '(' || cp == ')') {
		add(s, cp == '(' ? TYPED_OPEN : TYPED_CLOSE, span_make(s->typed.data + s->at, 1))->need = need;
		s->open = cp == '(' ? s->open + 1 : s->open - (s->open != 0);
		s->at++;
	} else if (quote_is_mark(cp)) {
		scan_phrase(s, need);
	} else if (!scan_field(s, need)) {
		scan_word(s, need);
	}
}

static void skip_gaps(struct scan *s)
{
	size_t len;

	while (s->at < s->typed.len && query_is_gap(query_peek(s->typed, s->at, &len)))
		s->at += len;
}

static void note_full(struct scan *s)
{
	if (s->full)
		buf_addf(s->notes, "only the first %d words and phrases were read\n", QUERY_LEAVES_MAX);
}

static void init(struct scan *s, struct query_tokens *out, struct span typed, struct buf *notes)
{
	*out = (struct query_tokens){0};
	*s = (struct scan){.typed = typed, .out = out, .notes = notes};
}

void query_tokens_read(struct query_tokens *out, struct span typed, struct buf *notes)
{
	struct scan s;

	init(&s, out, typed, notes);
	for (skip_gaps(&s); s.at < typed.len && !s.full; skip_gaps(&s))
		scan_item(&s);
	if (s.unclosed != 0)
		note(notes, "a quotation mark has no partner: its words are read as single words");
	if (s.single.closed)
		note(notes, "single quotation marks make no phrase: \"…\" are the very words");
	note_full(&s);
	query_tokens_settle(out, notes);
}

void query_tokens_words(struct query_tokens *out, struct span typed, struct buf *notes)
{
	struct scan s;

	init(&s, out, typed, notes);
	for (skip_gaps(&s); s.at < typed.len && !s.full; skip_gaps(&s)) {
		size_t start = s.at, len;

		while (s.at < typed.len && !query_is_gap(query_peek(typed, s.at, &len)))
			s.at += len;
		if (query_has_word(span_make(typed.data + start, s.at - start)) && room(&s))
			add_plain(&s, span_make(typed.data + start, s.at - start));
	}
	note_full(&s);
}
