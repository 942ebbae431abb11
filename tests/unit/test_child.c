/* What the process that parses a foreign file may do, and what its parent believes of its answer. */
#include "formats/child.h"
#include "formats/document.h"
#include "formats/message.h"
#include "tests/unit/tap.h"
#include "text/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

static const char *forbidden_path; /* a file that no child may write */

/* ---- what children try: each answers "done" if it was let ---- */

static void done(struct buf *answer, bool good)
{
	if (good)
		buf_add_str(answer, "done");
}

static void nothing(struct child_job *job, struct buf *answer)
{
	buf_add_str(answer, job->context);
}

static void open_socket(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static void open_unix_socket(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static void write_file(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, open(forbidden_path, O_WRONLY | O_CREAT, 0600) >= 0);
}

static void remove_file(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, unlink(forbidden_path) == 0);
}

static void rename_file(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, rename(forbidden_path, "/tmp/renamed-by-a-child") == 0);
}

static void make_folder(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, mkdir("/tmp/made-by-a-child", 0700) == 0);
}

static void list_folder(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, opendir("/") != NULL);
}

static void fork_lightly(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL) >= 0);
}

static void read_file(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, open("/etc/passwd", O_RDONLY) >= 0);
}

static void fork_again(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, fork() >= 0);
}

static void run_program(struct child_job *job, struct buf *answer)
{
	char *arguments[] = {(char *)(uintptr_t) "true", NULL};

	(void)job;
	(void)answer;
	execv("/bin/true", arguments);
}

static void signal_parent(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, kill(getppid(), 0) == 0);
}

static void map_code(struct child_job *job, struct buf *answer)
{
	(void)job;
	done(answer, mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static void see_files(struct child_job *job, struct buf *answer)
{
	(void)job;
	for (int fd = 4; fd < 64; fd++)
		done(answer, lseek(fd, 0, SEEK_CUR) >= 0 || errno != EBADF);
}

static void crash(struct child_job *job, struct buf *answer)
{
	(void)job;
	(void)answer;
	abort();
}

static void take_memory(struct child_job *job, struct buf *answer)
{
	char *p = mem_alloc(*(size_t *)job->context);

	p[0] = 1;
	done(answer, p[0] == 1);
}

static void answer_bytes(struct child_job *job, struct buf *answer)
{
	buf_reserve(answer, *(size_t *)job->context);
	memset(answer->data, 'a', *(size_t *)job->context);
	answer->len = *(size_t *)job->context;
}

static void work_for_ever(struct child_job *job, struct buf *answer)
{
	volatile unsigned long n = 0;

	(void)job;
	(void)answer;
	for (;;)
		n++;
}

/* For ever, then not at all. */
static void fail_twice(struct child_job *job, struct buf *answer)
{
	if (*(bool *)job->context)
		crash(job, answer);
	work_for_ever(job, answer);
}

static void fail_once(struct child_job *job, struct buf *answer)
{
	if (!*(bool *)job->context) {
		buf_add_str(answer, "half");
		crash(job, answer);
	}
	done(answer, true);
}

/* ---- running them ---- */

struct outcome {
	bool good;
	struct buf answer;
	char *reason;
};

static struct outcome run(struct child_job *job)
{
	struct outcome o;

	buf_init(&o.answer);
	o.good = child_run(job, &o.answer, &o.reason);
	return o;
}

static void outcome_release(struct outcome *o)
{
	buf_release(&o->answer);
	free(o->reason);
}

/* The child is stopped, or its attempt fails. */
static void check_stopped(const char *what, void (*work)(struct child_job *, struct buf *))
{
	struct child_job job;
	struct outcome o;

	child_job_init(&job, work, NULL);
	o = run(&job);
	if (!tap_ok(o.answer.len == 0, "a child that tries to %s is stopped", what))
		tap_note("%s", o.answer.data);
	outcome_release(&o);
}

static void check_reason(const char *what, struct child_job *job, const char *reason)
{
	struct outcome o = run(job);

	if (!tap_ok(!o.good && o.reason != NULL && strstr(o.reason, reason) != NULL, "a child that %s is named", what))
		tap_note("%s", o.reason == NULL ? "no reason" : o.reason);
	outcome_release(&o);
}

static void check_answer(const char *what, struct child_job *job, size_t len)
{
	struct outcome o = run(job);

	if (!tap_ok(o.good && o.answer.len == len, "%s", what))
		tap_note("%s", o.reason == NULL ? "no reason" : o.reason);
	outcome_release(&o);
}

static void test_stopped(void)
{
	static const struct {
		const char *what;
		void (*work)(struct child_job *, struct buf *);
	} tries[] = {
	        {"open a socket", open_socket}, {"open a local socket", open_unix_socket}, {"write a file", write_file},
	        {"remove a file", remove_file}, {"rename a file", rename_file}, {"make a folder", make_folder}, {"read a file", read_file}, {"list a folder", list_folder},
	        {"fork", fork_again}, {"clone itself", fork_lightly}, {"run a program", run_program},
	        {"signal its parent", signal_parent}, {"map code", map_code}, {"use its parent's files", see_files},
	};

	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
		check_stopped(tries[i].what, tries[i].work);
	tap_ok(access(forbidden_path, F_OK) == 0, "the file is still there");
}

static void test_limits(void)
{
	struct child_job job;
	size_t size = 32 * 1024 * 1024;

	child_job_init(&job, crash, NULL);
	check_reason("crashes", &job, "crashed (signal 6)");
	child_job_init(&job, work_for_ever, NULL);
	job.limits.cpu_seconds = 1;
	check_reason("works for ever", &job, "more than 1 seconds of processor time");
	child_job_init(&job, answer_bytes, &size);
	job.limits.output = size;
	check_answer("an answer as long as allowed", &job, size);
	job.limits.output = size - 1;
	check_reason("answers too much", &job, "more than 31 MB of text");
	child_job_init(&job, take_memory, &size);
	job.limits.memory = size + 16 * 1024 * 1024;
	check_answer("memory within what is allowed", &job, 4);
	job.limits.memory = size / 2;
	if (SANITIZED)
		tap_skip("the sanitizer maps more", "a child that takes too much memory is named");
	else
		check_reason("takes too much memory", &job, "more than 16 MB of memory");
}

/* A second try is made where the first fails, in less time where that ran out. */
static void test_less(void)
{
	struct child_job job;
	bool less = false;
	struct outcome o;

	child_job_init(&job, fail_twice, &less);
	job.limits.wall_seconds = 1;
	buf_init(&o.answer);
	o.good = child_run_or_less(&job, &less, &o.answer, &o.reason);
	tap_ok(!o.good && less && strstr(o.reason, "longer than 1 seconds") != NULL, "a child that does not end is named, whatever the second try does");
	tap_ok(job.limits.cpu_seconds == CHILD_CPU_SECONDS / CHILD_LESS_PART && job.limits.wall_seconds == 1, "the second try after it has less time, and some");
	outcome_release(&o);
	less = false;
	child_job_init(&job, fail_once, &less);
	buf_init(&o.answer);
	o.good = child_run_or_less(&job, &less, &o.answer, &o.reason);
	tap_ok(o.good && span_eq_str(buf_span(&o.answer), "done") && o.reason == NULL, "a second try answers where the first crashes");
	tap_ok(job.limits.cpu_seconds == CHILD_CPU_SECONDS && job.limits.wall_seconds == CHILD_WALL_SECONDS, "and has all its time");
	outcome_release(&o);
	job.work = crash;
	buf_init(&o.answer);
	o.good = child_run_or_less(&job, &less, &o.answer, &o.reason);
	tap_ok(!o.good && strstr(o.reason, "crashed") != NULL, "what does less already is not tried again");
	outcome_release(&o);
}

static size_t open_files(void)
{
	DIR *d = opendir("/proc/self/fd");
	size_t n = 0;

	while (d != NULL && readdir(d) != NULL)
		n++;
	if (d != NULL)
		closedir(d);
	return n;
}

static void test_cost(void)
{
	char text[] = "answer";
	struct child_job job;
	size_t before = open_files(), good = 0;
	struct timespec a, b;

	child_job_init(&job, nothing, text);
	clock_gettime(CLOCK_MONOTONIC, &a);
	for (int i = 0; i < 50; i++) {
		struct outcome o = run(&job);

		good += o.good && strcmp(o.answer.data, text) == 0;
		outcome_release(&o);
	}
	clock_gettime(CLOCK_MONOTONIC, &b);
	tap_ok(good == 50, "50 children answer");
	tap_ok(open_files() == before, "no file stays open");
	tap_ok(waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD, "no child is left");
	tap_note("%.2f ms a child", ((double)(b.tv_sec - a.tv_sec) * 1e3 + (double)(b.tv_nsec - a.tv_nsec) / 1e6) / 50);
}

static void test_description(void)
{
	struct buf out;

	buf_init(&out);
	sandbox_describe(&out);
	tap_ok(strstr(out.data, "limits: in force") != NULL && strstr(out.data, "no new privileges: in force") != NULL &&
	       strstr(out.data, "Landlock: ") != NULL && strstr(out.data, "seccomp: ") != NULL, "what is in force is said");
	tap_note("%s", out.data);
	buf_release(&out);
}

/* ---- answers ---- */

/* "One two" as a heading, "[1] Note" as a note, called after "One". */
static void make_document(struct document *d)
{
	document_init(d);
	buf_add_str(&d->text, "One two\n\n[1] Noté");
	d->segments = mem_zalloc(2 * sizeof *d->segments);
	d->segments[0] = (struct segment){SEGMENT_HEADING, 1, {0, 7}, {0, 0}, 0};
	d->segments[1] = (struct segment){SEGMENT_NOTE, 0, {9, 18}, {10, 11}, 13};
	d->segment_count = 2;
	d->calls = mem_zalloc(sizeof *d->calls);
	d->calls[0] = (struct segment_call){3, 1};
	d->call_count = 1;
	document_declare(d, "ru-RU");
	document_declare(d, "kk");
	metadata_set(&d->front, span_of("title"), span_of("One two"), NULL);
	metadata_set(&d->front, span_of("publisher"), span_of("A; B"), NULL);
	metadata_set(&d->front, span_of("date"), span_of("2015-07"), NULL);
}

/* Whether a message is taken; what is taken must hold. */
static bool is_taken(struct span message)
{
	struct document d;
	char *reason = NULL;
	bool good;

	document_init(&d);
	good = message_read(&d, message, &reason);
	if (good && !utf8_valid(buf_span(&d.text)))
		tap_ok(false, "a text that is taken is UTF-8");
	if (!good && (reason == NULL || d.segment_count != 0))
		tap_ok(false, "a message that is not taken leaves a reason alone");
	free(reason);
	document_release(&d);
	return good;
}

/* As many languages as are kept, and one more. */
static void test_declared(void)
{
	static const char *const codes[] = {"ru", "ru_RU", "kk", "en", "xx", "fr", "es", "ar", "uk", "be", "de", NULL};
	struct document d;

	document_init(&d);
	document_declare(&d, NULL);
	document_declare(&d, "");
	for (size_t i = 0; codes[i] != NULL; i++)
		document_declare(&d, codes[i]);
	tap_ok(strcmp(d.declared[DECLARED_MAX - 1], "be") == 0 && strcmp(d.declared[1], "kk") == 0, "%d languages are kept, each once", DECLARED_MAX);
	document_release(&d);
}

static void test_round_trip(void)
{
	struct document d, back;
	struct buf message;
	char *reason = NULL;

	make_document(&d);
	buf_init(&message);
	message_add_document(&message, &d);
	document_init(&back);
	tap_ok(message_read(&back, buf_span(&message), &reason) && span_eq(buf_span(&d.text), buf_span(&back.text)) &&
	       back.segment_count == 2 && back.segments[1].label.end == 11 && back.call_count == 1 && back.calls[0].note == 1 &&
	       back.front.title != NULL && strcmp(back.front.title, "One two") == 0 && back.front.publisher_count == 2 &&
	       strcmp(back.front.date, "2015-07") == 0 && strcmp(back.declared[0], "ru") == 0 && strcmp(back.declared[1], "kk") == 0 &&
	       back.declared[2][0] == '\0', "a document goes through");
	document_release(&back);
	buf_clear(&message);
	message_add_failure(&message, "bad \x1B[31m\xFF file");
	document_init(&back);
	tap_ok(!message_read(&back, buf_span(&message), &reason) && strcmp(reason, "bad  [31m\xEF\xBF\xBD file") == 0, "a reason goes through, cleaned");
	free(reason);
	document_release(&back);
	document_release(&d);
	buf_release(&message);
}

static void break_kind(struct document *d) { d->segments[0].kind = (enum segment_kind)SEGMENT_KINDS; }
static void break_level(struct document *d) { d->segments[0].level = SEGMENT_LEVEL_MAX + 1; }
static void break_sign(struct document *d) { d->segments[0].level = -1; }
static void break_order(struct document *d) { d->segments[1].at.start = 6; }
static void break_end(struct document *d) { d->segments[1].at.end = 19; }
static void break_empty(struct document *d) { d->segments[0].at.end = 0; }
static void break_character(struct document *d) { d->segments[1].at.end = 17; }
static void break_label(struct document *d) { d->segments[1].label.end = 14; }
static void break_content(struct document *d) { d->segments[1].content = 18; }
static void break_call(struct document *d) { d->calls[0].at = 19; }
static void break_note(struct document *d) { d->calls[0].note = 2; }
static void break_heading(struct document *d) { d->calls[0].note = 0; }
static void break_text(struct document *d) { d->text.data[2] = '\xFF'; }
static void break_nul(struct document *d) { d->text.data[2] = '\0'; }
static void break_date(struct document *d) { d->front.date[5] = '9'; }
static void break_declared(struct document *d) { d->declared[1][0] = 'q'; }
static void break_twice(struct document *d) { memcpy(d->declared[1], "ru", 3); }
static void keep_level(struct document *d) { d->segments[0].level = SEGMENT_LEVEL_MAX; }
static void keep_missing(struct document *d) { d->calls[0].note = SEGMENT_NONE; }

static void test_broken(void)
{
	static const struct {
		const char *what;
		void (*change)(struct document *);
		bool taken;
	} cases[] = {
	        {"an unknown kind", break_kind, false}, {"a level too deep", break_level, false}, {"a level below none", break_sign, false},
	        {"segments that overlap", break_order, false}, {"a segment beyond the text", break_end, false}, {"an empty segment", break_empty, false},
	        {"a range that cuts a character", break_character, false}, {"a label beyond its content", break_label, false},
	        {"no content", break_content, false}, {"a call beyond the text", break_call, false}, {"a call of no segment", break_note, false},
	        {"a call of a heading", break_heading, false}, {"text that is not UTF-8", break_text, false}, {"a NUL in the text", break_nul, false},
	        {"a date that is none", break_date, false}, {"a language that is none", break_declared, false}, {"a language twice", break_twice, false},
	        {"the deepest level", keep_level, true}, {"a call without its note", keep_missing, true},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct document d;
		struct buf message;

		make_document(&d);
		cases[i].change(&d);
		buf_init(&message);
		message_add_document(&message, &d);
		tap_ok(is_taken(buf_span(&message)) == cases[i].taken, "%s is %s", cases[i].what, cases[i].taken ? "taken" : "not taken");
		buf_release(&message);
		document_release(&d);
	}
}

/* Every length cut short or longer, and every byte changed: nothing is read outside the message. */
static void test_spoilt(void)
{
	struct document d;
	struct buf message;
	size_t taken = 0;

	make_document(&d);
	buf_init(&message);
	message_add_document(&message, &d);
	for (size_t len = 0; len < message.len; len++) {
		char *part = mem_spandup(span_make(message.data, len));

		taken += is_taken(span_make(part, len));
		free(part);
	}
	tap_ok(taken == 0, "no part of a message is taken");
	for (size_t i = 0; i < message.len; i++)
		for (int bit = 0; bit < 8; bit++) {
			message.data[i] = (char)(message.data[i] ^ (1 << bit));
			is_taken(buf_span(&message));
			message.data[i] = (char)(message.data[i] ^ (1 << bit));
		}
	buf_add_char(&message, 'x');
	tap_ok(!is_taken(buf_span(&message)), "a message that is too long is not taken");
	buf_release(&message);
	document_release(&d);
}

int main(void)
{
	char path[] = "/tmp/hrsearch-child-XXXXXX";
	int fd = mkstemp(path);

	forbidden_path = path;
	test_declared();
	test_round_trip();
	test_broken();
	test_spoilt();
	if (getenv("UNDER_VALGRIND") != NULL) {
		tap_skip("valgrind makes system calls of its own", "children");
	} else {
		test_stopped();
		test_limits();
	test_less();
		test_cost();
		test_description();
	}
	close(fd);
	unlink(path);
	return tap_done();
}
