/* Reading e-mail: cases in tests/cases/mail.txt, what is an e-mail, its parts, and hostile ones. */
#include "formats/child.h"
#include "formats/mime.h"
#include "formats/parts.h"
#include "formats/readers.h"
#include "tests/unit/reader_cases.h"

/* A text without segments is written in the place of one. */
static bool read_case(struct document *d, struct span input, char **reason)
{
	struct span text;

	input = span_trim(input);
	if (!mail_read(d, input, reason))
		return false;
	text = span_trim(buf_span(&d->text));
	if (d->segment_count == 0) {
		struct buf line;

		buf_init(&line);
		for (size_t i = 0; i < text.len; i++)
			buf_add_char(&line, text.data[i] == '\n' ? '/' : text.data[i]);
		buf_clear(&d->text);
		buf_addf(&d->text, "%s", line.data);
		buf_release(&line);
		d->segments = mem_zalloc(sizeof *d->segments);
		d->segment_count = 1;
		d->segments[0].at = (struct range){0, d->text.len};
	}
	return true;
}

/* ---- which files are e-mail ---- */

static void test_detected(void)
{
	static const struct {
		const char *what, *name, *bytes;
		enum format format;
	} files[] = {
	        {"a message by its header", "a.txt", "Received: by x\nFrom: a@x\nSubject: S\n\nText", FORMAT_MAIL},
	        {"a message by its name", "a.eml", "From: a@x\nDate: today\n\nText", FORMAT_MAIL},
	        {"a memorandum is text", "a.txt", "From: the board\nTo: all\nSubject: Leave\nDate: 2020\n\nText", FORMAT_TEXT},
	        {"a text of one field", "a.eml", "Note: this is text.\n\nText", FORMAT_TEXT},
	        {"a header that does not end in fields", "a.eml", "From: a@x\nSubject: S\nthis is no field\n", FORMAT_TEXT},
	        {"one message of a box", "box", "From a@x Mon\nFrom: a@x\nMessage-ID: <1>\nSubject: S\n\nText\n\nFrom here on it is text\n", FORMAT_MAIL},
	        {"a box whose messages have what people write alone", "a.txt", "From a@x Mon\nFrom: a@x\nSubject: S\n\nText\n\nFrom b@x Tue\nFrom: b@x\n\nText\n", FORMAT_UNKNOWN},
	        {"one message of it", "a.txt", "From a@x Mon\nFrom: a@x\nSubject: S\n\nText\n", FORMAT_MAIL},
	        {"a line of a text that begins so", "a.txt", "From a friend\n\nFrom: a@x\nSubject: S\n\nText\n", FORMAT_TEXT},
	        {"a box of several", "box", "From a@x Mon\nFrom: a@x\nMessage-ID: <1>\nSubject: S\n\nText\n\nFrom b@x Tue\nFrom: b@x\n\nText\n", FORMAT_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char *reason = NULL;
		enum format got = format_detect(span_of(files[i].bytes), span_of(files[i].name), &reason);

		tap_ok(got == files[i].format, "%s", files[i].what);
		free(reason);
	}
}

/* A header that ends at this byte: it must end in the first 64 KiB (formats/detect_mail.c). */
static void check_header(const char *what, size_t len, enum format expected)
{
	struct buf mail;
	char *reason = NULL;

	buf_init(&mail);
	buf_add_str(&mail, "From: a@x\nMessage-ID: <1>\nSubject: S\nTo: ");
	while (mail.len + 1 < len)
		buf_add_char(&mail, mail.len % 70 == 0 ? '\n' : mail.len % 70 == 1 ? ' ' : 'x');
	buf_add_str(&mail, "\n\nText");
	tap_ok(format_detect(buf_span(&mail), span_of("a"), &reason) == expected, "%s", what);
	free(reason);
	buf_release(&mail);
}

/* ---- parts ---- */

#define HEAD "From: a@x\nSubject: S\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nText\n"

static void list_parts(struct buf *out, struct span mail)
{
	struct parts p;
	char *reason = NULL;

	if (!parts_read(&p, mail, &reason))
		buf_addf(out, "%s", reason);
	for (size_t i = 0; i < p.count; i++)
		buf_addf(out, "%s=%.*s|", p.items[i].name, (int)p.items[i].bytes.len, p.items[i].bytes.data);
	if (p.left_out != 0)
		buf_addf(out, "%zu left out", p.left_out);
	free(reason);
	parts_release(&p);
}

static void check_parts(const char *what, struct span mail, const char *expected)
{
	struct buf got;

	buf_init(&got);
	list_parts(&got, mail);
	if (!tap_ok(strcmp(got.data, expected) == 0, "%s", what))
		tap_note("%s", got.data);
	buf_release(&got);
}

static void test_parts(void)
{
	check_parts("no parts", span_of("From: a@x\nSubject: S\n\nText"), "");
	check_parts("names, one twice, one with a path, none, hidden", span_of(HEAD
	            "--b\nContent-Disposition: attachment; filename=\"a b.txt\"\n\none\n--b\nContent-Disposition: attachment; filename=\"A:\\\\x\\\\a b.txt\"\n\ntwo\n"
	            "--b\nContent-Disposition: attachment; filename=../../etc/passwd\n\nthree\n--b\nContent-Type: application/pdf\n\nfour\n"
	            "--b\nContent-Disposition: attachment; filename=\"..\"\n\nfive\n--b\nContent-Type: message/rfc822\n\nFrom: b\n--b--"),
	            "a b.txt=one|a b-2.txt=two|passwd=three|part-4=four|part-5=five|message.eml=From: b|");
	check_parts("a name in pieces, in percent signs, in a charset that the system reads from a file", span_of(HEAD
	            "--b\nContent-Disposition: attachment; filename*0*=koi8-r''%CF%D4; filename*1*=%DE; filename*2=.txt\n\nx\n"
	            "--b\nContent-Type: text/plain; name=\"=?windows-1251?B?7vL3uPI=?=\"\n\ny\n--b--"), "отч.txt=x|отчёт=y|");
	check_parts("base64", span_of(HEAD "--b\nContent-Type: application/octet-stream; name=a\nContent-Transfer-Encoding: base64\n\nQUJD\r\nREVG\nRw==\n--b--"), "a=ABCDEFG|");
	check_parts("the pictures of a layout, signatures and other forms are none", span_of("Subject: S\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nText\n"
	            "--b\nContent-Type: multipart/related; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>\n--c\nContent-Type: image/png; name=logo.png\n\nx\n--c--\n"
	            "--b\nContent-Type: text/calendar\n\nx\n--b--"), "");
	check_parts("a file in the form that is not read", span_of("Subject: S\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nText\n"
	            "--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>x\n--c\nContent-Type: application/pdf; name=r.pdf\n\nx\n--c--\n--b--"), "r.pdf=x|");
}

static void check_many(const char *what, size_t count, const char *ending)
{
	struct buf mail, got;

	buf_init(&mail);
	buf_init(&got);
	buf_add_str(&mail, HEAD);
	for (size_t i = 0; i < count; i++)
		buf_addf(&mail, "--b\nContent-Disposition: attachment; filename=%zu\n\nx\n", i);
	buf_add_str(&mail, "--b--");
	list_parts(&got, buf_span(&mail));
	tap_ok(span_ends(buf_span(&got), ending), "%s", what);
	buf_release(&mail);
	buf_release(&got);
}

/* A file whose name has so many letters, and how many are left of them. */
static void check_name(const char *what, size_t len, size_t expected)
{
	struct buf mail, name, got;

	buf_init(&mail), buf_init(&name), buf_init(&got);
	for (size_t i = 0; i < len; i++)
		buf_add_char(&name, 'n');
	buf_addf(&mail, HEAD "--b\nContent-Disposition: attachment; filename=%s\n\nx\n--b--", name.data);
	list_parts(&got, buf_span(&mail));
	tap_ok(got.len == expected + strlen("=x|") && strncmp(got.data, name.data, expected) == 0, "%s", what);
	buf_release(&mail), buf_release(&name), buf_release(&got);
}

static void test_find(void)
{
	static const char mail[] = HEAD "--b\nContent-Type: message/rfc822; name=in.eml\n\nSubject: T\nContent-Type: multipart/mixed; boundary=c\n\n"
		"--c\nContent-Disposition: attachment; filename=a.txt\n\ndeep\n--c--\n--b--";
	struct buf out;
	char *reason = NULL;

	buf_init(&out);
	tap_ok(parts_find(&out, span_of(mail), "in.eml/a.txt", &reason) && strcmp(out.data, "deep") == 0, "a part of a part");
	tap_ok(!parts_find(&out, span_of(mail), "in.eml/b.txt", &reason) && reason != NULL, "one that is not there");
	free(reason);
	buf_release(&out);
}

/* ---- hostile ones ---- */

/* Multiparts inside one another, the innermost a text. */
static void check_nested(const char *what, size_t depth, const char *expected)
{
	struct buf mail;
	struct document d;
	char *reason = NULL;

	buf_init(&mail);
	document_init(&d);
	buf_add_str(&mail, "From: a@x\nSubject: S\n");
	for (size_t i = 0; i < depth; i++)
		buf_addf(&mail, "Content-Type: multipart/mixed; boundary=b%zu\n\n--b%zu\n", i, i);
	buf_add_str(&mail, "\nInnermost");
	mail_read(&d, buf_span(&mail), &reason);
	if (!tap_ok(strcmp(d.text.data, expected) == 0, "%s", what))
		tap_note("%s", d.text.data);
	free(reason);
	buf_release(&mail);
	document_release(&d);
}

static void check_cut(const char *what, const char *body, bool cut)
{
	struct document d;
	struct buf mail;
	char *reason = NULL;

	buf_init(&mail);
	document_init(&d);
	buf_addf(&mail, "From: a@x\nSubject: S\nContent-Type: multipart/mixed; boundary=b\n\n%s", body);
	tap_ok(mail_read(&d, buf_span(&mail), &reason) && string_eq(d.remark, cut ? "cut short: its last part has no end, and text may be missing; get it again" : NULL),
	       "a message %s", what);
	free(reason);
	buf_release(&mail);
	document_release(&d);
}

#define INNER "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\n\nText\n"

static void test_cut(void)
{
	check_cut("with its end", "--b\n\nText\n--b--\n", false);
	check_cut("with a line behind it", "--b\n\nText\n--b--\nlist of the town", false);
	check_cut("without it", "--b\n\nText\n", true);
	check_cut("with half of it", "--b\n\nText\n--b-", true);
	check_cut("whose last part has not begun", "--b\n\nText\n--b\n", true);
	check_cut("with an end of its own, of what is inside it none", INNER "--b--\n", false);
	check_cut("with an end of what is inside it alone", INNER "--c--\n", true);
	check_cut("without parts", "Text\n", false);
}

static void test_mime_parts(void)
{
	struct buf mail;
	struct mime m;

	buf_init(&mail);
	buf_add_str(&mail, HEAD);
	for (size_t i = 0; i + 2 < MIME_PARTS_MAX; i++)
		buf_add_str(&mail, "--b\n\nx\n");
	mime_read(&m, buf_span(&mail));
	tap_ok(m.count == MIME_PARTS_MAX && !m.full, "as many parts as we read");
	mime_release(&m);
	buf_add_str(&mail, "--b\n\nx\n");
	mime_read(&m, buf_span(&mail));
	tap_ok(m.count == MIME_PARTS_MAX && m.full, "one more is known to be there");
	mime_release(&m);
	buf_release(&mail);
}

static void test_held(void)
{
	struct held h;

	held_init(&h);
	held_open_mail(&h, span_of("content-type: text/plain; charset=koi8-r\nContent-Type: text/plain;\n CHARSET=\"windows-1251\"\nSubject: =?ISO-8859-7?Q?=E1?=\nCharset"));
	tap_ok(h.count == 3, "the charsets of a message are opened, however they are spelled");
	held_release(&h);
}

int main(void)
{
	cases_run("tests/cases/mail.txt", 15, read_case);
	test_detected();
	check_header("the longest header", 64 * 1024 - 1, FORMAT_MAIL);
	check_header("a longer one", 64 * 1024, FORMAT_TEXT);
	check_name("the longest name of a file", 196, 196);
	check_name("a longer one is cut", 197, 196);
	test_parts();
	check_many("as many files as we read", PARTS_MAX, "499=x|");
	check_many("two more are counted", PARTS_MAX + 2, "2 left out");
	test_find();
	check_nested("as many multiparts as we open", MIME_DEPTH_MAX, "Innermost");
	check_nested("one more is not opened", MIME_DEPTH_MAX + 1, "S");
	check_nested("ten thousand", 10000, "S");
	test_cut();
	test_mime_parts();
	test_held();
	return tap_done();
}
