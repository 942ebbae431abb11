#include "searcher/bundle.h"

#include "render/sheet.h"
#include "searcher/bundle_parts.h"
#include "searcher/print_parts.h"
#include "store/files.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct bundle {
	const struct answer *answer;
	const struct library *library;
	const struct print_options *print;
	const struct bundle_options *options;
	struct notes notes;
	struct bundle_files files;
	struct bundle_sources sources;
	struct snippet *snippets; /* of the hits */
	struct buf *missing;
	char **error;
};

/* "quoted/001-3f9c1a0000000001.bytes" */
static char *quoted_name(const struct bundle *b, size_t i)
{
	return error_message("quoted/%03u-%s.bytes", (unsigned)b->answer->hits[i].rank,
	                     b->answer->hits[i].record.id);
}

static bool add(struct bundle *b, const char *name, const struct buf *content)
{
	return bundle_files_add(&b->files, name, buf_span(content), b->error);
}

/* ---- The quoted bytes ---- */

static void add_range(struct buf *out, const struct record *r, struct range at)
{
	size_t from = 0;

	for (size_t i = 0; i < r->range_count; i++) {
		struct range part = r->ranges[i];
		size_t start = at.start > part.start ? at.start : part.start, end = at.end < part.end ? at.end : part.end;

		if (start < end)
			buf_add(out, r->bytes.data + from + (start - part.start), end - start);
		from += part.end - part.start;
	}
}

static bool add_quoted(struct bundle *b)
{
	struct buf bytes;
	bool good = true;

	buf_init(&bytes);
	for (size_t i = 0; i < b->answer->count && good; i++) {
		char *name = quoted_name(b, i);

		snippet_init(&b->snippets[i]);
		snippet_make(&b->snippets[i], &b->answer->hits[i], b->library->lists, b->print->context);
		buf_clear(&bytes);
		for (size_t k = 0; k < b->snippets[i].range_count; k++)
			add_range(&bytes, &b->answer->hits[i].record, b->snippets[i].ranges[k]);
		good = add(b, name, &bytes);
		free(name);
	}
	buf_release(&bytes);
	return good;
}

/* ---- Hits and citations ---- */

static bool add_hits(struct bundle *b)
{
	struct buf out;
	bool good;

	buf_init(&out);
	print_json(&out, b->answer, b->library, b->print);
	good = add(b, "hits.jsonl", &out);
	buf_release(&out);
	return good;
}

static bool add_records(struct bundle *b)
{
	static const char *const names[EXPORT_FORMATS] = {"citations.csl.json", "citations.bib", NULL, "citations.ris"};
	struct buf out;
	bool good = true;

	buf_init(&out);
	for (int f = 0; f < EXPORT_FORMATS && good; f++) {
		if (names[f] == NULL)
			continue;
		buf_clear(&out);
		print_export(&out, b->answer, b->library, (enum export_format)f, b->print->context);
		good = add(b, names[f], &out);
	}
	buf_release(&out);
	return good;
}

static bool add_citations(struct bundle *b)
{
	struct buf out, works, line;
	bool good;

	buf_init(&out);
	buf_init(&works);
	buf_init(&line);
	for (size_t i = 0; i < b->answer->count; i++) {
		buf_clear(&line);
		notes_add(&line, &b->notes, i);
		buf_addf(&out, "%u. ", (unsigned)b->answer->hits[i].rank);
		layout_add_safe(&out, buf_span(&line));
		buf_addf(&out, " [%s]\n", b->answer->hits[i].record.id);
	}
	notes_add_works(&works, &b->notes);
	good = add(b, "citations.txt", &out) && add(b, "bibliography.txt", &works);
	buf_release(&out);
	buf_release(&works);
	buf_release(&line);
	return good;
}

static void add_cell(struct buf *out, const char *value, char end)
{
	layout_add_safe(out, span_of(value != NULL ? value : ""));
	buf_add_char(out, end);
}

static bool add_table(struct bundle *b)
{
	struct buf out;
	bool good;

	buf_init(&out);
	buf_add_str(&out, "number\tid\tfile\tsha256\ttext_sha256\turl\tcopy\ttext\n");
	for (size_t i = 0; i < b->sources.count; i++) {
		const struct bundle_source *s = &b->sources.all[i];

		buf_addf(&out, "%zu\t", i + 1);
		add_cell(&out, s->source->meta.id, '\t');
		add_cell(&out, s->source->file, '\t');
		add_cell(&out, s->source->sha256, '\t');
		add_cell(&out, s->source->text_sha256, '\t');
		add_cell(&out, s->source->meta.url, '\t');
		add_cell(&out, s->copy, '\t');
		add_cell(&out, s->text, '\n');
	}
	good = add(b, "sources.tsv", &out);
	buf_release(&out);
	return good;
}

/* ---- Checking it without this program ---- */

static void add_comparison(struct buf *out, const struct bundle *b, size_t i)
{
	const char *text = b->sources.all[b->sources.of_hit[i]].text;
	const struct snippet *s = &b->snippets[i];
	char *name = quoted_name(b, i);

	if (text != NULL) {
		buf_add_str(out, "{\n");
		for (size_t k = 0; k < s->range_count; k++)
			buf_addf(out, "\ttail -c +%zu %s | head -c %zu\n", s->ranges[k].start + 1, text,
			         s->ranges[k].end - s->ranges[k].start);
		buf_addf(out, "} | cmp - %s || failed=1\n", name);
	}
	free(name);
}

static const char *all_hold(const struct bundle *b)
{
	return b->options->no_sources ? "all files hold; no quotation was compared" : "all hold";
}

static bool add_script(struct bundle *b)
{
	struct buf out;
	bool good;

	buf_init(&out);
	buf_addf(&out,
	         "#!/bin/sh\n# Checks every file of this folder by its hash%s\n"
	         "# Prints \"%s\", or what does not; then its status is 1.\n"
	         "cd \"$(dirname \"$0\")\" || exit 1\nfailed=0\nsha256sum --quiet -c SHA256SUMS || failed=1\n",
	         b->options->no_sources ? "; the sources to compare quotations with are not here."
	                                : ", and every quotation against the\n# bytes of its source's text.",
	         all_hold(b));
	for (size_t i = 0; i < b->answer->count; i++)
		add_comparison(&out, b, i);
	buf_addf(&out, "test \"$failed\" -eq 0 && echo '%s'\nexit \"$failed\"\n", all_hold(b));
	good = add(b, "check.sh", &out);
	buf_release(&out);
	return good;
}

static const char readme[] =
	"Quotations, with what is needed to check them.\n"
	"\n"
	"index.html      to read and print\n"
	"citations.txt   notes, in the style %s; [brackets] hold the passage's id\n"
	"bibliography.txt  the works\n"
	"citations.csl.json, citations.bib (BibLaTeX), citations.ris  for reference managers\n"
	"hits.jsonl      one object a line; `hrsearch --verify hits.jsonl` compares it with the sources\n"
	"quoted/         for each hit, exactly the bytes it quotes\n"
	"sources.tsv     the sources with the SHA-256 of each file and of its text\n"
	"sources/        copies of the sources (%s)\n"
	"texts/          the texts that byte ranges refer to, where that is not the file itself\n"
	"SHA256SUMS      the hash of every file but itself\n"
	"\n"
	"To check without any program of ours:\n"
	"\n"
	"    sha256sum -c SHA256SUMS     every file is as it was written\n"
	"    sh check.sh                 that%s\n"
	"\n"
	"Bytes are counted from 0; a range 120-210 of a text is `tail -c +121 TEXT | head -c 90`.\n";

static bool add_readme(struct bundle *b)
{
	struct buf out;
	bool good;

	buf_init(&out);
	buf_addf(&out, readme, cite_style_names[b->print->cite],
	         b->options->no_sources ? "left out, as was asked for; quotations cannot be compared with them here"
	                                : "of JSON lines, the line",
	         b->options->no_sources ? "" : ", and every quotation stands in its text where it is said to");
	if (b->missing->len != 0)
		buf_addf(&out, "\nNot in this bundle:\n\n%s", b->missing->data);
	good = add(b, "README.txt", &out);
	buf_release(&out);
	return good;
}

/* ---- The sheet ---- */

struct sheet_text {
	struct buf citation, place, link;
	char *quoted;
};

static void fill_place(struct buf *out, const struct hit *h)
{
	struct layout one_line = {0};

	print_heading(out, &h->source, 0);
	buf_add_str(out, ": ");
	print_place(out, &one_line, &h->record, hit_first_page(h));
}

static void fill_hit(struct sheet_hit *to, struct sheet_text *t, struct bundle *b, size_t i)
{
	const struct hit *h = &b->answer->hits[i];
	const struct snippet *s = &b->snippets[i];
	enum cite_form form = notes_is_short(&b->notes, i) ? CITE_SHORT : CITE_FULL;

	buf_init(&t->citation);
	buf_init(&t->place);
	buf_init(&t->link);
	notes_add_form(&t->citation, &b->notes, i, form, CITE_HTML);
	fill_place(&t->place, h);
	links_add(&t->link, &b->notes.links, h, s->ranges, s->range_count);
	t->quoted = quoted_name(b, i);
	*to = (struct sheet_hit){
		.number = (unsigned)h->rank,
		.citation = buf_span(&t->citation),
		.place = span_trim(buf_span(&t->place)),
		.text = buf_span(&s->text),
		.highlights = s->highlights,
		.highlight_count = s->highlight_count,
		.language = h->language->code,
		.link = buf_span(&t->link),
		.id = h->record.id,
		.sha256 = s->sha256,
		.quoted = t->quoted,
		.source = (unsigned)b->sources.of_hit[i] + 1,
		.ranges = s->ranges,
		.range_count = s->range_count,
	};
}

static void fill_source(struct sheet_source *to, struct buf *citation, const struct bundle *b, size_t i)
{
	const struct bundle_source *s = &b->sources.all[i];

	buf_init(citation);
	notes_add_form(citation, &b->notes, s->hit, CITE_BIBLIOGRAPHY, CITE_HTML);
	*to = (struct sheet_source){
		.number = (unsigned)i + 1,
		.citation = buf_span(citation),
		.id = s->source->meta.id != NULL ? s->source->meta.id : "",
		.file = s->source->file != NULL ? s->source->file : "",
		.sha256 = s->source->sha256,
		.text_sha256 = s->source->text_sha256,
		.copy = s->copy,
		.text = s->text,
	};
}

static const char *made_now(char out[32])
{
	time_t now = time(NULL);
	struct tm utc;

	if (gmtime_r(&now, &utc) == NULL || strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
		out[0] = '\0';
	return out;
}

static bool add_sheet(struct bundle *b)
{
	size_t hits = b->answer->count, sources = b->sources.count;
	struct sheet_hit *hit = mem_zalloc((hits + 1) * sizeof *hit);
	struct sheet_source *source = mem_zalloc((sources + 1) * sizeof *source);
	struct sheet_text *text = mem_zalloc((hits + 1) * sizeof *text);
	struct buf *citations = mem_zalloc((sources + 1) * sizeof *citations), out;
	const char **digests = mem_zalloc((b->library->count + 1) * sizeof *digests);
	char made[32];
	bool good;

	for (size_t i = 0; i < hits; i++)
		fill_hit(&hit[i], &text[i], b, i);
	for (size_t i = 0; i < sources; i++)
		fill_source(&source[i], &citations[i], b, i);
	for (size_t i = 0; i < b->library->count; i++)
		digests[i] = b->library->indexes[i].build.manifest.digest;
	buf_init(&out);
	sheet_print(&out, &(struct sheet){b->options->query, made_now(made), "hrsearch " VERSION,
	                                  cite_style_names[b->print->cite], digests, b->library->count,
	                                  !b->options->no_sources, hit, hits, source, sources});
	good = add(b, "index.html", &out);
	buf_release(&out);
	for (size_t i = 0; i < hits; i++) {
		buf_release(&text[i].citation);
		buf_release(&text[i].place);
		buf_release(&text[i].link);
		free(text[i].quoted);
	}
	for (size_t i = 0; i < sources; i++)
		buf_release(&citations[i]);
	free(hit);
	free(source);
	free(text);
	free(citations);
	free(digests);
	return good;
}

/* ---- All of it ---- */

static bool add_all(struct bundle *b)
{
	return add_quoted(b) &&
	       bundle_sources_add(&b->sources, &b->files, b->missing, &b->notes, b->library, b->options->no_sources,
	                          b->error) &&
	       add_hits(b) && add_citations(b) && add_records(b) && add_table(b) && add_script(b) && add_readme(b) &&
	       add_sheet(b) && bundle_files_finish(&b->files, b->error);
}

static void add_check_path(struct buf *out, const char *folder)
{
	char *path = path_join(folder, "check.sh");

	buf_add_shell_path(out, path);
	free(path);
}

bool bundle_write(struct buf *out, struct buf *missing, const struct answer *a, const struct library *l,
                  const struct print_options *print, const struct bundle_options *o, char **error)
{
	struct bundle b = {.answer = a, .library = l, .print = print, .options = o, .missing = missing, .error = error};
	bool good = bundle_files_open(&b.files, o->folder, error);

	b.snippets = mem_zalloc((a->count + 1) * sizeof *b.snippets);
	notes_init(&b.notes, a, l, print);
	good = good && add_all(&b);
	if (good) {
		buf_addf(out, "%s: ", b.files.folder);
		print_count(out, a->count, "quotation", "quotations");
		buf_add_str(out, " from ");
		print_count(out, b.sources.count, "source", "sources");
		buf_addf(out, ", %zu files. To check: sh ", b.files.count + 1);
		add_check_path(out, b.files.folder);
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < a->count; i++)
		snippet_release(&b.snippets[i]);
	free(b.snippets);
	bundle_sources_release(&b.sources);
	notes_release(&b.notes);
	bundle_files_close(&b.files);
	return good;
}
