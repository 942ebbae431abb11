/* hrsearch: searches an index of human-rights reports; see man/hrsearch.1. */
#include "formats/module.h"
#include "searcher/memory.h"
#include "searcher/quote_command.h"
#include "searcher/session.h"
#include "searcher/show.h"
#include "searcher/verify.h"
#include "searcher/web/serve.h"
#include "store/build.h"
#include "store/files.h"
#include "store/limits.h"
#include "text/warn.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERIFY_BYTES_MAX ((size_t)1024 * 1024 * 1024)
#define WIDTH_MAX 120 /* columns: longer lines are hard to read */

static const char usage[] =
	"Usage: hrsearch [-i INDEX]... [OPTION]... QUERY...    (QUERY -: from standard input)\n"
	"       hrsearch [-i INDEX]... --show PASSAGE | --text SOURCE | --verify [FILE] | --batch FILE\n"
	"       hrsearch [-i INDEX]... --quote TEXT | --quote FILE | --quote -\n"
	"       hrsearch [-i INDEX]... --provisions [QUERY...]\n"
	"       hrsearch [-i INDEX]... --bundle DIR [--no-sources] QUERY...\n"
	"       hrsearch [-i INDEX]... --serve ADDRESS\n"
	"\n"
	"QUERY: words, ranked; \"exact phrase\"; AND OR NOT ( ); +must -not; a NEAR/5 b; word*;\n"
	"       title: publisher: country: section: symbol: lang: kind: source: date:2015..2017\n"
	"       article:19(3)@iccpr article:174@kz:criminal-code name:Bokaev; Article 174 and names as plain words\n"
	"\n"
	"  -i, --index INDEX     a folder that hrindex built; default $HRSEARCH_INDEX, else\n"
	"                        ${XDG_DATA_HOME:-~/.local/share}/hrsearch; may be given again\n"
	"  --limit N, --offset N which hits are shown (10 from the first)\n"
	"  --per-source N        at most N passages of a source\n"
	"  --copies              each copy of a passage as a hit of its own\n"
	"  --sort relevance|date\n"
	"  --exact               no stems, no equivalents\n"
	"  --looseness LEVEL     the loosest match wanted: exact, stem, equivalent, provision,\n"
	"                        name, prefix or spelling\n"
	"  --all                 every word must be there\n"
	"  --broad               weighs in what the best passages have in common\n"
	"  --in body|notes|headings\n"
	"  --publisher P, --country C, --language L, --kind K, --source ID, --date FROM..TO,\n"
	"  --instrument ID       passages that cite it, or one of several (iccpr,echr);\n"
	"                        without a query, filters bring all that they let through\n"
	"  --format text|json|tsv|trec|csl-json|biblatex|bibtex|ris\n"
	"  --cite plain|oscola|chicago|un|bluebook|apa\n"
	"                        the style of citations; a work cited before gets the short form\n"
	"  --full-citations      never the short form\n"
	"  --bundle DIR          the hits, the bytes they quote, citations and sources in a new folder,\n"
	"                        to be checked by sha256sum; --no-sources: with the sources' hashes alone\n"
	"  --bibliography        the works of the hits, each once, in place of the hits\n"
	"  --color auto|always|never\n"
	"  --context N           N sentences more on each side\n"
	"  --count               the number of passages, and nothing else\n"
	"  --explain             how the query was understood, and scores\n"
	"  --show PASSAGE        a passage with its neighbours, notes and bytes\n"
	"  --text SOURCE         a source's text, to which all offsets refer\n"
	"  --verify [FILE]       checks hits (JSON lines; a file or pipe) against their sources\n"
	"  --quote TEXT          is it what the source says? A file, or - (standard input): every\n"
	"                        quotation of more than six words in that document\n"
	"  --provisions [QUERY]  the provisions that passages cite, with counts\n"
	"  --batch FILE          queries (a file or pipe), one a line: id, tab, words\n"
	"  --serve ADDRESS       a search page at an address such as 127.0.0.1:8080; with\n"
	"                        --host NAME (a further name it answers to), --workers N\n"
	"  --quiet, --help, --version\n"
	"\n"
	"Status: 0 hits, 1 none, 2 error.\n";

static int fail(char *error)
{
	warn("%s", error);
	free(error);
	return STATUS_ERROR;
}

static void settle_terminal(struct search_options *o)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	bool terminal = isatty(STDOUT_FILENO) == 1;
	struct winsize size;

	o->print.color = o->color == COLOR_ALWAYS ||
	                 (o->color == COLOR_AUTO && terminal && (no_color == NULL || *no_color == '\0') &&
	                  (term == NULL || strcmp(term, "dumb") != 0));
	o->print.width = 0;
	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0)
		o->print.width = size.ws_col > WIDTH_MAX ? WIDTH_MAX : size.ws_col;
}

/* The query of the arguments, or of standard input for "-". */
static bool read_query(const struct search_options *o, struct buf *out, char **error)
{
	if (o->word_count == 1 && strcmp(o->words[0], "-") == 0)
		return session_read(NULL, QUERY_BYTES_MAX, out, error);
	search_options_query(o, out);
	if (out->len <= QUERY_BYTES_MAX)
		return true;
	*error = error_message("the query has %zu bytes; at most %zu can be read", out->len,
	                       QUERY_BYTES_MAX);
	return false;
}

static int search(struct session *s)
{
	struct buf typed;
	char *error = NULL;
	int status;

	buf_init(&typed);
	status = read_query(s->options, &typed, &error)
	                 ? session_search(s, buf_span(&typed), false, &s->options->print)
	                 : fail(error);
	buf_release(&typed);
	return status;
}

static int provisions(struct session *s)
{
	struct buf typed;
	char *error = NULL;
	int status;

	buf_init(&typed);
	status = s->options->word_count == 0 || read_query(s->options, &typed, &error)
	                 ? session_provisions(s, buf_span(&typed))
	                 : fail(error);
	buf_release(&typed);
	return status;
}

static int verify(struct session *s)
{
	struct buf json, out;
	char *error = NULL;
	size_t failures;
	bool good;

	buf_init(&json);
	if (!session_read(s->options->argument, VERIFY_BYTES_MAX, &json, &error)) {
		buf_release(&json);
		return fail(error);
	}
	if (span_trim(buf_span(&json)).len == 0) {
		buf_release(&json);
		return fail(error_message("nothing to verify: there is no hit"));
	}
	buf_init(&out);
	failures = verify_hits(&out, &s->library, buf_span(&json));
	good = session_write(buf_span(&out));
	buf_release(&json);
	buf_release(&out);
	return !good ? STATUS_ERROR : failures == 0 ? STATUS_HITS : STATUS_NONE;
}

/* --show and --text: bytes or a message. */
static int show(struct session *s)
{
	struct span what = span_of(s->options->argument);
	struct buf out;
	char *error = NULL;
	bool good;
	int status = STATUS_HITS;

	buf_init(&out);
	good = s->options->action == ACTION_TEXT
	               ? show_text(&out, &s->library, what, &error)
	               : show_passage(&out, &s->library, what, &s->options->print, &error);
	if (!good)
		status = fail(error);
	else if (!session_write(buf_span(&out)))
		status = STATUS_ERROR;
	buf_release(&out);
	return status;
}

static int act(struct session *s)
{
	switch (s->options->action) {
	case ACTION_SHOW:
	case ACTION_TEXT:
		return show(s);
	case ACTION_VERIFY:
		return verify(s);
	case ACTION_PROVISIONS:
		return provisions(s);
	case ACTION_QUOTE:
		return session_quote(s);
	case ACTION_BATCH:
		return session_batch(s, s->options->argument);
	default:
		return search(s);
	}
}

static int serve(const struct search_options *o)
{
	struct serve_options options = {.address = o->argument, .indexes = o->indexes, .index_count = o->index_count,
	                                .hosts = o->hosts, .host_count = o->host_count, .workers = o->workers,
	                                .quiet = o->quiet};
	char *error = NULL;
	const struct serve_module *module = module_symbol(SERVE_MODULE, SERVE_SYMBOL, &error);

	return module != NULL && module->serve(&options, &error) ? STATUS_HITS : fail(error);
}

/* A program that is about to end need not put its memory in order, unless it is looked at for leaks (see finish). */
static void release(struct library *l)
{
#ifdef __SANITIZE_ADDRESS__
	library_close(l);
#else
	(void)l;
#endif
}

static bool same_folder(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

/* An index that is named twice, by whatever paths, is read once: else each of its passages would count twice. */
static void drop_twice(struct search_options *o)
{
	size_t left = 0;

	for (size_t i = 0; i < o->index_count; i++) {
		bool twice = false;

		for (size_t k = 0; k < left && !twice; k++)
			twice = same_folder(o->indexes[k], o->indexes[i]);
		if (twice)
			warn("the index %s is named twice, and read once", o->indexes[i]);
		else
			o->indexes[left++] = o->indexes[i];
	}
	o->index_count = left;
}

static int run(struct search_options *o)
{
	struct session session = {.options = o};
	char *given = NULL, *error = NULL;
	int status;

	if (o->index_count == 0) {
		given = index_default_path();
		o->indexes[o->index_count++] = given;
	}
	drop_twice(o);
	if (o->action == ACTION_SERVE) {
		status = serve(o);
	} else if (library_open(&session.library, o->indexes, o->index_count, &error)) {
		status = act(&session);
		release(&session.library);
	} else {
		status = fail(error);
	}
	free(given);
	return status;
}

/*
 * Ends the program, all being written, without what the libraries do at an end: they touch memory that no query
 * has touched. A program that is looked at for leaks ends as others do.
 */
static int finish(int status)
{
	fflush(stderr);
#ifndef __SANITIZE_ADDRESS__
	_exit(status);
#endif
	return status;
}

int main(int argc, char **argv)
{
	struct search_options options;
	char *error = NULL;
	int status;

	memory_make_ready();
	files_hold_standard();
	if (!limits_stack(&error))
		return fail(error);
	signal(SIGPIPE, SIG_IGN); /* a closed pipe is a failed write, and a status */
	signal(SIGXFSZ, SIG_IGN); /* a file as large as may be is a failed write, too */
	if (!search_options_read(&options, argc, argv, &error))
		return fail(error);
	settle_terminal(&options);
	if (options.action == ACTION_HELP)
		status = session_write(span_of(usage)) ? STATUS_HITS : STATUS_ERROR;
	else if (options.action == ACTION_VERSION)
		status = session_write(span_of("hrsearch " VERSION "\n")) ? STATUS_HITS : STATUS_ERROR;
	else
		status = run(&options);
	search_options_release(&options);
	return finish(status);
}
