#include "searcher/web/pages.h"

#include "render/json.h"
#include "searcher/show.h"
#include "searcher/web/asked.h"
#include "searcher/web/errors.h"
#include "searcher/web/limits.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

const struct download downloads[] = {
	{"json", "JSON", "application/x-ndjson", "hrsearch.jsonl", OUTPUT_JSON},
	{"tsv", "TSV", "text/tab-separated-values; charset=utf-8", "hrsearch.tsv", OUTPUT_TSV},
	{"csl-json", "CSL-JSON", "application/vnd.citationstyles.csl+json", "hrsearch.csl.json", OUTPUT_CSL},
	{"biblatex", "BibLaTeX", "application/x-bibtex; charset=utf-8", "hrsearch.biblatex.bib", OUTPUT_BIBLATEX},
	{"bibtex", "BibTeX", "application/x-bibtex; charset=utf-8", "hrsearch.bib", OUTPUT_BIBTEX},
	{"ris", "RIS (Zotero, EndNote)", "application/x-research-info-systems; charset=utf-8", "hrsearch.ris", OUTPUT_RIS},
	{NULL, NULL, NULL, NULL, OUTPUT_TEXT},
};

static void complain(const struct asked *a, const struct web_request *q, bool data, struct web_reply *r,
                     struct buf *body)
{
	r->status = a->how == ASKED_FAILED ? 503 : 400;
	error_reply(r, body, data, q,
	            a->how == ASKED_NOTHING ? "there is no word to search for: give q" : a->error);
}

/* "1234", as far as it is known "about 1234". */
static void set_total(struct web_reply *r, const struct answer *a, char total[32])
{
	snprintf(total, 32, "%s%" PRIu64, a->total_exact ? "" : "about ", a->total);
	r->total = span_of(total);
}

/* Adds a line of notes as a header may have it: what is not plain is percent-encoded. */
static void add_encoded(struct buf *out, struct span line)
{
	if (out->len != 0)
		buf_add_str(out, "%0A");
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.data[i];

		if (c < ' ' || c > '~' || c == '%')
			buf_addf(out, "%%%02X", c);
		else
			buf_add_char(out, (char)c);
	}
}

void api_set_notes(struct desk *d, struct web_reply *r, struct span notes)
{
	struct buf text;

	buf_init(&text);
	for (size_t at = 0, end; at < notes.len; at = end + 1) {
		const char *feed = memchr(notes.data + at, '\n', notes.len - at);
		size_t before = text.len;

		end = feed == NULL ? notes.len : (size_t)(feed - notes.data);
		if (end != at)
			add_encoded(&text, span_make(notes.data + at, end - at));
		if (text.len > sizeof d->notes) {
			text.len = before;
			break;
		}
	}
	if (text.len != 0)
		memcpy(d->notes, text.data, text.len);
	r->notes = span_make(d->notes, text.len);
	buf_release(&text);
}

static void search(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body,
                   const char *const *known, bool data, enum output output)
{
	struct asked a;

	asked_read(&a, q, known, data, data ? SERVE_HITS_DEFAULT : SERVE_DATA_HITS_MAX, SERVE_DATA_HITS_MAX);
	asked_plan(&a, d);
	asked_run(&a, d);
	a.options.print.output = output;
	if (a.how == ASKED_WELL) {
		print_answer(body, &a.answer, &a.plan, &d->library, &a.options.print);
		set_total(r, &a.answer, d->total);
		api_set_notes(d, r, buf_span(&a.notes));
	} else {
		complain(&a, q, data, r, body);
	}
	asked_release(&a);
}

void api_search(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	search(d, q, r, body, NULL, true, OUTPUT_JSON);
}

void page_export(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	static const char *const known[] = {"format", "ui", NULL};
	struct span name = web_value(q, "format");

	for (const struct download *f = downloads; f->name != NULL; f++) {
		if (!span_eq_str(name, f->name))
			continue;
		r->type = span_of(f->type);
		r->filename = span_of(f->filename);
		search(d, q, r, body, known, false, f->output);
		if (r->status != 200)
			r->filename = span_make("", 0);
		return;
	}
	r->status = 400;
	error_reply(r, body, false, q, "there is no such format to download");
}

/* One passage by its id, as hrsearch --show --format json has it. */
void api_passage(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	static const char *const known[] = {"id", NULL};
	struct print_options print = {.output = OUTPUT_JSON};
	char *error = asked_misnamed(q, known);

	r->status = error == NULL ? 200 : 400;
	if (error == NULL && show_passage(body, &d->library, web_value(q, "id"), &print, &error))
		return;
	if (r->status == 200)
		r->status = 404;
	error_reply(r, body, true, q, error);
	free(error);
}

void api_health(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	json_t *o = json_object(), *builds = json_array();
	uint64_t sources = 0, passages = 0;

	(void)q;
	(void)r;
	for (size_t i = 0; i < d->library.count; i++) {
		const struct manifest *m = &d->library.indexes[i].build.manifest;

		json_array_append_new(builds, json_integer(m->number));
		sources += m->sources;
		passages += m->passages;
	}
	json_object_set_new(o, "status", json_string(d->error == NULL ? "ok" : "stale"));
	json_object_set_new(o, "builds", builds);
	json_object_set_new(o, "sources", json_integer((json_int_t)sources));
	json_object_set_new(o, "passages", json_integer((json_int_t)passages));
	if (d->error != NULL)
		json_object_set_new(o, "error", json_text(span_of(d->error)));
	json_line(body, o);
}
