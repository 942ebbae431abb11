/* The line that tells how far a step is, and how often a script is told. */
#include "indexer/progress.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MB ((uint64_t)1000000)

static const struct {
	uint64_t files_all, bytes_all; /* to do */
	uint64_t files, bytes;         /* done */
	double seconds;
	size_t columns; /* 0: the last line */
	const char *line;
} cases[] = {
	{2000, 40 * MB, 500, 10 * MB, 5, 80, "Reading   500 of 2,000 files  ━━━╌╌╌╌╌╌╌╌╌  10 MB  2.0 MB/s  0:15 left"},
	{2000, 40 * MB, 1500, 30 * MB, 3000, 80, "Reading   1,500 of 2,000 files  ━━━━━━━━━╌╌╌  30 MB  10 kB/s  16:40 left"},
	{2000, 40 * MB, 500, 10 * MB, 3000, 80, "Reading   500 of 2,000 files  ━━━╌╌╌╌╌╌╌╌╌  10 MB  3.3 kB/s  2:30:00 left"},
	{2000, 40 * MB, 2000, 40 * MB, 61, 80, "Reading   2,000 of 2,000 files  ━━━━━━━━━━━━  40 MB  656 kB/s  0:00 left"},
	{2000, 40 * MB, 2000, 40 * MB, 61, 0, "Reading   2,000 of 2,000 files  40 MB  656 kB/s  1:01"},
	/* Before a fiftieth is done the rate is a guess. */
	{2000, 50 * MB, 40, MB - 1, 4, 80, "Reading   40 of 2,000 files  ╌╌╌╌╌╌╌╌╌╌╌╌  1.0 MB  250 kB/s  0:04"},
	{2000, 50 * MB, 40, MB, 4, 80, "Reading   40 of 2,000 files  ╌╌╌╌╌╌╌╌╌╌╌╌  1.0 MB  250 kB/s  3:16 left"},
	/* And before a second there is none. */
	{1, 40, 1, 40, 0.999, 0, "Reading   1 of 1 file  40 bytes  0:00"},
	{1, 40, 1, 40, 1, 0, "Reading   1 of 1 file  40 bytes  40 bytes/s  0:01"},
	/* The bar goes first, then the rate. */
	{2000, 40 * MB, 500, 10 * MB, 5, 71, "Reading   500 of 2,000 files  ━━━╌╌╌╌╌╌╌╌╌  10 MB  2.0 MB/s  0:15 left"},
	{2000, 40 * MB, 500, 10 * MB, 5, 70, "Reading   500 of 2,000 files  10 MB  2.0 MB/s  0:15 left"},
	{2000, 40 * MB, 500, 10 * MB, 5, 57, "Reading   500 of 2,000 files  10 MB  2.0 MB/s  0:15 left"},
	{2000, 40 * MB, 500, 10 * MB, 5, 56, "Reading   500 of 2,000 files  10 MB  0:15 left"},
	/* Files without a byte; more bytes than there were; a step that is not counted in files. */
	{2, 0, 1, 0, 2, 80, "Reading   1 of 2 files  ━━━━━━━━━━━━  0 bytes  0 bytes/s  0:02"},
	{2, 10, 1, 20, 2, 80, "Reading   1 of 2 files  ━━━━━━━━━━━━  20 bytes  10 bytes/s  0:02"},
	{0, 0, 0, 0, 3599.9, 80, "Reading   59:59"},
	{0, 0, 0, 0, 3600, 80, "Reading   1:00:00"},
};

static void check_lines(void)
{
	struct buf line;

	buf_init(&line);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct progress p = {.doing = "Reading", .files = cases[i].files_all, .bytes = cases[i].bytes_all};

		progress_line(&line, &p, cases[i].files, cases[i].bytes, cases[i].seconds, cases[i].columns);
		if (!tap_ok(strcmp(line.data, cases[i].line) == 0, "%s", cases[i].line))
			tap_note("it is: %s", line.data);
	}
	buf_release(&line);
}

/* Runs `act` with stdout going to `to`. */
static void redirected(FILE *to, void (*act)(struct events *), struct events *e)
{
	int kept;

	fflush(stdout);
	kept = dup(STDOUT_FILENO);
	dup2(fileno(to), STDOUT_FILENO);
	act(e);
	fflush(stdout);
	dup2(kept, STDOUT_FILENO);
	close(kept);
}

static void tell_twice(struct events *e)
{
	events_step(e, "reading", 5, 50);
	events_progress(e, "reading", 1, 10); /* too soon */
	e->start.tv_sec -= 1;
	events_progress(e, "reading", 2, 20);
	events_progress(e, "reading", 3, 30); /* too soon */
	e->start.tv_sec -= 1;
	events_progress(e, "reading", 4, 40);
}

static void check_events(bool on)
{
	char text[1024];
	FILE *to = tmpfile();
	struct events e;
	size_t len;
	bool good;

	events_init(&e, on);
	redirected(to, tell_twice, &e);
	rewind(to);
	len = fread(text, 1, sizeof text - 1, to);
	text[len] = '\0';
	good = strstr(text, "\"event\":\"step\",\"step\":\"reading\",\"files\":5,\"bytes\":50,") != NULL &&
	       strstr(text, "\"event\":\"progress\",\"step\":\"reading\",\"files\":2,\"bytes\":20,") != NULL &&
	       strstr(text, "\"files\":4,\"bytes\":40,") != NULL && strstr(text, "\"files\":1,") == NULL &&
	       strstr(text, "\"files\":3,") == NULL;
	if (!tap_ok(on ? good : len == 0, on ? "progress is told once a second" : "nothing is told unless it is asked for"))
		tap_note("%s", text);
	fclose(to);
}

int main(void)
{
	check_lines();
	check_events(true);
	check_events(false);
	return tap_done();
}
