#include "render/export_parts.h"

#include "render/cite.h"
#include "render/cite_parts.h"
#include "render/cite_style.h"
#include "text/strmap.h"
#include "text/utf8.h"

#include <stdlib.h>

#define KEY_MAX 80 /* bytes of an ASCII key, without the number that tells it from others */

/* ---- The works ---- */

static bool is_key_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
	       c == '.';
}

/* Runs of other characters as one hyphen. */
static void add_ascii_key(struct buf *out, const char *id)
{
	for (; *id != '\0' && out->len < KEY_MAX; id++) {
		if (is_key_char(*id))
			buf_add_char(out, *id);
		else if (out->len != 0 && out->data[out->len - 1] != '-')
			buf_add_char(out, '-');
	}
	while (out->len != 0 && out->data[out->len - 1] == '-')
		out->data[--out->len] = '\0';
}

static void add_lower(struct buf *out, struct span key)
{
	for (size_t i = 0; i < key.len; i++)
		buf_add_char(out, (char)(key.data[i] >= 'A' && key.data[i] <= 'Z' ? key.data[i] - 'A' + 'a' : key.data[i]));
}

/* Whether the key is new; case does not tell keys apart. */
static bool take(struct strmap *taken, struct span key)
{
	struct buf lower;
	bool is_new;

	buf_init(&lower);
	add_lower(&lower, key);
	strmap_put(taken, buf_span(&lower), &is_new);
	buf_release(&lower);
	return is_new;
}

static char *key_of(const struct source *s, struct strmap *taken, bool ascii)
{
	const char *id = s->meta.id != NULL ? s->meta.id : "";
	struct buf key;
	char *text;
	size_t len;

	buf_init(&key);
	if (ascii)
		add_ascii_key(&key, id);
	else
		cite_add_line(&key, span_of(id));
	if (key.len == 0)
		buf_add_str(&key, "source");
	len = key.len;
	for (unsigned n = 2; !take(taken, buf_span(&key)); n++) {
		key.len = len;
		buf_addf(&key, "-%u", n);
	}
	text = buf_detach(&key);
	buf_release(&key);
	return text;
}

/* The works of the hits, in their order; ascii_keys: keys have no other letters. */
static void make_works(struct export_work **out, size_t *count, const struct export_hit *hits, size_t hit_count,
                       bool ascii_keys)
{
	const struct source **sources = mem_alloc((hit_count + 1) * sizeof *sources);
	size_t *place = mem_alloc((hit_count + 1) * sizeof *place);
	struct cited *cited;
	struct strmap taken;

	strmap_init(&taken);
	for (size_t i = 0; i < hit_count; i++)
		sources[i] = hits[i].source;
	cite_settle(&cited, sources, hit_count);
	*out = mem_zalloc((hit_count + 1) * sizeof **out);
	*count = 0;
	for (size_t i = 0; i < hit_count; i++) {
		struct export_work *w;

		if (cited[i].first == i) {
			place[i] = (*count)++;
			(*out)[place[i]].source = sources[i];
			(*out)[place[i]].key = key_of(sources[i], &taken, ascii_keys);
		}
		w = &(*out)[place[cited[i].first]];
		if ((w->count & (w->count - 1)) == 0)
			w->hits = mem_realloc(w->hits, (w->count == 0 ? 1 : 2 * w->count) * sizeof *w->hits);
		w->hits[w->count++] = i;
	}
	free(cited);
	free(place);
	free(sources);
	strmap_release(&taken);
}

static void free_works(struct export_work *works, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(works[i].key);
		free(works[i].hits);
	}
	free(works);
}

/* ---- Their fields ---- */

void export_add_line(struct buf *out, struct span text)
{
	struct buf line;
	size_t len;
	int32_t cp;

	buf_init(&line);
	cite_add_line(&line, text);
	for (size_t at = 0; at < line.len; at += len) {
		len = utf8_decode(buf_span(&line), at, &cp);
		if (cp < ' ' || (cp >= 0x7F && cp < 0xA0))
			utf8_add(out, UTF8_REPLACEMENT);
		else
			buf_add(out, line.data + at, len);
	}
	buf_release(&line);
}

bool export_has_author(const struct source *s)
{
	return s->meta.publisher_count != 0 && !cite_is_digest(s);
}

void export_title(struct buf *out, const struct source *s)
{
	struct citation c = {.source = s, .form = CITE_BIBLIOGRAPHY};

	if (cite_is_digest(s)) {
		cite_style(out, CITE_PLAIN, &c);
		if (span_ends(buf_span(out), "."))
			out->data[--out->len] = '\0';
		return;
	}
	if (cite_is_known(s->meta.title)) {
		cite_title(out, s);
		return;
	}
	buf_add_char(out, '[');
	cite_add_description(out, s, ", ", "");
	buf_add_char(out, ']');
}

bool export_has_date(const struct source *s, int *year, int *month, int *day)
{
	return cite_is_known(s->meta.date) && !cite_is_digest(s) && cite_read_date(s->meta.date, year, month, day);
}

/* ---- Where a hit stands ---- */

/* Takes the label that a citation processor knows, if the place has a printed number of that kind. */
static void add_locator(struct export_locator *l, const struct export_hit *h)
{
	const struct record *r = h->record;
	struct span number = {"", 0};

	if (r->kind == PASSAGE_NOTE && r->note.len != 0) {
		l->label = LABEL_NOTE;
		number = r->note;
	} else if (r->kind != PASSAGE_NOTE && r->kind != PASSAGE_HEADING && r->label.len != 0) {
		l->label = LABEL_PARAGRAPH;
		number = r->label;
	} else if (h->page != NULL && h->page->label.len != 0) {
		l->label = LABEL_PAGE;
		number = h->page->label;
	}
	cite_add_line(&l->locator, number);
	if (l->label == LABEL_PARAGRAPH && r->mark.len != 0)
		cite_add_mark(&l->locator, r, false);
}

/* What the locator leaves unsaid: all of it after a page, else the item or the section. */
static void add_suffix(struct export_locator *l, const struct export_hit *h)
{
	static const char *const said[] = {[LABEL_PARAGRAPH] = "para. ", [LABEL_NOTE] = "note "};
	struct buf place;

	buf_init(&place);
	cite_pinpoint(&place, h->record, l->label == LABEL_NONE ? h->page : NULL);
	if (l->label == LABEL_PARAGRAPH || l->label == LABEL_NOTE) {
		size_t known = strlen(said[l->label]) + l->locator.len;

		buf_add(&l->suffix, place.data + known, place.len - known);
	} else if (place.len != 0) {
		buf_add_str(&l->suffix, ", ");
		buf_add_span(&l->suffix, buf_span(&place));
	}
	if (cite_is_digest(h->source) && (l->label != LABEL_NONE || place.len != 0))
		buf_add_str(&l->suffix, " of the digest");
	buf_release(&place);
}

void export_locate(struct export_locator *l, const struct export_hit *h)
{
	l->label = LABEL_NONE;
	buf_init(&l->locator);
	buf_init(&l->suffix);
	add_locator(l, h);
	add_suffix(l, h);
}

void export_locator_release(struct export_locator *l)
{
	buf_release(&l->locator);
	buf_release(&l->suffix);
}

/* ---- Its note ---- */

static void add_ranges(struct buf *out, const struct export_hit *h)
{
	for (size_t i = 0; i < h->range_count; i++)
		buf_addf(out, "%s%zu-%zu", i == 0 ? "" : " and ", h->ranges[i].start, h->ranges[i].end);
}

void export_note(struct buf *out, const struct export_hit *h)
{
	size_t from;

	buf_add_str(out, "Quotation, ");
	from = out->len;
	cite_pinpoint(out, h->record, h->page);
	if (out->len != from)
		buf_add_str(out, cite_is_digest(h->source) ? " of the digest, " : ", ");
	buf_addf(out, "sha256 %s of bytes ", h->sha256);
	add_ranges(out, h);
	buf_addf(out, " of the text, passage %s: “", h->record->id);
	cite_add_line(out, h->quotation);
	buf_add_str(out, "”");
	if (h->link.len != 0) {
		buf_add_str(out, " <");
		cite_add_line(out, h->link);
		buf_add_char(out, '>');
	}
	if (h->also.len != 0) {
		buf_add_str(out, " The same text: ");
		cite_add_line(out, h->also);
	}
}

/* ---- All of them ---- */

void export_hits(struct buf *out, enum export_format format, const struct export_hit *hits, size_t count)
{
	struct export_work *works;
	size_t work_count;

	make_works(&works, &work_count, hits, count, format == EXPORT_BIBLATEX || format == EXPORT_BIBTEX);
	switch (format) {
	case EXPORT_CSL:
		export_csl(out, hits, works, work_count);
		break;
	case EXPORT_BIBLATEX:
	case EXPORT_BIBTEX:
		export_tex(out, hits, works, work_count, format == EXPORT_BIBLATEX);
		break;
	case EXPORT_RIS:
		export_ris(out, hits, works, work_count);
		break;
	case EXPORT_FORMATS:
		break;
	}
	free_works(works, work_count);
}
