#include "searcher/quote_command.h"

#include "formats/reader.h"
#include "searcher/quote_document.h"
#include "store/files.h"
#include "text/warn.h"

#include <ctype.h>
#include <stdlib.h>
#include <sys/stat.h>

#define ENDING_MIN 2 /* letters and digits of the ending of a file's name: .md, .html */
#define ENDING_MAX 5

struct command {
	struct session *session;
	struct plan plan; /* of the filters alone */
	struct quote_reader reader;
	size_t counts[QUOTE_STATUSES];
	size_t negations; /* verbatim ones that leave a negation out */
	bool incomplete;  /* one that is not verbatim may stand in a passage that could not be compared */
};

static int fail(char *error)
{
	warn("%s", error);
	free(error);
	return STATUS_ERROR;
}

/* ---- One quotation ---- */

static void print_result(struct buf *out, const struct command *c, const struct quote_result *r,
                         const struct quote_origin *origin)
{
	const struct print_options *o = &c->session->options->print;

	if (o->output == OUTPUT_JSON)
		quote_print_json(out, r, origin, &c->session->library);
	else if (o->output == OUTPUT_TSV)
		quote_print_tsv(out, r, origin, o);
	else
		quote_print_text(out, r, origin, &c->session->library, o);
}

static void warn_of_passages(const struct quote_result *r)
{
	if (r->damaged != 0)
		warn("the records of %zu passages are damaged and were not compared; run hrindex check", r->damaged);
	if (r->too_long != 0 && r->status != QUOTE_VERBATIM)
		warn("%zu %s too long to be compared with so long a quotation: check a part of it", r->too_long,
		     r->too_long == 1 ? "passage is" : "passages are");
}

/* Looks for a quotation and prints what is found; false: an error, whose message is printed. */
static bool check_one(struct command *c, struct span quotation, const struct quote_origin *origin)
{
	struct quote_result r;
	struct buf out;
	char *error = NULL;
	bool good = quote_check_next(&c->reader, &r, &c->session->library, quotation, c->plan.filter, &error) == XAP_OK;

	buf_init(&out);
	if (!good)
		fail(error);
	else
		print_result(&out, c, &r, origin);
	warn_of_passages(&r);
	c->incomplete |= r.status != QUOTE_VERBATIM && r.damaged + r.too_long != 0;
	c->counts[r.status]++;
	c->negations += r.status == QUOTE_VERBATIM && r.negation;
	good = good && session_write(buf_span(&out));
	buf_release(&out);
	quote_release(&r);
	return good;
}

static int status_of(const struct command *c)
{
	bool all = c->counts[QUOTE_ALTERED] == 0 && c->counts[QUOTE_NOT_FOUND] == 0 && c->negations == 0;

	return c->incomplete ? STATUS_ERROR : all ? STATUS_HITS : STATUS_NONE;
}

static bool begin(const struct command *c)
{
	return c->session->options->print.output != OUTPUT_TSV ||
	       session_write(span_of("status\tline\tquotation\tid\tsource\tcitation\n"));
}

static int quote_text(struct command *c, const char *quotation)
{
	struct quote_origin none = {0, 0};

	if (span_trim(span_of(quotation)).len == 0)
		return fail(error_message("there is no quotation to look for"));
	return begin(c) && check_one(c, span_of(quotation), &none) ? status_of(c) : STATUS_ERROR;
}

/* ---- A document ---- */

static void add_count(struct buf *out, size_t n, const char *name, size_t *printed)
{
	if (n == 0)
		return;
	buf_addf(out, "%s%zu %s", (*printed)++ == 0 ? "" : ", ", n, name);
}

static void add_summary(struct buf *out, const struct command *c, const struct quote_document *d)
{
	size_t all = d->quotations.count - d->shorter, printed = 0;

	buf_addf(out, "\n%zu %s: ", all, all == 1 ? "quotation" : "quotations");
	for (int i = 0; i < QUOTE_STATUSES; i++)
		add_count(out, c->counts[i], quote_status_names[i], &printed);
	if (c->negations != 0)
		buf_addf(out, "; %zu of the verbatim ones without a negation of the source", c->negations);
	buf_add_str(out, ".");
	if (d->shorter != 0)
		buf_addf(out, " %zu of fewer than %d words: not looked for.", d->shorter, QUOTE_WORDS_MIN);
	buf_add_char(out, '\n');
}

static bool check_all(struct command *c, const struct quote_document *d)
{
	bool text = c->session->options->print.output == OUTPUT_TEXT, good = begin(c), further = false;
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < d->quotations.count && good; i++) {
		const struct quotation *q = &d->quotations.items[i];
		struct quote_origin origin = quote_document_origin(d, q);

		if (q->words < QUOTE_WORDS_MIN)
			continue;
		good = (!text || !further || session_write(span_of("\n"))) && check_one(c, q->text, &origin);
		further = true;
	}
	add_summary(&out, c, d);
	good = good && (!text || session_write(buf_span(&out)));
	buf_release(&out);
	return good;
}

static void warn_of_marks(const struct quotations *q)
{
	if (q->unclosed == 1)
		warn("line %zu: a quotation mark that nothing closes", q->unclosed_line);
	else if (q->unclosed != 0)
		warn("%zu quotation marks that nothing closes, the first in line %zu", q->unclosed,
		     q->unclosed_line);
}

static int quote_document(struct command *c, const char *file)
{
	struct quote_document d;
	struct buf bytes;
	const char *name = strcmp(file, "-") == 0 ? "standard input" : file;
	char *error = NULL;
	int status;

	buf_init(&bytes);
	memset(&d, 0, sizeof d);
	if (!session_read(file, READER_FILE_MAX, &bytes, &error) ||
	    !quote_document_read(&d, buf_span(&bytes), span_of(name), &error)) {
		status = fail(error);
	} else {
		if (!c->session->options->quiet)
			warn_of_marks(&d.quotations);
		if (d.quotations.count == d.shorter)
			status = fail(error_message("%s: no quotation of more than %d words", name,
			                            QUOTE_WORDS_MIN - 1));
		else
			status = check_all(c, &d) ? status_of(c) : STATUS_ERROR;
	}
	quote_document_release(&d);
	buf_release(&bytes);
	return status;
}

/* ---- Which of the two ---- */

static bool is_document(const char *argument)
{
	struct stat st;

	return strcmp(argument, "-") == 0 || (stat(argument, &st) == 0 && !S_ISDIR(st.st_mode));
}

/* One word with an ending such as .docx: a file that is not there, rather than a quotation such as 1.5 or U.S. */
static bool is_missing_file(const char *argument)
{
	const char *dot = strrchr(argument, '.');
	size_t length = 0, letters = 0;

	if (dot == NULL || dot == argument || strpbrk(argument, " \t\n") != NULL)
		return false;
	for (; isalnum((unsigned char)dot[1 + length]); length++)
		letters += isalpha((unsigned char)dot[1 + length]) != 0;
	return dot[1 + length] == '\0' && letters != 0 && length >= ENDING_MIN && length <= ENDING_MAX;
}

static int quote(struct command *c, const char *argument)
{
	if (c->session->options->print.output == OUTPUT_TREC)
		return fail(error_message("--quote: write --format text, json or tsv"));
	if (is_document(argument))
		return quote_document(c, argument);
	if (is_missing_file(argument))
		return fail(error_message("cannot read %s: there is no such file", argument));
	return quote_text(c, argument);
}

int session_quote(struct session *s)
{
	struct command c = {.session = s};
	struct query none;
	char *error = NULL;
	int status;

	query_init(&none);
	quote_reader_init(&c.reader);
	if (plan_make(&c.plan, &s->library, &none, &s->options->plan, &error)) {
		if (!s->options->quiet)
			session_warn_lines(&c.plan.notes);
		status = quote(&c, s->options->argument);
		plan_release(&c.plan);
	} else {
		status = fail(error);
	}
	quote_reader_release(&c.reader);
	query_release(&none);
	return status;
}
