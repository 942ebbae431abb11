#include "render/link.h"

#include "text/utf8.h"

#include <strings.h>

/* Words [first, past) of a text. */
struct phrase {
	size_t first, past;
};

/* ---- The address ---- */

/* What no browser shows as a page of text. */
static const char *const not_pages[] = {".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".zip", ".xls", ".xlsx"};

static bool ends_with(struct span s, const char *end)
{
	size_t len = strlen(end);

	return s.len >= len && strncasecmp(s.data + s.len - len, end, len) == 0;
}

/* Without its query and fragment. */
static struct span path_of(const char *url)
{
	return span_make(url, strcspn(url, "?#"));
}

static bool has_extension(const struct source *s, const char *extension)
{
	return ends_with(path_of(s->meta.url), extension) ||
	       (s->file != NULL && ends_with(span_of(s->file), extension));
}

bool link_is_known(const struct metadata *m)
{
	const char *url = m->url;

	return url != NULL && (strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0);
}

bool link_needs_text(const struct source *s)
{
	if (!link_is_known(&s->meta))
		return false;
	for (size_t i = 0; i < sizeof not_pages / sizeof *not_pages; i++)
		if (has_extension(s, not_pages[i]))
			return false;
	return true;
}

void link_add_address(struct buf *out, struct span url)
{
	for (size_t i = 0; i < url.len; i++) {
		unsigned char c = (unsigned char)url.data[i];

		if (c <= ' ' || c >= 0x7F || strchr("<>\"{}|\\^`", c) != NULL)
			buf_addf(out, "%%%02X", (unsigned)c);
		else
			buf_add_char(out, (char)c);
	}
}

/* Letters and digits stay; the rest, also what has a meaning in a text directive, is percent-encoded. */
static void add_encoded(struct buf *out, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.data[i];

		if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
			buf_add_char(out, (char)c);
		else
			buf_addf(out, "%%%02X", (unsigned)c);
	}
}

/* ---- The words ---- */

struct finder {
	const struct link_text *text;
	const struct record *record;
	struct span bytes; /* of the record */
	struct phrase block; /* the words of the range that the quotation is in */
};

/* Where a place of the source's text is in the record's bytes. */
static size_t offset_of(const struct record *r, size_t source)
{
	size_t at = 0;

	for (size_t i = 0; i < r->range_count; i++) {
		if (source < r->ranges[i].end)
			return at + (source > r->ranges[i].start ? source - r->ranges[i].start : 0);
		at += r->ranges[i].end - r->ranges[i].start;
	}
	return at;
}

/* Note calls and mark-up: the page may have other characters there. */
static bool touches_skip(const struct finder *f, size_t word)
{
	const struct link_word *w = &f->text->words[word];

	for (size_t i = 0; i < f->record->skip_count; i++)
		if (f->record->skips[i].start <= w->end && f->record->skips[i].end >= w->start)
			return true;
	return false;
}

static size_t first_word_at(const struct link_text *t, size_t byte)
{
	return ARRAY_FIRST(t->words, t->count, start, byte);
}

/* The whole words in a range of bytes. */
static struct phrase words_in(const struct link_text *t, struct range at)
{
	struct phrase p = {first_word_at(t, at.start), 0};

	p.past = first_word_at(t, at.end);
	while (p.past > p.first && t->words[p.past - 1].end > at.end)
		p.past--;
	return p;
}

static struct span folded_of(const struct link_text *t, struct phrase p)
{
	size_t from = t->words[p.first].folded;

	return span_make(t->folded.data + from, t->words[p.past - 1].past - from);
}

/* Where the phrase stands for the first time from `from` on; SIZE_MAX: nowhere. */
static size_t find(const struct link_text *t, struct phrase p, size_t from)
{
	struct span want = folded_of(t, p);
	const char *at = memmem(t->folded.data + from, t->folded.len - from, want.data, want.len);

	return at == NULL ? SIZE_MAX : (size_t)(at - t->folded.data);
}

static bool stands_once(const struct link_text *t, struct phrase p)
{
	size_t at = find(t, p, 0);

	return at == t->words[p.first].folded && find(t, p, at + 1) == SIZE_MAX;
}

/* The words as the page has them, with single spaces. */
static void add_words(struct buf *out, const struct finder *f, struct phrase p)
{
	struct buf text;

	buf_init(&text);
	for (size_t i = p.first; i < p.past; i++) {
		const struct link_word *w = &f->text->words[i];
		size_t from = offset_of(f->record, w->start);

		if (i != p.first)
			buf_add_char(&text, ' ');
		utf8_add_clean(&text, span_make(f->bytes.data + from, w->end - w->start));
	}
	add_encoded(out, buf_span(&text));
	buf_release(&text);
}

static size_t characters(const struct finder *f, struct phrase p)
{
	return utf8_length(folded_of(f->text, p));
}

/* Up to LINK_WORDS_MAX words beside the phrase, in its block and without note calls, until both stand once. */
static struct phrase context(const struct finder *f, struct phrase p, bool before)
{
	struct phrase both = p;

	for (size_t n = 0; n < LINK_WORDS_MAX; n++) {
		size_t next = before ? both.first - 1 : both.past;

		if ((before ? both.first == f->block.first : both.past == f->block.past) || touches_skip(f, next))
			break;
		if (before)
			both.first--;
		else
			both.past++;
		if (stands_once(f->text, both) && characters(f, both) >= LINK_ALONE_MIN)
			return before ? (struct phrase){both.first, p.first} : (struct phrase){p.past, both.past};
	}
	return (struct phrase){0, 0};
}

/* "start" or "prefix-,start" or "start,-suffix"; false: it stands more than once. */
static bool add_start(struct buf *prefix, struct buf *suffix, const struct finder *f, struct phrase p, bool last)
{
	struct phrase beside;

	if (stands_once(f->text, p) && characters(f, p) >= LINK_ALONE_MIN)
		return true;
	beside = context(f, p, true);
	if (beside.past != 0) {
		add_words(prefix, f, beside);
		buf_add_str(prefix, "-,");
		return true;
	}
	beside = last ? context(f, p, false) : (struct phrase){0, 0};
	if (beside.past != 0) {
		buf_add_str(suffix, ",-");
		add_words(suffix, f, beside);
		return true;
	}
	return stands_once(f->text, p);
}

/* The run of words without note calls that begins at or after `at`; empty at the end. */
static struct phrase next_run(const struct finder *f, size_t at, size_t past)
{
	struct phrase run;

	while (at < past && touches_skip(f, at))
		at++;
	for (run = (struct phrase){at, at}; run.past < past && !touches_skip(f, run.past);)
		run.past++;
	return run;
}

static size_t length(struct phrase p)
{
	return p.past - p.first;
}

/*
 * The first and the last run of LINK_WORDS_MIN words or more: a shorter one at
 * an end leads nowhere. Where there is none, the longest is both.
 */
static bool runs(const struct finder *f, struct phrase all, struct phrase *first, struct phrase *last)
{
	struct phrase longest = {0, 0}, run = {0, all.first};

	*first = *last = longest;
	while (length(run = next_run(f, run.past, all.past)) != 0) {
		if (length(run) > length(longest))
			longest = run;
		if (length(run) < LINK_WORDS_MIN)
			continue;
		*last = run;
		if (length(*first) == 0)
			*first = run;
	}
	if (length(*first) == 0)
		*first = *last = longest;
	return length(longest) != 0;
}

/* The fewest first words that stand once, or the most that there may be. */
static struct phrase first_words(const struct finder *f, struct phrase run)
{
	struct phrase p = {run.first, run.first};

	while (p.past < run.past && length(p) < LINK_WORDS_MAX) {
		p.past++;
		if (length(p) >= LINK_WORDS_MIN && stands_once(f->text, p))
			break;
	}
	return p;
}

/* The fewest last words that stand nowhere between the start and themselves; false: there are none. */
static bool last_words(const struct finder *f, struct phrase start, struct phrase run, struct phrase *p)
{
	size_t from = f->text->words[start.past - 1].past;

	if (run.first < start.past)
		run.first = start.past;
	for (*p = (struct phrase){run.past, run.past}; p->first > run.first && length(*p) < LINK_WORDS_MAX;) {
		p->first--;
		if (length(*p) >= LINK_WORDS_MIN && find(f->text, *p, from) == f->text->words[p->first].folded)
			return true;
	}
	return p->first < p->past && find(f->text, *p, from) == f->text->words[p->first].folded;
}

/* "text=…"; false: no text fragment leads there alone. */
static bool add_directive(struct buf *out, const struct finder *f, struct phrase all)
{
	struct phrase first, last, end = {0, 0};
	struct buf prefix, suffix;
	bool whole, good;

	if (!runs(f, all, &first, &last))
		return false;
	whole = first.past == last.past && characters(f, first) <= LINK_EXACT_MAX;
	if (!whole)
		first = first_words(f, first);
	buf_init(&prefix);
	buf_init(&suffix);
	good = add_start(&prefix, &suffix, f, first, whole) && (whole || last_words(f, first, last, &end));
	if (good) {
		buf_addf(out, ":~:text=%s", prefix.data);
		add_words(out, f, first);
		if (!whole) {
			buf_add_char(out, ',');
			add_words(out, f, end);
		}
		buf_add_span(out, buf_span(&suffix));
	}
	buf_release(&prefix);
	buf_release(&suffix);
	return good;
}

/* ---- Both ---- */

static struct range block_of(const struct record *r, struct range quoted)
{
	for (size_t i = 0; i < r->range_count; i++)
		if (r->ranges[i].start <= quoted.start && quoted.end <= r->ranges[i].end)
			return r->ranges[i];
	return quoted;
}

static void add_fragment(struct buf *out, const struct record *r, const struct link_text *text, struct range quoted,
                         bool has_fragment)
{
	struct finder f = {text, r, r->bytes, words_in(text, block_of(r, quoted))};
	struct buf directive;

	buf_init(&directive);
	if (add_directive(&directive, &f, words_in(text, quoted))) {
		if (!has_fragment)
			buf_add_char(out, '#');
		buf_add_span(out, buf_span(&directive));
	}
	buf_release(&directive);
}

void link_add(struct buf *out, const struct source *s, const struct record *r, const struct page_mark *page,
              const struct link_text *text, struct range quoted)
{
	const char *url = s->meta.url, *directive;
	bool is_pdf;
	size_t len;

	if (!link_is_known(&s->meta))
		return;
	is_pdf = has_extension(s, ".pdf");
	directive = strstr(url, ":~:");
	len = is_pdf ? strcspn(url, "#") : directive != NULL ? (size_t)(directive - url) : strlen(url);
	link_add_address(out, span_make(url, len));
	if (is_pdf && page != NULL && page->physical != 0)
		buf_addf(out, "#page=%u", (unsigned)page->physical);
	else if (link_needs_text(s) && text != NULL)
		add_fragment(out, r, text, quoted, memchr(url, '#', len) != NULL);
}
