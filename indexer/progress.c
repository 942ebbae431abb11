#include "indexer/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void progress_init(struct progress *p, bool quiet, uint64_t files, uint64_t bytes)
{
	const char *term = getenv("TERM");

	memset(p, 0, sizeof *p);
	p->quiet = quiet;
	p->terminal = isatty(STDERR_FILENO) && (term == NULL || strcmp(term, "dumb") != 0);
	p->files = files;
	p->bytes = bytes;
	clock_gettime(CLOCK_MONOTONIC, &p->start);
}

void add_thousands(struct buf *out, uint64_t n)
{
	char digits[24];
	int len = snprintf(digits, sizeof digits, "%" PRIu64, n);

	for (int i = 0; i < len; i++) {
		if (i != 0 && (len - i) % 3 == 0)
			buf_add_char(out, ',');
		buf_add_char(out, digits[i]);
	}
}

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

static double seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void add_bar(struct buf *out, uint64_t done, uint64_t all)
{
	uint64_t full = all == 0 ? PROGRESS_CELLS : done * PROGRESS_CELLS / all;

	for (uint64_t i = 0; i < PROGRESS_CELLS; i++)
		buf_add_str(out, i < full ? "━" : "╌");
	buf_add_str(out, "  ");
}

static void add_line(const struct progress *p, struct buf *out, const char *doing, uint64_t files,
                     uint64_t bytes, bool bar)
{
	unsigned seconds = (unsigned)seconds_since(&p->start);

	buf_addf(out, "%-8s  ", doing);
	add_thousands(out, files);
	buf_add_str(out, " of ");
	add_thousands(out, p->files);
	buf_add_str(out, p->files == 1 ? " file  " : " files  ");
	if (bar)
		add_bar(out, bytes, p->bytes);
	add_size(out, bytes);
	buf_addf(out, "  %u:%02u", seconds / 60, seconds % 60);
}

void progress_wipe(struct progress *p)
{
	if (p->drawn)
		fputs("\r\033[K", stderr);
	p->drawn = false;
}

void progress_show(struct progress *p, const char *doing, uint64_t files, uint64_t bytes)
{
	struct buf line;

	if (p->quiet || !p->terminal || seconds_since(&p->start) < PROGRESS_AFTER)
		return;
	buf_init(&line);
	buf_add_str(&line, "\r\033[K");
	add_line(p, &line, doing, files, bytes, true);
	fputs(line.data, stderr);
	fflush(stderr);
	p->drawn = true;
	buf_release(&line);
}

void progress_done(struct progress *p, const char *doing, uint64_t files, uint64_t bytes)
{
	struct buf line;
	bool bar = p->terminal && seconds_since(&p->start) >= PROGRESS_AFTER;

	if (p->quiet)
		return;
	progress_wipe(p);
	buf_init(&line);
	add_line(p, &line, doing, files, bytes, bar);
	fprintf(stderr, "%s\n", line.data);
	buf_release(&line);
}
