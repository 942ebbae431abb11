#include "indexer/progress.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

void add_size(struct buf *out, uint64_t bytes)
{
	static const char *const units[] = {"bytes", "kB", "MB", "GB", "TB"};
	double size = (double)bytes;
	size_t unit = 0;

	while (size >= 999.5 && unit + 1 < sizeof units / sizeof *units) {
		size /= 1000;
		unit++;
	}
	buf_addf(out, "%.*f %s", unit != 0 && size < 9.95 ? 1 : 0, size, units[unit]);
}

/* ---- the line ---- */

static void add_bar(struct buf *out, uint64_t done, uint64_t all)
{
	uint64_t full = all == 0 ? PROGRESS_CELLS : done * PROGRESS_CELLS / all;

	for (uint64_t i = 0; i < PROGRESS_CELLS; i++)
		buf_add_str(out, i < full ? "━" : "╌");
	buf_add_str(out, "  ");
}

/* "0:07", "1:02:03" */
static void add_time(struct buf *out, double seconds)
{
	uint64_t s = (uint64_t)seconds;

	if (s >= 3600)
		buf_addf(out, "%" PRIu64 ":%02" PRIu64 ":%02" PRIu64, s / 3600, s / 60 % 60, s % 60);
	else
		buf_addf(out, "%" PRIu64 ":%02" PRIu64, s / 60, s % 60);
}

static void add_files(struct buf *out, const struct progress *p, uint64_t files)
{
	buf_add_thousands(out, files);
	buf_add_str(out, " of ");
	buf_add_thousands(out, p->files);
	buf_add_str(out, p->files == 1 ? " file  " : " files  ");
}

static void add_rate(struct buf *out, uint64_t bytes, double seconds)
{
	if (seconds < PROGRESS_AFTER)
		return;
	buf_add_str(out, "  ");
	add_size(out, (uint64_t)((double)bytes / seconds));
	buf_add_str(out, "/s");
}

/* The time it has taken or, while there is something to go by, the time left. */
static void add_left(struct buf *out, const struct progress *p, uint64_t bytes, double seconds, bool last)
{
	bool told = !last && bytes != 0 && bytes <= p->bytes && bytes >= p->bytes / PROGRESS_LEFT_FROM;

	buf_add_str(out, "  ");
	add_time(out, told ? seconds * (double)(p->bytes - bytes) / (double)bytes : seconds);
	if (told)
		buf_add_str(out, " left");
}

static void make_line(struct buf *out, const struct progress *p, uint64_t files, uint64_t bytes, double seconds,
                      bool last, bool bar, bool rate)
{
	buf_clear(out);
	buf_addf(out, "%-8s  ", p->doing);
	if (p->files == 0) {
		add_time(out, seconds);
		return;
	}
	add_files(out, p, files);
	if (bar)
		add_bar(out, bytes, p->bytes);
	add_size(out, bytes);
	if (rate)
		add_rate(out, bytes, seconds);
	add_left(out, p, bytes, seconds, last);
}

/* Columns of a line of which each character takes one. */
static size_t columns_of(struct span line)
{
	size_t columns = 0;

	for (size_t i = 0; i < line.len; i++)
		columns += ((unsigned char)line.data[i] & 0xC0) != 0x80;
	return columns;
}

void progress_line(struct buf *out, const struct progress *p, uint64_t files, uint64_t bytes, double seconds,
                   size_t columns)
{
	bool last = columns == 0;

	make_line(out, p, files, bytes, seconds, last, !last, true);
	if (!last && columns_of(buf_span(out)) >= columns)
		make_line(out, p, files, bytes, seconds, last, false, true);
	if (!last && columns_of(buf_span(out)) >= columns)
		make_line(out, p, files, bytes, seconds, last, false, false);
}

/* ---- on the terminal ---- */

/* "reading": the step's name for a script; 16 bytes. */
static const char *step_name(char *name, const char *doing)
{
	snprintf(name, 16, "%s", doing);
	name[0] = (char)tolower((unsigned char)name[0]);
	return name;
}

void progress_init(struct progress *p, struct events *events, bool quiet, const char *doing, uint64_t files,
                   uint64_t bytes)
{
	const char *term = getenv("TERM");
	char name[16];

	memset(p, 0, sizeof *p);
	p->events = events;
	p->quiet = quiet;
	p->terminal = isatty(STDERR_FILENO) && (term == NULL || strcmp(term, "dumb") != 0);
	p->doing = doing;
	p->files = files;
	p->bytes = bytes;
	clock_gettime(CLOCK_MONOTONIC, &p->start);
	events_step(events, step_name(name, doing), files, bytes);
}

static size_t terminal_columns(void)
{
	struct winsize size;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col != 0 ? size.ws_col : PROGRESS_COLUMNS;
}

void progress_wipe(struct progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
	p->drawn = false;
}

void progress_show(struct progress *p, uint64_t files, uint64_t bytes)
{
	double seconds = seconds_since(&p->start);
	struct buf line;
	char name[16];

	events_progress(p->events, step_name(name, p->doing), files, bytes);
	if (p->quiet || !p->terminal || seconds < PROGRESS_AFTER)
		return;
	buf_init(&line);
	progress_line(&line, p, files, bytes, seconds, terminal_columns());
	fprintf(stderr, "\r\033[K%s", line.data);
	fflush(stderr);
	p->drawn = true;
	buf_release(&line);
}

void progress_done(struct progress *p, uint64_t files, uint64_t bytes)
{
	struct buf line;

	if (p->quiet)
		return;
	progress_wipe(p);
	buf_init(&line);
	progress_line(&line, p, files, bytes, seconds_since(&p->start), 0);
	fprintf(stderr, "%s\n", line.data);
	buf_release(&line);
}
