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

static void search(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body,
                   const char *const *known, bool data, enum output output, char total[32])
{
	struct asked a;

	asked_read(&a, q, known, data, data ? SERVE_HITS_DEFAULT : SERVE_DATA_HITS_MAX, SERVE_DATA_HITS_MAX);
	asked_plan(&a, d);
	asked_run(&a, d);
	a.options.print.output = output;
	if (a.how == ASKED_WELL) {
		print_answer(body, &a.answer, &a.plan, &d->library, &a.options.print);
		set_total(r, &a.answer, total);
	} else {
		complain(&a, q, data, r, body);
	}
	asked_release(&a);
}

void api_search(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	search(d, q, r, body, NULL, true, OUTPUT_JSON, d->total);
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
		search(d, q, r, body, known, false, f->output, d->total);
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
	struct print_options print = {.output = OUTPUT_JSON};
	char *error = NULL;

	if (show_passage(body, &d->library, web_value(q, "id"), &print, &error))
		return;
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
