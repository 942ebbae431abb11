#include "formats/foreign.h"

#include <assert.h>
#include <stdlib.h>

#include "formats/child.h"
#include "formats/document.h"
#include "formats/held.h"
#include "formats/html_charset.h"
#include "formats/message.h"
#include "formats/module.h"
#include "formats/readers.h"

/* Which module reads a format. */
static const struct foreign {
	enum format format;
	const char *module, *symbol;
} foreign[] = {
        {FORMAT_HTML, READERS_MODULE, READERS_SYMBOL},
        {FORMAT_DOCX, READERS_MODULE, READERS_SYMBOL},
        {FORMAT_ODT, READERS_MODULE, READERS_SYMBOL},
        {FORMAT_RTF, READERS_MODULE, READERS_SYMBOL},
        {FORMAT_MAIL, READERS_MODULE, READERS_SYMBOL},
        {FORMAT_EPUB, READERS_MODULE, READERS_SYMBOL},
        {FORMAT_PDF, PDF_MODULE, PDF_SYMBOL},
};

#define FOREIGN_COUNT (sizeof foreign / sizeof *foreign)

struct task {
	const struct foreign_reader *reader;
	struct span bytes;
	bool less;
};

static const struct foreign *foreign_of(enum format format)
{
	for (size_t i = 0; i < FOREIGN_COUNT; i++)
		if (foreign[i].format == format)
			return &foreign[i];
	return NULL;
}

bool format_is_foreign(enum format format)
{
	return foreign_of(format) != NULL;
}

/* NULL with *reason: the readers cannot be loaded. */
static const struct foreign_reader *reader_of(enum format format, char **reason)
{
	const struct foreign *from = foreign_of(format);
	const struct foreign_reader *reader = module_symbol(from->module, from->symbol, reason);

	while (reader != NULL && reader->format != format) {
		assert(reader->format != FORMAT_UNKNOWN);
		reader++;
	}
	return reader;
}

/* In the child, which ends after it: nothing is released. */
static void work(struct child_job *job, struct buf *answer)
{
	const struct task *t = job->context;
	struct document d;
	char *reason = NULL;

	document_init(&d);
	if ((t->less ? t->reader->read_less : t->reader->read)(&d, t->bytes, &reason))
		message_add_document(answer, &d);
	else
		message_add_failure(answer, reason);
}

/* Has a child read; another that does less, where the first one did not come to an end. */
static bool run(struct task *t, struct buf *answer, char **reason)
{
	struct child_job job;

	child_job_init(&job, work, t);
	return t->reader->read_less == NULL ? child_run(&job, answer, reason) : child_run_or_less(&job, &t->less, answer, reason);
}

static bool read_in_child(struct document *d, struct task *t, char **reason)
{
	struct held held;
	struct buf answer;
	bool good;

	buf_init(&answer);
	held_init(&held);
	if (t->reader->hold != NULL)
		t->reader->hold(&held, t->bytes);
	good = run(t, &answer, reason) && message_read(d, buf_span(&answer), reason);
	held_release(&held);
	buf_release(&answer);
	if (good && text_is_blank(buf_span(&d->text))) {
		*reason = mem_strdup("no text in it");
		good = false;
	}
	return good;
}

bool foreign_read(struct document *d, enum format format, struct span bytes, char **reason)
{
	struct task t = {reader_of(format, reason), bytes, false};
	const char *encoding = NULL;
	struct buf utf8;
	bool good = true;

	if (t.reader == NULL)
		return false;
	buf_init(&utf8);
	if (t.reader->text) {
		good = html_decode(&utf8, bytes, &encoding, reason);
		t.bytes = buf_span(&utf8);
	}
	good = good && read_in_child(d, &t, reason);
	d->encoding = encoding;
	buf_release(&utf8);
	return good;
}
