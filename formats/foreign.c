#include "formats/foreign.h"

#include <stdlib.h>

#include "formats/child.h"
#include "formats/document.h"
#include "formats/html_charset.h"
#include "formats/message.h"
#include "formats/readers.h"

static const struct foreign_reader {
	enum format format;
	bool text; /* its bytes become UTF-8 first */
	bool (*read)(struct document *d, struct span bytes, char **reason);
} readers[] = {
        {FORMAT_HTML, true, html_read},
        {FORMAT_DOCX, false, docx_read},
        {FORMAT_ODT, false, odt_read},
};
#define READER_COUNT (sizeof readers / sizeof *readers)

struct task {
	const struct foreign_reader *reader;
	struct span bytes;
};

static const struct foreign_reader *reader_of(enum format format)
{
	for (size_t i = 0; i < READER_COUNT; i++)
		if (readers[i].format == format)
			return &readers[i];
	return NULL;
}

bool format_is_foreign(enum format format)
{
	return reader_of(format) != NULL;
}

/* In the child, which ends after it: nothing is released. */
static void work(struct child_job *job, struct buf *answer)
{
	const struct task *t = job->context;
	struct document d;
	char *reason = NULL;

	document_init(&d);
	if (t->reader->read(&d, t->bytes, &reason))
		message_add_document(answer, &d);
	else
		message_add_failure(answer, reason);
}

static bool read_in_child(struct document *d, struct task *t, char **reason)
{
	struct child_job job;
	struct buf answer;
	bool good;

	child_job_init(&job, work, t);
	buf_init(&answer);
	good = child_run(&job, &answer, reason) && message_read(d, buf_span(&answer), reason);
	buf_release(&answer);
	if (good && text_is_blank(buf_span(&d->text))) {
		*reason = mem_strdup("no text in it");
		good = false;
	}
	return good;
}

bool foreign_read(struct document *d, enum format format, struct span bytes, char **reason)
{
	struct task t = {reader_of(format), bytes};
	const char *encoding = NULL;
	struct buf utf8;
	bool good = true;

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
